//! Effects on Salesforce, by Open CTI.

use desk::Event;
use flow::{Answer, Failure, FailureKind, HostEffect, Reply, Value};
use opencti::OpenCti;
use wasm_bindgen_futures::spawn_local;

use crate::apex::Apex;
use crate::reporter::Reporter;
use crate::salesforce::{done, failure};
use crate::{console, logs, page, records, salesforce, softphone_layout};

/// Performs an effect. What the listeners hear is reported.
pub(crate) async fn perform(
    opencti: &OpenCti,
    apex: &Apex,
    effect: &HostEffect,
    reporter: Reporter,
) -> Reply {
    match effect {
        HostEffect::EnableClickToDial => done(opencti.enable_click_to_dial().await),
        HostEffect::DisableClickToDial => done(opencti.disable_click_to_dial().await),
        HostEffect::ListenForClicks => {
            let listening = opencti.on_click_to_dial(move |click| {
                reporter.report(Event::ClickToDial { click: salesforce::click(click) });
            });
            if listening.is_ok() {
                page::mark("switchboard:click-to-dial");
            }
            done(listening.map(opencti::Listening::forget))
        }
        HostEffect::ListenForNavigation => {
            let listening = opencti.on_navigation_change(move |view| {
                reporter.report(Event::Navigation { view: salesforce::app_view(view) });
            });
            done(listening.map(opencti::Listening::forget))
        }
        HostEffect::ListenForWork => {
            let listening = opencti.hvs_on_work_start(move |work| {
                reporter.report(Event::WorkStart { payload: salesforce::work(work) });
            });
            done(listening.map(opencti::Listening::forget))
        }
        HostEffect::ListenForDialRequests => {
            let subscribed = opencti.subscribe(desk::DIAL_CHANNEL, move |message| {
                if let Some(click) = desk::ClickToDial::from_message(&message) {
                    reporter.report(Event::ClickToDial { click });
                }
            });
            done(subscribed.await.map(opencti::Subscription::forget))
        }
        HostEffect::NotifyReady => done(opencti.notify_initialization_complete().await),
        HostEffect::ReadSettings => {
            let settings = opencti.get_call_center_settings().await.map_err(failure)?;
            let settings =
                settings.iter().map(|(key, value)| (flow::Text::new(key), value.to_owned())).collect();
            Ok(Answer::Settings { settings })
        }
        HostEffect::ReadLayout => {
            let layout = opencti.get_softphone_layout().await.map_err(failure)?;
            Ok(Answer::Layout(salesforce::layout(layout)))
        }
        HostEffect::ReadSoftphoneLayout => {
            let layout = opencti.get_softphone_layout().await.map_err(failure)?;
            Ok(Answer::Value { value: softphone_layout::value(&layout) })
        }
        HostEffect::ReadAppView => {
            let view = opencti.get_app_view_info().await.map_err(failure)?;
            Ok(Answer::AppView(salesforce::app_view(view)))
        }
        HostEffect::SetPanelHeight { px } => done(opencti.set_softphone_panel_height(*px).await),
        HostEffect::SetPanelWidth { px } => done(opencti.set_softphone_panel_width(*px).await),
        HostEffect::SetPanelVisibility { visible } => {
            done(opencti.set_softphone_panel_visibility(*visible).await)
        }
        HostEffect::RefreshView => done(opencti.refresh_view().await),
        HostEffect::ScreenPop(pop) => match salesforce::screen_pop(pop) {
            Some(pop) => done(opencti.screen_pop(&pop).await),
            None => Err(Failure::new(FailureKind::Refused, "the deferred pop is not an object")),
        },
        HostEffect::Search(search) => {
            salesforce::found(opencti.search_and_screen_pop(&salesforce::search(search)).await)
        }
        HostEffect::SaveRecord(save) => {
            let record_id = opencti.save_log(&salesforce::save(save)).await.map_err(failure)?;
            Ok(Answer::Saved { record_id })
        }
        HostEffect::WriteLog(log) => logs::write(opencti, apex, log).await,
        HostEffect::ReadRecord { entity, id, fields } => {
            records::read(opencti, apex, entity, id, fields).await
        }
        HostEffect::ReadFlows { adapter, revision, after } => {
            apex.read_flows(opencti, adapter, revision, after).await
        }
        HostEffect::ReadUserProfile => records::user_profile(opencti, apex).await,
        HostEffect::FindByPhone { entity, number, country } => {
            records::find_by_phone(opencti, apex, entity, number, country.as_deref()).await
        }
        HostEffect::Query { query, values } => records::query(opencti, apex, query, values).await,
        HostEffect::RunApex { class, method, params } => {
            let params = params.iter().map(|(name, text)| (name.to_string(), text.clone())).collect();
            let call = opencti::RunApex { class: class.clone(), method: method.clone(), params };
            let answer = opencti.run_apex(&call).await.map_err(salesforce::apex_failure)?;
            Ok(Answer::Value { value: Value::from_json(&answer.value) })
        }
        HostEffect::Console(effect) => console::tabs(&toolkits::Console::of_page(), effect).await,
        HostEffect::Presence(effect) => {
            console::presence(&toolkits::Console::of_page().presence(), effect).await
        }
        HostEffect::CompleteWork { work_id, task_id, disposition, was_connected } => {
            let work = opencti::CompleteWork {
                work_id: work_id.clone(),
                task_id: task_id.clone(),
                disposition: disposition.clone(),
                was_connected: Some(*was_connected),
            };
            done(opencti.hvs_complete_work(&work).await)
        }
    }
}

/// Says in the utility bar and over the panel how the phone is. Nothing depends on it, so nobody is told the answers.
pub(crate) fn show_label(opencti: &OpenCti, label: &str, icon: &'static str) {
    let sent = [
        opencti.set_softphone_item_label(label),
        opencti.set_softphone_item_icon(icon),
        opencti.set_softphone_panel_label(label),
        opencti.set_softphone_panel_icon(icon),
    ];
    spawn_local(async move {
        for answer in sent {
            let _ = answer.await;
        }
    });
}
