//! Salesforce: softphone and navigation.

mod sf_disable_click_to_dial;
mod sf_enable_click_to_dial;
mod sf_get_app_view_info;
mod sf_get_softphone_layout;
mod sf_hide_softphone_panel;
mod sf_is_click_to_dial_enabled;
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

use crate::{Block, Value};

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
