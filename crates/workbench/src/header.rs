//! The global header (org, search, user) and the bar of workspace tabs under it.

use leptos::prelude::*;

use crate::icons::{Icon, entity};
use crate::session::Session;
use crate::view::{Act, Place, Tab};

/// Name of the org, the global search, and who is signed in.
pub(crate) fn global_header(session: Session) -> impl IntoView {
    let term = RwSignal::new(String::new());
    let user = session.part(|view| view.user.clone());
    let initials = move || user.with(|user| user.as_deref().map(initials).unwrap_or_default());
    let search = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = term.get_untracked().trim().to_owned();
        if !text.is_empty() {
            session.act(Act::Search { text });
        }
    };
    view! {
        <header class="global-header">
            <p class="org"><span class="mark">{Icon::Cloud.draw()}</span> "Acme (simulated org)"</p>
            <form class="global-search" role="search" on:submit=search>
                {Icon::Search.draw()}
                <input
                    type="search"
                    aria-label="Search Salesforce"
                    placeholder="Search…"
                    prop:value=move || term.get()
                    on:input:target=move |event| term.set(event.target().value())
                />
            </form>
            <p class="me"><span class="aside">{move || user.get()}</span><span class="avatar" aria-hidden="true">{initials}</span></p>
        </header>
    }
}

fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).take(2).collect()
}

/// The app's name and its workspace tabs.
pub(crate) fn workspace_tabs(session: Session) -> impl IntoView {
    let app = session.part(|view| view.app.clone());
    let tabs = session.part(|view| view.tabs.clone());
    let focused = session.part(|view| view.focused.clone());
    view! {
        <nav class="context-bar" aria-label="Workspace">
            <p class="app-name">
                <button type="button" title="Home" aria-label="Home" on:click=move |_| session.act(Act::OpenHome)>
                    {Icon::Apps.draw()}
                </button>
                {move || app.get()}
            </p>
            <ul class="tabs">
                // Keyed, so that a tab keeps the keyboard focus while others come and go.
                <For
                    each=move || tabs.get().unwrap_or_default()
                    key=|tab| (tab.id.clone(), tab.title.clone())
                    children=move |tab| view_tab(session, tab, focused)
                />
            </ul>
        </nav>
    }
}

fn view_tab(session: Session, tab: Tab, focused: Memo<Option<String>>) -> impl IntoView {
    let (id, closing, mine) = (tab.id.clone(), tab.id.clone(), tab.id);
    let selected = Memo::new(move |_| focused.get().is_some_and(|focused| focused == mine));
    let object = object_of(&tab.page).to_owned();
    let label = format!("Close {}", tab.title);
    let close = view! {
            <button
                type="button"
                class="close"
                aria-label=label.clone()
                title=label
                on:click=move |_| session.act(Act::CloseTab { tab: closing.clone() })
            >
                {Icon::Close.draw()}
            </button>
    };
    view! {
        <li class="tab" data-selected=move || selected.get().then_some("")>
            <button
                type="button"
                aria-current=move || selected.get().then_some("page")
                on:click=move |_| session.act(Act::FocusTab { tab: id.clone() })
            >
                {entity(&object, "small")}
                <span class="title">{tab.title}</span>
            </button>
            {close}
        </li>
    }
}

/// What a tab's icon shows. A record's object is told by the first three characters of its id, as everywhere in
/// Salesforce.
fn object_of(place: &Place) -> &str {
    match (place.kind.as_str(), place.record_id.as_deref().and_then(|id| id.get(..3))) {
        ("home", _) => "Home",
        ("search", _) => "Search",
        (_, Some("001")) => "Account",
        (_, Some("003")) => "Contact",
        (_, Some("00Q")) => "Lead",
        (_, Some("00T")) => "Task",
        (_, Some("500")) => "Case",
        _ => place.scope.as_deref().unwrap_or("Page"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn icons_of_tabs() {
        let place = |kind: &str, id: Option<&str>, scope: Option<&str>| Place {
            kind: kind.to_owned(),
            record_id: id.map(str::to_owned),
            scope: scope.map(str::to_owned),
        };
        for (place, expected) in [
            (place("home", None, None), "Home"),
            (place("record", Some("003000000000001AAA"), None), "Contact"),
            (place("record", Some("a0X000000000001AAA"), None), "Page"),
            (place("objectHome", None, Some("Case")), "Case"),
            (place("search", None, None), "Search"),
        ] {
            assert_eq!(object_of(&place), expected);
        }
    }

    #[test]
    fn initials_of_names() {
        for (name, expected) in [("Alex Agent", "AA"), ("Zoë", "Z"), ("", ""), ("Ana María de la Cruz", "AM")]
        {
            assert_eq!(initials(name), expected);
        }
    }
}
