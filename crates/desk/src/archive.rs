//! Data as maps of values, and back: one description of the fields serves both ways, so that a page carries it once.

use flow::{Map, Millis, Text, Value};

/// Where the fields of one thing are read from or written to.
pub(crate) struct Archive<'v> {
    way: Way<'v>,
    wrong: Option<Wrong>,
}

enum Way<'v> {
    Read(&'v Value),
    Write(Map<Value>),
}

/// A field that is not what it should be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wrong {
    /// Its key.
    pub(crate) key: &'static str,
    /// What it should be.
    pub(crate) expected: &'static str,
}

impl<'v> Archive<'v> {
    /// Reads from a map. What is missing keeps what it was; keys that nobody asks for are passed over.
    pub(crate) fn reading(value: &'v Value) -> Archive<'v> {
        Archive { way: Way::Read(value), wrong: None }
    }

    /// Writes into a new map.
    pub(crate) fn writing() -> Archive<'static> {
        Archive { way: Way::Write(Map::new()), wrong: None }
    }

    /// What was written.
    pub(crate) fn written(self) -> Value {
        match self.way {
            Way::Read(_) => Value::Undefined,
            Way::Write(map) => map.into(),
        }
    }

    /// The first field that is not what it should be.
    pub(crate) fn wrong(&self) -> Option<Wrong> {
        self.wrong
    }

    pub(crate) fn is_wrong(&mut self, key: &'static str, expected: &'static str) {
        self.wrong.get_or_insert(Wrong { key, expected });
    }

    /// The value to be read; nothing when there is none, or this writes.
    fn found(&self, key: &str) -> Option<&'v Value> {
        match &self.way {
            Way::Read(value) => Some(value.get(key)).filter(|value| !value.is_undefined()),
            Way::Write(_) => None,
        }
    }

    fn put(&mut self, key: &'static str, value: Value) {
        if let Way::Write(map) = &mut self.way {
            map.insert(key.into(), value);
        }
    }

    /// A value as it is; null is none.
    pub(crate) fn value(&mut self, key: &'static str, value: &mut Option<Value>) {
        match self.found(key) {
            Some(found) => *value = Some(found.clone()).filter(|value| !value.is_nullish()),
            None => self.put(key, value.clone().unwrap_or(Value::Null)),
        }
    }

    pub(crate) fn text(&mut self, key: &'static str, text: &mut String) {
        match self.found(key) {
            Some(Value::Text(found)) => *text = found.as_str().to_owned(),
            Some(_) => self.is_wrong(key, "text"),
            None => self.put(key, Value::text(text)),
        }
    }

    /// A text that may be null.
    pub(crate) fn optional(&mut self, key: &'static str, text: &mut Option<String>) {
        match self.found(key) {
            Some(Value::Text(found)) => *text = Some(found.as_str().to_owned()),
            Some(Value::Null) => *text = None,
            Some(_) => self.is_wrong(key, "text"),
            None => self.put(key, text.as_deref().map_or(Value::Null, Value::text)),
        }
    }

    pub(crate) fn flag(&mut self, key: &'static str, flag: &mut bool) {
        match self.found(key) {
            Some(Value::Bool(found)) => *flag = *found,
            Some(_) => self.is_wrong(key, "true or false"),
            None => self.put(key, Value::Bool(*flag)),
        }
    }

    /// A whole number, zero or more.
    pub(crate) fn whole(&mut self, key: &'static str, number: &mut u32) {
        match self.found(key) {
            Some(found) => match found.as_number() {
                Some(found) if found == f64::from(found as u32) => *number = found as u32,
                _ => self.is_wrong(key, "a whole number"),
            },
            None => self.put(key, Value::Number(f64::from(*number))),
        }
    }

    /// A time that may be null.
    pub(crate) fn millis(&mut self, key: &'static str, at: &mut Option<Millis>) {
        match self.found(key) {
            Some(Value::Number(found)) => *at = Some(*found as Millis),
            Some(Value::Null) => *at = None,
            Some(_) => self.is_wrong(key, "a time"),
            None => self.put(key, at.map_or(Value::Null, |at| Value::Number(at as f64))),
        }
    }

    pub(crate) fn texts(&mut self, key: &'static str, texts: &mut Vec<String>) {
        const EXPECTED: &str = "a list of texts";
        match self.found(key) {
            Some(Value::List(items)) => {
                texts.clear();
                for item in items {
                    match item.as_text() {
                        Some(text) => texts.push(text.to_owned()),
                        None => self.is_wrong(key, EXPECTED),
                    }
                }
            }
            Some(_) => self.is_wrong(key, EXPECTED),
            None => {
                let texts = Value::texts(texts);
                self.put(key, texts);
            }
        }
    }

    /// Texts by name. They are read only: nothing that holds some is written.
    pub(crate) fn map(&mut self, key: &'static str, texts: &mut Map<String>) {
        if let Some(found) = self.found(key) {
            match map_of_texts(found) {
                Some(read) => *texts = read,
                None => self.is_wrong(key, "a map of texts"),
            }
        }
    }

    /// One of some words, by its place among them; none is null.
    pub(crate) fn word(
        &mut self,
        key: &'static str,
        expected: &'static str,
        words: &[&'static str],
        at: &mut Option<usize>,
    ) {
        match self.found(key) {
            Some(Value::Null) if at.is_none() => {}
            Some(found) => match words
                .iter()
                .position(|word| found.as_text().is_some_and(|found| found.eq_ignore_ascii_case(word)))
            {
                Some(found) => *at = Some(found),
                None => self.is_wrong(key, expected),
            },
            None => self.put(key, at.map_or(Value::Null, |at| Value::from(words[at]))),
        }
    }

    /// A map of fields that may be null.
    pub(crate) fn part<T>(
        &mut self,
        key: &'static str,
        part: &mut Option<T>,
        new: fn() -> T,
        fields: fn(&mut T, &mut Archive<'_>),
    ) {
        if let Some(mut archive) = self.open(self.found(key), part.is_some()) {
            fields(part.get_or_insert_with(new), &mut archive);
            self.close(key, archive);
        } else {
            self.put(key, Value::Null);
        }
    }

    /// A list of maps of fields.
    pub(crate) fn list<T>(
        &mut self,
        key: &'static str,
        list: &mut Vec<T>,
        new: fn() -> T,
        fields: fn(&mut T, &mut Archive<'_>),
    ) {
        if let Way::Write(_) = self.way {
            let mut written = Vec::new();
            for item in list {
                let mut archive = Archive::writing();
                fields(item, &mut archive);
                written.push(archive.written());
            }
            return self.put(key, Value::List(written));
        }
        for found in self.found(key).and_then(Value::as_list).unwrap_or_default() {
            let mut archive =
                self.open(Some(found), false).unwrap_or_else(|| Archive::reading(Value::UNDEFINED));
            let mut item = new();
            fields(&mut item, &mut archive);
            self.wrong = self.wrong.or(archive.wrong);
            list.push(item);
        }
    }

    /// The archive of a part: of what was found, or a new one.
    fn open(&self, found: Option<&'v Value>, present: bool) -> Option<Archive<'v>> {
        match self.way {
            Way::Read(_) => found.filter(|found| !found.is_nullish()).map(|found| {
                let mut archive = Archive::reading(found);
                if found.as_map().is_none() {
                    archive.is_wrong("", "a map");
                }
                archive
            }),
            Way::Write(_) => present.then(Archive::writing),
        }
    }

    fn close(&mut self, key: &'static str, archive: Archive<'_>) {
        self.wrong = self.wrong.or(archive.wrong);
        self.put(key, archive.written());
    }

    /// What has no fields of its own, but a way to be read and to be written.
    pub(crate) fn other<T>(
        &mut self,
        key: &'static str,
        thing: &mut T,
        write: fn(&T) -> Value,
        read: fn(&Value) -> Option<T>,
    ) {
        match self.found(key) {
            Some(Value::Null) => {}
            Some(found) => match read(found) {
                Some(read) => *thing = read,
                None => self.is_wrong(key, "readable"),
            },
            None => self.put(key, write(thing)),
        }
    }
}

/// A text of a map of texts, or nothing where it is none.
pub(crate) fn map_of_texts(value: &Value) -> Option<Map<String>> {
    let mut texts = Map::new();
    for (key, value) in value.as_map()?.iter() {
        texts.insert(Text::clone(key), value.as_text()?.to_owned());
    }
    Some(texts)
}
