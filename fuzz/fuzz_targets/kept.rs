//! Any text as what a browser kept, or as a configuration: it is read or named as a problem, and what was read stays the same when
//! it is kept again.

#![no_main]

use desk::{Config, Memory, Properties};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let memory = Memory::from_text(text);
    assert!(memory.problems.iter().all(|problem| !problem.to_string().is_empty()));
    let kept = memory.value.to_text();
    let again = Memory::from_text(&kept);
    assert!(again.problems.is_empty(), "{:?}", again.problems);
    assert_eq!(again.value.to_text(), kept);

    // As text: a NaN is kept, and equals nothing.
    let kept = Properties::from_text(text).value.to_text();
    let again = Properties::from_text(&kept);
    assert!(again.problems.is_empty(), "{:?}", again.problems);
    assert_eq!(again.value.to_text(), kept);

    if let Ok(document) = serde_json::from_str(text)
        && let Err(error) = Config::from_json(&document)
    {
        assert!(!error.to_string().is_empty());
    }
});
