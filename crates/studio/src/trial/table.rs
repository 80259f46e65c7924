//! The run as a table: a row for each block, with input, effects and replies, result, port and time.

use flow::{BlockTrace, Call, Text};
use serde_json::{Value as Json, json};

use super::panel::set_pin;
use super::pins::Pin;
use super::play::written;
use super::rows::{details_of, duration, kind_of, lines_of};
use crate::canvas::focus_block;
use crate::dialog::{self, Notice};
use crate::element::{Part, button, classed, div, part, set_property, set_value};
use crate::reactive::*;
use crate::stage::Stage;

/// Longest text of one line; the rest is behind a disclosure.
const LONGEST: usize = 160;

const HEADS: [&str; 7] = ["Step", "Block", "Input", "Effects and replies", "Result", "Port", "Time"];

/// The table, as far as the run is shown.
pub(super) fn table(stage: &Stage) -> Part {
    let (stage, shown) = (stage.clone(), stage.trial().0.progress.clone());
    let heads: Vec<Part> = HEADS.iter().map(|head| part("th", &[("scope", "col")]).text(head)).collect();
    let head = part("thead", &[]).with(&[part("tr", &[]).with(&heads)]);
    let none = shown.clone();
    let body = part("tbody", &[]).live_parts(move || {
        let Some(progress) = shown.get() else { return Vec::new() };
        let entries = progress.trace.entries.iter().take(progress.revealed).enumerate();
        entries.map(|(at, entry)| row(&stage, at, entry, progress.trace.started)).collect()
    });
    let caption = part("caption", &[("class", "unseen")]).text("What each block did");
    part("table", &[("class", "trial-table")])
        .with(&[caption, head, body])
        .hidden(move || none.with(|progress| progress.as_ref().is_none_or(|progress| progress.revealed == 0)))
}

fn row(stage: &Stage, at: usize, entry: &BlockTrace, began: u64) -> Part {
    let (of, id) = (stage.clone(), entry.block.clone());
    let go = button(&entry.title, move || {
        of.go_to(&id);
        focus_block(&id);
    });
    let go = go.attr("class", Some("plain"));
    let block = part("th", &[("scope", "row")]).with(&[go, classed("span", "aside", &entry.block)]);
    let inputs = lines(&lines_of(&entry.inputs.clone().into()));
    let calls: Vec<Part> = entry.calls.iter().map(|call| one_call(stage, &entry.block, call)).collect();
    let mut result: Vec<Part> = entry.notes.iter().map(|note| classed("p", "problem", &note.text)).collect();
    result.extend(entry.exception.as_ref().map(|exception| classed("p", "problem", &exception.to_string())));
    result.extend(lines(&lines_of(&entry.results)));
    let port = entry.port.map_or("", |port| port.name());
    let time = format!("at {} ms, took {}", entry.started.saturating_sub(began), duration(entry));
    let class = if entry.success() { "" } else { "failed" };
    part("tr", &[("class", class)]).with(&[
        part("td", &[]).text(&(at + 1).to_string()),
        block,
        part("td", &[]).with(&inputs),
        part("td", &[]).with(&calls),
        part("td", &[]).with(&result),
        part("td", &[("class", crate::canvas::tone(port))]).text(port),
        part("td", &[]).text(&time),
    ])
}

/// Texts, a line each; what is long is opened.
fn lines(texts: &[String]) -> Vec<Part> {
    texts.iter().map(|text| long(text)).collect()
}

fn long(text: &str) -> Part {
    if text.chars().count() <= LONGEST {
        return div("line").with(&[classed("code", "", text)]);
    }
    let start: String = text.chars().take(LONGEST).collect();
    part("details", &[]).with(&[
        part("summary", &[]).with(&[classed("code", "", &format!("{start}…"))]),
        classed("code", "", text),
    ])
}

fn one_call(stage: &Stage, block: &Text, call: &Call) -> Part {
    let kind = kind_of(&call.effect);
    let asked = format!("{kind} {}", details_of(&call.effect));
    let answer = match &call.reply {
        Some(Ok(answer)) => {
            let json = serde_json::to_value(answer).unwrap_or_default();
            if json == json!({ "answer": "done" }) { "done".to_owned() } else { json.to_string() }
        }
        Some(Err(failure)) => format!("failed: {failure}"),
        None => "no answer".to_owned(),
    };
    let (of, id, now, word) = (stage.clone(), block.clone(), written(&call.reply), kind.clone());
    let is_pinned = stage
        .trial()
        .0
        .setup
        .pins
        .with_untracked(|pins| pins.iter().any(|pin| pin.block == *block && pin.kind == kind));
    let (label, title) = if is_pinned {
        ("Pinned", format!("Pinned: the reply to {kind} of {block}"))
    } else {
        ("Pin", format!("Pin the reply to {kind} of {block}"))
    };
    let pin = button(label, move || choose(&of, &id, &word, &now))
        .attr("class", Some(if is_pinned { "small pinned" } else { "small" }))
        .attr("aria-label", Some(&title));
    div("call").with(&[long(&format!("→ {asked}")), long(&format!("← {answer}")), pin])
}

/// Asks which reply the block gets from now on.
fn choose(stage: &Stage, block: &Text, kind: &str, now: &Json) {
    let (stage, block, kind, now) = (stage.clone(), block.clone(), kind.to_owned(), now.clone());
    let pinned = stage.trial().0.setup.pins.with_untracked(|pins| {
        pins.iter().find(|pin| pin.block == block && pin.kind == kind).map(|pin| pin.reply.clone())
    });
    let title = format!("Pin the reply to {kind} of {block}");
    dialog::open("pin", &title, move |close| {
        let explained = "Whenever this block asks, it gets this reply, and the simulator is not asked. The run is played anew.";
        let text = part("textarea", &[("id", "pin-reply"), ("rows", "10"), ("spellcheck", "false")]);
        let fill = move |place: &Part, reply: &Json| {
            set_value(place, &serde_json::to_string_pretty(reply).unwrap_or_default());
        };
        fill(&text, pinned.as_ref().unwrap_or(&now));
        let preset = |label: &str, reply: Json| {
            let place = text.clone();
            button(label, move || fill(&place, &reply))
        };
        let presets = div("buttons").with(&[
            preset("As it was", now.clone()),
            preset("It fails", json!({ "fails": { "kind": "rejected", "message": "An error occurred" } })),
            preset("It never answers", json!({ "never": true })),
        ]);
        let problem = part("p", &[("class", "problem"), ("role", "alert"), ("id", "pin-problem")]);
        let (said, place) = (problem.clone(), text.clone());
        let (of, id, word, shut) = (stage.clone(), block.clone(), kind.clone(), close.clone());
        let pin = button("Pin", move || {
            let value = js_sys::Reflect::get(&place.0, &"value".into()).ok();
            let typed = value.and_then(|value| value.as_string()).unwrap_or_default();
            let read =
                serde_json::from_str::<Json>(&typed).map_err(|error| format!("This is no JSON: {error}."));
            match read.and_then(|reply| Pin::new(id.clone(), &word, &reply)) {
                Ok(pin) => {
                    shut();
                    set_pin(&of, &id, &word, Some(pin));
                    of.app().say(Notice::info(format!("The reply to {word} of {id} is pinned.")));
                }
                Err(sentence) => {
                    said.set_text(&sentence);
                    place.set("aria-invalid", Some("true"));
                }
            }
        });
        let (of, id, word, shut) = (stage.clone(), block.clone(), kind.clone(), close.clone());
        let unpin = button("Unpin", move || {
            shut();
            set_pin(&of, &id, &word, None);
        });
        set_property(&unpin, "disabled", pinned.is_none());
        let label = part("label", &[("for", "pin-reply")]).text("Reply, as a scenario has it");
        let text = text.attr("aria-describedby", Some("pin-problem"));
        vec![
            classed("p", "", explained),
            presets,
            div("field").with(&[label, text]),
            problem,
            div("buttons").with(&[pin.attr("class", Some("primary")), unpin]),
        ]
    });
}
