//! The order in which the softphone comes to life (`ARCHITECTURE.md`, "Boot").
//!
//! Salesforce first, Amazon Connect last: click-to-dial enabled and listened to, Salesforce told that the page is up,
//! settings read, then the Contact Control Panel loaded. Nothing waits for ever.

pub(crate) mod awake;
pub mod cached_settings;
pub(crate) mod sign_in;
pub(crate) mod silence;
pub(crate) mod step;

use flow::{Answer, Failure, HostEffect, Layout, Map, Millis, Reply, StartConnect, TelephonyEffect};

use crate::boot::awake::Awake;
use crate::boot::sign_in::SignIn;
use crate::boot::step::BootStep;
use crate::command::Command;
use crate::config::{Declared, Mode, WrongItem, new_record};
use crate::desk::Desk;
use crate::event::{Absence, ConnectEvent, Trouble};
use crate::frame::view::{Notice, Problem, Status};
use crate::org_flows::internal_name;
use crate::routes::Owner;
use crate::signal::Signal;
use crate::stored::StoredDocument;

/// How long the rest of the boot waits for click-to-dial, in milliseconds: a standby page is sticky, so
/// Salesforce must hear from us long before the shortest sensible `reqTimeout`.
const PATIENCE_MS: u64 = 1_000;
/// First pause before click-to-dial is enabled again, in milliseconds; doubles up to [`LONGEST_PAUSE_MS`].
const FIRST_PAUSE_MS: u64 = 1_000;
const LONGEST_PAUSE_MS: u64 = 30_000;

#[derive(Debug)]
pub(crate) struct Boot {
    pub(crate) status: Status,
    /// What the softphone layout says, once it was read.
    pub(crate) layout: Option<Layout>,
    pub(crate) problems: Problems,
    /// What stands in the call center and cannot be used.
    pub(crate) wrong_items: Vec<WrongItem>,
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
    pub(crate) sign_in: SignIn,
    /// The panel was opened because the phone does not work.
    panel_opened: bool,
    /// The browser lets Amazon Connect's panel have its cookies, whatever it keeps from this page.
    pub(crate) cookies_granted: bool,
    pub(crate) awake: Awake,
}

/// A problem replaces an earlier one on the same topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Topic {
    Salesforce,
    InstanceUrl,
    Connect,
    Settings,
    ClickToDial,
    CtiVersion,
    RequiresCallCenter,
    Layout,
}

/// What is wrong, at most one thing a topic, in the order of the topics.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<(Topic, Problem)>);

impl Problems {
    pub(crate) fn get(&self, topic: Topic) -> Option<&Problem> {
        self.0.iter().find(|(known, _)| *known == topic).map(|(_, problem)| problem)
    }

    fn insert(&mut self, topic: Topic, problem: Problem) {
        self.remove(topic);
        let at = self.0.partition_point(|(known, _)| *known < topic);
        self.0.insert(at, (topic, problem));
    }

    pub(crate) fn remove(&mut self, topic: Topic) {
        if let Some(at) = self.0.iter().position(|(known, _)| *known == topic) {
            self.0.remove(at);
        }
    }
}

impl Default for Boot {
    fn default() -> Boot {
        Boot {
            status: Status::FindingSalesforce,
            layout: None,
            problems: Problems::default(),
            wrong_items: Vec::new(),
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
            awake: Awake::default(),
        }
    }
}

impl Boot {
    pub(crate) fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (_, problem) in &self.problems.0 {
            problems.push(problem.clone());
        }
        for wrong in &self.wrong_items {
            problems.push(Problem::CustomItem(wrong.clone()));
        }
        problems
    }

    /// The boot from the beginning, in the same page: its listeners are registered for good.
    pub(crate) fn again(&self) -> Boot {
        Boot {
            listening: self.listening,
            panel_opened: self.panel_opened,
            awake: self.awake.clone(),
            ..Boot::default()
        }
    }

    /// The end of a pause that begins now; the next one is twice as long.
    fn pause(&mut self, now: Millis) -> Millis {
        let end = now + self.pause_ms;
        self.pause_ms = (self.pause_ms * 2).min(LONGEST_PAUSE_MS);
        end
    }

    pub(crate) fn next_wake(&self) -> Option<Millis> {
        [self.patience, self.retry_at, self.look_at, self.sign_in.next_wake()].into_iter().flatten().min()
    }
}

impl Desk {
    pub(crate) fn salesforce_ready(&mut self, now: Millis) {
        self.boot.salesforce = true;
        if self.boot.patience.is_some() || self.boot.settings_asked {
            return;
        }
        self.boot.problems.remove(Topic::Salesforce);
        // What the call center was last time, until it is known what it is now.
        if let Some(name) = self.cached_settings.as_ref().and_then(internal_name) {
            self.use_adapter(name);
        }
        self.boot.patience = Some(now + PATIENCE_MS);
        self.perform(Owner::Boot(BootStep::Enable), HostEffect::EnableClickToDial);
    }

    /// What may be otherwise in a moment is looked for again by itself: a page that gives up is a phone that does not ring.
    pub(crate) fn salesforce_absent(&mut self, absence: Absence, now: Millis) {
        use Absence::{LibraryBlocked, LibraryBroken, NoAnswer};
        self.boot.status = Status::Stopped;
        if matches!(absence, NoAnswer | LibraryBroken { .. } | LibraryBlocked { .. }) {
            self.boot.look_at = Some(self.boot.pause(now));
        }
        self.boot.problems.insert(Topic::Salesforce, Problem::Salesforce(absence));
    }

    pub(crate) fn boot_replied(&mut self, step: BootStep, reply: Reply, now: Millis) {
        match (step, reply) {
            (BootStep::Enable, Ok(_)) => {
                self.boot.problems.remove(Topic::ClickToDial);
                self.boot.retry_at = None;
                self.listen();
                self.read_settings();
            }
            (BootStep::Enable, Err(failure)) => {
                self.click_to_dial_failed(failure, now);
                self.read_settings();
            }
            (BootStep::Settings, Ok(Answer::Settings { settings })) => {
                if self.turn.may_replace(StoredDocument::Settings) {
                    self.emit(Command::CacheSettings(settings.clone()));
                }
                self.apply_settings(&settings);
                self.start_connect();
            }
            (BootStep::Settings, reply) => {
                let failure = reply.err().unwrap_or_else(|| {
                    Failure::new(flow::FailureKind::Malformed, "Salesforce answered without settings")
                });
                let cached = self.cached_settings.take();
                let problem = Problem::Settings { failure, cached: cached.is_some() };
                self.boot.problems.insert(Topic::Settings, problem);
                if let Some(settings) = cached {
                    self.apply_settings(&settings);
                }
                self.start_connect();
            }
            (BootStep::Listen, Ok(_)) => {}
            (BootStep::Listen, Err(failure)) => {
                self.boot.listening = false;
                self.click_to_dial_failed(failure, now);
            }
            (BootStep::Profile, Ok(Answer::Value { value })) => self.user_profile = value,
            // Then flows do not know it.
            (BootStep::Profile, _) => {}
            (BootStep::Layout, Ok(Answer::Layout(layout))) => self.layout_read(layout),
            (BootStep::Layout, Err(failure)) => {
                self.boot.problems.insert(Topic::Layout, Problem::LayoutUnread(failure));
            }
            (BootStep::Layout, Ok(_)) => {}
            (BootStep::Connect, Ok(_)) => {}
            (BootStep::Connect, Err(failure)) => {
                self.connect_problem(Problem::ConnectLibrary { message: failure.message });
            }
        }
    }

    /// Tried again by itself, ever more slowly.
    fn click_to_dial_failed(&mut self, failure: Failure, now: Millis) {
        self.boot.problems.insert(Topic::ClickToDial, Problem::ClickToDial(failure));
        self.boot.retry_at = Some(self.boot.pause(now));
    }

    /// Looks at what the boot waits for.
    pub(crate) fn wake_boot(&mut self, now: Millis) {
        if self.boot.patience.is_some_and(|at| at <= now) {
            self.read_settings();
        }
        if self.boot.look_at.take_if(|at| *at <= now).is_some() {
            self.emit(Command::Restart);
        }
        if self.boot.retry_at.is_some_and(|at| at <= now) {
            self.boot.retry_at = None;
            self.perform(Owner::Boot(BootStep::Enable), HostEffect::EnableClickToDial);
        }
    }

    pub(crate) fn connect_reported(&mut self, event: ConnectEvent, now: Millis) {
        match event {
            ConnectEvent::Initialized => {
                self.boot.sign_in = SignIn::default();
                self.connect_answers(now);
            }
            ConnectEvent::SignInNeeded => {
                if self.boot.status != Status::Stopped {
                    self.boot.status = Status::SigningIn;
                }
            }
            ConnectEvent::AuthFailed => self.auth_failed(now),
            ConnectEvent::Authorized => self.authorized(now),
            ConnectEvent::SignedOut => {
                self.mark_unconfirmed();
                self.properties.clear();
                self.drop_waiting_clicks();
                self.signed_out(now);
            }
            ConnectEvent::AccessDenied => self.connect_problem(Problem::ConnectDenied),
            ConnectEvent::Silent { why } => self.connect_silent(why),
            ConnectEvent::CookiesGranted => self.cookies_granted(),
            ConnectEvent::LibraryFailed { message } => {
                self.connect_problem(Problem::ConnectLibrary { message });
            }
            ConnectEvent::Trouble { trouble, about } => {
                let was_lost = self.boot.connection_lost;
                match trouble {
                    Trouble::ConnectionLost => self.boot.connection_lost = true,
                    // The panel says so when it starts, too: no news without a loss before.
                    Trouble::ConnectionBack if !was_lost => return,
                    Trouble::ConnectionBack => {
                        self.boot.connection_lost = false;
                        self.resend_now(now);
                    }
                    Trouble::Audio | Trouble::Unreadable | Trouble::PartMissing => {}
                }
                self.announce(Notice::Trouble { trouble, about });
            }
        }
    }

    /// Amazon Connect is alive. Both signs count, because either may come first and one may never come
    /// (`reference/connect-streams.md` §1.4).
    pub(crate) fn connect_answers(&mut self, now: Millis) {
        self.boot.problems.remove(Topic::Connect);
        // A rejected token does not keep reports from coming that were on their way.
        if self.boot.status != Status::Ready {
            self.boot.sign_in = SignIn::default();
        }
        if self.agent.is_none() {
            self.boot.status = Status::StartingConnect;
            return;
        }
        if self.boot.status != Status::Ready {
            self.boot.status = Status::Ready;
            self.announce(Notice::Ready);
            if self.tabs.leads() {
                self.look_for_flows();
                self.dial_waiting(now);
            }
        }
    }

    /// Where the agent signs in: the identity provider, or the panel itself.
    pub(crate) fn sign_in_url(&self) -> Option<String> {
        let connect = &self.turn.config().connect;
        connect.sso_url.clone().or_else(|| connect.ccp_url().ok())
    }

    /// Whether anything can be saved now.
    pub(crate) fn salesforce_is_up(&self) -> bool {
        self.boot.salesforce
    }

    /// Whether a number can be dialled now.
    pub(crate) fn telephony_ready(&self) -> bool {
        self.boot.status == Status::Ready && self.tabs.leads()
    }

    /// Registers the listeners, once for the life of the page: they accumulate and cannot be removed.
    fn listen(&mut self) {
        if !self.boot.listening {
            self.boot.listening = true;
            self.perform(Owner::Boot(BootStep::Listen), HostEffect::ListenForClicks);
            self.perform(Owner::Nobody, HostEffect::ListenForNavigation);
            // Most orgs have none; then there is nothing to hear.
            self.perform(Owner::Nobody, HostEffect::ListenForWork);
            // Its channel comes with our package.
            if self.turn.config().salesforce.org_package {
                self.perform(Owner::Nobody, HostEffect::ListenForDialRequests);
            }
        }
    }

    fn read_settings(&mut self) {
        self.boot.patience = None;
        if !self.boot.settings_asked {
            self.boot.settings_asked = true;
            self.boot.status = Status::ReadingSettings;
            self.perform(Owner::Nobody, HostEffect::NotifyReady);
            // Beside the settings, so that it is there before the first call.
            if self.turn.config().salesforce.org_package {
                self.perform(Owner::Boot(BootStep::Profile), HostEffect::ReadUserProfile);
            }
            self.perform(Owner::Boot(BootStep::Settings), HostEffect::ReadSettings);
        }
    }

    fn apply_settings(&mut self, settings: &Map<String>) {
        self.items.clone_from(settings);
        self.configure();
        if let Some(name) = internal_name(settings) {
            self.use_adapter(name);
        }
        let height = settings.get("/reqGeneralInfo/reqSoftphoneHeight");
        if let Some(given) = height.and_then(|height| height.trim().parse().ok()) {
            self.panel_begins(given);
        }
        let declared = Declared::from_settings(settings);
        if let Some(found) = declared.cti_version.filter(|found| !is_version_4(found)) {
            self.boot.problems.insert(Topic::CtiVersion, Problem::CtiVersion { found });
        }
        if let Some(found) = declared.requires_call_center.filter(|found| !found.eq_ignore_ascii_case("true"))
        {
            self.boot.problems.insert(Topic::RequiresCallCenter, Problem::RequiresCallCenter { found });
        }
    }

    /// The layout decides what a search finds: an object that this softphone counts on should be in it.
    fn layout_read(&mut self, layout: Layout) {
        let config = &self.turn.config().screen_pop;
        let mut missing: Vec<String> = Vec::new();
        for wanted in [&config.priority, &config.new_records] {
            for object in wanted {
                let object = new_record(object).0;
                let is = |known: &String| known == object;
                if !layout.objects.iter().any(is) && !missing.iter().any(is) {
                    missing.push(object.to_owned());
                }
            }
        }
        if !missing.is_empty() {
            self.boot.problems.insert(Topic::Layout, Problem::LayoutObjects { missing });
        }
        self.boot.layout = Some(layout);
    }

    fn start_connect(&mut self) {
        self.load_connect(false);
        // What is missing in Salesforce is said whether Amazon Connect comes or not; it waits for nobody.
        self.perform(Owner::Boot(BootStep::Layout), HostEffect::ReadLayout);
    }

    pub(crate) fn load_connect(&mut self, storage_access: bool) {
        let connect = &self.turn.config().connect;
        match connect.ccp_url() {
            Ok(ccp_url) => {
                let start = StartConnect {
                    ccp_url,
                    login_url: connect.sso_url.clone(),
                    region: connect.region.clone(),
                    framed_audio: self.turn.config().page.mode == Mode::Full,
                    storage_access,
                };
                self.boot.status = Status::StartingConnect;
                self.perform(Owner::Boot(BootStep::Connect), TelephonyEffect::StartConnect(start));
            }
            Err(error) => {
                self.stop(Topic::InstanceUrl, Problem::InstanceUrl(error));
            }
        }
    }

    pub(crate) fn connect_problem(&mut self, problem: Problem) {
        self.stop(Topic::Connect, problem);
    }

    /// The phone does not work. The panel comes up once: nobody looks into one that is closed for a phone that never rings.
    fn stop(&mut self, topic: Topic, problem: Problem) {
        self.boot.status = Status::Stopped;
        self.boot.problems.insert(topic, problem);
        if !std::mem::replace(&mut self.boot.panel_opened, true) {
            self.turn.signal(Signal::OpenPanel);
        }
    }
}

/// `4`, `4.0`, `4.00` are the same version to an administrator.
fn is_version_4(text: &str) -> bool {
    let zeros = |text: &str| text.bytes().all(|digit| digit == b'0');
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    whole.strip_suffix('4').is_some_and(zeros) && zeros(fraction)
}
