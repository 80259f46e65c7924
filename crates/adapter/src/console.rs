//! The tabs of a console app and Omni-Channel, by the console toolkit where the page has it. Elsewhere a call ends at once, with
//! a sentence that says what is missing.

use flow::{Answer, ConsoleEffect, Failure, FailureKind, PresenceEffect, Reply, Value};
use toolkits::{Console, Error, NewTab, Presence, StatusId, TabId};

/// What the tabs are asked.
pub(crate) async fn tabs(console: &Console, effect: &ConsoleEffect) -> Reply {
    Ok(match effect {
        ConsoleEffect::OpenPrimaryTab(tab) => {
            text(console.open_primary_tab(&new_tab(tab)).await.map_err(failure)?.as_str())
        }
        ConsoleEffect::OpenSubtab { primary, tab } => {
            let primary = match primary {
                Some(id) => TabId::new(id),
                None => console.get_focused_primary_tab_id().await.map_err(failure)?,
            };
            text(console.open_subtab(&primary, &new_tab(tab)).await.map_err(failure)?.as_str())
        }
        ConsoleEffect::CloseTab { id } => {
            console.close_tab(&TabId::new(id)).await.map_err(failure)?;
            Answer::Done
        }
        ConsoleEffect::FocusedPrimaryTabRecord => {
            optional(console.get_focused_primary_tab_object_id().await.map_err(failure)?)
        }
        ConsoleEffect::FocusedSubtabRecord => {
            optional(console.get_focused_subtab_object_id().await.map_err(failure)?)
        }
        ConsoleEffect::PrimaryTabIds => {
            let ids = console.get_primary_tab_ids().await.map_err(failure)?;
            list(ids.iter().map(|id| Value::text(id.as_str())).collect())
        }
        ConsoleEffect::PrimaryTabPages => {
            let mut pages = Vec::new();
            for id in console.get_primary_tab_ids().await.map_err(failure)? {
                let page = console.get_page_info(&id).await.map_err(failure)?;
                pages.push(Value::map([
                    ("id", Value::text(id.as_str())),
                    ("url", Value::optional(page.url.as_deref())),
                    ("recordId", Value::optional(page.object_id.as_deref())),
                ]));
            }
            list(pages)
        }
    })
}

/// What Omni-Channel is asked.
pub(crate) async fn presence(presence: &Presence, effect: &PresenceEffect) -> Reply {
    let done = |answer: Result<(), Error>| answer.map(|()| Answer::Done).map_err(failure);
    match effect {
        PresenceEffect::ReadStatus => {
            let status = presence.get_service_presence_status_id().await.map_err(failure)?;
            let channels = presence.get_service_presence_status_channels().await.map_err(failure)?;
            let channel = |channel: &toolkits::Channel| {
                Value::map([
                    ("channelId", Value::text(&channel.id)),
                    ("developerName", Value::optional(channel.name.as_deref())),
                ])
            };
            let status = Value::map([
                ("statusId", Value::text(status.id.as_str())),
                ("statusName", Value::optional(status.name.as_deref())),
                ("statusApiName", Value::optional(status.api_name.as_deref())),
                ("channels", Value::List(channels.iter().map(channel).collect())),
            ]);
            Ok(Answer::Value { value: status })
        }
        PresenceEffect::SetStatus { status } => {
            let set = presence.set_service_presence_status(&StatusId::new(status)).await;
            done(set.map(drop))
        }
        PresenceEffect::LogIn { status } => match presence.get_service_presence_status_id().await {
            Ok(_) => Ok(Answer::Done),
            // Nobody who is logged out has a status.
            Err(Error::Refused { .. }) => done(presence.login(&StatusId::new(status)).await),
            Err(error) => Err(failure(error)),
        },
        PresenceEffect::LogOut => match presence.get_service_presence_status_id().await {
            Ok(_) => done(presence.logout().await),
            Err(Error::Refused { .. }) => Ok(Answer::Done),
            Err(error) => Err(failure(error)),
        },
        PresenceEffect::ReadWorkload => {
            let workload = presence.get_agent_workload().await.map_err(failure)?;
            let value = Value::map([
                ("configuredCapacity", Value::from(workload.capacity)),
                ("currentWorkload", Value::from(workload.current)),
            ]);
            Ok(Answer::Value { value })
        }
    }
}

fn new_tab(tab: &flow::NewTab) -> NewTab {
    NewTab { url: tab.url.clone(), active: tab.active, label: tab.label.clone() }
}

fn text(text: &str) -> Answer {
    Answer::Value { value: Value::text(text) }
}

fn optional(text: Option<String>) -> Answer {
    Answer::Value { value: Value::optional(text.as_deref()) }
}

fn list(items: Vec<Value>) -> Answer {
    Answer::Value { value: items.into() }
}

fn failure(error: Error) -> Failure {
    let kind = match &error {
        Error::NotHere { .. } => FailureKind::Unavailable,
        Error::Threw { .. } => FailureKind::Refused,
        Error::Refused { .. } => FailureKind::Rejected,
        Error::Timeout { .. } => FailureKind::TimedOut,
        Error::Shape { .. } => FailureKind::Malformed,
    };
    Failure::new(kind, error.to_string())
}

#[cfg(test)]
mod tests {
    use flow::FailureKind;
    use toolkits::{Error, NotHere};

    #[test]
    fn what_may_have_happened_is_uncertain_here_too() {
        let method = "openSubtab";
        for (error, kind) in [
            (Error::NotHere { method, why: NotHere::NoConsole }, FailureKind::Unavailable),
            (Error::Threw { method, message: String::new() }, FailureKind::Refused),
            (Error::Refused { method, reason: None }, FailureKind::Rejected),
            (Error::Timeout { method }, FailureKind::TimedOut),
            (Error::Shape { method, raw: String::new() }, FailureKind::Malformed),
        ] {
            let (uncertain, says) = (error.is_uncertain(), error.to_string());
            let failure = super::failure(error);
            assert_eq!((failure.kind, failure.is_uncertain(), failure.message), (kind, uncertain, says));
        }
    }
}
