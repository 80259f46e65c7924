//! What the core paints itself: the status line, what keeps the phone from working, and sentences that are said once.
//! Everything else is the panel's, a module of its own (`crates/overlay`).

use std::sync::Arc;

use desk::{AgentView, Mode, Notice, PhoneState, Problem, Status, View};
use gloo_timers::callback::Timeout;
use web_sys::{Element, HtmlElement};

use crate::dom::{self, PageError};
use crate::words::Words;

/// How long a sentence stays, in milliseconds: long enough to be read twice.
const STAYS_MS: u32 = 10_000;

pub(crate) struct Panels {
    words: Words,
    view: Option<Arc<View>>,
    /// What the problems say, to tell whether they say something new.
    found: String,
    /// Notices from before there were words.
    held: Vec<Notice>,
    page: HtmlElement,
    stage: HtmlElement,
    message: HtmlElement,
    status: HtmlElement,
    status_text: HtmlElement,
    agent: HtmlElement,
    problems: HtmlElement,
    findings: HtmlElement,
    try_again: HtmlElement,
    sign_in: HtmlElement,
    notices: HtmlElement,
    announcer: HtmlElement,
}

impl Panels {
    /// Finds the places of `www/adapter/index.html`.
    pub(crate) fn find() -> Result<Panels, PageError> {
        Ok(Panels {
            words: Words::default(),
            view: None,
            found: String::new(),
            held: Vec::new(),
            page: dom::element("softphone")?,
            stage: dom::element("stage")?,
            message: dom::element("message")?,
            status: dom::element("status")?,
            status_text: dom::element("status-text")?,
            agent: dom::element("agent")?,
            problems: dom::element("problems")?,
            findings: dom::element("findings")?,
            try_again: dom::element("try-again")?,
            sign_in: dom::element("sign-in")?,
            notices: dom::element("notices")?,
            announcer: dom::element("announcer")?,
        })
    }

    /// The words have come, or will not: what was painted is painted again, what was held back is said.
    pub(crate) fn speak(&mut self, words: Words) {
        self.words = words;
        if let Some(view) = self.view.take() {
            self.paint(view);
        }
        for notice in std::mem::take(&mut self.held) {
            self.announce(notice);
        }
    }

    /// Paints what is new.
    pub(crate) fn paint(&mut self, view: Arc<View>) {
        self.paint_status(view.status, view.agent.as_ref());
        self.sign_in.set_hidden(!view.sign_in);
        self.paint_mode(&view);
        self.paint_problems(&view.problems);
        self.view = Some(view);
    }

    /// How much of the page is shown. What is out of sight is out of the keyboard's reach, too.
    fn paint_mode(&self, view: &View) {
        let _ = self.page.set_attribute("data-mode", view.mode.name());
        let _ = self.stage.toggle_attribute_with_force("inert", view.mode != Mode::Full);
        self.message.set_hidden(view.message.is_empty());
        self.message.set_text_content(Some(&view.message));
    }

    /// What the utility bar says of this: text and icon. Without a call a small page says how the agent is.
    pub(crate) fn label(&self, view: &View) -> (String, &'static str) {
        let (key, icon) = match view.phone {
            PhoneState::Idle => ("phone.idle", "call"),
            PhoneState::Ringing => ("phone.ringing", "incoming_call"),
            PhoneState::Calling => ("phone.calling", "outbound_call"),
            PhoneState::Talking { minutes: 0 } => ("phone.talking", "unmuted"),
            PhoneState::Talking { .. } => ("phone.talking-minutes", "unmuted"),
            PhoneState::AfterWork => ("phone.after-call", "edit_form"),
        };
        let agent = view.agent.as_ref().filter(|_| view.mode != Mode::Full && view.phone == PhoneState::Idle);
        let minutes = match view.phone {
            PhoneState::Talking { minutes } => minutes.to_string(),
            _ => String::new(),
        };
        let said = || self.words.say(&[key], &[("minutes", &minutes)]);
        (agent.map(|agent| agent.state.clone()).or_else(said).unwrap_or_else(|| key.to_owned()), icon)
    }

    /// Whether there is more to see or to say than that the phone is starting.
    pub(crate) fn wants_words(&self) -> bool {
        let beyond_start =
            |view: &View| !view.problems.is_empty() || dom_status(view.status) != "starting" || view.sign_in;
        !self.held.is_empty() || self.view.as_deref().is_some_and(beyond_start)
    }

    /// What was painted last.
    pub(crate) fn view(&self) -> Option<&View> {
        self.view.as_deref()
    }

    fn paint_status(&self, status: Status, agent: Option<&AgentView>) {
        let _ = self.status.set_attribute("data-status", dom_status(status));
        match (&self.words, self.words.say(&["status.", status.key()], &[])) {
            // What the page says by itself will do for now.
            (Words::Awaited, _) => {}
            (_, said) => self.status_text.set_text_content(Some(said.as_deref().unwrap_or(status.key()))),
        }
        let agent = agent.map(|agent| [agent.name.as_str(), " · ", &agent.state].concat());
        self.agent.set_text_content(agent.as_deref());
    }

    /// What the self-check found: what is wrong, where to set it right, what to do now.
    fn paint_problems(&mut self, problems: &[Problem]) {
        if matches!(self.words, Words::Awaited) {
            return;
        }
        let (mut found, mut stops) = (String::new(), false);
        let mut cards = Vec::new();
        for problem in problems {
            let finding = problem.finding();
            stops |= finding.stops;
            let gaps = [("name", finding.name), ("detail", &*finding.detail)];
            let say = |part: &str| self.words.say(&["problem.", finding.code, part], &gaps);
            let also = if finding.also { say(".also") } else { None };
            let title = say(".title").unwrap_or_else(|| finding.code.to_owned());
            // The page's own sentence stands in: look up the code.
            let remedy = say(".remedy").or_else(|| self.problems.get_attribute("data-remedy"));
            let remedy = [remedy.unwrap_or_default(), also.unwrap_or_default()].concat();
            found.push_str(&title);
            found.push_str(&remedy);
            let card = dom::make("article", if finding.stops { "problem stops" } else { "problem" }, "");
            let parts = [
                dom::make("h2", "", &title),
                dom::make("p", "", &remedy),
                dom::make("code", "", finding.code),
            ];
            dom::fill(&card, &parts);
            cards.push(card);
        }
        // What is read aloud when it changes must not change for nothing.
        if found != self.found {
            self.found = found;
            self.problems.set_hidden(problems.is_empty());
            self.try_again.set_hidden(!stops);
            self.findings.set_text_content(None);
            dom::fill(&self.findings, &cards);
        }
    }

    /// Says something once: for the eye too, or only for screen readers.
    pub(crate) fn announce(&mut self, notice: Notice) {
        if matches!(self.words, Words::Awaited) {
            self.held.push(notice);
            return;
        }
        let said = notice.said();
        let reason = said.reason.map(|reason| {
            reason.text().or_else(|| self.words.say(&["failure.timed-out"], &[])).unwrap_or_default()
        });
        let gaps = [("about", said.about), ("reason", reason.as_deref().unwrap_or_default())];
        let sentence = self
            .words
            .say(&["notice.", said.key], &gaps)
            .unwrap_or_else(|| [said.key, ": ", said.about, " ", gaps[1].1].concat());
        say(if said.seen { &self.notices } else { &self.announcer }, &sentence);
    }
}

fn dom_status(status: Status) -> &'static str {
    match status {
        Status::Ready => "ready",
        Status::Stopped => "stopped",
        _ => "starting",
    }
}

/// Adds a sentence to a live region. Several may stand at a time; each goes by itself.
fn say(place: &Element, sentence: &str) {
    let said = dom::make("p", "notice", sentence);
    dom::fill(place, std::slice::from_ref(&said));
    Timeout::new(STAYS_MS, move || said.remove()).forget();
}
