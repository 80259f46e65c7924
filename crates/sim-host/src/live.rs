//! One world in real time, and the pages that look at it.
//!
//! Every touch first brings the virtual clock up to date, then acts, then collects what the world has to say into
//! the outboxes. Between touches a ticker wakes exactly when something is due, so an idle world costs nothing.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};
use sim::{CcpId, ConsoleId, Millis, World, WorldOptions};
use tokio::sync::watch;
use tokio::time::Instant;

use super::outbox::{Delivery, Outbox};
use super::stage;

/// Longest time a poll is held open.
pub(super) const POLL: Duration = Duration::from_secs(20);
/// A page that has not polled for so long is taken for closed: its tab crashed or its machine sleeps. The next poll
/// follows an answer at once, and a page that is gone takes its open poll along.
pub(super) const SILENCE: Duration = Duration::from_secs(12);
/// Shortest pause of the ticker: a world whose next moment is always "now" must not eat a core.
const TICK: Duration = Duration::from_millis(4);

/// A page that looks at the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Page {
    /// A Lightning browser tab.
    Console(ConsoleId),
    /// A CCP frame.
    Ccp(CcpId),
}

#[derive(Debug)]
struct Seat {
    outbox: Outbox,
    polls: u32,
    seen: Instant,
}

#[derive(Debug)]
struct State {
    world: World,
    /// Real moment that corresponds to virtual `start`.
    began: Instant,
    start: Millis,
    /// Virtual time added by jumps.
    jumped: Millis,
    seats: BTreeMap<Page, Seat>,
    touched: Instant,
}

impl State {
    fn now(&self) -> Millis {
        self.start + self.jumped + u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX / 2)
    }

    fn catch_up(&mut self) {
        let now = self.now();
        if now > self.world.now() {
            self.world.advance(now);
        }
    }

    fn collect(&mut self) {
        for (page, seat) in &mut self.seats {
            let (messages, view) = match *page {
                Page::Console(id) => (self.world.to_softphone(id), console_view(&self.world, id)),
                Page::Ccp(id) => (self.world.to_page(id), json!(self.world.ccp(id))),
            };
            for message in messages {
                seat.outbox.push(message);
            }
            seat.outbox.show(view);
        }
    }

    fn leave(&mut self, page: Page) {
        if self.seats.remove(&page).is_some() {
            match page {
                Page::Console(id) => self.world.close_console(id),
                Page::Ccp(id) => self.world.close_ccp(id),
            }
        }
    }
}

/// A console's view, and beside it what the control strip says about the world.
fn console_view(world: &World, id: ConsoleId) -> Value {
    let mut view = json!(world.console(id));
    if let Some(view) = view.as_object_mut() {
        view.insert("stage".to_owned(), json!(stage::of(world)));
    }
    view
}

/// A world that lives: shared by its requests and its ticker.
#[derive(Debug)]
pub(super) struct LiveWorld {
    state: Mutex<State>,
    changes: watch::Sender<u64>,
}

impl LiveWorld {
    /// Brings a world to life and starts its ticker, which ends when the world is dropped.
    pub(super) fn start(options: WorldOptions) -> Arc<Self> {
        let now = Instant::now();
        let start = options.start;
        let state = State {
            world: World::new(options),
            began: now,
            start,
            jumped: 0,
            seats: BTreeMap::new(),
            touched: now,
        };
        let live = Arc::new(Self { state: Mutex::new(state), changes: watch::Sender::new(0) });
        tokio::spawn(tick(Arc::downgrade(&live), live.changes.subscribe()));
        live
    }

    // A panic inside the simulator must show as one failed request, not poison every later one.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Acts on the world and wakes whoever waits for it.
    pub(super) fn act<R>(&self, act: impl FnOnce(&mut World) -> R) -> R {
        let result = {
            let mut state = self.lock();
            state.touched = Instant::now();
            state.catch_up();
            let result = act(&mut state.world);
            state.collect();
            result
        };
        self.changes.send_modify(|count| *count += 1);
        result
    }

    /// Adds to the virtual clock, on top of the time that passes anyway.
    pub(super) fn jump(&self, millis: Millis) -> Millis {
        {
            let mut state = self.lock();
            state.catch_up();
            state.jumped = state.jumped.saturating_add(millis);
        }
        self.act(|world| world.now())
    }

    /// Waits until the world's clock has come to this moment.
    pub(super) async fn reach(&self, due: Millis) {
        let mut changes = self.changes.subscribe();
        loop {
            changes.mark_unchanged();
            let now = self.lock().now();
            if now >= due {
                return;
            }
            // A jump of the clock is a change.
            let _ = tokio::time::timeout(Duration::from_millis(due - now), changes.changed()).await;
        }
    }

    /// Opens a page and gives it a seat.
    pub(super) fn enter(&self, open: impl FnOnce(&mut World) -> Page) -> Page {
        let page = {
            let mut state = self.lock();
            state.catch_up();
            let page = open(&mut state.world);
            state.seats.insert(page, Seat { outbox: Outbox::default(), polls: 0, seen: Instant::now() });
            page
        };
        self.act(|_| ());
        page
    }

    /// Closes a page: its browser tab or frame is gone. Closing twice is the same as once.
    pub(super) fn leave(&self, page: Page) {
        self.lock().leave(page);
        self.act(|_| ());
    }

    /// Acts for a page; `None` when the page is not (or no longer) open.
    pub(super) fn act_for<R>(&self, page: Page, act: impl FnOnce(&mut World) -> R) -> Option<R> {
        // Its own statement: the lock must be free again before the act takes it.
        let open = self.lock().seats.contains_key(&page);
        open.then(|| self.act(act))
    }

    /// Waits until the page has something newer than `after`, at most [`POLL`]; `None` when it is not open. A page that closes
    /// while it waits is on its way out, and would take an answer for an error: it gets none before the time is over.
    pub(super) async fn poll(&self, page: Page, after: u64) -> Option<Delivery> {
        let _polling = Polling::begin(self, page);
        let mut changes = self.changes.subscribe();
        let deadline = Instant::now() + POLL;
        let mut was_open = false;
        loop {
            changes.mark_unchanged();
            {
                let mut state = self.lock();
                state.catch_up();
                state.collect();
                let now = state.world.now();
                let is_over = Instant::now() >= deadline;
                match state.seats.get_mut(&page) {
                    None if is_over || !was_open => return None,
                    None => {}
                    Some(seat) => {
                        was_open = true;
                        if let Some(delivery) = seat.outbox.newer_than(after, now) {
                            return Some(delivery);
                        }
                        if is_over {
                            return Some(seat.outbox.everything(after, now));
                        }
                    }
                }
            }
            // A time-out and a change both lead to another look.
            let _ = tokio::time::timeout_at(deadline, changes.changed()).await;
        }
    }

    /// Closes pages that fell silent; says how long nobody has touched the world.
    pub(super) fn sweep(&self) -> Duration {
        let silent: Vec<Page> = {
            let state = self.lock();
            let silent = |seat: &Seat| seat.polls == 0 && seat.seen.elapsed() > SILENCE;
            state.seats.iter().filter(|(_, seat)| silent(seat)).map(|(page, _)| *page).collect()
        };
        if !silent.is_empty() {
            let touched = self.lock().touched;
            silent.into_iter().for_each(|page| self.leave(page));
            self.lock().touched = touched;
        }
        self.lock().touched.elapsed()
    }
}

/// Marks a seat as polling while a request is held open, also when the request is dropped half-way.
#[derive(Debug)]
struct Polling<'a>(&'a LiveWorld, Page);

impl<'a> Polling<'a> {
    fn begin(live: &'a LiveWorld, page: Page) -> Self {
        let mut state = live.lock();
        state.touched = Instant::now();
        if let Some(seat) = state.seats.get_mut(&page) {
            seat.polls += 1;
        }
        Self(live, page)
    }
}

impl Drop for Polling<'_> {
    fn drop(&mut self) {
        if let Some(seat) = self.0.lock().seats.get_mut(&self.1) {
            seat.polls = seat.polls.saturating_sub(1);
            seat.seen = Instant::now();
        }
    }
}

async fn tick(live: std::sync::Weak<LiveWorld>, mut changes: watch::Receiver<u64>) {
    loop {
        let due = {
            let Some(live) = live.upgrade() else { return };
            changes.mark_unchanged();
            let state = live.lock();
            let now = state.now();
            state.world.next_due().map(|due| Duration::from_millis(due.saturating_sub(now)).max(TICK))
        };
        let changed = match due {
            Some(pause) => tokio::time::timeout(pause, changes.changed()).await,
            None => Ok(changes.changed().await),
        };
        match changed {
            // Something happened meanwhile: the next moment may be another one.
            Ok(Ok(())) => {}
            Ok(Err(_)) => return,
            Err(_) => {
                let Some(live) = live.upgrade() else { return };
                let mut state = live.lock();
                state.catch_up();
                state.collect();
                drop(state);
                live.changes.send_modify(|count| *count += 1);
            }
        }
    }
}
