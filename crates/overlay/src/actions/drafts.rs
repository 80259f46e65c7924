//! What the agent has begun to fill in. A draft belongs to an action and to the contact in view; it lives until its flow has
//! done what it was for, however often the form is left in between, the contact gone or the page loaded again.

mod kept;
mod owner;

use actions::{Action, Entry};
use serde_json::{Map, Value};

use panel_protocol::{FormView, PressState, PressView};

pub(crate) use owner::DraftsOwner;

/// All drafts of the day that are still of use.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    list: Vec<Draft>,
    last: u32,
}

/// One begun form.
#[derive(Debug)]
pub(crate) struct Draft {
    /// Counts from one.
    pub(crate) id: u32,
    /// Name of the action.
    pub(crate) action: String,
    /// The action as it was when its form was opened; none: the page was loaded since, and no action has its name yet.
    pub(crate) own: Option<Action>,
    /// The contact it is about; none: it was begun without one, or outlived its own.
    pub(crate) contact: Option<String>,
    /// Whether its form is in front when its contact is.
    open: bool,
    /// What the agent has entered, in the order of the fields; none: the default stands.
    pub(crate) entered: Vec<Option<Entry>>,
    /// What is wrong, by place of the field, since Submit was last pressed.
    problems: Vec<(usize, String)>,
    /// How many they were then.
    wrong: u32,
    /// What the core found for the references of defaults and options.
    pub(crate) found: Found,
    /// Where the flow stands.
    pub(crate) stage: Stage,
    /// Whether it is from before the page was loaded: nobody has asked yet what its form is filled with.
    is_kept: bool,
}

/// What became of the references.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Found {
    /// There is nothing to wait for.
    #[default]
    Nothing,
    /// The form's flow runs.
    Loading,
    /// Values by reference.
    Values(Map<String, Value>),
    /// The form's flow failed, or is not there: what it said, and what was found all the same.
    Failed(Box<FormView>),
}

impl Found {
    /// The value of a reference, as far as it is known.
    pub(crate) fn value(&self, reference: &str) -> Option<&Value> {
        match self {
            Found::Nothing | Found::Loading => None,
            Found::Values(values) => values.get(reference),
            Found::Failed(form) => form.values.get(reference),
        }
    }
}

/// Where the flow of a form stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Stage {
    /// It has not been started.
    #[default]
    Filling,
    /// It was started for a contact; the run is the first after this one.
    Sent {
        /// The contact in view when Submit was pressed.
        contact: Option<String>,
        /// The run that was the last before.
        after: u64,
    },
    /// It ended badly: the press, for what it says.
    Refused(PressView),
}

impl Drafts {
    /// Forgets all of them. Ids are not given a second time: what is still on its way to a form does not meet another one.
    pub(crate) fn clear(&mut self) {
        self.list.clear();
    }

    /// Adds others behind these.
    pub(crate) fn add(&mut self, others: Drafts) {
        for draft in others.list {
            self.last += 1;
            self.list.push(Draft { id: self.last, ..draft });
        }
    }

    /// The form in front of a contact.
    pub(crate) fn front(&self, contact: Option<&str>) -> Option<&Draft> {
        self.list.iter().find(|draft| draft.open && draft.contact.as_deref() == contact)
    }

    /// A draft.
    pub(crate) fn get(&self, id: u32) -> Option<&Draft> {
        self.list.iter().find(|draft| draft.id == id)
    }

    /// A draft, to be changed.
    pub(crate) fn get_mut(&mut self, id: u32) -> Option<&mut Draft> {
        self.list.iter_mut().find(|draft| draft.id == id)
    }

    /// Brings the form of an action to the front, as the agent left it.
    pub(crate) fn open(&mut self, action: &str, contact: Option<&str>) {
        self.close(contact);
        let known = |draft: &&mut Draft| draft.action == action && draft.contact.as_deref() == contact;
        if let Some(draft) = self.list.iter_mut().find(known) {
            (draft.open, draft.is_kept) = (true, false);
            return;
        }
        self.last += 1;
        self.list.push(Draft { id: self.last, open: true, ..Draft::new(action, contact) });
    }

    /// [`open`](Drafts::open) of an action as it is now. A form that the agent has begun stays what it was.
    pub(crate) fn open_as(&mut self, action: &Action, contact: Option<&str>) {
        self.open(&action.name, contact);
        let in_front = |draft: &&mut Draft| draft.open && draft.contact.as_deref() == contact;
        if let Some(draft) = self.list.iter_mut().find(in_front)
            && (draft.own.is_none() || !draft.is_begun())
        {
            draft.own = Some(action.clone());
        }
    }

    /// Gives forms from before the load the actions that have their names now. Returns whether there were any.
    pub(crate) fn bind(&mut self, all: &[Action]) -> bool {
        let mut bound = false;
        for draft in self.list.iter_mut().filter(|draft| draft.own.is_none()) {
            draft.own = all.iter().find(|action| action.name == draft.action).cloned();
            bound |= draft.own.is_some();
        }
        bound
    }

    /// The action of the form in front, when nobody has asked yet what it is filled with; asked once.
    pub(crate) fn take_unasked(&mut self, contact: Option<&str>) -> Option<Action> {
        let in_front = |draft: &&mut Draft| draft.open && draft.contact.as_deref() == contact;
        let draft = self.list.iter_mut().find(in_front)?;
        let own = draft.own.clone()?;
        std::mem::take(&mut draft.is_kept).then_some(own)
    }

    /// Back to the list. Entries stay.
    pub(crate) fn close(&mut self, contact: Option<&str>) {
        for draft in self.list.iter_mut().filter(|draft| draft.contact.as_deref() == contact) {
            draft.open = false;
        }
    }

    /// No contact is left. What the agent has entered for those there were stays, now without a contact.
    pub(crate) fn outlive(&mut self) {
        let has_contact = |draft: &Draft| draft.contact.is_some();
        let (theirs, others) = std::mem::take(&mut self.list).into_iter().partition(has_contact);
        self.list = others;
        for mut draft in theirs {
            if draft.stage == Stage::Filling && !draft.is_begun() {
                continue;
            }
            draft.contact = None;
            if draft.found == Found::Loading {
                draft.found = Found::Nothing;
            }
            // Two of one action, or two in front: the newer one.
            self.list.retain(|other| other.action != draft.action);
            if draft.open {
                self.close(None);
            }
            self.list.push(draft);
        }
    }

    /// The core tells of runs. A draft whose flow is done has served; the others wait, or say why not. Whether anything changed.
    pub(crate) fn hear_presses(&mut self, presses: &[PressView]) -> bool {
        let mut changed = false;
        self.list.retain_mut(|draft| {
            let Stage::Sent { contact, after } = &draft.stage else { return true };
            let mine = |press: &&PressView| {
                press.action == draft.action
                    && press.contact == *contact
                    && (press.run > *after || press.run == 0)
            };
            let Some(press) = presses.iter().find(mine) else { return true };
            changed |= press.state != PressState::Running;
            match &press.state {
                PressState::Running => true,
                PressState::Done => false,
                PressState::Failed(_) | PressState::NoFlow => {
                    draft.stage = Stage::Refused(press.clone());
                    true
                }
            }
        });
        changed
    }

    /// The core tells what it found for the form in front.
    pub(crate) fn hear_form(&mut self, form: &FormView) {
        let draft = self
            .list
            .iter_mut()
            .find(|draft| draft.open && draft.action == form.action && draft.contact == form.contact);
        if let Some(draft) = draft {
            draft.found = match &form.state {
                PressState::Running => Found::Loading,
                PressState::Done => Found::Values(form.values.clone()),
                PressState::Failed(_) | PressState::NoFlow => Found::Failed(Box::new(form.clone())),
            };
        }
    }
}

impl Draft {
    fn new(action: &str, contact: Option<&str>) -> Draft {
        Draft {
            id: 0,
            action: action.to_owned(),
            own: None,
            contact: contact.map(str::to_owned),
            open: false,
            entered: Vec::new(),
            problems: Vec::new(),
            wrong: 0,
            found: Found::Nothing,
            stage: Stage::Filling,
            is_kept: false,
        }
    }

    /// Whether the agent has entered anything.
    fn is_begun(&self) -> bool {
        self.entered.iter().any(Option::is_some)
    }

    /// What the agent has entered into a field.
    pub(crate) fn entered(&self, at: usize) -> Option<&Entry> {
        self.entered.get(at)?.as_ref()
    }

    /// The agent enters something. What was wrong with the field before is to be seen at the next Submit.
    pub(crate) fn enter(&mut self, at: usize, entry: Entry) {
        if self.entered.len() <= at {
            self.entered.resize(at + 1, None);
        }
        self.entered[at] = Some(entry);
        self.problems.retain(|(place, _)| *place != at);
    }

    /// What is wrong with the entries, at a Submit. The place of the first bad one.
    pub(crate) fn judge(&mut self, problems: Vec<(usize, String)>) -> Option<usize> {
        self.wrong = problems.len().try_into().unwrap_or(u32::MAX);
        self.problems = problems;
        self.problems.first().map(|(at, _)| *at)
    }

    /// How many entries were bad at the last Submit; none once all are seen to.
    pub(crate) fn wrong(&self) -> u32 {
        if self.problems.is_empty() { 0 } else { self.wrong }
    }

    /// What is wrong with a field.
    pub(crate) fn problem(&self, at: usize) -> Option<&str> {
        self.problems.iter().find(|(place, _)| *place == at).map(|(_, problem)| problem.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Opens the form of an action and enters a text into its first field.
    fn begin(drafts: &mut Drafts, action: &str, contact: Option<&str>, text: &str) -> u32 {
        drafts.open(action, contact);
        let id = drafts.front(contact).expect("it is in front").id;
        drafts.get_mut(id).expect("it is there").enter(0, Entry::Text(text.to_owned()));
        id
    }

    /// The action in front of a contact and what its first field says.
    #[track_caller]
    fn check(drafts: &Drafts, contact: Option<&str>, expected: Option<(&str, &str)>) {
        let shown = drafts.front(contact).map(|draft| {
            let text = match draft.entered(0) {
                Some(Entry::Text(text)) => text.as_str(),
                _ => "",
            };
            (draft.action.as_str(), text)
        });
        assert_eq!(shown, expected, "{contact:?}");
    }

    #[test]
    fn each_contact_has_its_own() {
        let mut drafts = Drafts::default();
        begin(&mut drafts, "Call back", Some("a"), "for a");
        check(&drafts, Some("b"), None);
        check(&drafts, None, None);
        begin(&mut drafts, "Call back", Some("b"), "for b");
        check(&drafts, Some("a"), Some(("Call back", "for a")));
        check(&drafts, Some("b"), Some(("Call back", "for b")));
    }

    #[test]
    fn go_back_keeps_what_was_entered() {
        let mut drafts = Drafts::default();
        begin(&mut drafts, "Call back", None, "x");
        drafts.close(None);
        check(&drafts, None, None);
        drafts.open("Escalate", None);
        check(&drafts, None, Some(("Escalate", "")));
        drafts.open("Call back", None);
        check(&drafts, None, Some(("Call back", "x")));
    }

    // Shows: issue-5-2-entries
    #[test]
    fn a_contact_that_goes_leaves_what_was_entered() {
        let mut drafts = Drafts::default();
        begin(&mut drafts, "Call back", Some("a"), "x");
        drafts.outlive();
        check(&drafts, None, Some(("Call back", "x")));

        // Nothing entered, nothing left.
        drafts.open("Escalate", Some("b"));
        drafts.outlive();
        check(&drafts, None, Some(("Call back", "x")));

        // The newer draft of the same action, and the newer form in front.
        begin(&mut drafts, "Call back", Some("c"), "y");
        begin(&mut drafts, "Escalate", Some("c"), "z");
        drafts.outlive();
        check(&drafts, None, Some(("Escalate", "z")));
        drafts.open("Call back", None);
        check(&drafts, None, Some(("Call back", "y")));
        assert_eq!(drafts.list.len(), 2);

        // One goes while another is in view: it comes back when there is none.
        begin(&mut drafts, "Refund", Some("d"), "d's");
        drafts.open("Refund", Some("e"));
        check(&drafts, Some("e"), Some(("Refund", "")));
        drafts.outlive();
        check(&drafts, None, Some(("Refund", "d's")));
    }

    fn press(run: u64, contact: Option<&str>, state: PressState) -> PressView {
        PressView { action: "Call back".to_owned(), contact: contact.map(str::to_owned), run, state }
    }

    #[test]
    fn a_draft_ends_with_its_own_run() {
        let mut drafts = Drafts::default();
        let id = begin(&mut drafts, "Call back", Some("a"), "x");
        let sent = Stage::Sent { contact: Some("a".to_owned()), after: 7 };
        drafts.get_mut(id).expect("it is there").stage = sent.clone();
        for (other, why) in [
            (press(7, Some("a"), PressState::Done), "an earlier run"),
            (press(8, Some("b"), PressState::Done), "another contact's"),
            (press(8, None, PressState::Done), "without contact"),
            (press(8, Some("a"), PressState::Running), "not over"),
        ] {
            assert!(!drafts.hear_presses(&[other]), "{why}");
            assert_eq!(drafts.get(id).expect(why).stage, sent, "{why}");
        }
        // The contact has gone meanwhile; the run is still the one that was started.
        drafts.outlive();
        let failed = press(8, Some("a"), PressState::Failed(None));
        assert!(drafts.hear_presses(std::slice::from_ref(&failed)));
        assert_eq!(drafts.get(id).expect("it stays").stage, Stage::Refused(failed));
        check(&drafts, None, Some(("Call back", "x")));

        drafts.get_mut(id).expect("it is there").stage = Stage::Sent { contact: None, after: 0 };
        assert!(drafts.hear_presses(&[press(9, None, PressState::Done)]));
        assert!(drafts.get(id).is_none(), "it has served");
    }

    #[test]
    fn what_was_found_belongs_to_the_form_in_front() {
        let mut drafts = Drafts::default();
        let id = begin(&mut drafts, "Call back", Some("a"), "x");
        let mut form = FormView {
            action: "Call back".to_owned(),
            contact: Some("b".to_owned()),
            state: PressState::Running,
            values: Map::new(),
        };
        drafts.hear_form(&form);
        assert_eq!(drafts.get(id).expect("it is there").found, Found::Nothing);
        form.contact = Some("a".to_owned());
        drafts.hear_form(&form);
        assert_eq!(drafts.get(id).expect("it is there").found, Found::Loading);
        form.state = PressState::Failed(None);
        form.values.insert("$.contact.queue".to_owned(), "Sales".into());
        drafts.hear_form(&form);
        let found = &drafts.get(id).expect("it is there").found;
        assert_eq!(found.value("$.contact.queue"), Some(&Value::from("Sales")));
        assert_eq!(found.value("$.other"), None);
    }

    #[test]
    fn entering_takes_the_problem_away() {
        let mut drafts = Drafts::default();
        let id = begin(&mut drafts, "Call back", None, "");
        let draft = drafts.get_mut(id).expect("it is there");
        let problems = vec![(0, "Missing".to_owned()), (2, "No number".to_owned())];
        assert_eq!(draft.judge(problems), Some(0));
        draft.enter(2, Entry::Text("7".to_owned()));
        assert_eq!((draft.problem(0), draft.problem(2)), (Some("Missing"), None));
        assert_eq!(draft.wrong(), 2, "one of the two is left");
        draft.enter(0, Entry::Text("x".to_owned()));
        assert_eq!(draft.wrong(), 0);
        assert_eq!((draft.entered(1), draft.entered(2)), (None, Some(&Entry::Text("7".to_owned()))));
    }
}
