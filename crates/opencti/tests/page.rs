//! What a page can know of where it stands.

use opencti::{Hosts, Page, Refusal, Unavailable};

const ACME: &str = "https://acme.lightning.force.com";

/// What a page comes to: the origin, or the name of the trouble.
fn outcome(page: &Page) -> String {
    outcome_with(page, &Hosts::default())
}

fn outcome_with(page: &Page, hosts: &Hosts) -> String {
    match page.org(hosts) {
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
fn a_mode_that_occurs_twice_is_no_trouble() {
    // The library accepts it: an administrator's call center URL may have a mode of its own.
    check("?mode=Lightning&mode=Lightning&sfdcIframeOrigin=https://acme.lightning.force.com", ACME);
    check("?mode=Lightning&mode=Classic&sfdcIframeOrigin=https://acme.lightning.force.com", "classic");
}

#[test]
fn parameters_that_the_library_rejects() {
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
        ancestor_origins: vec![ACME.to_owned()],
        referrer: ACME.to_owned(),
    };
    assert_eq!(outcome(&page), "refused https://evil.example: not a host of Salesforce");
}

// Shows: issue-10-integrity
#[test]
fn every_frame_around_the_page_must_be_admitted() {
    let other = "https://other.lightning.force.com";
    let evil = "https://evil.example";
    let any: &[&str] = &[];
    for (pinned, ancestors, expected) in [
        (any, &[][..], ACME),
        (any, &[ACME], ACME),
        (any, &[ACME, other], ACME),
        (any, &[evil], "refused https://evil.example: not a host of Salesforce"),
        (any, &[ACME, evil], "refused https://evil.example: not a host of Salesforce"),
        (any, &["null"], "refused null: not spelled like an origin"),
        (&[ACME], &[ACME], ACME),
        (
            &[ACME],
            &[other],
            "refused https://other.lightning.force.com: not one of the orgs this page is pinned to",
        ),
        (&[ACME, other], &[other, ACME], ACME),
    ] {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let hosts = Hosts { pinned: texts(pinned), ..Hosts::default() };
        let page = Page {
            search: format!("?mode=Lightning&sfdcIframeOrigin={ACME}"),
            framed: true,
            ancestor_origins: texts(ancestors),
            ..Page::default()
        };
        assert_eq!(outcome_with(&page, &hosts), expected, "{pinned:?} {ancestors:?}");
    }
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
            ancestor_origins: ancestor.map(str::to_owned).into_iter().collect(),
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
    let hosts = Hosts { pinned: vec!["https://other.lightning.force.com".to_owned()], ..Hosts::default() };
    let page = Page { framed: true, ancestor_origins: vec![ACME.to_owned()], ..Page::default() };
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
        ("%E4%BD%A0", "你"),
        ("a%c3%28", "a\u{fffd}("),
        ("%", "%"),
        ("%é1", "%é1"),
    ] {
        check(
            &format!("?sfdcIframeOrigin={text}"),
            &format!("refused {expected}: not spelled like an origin"),
        );
    }
}
