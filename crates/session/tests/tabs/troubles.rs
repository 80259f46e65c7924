//! Tabs that crash, freeze or hand over at every step of a call: one log, at most one pop, no click lost.

use desk::{Gesture, Notice};
use panel_protocol::{SaveState, SaveView};
use serde_json::json;

use crate::day::Day;
use session::sim::TabId;

/// What becomes of the tab that leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    /// It is closed, or its page crashes.
    Crash,
    /// The agent goes to another tab.
    HandOver,
    /// The browser freezes it, and lets it go on when the call is over.
    Freeze,
    /// It is loaded anew.
    Reload,
}

const TROUBLES: [Trouble; 4] = [Trouble::Crash, Trouble::HandOver, Trouble::Freeze, Trouble::Reload];

/// After so many milliseconds what a tab was told stands in the journal. A click that its own tab takes along before that is lost with it.
const WRITTEN_MS: u64 = 4;

/// What happens in a call, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Begins,
    Accept,
    Note,
    File,
    End,
    Clear,
}

const STEPS: [Step; 6] = [Step::Begins, Step::Accept, Step::Note, Step::File, Step::End, Step::Clear];

/// Who begins the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Call {
    Inbound,
    /// The agent, by a click in the tab that leads, or in one that follows.
    Clicked {
        in_leader: bool,
    },
}

/// A call with a trouble so many milliseconds after one of its steps.
#[derive(Clone, Copy, Debug)]
struct Case {
    tabs: usize,
    call: Call,
    trouble: Trouble,
    at: Step,
    after_ms: u64,
}

impl Case {
    fn play(self) -> Day {
        let mut day = Day::begin(self.tabs);
        let mut frozen = None;
        let mut contact = String::new();
        for step in STEPS {
            self.step(&mut day, step, &contact);
            if step == self.at {
                day.pass(self.after_ms);
                frozen = self.strike(&mut day);
            }
            day.pass(if step == Step::Accept { 60_000 } else { 10_000 });
            if let Some(present) = day.browser.world().connect().present().next() {
                contact = present.id.clone();
            }
        }
        if let Some(tab) = frozen {
            day.browser.thaw(tab);
        }
        day.pass(60_000);
        day
    }

    fn step(self, day: &mut Day, step: Step, contact: &str) {
        match (step, self.call) {
            (Step::Begins, Call::Inbound) => day.direct(json!({ "do": "knownCall" })),
            (Step::Begins, Call::Clicked { in_leader }) => {
                let tab = if in_leader { day.leader().expect("a leader") } else { day.follower() };
                day.click(tab, "(415) 555-0142");
            }
            (Step::Accept, Call::Inbound) => day.direct(json!({ "do": "agentAccepts" })),
            (Step::Accept, Call::Clicked { .. }) => day.direct(json!({ "do": "customerAnswers" })),
            (Step::Note, _) => {
                let text = "Wants a quote".to_owned();
                let tab = self.any_tab(day);
                day.press(tab, Gesture::Note { contact: contact.to_owned(), text });
            }
            (Step::File, _) => {
                let value = Some("Answered".to_owned());
                let tab = self.any_tab(day);
                day.press(tab, Gesture::Disposition { contact: contact.to_owned(), value });
            }
            (Step::End, _) => day.direct(json!({ "do": "customerHangsUp" })),
            (Step::Clear, _) => day.direct(json!({ "do": "agentClears" })),
        }
    }

    /// The tab in which the agent writes: another one than the one that leads, as long as there is one.
    fn any_tab(self, day: &Day) -> TabId {
        let tabs = day.awake();
        let follows = tabs.iter().copied().find(|tab| Some(*tab) != day.leader());
        follows.unwrap_or(tabs[0])
    }

    fn strike(self, day: &mut Day) -> Option<TabId> {
        let leader = day.leader().expect("somebody leads");
        match self.trouble {
            Trouble::Crash => {
                day.close(leader);
                // The browser shows another tab in its place.
                let next = day.browser.tabs()[0];
                day.browser.show(next);
                None
            }
            Trouble::Reload => {
                day.close(leader);
                day.open();
                None
            }
            Trouble::HandOver => {
                let next = day.follower();
                day.browser.show(next);
                None
            }
            Trouble::Freeze => {
                day.browser.freeze(leader);
                let next = day.follower();
                day.browser.show(next);
                Some(leader)
            }
        }
    }
}

/// Whether the agent was told that a click has not become a call.
fn is_told(notices: &[Notice]) -> bool {
    notices.iter().any(|notice| {
        matches!(notice, Notice::NotDialled { .. } | Notice::ClickDropped { .. } | Notice::DialFailed { .. })
    })
}

/// What is not as it should be after a call.
fn faults(case: Case) -> Vec<String> {
    let day = case.play();
    let mut faults = Vec::new();
    let mut expect = |is_so: bool, promise: String| {
        if !is_so {
            faults.push(promise);
        }
    };
    let leaders = day.browser.tabs().into_iter().filter(|tab| day.browser.desk(*tab).leads()).count();
    expect(leaders == 1, format!("one tab leads at the end, not {leaders}"));
    let (logs, notices) = (day.logs(), day.notices());
    let pops = day.pops().iter().filter(|pop| pop["type"] == "sobject").count();
    let quiet = case.trouble == Trouble::HandOver;
    match case.call {
        Call::Inbound => {
            expect(pops <= 1, format!("at most one pop, not {pops}"));
            expect(pops == 1 || !quiet, "the caller opens".to_owned());
        }
        Call::Clicked { .. } => {
            let dials = day.dials();
            expect(dials <= 1, format!("dialed at most once, not {dials} times"));
            expect(dials == 1 || !quiet && is_told(&notices), format!("no click is lost: {notices:?}"));
            if dials == 0 {
                return faults;
            }
        }
    }
    expect(logs.len() == 1, format!("one log, not {}", logs.len()));
    // A creation without an answer: the agent is asked, and nothing is sent again unasked.
    let leader = day.leader().expect("one leads");
    let is_asked = |save: &SaveView| matches!(save.state, SaveState::Uncertain(_));
    let is_uncertain = day.panel(leader).saves.iter().any(is_asked);
    if quiet || !is_uncertain {
        for log in logs {
            let is_whole =
                log["fields"]["Status"] == "Completed" && log.to_string().contains("Wants a quote");
            expect(is_whole, format!("completed, with the notes: {log}"));
        }
    }
    faults
}

/// A call with each trouble at each step.
fn check_all(tabs: usize, call: Call, moments: &[u64]) {
    let mut broken = Vec::new();
    for trouble in TROUBLES {
        for at in STEPS {
            for after_ms in moments {
                let case = Case { tabs, call, trouble, at, after_ms: *after_ms };
                broken.extend(faults(case).into_iter().map(|fault| format!("{case:?}: {fault}")));
            }
        }
    }
    assert!(broken.is_empty(), "{} promises are broken:\n{}", broken.len(), broken.join("\n"));
}

// Shows: F8
#[test]
fn a_call_in_two_tabs() {
    check_all(2, Call::Inbound, &[0, 3, 150, 2_500]);
}

// Shows: F8
#[test]
fn a_call_in_five_tabs() {
    check_all(5, Call::Inbound, &[0, 150]);
}

// Shows: F8
#[test]
fn a_click_in_the_leader_of_two_tabs() {
    check_all(2, Call::Clicked { in_leader: true }, &[WRITTEN_MS, 7, 150, 2_500]);
}

#[test]
fn a_click_beside_the_leader_of_two_tabs() {
    check_all(2, Call::Clicked { in_leader: false }, &[0, 3, 150, 2_500]);
}

// Shows: F8
#[test]
fn a_click_beside_the_leader_of_five_tabs() {
    check_all(5, Call::Clicked { in_leader: false }, &[0, 150]);
}

/// A click in the leader, which is closed before Salesforce has said whether the number may be called.
// Shows: F8
#[test]
fn a_click_that_was_not_dialed_yet_is_dialed_by_the_tab_that_goes_on() {
    let mut day = Day::begin(2);
    let leader = day.leader().expect("a leader");
    let late = json!({ "kind": "late", "after": 1_000 });
    let fault = json!({ "target": { "openCti": "searchAndScreenPop" }, "mishap": late });
    day.direct(json!({ "do": "inject", "fault": fault }));
    day.click(leader, "(415) 555-0142");
    day.pass(500);
    assert_eq!(day.dials(), 0, "it is asked whether the number may be called");
    day.close(leader);
    day.pass(5_000);
    assert_eq!(day.dials(), 1, "{:?}", day.notices());
}

/// The page is closed after Amazon Connect was asked to dial: the call is about the clicked record all the same.
#[test]
fn a_click_that_was_dialed_keeps_its_record_when_its_tab_is_closed() {
    let mut day = Day::begin(2);
    let leader = day.leader().expect("a leader");
    day.direct(json!({ "do": "showKnownCustomer" }));
    day.pass(1_000);
    day.click(leader, "(415) 555-0142");
    day.pass(WRITTEN_MS);
    day.close(leader);
    day.pass(5_000);
    assert_eq!(day.dials(), 1, "{:?}", day.notices());
    day.direct(json!({ "do": "customerAnswers" }));
    day.pass(30_000);
    day.direct(json!({ "do": "customerHangsUp" }));
    day.pass(10_000);
    assert_eq!(day.logs().len(), 1);
    assert!(day.logs()[0]["fields"]["WhoId"].is_string(), "{}", day.logs()[0]);
}

/// Two tabs, and the agent goes to the other one while the journal is being written.
#[test]
fn a_tab_that_has_handed_over_leads_again_within_a_second_when_the_other_goes() {
    let mut day = Day::begin(2);
    let (before, next) = (day.leader().expect("a leader"), day.follower());
    day.direct(json!({ "do": "knownCall" }));
    day.direct(json!({ "do": "agentAccepts" }));
    day.pass(10_000);
    let contact = day.contact();
    day.press(before, Gesture::Note { contact: contact.clone(), text: "Wants a quote".to_owned() });
    day.browser.show(next);
    day.pass(100);
    assert_eq!(day.leader(), Some(next));
    assert_eq!(day.panel(next).logs[0].notes, "Wants a quote");
    day.close(next);
    day.pass(1_000);
    assert_eq!(day.leader(), Some(before));
    assert_eq!(day.panel(before).logs[0].notes, "Wants a quote");
}
