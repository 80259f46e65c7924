//! Prepared replies to the effects of flows.

use std::collections::VecDeque;

use flow::{Answer, Failure, FailureKind, Millis, Reply};
use serde::{Deserialize, Serialize};

use super::host::Performed;
use crate::ports::Request;

/// One prepared reply.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "Written")]
pub struct ScriptedReply {
    /// The kind of effect it answers, by its word, for instance `saveRecord`.
    pub to: String,
    /// What is answered.
    pub reply: Scripted,
    /// Milliseconds until the answer comes.
    pub after_ms: Millis,
}

/// What is answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Scripted {
    /// It succeeds with this answer.
    Answers(Answer),
    /// It fails like this.
    Fails(Failure),
    /// No answer ever comes.
    Never,
    /// The world is asked, as if nothing were prepared: one that comes later may be.
    World,
}

/// A prepared reply as it stands in a file.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Written {
    to: String,
    #[serde(default)]
    after_ms: Millis,
    answers: Option<Answer>,
    fails: Option<Failure>,
    never: Option<bool>,
    world: Option<bool>,
}

impl TryFrom<Written> for ScriptedReply {
    type Error = String;

    fn try_from(written: Written) -> Result<ScriptedReply, String> {
        let reply = match (written.answers, written.fails, written.never, written.world) {
            (Some(answer), None, None, None) => Scripted::Answers(answer),
            (None, Some(failure), None, None) => Scripted::Fails(failure),
            (None, None, Some(true), None) => Scripted::Never,
            (None, None, None, Some(true)) => Scripted::World,
            _ => {
                return Err(format!(
                    "the reply to {} needs one of: answers, fails, \"never\": true, \"world\": true",
                    written.to
                ));
            }
        };
        Ok(ScriptedReply { to: written.to, reply, after_ms: written.after_ms })
    }
}

/// The prepared replies that are left.
#[derive(Debug, Default)]
pub(super) struct Script {
    left: VecDeque<ScriptedReply>,
    /// Flows ask only what has a prepared reply.
    only: bool,
}

/// The log of a call is one record, whoever writes it: the desk saves it for the flow, by Open CTI or by the org's own class.
const SAVE: &str = "saveRecord";
const WRITE_LOG: &str = "writeLog";

impl Script {
    pub(super) fn replace(&mut self, replies: Vec<ScriptedReply>) {
        self.left = replies.into();
    }

    pub(super) fn only(&mut self) {
        self.only = true;
    }

    /// The reply to an effect, when there is one that does not come from the world.
    pub(super) fn reply<E: Serialize>(&mut self, request: &Request<E>) -> Option<Performed> {
        let kind = kind(&request.effect);
        if request.run.is_none() && kind != SAVE {
            return None;
        }
        let at = self.left.iter().position(|reply| reply.to == kind);
        if let Some(scripted) = at.and_then(|at| self.left.remove(at)) {
            match scripted.reply {
                Scripted::Answers(answer) => return Some(Performed::Answered(Ok(answer), scripted.after_ms)),
                Scripted::Fails(failure) => {
                    return Some(Performed::Answered(Err(failure), scripted.after_ms));
                }
                Scripted::Never => return Some(Performed::Never),
                Scripted::World => {}
            }
        }
        let unavailable = || -> Reply {
            let message = format!("the scenario has no reply left to {kind}, and no world");
            Err(Failure::new(FailureKind::Unavailable, message))
        };
        (self.only && request.run.is_some()).then(|| Performed::Answered(unavailable(), 0))
    }

    /// Kinds of effects whose prepared replies nobody has asked for.
    pub(super) fn left_over(&self) -> impl Iterator<Item = &str> {
        self.left.iter().map(|reply| reply.to.as_str())
    }
}

/// The word for an effect in its written form; that of a save for each way of saving.
fn kind(effect: &impl Serialize) -> String {
    let json = serde_json::to_value(effect).unwrap_or_default();
    match json["effect"].as_str() {
        Some(WRITE_LOG) => SAVE.to_owned(),
        kind => kind.unwrap_or_default().to_owned(),
    }
}
