//! Flows, actions and settings that the org keeps as records (`docs/org-flows.md`): which are in force, and when the org is asked.
//!
//! The page runs what it knows and waits for nobody: the copy it kept of this org's adapter record, else its own flows. The org is
//! asked after the phone is ready, then at times, when somebody looks, and when an answer to anything else names another revision.

mod answer;
mod digest;
mod records;
mod settings;

pub(crate) use records::OrgRecords;
pub(crate) use settings::BaseConfig;

use std::sync::Arc;

use flow::{Answer as Replied, FailureKind, HostEffect, LogLevel, Map, Millis, Reply, Text, Value};
use panel_protocol::{FlowsSource, FlowsView};

use crate::command::Command;
use crate::config::{Config, WrongItem};
use crate::effect_id::EffectId;
use crate::frame::view::Problem;
use crate::routes::Owner;
use crate::runs::dispatch::{Flow, FlowTable};
use crate::runs::flow_log::log_flows_that_never_run;
use crate::signal::Signal;
use crate::spread::Spread;
use crate::stored::StoredDocument;
use crate::turn::Turn;
use answer::{Answer, Parts, Standing};
use records::{Document, Kind};
use settings::RecordSettings;

const MINUTE_MS: Millis = 60_000;

/// A page that comes into view asks when the last answer is older than this.
const OLD_MS: Millis = 5 * MINUTE_MS;

/// First and longest pause after an answer that was none; it doubles in between.
const FIRST_PAUSE_MS: Millis = 2 * MINUTE_MS;
const LONGEST_PAUSE_MS: Millis = 60 * MINUTE_MS;

/// Characters of a copy that is kept. A longer one would leave no room for what else the browser keeps for the page.
const LONGEST_COPY: usize = 1_500_000;

/// Where the call center's settings have its internal name.
const INTERNAL_NAME: &str = "/reqGeneralInfo/reqInternalName";

/// Flows of the org: what is known of them, and the question that is under way.
#[derive(Debug, Default)]
pub(crate) struct OrgFlows {
    /// What the page was deployed with.
    base: BaseConfig,
    flows_of_page: FlowTable,
    /// The call center's items, as far as they are known.
    items: Map<String>,
    /// What stands there and cannot be used.
    wrong_items: Vec<WrongItem>,
    /// Internal name of the call center; none before its settings were read.
    adapter: Option<String>,
    /// What is in force; none: the page's own flows.
    records: Option<OrgRecords>,
    /// Whether the org has said so to this page; otherwise it is the copy.
    is_confirmed: bool,
    /// What is in force of the settings.
    settings: RecordSettings,
    /// The actions in force, as the panel reads them: JSON text.
    actions: Option<String>,
    /// Documents that are in force although the record has something else now, or that cannot be used at all.
    refused: Vec<Problem>,
    trouble: Option<Trouble>,
    question: Option<Question>,
    next_at: Option<Millis>,
    /// When the org said last how things are.
    heard_at: Option<Millis>,
    failures: u32,
    spread: Spread,
    /// Whether the org's classes have answered to this page.
    has_classes: bool,
    /// Whether the org has no class that writes logs, being of an earlier release.
    has_no_logs_class: bool,
}

/// Why the org's last word does not count.
#[derive(Debug)]
enum Trouble {
    Unread(String),
    Incomplete(String),
    Denied,
}

/// What the org is being asked.
#[derive(Debug)]
struct Question {
    effect: EffectId,
    parts: Parts,
}

/// The internal name of the call center with these settings.
fn internal_name(settings: &Map<String>) -> Option<String> {
    let name = settings.get(INTERNAL_NAME)?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

impl OrgFlows {
    /// Before anything is known.
    pub(crate) fn new(base: BaseConfig, flows_of_page: FlowTable, spread: Spread) -> OrgFlows {
        OrgFlows { base, flows_of_page, spread, ..OrgFlows::default() }
    }

    /// The language that the adapter record wants; empty where it does not say.
    pub(crate) fn language(&self) -> &str {
        self.settings.language()
    }

    /// What the panel reads of the settings of the record, as JSON text; none where there is nothing.
    pub(crate) fn settings_text(&self) -> Option<String> {
        self.settings.to_text()
    }

    pub(crate) fn next_wake(&self) -> Option<Millis> {
        self.next_at
    }

    /// Whether the org has a class that writes logs, as far as this page knows.
    pub(crate) fn writes_logs(&self) -> bool {
        self.has_classes && !self.has_no_logs_class
    }

    /// It has none.
    pub(crate) fn logs_class_missing(&mut self) {
        self.has_no_logs_class = true;
    }

    /// Another tab asks from now on.
    pub(crate) fn stop_asking(&mut self) {
        (self.question, self.next_at) = (None, None);
    }

    /// The actions in force, when they are the org's.
    pub(crate) fn actions(&self) -> Option<&String> {
        self.actions.as_ref()
    }

    /// What the self-check says of them.
    pub(crate) fn problems(&self, flows: &FlowTable, problems: &mut Vec<Problem>) {
        problems.extend(self.wrong_items.iter().cloned().map(Problem::CustomItem));
        problems.extend(self.trouble.as_ref().map(|trouble| match trouble {
            Trouble::Unread(detail) => Problem::OrgFlowsUnread { detail: detail.clone() },
            Trouble::Incomplete(detail) => Problem::OrgFlowsIncomplete { detail: detail.clone() },
            Trouble::Denied => Problem::OrgFlowsDenied,
        }));
        if self.records.is_some() && flows.active_names().next().is_none() {
            problems.push(Problem::OrgFlowsNoneActive);
        }
        problems.extend(self.refused.iter().cloned());
        self.settings.problems(problems);
    }

    /// What the panel shows of them.
    pub(crate) fn view(&self, flows: &FlowTable) -> FlowsView {
        FlowsView {
            source: match self.records {
                None => FlowsSource::Page,
                Some(_) if self.is_confirmed => FlowsSource::Org,
                Some(_) => FlowsSource::Copy,
            },
            revision: self.records.as_ref().map(|records| records.revision.clone()),
            active: flows.active_names().map(|name| name.to_string()).collect(),
            can_look: self.adapter.is_some(),
            looking: self.question.is_some(),
            heard: self.heard_at,
        }
    }
}

impl OrgFlows {
    /// The call center is known by its settings: so is its adapter record. The copy of it is asked for.
    pub(crate) fn use_adapter(&mut self, settings: &Map<String>, turn: &mut Turn) {
        let Some(name) = internal_name(settings) else { return };
        if self.adapter.as_ref() == Some(&name) {
            return;
        }
        let (base, flows) = (std::mem::take(&mut self.base), std::mem::take(&mut self.flows_of_page));
        *self = OrgFlows {
            adapter: Some(name.clone()),
            items: std::mem::take(&mut self.items),
            ..OrgFlows::new(base, flows, self.spread)
        };
        self.use_flows_of_page(turn);
        turn.emit(Command::RecallFlows { adapter: name });
    }

    /// The page has looked for the copy.
    pub(crate) fn flows_recalled(&mut self, adapter: &str, copy: Option<&str>, turn: &mut Turn) {
        let Some(copy) = copy else { return };
        if self.adapter.as_deref() != Some(adapter) || self.records.is_some() {
            return;
        }
        match OrgRecords::from_text(copy) {
            Ok(records) => self.put_in_force(records, turn),
            Err(error) => {
                if error.is_from_later_release() {
                    turn.set_later_release(StoredDocument::OrgFlows, true);
                }
                turn.log(LogLevel::Warn, error.to_string(), String::new());
            }
        }
    }

    /// Asks the org, unless it is being asked.
    pub(crate) fn look_for_flows(&mut self, turn: &mut Turn) {
        if self.question.is_none() && turn.leads() {
            self.ask_for_flows(Parts::default(), "", turn);
        }
    }

    fn ask_for_flows(&mut self, parts: Parts, after: &str, turn: &mut Turn) {
        let Some(adapter) = self.adapter.clone() else { return };
        let revision = self.records.as_ref().map(|records| records.revision.clone()).unwrap_or_default();
        self.next_at = None;
        let read = HostEffect::ReadFlows { adapter, revision, after: after.to_owned() };
        let effect = turn.perform(Owner::OrgFlows, read);
        self.question = Some(Question { effect, parts });
    }

    /// The page is in view again.
    pub(crate) fn page_visible(&mut self, turn: &mut Turn) {
        if self.heard_at.is_some_and(|heard| heard + OLD_MS <= turn.now()) && self.failures == 0 {
            self.look_for_flows(turn);
        }
    }

    pub(crate) fn wake(&mut self, turn: &mut Turn) {
        if self.next_at.take_if(|at| *at <= turn.now()).is_some() {
            self.look_for_flows(turn);
        }
    }

    /// An answer to something else said how the adapter record stands.
    pub(crate) fn flows_mentioned(&mut self, state: &str, revision: Option<&str>, turn: &mut Turn) {
        // A list that was refused a moment ago would be refused again.
        if self.question.is_some() || self.failures > 0 {
            return;
        }
        let known = self.records.as_ref().map(|records| records.revision.as_str());
        match Standing::of(state) {
            Some(Standing::Enabled) if self.is_confirmed && known == revision => self.flows_heard(turn),
            Some(Standing::Enabled) => self.look_for_flows(turn),
            Some(other) => self.flows_stand(other, turn),
            None => {}
        }
    }

    /// The org has answered, or has not.
    pub(crate) fn flows_replied(&mut self, id: EffectId, reply: Reply, turn: &mut Turn) {
        // Of another adapter, which is asked no more.
        let Some(Question { mut parts, .. }) = self.question.take_if(|asked| asked.effect == id) else {
            return;
        };
        self.has_classes |= reply.is_ok();
        let answer = match reply {
            Ok(Replied::Value { value }) => parts.take(value.as_text().unwrap_or_default()),
            Ok(_) => Answer::Unreadable("the answer is no text".to_owned()),
            // The org has no such classes, and never had: nobody is told, and nobody asks again.
            Err(failure) if failure.kind == FailureKind::Unavailable && self.records.is_none() => {
                self.trouble = None;
                return;
            }
            Err(failure) => Answer::Unreadable(failure.message),
        };
        match answer {
            Answer::Stands(standing) => self.flows_stand(standing, turn),
            Answer::NotModified if self.records.is_some() => {
                self.is_confirmed = true;
                self.flows_heard(turn);
            }
            Answer::NotModified => {
                self.flows_failed(Trouble::Unread("nothing is there to be new".to_owned()), turn)
            }
            Answer::More(next) => self.ask_for_flows(parts, &next, turn),
            Answer::Anew => self.ask_for_flows(parts, "", turn),
            Answer::Complete(records) => {
                self.put_in_force(records, turn);
                self.is_confirmed = true;
                self.keep_flows(turn);
                self.flows_heard(turn);
            }
            Answer::Incomplete(what) => self.flows_failed(Trouble::Incomplete(what), turn),
            Answer::Unreadable(why) => self.flows_failed(Trouble::Unread(why), turn),
        }
    }

    /// There is nothing to run for this user.
    fn flows_stand(&mut self, standing: Standing, turn: &mut Turn) {
        self.flows_heard(turn);
        match standing {
            // What was in force stays.
            Standing::Denied => self.trouble = Some(Trouble::Denied),
            Standing::Enabled => {}
            Standing::Disabled | Standing::Absent => {
                if self.records.take().is_some() {
                    self.use_flows_of_page(turn);
                }
                self.keep_flows(turn);
            }
        }
    }

    /// The org has said how things are.
    fn flows_heard(&mut self, turn: &mut Turn) {
        let pause = Millis::from(turn.config().runs.flow_poll_minutes.max(1)) * MINUTE_MS;
        self.heard_at = Some(turn.now());
        self.trouble = None;
        self.failures = 0;
        self.next_at = Some(turn.now() + self.spread.of(pause));
    }

    fn flows_failed(&mut self, trouble: Trouble, turn: &mut Turn) {
        let pause = (FIRST_PAUSE_MS << self.failures.min(5)).min(LONGEST_PAUSE_MS);
        self.trouble = Some(trouble);
        self.failures += 1;
        self.next_at = Some(turn.now() + self.spread.of(pause));
    }

    /// Has the page keep what is in force, or forget what it has kept.
    fn keep_flows(&self, turn: &mut Turn) {
        let Some(adapter) = self.adapter.clone().filter(|_| turn.may_replace(StoredDocument::OrgFlows))
        else {
            return;
        };
        let copy = self.records.as_ref().map(OrgRecords::to_text);
        let kept = copy.filter(|copy| copy.len() <= LONGEST_COPY);
        if self.records.is_some() && kept.is_none() {
            let text =
                "the flows of the org are too long to be kept: the next start begins with the page's own";
            turn.log(LogLevel::Warn, text.to_owned(), String::new());
        }
        turn.emit(Command::KeepFlows { adapter, copy: kept });
    }

    /// The page's own flows run from now on, its own settings hold.
    fn use_flows_of_page(&mut self, turn: &mut Turn) {
        turn.set_flows(self.flows_of_page.clone());
        self.settings = RecordSettings::default();
        self.actions = None;
        self.refused = Vec::new();
        self.configure(turn);
    }

    /// These records hold from now on. One that is broken leaves its place to the last that worked.
    fn put_in_force(&mut self, mut records: OrgRecords, turn: &mut Turn) {
        let before = self.records.take();
        let is_first = before.is_none();
        let before = before.unwrap_or_default();
        self.settings = RecordSettings::read(&self.base, records.settings.as_deref());
        self.configure(turn);
        self.refused = Vec::new();
        let mut flows = Vec::new();
        for document in &mut records.flows {
            let mut flow = load_flow(document, turn.config());
            if let Some(why) = flow.problem().filter(|_| document.is_active())
                && let Some(last) = before.flows.iter().find(|last| last.key() == document.key())
            {
                let stand_in = load_flow(last, turn.config());
                if stand_in.active && stand_in.broken.is_empty() {
                    (flow, *document) = (stand_in, last.stand_in(why));
                }
            }
            self.note_refused(document, document.refused(), true);
            flows.push(Arc::new(flow));
        }
        let mut actions = Vec::new();
        for document in &mut records.actions {
            let mut file = document.file(Kind::Action);
            if let Err(why) = &file
                && let Some(last) = before.actions.iter().find(|last| last.key() == document.key())
            {
                (file, *document) = (last.file(Kind::Action), last.stand_in(why.clone()));
            }
            match &file {
                Err(why) if document.is_active() => self.note_refused(document, Some(why), false),
                Err(_) | Ok(_) => self.note_refused(document, document.refused(), true),
            }
            actions.extend(file.ok());
        }
        turn.set_flows(FlowTable::of(flows));
        if is_first {
            // What came before the org was heard of waited for its flows.
            turn.signal(Signal::FlowsCame);
        }
        self.actions = Some(Value::List(actions).to_json_text());
        self.records = Some(records);
        log_flows_that_never_run(turn);
    }

    /// The call center's items are known.
    pub(crate) fn set_items(&mut self, settings: &Map<String>, turn: &mut Turn) {
        self.items.clone_from(settings);
        self.configure(turn);
    }

    /// The phone starts anew: what is wrong with the items it will read again.
    pub(crate) fn forget_wrong_items(&mut self) {
        self.wrong_items.clear();
    }

    fn note_refused(&mut self, document: &Document, why: Option<&str>, kept: bool) {
        self.refused.extend(why.map(|why| Problem::OrgDocument {
            name: document.name().to_owned(),
            detail: why.to_owned(),
            kept,
        }));
    }

    /// The configuration in force: the page's own, the adapter record over it, the call center's items over both.
    fn configure(&mut self, turn: &mut Turn) {
        let mut config = self.settings.over(&self.base);
        self.wrong_items = config.override_with(&self.items);
        turn.set_config(config);
    }
}

/// A flow of the org; one that cannot be used has no blocks and says why.
fn load_flow(document: &Document, config: &Config) -> Flow {
    let (file, refused) = match document.file(Kind::Flow) {
        Ok(file) => (file, None),
        Err(why) => (document.file_without_definition(Kind::Flow), Some(why)),
    };
    let mut flow = Flow::load(document.name(), file, &config.blocks.aliases);
    if let Some(why) = refused {
        flow.broken.insert(0, flow::LoadError { block: Text::default(), message: why.into() });
    }
    flow
}
