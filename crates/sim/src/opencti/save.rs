//! `saveLog`.

use serde_json::{Map, Value, json};

use super::answer::{ApiError, Done, Outcome, object};
use crate::faults::SaveForm;
use crate::org::SaveError;
use crate::strict::Rule;
use crate::world::World;

/// Creates or updates one record. The library sends the argument `value` under the key `object`.
pub(crate) fn save_log(world: &mut World, args: &Map<String, Value>) -> Outcome {
    let value = object(args.get("object").or_else(|| args.get("value")))
        .ok_or_else(|| ApiError::invalid("value object: an object was expected."))?;
    let mut fields = value.clone();
    let id = take_text(&mut fields, "Id");
    let entity = take_text(&mut fields, "entityApiName");
    let now = world.now();
    let saved = match (id, entity) {
        // Many adapters send both on update, and that works.
        (Some(id), _) => world.org.update(&id, &fields, now),
        (None, Some(entity)) => world.org.create(&entity, &fields, now),
        (None, None) => Err(SaveError::Refused("neither Id nor entityApiName was given".into())),
    };
    match saved {
        Ok(id) => {
            let form = if world.org.strict.holds(Rule::SaveAnswersObject) {
                world.options.save_form
            } else {
                SaveForm::Text
            };
            world.refresh_all_when_lax();
            Ok(Done::Value(form.answer(&id)))
        }
        Err(error) => {
            // An error without useful details has none.
            let details = error.details().map(|details| json!([details]));
            Err(ApiError { details, ..ApiError::generic("saveLog() failed. See details.") })
        }
    }
}

fn take_text(fields: &mut Map<String, Value>, name: &str) -> Option<String> {
    match fields.shift_remove(name) {
        Some(Value::String(text)) if !text.is_empty() => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::WorldOptions;

    #[test]
    fn creates_then_updates() {
        let mut world = World::new(WorldOptions::default());
        let id = world.open_console();
        let save = json!({ "object": { "entityApiName": "Task", "Subject": "Call" } });
        let created = world.call(id, "saveLog", &save);
        let task = created.value().unwrap()["recordId"].as_str().unwrap().to_owned();
        assert!(task.starts_with("00T") && task.len() == 18);
        let update = json!({ "object": { "Id": task, "entityApiName": "Task", "Status": "Completed" } });
        assert_eq!(world.call(id, "saveLog", &update).value().unwrap()["recordId"], task);
        assert_eq!(world.org.record(&task).unwrap().text("Status"), "Completed");
    }

    #[test]
    fn failures_carry_details_when_there_are_some() {
        let mut world = World::new(WorldOptions::default());
        let id = world.open_console();
        let bad_field = json!({ "object": { "entityApiName": "Task", "CallType": "Closed" } });
        let answer = world.call(id, "saveLog", &bad_field);
        let error = &answer.response().unwrap()["errors"][0];
        assert!(error["details"][0]["fieldErrors"]["CallType"].is_array());
        let bad_object = json!({ "object": { "entityApiName": "Spaceship__c" } });
        let answer = world.call(id, "saveLog", &bad_object);
        assert_eq!(answer.error_code(), Some("GENERIC_ERROR"));
        assert!(answer.response().unwrap()["errors"][0].get("details").is_none());
    }
}
