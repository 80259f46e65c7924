//! As much of a URL as an administrator can get wrong.

use thiserror::Error;

/// An absolute https URL, in parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Https<'a> {
    /// Host, without the port.
    pub(crate) host: &'a str,
    /// Query, without the question mark; empty when there is none.
    pub(crate) query: &'a str,
    /// Whether there is a `#`.
    pub(crate) has_fragment: bool,
}

/// Why a text is no https URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum UrlFault {
    /// Nothing stands there.
    #[error("is empty")]
    Empty,
    /// A path without a host.
    #[error("is a path without a host")]
    Relative,
    /// Another scheme, or none.
    #[error("does not begin with https://")]
    Scheme,
    /// Name and password before the host.
    #[error("has a user name before the host")]
    User,
    /// No host, or one that is no host name.
    #[error("has no proper host name")]
    Host,
    /// A space or a control character.
    #[error("has a space in it")]
    Space,
}

impl<'a> Https<'a> {
    pub(crate) fn parse(text: &'a str) -> Result<Https<'a>, UrlFault> {
        if text.is_empty() {
            return Err(UrlFault::Empty);
        }
        if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(UrlFault::Space);
        }
        if text.starts_with('/') && !text.starts_with("//") {
            return Err(UrlFault::Relative);
        }
        let (scheme, rest) = text.split_once("://").ok_or(UrlFault::Scheme)?;
        if !scheme.eq_ignore_ascii_case("https") {
            return Err(UrlFault::Scheme);
        }
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if authority.contains('@') {
            return Err(UrlFault::User);
        }
        let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
        let label = |part: &str| {
            !part.is_empty()
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        };
        if !host.split('.').all(label) || !port.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(UrlFault::Host);
        }
        let before_fragment = rest.split('#').next().unwrap_or_default();
        let query = before_fragment.split_once('?').map_or("", |(_, query)| query);
        Ok(Https { host, query, has_fragment: rest.contains('#') })
    }

    /// Names of the parameters in the query.
    pub(crate) fn parameters(self) -> impl Iterator<Item = &'a str> {
        self.query.split('&').map(|pair| pair.split('=').next().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<&str, UrlFault>) {
        assert_eq!(Https::parse(text).map(|url| url.host), expected, "{text}");
    }

    #[test]
    fn urls() {
        check("https://cti.example.com/softphone/?a=b", Ok("cti.example.com"));
        check("HTTPS://cti.example.com:8443", Ok("cti.example.com"));
        check("https://acme--uat.sandbox.example.com", Ok("acme--uat.sandbox.example.com"));
        check("", Err(UrlFault::Empty));
        check("/apex/Page", Err(UrlFault::Relative));
        check("http://cti.example.com", Err(UrlFault::Scheme));
        check("//cti.example.com", Err(UrlFault::Scheme));
        check("javascript:alert(1)", Err(UrlFault::Scheme));
        check("https://me@cti.example.com", Err(UrlFault::User));
        check("https://", Err(UrlFault::Host));
        check("https://a..b", Err(UrlFault::Host));
        check("https://cti.example.com:x", Err(UrlFault::Host));
        check("https://cti.example.com/a b", Err(UrlFault::Space));
    }

    #[test]
    fn parameters() {
        let names = |text| Https::parse(text).expect("a URL").parameters().collect::<Vec<_>>();
        assert_eq!(names("https://a.example/x?mode=1&b#?c=2"), ["mode", "b"]);
        assert_eq!(names("https://a.example/#?mode=1"), [""]);
    }
}
