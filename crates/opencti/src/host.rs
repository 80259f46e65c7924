//! Which hosts count as the Salesforce org.
//!
//! The library is a script, and its host comes from a query parameter that anyone can write. So a host is used
//! only if it is spelled exactly like an origin and is on the list.

use thiserror::Error as ThisError;

/// Host suffixes of orgs; what stands before is one or more labels. Bare `force.com` and `salesforce.com` would be
/// wider than needed.
const ORG_SUFFIXES: [&str; 4] =
    ["lightning.force.com", "my.salesforce.com", "vf.force.com", "visual.force.com"];

/// Which origins may serve the library and talk to this page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hosts {
    /// Exact origins of this deployment's orgs, such as `https://acme.lightning.force.com`. When there are any,
    /// nothing else passes: without a pin every Salesforce org does.
    pub pinned: Vec<String>,
    /// Further host suffixes, for other clouds, matched on a label boundary like the built-in ones.
    pub suffixes: Vec<String>,
    /// Development origins, scheme and port included, such as `http://lightning.localhost:4173`; hosts below pass
    /// too. Never in what is shipped.
    pub development: Vec<String>,
}

/// Why a host does not count as the org.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ThisError)]
pub enum Refusal {
    /// Not an origin: `scheme://host`, in lower case, with nothing behind.
    #[error("not spelled like an origin")]
    Malformed,
    /// Another scheme than `https`.
    #[error("not https")]
    NotHttps,
    /// A user name or password stands before the host.
    #[error("carries user information")]
    UserInfo,
    /// A port is given.
    #[error("carries a port")]
    Port,
    /// A well-formed host that is not one of Salesforce's.
    #[error("not a host of Salesforce")]
    NotSalesforce,
    /// A Salesforce org, but not one this deployment is pinned to.
    #[error("not one of the orgs this page is pinned to")]
    NotPinned,
}

/// An origin that passed the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrgOrigin(String);

impl OrgOrigin {
    /// `https://host`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where the org serves the library of an API version.
    pub fn script_url(&self, api_version: u16) -> String {
        let mut url = self.0.clone();
        url.push_str(SCRIPT_BEFORE);
        url.push_str(&api_version.to_string());
        url.push_str(SCRIPT_AFTER);
        url
    }
}

const SCRIPT_BEFORE: &str = "/support/api/";
const SCRIPT_AFTER: &str = ".0/lightning/opencti_min.js";

/// An origin taken apart.
struct Parts<'a> {
    scheme: &'a str,
    host: &'a str,
    port: Option<&'a str>,
}

impl Hosts {
    /// Accepts an origin or says why not.
    ///
    /// # Errors
    /// The first [`Refusal`] that applies.
    pub fn admit(&self, origin: &str) -> Result<OrgOrigin, Refusal> {
        let parts = split(origin)?;
        if self.development.iter().filter_map(|allowed| split(allowed).ok()).any(|allowed| {
            allowed.scheme == parts.scheme
                && allowed.port == parts.port
                && (allowed.host == parts.host || below(parts.host, allowed.host))
        }) {
            return Ok(OrgOrigin(origin.to_owned()));
        }
        if parts.scheme != "https" {
            return Err(Refusal::NotHttps);
        }
        if parts.port.is_some() {
            return Err(Refusal::Port);
        }
        if self.pinned.iter().any(|pinned| pinned == origin) {
            return Ok(OrgOrigin(origin.to_owned()));
        }
        let known = ORG_SUFFIXES.iter().copied().chain(self.suffixes.iter().map(String::as_str));
        if !known.into_iter().any(|suffix| below(parts.host, suffix)) {
            return Err(Refusal::NotSalesforce);
        }
        if !self.pinned.is_empty() {
            return Err(Refusal::NotPinned);
        }
        Ok(OrgOrigin(origin.to_owned()))
    }

    /// Whether a URL is a library script of an admitted org, character for character. This is all that the Trusted
    /// Types policy lets through.
    pub fn admits_script(&self, url: &str) -> bool {
        script_origin(url).is_some_and(|origin| self.admit(origin).is_ok())
    }
}

/// The origin in a library's address. An API version has one to three digits and no leading zero.
fn script_origin(url: &str) -> Option<&str> {
    let rest = url.strip_suffix(SCRIPT_AFTER)?;
    let digits = rest.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (start, version) = (rest.get(..rest.len() - digits)?, rest.get(rest.len() - digits..)?);
    if !(1..=3).contains(&digits) || version.starts_with('0') {
        return None;
    }
    start.strip_suffix(SCRIPT_BEFORE)
}

/// Whether a host has at least one label before a suffix. An empty or sloppy suffix matches nothing.
fn below(host: &str, suffix: &str) -> bool {
    let suffix = suffix.strip_prefix('.').unwrap_or(suffix);
    !suffix.is_empty()
        && host
            .strip_suffix(suffix)
            .and_then(|rest| rest.strip_suffix('.'))
            .is_some_and(|rest| !rest.is_empty())
}

/// Takes an origin apart. Strict: anything a browser would have to repair or rewrite is malformed.
fn split(origin: &str) -> Result<Parts<'_>, Refusal> {
    let (scheme, rest) = origin.split_once(':').ok_or(Refusal::Malformed)?;
    let authority = rest.strip_prefix("//").ok_or(Refusal::Malformed)?;
    if !matches!(scheme, "https" | "http") {
        return Err(Refusal::NotHttps);
    }
    if authority.bytes().any(|byte| matches!(byte, b'/' | b'\\' | b'?' | b'#')) {
        return Err(Refusal::Malformed);
    }
    if authority.contains('@') {
        return Err(Refusal::UserInfo);
    }
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    let port_is_fine = port.is_none_or(|port| {
        (1..=5).contains(&port.len())
            && !port.starts_with('0')
            && port.bytes().all(|byte| byte.is_ascii_digit())
    });
    if host.len() > 253 || !host.as_bytes().split(|byte| *byte == b'.').all(is_label) || !port_is_fine {
        return Err(Refusal::Malformed);
    }
    Ok(Parts { scheme, host, port })
}

/// Lower-case letters, digits and inner hyphens; double hyphens as in sandbox hosts are fine.
fn is_label(label: &[u8]) -> bool {
    let plain = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    (1..=63).contains(&label.len())
        && label.iter().all(|byte| plain(byte) || *byte == b'-')
        && label.first().is_some_and(plain)
        && label.last().is_some_and(plain)
}

#[cfg(test)]
mod tests {
    use super::Refusal::*;
    use super::*;

    #[track_caller]
    fn check(hosts: &Hosts, origin: &str, expected: Result<(), Refusal>) {
        assert_eq!(hosts.admit(origin).map(drop), expected, "{origin}");
    }

    fn list(origins: &[&str]) -> Vec<String> {
        origins.iter().map(|origin| (*origin).to_owned()).collect()
    }

    #[test]
    fn orgs_of_salesforce() {
        for origin in [
            "https://acme.lightning.force.com",
            "https://acme--uat.sandbox.lightning.force.com",
            "https://acme--dev.lightning.force.com",
            "https://acme-dev-ed.develop.lightning.force.com",
            "https://acme.my.salesforce.com",
            "https://acme--c.vf.force.com",
            "https://acme--uat--c.sandbox.vf.force.com",
            "https://acme--c.eu45.visual.force.com",
            "https://xn--mller-kva.lightning.force.com",
            "https://7days.lightning.force.com",
        ] {
            check(&Hosts::default(), origin, Ok(()));
        }
    }

    #[test]
    fn look_alikes_and_odd_spellings() {
        let too_long = format!("https://{}.lightning.force.com", "a".repeat(64));
        let too_many = format!("https://{}lightning.force.com", "a.".repeat(130));
        for (origin, refusal) in [
            ("https://evil.example", NotSalesforce),
            ("https://evillightning.force.com", NotSalesforce),
            ("https://evil-lightning.force.com", NotSalesforce),
            ("https://acme.lightning.force.com.evil.example", NotSalesforce),
            ("https://acme.lightning.force.co", NotSalesforce),
            ("https://acme.lightning-force.com", NotSalesforce),
            ("https://lightning.force.com", NotSalesforce),
            ("https://acme.force.com", NotSalesforce),
            ("https://acme.salesforce.com", NotSalesforce),
            ("https://mysalesforce.com", NotSalesforce),
            ("https://acme.xn--lightning-abc.force.com", NotSalesforce),
            ("https://localhost", NotSalesforce),
            ("https://127.0.0.1", NotSalesforce),
            ("http://acme.lightning.force.com", NotHttps),
            ("javascript://acme.lightning.force.com", NotHttps),
            ("wss://acme.lightning.force.com", NotHttps),
            ("data:text/javascript,acme.lightning.force.com", Malformed),
            ("https://acme.lightning.force.com:443", Port),
            ("https://acme.lightning.force.com:8443", Port),
            ("https://acme.lightning.force.com:", Malformed),
            ("https://acme.lightning.force.com:0x50", Malformed),
            ("https://evil.example:80:80", Malformed),
            ("https://[::1]", Malformed),
            ("https://user@acme.lightning.force.com", UserInfo),
            ("https://user:secret@acme.lightning.force.com", UserInfo),
            ("https://acme.lightning.force.com@evil.example", UserInfo),
            ("https://evil.example/.lightning.force.com", Malformed),
            ("https://evil.example\\.lightning.force.com", Malformed),
            ("https://evil.example?.lightning.force.com", Malformed),
            ("https://evil.example#.lightning.force.com", Malformed),
            ("https://evil.example%2f.lightning.force.com", Malformed),
            ("https://acme.lightning.force.com/", Malformed),
            ("https://acme.lightning.force.com.", Malformed),
            ("https://acme..lightning.force.com", Malformed),
            ("https://.lightning.force.com", Malformed),
            ("https://-acme.lightning.force.com", Malformed),
            ("https://acme-.lightning.force.com", Malformed),
            ("https://acme_uat.lightning.force.com", Malformed),
            ("https://*.lightning.force.com", Malformed),
            ("https://ACME.lightning.force.com", Malformed),
            ("HTTPS://acme.lightning.force.com", NotHttps),
            ("https://аcme.lightning.force.com", Malformed), // a Cyrillic а
            ("https://acme。lightning.force.com", Malformed), // an ideographic full stop
            ("https://acme.lightning.force.com\u{0}", Malformed),
            ("https://acme.lightning.force.com\n", Malformed),
            (" https://acme.lightning.force.com", NotHttps),
            ("https:// acme.lightning.force.com", Malformed),
            ("//acme.lightning.force.com", Malformed),
            ("acme.lightning.force.com", Malformed),
            ("https:acme.lightning.force.com", Malformed),
            ("https://", Malformed),
            ("null", Malformed),
            ("", Malformed),
            (&too_long, Malformed),
            (&too_many, Malformed),
        ] {
            check(&Hosts::default(), origin, Err(refusal));
        }
    }

    #[test]
    fn pins_shut_out_other_orgs() {
        let hosts = Hosts { pinned: list(&["https://acme.lightning.force.com"]), ..Hosts::default() };
        check(&hosts, "https://acme.lightning.force.com", Ok(()));
        check(&hosts, "https://acme--uat.sandbox.lightning.force.com", Err(NotPinned));
        check(&hosts, "https://other.lightning.force.com", Err(NotPinned));
        check(&hosts, "https://evil.example", Err(NotSalesforce));
        check(&hosts, "https://acme.lightning.force.com:443", Err(Port));
        // A pin is exact, so it can name a host that no suffix covers.
        let hosts = Hosts { pinned: list(&["https://acme.lightning.crmforce.mil"]), ..Hosts::default() };
        check(&hosts, "https://acme.lightning.crmforce.mil", Ok(()));
        // A pin cannot loosen the scheme.
        let hosts = Hosts { pinned: list(&["http://acme.lightning.force.com"]), ..Hosts::default() };
        check(&hosts, "http://acme.lightning.force.com", Err(NotHttps));
    }

    #[test]
    fn other_clouds_by_configuration() {
        let hosts = Hosts {
            suffixes: list(&["lightning.crmforce.mil", ".lightning.example.cn", ""]),
            ..Hosts::default()
        };
        check(&hosts, "https://acme.lightning.crmforce.mil", Ok(()));
        check(&hosts, "https://acme.lightning.example.cn", Ok(()));
        check(&hosts, "https://acme.lightning.force.com", Ok(()));
        check(&hosts, "https://evillightning.crmforce.mil", Err(NotSalesforce));
        check(&hosts, "https://evil.example", Err(NotSalesforce));
    }

    #[test]
    fn development_origins_with_port() {
        let hosts =
            Hosts { development: list(&["http://lightning.localhost:4173", "nonsense"]), ..Hosts::default() };
        check(&hosts, "http://lightning.localhost:4173", Ok(()));
        check(&hosts, "http://w1.lightning.localhost:4173", Ok(()));
        check(&hosts, "http://evillightning.localhost:4173", Err(NotHttps));
        check(&hosts, "http://lightning.localhost:4174", Err(NotHttps));
        check(&hosts, "https://lightning.localhost:4173", Err(Port));
        check(&hosts, "http://lightning.localhost", Err(NotHttps));
        check(&Hosts::default(), "http://lightning.localhost:4173", Err(NotHttps));
    }

    #[test]
    fn only_the_library_itself_is_an_admitted_script() {
        let hosts = Hosts::default();
        let origin = hosts.admit("https://acme.lightning.force.com").expect("an org");
        assert_eq!(
            origin.script_url(66),
            "https://acme.lightning.force.com/support/api/66.0/lightning/opencti_min.js"
        );
        assert!(hosts.admits_script(&origin.script_url(66)));
        for url in [
            "https://evil.example/support/api/66.0/lightning/opencti_min.js",
            "http://acme.lightning.force.com/support/api/66.0/lightning/opencti_min.js",
            "https://acme.lightning.force.com/support/api/66.0/lightning/opencti_min.js?x",
            "https://acme.lightning.force.com/support/api/66.0/lightning/opencti.js",
            "https://acme.lightning.force.com/support/api/../evil/66.0/lightning/opencti_min.js",
            "https://acme.lightning.force.com/x/support/api/66.0/lightning/opencti_min.js",
            "https://acme.lightning.force.com/support/api/066.0/lightning/opencti_min.js",
            "https://acme.lightning.force.com/support/api/+66.0/lightning/opencti_min.js",
            "https://acme.lightning.force.com/support/api/.0/lightning/opencti_min.js",
            "https://acme.lightning.force.com/support/api/99999.0/lightning/opencti_min.js",
            "data:text/javascript,alert(1)",
            "",
        ] {
            assert!(!hosts.admits_script(url), "{url}");
        }
    }
}
