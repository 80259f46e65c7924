//! Omni-Channel: every method. `cargo xtask conformance` reads the names in here for the table in the crate's README.

use serde_json::json;
use toolkits::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::convention::{check_success, method};

fn status() -> StatusId {
    StatusId::new("0N5000000000001CAA")
}

fn work() -> WorkId {
    WorkId::new("0Bz000000000001CAA")
}

fn chat() -> Channel {
    Channel { id: "0N9000000000001CAA".to_owned(), name: Some("Chat".to_owned()) }
}

method! { get_service_presence_status_id, "presence.getServicePresenceStatusId",
    [],
    {"success": true, "statusId": "0N5000000000001CAA", "statusName": "On a call", "statusApiName": "OnCall"},
    async |c| c.presence().get_service_presence_status_id().await,
    PresenceStatus { id: status(), name: Some("On a call".to_owned()), api_name: Some("OnCall".to_owned()) }
}

method! { set_service_presence_status, "presence.setServicePresenceStatus",
    ["0N5000000000001CAA"],
    {"success": true, "statusId": "0N5000000000001CAA", "channels": "[{\"channelId\":\"0N9000000000001CAA\",\"developerName\":\"Chat\"}]"},
    async |c| c.presence().set_service_presence_status(&status()).await,
    vec![chat()],
    also without_channels:
    ["0N5000000000001CAA"], {"success": true}, async |c| c.presence().set_service_presence_status(&status()).await, vec![]
}

method! { get_service_presence_status_channels, "presence.getServicePresenceStatusChannels",
    [], {"success": true, "channels": "[{\"channelId\":\"0N9000000000001CAA\",\"developerName\":\"Chat\"}]"},
    async |c| c.presence().get_service_presence_status_channels().await, vec![chat()],
    also as_a_list:
    [], {"success": true, "channels": [{"channelId": "0N9000000000001CAA", "developerName": "Chat"}]},
    async |c| c.presence().get_service_presence_status_channels().await, vec![chat()]
}

method! { login, "presence.login",
    ["0N5000000000001CAA"], {"success": true}, async |c| c.presence().login(&status()).await, ()
}

method! { logout, "presence.logout",
    [], {"success": true}, async |c| c.presence().logout().await, ()
}

method! { get_agent_works, "presence.getAgentWorks",
    [],
    {"success": true, "works": "[{\"workItemId\":\"500000000000001AAA\",\"workId\":\"0Bz000000000001CAA\",\"isEngaged\":true}]"},
    async |c| c.presence().get_agent_works().await,
    vec![AgentWork { id: work(), item: Some("500000000000001AAA".to_owned()), engaged: Some(true) }]
}

method! { get_agent_workload, "presence.getAgentWorkload",
    [],
    {"success": true, "configuredCapacity": 10, "currentWorkload": "4", "configuredInterruptibleCapacity": 2,
     "currentInterruptibleWorkload": 0},
    async |c| c.presence().get_agent_workload().await,
    Workload {
        capacity: 10.0,
        current: 4.0,
        interruptible_capacity: Some(2.0),
        interruptible_current: Some(0.0),
    },
    also without_interruptible_work:
    [], {"success": true, "configuredCapacity": 5, "currentWorkload": 0},
    async |c| c.presence().get_agent_workload().await,
    Workload { capacity: 5.0, ..Workload::default() }
}

method! { accept_agent_work, "presence.acceptAgentWork",
    ["0Bz000000000001CAA"], {"success": true}, async |c| c.presence().accept_agent_work(&work()).await, ()
}

method! { decline_agent_work, "presence.declineAgentWork",
    ["0Bz000000000001CAA", "Busy"], {"success": true},
    async |c| c.presence().decline_agent_work(&work(), Some("Busy")).await, (),
    also without_a_reason:
    ["0Bz000000000001CAA", null], {"success": true},
    async |c| c.presence().decline_agent_work(&work(), None).await, ()
}

method! { close_agent_work, "presence.closeAgentWork",
    ["0Bz000000000001CAA"], {"success": true}, async |c| c.presence().close_agent_work(&work()).await, ()
}
