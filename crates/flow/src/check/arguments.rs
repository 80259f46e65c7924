//! Arguments against the catalogue.

use super::about_argument;
use crate::{
    Argument, ArgumentRole, ArgumentType, Block, Diagnostic, DocumentBlock, Fallback, Finding, Need, Path,
    Text, Value,
};

/// Texts that people compare with to find what is not there (`reference/cti-flows.md` §11, Q-06).
const WORDS_FOR_NOTHING: [&str; 2] = ["null", "undefined"];

pub(super) fn check(block: &DocumentBlock, known: &Block, reachable: bool, found: &mut Vec<Diagnostic>) {
    for name in block.controls.keys() {
        if known.argument(name).is_some() {
            continue;
        }
        let present =
            known.arguments.iter().find(|argument| argument.old_name.is_some_and(|old| name == old));
        let (name, type_id) = (name.clone(), Text::from(known.type_id));
        found.push(about_argument(
            block,
            &name.clone(),
            match present {
                Some(present) => {
                    Finding::DeprecatedArgument { name, instead: format!("write {}", present.name).into() }
                }
                None => Finding::UnknownArgument { type_id, name },
            },
        ));
    }
    for argument in known.arguments {
        let given = argument.given(&block.controls);
        if is_missing(argument, given) {
            if reachable {
                let name = argument.name.into();
                found.push(about_argument(block, argument.name, Finding::MissingArgument { name }));
            }
            continue;
        }
        let Some(value) = given else { continue };
        if let Some(instead) = argument.deprecated {
            let (name, instead) = (Text::from(argument.name), Text::from(instead));
            found.push(about_argument(block, argument.name, Finding::DeprecatedArgument { name, instead }));
        }
        if let Some(text) = value.as_text()
            && argument.role == ArgumentRole::Operand
            && WORDS_FOR_NOTHING.contains(&text.trim())
            && !is_boolean(block)
        {
            let finding = Finding::ComparesWithNothing { text: Text::new(text) };
            found.push(about_argument(block, argument.name, finding));
        }
        if value.as_text().is_some_and(|text| Path::of_reference(text).is_some()) {
            continue;
        }
        if let ArgumentType::Select(options) = argument.kind
            && !options.is_empty()
            && !value.is_blank()
            && !options.iter().any(|option| option.eq_ignore_ascii_case(value.to_text().trim()))
        {
            let finding =
                Finding::NotAnOption { value: value.to_text().into(), options: options.join(", ").into() };
            found.push(about_argument(block, argument.name, finding));
        } else if argument.cast(Value::clone(value)).is_err() {
            let finding =
                Finding::WrongType { value: value.to_readable(), expected: argument.kind.word().into() };
            found.push(about_argument(block, argument.name, finding));
        }
    }
}

/// Whether the block needs the argument, and neither the file nor a default gives it a value.
fn is_missing(argument: &Argument, given: Option<&Value>) -> bool {
    let needed = argument.need != Need::Optional && argument.default == Fallback::None;
    let may_be_empty = matches!(argument.role, ArgumentRole::MayBeEmpty | ArgumentRole::Operand);
    needed && given.is_none_or(|value| value.is_blank() && !may_be_empty)
}

/// An If-else that compares as boolean takes both words for false.
fn is_boolean(block: &DocumentBlock) -> bool {
    block.controls.get("evaluateAs").is_some_and(|kind| kind.is_word(&["boolean"]))
}
