//! The control strip: makes things happen in the world. It is the simulator's, not Salesforce's, and looks it.

use leptos::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::icons::Icon;
use crate::session::Session;
use crate::view::Stage;
use crate::{flows, wire, words};

/// A button: label, tooltip, and the direction it sends (`sim::Direction`).
type Choice = (&'static str, &'static str, fn() -> Value);

const CALLS: [Choice; 5] = [
    ("Known", "A caller whose number one record has", || json!({ "do": "knownCall" })),
    ("Unknown", "A caller whose number no record has", || json!({ "do": "unknownCall" })),
    ("Several", "A caller whose number several records share", || json!({ "do": "severalCall" })),
    ("Anonymous", "A caller who withholds the number", || json!({ "do": "anonymousCall" })),
    (
        "Chat",
        "A customer begins a chat, beside whatever the agent has",
        || json!({ "do": "inboundChat", "attributes": { "customerName": "Mia Chen" } }),
    ),
];

const CUSTOMER: [Choice; 2] = [
    ("Answers", "The customer answers the dialled call", || json!({ "do": "customerAnswers" })),
    (
        "Hangs up",
        "The customer hangs up, or gives up before an answer",
        || json!({ "do": "customerHangsUp" }),
    ),
];

const AGENT: [Choice; 4] = [
    ("Accepts", "The agent takes the ringing call", || json!({ "do": "agentAccepts" })),
    ("Misses", "The ringing call is missed now", || json!({ "do": "miss" })),
    ("Hangs up", "The agent ends the call", || json!({ "do": "agentHangsUp" })),
    ("Clears", "The agent closes the contact after the call", || json!({ "do": "agentClears" })),
];

const FAULTS: [Choice; 2] = [
    (
        "Next save fails",
        "Salesforce refuses the next saveLog",
        || json!({ "do": "injectNamed", "name": "next-save-fails" }),
    ),
    (
        "Callback never comes",
        "The next saveLog is done, but its answer is lost",
        || json!({ "do": "injectNamed", "name": "callback-never-comes" }),
    ),
];

/// The states an agent may choose.
const AGENT_STATES: [&str; 4] = ["Available", "Lunch", "Training", "Offline"];

/// How far "+30 s" moves the virtual clock, in milliseconds.
const JUMP: u64 = 30_000;

#[derive(Debug, Clone, Deserialize)]
struct Scenario {
    name: String,
    description: String,
}

fn group(session: Session, label: &'static str, choices: &'static [Choice]) -> impl IntoView {
    let button = |(name, tip, make): &'static Choice| {
        view! { <button type="button" title=*tip on:click=move |_| session.direct(make())>{*name}</button> }
    };
    let buttons: Vec<_> = choices.iter().map(button).collect();
    view! {
        <div class="group" role="group" aria-label=label>
            <span class="label" aria-hidden="true">{label}</span>
            {buttons}
        </div>
    }
}

/// The strip above the console.
pub(crate) fn strip(session: Session) -> impl IntoView {
    let open = RwSignal::new(true);
    let flows_open = RwSignal::new(false);
    let now = ticking(session);
    let stage = session.part(|view| view.stage.clone());
    let doing = move || stage.with(|stage| stage.as_ref().map(what_is_going_on));
    let trouble =
        move || session.trouble.get().map(|why| view! { <span class="trouble" role="alert">{why}</span> });
    view! {
        <aside class="strip" aria-label="Simulator controls">
            <div class="bar">
                <button
                    type="button"
                    class="toggle"
                    aria-expanded=move || open.get().to_string()
                    aria-controls="strip-controls"
                    title="Shows or hides the simulator's controls"
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    {Icon::Flask.draw()}
                    "Simulator"
                </button>
                <p class="now">
                    <span class="doing" role="status">{doing}</span>
                    {trouble}
                </p>
                {scenarios(session)}
                <div class="group" role="group" aria-label="World">
                    <button type="button" title="Moves the virtual clock ahead" on:click=move |_| session.jump(JUMP)>
                        "+30 s"
                    </button>
                    <button type="button" title="Opens another console tab of this world" on:click=move |_| second_tab()>
                        "Second tab"
                    </button>
                </div>
                <button
                    type="button"
                    class="plain"
                    aria-expanded=move || flows_open.get().to_string()
                    aria-controls="strip-flows"
                    title="Shows which blocks of a flow run, on its drawing"
                    on:click=move |_| flows_open.update(|open| *open = !*open)
                >
                    "Flows"
                </button>
                <a class="plain" href="/sim/facts" target="_blank" rel="noopener" title="What is true in this world, as JSON">
                    "Facts"
                </a>
                <time title="Virtual time of this world">{move || words::clock(now.get())}</time>
            </div>
            <div id="strip-controls" class="controls" hidden=move || !open.get()>
                {group(session, "Inbound call", &CALLS)}
                {group(session, "Customer", &CUSTOMER)}
                {group(session, "Agent", &AGENT)}
                {agent_state(session)}
                {group(session, "Fault", &FAULTS)}
            </div>
            <div id="strip-flows" class="flows" hidden=move || !flows_open.get()>
                {flows::drawer(session)}
            </div>
        </aside>
    }
}

fn what_is_going_on(stage: &Stage) -> String {
    let mut words = stage.doing.clone();
    if let Some(scenario) = &stage.scenario {
        words = format!("{} ({} of {}) · {words}", scenario.name, scenario.done + 1, scenario.steps);
    }
    match stage.faults {
        0 => words,
        1 => format!("{words} · 1 fault waits"),
        count => format!("{words} · {count} faults wait"),
    }
}

fn agent_state(session: Session) -> impl IntoView {
    let state = session.part(|view| view.stage.agent.clone());
    let choose = move |name: String| session.direct(json!({ "do": "setAgentState", "name": name }));
    // A state the system set (busy, after-call work, missed) is shown, and cannot be chosen.
    let others = move || {
        let state = state.get().unwrap_or_default();
        (!AGENT_STATES.contains(&state.as_str()))
            .then(|| view! { <option value=state.clone() disabled=true>{state.clone()}</option> })
    };
    let options = AGENT_STATES.map(|name| view! { <option value=name>{name}</option> });
    view! {
        <select
            aria-label="State of the agent"
            title="State of the agent"
            prop:value=move || state.get().unwrap_or_default()
            on:change:target=move |event| choose(event.target().value())
        >
            {others}
            {options}
        </select>
    }
}

fn scenarios(session: Session) -> impl IntoView {
    let known = RwSignal::new(Vec::<Scenario>::new());
    wasm_bindgen_futures::spawn_local(async move {
        // Without the list the rest of the strip still works; a broken line shows elsewhere.
        known.set(wire::get("/sim/scenarios").await.unwrap_or_default());
    });
    let options = move || {
        let option = |Scenario { name, description }: Scenario| {
            let value = name.clone();
            view! { <option value=value title=description>{name}</option> }
        };
        known.get().into_iter().map(option).collect::<Vec<_>>()
    };
    let chosen = RwSignal::new(String::new());
    let run = move |name: String| {
        session.direct(json!({ "do": "scenario", "name": name }));
        // Back to the caption: the same scenario can be chosen again.
        chosen.set(name);
        chosen.set(String::new());
    };
    view! {
        <select
            aria-label="Run a scenario"
            title="Runs by itself, from the call to its log"
            prop:value=move || chosen.get()
            on:change:target=move |event| run(event.target().value())
        >
            <option value="">"Run a scenario…"</option>
            {options}
        </select>
    }
}

/// The virtual clock between the world's messages: it runs with the real one.
fn ticking(session: Session) -> RwSignal<u64> {
    let now = RwSignal::new(0);
    Effect::new(move |_| now.set(session.now.get()));
    let every = std::time::Duration::from_secs(1);
    // A page without a timer shows the moment of the last message: right, if a little old.
    let _ = set_interval_with_handle(move || now.update(|now| *now += 1_000), every);
    now
}

fn second_tab() {
    // A tab of the same world: without the scenario in the address, which would run again.
    let _ = window().open_with_url_and_target_and_features("/", "_blank", "noopener");
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim::{Direction, World, WorldOptions};

    #[test]
    fn the_world_understands_every_button() {
        for (name, _, make) in CALLS.iter().chain(&CUSTOMER).chain(&AGENT).chain(&FAULTS) {
            let direction: Direction =
                serde_json::from_value(make()).unwrap_or_else(|error| panic!("{name}: {error}"));
            if let Direction::InjectNamed { name } = &direction {
                assert!(sim::Fault::named(name).is_some(), "{name}");
            }
            World::new(WorldOptions::default()).direct(direction);
        }
    }

    #[test]
    fn the_agent_can_take_every_state_offered() {
        for name in AGENT_STATES {
            let mut world =
                World::new(WorldOptions { agent_state: Some("Training".into()), ..WorldOptions::default() });
            let direction = serde_json::from_value(json!({ "do": "setAgentState", "name": name }));
            world.direct(direction.expect("a direction"));
            assert_eq!(world.facts().agent.name, name);
        }
    }
}
