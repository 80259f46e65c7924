//! Whether a page of an org is around this one, and which: only orgs that the deployment names are spoken to.

use crate::reactive::{document, window};

/// What is around this page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Around {
    /// Nothing: the page is opened by its address.
    Nothing,
    /// A page of an org, by its origin.
    Org(String),
    /// A page of which the deployment knows nothing.
    Stranger,
}

/// Looks.
pub(super) fn around() -> Around {
    let is_framed =
        window().parent().ok().flatten().is_some_and(|parent| !js_sys::Object::is(&parent, &window()));
    if !is_framed {
        return Around::Nothing;
    }
    let meta = document().query_selector("meta[name=switchboard-orgs]").ok().flatten();
    let orgs = meta.and_then(|meta| meta.get_attribute("content")).unwrap_or_default();
    match parent_origin().filter(|origin| orgs.split_ascii_whitespace().any(|org| admits(org, origin))) {
        Some(origin) => Around::Org(origin),
        None => Around::Stranger,
    }
}

/// The origin of the page around: by the browser, or by what it says of where the page came from.
fn parent_origin() -> Option<String> {
    let ancestors = js_sys::Reflect::get(&window().location(), &"ancestorOrigins".into()).ok();
    let nearest = ancestors.and_then(|ancestors| js_sys::Reflect::get_u32(&ancestors, 0).ok());
    nearest.and_then(|origin| origin.as_string()).or_else(|| {
        let referrer = document().referrer();
        web_sys::Url::new(&referrer).ok().map(|address| address.origin())
    })
}

/// Whether a source of a Content-Security-Policy, an origin whose host may begin with `*.`, admits an origin.
fn admits(source: &str, origin: &str) -> bool {
    let parts = |text: &str| {
        let (scheme, host) = text.split_once("://")?;
        Some((scheme.to_owned(), host.to_owned()))
    };
    let (Some((scheme, host)), Some((of, at))) = (parts(source), parts(origin)) else { return false };
    let is_host = match host.strip_prefix("*.") {
        Some(rest) => at.strip_suffix(rest).is_some_and(|name| name.len() > 1 && name.ends_with('.')),
        None => at == host,
    };
    scheme == of && is_host
}

#[cfg(test)]
mod tests {
    use super::admits;

    #[test]
    fn origins_are_exact_and_wildcards_are_names_below() {
        for (source, origin, expected) in [
            ("https://acme.lightning.force.com", "https://acme.lightning.force.com", true),
            ("https://acme.lightning.force.com", "http://acme.lightning.force.com", false),
            ("https://acme.lightning.force.com", "https://acme.lightning.force.com.evil.com", false),
            ("https://*.lightning.force.com", "https://acme.lightning.force.com", true),
            ("https://*.lightning.force.com", "https://acme--uat.sandbox.lightning.force.com", true),
            ("https://*.lightning.force.com", "https://lightning.force.com", false),
            ("https://*.lightning.force.com", "https://.lightning.force.com", false),
            ("https://*.lightning.force.com", "https://evillightning.force.com", false),
            ("http://*.lightning.localhost:8008", "http://w1.lightning.localhost:8008", true),
            ("http://*.lightning.localhost:8008", "http://w1.lightning.localhost:8009", false),
            ("https://acme.lightning.force.com", "null", false),
            ("*", "https://acme.lightning.force.com", false),
        ] {
            assert_eq!(admits(source, origin), expected, "{source} {origin}");
        }
    }
}
