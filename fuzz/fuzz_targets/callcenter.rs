//! Any bytes as a call center definition: refused in sentences, or read, and the same when it is written and read again.

#![no_main]

use callcenter::{Form, losses, read, write};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let report = read(bytes, "fuzz.callCenter-meta.xml");
    for finding in &report.findings {
        assert!(!finding.fault.to_string().is_empty());
    }
    let Some(center) = report.call_center else {
        assert!(!report.findings.is_empty(), "what is refused is refused in words");
        return;
    };
    // Written it may have captions that the file had not.
    if losses(&center, Form::Import).is_empty() {
        let written = write(&center, Form::Import);
        let again = read(written.as_bytes(), "fuzz.xml");
        let again = again.call_center.unwrap_or_else(|| panic!("our own file: {:?}", again.findings));
        assert_eq!(write(&again, Form::Import), written);
    }
});
