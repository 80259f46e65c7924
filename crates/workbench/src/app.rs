//! The page as a whole: the simulator's strip above, the console below.

use leptos::prelude::*;

use crate::header::{global_header, workspace_tabs};
use crate::notices::{modal, toasts};
use crate::pages::main_area;
use crate::session::Session;
use crate::softphone::{softphone_panel, utility_bar};
use crate::strip::strip;

/// Room the softphone takes at the left: its frame, its border and a gap on either side.
const AROUND_SOFTPHONE: u32 = 24;

/// The whole page.
pub(crate) fn app(scenario: Option<String>) -> impl IntoView {
    let session = Session::start(scenario);
    let panel = session.part(|view| view.panel.clone());
    let beside = move || match panel.get() {
        Some(panel) if panel.visible => format!("{}px", panel.width + AROUND_SOFTPHONE),
        _ => "0px".to_owned(),
    };
    let form = session.part(|view| view.modal.is_some());
    let covered = move || form.get().unwrap_or_default();
    view! {
        <div class="window" style=("--softphone", beside)>
            {strip(session)}
            // A form is a modal over all of Salesforce, the phone included: that is how Lightning does it, and why
            // an adapter must not open one over a ringing call (Open CTI reference, screenPop).
            <div class="console" inert=covered>
                {global_header(session)}
                {workspace_tabs(session)}
                <div class="workspace">
                    <main class="main" tabindex="-1">{main_area(session)}</main>
                    {softphone_panel(session)}
                    {toasts(session)}
                </div>
                {utility_bar(session)}
            </div>
            {modal(session)}
        </div>
    }
}
