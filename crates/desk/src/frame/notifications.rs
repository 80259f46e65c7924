//! What flows have said to the agent, until it is put away.

use flow::{Text, Value};
use panel_protocol::{Notification, NotificationKind};

/// How many notifications there are at a time: older ones go, so that a flow that says too much fills no page.
const MOST: usize = 20;

/// What nobody has put away, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Notifications {
    shown: Vec<Notification>,
    last: u64,
}

impl Notifications {
    /// Shows a notification to the agent until it is dismissed.
    pub(crate) fn show(&mut self, kind: NotificationKind, title: Option<&Text>, text: &Text) {
        if self.shown.len() == MOST {
            self.shown.remove(0);
        }
        self.last += 1;
        self.shown.push(Notification {
            id: self.last,
            kind,
            title: title.map(Text::to_string),
            text: text.to_string(),
        });
    }

    /// The agent has read it, or its time is over.
    pub(crate) fn dismiss(&mut self, id: u64) {
        self.shown.retain(|notification| notification.id != id);
    }

    pub(crate) fn views(&self) -> Vec<Notification> {
        self.shown.clone()
    }

    /// They are another tab's now.
    pub(crate) fn clear(&mut self) {
        self.shown.clear();
    }

    /// What the agent has not put away in another tab, as its panel has it, is not lost here.
    pub(crate) fn take_over(&mut self, panel: &Value) {
        for shown in panel.get("notifications").as_list().unwrap_or_default() {
            let text = |key: &str| shown.get(key).as_text().map(str::to_owned);
            let is_toast = shown.get("kind").as_text() == Some("toast");
            self.last = shown.get("id").to_number() as u64;
            self.shown.push(Notification {
                id: self.last,
                kind: if is_toast { NotificationKind::Toast } else { NotificationKind::Dialog },
                title: text("title"),
                text: text("text").unwrap_or_default(),
            });
        }
    }
}
