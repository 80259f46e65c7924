//! What outlives the page and the panel: a reload, and a panel that fell, take no entries away.

use actions::Entry;
use serde_json::{Map, Value};

use super::{Draft, Drafts, Stage};

impl Drafts {
    /// All there is to keep. What was submitted has served, or is entered again: nobody knows any more what became of it.
    pub(crate) fn to_text(&self) -> String {
        let kept =
            self.list.iter().filter(|draft| !matches!(draft.stage, Stage::Sent { .. }) && draft.is_begun());
        Value::Array(kept.map(draft_to_value).collect()).to_string()
    }

    /// What was kept; what cannot be read is nothing.
    pub(crate) fn from_text(text: &str) -> Drafts {
        let kept = serde_json::from_str::<Vec<Value>>(text).unwrap_or_default();
        let mut drafts = Drafts::default();
        for draft in kept.iter().filter_map(draft_from_value) {
            drafts.last += 1;
            drafts.list.push(Draft { id: drafts.last, ..draft });
        }
        drafts
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
        let text = drafts.to_text();
        let back = Drafts::from_text(&text);
        assert_eq!(back.to_text(), text);
        let front = back.front(None).expect("it is in front");
        assert_eq!((front.action.as_str(), front.entered(0)), ("Escalate", Some(&Entry::Checked(true))));
        assert_eq!(front.entered(1), None);
        assert!(back.front(Some("a")).is_none(), "another form was in front, with nothing in it");
        assert_eq!(back.list.len(), 2);

        let sent = drafts.list.iter_mut().find(|draft| draft.contact.is_none()).expect("it is there");
        sent.stage = Stage::Sent { contact: None, after: 0 };
        assert!(Drafts::from_text(&drafts.to_text()).front(None).is_none(), "it has served");
    }

    #[test]
    fn what_cannot_be_read_is_nothing() {
        for text in [
            "",
            "{}",
            "[1]",
            r#"[{"action":"a"}]"#,
            r#"[{"action":1,"contact":null,"open":true,"entered":[]}]"#,
        ] {
            assert_eq!(Drafts::from_text(text).list.len(), 0, "{text}");
        }
    }
}
