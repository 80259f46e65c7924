//! Lightning Message Service: `subscribe`, `unsubscribe`, `publish`.

use serde_json::{Map, Value, json};

use super::answer::{ApiError, Done, Outcome};
use super::check;
use crate::console::ConsoleId;
use crate::world::World;

/// A subscription of the softphone page.
#[derive(Clone, Debug, PartialEq)]
pub struct Subscription {
    channel: String,
    id: u64,
}

fn channel(args: &Map<String, Value>) -> Result<String, ApiError> {
    let name = check::text(args, "channelName")?;
    if name.ends_with("__c") {
        Ok(name.to_owned())
    } else {
        Err(ApiError::invalid(format!(
            "channelName: a name ending in __c was expected, but '{name}' was found."
        )))
    }
}

/// `subscribe`: the handle is opaque, and has a key of its own in the answer.
pub(crate) fn subscribe(world: &mut World, id: ConsoleId, args: &Map<String, Value>) -> Outcome {
    let channel = channel(args)?;
    let serial = world.rng.next_u64() >> 44;
    if let Some(console) = world.consoles.get_mut(&id.0) {
        console.subscriptions.push(Subscription { channel: channel.clone(), id: serial });
    }
    Ok(Done::Subscription(json!({ "channelName": channel, "id": serial })))
}

/// `unsubscribe`, with the handle exactly as received.
pub(crate) fn unsubscribe(world: &mut World, id: ConsoleId, args: &Map<String, Value>) -> Outcome {
    let handle = args.get("subscription").unwrap_or(&Value::Null);
    let known = |one: &Subscription| json!({ "channelName": one.channel, "id": one.id }) == *handle;
    let Some(console) = world.consoles.get_mut(&id.0) else { return Ok(Done::Nothing) };
    let before = console.subscriptions.len();
    console.subscriptions.retain(|one| !known(one));
    if console.subscriptions.len() == before {
        return Err(ApiError::invalid("subscription: a handle from subscribe was expected."));
    }
    Ok(Done::Nothing)
}

/// `publish`: every subscription of this browser tab on the channel hears it.
pub(crate) fn publish(world: &mut World, id: ConsoleId, args: &Map<String, Value>) -> Outcome {
    let channel = channel(args)?;
    let message = args.get("message").cloned().unwrap_or(Value::Null);
    if !message.is_object() {
        return Err(ApiError::invalid("message: an object was expected."));
    }
    world.publish_message(id, &channel, &message);
    Ok(Done::Nothing)
}

impl World {
    /// Whoever has subscribed to the channel in this browser tab hears the message.
    pub(crate) fn publish_message(&mut self, id: ConsoleId, channel: &str, message: &Value) {
        let Some(console) = self.consoles.get_mut(&id.0) else { return };
        for one in console.subscriptions.iter().filter(|one| one.channel == channel) {
            console.outbox.push(json!({ "apiVersion": console.api_version, "apiType": "opencti",
                                        "methodName": "subscribe", "subscription": one.id, "response": message }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::WorldOptions;

    #[test]
    fn subscribers_hear_until_they_unsubscribe() {
        let mut world = World::new(WorldOptions::default());
        let id = world.open_console();
        let subscribed = world.call(id, "subscribe", &json!({ "channelName": "State__c" }));
        let handle = subscribed.response().unwrap()["subscription"].clone();
        let publish = json!({ "channelName": "State__c", "message": { "busy": true } });
        world.call(id, "publish", &publish);
        assert_eq!(world.to_softphone(id)[0]["response"], json!({ "busy": true }));
        assert_eq!(world.call(id, "unsubscribe", &json!({ "subscription": handle })).error_code(), None);
        world.call(id, "publish", &publish);
        assert!(world.to_softphone(id).is_empty());
        assert_eq!(
            world.call(id, "subscribe", &json!({ "channelName": "State" })).error_code(),
            Some("INVALID_PARAM")
        );
    }
}
