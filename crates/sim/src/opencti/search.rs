//! `searchAndScreenPop`: search the objects of the layout, and pop by its rules.

use serde_json::{Map, Value, json};

use super::answer::{ApiError, Done, Outcome, object};
use super::{check, pop};
use crate::console::ConsoleId;
use crate::facts::PopCause;
use crate::org::{Found, LayoutSection, PopRule, Record, ScreenPopType};
use crate::strict::Rule;
use crate::world::World;

/// The algorithm of the contract reference, section 6.2.
pub(crate) fn search_and_screen_pop(world: &mut World, id: ConsoleId, args: &Map<String, Value>) -> Outcome {
    let (section, inbound) = section(world, args.get("callType"))?;
    let section = section.clone();
    let deferred = match args.get("deferred") {
        Some(Value::Null) | None => false,
        Some(_) => check::boolean(args, "deferred", &world.org.strict)?,
    };
    let text = search_text(world, args)?;
    let matches = find(world, &section, &text);
    let mut answer = Map::new();
    for found in &matches {
        if let Some(record) = world.org.record(&found.id) {
            answer.insert(found.id.clone(), summary(&section, record));
        }
    }
    // Two halves of a person account are two matches to the rules: to make them one is the adapter's.
    let ids: Vec<String> = matches.into_iter().map(|found| found.id).collect();
    let pops = inbound || !world.org.strict.holds(Rule::OnlyInboundPops);
    let settings = if inbound { &section } else { &world.org.layout.inbound };
    let data = if pops { pop_data(settings, &ids, &text, args) } else { None };
    match data {
        Some(data) if deferred => {
            answer.insert("SCREEN_POP_DATA".into(), Value::Object(data));
        }
        Some(data) => {
            // A rule that cannot be carried out does not fail the search.
            let _ = pop::pop(world, id, &data, PopCause::Search);
        }
        None => {}
    }
    Ok(Done::Value(Value::Object(answer)))
}

fn section<'a>(world: &'a World, call_type: Option<&Value>) -> Result<(&'a LayoutSection, bool), ApiError> {
    let layout = &world.org.layout;
    match call_type {
        // Documented as possible; taken for inbound, as in Classic.
        Some(Value::Null) => Ok((&layout.inbound, true)),
        Some(Value::String(text)) if text == "inbound" => Ok((&layout.inbound, true)),
        Some(Value::String(text)) if text == "outbound" => Ok((&layout.outbound, false)),
        Some(Value::String(text)) if text == "internal" => Ok((&layout.internal, false)),
        other => {
            let found = other.map_or_else(|| "nothing".to_owned(), Value::to_string);
            Err(ApiError::invalid(format!("callType: a CALL_TYPE was expected, but {found} was found.")))
        }
    }
}

fn search_text(world: &World, args: &Map<String, Value>) -> Result<String, ApiError> {
    let text = match args.get("searchParams") {
        Some(Value::Null) | None => return Ok(String::new()),
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(_) => check::text(args, "searchParams")?.to_owned(),
    };
    if text.chars().count() < 3 && world.org.strict.holds(Rule::SearchMinimum) {
        return Err(ApiError::invalid("searchParams: at least 3 characters were expected."));
    }
    Ok(text)
}

fn find(world: &World, section: &LayoutSection, text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = section
        .objects
        .iter()
        .filter(|(_, fields)| !fields.is_empty() || !world.org.strict.holds(Rule::LayoutFields))
        .flat_map(|(object, _)| world.org.search(object, text, world.now()))
        .collect();
    if !world.org.strict.holds(Rule::PersonBothHalves) {
        let people = collapse(world, &found);
        found.retain(|found| people.contains(&found.id));
    }
    found
}

/// The ids that remain when the contact half of a person account gives way to its account.
fn collapse(world: &World, matches: &[Found]) -> Vec<String> {
    let is_second_half = |found: &Found| {
        let record = world.org.record(&found.id);
        record.is_some_and(|record| {
            record.object == "Contact"
                && record.is_person()
                && matches.iter().any(|other| other.id == record.text("AccountId"))
        })
    };
    matches.iter().filter(|found| !is_second_half(found)).map(|found| found.id.clone()).collect()
}

fn summary(section: &LayoutSection, record: &Record) -> Value {
    let mut entry = Map::new();
    entry.insert("Id".into(), record.id.clone().into());
    // Named so by the platform; it holds the object.
    entry.insert("RecordType".into(), record.object.clone().into());
    entry.insert("Name".into(), record.name().into());
    entry.insert("LastModifiedDate".into(), record.summary_value("LastModifiedDate"));
    for field in section.objects.get(&record.object).into_iter().flatten() {
        entry.insert(field.api_name.clone(), record.summary_value(&field.api_name));
    }
    if record.is_person() {
        let other = if record.object == "Account" { "PersonContactId" } else { "AccountId" };
        entry.insert("IsPersonAccount".into(), json!(true));
        entry.insert(other.into(), record.summary_value(other));
    }
    Value::Object(entry)
}

/// What the layout's rule opens for so many matches, as an argument of screenPop.
fn pop_data(
    section: &LayoutSection,
    matches: &[String],
    text: &str,
    args: &Map<String, Value>,
) -> Option<Map<String, Value>> {
    let settings = &section.screen_pop_settings;
    let rule: &PopRule = match matches {
        [] => settings.no_match.as_ref()?,
        [_] => settings.single_match.as_ref()?,
        _ => settings.multiple_matches.as_ref()?,
    };
    let data = rule.screen_pop_data.clone().unwrap_or_default();
    let pop = match (rule.screen_pop_type, matches) {
        (ScreenPopType::DoNotPop, _) => return None,
        (ScreenPopType::PopToEntity, []) => {
            let defaults = args.get("defaultFieldValues").filter(|value| value.is_object()).cloned();
            json!({ "type": "newRecord",
                    "params": { "entityName": data, "defaultFieldValues": defaults.unwrap_or_else(|| json!({})) } })
        }
        (ScreenPopType::PopToEntity, [id, ..]) => json!({ "type": "sobject", "params": { "recordId": id } }),
        (ScreenPopType::PopToSearch, _) => json!({ "type": "search", "params": { "searchString": text } }),
        (ScreenPopType::PopToVisualforce, _) => {
            let query = args.get("queryParams").and_then(Value::as_str).unwrap_or("");
            json!({ "type": "url", "params": { "url": format!("/apex/{data}?{query}") } })
        }
        (ScreenPopType::PopToFlow, _) => {
            let flow = object(args.get("params")).and_then(|params| params.get("FLOW"));
            let flow_args = flow.and_then(|flow| flow.get("flowArgs")).cloned().unwrap_or_else(|| json!([]));
            json!({ "type": "flow", "params": { "flowDevName": data, "flowArgs": flow_args } })
        }
    };
    pop.as_object().cloned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::org::ScreenPopSettings;
    use crate::world::WorldOptions;

    fn world() -> (World, ConsoleId) {
        let mut world = World::new(WorldOptions::default());
        let id = world.open_console();
        (world, id)
    }

    #[track_caller]
    fn check(args: Value, expected_matches: usize, expected_pop: Option<&str>) {
        let (mut world, id) = world();
        let answer = world.call(id, "searchAndScreenPop", &args);
        let matches = answer.value().and_then(Value::as_object).unwrap();
        let count = matches.keys().filter(|key| *key != "SCREEN_POP_DATA").count();
        let facts = world.facts();
        let popped = matches.get("SCREEN_POP_DATA").map(|data| data["type"].as_str().unwrap().to_owned());
        let popped = popped.or_else(|| facts.pops.last().map(|pop| pop.kind.clone()));
        assert_eq!((count, popped.as_deref()), (expected_matches, expected_pop), "{args}");
    }

    #[test]
    fn the_number_of_matches_picks_the_rule() {
        for deferred in [true, false] {
            let search =
                |text: &str| json!({ "callType": "inbound", "searchParams": text, "deferred": deferred });
            check(search("4155550142"), 1, Some("sobject"));
            check(search("5035550188"), 3, Some("search"));
            check(search("3125550167"), 0, Some("newRecord"));
            check(search("2125550133"), 2, Some("search"));
        }
        check(json!({ "callType": "outbound", "searchParams": "4155550142", "deferred": true }), 1, None);
        check(json!({ "callType": "internal", "searchParams": "Ana Ng" }), 1, None);
        check(json!({ "callType": null, "searchParams": "4155550142" }), 1, Some("sobject"));
    }

    #[test]
    fn rules_may_be_missing_or_pop_nothing_or_something_else() {
        let rule =
            |kind, data: &str| Some(PopRule { screen_pop_type: kind, screen_pop_data: Some(data.into()) });
        let section = |no_match| LayoutSection {
            screen_pop_settings: ScreenPopSettings { no_match, ..ScreenPopSettings::default() },
            ..world().0.org.layout.inbound
        };
        let args = json!({ "queryParams": "ani=1", "params": { "FLOW": { "flowArgs": [1] } } });
        let data = |no_match| pop_data(&section(no_match), &[], "4155550142", args.as_object().unwrap());
        assert_eq!(data(None), None);
        assert_eq!(data(rule(ScreenPopType::DoNotPop, "")), None);
        let url = data(rule(ScreenPopType::PopToVisualforce, "Page")).unwrap();
        assert_eq!(url["params"]["url"], "/apex/Page?ani=1");
        let flow = data(rule(ScreenPopType::PopToFlow, "Triage")).unwrap();
        assert_eq!(flow["params"], json!({ "flowDevName": "Triage", "flowArgs": [1] }));
    }

    #[test]
    fn short_searches_and_odd_call_types_are_refused() {
        let (mut world, id) = world();
        for args in [
            json!({ "callType": "inbound", "searchParams": "41" }),
            json!({ "searchParams": "4155550142" }),
            json!({ "callType": "Inbound", "searchParams": "4155550142" }),
        ] {
            assert_eq!(
                world.call(id, "searchAndScreenPop", &args).error_code(),
                Some("INVALID_PARAM"),
                "{args}"
            );
        }
    }
}
