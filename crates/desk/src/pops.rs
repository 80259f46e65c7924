//! No modal over a ringing call.
//!
//! The layout of an org may open a form for a new record when nobody is known by a number. The form is a modal: while
//! the call still rings it would keep the agent from reaching the phone (Open CTI reference, screenPop). So a search
//! for a ringing call is deferred: a page opens at once, a modal when the call is taken, and never if it is not.

use flow::{Answer, Effect, Matches, Reply, ScreenPop, Search, Value};

use crate::contact::ContactState;
use crate::desk::{Desk, Owner};
use crate::runs::Verdict;

/// The types of `SCREEN_POP_DATA` that open a modal. It is opaque and handed back untouched; a type we do not know
/// counts as a page.
const MODALS: [&str; 2] = ["newRecord", "flow"];

impl Desk {
    /// What becomes of a search that a flow asks for.
    pub(crate) fn judge_search(&mut self, contact: Option<&str>, search: Search) -> Effect {
        let Some(contact) = contact.filter(|contact| !search.deferred && self.is_ringing(contact)) else {
            return Effect::Search(search);
        };
        self.popping.insert(contact.to_owned());
        Effect::Search(Search { deferred: true, ..search })
    }

    /// What becomes of a pop that a flow asks for: a form waits like the one of a search. The flow is told that it is
    /// done, for to Salesforce, too, success only means that the request was accepted.
    pub(crate) fn judge_pop(&mut self, contact: Option<&str>, pop: ScreenPop) -> Verdict {
        let ringing = contact.filter(|contact| self.is_ringing(contact));
        match (ringing, pop) {
            (Some(contact), ScreenPop::NewRecord { entity_name, defaults }) => {
                let params = Value::map([
                    ("entityName", Value::from(entity_name)),
                    ("defaultFieldValues", Value::Map(defaults)),
                ]);
                let data = Value::map([("type", Value::from(MODALS[0])), ("params", params)]);
                self.contact_memory(contact).held_pop = Some(data);
                Verdict::Answer(Ok(Answer::Done))
            }
            (_, pop) => Verdict::Perform(Effect::ScreenPop(pop)),
        }
    }

    /// The answer to a search: the pop that was held back for it is done now, or kept until the call is taken.
    pub(crate) fn search_replied(&mut self, contact: &str, reply: &Reply) {
        if !self.popping.shift_remove(contact) {
            return;
        }
        let Ok(Answer::Matches(Matches { pop: Some(data), .. })) = reply else { return };
        let kind = data.get("type").as_text().unwrap_or_default();
        if MODALS.contains(&kind) && self.is_ringing(contact) {
            self.contact_memory(contact).held_pop = Some(data.clone());
        } else {
            self.pop(data.clone());
        }
    }

    /// The call was taken: what waited for that opens.
    pub(crate) fn pop_held(&mut self, contact: &str) {
        if let Some(data) = self.contact_memory(contact).held_pop.take() {
            self.pop(data);
        }
    }

    fn pop(&mut self, data: Value) {
        self.perform(Owner::Nobody, Effect::ScreenPop(ScreenPop::Deferred { data }));
    }

    fn is_ringing(&self, contact: &str) -> bool {
        let state = self.contacts.get(contact).map(|contact| &contact.snapshot.state);
        matches!(state, Some(ContactState::Connecting | ContactState::Incoming | ContactState::Pending))
    }
}
