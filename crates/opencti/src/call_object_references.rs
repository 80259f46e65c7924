//! `getCallObjectReferences`: which records a call is about.
//!
//! Neither the guide nor the library has this method; some texts name it. So it is used where it is found, and
//! answered from the view otherwise.

use js_sys::Object;

use crate::wire::response::Response;
use crate::wire::{is_something, list};
use crate::{Answer, AppView, Error, OpenCti};

const METHOD: &str = "getCallObjectReferences";

/// The records a call is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallObjectReferences {
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
    pub fn get_call_object_references(&self) -> Answer<CallObjectReferences> {
        if self.supports(METHOD) {
            return self.call(METHOD, Object::new(), read);
        }
        let view = self.get_app_view_info();
        Box::pin(async move { view.await.map(CallObjectReferences::InView) })
    }
}

fn read(response: &Response) -> Result<CallObjectReferences, Error> {
    let value = response.value();
    if is_something(&value) && !value.is_object() {
        return Err(response.odd());
    }
    Ok(CallObjectReferences::Answered(list(&value).iter().map(AppView::read).collect()))
}
