//! What an entry must satisfy beyond its type.

/// Bounds and pattern of a field. What is none does not limit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Least number or earliest day, as an `<input>` takes it.
    pub min: Option<String>,
    /// Greatest number or latest day.
    pub max: Option<String>,
    /// Fewest UTF-16 units of a text that is not empty, as browsers count.
    pub min_length: Option<u32>,
    /// Most UTF-16 units.
    pub max_length: Option<u32>,
    /// What a text must look like.
    pub pattern: Option<Pattern>,
}

/// What a text must look like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// A regular expression of JavaScript that the whole text has to match, as in HTML's attribute `pattern`.
    pub pattern: String,
    /// What the agent is told when it does not; empty is a sentence of the panel's.
    pub message: String,
}
