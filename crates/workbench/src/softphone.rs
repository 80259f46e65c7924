//! The utility bar and, above it, the panel with the real softphone page in its frame.

use leptos::html;
use leptos::prelude::*;

use crate::icons::Icon;
use crate::session::Session;
use crate::view::{Act, Panel};

/// What Lightning lets the softphone frame use.
const ALLOW: &str = "microphone; camera; autoplay; clipboard-write";

/// The panel. Minimised it is hidden, not removed: the phone must go on working.
pub(crate) fn softphone_panel(session: Session) -> impl IntoView {
    let panel = session.part(|view| view.panel.clone());
    let read = move |read: fn(&Panel) -> u32| panel.with(|panel| panel.as_ref().map_or(0, read));
    let shown = move || panel.with(|panel| panel.as_ref().is_some_and(|panel| panel.visible));
    let label = move || panel.with(|panel| panel.as_ref().map(|panel| panel.label.clone()));
    let width = move || format!("{}px", read(|panel| panel.width));
    let height = move || format!("{}px", read(|panel| panel.height));
    // The frame is made anew only when its page changes, so it lives through every other repaint.
    let address = session.part(|view| SamePage(view.adapter_url.clone()));
    let loading = session.part(|view| view.loading);
    view! {
        <section class="softphone" aria-label="Phone" data-minimised=move || (!shown()).then_some("")>
            <header>
                {Icon::Phone.draw()}
                <h2>{label}</h2>
                <button type="button" title="Minimise" aria-label="Minimise the phone" on:click=move |_| toggle(session)>
                    {Icon::Minimise.draw()}
                </button>
            </header>
            <div class="frame" style:width=width style:height=height>
                {move || address.get().map(|SamePage(address)| frame(session, &address))}
                <Show when=move || loading.get().unwrap_or_default()>
                    <p class="loading" role="status">"Loading the phone…"</p>
                </Show>
            </div>
        </section>
    }
}

fn frame(session: Session, address: &str) -> impl IntoView + use<> {
    let node = NodeRef::<html::Iframe>::new();
    node.on_load(move |frame| session.relay().attach(frame));
    view! { <iframe node_ref=node src=address.to_owned() title="Softphone" allow=ALLOW></iframe> }
}

/// The bar at the foot of the console.
pub(crate) fn utility_bar(session: Session) -> impl IntoView {
    let label = session.part(|view| view.item.label.clone());
    let visible = session.part(|view| view.panel.visible);
    let expanded = move || visible.get().unwrap_or_default().to_string();
    view! {
        <footer class="utility-bar" aria-label="Utility bar">
            <button type="button" class="utility-item" aria-expanded=expanded on:click=move |_| toggle(session)>
                {Icon::Phone.draw()}
                <span>{move || label.get()}</span>
            </button>
        </footer>
    }
}

fn toggle(session: Session) {
    session.act(Act::ToggleSoftphone);
}

/// A softphone address that compares without its `nonce`: when the frame reloads itself the world gives it a new
/// one, which is no reason to load it once more.
#[derive(Debug, Clone)]
struct SamePage(String);

impl PartialEq for SamePage {
    fn eq(&self, other: &Self) -> bool {
        let page = |address: &str| address.split("&nonce=").next().map(str::to_owned);
        page(&self.0) == page(&other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_another_page_is_loaded() {
        let at = |address: &str| SamePage(address.to_owned());
        assert_eq!(
            at("https://cti.example.com/?mode=Lightning&nonce=1"),
            at("https://cti.example.com/?mode=Lightning&nonce=2")
        );
        assert_ne!(
            at("https://cti.example.com/?mode=Lightning&nonce=1"),
            at("https://cti.example.com/standby?mode=Lightning&nonce=1")
        );
    }
}
