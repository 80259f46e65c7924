//! The canvas: one layer that moves as a whole, blocks and wires in it that each follow their own signals.

use draw::Outline;
use flow::Text;
use flow::edit::Edit;
use wasm_bindgen::JsCast as _;

use crate::element::{Part, Row, classed, div, follow, part, svg, value_of};
use crate::findings::mark;
use crate::geometry::{self, Point};
use crate::placed::{Look, PlacedBlock, PlacedWire};
use crate::pointer::Pointer;
use crate::reactive::*;
use crate::stage::Stage;
use crate::trial::{MarkState, Trial};

/// The canvas of a stage.
pub(crate) fn canvas(stage: &Stage, pointer: &Pointer) -> Part {
    let layer = div("layer").with(&[wires(stage, pointer), blocks(stage), rename(stage)]);
    let viewport = pointer.viewport();
    let (moving, back, view) = (layer.clone(), viewport.clone(), stage.view());
    follow(move || {
        let view = view.get();
        moving.set_style("transform", &format!("translate({}px,{}px) scale({})", view.x, view.y, view.scale));
        let mut grid = 32.0 * view.scale;
        while grid < 14.0 {
            grid *= 2.0;
        }
        back.set_style("background-size", &format!("{grid}px {grid}px"));
        back.set_style("background-position", &format!("{}px {}px", view.x, view.y));
    });
    let empty = stage.clone();
    let hint = classed("p", "hint", "Drag Start, End or a CTI Block here, or press A to add a block.");
    let hint = hint.hidden(move || empty.blocks().with(|blocks| !blocks.is_empty()));
    pointer.attach(viewport.with(&[layer, pointer.marquee(), hint]))
}

/// The blocks, in the order in which the flow comes to them, which is the order of the Tab key.
fn blocks(stage: &Stage) -> Part {
    let (stage, blocks, wires) = (stage.clone(), stage.blocks(), stage.wires());
    div("blocks").rows(move || {
        let blocks = blocks.get();
        let order = wires.with(|wires| in_flow_order(&blocks, wires));
        let row = |block: PlacedBlock| -> Row {
            let (stage, key) = (stage.clone(), block.key.clone());
            (key, Box::new(move || one_block(&stage, &block)))
        };
        order.into_iter().map(row).collect()
    })
}

/// Start, then what it leads to, and so on; then what nothing leads to.
fn in_flow_order(blocks: &[PlacedBlock], wires: &[PlacedWire]) -> Vec<PlacedBlock> {
    let mut next: std::collections::HashMap<&str, Vec<&PlacedBlock>> = std::collections::HashMap::new();
    for wire in wires {
        next.entry(&wire.from.key).or_default().push(&wire.to);
    }
    let mut seen = std::collections::HashSet::new();
    let mut order = Vec::with_capacity(blocks.len());
    let is_start = |block: &&PlacedBlock| block.look.with_untracked(|look| !look.has_input);
    for root in blocks.iter().filter(is_start).chain(blocks) {
        let mut waiting = std::collections::VecDeque::from([root]);
        while let Some(block) = waiting.pop_front() {
            if seen.insert(block.key.as_str()) {
                order.push(block.clone());
                waiting.extend(next.get(block.key.as_str()).into_iter().flatten());
            }
        }
    }
    order
}

fn one_block(stage: &Stage, block: &PlacedBlock) -> Part {
    let whole = div("block").attr("data-block", Some(&block.id));
    let (moving, position) = (whole.clone(), block.position.clone());
    follow(move || {
        let [x, y] = position.get();
        moving.set_style("transform", &format!("translate({x}px,{y}px)"));
    });
    let (shaped, look) = (whole.clone(), block.look.clone());
    let before = std::cell::RefCell::new(String::new());
    follow(move || {
        let class = look.with(|look| format!("{} {}", outline_class(look.outline), look.tint));
        let mut before = before.borrow_mut();
        before.split(' ').filter(|class| !class.is_empty()).for_each(|class| shaped.set_class(class, false));
        class.split(' ').for_each(|class| shaped.set_class(class, true));
        *before = class;
    });
    let selected = block.is_selected.clone();
    let whole = whole.live_class("selected", move || selected.get());

    let (title, kind) = (block.look.clone(), block.look.clone());
    let body = part("button", &[("type", "button"), ("class", "body"), ("data-body", "")])
        .with(&[part("span", &[("class", "title")]).live_text(move || title.with(|look| look.title.clone()))])
        // Two words, also for those who hear them.
        .text(" ")
        .with(&[part("span", &[("class", "kind")]).live_text(move || kind.with(type_line))]);
    let (named, id, pressed) = (block.look.clone(), block.id.clone(), block.is_selected.clone());
    let body = body
        .live("aria-label", move || Some(named.with(|look| spoken(&id, look))))
        .live("aria-pressed", move || Some(pressed.get().to_string()));

    let severity = block.severity.clone();
    let marked = div("severity").live_parts(move || severity.get().map(mark).into_iter().collect());
    let trial = trial_of(stage, block, &whole);
    let (stage, block_of) = (stage.clone(), block.clone());
    let sockets = div("sockets").live_parts(move || {
        let look = block_of.look.get();
        sockets(&stage, &block_of, &look)
    });
    whole.with(&[diamond(), body, classed("span", "id", &block.id), marked, sockets, trial])
}

/// What a trial says of a block: step, port and time, and whether a run stops before it.
fn trial_of(stage: &Stage, block: &PlacedBlock, whole: &Part) -> Part {
    let (trial, id, whole) = (stage.trial().clone(), block.id.clone(), whole.clone());
    div("trial-marks").live_parts(move || {
        let mark = trial.mark(&id);
        for state in [MarkState::Ran, MarkState::Failed, MarkState::Next] {
            whole.set_class(state.word(), mark.as_ref().is_some_and(|mark| mark.state == state));
        }
        let stop = trial.is_breakpoint(&id).then(|| {
            let sign = part("span", &[("class", "breakpoint"), ("role", "img")]);
            sign.labelled("Breakpoint")
        });
        let badge = mark.map(|mark| classed("span", &format!("step {}", mark.state.word()), &mark.text));
        stop.into_iter().chain(badge).collect()
    })
}

/// What stands below the title: the type, where the title does not say it.
fn type_line(look: &Look) -> String {
    if look.title == look.type_title { String::new() } else { look.type_title.clone() }
}

fn outline_class(outline: Outline) -> &'static str {
    match outline {
        Outline::Box => "box",
        Outline::Diamond => "diamond",
        Outline::Pill => "pill",
    }
}

/// The outline of a question; style sheets show it for questions only.
fn diamond() -> Part {
    let [width, height] = geometry::size(Outline::Diamond);
    let points = format!("0,{0} {1},0 {2},{0} {1},{3}", height / 2.0, width / 2.0, width, height);
    let view_box = format!("0 0 {width} {height}");
    svg("svg", &[("class", "rhomb"), ("viewBox", &view_box), ("aria-hidden", "true")])
        .with(&[svg("polygon", &[("points", &points)])])
}

/// A block as it is read aloud.
fn spoken(id: &str, look: &Look) -> String {
    // What is seen comes first, as it is seen.
    let mut text = format!("{} {}", look.title, type_line(look)).trim_end().to_owned() + ", " + id;
    for (port, target) in &look.outputs {
        text += &match target {
            Some(target) => format!("; {port} leads to {target}"),
            None => format!("; {port} free"),
        };
    }
    text
}

fn sockets(stage: &Stage, block: &PlacedBlock, look: &Look) -> Vec<Part> {
    let mut sockets = Vec::new();
    if look.has_input {
        let state = if look.is_fed { "connected" } else { "free" };
        let at = geometry::input(look.outline);
        let label = format!("Input of {}, {state}", look.title);
        sockets.push(socket(block, "input", state, at, &label));
    }
    let names: Vec<&str> = look.outputs.iter().map(|(port, _)| port.as_str()).collect();
    for (port, target) in &look.outputs {
        let state = if target.is_some() { "connected" } else { "free" };
        let at = geometry::output(look.outline, &names, port);
        let label = format!("{port} of {}, {state}", look.title);
        let dot = socket(block, "output", state, at, &label).attr("data-port", Some(port));
        dot.set_class(tone(port), true);
        let word = classed("span", if geometry::is_below(port) { "port below" } else { "port" }, port);
        word.set_class(tone(port), true);
        place(&word, at);
        sockets.extend([dot, word]);
    }
    // The state of this block may have changed while something is being connected.
    let _ = stage;
    sockets
}

/// A word for the colour and the form of an output.
pub(crate) fn tone(port: &str) -> &'static str {
    match port {
        "done" | "success" | "true" => "good",
        "failure" | "false" => "bad",
        _ => "other",
    }
}

fn socket(block: &PlacedBlock, kind: &str, state: &str, at: Point, label: &str) -> Part {
    let class = format!("socket {kind} {state}");
    let dot =
        part("button", &[("type", "button"), ("class", &class), ("data-socket", kind), ("tabindex", "-1")]);
    place(&dot, at);
    dot.attr("data-of", Some(&block.id)).labelled(label)
}

fn place(part: &Part, at: Point) {
    part.set_style("left", &format!("{}px", at[0]));
    part.set_style("top", &format!("{}px", at[1]));
}

fn wires(stage: &Stage, pointer: &Pointer) -> Part {
    let (wires, chosen, near) = (stage.wires(), stage.selected_wire(), pointer.wire_below());
    let trial = stage.trial().clone();
    let rows = svg("g", &[]).rows(move || {
        let row = |wire: &PlacedWire| -> Row {
            let (wire, chosen, near) = (wire.clone(), chosen.clone(), near.clone());
            let trial = trial.clone();
            (wire.key.clone(), Box::new(move || one_wire(wire, chosen, near, trial)))
        };
        wires.with(|wires| wires.iter().map(row).collect())
    });
    svg("svg", &[("class", "wires"), ("aria-hidden", "true")]).with(&[rows, pointer.live_line()])
}

/// Where an output of a block is on the canvas.
pub(crate) fn output_at(block: &PlacedBlock, port: &str) -> Point {
    let [x, y] = block.position.get();
    block.look.with(|look| {
        let names: Vec<&str> = look.outputs.iter().map(|(port, _)| port.as_str()).collect();
        let [dx, dy] = geometry::output(look.outline, &names, port);
        [x + dx, y + dy]
    })
}

/// Where the input of a block is on the canvas.
pub(crate) fn input_at(block: &PlacedBlock) -> Point {
    let [x, y] = block.position.get();
    let [dx, dy] = block.look.with(|look| geometry::input(look.outline));
    [x + dx, y + dy]
}

type Chosen = ArcRwSignal<Option<(Text, Text)>>;

fn one_wire(wire: PlacedWire, chosen: Chosen, near: Chosen, trial: Trial) -> Part {
    let class = format!("wire {}", tone(&wire.port));
    let (from, to) = (wire.from.id.clone(), wire.port.clone());
    let group = svg("g", &[("class", &class), ("data-wire", ""), ("data-from", &from), ("data-port", &to)]);
    let line = svg("path", &[("class", "line")]);
    let hit = svg("path", &[("class", "hit")]);
    let (paths, end) = ([line.clone(), hit.clone()], wire.clone());
    follow(move || {
        let below = geometry::is_below(&end.port);
        let curve = geometry::curve(output_at(&end.from, &end.port), below, input_at(&end.to));
        paths.iter().for_each(|path| path.set("d", Some(&curve)));
    });
    let is_it = |signal: Chosen, wire: PlacedWire| {
        move || {
            signal.with(|chosen| {
                chosen.as_ref().is_some_and(|(id, port)| *id == wire.from.id && *port == wire.port)
            })
        }
    };
    group
        .with(&[line, hit])
        .live_class("selected", is_it(chosen, wire.clone()))
        .live_class("near", is_it(near, wire.clone()))
        .live_class("taken", move || trial.has_taken(&wire.from.id, &wire.port, &wire.to.id))
}

/// The field in which a block is renamed, over the block.
fn rename(stage: &Stage) -> Part {
    let (stage, renaming) = (stage.clone(), stage.renaming());
    div("renaming").live_parts(move || {
        let Some(block) = renaming.get().and_then(|id| stage.block(&id)) else { return Vec::new() };
        vec![rename_field(&stage, &block)]
    })
}

fn rename_field(stage: &Stage, block: &PlacedBlock) -> Part {
    let title = stage.with(|document| document.block(&block.id).and_then(|block| block.title.clone()));
    let field = part("input", &[("type", "text"), ("class", "rename"), ("aria-label", "Title of the block")]);
    let field = field.attr("placeholder", Some(&block.look.with_untracked(|look| look.type_title.clone())));
    crate::element::set_value(&field, title.as_deref().unwrap_or_default());
    let [x, y] = block.position.get_untracked();
    let [width, height] = block.look.with_untracked(|look| geometry::size(look.outline));
    field.set_style(
        "transform",
        &format!("translate({}px,{}px)", x + width / 2.0 - 100.0, y + height / 2.0 - 18.0),
    );
    let ready = field.clone();
    soon(move || {
        ready.focus();
        ready.0.unchecked_ref::<web_sys::HtmlInputElement>().select();
    });
    let (done, over, id) = (stage.clone(), stage.clone(), block.id.clone());
    let finish = move |event: web_sys::Event| {
        // Escape has ended it already.
        if done.renaming().get_untracked().is_some() {
            done.renaming().set(None);
            done.apply(&Edit::Rename { id: id.clone(), title: value_of(&event) });
        }
    };
    let id = block.id.clone();
    field.on("blur", finish).on("keydown", move |event: web_sys::KeyboardEvent| {
        match event.key().as_str() {
            "Enter" => {
                over.apply(&Edit::Rename { id: id.clone(), title: value_of(&event) });
            }
            "Escape" => {}
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
        over.renaming().set(None);
        focus_block(&id);
    })
}

/// Gives a block the keyboard.
pub(crate) fn focus_block(id: &str) {
    // As a string of CSS.
    let id = id.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\a ");
    soon(move || {
        let selector = format!("[data-block=\"{id}\"] [data-body]");
        if let Ok(Some(body)) = document().query_selector(&selector) {
            Part(body).focus();
        }
    });
}
