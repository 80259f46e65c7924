//! `getCallObjectReferences`: which records a call is about.
//!
//! Neither the guide nor the library has this method; some texts name it. So it is used where it is found, and
//! answered from the view otherwise.

use js_sys::Object;

use crate::wire::{is_something, list};
use crate::{AppView, Error, OpenCti};

const METHOD: &str = "getCallObjectReferences";

/// The records a call is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallObjects {
    /// Salesforce has the method and said so.
    Answered(Vec<AppView>),
    /// Salesforce has no such method: this is what the agent looks at.
    InView(AppView),
}

impl OpenCti {
    /// The records a call is about, as far as Salesforce can tell.
    ///
    /// # Errors
    /// Any [`Error`], of `getCallObjectReferences` where it exists, else of `getAppViewInfo`.
    pub async fn call_objects(&self) -> Result<CallObjects, Error> {
        if !self.supports(METHOD) {
            return self.app_view().await.map(CallObjects::InView);
        }
        let answer = self.call(METHOD, Object::new(), |response| {
            let value = response.value();
            if is_something(&value) && !value.is_object() {
                return Err(response.odd());
            }
            Ok(CallObjects::Answered(list(&value).iter().map(AppView::read).collect()))
        });
        answer.await
    }
}
