//! No modal over a ringing call.
//!
//! The layout of an org may open a form for a new record when nobody is known by a number. The form is a modal: while
//! the call still rings it would keep the agent from reaching the phone (Open CTI reference, screenPop). So a search
//! for a ringing call is deferred: a page opens at once, a modal when the call is taken, and never if it is not.

use flow::{
    Answer, CallType, Failure, FailureKind, FlowArg, HostEffect, Layout, Matches, Reply, ScreenPop, Search,
    Value,
};
use panel_protocol::CallerQuestion;

use crate::config::Several;
use crate::contacts::Contacts;
use crate::contacts::caller_id::digits_of;
use crate::routes::Routed;
use crate::turn::Turn;

/// The types of `SCREEN_POP_DATA` that open a modal. It is opaque and handed back untouched; a type we do not know
/// counts as a page.
const MODALS: [&str; 2] = ["newRecord", "flow"];
/// The type that opens a record.
const RECORD: &str = "sobject";

impl Contacts {
    /// What becomes of a search that a flow asks for. One that would open something is deferred: what opens is decided
    /// here, by what was found.
    pub(crate) fn route_search(&mut self, contact: Option<&str>, search: &Search) -> Search {
        let inbound = search.call_type == CallType::Inbound;
        let Some(contact) = contact.filter(|_| inbound) else { return search.clone() };
        let pops = !search.deferred;
        let search = Search { deferred: true, ..search.clone() };
        self.searching.begin(contact, &search, pops);
        search
    }

    /// Salesforce compares the digits as they were typed (`reference/open-cti.md` §6.3): a caller whom one spelling of the
    /// number does not find may be found by another. The search for the next one, as long as there is one.
    pub(crate) fn next_spelling(&mut self, contact: &str, reply: &Reply) -> Option<Search> {
        let Ok(Answer::Matches(Matches { records, .. })) = reply else { return None };
        let searching = self.searching.of(contact)?;
        let phone = self.present.get(contact)?.snapshot.phone.as_ref().filter(|_| records.is_empty())?;
        let (mut about_caller, mut next) = (false, None);
        for spelling in [&phone.national_number, &phone.e164, &phone.national] {
            let digits = digits_of(spelling);
            if searching.tried.contains(&digits) {
                about_caller = true;
            } else {
                next = next.or(Some(digits));
            }
        }
        let next = next.filter(|_| about_caller)?;
        searching.search.text.clone_from(&next);
        searching.tried.push(next);
        Some(searching.search.clone())
    }

    /// What becomes of a pop that a flow or the agent asks for: a form waits until the call is taken, and without an id
    /// the search page opens. Whoever asked is told that it is done, for to Salesforce, too, success only means that the
    /// request was accepted.
    pub(crate) fn route_pop(&mut self, contact: Option<&str>, pop: &ScreenPop) -> Routed {
        // Whatever opens takes the place of a form that waits.
        if let Some(memory) = contact.and_then(|contact| self.known_memory_mut(contact)) {
            memory.held_pop = None;
        }
        let ringing = contact.filter(|contact| self.is_before_talk(contact));
        match (ringing, pop) {
            (Some(contact), ScreenPop::NewRecord { entity_name, defaults }) => {
                let params = Value::map([
                    ("entityName", Value::text(entity_name)),
                    ("defaultFieldValues", defaults.clone().into()),
                ]);
                self.hold_modal(contact, MODALS[0], params)
            }
            (Some(contact), ScreenPop::Flow { flow_dev_name, args }) => {
                let arg = |arg: &FlowArg| {
                    Value::map([
                        ("name", Value::text(&arg.name)),
                        ("type", Value::text(&arg.kind)),
                        ("value", arg.value.clone()),
                    ])
                };
                let params = Value::map([
                    ("flowDevName", Value::text(flow_dev_name)),
                    ("flowArgs", Value::List(args.iter().map(arg).collect())),
                ]);
                self.hold_modal(contact, MODALS[1], params)
            }
            (_, ScreenPop::Record { record_id }) if record_id.trim().is_empty() => {
                match contact.and_then(|contact| self.number_of(contact)).map(str::to_owned) {
                    Some(search_string) => {
                        Routed::port(HostEffect::ScreenPop(ScreenPop::Search { search_string }))
                    }
                    None => Routed::Answer(Err(Failure::new(
                        FailureKind::Refused,
                        "there is no record to open and no number to search for",
                    ))),
                }
            }
            _ => match pop.objection() {
                None => Routed::port(HostEffect::ScreenPop(pop.clone())),
                Some(reason) => Routed::Answer(Err(Failure::new(FailureKind::Refused, reason))),
            },
        }
    }

    /// Keeps a modal until the call is taken, in the form of `SCREEN_POP_DATA`.
    fn hold_modal(&mut self, contact: &str, kind: &'static str, params: Value) -> Routed {
        let data = Value::map([("type", Value::from(kind)), ("params", params)]);
        self.memory_mut(contact).held_pop = Some(data);
        Routed::Answer(Ok(Answer::Done))
    }

    /// The search is answered or given up. Whether a pop was held back for it.
    pub(crate) fn end_search(&mut self, contact: &str) -> bool {
        self.searching.end(contact)
    }

    /// The answer to a search of a flow: what it means for the caller, and what opens.
    pub(crate) fn search_replied(
        &mut self,
        contact: &str,
        reply: &Reply,
        layout: Option<&Layout>,
        turn: &mut Turn,
    ) {
        let opens_nothing = layout.is_some_and(|layout| layout.rules[1] == "DoNotPop");
        let pops = self.end_search(contact);
        let Ok(Answer::Matches(Matches { records, pop })) = reply else {
            return self.ask_about_caller(contact, CallerQuestion::NotSearched);
        };
        let one = self.note_matches(contact, records, turn);
        if pops || !records.is_empty() {
            // A form that waits was for somebody unknown.
            self.memory_mut(contact).held_pop = None;
        }
        if !pops {
            return;
        }
        let question = match records.len() {
            0 => CallerQuestion::Nobody,
            _ if one.is_some() => CallerQuestion::Settled,
            _ => CallerQuestion::Several,
        };
        self.ask_about_caller(contact, question);
        let choose = turn.config().screen_pop.several == Several::Choose;
        let kind = pop.as_ref().map_or("", |data| data.get("type").as_text().unwrap_or_default());
        // Several to the layout are one by the administrator's order, or as the halves of a person, who opens as the account.
        let by_layout = match &one {
            Some(one) => records.len() == 1 && (kind != RECORD || one.id == records[0].id),
            None => records.is_empty() || !choose,
        };
        match (pop, one) {
            (Some(data), _) if by_layout => {
                if MODALS.contains(&kind) && self.is_before_talk(contact) {
                    self.memory_mut(contact).held_pop = Some(data.clone());
                } else {
                    turn.pop(ScreenPop::Deferred { data: data.clone() });
                }
            }
            // A layout that opens nothing is the administrator's wish; one that forgot to say so is not.
            (_, Some(one)) if !opens_nothing => {
                self.pop_for(contact, ScreenPop::Record { record_id: one.id }, turn);
            }
            _ => {}
        }
    }

    /// The call was taken: what waited for that opens.
    pub(crate) fn pop_held(&mut self, contact: &str, turn: &mut Turn) {
        if let Some(data) = self.memory_mut(contact).held_pop.take() {
            turn.pop(ScreenPop::Deferred { data });
        }
    }

    fn is_before_talk(&self, contact: &str) -> bool {
        self.get(contact).is_some_and(|contact| contact.phase().is_before_talk())
    }
}
