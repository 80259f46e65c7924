//! New pieces of JSON, spelled and spaced as what stands beside them.

use crate::Value;
use crate::document::json::{Blanks, Data, Key, Node};
use crate::value::number;

/// How the entries of a map or list are spaced.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Spacing {
    /// `{"a":1}`
    Tight,
    /// `{ "a": 1 }`
    Spaced,
    /// Each entry on a line of its own, which begins with this line end and indent.
    Lines(String),
}

impl Spacing {
    /// How a map is spaced; nothing when it is empty or no map.
    pub(super) fn of(map: &Node) -> Option<Spacing> {
        let Data::Map(entries) = &map.data else { return None };
        let (key, node) = entries.first()?;
        Some(match key.blanks.before.as_str() {
            lines if lines.contains('\n') => Spacing::Lines(lines.to_owned()),
            "" if node.blanks.before.is_empty() => Spacing::Tight,
            _ => Spacing::Spaced,
        })
    }

    /// The same, one step deeper.
    pub(super) fn inner(&self) -> Spacing {
        match self {
            Spacing::Lines(indent) => Spacing::Lines(format!("{indent}  ")),
            spacing => spacing.clone(),
        }
    }

    fn before_first(&self) -> &str {
        match self {
            Spacing::Tight => "",
            Spacing::Spaced => " ",
            Spacing::Lines(indent) => indent,
        }
    }

    fn after_last(&self) -> &str {
        match self {
            Spacing::Tight => "",
            Spacing::Spaced => " ",
            Spacing::Lines(indent) => indent.strip_suffix("  ").unwrap_or(indent),
        }
    }

    fn colon(&self) -> &str {
        if *self == Spacing::Tight { "" } else { " " }
    }
}

/// A value as it is written, its maps and lists spaced so.
pub(super) fn data_of(value: &Value, spacing: &Spacing) -> Data {
    match value {
        Value::Undefined | Value::Null => Data::Null,
        Value::Bool(flag) => Data::Bool(*flag),
        Value::Number(number) | Value::Date(number) if !number.is_finite() => Data::Null,
        Value::Number(number) | Value::Date(number) => Data::Number(number::to_text(*number)),
        Value::Text(text) => Data::Text(text.as_str().into()),
        Value::List(items) => {
            let mut nodes: Vec<Node> = items.iter().map(|item| node_of(item, &spacing.inner())).collect();
            // `[1, 2]`, also where maps are `{ "a": 1 }`.
            let (first, last) = match spacing {
                Spacing::Lines(_) => (spacing.before_first(), spacing.after_last()),
                _ => ("", ""),
            };
            for (at, node) in nodes.iter_mut().enumerate() {
                let before = if at == 0 { first } else { spacing.before_first() };
                let after = if at + 1 == items.len() { last } else { "" };
                node.blanks = Blanks { before: before.to_owned(), after: after.to_owned() };
            }
            Data::List(nodes)
        }
        Value::Map(entries) => {
            let mut written = Data::Map(Vec::new());
            if let Data::Map(written) = &mut written {
                for (key, value) in entries.iter() {
                    let node = node_of(value, &spacing.inner());
                    push(written, key, node, spacing);
                }
            }
            written
        }
    }
}

fn node_of(value: &Value, spacing: &Spacing) -> Node {
    Node::new(data_of(value, spacing), "", 0)
}

/// A node with nothing around it.
pub(super) fn bare(data: Data) -> Node {
    Node::new(data, "", 0)
}

/// Adds an entry at the end of a map, spaced as those before it.
fn push(entries: &mut Vec<(Key, Node)>, name: &str, mut node: Node, spacing: &Spacing) {
    let mut key = Key { text: name.into(), blanks: Blanks::default() };
    match entries.last_mut() {
        Some((last_key, last)) => {
            key.blanks.clone_from(&last_key.blanks);
            if key.blanks.before.is_empty() && !last.blanks.before.is_empty() {
                key.blanks.before = " ".to_owned();
            }
            node.blanks.before.clone_from(&last.blanks.before);
            node.blanks.after = std::mem::take(&mut last.blanks.after);
        }
        None => {
            key.blanks.before = spacing.before_first().to_owned();
            node.blanks.before = spacing.colon().to_owned();
            node.blanks.after = spacing.after_last().to_owned();
        }
    }
    entries.push((key, node));
}

/// The map at a key of a map, made when something else or nothing stands there.
pub(super) fn map_at<'n>(node: &'n mut Node, key: &str, spacing: &Spacing) -> &'n mut Node {
    if !node.get(key).is_some_and(|found| matches!(found.data, Data::Map(_))) {
        set(node, key, Data::Map(Vec::new()), spacing);
    }
    let Data::Map(entries) = &mut node.data else { unreachable!("`set` has made it a map") };
    let at = entries.iter().rposition(|(name, _)| name.text.value == key);
    &mut entries[at.unwrap_or_else(|| unreachable!("`set` has put it there"))].1
}

/// Gives an entry of a map another value, or adds it, spaced as its siblings, or so when it has none.
pub(super) fn set(map: &mut Node, name: &str, data: Data, spacing: &Spacing) {
    if let Some(node) = map.get_mut(name) {
        node.data = data;
        node.inside = String::new();
        return;
    }
    if !matches!(map.data, Data::Map(_)) {
        map.data = Data::Map(Vec::new());
    }
    map.inside = String::new();
    if let Data::Map(entries) = &mut map.data {
        push(entries, name, bare(data), spacing);
    }
}

/// Takes every entry of this name out of a map.
pub(super) fn unset(map: &mut Node, name: &str) {
    let Data::Map(entries) = &map.data else { return };
    let gone: Vec<usize> = (0..entries.len()).filter(|at| entries[*at].0.text.value == name).collect();
    if !gone.is_empty() {
        map.remove(&gone);
    }
}

/// Gives a node another value; what is the same in both stays as it is spelled.
pub(super) fn merge(node: &mut Node, value: &Value, spacing: &Spacing) {
    if same(&node.to_value(), value) {
        return;
    }
    let spacing = Spacing::of(node).unwrap_or_else(|| spacing.clone());
    match (&mut node.data, value) {
        // The same rows: each stays where it is, spelled and spaced as it is.
        (Data::Map(old), Value::Map(entries))
            if old.len() == entries.len()
                && old.iter().zip(entries.keys()).all(|((key, _), name)| key.text.value == *name) =>
        {
            for ((_, node), value) in old.iter_mut().zip(entries.values()) {
                merge(node, value, &spacing.inner());
            }
        }
        (Data::Map(old), Value::Map(entries)) if !entries.is_empty() => {
            let inside = (old.first().map(|(key, _)| key.blanks.before.clone()))
                .zip(old.last().map(|(_, node)| node.blanks.after.clone()));
            let mut written = Vec::new();
            for (name, value) in entries.iter() {
                let known = old.iter().rposition(|(key, _)| key.text.value == *name);
                let mut node = match known {
                    Some(at) => {
                        let mut node = old[at].1.clone();
                        merge(&mut node, value, &spacing.inner());
                        node
                    }
                    None => node_of(value, &spacing.inner()),
                };
                node.blanks = Blanks::default();
                push(&mut written, name, node, &spacing);
                if let (Some(at), Some((key, _))) = (known, written.last_mut()) {
                    key.text = old[at].0.text.clone();
                }
            }
            // The first stands where the first stood, and the last ends where the last ended.
            if let (Some((before, after)), Some((first, _))) = (inside, written.first_mut()) {
                first.blanks.before = before;
                if let Some((_, last)) = written.last_mut() {
                    last.blanks.after = after;
                }
            }
            *old = written;
        }
        (data, value) => {
            *data = data_of(value, &spacing);
            node.inside = String::new();
        }
    }
}

/// Whether two values are written the same: maps in the same order, too.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Map(one), Value::Map(other)) => {
            one.len() == other.len()
                && one.iter().zip(other.iter()).all(|((a, b), (c, d))| a == c && same(b, d))
        }
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| same(a, b))
        }
        (one, other) => one == other,
    }
}
