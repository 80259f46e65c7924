//! The panel Try it: what the flow is tried with, what is done, and what came of it.

use std::rc::Rc;

use flow::Text;
use serde_json::Value as Json;
use web_sys::Event;

use super::pins::Pin;
use super::play::play;
use super::sample::{self, Fields, Sample};
use super::{Progress, phone, rows, save, table};
use crate::app::name_of;
use crate::dialog::Notice;
use crate::element::{Part, button, classed, div, follow, option, part, set_value, value_of};
use crate::files;
use crate::reactive::*;
use crate::stage::Stage;

/// What the flow is tried with.
#[derive(Clone)]
pub(super) struct Setup {
    /// The choice of the list: a sample, or a case of the scenario that was opened.
    chosen: ArcRwSignal<Option<Chosen>>,
    fields: ArcRwSignal<Fields>,
    /// A scenario file that was opened.
    opened: ArcRwSignal<Option<Rc<Json>>>,
    pub(super) pins: ArcRwSignal<Vec<Pin>>,
    /// Why nothing ran.
    refusal: ArcRwSignal<String>,
}

/// One choice of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Chosen {
    Sample(Sample),
    Case(usize),
}

impl Setup {
    pub(super) fn new() -> Setup {
        Setup {
            chosen: ArcRwSignal::new(None),
            fields: ArcRwSignal::new(Fields::default()),
            opened: ArcRwSignal::new(None),
            pins: ArcRwSignal::new(Vec::new()),
            refusal: ArcRwSignal::new(String::new()),
        }
    }

    fn choose(&self, chosen: Chosen) {
        if let Chosen::Sample(sample) = chosen {
            self.fields.update(|fields| sample.number().clone_into(&mut fields.number));
        }
        self.chosen.set(Some(chosen));
    }

    /// The choice; at first the sample that suits the flow.
    fn chosen(&self, stage: &Stage) -> Chosen {
        if let Some(chosen) = self.chosen.get_untracked() {
            return chosen;
        }
        let fitting = Chosen::Sample(stage.with(Sample::fitting));
        self.choose(fitting);
        fitting
    }

    fn case(&self, stage: &Stage) -> Result<Json, String> {
        match self.chosen(stage) {
            Chosen::Sample(sample) => {
                let fields = self.fields.get_untracked();
                stage.with(|document| sample::case(document, sample, &fields))
            }
            Chosen::Case(at) => {
                let opened = self.opened.get_untracked();
                let case = opened.as_ref().and_then(|opened| opened["cases"].get(at));
                case.cloned().ok_or_else(|| "The scenario has no such case: choose another.".to_owned())
            }
        }
    }
}

/// Runs to the next breakpoint or to the end.
pub(crate) fn run(stage: &Stage) {
    advance(stage, |progress, stage, is_first| {
        stage.trial().0.breakpoints.with_untracked(|breakpoints| progress.next_stop(breakpoints, is_first))
    });
}

/// Runs one block.
pub(crate) fn next_block(stage: &Stage) {
    advance(stage, |progress, _, _| progress.revealed + 1);
}

/// Sets a breakpoint before a block, or takes it away. It is kept nowhere: it goes with the page.
pub(crate) fn toggle_breakpoint(stage: &Stage, id: &Text) {
    stage.trial().0.breakpoints.update(|ids| {
        if !ids.remove(id) {
            ids.insert(id.clone());
        }
    });
}

/// Goes on with a run, or begins one where there is none to go on with.
fn advance(stage: &Stage, to: impl Fn(&Progress, &Stage, bool) -> usize) {
    let inner = &stage.trial().0;
    if !inner.is_open.get_untracked() {
        inner.is_open.set(true);
    }
    let current = inner.progress.get_untracked().filter(|progress| progress.version == stage.version());
    let current = current.filter(|progress| !progress.is_over());
    let is_first = current.is_none();
    let Some(mut progress) = current.or_else(|| begin(stage)) else { return };
    progress.revealed = to(&progress, stage, is_first).min(progress.trace.entries.len());
    show(stage, progress);
}

fn show(stage: &Stage, progress: Progress) {
    stage.trial().0.setup.refusal.set(String::new());
    stage.trial().0.progress.set(Some(progress));
}

/// Plays the case; none is shown of it yet. Nothing when it cannot be played, which is said.
fn begin(stage: &Stage) -> Option<Progress> {
    let inner = &stage.trial().0;
    let actions = stage.app().actions();
    let read = |name: &str| {
        let file = name.rsplit('/').next().unwrap_or(name);
        let is_it =
            |key: &str| key == file || format!("{key}.action.json") == file || format!("{key}.json") == file;
        let found = actions.iter().find(|item| is_it(&item.key)).map(|item| item.text.clone());
        found.ok_or_else(|| format!("The scenario presses {file}, and there is no such action here."))
    };
    let pins = inner.setup.pins.get_untracked();
    let played = inner
        .setup
        .case(stage)
        .and_then(|case| stage.with(|document| play(document, &case, &pins, phone::parse, &read)));
    match played {
        Ok(trace) => Some(Progress { trace: Rc::new(trace), revealed: 0, version: stage.version() }),
        Err(sentence) => {
            inner.progress.set(None);
            inner.setup.refusal.set(sentence);
            None
        }
    }
}

/// Pins a reply, or takes the pin away; a run that is shown is played anew, as far as it was shown.
pub(super) fn set_pin(stage: &Stage, block: &Text, kind: &str, pin: Option<Pin>) {
    let inner = &stage.trial().0;
    inner.setup.pins.update(|pins| {
        pins.retain(|known| known.block != *block || known.kind != kind);
        pins.extend(pin);
    });
    let Some(before) = inner.progress.get_untracked() else { return };
    if let Some(mut again) = begin(stage) {
        let count = again.trace.entries.len();
        again.revealed = if before.is_over() { count } else { before.revealed.min(count) };
        show(stage, again);
    }
}

/// The panel.
pub(crate) fn panel(stage: &Stage) -> Part {
    let (status, of) = (stage.clone(), stage.clone());
    let said = part("p", &[("class", "trial-status"), ("role", "status")]).live_text(move || {
        let inner = &status.trial().0;
        let refusal = inner.setup.refusal.get();
        let version = status.follow(|_| status.version());
        inner.progress.with(|progress| match progress {
            _ if !refusal.is_empty() => refusal,
            Some(progress) if progress.version != version => {
                "The flow has changed since this run: run it again.".to_owned()
            }
            Some(progress) => rows::status(progress),
            None => "Nothing has run yet. Nothing of it reaches Salesforce or Amazon Connect.".to_owned(),
        })
    });
    let table = div("trial-scroll").with(&[table::table(&of)]);
    part("section", &[("class", "trial"), ("aria-label", "Try it")]).with(&[
        setup(stage),
        tools(stage),
        said,
        pins(stage),
        table,
    ])
}

fn setup(stage: &Stage) -> Part {
    let setup = stage.trial().0.setup.clone();
    let (listed, of) = (setup.clone(), stage.clone());
    let list = part("select", &[("id", "trial-sample")]).live_parts(move || {
        let chosen = listed.chosen.get().unwrap_or_else(|| Chosen::Sample(of.with(Sample::fitting)));
        let mut options: Vec<Part> = (Sample::ALL.iter().enumerate())
            .map(|(at, sample)| option(&format!("s{at}"), sample.title(), chosen == Chosen::Sample(*sample)))
            .collect();
        for (at, name) in cases(listed.opened.get().as_deref()).into_iter().enumerate() {
            options.push(option(&format!("c{at}"), &format!("Scenario: {name}"), chosen == Chosen::Case(at)));
        }
        options
    });
    let choosing = setup.clone();
    let list = list.on("change", move |event: Event| {
        let value = value_of(&event);
        let number = value.get(1..).and_then(|at| at.parse::<usize>().ok());
        match (value.as_bytes().first(), number) {
            (Some(b's'), Some(at)) => {
                if let Some(sample) = Sample::ALL.get(at) {
                    choosing.choose(Chosen::Sample(*sample));
                }
            }
            (_, Some(at)) => choosing.choose(Chosen::Case(at)),
            _ => {}
        }
    });
    let opening = stage.clone();
    let open = button("Open a scenario", move || open_scenario(&opening));
    // The number of the sample that suits the flow stands there from the beginning.
    let _ = setup.chosen(stage);
    let number = part("input", &[("type", "tel"), ("id", "trial-number"), ("autocomplete", "off")]);
    let number = bound(number, &setup, |fields| &mut fields.number);
    let attributes = part("textarea", &[("id", "trial-attributes"), ("rows", "3"), ("spellcheck", "false")]);
    let attributes = bound(attributes, &setup, |fields| &mut fields.attributes);
    let payload = part("textarea", &[("id", "trial-payload"), ("rows", "3"), ("spellcheck", "false")]);
    let payload = bound(payload, &setup, |fields| &mut fields.payload);
    let more = part("details", &[("class", "trial-more")]).with(&[
        part("summary", &[]).text("Attributes and payload"),
        div("trial-texts").with(&[
            field("trial-attributes", "Attributes, a line each: name = value", attributes),
            field("trial-payload", "Payload, a line each: name = value", payload),
        ]),
    ]);
    let is_case = setup.clone();
    let own = div("trial-own")
        .with(&[field("trial-number", "Number", number), more])
        .hidden(move || matches!(is_case.chosen.get(), Some(Chosen::Case(_))));
    div("trial-setup").with(&[field("trial-sample", "Sample contact", list), open, own])
}

fn field(id: &str, label: &str, input: Part) -> Part {
    div("field").with(&[part("label", &[("for", id)]).text(label), input])
}

/// A field that shows and changes a text of the sample.
fn bound(input: Part, setup: &Setup, of: fn(&mut Fields) -> &mut String) -> Part {
    let (shown, changed, place) = (setup.fields.clone(), setup.fields.clone(), input.clone());
    follow(move || {
        let mut fields = shown.get();
        set_value(&place, of(&mut fields));
    });
    input.on("input", move |event: Event| changed.update(|fields| *of(fields) = value_of(&event)))
}

/// Names of the cases of a scenario.
fn cases(opened: Option<&Json>) -> Vec<String> {
    let cases = opened.and_then(|opened| opened["cases"].as_array());
    let name = |(at, case): (usize, &Json)| {
        let name = case["name"].as_str().filter(|name| !name.is_empty());
        name.map_or_else(|| format!("case {}", at + 1), str::to_owned)
    };
    cases.into_iter().flatten().enumerate().map(name).collect()
}

fn open_scenario(stage: &Stage) {
    let stage = stage.clone();
    files::upload(false, move |files| {
        let Some((file, text)) = files.into_iter().next() else { return };
        let read = serde_json::from_str::<scenario::Scenario>(text.trim_start_matches('\u{feff}'))
            .and_then(|_| serde_json::from_str::<Json>(text.trim_start_matches('\u{feff}')));
        match read {
            Ok(opened) if !cases(Some(&opened)).is_empty() => {
                let setup = &stage.trial().0.setup;
                let count = cases(Some(&opened)).len();
                setup.opened.set(Some(Rc::new(opened)));
                setup.choose(Chosen::Case(0));
                let cases = if count == 1 { "1 case".to_owned() } else { format!("{count} cases") };
                stage.app().say(Notice::info(format!("{file}: {cases} to choose from.")));
            }
            Ok(_) => stage.app().say(Notice::error(format!("{file} has no case."))),
            Err(error) => stage.app().say(Notice::error(format!("{file} is no scenario: {error}."))),
        }
    });
}

fn tools(stage: &Stage) -> Part {
    let tool = |label: &str, title: &str, act: Rc<dyn Fn(&Stage)>| {
        let stage = stage.clone();
        button(label, move || act(&stage)).attr("title", Some(title))
    };
    let is_paused = {
        let stage = stage.clone();
        move || {
            let version = stage.follow(|_| stage.version());
            stage.trial().0.progress.with(|progress| {
                progress.as_ref().is_some_and(|progress| !progress.is_over() && progress.version == version)
            })
        }
    };
    let (label, none, first) = (is_paused.clone(), stage.clone(), stage.clone());
    let running = stage.clone();
    let run_button = button("", move || run(&running))
        .live_text(move || if label() { "Run on".to_owned() } else { "Run".to_owned() })
        .attr("class", Some("primary"))
        .attr("title", Some("To the next breakpoint or the end (R)"));
    let back = tool("Step back", "One block back", Rc::new(step_back)).disabled(move || {
        first
            .trial()
            .0
            .progress
            .with(|progress| progress.as_ref().is_none_or(|progress| progress.revealed == 0))
    });
    let clear = tool("Clear", "Takes the run off the canvas", Rc::new(clear));
    let breaking = tool(
        "Breakpoint",
        "Stop before the selected block, or stop there no more (B)",
        Rc::new(|stage| match stage.selected().as_slice() {
            [id] => toggle_breakpoint(stage, id),
            _ => stage.app().say(Notice::error("Select one block: a breakpoint is set before it.")),
        }),
    );
    let saving = tool("Save as scenario", "A file that cti test runs", Rc::new(save_scenario))
        .disabled(move || none.trial().0.progress.with(Option::is_none));
    div("buttons trial-tools").with(&[
        run_button,
        tool("Step", "One block (N)", Rc::new(next_block)),
        back,
        breaking,
        clear,
        saving,
    ])
}

fn step_back(stage: &Stage) {
    stage.trial().0.progress.update(|progress| {
        if let Some(progress) = progress {
            progress.revealed = progress.revealed.saturating_sub(1);
        }
    });
}

fn clear(stage: &Stage) {
    stage.trial().0.progress.set(None);
    stage.trial().0.setup.refusal.set(String::new());
}

fn save_scenario(stage: &Stage) {
    let inner = &stage.trial().0;
    let Some(progress) = inner.progress.get_untracked() else { return };
    let stem = files::stem(&name_of(&stage.text()));
    let name =
        progress.trace.case["name"].as_str().filter(|name| !name.is_empty()).unwrap_or("tried in the studio");
    let opened = match inner.setup.chosen(stage) {
        Chosen::Case(_) => inner.setup.opened.get_untracked(),
        Chosen::Sample(_) => None,
    };
    let flow = format!("{stem}.json");
    let text = save::scenario(opened.as_deref(), &flow, name, &progress.trace);
    files::download(&format!("{stem}.scenario.json"), &text);
    let sentence = format!("Saved as {stem}.scenario.json: put it beside {flow}, and cti test runs it.");
    stage.app().say(Notice::info(sentence));
}

/// The replies that are pinned, each with a button that takes it away.
fn pins(stage: &Stage) -> Part {
    let (stage, none) = (stage.clone(), stage.trial().0.setup.pins.clone());
    part("ul", &[("class", "pins"), ("aria-label", "Pinned replies")])
        .live_parts(move || {
            let pins = stage.trial().0.setup.pins.get();
            let row = |pin: &Pin| {
                let (of, block, kind) = (stage.clone(), pin.block.clone(), pin.kind.clone());
                let title = format!("Unpin {kind} of {block}");
                let unpin = button("Unpin", move || set_pin(&of, &block, &kind, None));
                let unpin = unpin.attr("class", Some("small")).attr("aria-label", Some(&title));
                part("li", &[]).with(&[classed("span", "", &pin.title()), unpin])
            };
            pins.iter().map(row).collect()
        })
        .hidden(move || none.with(Vec::is_empty))
}
