//! Any text as an action file: it is read or refused in sentences, the page reads the same, and its form can be opened, judged
//! and pressed.

#![no_main]

use actions::{Entry, Host, list, read};
use libfuzzer_sys::fuzz_target;

/// Numbers as Rust reads them, and patterns that nothing fits: how long a pattern takes is its author's affair.
struct Anything;

impl Host for Anything {
    fn number(&self, text: &str) -> Option<f64> {
        text.trim().parse().ok()
    }

    fn matches(&self, _: &str, _: &str) -> bool {
        false
    }
}

fuzz_target!(|text: &str| {
    let (action, findings) = read("fuzz.action.json", text);
    for finding in &findings {
        assert!(!finding.to_string().is_empty());
    }
    assert!(action.is_some() || !findings.is_empty(), "what is refused is refused in words");
    let on_the_page = list(&format!("[{}]", text.trim_start_matches('\u{feff}')));
    let Some(action) = action else { return };
    let expected: Vec<_> = Some(action.clone()).filter(|action| action.active).into_iter().collect();
    assert_eq!(on_the_page, expected, "tools and page read the same");

    let first: Vec<Entry> = action.fields.iter().map(|field| field.first_entry()).collect();
    let typed: Vec<Entry> = action.fields.iter().map(|_| Entry::Text(action.name.clone())).collect();
    for entries in [first, typed] {
        for (at, _) in action.problems(&entries, &Anything) {
            assert!(at < action.fields.len());
        }
        let payload = action.payload(&entries);
        assert!(payload.references.iter().all(|key| payload.pairs.iter().any(|(other, _)| other == key)));
    }
});
