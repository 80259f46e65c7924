//! The world: both platforms on one clock.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::clock::{Agenda, Millis, Rng};
use crate::connect::{CcpId, ContactState, Instance, InstanceOptions};
use crate::console::{Console, ConsoleId, Navigation};
use crate::direction::Direction;
use crate::facts::Journal;
use crate::faults::{FaultBook, Mishap, SaveForm};
use crate::org::{CallCenter, Org, Preset, SoftphoneLayout};
use crate::org_package::OrgPackage;
use crate::scenario::{self, Run};
use crate::strict::Strictness;

/// The origins that the pages of the world live on. Settings, URLs and origin checks are made from these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Origins {
    /// The Lightning console.
    pub console: String,
    /// The adapter page, which is at `/softphone/`.
    pub adapter: String,
    /// The Amazon Connect instance, whose Contact Control Panel is at `/ccp-v2/`.
    pub ccp: String,
}

impl Default for Origins {
    fn default() -> Self {
        Origins {
            console: "https://acme.lightning.force.com".into(),
            adapter: "https://cti.example.com".into(),
            ccp: "https://acme.my.connect.aws".into(),
        }
    }
}

impl Origins {
    /// The URL of the Contact Control Panel.
    pub fn ccp_url(&self) -> String {
        format!("{}/ccp-v2/", self.ccp)
    }

    /// The URL of the studio, which lies beside the adapter page.
    pub fn studio_url(&self) -> String {
        format!("{}/studio/", self.adapter)
    }

    /// The URL of the adapter page.
    pub fn adapter_url(&self) -> String {
        format!("{}/softphone/", self.adapter)
    }
}

/// How to make a world. Every member has a default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct WorldOptions {
    /// Seed of all chance.
    pub seed: u64,
    /// The moment the clock starts at, epoch milliseconds.
    pub start: Millis,
    /// Which strictnesses hold.
    pub strict: Strictness,
    /// Which records the org begins with.
    pub preset: Preset,
    /// Where the pages live.
    pub origins: Origins,
    /// How the app navigates.
    pub navigation: Navigation,
    /// The call center; absent means Acme's, made from the origins.
    pub call_center: Option<CallCenter>,
    /// The softphone layout; absent means the usual one.
    pub layout: Option<SoftphoneLayout>,
    /// How a successful saveLog answers.
    pub save_form: SaveForm,
    /// Answers of Apex methods, by `Class.method`.
    pub apex: IndexMap<String, Value>,
    /// The org's own Apex classes (`salesforce/`), once they are deployed and the agent has the right to run them: the
    /// names of the credentials that the CTI Connections to the instance name; none, and Amazon Connect is not asked.
    pub package: Option<Vec<String>>,
    /// Whether the classes are of a release that writes call logs; else Open CTI does.
    pub logs_class: bool,
    /// The state the agent logs in with; `Available` when absent.
    pub agent_state: Option<String>,
    /// The state a missed or rejected contact takes.
    pub missed: crate::connect::MissedForm,
    /// Whether frames are let in only with the cookies of the instance, which a browser may keep from frames of other sites.
    pub needs_cookies: bool,
    /// Milliseconds after each load of the softphone page in which its container takes no messages.
    pub container_delay: Millis,
}

impl Default for WorldOptions {
    fn default() -> Self {
        WorldOptions {
            seed: 1,
            // A Monday morning: 2026-03-02T09:00:00Z.
            start: 1_772_442_000_000,
            strict: Strictness::default(),
            preset: Preset::default(),
            origins: Origins::default(),
            navigation: Navigation::default(),
            call_center: None,
            layout: None,
            save_form: SaveForm::default(),
            apex: IndexMap::new(),
            package: None,
            logs_class: true,
            agent_state: None,
            missed: crate::connect::MissedForm::default(),
            needs_cookies: false,
            container_delay: 0,
        }
    }
}

/// What becomes of a call of `SwitchboardLibrary` by a component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LibraryAnswer {
    /// It answers this text.
    Says(String),
    /// It answers at that moment.
    SaysAt(Millis, String),
    /// The promise is rejected with this message.
    Throws(String),
    /// No answer comes.
    Never,
}

/// What can fall due.
#[derive(Clone, Debug)]
pub(crate) enum Due {
    RingTimeout(String),
    Connects(String),
    Rejected(String),
    LegGoes(String, String),
    PartyAnswers(String, String),
    Cleared(String),
    AgentLegUp(String),
    OutboundAppears(String),
    Admit(CcpId),
    ToPage(CcpId, Value),
    ToSoftphone(ConsoleId, u32, Value),
    StandbyTimeout(ConsoleId, u32),
    Script(u32),
}

/// Both platforms, in memory, on a virtual clock.
#[derive(Clone, Debug)]
pub struct World {
    pub(crate) agenda: Agenda<Due>,
    pub(crate) rng: Rng,
    pub(crate) options: WorldOptions,
    pub(crate) org: Org,
    pub(crate) org_package: OrgPackage,
    pub(crate) consoles: BTreeMap<u32, Console>,
    /// The presence status of Omni-Channel that the agent is in, by its place among those of the org; none: logged out.
    pub(crate) presence: Option<usize>,
    pub(crate) connect: Instance,
    pub(crate) faults: FaultBook,
    pub(crate) journal: Journal,
    pub(crate) script: Option<Run>,
    pub(crate) last_console: u32,
    pub(crate) last_ccp: u32,
    /// The browser session went to the standby page, and stays there.
    pub(crate) standby_stuck: bool,
}

impl World {
    /// A world. Equal options give equal worlds.
    pub fn new(options: WorldOptions) -> Self {
        let origins = &options.origins;
        let call_center = options
            .call_center
            .clone()
            .unwrap_or_else(|| CallCenter::acme(&origins.adapter_url(), &origins.ccp));
        let mut org = options.preset.org(options.start, options.seed, options.strict.clone(), call_center);
        if let Some(layout) = &options.layout {
            org.layout = layout.clone();
        }
        let mut instance = InstanceOptions {
            missed: options.missed,
            origin: origins.ccp.clone(),
            ..InstanceOptions::default()
        };
        if let Some(state) = &options.agent_state {
            instance.agent_state = state.clone();
        }
        World {
            agenda: Agenda::starting_at(options.start),
            rng: Rng::seeded(options.seed),
            connect: Instance::new(instance, options.strict.clone(), options.start),
            org,
            org_package: OrgPackage::default(),
            options,
            consoles: BTreeMap::new(),
            presence: None,
            faults: FaultBook::default(),
            journal: Journal::default(),
            script: None,
            last_console: 0,
            last_ccp: 0,
            standby_stuck: false,
        }
    }

    /// The present moment, epoch milliseconds.
    pub fn now(&self) -> Millis {
        self.agenda.now()
    }

    /// When the next thing will happen by itself.
    pub fn next_due(&self) -> Option<Millis> {
        self.agenda.next_due()
    }

    /// Moves the clock to a moment; what falls due on the way happens in order. Never moves backward.
    pub fn advance(&mut self, to: Millis) {
        while let Some(due) = self.agenda.take_due(to) {
            self.happen(due);
            self.after_change();
        }
        self.agenda.move_to(to);
    }

    /// The org of this world.
    pub fn org(&self) -> &Org {
        &self.org
    }

    /// The org's classes are of a release that leaves call logs to Open CTI.
    pub fn save_logs_by_open_cti(&mut self) {
        self.options.logs_class = false;
    }

    /// The records of the org package.
    pub fn org_package(&self) -> &OrgPackage {
        &self.org_package
    }

    /// Answers a method of the org's class `SwitchboardLibrary`, as a component of Lightning asks it; nothing where the
    /// package is not deployed or has no such method.
    pub fn library(&mut self, method: &str, args: &Value) -> Option<String> {
        self.options.package.as_ref()?;
        let now = self.now();
        let studio = self.options.origins.studio_url();
        self.org_package.library(method, args, &studio, now)
    }

    /// The same with what can go wrong on the way: what becomes of the call of a component.
    pub fn call_library(&mut self, method: &str, args: &Value) -> LibraryAnswer {
        let mishap = self.faults.strike_apex("SwitchboardLibrary", method);
        match &mishap {
            Some(Mishap::Never { done: false }) => return LibraryAnswer::Never,
            Some(Mishap::Fails { description, .. }) => return LibraryAnswer::Throws(description.clone()),
            Some(Mishap::Throws { message }) => return LibraryAnswer::Throws(message.clone()),
            Some(Mishap::AnswersText { text }) => return LibraryAnswer::Says(text.clone()),
            _ => {}
        }
        let Some(text) = self.library(method, args) else {
            let class =
                format!("You do not have access to the Apex class named 'SwitchboardLibrary' ({method}).");
            return LibraryAnswer::Throws(class);
        };
        match mishap {
            Some(Mishap::Never { .. }) => LibraryAnswer::Never,
            Some(Mishap::Late { after }) => LibraryAnswer::SaysAt(self.now() + after, text),
            _ => LibraryAnswer::Says(text),
        }
    }

    /// The Amazon Connect instance of this world.
    pub fn connect(&self) -> &Instance {
        &self.connect
    }

    /// How this world was made.
    pub fn options(&self) -> &WorldOptions {
        &self.options
    }

    /// The frames and browser tabs that exist.
    pub fn ccps(&self) -> Vec<CcpId> {
        self.connect.ports.keys().map(|id| CcpId(*id)).collect()
    }

    /// The browser tabs that are open.
    pub fn consoles(&self) -> Vec<ConsoleId> {
        self.consoles.keys().map(|id| ConsoleId(*id)).collect()
    }

    /// The names and one-line descriptions of the scenarios.
    pub fn scenarios() -> &'static [(&'static str, &'static str)] {
        scenario::SCENARIOS
    }

    /// Starts a scenario by its name; one that runs already gives way.
    ///
    /// # Errors
    /// No scenario has that name.
    pub fn play(&mut self, name: &str) -> Result<(), scenario::UnknownScenario> {
        let script = scenario::scenario(name).ok_or_else(|| scenario::UnknownScenario(name.to_owned()))?;
        self.start_script(script);
        self.after_change();
        Ok(())
    }

    /// Makes something happen. What cannot happen now, for instance an answer when nothing rings, does nothing.
    pub fn direct(&mut self, direction: Direction) {
        self.carry_out(direction);
        self.after_change();
    }

    fn happen(&mut self, due: Due) {
        let now = self.agenda.now();
        match due {
            Due::RingTimeout(id) => {
                let rings = self.connect.present().any(|contact| contact.id == id && !contact.accepted);
                if rings {
                    self.connect.misses(&id, ContactState::Missed, now);
                }
            }
            Due::Connects(id) => self.connect.connects(&id, now),
            Due::Rejected(id) => self.connect.misses(&id, ContactState::Rejected, now),
            Due::LegGoes(id, leg) => self.connect.leg_goes(&id, &leg, now),
            Due::PartyAnswers(id, leg) => self.connect.party_answers(&id, &leg, now),
            Due::Cleared(id) => self.connect.clears(&id, now),
            Due::AgentLegUp(id) => self.connect.agent_leg_up(&id, now),
            Due::OutboundAppears(number) => {
                self.connect.outbound_appears(number, &mut self.agenda, &mut self.rng);
            }
            Due::Admit(id) => self.admit_now(id),
            Due::ToPage(id, message) => {
                if let Some(port) = self.connect.ports.get_mut(&id.0) {
                    port.outbox.push(message);
                }
            }
            Due::ToSoftphone(id, load, message) => {
                if let Some(console) = self.consoles.get_mut(&id.0).filter(|console| console.load == load) {
                    console.outbox.push(message);
                }
            }
            Due::StandbyTimeout(id, load) => self.standby_timeout(id, load),
            Due::Script(serial) => self.script_step(serial),
        }
    }

    /// What follows from any change: callers are routed, pages hear, the scenario looks up.
    pub(crate) fn after_change(&mut self) {
        self.connect.route(&mut self.agenda, &mut self.rng);
        self.connect.publish(self.agenda.now());
        self.watch_script();
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn equal_options_give_equal_worlds() {
        let run = || {
            let mut world = World::new(WorldOptions::default());
            world.open_console();
            world.direct(Direction::KnownCall);
            world.advance(world.now() + 30_000);
            serde_json::to_string(&world.facts()).unwrap()
        };
        assert_eq!(run(), run());
    }

    #[test]
    fn options_are_data() {
        let options: WorldOptions =
            serde_json::from_value(json!({ "seed": 7, "strict": ["index-lag"] })).unwrap();
        assert_eq!((options.seed, options.start), (7, WorldOptions::default().start));
    }
}
