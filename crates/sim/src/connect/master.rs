//! Which frame owns a topic among the frames. Streams: `checkMaster` and `becomeMaster`.

use serde_json::{Value, json};

use super::conduit::CcpId;
use super::instance::Instance;
use super::request::Failed;

impl Instance {
    /// Answers `checkMaster` and `becomeMaster`: who owns a topic among the frames.
    pub(crate) fn master(&mut self, ccp: CcpId, method: &str, params: &Value) -> Result<Value, Failed> {
        let topic = params.get("topic").and_then(Value::as_str).unwrap_or("").to_owned();
        let id = |instance: &Instance, port: u32| instance.ports.get(&port).map(|port| port.port_id.clone());
        match method {
            "checkMaster" => {
                let shy = params.get("shouldNotBecomeMasterIfNone").and_then(Value::as_bool).unwrap_or(false);
                if !shy {
                    self.masters.entry(topic.clone()).or_insert(ccp.0);
                }
                let master = self.masters.get(&topic).copied();
                Ok(json!({ "masterId": master.and_then(|port| id(self, port)),
                           "isMaster": master == Some(ccp.0), "topic": topic }))
            }
            "becomeMaster" => {
                let before = self.masters.insert(topic.clone(), ccp.0);
                let take_over = before.is_some_and(|before| before != ccp.0);
                let data = json!({ "masterId": id(self, ccp.0), "takeOver": take_over, "topic": topic });
                if take_over {
                    let notice = json!({ "event": "master_response", "data": data });
                    self.broadcast("master_response", notice);
                }
                Ok(data)
            }
            _ => Err(Failed::new("UnknownOperationException", format!("no master request {method}"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::{World, WorldOptions};

    #[test]
    fn the_first_to_ask_is_master_until_it_leaves() {
        let mut world = World::new(WorldOptions::default());
        let (one, two) = (world.open_ccp(), world.open_ccp());
        let ask = json!({ "event": "master_request", "data": { "requestId": "r", "method": "checkMaster",
                          "params": { "topic": "connect::ringtone" } } });
        let is_master = |world: &mut World, ccp| {
            world.to_page(ccp);
            world.from_page(ccp, &ask);
            world.to_page(ccp)[0]["data"]["data"]["isMaster"].clone()
        };
        assert_eq!((is_master(&mut world, one), is_master(&mut world, two)), (json!(true), json!(false)));
        world.close_ccp(one);
        assert_eq!(is_master(&mut world, two), json!(true));
    }
}
