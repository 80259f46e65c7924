//! What the main area shows: a record, the home page, a list, search results, or the name of a page that is elsewhere.

use leptos::prelude::*;

use crate::icons::entity;
use crate::record::record;
use crate::session::Session;
use crate::view::{Act, Listed, Page};

/// The main area.
pub(crate) fn main_area(session: Session) -> impl IntoView {
    let page = session.part(|view| view.page.clone());
    move || page.get().map(|page| show(session, page))
}

fn show(session: Session, page: Page) -> AnyView {
    match page {
        Page::Home { records } => home(session, records).into_any(),
        Page::Record(page) => record(session, page).into_any(),
        Page::List { scope, records } => {
            let title = format!("{scope}s");
            list_of(session, scope, title, "Recently viewed".to_owned(), records).into_any()
        }
        Page::Search { text, records } => {
            list(session, "Search", format!("Results for “{text}”"), records).into_any()
        }
        Page::Url { url } => elsewhere("Page of the org", url).into_any(),
        Page::Flow { name, args } => elsewhere("Screen flow", format!("{name} {args}")).into_any(),
    }
}

/// Objects with a list of their own on the home page: API name and title.
const LISTS: [(&str, &str); 5] = [
    ("Contact", "Contacts"),
    ("Lead", "Leads"),
    ("Account", "Accounts"),
    ("Case", "Cases"),
    ("Task", "Tasks"),
];

fn home(session: Session, records: Vec<Listed>) -> impl IntoView {
    let lists = LISTS.map(|(object, title)| {
        let open = move |_| session.act(Act::OpenList { object: object.to_owned() });
        view! { <button type="button" class="card tile" on:click=open>{entity(object, "large")} {title}</button> }
    });
    view! {
        <div class="list">
            <nav class="tiles" aria-label="Lists">{lists}</nav>
            {list(session, "Home", "Recent records".to_owned(), records)}
        </div>
    }
}

fn list(session: Session, kind: &'static str, title: String, records: Vec<Listed>) -> impl IntoView {
    list_of(session, kind.to_owned(), kind.to_owned(), title, records)
}

fn list_of(
    session: Session,
    object: String,
    kind: String,
    title: String,
    records: Vec<Listed>,
) -> impl IntoView {
    let count = match records.len() {
        1 => "1 item".to_owned(),
        count => format!("{count} items"),
    };
    let label = title.clone();
    let empty = records.is_empty();
    let rows: Vec<_> = records
        .into_iter()
        .map(|listed| {
            view! {
                <tr>
                    <td><span class="named">{entity(&listed.object, "small")} {link(session, listed.record_id, listed.name)}</span></td>
                    <td>{listed.object}</td>
                    <td>{listed.detail}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <section class="card" aria-label=label>
            <header>
                {entity(&object, "large")}
                <div>
                    <p class="aside">{kind}</p>
                    <h1>{title}</h1>
                </div>
                <span class="aside count">{count}</span>
            </header>
            {if empty {
                view! { <p class="empty">"Nothing here."</p> }.into_any()
            } else {
                view! {
                    <table class="rows">
                        <thead><tr><th scope="col">"Name"</th><th scope="col">"Object"</th><th scope="col">"Detail"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                }.into_any()
            }}
        </section>
    }
}

fn elsewhere(kind: &'static str, what: String) -> impl IntoView {
    view! {
        <section class="card" aria-label=kind>
            <header>{entity("Page", "large")}<h1>{kind}</h1></header>
            <p class="empty">"The softphone opened this page, which the simulator does not draw: " <code>{what}</code></p>
        </section>
    }
}

/// A name that opens its record.
pub(crate) fn link(session: Session, record_id: String, name: String) -> impl IntoView {
    let act = Act::OpenRecord { record_id };
    view! { <button type="button" class="link" on:click=move |_| session.act(act.clone())>{name}</button> }
}
