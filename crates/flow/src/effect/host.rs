//! What Salesforce is asked to do.

use serde::{Deserialize, Serialize};

use super::{ConsoleEffect, PresenceEffect, Repeat};
use crate::{Map, Text, Value};

/// What Salesforce, the host of the softphone, is asked to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum HostEffect {
    /// Makes the phone numbers of Salesforce clickable. Open CTI guide: enableClickToDial().
    EnableClickToDial,
    /// Makes the phone numbers of Salesforce inert. Open CTI guide: disableClickToDial().
    DisableClickToDial,
    /// Registers the click-to-dial listener, once for the life of the page: it cannot be removed.
    ListenForClicks,
    /// Registers the navigation listener, once for the life of the page.
    ListenForNavigation,
    /// Registers the listener for call steps of Sales Engagement. Open CTI guide: hvs.onWorkStart().
    ListenForWork,
    /// Registers the listener for numbers that the org's own components want dialed. Open CTI guide: subscribe(), on the message
    /// channel of `salesforce/`.
    ListenForDialRequests,
    /// Tells Salesforce that the softphone is up, so that it keeps this page rather than the standby URL.
    NotifyReady,
    /// Reads the call center's settings. Answer: [`Answer::Settings`](crate::Answer::Settings).
    ReadSettings,
    /// Reads what the softphone layout says about calls from customers. Answer:
    /// [`Answer::Layout`](crate::Answer::Layout).
    ReadLayout,
    /// Reads the whole softphone layout. Answer: [`Answer::Value`](crate::Answer::Value), a map with the keys of Open CTI:
    /// `Internal`, `Inbound`, `Outbound`, each with `objects`, `callRelatedFields` and `screenPopSettings`.
    ReadSoftphoneLayout,
    /// Reads the record in view. Answer: [`Answer::AppView`](crate::Answer::AppView).
    ReadAppView,
    /// Sets the height of the softphone panel.
    SetPanelHeight {
        /// CSS pixels; Salesforce accepts 240 to 2560.
        px: u32,
    },
    /// Sets the width of the softphone panel.
    SetPanelWidth {
        /// CSS pixels; Salesforce accepts 200 to 1920.
        px: u32,
    },
    /// Opens or minimises the softphone panel.
    SetPanelVisibility {
        /// `true` opens the panel.
        visible: bool,
    },
    /// Reads the view in front of the agent anew, so that what was saved is seen. Open CTI guide: refreshView().
    RefreshView,
    /// Opens something in Salesforce.
    ScreenPop(ScreenPop),
    /// Searches the objects of the softphone layout, and pops by its rules unless deferred.
    /// Answer: [`Answer::Matches`](crate::Answer::Matches).
    Search(Search),
    /// Creates or updates one record. Answer: [`Answer::Saved`](crate::Answer::Saved).
    SaveRecord(SaveRecord),
    /// Writes the call log of a contact by the org's own Apex, under a key of contact and agent: however often it is asked, there
    /// is one. Answer: [`Answer::Saved`](crate::Answer::Saved).
    WriteLog(WriteLog),
    /// Reads fields of one record. Answer: [`Answer::Value`](crate::Answer::Value), a map by field name.
    ReadRecord {
        /// Object API name.
        entity: String,
        /// Record id.
        id: String,
        /// Field API names.
        fields: Vec<String>,
    },
    /// Reads flows, actions and settings that the org keeps for this page, as far as they are not what the page has. Answer:
    /// [`Answer::Value`](crate::Answer::Value), the JSON text of `docs/org-flows.md`.
    ReadFlows {
        /// Internal name of the call center.
        adapter: String,
        /// The revision that the page has; empty: none.
        revision: String,
        /// Where the part before ended; empty: from the beginning.
        after: String,
    },
    /// Reads the Salesforce profile id of the user. Answer: [`Answer::Value`](crate::Answer::Value), a text.
    ReadUserProfile,
    /// Finds records of one object by any of their phone fields. Numbers that differ only in spelling match, with country
    /// code or without; whoever performs this escapes what its query language reserves, and puts no wildcard in front. By
    /// the org's own Apex the one last modified comes first and converted leads are left out; without it the order is that of
    /// Salesforce's search, in the objects of the softphone layout. Answer: [`Answer::Matches`](crate::Answer::Matches).
    FindByPhone {
        /// Object API name, for instance `Contact`.
        entity: String,
        /// The number, in any spelling.
        number: String,
        /// ISO 3166-1 alpha-2 code of the country that numbers without a country code belong to, here and in the records.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        country: Option<Text>,
    },
    /// Runs a query as the user. Answer: [`Answer::Value`](crate::Answer::Value), a list of records: maps by field name, with
    /// `type`, and `Id` null where it is not selected.
    Query {
        /// SOQL; a value stands in it as `:name`.
        query: String,
        /// The values by name, bound and never joined into the text.
        values: Fields,
    },
    /// Calls a `webService` method of a global Apex class. Open CTI guide: runApex(). Answer:
    /// [`Answer::Value`](crate::Answer::Value), what it returned.
    RunApex {
        /// Name of the class.
        class: String,
        /// Name of the method.
        method: String,
        /// Parameters by name.
        params: Map<String>,
    },
    /// Asks the tabs of the console app.
    Console(ConsoleEffect),
    /// Asks Omni-Channel.
    Presence(PresenceEffect),
    /// Tells Sales Engagement that a call step is done. Open CTI guide: hvs.completeWork().
    CompleteWork {
        /// Id of the work, from the event that started it.
        work_id: String,
        /// Id of the Task that was saved.
        task_id: String,
        /// Result of the call.
        disposition: Option<String>,
        /// Whether anyone answered.
        was_connected: bool,
    },
}

impl HostEffect {
    /// Whether this effect may be performed again after an uncertain answer.
    pub fn repeat(&self) -> Repeat {
        match self {
            HostEffect::ReadSettings
            | HostEffect::ReadLayout
            | HostEffect::ReadSoftphoneLayout
            | HostEffect::ReadAppView
            | HostEffect::ReadRecord { .. }
            | HostEffect::ReadFlows { .. }
            | HostEffect::ReadUserProfile
            | HostEffect::Query { .. }
            | HostEffect::FindByPhone { .. } => Repeat::Read,
            HostEffect::Console(effect) => effect.repeat(),
            HostEffect::Presence(effect) => effect.repeat(),
            HostEffect::Search(search) if search.deferred => Repeat::Read,
            HostEffect::EnableClickToDial
            | HostEffect::DisableClickToDial
            | HostEffect::NotifyReady
            | HostEffect::SetPanelHeight { .. }
            | HostEffect::SetPanelWidth { .. }
            | HostEffect::SetPanelVisibility { .. }
            | HostEffect::RefreshView
            | HostEffect::WriteLog(_)
            | HostEffect::CompleteWork { .. } => Repeat::Keyed,
            HostEffect::SaveRecord(SaveRecord { target: SaveTarget::Update { .. }, .. }) => Repeat::Keyed,
            HostEffect::SaveRecord(SaveRecord { target: SaveTarget::Create { .. }, .. })
            | HostEffect::RunApex { .. }
            | HostEffect::Search(_)
            | HostEffect::ScreenPop(_)
            | HostEffect::ListenForClicks
            | HostEffect::ListenForNavigation
            | HostEffect::ListenForWork
            | HostEffect::ListenForDialRequests => Repeat::Once,
        }
    }
}

/// Field names and values, in the order they were given.
pub type Fields = Map<Value>;

/// What to open in Salesforce. Open CTI guide: screenPop().
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ScreenPop {
    /// A record's page.
    Record {
        /// Record id, 15 or 18 characters.
        record_id: String,
    },
    /// A relative URL of the org.
    Url {
        /// Begins with `/`.
        url: String,
    },
    /// An object's home page.
    ObjectHome {
        /// Object API name.
        scope: String,
    },
    /// A list view.
    List {
        /// Id of the list view (`00B…`).
        list_view_id: String,
        /// Object API name.
        scope: String,
    },
    /// The search page.
    Search {
        /// At least three characters.
        search_string: String,
    },
    /// The form for a new record, as a modal.
    NewRecord {
        /// Object API name.
        entity_name: String,
        /// Field values to start with.
        defaults: Fields,
    },
    /// An active screen flow.
    Flow {
        /// Developer name of the flow.
        flow_dev_name: String,
        /// Input variables.
        args: Vec<FlowArg>,
    },
    /// What a deferred search handed back, to be returned untouched.
    Deferred {
        /// The opaque `SCREEN_POP_DATA`.
        data: Value,
    },
}

impl ScreenPop {
    /// Why this must not be handed to Salesforce: what should be an id or an address is neither. Flows take them from contact
    /// attributes, which whoever writes to the company can choose.
    pub fn objection(&self) -> Option<String> {
        match self {
            ScreenPop::Record { record_id } if !is_record_id(record_id) => {
                Some(["this is no record id: ", record_id].concat())
            }
            ScreenPop::Url { url } if !is_page_url(url) => {
                Some(["this is neither an https address nor a path of the org: ", url].concat())
            }
            _ => None,
        }
    }
}

/// Whether a text is a record id: 15 or 18 letters and digits.
pub fn is_record_id(text: &str) -> bool {
    matches!(text.len(), 15 | 18) && text.bytes().all(|letter| letter.is_ascii_alphanumeric())
}

/// Whether a text is an https address, or a path of the org (`/…`, not `//host`). Browsers drop control characters and read
/// `\\` as `/`, so an address has neither, and no blanks.
fn is_page_url(text: &str) -> bool {
    let odd = |letter: char| letter.is_control() || letter.is_whitespace() || letter == '\\';
    let https = text.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"));
    let path = text.starts_with('/') && !text.starts_with("//");
    !text.contains(odd) && (https && text.len() > 8 || path)
}

/// One input variable of a Salesforce screen flow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FlowArg {
    /// Name of the variable.
    pub name: String,
    /// Type of the variable, for instance `String`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Value of the variable.
    pub value: Value,
}

/// Which section of the softphone layout a search uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CallType {
    /// A call from a customer.
    Inbound,
    /// A call to a customer.
    Outbound,
    /// A call between agents.
    Internal,
}

/// A search of the objects of the softphone layout. Open CTI guide: searchAndScreenPop().
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Search {
    /// What to look for; at least three characters.
    pub text: String,
    /// Which section of the layout.
    pub call_type: CallType,
    /// Search only, and hand the pop back.
    pub deferred: bool,
    /// Passed to Visualforce pops only.
    pub query_params: Option<String>,
    /// Used when the layout answers "no match" with a new record.
    pub defaults: Fields,
}

/// Saves one record. Open CTI guide: saveLog().
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SaveRecord {
    /// New or existing.
    pub target: SaveTarget,
    /// Field API names and values.
    pub fields: Fields,
}

/// Writes the log of a contact by the org's class `SwitchboardLogs` (`salesforce/`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WriteLog {
    /// Id of the contact.
    pub contact: String,
    /// The Task, where its id is known.
    pub record_id: Option<String>,
    /// Field API names and values.
    pub fields: Fields,
}

/// Whether a save creates or updates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum SaveTarget {
    /// A new record of this object.
    Create {
        /// Object API name, for instance `Task`.
        entity: String,
    },
    /// The record with this id.
    Update {
        /// Record id.
        id: String,
    },
}

#[cfg(test)]
mod tests {
    use super::ScreenPop;

    #[track_caller]
    fn check(pop: ScreenPop, fine: bool) {
        assert_eq!(pop.objection().is_none(), fine, "{pop:?}");
    }

    #[test]
    fn records_open_by_ids_and_addresses_are_those_of_pages() {
        for (record_id, fine) in [
            ("0035g00000XyZabAAF", true),
            ("0035g00000XyZab", true),
            ("javascript:alert", false),
            ("javascript:alert(1)", false),
            ("0035g00000XyZabAA", false),
            ("0035g00000XyZabAÄ", false),
            ("null", false),
        ] {
            check(ScreenPop::Record { record_id: record_id.into() }, fine);
        }
        for (url, fine) in [
            ("/lightning/o/Case/home", true),
            ("https://help.example.com/a?b#c", true),
            ("HTTPS://help.example.com", true),
            ("https://", false),
            ("http://help.example.com", false),
            ("javascript:alert(1)", false),
            ("JavaScript:alert(1)", false),
            ("java\nscript:alert(1)", false),
            (" javascript:alert(1)", false),
            ("/\t/evil.example.com", false),
            ("//evil.example.com", false),
            ("/\\evil.example.com", false),
            ("data:text/html,x", false),
            ("", false),
        ] {
            check(ScreenPop::Url { url: url.into() }, fine);
        }
    }
}
