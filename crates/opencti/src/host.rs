//! Which hosts count as the Salesforce org.
//!
//! The library is a script, and its host comes from a query parameter that anyone can write. So a host is used
//! only if it is spelled exactly like an origin and is on the list.

use thiserror::Error as ThisError;

/// Host suffixes of orgs; what stands before is one or more labels. Bare `force.com` and `salesforce.com` would be wider
/// than needed.
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
        script_url(&self.0, &api_version.to_string())
    }
}

fn script_url(origin: &str, api_version: &str) -> String {
    format!("{origin}/support/api/{api_version}.0/lightning/opencti_min.js")
}

impl Hosts {
    /// Accepts an origin or says why not.
    ///
    /// # Errors
    /// The first [`Refusal`] that applies.
    pub fn admit(&self, origin: &str) -> Result<OrgOrigin, Refusal> {
        let parts = Parts::of(origin)?;
        let admitted = || Ok(OrgOrigin(origin.to_owned()));
        if self.development.iter().filter_map(|allowed| Parts::of(allowed).ok()).any(|allowed| {
            allowed.scheme == parts.scheme
                && allowed.port == parts.port
                && (allowed.host == parts.host || is_below(parts.host, allowed.host))
        }) {
            return admitted();
        }
        if parts.scheme != "https" {
            return Err(Refusal::NotHttps);
        }
        if parts.port.is_some() {
            return Err(Refusal::Port);
        }
        if self.pinned.iter().any(|pinned| pinned == origin) {
            return admitted();
        }
        let mut suffixes = ORG_SUFFIXES.into_iter().chain(self.suffixes.iter().map(String::as_str));
        if !suffixes.any(|suffix| is_below(parts.host, suffix)) {
            return Err(Refusal::NotSalesforce);
        }
        if self.pinned.is_empty() { admitted() } else { Err(Refusal::NotPinned) }
    }

    /// Whether a URL is a library script of an admitted org, character for character. This is all that the Trusted
    /// Types policy lets through.
    pub fn admits_script(&self, url: &str) -> bool {
        let Some((origin, rest)) = url.rsplit_once("/support/api/") else { return false };
        let Some((version, _)) = rest.split_once('.') else { return false };
        is_number(version, 3) && url == script_url(origin, version) && self.admit(origin).is_ok()
    }
}

/// An origin taken apart. Strict: anything that a browser would have to repair or rewrite is malformed.
struct Parts<'a> {
    scheme: &'a str,
    host: &'a str,
    port: Option<&'a str>,
}

impl<'a> Parts<'a> {
    fn of(origin: &'a str) -> Result<Parts<'a>, Refusal> {
        let (scheme, rest) = origin.split_once(':').ok_or(Refusal::Malformed)?;
        let authority = rest.strip_prefix("//").ok_or(Refusal::Malformed)?;
        if scheme != "https" && scheme != "http" {
            return Err(Refusal::NotHttps);
        }
        if authority.contains(['/', '\\', '?', '#']) {
            return Err(Refusal::Malformed);
        }
        if authority.contains('@') {
            return Err(Refusal::UserInfo);
        }
        let (host, port) = match authority.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (authority, None),
        };
        let well_formed =
            host.len() <= 253 && host.split('.').all(is_label) && port.is_none_or(|port| is_number(port, 5));
        if well_formed { Ok(Parts { scheme, host, port }) } else { Err(Refusal::Malformed) }
    }
}

/// Lower-case letters, digits and inner hyphens; double hyphens as in sandbox hosts are fine.
fn is_label(text: &str) -> bool {
    let letters = text.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-');
    letters && (1..=63).contains(&text.len()) && !text.starts_with('-') && !text.ends_with('-')
}

/// A whole number of at most so many digits, without a leading zero.
fn is_number(text: &str, digits: usize) -> bool {
    (1..=digits).contains(&text.len()) && !text.starts_with('0') && text.bytes().all(|c| c.is_ascii_digit())
}

/// Whether a host has at least one label before a suffix. An empty or sloppy suffix matches nothing.
fn is_below(host: &str, suffix: &str) -> bool {
    let suffix = suffix.strip_prefix('.').unwrap_or(suffix);
    !suffix.is_empty()
        && host
            .strip_suffix(suffix)
            .and_then(|label| label.strip_suffix('.'))
            .is_some_and(|label| !label.is_empty())
}
