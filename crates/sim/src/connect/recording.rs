//! The recording of a contact. Amazon Connect API: StartContactRecording, SuspendContactRecording,
//! ResumeContactRecording, StopContactRecording. Streams has none of them: an org's Apex or a service of the customer's own
//! asks.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::contact::ContactState;
use super::request::{Failed, text, wrong_state};

/// How the recording of a contact stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Recording {
    /// Not begun.
    #[default]
    Off,
    /// Begun.
    On,
    /// Begun, and silent for a while.
    Suspended,
    /// Over. It is a one-time action: it cannot be started again.
    Stopped,
}

/// The operations.
pub const OPERATIONS: [&str; 4] =
    ["startContactRecording", "suspendContactRecording", "resumeContactRecording", "stopContactRecording"];

impl super::Instance {
    /// The request, checked and carried out.
    pub(super) fn record(&mut self, operation: &str, params: &Map<String, Value>) -> Result<Value, Failed> {
        let id = text(params, "contactId")?;
        let initial = text(params, "initialContactId")?;
        let contact = self
            .present_mut(id)
            .ok_or_else(|| Failed::new("ResourceNotFoundException", format!("no contact {id}")))?;
        if contact.initial.as_deref().unwrap_or(id) != initial {
            return Err(invalid(format!("{initial} is not the initial contact of {id}")));
        }
        if contact.state != ContactState::Connected {
            return Err(wrong_state("record", contact.state));
        }
        use Recording::{Off, On, Stopped, Suspended};
        contact.recording = match (operation, contact.recording) {
            ("startContactRecording", Off) | ("resumeContactRecording", Suspended) => On,
            ("suspendContactRecording", On) => Suspended,
            ("stopContactRecording", On | Suspended) => Stopped,
            (_, now) => return Err(invalid(format!("{operation}: the recording is {now:?}"))),
        };
        Ok(json!({}))
    }
}

fn invalid(message: String) -> Failed {
    Failed::new("InvalidRequestException", message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::direction::Direction;
    use crate::world::{World, WorldOptions};

    fn talking() -> (World, String) {
        let mut world = World::new(WorldOptions::default());
        world.direct(Direction::KnownCall);
        world.advance(world.now() + 1_000);
        world.direct(Direction::AgentAccepts);
        world.advance(world.now() + 1_000);
        let id = world.connect().contacts[0].id.clone();
        (world, id)
    }

    /// These operations, and how many of them are carried out, and how the recording stands then.
    #[track_caller]
    fn check(operations: &[&str], done: usize, stands: Recording) {
        let (mut world, id) = talking();
        let params = json!({ "contactId": id, "initialContactId": id });
        let asked =
            operations.iter().map(|name| world.connect_call(&format!("{name}ContactRecording"), &params));
        assert_eq!(asked.filter(Result::is_ok).count(), done, "{operations:?}");
        assert_eq!(world.connect().contacts[0].recording, stands, "{operations:?}");
    }

    #[test]
    fn once_started_once_stopped() {
        check(&["stop", "suspend", "resume"], 0, Recording::Off);
        check(&["start", "start", "resume"], 1, Recording::On);
        check(&["start", "suspend", "suspend", "start"], 2, Recording::Suspended);
        check(&["start", "suspend", "resume"], 3, Recording::On);
        check(&["start", "suspend", "stop"], 3, Recording::Stopped);
        check(&["start", "stop", "start", "resume"], 2, Recording::Stopped);
    }

    #[test]
    fn only_a_connected_contact_by_both_its_ids() {
        let (mut world, id) = talking();
        for (contact, initial) in [("nobody", id.as_str()), (id.as_str(), "nobody")] {
            let params = json!({ "contactId": contact, "initialContactId": initial });
            assert!(world.connect_call("startContactRecording", &params).is_err());
        }
        assert!(world.connect_call("startContactRecording", &json!({ "contactId": id })).is_err());
        world.direct(Direction::CustomerHangsUp);
        let params = json!({ "contactId": id, "initialContactId": id });
        assert!(world.connect_call("startContactRecording", &params).is_err());
    }
}
