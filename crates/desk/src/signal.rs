//! What one machine of the desk tells the others.

use flow::Reply;

use crate::runs::queued::Queued;

/// Something that a machine wants done, or has found out, that is not its own matter. It does not know whose it is: the loop of the
/// desk ([`Desk`](crate::Desk)) hands it on as soon as the machine returns, the first one first, and what follows from one comes
/// before the next.
#[derive(Debug)]
pub(crate) enum Signal {
    /// The panel is to come in front of the agent.
    OpenPanel,
    /// A flow is to run.
    Run(Box<Queued>),
    /// The save of the log of this contact was answered: so are the runs that wait for it.
    LogAnswered {
        /// Contact id.
        contact: String,
        /// What they are told.
        reply: Reply,
    },
}
