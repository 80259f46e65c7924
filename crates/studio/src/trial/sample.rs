//! Sample contacts: what a flow is tried with, as a case of a scenario.

use flow::{Document, Source, TriggerEvent};
use serde_json::{Map, Value, json};

/// A kind of contact, or of what the agent does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sample {
    KnownCaller,
    UnknownCaller,
    Withheld,
    Outbound,
    Callback,
    Chat,
    Task,
}

impl Sample {
    pub(crate) const ALL: [Sample; 7] = [
        Sample::KnownCaller,
        Sample::UnknownCaller,
        Sample::Withheld,
        Sample::Outbound,
        Sample::Callback,
        Sample::Chat,
        Sample::Task,
    ];

    /// What it is called.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Sample::KnownCaller => "Known caller",
            Sample::UnknownCaller => "Unknown caller",
            Sample::Withheld => "Caller with a withheld number",
            Sample::Outbound => "Outbound from a click",
            Sample::Callback => "Queued callback",
            Sample::Chat => "Chat",
            Sample::Task => "Task",
        }
    }

    /// Its number; empty when it is withheld or there is none. The simulated org has a contact with the known one.
    pub(crate) fn number(self) -> &'static str {
        match self {
            Sample::KnownCaller | Sample::Outbound | Sample::Callback => "+14155550142",
            Sample::UnknownCaller => "+12065550199",
            Sample::Withheld | Sample::Chat | Sample::Task => "",
        }
    }

    /// The one that suits a flow.
    pub(crate) fn fitting(document: &Document) -> Sample {
        match document.source().and_then(Source::parse) {
            Some(Source::ConnectChatContact) => Sample::Chat,
            Some(Source::ConnectTaskContact) => Sample::Task,
            Some(Source::ConnectQueueCallbackContact) => Sample::Callback,
            Some(Source::SalesforceUi) => Sample::Outbound,
            _ => Sample::KnownCaller,
        }
    }

    fn preset(self) -> &'static str {
        match self {
            Sample::KnownCaller | Sample::UnknownCaller | Sample::Withheld => "inboundVoice",
            Sample::Outbound => "outboundVoice",
            Sample::Callback => "callback",
            Sample::Chat => "chat",
            Sample::Task => "task",
        }
    }

    /// The source of the events that a contact of this kind has.
    fn source(self) -> Source {
        match self {
            Sample::KnownCaller | Sample::UnknownCaller | Sample::Withheld | Sample::Outbound => {
                Source::ConnectVoiceContact
            }
            Sample::Callback => Source::ConnectQueueCallbackContact,
            Sample::Chat => Source::ConnectChatContact,
            Sample::Task => Source::ConnectTaskContact,
        }
    }
}

/// What is filled in for a sample, as it stands in the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fields {
    pub(crate) number: String,
    /// A line each: `name = value`.
    pub(crate) attributes: String,
    /// A line each: `name = value`.
    pub(crate) payload: String,
}

/// The case of a scenario that a sample is.
///
/// # Errors
/// One sentence: a field cannot be read, or the flow does not wait for such a contact.
pub(crate) fn case(document: &Document, sample: Sample, fields: &Fields) -> Result<Value, String> {
    let source = document.source().and_then(Source::parse);
    let of_contacts = [
        Source::ConnectVoiceContact,
        Source::ConnectQueueCallbackContact,
        Source::ConnectChatContact,
        Source::ConnectTaskContact,
    ];
    if let Some(source) = source.filter(|source| of_contacts.contains(source) && *source != sample.source()) {
        return Err(format!(
            "This flow waits for the source {}, and {} is another: choose a sample of that kind.",
            source.title(),
            sample.title()
        ));
    }
    let attributes = pairs("Attributes", &fields.attributes)?;
    let mut payload = Map::new();
    let number = fields.number.trim();
    let is_click = source == Some(Source::SalesforceUi)
        && document.event().and_then(TriggerEvent::parse) == Some(TriggerEvent::ClickToDial);
    if is_click {
        payload.insert("number".to_owned(), number.into());
    }
    payload.extend(pairs("Payload", &fields.payload)?);
    let mut case = Map::new();
    case.insert("name".to_owned(), sample.title().into());
    if !is_click {
        let mut contact = json!({ "preset": sample.preset() });
        if !number.is_empty() {
            contact["number"] = number.into();
        }
        if !attributes.is_empty() {
            contact["attributes"] = attributes.into();
        }
        case.insert("contact".to_owned(), contact);
    }
    if !payload.is_empty() {
        case.insert("payload".to_owned(), payload.into());
    }
    case.insert("world".to_owned(), json!({}));
    Ok(Value::Object(case))
}

/// Lines `name = value`.
fn pairs(field: &str, text: &str) -> Result<Map<String, Value>, String> {
    let mut pairs = Map::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let pair = line.split_once('=').map(|(name, value)| (name.trim(), value.trim()));
        let Some((name, value)) = pair.filter(|(name, _)| !name.is_empty()) else {
            return Err(format!("{field}, line {}: write name = value.", at + 1));
        };
        if pairs.insert(name.to_owned(), value.into()).is_some() {
            return Err(format!("{field}, line {}: “{name}” stands there twice.", at + 1));
        }
    }
    Ok(pairs)
}

#[cfg(test)]
mod tests {
    use super::{Fields, Sample, case};
    use crate::templates::TEMPLATES;

    #[test]
    fn a_sample_of_another_kind_and_lines_that_cannot_be_read_are_said() {
        let voice = TEMPLATES[0].document();
        let said = case(&voice, Sample::Chat, &Fields::default());
        let sentence = "This flow waits for the source Amazon Connect Voice Contact, and Chat is another: choose a sample of that kind.";
        assert_eq!(said, Err(sentence.to_owned()));
        let of = |attributes: &str| {
            let fields = Fields { attributes: attributes.to_owned(), ..Fields::default() };
            case(&voice, Sample::KnownCaller, &fields)
        };
        assert_eq!(of("a = 1\nb"), Err("Attributes, line 2: write name = value.".to_owned()));
        assert_eq!(of("a=1\n\na = 2"), Err("Attributes, line 3: “a” stands there twice.".to_owned()));
        assert_eq!(of(" a = 1=2 ").map(|case| case["contact"]["attributes"]["a"].clone()), Ok("1=2".into()));
    }

    #[test]
    fn each_template_has_a_sample_that_fits() {
        let fitting: Vec<Sample> =
            TEMPLATES.iter().map(|template| Sample::fitting(&template.document())).collect();
        assert_eq!(
            fitting,
            [Sample::KnownCaller, Sample::Outbound, Sample::KnownCaller, Sample::KnownCaller]
        );
    }
}
