//! Which hosts count as the Salesforce org.
//!
//! The library is a script, and its host comes from a query parameter that anyone can write. So a host is used
//! only if it is spelled exactly like an origin and is on the list. The reading itself is `js/library.js`, which also
//! loads the script: text is cheaper taken apart where it is, in JavaScript.

use js_sys::Array;
use thiserror::Error as ThisError;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/js/library.js")]
extern "C" {
    #[wasm_bindgen(js_name = admit)]
    fn refusal(origin: &str, hosts: &Array) -> String;
    #[wasm_bindgen(js_name = admitsScript)]
    fn admits_script(url: &str, hosts: &Array) -> bool;
}

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
    /// Of an origin that `js/library.js` let pass.
    pub(crate) fn admitted(origin: String) -> OrgOrigin {
        OrgOrigin(origin)
    }

    /// `https://host`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where the org serves the library of an API version.
    pub fn script_url(&self, api_version: u16) -> String {
        format!("{}/support/api/{api_version}.0/lightning/opencti_min.js", self.0)
    }
}

impl Refusal {
    /// The word of `js/library.js`; none for none.
    pub(crate) fn read(word: &str) -> Option<Refusal> {
        Some(match word {
            "" => return None,
            "notHttps" => Refusal::NotHttps,
            "userInfo" => Refusal::UserInfo,
            "port" => Refusal::Port,
            "notSalesforce" => Refusal::NotSalesforce,
            "notPinned" => Refusal::NotPinned,
            _ => Refusal::Malformed,
        })
    }
}

impl Hosts {
    /// As `js/library.js` takes them.
    pub(crate) fn to_js(&self) -> Array {
        let lists = [&self.pinned, &self.suffixes, &self.development];
        lists.iter().map(|list| list.iter().map(JsValue::from).collect::<Array>()).collect()
    }

    /// Accepts an origin or says why not.
    ///
    /// # Errors
    /// The first [`Refusal`] that applies.
    pub fn admit(&self, origin: &str) -> Result<OrgOrigin, Refusal> {
        match Refusal::read(&refusal(origin, &self.to_js())) {
            Some(refusal) => Err(refusal),
            None => Ok(OrgOrigin(origin.to_owned())),
        }
    }

    /// Whether a URL is a library script of an admitted org, character for character. This is all that the Trusted
    /// Types policy lets through.
    pub fn admits_script(&self, url: &str) -> bool {
        admits_script(url, &self.to_js())
    }
}
