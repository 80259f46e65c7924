//! What the agent presses, as the core is told of it.

use actions::{Action, Entry};
use serde::Serialize;
use serde_json::{Map, Value};

use super::VERSION;

/// What the agent presses in the panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "press", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Gesture {
    /// This record is the caller: it opens, and the log points to it.
    ChooseRecord {
        /// The contact it is about.
        contact: String,
        /// One of the records offered.
        record_id: String,
    },
    /// The log points to this record, or to none. Nothing opens.
    Relate {
        /// The contact it is about.
        contact: String,
        /// One of the records offered; none takes the relation away.
        record_id: Option<String>,
    },
    /// Open the form for a new record about this caller.
    NewRecord {
        /// The contact it is about.
        contact: String,
        /// One of the objects offered.
        entity: String,
    },
    /// Open Salesforce's own search page for this caller.
    ShowAll {
        /// The contact it is about.
        contact: String,
    },
    /// Save a call log again.
    SaveLogAgain {
        /// The contact it belongs to.
        contact: String,
    },
    /// The log is in Salesforce after all, or was written by hand: stop asking.
    LogIsThere {
        /// The contact it belongs to.
        contact: String,
    },
    /// Notes about a call. The core keeps them at once.
    Note {
        /// The contact.
        contact: String,
        /// All of them.
        text: String,
    },
    /// How a call is filed.
    Disposition {
        /// The contact.
        contact: String,
        /// The word; none takes it back.
        value: Option<String>,
    },
    /// The agent has left what she wrote about a call: when it is over it goes into the log.
    WriteLog {
        /// The contact.
        contact: String,
    },
    /// Tell the recording of the runs. The answer is no view: `js/runs.js` reads it.
    TellRuns,
    /// Start the flow of a CTI Action.
    RunAction {
        /// Name of the action.
        action: String,
        /// Name of its flow.
        flow: String,
        /// The contact in view.
        contact: Option<String>,
        /// What the flow gets.
        payload: Map<String, Value>,
        /// Keys of the payload whose text is a reference.
        references: Vec<String>,
    },
    /// The form of a CTI Action was opened.
    OpenForm {
        /// Name of the action.
        action: String,
        /// Name of the flow that prepares the form.
        flow: Option<String>,
        /// The contact in view.
        contact: Option<String>,
        /// What the form wants to read.
        references: Vec<String>,
    },
    /// The form was closed.
    CloseForm,
    /// Open a record that is shown.
    OpenRecord {
        /// Its id.
        record_id: String,
    },
    /// Something said is read, or its time is over.
    Dismiss {
        /// Which.
        id: u64,
    },
    /// Change the recording of a call.
    Record {
        /// The contact it belongs to.
        contact: String,
        /// What is to become of it.
        r#do: RecordingChange,
    },
}

/// What is to become of a recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum RecordingChange {
    /// It begins.
    Start,
    /// It is silent for a while.
    Pause,
    /// It goes on.
    Resume,
    /// It is over, for good.
    Stop,
}

#[derive(Serialize)]
struct Pressed<'a> {
    version: u32,
    #[serde(flatten)]
    gesture: &'a Gesture,
}

impl Gesture {
    /// An action is pressed, with what stands in its form.
    pub fn run(action: &Action, contact: Option<String>, entries: &[Entry]) -> Gesture {
        let wanted = action.payload(entries);
        let mut payload = Map::new();
        for (key, entry) in wanted.pairs {
            let value = match entry {
                Entry::Text(text) => Value::String(text),
                Entry::Checked(ticked) => Value::Bool(ticked),
            };
            payload.insert(key, value);
        }
        let (action, flow) = (action.name.clone(), action.flow.clone());
        Gesture::RunAction { action, flow, contact, payload, references: wanted.references }
    }

    /// The form of an action is opened.
    pub fn open(action: &Action, contact: Option<String>) -> Gesture {
        let references = action.references().into_iter().map(str::to_owned).collect();
        let (flow, action) = (action.form_flow.clone(), action.name.clone());
        Gesture::OpenForm { action, flow, contact, references }
    }

    /// The message that tells the core of it.
    pub fn to_message(&self) -> String {
        // Texts under fixed keys: there is nothing that could not be written.
        serde_json::to_string(&Pressed { version: VERSION, gesture: self }).unwrap_or_default()
    }
}
