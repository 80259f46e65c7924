//! What happens on such a day: made from a seed, so that it can be played again.

use fastrand::Rng;
use serde_json::{Value as Json, json};

/// What happens in a call, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Begins,
    Accept,
    Note,
    File,
    End,
    Clear,
}

pub(crate) const STEPS: [Step; 6] =
    [Step::Begins, Step::Accept, Step::Note, Step::File, Step::End, Step::Clear];

/// What becomes of a tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// Its page crashes, or it is closed.
    Close,
    /// It is loaded anew.
    Reload,
    /// The browser freezes it, until the call is over.
    Freeze,
    /// The agent goes to it.
    Show,
    /// The browser closes as a whole, and is opened again.
    Browser,
    /// Another tab is opened.
    Open,
}

const TROUBLES: [Trouble; 6] =
    [Trouble::Close, Trouble::Reload, Trouble::Freeze, Trouble::Show, Trouble::Browser, Trouble::Open];

/// A trouble, so many things after a step that happen at a moment of their own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Strike {
    pub(crate) after: Step,
    pub(crate) things: usize,
    pub(crate) trouble: Trouble,
    /// Which of the tabs that are open, counted around; none: the one that leads.
    pub(crate) tab: Option<usize>,
}

/// An answer that goes wrong, from a step on.
#[derive(Clone, Debug)]
pub(crate) struct Mishap {
    pub(crate) before: Step,
    pub(crate) fault: Json,
}

/// One day.
#[derive(Clone, Debug)]
pub(crate) struct Schedule {
    pub(crate) package: bool,
    pub(crate) tabs: usize,
    /// The agent begins the call, by a click.
    pub(crate) clicked: bool,
    pub(crate) strikes: Vec<Strike>,
    pub(crate) mishaps: Vec<Mishap>,
    /// After the call a colleague works at the computer for a while; then the agent is back.
    pub(crate) colleague: bool,
}

impl Schedule {
    pub(crate) fn of(seed: u64, package: bool) -> Schedule {
        let mut rng = Rng::with_seed(seed);
        let tabs = rng.usize(1..=5);
        let mishaps: Vec<Mishap> = (0..rng.usize(0..=2)).map(|_| mishap(&mut rng, package)).collect();
        let strikes = (0..rng.usize(1..=3)).map(|_| Strike {
            // Half of them while an answer is missing.
            after: match mishaps.first() {
                Some(mishap) if rng.bool() => mishap.before,
                _ => STEPS[rng.usize(..STEPS.len())],
            },
            // Most of what happens in a step happens at once.
            things: if rng.bool() { rng.usize(..4) } else { rng.usize(..25) },
            trouble: TROUBLES[rng.usize(..TROUBLES.len())],
            tab: (rng.u8(..4) == 0).then(|| rng.usize(..5)),
        });
        let strikes = strikes.collect();
        let clicked = rng.bool();
        Schedule { package, tabs, clicked, strikes, mishaps, colleague: rng.u8(..3) == 0 }
    }
}

fn mishap(rng: &mut Rng, package: bool) -> Mishap {
    let save = match package {
        true => json!({ "apex": "SwitchboardLogs.save" }),
        false => json!({ "openCti": "saveLog" }),
    };
    let targets =
        [save.clone(), save, json!({ "openCti": "searchAndScreenPop" }), json!({ "openCti": "screenPop" })];
    let target = targets[rng.usize(..targets.len())].clone();
    let kinds = [
        json!({ "kind": "never", "done": true }),
        json!({ "kind": "never", "done": true }),
        json!({ "kind": "never", "done": false }),
        json!({ "kind": "late", "after": rng.u32(1..40_000) }),
        json!({ "kind": "twice" }),
        json!({ "kind": "fails", "code": "SERVER_ERROR", "description": "A problem was encountered on the server." }),
    ];
    let mishap = kinds[rng.usize(..kinds.len())].clone();
    let times = rng.u32(1..4);
    Mishap {
        // Logs begin when people talk and end with the call.
        before: [Step::Begins, Step::Accept, Step::Accept, Step::Note, Step::End, Step::Clear]
            [rng.usize(..6)],
        fault: json!({ "target": target, "mishap": mishap, "times": times }),
    }
}
