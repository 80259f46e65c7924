//! Attributes of a contact, written from outside the agent's panel. Amazon Connect API: UpdateContactAttributes. Streams
//! has no way to write them: an org's Apex or a service of the customer's own asks.

use serde_json::{Map, Value, json};

use super::request::Failed;

/// What all attributes of a contact may hold together, names included, in bytes.
const LIMIT: usize = 32 * 1024;

impl super::Instance {
    /// The request, checked and carried out.
    pub(super) fn write_attributes(&mut self, params: &Map<String, Value>) -> Result<Value, Failed> {
        let id = params.get("initialContactId").and_then(Value::as_str).unwrap_or_default();
        let given = params.get("attributes").and_then(Value::as_object);
        let given =
            given.ok_or_else(|| Failed::new("InvalidParameterException", "attributes are missing"))?;
        // A contact that came from another goes by that one's id; it is the last of them.
        let mut contacts = self.contacts.iter_mut().rev();
        let contact = contacts.find(|contact| contact.initial.as_deref().unwrap_or(&contact.id) == id);
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
    use crate::ConnectFailure;
    use crate::direction::Direction;
    use crate::world::{World, WorldOptions};

    fn write(world: &mut World, contact: &str, attributes: Value) -> Result<Value, ConnectFailure> {
        let params = json!({ "initialContactId": contact, "attributes": attributes });
        world.connect_call("updateContactAttributes", &params)
    }

    // Shows: BH-65
    #[test]
    fn what_is_written_is_added_and_seen() {
        let mut world = World::new(WorldOptions::default());
        world.direct(Direction::KnownCall);
        world.advance(world.now() + 1_000);
        let id = world.connect().contacts[0].id.clone();
        let before = world.connect().contacts[0].attributes.len();
        write(&mut world, &id, json!({ "a": "1", "b": "2" })).expect("written");
        write(&mut world, &id, json!({ "a": "3" })).expect("written");
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
            let error = write(&mut world, contact, json!({ "a": value })).expect_err("refused");
            assert!(error.to_string().contains(says), "{error}");
        }
        assert_eq!(world.connect().contacts[0].attributes, before);
    }
}
