//! Attributes of a contact, written from outside the agent's panel. Amazon Connect API: UpdateContactAttributes. Streams
//! has no way to write them, so this is what a service of the customer's own would call.

use serde_json::{Map, Value, json};

use super::request::{ConnectFailure, Failed};
use crate::world::World;

/// What all attributes of a contact may hold together, names included, in bytes.
const LIMIT: usize = 32 * 1024;

impl World {
    /// Writes attributes of a contact; others stay as they are. The agent's pages see them in their next snapshot.
    ///
    /// # Errors
    /// There is no such contact, the attributes would hold more than 32 KB, or a fault makes the request fail.
    pub fn update_attributes(
        &mut self,
        contact: &str,
        attributes: impl IntoIterator<Item = (String, String)>,
    ) -> Result<(), ConnectFailure> {
        let attributes: Map<String, Value> =
            attributes.into_iter().map(|(name, value)| (name, value.into())).collect();
        let params = json!({ "initialContactId": contact, "attributes": attributes });
        self.connect_call("updateContactAttributes", &params).map(drop)
    }
}

impl super::Instance {
    /// The request, checked and carried out.
    pub(super) fn write_attributes(&mut self, params: &Map<String, Value>) -> Result<Value, Failed> {
        let id = params.get("initialContactId").and_then(Value::as_str).unwrap_or_default();
        let given = params.get("attributes").and_then(Value::as_object);
        let given =
            given.ok_or_else(|| Failed::new("InvalidParameterException", "attributes are missing"))?;
        let contact = self.contacts.iter_mut().find(|contact| contact.id == id);
        let contact =
            contact.ok_or_else(|| Failed::new("ResourceNotFoundException", format!("no contact {id}")))?;
        let mut attributes = contact.attributes.clone();
        for (name, value) in given {
            let value = value.as_str().ok_or_else(|| {
                Failed::new("InvalidParameterException", format!("attribute {name} is no text"))
            })?;
            attributes.insert(name.clone(), value.to_owned());
        }
        let size: usize = attributes.iter().map(|(name, value)| name.len() + value.len()).sum();
        if size > LIMIT {
            return Err(Failed::new(
                "InvalidParameterException",
                format!("attributes would hold {size} bytes, at most {LIMIT} are possible"),
            ));
        }
        contact.attributes = attributes;
        self.stale = true;
        Ok(json!({}))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::direction::Direction;
    use crate::world::WorldOptions;

    fn map(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn what_is_written_is_added_and_seen() {
        let mut world = World::new(WorldOptions::default());
        world.direct(Direction::KnownCall);
        world.advance(world.now() + 1_000);
        let id = world.connect().contacts[0].id.clone();
        let before = world.connect().contacts[0].attributes.len();
        world.update_attributes(&id, map(&[("a", "1"), ("b", "2")])).expect("written");
        world.update_attributes(&id, map(&[("a", "3")])).expect("written");
        let attributes = &world.connect().contacts[0].attributes;
        assert_eq!((attributes["a"].as_str(), attributes["b"].as_str()), ("3", "2"));
        assert_eq!(attributes.len(), before + 2);
        assert_eq!(world.facts().requests.len(), 2);
    }

    #[test]
    fn too_much_and_nobody_are_refused_and_change_nothing() {
        let mut world = World::new(WorldOptions::default());
        world.direct(Direction::KnownCall);
        world.advance(world.now() + 1_000);
        let id = world.connect().contacts[0].id.clone();
        let before = world.connect().contacts[0].attributes.clone();
        let much = "x".repeat(LIMIT);
        for (contact, value, says) in
            [(id.as_str(), much.as_str(), "at most 32768"), ("nobody", "1", "no contact nobody")]
        {
            let error = world.update_attributes(contact, map(&[("a", value)])).expect_err("refused");
            assert!(error.to_string().contains(says), "{error}");
        }
        assert_eq!(world.connect().contacts[0].attributes, before);
    }
}
