//! The wire between a page and its Contact Control Panel frame. Streams: conduit envelope.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::instance::Instance;
use super::request::{ConnectFailure, Failed};
use crate::clock::Millis;
use crate::faults::Mishap;
use crate::strict::Rule;
use crate::world::{Due, World};

/// One Contact Control Panel frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CcpId(pub u32);

impl fmt::Display for CcpId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What the instance knows of one frame.
#[derive(Clone, Debug, Default)]
pub struct Port {
    pub(crate) outbox: Vec<Value>,
    pub(crate) port_id: String,
    /// Whether the page has begun to keep in touch.
    pub(crate) synchronized: bool,
    /// Whether the page was let in: the first acknowledge went out.
    pub(crate) acknowledged: bool,
    /// Whether the browser keeps the instance's cookies from it, and the instance insists on them: it is never let in.
    pub(crate) without_cookies: bool,
    /// What the page configured.
    pub(crate) configured: Option<Value>,
}

impl Instance {
    /// Sends something to every frame.
    pub(crate) fn broadcast(&mut self, event: &str, data: Value) {
        for port in self.ports.values_mut().filter(|port| port.acknowledged) {
            port.outbox.push(json!({ "event": event, "data": data }));
        }
    }

    fn tell(&mut self, ccp: CcpId, message: Value) {
        if let Some(port) = self.ports.get_mut(&ccp.0) {
            port.outbox.push(message);
        }
    }

    /// Sends the agent's data to every frame, when it changed.
    pub(crate) fn publish(&mut self, now: Millis) {
        if std::mem::take(&mut self.stale) {
            let data = self.agent_data(now);
            self.broadcast("agent::update", data);
        }
        self.publish_view();
    }
}

impl World {
    /// A Contact Control Panel frame has loaded. It acknowledges without being asked.
    pub fn open_ccp(&mut self) -> CcpId {
        self.open_ccp_frame(true)
    }

    /// The same, in a browser that lets the frame have the instance's cookies or not.
    pub fn open_ccp_frame(&mut self, has_cookies: bool) -> CcpId {
        let without_cookies = self.options.needs_cookies && !has_cookies;
        self.last_ccp += 1;
        let id = CcpId(self.last_ccp);
        let port_id = format!("{}-{:011x}", self.now(), self.rng.next_u64() >> 20);
        self.connect.ports.insert(id.0, Port { port_id, without_cookies, ..Port::default() });
        self.admit(id);
        self.after_change();
        id
    }

    /// Lets a frame in: acknowledge, the number of frames, the agent's data.
    fn admit(&mut self, id: CcpId) {
        if self.connect.ports.get(&id.0).is_some_and(|port| port.without_cookies) {
            return;
        }
        match self.faults.strike_acknowledge() {
            Some(Mishap::Late { after }) => return self.agenda.plan(after, Due::Admit(id)),
            Some(_) => return,
            None => {}
        }
        let now = self.now();
        let Some(port) = self.connect.ports.get_mut(&id.0) else { return };
        port.acknowledged = true;
        let acknowledge = json!({ "event": "acknowledge", "data": { "id": port.port_id } });
        port.outbox.push(acknowledge);
        let count = self.connect.ports.len();
        self.connect.broadcast("update_connected_ccps", json!({ "length": count }));
        // The worker's own connection is up: said at every start, whether or not it was ever lost.
        self.connect.broadcast("agent::websocket_connection_gained", json!({}));
        // Every frame hears again when one connects.
        let data = self.connect.agent_data(now);
        self.connect.broadcast("agent::update", data);
    }

    pub(crate) fn admit_now(&mut self, id: CcpId) {
        self.admit(id);
    }

    /// The login that the panel was waiting for happens: frames that were kept out are let in.
    pub fn let_in(&mut self) {
        let out: Vec<_> = self
            .connect
            .ports
            .iter()
            .filter(|(_, port)| !port.acknowledged)
            .map(|(id, _)| CcpId(*id))
            .collect();
        for id in out {
            self.admit(id);
        }
        self.after_change();
    }

    /// A frame has gone. Its topics are free again.
    pub fn close_ccp(&mut self, id: CcpId) {
        self.connect.ports.remove(&id.0);
        self.connect.masters.retain(|_, owner| *owner != id.0);
        let count = self.connect.ports.len();
        self.connect.broadcast("update_connected_ccps", json!({ "length": count }));
    }

    /// Takes everything that waits to be posted to the page of a frame.
    pub fn to_page(&mut self, id: CcpId) -> Vec<Value> {
        self.connect.ports.get_mut(&id.0).map(|port| std::mem::take(&mut port.outbox)).unwrap_or_default()
    }

    /// A message of the page to its frame. What is not an envelope is ignored.
    pub fn from_page(&mut self, id: CcpId, message: &Value) {
        let Some(event) = message.get("event").and_then(Value::as_str) else { return };
        if !self.connect.ports.contains_key(&id.0) {
            return;
        }
        let data = message.get("data").cloned().unwrap_or(Value::Null);
        match event {
            "synchronize" if self.faults.strike_acknowledge().is_some() => {}
            "synchronize" => {
                if let Some(port) = self.connect.ports.get_mut(&id.0) {
                    port.synchronized = true;
                }
                self.connect.tell(id, json!({ "event": "acknowledge" }));
            }
            "configure" => {
                if let Some(port) = self.connect.ports.get_mut(&id.0) {
                    port.configured = Some(data.clone());
                }
                self.connect.broadcast("configuration::configure", data);
            }
            "api_request" => self.api_request(id, &data),
            "master_request" => {
                let method = data.get("method").and_then(Value::as_str).unwrap_or("");
                let answer = self.connect.master(id, method, data.get("params").unwrap_or(&Value::Null));
                self.connect
                    .tell(id, response("master_response", &data, answer.map_err(|failed| failed.err(true))));
            }
            "broadcast" => self.rebroadcast(id, &data),
            "reload_agent_configuration" => self.connect.stale = true,
            "terminate" => self.connect.broadcast("terminated", Value::Null),
            "media_device_request" => {
                let device = json!([{ "deviceId": "default", "kind": "audioinput", "label": "Headset", "groupId": "g1" }]);
                self.connect.tell(id, json!({ "event": "media_device_response", "data": device }));
            }
            // outer_context_info, iframe_style, webSocket::subscribe and what else a page may say: taken in silence.
            _ => {}
        }
        self.after_change();
    }

    fn rebroadcast(&mut self, id: CcpId, data: &Value) {
        let Some(inner) = data.get("event").and_then(Value::as_str) else { return };
        let inner_data = data.get("data").cloned().unwrap_or(Value::Null);
        // The page's own log lines need no echo.
        if matches!(inner, "log" | "server_bound_internal_log" | "client_metric") {
            return;
        }
        let before: Option<usize> = self.connect.ports.get(&id.0).map(|port| port.outbox.len());
        self.connect.broadcast(inner, inner_data.clone());
        if !self.connect.strict.holds(Rule::BroadcastReturns)
            && let (Some(before), Some(port)) = (before, self.connect.ports.get_mut(&id.0))
        {
            port.outbox.truncate(before);
        }
        if inner == "mute" {
            self.mute(inner_data.get("mute").and_then(Value::as_bool).unwrap_or(false));
        }
        if let Some(device) = inner.strip_prefix("configuration::set_") {
            self.connect.broadcast(&format!("configuration::{device}_changed"), inner_data);
        }
    }

    fn api_request(&mut self, id: CcpId, data: &Value) {
        let method = data.get("method").and_then(Value::as_str).unwrap_or("").to_owned();
        let params = data.get("params").cloned().unwrap_or(Value::Null);
        let (answer, after, times) = self.connect_answer(&method, &params);
        let answer = match answer {
            Ok(value) => Ok(value),
            Err(ConnectFailure::Refused(err)) => Err(err),
            Err(ConnectFailure::NoAnswer) => return,
        };
        let message = response("api_response", data, answer);
        for _ in 0..times {
            if after == 0 {
                self.connect.tell(id, message.clone());
            } else {
                self.agenda.plan(after, Due::ToPage(id, message.clone()));
            }
        }
    }

    /// One request to the instance, for a performer without a page.
    ///
    /// # Errors
    /// [`ConnectFailure`], with the text the page would get.
    pub fn connect_call(&mut self, method: &str, params: &Value) -> Result<Value, ConnectFailure> {
        let (answer, _, _) = self.connect_answer(method, params);
        self.after_change();
        answer
    }

    /// The answer of a request, after which delay, and how many times.
    fn connect_answer(
        &mut self,
        method: &str,
        params: &Value,
    ) -> (Result<Value, ConnectFailure>, Millis, u32) {
        let strict = self.connect.strict.holds(Rule::ErrIsString);
        let params = params.as_object().cloned().unwrap_or_default();
        let mishap = self.faults.strike_connect(method);
        let mut late = 0;
        let mut times = 1;
        match &mishap {
            Some(Mishap::Fails { code, description, .. }) => {
                let failed = Failed::new(code, description.clone());
                self.journal.request(self.agenda.now(), method, &params, Some(&failed));
                return (Err(ConnectFailure::Refused(failed.err(strict))), 0, 1);
            }
            Some(Mishap::Never { done: false } | Mishap::Throws { .. }) => {
                return (Err(ConnectFailure::NoAnswer), 0, 1);
            }
            Some(Mishap::Late { after }) => late = *after,
            Some(Mishap::Twice) => times = 2,
            _ => {}
        }
        let result = self.connect.request(method, &params, &mut self.agenda);
        self.journal.request(self.agenda.now(), method, &params, result.as_ref().err());
        if let Some(Mishap::Never { .. }) = mishap {
            return (Err(ConnectFailure::NoAnswer), 0, 1);
        }
        (result.map_err(|failed| ConnectFailure::Refused(failed.err(strict))), late, times)
    }
}

/// An answer in the form of the wire, for a request with an id.
fn response(event: &str, request: &Value, answer: Result<Value, Value>) -> Value {
    let (data, err) = match answer {
        Ok(data) => (data, Value::Null),
        Err(err) => (Value::Null, err),
    };
    json!({ "event": event,
            "data": { "event": event, "requestId": request.get("requestId"), "data": data, "err": err } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::WorldOptions;

    fn events(messages: &[Value]) -> Vec<&str> {
        messages.iter().filter_map(|message| message["event"].as_str()).collect()
    }

    #[test]
    fn a_frame_acknowledges_unasked() {
        let mut world = World::new(WorldOptions::default());
        let ccp = world.open_ccp();
        let messages = world.to_page(ccp);
        assert_eq!(
            events(&messages),
            ["acknowledge", "update_connected_ccps", "agent::websocket_connection_gained", "agent::update"]
        );
        assert!(messages[0]["data"]["id"].is_string());
        assert!(world.to_page(ccp).is_empty());
    }

    #[test]
    fn nonsense_is_ignored() {
        let mut world = World::new(WorldOptions::default());
        let ccp = world.open_ccp();
        world.to_page(ccp);
        for message in [json!(null), json!({}), json!({ "event": 7 }), json!({ "event": "no such event" })] {
            world.from_page(ccp, &message);
        }
        assert!(world.to_page(ccp).is_empty());
    }

    #[test]
    fn an_instance_that_needs_its_cookies_lets_nobody_in_without_them() {
        for (needs_cookies, has_cookies, admitted) in
            [(true, true, true), (true, false, false), (false, false, true)]
        {
            let mut world = World::new(WorldOptions { needs_cookies, ..WorldOptions::default() });
            let ccp = world.open_ccp_frame(has_cookies);
            world.let_in();
            assert_eq!(!world.to_page(ccp).is_empty(), admitted, "{needs_cookies} {has_cookies}");
        }
    }
}
