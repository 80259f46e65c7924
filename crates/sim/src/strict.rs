//! The strictnesses of the simulator, by name.
//!
//! Each is a place where the platforms are less forgiving than a newcomer expects. All hold by default. A test can
//! let go of one by name, to prove that a contract case notices; nothing else ever should.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// Which program carries a strictness out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Place {
    /// This crate.
    World,
    /// The library page script, `www/sim/opencti.js`.
    Library,
    /// The simulated Contact Control Panel, `www/sim/ccp.js`.
    Ccp,
}

macro_rules! rules {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $place:ident, $section:literal, $case:literal;)*) => {
        /// One named strictness.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Rule {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)*
        }

        impl Rule {
            /// Every strictness.
            pub const ALL: &[Rule] = &[$(Rule::$variant,)*];

            /// Its name, as `SWITCHBOARD_SIM_LAX` takes it.
            pub fn name(self) -> &'static str {
                match self { $(Rule::$variant => $name,)* }
            }

            /// Which program carries it out.
            pub fn place(self) -> Place {
                match self { $(Rule::$variant => Place::$place,)* }
            }

            /// The section of the contract reference it comes from.
            pub fn section(self) -> &'static str {
                match self { $(Rule::$variant => $section,)* }
            }

            /// The contract case that fails when it is let go.
            pub fn case(self) -> &'static str {
                match self { $(Rule::$variant => $case,)* }
            }
        }
    };
}

rules! {
    /// A Task with a Lead in `WhoId` may not have a `WhatId`.
    LeadForbidsWhat = "lead-forbids-what", World, "open-cti 7.1", "a lead in WhoId forbids WhatId";
    /// `CallType` takes `Inbound`, `Outbound`, `Internal`, capital first.
    CallTypePicklist = "call-type-picklist", World, "open-cti 7.1", "call type is a restricted picklist";
    /// A Task with a `Status` that the org does not list is open.
    UnlistedStatusOpen = "unlisted-status-open", World, "open-cti 7.1", "an unlisted status leaves the task open";
    /// `TaskSubtype` cannot be changed on update.
    SubtypeCreateOnly = "subtype-create-only", World, "open-cti 7.1", "task subtype is create-only";
    /// `CallDurationInSeconds` takes whole numbers only.
    DurationInteger = "duration-integer", World, "open-cti 7.1", "a duration is a whole number";
    /// Text longer than its field is refused.
    FieldLengths = "field-lengths", World, "open-cti 7.1", "text longer than its field is refused";
    /// `WhoId` takes people, `WhatId` everything else.
    WhoWhatKinds = "who-what-kinds", World, "open-cti 7.1", "who is a person and what is not";
    /// A Task without `Status` is *Not Started*, not *Completed*.
    StatusDefault = "status-default", World, "open-cti 3.14", "a task is not started unless it says so";
    /// saveLog answers an object with `recordId`, not an id.
    SaveAnswersObject = "save-answers-object", World, "open-cti 3.14", "saveLog answers recordId";
    /// saveLog never looks for an earlier record.
    SaveNeverDedupes = "save-never-dedupes", World, "open-cti 3.14", "saving twice makes two";
    /// A page shows a saved record only after a refresh.
    PageNeedsRefresh = "page-needs-refresh", World, "open-cti 7.2", "the page shows a log after refreshView";
    /// Fewer than three characters are not searched.
    SearchMinimum = "search-minimum", World, "open-cti 3.16", "a search needs three characters";
    /// An object without fields in the layout finds nothing.
    LayoutFields = "layout-fields", World, "open-cti 3.16", "an object without layout fields finds nothing";
    /// A number with a country code does not find one stored without it, nor the reverse.
    PhoneDigits = "phone-digits", World, "open-cti 6.3", "e164 misses a number stored nationally";
    /// A person account is found as both of its halves.
    PersonBothHalves = "person-both-halves", World, "open-cti 6.4", "a person account is found twice";
    /// A new record is not found for some seconds.
    IndexLag = "index-lag", World, "open-cti 3.16", "a new record is not found at once";
    /// Only inbound searches pop.
    OnlyInboundPops = "only-inbound-pops", World, "open-cti 6.2", "an outbound search does not pop";
    /// The value of `NEW_RECORD_MODAL` is `newRecord`.
    NewRecordValue = "new-record-value", World, "open-cti 4", "the new record type is newRecord";
    /// The search pop takes `searchString`.
    SearchStringKey = "search-string-key", World, "open-cti 3.15", "a search pop takes searchString";
    /// A URL pop takes relative URLs.
    RelativeUrl = "relative-url", World, "open-cti 3.15", "a url pop is relative";
    /// A console app does not report a move to a list view.
    ListViewSilent = "list-view-silent", World, "open-cti 3.4", "a console is silent about list views";
    /// Height and width have limits.
    PanelRange = "panel-range", World, "open-cti 3.17", "the panel has limits";
    /// Argument types are checked.
    ArgumentTypes = "argument-types", World, "open-cti 1.4", "a wrong type is an invalid parameter";
    /// A click reaches the page only when click-to-dial is enabled.
    ClickNeedsEnable = "click-needs-enable", World, "open-cti 3.1", "numbers are inert until enabled";
    /// A click before the listener is registered is lost.
    ClickNeedsListener = "click-needs-listener", World, "open-cti 3.3", "a click before the listener is lost";
    /// A click does not open the panel.
    ClickLeavesPanel = "click-leaves-panel", World, "open-cti 3.3", "a click does not open the panel";
    /// A softphone page that is loaded anew starts with inert numbers.
    ReloadForgets = "reload-forgets", World, "open-cti 3.1", "a new page load starts inert";
    /// Once switched, the console stays on the standby page.
    StandbySticky = "standby-sticky", World, "open-cti 10.1", "standby is sticky";
    /// Sort orders are decimals in strings.
    SortOrderDecimal = "sort-order-decimal", World, "open-cti 3.6", "sort orders are decimals in strings";
    /// Record ids are 18 characters with the right suffix.
    IdChecksum = "id-checksum", World, "open-cti 13.1", "ids have the right suffix";
    /// `createOutboundContact` answers nothing.
    OutboundAnswersEmpty = "outbound-answers-empty", World, "connect-streams 3.3", "dialling answers no contact id";
    /// A missed call is a contact in state `error`.
    MissedIsError = "missed-is-error", World, "connect-streams 3.3", "a missed call is an error";
    /// A ringing voice contact is `connecting`.
    RingIsConnecting = "ring-is-connecting", World, "connect-streams 3.3", "a ringing call is connecting";
    /// `err` is a JSON string.
    ErrIsString = "err-is-string", World, "connect-streams 1.5", "an error is a json string";
    /// Timestamps are dates.
    DatesAreDates = "dates-are-dates", World, "connect-streams 2.1", "timestamps are dates";
    /// The initiation method of a voice contact is null.
    InitiationNull = "initiation-null", World, "connect-streams 2.4", "initiation method of voice is null";
    /// A broadcast returns to its sender.
    BroadcastReturns = "broadcast-returns", World, "connect-streams 1.8", "a broadcast returns to everyone";
    /// A contact is cleared only after it has ended.
    ClearAfterEnd = "clear-after-end", World, "connect-streams 4.2", "clear before the end fails";
    /// A contact is rejected only before it is connected.
    RejectBeforeConnect = "reject-before-connect", World, "connect-streams 4.2", "reject after connection fails";
    /// After-call work is the contact state `ended`, and lasts until cleared.
    AfterCallWork = "after-call-work", World, "connect-streams 2.4", "after-call work lasts until cleared";
    /// The library throws a plain string without its URL parameters.
    ThrowsString = "throws-string", Library, "open-cti 2.4", "a missing parameter throws a plain string";
    /// After that throw the object exists all the same.
    HalfAlive = "half-alive", Library, "open-cti 2.4", "the object is left half alive";
    /// A parameter that occurs twice fails validation.
    DuplicateParameter = "duplicate-parameter", Library, "open-cti 2.2", "a duplicated origin fails, a duplicated mode does not";
    /// Only hosts of Salesforce are accepted.
    HostPattern = "host-pattern", Library, "open-cti 2.4", "only salesforce hosts are accepted";
    /// An empty object throws.
    EmptyObjectThrows = "empty-object-throws", Library, "open-cti 1.5", "an empty object throws";
    /// A missing mandatory callback throws.
    CallbackRequired = "callback-required", Library, "open-cti 1.5", "a missing callback throws";
    /// A callback is called once.
    CallbackOnce = "callback-once", Library, "open-cti 2.5", "a callback is called once";
    /// Listeners accumulate.
    ListenersAdd = "listeners-add", Library, "open-cti 2.5", "listeners accumulate";
    /// Replies from elsewhere are ignored.
    OriginChecked = "origin-checked", Library, "open-cti 2.5", "a reply from another origin is ignored";
    /// Replies of another version are ignored.
    VersionChecked = "version-checked", Library, "open-cti 2.5", "a reply of another version is ignored";
    /// Members are absent below the version that brought them.
    MembersByVersion = "members-by-version", Library, "open-cti 13.1", "members come with their version";
    /// `screenPop` drops default values at the top level.
    TopLevelDefaultsDropped = "top-level-defaults-dropped", Library, "open-cti 3.18", "top-level defaults are dropped";
    /// Dates are revived before they reach the page.
    DatesRevived = "dates-revived", Ccp, "connect-streams 1.3", "dates arrive as dates";
    /// Commands of the SDK channel that nobody handles are answered `noHandler`.
    NoHandler = "no-handler", Ccp, "connect-streams 1.9", "an unhandled command is answered noHandler";
}

/// Which strictnesses hold. By default all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Strictness {
    let_go: BTreeSet<Rule>,
}

impl Strictness {
    /// All but one.
    pub fn without(rule: Rule) -> Self {
        Strictness { let_go: BTreeSet::from([rule]) }
    }

    /// All but the one of this name. Unknown names let go of nothing.
    pub fn without_named(name: &str) -> Self {
        Rule::ALL.iter().find(|rule| rule.name() == name).map(|rule| Self::without(*rule)).unwrap_or_default()
    }

    /// Whether a strictness holds.
    pub fn holds(&self, rule: Rule) -> bool {
        !self.let_go.contains(&rule)
    }
}

/// One line of the list of strictnesses.
#[derive(Clone, Debug, Serialize)]
pub struct Listed {
    /// Name of the strictness.
    pub name: &'static str,
    /// Which program carries it out.
    pub place: Place,
    /// The section of the contract reference.
    pub section: &'static str,
    /// The contract case that fails when it is let go.
    pub case: &'static str,
}

/// Every strictness with its case, for whoever turns them off one at a time.
pub fn listed() -> Vec<Listed> {
    Rule::ALL
        .iter()
        .map(|rule| Listed {
            name: rule.name(),
            place: rule.place(),
            section: rule.section(),
            case: rule.case(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_holds_unless_let_go() {
        let strict = Strictness::default();
        assert!(Rule::ALL.iter().all(|rule| strict.holds(*rule)));
        let lax = Strictness::without_named("index-lag");
        assert!(!lax.holds(Rule::IndexLag) && lax.holds(Rule::PhoneDigits));
        assert_eq!(Strictness::without_named("no such thing"), strict);
    }

    #[test]
    fn names_and_cases_are_unique() {
        let names: BTreeSet<_> = Rule::ALL.iter().map(|rule| rule.name()).collect();
        let cases: BTreeSet<_> = Rule::ALL.iter().map(|rule| rule.case()).collect();
        assert_eq!((names.len(), cases.len()), (Rule::ALL.len(), Rule::ALL.len()));
    }

    #[test]
    fn rules_are_written_by_name() {
        assert_eq!(
            serde_json::to_string(&Strictness::without(Rule::PanelRange)).unwrap(),
            r#"["panel-range"]"#
        );
    }
}
