//! The activity timeline of a record: its Tasks, newest first.

use leptos::prelude::*;

use crate::icons::entity;
use crate::pages::link;
use crate::session::Session;
use crate::view::Activity;
use crate::words;

/// The card with the timeline.
pub(crate) fn timeline(session: Session, activities: Vec<Activity>) -> impl IntoView {
    let empty = activities.is_empty();
    let items: Vec<_> = activities.into_iter().map(|activity| item(session, activity)).collect();
    view! {
        <section class="card activity" aria-label="Activity">
            <header><h2>"Activity"</h2></header>
            {empty.then(|| view! { <p class="empty">"No activities yet. Calls appear here once they are logged."</p> })}
            <ol class="timeline">{items}</ol>
        </section>
    }
}

fn item(session: Session, activity: Activity) -> impl IntoView {
    let closed = activity.status == "Completed";
    let with: Vec<String> = activity.who.into_iter().chain(activity.what).collect();
    let with = (!with.is_empty()).then(|| format!("with {}", with.join(", about ")));
    let fact = |text: String| view! { <span>{text}</span> };
    view! {
        <li>
            {entity("Task", "small")}
            <div>
                <p class="head">
                    <span class="subject">{link(session, activity.record_id, activity.subject)}</span>
                    <time>{words::moment(activity.created)}</time>
                </p>
                <p class="facts">
                    {activity.call_type.map(|direction| fact(format!("{direction} call")))}
                    {activity.duration_in_seconds.map(|seconds| fact(words::duration(seconds)))}
                    <span class:done=closed>{activity.status}</span>
                    {activity.disposition.map(fact)}
                    {with.map(fact)}
                </p>
                {activity.description.map(|comment| view! { <p class="comment">{comment}</p> })}
            </div>
        </li>
    }
}
