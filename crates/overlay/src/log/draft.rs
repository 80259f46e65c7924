//! What is being written: the core is told soon, and told again when the agent has left it.

use crate::element::{DomNode, follow};
use crate::focus::is_in;
use crate::panel::Panel;
use crate::reactive::*;
use panel_protocol::Gesture;

/// After how long without a key the core is told: what a crash may cost.
const TELL_MS: u32 = 400;
/// After how long without a key the words are written into the log of a call that is over.
const WRITE_MS: u32 = 5_000;

/// One field that is being written. To be copied freely.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    panel: Panel,
    contact: StoredValue<String>,
    stage: RwSignal<Stage>,
    timer: StoredValue<Option<Timer>>,
}

/// How far its words have come.
#[derive(Clone)]
enum Stage {
    /// As far as they go.
    Done,
    /// The core does not know them.
    Unsent(Gesture),
    /// The core has them, and may wait for more.
    Told,
}

impl Draft {
    /// A field that goes away sends what it holds.
    pub(super) fn new(panel: Panel, contact: &str) -> Draft {
        let draft = Draft {
            panel,
            contact: StoredValue::new(contact.to_owned()),
            stage: RwSignal::new(Stage::Done),
            timer: StoredValue::new(None),
        };
        on_cleanup(move || draft.leave());
        draft
    }

    /// Something else stands there.
    pub(super) fn change(self, gesture: Gesture) {
        self.stage.set(Stage::Unsent(gesture));
        self.wait(TELL_MS, Draft::tell);
    }

    /// The agent has gone elsewhere.
    pub(super) fn leave(self) {
        if self.hand_over()
            && let Some(contact) = self.contact.try_get_value()
        {
            self.panel.press(&Gesture::WriteLog { contact });
        }
    }

    /// The core has all of it, and need not wait for more. Whether there was anything.
    pub(super) fn hand_over(self) -> bool {
        self.stop();
        let before = self.stage.try_update_untracked(|stage| std::mem::replace(stage, Stage::Done));
        match before {
            Some(Stage::Unsent(gesture)) => self.panel.press(&gesture),
            Some(Stage::Told) => {}
            Some(Stage::Done) | None => return false,
        }
        self.stage.notify();
        true
    }

    /// Follows what is kept, which another tab may have changed, as long as nobody writes here. `shown` is called with what is put
    /// into the field.
    pub(super) fn follow(self, field: &DomNode, kept: Memo<String>, shown: impl Fn(&str) + 'static) {
        let field = field.clone();
        follow(Box::new(move || {
            let kept = kept.get();
            let is_idle = self.stage.with_untracked(|stage| matches!(stage, Stage::Done));
            if is_idle && !is_in(&field.0) {
                field.set_property("value", &kept.as_str().into());
                shown(&kept);
            }
        }));
    }

    /// Whether the core does not know yet what stands there.
    pub(super) fn is_unsent(self) -> bool {
        self.stage.with(|stage| matches!(stage, Stage::Unsent(_)))
    }

    fn tell(self) {
        let before = self.stage.try_update(|stage| std::mem::replace(stage, Stage::Told));
        if let Some(Stage::Unsent(gesture)) = before {
            self.panel.press(&gesture);
            self.wait(WRITE_MS, Draft::leave);
        }
    }

    fn wait(self, ms: u32, then: fn(Draft)) {
        self.stop();
        self.timer.set_value(Some(Timer::after(ms, Box::new(move || then(self)))));
    }

    fn stop(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.stop();
        }
    }
}
