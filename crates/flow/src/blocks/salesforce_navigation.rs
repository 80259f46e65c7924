//! Salesforce: softphone and navigation.

mod sf_close_tab;
mod sf_disable_click_to_dial;
mod sf_enable_click_to_dial;
mod sf_get_app_view_info;
mod sf_get_focused_primary_tab_object_id;
mod sf_get_focused_subtab_object_id;
mod sf_get_primary_tab_ids;
mod sf_get_softphone_layout;
mod sf_get_tab_object_map;
mod sf_get_tabs_with_matching_url;
mod sf_hide_softphone_panel;
mod sf_is_click_to_dial_enabled;
mod sf_open_primary_tab;
mod sf_open_sub_tab;
mod sf_refresh_view;
mod sf_screenpop_list;
mod sf_screenpop_new_record;
mod sf_screenpop_object;
mod sf_screenpop_object_home;
mod sf_screenpop_search;
mod sf_screenpop_url;
mod sf_search_and_screenpop;
mod sf_set_softphone_panel_height;
mod sf_set_softphone_panel_width;
mod sf_show_softphone_panel;
mod sf_start_screen_flow;

use std::ops::RangeInclusive;

use crate::{Answer, Block, BlockContext, BlockStep, NewTab, Reply, ScreenPop, Value};

pub(super) const BLOCKS: &[&Block] = &[
    &sf_is_click_to_dial_enabled::BLOCK,
    &sf_enable_click_to_dial::BLOCK,
    &sf_disable_click_to_dial::BLOCK,
    &sf_get_app_view_info::BLOCK,
    &sf_get_softphone_layout::BLOCK,
    &sf_refresh_view::BLOCK,
    &sf_show_softphone_panel::BLOCK,
    &sf_hide_softphone_panel::BLOCK,
    &sf_set_softphone_panel_height::BLOCK,
    &sf_set_softphone_panel_width::BLOCK,
    &sf_screenpop_object::BLOCK,
    &sf_screenpop_url::BLOCK,
    &sf_screenpop_object_home::BLOCK,
    &sf_screenpop_list::BLOCK,
    &sf_screenpop_search::BLOCK,
    &sf_screenpop_new_record::BLOCK,
    &sf_search_and_screenpop::BLOCK,
    &sf_start_screen_flow::BLOCK,
    &sf_open_primary_tab::BLOCK,
    &sf_open_sub_tab::BLOCK,
    &sf_get_focused_primary_tab_object_id::BLOCK,
    &sf_get_focused_subtab_object_id::BLOCK,
    &sf_get_tab_object_map::BLOCK,
    &sf_close_tab::BLOCK,
    &sf_get_primary_tab_ids::BLOCK,
    &sf_get_tabs_with_matching_url::BLOCK,
];

/// Whole pixels within the limits of Salesforce, or why they are refused.
fn panel_pixels(given: &Value, limits: RangeInclusive<u32>) -> Result<u32, String> {
    let pixels = given.as_number().unwrap_or(f64::NAN).round();
    let (low, high) = (*limits.start(), *limits.end());
    if (f64::from(low)..=f64::from(high)).contains(&pixels) {
        Ok(pixels as u32)
    } else {
        Err(format!("Salesforce takes {low} to {high} pixels"))
    }
}

/// The tab that the arguments `url`, `active` and `label` describe, or why it is not opened.
fn new_tab(block: &BlockContext<'_>) -> Result<NewTab, String> {
    let url = block.text("url").unwrap_or_default().trim().to_owned();
    match (ScreenPop::Url { url: url.clone() }).objection() {
        Some(reason) => Err(reason),
        None => {
            Ok(NewTab { url, active: block.flag("active"), label: block.text("label").map(str::to_owned) })
        }
    }
}

/// One id, of a tab or a record, under both its names; undefined where there is none.
fn one_id(reply: &Reply) -> BlockStep {
    BlockStep::after(reply, &mut |answer| {
        let Answer::Value { value } = answer else { return None };
        let id = if value.is_nullish() { Value::Undefined } else { Value::text(value.as_text()?) };
        Some(BlockStep::success(Value::map([("id", id.clone()), ("value", id)])))
    })
}

/// What is made of a list of tabs, under `value`.
fn of_tabs(reply: &Reply, make: impl Fn(&[Value]) -> Value) -> BlockStep {
    BlockStep::after(reply, &mut |answer| {
        let Answer::Value { value } = answer else { return None };
        Some(BlockStep::success(Value::map([("value", make(value.as_list()?))])))
    })
}
