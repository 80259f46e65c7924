//! The values a flow works on: JSON, and what JavaScript has beyond it.

use indexmap::IndexMap;

/// One value. Semantics of truth, casts and text are JavaScript's (`reference/cti-flows.md` §1.6).
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing was found. Omitted from maps that go to a host.
    #[default]
    Undefined,
    /// An explicit nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A double, NaN and infinities included.
    Number(f64),
    /// Text.
    Text(String),
    /// A point in time, milliseconds since the Unix epoch.
    Date(f64),
    /// A list.
    List(Vec<Value>),
    /// A map in insertion order.
    Map(IndexMap<String, Value>),
}
