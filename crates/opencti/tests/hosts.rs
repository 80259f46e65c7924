//! Which hosts count as the org.

use opencti::Hosts;
use opencti::Refusal::{self, *};

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

// Shows: S1
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

// Shows: S3
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
