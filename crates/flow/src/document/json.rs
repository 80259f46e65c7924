//! JSON as its author wrote it: key order, doubled keys, number and text spelling, and where everything stands.
//!
//! A general JSON reader gives up some of these, and stops at lone surrogates; a flow file must lose nothing.

use crate::value::number;
use crate::{Map, Text, Value, words};

/// How deep lists and maps may lie in one another. Deeper files are refused, so that no recursion is unbounded.
pub(super) const MAX_DEPTH: usize = 128;

/// One piece of JSON and where it begins.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) data: Data,
    /// Byte offset in the file; 0 for what was added since.
    pub(crate) at: usize,
}

/// What a piece of JSON is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Data {
    Null,
    Bool(bool),
    /// As spelled: `1e2` stays `1e2`.
    Number(String),
    Text(Spelled),
    List(Vec<Node>),
    /// In order, doubled keys included; the last of them counts.
    Map(Vec<(Spelled, Node)>),
}

/// A text and, where it is not how we would write it, its spelling between the quotes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Spelled {
    pub(crate) value: Text,
    spelling: Option<String>,
}

impl From<&str> for Spelled {
    fn from(value: &str) -> Spelled {
        Spelled { value: Text::of(value), spelling: None }
    }
}

/// Why a text is not JSON, and where.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SyntaxError {
    pub(crate) at: usize,
    pub(crate) reason: &'static str,
}

impl Node {
    /// The entry of a map; of doubled keys the last.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        match &self.data {
            Data::Map(entries) => {
                entries.iter().rev().find(|(name, _)| name.value == key).map(|(_, node)| node)
            }
            _ => None,
        }
    }

    /// Whether this is a list.
    pub(crate) fn is_list(&self) -> bool {
        matches!(self.data, Data::List(_))
    }

    /// The text, when this is text.
    pub(crate) fn as_text(&self) -> Option<&Text> {
        match &self.data {
            Data::Text(text) => Some(&text.value),
            _ => None,
        }
    }

    /// The same as a value to compute with.
    pub(crate) fn to_value(&self) -> Value {
        match &self.data {
            Data::Null => Value::Null,
            Data::Bool(flag) => Value::Bool(*flag),
            Data::Number(spelling) => Value::Number(number::from_text(spelling)),
            Data::Text(text) => Value::Text(text.value.clone()),
            Data::List(items) => Value::List(items.iter().map(Node::to_value).collect()),
            Data::Map(entries) => {
                let mut values = Map::new();
                for (key, node) in entries {
                    values.insert(key.value.clone(), node.to_value());
                }
                values.into()
            }
        }
    }

    /// JSON text, `indent` blanks a level, or on one line.
    pub(crate) fn print(&self, indent: Option<usize>) -> String {
        let mut out = String::new();
        self.write(&mut out, indent, 0);
        out
    }

    fn write(&self, out: &mut String, indent: Option<usize>, depth: usize) {
        let line = |out: &mut String, depth: usize| {
            if let Some(width) = indent {
                out.push('\n');
                out.extend(std::iter::repeat_n(' ', width * depth));
            }
        };
        match &self.data {
            Data::Null => out.push_str("null"),
            Data::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
            Data::Number(spelling) => out.push_str(spelling),
            Data::Text(text) => text.write(out),
            Data::List(items) if items.is_empty() => out.push_str("[]"),
            Data::Map(entries) if entries.is_empty() => out.push_str("{}"),
            Data::List(items) => {
                out.push('[');
                for (position, item) in items.iter().enumerate() {
                    out.push_str(if position == 0 { "" } else { "," });
                    line(out, depth + 1);
                    item.write(out, indent, depth + 1);
                }
                line(out, depth);
                out.push(']');
            }
            Data::Map(entries) => {
                out.push('{');
                for (position, (key, node)) in entries.iter().enumerate() {
                    out.push_str(if position == 0 { "" } else { "," });
                    line(out, depth + 1);
                    key.write(out);
                    out.push_str(if indent.is_some() { ": " } else { ":" });
                    node.write(out, indent, depth + 1);
                }
                line(out, depth);
                out.push('}');
            }
        }
    }
}

impl Spelled {
    fn write(&self, out: &mut String) {
        out.push('"');
        match &self.spelling {
            Some(spelling) => out.push_str(spelling),
            None => out.push_str(&escape(&self.value)),
        }
        out.push('"');
    }
}

/// What the reader makes of a text: a [`Node`], which loses nothing, or a [`Value`], which is all a page needs.
pub(crate) trait Tree: Sized {
    /// A map under way.
    type Map: Default;
    /// What has nothing in it.
    fn leaf(leaf: Leaf<'_>, at: usize) -> Self;
    fn list(items: Vec<Self>, at: usize) -> Self;
    fn put(map: &mut Self::Map, key: Text, spelling: &str, tree: Self);
    /// `special` says what a map of values stands for.
    fn map(map: Self::Map, at: usize, special: fn(Map<Value>) -> Value) -> Self;
}

/// What has nothing in it.
pub(crate) enum Leaf<'t> {
    Null,
    Bool(bool),
    /// As spelled.
    Number(&'t str),
    /// And how it is spelled between the quotes.
    Text(Text, &'t str),
}

impl Tree for Node {
    type Map = Vec<(Spelled, Node)>;

    fn leaf(leaf: Leaf<'_>, at: usize) -> Node {
        let data = match leaf {
            Leaf::Null => Data::Null,
            Leaf::Bool(flag) => Data::Bool(flag),
            Leaf::Number(spelling) => Data::Number(spelling.to_owned()),
            Leaf::Text(value, spelling) => Data::Text(Spelled::new(value, spelling)),
        };
        Node { data, at }
    }

    fn list(items: Vec<Node>, at: usize) -> Node {
        Node { data: Data::List(items), at }
    }

    fn put(map: &mut Self::Map, key: Text, spelling: &str, tree: Node) {
        map.push((Spelled::new(key, spelling), tree));
    }

    fn map(map: Self::Map, at: usize, _: fn(Map<Value>) -> Value) -> Node {
        Node { data: Data::Map(map), at }
    }
}

impl Tree for Value {
    type Map = Map<Value>;

    fn leaf(leaf: Leaf<'_>, _: usize) -> Value {
        match leaf {
            Leaf::Null => Value::Null,
            Leaf::Bool(flag) => Value::Bool(flag),
            Leaf::Number(spelling) => Value::Number(number::from_text(spelling)),
            Leaf::Text(text, _) => Value::Text(text),
        }
    }

    fn list(items: Vec<Value>, _: usize) -> Value {
        Value::List(items)
    }

    fn put(map: &mut Map<Value>, key: Text, _: &str, tree: Value) {
        map.insert(key, tree);
    }

    fn map(map: Map<Value>, _: usize, special: fn(Map<Value>) -> Value) -> Value {
        special(map)
    }
}

impl Spelled {
    fn new(value: Text, spelling: &str) -> Spelled {
        let spelling = (escape(&value) != spelling).then(|| spelling.to_owned());
        Spelled { value, spelling }
    }
}

/// How we spell a text, without the quotes.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' => {
                out.push_str(if c < '\x10' { "\\u000" } else { "\\u001" });
                out.extend(char::from_digit(u32::from(c) & 15, 16));
            }
            c => out.push(c),
        }
    }
    out
}

/// What reading gives: the tree, and where halves of surrogate pairs were replaced by U+FFFD.
#[derive(Debug)]
pub(crate) struct Read<T> {
    pub(crate) tree: T,
    pub(crate) lone_surrogates: Vec<usize>,
}

/// Reads JSON text (RFC 8259). Blanks around it are fine; a byte-order mark is the caller's to remove.
pub(crate) fn read<T: Tree>(text: &str, special: fn(Map<Value>) -> Value) -> Result<Read<T>, SyntaxError> {
    let mut reader = Reader { text, at: 0, special, lone_surrogates: Vec::new() };
    reader.blanks();
    let tree = reader.tree(0)?;
    reader.blanks();
    if reader.at < text.len() {
        return Err(reader.error(words("nothing may follow the outermost value")));
    }
    Ok(Read { tree, lone_surrogates: reader.lone_surrogates })
}

/// The character of two halves, when the second is one.
fn pair(first: u16, second: u16) -> Option<char> {
    let low = second.checked_sub(0xDC00).filter(|low| *low < 0x400)?;
    char::from_u32(0x1_0000 + (u32::from(first - 0xD800) << 10) + u32::from(low))
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    special: fn(Map<Value>) -> Value,
    lone_surrogates: Vec<usize>,
}

impl<'t> Reader<'t> {
    fn error(&self, reason: &'static str) -> SyntaxError {
        SyntaxError { at: self.at, reason }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn eat(&mut self, word: &str) -> bool {
        let found = self.text[self.at..].starts_with(word);
        self.at += if found { word.len() } else { 0 };
        found
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn tree<T: Tree>(&mut self, depth: usize) -> Result<T, SyntaxError> {
        if depth > MAX_DEPTH {
            return Err(self.error(words("lists and maps lie too deep in one another")));
        }
        let at = self.at;
        let leaf = match self.peek() {
            None => return Err(self.error(words("the file ends where a value should stand"))),
            Some(b'{') => return self.map(depth),
            Some(b'[') => return self.list(depth),
            Some(b'"') => {
                let (text, spelling) = self.string()?;
                Leaf::Text(text, spelling)
            }
            Some(b'-' | b'0'..=b'9') => Leaf::Number(self.number()?),
            _ if self.eat("null") => Leaf::Null,
            _ if self.eat("true") => Leaf::Bool(true),
            _ if self.eat("false") => Leaf::Bool(false),
            Some(b'\'') => return Err(self.error(words("text stands in double quotes"))),
            _ => return Err(self.error(words("this is no JSON value"))),
        };
        Ok(T::leaf(leaf, at))
    }

    fn list<T: Tree>(&mut self, depth: usize) -> Result<T, SyntaxError> {
        let at = self.at;
        self.at += 1;
        let mut items = Vec::new();
        self.blanks();
        if !self.eat("]") {
            loop {
                self.blanks();
                items.push(self.tree(depth + 1)?);
                self.blanks();
                if self.eat("]") {
                    break;
                }
                if !self.eat(",") {
                    return Err(self.error(words("a comma or ] should stand here")));
                }
            }
        }
        Ok(T::list(items, at))
    }

    fn map<T: Tree>(&mut self, depth: usize) -> Result<T, SyntaxError> {
        let at = self.at;
        self.at += 1;
        let mut entries = T::Map::default();
        self.blanks();
        if !self.eat("}") {
            loop {
                self.blanks();
                if self.peek() != Some(b'"') {
                    return Err(self.error(words("a key in double quotes should stand here")));
                }
                let (key, spelling) = self.string()?;
                self.blanks();
                if !self.eat(":") {
                    return Err(self.error(words("a colon should stand between key and value")));
                }
                self.blanks();
                let tree = self.tree(depth + 1)?;
                T::put(&mut entries, key, spelling, tree);
                self.blanks();
                if self.eat("}") {
                    break;
                }
                if !self.eat(",") {
                    return Err(self.error(words("a comma or } should stand here")));
                }
            }
        }
        Ok(T::map(entries, at, self.special))
    }

    fn digits(&mut self) -> Result<(), SyntaxError> {
        if !self.peek().is_some_and(|b| b.is_ascii_digit()) {
            return Err(self.error(words("a digit should stand here")));
        }
        while self.peek().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
        Ok(())
    }

    fn number(&mut self) -> Result<&'t str, SyntaxError> {
        let start = self.at;
        self.eat("-");
        if !self.eat("0") {
            self.digits()?;
        } else if self.peek().is_some_and(|b| b.is_ascii_digit()) {
            return Err(self.error(words("a number has no leading zeros")));
        }
        if self.eat(".") {
            self.digits()?;
        }
        if self.eat("e") || self.eat("E") {
            let _signed = self.eat("+") || self.eat("-");
            self.digits()?;
        }
        Ok(&self.text[start..self.at])
    }

    /// A text, and its spelling between the quotes.
    fn string(&mut self) -> Result<(Text, &'t str), SyntaxError> {
        self.at += 1;
        let start = self.at;
        let mut value = String::new();
        loop {
            let Some(c) = self.text[self.at..].chars().next() else {
                return Err(self.error(words("the file ends inside a text")));
            };
            match c {
                '"' => break,
                '\\' => self.escape(&mut value)?,
                c if u32::from(c) < 0x20 => {
                    return Err(self.error(words("a line end or tab in a text is written \\n or \\t")));
                }
                c => {
                    value.push(c);
                    self.at += c.len_utf8();
                }
            }
        }
        let spelling = &self.text[start..self.at];
        self.at += 1;
        Ok((value.into(), spelling))
    }

    fn escape(&mut self, value: &mut String) -> Result<(), SyntaxError> {
        self.at += 1;
        let c = match self.peek() {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unit(value),
            _ => return Err(self.error(words("no such escape in a text"))),
        };
        value.push(c);
        self.at += 1;
        Ok(())
    }

    /// `\uXXXX`, and its second half where one belongs to it. The reader stands on the `u`.
    fn unit(&mut self, value: &mut String) -> Result<(), SyntaxError> {
        let start = self.at - 1;
        self.at += 1;
        let first = self.hex()?;
        if let Some(c) = char::from_u32(u32::from(first)) {
            value.push(c);
            return Ok(());
        }
        let after_first = self.at;
        if first < 0xDC00 && self.eat("\\u") {
            let second = self.hex()?;
            if let Some(c) = pair(first, second) {
                value.push(c);
                return Ok(());
            }
            self.at = after_first;
        }
        self.lone_surrogates.push(start);
        value.push('\u{fffd}');
        Ok(())
    }

    fn hex(&mut self) -> Result<u16, SyntaxError> {
        let digits = self.text.get(self.at..self.at + 4).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
        let unit = digits.and_then(|digits| u16::from_str_radix(digits, 16).ok());
        let unit = unit.ok_or_else(|| self.error(words("\\u needs four hexadecimal digits")))?;
        self.at += 4;
        Ok(unit)
    }
}

#[cfg(test)]
mod tests;
