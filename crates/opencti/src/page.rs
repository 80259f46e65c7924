//! What a page can know of where it stands, and what follows from it.
//!
//! Pure: [`Page`] is data, so every situation can be tried without a browser.

use crate::host::{Hosts, OrgOrigin};
use crate::locate::Unavailable;

/// What the page knows of its surroundings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// `location.search`, with or without the question mark.
    pub search: String,
    /// Whether the page is framed by another.
    pub framed: bool,
    /// `location.ancestorOrigins[0]`, where the browser has it.
    pub ancestor_origin: Option<String>,
    /// `document.referrer`.
    pub referrer: String,
}

/// A query parameter.
#[derive(Debug, PartialEq, Eq)]
enum Parameter {
    Missing,
    Once(String),
    Repeated,
}

impl Page {
    /// The org that frames this page, or why there is none.
    ///
    /// `sfdcIframeOrigin` decides when it is there: the library talks to that origin, so when it is refused no
    /// other source may stand in for it.
    ///
    /// # Errors
    /// [`Unavailable::NotInSalesforce`], [`Unavailable::Classic`], [`Unavailable::HostRefused`], or
    /// [`Unavailable::NotInitialised`] for parameters that the library is known to reject.
    pub fn org(&self, hosts: &Hosts) -> Result<OrgOrigin, Unavailable> {
        if !self.framed {
            return Err(Unavailable::NotInSalesforce);
        }
        if self.parameter("sfdcIFrameOrigin") != Parameter::Missing {
            return Err(Unavailable::Classic);
        }
        match self.parameter("mode") {
            Parameter::Once(mode) if mode != "Lightning" => return Err(Unavailable::Classic),
            Parameter::Repeated => return Err(repeated("mode")),
            Parameter::Once(_) | Parameter::Missing => {}
        }
        match self.parameter("sfdcIframeOrigin") {
            Parameter::Once(origin) => {
                hosts.admit(&origin).map_err(|reason| Unavailable::HostRefused { origin, reason })
            }
            Parameter::Repeated => Err(repeated("sfdcIframeOrigin")),
            // A redirect may have dropped the query. If Salesforce frames us all the same, its library has the
            // last word.
            Parameter::Missing => self
                .ancestor_origin
                .as_deref()
                .into_iter()
                .chain(origin_of(&self.referrer))
                .find_map(|origin| hosts.admit(origin).ok())
                .ok_or(Unavailable::NotInSalesforce),
        }
    }

    /// A parameter of the query string, decoded. Names are case-sensitive: Lightning and Classic differ in one F.
    fn parameter(&self, name: &str) -> Parameter {
        let query = self.search.strip_prefix('?').unwrap_or(&self.search);
        let mut values = query.split('&').filter_map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(key) == name).then(|| decode(value))
        });
        match (values.next(), values.next()) {
            (None, _) => Parameter::Missing,
            (Some(value), None) => Parameter::Once(value),
            (Some(_), Some(_)) => Parameter::Repeated,
        }
    }
}

fn repeated(name: &str) -> Unavailable {
    let mut message = String::from("the query parameter occurs twice: ");
    message.push_str(name);
    Unavailable::NotInitialised { message }
}

/// The origin at the start of a URL.
fn origin_of(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once(':')?;
    let authority = rest.strip_prefix("//")?.split(['/', '?', '#']).next()?;
    url.get(..scheme.len() + "://".len() + authority.len())
}

/// Undoes percent encoding. Broken escapes stay as they are; escaped bytes that are not ASCII become U+FFFD.
fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let mut behind = rest.clone();
        let mut hex = || behind.next().and_then(|digit| digit.to_digit(16));
        decoded.push(match c {
            '%' => match hex().zip(hex()) {
                Some((high, low)) => {
                    rest = behind;
                    // Names and origins are ASCII; whatever else is there need not be read, only refused.
                    char::from_u32(high << 4 | low)
                        .filter(char::is_ascii)
                        .unwrap_or(char::REPLACEMENT_CHARACTER)
                }
                None => '%',
            },
            '+' => ' ',
            other => other,
        });
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Refusal;

    const ACME: &str = "https://acme.lightning.force.com";

    /// What a page comes to: the origin, or the name of the trouble.
    fn outcome(page: &Page) -> String {
        match page.org(&Hosts::default()) {
            Ok(origin) => origin.as_str().to_owned(),
            Err(Unavailable::HostRefused { origin, reason }) => format!("refused {origin}: {reason}"),
            Err(Unavailable::NotInSalesforce) => "not in Salesforce".to_owned(),
            Err(Unavailable::Classic) => "classic".to_owned(),
            Err(Unavailable::NotInitialised { message }) => message,
            Err(other) => format!("{other:?}"),
        }
    }

    #[track_caller]
    fn check(search: &str, expected: &str) {
        let page = Page { search: search.to_owned(), framed: true, ..Page::default() };
        assert_eq!(outcome(&page), expected, "{search}");
    }

    #[test]
    fn parameters_that_salesforce_appends() {
        check("?mode=Lightning&sfdcIframeOrigin=https%3A%2F%2Facme.lightning.force.com", ACME);
        check("mode=Lightning&sfdcIframeOrigin=https://acme.lightning.force.com", ACME);
        check(
            "?mode=Lightning&ltn_app_id=06m5g000000AbCdEAK&isdtp=vw&\
             sfdcIframeOrigin=https%3a%2f%2facme--uat.sandbox.lightning.force.com&clc=1&nonce=00ff",
            "https://acme--uat.sandbox.lightning.force.com",
        );
        check("?x=1&&=&%&sfdcIframeOrigin=https%3A%2F%2Facme.lightning.force.com&mode=Lightning", ACME);
        check("?sfdc%49frameOrigin=https%3A%2F%2Facme.lightning.force.com", ACME);
    }

    #[test]
    fn classic_is_told_by_one_letter_or_by_the_mode() {
        check("?mode=Classic", "classic");
        check("?mode=lightning&sfdcIframeOrigin=https%3A%2F%2Facme.lightning.force.com", "classic");
        check("?sfdcIFrameOrigin=https%3A%2F%2Facme.my.salesforce.com&nonce=0", "classic");
        check("?mode=Lightning&sfdcIFrameOrigin=https%3A%2F%2Facme.my.salesforce.com", "classic");
    }

    #[test]
    fn parameters_that_the_library_rejects() {
        check("?mode=Lightning&mode=Lightning", "the query parameter occurs twice: mode");
        check(
            "?mode=Lightning&sfdcIframeOrigin=https://acme.lightning.force.com&sfdcIframeOrigin=https://evil.example",
            "the query parameter occurs twice: sfdcIframeOrigin",
        );
    }

    #[test]
    fn refused_hosts_are_named() {
        check(
            "?mode=Lightning&sfdcIframeOrigin=https://evil.example",
            "refused https://evil.example: not a host of Salesforce",
        );
        check("?mode=Lightning&sfdcIframeOrigin=", "refused : not spelled like an origin");
        check("?mode=Lightning&sfdcIframeOrigin=%FF", "refused \u{fffd}: not spelled like an origin");
        check(
            "?mode=Lightning&sfdcIframeOrigin=https%3A%2F%2Facme.lightning.force.com%2Fevil",
            "refused https://acme.lightning.force.com/evil: not spelled like an origin",
        );
    }

    #[test]
    fn a_refused_parameter_is_not_replaced_by_another_source() {
        let page = Page {
            search: "?mode=Lightning&sfdcIframeOrigin=https://evil.example".to_owned(),
            framed: true,
            ancestor_origin: Some(ACME.to_owned()),
            referrer: ACME.to_owned(),
        };
        assert_eq!(outcome(&page), "refused https://evil.example: not a host of Salesforce");
    }

    #[test]
    fn without_the_parameter_the_ancestor_then_the_referrer() {
        for (ancestor, referrer, expected) in [
            (Some(ACME), "", ACME),
            (Some(ACME), "https://other.lightning.force.com/", ACME),
            (None, "https://acme.lightning.force.com/lightning/page/home?x=1", ACME),
            (None, "https://acme.lightning.force.com", ACME),
            (None, "https://acme.lightning.force.com?x", ACME),
            (Some("https://cti.example.com"), "https://acme.lightning.force.com/", ACME),
            (Some("https://evil.example"), "https://evil.example/", "not in Salesforce"),
            (None, "https://user@acme.lightning.force.com/", "not in Salesforce"),
            (Some("null"), "about:blank", "not in Salesforce"),
            (None, "", "not in Salesforce"),
        ] {
            let page = Page {
                framed: true,
                ancestor_origin: ancestor.map(str::to_owned),
                referrer: referrer.to_owned(),
                ..Page::default()
            };
            assert_eq!(outcome(&page), expected, "{ancestor:?} {referrer}");
        }
    }

    #[test]
    fn a_page_on_its_own_is_not_in_salesforce() {
        let search = "?mode=Lightning&sfdcIframeOrigin=https%3A%2F%2Facme.lightning.force.com".to_owned();
        let page = Page { search, framed: false, ..Page::default() };
        assert_eq!(page.org(&Hosts::default()), Err(Unavailable::NotInSalesforce));
    }

    #[test]
    fn pins_apply_to_every_source() {
        let hosts =
            Hosts { pinned: vec!["https://other.lightning.force.com".to_owned()], ..Hosts::default() };
        let page = Page { framed: true, ancestor_origin: Some(ACME.to_owned()), ..Page::default() };
        assert_eq!(page.org(&hosts), Err(Unavailable::NotInSalesforce));
        let search = format!("?mode=Lightning&sfdcIframeOrigin={ACME}");
        let page = Page { search, framed: true, ..Page::default() };
        let refused = Unavailable::HostRefused { origin: ACME.to_owned(), reason: Refusal::NotPinned };
        assert_eq!(page.org(&hosts), Err(refused));
    }

    #[test]
    fn escapes() {
        for (text, expected) in [
            ("a+b", "a b"),
            ("%41%zz%4", "A%zz%4"),
            ("%E4%BD%A0", "\u{fffd}\u{fffd}\u{fffd}"),
            ("a%c3%28", "a\u{fffd}("),
            ("%", "%"),
            ("%é1", "%é1"),
        ] {
            assert_eq!(decode(text), expected);
        }
    }
}
