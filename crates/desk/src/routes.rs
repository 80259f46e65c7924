//! Whose reply an effect under way will be.

use flow::Reply;

use crate::boot::step::BootStep;
use crate::command::PortEffect;
use crate::effect_id::EffectId;
use crate::log::resend::Record;
use crate::runs::queued::RunId;

/// Who wants to know the reply to an effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// Nobody: it was asked for its effect alone.
    Nobody,
    /// The start of the phone.
    Boot(BootStep),
    /// A run of a flow, and what the desk itself learns from the reply.
    Run(RunId, Interest),
    /// What the org keeps for this page.
    OrgFlows,
    /// The search whether somebody wants to be called.
    DoNotCall,
    /// The number that was clicked: parsing it, or dialing it.
    Click,
    /// The number that was clicked is added to the call in progress.
    ClickAddParty,
    /// The pause before the extension of this contact's number is sent.
    ExtensionDelay(String),
    /// These digits of an extension are sent.
    ExtensionSent(String),
    /// The log of this contact.
    Log(String),
    /// The to-do that was dialed from for this contact.
    Todo(String),
    /// The attributes of this contact, written again.
    Attributes(String),
    /// The recording of this contact, changed by the agent.
    Recording(String),
    /// The number of this contact is parsed.
    NumberParsed(String),
}

/// What the desk itself learns from the reply to a run's effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Interest {
    /// Nothing: the reply is the run's alone.
    RunOnly,
    /// A call is placed.
    Dial,
    /// A number is added to the call in progress.
    AddParty,
    /// A search for this contact: it tells who calls, and what opens.
    Search(String),
    /// The recording of this contact changes.
    Recording(String),
    /// Attributes of this contact are written.
    Attributes(String),
}

/// Where an effect of a run goes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Routed {
    /// To a port, perhaps changed.
    Perform(PortEffect, Interest),
    /// Nowhere: the desk answers it.
    Answer(Reply),
    /// To what is being written already, whose answer is the run's.
    Park(Record),
}

impl Routed {
    /// To a port, and the reply is the run's alone.
    pub(crate) fn port(effect: impl Into<PortEffect>) -> Routed {
        Routed::Perform(effect.into(), Interest::RunOnly)
    }
}

/// The effects that are under way, and the runs that wait for what is being written.
#[derive(Debug, Default)]
pub(crate) struct Routes {
    owners: Vec<(EffectId, Owner)>,
    parked: Vec<(Record, EffectId, RunId)>,
    last: u64,
}

impl Routes {
    /// Names an effect, whose reply will be this owner's.
    pub(crate) fn open(&mut self, owner: Owner) -> EffectId {
        let id = self.next_id();
        self.owners.push((id, owner));
        id
    }

    /// Lets a run wait for what is being written.
    pub(crate) fn park(&mut self, record: Record, run: RunId) -> EffectId {
        let id = self.next_id();
        self.parked.push((record, id, run));
        id
    }

    fn next_id(&mut self) -> EffectId {
        self.last += 1;
        EffectId(self.last)
    }

    /// Whose reply this is; it is nobody's from now on.
    pub(crate) fn take_owner(&mut self, id: EffectId) -> Option<Owner> {
        let at = self.owners.iter().position(|(known, _)| *known == id)?;
        Some(self.owners.swap_remove(at).1)
    }

    /// Takes a run that waits for this record, the longest first.
    pub(crate) fn take_parked(&mut self, record: &Record) -> Option<(EffectId, RunId)> {
        let at = self.parked.iter().position(|(parked, ..)| parked == record)?;
        let (_, id, run) = self.parked.remove(at);
        Some((id, run))
    }

    /// A run ended: it waits for nothing any more.
    pub(crate) fn unpark(&mut self, id: EffectId) {
        self.parked.retain(|(_, parked, _)| *parked != id);
    }

    /// Whether the number of a contact is being parsed.
    pub(crate) fn is_parsing(&self, contact: &str) -> bool {
        self.owners.iter().any(|(_, owner)| matches!(owner, Owner::NumberParsed(id) if id == contact))
    }

    /// Whether every effect is answered, and no run waits for a record.
    pub(crate) fn is_idle(&self) -> bool {
        self.owners.is_empty() && self.parked.is_empty()
    }

    /// Another tab goes on with what is under way, but for what each tab does for itself.
    pub(crate) fn abandon(&mut self) {
        self.owners.retain(|(_, owner)| matches!(owner, Owner::Boot(_) | Owner::Nobody));
        self.parked.clear();
    }
}
