//! What must be true of a call, whatever has happened.

use desk::{Gesture, Notice};
use panel_protocol::SaveState;
use serde_json::json;
use session::sim::TabId;

use crate::day::Day;
use crate::schedule::{STEPS, Schedule, Step, Strike, Trouble};

/// How long a browser may take to write down what was typed, in milliseconds.
const WRITTEN_MS: u64 = 20;

/// A colleague signs in after the agent and works for some minutes; then she is back. Returned is what the colleague saw or sent of hers.
fn hand_to_colleague(day: &mut Day) -> Vec<String> {
    let mut faults = Vec::new();
    day.sign_out();
    day.sign_in("bob");
    // What was on its way to Salesforce before has arrived by now.
    let before = day.logs();
    day.pass(180_000);
    if day.logs() != before {
        faults.push("nothing of another agent's is sent".to_owned());
    }
    for tab in day.awake() {
        let panel = &day.browser.platforms(tab).panel;
        for secret in ["Wants a quote", "Dana", "555-0142", "4155550142"] {
            if panel.contains(secret) {
                faults.push(format!("nothing of another agent's is shown, but {secret} in {tab:?}"));
            }
        }
    }
    day.sign_out();
    day.sign_in("ana.ng");
    faults
}

/// Plays a day. The tabs that are frozen go on when the call is over, and the agent has at least one. Returned is, beside whether there
/// was a call, what a colleague saw who should not have.
fn play(schedule: &Schedule) -> (Day, bool, Vec<String>) {
    let mut day = Day::in_org(schedule.tabs, schedule.package);
    let mut frozen: Vec<TabId> = Vec::new();
    let (mut contact, mut had_call) = (String::new(), false);
    for step in STEPS {
        for mishap in schedule.mishaps.iter().filter(|mishap| mishap.before == step) {
            day.direct(json!({ "do": "inject", "fault": mishap.fault }));
        }
        take(&mut day, schedule, step, &contact);
        if step == Step::Note {
            // What is typed is the agent's once it is written down; a browser that goes before takes it along.
            day.pass(WRITTEN_MS);
        }
        for strike in schedule.strikes.iter().filter(|strike| strike.after == step) {
            let latest = day.browser.now() + 8_000;
            for _ in 0..strike.things {
                day.browser.step(latest);
            }
            frozen.extend(hit(&mut day, *strike));
        }
        day.pass(if step == Step::Accept { 60_000 } else { 10_000 });
        if let Some(present) = day.browser.world().connect().present().next() {
            contact = present.id.clone();
            had_call = true;
        }
    }
    let faults = if schedule.colleague { hand_to_colleague(&mut day) } else { Vec::new() };
    for tab in frozen.into_iter().filter(|tab| day.browser.tabs().contains(tab)).collect::<Vec<_>>() {
        day.browser.thaw(tab);
    }
    // Whatever is slow has answered by then, and what is sent again has been.
    day.pass(1_200_000);
    (day, had_call, faults)
}

fn take(day: &mut Day, schedule: &Schedule, step: Step, contact: &str) {
    let writes = day.awake().last().copied();
    match step {
        Step::Begins if schedule.clicked => {
            let tab = day.awake()[0];
            day.click(tab, "(415) 555-0142");
        }
        Step::Begins => day.direct(json!({ "do": "knownCall" })),
        Step::Accept if schedule.clicked => day.direct(json!({ "do": "customerAnswers" })),
        Step::Accept => day.direct(json!({ "do": "agentAccepts" })),
        Step::Note => {
            let (contact, text) = (contact.to_owned(), "Wants a quote".to_owned());
            writes.into_iter().for_each(|tab| {
                day.press(tab, Gesture::Note { contact: contact.clone(), text: text.clone() })
            });
        }
        Step::File => {
            let (contact, value) = (contact.to_owned(), Some("Answered".to_owned()));
            writes.into_iter().for_each(|tab| {
                day.press(tab, Gesture::Disposition { contact: contact.clone(), value: value.clone() })
            });
        }
        Step::End => day.direct(json!({ "do": "customerHangsUp" })),
        Step::Clear => day.direct(json!({ "do": "agentClears" })),
    }
}

/// Lets it strike. Returned is a tab that is frozen by it.
fn hit(day: &mut Day, strike: Strike) -> Option<TabId> {
    let awake = day.awake();
    let tab = match strike.tab {
        Some(number) => awake[number % awake.len()],
        None => day.leader().unwrap_or(awake[0]),
    };
    match strike.trouble {
        Trouble::Close | Trouble::Reload => {
            day.close(tab);
            if strike.trouble == Trouble::Reload || day.awake().is_empty() {
                day.open();
            }
        }
        Trouble::Browser => {
            day.browser.tabs().into_iter().for_each(|tab| day.close(tab));
            day.open();
        }
        Trouble::Freeze if awake.len() > 1 => {
            day.browser.freeze(tab);
            let next = day.awake()[0];
            day.browser.show(next);
            return Some(tab);
        }
        Trouble::Freeze => {}
        Trouble::Show => day.browser.show(tab),
        Trouble::Open => drop(day.open()),
    }
    None
}

/// What is not as the model has it.
pub(crate) fn faults(schedule: &Schedule) -> Vec<String> {
    let (day, had_call, mut faults) = play(schedule);
    let mut expect = |is_so: bool, promise: String| {
        if !is_so {
            faults.push(promise);
        }
    };
    let leaders = day.browser.tabs().into_iter().filter(|tab| day.browser.desk(*tab).leads()).count();
    expect(leaders == 1, format!("one tab leads at the end, not {leaders}"));
    let notices = day.notices();
    let pops = day.pops().iter().filter(|pop| pop["type"] == "sobject").count();
    expect(schedule.clicked || pops <= 1, format!("at most one pop, not {pops}"));
    if schedule.clicked {
        let dials = day.dials();
        expect(dials <= 1, format!("dialed at most once, not {dials} times"));
        let is_told = notices.iter().any(|notice| {
            matches!(
                notice,
                Notice::NotDialled { .. }
                    | Notice::ClickDropped { .. }
                    | Notice::DialFailed { .. }
                    | Notice::NoCallCameUp { .. }
            )
        });
        // A browser that closes the moment a number is clicked takes the click along, and the agent sees it go.
        let is_gone = schedule
            .strikes
            .iter()
            .any(|strike| strike.after == Step::Begins && strike.trouble == Trouble::Browser);
        expect(
            dials == 1 || is_told || is_gone,
            format!("a click is dialed or the agent is told: {notices:?}"),
        );
    }
    if !had_call {
        return faults;
    }
    let logs = day.logs();
    let leader = day.leader().unwrap_or_else(|| day.browser.tabs()[0]);
    let saves = day.panel(leader).saves;
    let wants_agent =
        saves.iter().any(|save| matches!(save.state, SaveState::Failed(_) | SaveState::Uncertain(_)));
    if schedule.package {
        expect(
            logs.len() == 1 || wants_agent && logs.is_empty(),
            format!("exactly one log, not {}", logs.len()),
        );
    } else {
        expect(logs.len() <= 1, format!("no second log unasked, but {}", logs.len()));
    }
    let is_whole = logs
        .iter()
        .any(|log| log["fields"]["Status"] == "Completed" && log.to_string().contains("Wants a quote"));
    expect(is_whole || wants_agent, format!("the log is complete, or the agent is told: {logs:?} {saves:?}"));
    faults
}
