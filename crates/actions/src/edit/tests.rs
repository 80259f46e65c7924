use super::*;

const FILE: &str = r#"{
  "$schema": "../docs/schema/action.schema.json",
  "name": "Call back",
  "flow": "Call back",
  "team": 7,
  "payload": [
    {
      "key": "a",
      "value": "$.contact.contactId",
      "why": "ours"
    }
  ],
  "fields": [
    {
      "name": "Phone",
      "type": "Text",
      "order": 2,
      "maxLength": 40,
      "hint": 1
    },
    {
      "name": "Way",
      "type": "choice",
      "order": 1,
      "options": [
        "mail",
        {
          "value": "tel",
          "label": "Phone"
        }
      ]
    }
  ]
}
"#;

fn form() -> ActionForm {
    ActionForm::read(FILE).expect("an action")
}

/// What a change makes of the file: lines that went and came.
#[track_caller]
fn check(change: impl FnOnce(&mut ActionForm), gone: &[&str], came: &[&str]) {
    let mut form = form();
    change(&mut form);
    let text = form.to_text();
    let lines = |text: &str| text.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>();
    let (mut before, mut now) = (lines(FILE), lines(&text));
    for line in before.clone() {
        if let Some(at) = now.iter().position(|other| *other == line) {
            now.remove(at);
            before.remove(before.iter().position(|other| *other == line).unwrap_or_default());
        }
    }
    assert_eq!((before, now), (lines(&gone.join("\n")), lines(&came.join("\n"))), "{text}");
    assert_eq!(ActionForm::read(&text).map(|form| form.to_text()), Ok(text));
}

#[test]
fn what_is_not_changed_is_written_as_it_was() {
    assert_eq!(form().to_text(), FILE);
    let by_hand = FILE.replace("    ", "\t");
    assert_eq!(ActionForm::read(&by_hand).map(|form| form.to_text()), Ok(by_hand));
}

// Shows: issue-12-8
#[test]
fn changes_touch_nothing_else() {
    check(|form| form.name = "Ring".to_owned(), &["\"name\": \"Call back\","], &["\"name\": \"Ring\","]);
    check(|form| form.active = false, &["]"], &["],", "\"active\": false"]);
    check(
        |form| form.payload[0].value = "x".to_owned(),
        &["\"value\": \"$.contact.contactId\","],
        &["\"value\": \"x\","],
    );
    check(|form| form.fields[0].max_length = String::new(), &["\"maxLength\": 40,"], &[]);
    check(
        |form| form.fields[0].max_length = "many".to_owned(),
        &["\"maxLength\": 40,"],
        &["\"maxLength\": \"many\","],
    );
    check(|form| form.fields[0].kind = FieldType::Phone, &["\"type\": \"Text\","], &["\"type\": \"phone\","]);
}

#[test]
fn options_are_lines() {
    assert_eq!(form().fields[1].options, "mail\ntel|Phone");
    let options = |written: &str| options_value(written).map(|value| value.to_string());
    assert_eq!(options(" \n"), None);
    assert_eq!(options("$.actions.uid-1.results.list"), Some("\"$.actions.uid-1.results.list\"".into()));
    assert_eq!(options("a\n\n b | B "), Some(r#"["a",{"value":"b","label":"B"}]"#.into()));
}

#[test]
fn fields_are_shown_by_order_and_numbered_when_one_moves() {
    let mut form = form();
    assert_eq!(form.shown_order(), [1, 0]);
    form.move_field(0, 1);
    assert_eq!(form.shown_order(), [0, 1]);
    form.move_field(0, 7);
    assert_eq!(form.shown_order(), [0, 1]);
    assert_eq!(form.add_field(), 2);
    assert_eq!((form.fields[2].name.as_str(), form.fields[2].order), ("field1", 3));
}

#[test]
fn a_new_action_has_what_every_action_has() {
    assert_eq!(ActionForm::default().to_text(), "{\n  \"name\": \"\",\n  \"flow\": \"\"\n}\n");
}

#[test]
fn what_is_no_action_says_why() {
    for (text, says) in [
        ("[1]", "a map is expected"),
        ("{", "no JSON"),
        (r#"{"fields": 1}"#, "\"fields\""),
        (r#"{"payload": ["a"]}"#, "\"payload\""),
        (r#"{"fields": [{"type": "colour"}]}"#, "\"type\""),
        (r#"{"format": 2}"#, "format 2"),
    ] {
        let error = ActionForm::read(text).expect_err(text).to_string();
        assert!(error.contains(says), "{text}: {error}");
    }
}
