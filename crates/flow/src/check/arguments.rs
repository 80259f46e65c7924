//! Arguments against the catalogue.

use super::about_argument;
use crate::blocks::{ARGUMENT_ALIASES, control};
use crate::{ArgumentType, Block, Diagnostic, DocumentBlock, Fallback, Finding, Need, Path, Text, Value};

pub(super) fn check(block: &DocumentBlock, known: &Block, reachable: bool, found: &mut Vec<Diagnostic>) {
    for name in block.controls.keys() {
        if known.argument(name).is_some() {
            continue;
        }
        let alias =
            ARGUMENT_ALIASES.iter().find(|(type_id, old, _)| *type_id == known.type_id && *old == name);
        let (name, type_id) = (Text::of(name), Text::from(known.type_id));
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
        let Some(value) = control(&block.type_id, &block.controls, argument.name) else {
            let needed = argument.need != Need::Optional && argument.default == Fallback::None;
            if needed && reachable {
                let name = argument.name.into();
                found.push(about_argument(block, argument.name, Finding::MissingArgument { name }));
            }
            continue;
        };
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
        } else if value.as_text() == Some("") && argument.need == Need::Required {
            let name = argument.name.into();
            found.push(about_argument(block, argument.name, Finding::MissingArgument { name }));
        } else if argument.cast(Value::clone(value)).is_err() {
            let finding =
                Finding::WrongType { value: value.to_readable(), expected: argument.kind.word().into() };
            found.push(about_argument(block, argument.name, finding));
        }
    }
}
