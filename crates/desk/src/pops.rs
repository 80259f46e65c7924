//! No modal over a ringing call.
//!
//! The layout of an org may open a form for a new record when nobody is known by a number. The form is a modal: while
//! the call still rings it would keep the agent from reaching the phone (Open CTI reference, screenPop). So a search
//! for a ringing call is deferred: a page opens at once, a modal when the call is taken, and never if it is not.

use std::sync::Arc;

use flow::{Answer, CallType, Effect, Failure, FailureKind, Matches, Reply, ScreenPop, Search, Value};

use crate::config::Several;
use crate::contact::ContactState;
use crate::desk::{Desk, Owner};
use crate::runs::Verdict;
use crate::view::CallerQuestion;

/// The types of `SCREEN_POP_DATA` that open a modal. It is opaque and handed back untouched; a type we do not know
/// counts as a page.
const MODALS: [&str; 2] = ["newRecord", "flow"];

impl Desk {
    /// What becomes of a search that a flow asks for. One that would open something is deferred: what opens is decided
    /// here, by what was found.
    pub(crate) fn judge_search(
        &mut self,
        contact: Option<&str>,
        search: &Search,
        effect: &Arc<Effect>,
    ) -> Arc<Effect> {
        let pops = !search.deferred && search.call_type == CallType::Inbound;
        let Some(contact) = contact.filter(|_| pops) else { return Arc::clone(effect) };
        if !self.popping.iter().any(|known| known == contact) {
            self.popping.push(contact.to_owned());
        }
        Arc::new(Effect::Search(Search { deferred: true, ..search.clone() }))
    }

    /// What becomes of a pop that a flow or the agent asks for: a form waits until the call is taken, and without an id
    /// the search page opens. Whoever asked is told that it is done, for to Salesforce, too, success only means that the
    /// request was accepted.
    pub(crate) fn judge_pop(
        &mut self,
        contact: Option<&str>,
        pop: &ScreenPop,
        effect: &Arc<Effect>,
    ) -> Verdict {
        let ringing = contact.filter(|contact| self.is_ringing(contact));
        match (ringing, pop) {
            (Some(contact), ScreenPop::NewRecord { entity_name, defaults }) => {
                let params = Value::record(&mut [
                    ("entityName", Value::text(entity_name)),
                    ("defaultFieldValues", defaults.clone().into()),
                ]);
                let data = Value::record(&mut [("type", Value::from(MODALS[0])), ("params", params)]);
                self.contact_memory(contact).held_pop = Some(data);
                Verdict::Answer(Ok(Answer::Done))
            }
            (_, ScreenPop::Record { record_id }) if record_id.trim().is_empty() => {
                match contact.and_then(|contact| self.number_of(contact)).map(str::to_owned) {
                    Some(search_string) => {
                        Verdict::Perform(Arc::new(Effect::ScreenPop(ScreenPop::Search { search_string })))
                    }
                    None => Verdict::Answer(Err(Failure::new(
                        FailureKind::Refused,
                        "there is no record to open and no number to search for",
                    ))),
                }
            }
            _ => Verdict::Perform(Arc::clone(effect)),
        }
    }

    /// The search is answered or given up. Whether a pop was held back for it.
    pub(crate) fn pops_no_more(&mut self, contact: &str) -> bool {
        let at = self.popping.iter().position(|known| known == contact);
        at.map(|at| self.popping.swap_remove(at)).is_some()
    }

    /// The answer to a search of a flow: what it means for the caller, and what opens.
    pub(crate) fn search_replied(&mut self, contact: &str, reply: &Reply) {
        let pops = self.pops_no_more(contact);
        let Ok(Answer::Matches(Matches { records, pop })) = reply else {
            return self.ask_about_caller(contact, CallerQuestion::NotSearched);
        };
        let one = self.note_matches(contact, records);
        if !pops {
            return;
        }
        let question = match records.len() {
            0 => CallerQuestion::Nobody,
            _ if one.is_some() => CallerQuestion::Settled,
            _ => CallerQuestion::Several,
        };
        self.ask_about_caller(contact, question);
        let choose = self.config.screen_pop.several == Several::Choose;
        match (pop, one) {
            // The layout opens its search page for several; by the administrator's order they are one.
            (Some(_), Some(one))
                if records.len() > 1 && self.config.screen_pop.priority.contains(&one.object) =>
            {
                self.pop(ScreenPop::Record { record_id: one.id });
            }
            (Some(_), None) if choose && !records.is_empty() => {}
            (Some(data), _) => {
                let kind = data.get("type").as_text().unwrap_or_default();
                if MODALS.contains(&kind) && self.is_ringing(contact) {
                    self.contact_memory(contact).held_pop = Some(data.clone());
                } else {
                    self.pop(ScreenPop::Deferred { data: data.clone() });
                }
            }
            // A layout that opens nothing is the administrator's wish; one that forgot to say so is not.
            (None, Some(one)) if !self.layout_opens_nothing() => {
                self.pop_for(contact, ScreenPop::Record { record_id: one.id });
            }
            (None, _) => {}
        }
    }

    fn layout_opens_nothing(&self) -> bool {
        self.boot.layout.as_ref().is_some_and(|layout| layout.rules[1] == "DoNotPop")
    }

    /// The call was taken: what waited for that opens.
    pub(crate) fn pop_held(&mut self, contact: &str) {
        if let Some(data) = self.contact_memory(contact).held_pop.take() {
            self.pop(ScreenPop::Deferred { data });
        }
    }

    fn pop(&mut self, pop: ScreenPop) {
        self.perform(Owner::Nobody, Effect::ScreenPop(pop));
    }

    fn is_ringing(&self, contact: &str) -> bool {
        let state = self.contacts.get(contact).map(|contact| &contact.snapshot.state);
        matches!(state, Some(ContactState::Connecting | ContactState::Incoming | ContactState::Pending))
    }
}
