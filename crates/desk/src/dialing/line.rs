//! What the agent has on the line and in front of her, as far as it matters for dialing.

use crate::config::{Config, DuringCall};

/// The call on the agent's line, and the record on her screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Line {
    /// The contact of the call that is up, in any state but an ended one.
    pub(crate) call: Option<String>,
    /// She talks with somebody.
    pub(crate) is_talking: bool,
    /// Id of the record that she looks at.
    pub(crate) in_view: Option<String>,
}

impl Line {
    /// Whether the current call keeps a clicked number from being dialed: the agent is not talking yet, so nobody can be added,
    /// or the setting `phone.duringCall` does not want a third party.
    pub(crate) fn blocks_dialing(&self, config: &Config) -> bool {
        let joins = config.phone.during_call == DuringCall::AddParty && self.is_talking;
        self.call.is_some() && !joins
    }
}
