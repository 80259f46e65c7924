//! The loop: events go to the desk one at a time, its commands are carried out in order.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;

use desk::{Command, Desk, Event, Gesture, Mode, PhoneState, Start, Status, Storage, View};
use flow::Millis;
use gloo_timers::callback::Timeout;
use js_sys::Function;
use opencti::OpenCti;
use wasm_bindgen::JsValue;

use crate::expose::Expose;
use crate::page::{self, PageError};
use crate::performer::{self, Platforms};
use crate::settings::Baked;
use crate::{salesforce, store};

thread_local! {
    /// One softphone a page. It lives as long as the page: no code that would take it down again is built.
    static CORE: RefCell<Option<&'static mut Core>> = const { RefCell::new(None) };
    /// Events that arrived while the desk was busy: a platform may call back in the middle of a call.
    static WAITING: RefCell<VecDeque<Event>> = const { RefCell::new(VecDeque::new()) };
}

struct Core {
    desk: Desk,
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
    /// There was no room for what was to be remembered last.
    full: bool,
    platforms: Platforms,
    expose: Expose,
    wake: Option<Timeout>,
}

/// Paints the first state and looks for Salesforce. `tell` takes the messages for the panel; it must not call back at once.
pub(crate) fn start(tell: Function) -> Result<(), PageError> {
    let baked = Baked::read()?;
    let locate_options = Rc::new(salesforce::options(&baked.config.salesforce));
    let expose = Expose::new(&baked.config);
    let connect_api = Rc::new(crate::connect_api::ConnectApi::new(&baked.config));
    let desk = Desk::new(Start {
        config: baked.config,
        flows: baked.flows,
        memory: store::memory(),
        properties: store::properties(),
        cached_settings: store::settings(),
        storage: store::state(),
        utc_offset: page::utc_offset(),
        ..Start::default()
    });
    let platforms = Platforms { locate_options, opencti: None, session: None, connect_api };
    let (label, panel) = (String::new(), String::new());
    let (told, full) = (false, false);
    let core = Core { desk, view: None, tell, panel, label, told, full, platforms, expose, wake: None };
    CORE.set(Some(Box::leak(Box::new(core))));
    find_salesforce();
    Ok(())
}

/// Hands an event to the desk: now, or as soon as it has finished with the one before.
pub(crate) fn dispatch(event: Event) {
    WAITING.with_borrow_mut(|waiting| waiting.push_back(event));
    CORE.with(|core| {
        // Busy: whoever is in there takes the event next.
        let Ok(mut core) = core.try_borrow_mut() else { return };
        let Some(core) = core.as_mut() else { return };
        while let Some(event) = WAITING.with_borrow_mut(VecDeque::pop_front) {
            for command in core.desk.handle(event, now()) {
                core.carry_out(command);
            }
            if core.platforms.opencti.is_some() {
                core.expose.tell(&core.desk);
            }
        }
    });
}

/// The page's clock, milliseconds since the Unix epoch.
pub(crate) fn now() -> Millis {
    js_sys::Date::now() as Millis
}

/// Takes a message of the panel or of a button of the page. One that cannot be read is ignored.
pub(crate) fn hear(message: &str) {
    match Gesture::from_message(message) {
        Ok(gesture) => dispatch(Event::Gesture { gesture }),
        Err(error) => page::warn(&format!("a message of the panel is ignored: {error}")),
    }
}

/// Takes the language file; an empty text when there is none to be had.
pub(crate) fn speak(words: &str) {
    page::speak(words);
    CORE.with(|core| {
        // Nobody calls this while the desk is busy: the page does, from a task of its own.
        if let Ok(mut core) = core.try_borrow_mut()
            && let Some(core) = core.as_mut()
        {
            core.show_label();
        }
    });
}

/// Finds or loads Open CTI and reports what came of it.
fn find_salesforce() {
    wasm_bindgen_futures::spawn_local(async {
        let mut look = None;
        with_platforms(&mut |platforms| look = Some(platforms.locate_options.clone()));
        let Some(look) = look else { return };
        let event = match OpenCti::locate(&look).await {
            Ok(opencti) => {
                with_platforms(&mut |platforms| platforms.opencti = Some(opencti.clone()));
                Event::SalesforceReady
            }
            Err(unavailable) => Event::SalesforceAbsent { absence: salesforce::absence(unavailable) },
        };
        dispatch(event);
    });
}

/// Reaches the platforms from an asynchronous task, between two turns of the desk.
pub(crate) fn with_platforms(reach: &mut dyn FnMut(&mut Platforms)) {
    CORE.with(|core| {
        if let Ok(mut core) = core.try_borrow_mut()
            && let Some(core) = core.as_mut()
        {
            reach(&mut core.platforms);
        }
    });
}

impl Core {
    fn carry_out(&mut self, command: Command) {
        match command {
            Command::Remember(text) => {
                let full = !store::remember(&text);
                if self.full != full {
                    self.full = full;
                    let storage = if full { Storage::Full } else { Storage::Works };
                    WAITING.with_borrow_mut(|waiting| waiting.push_back(Event::Storage { storage }));
                }
            }
            Command::Share(text) => store::share(&text),
            Command::CacheSettings(settings) => store::cache_settings(&settings),
            Command::Perform { id, effect, deadline_ms, .. } => {
                performer::perform(&self.platforms, id, effect, deadline_ms);
            }
            Command::Show(view) => {
                page::show(&view);
                self.view = Some(view);
                self.show_label();
                if !self.told {
                    self.tell_panel();
                }
            }
            Command::ShowPanel(message) => {
                self.panel = message;
                self.tell_panel();
            }
            Command::Tell(message) => {
                let _ = self.tell.call2(&JsValue::NULL, &JsValue::from_str(&message), &JsValue::TRUE);
            }
            Command::Announce(notice) => {
                if notice == desk::Notice::Ready {
                    page::mark("switchboard:ready");
                }
                page::say(&notice);
                // There are no words before the panel has been told something.
                if !self.told {
                    self.told = true;
                    self.tell_panel();
                }
            }
            Command::Log { level, text, data } => page::line_about(level, &text, &data),
            Command::Wake(at) => {
                let ms = at.saturating_sub(now()).min(i32::MAX as u64) as u32;
                // Replacing drops the earlier timer, which clears it.
                self.wake = Some(Timeout::new(ms, || dispatch(Event::Wake)));
            }
            Command::OpenSignIn(url) => page::open_window(&url, "connect::loginPopup"),
            Command::Restart => {
                self.platforms.leave_connect();
                find_salesforce();
            }
        }
    }

    /// What the utility bar says, when that is something else than before.
    fn show_label(&mut self) {
        let Some(view) = self.view.as_deref().filter(|view| view.status == Status::Ready) else { return };
        let (label, icon) = label(view);
        if self.label != label {
            self.label.clone_from(&label);
            performer::show_label(&self.platforms, label, icon);
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

/// What the utility bar says: how the phone is, or the agent's state while the phone shows little else. And an icon of
/// Salesforce's.
fn label(view: &View) -> (String, &'static str) {
    let (key, icon) = match view.phone {
        PhoneState::Idle => ("phone.idle", "call"),
        PhoneState::Ringing => ("phone.ringing", "incoming_call"),
        PhoneState::Calling => ("phone.calling", "outbound_call"),
        PhoneState::Talking { minutes: 0 } => ("phone.talking", "unmuted"),
        PhoneState::Talking { .. } => ("phone.talking-minutes", "unmuted"),
        PhoneState::AfterWork => ("phone.after-call", "edit_form"),
    };
    let minutes = match view.phone {
        PhoneState::Talking { minutes } => minutes as f64,
        _ => 0.0,
    };
    let agent = view.agent.as_ref().filter(|_| view.mode != Mode::Full && view.phone == PhoneState::Idle);
    (agent.map_or_else(|| page::label(key, minutes), |agent| agent.state.clone()), icon)
}
