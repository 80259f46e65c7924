//! `screenPop`: opens something in Salesforce.

use js_sys::{Array, Object};
use wasm_bindgen::{JsCast, JsValue};

use crate::constants::Constant;
use crate::field::to_object;
use crate::wire::{as_object, from_json, json, object, put};
use crate::{Answer, FieldValue, Fields, OpenCti};

/// What to open. Open CTI guide: screenPop().
#[derive(Clone, Debug, PartialEq)]
pub enum ScreenPop {
    /// A record's page (`SOBJECT`).
    Record {
        /// Record id, 15 or 18 characters.
        record_id: String,
    },
    /// A page of the org (`URL`).
    Url {
        /// Relative, for instance `/lightning/page/home`.
        url: String,
    },
    /// The home page of an object (`OBJECTHOME`).
    ObjectHome {
        /// API name of the object.
        scope: String,
    },
    /// A list view (`LIST`).
    List {
        /// Id of the list view (`00B…`).
        list_view_id: String,
        /// API name of the object.
        scope: String,
    },
    /// The search page (`SEARCH`).
    Search {
        /// At least three characters.
        search_string: String,
    },
    /// The form of a new record (`NEW_RECORD_MODAL`). A modal: it covers the page until it is closed.
    NewRecord {
        /// API name of the object; `Account` for a person account.
        entity_name: String,
        /// Values to start with.
        defaults: Fields,
    },
    /// An active screen flow (`FLOW`).
    Flow {
        /// Developer name of the flow.
        flow_dev_name: String,
        /// Values of input variables; others are ignored by Salesforce.
        args: Vec<FlowArg>,
    },
    /// What a deferred search handed back.
    Deferred(DeferredPop),
}

/// One input variable of a screen flow.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowArg {
    /// Name of the variable.
    pub name: String,
    /// Type of the variable, for instance `String`.
    pub kind: String,
    /// Its value.
    pub value: FieldValue,
}

/// The pop of a deferred search (`SCREEN_POP_DATA`): opaque, and handed back unchanged.
#[derive(Clone, Debug, PartialEq)]
pub struct DeferredPop(String);

impl DeferredPop {
    /// A pop that was kept as JSON text; `None` when it is not an object, for which `screenPop` would throw.
    pub fn from_json(text: impl Into<String>) -> Option<DeferredPop> {
        let text = text.into();
        as_object(&from_json(&text)).is_some().then_some(DeferredPop(text))
    }

    /// The pop as JSON text, to be kept or recorded.
    pub fn as_json(&self) -> &str {
        &self.0
    }

    pub(crate) fn read(value: JsValue) -> Option<DeferredPop> {
        as_object(&value)?;
        json(&value).map(DeferredPop)
    }
}

impl OpenCti {
    /// Opens a record, a page, a search or a form. Open CTI guide: screenPop().
    ///
    /// Success means that Salesforce accepted the request, not that the agent may see the record.
    ///
    /// # Errors
    /// Any [`Error`].
    pub fn screen_pop(&self, pop: &ScreenPop) -> Answer<()> {
        self.perform("screenPop", self.screen_pop_args(pop))
    }

    fn screen_pop_args(&self, pop: &ScreenPop) -> Object {
        let (constant, params) = match pop {
            ScreenPop::Record { record_id } => {
                (Constant("SOBJECT", "sobject"), object("recordId", record_id.as_str()))
            }
            ScreenPop::Url { url } => (Constant("URL", "url"), object("url", url.as_str())),
            ScreenPop::ObjectHome { scope } => {
                (Constant("OBJECTHOME", "objecthome"), object("scope", scope.as_str()))
            }
            ScreenPop::List { list_view_id, scope } => {
                let params = object("listViewId", list_view_id.as_str());
                put(&params, "scope", scope.as_str());
                (Constant("LIST", "list"), params)
            }
            ScreenPop::Search { search_string } => {
                (Constant("SEARCH", "search"), object("searchString", search_string.as_str()))
            }
            ScreenPop::NewRecord { entity_name, defaults } => {
                let params = object("entityName", entity_name.as_str());
                // Inside `params`: the library of API 43.0 drops a `defaultFieldValues` at the top level.
                if !defaults.is_empty() {
                    put(&params, "defaultFieldValues", to_object(defaults));
                }
                (Constant("NEW_RECORD_MODAL", "newRecord"), params)
            }
            ScreenPop::Flow { flow_dev_name, args } => {
                let params = object("flowDevName", flow_dev_name.as_str());
                if !args.is_empty() {
                    put(&params, "flowArgs", flow_args(args));
                }
                (Constant("FLOW", "flow"), params)
            }
            // A fresh object each time, so the pop itself never gets our callback.
            ScreenPop::Deferred(DeferredPop(data)) => return from_json(data).unchecked_into(),
        };
        let args = object("type", self.constant("SCREENPOP_TYPE", constant));
        put(&args, "params", params);
        args
    }
}

/// `[{name, type, value}]`.
pub(crate) fn flow_args(args: &[FlowArg]) -> Array {
    args.iter()
        .map(|arg| {
            let object = object("name", arg.name.as_str());
            put(&object, "type", arg.kind.as_str());
            put(&object, "value", arg.value.to_js());
            object
        })
        .collect()
}
