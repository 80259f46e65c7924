//! Ports, ways, circles and references between blocks.

use super::{about, about_argument};
use crate::program::ProgramBlock;
use crate::{
    ArgumentRole, Block, Diagnostic, Document, DocumentBlock, Finding, Path, Port, Ports, Program, Text,
    Value,
};

/// Which block leads to which.
pub(super) struct Wiring {
    /// Blocks a way from Start leads to.
    reached: Vec<bool>,
    /// For each block, those a way leads to from it, itself only on a circle.
    after: Vec<Vec<bool>>,
    /// Blocks that wait: in a circle with one of them others come to work.
    delays: Vec<bool>,
    ids: Vec<Text>,
}

impl Wiring {
    /// Of blocks nobody here knows all ports count.
    pub(super) fn of(document: &Document, program: &Program) -> Wiring {
        let index_of = |id: &Text| document.blocks().iter().position(|block| block.id == *id);
        let next: Vec<Vec<usize>> = (document.blocks().iter().zip(&program.blocks))
            .map(|(block, compiled)| match compiled.block {
                Some(_) => compiled.targets.iter().copied().flatten().collect(),
                None => block.ports.values().filter_map(index_of).collect(),
            })
            .collect();
        let mut reached = vec![false; next.len()];
        if let Ok(start) = program.start {
            reached = after(&next, start);
            reached[start] = true;
        }
        let after = (0..next.len()).map(|from| after(&next, from)).collect();
        let delays = |block: &ProgramBlock| {
            block.block.is_some_and(|block| block.argument_with(ArgumentRole::Delay).is_some())
        };
        Wiring {
            reached,
            after,
            delays: program.blocks.iter().map(delays).collect(),
            ids: program.blocks.iter().map(|block| block.named.block.clone()).collect(),
        }
    }

    pub(super) fn reaches(&self, at: usize) -> bool {
        self.reached[at]
    }

    pub(super) fn check(
        &self,
        document: &Document,
        block: &DocumentBlock,
        known: Option<&Block>,
        at: usize,
        found: &mut Vec<Diagnostic>,
    ) {
        for (port, target) in &block.ports {
            let (port, target) = (port.clone(), target.clone());
            if let Some(known) = known
                && !known.ports.all().iter().any(|p| port == p.name())
            {
                let names: Vec<&str> = known.ports.all().iter().map(|p| p.name()).collect();
                let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
                found.push(about(
                    block,
                    Finding::UnknownPort { type_id: block.type_id.clone(), port, known: names.into() },
                ));
            } else if document.block(&target).is_none() {
                found.push(about(block, Finding::DanglingTarget { port, target }));
            }
        }
        let any_start = self.reached.contains(&true);
        if any_start && !self.reached[at] {
            found.push(about(block, Finding::Unreachable));
        }
        // A Delay in the circle would be among those before and after.
        let on_circle = |other: usize| self.after[at][other] && self.after[other][at];
        let delayed = || (0..self.after.len()).any(|other| on_circle(other) && self.delays[other]);
        if self.after[at][at] && !delayed() {
            found.push(about(block, Finding::Circle));
        }
        let calls = known.is_some_and(|known| known.ports == Ports::Call);
        if calls && self.reached[at] && !block.ports.contains_key(Port::Failure.name()) {
            let looks_up = known.is_some_and(|known| known.argument_with(ArgumentRole::LookUp).is_some());
            found.push(about(
                block,
                if looks_up { Finding::NobodyFoundGoesOn } else { Finding::FailureUnconnected },
            ));
        }
    }

    /// Whether a search may have nothing to search for and another one, for something else, follows only its success: the
    /// published flows that are drawn so rely on empty searches succeeding.
    pub(super) fn relies_on_empty_search(&self, document: &Document, program: &Program, at: usize) -> bool {
        let text_of = |at: usize| {
            let argument = program.blocks[at].block?.argument_with(ArgumentRole::Search)?;
            document.blocks()[at].controls.get(argument.name)
        };
        let may_be_empty = |text: &Value| text.as_text().and_then(Path::of_reference).is_some();
        let compiled = &program.blocks[at];
        let (Some(text), Some(success), Some(failure)) =
            (text_of(at), compiled.target(Port::Success), compiled.target(Port::Failure))
        else {
            return false;
        };
        let leads = |from: usize, to: usize| from == to || self.after[from][to];
        let is_another = |other: usize| text_of(other).is_some_and(|other| other != text);
        let mut others = (0..program.blocks.len()).filter(|other| is_another(*other));
        may_be_empty(text) && others.any(|other| leads(success, other) && !leads(failure, other))
    }

    /// Looks at what a block's arguments refer to.
    pub(super) fn check_references(
        &self,
        block: &DocumentBlock,
        compiled: &ProgramBlock,
        at: usize,
        found: &mut Vec<Diagnostic>,
    ) {
        let arguments = compiled.block.map_or(&[][..], |block| block.arguments);
        for (argument, source) in arguments.iter().zip(&compiled.sources) {
            source.paths(&mut |path| {
                if let Some(finding) = self.odd_reference(path, at) {
                    found.push(about_argument(block, argument.name, finding));
                }
            });
            for_each_text(control_of(compiled, block, argument.name), &mut |text| {
                if looks_like_reference(text) {
                    let text = Text::new(text);
                    found.push(about_argument(block, argument.name, Finding::NotAReference { text }));
                }
            });
        }
    }

    fn odd_reference(&self, path: &Path, at: usize) -> Option<Finding> {
        let keys: Vec<&str> = path.keys().iter().map(String::as_str).collect();
        let reference = Text::from(format!("$.{}", keys.join(".")));
        match keys.as_slice() {
            ["actions", target, ..] => match self.ids.iter().position(|id| id == target) {
                None => Some(Finding::DanglingReference { reference, target: Text::new(target) }),
                Some(from) if !self.after[from][at] && self.reached[at] => {
                    Some(Finding::NotUpstream { reference, target: Text::new(target) })
                }
                Some(_) => None,
            },
            ["contact", "parsedNumber", "phone"] => {
                let instead =
                    "read parsedNumber.nationalNumber, or parsedNumber.number for the international one";
                Some(Finding::DeprecatedReference { reference, instead: instead.into() })
            }
            ["actions" | "payload" | "contact" | "agent" | "userProfile", ..] => None,
            [root, ..] => Some(Finding::UnknownRoot { root: Text::new(root), reference }),
            [] => None,
        }
    }
}

/// What the file gives to an argument of a block of the catalogue.
fn control_of<'d>(compiled: &ProgramBlock, block: &'d DocumentBlock, name: &str) -> Option<&'d Value> {
    compiled.block?.argument(name)?.given(&block.controls)
}

/// Blocks a way of at least one step leads to.
fn after(next: &[Vec<usize>], from: usize) -> Vec<bool> {
    let mut reached = vec![false; next.len()];
    let mut open = next[from].clone();
    while let Some(at) = open.pop() {
        if !std::mem::replace(&mut reached[at], true) {
            open.extend(&next[at]);
        }
    }
    reached
}

fn for_each_text(value: Option<&Value>, visit: &mut dyn FnMut(&str)) {
    match value {
        Some(Value::Text(text)) => visit(text),
        Some(Value::List(items)) => items.iter().for_each(|item| for_each_text(Some(item), visit)),
        Some(Value::Map(entries)) => entries.values().for_each(|item| for_each_text(Some(item), visit)),
        _ => {}
    }
}

/// `$12.results.type`, `$contact.phone`: a dollar, a word, a dot. `$5` and `$5.00` are money.
fn looks_like_reference(text: &str) -> bool {
    let Some((root, rest)) = text.strip_prefix('$').and_then(|rest| rest.split_once('.')) else {
        return false;
    };
    let word =
        |part: &str| part.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_') && !part.is_empty();
    word(root) && rest.starts_with(|c: char| c.is_alphabetic())
}
