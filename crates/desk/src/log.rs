//! The call log: who writes it, what it says, and how it is kept until Salesforce has it.

pub(crate) mod agent_notes;
pub(crate) mod attributes;
pub(crate) mod call_log;
pub(crate) mod log_context;
pub(crate) mod log_fields;
pub(crate) mod notes;
pub(crate) mod outbox;
pub(crate) mod resend;
pub(crate) mod todo;

/// So many logs that want the agent are shown to her one by one; she is told how many there are.
const MOST_SHOWN: usize = 20;
