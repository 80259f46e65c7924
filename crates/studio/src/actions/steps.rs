//! The first two steps: name and flow; payload.

use std::rc::Rc;

use actions::PairForm;
use web_sys::Event;

use super::fields::{Kind, labelled, of_action, text, tick};
use super::state::{ActionState, linked_flows};
use crate::element::{Part, Row, button, classed, div, follow, option, part, set_property, value_of};

/// Name and Flow.
pub(super) fn name_and_flow(state: &ActionState) -> Vec<Part> {
    let name = of_action(state, Kind::Line, "name", |form| &form.name, |form| &mut form.name);
    let name = name.attr("required", Some("")).attr("maxlength", Some("80"));
    let (shown, typed, left) = (state.clone(), state.clone(), state.clone());
    let order = text(
        Kind::Whole,
        Rc::new(move || shown.part(|form| form.order.to_string())),
        Rc::new(move |text| {
            // What is no number yet, as while one types a minus, changes nothing.
            if let Ok(order) = text.trim().parse() {
                typed.edit(Some("order"), |form| form.order = order);
            }
        }),
        move || left.end_typing(),
    );
    let (read, write) = (state.clone(), state.clone());
    let active = tick(
        "action-active",
        "Agents see it",
        Rc::new(move || read.part(|form| form.active)),
        Rc::new(move |active| write.edit(None, |form| form.active = active)),
    );
    let description =
        of_action(state, Kind::Lines, "description", |form| &form.description, |form| &mut form.description);
    vec![
        labelled("action-name", "Action name", "The name agents will see.", name),
        labelled("action-flow", "CTI Flow", "Flows whose source is CTI Action.", flow(state, Which::Starts)),
        labelled("action-order", "Order", "Ascending; actions of the same order by name.", order),
        active,
        labelled(
            "action-description",
            "Description",
            "For administrators; agents do not see it.",
            description,
        ),
    ]
}

/// Which flow of an action is chosen.
#[derive(Clone, Copy)]
pub(super) enum Which {
    /// The one it starts.
    Starts,
    /// The one that prepares its form.
    Prepares,
}

/// A choice of the flows for actions. One that is not there stays, and says so.
pub(super) fn flow(state: &ActionState, which: Which) -> Part {
    let field = part("select", &[]);
    let (shown, read) = (field.clone(), state.clone());
    follow(move || {
        // Flows that are drawn meanwhile are offered, too.
        read.app().items();
        let now = read.part(|form| match which {
            Which::Starts => form.flow.clone(),
            Which::Prepares => form.form_flow.clone(),
        });
        let flows = linked_flows(read.app());
        let none = match which {
            Which::Starts => "Choose a flow",
            Which::Prepares => "None",
        };
        let mut options = vec![option("", none, now.is_empty())];
        for flow in flows.iter().filter(|flow| flow.for_actions) {
            let label = if flow.active { flow.name.clone() } else { format!("{} (not active)", flow.name) };
            options.push(option(&flow.name, &label, flow.name == now));
        }
        if !now.is_empty() && !flows.iter().any(|flow| flow.for_actions && flow.name == now) {
            options.push(option(&now, &format!("{now} (no such flow)"), true));
        }
        shown.0.set_text_content(None);
        let _ = shown.clone().with(&options);
        set_property(&shown, "value", now.as_str());
    });
    let state = state.clone();
    field.on("change", move |event: Event| {
        let chosen = value_of(&event);
        state.edit(None, |form| match which {
            Which::Starts => form.flow = chosen,
            Which::Prepares => form.form_flow = chosen,
        });
    })
}

/// Payload: what the flow gets, whatever the agent enters.
pub(super) fn payload(state: &ActionState) -> Vec<Part> {
    let of = state.clone();
    let rows = div("rows").rows(move || {
        let count = of.part(|form| form.payload.len());
        let row = |at: usize| -> Row {
            let state = of.clone();
            (at.to_string(), Box::new(move || pair(&state, at)))
        };
        (0..count).map(row).collect()
    });
    let more = state.clone();
    let add = button("New key", move || {
        more.edit(None, |form| form.payload.push(PairForm::default()));
        let at = more.now().payload.len().saturating_sub(1);
        crate::reactive::soon(move || crate::picker::focus_field(&format!("payload-{at}-key")));
    });
    vec![
        classed(
            "p",
            "aside",
            "What the flow finds under $.payload, whatever the agent enters. A value that begins with $.contact or $.agent is read when the agent presses.",
        ),
        rows,
        add.attr("class", Some("add")),
    ]
}

fn pair(state: &ActionState, at: usize) -> Part {
    let field = |what: &'static str,
                 label: &str,
                 get: fn(&PairForm) -> &String,
                 set: fn(&mut PairForm) -> &mut String| {
        let (shown, typed, left) = (state.clone(), state.clone(), state.clone());
        let typing = format!("payload {at} {what}");
        let input = text(
            Kind::Line,
            Rc::new(move || {
                shown.part(|form| form.payload.get(at).map(|pair| get(pair).clone()).unwrap_or_default())
            }),
            Rc::new(move |text| {
                typed.edit(Some(&typing), |form| {
                    if let Some(pair) = form.payload.get_mut(at) {
                        *set(pair) = text;
                    }
                });
            }),
            move || left.end_typing(),
        );
        input
            .attr("id", Some(&format!("payload-{at}-{what}")))
            .attr("aria-label", Some(&format!("{label} {}", at + 1)))
            .attr("placeholder", Some(label))
    };
    let key = field("key", "Key", |pair| &pair.key, |pair| &mut pair.key);
    let twice = state.clone();
    let key = key.live("aria-invalid", move || {
        let is_twice = twice.part(|form| {
            form.payload.get(at).is_some_and(|pair| {
                !pair.key.is_empty() && form.payload[..at].iter().any(|other| other.key == pair.key)
            })
        });
        is_twice.then(|| "true".to_owned())
    });
    let value = field("value", "Value", |pair| &pair.value, |pair| &mut pair.value);
    let gone = state.clone();
    let remove = button("Remove", move || {
        gone.edit(None, |form| {
            if at < form.payload.len() {
                form.payload.remove(at);
            }
        });
    });
    let remove = remove
        .attr("class", Some("small danger"))
        .attr("aria-label", Some(&format!("Remove key {}", at + 1)));
    div("row pair").with(&[key, value, remove])
}
