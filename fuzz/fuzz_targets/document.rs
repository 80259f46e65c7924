//! Any text as a flow file: it loads, saves as it was, compiles, and runs to an end whatever is answered.

#![no_main]

use flow::{Answer, Context, DeskEffect, Document, Effect, Limits, PageEffect, Run, Step, Value, compile};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (document, mut diagnostics) = Document::parse(text);
    assert_eq!(document.to_text(), text, "an unchanged file comes back to the byte");
    assert!(!document.blocks().iter().any(|block| *block.id == *document.new_id()), "a new id is new");
    let (program, more) = compile(&document);
    diagnostics.extend(more);
    for diagnostic in &diagnostics {
        assert!(!diagnostic.to_string().is_empty());
    }
    let limits = Limits { steps: 60, data: 1_000_000, ..Limits::default() };
    let contact =
        Value::map([("attributes", Value::map([("a", "1")])), ("rawPhoneNumber", "+14155552671".into())]);
    let context = Context { contact, payload: "p".into(), ..Context::default() };
    let (mut run, mut step) = Run::start(&program, context, limits, 0);
    for now in 1..1000 {
        step = match step {
            Step::Finished(outcome) => {
                assert!(!outcome.to_string().is_empty());
                break;
            }
            Step::Yield => run.wake(&program, now).expect("a run that yielded goes on"),
            Step::Perform(effect) => {
                let answer = match &*effect {
                    Effect::Desk(DeskEffect::ReadProperty { .. }) => Answer::Value { value: Value::Null },
                    Effect::Page(PageEffect::ParsePhone { .. }) => Answer::Phone { phone: None },
                    _ => Answer::Done,
                };
                run.resume(&program, Ok(answer), now)
            }
        };
    }
    assert!(run.outcome().is_some(), "every run comes to an end");
});
