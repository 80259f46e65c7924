//! Several tabs of one browser in one simulated world: one Amazon Connect, one org, one store, a page of the softphone each.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use ::sim::console::ConsoleAct;
use ::sim::{Direction, World, WorldOptions};
use desk::{Desk, Event, Start};
use flow::Millis;

use super::platforms::Platforms;
use super::{CREDENTIAL, Options};
use crate::{Kept, Session};

/// How long the browser takes to give a lock and to open the journal, in milliseconds.
const OPENING_MS: Millis = 5;
/// How long the browser takes to write the journal, in milliseconds.
const WRITING_MS: Millis = 3;
/// How long a message is on its way from tab to tab, in milliseconds.
const POST_MS: Millis = 1;

/// One tab of the browser; another one after a reload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TabId(usize);

/// What the tabs of a browser have in common.
#[derive(Debug, Default)]
pub(super) struct Shared {
    now: Millis,
    /// What is under way to each tab, and when it arrives.
    inboxes: BTreeMap<TabId, Vec<(Millis, Event)>>,
    /// The tabs that want the lock of each agent's journal, the one that has it first.
    locks: BTreeMap<String, VecDeque<TabId>>,
    /// Whose journal each tab has asked for.
    agents: BTreeMap<TabId, String>,
    /// The journal of each agent: since when nobody but the last leader may write it, and what stands in it.
    journals: BTreeMap<String, (u64, String)>,
    /// What each tab, even one that is gone, has handed on and nobody has seen to, and whose it is.
    deeds: BTreeMap<TabId, (String, String)>,
    /// The epoch in which each tab has the journal open.
    epochs: BTreeMap<TabId, u64>,
    /// What each tab is writing into it.
    writes: BTreeMap<TabId, VecDeque<Write>>,
}

/// A write of the journal that is under way.
#[derive(Debug)]
struct Write {
    /// When it will be done.
    at: Millis,
    number: u64,
    /// The epoch in which the tab that writes had the journal open.
    epoch: Option<u64>,
    text: String,
}

impl Shared {
    fn send(&mut self, to: TabId, after: Millis, event: Event) {
        let at = self.now + after;
        self.inboxes.entry(to).or_default().push((at, event));
    }

    /// Takes what has arrived first.
    pub(super) fn next_event(&mut self, tab: TabId) -> Option<Event> {
        let now = self.now;
        let inbox = self.inboxes.get_mut(&tab)?;
        let first = inbox.iter().enumerate().min_by_key(|(_, (at, _))| *at)?.0;
        (inbox[first].0 <= now).then(|| inbox.remove(first).1)
    }

    fn next_arrival(&self, tab: TabId) -> Option<Millis> {
        let arrivals = self.inboxes.get(&tab).into_iter().flatten().map(|(at, _)| *at);
        let writes = self.writes.get(&tab).into_iter().flatten().map(|write| write.at);
        arrivals.chain(writes).min()
    }

    pub(super) fn open_journal(&mut self, tab: TabId, agent: &str, seize: bool) {
        self.agents.insert(tab, agent.to_owned());
        let queue = self.locks.entry(agent.to_owned()).or_default();
        let holder = queue.front().copied();
        if holder == Some(tab) {
            return;
        }
        queue.retain(|waiting| *waiting != tab);
        match holder {
            Some(robbed) if seize => {
                queue.pop_front();
                queue.push_front(tab);
                self.send(robbed, OPENING_MS, Event::JournalLost);
                self.give(agent, tab);
            }
            Some(_) => queue.push_back(tab),
            None => {
                queue.push_back(tab);
                self.give(agent, tab);
            }
        }
    }

    /// The lock is this tab's: the journal opens for it, and for nobody else any more.
    fn give(&mut self, agent: &str, tab: TabId) {
        let (epoch, memory) = self.journals.entry(agent.to_owned()).or_default();
        *epoch += 1;
        let others = self.deeds.iter().filter(|(other, (of, _))| **other != tab && of == agent);
        let deeds = others.map(|(_, (_, deeds))| deeds.clone()).collect();
        let opened = Event::JournalOpened { memory: memory.clone(), epoch: *epoch, deeds };
        self.epochs.insert(tab, *epoch);
        self.send(tab, OPENING_MS, opened);
    }

    pub(super) fn close_journal(&mut self, tab: TabId) {
        self.epochs.remove(&tab);
        // What was begun before is of no use: the page does not hear of it.
        if let Some(inbox) = self.inboxes.get_mut(&tab) {
            inbox.retain(|(_, event)| !matches!(event, Event::JournalOpened { .. } | Event::JournalLost));
        }
        let Some(agent) = self.agents.get(&tab).cloned() else { return };
        let Some(queue) = self.locks.get_mut(&agent) else { return };
        let had = queue.front() == Some(&tab);
        queue.retain(|waiting| *waiting != tab);
        if let Some(next) = queue.front().copied().filter(|_| had) {
            self.give(&agent, next);
        }
    }

    /// Begins to write the journal.
    pub(super) fn write(&mut self, tab: TabId, number: u64, text: &str) {
        let (at, epoch) = (self.now + WRITING_MS, self.epochs.get(&tab).copied());
        self.writes.entry(tab).or_default().push_back(Write { at, number, epoch, text: text.to_owned() });
    }

    /// Ends a write that has taken its time.
    fn end_write(&mut self, tab: TabId) -> Option<(u64, Kept)> {
        let now = self.now;
        let write = self.writes.get_mut(&tab)?.pop_front_if(|write| write.at <= now)?;
        let kept = if self.is_written(tab, &write) { Kept::Yes } else { Kept::NotOurs };
        Some((write.number, kept))
    }

    /// Writes the journal. Not with one that is another tab's since.
    fn is_written(&mut self, tab: TabId, write: &Write) -> bool {
        let Some(journal) = self.agents.get(&tab).and_then(|agent| self.journals.get_mut(agent)) else {
            return false;
        };
        let is_own = write.epoch == Some(journal.0);
        if is_own {
            write.text.clone_into(&mut journal.1);
        }
        is_own
    }

    pub(super) fn keep_deeds(&mut self, tab: TabId, deeds: &str) {
        self.deeds.remove(&tab);
        if let Some(agent) = self.agents.get(&tab).filter(|_| !deeds.is_empty()) {
            self.deeds.insert(tab, (agent.clone(), deeds.to_owned()));
        }
    }

    pub(super) fn forget_deeds(&mut self, seen_to: &[String]) {
        self.deeds.retain(|_, (_, deeds)| !seen_to.contains(deeds));
    }

    pub(super) fn post(&mut self, from: TabId, message: &str) {
        let agent = self.agents.get(&from);
        let others: Vec<TabId> = self
            .agents
            .iter()
            .filter(|(tab, of)| **tab != from && Some(*of) == agent)
            .map(|(tab, _)| *tab)
            .collect();
        for tab in others {
            self.send(tab, POST_MS, Event::Tabs { message: message.to_owned() });
        }
    }

    fn leave(&mut self, tab: TabId) {
        self.close_journal(tab);
        self.agents.remove(&tab);
        self.inboxes.remove(&tab);
        self.writes.remove(&tab);
    }
}

/// A page of the softphone.
#[derive(Debug)]
struct Tab {
    session: Box<Session<Platforms>>,
    /// It does nothing until it is thawed.
    is_frozen: bool,
}

/// A browser with several tabs.
#[derive(Debug)]
pub struct Browser {
    options: Options,
    shared: Rc<RefCell<Shared>>,
    tabs: BTreeMap<TabId, Tab>,
    last_tab: usize,
    /// Where the world is: in one of the tabs, or here while none is open.
    place: Option<TabId>,
    world: Option<Box<World>>,
}

impl Browser {
    /// A browser without tabs, in a world in which nothing has happened yet.
    pub fn new(options: Options) -> Browser {
        let package = Some(vec![CREDENTIAL.to_owned()]);
        let world = World::new(WorldOptions { start: options.start, package, ..WorldOptions::default() });
        Browser {
            shared: Rc::new(RefCell::new(Shared { now: options.start, ..Shared::default() })),
            options,
            tabs: BTreeMap::new(),
            last_tab: 0,
            place: None,
            world: Some(Box::new(world)),
        }
    }

    /// Opens a tab in front of the others, and lets its page start.
    pub fn open(&mut self, mut start: Start<'_>) -> TabId {
        let mut world = self.take_world();
        self.last_tab += 1;
        let id = TabId(self.last_tab);
        start.tab = format!("tab {}", id.0);
        start.visible = true;
        start.config.connect.instance_url = Some(world.options().origins.ccp.clone());
        start.config.recording.named_credential = CREDENTIAL.to_owned();
        let console = world.open_console();
        let platforms =
            Platforms::of_tab(world, console, self.options.parse_phone, id, Rc::clone(&self.shared));
        self.place = Some(id);
        self.tabs.insert(id, Tab { session: Box::new(Session::new(start, platforms)), is_frozen: false });
        self.show(id);
        self.run(id, Session::begin);
        self.settle();
        id
    }

    /// A tab is closed, or its page crashes: the page gets no chance to do anything any more.
    pub fn close(&mut self, id: TabId) {
        self.activate(id);
        let Some(mut tab) = self.tabs.remove(&id) else { return };
        let platforms = tab.session.ports_mut();
        let console = platforms.console;
        let mut world = platforms.take_world();
        world.close_console(console);
        (self.place, self.world) = (None, Some(world));
        self.shared.borrow_mut().leave(id);
        self.settle();
    }

    /// The browser freezes a tab: its page does nothing any more, and has not gone.
    pub fn freeze(&mut self, id: TabId) {
        self.tab_mut(id).is_frozen = true;
    }

    /// A frozen tab goes on with what it has missed.
    pub fn thaw(&mut self, id: TabId) {
        self.tab_mut(id).is_frozen = false;
        self.settle();
    }

    /// Whether a tab is frozen.
    pub fn is_frozen(&self, id: TabId) -> bool {
        self.tabs[&id].is_frozen
    }

    /// The agent goes to a tab; the others are hidden.
    pub fn show(&mut self, id: TabId) {
        for tab in self.tabs() {
            let event = if tab == id { Event::Visible } else { Event::Hidden };
            self.shared.borrow_mut().send(tab, 0, event);
        }
        self.settle();
    }

    /// The tab is in a window of its own: it is seen whatever else is.
    pub fn show_beside(&mut self, id: TabId) {
        self.shared.borrow_mut().send(id, 0, Event::Visible);
        self.settle();
    }

    /// Makes something happen in the world, with what follows from it without time.
    pub fn direct(&mut self, direction: Direction) {
        self.world_mut().direct(direction);
        self.settle();
    }

    /// The agent does something in the console of a tab.
    pub fn act(&mut self, id: TabId, act: ConsoleAct) {
        let console = self.tab_mut(id).session.ports().console;
        self.world_mut().act(console, act);
        self.settle();
    }

    /// Hands a page an event that the world does not make.
    pub fn handle(&mut self, id: TabId, event: Event) {
        self.shared.borrow_mut().send(id, 0, event);
        self.settle();
    }

    /// Lets time pass.
    pub fn advance(&mut self, to: Millis) {
        while self.step(to) {}
        self.set_time(to);
        self.settle();
    }

    /// Moves on to the next moment at which something happens, when it is not later than `latest`.
    pub fn step(&mut self, latest: Millis) -> bool {
        let mut next = vec![self.world().next_due()];
        for (id, tab) in self.tabs.iter().filter(|(_, tab)| !tab.is_frozen) {
            next.push(tab.session.next_wake());
            next.push(tab.session.ports().next_answer());
            next.push(self.shared.borrow().next_arrival(*id));
        }
        let Some(at) = next.into_iter().flatten().min().filter(|at| *at <= latest) else { return false };
        self.set_time(at.max(self.now()));
        self.settle();
        true
    }

    /// The present moment, milliseconds since the Unix epoch.
    pub fn now(&self) -> Millis {
        self.shared.borrow().now
    }

    /// The tabs that are open, oldest first.
    pub fn tabs(&self) -> Vec<TabId> {
        self.tabs.keys().copied().collect()
    }

    /// The desk of a tab.
    pub fn desk(&self, id: TabId) -> &Desk {
        self.tabs[&id].session.desk()
    }

    /// What a tab has kept and shown. Its world is no other than [`Browser::world`].
    pub fn platforms(&self, id: TabId) -> &Platforms {
        self.tabs[&id].session.ports()
    }

    /// The world.
    pub fn world(&self) -> &World {
        match self.place {
            Some(place) => &self.tabs[&place].session.ports().world,
            None => self.world.as_ref().unwrap_or_else(|| unreachable!("it is in no tab")),
        }
    }

    fn world_mut(&mut self) -> &mut World {
        match self.place {
            Some(place) => &mut self.tab_mut(place).session.ports_mut().world,
            None => self.world.as_mut().unwrap_or_else(|| unreachable!("it is in no tab")),
        }
    }

    fn tab_mut(&mut self, id: TabId) -> &mut Tab {
        self.tabs.get_mut(&id).unwrap_or_else(|| panic!("{id:?} is closed"))
    }

    fn set_time(&mut self, at: Millis) {
        self.shared.borrow_mut().now = at;
        self.world_mut().advance(at);
    }

    fn take_world(&mut self) -> Box<World> {
        match self.place.take() {
            Some(place) => self.tab_mut(place).session.ports_mut().take_world(),
            None => self.world.take().unwrap_or_else(|| unreachable!("it is in no tab")),
        }
    }

    /// Brings the world into a tab.
    fn activate(&mut self, id: TabId) {
        if self.place == Some(id) {
            return;
        }
        // The worlds are swapped: what the other tab gets is nobody's.
        let place = self.place.replace(id);
        match place.and_then(|place| self.tabs.remove_entry(&place)) {
            Some((place, mut other)) => {
                let here = &mut self.tab_mut(id).session.ports_mut().world;
                std::mem::swap(here, &mut other.session.ports_mut().world);
                self.tabs.insert(place, other);
            }
            None => {
                let world = self.world.take();
                if let Some(world) = world {
                    self.tab_mut(id).session.ports_mut().world = world;
                }
            }
        }
    }

    fn run<T>(&mut self, id: TabId, run: impl FnOnce(&mut Session<Platforms>) -> T) -> T {
        self.activate(id);
        run(&mut self.tab_mut(id).session)
    }

    /// Everything that happens without time.
    fn settle(&mut self) {
        let now = self.now();
        loop {
            let mut is_busy = false;
            for id in self.tabs() {
                if self.tabs[&id].is_frozen {
                    continue;
                }
                let written = self.shared.borrow_mut().end_write(id);
                is_busy |= self.run(id, |session| {
                    if let Some((write, kept)) = written {
                        session.kept(write, kept);
                        return true;
                    }
                    let event = session.ports_mut().next_event();
                    let is_due = session.next_wake().is_some_and(|at| at <= now);
                    match event {
                        Some(event) => session.handle(event),
                        None if is_due => session.wake(),
                        None => return false,
                    }
                    true
                });
            }
            if !is_busy {
                return;
            }
        }
    }
}
