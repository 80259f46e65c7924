//! What the tabs of one agent say to each other.
//!
//! Read and written by hand, out of one [`Value`]: what serde would make of these types weighs as much as the rest of the machine.

use flow::{AppView, Value};
use panel_protocol::Gesture;

use crate::event::{ClickToDial, Event, view_value};
use crate::frame::messages::Reason;
use crate::frame::view::{Notice, Relayed};
use crate::runs::payload_builder::PayloadBuilder;

/// The version of the messages. Tabs of other releases are not understood, and do not understand.
const VERSION: u64 = 1;

/// One message. Every tab of the agent gets it but the one that has posted it.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Message {
    pub(crate) word: Word,
    /// The tab that says it.
    pub(crate) from: String,
    /// The one tab it is meant for; empty: all.
    pub(crate) to: String,
    /// [`Word::Leads`]: since when nobody but this tab may write the journal. [`Word::Do`] and [`Word::Done`]: the number of the deed.
    pub(crate) number: u64,
    /// [`Word::Leads`] and [`Word::Wants`]: when the agent was last seen to use this tab, 0 while it is hidden.
    /// [`Word::Do`]: the number of the last deed that was acknowledged.
    pub(crate) at: u64,
    /// [`Word::Leads`]: what its panel shows. [`Word::Tell`]: a message for the panel. [`Word::Say`]: a notice, as JSON text.
    pub(crate) text: String,
    /// [`Word::Leads`]: name of the record in front of it.
    pub(crate) place: Option<String>,
    /// [`Word::Do`]: what the agent did.
    pub(crate) deed: Option<Deed>,
    /// [`Word::Do`]: the page of Salesforce on which she did it.
    pub(crate) view: Option<AppView>,
}

/// What a message says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Word {
    /// Who leads?
    #[default]
    Hello,
    /// This tab leads, and this is how things are.
    Leads,
    /// This tab wants to lead.
    Wants,
    /// The tab it is meant for leads next.
    Yours,
    /// The agent did this here: the leader is to see to it.
    Do,
    /// This was seen to.
    Done,
    /// The panel of that tab is to be handed this.
    Tell,
    /// The leader has said this.
    Say,
}

impl Word {
    const ALL: [Word; 8] =
        [Word::Hello, Word::Leads, Word::Wants, Word::Yours, Word::Do, Word::Done, Word::Tell, Word::Say];

    fn as_str(self) -> &'static str {
        match self {
            Word::Hello => "hello",
            Word::Leads => "leads",
            Word::Wants => "wants",
            Word::Yours => "yours",
            Word::Do => "do",
            Word::Done => "done",
            Word::Tell => "tell",
            Word::Say => "say",
        }
    }
}

/// What the agent did in a tab that does not lead.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Deed {
    /// A press in the panel, as the panel says it.
    Press(String),
    /// A click on a number.
    Click(ClickToDial),
    /// Another page of Salesforce.
    Page(AppView),
    /// A call step of Sales Engagement.
    Work(Value),
}

impl Deed {
    /// As the tab in which it was done would have been told of it.
    pub(crate) fn into_event(self) -> Event {
        match self {
            Deed::Press(message) => Event::Pressed { message },
            Deed::Click(click) => Event::ClickToDial { click },
            Deed::Page(view) => Event::Navigation { view },
            Deed::Work(payload) => Event::WorkStart { payload },
        }
    }

    /// Whether it is about a log: done late, it is done well.
    pub(crate) fn is_of_a_log(&self) -> bool {
        let Deed::Press(message) = self else { return false };
        match Gesture::from_message(message) {
            Ok(
                Gesture::Note { .. }
                | Gesture::Disposition { .. }
                | Gesture::WriteLog { .. }
                | Gesture::SaveLogAgain { .. }
                | Gesture::CompleteTodo { .. }
                | Gesture::SaveAllAgain
                | Gesture::LogIsThere { .. }
                | Gesture::Relate { .. }
                | Gesture::ChooseRecord { .. }
                | Gesture::Dismiss { .. },
            ) => true,
            Ok(
                Gesture::NewRecord { .. }
                | Gesture::ShowAll { .. }
                | Gesture::RunAction { .. }
                | Gesture::OpenForm { .. }
                | Gesture::CloseForm
                | Gesture::TellRuns
                | Gesture::TellUnsaved
                | Gesture::DropAttributes
                | Gesture::OpenRecord { .. }
                | Gesture::Record { .. }
                | Gesture::LookForFlows
                | Gesture::SignIn
                | Gesture::UseThisTab
                | Gesture::AllowCookies
                | Gesture::TryAgain,
            )
            | Err(_) => false,
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Deed::Press(_) => "press",
            Deed::Click(_) => "click",
            Deed::Page(_) => "page",
            Deed::Work(_) => "work",
        }
    }

    fn to_value(&self) -> Value {
        match self {
            Deed::Press(message) => Value::text(message),
            Deed::Click(click) => click.to_value(),
            Deed::Page(view) => view_value(view),
            Deed::Work(payload) => payload.clone(),
        }
    }

    fn from_value(kind: &str, value: &Value) -> Option<Deed> {
        Some(match kind {
            "press" => Deed::Press(value.as_text()?.to_owned()),
            "click" => Deed::Click(ClickToDial::from_value(value)?),
            "page" => Deed::Page(read_view(value)),
            "work" => Deed::Work(value.clone()),
            _ => return None,
        })
    }
}

impl Message {
    pub(crate) fn to_text(&self) -> String {
        let mut message = PayloadBuilder::new();
        message.number("version", Some(VERSION));
        message.text("word", self.word.as_str());
        message.text("from", &self.from);
        message.text("to", &self.to);
        message.number("number", Some(self.number));
        message.number("at", Some(self.at));
        message.text("text", &self.text);
        message.optional("place", self.place.as_deref());
        if let Some(deed) = &self.deed {
            message.text("kind", deed.kind());
            message.value("deed", deed.to_value());
        }
        if let Some(view) = &self.view {
            message.value("view", view_value(view));
        }
        message.done().to_json_text()
    }

    /// Reads a message; nothing for one of another release, or of nobody's.
    pub(crate) fn from_text(text: &str) -> Option<Message> {
        let message = Value::from_json_text(text)?;
        let text = |key: &str| message.get(key).as_text();
        let number = |key: &str| message.get(key).as_number().map(|number| number as u64);
        if number("version")? != VERSION {
            return None;
        }
        let said = text("word")?;
        let view = message.get("view");
        Some(Message {
            word: Word::ALL.into_iter().find(|word| word.as_str() == said)?,
            from: text("from")?.to_owned(),
            to: text("to")?.to_owned(),
            number: number("number")?,
            at: number("at")?,
            text: text("text")?.to_owned(),
            place: text("place").map(str::to_owned),
            deed: text("kind").and_then(|kind| Deed::from_value(kind, message.get("deed"))),
            view: (!view.is_nullish()).then(|| read_view(view)),
        })
    }
}

/// A notice as its parts.
pub(crate) fn write_notice(notice: &Notice) -> String {
    let said = notice.message();
    let mut parts = PayloadBuilder::new();
    parts.text("key", said.key);
    parts.text("about", said.about);
    let reason = said.reason.map(Reason::text);
    parts.flag("isUnanswered", reason == Some(None));
    parts.optional("reason", reason.flatten().as_deref());
    parts.flag("isSeen", said.seen);
    parts.done().to_json_text()
}

pub(crate) fn read_notice(text: &str) -> Option<Relayed> {
    let parts = Value::from_json_text(text)?;
    Some(Relayed {
        key: parts.get("key").as_text()?.to_owned(),
        about: parts.get("about").as_text()?.to_owned(),
        reason: parts.get("reason").as_text().map(str::to_owned),
        is_unanswered: parts.get("isUnanswered").to_flag(),
        is_seen: parts.get("isSeen").to_flag(),
    })
}

/// The page of Salesforce that a flow would see as this.
fn read_view(value: &Value) -> AppView {
    let text = |key: &str| value.get(key).as_text().map(str::to_owned);
    AppView {
        url: text("url"),
        record_id: text("recordId"),
        record_name: text("recordName"),
        object_type: text("objectType"),
        account_id: text("accountId"),
        contact_id: text("contactId"),
        person_account: value.get("personAccount").as_bool(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(message: Message) {
        assert_eq!(Message::from_text(&message.to_text()), Some(message));
    }

    #[test]
    fn every_word_is_read_as_it_was_written() {
        for word in Word::ALL {
            check(Message { word, from: "a".into(), to: "b".into(), ..Message::default() });
        }
        let panel = r#"{"version":2,"contact":null}"#.to_owned();
        let place = Some("Dana \u{202e}<b>".to_owned());
        check(Message {
            word: Word::Leads,
            number: 7,
            at: 1_772_442_000_000,
            text: panel,
            place,
            ..Message::default()
        });
    }

    #[test]
    fn every_deed_is_read_as_it_was_written() {
        let click = ClickToDial {
            number: "(415) 555-0142".into(),
            record_id: Some("0035g00000XyZabAAF".into()),
            object_type: Some("Contact".into()),
            person_account: Some(false),
            ..ClickToDial::default()
        };
        let view = AppView { url: Some("/x".into()), person_account: Some(true), ..AppView::default() };
        let deeds = [
            Deed::Press(r#"{"press":"note"}"#.into()),
            Deed::Click(click),
            Deed::Page(view.clone()),
            Deed::Work(Value::map([("workId", "w")])),
        ];
        for deed in deeds {
            let view = Some(view.clone());
            check(Message { word: Word::Do, number: 3, at: 2, deed: Some(deed), view, ..Message::default() });
        }
    }

    #[test]
    fn what_no_tab_of_this_release_says_is_nothing() {
        for text in [
            "",
            "{}",
            "[]",
            "null",
            r#"{"version":2,"word":"hello","from":"","to":"","number":0,"at":0,"text":""}"#,
        ] {
            assert_eq!(Message::from_text(text), None, "{text}");
        }
    }
}
