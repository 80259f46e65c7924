//! The flow engine on a flow of ten blocks that waits for nobody: what `cargo xtask bench engine` measures, natively and
//! in wasm. The other engines' versions of the same flow stand in `js/`.

use flow::{
    Answer, Context, DeskEffect, Diagnostic, Document, Effect, Limits, PageEffect, Phone, Program, Run,
    Severity, Step, Value, compile,
};
use wasm_bindgen::prelude::wasm_bindgen;

/// The allocator of the softphone core: what is measured is what ships.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The flow: start, get attribute, if, format, set, get, template, is truthy, log, end.
const FLOW: &str = include_str!("../flow.json");

/// What the flow logs: `js/world.mjs` wants the same of the others.
const LOGGED: &str = "gold customer calls from (415) 555-0142";

/// How many flows of ten make the large one.
const PARTS: usize = 6;

/// # Panics
/// The flow is not as its author meant it; that its blocks have no titles of their own is meant.
fn check(diagnostics: &[Diagnostic]) {
    let worse = diagnostics.iter().any(|diagnostic| diagnostic.severity() != Severity::Info);
    assert!(!worse, "{diagnostics:?}");
}

/// Runs the flow so many times, from the snapshot of the contact to the outcome. Gives how many blocks ran.
///
/// # Panics
/// The flow does not do what it should: then there is nothing to measure.
#[wasm_bindgen]
pub fn run(count: u32) -> u32 {
    let (program, diagnostics) = compile(&Document::parse(FLOW).0);
    check(&diagnostics);
    let context = Context { contact: contact(), ..Context::default() };
    (0..count).map(|_| run_once(&program, context.clone())).sum()
}

/// Loads and compiles a flow of sixty blocks so many times. Gives how many blocks there were.
#[wasm_bindgen]
pub fn load(count: u32) -> u32 {
    let text = large();
    let blocks = |_| {
        let (document, _) = Document::parse(&text);
        let (_, diagnostics) = compile(&document);
        check(&diagnostics);
        document.blocks().len() as u32
    };
    (0..count).map(blocks).sum()
}

/// One run, whose effects are answered at once.
fn run_once(program: &Program, context: Context) -> u32 {
    let mut kept = Value::Undefined;
    let mut logged = false;
    let (mut run, mut step) = Run::start(program, context, Limits::default(), 0);
    loop {
        step = match step {
            Step::Finished(_) => break,
            Step::Yield => match run.wake(program, 1) {
                Some(step) => step,
                None => break,
            },
            Step::Perform(effect) => {
                let answer = match &*effect {
                    Effect::Page(PageEffect::ParsePhone { .. }) => Answer::Phone { phone: Some(phone()) },
                    Effect::Desk(DeskEffect::WriteProperty { value, .. }) => {
                        kept = value.clone();
                        Answer::Done
                    }
                    Effect::Desk(DeskEffect::ReadProperty { .. }) => Answer::Value { value: kept.clone() },
                    Effect::Page(PageEffect::Log { message, .. }) => {
                        logged = message == LOGGED;
                        Answer::Done
                    }
                    _ => Answer::Done,
                };
                run.resume(program, Ok(answer), 1)
            }
        };
    }
    assert!(logged, "the flow does not do what it should");
    run.entries().len() as u32
}

/// A contact with what most flows read.
fn contact() -> Value {
    Value::map([
        ("contactId", Value::from("00000000-0000-4000-8000-000000000001")),
        ("type", "voice".into()),
        ("status", "connecting".into()),
        ("queue", "Priority".into()),
        ("rawPhoneNumber", "+14155550142".into()),
        ("isInbound", true.into()),
        ("attributes", Value::map([("tier", "gold"), ("language", "en"), ("caseNo", "00001026")])),
    ])
}

/// What a library would make of the number.
fn phone() -> Phone {
    Phone {
        e164: "+14155550142".into(),
        national: "(415) 555-0142".into(),
        international: "+1 415 555 0142".into(),
        country: Some("US".into()),
        national_number: "4155550142".into(),
        extension: None,
        valid: true,
    }
}

/// The flow six times over, one after the other: each End becomes the Log that leads to the next part's first block.
fn large() -> String {
    let (head, rest) = FLOW.split_once('[').unwrap_or_default();
    let (blocks, _) = rest.rsplit_once(']').unwrap_or_default();
    let part = |part: usize| {
        let next = part + 1;
        let mut text = blocks.to_owned();
        for block in (0..10).rev() {
            text = text.replace(&format!("uid-{block}"), &format!("uid_{part}{block}"));
        }
        if part > 0 {
            let start = format!(r#""id": "uid_{part}0", "type": "SE_Start", "meta": {{}}, "controls": {{}}"#);
            text = text.replace(&start, &format!(r#""id": "uid_{part}0", {LOG}"#));
        }
        if next < PARTS {
            let end = format!(
                r#""id": "uid_{part}9", "type": "SE_End", "meta": {{}}, "controls": {{}}, "ports": {{}}"#
            );
            let on = format!(r#""id": "uid_{part}9", {LOG}, "ports": {{ "done": "uid_{next}0" }}"#);
            text = text.replace(&end, &on);
        }
        text
    };
    let parts: Vec<String> = (0..PARTS).map(part).collect();
    format!("{head}[{}]}}", parts.join(",")).replace("uid_", "uid-")
}

const LOG: &str = r#""type": "SE_Log", "meta": {}, "controls": { "message": "on" }"#;

#[cfg(test)]
mod tests {
    use super::{load, run};

    #[test]
    fn ten_blocks_run_and_sixty_load_without_findings() {
        assert_eq!(run(3), 30);
        assert_eq!(load(2), 120);
    }
}
