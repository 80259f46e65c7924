//! What one machine of the desk tells the others.

use flow::{Map, Reply, Value};

use crate::runs::queued::Queued;

/// Something that a machine wants done, or has found out, that is not its own matter. It does not know whose it is: the loop of the
/// desk ([`Desk`](crate::Desk)) hands it on as soon as the machine returns, the first one first, and what follows from one comes
/// before the next.
#[derive(Debug)]
pub(crate) enum Signal {
    /// The panel is to come in front of the agent.
    OpenPanel,
    /// What the call center's settings were last time, until they are known.
    CallCenterBefore(Map<String>),
    /// The call center's settings.
    Settings(Map<String>),
    /// What the settings say is in force: Amazon Connect can be loaded.
    StartConnect,
    /// The Salesforce profile id of the user.
    UserProfile(Value),
    /// The start of the phone begins anew.
    BeginsAnew,
    /// Agent and phone are there.
    PhoneReady,
    /// The panel of Amazon Connect has its connection again.
    ConnectionBack,
    /// Amazon Connect's panel is loaded anew: who is signed in, and which contacts there are, it will say again.
    ConnectLeft,
    /// The agent has signed out.
    SignedOut,
    /// The first flows of the org are in force: they are those of the contacts that came before, too.
    FlowsCame,
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
