//! The answer of `searchAndScreenPop`: a map from record id to summary, with `SCREEN_POP_DATA` among the ids.

use wasm_bindgen::JsValue;

use super::{as_object, entries, text};
use crate::field::from_object;
use crate::{DeferredPop, Match, Matches};

/// Records and pop. Entries that are no objects are skipped.
pub(crate) fn read(map: &JsValue) -> Matches {
    let mut found = Matches::default();
    for (key, value) in entries(map) {
        if key == "SCREEN_POP_DATA" {
            found.pop = DeferredPop::read(value);
        } else if as_object(&value).is_some() {
            found.records.push(record(key, &value));
        }
    }
    found
}

/// The key is the id: one documented sample has no `Id`. `RecordType` names the object; the Classic shape has
/// `object` or `Type` instead.
fn record(id: String, summary: &JsValue) -> Match {
    let object = ["RecordType", "object", "Type"]
        .into_iter()
        .find_map(|key| text(summary, key))
        .or_else(|| object_of(&id).map(str::to_owned));
    let name = text(summary, "Name");
    Match { object, name, fields: from_object(summary), id }
}

/// The standard object an id belongs to, by its first three characters.
fn object_of(id: &str) -> Option<&'static str> {
    Some(match id.get(..3)? {
        "001" => "Account",
        "003" => "Contact",
        "00Q" => "Lead",
        "500" => "Case",
        "005" => "User",
        "006" => "Opportunity",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::object_of;

    #[test]
    fn objects_by_id_prefix() {
        for (id, expected) in [
            ("0015g00000PqRstAAG", Some("Account")),
            ("0035g00000XyZabAAF", Some("Contact")),
            ("00Q5g00000AbCdeEAF", Some("Lead")),
            ("5005g00000LmNopAAJ", Some("Case")),
            ("0055g00000AbCdeEAF", Some("User")),
            ("0065g00000AbCdeEAF", Some("Opportunity")),
            ("00q5g00000AbCdeEAF", None),
            ("a015g00000AbCdeEAF", None),
            ("00", None),
            ("é1", None),
        ] {
            assert_eq!(object_of(id), expected, "{id}");
        }
    }
}
