//! The agent as Amazon Connect reports her.

pub(crate) mod reports;

use flow::Value;
use serde::{Deserialize, Serialize};

use crate::runs::payload_builder::PayloadBuilder;

/// What one report of Amazon Connect says about the agent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AgentSnapshot {
    /// Display name.
    pub name: String,
    /// Sign-in name.
    pub username: Option<String>,
    /// Name of the current state.
    pub state: String,
    /// Kind of the current state.
    pub state_kind: AgentStateKind,
    /// Names of the states the agent may choose.
    pub states: Vec<String>,
    /// Extension (desk phone number).
    pub extension: Option<String>,
    /// Countries that may be dialled, lower-case ISO codes.
    pub dialable_countries: Vec<String>,
    /// What the security profile lets the agent do, for instance `outboundCall`.
    #[serde(default)]
    pub permissions: Vec<String>,
    /// Name of the routing profile.
    pub routing_profile: Option<String>,
    /// Whether audio runs in the browser.
    pub softphone: bool,
    /// How far Amazon Connect's clock is ahead of this page's, in milliseconds: computers in offices are minutes wrong.
    #[serde(default)]
    pub skew_ms: i64,
}

/// Kind of an agent state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum AgentStateKind {
    /// Not told yet.
    #[default]
    Init,
    /// Takes contacts.
    Routable,
    /// At work, takes none.
    NotRoutable,
    /// Signed off.
    Offline,
    /// Set by Amazon Connect, during calls.
    System,
    /// Something went wrong.
    Error,
    /// One this version does not know.
    Other(String),
}

impl AgentSnapshot {
    /// The map a flow sees as `$.agent`.
    ///
    /// `defaultCountry` is ours: the country that numbers without a country code belong to, by configuration.
    pub(crate) fn to_value(&self, default_country: &str) -> Value {
        let mut facts = PayloadBuilder::new();
        facts.text("defaultCountry", default_country);
        facts.text("name", &self.name);
        facts.optional("username", self.username.as_deref());
        facts.optional("extension", self.extension.as_deref());
        facts.text("state", &self.state);
        facts.flag("softphoneEnabled", self.softphone);
        facts.optional("routingProfile", self.routing_profile.as_deref());
        facts.value("dialableCountries", Value::texts(&self.dialable_countries));
        facts.value("permissions", Value::texts(&self.permissions));
        facts.done()
    }
}

/// The map a flow sees as `$.payload` of a change of state; there is no state before the first one.
pub(crate) fn state_change(old: Option<&str>, new: &str) -> Value {
    let mut facts = PayloadBuilder::new();
    facts.optional("oldState", old);
    facts.text("newState", new);
    facts.done()
}
