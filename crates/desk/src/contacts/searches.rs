//! Searches of runs that are under way.

use flow::Search;

use crate::contacts::caller_id::digits_of;

/// A search of a contact's run that is under way.
#[derive(Debug)]
pub(crate) struct Searching {
    contact: String,
    pub(crate) search: Search,
    /// Whether its pop is held back.
    pub(crate) pops: bool,
    /// The digits that were looked for.
    pub(crate) tried: Vec<String>,
}

/// All of them, at most one a contact.
#[derive(Debug, Default)]
pub(crate) struct Searches(Vec<Searching>);

impl Searches {
    pub(crate) fn begin(&mut self, contact: &str, search: &Search, pops: bool) {
        let tried = vec![digits_of(&search.text)];
        self.0.push(Searching { contact: contact.to_owned(), search: search.clone(), pops, tried });
    }

    pub(crate) fn of(&mut self, contact: &str) -> Option<&mut Searching> {
        self.0.iter_mut().find(|searching| searching.contact == contact)
    }

    /// The search is answered or given up. Whether a pop was held back for it.
    pub(crate) fn end(&mut self, contact: &str) -> bool {
        let at = self.0.iter().position(|searching| searching.contact == contact);
        at.is_some_and(|at| self.0.swap_remove(at).pops)
    }
}
