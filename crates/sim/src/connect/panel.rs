//! The Contact Control Panel as the agent sees and uses it.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::agent::{AgentState, CHOICES};
use super::conduit::CcpId;
use super::contact::{Channel, ContactState, Direction};
use super::instance::Instance;
use super::request::Failed;
use crate::clock::Millis;
use crate::world::World;

/// What the agent does in the panel itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum CcpAct {
    /// Takes the ringing contact.
    Accept,
    /// Refuses the ringing contact.
    Reject,
    /// Ends the call.
    HangUp,
    /// Closes the contact after the call.
    Clear,
    /// Chooses a state.
    SetState {
        /// Name of the state.
        name: String,
    },
    /// Turns the microphone off or on.
    Mute {
        /// Off.
        muted: bool,
    },
    /// Calls somebody else into the call.
    AddParty {
        /// E.164.
        number: String,
    },
    /// Calls a number.
    Dial {
        /// E.164.
        number: String,
    },
    /// Looks at another contact.
    View,
}

/// An act, and which contact it is about.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct CcpActOn {
    /// What is done.
    #[serde(flatten)]
    pub act: CcpAct,
    /// Contact id; without one it is the newest contact the act fits.
    #[serde(default)]
    pub contact: Option<String>,
}

impl From<CcpAct> for CcpActOn {
    fn from(act: CcpAct) -> CcpActOn {
        CcpActOn { act, contact: None }
    }
}

/// What the panel shows. It changes only when something happens; the clock is in `agent::update`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CcpView {
    /// The agent's name.
    pub agent: &'static str,
    /// The agent's state.
    pub state: AgentState,
    /// The state put in line.
    pub next_state: Option<AgentState>,
    /// The states to choose from.
    pub choices: Vec<&'static str>,
    /// Whether the microphone is off.
    pub muted: bool,
    /// The contacts.
    pub contacts: Vec<ContactCard>,
    /// The one the agent looks at.
    pub viewed: Option<String>,
}

/// One contact in the panel.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ContactCard {
    /// Contact id.
    pub id: String,
    /// Call or chat.
    pub channel: Channel,
    /// Which side called.
    pub direction: Direction,
    /// The customer's number.
    pub number: Option<String>,
    /// The queue.
    pub queue: String,
    /// The state.
    pub state: ContactState,
    /// Since when.
    pub since: Millis,
    /// When people began to talk.
    pub connected_at: Option<Millis>,
    /// When it was over.
    pub ended_at: Option<Millis>,
}

impl Instance {
    fn view(&self) -> CcpView {
        CcpView {
            agent: "Ana Ng",
            state: self.agent.state.clone(),
            next_state: self.agent.next.clone(),
            choices: CHOICES.iter().map(|(name, _)| *name).collect(),
            muted: self.agent.muted,
            contacts: self
                .present()
                .map(|contact| ContactCard {
                    id: contact.id.clone(),
                    channel: contact.channel,
                    direction: contact.direction,
                    number: contact.number.clone(),
                    queue: contact.queue.clone(),
                    state: contact.state,
                    since: contact.since,
                    connected_at: contact.connected_at(),
                    ended_at: contact.ended_at(),
                })
                .collect(),
            viewed: self.viewed.clone(),
        }
    }
}

impl World {
    /// What a frame shows; `None` when there is no such frame.
    pub fn ccp(&self, id: CcpId) -> Option<CcpView> {
        self.connect.ports.contains_key(&id.0).then(|| self.connect.view())
    }

    /// The agent does something in the panel.
    ///
    /// # Errors
    /// What the instance refuses, for instance to accept when nothing rings.
    pub fn ccp_act(&mut self, _id: CcpId, act: impl Into<CcpActOn>) -> Result<(), Failed> {
        self.agent_does(act.into())
    }

    /// The agent does something, in whichever panel.
    pub(crate) fn agent_does(&mut self, CcpActOn { act, contact: on }: CcpActOn) -> Result<(), Failed> {
        use ContactState::{Connected, Connecting, Ended, Error, Incoming, Missed, Rejected};
        let states: &[ContactState] = match act {
            CcpAct::Accept | CcpAct::Reject => &[Connecting, Incoming],
            CcpAct::HangUp => &[Connected, Connecting],
            CcpAct::AddParty { .. } => &[Connected],
            _ => &[Ended, Error, Missed, Rejected],
        };
        let contact = on.or_else(|| self.connect.in_state(states));
        let nothing = || Failed::new("ContactNotFoundException", format!("there is no contact for {act:?}"));
        let (method, params) = match &act {
            CcpAct::Accept => ("acceptContact", json!({ "contactId": contact.clone().ok_or_else(nothing)? })),
            CcpAct::Reject => ("rejectContact", json!({ "contactId": contact.clone().ok_or_else(nothing)? })),
            CcpAct::Clear => ("clearContact", json!({ "contactId": contact.clone().ok_or_else(nothing)? })),
            CcpAct::HangUp => {
                let id = contact.clone().ok_or_else(nothing)?;
                let leg = self.connect.present().find(|c| c.id == id).map(|c| c.connections[0].id.clone());
                ("destroyConnection", json!({ "contactId": id, "connectionId": leg }))
            }
            CcpAct::AddParty { number } => {
                let id = contact.clone().ok_or_else(nothing)?;
                let params = json!({ "contactId": id, "endpoint": { "phoneNumber": number } });
                ("createAdditionalConnection", params)
            }
            CcpAct::SetState { name } => {
                let busy = self.connect.present().next().is_some();
                ("putAgentState", json!({ "state": { "name": name }, "enqueueNextState": busy }))
            }
            CcpAct::Dial { number } => {
                ("createOutboundContact", json!({ "endpoint": { "phoneNumber": number } }))
            }
            CcpAct::View => {
                let present = |id: &String| self.connect.present().any(|contact| contact.id == *id);
                let id = contact.clone().filter(present).ok_or_else(nothing)?;
                self.connect.view_contact(Some(id));
                self.after_change();
                return Ok(());
            }
            CcpAct::Mute { muted } => {
                self.mute(*muted);
                self.after_change();
                return Ok(());
            }
        };
        let params = params.as_object().cloned().unwrap_or_default();
        self.connect.request(method, &params, &mut self.agenda)?;
        self.journal.request(self.agenda.now(), method, &params, None);
        if let (CcpAct::Accept, Some(id)) = (&act, contact) {
            // Accepting inside the panel tells the pages as accepting from a page does.
            let data = json!({ "contactId": id });
            self.connect.broadcast("contact::accepted", data.clone());
            self.connect.broadcast(&format!("contact::accepted::{id}"), data);
            self.connect.view_contact(Some(id));
        }
        self.after_change();
        Ok(())
    }

    pub(crate) fn mute(&mut self, muted: bool) {
        // With no live audio the owner of the audio stays silent.
        let live = self.connect.present().any(|contact| contact.state == ContactState::Connected);
        if live {
            self.connect.agent.muted = muted;
            self.connect.broadcast("agent::mute_toggle", json!({ "muted": muted }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::direction::Direction as Happening;
    use crate::world::WorldOptions;

    #[test]
    fn the_agent_takes_a_call_through() {
        let mut world = World::new(WorldOptions::default());
        let ccp = world.open_ccp();
        world.direct(Happening::KnownCall);
        let state = |world: &World| world.ccp(ccp).unwrap().contacts.first().map(|card| card.state);
        for (act, expected) in [
            (CcpAct::Accept, Some(ContactState::Connected)),
            (CcpAct::HangUp, Some(ContactState::Ended)),
            (CcpAct::Clear, None),
        ] {
            assert_eq!(world.ccp_act(ccp, act), Ok(()));
            world.advance(world.now() + 1000);
            assert_eq!(state(&world), expected);
        }
        assert!(world.ccp_act(ccp, CcpAct::HangUp).is_err());
    }

    #[test]
    fn the_view_changes_only_when_something_happens() {
        let mut world = World::new(WorldOptions::default());
        let ccp = world.open_ccp();
        let before = world.ccp(ccp);
        world.advance(world.now() + 60_000);
        assert_eq!(world.ccp(ccp), before);
        world.ccp_act(ccp, CcpAct::SetState { name: "Lunch".into() }).unwrap();
        assert_ne!(world.ccp(ccp), before);
    }
}
