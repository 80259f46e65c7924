//! Omni-Channel: the agent's presence and work.
//!
//! The methods work in Lightning in practice; the events are documented for Salesforce Classic only. So: listen, and ask
//! [`Presence::get_service_presence_status_id`] from time to time all the same.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsValue;

use crate::call::Response;
use crate::wire::{flag, get, list, number, text, unpacked};
use crate::{Console, Error, Listening, NotHere, StatusId, WorkId};

/// Omni-Channel as this page's toolkit offers it.
#[derive(Clone, Debug)]
pub struct Presence {
    pub(crate) console: Console,
}

/// The status an agent is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresenceStatus {
    /// Its id (`0N5…`).
    pub id: StatusId,
    /// Its label.
    pub name: Option<String>,
    /// Its API name.
    pub api_name: Option<String>,
}

/// A channel that a status opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// Its id.
    pub id: String,
    /// Its developer name.
    pub name: Option<String>,
}

/// A piece of work that is assigned to the agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentWork {
    /// Its id (`0Bz…`).
    pub id: WorkId,
    /// The routed record.
    pub item: Option<String>,
    /// Whether the agent has accepted it; unknown in events.
    pub engaged: Option<bool>,
}

/// How much the agent can take, and has. In Omni-Channel's units of capacity.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Workload {
    /// What the agent can take.
    pub capacity: f64,
    /// What she has.
    pub current: f64,
    /// What she can take of work that can be interrupted, where the org distinguishes it.
    pub interruptible_capacity: Option<f64>,
    /// What she has of it.
    pub interruptible_current: Option<f64>,
}

/// What happens in Omni-Channel.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum PresenceEvent {
    /// The agent logged in.
    LoggedIn {
        /// Her status; absent when Salesforce does not say.
        status: Option<StatusId>,
    },
    /// The agent is in another status.
    StatusChanged {
        /// The new one; absent when Salesforce does not say.
        status: Option<PresenceStatus>,
        /// What it opens.
        channels: Vec<Channel>,
    },
    /// The agent logged out.
    LoggedOut,
    /// Work was assigned.
    WorkAssigned(AgentWork),
    /// Work was accepted.
    WorkAccepted(AgentWork),
    /// Work was declined.
    WorkDeclined(AgentWork),
    /// Work was closed.
    WorkClosed(AgentWork),
    /// The agent's workload changed.
    WorkloadChanged {
        /// What she can take.
        capacity: f64,
        /// What she had.
        before: f64,
        /// What she has.
        now: f64,
    },
}

/// How an event is read; one that cannot be read is none.
type Reader = fn(&JsValue) -> Option<PresenceEvent>;

/// Events by the path of their name in the toolkit.
const EVENTS: [(&str, Reader); 8] = [
    ("ConsoleEvent.PRESENCE.LOGIN_SUCCESS", |event| {
        Some(PresenceEvent::LoggedIn { status: text(event, "statusId").map(StatusId::new) })
    }),
    ("ConsoleEvent.PRESENCE.STATUS_CHANGED", |event| {
        let channels = read_list(event, "channels", channel).unwrap_or_default();
        Some(PresenceEvent::StatusChanged { status: status(event), channels })
    }),
    ("ConsoleEvent.PRESENCE.LOGOUT", |_| Some(PresenceEvent::LoggedOut)),
    ("ConsoleEvent.PRESENCE.WORK_ASSIGNED", |event| work(event).map(PresenceEvent::WorkAssigned)),
    ("ConsoleEvent.PRESENCE.WORK_ACCEPTED", |event| work(event).map(PresenceEvent::WorkAccepted)),
    ("ConsoleEvent.PRESENCE.WORK_DECLINED", |event| work(event).map(PresenceEvent::WorkDeclined)),
    ("ConsoleEvent.PRESENCE.WORK_CLOSED", |event| work(event).map(PresenceEvent::WorkClosed)),
    ("ConsoleEvent.PRESENCE.WORKLOAD_CHANGED", |event| {
        Some(PresenceEvent::WorkloadChanged {
            capacity: number(event, "ConfiguredCapacity")?,
            before: number(event, "PreviousWorkload")?,
            now: number(event, "NewWorkload")?,
        })
    }),
];

impl Presence {
    /// The status the agent is in. Omni-Channel guide: getServicePresenceStatusId().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn get_service_presence_status_id(&self) -> Result<PresenceStatus, Error> {
        let response = self.console.call("presence.getServicePresenceStatusId", &[]).await?;
        status(&response.whole).ok_or_else(|| response.odd())
    }

    /// Puts the agent into a status, logging her in if need be; answers what it opens.
    /// Omni-Channel guide: setServicePresenceStatus().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn set_service_presence_status(&self, id: &StatusId) -> Result<Vec<Channel>, Error> {
        let response = self.console.call("presence.setServicePresenceStatus", &[id.as_str().into()]).await?;
        // Older versions do not say.
        Ok(response.list("channels", channel).unwrap_or_default())
    }

    /// The channels of the agent's status. Omni-Channel guide: getServicePresenceStatusChannels().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn get_service_presence_status_channels(&self) -> Result<Vec<Channel>, Error> {
        self.console.call("presence.getServicePresenceStatusChannels", &[]).await?.list("channels", channel)
    }

    /// Logs the agent in with a status. Omni-Channel guide: login().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn login(&self, id: &StatusId) -> Result<(), Error> {
        self.console.perform("presence.login", &[id.as_str().into()]).await
    }

    /// Logs the agent out. Omni-Channel guide: logout().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn logout(&self) -> Result<(), Error> {
        self.console.perform("presence.logout", &[]).await
    }

    /// The work the agent has. Omni-Channel guide: getAgentWorks().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn get_agent_works(&self) -> Result<Vec<AgentWork>, Error> {
        self.console.call("presence.getAgentWorks", &[]).await?.list("works", work)
    }

    /// How much the agent can take, and has. Omni-Channel guide: getAgentWorkload().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn get_agent_workload(&self) -> Result<Workload, Error> {
        let response = self.console.call("presence.getAgentWorkload", &[]).await?;
        let must = |key| number(&response.whole, key).ok_or_else(|| response.odd());
        Ok(Workload {
            capacity: must("configuredCapacity")?,
            current: must("currentWorkload")?,
            interruptible_capacity: number(&response.whole, "configuredInterruptibleCapacity"),
            interruptible_current: number(&response.whole, "currentInterruptibleWorkload"),
        })
    }

    /// Accepts work. Omni-Channel guide: acceptAgentWork().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn accept_agent_work(&self, id: &WorkId) -> Result<(), Error> {
        self.console.perform("presence.acceptAgentWork", &[id.as_str().into()]).await
    }

    /// Declines work, for a reason where the org asks for one. Omni-Channel guide: declineAgentWork().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn decline_agent_work(&self, id: &WorkId, reason: Option<&str>) -> Result<(), Error> {
        let reason = reason.map_or(JsValue::NULL, JsValue::from);
        self.console.perform("presence.declineAgentWork", &[id.as_str().into(), reason]).await
    }

    /// Closes work. Omni-Channel guide: closeAgentWork().
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn close_agent_work(&self, id: &WorkId) -> Result<(), Error> {
        self.console.perform("presence.closeAgentWork", &[id.as_str().into()]).await
    }

    /// Hears of everything that happens in Omni-Channel, as far as this version of the toolkit tells it.
    /// Omni-Channel guide: ConsoleEvent.PRESENCE.
    ///
    /// # Errors
    /// [`Error::NotHere`] when it tells nothing, or [`Error::Threw`].
    pub fn listen(&self, hear: impl FnMut(PresenceEvent) + 'static) -> Result<Listening, Error> {
        let hear = Rc::new(RefCell::new(hear));
        let mut listening = Listening::begun();
        let mut told = false;
        for (path, read) in EVENTS {
            let hear = hear.clone();
            let registered = self.console.hear_event_too(&mut listening, path, move |event| {
                if let Some(event) = read(&event)
                    // An event that a listener causes while it is at work would find it busy.
                    && let Ok(mut hear) = hear.try_borrow_mut()
                {
                    hear(event);
                }
            });
            match registered {
                Ok(()) => told = true,
                Err(Error::NotHere { why: NotHere::NoMethod, .. }) => {}
                Err(error) => return Err(error),
            }
        }
        let nothing = Error::NotHere { method: "ConsoleEvent.PRESENCE", why: NotHere::NoMethod };
        told.then_some(listening).ok_or(nothing)
    }
}

impl Response {
    /// A list that is sent as JSON text.
    fn list<T>(&self, key: &str, read: fn(&JsValue) -> Option<T>) -> Result<Vec<T>, Error> {
        read_list(&self.whole, key, read).ok_or_else(|| self.odd())
    }
}

/// A list that is sent as JSON text; elements that cannot be read are left out.
fn read_list<T>(owner: &JsValue, key: &str, read: fn(&JsValue) -> Option<T>) -> Option<Vec<T>> {
    Some(list(&unpacked(get(owner, key)))?.iter().filter_map(read).collect())
}

fn status(value: &JsValue) -> Option<PresenceStatus> {
    Some(PresenceStatus {
        id: StatusId::new(text(value, "statusId")?),
        name: text(value, "statusName"),
        api_name: text(value, "statusApiName"),
    })
}

fn channel(value: &JsValue) -> Option<Channel> {
    Some(Channel { id: text(value, "channelId")?, name: text(value, "developerName") })
}

fn work(value: &JsValue) -> Option<AgentWork> {
    Some(AgentWork {
        id: WorkId::new(text(value, "workId")?),
        item: text(value, "workItemId"),
        engaged: flag(value, "isEngaged"),
    })
}
