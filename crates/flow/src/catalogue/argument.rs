//! The arguments of a block: their types, defaults, and the casts of `reference/cti-flows.md` §1.6.

use super::editor_text;
use crate::reference::Source;
use crate::{Exception, Map, Path, Value};

/// One argument of a block.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Argument {
    /// Its key in `controls`.
    pub name: &'static str,
    /// What it is cast to.
    pub kind: ArgumentType,
    /// Whether the block needs it.
    pub need: Need,
    /// What it is when nothing is given.
    pub default: Fallback,
    /// One sentence for the editor.
    pub help: &'static str,
    /// What the checks make of its values.
    pub role: ArgumentRole,
    /// Its key in old files. The present key wins where a file has both.
    pub old_name: Option<&'static str>,
    /// What to do instead, when it is out of date and has no successor.
    pub deprecated: Option<&'static str>,
}

/// What the checks make of the values of an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgumentRole {
    /// A value; where one is needed an empty text is none.
    Plain,
    /// A value; an empty text is one, too.
    MayBeEmpty,
    /// One side of a comparison: an empty text is a value, and the words `null` and `undefined` are texts, which is rarely meant.
    Operand,
    /// Whom to look up: nobody found goes on through `success` where `failure` is not connected.
    LookUp,
    /// How long to wait: a circle through the block lets others work.
    Delay,
    /// What to search for: an empty text fails, unless the flow says that its empty searches succeed.
    Search,
}

/// The type of an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgumentType {
    /// Text.
    Text,
    /// A number.
    Number,
    /// Yes or no.
    Flag,
    /// One of these texts, in any case.
    Select(&'static [&'static str]),
    /// A map; JSON text of one will do.
    Map,
    /// A list; JSON text of one, or text with commas, will do.
    List,
    /// Anything, as it comes.
    Any,
}

impl ArgumentType {
    /// Its word in the reference and in `cti blocks`.
    pub const fn word(self) -> &'static str {
        match self {
            ArgumentType::Text => "string",
            ArgumentType::Number => "number",
            ArgumentType::Flag => "boolean",
            ArgumentType::Select(_) => "select",
            ArgumentType::Map => "map",
            ArgumentType::List => "list",
            ArgumentType::Any => "any",
        }
    }
}

/// Whether a block needs an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// No.
    Optional,
    /// The editor asks for it, but at run time the block copes with undefined in its own way.
    Expected,
    /// Undefined or null is an exception.
    Required,
}

/// What an argument is when nothing is given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fallback {
    /// Undefined.
    None,
    /// This text.
    Text(&'static str),
    /// This number.
    Number(f64),
    /// This flag.
    Flag(bool),
}

impl Fallback {
    /// As a value.
    pub fn value(self) -> Value {
        match self {
            Fallback::None => Value::Undefined,
            Fallback::Text(text) => text.into(),
            Fallback::Number(number) => number.into(),
            Fallback::Flag(flag) => flag.into(),
        }
    }
}

impl Argument {
    /// An optional argument without default. The help says what it is for.
    pub const fn new(name: &'static str, kind: ArgumentType, help: &'static str) -> Argument {
        Argument {
            name,
            kind,
            need: Need::Optional,
            default: Fallback::None,
            help: editor_text(help),
            role: ArgumentRole::Plain,
            old_name: None,
            deprecated: None,
        }
    }

    /// The same, and undefined or null is an exception.
    pub const fn required(mut self) -> Argument {
        self.need = Need::Required;
        self
    }

    /// The same, and the editor asks for it.
    pub const fn expected(mut self) -> Argument {
        self.need = Need::Expected;
        self
    }

    /// The same, with a default.
    pub const fn default(mut self, default: Fallback) -> Argument {
        self.default = default;
        self
    }

    /// The same, with a role for the checks.
    pub const fn role(mut self, role: ArgumentRole) -> Argument {
        self.role = role;
        self
    }

    /// The same, and old files have it under this key.
    pub const fn formerly(mut self, name: &'static str) -> Argument {
        self.old_name = Some(name);
        self
    }

    /// The same, but nobody should give it any more; what to do instead.
    pub const fn deprecated(mut self, instead: &'static str) -> Argument {
        self.deprecated = Some(editor_text(instead));
        self
    }

    /// The value a file gives to it, under its present key or its old one. Null is none.
    pub(crate) fn given<'d>(&self, controls: &'d Map<Value>) -> Option<&'d Value> {
        let given = |name| controls.get(name).filter(|value| **value != Value::Null);
        given(self.name).or_else(|| given(self.old_name?))
    }

    /// What the block gets for a resolved value. Only undefined takes the default: null, "", 0 and false are values.
    pub(crate) fn cast(&self, value: Value) -> Result<Value, Exception> {
        let value = if value.is_undefined() { self.default.value() } else { value };
        if self.need == Need::Required && value.is_nullish() {
            return Err(Exception::MissingArgument { argument: self.name.into() });
        }
        match self.kind {
            ArgumentType::Any => Ok(value),
            _ if value.is_undefined() => Ok(value),
            ArgumentType::Text | ArgumentType::Select(_) if value.is_nullish() => Ok(value),
            // Already what is wanted: nothing is copied.
            ArgumentType::Text if matches!(value, Value::Text(_)) => Ok(value),
            ArgumentType::Map if matches!(value, Value::Map(_)) => Ok(value),
            ArgumentType::List if matches!(value, Value::List(_)) => Ok(value),
            ArgumentType::Text => Ok(value.shared_text().into()),
            ArgumentType::Select(options) => Ok(spelled_as(options, value)),
            ArgumentType::Number if value.as_text() == Some("") => Ok(Value::Undefined),
            ArgumentType::Number => match value.to_number() {
                number if number.is_nan() => Err(self.wrong(value)),
                number => Ok(Value::Number(number)),
            },
            ArgumentType::Flag => Ok(Value::Bool(value.to_flag())),
            ArgumentType::Map if value.is_blank() => Ok(Value::Undefined),
            ArgumentType::Map => match parsed(&value) {
                map @ Value::Map(_) => Ok(map),
                _ => Err(self.wrong(value)),
            },
            ArgumentType::List if value.is_blank() => Ok(Value::Undefined),
            ArgumentType::List => match (parsed(&value), &value) {
                (list @ Value::List(_), _) => Ok(list),
                (_, Value::Text(text)) => {
                    Ok(Value::List(text.split(',').map(|part| Value::text(part.trim())).collect()))
                }
                _ => Err(self.wrong(value)),
            },
        }
    }

    fn wrong(&self, value: Value) -> Exception {
        Exception::WrongType { argument: self.name.into(), expected: self.kind.word().into(), value }
    }
}

/// An option as the catalogue spells it; text that is no option as it is.
fn spelled_as(options: &[&'static str], value: Value) -> Value {
    let text = value.shared_text();
    match options.iter().find(|option| option.eq_ignore_ascii_case(text.trim())) {
        Some(option) => Value::from(*option),
        None => text.into(),
    }
}

/// JSON text read; anything else as it is.
fn parsed(value: &Value) -> Value {
    match value {
        Value::Text(text) => Value::from_json_text(text).unwrap_or(Value::Undefined),
        _ => value.clone(),
    }
}

/// All arguments of a block, resolved and cast. `exception` is what is wrong with the first that cannot be.
pub(crate) fn cast_all(
    arguments: &[Argument],
    sources: &[Source],
    look_up: &dyn Fn(&Path) -> Value,
    exception: &mut Option<Exception>,
) -> Map<Value> {
    let mut inputs = Map::with_capacity(arguments.len());
    for (argument, source) in arguments.iter().zip(sources) {
        let value = source.resolve(look_up);
        let value = match source {
            Source::Constant(_) => value,
            _ => argument.cast(value).unwrap_or_else(|error| {
                exception.get_or_insert(error);
                source.resolve(look_up)
            }),
        };
        inputs.insert(argument.name.into(), value);
    }
    inputs
}

#[cfg(test)]
mod tests {
    use super::{Argument, ArgumentType, Fallback};
    use crate::Value;

    #[track_caller]
    fn check(kind: ArgumentType, given: &str, expected: &str) {
        let value: Value = serde_json::from_str(given).expect("test value");
        let cast = Argument::new("a", kind, "").cast(value);
        let found = cast.map_or_else(|e| e.to_string(), |v| serde_json::to_string(&v).expect("writes"));
        assert_eq!(found, expected, "{kind:?} of {given}");
    }

    const UNDEFINED: &str = r#"{"$value":"undefined"}"#;

    #[test]
    fn casts_by_declared_type() {
        use ArgumentType::{Any, Flag, List, Map, Number, Select, Text};
        check(Text, UNDEFINED, UNDEFINED);
        check(Text, "null", "null");
        check(Text, "5", r#""5""#);
        check(Text, "[1,2]", r#""1,2""#);
        check(Number, r#""""#, UNDEFINED);
        check(Number, r#"" 7 ""#, "7");
        check(Number, "null", "0");
        check(Number, r#""7px""#, "argument a: \"7px\" is no number");
        check(Flag, r#"" False ""#, "false");
        check(Flag, r#""anything""#, "true");
        check(Flag, "0", "false");
        check(Select(&["inbound", "outbound"]), r#""Inbound""#, r#""inbound""#);
        check(Select(&["inbound"]), r#""other""#, r#""other""#);
        check(Map, r#""{\"a\":1}""#, r#"{"a":1}"#);
        check(Map, "null", UNDEFINED);
        check(Map, "5", "argument a: 5 is no map");
        check(Map, r#""[1]""#, "argument a: \"[1]\" is no map");
        check(List, r#""a, b""#, r#"["a","b"]"#);
        check(List, r#""[1,2]""#, "[1,2]");
        check(List, "true", "argument a: true is no list");
        check(Any, "[null]", "[null]");
    }

    #[test]
    fn only_undefined_takes_the_default() {
        let argument = Argument::new("a", ArgumentType::Any, "").default(Fallback::Text("d"));
        assert_eq!(argument.cast(Value::Undefined), Ok("d".into()));
        for given in [Value::Null, "".into(), 0.0.into(), false.into()] {
            assert_eq!(argument.cast(given.clone()), Ok(given));
        }
    }

    #[test]
    fn required_means_neither_undefined_nor_null() {
        let argument = Argument::new("a", ArgumentType::Text, "").required();
        assert!(argument.cast(Value::Undefined).is_err());
        assert!(argument.cast(Value::Null).is_err());
        assert_eq!(argument.cast("".into()), Ok("".into()));
    }
}
