//! What a page can know of where it stands, and what follows from it.
//!
//! [`Page`] is data, so every situation can be tried.

use wasm_bindgen::JsValue;

use crate::host::{Hosts, OrgOrigin};
use crate::locate::Unavailable;
use crate::wire::{get, text};

/// What the page knows of its surroundings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// `location.search`, with or without the question mark.
    pub search: String,
    /// Whether the page is framed by another.
    pub framed: bool,
    /// `location.ancestorOrigins`, the nearest frame first; empty where the browser has it not.
    pub ancestor_origins: Vec<String>,
    /// `document.referrer`.
    pub referrer: String,
}

impl Page {
    /// The page this runs in.
    pub fn current() -> Page {
        let window = JsValue::from(js_sys::global());
        let location = get(&window, "location");
        Page {
            search: text(&location, "search").unwrap_or_default(),
            framed: get(&window, "parent") != window,
            ancestor_origins: texts(&get(&location, "ancestorOrigins")),
            referrer: text(&get(&window, "document"), "referrer").unwrap_or_default(),
        }
    }

    /// The org that frames this page, or why there is none.
    ///
    /// `sfdcIframeOrigin` decides when it is there: the library talks to that origin, so when it is refused no
    /// other source may stand in for it. Anybody can write it; where the browser names the frames around the page, each of
    /// them must be admitted, too, as the response header `frame-ancestors` says.
    ///
    /// # Errors
    /// [`Unavailable::NotInSalesforce`], [`Unavailable::Classic`], [`Unavailable::HostRefused`], or
    /// [`Unavailable::NotInitialised`] for parameters that the library is known to reject.
    pub fn org(&self, hosts: &Hosts) -> Result<OrgOrigin, Unavailable> {
        if !self.framed {
            return Err(Unavailable::NotInSalesforce);
        }
        // Names are case-sensitive: Lightning and Classic differ in one F.
        if self.parameters("sfdcIFrameOrigin").next().is_some() {
            return Err(Unavailable::Classic);
        }
        if self.parameters("mode").any(|mode| mode != "Lightning") {
            return Err(Unavailable::Classic);
        }
        let mut origins = self.parameters("sfdcIframeOrigin");
        let Some(origin) = origins.next() else { return self.framing_org(hosts) };
        if origins.next().is_some() {
            let message = "the query parameter occurs twice: sfdcIframeOrigin".to_owned();
            return Err(Unavailable::NotInitialised { message });
        }
        let refused = |origin: &str, reason| Unavailable::HostRefused { origin: origin.to_owned(), reason };
        for ancestor in &self.ancestor_origins {
            hosts.admit(ancestor).map_err(|reason| refused(ancestor, reason))?;
        }
        hosts.admit(&origin).map_err(|reason| refused(&origin, reason))
    }

    /// A redirect may have dropped the query. If Salesforce frames the page all the same, its library has the last word.
    fn framing_org(&self, hosts: &Hosts) -> Result<OrgOrigin, Unavailable> {
        [self.ancestor_origins.first().map(String::as_str), origin_of(&self.referrer)]
            .into_iter()
            .flatten()
            .find_map(|origin| hosts.admit(origin).ok())
            .ok_or(Unavailable::NotInSalesforce)
    }

    /// The values of a query parameter.
    fn parameters(&self, name: &'static str) -> impl Iterator<Item = String> {
        let query = self.search.strip_prefix('?').unwrap_or(&self.search);
        form_urlencoded::parse(query.as_bytes())
            .filter(move |(known, _)| known == name)
            .map(|(_, value)| value.into_owned())
    }
}

/// The texts of a list, one by one: the browser's is no array. Only Chromium and WebKit have this one.
fn texts(list: &JsValue) -> Vec<String> {
    (0u32..).map_while(|at| text(list, &at.to_string())).collect()
}

/// The origin of an address: everything before its path.
fn origin_of(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let authority = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    Some(&url[..scheme.len() + "://".len() + authority])
}
