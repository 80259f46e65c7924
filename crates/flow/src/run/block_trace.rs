//! What a run keeps of each block it executed.

use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::program::ProgramBlock;
use crate::{Effect, Exception, Map, Millis, Note, Port, Reply, Text, Value};

/// One execution of one block. What the block is called can be read of it directly ([`BlockName`]).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BlockTrace {
    /// Which block.
    #[serde(flatten)]
    pub named: Arc<BlockName>,
    /// Its arguments, resolved and cast.
    pub inputs: Map<Value>,
    /// The port it left through; absent at an End, while it runs, and when it failed without a failure port.
    pub port: Option<Port>,
    /// Its results.
    pub results: Value,
    /// Why it did not do its work.
    pub exception: Option<Exception>,
    /// When it began.
    pub started: Millis,
    /// When it ended, or was stopped.
    pub ended: Option<Millis>,
    /// What it asked of the world.
    pub calls: Vec<Call>,
    /// What it wants the administrator to know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
}

/// What a block is called: once for the program and all entries of its runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BlockName {
    /// Id of the block.
    pub block: Text,
    /// Its type id.
    pub type_id: Text,
    /// The label its author gave it, else the title of its type.
    pub title: Text,
}

impl Deref for BlockTrace {
    type Target = BlockName;

    fn deref(&self) -> &BlockName {
        &self.named
    }
}

/// One effect and its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Call {
    /// What was asked, shared with whoever performs it.
    pub effect: Arc<Effect>,
    /// The answer, once it is there.
    pub reply: Option<Reply>,
    /// When it was asked.
    pub asked: Millis,
    /// When it was answered.
    pub answered: Option<Millis>,
}

impl BlockTrace {
    pub(super) fn begin(block: &ProgramBlock, inputs: Map<Value>, now: Millis) -> BlockTrace {
        BlockTrace {
            named: Arc::clone(&block.named),
            inputs,
            port: None,
            results: Value::Undefined,
            exception: None,
            started: now,
            ended: None,
            calls: Vec::new(),
            notes: Vec::new(),
        }
    }

    pub(super) fn end(&mut self, port: Option<Port>, results: Value, now: Millis) {
        self.port = port;
        self.results = results;
        self.ended = Some(now);
    }

    /// Whether the block came to its own end, well or not; one that was stopped did not.
    pub(super) fn is_done(&self) -> bool {
        let left = self.port.is_some() || self.exception.is_some() || !self.results.is_undefined();
        self.ended.is_some() && left
    }

    /// Whether the block did its work.
    pub fn success(&self) -> bool {
        self.exception.is_none() && self.ended.is_some()
    }

    /// `{success, results, exception}`, as later blocks read it under `$.actions.<id>` (`reference/cti-flows.md` §1.3).
    pub fn to_value(&self) -> Value {
        let exception = self.exception.as_ref().map_or(Value::Null, |exception| exception.to_string().into());
        Value::map([
            ("success", self.success().into()),
            ("results", self.results.clone()),
            ("exception", exception),
        ])
    }
}
