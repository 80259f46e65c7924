//! Runs that were under way when their page went.

use flow::{Millis, Source, TriggerEvent, find_trigger};
use serde::{Deserialize, Serialize};

use crate::runs::active::Active;

/// A run that is under way, as the journal keeps it: should the page go, the next one says that nobody has finished it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RunUnderWay {
    /// Name of the flow.
    pub flow: String,
    /// Word of the source of its trigger.
    pub source: String,
    /// Word of the event of its trigger; none for an action.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// Contact id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// When it started, milliseconds since the Unix epoch.
    pub started: Millis,
}

impl RunUnderWay {
    pub(crate) fn of(run: &Active) -> RunUnderWay {
        RunUnderWay {
            flow: run.flow.name.to_string(),
            source: run.trigger.source.word().to_owned(),
            event: run.trigger.event.map(|event| event.word().to_owned()),
            contact: run.contact.clone(),
            started: run.started,
        }
    }

    /// What started it; none where this release does not know it.
    pub(crate) fn trigger(&self) -> Option<&'static flow::Trigger> {
        let event = self.event.as_deref().map(TriggerEvent::parse);
        if event == Some(None) {
            return None;
        }
        find_trigger(Source::parse(&self.source)?, event.flatten())
    }
}
