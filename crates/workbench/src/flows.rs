//! The drawer of the strip that shows which blocks of a flow run, on the drawing that `cti draw` makes.

use draw::{Drawing, LineKind, PortMark, Shape, Wire};
use leptos::prelude::*;
use leptos::svg;
use serde::Deserialize;

use crate::runs::{Light, Run, lights, taken};
use crate::session::Session;
use crate::{wire, words};

/// A flow as the host draws it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Flow {
    name: String,
    drawing: Drawing,
}

/// The runs at the left, the drawing of the chosen one beside them.
pub(crate) fn drawer(session: Session) -> impl IntoView {
    let flows = RwSignal::new(Vec::<Flow>::new());
    wasm_bindgen_futures::spawn_local(async move {
        match wire::get("/sim/flows").await {
            Ok(found) => flows.set(found),
            Err(error) => session.trouble.set(Some(error.to_string())),
        }
    });
    let chosen = RwSignal::new(None::<(u32, u64)>);
    let run = Memo::new(move |_| session.runs.with(|runs| runs.chosen(chosen.get()).cloned()));
    let picture = move || {
        let run = run.get();
        flows.with(|flows| {
            let wanted = run.as_ref().map(|run| run.flow.as_str());
            let flow = flows.iter().find(|flow| wanted.is_none_or(|name| name == flow.name))?;
            Some(paint(&flow.drawing, run.as_ref()))
        })
    };
    view! {
        <div class="runs" role="group" aria-label="Runs of flows">
            <p class="none" hidden=move || session.runs.with(|runs| runs.iter().next().is_some())>
                "No flow has run yet. A call or a clicked number starts one."
            </p>
            {move || session.runs.with(|runs| runs.iter().map(|run| choice(run, chosen)).collect::<Vec<_>>())}
        </div>
        <div class="canvas" tabindex="0" role="region" aria-label="Drawing of the flow">{picture}</div>
    }
}

/// The button of one run. The newest is shown until another one is chosen.
fn choice(run: &Run, chosen: RwSignal<Option<(u32, u64)>>) -> impl IntoView + use<> {
    let key = run.key();
    let began = run.entries.first().map(|step| words::clock(step.started)).unwrap_or_default();
    let state = run.state().to_owned();
    let class = if run.outcome.as_deref().is_none_or(|outcome| outcome == "completed") { "" } else { "bad" };
    let (flow, event) = (run.flow.clone(), run.event.clone());
    let choose = move |_| chosen.update(|chosen| *chosen = (*chosen != Some(key)).then_some(key));
    view! {
        <button type="button" class=class aria-pressed=move || (chosen.get() == Some(key)).to_string() on:click=choose>
            <b>{flow}</b>
            <span>{event} " · " {state} " · " {began}</span>
        </button>
    }
}

fn paint(drawing: &Drawing, run: Option<&Run>) -> impl IntoView + use<> {
    let wires = drawing.wires.iter().zip(taken(drawing, run));
    let wires: Vec<_> = wires.map(|(wire, taken)| paint_wire(wire, taken)).collect();
    let shapes = drawing.shapes.iter().zip(lights(drawing, run));
    let shapes: Vec<_> = shapes.map(|(shape, light)| paint_shape(shape, light)).collect();
    let ports: Vec<_> = drawing.shapes.iter().flat_map(|shape| &shape.ports).map(paint_port).collect();
    svg::svg()
        .attr("class", if run.is_some() { "flow lit" } else { "flow" })
        .attr("width", drawing.width.to_string())
        .attr("height", drawing.height.to_string())
        .attr("viewBox", format!("0 0 {} {}", drawing.width, drawing.height))
        .attr("role", "img")
        .attr("aria-label", drawing.name.clone().unwrap_or_default())
        .child((wires, shapes, ports))
}

fn paint_wire(wire: &Wire, taken: bool) -> impl IntoView + use<> {
    let class = format!("wire {}{}", wire.tone.word(), if taken { " ran" } else { "" });
    let tip = svg::path().attr("class", "tip").attr("d", wire.tip());
    svg::g().attr("class", class).child((svg::path().attr("d", wire.path()), tip))
}

fn paint_shape(shape: &Shape, light: Light) -> impl IntoView + use<> {
    let lines = shape.lines.iter().map(|line| {
        let class = match line.kind {
            LineKind::Title => "title",
            LineKind::Type => "type",
        };
        text(class, line.at, line.text.clone())
    });
    let lines: Vec<_> = lines.collect();
    svg::g()
        .attr("class", format!("shape {} {}", shape.tint, light.class()))
        .attr("data-block", shape.id.clone())
        .child((svg::path().attr("d", shape.path()), lines, text("id", shape.id_at(), shape.id.clone())))
}

fn paint_port(port: &PortMark) -> impl IntoView + use<> {
    let dot =
        svg::circle().attr("cx", port.at.x.to_string()).attr("cy", port.at.y.to_string()).attr("r", "4");
    svg::g()
        .attr("class", format!("port {} {}", port.tone.word(), port.state.word()))
        .child((dot, text("name", port.label_at(), port.name.clone())))
}

fn text(class: &'static str, at: draw::Point, words: String) -> impl IntoView {
    svg::text().attr("class", class).attr("x", at.x.to_string()).attr("y", at.y.to_string()).child(words)
}
