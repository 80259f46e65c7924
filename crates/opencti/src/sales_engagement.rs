//! `hvs.onWorkStart` and `hvs.completeWork`: Sales Engagement, formerly High Velocity Sales. API 46.0 and later.

use wasm_bindgen::JsValue;

use crate::wire::{get, object, put, text};
use crate::{Answer, Error, Listening, OpenCti};

/// A call step that a sales representative has started. Outbound only. Open CTI guide: hvs.onWorkStart().
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkStart {
    /// Id of the step, to be given back in [`CompleteWork`].
    pub work_id: String,
    /// When the step is to be completed: `TaskSaved`; `CallEnd` before API 48.0.
    pub complete_work_when: Option<String>,
    /// The number to call: the same that arrives as a click to dial.
    pub to: Option<String>,
}

/// Completes a call step. Open CTI guide: hvs.completeWork().
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompleteWork {
    /// Id of the step.
    pub work_id: String,
    /// Id of the Task that was saved.
    pub task_id: String,
    /// Result of the call.
    pub disposition: Option<String>,
    /// Whether the customer was reached. Salesforce assumes so when it is not said.
    pub was_connected: Option<bool>,
}

impl WorkStart {
    fn read(payload: &JsValue) -> WorkStart {
        WorkStart {
            work_id: text(payload, "workId").unwrap_or_default(),
            complete_work_when: text(payload, "completeWorkWhen"),
            to: text(&get(payload, "attributes"), "to"),
        }
    }
}

impl OpenCti {
    /// Listens for call steps. There is one listener: a newer one takes over from an older.
    /// Open CTI guide: hvs.onWorkStart().
    ///
    /// # Errors
    /// [`Error::NotSupported`] below API 46.0; [`Error::Threw`].
    pub fn hvs_on_work_start(&self, mut hear: impl FnMut(WorkStart) + 'static) -> Result<Listening, Error> {
        self.listen("hvs.onWorkStart", move |payload| hear(WorkStart::read(&payload)))
    }

    /// Completes a call step. Open CTI guide: hvs.completeWork().
    ///
    /// # Errors
    /// Any [`Error`]; [`Error::NotSupported`] below API 46.0.
    pub fn hvs_complete_work(&self, work: &CompleteWork) -> Answer<()> {
        let attributes = object("taskId", work.task_id.as_str());
        if let Some(disposition) = &work.disposition {
            put(&attributes, "disposition", disposition.as_str());
        }
        if let Some(was_connected) = work.was_connected {
            put(&attributes, "wasConnected", was_connected);
        }
        let args = object("workId", work.work_id.as_str());
        put(&args, "attributes", attributes);
        self.perform("hvs.completeWork", args)
    }
}
