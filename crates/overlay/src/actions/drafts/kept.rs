//! What outlives the page and the panel: a reload, and a panel that fell, take no entries away.

use actions::Entry;
use panel_protocol::FORMS_VERSION;
use serde_json::{Map, Value};

use super::{Draft, Drafts, Stage};

impl Drafts {
    /// The document to keep of this agent's forms. What was submitted has served, or is entered again: nobody knows any more what became of it.
    pub(crate) fn to_text(&self, agent: &str) -> String {
        let kept =
            self.list.iter().filter(|draft| !matches!(draft.stage, Stage::Sent { .. }) && draft.is_begun());
        let forms = Value::Array(kept.map(draft_to_value).collect());
        Value::Object(Map::from_iter([
            ("version".to_owned(), FORMS_VERSION.into()),
            ("agent".to_owned(), agent.into()),
            ("forms".to_owned(), forms),
        ]))
        .to_string()
    }

    /// What was kept, by this release or an earlier one, and whose it is, where that was written; what cannot be read is nothing.
    /// None where a later release wrote it.
    pub(crate) fn from_text(text: &str) -> Option<(Option<String>, Drafts)> {
        let document: Value = serde_json::from_str(text).unwrap_or_default();
        let version = document.get("version").and_then(Value::as_u64);
        if version.is_some_and(|version| version > FORMS_VERSION.into()) {
            return None;
        }
        // Before there were versions the document was the list.
        let forms = document.get("forms").unwrap_or(&document).as_array();
        let mut drafts = Drafts::default();
        for draft in forms.into_iter().flatten().filter_map(draft_from_value) {
            drafts.last += 1;
            drafts.list.push(Draft { id: drafts.last, ..draft });
        }
        let agent = document.get("agent").and_then(Value::as_str).map(str::to_owned);
        Some((agent, drafts))
    }
}

fn draft_to_value(draft: &Draft) -> Value {
    let entered = draft.entered.iter().map(|entry| match entry {
        None => Value::Null,
        Some(Entry::Text(text)) => text.as_str().into(),
        Some(Entry::Checked(checked)) => (*checked).into(),
    });
    Value::Object(Map::from_iter([
        ("action".to_owned(), draft.action.as_str().into()),
        ("contact".to_owned(), draft.contact.as_deref().into()),
        ("open".to_owned(), draft.open.into()),
        ("entered".to_owned(), entered.collect::<Vec<Value>>().into()),
    ]))
}

fn draft_from_value(value: &Value) -> Option<Draft> {
    let entered = value.get("entered")?.as_array()?.iter().map(|entry| match entry {
        Value::String(text) => Some(Entry::Text(text.clone())),
        Value::Bool(checked) => Some(Entry::Checked(*checked)),
        _ => None,
    });
    Some(Draft {
        open: value.get("open")?.as_bool()?,
        entered: entered.collect(),
        is_kept: true,
        ..Draft::new(value.get("action")?.as_str()?, value.get("contact")?.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    // Shows: issue-5-2-entries
    #[test]
    fn what_is_kept_comes_back() {
        let mut drafts = Drafts::default();
        for (action, contact) in [("Call \"back\"", Some("a")), ("Escalate", None), ("Untouched", Some("a"))]
        {
            drafts.open(action, contact);
            if action != "Untouched" {
                let id = drafts.front(contact).expect("it is in front").id;
                let draft = drafts.get_mut(id).expect("it is there");
                draft.enter(2, Entry::Text("\u{202e}<b>\n".to_owned()));
                draft.enter(0, Entry::Checked(true));
            }
        }
        let text = drafts.to_text("ana");
        assert!(text.contains(r#""version":1"#), "{text}");
        let (agent, back) = Drafts::from_text(&text).expect("of this release");
        assert_eq!(agent.as_deref(), Some("ana"));
        assert_eq!(back.to_text("ana"), text);
        let front = back.front(None).expect("it is in front");
        assert_eq!((front.action.as_str(), front.entered(0)), ("Escalate", Some(&Entry::Checked(true))));
        assert_eq!(front.entered(1), None);
        assert!(back.front(Some("a")).is_none(), "another form was in front, with nothing in it");
        assert_eq!(back.list.len(), 2);

        let sent = drafts.list.iter_mut().find(|draft| draft.contact.is_none()).expect("it is there");
        sent.stage = Stage::Sent { contact: None, after: 0 };
        let (_, left) = Drafts::from_text(&drafts.to_text("ana")).expect("of this release");
        assert!(left.front(None).is_none(), "it has served");
    }

    #[test]
    fn what_cannot_be_read_is_nothing() {
        for text in [
            "",
            "{}",
            "[1]",
            r#"{"version":1}"#,
            r#"{"version":"2","forms":5}"#,
            r#"[{"action":"a"}]"#,
            r#"[{"action":1,"contact":null,"open":true,"entered":[]}]"#,
        ] {
            assert_eq!(Drafts::from_text(text).map(|(_, drafts)| drafts.list.len()), Some(0), "{text}");
        }
    }

    // Shows: issue-10-stored-0.1
    #[test]
    fn forms_of_version_0_1_come_back_and_those_of_a_later_release_are_left_alone() {
        let forms = include_str!("../../../../../tests/compat/0.1/stored/forms.json");
        let (agent, drafts) = Drafts::from_text(forms).expect("an earlier release");
        assert_eq!(agent, None, "nobody wrote it down");
        let front = drafts.front(Some("c1")).expect("it is in front");
        assert_eq!(front.action, "Callback Customer");
        assert_eq!(front.entered(1), Some(&Entry::Text("+1 415 555 0142".to_owned())));
        assert_eq!(drafts.list.len(), 2);
        assert!(Drafts::from_text(r#"{"version":2,"forms":[]}"#).is_none());
    }
}
