//! Reading a [`Gesture`].

use serde::Deserialize;
use serde_json::{Map, Value};
use thiserror::Error;

use crate::gesture::{Gesture, RecordingChange};

/// Every field that some gesture has. A reader for each gesture, which serde would make, costs the core 45 KB (12 KB brotli).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Press {
    press: String,
    action: Option<String>,
    contact: Option<String>,
    #[serde(rename = "do")]
    change: Option<RecordingChange>,
    entity: Option<String>,
    flow: Option<String>,
    id: Option<u64>,
    payload: Option<Map<String, Value>>,
    record_id: Option<String>,
    #[serde(default)]
    references: Vec<String>,
    text: Option<String>,
    value: Option<String>,
}

/// Why fields are no gesture.
#[derive(Debug, Error)]
pub(crate) enum PressError {
    /// The gesture cannot be without it.
    #[error("missing field `{0}`")]
    Missing(&'static str),
    #[error("unknown gesture `{0}`")]
    Unknown(String),
}

impl TryFrom<Press> for Gesture {
    type Error = PressError;

    fn try_from(press: Press) -> Result<Gesture, PressError> {
        let Press {
            press,
            action,
            contact,
            change,
            entity,
            flow,
            id,
            payload,
            record_id,
            references,
            text,
            value,
        } = press;
        Ok(match press.as_str() {
            "saveLogAgain" => Gesture::SaveLogAgain { contact: needed("contact", contact)? },
            "logIsThere" => Gesture::LogIsThere { contact: needed("contact", contact)? },
            "saveAllAgain" => Gesture::SaveAllAgain,
            "completeTodo" => Gesture::CompleteTodo { contact: needed("contact", contact)? },
            "tellUnsaved" => Gesture::TellUnsaved,
            "dropAttributes" => Gesture::DropAttributes,
            "chooseRecord" => Gesture::ChooseRecord {
                contact: needed("contact", contact)?,
                record_id: needed("recordId", record_id)?,
            },
            "relate" => Gesture::Relate { contact: needed("contact", contact)?, record_id },
            "newRecord" => {
                Gesture::NewRecord { contact: needed("contact", contact)?, entity: needed("entity", entity)? }
            }
            "showAll" => Gesture::ShowAll { contact: needed("contact", contact)? },
            "runAction" => Gesture::RunAction {
                action: needed("action", action)?,
                flow: needed("flow", flow)?,
                contact,
                payload: needed("payload", payload)?,
                references,
            },
            "openForm" => Gesture::OpenForm { action: needed("action", action)?, flow, contact, references },
            "closeForm" => Gesture::CloseForm,
            "note" => Gesture::Note { contact: needed("contact", contact)?, text: needed("text", text)? },
            "disposition" => Gesture::Disposition { contact: needed("contact", contact)?, value },
            "writeLog" => Gesture::WriteLog { contact: needed("contact", contact)? },
            "tellRuns" => Gesture::TellRuns,
            "openRecord" => Gesture::OpenRecord { record_id: needed("recordId", record_id)? },
            "dismiss" => Gesture::Dismiss { id: needed("id", id)? },
            "record" => {
                Gesture::Record { contact: needed("contact", contact)?, change: needed("do", change)? }
            }
            "lookForFlows" => Gesture::LookForFlows,
            "signIn" => Gesture::SignIn,
            "allowCookies" => Gesture::AllowCookies,
            "tryAgain" => Gesture::TryAgain,
            "useThisTab" => Gesture::UseThisTab,
            _ => return Err(PressError::Unknown(press)),
        })
    }
}

fn needed<T>(name: &'static str, field: Option<T>) -> Result<T, PressError> {
    field.ok_or(PressError::Missing(name))
}
