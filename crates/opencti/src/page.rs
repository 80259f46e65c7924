//! What a page can know of where it stands, and what follows from it.
//!
//! [`Page`] is data, so every situation can be tried; the reading is `js/library.js`.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::host::{Hosts, OrgOrigin};
use crate::locate::{Unavailable, text_at, unavailable};

#[wasm_bindgen(module = "/js/library.js")]
extern "C" {
    #[wasm_bindgen(js_name = org)]
    fn framing_org(page: &Array, hosts: &Array) -> Array;
}

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
        let answer = framing_org(&self.to_js(), &hosts.to_js());
        match unavailable(&answer) {
            Some(trouble) => Err(trouble),
            None => Ok(OrgOrigin::admitted(text_at(&answer, 1))),
        }
    }

    /// As `js/library.js` takes it.
    pub(crate) fn to_js(&self) -> Array {
        Array::of4(
            &self.search.as_str().into(),
            &self.framed.into(),
            &self.ancestor_origin.as_deref().into(),
            &self.referrer.as_str().into(),
        )
    }
}
