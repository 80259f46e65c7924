//! The ports: one world, and what the desk has kept and shown.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use ::sim::{ConsoleId, World, WorldOptions};
use desk::{EffectId, Event, View};
use flow::{Answer, HostEffect, Map, Millis, Reply, TelephonyEffect, Text, Value};

use super::browser::{Shared, TabId};
use super::host::Performed;
use super::script::{Script, ScriptedReply};
use super::streams::Reported;
use super::{ParsePhone, open_cti};
use crate::ports::{Clock, Host, Kept, Output, PhoneNumbers, Request, Screen, Store, Tabs, Telephony};

/// Both platforms, and the browser around the page.
#[derive(Debug)]
pub struct Platforms {
    /// The world.
    pub world: Box<World>,
    pub(super) console: ConsoleId,
    pub(super) parse: ParsePhone,
    script: Script,
    user_profile: Option<Value>,
    /// Answers that take time.
    answers: Vec<(Millis, Event)>,
    events: VecDeque<Event>,
    /// What Amazon Connect Streams has told; nothing before the panel was loaded.
    reported: Option<Reported>,
    /// Milliseconds by which somebody has set the computer's clock ahead; negative: back.
    pub wall_ahead: i64,
    /// What the desk keeps for a reload.
    pub memory: String,
    /// What flows remember for each other.
    pub shared: String,
    /// The copies of adapter records that are kept, by the call center's internal name.
    pub kept_flows: BTreeMap<String, String>,
    /// The call center whose adapter record the classes are told; none before `SwitchboardFlows` has answered.
    pub(super) adapter: Option<String>,
    /// Everything that was shown and said, oldest first, but for views and the panel's state.
    pub said: Vec<Output>,
    /// The panel's state.
    pub panel: String,
    /// What was painted last.
    pub view: Option<Arc<View>>,
    /// The tab this is of a browser, and what its tabs have in common; none: there is one page.
    tab: Option<(TabId, Rc<RefCell<Shared>>)>,
}

impl Platforms {
    pub(super) fn new(mut world: World, parse: ParsePhone) -> Platforms {
        let console = world.open_console();
        Platforms::with(Box::new(world), console, parse, None)
    }

    /// One of several tabs.
    pub(super) fn of_tab(
        world: Box<World>,
        console: ConsoleId,
        parse: ParsePhone,
        tab: TabId,
        shared: Rc<RefCell<Shared>>,
    ) -> Platforms {
        Platforms::with(world, console, parse, Some((tab, shared)))
    }

    fn with(
        world: Box<World>,
        console: ConsoleId,
        parse: ParsePhone,
        tab: Option<(TabId, Rc<RefCell<Shared>>)>,
    ) -> Platforms {
        Platforms {
            tab,
            view: None,
            world,
            console,
            parse,
            script: Script::default(),
            user_profile: None,
            answers: Vec::new(),
            events: VecDeque::new(),
            reported: None,
            wall_ahead: 0,
            memory: String::new(),
            shared: String::new(),
            kept_flows: BTreeMap::new(),
            adapter: None,
            said: Vec::new(),
            panel: String::new(),
        }
    }

    /// Takes the world away, with this tab's place in it; another one is left.
    pub(super) fn take_world(&mut self) -> Box<World> {
        std::mem::replace(&mut self.world, Box::new(World::new(WorldOptions::default())))
    }

    pub(super) fn script(&mut self, replies: Vec<ScriptedReply>) {
        self.script.replace(replies);
    }

    pub(super) fn flows_have_no_world(&mut self) {
        self.script.only();
    }

    pub(super) fn user_profile(&mut self, profile: Value) {
        self.user_profile = Some(profile);
    }

    /// Kinds of effects whose prepared replies nobody has asked for.
    pub fn replies_left(&self) -> impl Iterator<Item = &str> {
        self.script.left_over()
    }

    /// When the next answer that takes time comes.
    pub(super) fn next_answer(&self) -> Option<Millis> {
        self.answers.iter().map(|(at, _)| *at).min()
    }

    /// The next thing to tell the desk: an answer that has come, a message of Salesforce, an event of Amazon Connect.
    pub(super) fn next_event(&mut self) -> Option<Event> {
        let now = self.world.now();
        if let Some((tab, shared)) = &self.tab
            && let Some(event) = shared.borrow_mut().next_event(*tab)
        {
            return Some(event);
        }
        if let Some(at) = self.answers.iter().position(|(at, _)| *at <= now) {
            return Some(self.answers.remove(at).1);
        }
        for message in self.world.to_softphone(self.console) {
            self.events.extend(open_cti::event(&message));
        }
        if let Some(reported) = &mut self.reported {
            self.events.extend(reported.news(self.world.connect(), now, self.wall_ahead));
        }
        self.events.pop_front()
    }

    /// What Amazon Connect Streams has to tell reaches nobody.
    pub(super) fn lose_events(&mut self) {
        if let Some(reported) = &mut self.reported {
            reported.news(self.world.connect(), self.world.now(), self.wall_ahead);
        }
    }

    /// Something that the desk is told after so many milliseconds.
    pub(super) fn happens(&mut self, after: Millis, event: Event) {
        self.answers.push((self.world.now() + after, event));
    }

    /// The reply when it comes at once; one that takes time comes later.
    fn reply(&mut self, id: EffectId, performed: Performed) -> Option<Reply> {
        match performed {
            Performed::Answered(reply, 0) => Some(reply),
            Performed::Answered(reply, after) => {
                self.happens(after, Event::Reply { id, reply });
                None
            }
            Performed::Never => None,
        }
    }
}

impl Host for Platforms {
    fn find_host(&mut self) -> Option<Event> {
        Some(Event::SalesforceReady)
    }

    fn ask_host(&mut self, request: Request<HostEffect>) -> Option<Reply> {
        if let (HostEffect::ReadUserProfile, Some(profile)) = (&request.effect, &self.user_profile) {
            return Some(Ok(Answer::Value { value: profile.clone() }));
        }
        let performed = match self.script.reply(&request) {
            Some(performed) => performed,
            None => self.perform_host(&request.effect),
        };
        self.reply(request.id, performed)
    }
}

impl Telephony for Platforms {
    fn ask_telephony(&mut self, request: Request<TelephonyEffect>) -> Option<Reply> {
        let performed = match (self.script.reply(&request), &request.effect) {
            (Some(performed), _) => performed,
            (None, TelephonyEffect::StartConnect(_)) => {
                self.reported = Some(Reported::default());
                Performed::Answered(Ok(Answer::Done), 0)
            }
            (None, TelephonyEffect::ReportState) => {
                self.events.extend(self.reported.iter().flat_map(Reported::state));
                Performed::Answered(Ok(Answer::Done), 0)
            }
            (None, effect) => self.perform_telephony(effect),
        };
        self.reply(request.id, performed)
    }

    fn leave_telephony(&mut self) {
        self.reported = None;
    }
}

impl Store for Platforms {
    fn remember(&mut self, write: u64, memory: &str) -> Option<Kept> {
        memory.clone_into(&mut self.memory);
        let Some((tab, shared)) = &self.tab else { return Some(Kept::Yes) };
        shared.borrow_mut().write(*tab, write, memory);
        None
    }

    fn share(&mut self, properties: &str) {
        properties.clone_into(&mut self.shared);
    }

    fn cache_settings(&mut self, _: &Map<String>) {}

    fn recall_flows(&mut self, adapter: &str) -> Option<String> {
        self.kept_flows.get(adapter).cloned()
    }

    fn keep_flows(&mut self, adapter: &str, copy: Option<&str>) {
        match copy {
            Some(copy) => self.kept_flows.insert(adapter.to_owned(), copy.to_owned()),
            None => self.kept_flows.remove(adapter),
        };
    }

    fn count_open_tabs(&mut self, _: EffectId) -> Option<Reply> {
        Some(Ok(Answer::Value { value: Value::Number(1.0) }))
    }
}

impl Tabs for Platforms {
    fn open_journal(&mut self, agent: &str, seize: bool) {
        if let Some((tab, shared)) = &self.tab {
            shared.borrow_mut().open_journal(*tab, agent, seize);
        }
    }

    fn close_journal(&mut self) {
        if let Some((tab, shared)) = &self.tab {
            shared.borrow_mut().close_journal(*tab);
        }
    }

    fn keep_deeds(&mut self, deeds: &str) {
        if let Some((tab, shared)) = &self.tab {
            shared.borrow_mut().keep_deeds(*tab, deeds);
        }
    }

    fn forget_deeds(&mut self, deeds: &[String]) {
        if let Some((_, shared)) = &self.tab {
            shared.borrow_mut().forget_deeds(deeds);
        }
    }

    fn post(&mut self, message: &str) {
        if let Some((tab, shared)) = &self.tab {
            shared.borrow_mut().post(*tab, message);
        }
    }
}

impl Clock for Platforms {
    fn now(&self) -> Millis {
        self.world.now()
    }

    fn wall_ahead(&self) -> i64 {
        self.wall_ahead
    }

    /// Whoever moves the time asks when it is due.
    fn wake_at(&mut self, _: Option<Millis>) {}
}

impl PhoneNumbers for Platforms {
    fn parse_phone(&mut self, _: EffectId, number: &Text, country: Option<&str>) -> Option<Reply> {
        Some(Ok(Answer::Phone { phone: (self.parse)(number, country) }))
    }
}

impl Screen for Platforms {
    fn show(&mut self, output: Output) {
        match output {
            Output::View(view) => self.view = Some(view),
            Output::Panel(message) => self.panel = message,
            output => self.said.push(output),
        }
    }
}
