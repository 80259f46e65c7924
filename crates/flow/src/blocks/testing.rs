//! How blocks are tried: controls, context and answers in, effects, port and results out. Everything is JSON text, so a
//! test is a few short lines of data.

use crate::{BlockTrace, Context, Document, Limits, Outcome, Reply, Run, Step, Value, compile};

/// `+1 415 555 2671` as an answer.
pub(crate) const AMERICAN: &str = r#"{"answer":"phone","phone":{"e164":"+14155552671","national":"(415) 555-2671","international":"+1 415 555 2671","country":"US","nationalNumber":"4155552671","extension":null,"valid":true}}"#;

/// Codes of what parsing and compiling these actions find.
pub(crate) fn findings(actions: &str) -> Vec<String> {
    let (document, mut found) = Document::parse(&format!(r#"{{"actions":{actions}}}"#));
    found.extend(compile(&document).1);
    found.iter().map(|diagnostic| diagnostic.finding.code()).collect()
}

/// Runs these actions, with no answers at hand.
pub(crate) fn flow(actions: &str) -> Trial {
    Trial { actions: actions.to_owned(), context: Context::default(), replies: Vec::new() }
}

/// Tries one block, whose id is `b`, with these controls.
#[track_caller]
pub(crate) fn try_block(type_id: &str, controls: &str) -> Trial {
    let trial = match type_id {
        "SE_Start" => format!(r#"[{{"id":"b","type":"SE_Start","controls":{controls}}}]"#),
        _ => format!(
            r#"[{{"id":"a","type":"SE_Start","ports":{{"done":"b"}}}},{{"id":"b","type":"{type_id}","controls":{controls}}}]"#
        ),
    };
    flow(&trial)
}

/// A trial being prepared; the checks run it.
#[derive(Clone, Debug)]
pub(crate) struct Trial {
    actions: String,
    context: Context,
    replies: Vec<Reply>,
}

#[track_caller]
fn value(json: &str) -> Value {
    serde_json::from_str(json).expect(json)
}

#[track_caller]
fn json<T: serde::Serialize>(thing: &T) -> String {
    serde_json::to_string(thing).expect("writes")
}

impl Trial {
    #[track_caller]
    pub(crate) fn contact(mut self, json: &str) -> Trial {
        self.context.contact = value(json);
        self
    }

    #[track_caller]
    pub(crate) fn payload(mut self, json: &str) -> Trial {
        self.context.payload = value(json);
        self
    }

    #[track_caller]
    pub(crate) fn agent(mut self, json: &str) -> Trial {
        self.context.agent = value(json);
        self
    }

    #[track_caller]
    pub(crate) fn user_profile(mut self, json: &str) -> Trial {
        self.context.user_profile = value(json);
        self
    }

    #[track_caller]
    pub(crate) fn settings(mut self, json: &str) -> Trial {
        self.context.settings = serde_json::from_str(json).expect(json);
        self
    }

    /// The next answer.
    #[track_caller]
    pub(crate) fn answer(mut self, json: &str) -> Trial {
        self.replies.push(Ok(serde_json::from_str(json).expect(json)));
        self
    }

    /// The next answer is a failure.
    #[track_caller]
    pub(crate) fn fault(mut self, json: &str) -> Trial {
        self.replies.push(Err(serde_json::from_str(json).expect(json)));
        self
    }

    #[track_caller]
    fn run(&self) -> (Run, Outcome) {
        let (document, _) = Document::parse(&format!(r#"{{"actions":{}}}"#, self.actions));
        let (program, _) = compile(&document);
        let (mut run, mut step) = Run::start(&program, self.context.clone(), Limits::default(), 0);
        let mut replies = self.replies.clone().into_iter();
        loop {
            step = match step {
                Step::Finished(outcome) => return (run, outcome),
                Step::Yield => run.wake(&program, 0).expect("goes on"),
                Step::Perform(effect) => match replies.next() {
                    Some(reply) => run.resume(&program, reply, 0),
                    None => {
                        let outcome = run.cancel(0);
                        assert_eq!(outcome, Outcome::Cancelled, "no answer for {effect:?}");
                        return (run, outcome);
                    }
                },
            };
        }
    }

    #[track_caller]
    fn last(&self) -> BlockTrace {
        self.run().0.entries().last().expect("a block ran").clone()
    }

    /// The outcome as a sentence.
    #[track_caller]
    pub(crate) fn outcome(&self) -> String {
        self.run().1.to_string()
    }

    /// What the last block asked of the world.
    #[track_caller]
    pub(crate) fn asks(self, effects: &str) -> Trial {
        let calls = self.last().calls;
        assert_eq!(json(&calls.iter().map(|call| &call.effect).collect::<Vec<_>>()), effects);
        self
    }

    /// How often the last block asked the world for something.
    #[track_caller]
    pub(crate) fn count_of_calls(&self) -> usize {
        self.last().calls.len()
    }

    /// The port the last block left through.
    #[track_caller]
    pub(crate) fn leaves(self, port: &str) -> Trial {
        let entry = self.last();
        assert_eq!(entry.port.map(|port| port.name()), Some(port), "{:?}", entry.exception);
        assert_eq!(entry.success(), port != "failure");
        self
    }

    /// The last block's results.
    #[track_caller]
    pub(crate) fn results(self, results: &str) -> Trial {
        assert_eq!(json(&self.last().results), results);
        self
    }

    /// The blocks that ran, by id.
    #[track_caller]
    pub(crate) fn runs(self, blocks: &[&str]) -> Trial {
        let (run, _) = self.run();
        let ran: Vec<&str> = run.entries().iter().map(|entry| entry.block.as_str()).collect();
        assert_eq!(ran, blocks);
        self
    }

    /// Why block `b` did not do its work.
    #[track_caller]
    pub(crate) fn exception_of_b(self, text: &str) -> Trial {
        let (run, _) = self.run();
        let entry = run.entries().iter().find(|entry| entry.block == "b").expect("it ran");
        assert_eq!(entry.exception.as_ref().map(ToString::to_string).as_deref(), Some(text));
        self
    }

    /// One of the last block's results.
    #[track_caller]
    pub(crate) fn result(self, name: &str, result: &str) -> Trial {
        assert_eq!(json(self.last().results.get(name)), result);
        self
    }

    /// What later blocks read of the last one.
    #[track_caller]
    pub(crate) fn entry(self, entry: &str) -> Trial {
        assert_eq!(json(&self.last().to_value()), entry);
        self
    }

    /// Why the last block did not do its work.
    #[track_caller]
    pub(crate) fn exception(self, text: &str) -> Trial {
        assert_eq!(self.last().exception.map(|exception| exception.to_string()).as_deref(), Some(text));
        self
    }

    /// What the last block wants the administrator to know.
    #[track_caller]
    pub(crate) fn notes(self, notes: &[&str]) -> Trial {
        let found: Vec<String> = self.last().notes.into_iter().map(|note| note.text.into()).collect();
        assert_eq!(found, notes);
        self
    }

    /// The run fails at the last block, because of this.
    #[track_caller]
    pub(crate) fn fails(self, text: &str) -> Trial {
        assert_eq!(self.outcome(), format!("failed at block b: {text}"));
        self.exception(text)
    }
}
