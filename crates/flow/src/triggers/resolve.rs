//! From the words of a flow file to a trigger, or to what is wrong with them.

use super::{
    CtiAction, Raised, Source, TRIGGERS, Trigger, TriggerEvent, TriggerFinding, action_trigger, find_trigger,
};
#[cfg(feature = "check")]
use crate::Finding;
use crate::Text;

/// The trigger a flow is bound to by the words it has under `source` and `event`.
///
/// # Errors
/// A word is missing, or there is no such source or event, or the source has no such event. The finding says what to write.
pub fn resolve_trigger(
    source: Option<&str>,
    event: Option<&str>,
) -> Result<&'static Trigger, TriggerFinding> {
    let source = resolve_source(source)?;
    if source == CtiAction {
        return Ok(action_trigger());
    }
    let source_name = Text::from(source.word());
    let Some(word) = event.filter(|word| !word.is_empty()) else {
        return Err(TriggerFinding::NoEvent { source_name, events: event_words(source).join(", ").into() });
    };
    if let Some(trigger) = TriggerEvent::parse(word).and_then(|event| find_trigger(source, Some(event))) {
        return Ok(trigger);
    }
    let event = Text::new(word);
    if let Some(present) = present_event(source, word) {
        return Err(TriggerFinding::OldEvent { event, present: present.word().into() });
    }
    let others: Vec<&str> = (TRIGGERS.iter())
        .filter(|trigger| trigger.event.is_some_and(|event| event.word() == word))
        .map(|trigger| trigger.source.word())
        .collect();
    if !others.is_empty() {
        return Err(TriggerFinding::EventOfOtherSource {
            source_name,
            event,
            sources: others.join(", ").into(),
        });
    }
    let words = event_words(source);
    let advice = match nearest(word, words.iter().copied()) {
        Some(near) => format!("do you mean \"{near}\"?"),
        None => format!("it has: {}", words.join(", ")),
    };
    Err(TriggerFinding::UnknownEvent { source_name, event, advice: advice.into() })
}

fn resolve_source(word: Option<&str>) -> Result<Source, TriggerFinding> {
    let Some(word) = word.filter(|word| !word.is_empty()) else { return Err(TriggerFinding::NoSource) };
    if let Some(source) = Source::parse(word) {
        return Ok(source);
    }
    if let Some(source) = Source::with_title(word) {
        return Err(TriggerFinding::SourceTitle {
            title: Text::new(word),
            source_name: source.word().into(),
        });
    }
    let words = || Source::ALL.into_iter().map(Source::word);
    let by_title = || nearest(word, Source::ALL.into_iter().map(Source::title)).and_then(Source::with_title);
    let near = nearest(word, words()).or_else(|| by_title().map(Source::word));
    let advice = match near {
        Some(near) => format!("do you mean \"{near}\"?"),
        None => format!("there are: {}", words().collect::<Vec<_>>().join(", ")),
    };
    Err(TriggerFinding::UnknownSource { source_name: Text::new(word), advice: advice.into() })
}

/// What an event of an earlier version of the vendor's adapter is called today.
pub(crate) fn present_event(source: Source, old: &str) -> Option<TriggerEvent> {
    let has = |trigger: &&Trigger| trigger.source == source && trigger.old_names.contains(&old);
    TRIGGERS.iter().find(has).and_then(|trigger| trigger.event)
}

/// What is worth knowing of a flow that is bound to a trigger: that it never runs, or seldom when people think.
#[cfg(feature = "check")]
pub(crate) fn remarks(trigger: &Trigger, event: Option<&str>) -> Vec<Finding> {
    let source_name = || Text::from(trigger.source.word());
    let mut found = Vec::new();
    if let (None, Some(event)) = (trigger.event, event.filter(|event| !event.is_empty())) {
        found.push(Finding::EventOfAction { event: Text::new(event) });
    }
    found.extend(never_raised(trigger).map(Finding::Trigger));
    if let (Some(event), Some(hint)) = (trigger.event, trigger.hint) {
        found.push(Finding::AboutEvent {
            source_name: source_name(),
            event: event.word().into(),
            hint: hint.into(),
        });
    }
    found
}

/// That this version does not raise an event, where it does not.
pub(crate) fn never_raised(trigger: &Trigger) -> Option<TriggerFinding> {
    match trigger.raised {
        Raised::Yes => None,
        Raised::NotYet { why } => Some(TriggerFinding::NotRaised {
            source_name: trigger.source.word().into(),
            event: trigger.word().into(),
            why: why.into(),
        }),
    }
}

/// The words of the events of a source, in the order of the table.
fn event_words(source: Source) -> Vec<&'static str> {
    let events = TRIGGERS.iter().filter(|trigger| trigger.source == source);
    events.filter_map(|trigger| trigger.event).map(TriggerEvent::word).collect()
}

/// The word that was probably meant: at most two letters, or a third of them, are different.
fn nearest<'w>(word: &str, known: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let lower = word.trim().to_ascii_lowercase();
    let distance = |known: &str| strsim::osa_distance(&lower, &known.to_ascii_lowercase());
    let (distance, near) =
        known.map(|known| (distance(known), known)).min_by_key(|(distance, _)| *distance)?;
    (distance <= 2.max(near.len() / 3)).then_some(near)
}

#[cfg(test)]
mod tests {
    use super::{remarks, resolve_trigger};

    /// What is said of these words; empty when all is well.
    #[track_caller]
    fn check(source: &str, event: &str, expected: &[&str]) {
        let said: Vec<String> = match resolve_trigger(Some(source), Some(event)) {
            Ok(trigger) => remarks(trigger, Some(event)).iter().map(ToString::to_string).collect(),
            Err(finding) => vec![finding.to_string()],
        };
        assert_eq!(said, expected, "{source} {event}");
    }

    #[test]
    fn a_known_pair_is_well() {
        check("connectVoiceContact", "onConnecting", &[]);
        check("salesforceUi", "onClickToDial", &[]);
        check("ctiAction", "", &[]);
    }

    #[test]
    fn a_missing_word_is_asked_for() {
        check(
            "",
            "onConnecting",
            &["\"source\" is missing: the flow does not say when it runs, so it never does"],
        );
        check(
            "salesforceUi",
            "",
            &[
                "\"event\" is missing: the flow never runs; salesforceUi has: onClickToDial, onNavigationChange, onHvsWorkStart",
            ],
        );
    }

    #[test]
    fn an_unknown_word_gets_the_nearest_known_one() {
        let source = |word: &str, advice: &str| format!("there is no source \"{word}\": {advice}");
        check(
            "connectVoice",
            "onConnecting",
            &[&source(
                "connectVoice",
                "there are: initialization, connectAgent, connectVoiceContact, connectQueueCallbackContact, connectChatContact, connectTaskContact, connectEmailContact, salesforceAgent, salesforceUi, ctiAction",
            )],
        );
        check(
            "connectVoiceContacts",
            "x",
            &[&source("connectVoiceContacts", "do you mean \"connectVoiceContact\"?")],
        );
        check("ctiaction", "", &[&source("ctiaction", "do you mean \"ctiAction\"?")]);
        check(
            "Amazon Connect Voice Contacts",
            "x",
            &[&source("Amazon Connect Voice Contacts", "do you mean \"connectVoiceContact\"?")],
        );
        check(
            "connectVoiceContact",
            "onIncomming",
            &["connectVoiceContact has no event \"onIncomming\": do you mean \"onIncoming\"?"],
        );
        check(
            "salesforceUi",
            "onHover",
            &[
                "salesforceUi has no event \"onHover\": it has: onClickToDial, onNavigationChange, onHvsWorkStart",
            ],
        );
    }

    #[test]
    fn labels_and_old_names_are_told_from_unknown_ones() {
        check(
            "Amazon Connect Voice Contact",
            "onConnecting",
            &[
                "\"Amazon Connect Voice Contact\" is the title of a source: its word in flow files is \"connectVoiceContact\"",
            ],
        );
        check(
            "connectChatContact",
            "onMessage",
            &["\"onMessage\" is the name of an earlier version: the event is \"onMessageReceived\" now"],
        );
    }

    #[test]
    fn an_event_of_another_source_is_named_with_it() {
        check(
            "connectVoiceContact",
            "onClickToDial",
            &["onClickToDial is an event of salesforceUi, not of connectVoiceContact"],
        );
    }

    #[test]
    fn events_that_never_come_or_seldom_are_said() {
        check(
            "connectChatContact",
            "onMessageReceived",
            &[
                "this version does not raise connectChatContact onMessageReceived, so the flow never runs: the page opens no chat session, so it sees no messages",
            ],
        );
        check(
            "connectVoiceContact",
            "onIncoming",
            &[
                "connectVoiceContact onIncoming: Amazon Connect raises it for queued callbacks only; a call that rings raises onConnecting",
            ],
        );
        check("ctiAction", "onPressed", &["a flow of a CTI Action has no event: \"onPressed\" is ignored"]);
    }
}
