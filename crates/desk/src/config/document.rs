//! The configuration document (`adapter.json`), as it is used.

use flow::{Aliases, Map};
use serde::{Deserialize, Serialize};

use crate::config::call_log::CallLogSettings;
use crate::config::flows::{RecorderSettings, RecordingSettings, RunSettings};
use crate::config::org_origins;

/// The configuration document (`adapter.json`). Every part has a default. `docs/schema/adapter.schema.json` documents each
/// key, and `cargo xtask dist` refuses what is not in there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Config {
    /// Where Salesforce is.
    pub salesforce: Salesforce,
    /// Where Amazon Connect is.
    pub connect: Connect,
    /// How phone numbers are read and dialled.
    pub phone: PhoneSettings,
    /// What opens when a customer calls.
    pub screen_pop: ScreenPopSettings,
    /// What the page shows.
    pub page: PageSettings,
    /// How calls are logged.
    pub call_log: CallLogSettings,
    /// How the recording of a call is changed.
    pub recording: RecordingSettings,
    /// How blocks are called.
    pub blocks: BlockSettings,
    /// How flows run.
    pub runs: RunSettings,
    /// Who else may see what flows do.
    pub recorder: RecorderSettings,
}

/// How blocks are called.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct BlockSettings {
    /// Type ids of flow files that this version does not know, and the type ids they stand for.
    pub aliases: Aliases,
}

/// Where Salesforce is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Salesforce {
    /// API version of the Open CTI library, `NN.0`.
    pub api_version: String,
    /// Whether the page may load the library when Salesforce has not put it there.
    pub load_library: bool,
    /// Exact origins that may frame this page; empty means any host of Salesforce, which `adapter.json` spells `"any"`.
    #[serde(deserialize_with = "org_origins::read")]
    pub origins: Vec<String>,
    /// Further hosts: names (for other clouds), or whole origins, which only a development build carries.
    pub extra_hosts: Vec<String>,
    /// Whether the org has our Apex classes, so that the user's profile can be asked for when the page starts.
    pub org_package: bool,
}

impl Default for Salesforce {
    fn default() -> Salesforce {
        Salesforce {
            api_version: "66.0".into(),
            load_library: true,
            origins: Vec::new(),
            extra_hosts: Vec::new(),
            org_package: false,
        }
    }
}

/// Where Amazon Connect is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Connect {
    /// Origin of the instance, for instance `https://acme.my.connect.aws`.
    pub instance_url: Option<String>,
    /// AWS region, for instance `eu-central-1`.
    pub region: Option<String>,
    /// Sign-in URL of the identity provider, when the instance uses SAML.
    pub sso_url: Option<String>,
}

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PageSettings {
    /// How much of it.
    pub mode: Mode,
    /// A text above the agent's state, for agents who work in a window of Amazon Connect; text, never markup.
    pub message: String,
    /// Greatest height of the panel, in CSS pixels. It grows with what is shown, and never beyond this.
    pub max_height: u32,
}

impl Default for PageSettings {
    fn default() -> PageSettings {
        // More than that does not fit above the utility bar of a small screen.
        PageSettings { mode: Mode::Full, message: String::new(), max_height: 700 }
    }
}

/// How much of the softphone the page shows. Flows, screen pops and logs are the same in all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Mode {
    /// The Contact Control Panel, with its audio.
    #[default]
    Full,
    /// The agent's state and no Contact Control Panel: it is in another window, and so is the audio.
    Mini,
    /// As [`Mode::Mini`], and the panel never opens by itself.
    Headless,
}

impl Mode {
    /// The word for it, in the configuration and on the page.
    pub fn name(self) -> &'static str {
        match self {
            Mode::Full => "full",
            Mode::Mini => "mini",
            Mode::Headless => "headless",
        }
    }
}

/// How phone numbers are read and dialled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PhoneSettings {
    /// ISO 3166-1 alpha-2 code of the country that numbers without a country code belong to.
    pub country: String,
    /// What a click on a number does while a call is up.
    pub during_call: DuringCall,
    /// Whether a record is asked before its number is dialled.
    pub do_not_call: DoNotCall,
    /// Whether the panel opens when a call rings.
    pub open_on_ring: bool,
}

/// What is done about people who do not want to be called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DoNotCall {
    /// The record is asked; where it does not say, the number is dialled and the agent is told.
    #[default]
    AllowUnknown,
    /// The record is asked; where it does not say, nothing is dialled.
    RefuseUnknown,
    /// What the record says does not count; it is asked only where its number belongs.
    Ignore,
}

impl Default for PhoneSettings {
    fn default() -> PhoneSettings {
        PhoneSettings {
            country: "US".into(),
            during_call: DuringCall::Disable,
            do_not_call: DoNotCall::AllowUnknown,
            open_on_ring: true,
        }
    }
}

/// What a click on a number does while a call is up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DuringCall {
    /// Nothing, and the agent is told why.
    #[default]
    Disable,
    /// The number joins the call.
    AddParty,
}

/// What opens when a customer calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ScreenPopSettings {
    /// Objects by API name, the likeliest first. With several matches, an object that is named here and has one
    /// match wins by itself over those that come after it; the others are offered in this order.
    pub priority: Vec<String>,
    /// What several matches do.
    pub several: Several,
    /// Whether the record whose number was clicked opens when the number is dialled.
    pub clicked: bool,
    /// Objects a new record is offered of when nobody is known: `Object` or `Object.PhoneField`.
    pub new_records: Vec<String>,
}

/// What several matches do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Several {
    /// The agent chooses in the softphone.
    #[default]
    Choose,
    /// What the softphone layout says opens as well.
    Layout,
}

impl Default for ScreenPopSettings {
    fn default() -> ScreenPopSettings {
        ScreenPopSettings {
            priority: Vec::new(),
            several: Several::Choose,
            clicked: false,
            new_records: vec!["Contact".into(), "Lead".into()],
        }
    }
}

impl ScreenPopSettings {
    /// Object and phone field of each new record that is offered.
    pub(crate) fn new_records(&self) -> impl Iterator<Item = (&str, &str)> {
        self.new_records.iter().map(|entry| new_record(entry))
    }
}

/// Object and phone field of a new record, from `Object` or `Object.PhoneField`.
pub(crate) fn new_record(entry: &str) -> (&str, &str) {
    entry.split_once('.').unwrap_or((entry, "Phone"))
}

/// The custom section of `callcenter.xml` this page reads.
pub const SECTION: &str = "switchboardConnect";

/// What the self-check reads from the call center, beside the settings that override [`Config`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// `CTIVersion`, expected to be `4.0`.
    pub cti_version: Option<String>,
    /// `RequiresCallCenter`.
    pub requires_call_center: Option<String>,
}

impl Declared {
    /// Reads the declared items from the call center's settings.
    pub fn from_settings(settings: &Map<String>) -> Declared {
        Declared {
            cti_version: item(settings, "CTIVersion"),
            requires_call_center: item(settings, "RequiresCallCenter"),
        }
    }
}

/// The name of an item of our section.
pub(super) fn item_name(key: &str) -> Option<&str> {
    key.strip_prefix('/')?.strip_prefix(SECTION)?.strip_prefix('/')
}

fn item(settings: &Map<String>, name: &str) -> Option<String> {
    let (_, text) = settings.iter().find(|(key, _)| item_name(key) == Some(name))?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Why an instance URL cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InstanceUrlError {
    /// No instance URL is set anywhere.
    #[error("no instance URL is set")]
    Missing,
    /// The value is not an https URL of a host.
    #[error("{0:?} is not an https URL")]
    NotHttps(String),
}

impl Connect {
    /// Where the agent signs in: the identity provider, or the panel itself.
    pub(crate) fn sign_in_url(&self) -> Option<String> {
        self.sso_url.clone().or_else(|| self.ccp_url().ok())
    }

    /// URL of the Contact Control Panel, of an instance given by its address or by its alias alone.
    ///
    /// Hosts under `awsapps.com` serve it below `/connect`, all others at the root. Plain `http` is accepted for
    /// names under `localhost` only, which is where the workbench lives.
    pub fn ccp_url(&self) -> Result<String, InstanceUrlError> {
        let url = self.instance_url.as_deref().ok_or(InstanceUrlError::Missing)?.trim();
        let refuse = || InstanceUrlError::NotHttps(url.to_owned());
        // What else is in an alias is looked at below.
        let is_alias = !url.is_empty() && !url.contains([':', '.', '/', '?', '#']);
        let url = if is_alias { format!("https://{url}.my.connect.aws") } else { url.to_owned() };
        let (scheme, rest) = url.split_once("://").ok_or_else(refuse)?;
        let host_port = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let host = host_port.split(':').next().unwrap_or_default();
        let local = host == "localhost" || host.ends_with(".localhost");
        let plain = |c: u8| c.is_ascii_alphanumeric() || b".-:".contains(&c);
        if host.is_empty()
            || !host_port.bytes().all(plain)
            || !(scheme == "https" || scheme == "http" && local)
        {
            return Err(refuse());
        }
        let path = if host.ends_with(".awsapps.com") { "/connect/ccp-v2/" } else { "/ccp-v2/" };
        Ok(format!("{scheme}://{host_port}{path}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_url(url: &str, expected: Result<&str, ()>) {
        let connect = Connect { instance_url: Some(url.into()), ..Connect::default() };
        assert_eq!(connect.ccp_url().map_err(|_| ()), expected.map(str::to_owned), "{url}");
    }

    // Shows: BH-08, BH-106
    #[test]
    fn ccp_url() {
        check_url("https://acme.my.connect.aws", Ok("https://acme.my.connect.aws/ccp-v2/"));
        check_url(" https://acme.my.connect.aws/ccp-v2 ", Ok("https://acme.my.connect.aws/ccp-v2/"));
        check_url("https://acme.awsapps.com", Ok("https://acme.awsapps.com/connect/ccp-v2/"));
        check_url("http://w1.connect.localhost:8484", Ok("http://w1.connect.localhost:8484/ccp-v2/"));
        check_url("http://acme.my.connect.aws", Err(()));
        check_url("acme", Ok("https://acme.my.connect.aws/ccp-v2/"));
        check_url(" acme-2 ", Ok("https://acme-2.my.connect.aws/ccp-v2/"));
        check_url("", Err(()));
        check_url("acme/x", Err(()));
        check_url("acme.my.connect.aws", Err(()));
        check_url("javascript://localhost", Err(()));
        check_url("https://user@evil.example", Err(()));
        check_url("https://", Err(()));
        assert_eq!(Connect::default().ccp_url(), Err(InstanceUrlError::Missing));
    }

    #[test]
    fn call_center_items_override_and_blanks_do_not() {
        let mut settings = Map::new();
        settings.insert("/switchboardConnect/instanceUrl".into(), "https://b.my.connect.aws".to_owned());
        settings.insert("/switchboardConnect/region".into(), "  ".to_owned());
        let mut config = Config {
            connect: Connect {
                instance_url: Some("https://a.my.connect.aws".into()),
                region: Some("eu-central-1".into()),
                sso_url: None,
            },
            ..Config::default()
        };
        config.override_with(&settings);
        let over = config.connect;
        assert_eq!(over.instance_url.as_deref(), Some("https://b.my.connect.aws"));
        assert_eq!(over.region.as_deref(), Some("eu-central-1"));
    }

    #[test]
    fn an_empty_document_is_a_configuration() {
        let config: Config = serde_json::from_str("{}").unwrap();
        assert_eq!(config, Config::default());
    }
}
