//! The side bar of what is selected: a block with its arguments, results and outputs; several blocks; a wire.

use flow::edit::{Edit, Socket};
use flow::{Results, Text};
use web_sys::Event;

use crate::argument::{argument, element_id};
use crate::element::{Part, button, classed, div, follow, option, part, set_property, set_value, value_of};
use crate::picker::focus_field;
use crate::pointer::Pointer;
use crate::reactive::*;
use crate::stage::Stage;
use crate::values::title_of;
use crate::{explorer, palette};

/// What the side bar is about.
#[derive(Clone, Debug, PartialEq)]
enum Subject {
    Nothing,
    /// A block, and its type.
    Block(Text, Text),
    Several(usize),
    Wire(Text, Text),
}

/// The side bar.
pub(crate) fn sidebar(stage: &Stage, pointer: &Pointer) -> Part {
    let subject = ArcRwSignal::new(Subject::Nothing);
    let (now, of, selection, wire) =
        (subject.clone(), stage.clone(), stage.selection(), stage.selected_wire());
    follow(move || {
        let ids = selection.get();
        let found = match (ids.len(), ids.first(), wire.get()) {
            (0, _, Some((id, port))) => Subject::Wire(id, port),
            (1, Some(id), _) => {
                let type_id = of.follow(|document| document.block(id).map(|block| block.type_id.clone()));
                type_id.map_or(Subject::Nothing, |type_id| Subject::Block(id.clone(), type_id))
            }
            (0, ..) => Subject::Nothing,
            (count, ..) => Subject::Several(count),
        };
        if now.with_untracked(|shown| *shown != found) {
            now.set(found);
        }
    });
    let (stage, pointer) = (stage.clone(), pointer.clone());
    part("aside", &[("class", "sidebar"), ("aria-label", "Detail"), ("tabindex", "-1")]).live_parts(
        move || {
            vec![match subject.get() {
                Subject::Nothing => palette::palette(&stage, &pointer),
                Subject::Block(id, _) => block(&stage, &id),
                Subject::Several(count) => several(&stage, count),
                Subject::Wire(id, port) => wire_detail(&stage, id, port),
            }]
        },
    )
}

/// Gives an argument's field the keyboard, or the first field there is.
pub(crate) fn focus(name: Option<&str>) {
    let wanted = name.map(element_id).filter(|id| document().get_element_by_id(id).is_some());
    let id = wanted.unwrap_or_else(|| "block-title".to_owned());
    focus_field(&id);
    // A field that shows a chip is hidden: then its first button has the keyboard.
    let field =
        document().get_element_by_id(&id).filter(|field| document().active_element().as_ref() != Some(field));
    let argument = field.and_then(|field| field.closest(".argument").ok().flatten());
    if let Some(button) = argument.and_then(|argument| argument.query_selector("button").ok().flatten()) {
        Part(button).focus();
    }
}

fn block(stage: &Stage, id: &Text) -> Part {
    let Some((known, type_id, outputs)) = stage.with(|document| {
        let block = document.block(id)?;
        Some((block.known, block.type_id.clone(), block.outputs()))
    }) else {
        return div("");
    };
    let (changed, gone, kept) = (stage.clone(), stage.clone(), stage.clone());
    let (changed_id, gone_id, kept_id) = (id.clone(), id.clone(), id.clone());
    let change = button("Change type", move || {
        let (stage, id) = (changed.clone(), changed_id.clone());
        explorer::open("Change type", move |block| {
            stage.apply(&Edit::ChangeType { id: id.clone(), type_id: block.type_id.into() });
        });
    });
    let reconnect = button("Remove and reconnect", move || {
        kept.apply(&Edit::RemoveAndReconnect { ids: vec![kept_id.clone()] });
    });
    let remove = button("Remove", move || {
        gone.apply(&Edit::Remove { ids: vec![gone_id.clone()] });
    });
    let tools = div("buttons").with(&[change, reconnect, remove.attr("class", Some("danger"))]);
    let kind = known.map_or(type_id.as_str(), |known| known.title);
    let mut parts = vec![
        classed("h2", "", "Detail Menu"),
        tools,
        title_field(stage, id, kind),
        part("p", &[("class", "aside")])
            .text("ID: ")
            .with(&[classed("code", "", id)])
            .text(&format!(" · {kind} · {type_id}")),
    ];
    match known {
        None => parts.push(classed(
            "p",
            "",
            "Nobody here knows this type. It is kept as it is, and a run that reaches it stops.",
        )),
        Some(known) => {
            parts.push(classed("p", "", known.summary));
            parts.push(classed("h3", "", "Arguments"));
            if known.arguments.is_empty() {
                parts.push(classed("p", "aside", "None."));
            }
            parts.extend(known.arguments.iter().map(|of| argument(stage, id, of)));
            parts.push(classed("h3", "", "Return Values"));
            parts.push(results(id, known.results));
        }
    }
    parts.push(classed("h3", "", "Outputs"));
    if outputs.is_empty() {
        parts.push(classed("p", "aside", "None: the flow ends here."));
    }
    parts.extend(outputs.iter().map(|port| output(stage, id, port)));
    div("detail").with(&parts)
}

fn title_field(stage: &Stage, id: &Text, kind: &str) -> Part {
    let field = part("input", &[("type", "text"), ("id", "block-title"), ("placeholder", kind)]);
    let (shown, of, block) = (field.clone(), stage.clone(), id.clone());
    follow(move || {
        let title = of.follow(|document| document.block(&block).and_then(|block| block.title.clone()));
        // A blank at the end is not kept, but may be the beginning of the next word.
        let now = js_sys::Reflect::get(&shown.0, &"value".into()).ok().and_then(|value| value.as_string());
        let title = title.as_deref().unwrap_or_default();
        if now.as_deref().map(str::trim) != Some(title) {
            set_value(&shown, title);
        }
    });
    let (typed, left, block) = (stage.clone(), stage.clone(), id.clone());
    let field = field
        .on("input", move |event: Event| {
            typed.apply_typing(&Edit::Rename { id: block.clone(), title: value_of(&event) });
        })
        .on("blur", move |_: Event| left.end_typing());
    let label = part("label", &[("for", "block-title")]).text("Title");
    div("argument").with(&[div("argument-head").with(&[label]), field])
}

fn results(id: &Text, results: Results) -> Part {
    let row = |name: &str, kind: &str| {
        part("tr", &[]).with(&[part("td", &[]).with(&[classed("code", "", name)]), classed("td", "", kind)])
    };
    let rows: Vec<Part> = match results {
        Results::Nothing => return classed("p", "aside", "This block leaves nothing behind."),
        Results::Decision => vec![row("answer", "boolean")],
        Results::Fields(fields) => fields.iter().map(|field| row(field.name, field.kind)).collect(),
    };
    let head = part("tr", &[])
        .with(&[part("th", &[("scope", "col")]).text("Name"), part("th", &[("scope", "col")]).text("Type")]);
    let table = part("table", &[]).with(&[part("thead", &[]).with(&[head]), part("tbody", &[]).with(&rows)]);
    let sentence = format!("Blocks after this one read them as $.actions.{id}.results.");
    div("").with(&[classed("p", "aside", &sentence), table])
}

/// Where an output leads: the way to connect without a pointer.
fn output(stage: &Stage, id: &Text, port: &Text) -> Part {
    let element = format!("output-{port}");
    let choice = part("select", &[("id", &element)]);
    let (shown, of, block, name) = (choice.clone(), stage.clone(), id.clone(), port.clone());
    follow(move || {
        let (targets, now) = of.follow(|document| {
            let can_be = |other: &&flow::DocumentBlock| {
                other.id != block && other.known.is_none_or(|known| known.type_id != flow::blocks::START)
            };
            let targets = document.blocks().iter().filter(can_be);
            let targets: Vec<(String, String)> = targets
                .map(|other| (other.id.to_string(), format!("{} [{}]", title_of(other), other.id)))
                .collect();
            (targets, document.block(&block).and_then(|block| block.ports.get(&name).cloned()))
        });
        let now = now.as_deref().unwrap_or_default();
        let mut options = vec![option("", "Not connected", now.is_empty())];
        options.extend(targets.iter().map(|(id, label)| option(id, label, id == now)));
        if !now.is_empty() && targets.iter().all(|(id, _)| id != now) {
            options.push(option(now, &format!("{now}, which is not there"), true));
        }
        shown.0.set_text_content(None);
        let _ = shown.clone().with(&options);
        set_property(&shown, "value", now);
    });
    let (stage, block, name) = (stage.clone(), id.clone(), port.clone());
    let choice = choice.on("change", move |event: Event| {
        let to = value_of(&event);
        let edit = match to.is_empty() {
            true => Edit::Disconnect { id: block.clone(), port: name.clone() },
            false => Edit::Connect {
                one: Socket::Output { block: block.clone(), port: name.clone() },
                other: Socket::Input { block: to.into() },
            },
        };
        stage.apply(&edit);
    });
    let label = part("label", &[("for", &element)]).text(&format!("{port} leads to"));
    div("argument").with(&[div("argument-head").with(&[label]), choice])
}

fn several(stage: &Stage, count: usize) -> Part {
    let (gone, kept) = (stage.clone(), stage.clone());
    let remove = button("Remove", move || {
        gone.apply(&Edit::Remove { ids: gone.selected() });
    });
    let reconnect = button("Remove and reconnect", move || {
        kept.apply(&Edit::RemoveAndReconnect { ids: kept.selected() });
    });
    div("detail").with(&[
        classed("h2", "", &format!("{count} blocks selected")),
        classed("p", "aside", "Drag one to move all. Copy, cut and paste go by the system clipboard, into other flows and tabs, too."),
        div("buttons").with(&[reconnect, remove.attr("class", Some("danger"))]),
    ])
}

fn wire_detail(stage: &Stage, id: Text, port: Text) -> Part {
    let (inserted, gone) = (stage.clone(), stage.clone());
    let ends = stage.with(|document| {
        let from = document.block(&id)?;
        let to = document.block(from.ports.get(&port)?)?;
        Some((format!("{port} of {}", title_of(from)), title_of(to).to_owned()))
    });
    let (from, to) = ends.unwrap_or_default();
    let (insert_id, insert_port) = (id.clone(), port.clone());
    let insert = button("Insert a block here", move || insert(&inserted, &insert_id, &insert_port));
    let remove = button("Remove", move || {
        let edit = Edit::Disconnect { id: id.clone(), port: port.clone() };
        if gone.apply(&edit).is_some() {
            gone.select([]);
        }
    });
    div("detail").with(&[
        classed("h2", "", "Connection"),
        classed("p", "", &format!("From {from} to {to}.")),
        div("buttons").with(&[insert, remove.attr("class", Some("danger"))]),
    ])
}

/// Asks for a block and puts it into a wire.
pub(crate) fn insert(stage: &Stage, id: &Text, port: &Text) {
    let (stage, id, port) = (stage.clone(), id.clone(), port.clone());
    explorer::open("Explorer", move |block| {
        let place = |id: &Text| stage.block(id).map(|block| block.position.get_untracked());
        let to = stage.with(|document| document.block(&id).and_then(|from| from.ports.get(&port).cloned()));
        let ends = place(&id).zip(to.as_ref().and_then(place));
        let position = match ends {
            Some(([ax, ay], [bx, by])) => crate::geometry::snap([(ax + bx) / 2.0, (ay + by) / 2.0 + 112.0]),
            None => stage.middle(),
        };
        let edit =
            Edit::InsertNew { type_id: block.type_id.into(), position, id: id.clone(), port: port.clone() };
        if let Some(new) = stage.apply(&edit) {
            stage.select(new);
        }
    });
}
