//! What the vendor's labels and values mean in our words.

use flow::{Source, TRIGGERS, TriggerEvent};

/// Letters and digits of a text, in lower case: how labels, API names and file names are compared.
pub(crate) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The source that a label, a value or a word means.
pub(crate) fn source_of(text: &str) -> Option<Source> {
    let given = letters(text);
    let spellings = |source: Source| {
        let title = source.title();
        // "Voice Contact" for "Amazon Connect Voice Contact"; "Agent" alone would be either's.
        let short = title.strip_prefix("Amazon Connect ").filter(|short| *short != "Agent");
        [Some(source.word()), Some(title), title.strip_prefix("Amazon "), short]
    };
    Source::ALL
        .into_iter()
        .find(|source| spellings(*source).into_iter().flatten().any(|spelling| letters(spelling) == given))
}

/// How flow files spell an event of today or of an earlier version, whatever the source.
pub(crate) fn event_of(text: &str) -> Option<&'static str> {
    let given = letters(text);
    let known = TriggerEvent::ALL.into_iter().map(TriggerEvent::word);
    let old = TRIGGERS.iter().flat_map(|trigger| trigger.old_names.iter().copied());
    let without_on = |word: &str| word.strip_prefix("on").map(letters);
    known
        .chain(old)
        .find(|word| letters(word) == given || without_on(word).as_deref() == Some(given.as_str()))
}

/// Whether a text says yes or no.
pub(crate) fn flag_of(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" | "checked" => Some(true),
        "false" | "0" | "no" | "unchecked" => Some(false),
        _ => None,
    }
}

/// An API name without namespace and suffix, as letters: `amazonconnect__AC_Source__c` is `acsource`.
pub(crate) fn local_name(column: &str) -> String {
    let parts: Vec<&str> = column.split("__").collect();
    let parts = match parts.as_slice() {
        [rest @ .., "c" | "r"] if !rest.is_empty() => rest,
        parts => parts,
    };
    letters(parts.last().copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_values_and_words_mean_sources() {
        for source in Source::ALL {
            for text in [source.word(), source.title(), &source.title().to_uppercase()] {
                assert_eq!(source_of(text), Some(source), "{text}");
            }
        }
        for text in [
            "amazonConnectVoiceContact",
            "AMAZON_CONNECT_VOICE_CONTACT",
            "Voice Contact",
            "connect-voice-contact",
        ] {
            assert_eq!(source_of(text), Some(Source::ConnectVoiceContact), "{text}");
        }
        for text in ["", "Agent", "Browser", "Amazon Connect"] {
            assert_eq!(source_of(text), None, "{text}");
        }
    }

    #[test]
    fn events_in_other_spellings() {
        for (text, word) in [
            ("onConnecting", Some("onConnecting")),
            ("On Connecting", Some("onConnecting")),
            ("CONNECTING", Some("onConnecting")),
            ("on_after_call_work", Some("onAfterCallWork")),
            ("onMessage", Some("onMessage")),
            ("onConecting", None),
            ("", None),
        ] {
            assert_eq!(event_of(text), word, "{text}");
        }
    }

    #[test]
    fn columns_have_a_local_name() {
        for (column, name) in [
            ("amazonconnect__AC_CtiScriptSource__c", "acctiscriptsource"),
            ("Source__c", "source"),
            ("Id", "id"),
            ("AC_CtiAdapter__r.Name", "rname"),
            ("CTI Flow Name", "ctiflowname"),
            ("__c", ""),
        ] {
            assert_eq!(local_name(column), name, "{column}");
        }
    }
}
