//! What a block sees while it runs, and what it can do next.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{Answer, CallType, Context, Effect, Exception, Fields, Map, Port, Reply, Settings, Text, Value};

/// What a block does next.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockStep {
    /// Asks the world, and keeps a state for the answer.
    Call(Arc<Effect>, Value),
    /// Leaves, with results.
    Leave(Port, Value),
    /// Ends the flow.
    End,
    /// A look-up found nobody: through `failure` where something is connected to it, else through `success` with these
    /// results. Published flows connect only one of the two and mean both by it.
    FoundNobody(Exception, Value),
    /// Fails: through `failure` where there is such a port, else the run fails.
    Fail(Exception),
}

impl BlockStep {
    /// Local work is done.
    pub fn done(results: impl Into<Value>) -> BlockStep {
        BlockStep::Leave(Port::Done, results.into())
    }

    /// A call succeeded.
    pub fn success(results: impl Into<Value>) -> BlockStep {
        BlockStep::Leave(Port::Success, results.into())
    }

    /// A question is decided. The results are the bare boolean.
    pub fn decide(yes: bool) -> BlockStep {
        BlockStep::Leave(if yes { Port::True } else { Port::False }, yes.into())
    }

    /// Asks the world once.
    pub fn call(effect: impl Into<Effect>) -> BlockStep {
        BlockStep::Call(Arc::new(effect.into()), Value::Undefined)
    }

    /// The block's own refusal, in a sentence.
    pub fn refuse(reason: impl Into<Text>) -> BlockStep {
        BlockStep::Fail(Exception::Refused { reason: reason.into() })
    }

    /// The whole of a block with one call: what becomes of its answer. A failure of the host fails the block, and so
    /// does an answer `read` makes nothing of.
    pub fn after(reply: &Reply, read: &mut dyn FnMut(&Answer) -> Option<BlockStep>) -> BlockStep {
        match reply {
            Ok(answer) => read(answer).unwrap_or(BlockStep::Fail(Exception::UnexpectedAnswer)),
            Err(failure) => BlockStep::Fail(Exception::Host { failure: failure.clone() }),
        }
    }

    /// As [`BlockStep::after`], for a call that is only done: the block leaves with these results.
    pub fn when_done(reply: &Reply, port: Port, results: Value) -> BlockStep {
        BlockStep::after(reply, &mut |answer| {
            matches!(answer, Answer::Done).then(|| BlockStep::Leave(port, results.clone()))
        })
    }
}

/// Something a block wants the administrator to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// One sentence.
    pub text: Text,
}

/// What a block sees: its arguments, resolved and cast, and the run's context.
#[derive(Debug)]
pub struct BlockContext<'r> {
    pub(crate) inputs: &'r Map<Value>,
    pub(crate) context: &'r mut Context,
    pub(crate) notes: &'r mut Vec<Note>,
    /// Bytes that results may still take, roughly.
    pub(crate) room: usize,
    /// What the room was when the run began.
    pub(crate) limit: u32,
}

impl<'r> BlockContext<'r> {
    /// An argument as it is.
    pub fn value(&self, name: &str) -> &'r Value {
        self.inputs.get(name).unwrap_or(Value::UNDEFINED)
    }

    /// An argument as text. Absent when undefined, null or empty.
    pub fn text(&self, name: &str) -> Option<&'r str> {
        self.shared_text(name).map(Text::as_str)
    }

    /// The same, to be shared.
    pub fn shared_text(&self, name: &str) -> Option<&'r Text> {
        match self.value(name) {
            Value::Text(text) if !text.chars().all(char::is_whitespace) => Some(text),
            _ => None,
        }
    }

    /// An argument as a flag; absent is `false`.
    pub fn flag(&self, name: &str) -> bool {
        self.value(name).as_bool().unwrap_or(false)
    }

    /// A map argument as fields for a host: what is undefined is left out, never sent as null.
    pub fn fields(&self, name: &str) -> Fields {
        let entries = self.value(name).as_map().into_iter().flatten();
        let said = entries.filter(|(_, value)| !value.is_undefined());
        said.map(|(key, value)| (key.clone(), value.clone())).collect()
    }

    /// A call type argument; text that is none of the three fails the block.
    pub fn call_type(&self, name: &'static str) -> Result<CallType, Exception> {
        match self.value(name).as_text() {
            Some("inbound") => Ok(CallType::Inbound),
            Some("outbound") => Ok(CallType::Outbound),
            Some("internal") => Ok(CallType::Internal),
            _ => Err(Exception::WrongType {
                argument: name.into(),
                expected: "call type (inbound, outbound or internal)".into(),
                value: self.value(name).clone(),
            }),
        }
    }

    /// What the event or the action handed over; undefined when it handed over nothing.
    pub fn payload(&self) -> &Value {
        &self.context.payload
    }

    /// The contact in context; undefined when there is none.
    pub fn contact(&self) -> &Value {
        &self.context.contact
    }

    /// Id of the contact in context.
    pub fn contact_id(&self) -> Option<String> {
        self.contact().get("contactId").as_text().map(str::to_owned)
    }

    /// The contact in context, to be brought up to date after a block has changed the real one.
    pub(crate) fn contact_mut(&mut self) -> &mut Value {
        &mut self.context.contact
    }

    /// The country that numbers without a country code belong to.
    pub(crate) fn default_country(&self) -> Option<Text> {
        match self.context.agent.get("defaultCountry") {
            Value::Text(country) => Some(country.clone()),
            _ => None,
        }
    }

    /// The agent; undefined before Amazon Connect has reported her.
    pub fn agent(&self) -> &Value {
        &self.context.agent
    }

    /// Salesforce profile id of the running user.
    pub fn user_profile(&self) -> &Value {
        &self.context.user_profile
    }

    /// What the administrator chose.
    pub fn settings(&self) -> Settings {
        self.context.settings
    }

    /// Appends to a text that is being built; fails as soon as it is larger than a run may hold, before it is made.
    pub(crate) fn push_within_room(&self, text: &mut String, more: &str) -> Result<(), Exception> {
        if text.len() + more.len() > self.room {
            return Err(Exception::TooLarge { limit: self.limit });
        }
        text.push_str(more);
        Ok(())
    }

    /// Tells the administrator something, without failing.
    pub fn note(&mut self, text: impl Into<Text>) {
        self.notes.push(Note { text: text.into() });
    }
}
