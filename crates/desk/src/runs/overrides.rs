//! What a scenario says in place of what the desk knows.

use std::sync::Arc;

use flow::{Context, Limits, Map, Value};

/// What flows see and may in place of what the desk knows: for scenarios, which say it. A page has none.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// All of `$.contact`, where there is a contact.
    pub contact: Option<Value>,
    /// Keys of `$.contact` that win over those the desk makes.
    pub contact_entries: Map<Value>,
    /// Keys of `$.agent` that win over those the desk makes.
    pub agent_entries: Map<Value>,
    /// How far a run may go, in place of what the configuration says.
    pub limits: Option<Limits>,
}

impl Overrides {
    pub(crate) fn apply(&self, context: &mut Context) {
        if let (Some(contact), Value::Map(_)) = (&self.contact, &context.contact) {
            context.contact = contact.clone();
        }
        lay_over(&mut context.contact, &self.contact_entries);
        lay_over(&mut context.agent, &self.agent_entries);
    }
}

fn lay_over(value: &mut Value, entries: &Map<Value>) {
    if let (Value::Map(map), false) = (value, entries.is_empty()) {
        let map = Arc::make_mut(map);
        for (key, entry) in entries {
            map.insert(key.clone(), entry.clone());
        }
    }
}
