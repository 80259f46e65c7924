//! What the page around the phone shows, and the panel of Salesforce that it stands in.

pub(crate) mod failures;
pub(crate) mod messages;
pub(crate) mod notifications;
pub(crate) mod panel;
pub(crate) mod panel_view;
pub(crate) mod phone_state;
pub(crate) mod view;

use std::sync::Arc;

use flow::{Map, Millis, Text};
use panel_protocol::{NotificationKind, PanelView};

use crate::command::Command;
use crate::frame::notifications::Notifications;
use crate::frame::panel::Panel;
use crate::frame::view::{Problem, View};
use crate::signal::Signal;
use crate::stored::Storage;
use crate::turn::Turn;

/// Where the call center's settings have the height of the panel.
const HEIGHT: &str = "/reqGeneralInfo/reqSoftphoneHeight";

/// What was shown last, so that only what is new is painted.
#[derive(Debug, Default)]
pub(crate) struct Frame {
    panel: Panel,
    pub(crate) notifications: Notifications,
    storage: Storage,
    /// There was no room once: what only was shown is not kept any more.
    is_cramped: bool,
    shown: Option<Arc<View>>,
    /// What the panel was told to show.
    panel_view: Option<PanelView>,
    /// The same as a message.
    panel_message: String,
    waking: Option<Millis>,
}

impl Frame {
    pub(crate) fn new(storage: Storage) -> Frame {
        Frame { storage, ..Frame::default() }
    }

    /// Shows a notification to the agent until it is dismissed. A dialog opens the softphone panel, but not during a call: then the
    /// agent decides what is in front.
    pub(crate) fn notify(
        &mut self,
        kind: NotificationKind,
        title: Option<&Text>,
        text: &Text,
        call_is_up: bool,
        turn: &mut Turn,
    ) {
        if kind == NotificationKind::Dialog && !call_is_up {
            turn.signal(Signal::OpenPanel);
        }
        self.notifications.show(kind, title, text);
    }

    /// The call center's settings are known: they say how high the panel is.
    pub(crate) fn set_items(&mut self, settings: &Map<String>, turn: &mut Turn) {
        if let Some(given) = settings.get(HEIGHT).and_then(|height| height.trim().parse().ok()) {
            self.panel.begins(given, turn);
        }
    }

    /// What is shown needs this height, in CSS pixels.
    pub(crate) fn content_needs(&mut self, px: u32, turn: &mut Turn) {
        self.panel.content_needs(px, turn);
    }

    /// Whether the page can keep anything. Returns whether less is to be kept from now on.
    pub(crate) fn set_storage(&mut self, storage: Storage) -> bool {
        self.storage = storage;
        let is_first = storage == Storage::Full && !self.is_cramped;
        self.is_cramped |= is_first;
        is_first
    }

    /// Whether there was too little room once for all that was to be kept.
    pub(crate) fn is_cramped(&self) -> bool {
        self.is_cramped
    }

    /// What the browser does not keep; what follows from it is left out.
    pub(crate) fn storage_problems(&self, problems: &mut Vec<Problem>) {
        match self.storage {
            Storage::Works => {}
            Storage::Denied => {
                // Amazon Connect's library does not start without; what it says about it would only confuse.
                let of_library = |problem: &Problem| matches!(problem, Problem::ConnectLibrary { .. });
                if let Some(at) = problems.iter().position(of_library) {
                    problems.remove(at);
                }
                problems.push(Problem::Storage);
            }
            Storage::Full => problems.push(Problem::StorageFull),
        }
    }

    /// The panel shows this from now on, as long as it is not another tab that leads.
    pub(crate) fn show_panel(&mut self, panel: PanelView) -> Option<Command> {
        if self.panel_view.as_ref() == Some(&panel) {
            return None;
        }
        let message = self.panel_view.insert(panel).to_message();
        self.show_panel_message(&message)
    }

    /// The panel shows what the panel of the tab that leads does.
    pub(crate) fn show_panel_message(&mut self, message: &str) -> Option<Command> {
        if *message == *self.panel_message {
            return None;
        }
        message.clone_into(&mut self.panel_message);
        Some(Command::ShowPanel(message.to_owned()))
    }

    /// What the panel was told last.
    pub(crate) fn panel_message(&self) -> &str {
        &self.panel_message
    }

    /// The panel is put together anew, whatever it shows.
    pub(crate) fn forget_panel(&mut self) {
        self.panel_view = None;
    }

    /// The page shows this from now on.
    pub(crate) fn show(&mut self, view: View) -> Option<Command> {
        if self.shown.as_deref() == Some(&view) {
            return None;
        }
        let view = Arc::new(view);
        self.shown = Some(Arc::clone(&view));
        Some(Command::Show(view))
    }

    /// The desk is to be woken at this time.
    pub(crate) fn wake_at(&mut self, at: Millis) -> Option<Command> {
        (self.waking.replace(at) != Some(at)).then_some(Command::Wake(at))
    }

    /// It was.
    pub(crate) fn woken(&mut self) {
        self.waking = None;
    }
}
