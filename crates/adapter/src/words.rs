//! Sentences for people. They are in a language file (`www/adapter/lang`), which the page fetches once there is something to
//! say: the core has none of its own, so that it is small and speaks every language.

use flow::Value;

/// The sentences, as far as they are there.
#[derive(Debug, Default)]
pub(crate) enum Words {
    /// Still being fetched, or not yet asked for.
    #[default]
    Awaited,
    /// They could not be fetched: codes and keys have to do.
    Missing,
    /// By key.
    Known(Value),
}

impl Words {
    /// Reads a language file; one that is none counts as missing.
    pub(crate) fn read(text: &str) -> Words {
        match Value::from_json_text(text) {
            Some(words) if words.as_map().is_some() => Words::Known(words),
            _ => Words::Missing,
        }
    }

    /// The sentence of a key, `{gaps}` filled; nothing when there is none.
    pub(crate) fn say(&self, key: &[&str], gaps: &[(&str, &str)]) -> Option<String> {
        let Words::Known(words) = self else { return None };
        let mut rest = words.get(&key.concat()).as_text()?;
        let mut said = String::new();
        while let Some((before, after)) = rest.split_once('{') {
            said.push_str(before);
            let (name, after) = after.split_once('}')?;
            said.push_str(gaps.iter().find(|(gap, _)| *gap == name)?.1);
            rest = after;
        }
        said.push_str(rest);
        Some(said)
    }
}
