//! Calls of Open CTI.

use ::sim::CallAnswer;
use flow::{Answer, Failure, FailureKind, HostEffect, Millis, Reply, SaveTarget, Search, Value};
use serde_json::{Value as Json, json};

use super::apex::encoded;
use super::open_cti::{app_view, call_type, failure, fields, layout, matches, pop_args, saved_id};
use super::platforms::Platforms;

/// What became of an effect, and how long it took.
#[derive(Debug)]
pub(super) enum Performed {
    /// It is answered, after so many milliseconds.
    Answered(Reply, Millis),
    /// It never will be.
    Never,
}

impl Platforms {
    pub(super) fn perform_host(&mut self, effect: &HostEffect) -> Performed {
        match effect {
            HostEffect::EnableClickToDial => self.tell("enableClickToDial", json!({})),
            HostEffect::DisableClickToDial => self.tell("disableClickToDial", json!({})),
            HostEffect::ListenForClicks => self.tell("onClickToDial", json!({})),
            HostEffect::ListenForNavigation => self.tell("onNavigationChange", json!({})),
            HostEffect::ListenForWork => self.tell("hvs.onWorkStart", json!({})),
            HostEffect::ListenForDialRequests => {
                self.tell("subscribe", json!({ "channelName": desk::DIAL_CHANNEL }))
            }
            HostEffect::NotifyReady => self.tell("notifyInitializationComplete", json!({})),
            HostEffect::ReadSettings => self.ask("getCallCenterSettings", json!({}), |value| {
                Answer::Settings { settings: serde_json::from_value(value.clone()).unwrap_or_default() }
            }),
            HostEffect::ReadLayout => {
                self.ask("getSoftphoneLayout", json!({}), |value| Answer::Layout(layout(value)))
            }
            HostEffect::ReadSoftphoneLayout => self.ask("getSoftphoneLayout", json!({}), |value| {
                Answer::Value { value: Value::from_json(value) }
            }),
            HostEffect::ReadAppView => {
                self.ask("getAppViewInfo", json!({}), |value| Answer::AppView(app_view(value)))
            }
            HostEffect::SetPanelHeight { px } => {
                self.tell("setSoftphonePanelHeight", json!({ "heightPX": px }))
            }
            HostEffect::SetPanelWidth { px } => self.tell("setSoftphonePanelWidth", json!({ "widthPX": px })),
            HostEffect::SetPanelVisibility { visible } => {
                self.tell("setSoftphonePanelVisibility", json!({ "visible": visible }))
            }
            HostEffect::RefreshView => self.tell("refreshView", json!({})),
            HostEffect::ScreenPop(pop) => self.tell("screenPop", pop_args(pop)),
            HostEffect::Search(search) => self.search(search),
            HostEffect::SaveRecord(save) => {
                let mut object = fields(&save.fields);
                match &save.target {
                    SaveTarget::Create { entity } => {
                        object.insert("entityApiName".to_owned(), entity.as_str().into())
                    }
                    SaveTarget::Update { id } => object.insert("Id".to_owned(), id.as_str().into()),
                };
                self.ask("saveLog", json!({ "object": object }), |value| Answer::Saved {
                    record_id: saved_id(value),
                })
            }
            HostEffect::CompleteWork { work_id, task_id, disposition, was_connected } => {
                let mut attributes = json!({ "taskId": task_id, "wasConnected": was_connected });
                if let Some(disposition) = disposition {
                    attributes["disposition"] = disposition.as_str().into();
                }
                self.tell("hvs.completeWork", json!({ "workId": work_id, "attributes": attributes }))
            }
            HostEffect::Query { query, values } => self.query(query, values),
            HostEffect::RunApex { class, method, params } => {
                let pairs: Vec<String> = params
                    .iter()
                    .map(|(name, text)| format!("{}={}", encoded(name), encoded(text)))
                    .collect();
                let args =
                    json!({ "apexClass": class, "methodName": method, "methodParams": pairs.join("&") });
                self.ask("runApex", args, |value| Answer::Value {
                    value: Value::from_json(&value["runApex"]),
                })
            }
            HostEffect::Console(effect) => Performed::Answered(self.ask_tabs(effect), 0),
            HostEffect::Presence(effect) => Performed::Answered(self.ask_presence(effect), 0),
            HostEffect::WriteLog(log) => self.write_log(log),
            HostEffect::ReadRecord { entity, id, fields } => self.read_record(entity, id, fields),
            HostEffect::ReadFlows { adapter, revision, after } => self.read_flows(adapter, revision, after),
            HostEffect::ReadUserProfile => self.read_user_profile(),
            HostEffect::FindByPhone { entity, number, country } => {
                self.find_by_phone(entity, number, country.as_deref())
            }
        }
    }

    /// One call that answers nothing.
    fn tell(&mut self, method: &str, args: Json) -> Performed {
        self.ask(method, args, |_| Answer::Done)
    }

    pub(super) fn search(&mut self, search: &Search) -> Performed {
        let mut args = json!({
            "searchParams": search.text,
            "callType": call_type(search.call_type),
            "deferred": search.deferred,
            "defaultFieldValues": fields(&search.defaults),
        });
        if let Some(params) = &search.query_params {
            args["queryParams"] = params.as_str().into();
        }
        self.ask("searchAndScreenPop", args, |value| Answer::Matches(matches(value)))
    }

    /// One call of Open CTI.
    fn ask(&mut self, method: &str, args: Json, read: impl FnOnce(&Json) -> Answer) -> Performed {
        self.ask_for(method, args, |value| Ok(read(value)))
    }

    /// The same, where a success may mean a failure.
    pub(super) fn ask_for(
        &mut self,
        method: &str,
        args: Json,
        read: impl FnOnce(&Json) -> Reply,
    ) -> Performed {
        match self.world.call(self.console, method, &args) {
            CallAnswer::Never => Performed::Never,
            CallAnswer::Threw { message } => {
                Performed::Answered(Err(Failure::new(FailureKind::Refused, message)), 0)
            }
            CallAnswer::Answered { response, after, .. } => {
                let reply = match response["success"] {
                    Json::Bool(true) => read(&response["returnValue"]),
                    _ => Err(failure(&response["errors"][0])),
                };
                Performed::Answered(reply, after)
            }
        }
    }
}
