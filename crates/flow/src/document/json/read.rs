//! Reading JSON text (RFC 8259), piece by piece as it stands there.

use super::{Blanks, Data, Key, Node, Spelled};
use crate::editor_text;

/// How deep lists and maps may lie in one another. Deeper files are refused, so that no recursion is unbounded.
const MAX_DEPTH: usize = 128;

/// Why a text is not JSON, and where.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SyntaxError {
    pub(crate) at: usize,
    pub(crate) reason: &'static str,
}

/// What reading gives: the tree, and where halves of surrogate pairs were replaced by U+FFFD.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) tree: Node,
    pub(crate) lone_surrogates: Vec<usize>,
}

/// Reads JSON text (RFC 8259). Blanks around it are fine; a byte-order mark is the caller's to remove.
pub(crate) fn read(text: &str) -> Result<Read, SyntaxError> {
    let mut reader = Reader { text, at: 0, lone_surrogates: Vec::new() };
    let before = reader.blanks();
    let mut tree = reader.node(0)?;
    tree.blanks = Blanks::new(before, reader.blanks());
    if reader.at < text.len() {
        return Err(reader.error(editor_text("nothing may follow the outermost value")));
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

    fn blanks(&mut self) -> &'t str {
        let start = self.at;
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
        &self.text[start..self.at]
    }

    fn node(&mut self, depth: usize) -> Result<Node, SyntaxError> {
        if depth > MAX_DEPTH {
            return Err(self.error(editor_text("lists and maps lie too deep in one another")));
        }
        let at = self.at;
        let data = match self.peek() {
            None => return Err(self.error(editor_text("the file ends where a value should stand"))),
            Some(b'{') => return self.map(depth),
            Some(b'[') => return self.list(depth),
            Some(b'"') => Data::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => Data::Number(self.number()?.to_owned()),
            _ if self.eat("null") => Data::Null,
            _ if self.eat("true") => Data::Bool(true),
            _ if self.eat("false") => Data::Bool(false),
            Some(b'\'') => return Err(self.error(editor_text("text stands in double quotes"))),
            _ => return Err(self.error(editor_text("this is no JSON value"))),
        };
        Ok(Node::new(data, "", at))
    }

    fn list(&mut self, depth: usize) -> Result<Node, SyntaxError> {
        let at = self.at;
        self.at += 1;
        let mut items = Vec::new();
        let mut before = self.blanks();
        if self.eat("]") {
            return Ok(Node::new(Data::List(items), before, at));
        }
        loop {
            let mut item = self.node(depth + 1)?;
            item.blanks = Blanks::new(before, self.blanks());
            items.push(item);
            if self.eat("]") {
                return Ok(Node::new(Data::List(items), "", at));
            }
            if !self.eat(",") {
                return Err(self.error(editor_text("a comma or ] should stand here")));
            }
            before = self.blanks();
        }
    }

    fn map(&mut self, depth: usize) -> Result<Node, SyntaxError> {
        let at = self.at;
        self.at += 1;
        let mut entries = Vec::new();
        let mut before = self.blanks();
        if self.eat("}") {
            return Ok(Node::new(Data::Map(entries), before, at));
        }
        loop {
            if self.peek() != Some(b'"') {
                return Err(self.error(editor_text("a key in double quotes should stand here")));
            }
            let text = self.string()?;
            let key = Key { text, blanks: Blanks::new(before, self.blanks()) };
            if !self.eat(":") {
                return Err(self.error(editor_text("a colon should stand between key and value")));
            }
            let before_value = self.blanks();
            let mut node = self.node(depth + 1)?;
            node.blanks = Blanks::new(before_value, self.blanks());
            entries.push((key, node));
            if self.eat("}") {
                return Ok(Node::new(Data::Map(entries), "", at));
            }
            if !self.eat(",") {
                return Err(self.error(editor_text("a comma or } should stand here")));
            }
            before = self.blanks();
        }
    }

    fn digits(&mut self) -> Result<(), SyntaxError> {
        if !self.peek().is_some_and(|b| b.is_ascii_digit()) {
            return Err(self.error(editor_text("a digit should stand here")));
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
            return Err(self.error(editor_text("a number has no leading zeros")));
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

    fn string(&mut self) -> Result<Spelled, SyntaxError> {
        self.at += 1;
        let start = self.at;
        let mut value = String::new();
        loop {
            let Some(c) = self.text[self.at..].chars().next() else {
                return Err(self.error(editor_text("the file ends inside a text")));
            };
            match c {
                '"' => break,
                '\\' => self.escape(&mut value)?,
                c if u32::from(c) < 0x20 => {
                    return Err(self.error(editor_text("a line end or tab in a text is written \\n or \\t")));
                }
                c => {
                    value.push(c);
                    self.at += c.len_utf8();
                }
            }
        }
        let spelling = &self.text[start..self.at];
        self.at += 1;
        Ok(Spelled::new(value.into(), spelling))
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
            _ => return Err(self.error(editor_text("no such escape in a text"))),
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
        let unit = unit.ok_or_else(|| self.error(editor_text("\\u needs four hexadecimal digits")))?;
        self.at += 4;
        Ok(unit)
    }
}
