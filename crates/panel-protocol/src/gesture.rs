//! What the agent presses.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::codec::{self, MessageError};
use crate::press::Press;

/// What the agent presses in the panel, or on one of the page's own buttons.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "press", rename_all = "camelCase", rename_all_fields = "camelCase", try_from = "Press")]
pub enum Gesture {
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
    /// Save all call logs and attributes again that are stuck.
    SaveAllAgain,
    /// Complete the to-do that was dialed from.
    CompleteTodo {
        /// The contact it belongs to.
        contact: String,
    },
    /// Send all that is not saved.
    TellUnsaved,
    /// The attributes that are stuck are not wanted any more.
    DropAttributes,
    /// This record is the caller: it opens, and the log points to it.
    ChooseRecord {
        /// The contact it is about.
        contact: String,
        /// One of the records offered for it.
        record_id: String,
    },
    /// The log of the call points to this record, or to none. Nothing opens.
    Relate {
        /// The contact it is about.
        contact: String,
        /// One of the records offered for it; none takes the relation away.
        record_id: Option<String>,
    },
    /// Open the form for a new record about this caller, with the number in it.
    NewRecord {
        /// The contact it is about.
        contact: String,
        /// One of the objects offered for it, by API name.
        entity: String,
    },
    /// Open Salesforce's own search page for this caller.
    ShowAll {
        /// The contact it is about.
        contact: String,
    },
    /// Start the flow of a CTI Action.
    RunAction {
        /// Name of the action.
        action: String,
        /// Name of its flow.
        flow: String,
        /// The contact in view when it was pressed; none when there was none.
        contact: Option<String>,
        /// What the flow gets as `$.payload`.
        payload: Map<String, Value>,
        /// Keys of the payload whose text is a reference, to be resolved now. Never one that a person has typed.
        #[serde(default)]
        references: Vec<String>,
    },
    /// The form of a CTI Action was opened: its references are to be resolved, after its flow has run if it has one.
    OpenForm {
        /// Name of the action.
        action: String,
        /// Name of the flow that prepares the form.
        flow: Option<String>,
        /// The contact in view.
        contact: Option<String>,
        /// What the form wants to read.
        #[serde(default)]
        references: Vec<String>,
    },
    /// The form is closed: nobody waits for its values.
    CloseForm,
    /// Notes about a call. They are kept at once.
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
    /// Send the recording of the runs.
    TellRuns,
    /// Open a record that the panel shows.
    OpenRecord {
        /// Its id.
        record_id: String,
    },
    /// A notification is read, or its time is over.
    Dismiss {
        /// Id of the notification.
        id: u64,
    },
    /// Change the recording of a call.
    Record {
        /// The contact it belongs to.
        contact: String,
        /// What is to become of it.
        #[serde(rename = "do")]
        change: RecordingChange,
    },
    /// Look for new flows in the org now.
    LookForFlows,
    /// Sign in to Amazon Connect. A gesture, because browsers open windows only for those.
    SignIn,
    /// Have the browser asked for the cookies that it keeps from the Contact Control Panel.
    AllowCookies,
    /// Begin again after a self-check message.
    TryAgain,
    /// This tab of the browser is to be the one that works for the calls.
    UseThisTab,
}

/// What is to become of the recording of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

impl Gesture {
    /// The message that tells the core of it.
    pub fn to_message(&self) -> String {
        codec::write(None, self)
    }

    /// Reads a message of the panel.
    ///
    /// # Errors
    /// Why it is to be ignored.
    pub fn from_message(text: &str) -> Result<Gesture, MessageError> {
        codec::read(None, text)
    }
}
