//! The org's class that runs queries, `SwitchboardQuery`: JSON text, with `error` where it cannot.

use serde_json::{Map, Value, json};

use super::package::Params;
use crate::world::World;

/// At most so many records.
const MOST: usize = 200;

/// `SwitchboardQuery.run`.
pub(super) fn run(world: &World, params: Params<'_>) -> String {
    let values: Map<String, Value> = serde_json::from_str(&params.get("bindings")).unwrap_or_default();
    match world.org.query(&params.get("query"), &values) {
        Ok(records) if records.len() > MOST => {
            json!({ "error": format!("More than {MOST} records match: give the query a LIMIT.") }).to_string()
        }
        Ok(records) => json!({ "records": records }).to_string(),
        Err(why) => json!({ "error": why }).to_string(),
    }
}
