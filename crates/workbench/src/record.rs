//! The record page: highlights, details with clickable numbers, related records, and the activity timeline.

use leptos::either::Either;
use leptos::prelude::*;

use crate::icons::{Icon, entity};
use crate::pages::link;
use crate::session::Session;
use crate::timeline::timeline;
use crate::view::{Act, Field, Record};

/// Fields that stand in the highlights panel, where the object has them.
const HIGHLIGHTS: [&str; 8] =
    ["Title", "AccountId", "ContactId", "Company", "Phone", "MobilePhone", "Email", "Status"];
/// Room in the highlights panel.
const HIGHLIGHT_COUNT: usize = 5;

/// A record as its own page.
pub(crate) fn record(session: Session, page: Record) -> impl IntoView {
    let Record { record_id: id, object, name, fields, related, timeline: activities } = page;
    let highlights: Vec<_> = HIGHLIGHTS
        .iter()
        .filter_map(|wanted| fields.iter().find(|field| field.api_name == *wanted))
        .take(HIGHLIGHT_COUNT)
        .map(|field| value(session, &id, field.clone(), &related))
        .collect();
    let details: Vec<_> = fields.into_iter().map(|field| value(session, &id, field, &related)).collect();
    let heading = format!("{object} {name}");
    let people = related.into_iter().map(|listed| {
        view! {
            <li>
                {entity(&listed.object, "small")}
                <p>{link(session, listed.record_id, listed.name)} <span class="aside">{listed.detail}</span></p>
            </li>
        }
    });
    let people: Vec<_> = people.collect();
    view! {
        <article class="record" aria-label=heading>
            <section class="card highlights" aria-label="Highlights">
                <div class="who">
                    {entity(&object, "large")}
                    <div>
                        <p class="aside">{object.clone()}</p>
                        <h1>{name}</h1>
                    </div>
                    <p class="actions">
                        <button type="button" class="button" on:click=move |_| session.act(Act::Refresh)>
                            "Refresh"
                        </button>
                    </p>
                </div>
                <dl>{highlights}</dl>
            </section>
            <div class="columns">
                <div class="record">
                    <section class="card details" aria-label="Details">
                        <header><h2>"Details"</h2></header>
                        <dl>{details}</dl>
                    </section>
                    {(!people.is_empty()).then(|| view! {
                        <section class="card" aria-label="Related">
                            <header><h2>"Related"</h2></header>
                            <ul class="related">{people}</ul>
                        </section>
                    })}
                </div>
                {timeline(session, activities)}
            </div>
        </article>
    }
}

fn value(session: Session, record: &str, field: Field, related: &[crate::view::Listed]) -> AnyView {
    let Field { label, value, phone, reference, .. } = field;
    // Lightning shows the record's name, so it leaves the "ID" off the caption.
    let label = match &reference {
        Some(_) => label.strip_suffix(" ID").map_or(label.clone(), str::to_owned),
        None => label,
    };
    let shown = match reference {
        _ if phone => number(session, record.to_owned(), value).into_any(),
        // A reference is a link when the page says where it leads; ids compare on their first 15 characters.
        Some(name) if related.iter().any(|listed| listed.record_id.get(..15) == value.get(..15)) => {
            link(session, value, name).into_any()
        }
        Some(name) => name.into_any(),
        None => value.into_any(),
    };
    view! { <div><dt>{label}</dt><dd>{shown}</dd></div> }.into_any()
}

/// A phone number: a button while click-to-dial is on, plain text with the reason while it is off.
fn number(session: Session, record: String, number: String) -> impl IntoView {
    let enabled = session.part(|view| view.click_to_dial);
    move || {
        let (record, number) = (record.clone(), number.clone());
        if enabled.get().unwrap_or_default() {
            let tip = format!("Call {number}");
            let act = Act::ClickNumber { number: number.clone(), record_id: Some(record) };
            Either::Left(view! {
                <button
                    type="button"
                    class="phone"
                    title=tip.clone()
                    aria-label=tip
                    on:click=move |_| session.act(act.clone())
                >
                    {Icon::Phone.draw()}
                    {number}
                </button>
            })
        } else {
            Either::Right(view! {
                <span class="phone" title="Click-to-dial is off: the softphone has not enabled it">
                    {Icon::Phone.draw()}
                    {number}
                </span>
            })
        }
    }
}
