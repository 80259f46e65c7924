//! What the page gives a session: the six ports and the screen.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use desk::{Config, EffectId, Event, Mode, Notice, PhoneState, Status, View};
use flow::{HostEffect, Map, Millis, Reply, TelephonyEffect, Text};
use gloo_timers::callback::Timeout;
use js_sys::Function;
use opencti::OpenCti;
use session::{Clock, Host, Kept, Output, PhoneNumbers, Request, Screen, Store, Telephony};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::apex::Apex;
use crate::connect_api::ConnectApi;
use crate::reporter::Reporter;
use crate::tabs::Tabs;
use crate::{host, page, phone, reply, salesforce, store, telephony};

/// The page and the platforms it has found.
#[derive(Debug)]
pub(crate) struct Page {
    reporter: Reporter,
    /// How Salesforce is looked for.
    locate_options: Rc<opencti::Options>,
    opencti: Rc<RefCell<Option<OpenCti>>>,
    connect: Rc<RefCell<Option<Rc<streams::Session>>>>,
    /// Client for the Amazon Connect APIs that Streams does not expose: recording and contact attributes.
    connect_api: Rc<ConnectApi>,
    /// The org's own classes.
    apex: Apex,
    /// The other tabs of the agent.
    tabs: Tabs,
    wake: Option<Timeout>,
    /// Wakes the session when the page is free.
    wake_soon: Closure<dyn FnMut()>,
    /// What was painted last.
    view: Option<Arc<View>>,
    /// Hands a message to the page, which has the panel. Until it was called there is no panel.
    tell: Function,
    /// What the panel is to show.
    panel: String,
    /// What the utility bar says.
    label: String,
    /// Whether the panel has been asked for.
    told: bool,
}

impl Page {
    pub(crate) fn new(config: &Config, tell: Function, reporter: Reporter) -> Page {
        Page {
            apex: Apex::new(reporter.clone()),
            tabs: Tabs::new(reporter.clone()),
            wake_soon: Closure::new({
                let reporter = reporter.clone();
                move || reporter.wake()
            }),
            reporter,
            locate_options: Rc::new(salesforce::options(&config.salesforce)),
            opencti: Rc::default(),
            connect: Rc::default(),
            connect_api: Rc::new(ConnectApi::new(config)),
            wake: None,
            view: None,
            tell,
            panel: String::new(),
            label: String::new(),
            told: false,
        }
    }

    /// Whether Salesforce has proven itself.
    pub(crate) fn has_found_host(&self) -> bool {
        self.opencti.borrow().is_some()
    }

    /// What the utility bar says, when that is something else than before.
    pub(crate) fn show_label(&mut self) {
        let tells = |view: &&View| matches!(view.status, Status::Ready | Status::Stopped | Status::SigningIn);
        let Some(view) = self.view.as_deref().filter(tells) else { return };
        let (label, icon) = label(view);
        if self.label != label {
            self.label.clone_from(&label);
            if let Some(opencti) = &*self.opencti.borrow() {
                host::show_label(opencti, &label, icon);
            }
        }
    }

    /// Tells the panel how things are, as soon as there is more to say than that the phone is starting. The first message is
    /// what makes the page load it: nothing may come before the phone is ready.
    fn tell_panel(&mut self) {
        let Some(view) = &self.view else { return };
        self.told |= !view.problems.is_empty() || page::status(view) != "starting" || view.sign_in;
        if self.told {
            // What the page does with it is its own affair: it takes the text and calls back later.
            let _ = self.tell.call1(&JsValue::NULL, &JsValue::from_str(&self.panel));
        }
    }
}

impl Host for Page {
    fn find_host(&mut self) -> Option<Event> {
        let (options, found, reporter) =
            (self.locate_options.clone(), self.opencti.clone(), self.reporter.clone());
        spawn_local(async move {
            reporter.report(match OpenCti::locate(&options).await {
                Ok(opencti) => {
                    found.replace(Some(opencti));
                    Event::SalesforceReady
                }
                Err(unavailable) => Event::SalesforceAbsent { absence: salesforce::absence(unavailable) },
            });
        });
        None
    }

    fn ask_host(&mut self, request: Request<HostEffect>) -> Option<Reply> {
        let (opencti, reporter) = (self.opencti.borrow().clone(), self.reporter.clone());
        let apex = self.apex.clone();
        spawn_local(async move {
            let reply = match opencti {
                Some(opencti) => {
                    let opencti = salesforce::within(&opencti, request.deadline_ms);
                    host::perform(&opencti, &apex, &request.effect, reporter.clone()).await
                }
                None => reply::not_connected("Salesforce"),
            };
            reporter.reply(request.id, reply);
        });
        None
    }
}

impl Telephony for Page {
    fn ask_telephony(&mut self, request: Request<TelephonyEffect>) -> Option<Reply> {
        let reporter = self.reporter.clone();
        if let TelephonyEffect::StartConnect(start) = request.effect {
            // What waits for cookies in vain goes first.
            self.leave_telephony();
            let connect = self.connect.clone();
            spawn_local(async move {
                let reply = telephony::start_connect(start, &connect, reporter.clone()).await;
                reporter.reply(request.id, reply);
            });
            return None;
        }
        let (opencti, connect_api) = (self.opencti.borrow().clone(), self.connect_api.clone());
        let (connect, apex) = (self.connect.borrow().clone(), self.apex.clone());
        spawn_local(async move {
            let Request { id, effect, deadline_ms, .. } = request;
            let reply = match connect {
                Some(connect) => {
                    let telephony = telephony::Telephony { connect, connect_api, opencti, apex, deadline_ms };
                    telephony::perform(&telephony, &effect).await
                }
                None => reply::not_connected("Amazon Connect"),
            };
            reporter.reply(id, reply);
        });
        None
    }

    /// A panel that did not come up the first time never does by itself.
    fn leave_telephony(&mut self) {
        if let Some(session) = self.connect.take().and_then(|session| Rc::try_unwrap(session).ok()) {
            session.terminate();
        }
    }
}

impl Store for Page {
    fn remember(&mut self, write: u64, memory: &str) -> Option<Kept> {
        self.tabs.remember(write, memory)
    }

    fn share(&mut self, properties: &str) {
        store::share(properties);
    }

    fn cache_settings(&mut self, settings: &Map<String>) {
        store::cache_settings(settings);
    }

    fn recall_flows(&mut self, adapter: &str) -> Option<String> {
        page::recall_flows(adapter)
    }

    fn keep_flows(&mut self, adapter: &str, copy: Option<&str>) {
        page::keep_flows(adapter, copy);
    }

    fn count_open_tabs(&mut self, id: EffectId) -> Option<Reply> {
        let reporter = self.reporter.clone();
        spawn_local(async move {
            let pages = JsFuture::from(page::pages()).await;
            reporter.reply(id, reply::open_tabs(pages.ok().and_then(|pages| pages.as_f64())));
        });
        None
    }
}

impl session::Tabs for Page {
    fn open_journal(&mut self, agent: &str, seize: bool) {
        self.tabs.open_journal(agent, seize);
    }

    fn close_journal(&mut self) {
        self.tabs.close_journal();
    }

    fn keep_deeds(&mut self, deeds: &str) {
        self.tabs.keep_deeds(deeds);
    }

    fn forget_deeds(&mut self, deeds: &[String]) {
        self.tabs.forget_deeds(deeds);
    }

    fn post(&mut self, message: &str) {
        self.tabs.post(message);
    }
}

impl Clock for Page {
    fn now(&self) -> Millis {
        page::now()
    }

    fn wall_ahead(&self) -> i64 {
        page::wall_ahead() as i64
    }

    fn wake_at(&mut self, at: Option<Millis>) {
        // Replacing drops the earlier timer, which clears it.
        self.wake = at.map(|at| {
            let ms = at.saturating_sub(self.now()).min(i32::MAX as u64) as u32;
            if ms == 0 {
                page::soon(self.wake_soon.as_ref());
            }
            let reporter = self.reporter.clone();
            Timeout::new(ms, move || reporter.wake())
        });
    }
}

impl PhoneNumbers for Page {
    fn parse_phone(&mut self, id: EffectId, number: &Text, country: Option<&str>) -> Option<Reply> {
        let (answer, reporter) = (phone::parse(number, country), self.reporter.clone());
        spawn_local(async move { reporter.reply(id, phone::read(answer.await)) });
        None
    }
}

impl Screen for Page {
    fn show(&mut self, output: Output) {
        match output {
            Output::View(view) => {
                page::show(&view);
                self.view = Some(view);
                self.show_label();
                if !self.told {
                    self.tell_panel();
                }
            }
            Output::Panel(message) => {
                self.panel = message;
                self.tell_panel();
            }
            Output::Tell(message) => {
                let _ = self.tell.call2(&JsValue::NULL, &JsValue::from_str(&message), &JsValue::TRUE);
            }
            Output::Announce(notice) => {
                if notice == Notice::Ready {
                    page::mark("switchboard:ready");
                    phone::preload();
                }
                page::say(&notice);
                // There are no words before the panel has been told something.
                if !self.told {
                    self.told = true;
                    self.tell_panel();
                }
            }
            Output::Relay(relayed) => page::relay(&relayed),
            Output::FlowLog { level, message, shown } => {
                page::line(
                    level,
                    if shown { &message } else { "[FLOW]: a line of a flow (runs.consoleData)" },
                );
            }
            Output::Log { level, text, data } => page::line_about(level, &text, &data),
            Output::OpenSignIn(url) => page::open_window(&url, "connect::loginPopup"),
        }
    }
}

/// What the utility bar says: how the phone is, or the agent's state while the phone shows little else. And an icon of
/// Salesforce's.
fn label(view: &View) -> (String, &'static str) {
    let (key, icon) = match view.phone {
        PhoneState::Idle => ("phone.idle", "call"),
        PhoneState::Stopped => ("phone.stopped", "warning"),
        PhoneState::SigningIn => ("phone.sign-in", "user"),
        PhoneState::Ringing => ("phone.ringing", "incoming_call"),
        PhoneState::Calling => ("phone.calling", "outbound_call"),
        PhoneState::Talking { minutes: 0 } => ("phone.talking", "unmuted"),
        PhoneState::Talking { .. } => ("phone.talking-minutes", "unmuted"),
        PhoneState::AfterWork => ("phone.after-call", "edit_form"),
        PhoneState::NotSaved { .. } => ("phone.not-saved", "warning"),
    };
    let number = match view.phone {
        PhoneState::Talking { minutes } => minutes as f64,
        PhoneState::NotSaved { count } => count as f64,
        _ => 0.0,
    };
    let agent = view.agent.as_ref().filter(|_| view.mode != Mode::Full && view.phone == PhoneState::Idle);
    (agent.map_or_else(|| page::label(key, number), |agent| agent.state.clone()), icon)
}
