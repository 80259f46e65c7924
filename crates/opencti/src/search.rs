//! `searchAndScreenPop`: searches the objects of the softphone layout.

use crate::constants::Constant;
use crate::field::to_object;
use crate::screen_pop::flow_args;
use crate::wire::{object, put, search};
use crate::{Answer, DeferredPop, Fields, FlowArg, OpenCti};

/// Which section of the softphone layout a search uses. Not the `CallType` of a Task, which is spelled with a
/// capital.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallType {
    /// A call from a customer. Only this section has screen pop rules.
    Inbound,
    /// A call to a customer.
    Outbound,
    /// A call between agents.
    Internal,
}

/// A search. Open CTI guide: searchAndScreenPop().
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    /// What to look for; at least three characters.
    pub text: String,
    /// Which section of the layout.
    pub call_type: CallType,
    /// Whether Salesforce pops by the layout's rules or hands the pop back.
    pub pop: PopWhen,
    /// Query string passed to Visualforce pops only.
    pub query_params: Option<String>,
    /// Input variables, used when the layout pops a flow.
    pub flow_args: Vec<FlowArg>,
    /// Used when the layout answers "no match" with a new record.
    pub defaults: Fields,
}

/// When the pop of a search happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PopWhen {
    /// At once, by the rules of the softphone layout.
    Now,
    /// Not now: the pop is handed back, to be given to [`OpenCti::screen_pop`] later or never.
    Deferred,
}

impl Search {
    /// A deferred search without anything else.
    pub fn deferred(text: impl Into<String>, call_type: CallType) -> Search {
        Search {
            text: text.into(),
            call_type,
            pop: PopWhen::Deferred,
            query_params: None,
            flow_args: Vec::new(),
            defaults: Fields::new(),
        }
    }
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matches {
    /// The records in Salesforce's order. Both halves of a person account may be among them.
    pub records: Vec<Match>,
    /// The pop of a deferred search. May be absent: the layout may say not to pop.
    pub pop: Option<DeferredPop>,
}

/// One record found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Match {
    /// Record id.
    pub id: String,
    /// API name of the object; told from the id's prefix where the answer does not say; absent if unknown.
    pub object: Option<String>,
    /// Display name.
    pub name: Option<String>,
    /// The whole summary, by API name, with the fields that the layout lists.
    pub fields: Fields,
}

impl Match {
    /// A field of the summary.
    pub fn field(&self, name: &str) -> Option<&crate::FieldValue> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value)
    }
}

impl OpenCti {
    /// Searches the objects of the softphone layout. Open CTI guide: searchAndScreenPop().
    ///
    /// # Errors
    /// Any [`Error`].
    pub fn search_and_screen_pop(&self, search: &Search) -> Answer<Matches> {
        let args = object("searchParams", search.text.as_str());
        let call_type = match search.call_type {
            CallType::Inbound => Constant("INBOUND", "inbound"),
            CallType::Outbound => Constant("OUTBOUND", "outbound"),
            CallType::Internal => Constant("INTERNAL", "internal"),
        };
        put(&args, "callType", self.constant("CALL_TYPE", call_type));
        put(&args, "deferred", search.pop == PopWhen::Deferred);
        if let Some(query) = &search.query_params {
            put(&args, "queryParams", query.as_str());
        }
        if !search.flow_args.is_empty() {
            put(&args, "params", object("FLOW", object("flowArgs", flow_args(&search.flow_args))));
        }
        if !search.defaults.is_empty() {
            put(&args, "defaultFieldValues", to_object(&search.defaults));
        }
        self.call("searchAndScreenPop", args, |response| Ok(search::read(&response.object()?)))
    }
}
