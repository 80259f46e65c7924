//! The tabs of the console and Omni-Channel: the desk's words as calls of the console toolkit.

use ::sim::ToolkitError;
use flow::{Answer, ConsoleEffect, Failure, FailureKind, NewTab, PresenceEffect, Reply, Value};
use serde_json::{Value as Json, json};

use super::platforms::Platforms;

impl Platforms {
    pub(super) fn ask_tabs(&mut self, effect: &ConsoleEffect) -> Reply {
        let open = |tab: &NewTab| [json!(tab.url), json!(tab.active), json!(tab.label)];
        let (method, args, key) = match effect {
            ConsoleEffect::OpenPrimaryTab(tab) => {
                let [url, active, label] = open(tab);
                ("openPrimaryTab", vec![Json::Null, url, active, label], "id")
            }
            ConsoleEffect::OpenSubtab { primary, tab } => {
                let primary = match primary {
                    Some(id) => json!(id),
                    None => self.toolkit("getFocusedPrimaryTabId", &[])?["id"].take(),
                };
                let [url, active, label] = open(tab);
                ("openSubtab", vec![primary, url, active, label, Json::Null], "id")
            }
            ConsoleEffect::CloseTab { id } => {
                self.toolkit("closeTab", &[json!(id)])?;
                return Ok(Answer::Done);
            }
            ConsoleEffect::FocusedPrimaryTabRecord => ("getFocusedPrimaryTabObjectId", Vec::new(), "id"),
            ConsoleEffect::FocusedSubtabRecord => ("getFocusedSubtabObjectId", Vec::new(), "id"),
            ConsoleEffect::PrimaryTabIds => ("getPrimaryTabIds", Vec::new(), "ids"),
            ConsoleEffect::PrimaryTabPages => return self.primary_tab_pages(),
        };
        Ok(Answer::Value { value: Value::from_json(&self.toolkit(method, &args)?[key]) })
    }

    fn primary_tab_pages(&mut self) -> Reply {
        let mut pages = Vec::new();
        for id in self.toolkit("getPrimaryTabIds", &[])?["ids"].as_array().into_iter().flatten() {
            let info = self.toolkit("getPageInfo", std::slice::from_ref(id))?;
            let info: Json =
                serde_json::from_str(info["pageInfo"].as_str().unwrap_or_default()).unwrap_or_default();
            pages.push(Value::map([
                ("id", Value::from_json(id)),
                ("url", Value::optional(info["url"].as_str())),
                ("recordId", Value::optional(info["objectId"].as_str())),
            ]));
        }
        Ok(Answer::Value { value: pages.into() })
    }

    pub(super) fn ask_presence(&mut self, effect: &PresenceEffect) -> Reply {
        let is_logged_in = self.toolkit("presence.getServicePresenceStatusId", &[]);
        match effect {
            PresenceEffect::ReadStatus => {
                let mut status = is_logged_in?;
                let channels = self.toolkit("presence.getServicePresenceStatusChannels", &[])?;
                let channels = channels["channels"].as_str().unwrap_or_default();
                status["channels"] = serde_json::from_str(channels).unwrap_or_default();
                let entry = |key: &'static str| (key, Value::from_json(&status[key]));
                let keys = ["statusId", "statusName", "statusApiName", "channels"];
                return Ok(Answer::Value { value: Value::map(keys.map(entry)) });
            }
            PresenceEffect::ReadWorkload => {
                let workload = self.toolkit("presence.getAgentWorkload", &[])?;
                let entry = |key: &'static str| (key, Value::from_json(&workload[key]));
                let value = Value::map(["configuredCapacity", "currentWorkload"].map(entry));
                return Ok(Answer::Value { value });
            }
            PresenceEffect::SetStatus { status } => {
                self.toolkit("presence.setServicePresenceStatus", &[json!(status)])?;
            }
            PresenceEffect::LogIn { status } => match is_logged_in {
                Err(failure) if failure.kind == FailureKind::Rejected => {
                    self.toolkit("presence.login", &[json!(status)])?;
                }
                answer => drop(answer?),
            },
            PresenceEffect::LogOut => match is_logged_in {
                Err(failure) if failure.kind == FailureKind::Rejected => {}
                answer => {
                    answer?;
                    self.toolkit("presence.logout", &[])?;
                }
            },
        }
        Ok(Answer::Done)
    }

    fn toolkit(&mut self, method: &str, args: &[Json]) -> Result<Json, Failure> {
        self.world.toolkit(self.console, method, args).map_err(|error| {
            let kind = match &error {
                ToolkitError::NotHere => FailureKind::Unavailable,
                ToolkitError::Refused(_) => FailureKind::Rejected,
            };
            Failure::new(kind, error.to_string())
        })
    }
}
