//! Faults by name: what goes wrong, where, and how often.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::clock::Millis;

/// Where a fault strikes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Target {
    /// A method of Open CTI, for instance `saveLog`; `*` is any.
    OpenCti(String),
    /// A method of the org's Apex, asked by `runApex`: `Class.method`.
    Apex(String),
    /// A request to Amazon Connect, for instance `acceptContact`; `*` is any, `*ContactRecording` all that end so.
    Connect(String),
    /// The acknowledge of the Contact Control Panel, first and later ones.
    Acknowledge,
}

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Mishap {
    /// The call fails; nothing is done.
    Fails {
        /// Error code; Open CTI guide: "Common Error Messages".
        code: String,
        /// Text for people.
        description: String,
        /// Extra information of a failed save.
        #[serde(default)]
        details: Details,
    },
    /// The call throws before it is sent. Natively; in a page the host writes the method into the library.
    Throws {
        /// Message of the error.
        message: String,
    },
    /// No answer ever comes. What was asked is done all the same, unless `done` is false.
    Never {
        /// Whether the call takes effect.
        #[serde(default = "yes")]
        done: bool,
    },
    /// The answer comes after this many milliseconds.
    Late {
        /// Delay.
        after: Millis,
    },
    /// The answer comes twice.
    Twice,
    /// `runApex` answers this text.
    AnswersText {
        /// The text.
        text: String,
    },
    /// The answer of `SwitchboardFlows.read` has lost the second half of its flows and does not say so.
    HalfList,
    /// The answer of a class of the org package has the revision before the present one.
    OldRevision,
    /// `saveLog` answers in this form.
    AnswersAs {
        /// The form.
        form: SaveForm,
    },
}

fn yes() -> bool {
    true
}

/// The forms of `details` in a failed save. Open CTI guide documents a list; adapters met an object.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Details {
    /// No details.
    #[default]
    Absent,
    /// A list of one object, as documented.
    List(Value),
    /// The object itself, as observed.
    Object(Value),
}

impl Details {
    /// The value of the key `details`, when there is one.
    pub fn value(&self) -> Option<Value> {
        match self {
            Details::Absent => None,
            Details::List(value) => Some(json!([value])),
            Details::Object(value) => Some(value.clone()),
        }
    }
}

/// The forms in which a successful save answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SaveForm {
    /// `{"recordId": "00T…"}`, as observed.
    #[default]
    RecordId,
    /// `"00T…"`, as documented.
    Text,
    /// `{"id": "00T…"}`, as a replacement shim does.
    Id,
}

impl SaveForm {
    /// The return value for a saved id.
    pub fn answer(self, id: &str) -> Value {
        match self {
            SaveForm::RecordId => json!({ "recordId": id }),
            SaveForm::Text => json!(id),
            SaveForm::Id => json!({ "id": id }),
        }
    }
}

/// A fault waiting to strike.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Fault {
    /// Where.
    pub target: Target,
    /// What.
    pub mishap: Mishap,
    /// How many times.
    #[serde(default = "once")]
    pub times: u32,
}

fn once() -> u32 {
    1
}

impl Fault {
    /// A fault that strikes a method of Open CTI once.
    pub fn once(method: &str, mishap: Mishap) -> Self {
        Fault { target: Target::OpenCti(method.to_owned()), mishap, times: 1 }
    }

    /// A fault that strikes the reading of the org's flows once.
    fn reading_flows(mishap: Mishap) -> Self {
        Fault { target: Target::Apex("SwitchboardFlows.read".to_owned()), mishap, times: 1 }
    }

    /// The fault of a name, for deep links and the control strip.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "next-save-fails" => Fault::once("saveLog", save_failure(Details::List)),
            "next-save-fails-object" => Fault::once("saveLog", save_failure(Details::Object)),
            "no-call-center" => Fault::once(
                "saveLog",
                Mishap::Fails {
                    code: "GENERIC_ERROR".into(),
                    description: "User is not assigned to a Call Center".into(),
                    details: Details::Absent,
                },
            ),
            "callback-never-comes" => Fault::once("saveLog", Mishap::Never { done: true }),
            "save-answers-late" => Fault::once("saveLog", Mishap::Late { after: 30_000 }),
            "save-answers-twice" => Fault::once("saveLog", Mishap::Twice),
            "save-answers-text" => Fault::once("saveLog", Mishap::AnswersAs { form: SaveForm::Text }),
            "save-answers-id" => Fault::once("saveLog", Mishap::AnswersAs { form: SaveForm::Id }),
            "search-fails" => Fault::once(
                "searchAndScreenPop",
                Mishap::Fails {
                    code: "SERVER_ERROR".into(),
                    description: "A problem was encountered on the server.".into(),
                    details: Details::Absent,
                },
            ),
            "open-cti-silent" => Fault {
                target: Target::OpenCti("*".into()),
                mishap: Mishap::Never { done: false },
                times: u32::MAX,
            },
            "ccp-silent" => {
                Fault { target: Target::Acknowledge, mishap: Mishap::Never { done: false }, times: u32::MAX }
            }
            "dial-fails" => Fault {
                target: Target::Connect("createOutboundContact".into()),
                mishap: Mishap::Fails {
                    code: "BadEndpointException".into(),
                    description: "The number cannot be dialled.".into(),
                    details: Details::Absent,
                },
                times: 1,
            },
            "recording-fails" => Fault {
                target: Target::Connect("*ContactRecording".into()),
                mishap: Mishap::Fails {
                    code: "InvalidRequestException".into(),
                    description: "The recording cannot be changed.".into(),
                    details: Details::Absent,
                },
                times: 1,
            },
            "org-flows-denied" => Fault::reading_flows(Mishap::AnswersText {
                text: json!({ "state": "denied", "revision": null }).to_string(),
            }),
            "org-flows-slow" => Fault::reading_flows(Mishap::Late { after: 30_000 }),
            "org-flows-never" => Fault::reading_flows(Mishap::Never { done: true }),
            "org-flows-garbage" => {
                Fault::reading_flows(Mishap::AnswersText { text: "<html>Down for maintenance".into() })
            }
            "org-flows-half" => Fault::reading_flows(Mishap::HalfList),
            "org-flows-old" => Fault::reading_flows(Mishap::OldRevision),
            "org-flows-class-missing" => Fault::reading_flows(Mishap::Fails {
                code: "SERVER_ERROR".into(),
                description: "Could not load Apex class: SwitchboardFlows.".into(),
                details: Details::Absent,
            }),
            "log-class-answer-lost" => Fault {
                target: Target::Apex("SwitchboardLogs.save".to_owned()),
                mishap: Mishap::Never { done: true },
                times: 1,
            },
            "apex-silent" => Fault::once("runApex", Mishap::Never { done: true }),
            "apex-answers-twice" => Fault::once("runApex", Mishap::Twice),
            _ => return None,
        })
    }

    /// The names that [`Fault::named`] knows.
    pub const NAMES: &[&str] = &[
        "next-save-fails",
        "next-save-fails-object",
        "no-call-center",
        "callback-never-comes",
        "save-answers-late",
        "save-answers-twice",
        "save-answers-text",
        "save-answers-id",
        "search-fails",
        "open-cti-silent",
        "ccp-silent",
        "dial-fails",
        "recording-fails",
        "org-flows-denied",
        "org-flows-slow",
        "org-flows-never",
        "org-flows-garbage",
        "org-flows-half",
        "org-flows-old",
        "org-flows-class-missing",
        "log-class-answer-lost",
        "apex-silent",
        "apex-answers-twice",
    ];
}

fn save_failure(form: fn(Value) -> Details) -> Mishap {
    Mishap::Fails {
        code: "GENERIC_ERROR".into(),
        description: "saveLog() failed. See details.".into(),
        details: form(json!({
            "message": "The record could not be saved.",
            "pageErrors": [],
            "fieldErrors": { "Status": [ {
                "statusCode": "FIELD_CUSTOM_VALIDATION_EXCEPTION",
                "message": "Calls may not be logged after hours.",
                "fieldLabel": "Status",
                "columnApiName": "Status"
            } ] },
            "potentialDuplicates": []
        })),
    }
}

/// The faults that have not struck yet.
#[derive(Clone, Debug, Default)]
pub struct FaultBook {
    waiting: Vec<Fault>,
}

impl FaultBook {
    /// Adds a fault, after those already waiting.
    pub fn add(&mut self, fault: Fault) {
        self.waiting.push(fault);
    }

    /// Forgets every fault.
    pub fn clear(&mut self) {
        self.waiting.clear();
    }

    /// The faults still waiting.
    pub fn waiting(&self) -> &[Fault] {
        &self.waiting
    }

    /// Takes the first fault for a method of Open CTI.
    pub fn strike_open_cti(&mut self, method: &str) -> Option<Mishap> {
        self.strike(|target| matches!(target, Target::OpenCti(name) if name == method || name == "*"))
    }

    /// Takes the first fault for a method of Apex.
    pub fn strike_apex(&mut self, class: &str, method: &str) -> Option<Mishap> {
        self.strike(
            |target| matches!(target, Target::Apex(name) if name.split_once('.') == Some((class, method))),
        )
    }

    /// Takes the first fault for a request to Amazon Connect.
    pub fn strike_connect(&mut self, method: &str) -> Option<Mishap> {
        self.strike(|target| match target {
            // What begins with a star is any operation that ends so.
            Target::Connect(name) => match name.strip_prefix('*') {
                Some(end) => method.ends_with(end),
                None => name == method,
            },
            _ => false,
        })
    }

    /// Takes the first fault for an acknowledge.
    pub fn strike_acknowledge(&mut self) -> Option<Mishap> {
        self.strike(|target| *target == Target::Acknowledge)
    }

    fn strike(&mut self, hit: impl Fn(&Target) -> bool) -> Option<Mishap> {
        let at = self.waiting.iter().position(|fault| hit(&fault.target))?;
        let fault = &mut self.waiting[at];
        fault.times = fault.times.saturating_sub(1);
        let mishap = fault.mishap.clone();
        if fault.times == 0 {
            self.waiting.remove(at);
        }
        Some(mishap)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_strikes_as_often_as_it_says() {
        let mut book = FaultBook::default();
        book.add(Fault { target: Target::OpenCti("saveLog".into()), mishap: Mishap::Twice, times: 2 });
        assert_eq!(book.strike_open_cti("screenPop"), None);
        assert_eq!(book.strike_open_cti("saveLog"), Some(Mishap::Twice));
        assert_eq!(book.strike_open_cti("saveLog"), Some(Mishap::Twice));
        assert_eq!(book.strike_open_cti("saveLog"), None);
    }

    #[test]
    fn every_name_is_known_and_nothing_else() {
        assert!(Fault::NAMES.iter().all(|name| Fault::named(name).is_some()));
        assert_eq!(Fault::named("unheard of"), None);
    }

    #[test]
    fn a_fault_is_data() {
        let fault: Fault = serde_json::from_value(json!({
            "target": { "openCti": "saveLog" }, "mishap": { "kind": "never" }
        }))
        .unwrap();
        assert_eq!(fault, Fault::once("saveLog", Mishap::Never { done: true }));
    }

    #[test]
    fn details_come_in_two_forms() {
        assert_eq!(Details::List(json!({"message": "m"})).value(), Some(json!([{"message": "m"}])));
        assert_eq!(Details::Object(json!({"message": "m"})).value(), Some(json!({"message": "m"})));
        assert_eq!(Details::Absent.value(), None);
    }
}
