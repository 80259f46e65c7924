//! The items of `callcenter.xml` that this adapter's page reads, and what they may hold: the one table of them.
//!
//! A test compares it with `callcenter.xml`, with `docs/admin.md` and with what `desk::config` really reads.

use crate::url;

/// Name of the section that holds them.
pub const SECTION: &str = "switchboardConnect";

/// Caption of the section.
pub(crate) const SECTION_LABEL: &str = "Amazon Connect";

/// One item the page reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CustomItem {
    /// Name in the section [`SECTION`].
    pub name: &'static str,
    /// Caption in Setup.
    pub label: &'static str,
    /// What it may hold.
    pub value: Value,
    /// Value in a new file.
    pub initial: &'static str,
    /// What it does, as a sentence.
    pub meaning: &'static str,
}

/// What an item may hold. Empty is allowed for all but the last two: then `adapter.json` decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Address of an Amazon Connect instance, or its alias alone.
    InstanceUrl,
    /// AWS region.
    Region,
    /// An https address.
    HttpsUrl,
    /// Country, ISO 3166-1 alpha-2.
    Country,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Object API names, separated by commas; a phone field may follow an object after a point.
    Objects,
    /// Tag of a language the page speaks.
    Language,
    /// Any text.
    Text,
    /// Exactly this text.
    Exactly(&'static str),
    /// `true` or `false`, where only `true` is right for agents.
    True,
}

/// A switch.
const FLAG: Value = Value::OneOf(&["true", "false"]);

/// The items, in the order of the file.
pub const CUSTOM_ITEMS: [CustomItem; 23] = [
    CustomItem {
        name: "instanceUrl",
        label: "Instance URL",
        value: Value::InstanceUrl,
        initial: "",
        meaning: "Address of the Amazon Connect instance, for instance `https://acme.my.connect.aws`; or its alias alone, `acme`.",
    },
    CustomItem {
        name: "region",
        label: "AWS region",
        value: Value::Region,
        initial: "",
        meaning: "Region of the instance, for instance `eu-central-1`.",
    },
    CustomItem {
        name: "ssoUrl",
        label: "Single sign-on URL (empty without SAML)",
        value: Value::HttpsUrl,
        initial: "",
        meaning: "Sign-in address of the identity provider, when the instance uses SAML.",
    },
    CustomItem {
        name: "language",
        label: "Language of the page: en, de, es, fr, it, ja, ko, pt-BR, zh-CN or zh-TW",
        value: Value::Language,
        initial: "",
        meaning: "Language of the page, for instance `de`, unless the agent or `?language=` in the CTI Adapter URL chose another.",
    },
    CustomItem {
        name: "country",
        label: "Country of numbers without a country code",
        value: Value::Country,
        initial: "US",
        meaning: "Two letters: where a number without a country code belongs.",
    },
    CustomItem {
        name: "duringCall",
        label: "A number clicked during a call: disable or addParty",
        value: Value::OneOf(&["disable", "addParty"]),
        initial: "",
        meaning: "What a click does during a call: `disable` tells the agent why nothing happens, `addParty` brings the number in.",
    },
    CustomItem {
        name: "doNotCall",
        label: "Do not call: allowUnknown, refuseUnknown or ignore",
        value: Value::OneOf(&["allowUnknown", "refuseUnknown", "ignore"]),
        initial: "",
        meaning: "Whether a clicked number is dialled when no record says that it may be; `ignore` asks no record.",
    },
    CustomItem {
        name: "openOnRing",
        label: "The panel opens when a call rings: true or false",
        value: FLAG,
        initial: "",
        meaning: "Whether the panel opens when a call rings: `true` or `false`.",
    },
    CustomItem {
        name: "matchPriority",
        label: "Objects that win among several matches, the likeliest first",
        value: Value::Objects,
        initial: "",
        meaning: "Objects by API name, for instance `Contact, Account`: one match of an object wins over those after it.",
    },
    CustomItem {
        name: "newRecords",
        label: "New records offered for unknown callers",
        value: Value::Objects,
        initial: "",
        meaning: "Objects offered when nobody is known, for instance `Contact, Lead, Policy__c.Phone__c`.",
    },
    CustomItem {
        name: "several",
        label: "Several matches: choose or layout",
        value: Value::OneOf(&["choose", "layout"]),
        initial: "",
        meaning: "What several matches do: `choose` asks the agent in the phone, `layout` also opens what the softphone layout says.",
    },
    CustomItem {
        name: "logCalls",
        label: "Calls that no flow has logged are logged: true or false",
        value: FLAG,
        initial: "",
        meaning: "Whether the phone logs a call that no flow has logged: `true` or `false`.",
    },
    CustomItem {
        name: "logAtConnect",
        label: "The log begins with the talk: true or false",
        value: FLAG,
        initial: "",
        meaning: "`true` writes the log when people begin to talk and completes it at the end, `false` writes it at the end only.",
    },
    CustomItem {
        name: "logStatus",
        label: "Task status of a finished call",
        value: Value::Text,
        initial: "",
        meaning: "Status of a finished call's Task, a value of your org's, for instance `Completed`.",
    },
    CustomItem {
        name: "logStatusDuringCall",
        label: "Task status while people talk",
        value: Value::Text,
        initial: "",
        meaning: "Status of the Task while people talk, a value of your org's, for instance `In Progress`.",
    },
    CustomItem {
        name: "refreshView",
        label: "The record in view is read anew after a log is saved: true or false",
        value: FLAG,
        initial: "",
        meaning: "Whether the record in view is read anew once a log is saved, `true` or `false`; unsaved edits may suffer.",
    },
    CustomItem {
        name: "recordingPanel",
        label: "Agents see the panel Recording: true or false",
        value: FLAG,
        initial: "",
        meaning: "Whether agents see the panel Recording: `true` or `false`.",
    },
    CustomItem {
        name: "showAllAttributes",
        label: "All attributes of the contact are shown: true or false",
        value: FLAG,
        initial: "",
        meaning: "Whether the panel shows all other attributes of the contact, too, empty ones included: `true` or `false`.",
    },
    CustomItem {
        name: "showAttributesIfEmpty",
        label: "The attributes' tab stays when there is nothing in it: true or false",
        value: FLAG,
        initial: "",
        meaning: "Whether the tab Attributes stays when there is nothing to show: `true` or `false`.",
    },
    CustomItem {
        name: "mode",
        label: "Softphone page: full, mini or headless",
        value: Value::OneOf(&["full", "mini", "headless"]),
        initial: "",
        meaning: "How much the page shows; in `mini` and `headless` the Contact Control Panel is in another window.",
    },
    CustomItem {
        name: "message",
        label: "Text above the agent's state",
        value: Value::Text,
        initial: "",
        meaning: "A text for agents who work in a window of Amazon Connect; it is shown as text, never as markup.",
    },
    CustomItem {
        name: "CTIVersion",
        label: "CTI version this call center is for",
        value: Value::Exactly("4.0"),
        initial: "4.0",
        meaning: "Always `4.0`; the self-check compares it.",
    },
    CustomItem {
        name: "RequiresCallCenter",
        label: "Agents must be assigned to this call center",
        value: Value::True,
        initial: "true",
        meaning: "Always `true`: only assigned agents see the softphone; the self-check compares it.",
    },
];

/// Why an item cannot hold a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Not what the item holds: what would be.
    Wrong(String),
    /// Possible, and probably not meant: why.
    Odd(&'static str),
}

impl Value {
    /// Whether an item may hold this text.
    pub(crate) fn check(self, text: &str) -> Result<(), Refusal> {
        match self {
            Value::Exactly(only) => hold(text == only, only),
            Value::True if text == "false" => {
                Err(Refusal::Odd("without an assignment Salesforce shows an agent no softphone"))
            }
            Value::True => hold(text == "true", "true"),
            _ if text.is_empty() => Ok(()),
            Value::InstanceUrl if is_alias(text) => Ok(()),
            Value::InstanceUrl => match url::Https::parse(text) {
                Ok(url) if is_instance(url.host) => Ok(()),
                Ok(_) => Err(Refusal::Odd("an instance is at NAME.my.connect.aws or NAME.awsapps.com")),
                Err(_) => hold(
                    false,
                    "an https address like https://acme.my.connect.aws, or the alias of an instance",
                ),
            },
            Value::HttpsUrl => hold(url::Https::parse(text).is_ok(), "an https address, or nothing"),
            Value::Language => hold(
                is_language(text),
                "a language of the page: en, de, es, fr, it, ja, ko, pt-BR, zh-CN or zh-TW",
            ),
            Value::Text => Ok(()),
            Value::OneOf(words) => {
                let known = words.iter().any(|word| word.eq_ignore_ascii_case(text));
                hold(known, &format!("one of {}", words.join(", ")))
            }
            Value::Objects => hold(
                text.split([',', ';']).all(|object| is_object(object.trim())),
                "object API names separated by commas, like Contact, Policy__c.Phone__c",
            ),
            Value::Region => hold(is_region(text), "an AWS region like eu-central-1"),
            Value::Country => hold(
                is_country(&text.to_ascii_uppercase()),
                "a country's two letters (ISO 3166-1), like US or GB",
            ),
        }
    }
}

fn hold(well: bool, expected: &str) -> Result<(), Refusal> {
    if well { Ok(()) } else { Err(Refusal::Wrong(expected.to_owned())) }
}

/// `acme`: what stands before `.my.connect.aws`.
fn is_alias(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Languages there are files of in `www/adapter/lang`, without their regions: the page finds the nearest.
fn is_language(tag: &str) -> bool {
    let known = ["de", "en", "es", "fr", "it", "ja", "ko", "pt", "zh"];
    let language = tag.split(['-', '_']).next().unwrap_or_default();
    known.iter().any(|known| known.eq_ignore_ascii_case(language))
}

fn is_instance(host: &str) -> bool {
    [".my.connect.aws", ".awsapps.com"].iter().any(|end| host.to_ascii_lowercase().ends_with(end))
}

/// `eu-central-1`, `us-gov-west-1`: words and a number.
fn is_region(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let Some((number, words)) = parts.split_last() else { return false };
    let word = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase());
    words.len() >= 2
        && words[0].len() == 2
        && words.iter().all(word)
        && number.len() == 1
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// `Contact`, `Policy__c`, `Policy__c.Phone__c`.
fn is_object(text: &str) -> bool {
    let name = |name: &str| {
        name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    match text.split_once('.') {
        Some((object, field)) => name(object) && name(field),
        None => name(text),
    }
}

fn is_country(code: &str) -> bool {
    code.len() == 2 && COUNTRIES.split_ascii_whitespace().any(|known| known == code)
}

/// ISO 3166-1 alpha-2.
const COUNTRIES: &str = "\
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW \
BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI \
FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN \
IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME \
MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF \
PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV \
SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE \
YT ZA ZM ZW \
    ";
