//! Any text as a flow file of the page, which reads it straight into a program: it is the program that tools compile from the
//! document, and it runs to an end whatever is answered, also when it is stored and read again between two steps. Answers
//! stand behind a line `---`, one a line.

#![no_main]

use flow::{Answer, Context, Document, Flow, Limits, Reply, Run, Step, Value, compile};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (file, answers) = text.split_once("\n---\n").unwrap_or((text, ""));
    let (document, _) = Document::parse(file);
    let (compiled, _) = compile(&document);
    let Some(value) = Value::from_json_text(file) else {
        assert!(
            document.blocks().is_empty() || file.starts_with('\u{feff}'),
            "tools read it, the page does not"
        );
        return;
    };
    let flow = Flow::read(&value, &flow::Aliases::new());
    assert_eq!(format!("{:?}", flow.program), format!("{compiled:?}"), "one file, two programs");
    assert_eq!(flow.active, document.active());

    let mut answers = answers.lines().map(|line| {
        let reply: Reply = serde_json::from_str(line).unwrap_or(Ok(Answer::Done));
        reply
    });
    let limits = Limits { steps: 60, data: 1_000_000, ..Limits::default() };
    let contact = Value::map([("contactId", "c".into()), ("attributes", Value::map([("a", "1")]))]);
    let context = Context { contact, payload: "p".into(), ..Context::default() };
    let (mut run, mut step) = Run::start(&flow.program, context, limits, 0);
    for now in 1..1000 {
        let stored = serde_json::to_string(&run).expect("a run can be written");
        run = serde_json::from_str(&stored).expect("a stored run can be read");
        assert_eq!(serde_json::to_string(&run).expect("writes"), stored);
        step = match step {
            Step::Finished(_) => break,
            Step::Yield => run.wake(&flow.program, now).expect("a run that yielded goes on"),
            Step::Perform(_) => run.resume(&flow.program, answers.next().unwrap_or(Ok(Answer::Done)), now),
        };
    }
    assert!(run.outcome().is_some(), "every run comes to an end");
});
