//! Making things happen, from a test, a scenario or the control strip.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::clock::Millis;
use crate::connect::{CcpAct, CcpActOn, ContactState};
use crate::console::ConsoleAct;
use crate::faults::Fault;
use crate::org::{KNOWN, SEVERAL, UNKNOWN};
use crate::org_package::{Document, Kind, PermissionSet};
use crate::scenario;
use crate::world::World;

/// Something to make happen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Direction {
    /// A customer calls. It rings when the agent is free, and waits till then.
    InboundCall {
        /// E.164; absent when withheld.
        #[serde(default)]
        from: Option<String>,
        /// Contact attributes.
        #[serde(default)]
        attributes: IndexMap<String, String>,
    },
    /// A customer calls whose number one record has.
    KnownCall,
    /// A customer calls whose number no record has.
    UnknownCall,
    /// A customer calls from a number that several records share.
    SeveralCall,
    /// A customer calls and withholds the number.
    AnonymousCall,
    /// A customer begins a chat, which is offered to the agent beside what she has.
    InboundChat {
        /// Contact attributes; `customerName` is who chats.
        #[serde(default)]
        attributes: IndexMap<String, String>,
    },
    /// The agent looks at another of her contacts.
    ViewContact {
        /// Contact id.
        contact: String,
    },
    /// Another agent hands a customer over: it rings like a call.
    TransferredCall {
        /// E.164; absent when withheld.
        #[serde(default)]
        from: Option<String>,
        /// Contact attributes, which go along.
        #[serde(default)]
        attributes: IndexMap<String, String>,
    },
    /// The caller of the last call that the agent did not take rings once more, under the same contact id.
    OfferAgain,
    /// The agent calls a third party into the call, who answers; the customer waits on hold.
    AgentAddsParty {
        /// E.164.
        number: String,
    },
    /// The customer answers a dialled call.
    CustomerAnswers,
    /// The customer does not answer a dialled call.
    CustomerDoesNotAnswer,
    /// The customer hangs up, or gives up before an answer.
    CustomerHangsUp,
    /// The ringing call is missed now.
    Miss,
    /// The agent takes the ringing call.
    AgentAccepts,
    /// The agent refuses the ringing call.
    AgentRejects,
    /// The agent ends the call.
    AgentHangsUp,
    /// The agent closes the contact after the call.
    AgentClears,
    /// The agent chooses a state; during a contact it is put in line.
    SetAgentState {
        /// Name of the state.
        name: String,
    },
    /// The agent opens the record of the known customer.
    ShowKnownCustomer,
    /// The agent does something in the newest console.
    Console {
        /// What.
        act: ConsoleAct,
    },
    /// A fault waits to strike.
    Inject {
        /// Which.
        fault: Fault,
    },
    /// A fault of a name waits to strike. Unknown names do nothing.
    InjectNamed {
        /// One of [`Fault::NAMES`].
        name: String,
    },
    /// No fault waits any more.
    ClearFaults,
    /// The softphone containers take no messages for so long.
    ContainerNotReady {
        /// Milliseconds from now.
        ms: Millis,
    },
    /// The org has had a record for long: search finds it. One of an object or with a field that the org does not have is
    /// not made ([`Org::lacks`](crate::org::Org::lacks)).
    AddRecord {
        /// Object API name.
        object: String,
        /// Fields by API name. An `Id` of 15 or 18 characters is its id; without, it is given one.
        fields: serde_json::Map<String, Value>,
    },
    /// An administrator changes a call center setting.
    ChangeSetting {
        /// Section name.
        section: String,
        /// Item name.
        item: String,
        /// Value.
        value: String,
    },
    /// An administrator restricts the standard picklists to the values they list, or lets them take others again.
    RestrictPicklists {
        /// Whether unlisted values are refused.
        restricted: bool,
    },
    /// An Apex method answers this.
    DefineApex {
        /// `Class.method`.
        name: String,
        /// What it returns.
        answer: Value,
    },
    /// An administrator deploys the org's own Apex classes (`salesforce/`) and gives the agent the right to run them.
    #[serde(alias = "deployRecording")]
    DeployPackage {
        /// Names of the credentials that the org's CTI Connections to the instance name.
        credentials: Vec<String>,
    },
    /// An administrator takes the classes, or the right to run them, away.
    RemovePackage,
    /// An administrator makes or changes an adapter of the org package.
    SaveAdapter {
        /// Internal name of the call center.
        key: String,
        /// Whether pages run its flows.
        enabled: bool,
        /// JSON text of an object.
        #[serde(default)]
        settings: Option<String>,
    },
    /// An administrator deletes an adapter with all that is below it.
    RemoveAdapter {
        /// Internal name of the call center.
        key: String,
    },
    /// A flow or an action of an adapter is written, new or by its key, past the library.
    WriteDocument {
        /// Internal name of the call center.
        adapter: String,
        /// The record.
        document: Document,
    },
    /// A flow or an action is deleted.
    RemoveDocument {
        /// Internal name of the call center.
        adapter: String,
        /// Flow or action.
        kind: Kind,
        /// Its key.
        key: String,
    },
    /// An administrator gives the user these permission sets of the org package and takes the others away.
    GivePermissionSets {
        /// Which.
        permission_sets: Vec<PermissionSet>,
    },
    /// A lead is converted, into records that were there.
    ConvertLead {
        /// Its name.
        name: String,
    },
    /// The agent logs in to Amazon Connect: frames that were kept out are let in.
    LogIn,
    /// Amazon Connect ends the session of every frame.
    LogOut,
    /// Amazon Connect rejects the agent's token; calls go on.
    RejectToken,
    /// Amazon Connect accepts the agent's token again.
    AcceptToken,
    /// The panel loses its connection to Amazon Connect; nothing else changes.
    LoseConnection,
    /// The panel has its connection again.
    RegainConnection,
    /// A scenario begins. Unknown names do nothing.
    Scenario {
        /// One of [`scenario::SCENARIOS`].
        name: String,
    },
}

impl World {
    pub(crate) fn carry_out(&mut self, direction: Direction) {
        let call = |world: &mut World, from: Option<&str>, attributes| {
            world.connect.customer_calls(
                from.map(str::to_owned),
                attributes,
                &mut world.agenda,
                &mut world.rng,
            );
        };
        match direction {
            Direction::InboundCall { from, attributes } => call(self, from.as_deref(), attributes),
            Direction::KnownCall => call(self, Some(KNOWN), IndexMap::new()),
            Direction::InboundChat { attributes } => {
                self.connect.customer_chats(attributes, &mut self.agenda, &mut self.rng);
            }
            Direction::ViewContact { contact } => {
                let _ = self.agent_does(CcpActOn { act: CcpAct::View, contact: Some(contact) });
            }
            Direction::OfferAgain => self.connect.offers_again(&mut self.agenda),
            Direction::UnknownCall => call(self, Some(UNKNOWN), IndexMap::new()),
            Direction::SeveralCall => call(self, Some(SEVERAL), IndexMap::new()),
            Direction::AnonymousCall => call(self, None, IndexMap::new()),
            Direction::TransferredCall { from, attributes } => {
                self.connect.customer_is_handed_over(from, attributes, &mut self.agenda, &mut self.rng);
            }
            Direction::AgentAddsParty { number } => self.agent_tries(CcpAct::AddParty { number }),
            Direction::CustomerAnswers => {
                if let Some(id) = self.connect.in_state(&[ContactState::Connecting]) {
                    self.connect.connects(&id, self.agenda.now());
                }
            }
            Direction::CustomerDoesNotAnswer | Direction::Miss => {
                if let Some(id) = self.connect.in_state(&[ContactState::Connecting, ContactState::Incoming]) {
                    self.connect.misses(&id, ContactState::Missed, self.agenda.now());
                }
            }
            Direction::CustomerHangsUp => self.customer_hangs_up(),
            Direction::AgentAccepts => self.agent_tries(CcpAct::Accept),
            Direction::AgentRejects => self.agent_tries(CcpAct::Reject),
            Direction::AgentHangsUp => self.agent_tries(CcpAct::HangUp),
            Direction::AgentClears => self.agent_tries(CcpAct::Clear),
            Direction::SetAgentState { name } => self.agent_tries(CcpAct::SetState { name }),
            Direction::ShowKnownCustomer => {
                let known =
                    self.org.records().find(|record| record.name() == "Dana Ortiz").map(|r| r.id.clone());
                if let (Some(id), Some(record_id)) = (self.consoles().last(), known) {
                    self.act(*id, ConsoleAct::OpenRecord { record_id });
                }
            }
            Direction::Console { act } => {
                if let Some(id) = self.consoles().last() {
                    self.act(*id, act);
                }
            }
            Direction::Inject { fault } => self.faults.add(fault),
            Direction::InjectNamed { name } => {
                if let Some(fault) = Fault::named(&name) {
                    self.faults.add(fault);
                }
            }
            Direction::ClearFaults => self.faults.clear(),
            Direction::ContainerNotReady { ms } => {
                let until = self.now() + ms;
                self.consoles.values_mut().for_each(|console| console.container_ready = until);
            }
            Direction::AddRecord { object, fields } => {
                let now = self.now();
                self.org.has_long_had(&object, fields, now);
            }
            Direction::ChangeSetting { section, item, value } => {
                self.org.call_center.set(&section, &item, &value)
            }
            Direction::RestrictPicklists { restricted } => self.org.restricts_picklists = restricted,
            Direction::DefineApex { name, answer } => {
                self.options.apex.insert(name, answer);
            }
            Direction::DeployPackage { credentials } => self.options.package = Some(credentials),
            Direction::RemovePackage => self.options.package = None,
            Direction::SaveAdapter { key, enabled, settings } => {
                self.org_package.save_adapter(&key, enabled, settings);
            }
            Direction::RemoveAdapter { key } => self.org_package.remove_adapter(&key),
            Direction::WriteDocument { adapter, document } => {
                let now = self.now();
                self.org_package.write(&adapter, document, now);
            }
            Direction::RemoveDocument { adapter, kind, key } => self.org_package.remove(&adapter, kind, &key),
            Direction::GivePermissionSets { permission_sets } => self.org_package.give(permission_sets),
            Direction::ConvertLead { name } => self.org.convert_lead(&name, self.agenda.now()),
            Direction::LogIn => self.let_in(),
            Direction::LogOut => self.connect.broadcast("terminated", Value::Null),
            Direction::RejectToken => {
                self.connect.broadcast("auth_fail", serde_json::json!({ "authorize": true }))
            }
            Direction::AcceptToken => self.connect.broadcast("authorize_success", Value::Null),
            Direction::LoseConnection => {
                self.connect.broadcast("agent::websocket_connection_lost", serde_json::json!({}));
            }
            Direction::RegainConnection => {
                self.connect.broadcast("agent::websocket_connection_gained", serde_json::json!({}));
            }
            Direction::Scenario { name } => {
                if let Some(script) = scenario::scenario(&name) {
                    self.start_script(script);
                }
            }
        }
    }

    /// The agent tries something in the panel; what the instance refuses does not happen.
    fn agent_tries(&mut self, act: CcpAct) {
        let _ = self.agent_does(act.into());
    }

    fn customer_hangs_up(&mut self) {
        let now = self.agenda.now();
        if let Some(id) = self.connect.in_state(&[ContactState::Connected]) {
            self.connect.customer_leaves(&id, now);
        } else if let Some(id) = self.connect.in_state(&[ContactState::Connecting, ContactState::Incoming]) {
            self.connect.misses(&id, ContactState::Missed, now);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::world::WorldOptions;

    #[test]
    fn directions_are_data() {
        let direction: Direction =
            serde_json::from_value(json!({ "do": "inboundCall", "from": "+14155550142" })).unwrap();
        assert!(matches!(direction, Direction::InboundCall { from: Some(_), .. }));
        let act: Direction =
            serde_json::from_value(json!({ "do": "console", "act": { "do": "openHome" } })).unwrap();
        assert_eq!(act, Direction::Console { act: ConsoleAct::OpenHome });
    }

    #[test]
    fn records_are_there_as_if_they_always_had_been() {
        let mut world = World::new(WorldOptions::default());
        let before = world.org().records().count();
        for record in [
            json!({ "do": "addRecord", "object": "Lead", "fields": { "LastName": "Lee", "Phone": "+13125550100" } }),
            json!({ "do": "addRecord", "object": "Case", "fields": { "Id": "5005g00000CaSeOAAV" } }),
            json!({ "do": "addRecord", "object": "Spaceship__c", "fields": {} }),
            json!({ "do": "addRecord", "object": "Lead", "fields": { "Colour__c": "red" } }),
        ] {
            world.direct(serde_json::from_value(record).unwrap());
        }
        assert_eq!(world.org().records().count(), before + 2);
        assert_eq!(world.org().search("Lead", "13125550100", world.now()).len(), 1);
        assert_eq!(world.org().record("5005g00000CaSeO").map(|case| case.object.as_str()), Some("Case"));
    }

    #[test]
    fn what_cannot_happen_does_nothing() {
        let mut world = World::new(WorldOptions::default());
        for direction in
            [Direction::AgentAccepts, Direction::AgentClears, Direction::CustomerHangsUp, Direction::Miss]
        {
            world.direct(direction);
        }
        assert!(world.facts().contacts.is_empty());
    }
}
