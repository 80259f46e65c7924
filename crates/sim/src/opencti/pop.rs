//! `screenPop`.

use serde_json::{Map, Value, json};

use super::answer::{ApiError, Done, Outcome, object};
use super::check;
use crate::console::{ConsoleId, Navigation, NewRecordModal, Page};
use crate::facts::PopCause;
use crate::strict::Rule;
use crate::world::World;

/// Opens what the page asked for. Success means that the request was accepted, not that anybody can see the record.
pub(crate) fn screen_pop(world: &mut World, id: ConsoleId, args: &Map<String, Value>) -> Outcome {
    pop(world, id, args, PopCause::ScreenPop)
}

/// Opens something, for a page or for a search.
pub(crate) fn pop(world: &mut World, id: ConsoleId, args: &Map<String, Value>, cause: PopCause) -> Outcome {
    let kind = check::text(args, "type")?;
    let params = object(args.get("params"))
        .ok_or_else(|| ApiError::invalid("params: an object was expected, but nothing was found."))?;
    match target(world, kind, params)? {
        Target::Page(page) => world.navigate(id, page),
        Target::NewRecord(modal) => {
            let standard = world.options.navigation == Navigation::Standard;
            let url = format!("{}/lightning/o/{}/new", world.options.origins.console, modal.object);
            if let Some(console) = world.consoles.get_mut(&id.0) {
                console.modal = Some(modal);
            }
            if standard {
                world.post_event(
                    id,
                    "onNavigationChange",
                    json!({ "url": url, "recordId": "", "recordName": "", "objectType": "" }),
                );
            }
        }
    }
    world.journal.pop(world.agenda.now(), id, kind, Value::Object(params.clone()), cause);
    Ok(Done::Nothing)
}

enum Target {
    Page(Page),
    NewRecord(NewRecordModal),
}

fn target(world: &World, kind: &str, params: &Map<String, Value>) -> Result<Target, ApiError> {
    let strict = &world.org.strict;
    let owned = |name: &str| check::text(params, name).map(str::to_owned);
    let kind =
        if kind == "new_record_modal" && !strict.holds(Rule::NewRecordValue) { "newRecord" } else { kind };
    Ok(Target::Page(match kind {
        "sobject" => {
            let record_id = owned("recordId")?;
            // Records go by their long id wherever they came from.
            Page::Record {
                record_id: world.org.record(&record_id).map_or(record_id, |record| record.id.clone()),
            }
        }
        "url" => {
            let url = owned("url")?;
            if !url.starts_with('/') || url.starts_with("//") {
                if strict.holds(Rule::RelativeUrl) {
                    return Err(ApiError::invalid(format!(
                        "url: a relative URL was expected, but '{url}' was found."
                    )));
                }
                return Ok(Target::Page(Page::Url { url }));
            }
            match world.org.record(url.trim_start_matches('/')) {
                Some(record) => Page::Record { record_id: record.id.clone() },
                None => Page::Url { url },
            }
        }
        "objecthome" => Page::ObjectHome { scope: owned("scope")? },
        "list" => Page::List { list_view_id: owned("listViewId")?, scope: owned("scope")? },
        "search" => {
            let lenient = !strict.holds(Rule::SearchStringKey) && !params.contains_key("searchString");
            let text = owned(if lenient { "searchParams" } else { "searchString" })?;
            if text.chars().count() < 3 {
                return Err(ApiError::invalid("searchString: at least 3 characters were expected."));
            }
            Page::Search { text }
        }
        "newRecord" => {
            let defaults = check::optional_object(params, "defaultFieldValues")?.unwrap_or_default();
            return Ok(Target::NewRecord(NewRecordModal {
                object: owned("entityName")?,
                defaults: defaults.into(),
            }));
        }
        "flow" => Page::Flow {
            name: owned("flowDevName")?,
            args: params.get("flowArgs").cloned().unwrap_or_else(|| json!([])),
        },
        other => {
            return Err(ApiError::invalid(format!(
                "type: a SCREENPOP_TYPE was expected, but '{other}' was found."
            )));
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::WorldOptions;

    #[track_caller]
    fn check(args: Value, expected: Result<&str, &str>) {
        let mut world = World::new(WorldOptions::default());
        let id = world.open_console();
        let answer = world.call(id, "screenPop", &args);
        let shown = world.facts().pops.last().map(|pop| pop.kind.clone()).unwrap_or_default();
        let result = answer.error_code().map_or(Ok(shown.as_str()), Err);
        assert_eq!(result, expected, "{args}");
    }

    #[test]
    fn all_seven_types_open_something() {
        check(json!({ "type": "sobject", "params": { "recordId": "0035g00000XyZabAAF" } }), Ok("sobject"));
        check(json!({ "type": "url", "params": { "url": "/lightning/page/home" } }), Ok("url"));
        check(json!({ "type": "objecthome", "params": { "scope": "Case" } }), Ok("objecthome"));
        check(
            json!({ "type": "list", "params": { "listViewId": "00B5g00000QwErtEAF", "scope": "Lead" } }),
            Ok("list"),
        );
        check(json!({ "type": "search", "params": { "searchString": "4155550142" } }), Ok("search"));
        check(json!({ "type": "newRecord", "params": { "entityName": "Contact" } }), Ok("newRecord"));
        check(json!({ "type": "flow", "params": { "flowDevName": "Caller_Triage" } }), Ok("flow"));
    }

    #[test]
    fn keys_and_values_are_checked() {
        let bad = Err("INVALID_PARAM");
        check(json!({}), bad);
        check(json!({ "type": "sobject" }), bad);
        check(json!({ "type": "sobject", "params": {} }), bad);
        check(json!({ "type": "SOBJECT", "params": { "recordId": "x" } }), bad);
        check(json!({ "type": "list", "params": { "scope": "Lead" } }), bad);
        check(json!({ "type": "search", "params": { "searchParams": "4155550142" } }), bad);
        check(json!({ "type": "search", "params": { "searchString": "41" } }), bad);
        check(json!({ "type": "url", "params": { "url": "https://elsewhere.example" } }), bad);
        check(json!({ "type": "new_record_modal", "params": { "entityName": "Contact" } }), bad);
        check(
            json!({ "type": "newRecord", "params": { "entityName": "Contact", "defaultFieldValues": "x" } }),
            bad,
        );
    }
}
