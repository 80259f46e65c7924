//! Arguments against the catalogue.

use super::about_argument;
use crate::blocks::{ARGUMENT_ALIASES, control};
use crate::{
    Argument, ArgumentType, Block, Diagnostic, DocumentBlock, Fallback, Finding, Need, Path, Text, Value,
};

/// Arguments that are out of date and have no successor: type id, argument, what to do instead.
const DEPRECATED: &[(&str, &str, &str)] =
    &[("SE_SFGetContactId", "fieldName", "all phone fields are searched, leave it out")];

/// Arguments that are needed and may be empty: that says something, too.
const MAY_BE_EMPTY: &[(&str, &str)] =
    &[("SE_CoreExtractValue", "keyPath"), ("SE_Decision", "operandA"), ("SE_Decision", "operandB")];

/// Texts that people compare with to find what is not there (`reference/cti-flows.md` §11, Q-06).
const WORDS_FOR_NOTHING: [&str; 2] = ["null", "undefined"];

pub(super) fn check(block: &DocumentBlock, known: &Block, reachable: bool, found: &mut Vec<Diagnostic>) {
    for name in block.controls.keys() {
        if known.argument(name).is_some() {
            continue;
        }
        let alias =
            ARGUMENT_ALIASES.iter().find(|(type_id, old, _)| *type_id == known.type_id && name == *old);
        let (name, type_id) = (name.clone(), Text::from(known.type_id));
        found.push(about_argument(
            block,
            &name.clone(),
            match alias {
                Some((_, _, present)) => {
                    Finding::DeprecatedArgument { name, instead: format!("write {present}").into() }
                }
                None => Finding::UnknownArgument { type_id, name },
            },
        ));
    }
    for argument in known.arguments {
        let given = control(known.type_id, &block.controls, argument.name);
        if is_missing(known, argument, given) {
            if reachable {
                let name = argument.name.into();
                found.push(about_argument(block, argument.name, Finding::MissingArgument { name }));
            }
            continue;
        }
        let Some(value) = given else { continue };
        let deprecated =
            DEPRECATED.iter().find(|(type_id, name, _)| *type_id == known.type_id && *name == argument.name);
        if let Some((_, name, instead)) = deprecated {
            let (name, instead) = (Text::from(*name), Text::from(*instead));
            found.push(about_argument(block, argument.name, Finding::DeprecatedArgument { name, instead }));
        }
        if let Some(text) = value.as_text()
            && known.type_id == "SE_Decision"
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
fn is_missing(known: &Block, argument: &Argument, given: Option<&Value>) -> bool {
    let needed = argument.need != Need::Optional && argument.default == Fallback::None;
    let may_be_empty = MAY_BE_EMPTY.contains(&(known.type_id, argument.name));
    needed && given.is_none_or(|value| value.is_blank() && !may_be_empty)
}

/// An If-else that compares as boolean takes both words for false.
fn is_boolean(block: &DocumentBlock) -> bool {
    block.controls.get("evaluateAs").is_some_and(|kind| kind.is_word(&["boolean"]))
}
