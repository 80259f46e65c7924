//! The call log: who writes it, what it says, and how it is kept until Salesforce has it.

pub(crate) mod call_log;
pub(crate) mod log_fields;
pub(crate) mod notes;
pub(crate) mod resend;
