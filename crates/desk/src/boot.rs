//! The order in which the softphone comes to life (`ARCHITECTURE.md`, "Boot").
//!
//! Salesforce first, Amazon Connect last: click-to-dial enabled and listened to, Salesforce told that the page is up,
//! settings read, then the Contact Control Panel loaded. Nothing waits for ever.

pub(crate) mod awake;
pub mod cached_settings;
pub(crate) mod problems;
pub(crate) mod self_check;
pub(crate) mod sign_in;
pub(crate) mod step;

use flow::{Answer, Failure, HostEffect, Layout, Map, Millis, Reply, StartConnect, TelephonyEffect};

use crate::boot::awake::Awake;
use crate::boot::problems::{Problems, Topic};
use crate::boot::self_check::{declared_problems, missing_objects};
use crate::boot::sign_in::{Ask, SignIn};
use crate::boot::step::BootStep;
use crate::command::Command;
use crate::config::{Config, Mode};
use crate::event::{Absence, ConnectEvent, Silence, Trouble};
use crate::frame::view::{Notice, Problem, Status};
use crate::routes::Owner;
use crate::signal::Signal;
use crate::stored::StoredDocument;
use crate::turn::Turn;

/// How long the rest of the boot waits for click-to-dial, in milliseconds: a standby page is sticky, so
/// Salesforce must hear from us long before the shortest sensible `reqTimeout`.
const PATIENCE_MS: u64 = 1_000;
/// First pause before click-to-dial is enabled again, in milliseconds; doubles up to [`LONGEST_PAUSE_MS`].
const FIRST_PAUSE_MS: u64 = 1_000;
const LONGEST_PAUSE_MS: u64 = 30_000;

/// How far the start of the phone has come, and what keeps it.
#[derive(Debug)]
pub(crate) struct Boot {
    status: Status,
    /// What the softphone layout says, once it was read.
    layout: Option<Layout>,
    problems: Problems,
    /// The settings Salesforce gave last time.
    cached_settings: Option<Map<String>>,
    /// Open CTI was found and has answered: there is a session to save in.
    salesforce: bool,
    listening: bool,
    settings_asked: bool,
    patience: Option<Millis>,
    pause_ms: u64,
    retry_at: Option<Millis>,
    /// When Salesforce is looked for again.
    look_at: Option<Millis>,
    /// The panel lost its connection to Amazon Connect and has not said that it is back.
    connection_lost: bool,
    sign_in: SignIn,
    /// The panel was opened because the phone does not work.
    panel_opened: bool,
    /// The browser lets Amazon Connect's panel have its cookies, whatever it keeps from this page.
    cookies_granted: bool,
    initialized: bool,
    recovered: bool,
    awake: Awake,
}

impl Boot {
    /// Before anything has happened.
    pub(crate) fn new(cached_settings: Option<Map<String>>) -> Boot {
        Boot {
            status: Status::FindingSalesforce,
            layout: None,
            problems: Problems::default(),
            cached_settings,
            salesforce: false,
            listening: false,
            settings_asked: false,
            patience: None,
            pause_ms: FIRST_PAUSE_MS,
            retry_at: None,
            look_at: None,
            connection_lost: false,
            sign_in: SignIn::default(),
            panel_opened: false,
            cookies_granted: false,
            initialized: false,
            recovered: false,
            awake: Awake::default(),
        }
    }

    pub(crate) fn status(&self) -> Status {
        self.status
    }

    /// What the softphone layout says, once it was read.
    pub(crate) fn layout(&self) -> Option<&Layout> {
        self.layout.as_ref()
    }

    pub(crate) fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.problems.all()
    }

    /// Whether anything can be saved now.
    pub(crate) fn salesforce_is_up(&self) -> bool {
        self.salesforce
    }

    /// Whether the agent can work with the phone.
    pub(crate) fn is_ready(&self) -> bool {
        self.status == Status::Ready
    }

    /// Whether what an earlier page left undone is to be done now. Once: what is under way later will be answered here.
    pub(crate) fn recovers(&mut self) -> bool {
        !std::mem::replace(&mut self.recovered, true)
    }

    /// Whether the flow of the adapter itself is to run now: once for the life of the page.
    pub(crate) fn initializes(&mut self) -> bool {
        !std::mem::replace(&mut self.initialized, true)
    }

    /// Whether the page offers the button: also in a call, whose end Amazon Connect may not report without a token, and where the
    /// panel was awaited in vain, which is what happens to an agent who comes back later.
    pub(crate) fn offers_sign_in(&self, config: &Config) -> bool {
        let wanted =
            self.status == Status::SigningIn || self.sign_in.waits_for_end_of_call() || self.gave_up();
        wanted && config.connect.sign_in_url().is_some()
    }

    /// The desk is handed something.
    pub(crate) fn note_activity(&mut self, now: Millis) {
        self.awake.note_activity(now);
    }

    /// The computer has slept.
    pub(crate) fn woke_up(&mut self, now: Millis) {
        self.awake.woke_up(now);
    }

    /// Whether what is reported now may have happened in a sleep.
    pub(crate) fn just_woke_up(&self, now: Millis) -> bool {
        self.awake.just_woke_up(now)
    }

    pub(crate) fn next_wake(&self) -> Option<Millis> {
        [self.patience, self.retry_at, self.look_at, self.sign_in.next_wake()].into_iter().flatten().min()
    }

    /// The end of a pause that begins now; the next one is twice as long.
    fn pause(&mut self, now: Millis) -> Millis {
        let end = now + self.pause_ms;
        self.pause_ms = (self.pause_ms * 2).min(LONGEST_PAUSE_MS);
        end
    }

    pub(crate) fn salesforce_ready(&mut self, turn: &mut Turn) {
        self.salesforce = true;
        if self.patience.is_some() || self.settings_asked {
            return;
        }
        self.problems.remove(Topic::Salesforce);
        // What the call center was last time, until it is known what it is now.
        if let Some(settings) = &self.cached_settings {
            turn.signal(Signal::CallCenterBefore(settings.clone()));
        }
        self.patience = Some(turn.now() + PATIENCE_MS);
        turn.perform(Owner::Boot(BootStep::Enable), HostEffect::EnableClickToDial);
    }

    /// What may be otherwise in a moment is looked for again by itself: a page that gives up is a phone that does not ring.
    pub(crate) fn salesforce_absent(&mut self, absence: Absence, turn: &Turn) {
        use Absence::{LibraryBlocked, LibraryBroken, NoAnswer};
        self.status = Status::Stopped;
        if matches!(absence, NoAnswer | LibraryBroken { .. } | LibraryBlocked { .. }) {
            self.look_at = Some(self.pause(turn.now()));
        }
        self.problems.insert(Topic::Salesforce, Problem::Salesforce(absence));
    }

    pub(crate) fn replied(&mut self, step: BootStep, reply: Reply, turn: &mut Turn) {
        match (step, reply) {
            (BootStep::Enable, Ok(_)) => {
                self.problems.remove(Topic::ClickToDial);
                self.retry_at = None;
                self.listen(turn);
                self.read_settings(turn);
            }
            (BootStep::Enable, Err(failure)) => {
                self.click_to_dial_failed(failure, turn.now());
                self.read_settings(turn);
            }
            (BootStep::Settings, Ok(Answer::Settings { settings })) => {
                if turn.may_replace(StoredDocument::Settings) {
                    turn.emit(Command::CacheSettings(settings.clone()));
                }
                self.use_settings(Some(settings), turn);
            }
            (BootStep::Settings, reply) => {
                let failure = reply.err().unwrap_or_else(|| {
                    Failure::new(flow::FailureKind::Malformed, "Salesforce answered without settings")
                });
                let cached = self.cached_settings.take();
                let problem = Problem::Settings { failure, cached: cached.is_some() };
                self.problems.insert(Topic::Settings, problem);
                self.use_settings(cached, turn);
            }
            (BootStep::Listen, Err(failure)) => {
                self.listening = false;
                self.click_to_dial_failed(failure, turn.now());
            }
            (BootStep::Profile, Ok(Answer::Value { value })) => turn.signal(Signal::UserProfile(value)),
            // Then flows do not know it.
            (BootStep::Profile, _) => {}
            (BootStep::Layout, Ok(Answer::Layout(layout))) => self.layout_read(layout, turn.config()),
            (BootStep::Layout, Err(failure)) => {
                self.problems.insert(Topic::Layout, Problem::LayoutUnread(failure));
            }
            (BootStep::Connect, Err(failure)) => {
                self.stop(Topic::Connect, Problem::ConnectLibrary { message: failure.message }, turn);
            }
            (BootStep::Listen | BootStep::Layout | BootStep::Connect, Ok(_)) => {}
        }
    }

    /// Tried again by itself, ever more slowly.
    fn click_to_dial_failed(&mut self, failure: Failure, now: Millis) {
        self.problems.insert(Topic::ClickToDial, Problem::ClickToDial(failure));
        self.retry_at = Some(self.pause(now));
    }

    /// Looks at what the boot waits for.
    pub(crate) fn wake(&mut self, call_is_up: bool, turn: &mut Turn) {
        let now = turn.now();
        if self.patience.is_some_and(|at| at <= now) {
            self.read_settings(turn);
        }
        if self.look_at.take_if(|at| *at <= now).is_some() {
            turn.emit(Command::Restart);
        }
        if self.retry_at.take_if(|at| *at <= now).is_some() {
            turn.perform(Owner::Boot(BootStep::Enable), HostEffect::EnableClickToDial);
        }
        match self.sign_in.wake(call_is_up, now) {
            Some(Ask::Now) => self.sign_in_again(turn),
            Some(Ask::AfterCall) => turn.announce(Notice::SessionExpired),
            None => {}
        }
    }

    /// Amazon Connect reports something about itself. `agent_known`: it has reported who is signed in.
    pub(crate) fn connect_reported(&mut self, event: ConnectEvent, agent_known: bool, turn: &mut Turn) {
        match event {
            ConnectEvent::Initialized => {
                self.sign_in.accepted();
                self.connect_answers(agent_known, turn);
            }
            ConnectEvent::SignInNeeded => {
                if self.status != Status::Stopped {
                    self.status = Status::SigningIn;
                }
            }
            ConnectEvent::AuthFailed => {
                if self.status != Status::Stopped {
                    self.sign_in.rejected(turn.now());
                }
            }
            ConnectEvent::Authorized => self.authorized(agent_known, turn),
            ConnectEvent::SignedOut => {
                self.status = Status::SigningIn;
                self.sign_in.signed_out(turn.now());
                turn.signal(Signal::SignedOut);
            }
            ConnectEvent::AccessDenied => self.stop(Topic::Connect, Problem::ConnectDenied, turn),
            ConnectEvent::Silent { why } => self.connect_silent(why, turn),
            ConnectEvent::CookiesGranted => {
                self.cookies_granted = true;
                self.problems.remove(Topic::Connect);
                self.status = Status::StartingConnect;
            }
            ConnectEvent::LibraryFailed { message } => {
                self.stop(Topic::Connect, Problem::ConnectLibrary { message }, turn);
            }
            ConnectEvent::Trouble { trouble, about } => {
                let was_lost = self.connection_lost;
                match trouble {
                    Trouble::ConnectionLost => self.connection_lost = true,
                    // The panel says so when it starts, too: no news without a loss before.
                    Trouble::ConnectionBack if !was_lost => return,
                    Trouble::ConnectionBack => {
                        self.connection_lost = false;
                        turn.signal(Signal::ConnectionBack);
                    }
                    Trouble::Audio | Trouble::Unreadable | Trouble::PartMissing => {}
                }
                turn.announce(Notice::Trouble { trouble, about });
            }
        }
    }

    /// Amazon Connect is alive. Both signs count, because either may come first and one may never come
    /// (`reference/connect-streams.md` §1.4).
    pub(crate) fn connect_answers(&mut self, agent_known: bool, turn: &mut Turn) {
        self.problems.remove(Topic::Connect);
        // A rejected token does not keep reports from coming that were on their way.
        if self.status != Status::Ready {
            self.sign_in.accepted();
        }
        if !agent_known {
            self.status = Status::StartingConnect;
            return;
        }
        if self.status != Status::Ready {
            self.status = Status::Ready;
            turn.announce(Notice::Ready);
            turn.signal(Signal::PhoneReady);
        }
    }

    /// The token is accepted: there is nobody to ask any more.
    fn authorized(&mut self, agent_known: bool, turn: &mut Turn) {
        let was_asked = self.status == Status::SigningIn;
        if self.sign_in.waits_for_end_of_call() {
            turn.announce(Notice::Ready);
        }
        self.sign_in.accepted();
        if was_asked {
            self.connect_answers(agent_known, turn);
        }
    }

    /// The agent pressed *Sign in*. The window opens at once, while her gesture counts; the panel is loaded anew at its time.
    pub(crate) fn sign_in_pressed(&mut self, turn: &mut Turn) {
        if let Some(url) = turn.config().connect.sign_in_url() {
            turn.emit(Command::OpenSignIn(url));
        }
        // Nobody loads the panel any more.
        if self.gave_up() {
            self.problems.remove(Topic::Connect);
            self.sign_in_again(turn);
        }
    }

    fn sign_in_again(&mut self, turn: &mut Turn) {
        self.status = Status::SigningIn;
        self.sign_in.asked();
        turn.perform(Owner::Nobody, TelephonyEffect::SignInAgain);
    }

    /// Amazon Connect's panel was loaded again and again, and does not answer.
    fn gave_up(&self) -> bool {
        let silence = self.problems.silence();
        self.status == Status::Stopped && matches!(silence, Some(None | Some(Silence::Unreachable)))
    }

    /// The agent wants the browser asked for Amazon Connect's cookies. The finding stays until they are granted.
    pub(crate) fn ask_for_cookies(&mut self, turn: &mut Turn) {
        turn.signal(Signal::ConnectLeft);
        self.load_connect(true, turn);
    }

    /// Begins from the beginning, in the same page: its listeners are registered for good.
    pub(crate) fn try_again(&mut self, turn: &mut Turn) {
        *self = Boot {
            listening: self.listening,
            panel_opened: self.panel_opened,
            initialized: self.initialized,
            recovered: self.recovered,
            awake: self.awake.clone(),
            ..Boot::new(self.cached_settings.take())
        };
        turn.signal(Signal::ConnectLeft);
        turn.signal(Signal::BeginsAnew);
        turn.emit(Command::Restart);
    }

    /// There is a network again, and perhaps an instance.
    pub(crate) fn reconnect(&mut self, turn: &mut Turn) {
        if self.status == Status::Stopped && self.problems.silence().is_some() {
            self.try_again(turn);
        }
    }

    /// The agent is back at the page: after a freeze, and now and then, its state is read anew.
    pub(crate) fn page_back(&mut self, was_frozen: bool, turn: &mut Turn) {
        if self.status == Status::Ready && self.awake.takes_reread(was_frozen, turn.now()) {
            turn.perform(Owner::Nobody, TelephonyEffect::ReportState);
        }
    }

    /// The panel does not answer. What is known of the reason stays known when the library gives up.
    fn connect_silent(&mut self, why: Option<Silence>, turn: &mut Turn) {
        let gave_up = why.is_none();
        let why = why.or(self.problems.silence().flatten());
        // What was looked into for a while may be over.
        let is_over = match why {
            Some(Silence::Cookies) if self.cookies_granted => true,
            _ => !gave_up && self.status == Status::Ready,
        };
        if is_over {
            return;
        }
        let address = turn.config().connect.ccp_url().unwrap_or_default();
        self.stop(Topic::Connect, Problem::ConnectSilent { why, address }, turn);
        // Browsers grant cookies only of sites that one has been to, and what seems unreachable may only be guarded: the way to sign
        // in stays open.
        let stops = match why {
            None | Some(Silence::NotAllowed) => true,
            Some(Silence::Unreachable) => gave_up,
            Some(Silence::Cookies) => false,
        };
        if !stops {
            self.status = Status::SigningIn;
        }
    }

    /// Registers the listeners, once for the life of the page: they accumulate and cannot be removed.
    fn listen(&mut self, turn: &mut Turn) {
        if !self.listening {
            self.listening = true;
            turn.perform(Owner::Boot(BootStep::Listen), HostEffect::ListenForClicks);
            turn.perform(Owner::Nobody, HostEffect::ListenForNavigation);
            // Most orgs have none; then there is nothing to hear.
            turn.perform(Owner::Nobody, HostEffect::ListenForWork);
            // Its channel comes with our package.
            if turn.config().salesforce.org_package {
                turn.perform(Owner::Nobody, HostEffect::ListenForDialRequests);
            }
        }
    }

    fn read_settings(&mut self, turn: &mut Turn) {
        self.patience = None;
        if !self.settings_asked {
            self.settings_asked = true;
            self.status = Status::ReadingSettings;
            turn.perform(Owner::Nobody, HostEffect::NotifyReady);
            // Beside the settings, so that it is there before the first call.
            if turn.config().salesforce.org_package {
                turn.perform(Owner::Boot(BootStep::Profile), HostEffect::ReadUserProfile);
            }
            turn.perform(Owner::Boot(BootStep::Settings), HostEffect::ReadSettings);
        }
    }

    /// The call center's settings, where there are any; then Amazon Connect is loaded as they say.
    fn use_settings(&mut self, settings: Option<Map<String>>, turn: &mut Turn) {
        if let Some(settings) = settings {
            for (topic, problem) in declared_problems(&settings) {
                self.problems.insert(topic, problem);
            }
            turn.signal(Signal::Settings(settings));
        }
        turn.signal(Signal::StartConnect);
    }

    fn layout_read(&mut self, layout: Layout, config: &Config) {
        if let Some(problem) = missing_objects(&layout, &config.screen_pop) {
            self.problems.insert(Topic::Layout, problem);
        }
        self.layout = Some(layout);
    }

    /// The configuration is complete: Amazon Connect is loaded.
    pub(crate) fn start_connect(&mut self, turn: &mut Turn) {
        self.load_connect(false, turn);
        // What is missing in Salesforce is said whether Amazon Connect comes or not; it waits for nobody.
        turn.perform(Owner::Boot(BootStep::Layout), HostEffect::ReadLayout);
    }

    fn load_connect(&mut self, storage_access: bool, turn: &mut Turn) {
        let connect = &turn.config().connect;
        match connect.ccp_url() {
            Ok(ccp_url) => {
                let start = StartConnect {
                    ccp_url,
                    login_url: connect.sso_url.clone(),
                    region: connect.region.clone(),
                    framed_audio: turn.config().page.mode == Mode::Full,
                    storage_access,
                };
                self.status = Status::StartingConnect;
                turn.perform(Owner::Boot(BootStep::Connect), TelephonyEffect::StartConnect(start));
            }
            Err(error) => {
                self.stop(Topic::InstanceUrl, Problem::InstanceUrl(error), turn);
            }
        }
    }

    /// The phone does not work. The panel comes up once: nobody looks into one that is closed for a phone that never rings.
    fn stop(&mut self, topic: Topic, problem: Problem, turn: &mut Turn) {
        self.status = Status::Stopped;
        self.problems.insert(topic, problem);
        if !std::mem::replace(&mut self.panel_opened, true) {
            turn.signal(Signal::OpenPanel);
        }
    }
}
