//! Any text as a scenario, with the flow in front of it after a line `---`: it is refused with a sentence, or played.

#![no_main]

use libfuzzer_sys::fuzz_target;

/// A flow that asks for a little of everything, for inputs that bring none.
const FLOW: &str = include_str!("../../flows/voice-screen-pop.json");

fuzz_target!(|text: &str| {
    let (flow, scenario) = text.split_once("\n---\n").unwrap_or((FLOW, text));
    match cti::try_scenario(flow, scenario) {
        Ok((cases, well)) => assert!(well <= cases),
        Err(sentence) => assert!(!sentence.is_empty()),
    }
});
