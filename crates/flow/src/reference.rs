//! References and paths: `$.contact.attributes["case no"]`, with the grammar of lodash `get` (`reference/cti-flows.md` §1.4, §1.5).

use crate::{Argument, Text, Value};

/// A path taken apart, as lodash `toPath` does it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    keys: Vec<String>,
    root: Root,
    /// Whether any key is hostile: then nothing lies there, whatever the value.
    hostile: bool,
}

/// What the first key of a path names, where the path is a reference: known beforehand, so that a run compares no words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Root {
    /// `actions.<id>.results`, and perhaps more.
    Results,
    /// `actions`, anything else of them.
    Actions,
    Payload,
    Contact,
    Agent,
    UserProfile,
    /// Nothing that a flow could read.
    Unknown,
}

impl Path {
    /// Takes a path apart. Every text is a path; one that fits nothing finds nothing.
    pub fn parse(text: &str) -> Path {
        let chars: Vec<char> = text.chars().collect();
        Path::of(if is_plain_key(&chars) { vec![text.to_owned()] } else { to_path(&chars) })
    }

    fn of(keys: Vec<String>) -> Path {
        let root = match keys.first().map(String::as_str) {
            Some("actions") if keys.get(2).is_some_and(|key| key == "results") => Root::Results,
            Some("actions") => Root::Actions,
            Some("payload") => Root::Payload,
            Some("contact") => Root::Contact,
            Some("agent") => Root::Agent,
            Some("userProfile") => Root::UserProfile,
            _ => Root::Unknown,
        };
        let hostile = keys.iter().any(|key| is_hostile(key));
        Path { keys, root, hostile }
    }

    /// The path of a control's text, when the text is a reference: it starts with `$.`, and what follows is all path.
    pub fn of_reference(text: &str) -> Option<Path> {
        text.strip_prefix("$.").map(Path::parse)
    }

    /// The keys, outermost first.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// What the first key names.
    pub(crate) fn root(&self) -> Root {
        self.root
    }

    /// What lies at this path of `value`; undefined where anything on the way is missing.
    pub fn get(&self, value: &Value) -> Value {
        self.rest_of(value, 0)
    }

    /// As [`Path::get`], leaving out the first `skip` keys.
    pub(crate) fn rest_of(&self, value: &Value, skip: usize) -> Value {
        if self.keys.is_empty() || self.hostile {
            return Value::Undefined;
        }
        let mut here = value;
        for (position, key) in self.keys.iter().enumerate().skip(skip) {
            here = match here {
                Value::Map(entries) => entries.get(key.as_str()).unwrap_or(Value::UNDEFINED),
                Value::List(items) if key == "length" => {
                    return self.end(position, Value::Number(items.len() as f64));
                }
                Value::List(items) => array_index(key).and_then(|i| items.get(i)).unwrap_or(Value::UNDEFINED),
                Value::Text(text) => return self.end(position, of_text(text, key)),
                _ => Value::UNDEFINED,
            };
        }
        here.clone()
    }

    /// A value made on the way, at `position`: numbers have no keys, and one character has only itself and its length.
    fn end(&self, position: usize, value: Value) -> Value {
        match value {
            _ if position + 1 == self.keys.len() => value,
            Value::Text(_) => self.rest_of(&value, position + 1),
            _ => Value::Undefined,
        }
    }
}

/// Own keys only: these three are how JavaScript reaches what is not its own, so nothing may depend on them.
fn is_hostile(key: &str) -> bool {
    ["__proto__", "constructor", "prototype"].contains(&key)
}

/// lodash `get(value, path)`: a path that is itself a key of the value names that key.
pub fn get(value: &Value, path: &str) -> Value {
    match value {
        Value::Map(entries) if entries.contains_key(path) => Path::of(vec![path.to_owned()]).get(value),
        _ => Path::parse(path).get(value),
    }
}

/// One UTF-16 unit of a text, or its length in such units. Half of a surrogate pair is U+FFFD.
fn of_text(text: &str, key: &str) -> Value {
    if key == "length" {
        return Value::Number(text.encode_utf16().count() as f64);
    }
    let unit = array_index(key).and_then(|index| text.encode_utf16().nth(index));
    unit.map_or(Value::Undefined, |unit| {
        Value::from(char::from_u32(u32::from(unit)).unwrap_or('\u{fffd}').to_string())
    })
}

/// `"0"`, `"12"`, but not `"01"`, `"-1"` or `"1.0"`.
fn array_index(key: &str) -> Option<usize> {
    let canonical = key == "0" || (!key.starts_with('0') && key.bytes().all(|b| b.is_ascii_digit()));
    if canonical { key.parse().ok() } else { None }
}

/// lodash `isKey`, without looking at an object: no dot, and no `[…]` pair.
fn is_plain_key(chars: &[char]) -> bool {
    if chars.contains(&'.') {
        return false;
    }
    !chars.iter().enumerate().any(|(at, c)| {
        *c == '['
            && (quoted(chars, at).is_some()
                || chars[at + 1..].iter().find(|c| matches!(c, '[' | ']')).is_some_and(|c| *c == ']'))
    })
}

/// lodash `stringToPath`, token by token as its regular expression finds them.
fn to_path(chars: &[char]) -> Vec<String> {
    let mut keys = Vec::new();
    if chars.first() == Some(&'.') {
        keys.push(String::new());
    }
    let mut at = 0;
    while at < chars.len() {
        if !matches!(chars[at], '.' | '[' | ']') {
            let end =
                chars[at..].iter().position(|c| matches!(c, '.' | '[' | ']')).map_or(chars.len(), |n| at + n);
            keys.push(chars[at..end].iter().collect());
            at = end;
        } else if let Some((key, end)) = numbered(chars, at).or_else(|| quoted(chars, at)) {
            keys.push(key);
            at = end;
        } else {
            // An empty key stands where a dot or `[]` is followed by another, or by the end.
            if let Some(next) = separator(chars, at)
                && (next == chars.len() || separator(chars, next).is_some())
            {
                keys.push(String::new());
            }
            at += 1;
        }
    }
    keys
}

/// Where a `.` or `[]` at `at` ends.
fn separator(chars: &[char], at: usize) -> Option<usize> {
    match chars.get(at)? {
        '.' => Some(at + 1),
        '[' if chars.get(at + 1) == Some(&']') => Some(at + 2),
        _ => None,
    }
}

/// `[0]`, `[-1]`, `[1.5]`: the text inside, and where it ends.
fn numbered(chars: &[char], at: usize) -> Option<(String, usize)> {
    let end = at + chars[at..].iter().position(|c| *c == ']')?;
    let inside: String = (*chars.get(at)? == '[').then(|| chars[at + 1..end].iter().collect())?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let unsigned = inside.strip_prefix('-').unwrap_or(&inside);
    let fits = match unsigned.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(unsigned),
    };
    fits.then_some((inside, end + 1))
}

/// `["any text"]` or `['any text']`, backslash escapes: the text, and where it ends.
fn quoted(chars: &[char], at: usize) -> Option<(String, usize)> {
    let quote = match (chars.get(at)?, chars.get(at + 1)?) {
        ('[', quote @ ('"' | '\'')) => *quote,
        _ => return None,
    };
    let mut key = String::new();
    let mut here = at + 2;
    loop {
        match *chars.get(here)? {
            '\\' => {
                let escaped = *chars.get(here + 1)?;
                if matches!(escaped, '\n' | '\r' | '\u{2028}' | '\u{2029}') {
                    return None;
                }
                key.push(escaped);
                here += 2;
            }
            c if c == quote => return (chars.get(here + 1) == Some(&']')).then_some((key, here + 2)),
            c => {
                key.push(c);
                here += 1;
            }
        }
    }
}

/// A control's value with its references found: what the compiler makes of it, and what a block's start resolves.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Source {
    /// Stands for itself, and is what its argument wants: the cast is done.
    Constant(Value),
    /// Stands for itself.
    Literal(Value),
    /// To be looked up.
    Reference(Path),
    /// A map with a reference somewhere inside. Keys stay literal.
    Map(Vec<(Text, Source)>),
    /// A list with a reference somewhere inside.
    List(Vec<Source>),
}

impl Source {
    /// Finds the references in a control's value.
    pub(crate) fn compile(value: &Value) -> Source {
        match value {
            Value::Text(text) => match Path::of_reference(text) {
                Some(path) => Source::Reference(path),
                None => Source::Literal(value.clone()),
            },
            Value::Map(entries) => {
                let mut sources = Vec::with_capacity(entries.len());
                for (key, value) in entries.iter() {
                    sources.push((key.clone(), Source::compile(value)));
                }
                match sources.iter().all(|(_, source)| source.is_literal()) {
                    true => Source::Literal(value.clone()),
                    false => Source::Map(sources),
                }
            }
            Value::List(items) => {
                let mut sources = Vec::with_capacity(items.len());
                for item in items {
                    sources.push(Source::compile(item));
                }
                match sources.iter().all(Source::is_literal) {
                    true => Source::Literal(value.clone()),
                    false => Source::List(sources),
                }
            }
            _ => Source::Literal(value.clone()),
        }
    }

    fn is_literal(&self) -> bool {
        matches!(self, Source::Literal(_))
    }

    /// The same for this argument: what is known beforehand is cast beforehand. What cannot be cast stays, so that the
    /// block says so when it is reached.
    pub(crate) fn cast_for(self, argument: &Argument) -> Source {
        match self {
            Source::Literal(value) => match argument.cast(value.clone()) {
                Ok(cast) => Source::Constant(cast),
                Err(_) => Source::Literal(value),
            },
            source => source,
        }
    }

    /// The value now, `look_up` answering for the references.
    pub(crate) fn resolve(&self, look_up: &dyn Fn(&Path) -> Value) -> Value {
        match self {
            Source::Constant(value) | Source::Literal(value) => value.clone(),
            Source::Reference(path) => look_up(path),
            Source::Map(entries) => {
                Value::map(entries.iter().map(|(key, source)| (key.clone(), source.resolve(look_up))))
            }
            Source::List(items) => Value::List(items.iter().map(|item| item.resolve(look_up)).collect()),
        }
    }

    /// Every path inside, for the checker.
    #[cfg(feature = "check")]
    pub(crate) fn paths(&self, visit: &mut dyn FnMut(&Path)) {
        match self {
            Source::Constant(_) | Source::Literal(_) => {}
            Source::Reference(path) => visit(path),
            Source::Map(entries) => entries.iter().for_each(|(_, source)| source.paths(visit)),
            Source::List(items) => items.iter().for_each(|source| source.paths(visit)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Path, get};
    use crate::Value;
    use proptest::prelude::*;

    const DATA: &str =
        r#"{"value":[{"Id":"a","p.q":1}],"s":"xyz","n":null,"A b":{"c-d":2},"x.y":3,"":{"":4}}"#;

    #[track_caller]
    fn check(path: &str, expected: &str) {
        let data: Value = serde_json::from_str(DATA).expect("data");
        let found = serde_json::to_string(&get(&data, path)).expect("writes");
        let expected = if expected.is_empty() { r#"{"$value":"undefined"}"# } else { expected };
        assert_eq!(found, expected, "{path}");
    }

    #[test]
    fn table_of_section_1_5() {
        check("value[0].Id", r#""a""#);
        check("value.[0].Id", r#""a""#);
        check("value.0.Id", r#""a""#);
        check(r#"value[0]["Id"]"#, r#""a""#);
        check("value[0]['Id']", r#""a""#);
        check(r#"value[0]["p.q"]"#, "1");
        check("value[0].p.q", "");
        check("A b.c-d", "2");
        check("value.length", "1");
        check("s.length", "3");
        check("s[0]", r#""x""#);
        check("s.0", r#""x""#);
        check("n.x", "");
        check("zzz.y.z", "");
        check("value[-1]", "");
        check("value[ 0 ]", "");
        check("value.", "");
        check(".value", "");
        check("value..0", "");
        check("A b[c-d]", "2");
    }

    #[test]
    fn corners_of_lodash() {
        check("x.y", "3");
        check("[]]", ""); // A path without any key finds nothing.
        check("", r#"{"":4}"#);
        check(".", "4");
        check("s[0][0][0]", r#""x""#);
        check("s[0].length", "1");
        check("s.length.x", "");
        check("value.00", "");
        check("value.__proto__", "");
        check("constructor", "");
        check("value[0].hasOwnProperty", "");
    }

    #[track_caller]
    fn check_keys(path: &str, expected: &[&str]) {
        assert_eq!(Path::parse(path).keys(), expected, "{path}");
    }

    #[test]
    fn paths_come_apart_like_lodash_to_path() {
        check_keys("a.b[0]", &["a", "b", "0"]);
        check_keys("a[]", &["a", ""]);
        check_keys("a[].b", &["a", "", "b"]);
        check_keys("a.[]", &["a", "", ""]);
        check_keys("a[1.5].b", &["a", "1.5", "b"]);
        check_keys(r#"a["b\"c"]"#, &["a", "b\"c"]);
        check_keys(r#"a["]"]"#, &["a", "]"]);
        check_keys("a]b", &["a]b"]);
        check_keys("a[b", &["a[b"]);
        check_keys("a[b.c", &["a", "b", "c"]);
        check_keys("a[b[c]", &["a", "b", "c"]);
    }

    #[test]
    fn only_dollar_dot_starts_a_reference() {
        assert!(Path::of_reference("$.contact.phone").is_some());
        assert!(Path::of_reference("$12.results.type").is_none());
        assert!(Path::of_reference("Hello $.contact.phone").is_none());
        assert!(Path::of_reference("$").is_none());
    }

    proptest! {
        #[test]
        fn any_text_is_a_path(text in r#"[a-c.\[\]"'\\0-2 -]{0,16}|\PC*"#) {
            let data: Value = serde_json::from_str(DATA).expect("data");
            get(&data, &text);
        }
    }
}
