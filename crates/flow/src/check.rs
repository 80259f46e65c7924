//! What is odd in a flow that can be read (`reference/cti-flows.md` §1.8).

use crate::{Diagnostic, Document, Finding, Program};

/// Everything the catalogue and the wiring have to say about a flow.
pub(crate) fn check(document: &Document, program: &Program) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    match program.start {
        Ok(_) => {}
        Err(0) => {
            found.push(Diagnostic { finding: Finding::NoStart, block: None, argument: None, place: None })
        }
        Err(count) => {
            found.push(Diagnostic {
                finding: Finding::SeveralStarts { count },
                block: None,
                argument: None,
                place: None,
            });
        }
    }
    let _ = document;
    found
}
