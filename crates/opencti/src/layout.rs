//! `getSoftphoneLayout`: what the administrator lets a search find and pop.

use js_sys::Object;

use crate::{Answer, OpenCti, wire};

/// The softphone layout of the agent's profile. Open CTI guide: getSoftphoneLayout().
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SoftphoneLayout {
    /// Calls between agents.
    pub internal: LayoutSection,
    /// Calls from customers.
    pub inbound: LayoutSection,
    /// Calls to customers.
    pub outbound: LayoutSection,
}

/// The layout for one direction of calls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayoutSection {
    /// Facts of the call to show: `ANI`, `DNIS`, `SEGMENT`, `QUEUE`.
    pub call_related_fields: Vec<String>,
    /// Objects a search looks into. One without fields is not searched.
    pub objects: Vec<LayoutObject>,
    /// What a search pops; set for inbound calls only.
    pub pops: PopRules,
}

/// An object of the layout.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayoutObject {
    /// API name.
    pub name: String,
    /// Fields to show, and to be found in the answer of a search.
    pub fields: Vec<LayoutField>,
}

/// A field of the layout.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayoutField {
    /// Label for people.
    pub display_name: Option<String>,
    /// API name.
    pub api_name: String,
}

/// What a search pops, by the number of matches. Any rule may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PopRules {
    /// `ExistingWindow` or `NewWindow`; Lightning always uses the existing one.
    pub opens_within: Option<String>,
    /// Nothing matched.
    pub no_match: Option<PopRule>,
    /// One record matched.
    pub single_match: Option<PopRule>,
    /// Several matched.
    pub multiple_matches: Option<PopRule>,
}

/// One rule of the layout.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PopRule {
    /// The record's page; without a match, a new record of this object.
    Entity(Option<String>),
    /// A Visualforce page.
    Visualforce(Option<String>),
    /// The search page.
    Search,
    /// A screen flow, by developer name.
    Flow(Option<String>),
    /// Nothing. Seen in the field, not in the guide.
    DoNotPop,
    /// A rule this crate does not know.
    Other {
        /// `screenPopType` as it came.
        kind: String,
        /// `screenPopData` as it came.
        data: Option<String>,
    },
}

impl OpenCti {
    /// The softphone layout of the agent's profile. Open CTI guide: getSoftphoneLayout().
    ///
    /// # Errors
    /// Any [`Error`].
    pub fn get_softphone_layout(&self) -> Answer<SoftphoneLayout> {
        self.call("getSoftphoneLayout", Object::new(), |response| Ok(wire::layout::read(&response.object()?)))
    }
}
