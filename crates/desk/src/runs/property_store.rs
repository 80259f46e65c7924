//! The properties of the agent, as all pages of her browser share them.

use flow::{DeskEffect, Failure, FailureKind, LogLevel, Reply};

use crate::command::Command;
use crate::dirty::Dirty;
use crate::runs::properties::Properties;
use crate::stored::StoredDocument;
use crate::turn::Turn;

/// What flows remember for each other, and whether the other pages have heard of it.
#[derive(Debug)]
pub(crate) struct PropertyStore(Dirty<Properties>);

impl PropertyStore {
    pub(crate) fn new(properties: Properties) -> PropertyStore {
        PropertyStore(Dirty::new(properties))
    }

    pub(crate) fn get(&self) -> &Properties {
        &self.0
    }

    /// The same, to be changed: the other pages will hear of it.
    pub(crate) fn get_mut(&mut self) -> &mut Properties {
        &mut self.0
    }

    /// What a run asks of them. What is not about them is not theirs to answer.
    pub(crate) fn answer(&mut self, effect: &DeskEffect) -> Reply {
        match effect {
            DeskEffect::ReadProperty { key } => self.0.read(key),
            DeskEffect::WriteProperty { key, value } => self.0.write(key.clone(), value.clone()),
            DeskEffect::ReadProperties => self.0.read_all(),
            DeskEffect::RemoveProperty { key } => self.0.remove(key),
            DeskEffect::ClearProperties => self.0.clear_written(),
            DeskEffect::ReadCounter { name } => self.0.counter(name),
            DeskEffect::Count { name, by, anew } => self.0.count(name, *by, *anew),
            DeskEffect::ShowData { .. }
            | DeskEffect::ShowAttributes { .. }
            | DeskEffect::ShowToast { .. }
            | DeskEffect::ShowDialog { .. } => Err(Failure::new(FailureKind::Refused, "this is no property")),
        }
    }

    /// The agent is known: what flows remembered for another one is forgotten.
    pub(crate) fn claim(&mut self, agent: &str) {
        if self.0.agent() != Some(agent) {
            self.0.claim(agent);
        }
    }

    /// Another page has written properties; nothing readable means that none are left. They are not written again, or two pages
    /// would tell each other for ever. What a page of a later release has written this one can neither read nor replace: it
    /// goes on with what it has.
    pub(crate) fn shared_elsewhere(&mut self, text: &str, turn: &mut Turn) {
        let restored = Properties::from_text(text);
        let is_from_later_release = restored.is_from_later_release();
        for problem in restored.problems {
            turn.log(LogLevel::Warn, problem.to_string(), String::new());
        }
        turn.set_later_release(StoredDocument::Properties, is_from_later_release);
        if !is_from_later_release {
            self.0 = Dirty::new(restored.value);
        }
    }

    /// What other pages are to see. A browser tells nobody of what is as it was.
    pub(crate) fn share(&mut self, turn: &Turn) -> Option<Command> {
        let text = self.0.take_changed()?.to_text();
        turn.may_replace(StoredDocument::Properties).then_some(Command::Share(text))
    }
}
