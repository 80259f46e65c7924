//! What one machine of the desk tells the others.

use std::sync::Arc;

use flow::{Effect, Map, Reply, Value};

use crate::boot::step::BootStep;
use crate::effect_id::EffectId;
use crate::log::resend::Record;
use crate::routes::Interest;
use crate::runs::active::RunOver;
use crate::runs::queued::{Queued, RunId};
use crate::tabs::message::Message;

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
    /// The agent has said whom the contact is about, or a search has: its log follows.
    RelationChanged {
        /// Contact id.
        contact: String,
    },
    /// Another tab leads that did not before.
    NewLeader,
    /// The journal is another tab's.
    JournalLost,
    /// A tab says that it leads.
    LeaderHeard(Box<Message>),
    /// A flow is to run.
    Run(Box<Queued>),
    /// A run asks for an effect, for this contact.
    Asked {
        /// Which run.
        run: RunId,
        /// Contact id.
        contact: Option<String>,
        /// What for.
        effect: Arc<Effect>,
    },
    /// A run is over.
    RunOver(Box<RunOver>),
    /// A step of the start was answered.
    BootReplied {
        /// Which step.
        step: BootStep,
        /// The answer.
        reply: Reply,
    },
    /// An effect of a run was answered.
    RunReplied {
        /// Which run.
        run: RunId,
        /// The effect.
        id: EffectId,
        /// What the desk itself learns from it.
        interest: Interest,
        /// The answer.
        reply: Reply,
    },
    /// The org was asked for its flows, and has answered.
    FlowsReplied {
        /// The effect.
        id: EffectId,
        /// The answer.
        reply: Reply,
    },
    /// The record of the clicked number was asked whether it may be called.
    DoNotCallReplied(Reply),
    /// The clicked number was parsed or dialed.
    ClickReplied(Reply),
    /// The clicked number was added to the call in progress.
    PartyAdded(Reply),
    /// The pause before the extension of the number of this contact is over.
    ExtensionDue {
        /// Contact id.
        contact: String,
    },
    /// The digits of an extension were sent, or not.
    ExtensionSent {
        /// The digits.
        digits: String,
        /// Whether they were sent.
        sent: bool,
    },
    /// The save of the log of this contact was answered.
    LogReplied {
        /// Contact id.
        contact: String,
        /// The answer.
        reply: Reply,
    },
    /// The change of a recording was answered, or its run is over.
    RecordingReplied {
        /// Contact id.
        contact: String,
        /// The answer.
        reply: Reply,
    },
    /// The number of this contact was parsed.
    NumberParsed {
        /// Contact id.
        contact: String,
        /// The answer.
        reply: Reply,
    },
    /// The run is over that searched for this contact.
    SearchGivenUp {
        /// Contact id.
        contact: String,
    },
    /// The completion of the to-do of this contact was answered.
    TodoReplied {
        /// Contact id.
        contact: String,
        /// The answer.
        reply: Reply,
    },
    /// The org has no class that writes logs.
    LogsClassMissing,
    /// A write of attributes of this contact was answered.
    AttributesReplied {
        /// Contact id.
        contact: String,
        /// The answer.
        reply: Reply,
    },
    /// The run is over that wrote attributes of this contact.
    AttributesGivenUp {
        /// Contact id.
        contact: String,
    },
    /// A write was answered, and nothing more of this record is sent now: so are the runs that wait for it.
    Written {
        /// What was written.
        record: Record,
        /// What they are told.
        reply: Reply,
    },
}
