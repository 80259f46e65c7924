//! What the desk writes into the log of a call. Object Reference: Task.

use flow::{Fields, Value, cut_with_sign, units};

use crate::contacts::related::LEAD;
use crate::log::notes::{DISPOSITION, MOST_DISPOSITION, MOST_NOTES, NOTES};
use crate::memory::ContactMemory;

/// Texts of a Task and how long each may be, in UTF-16 units. Object Reference: Task.
const LONGEST: [(&str, usize); 4] =
    [("Subject", 255), (DISPOSITION, MOST_DISPOSITION), ("CallObject", 255), (NOTES, MOST_NOTES)];
/// Whom a Task is about, and what.
pub(crate) const WHO: &str = "WhoId";
pub(crate) const WHAT: &str = "WhatId";

/// Cuts the texts of a Task to their fields, with a sign that they were cut: a cut log is better than none.
pub(crate) fn fit_texts(fields: &mut Fields) {
    for (field, most) in LONGEST {
        if let Some(text) = fields.get(field).and_then(Value::as_text)
            && units(text) > most
        {
            let shown = cut_with_sign(text.to_owned(), most);
            fields.insert(field.into(), Value::from(shown));
        }
    }
}

impl ContactMemory {
    /// Whether a flow has the say over a field of the log.
    pub(crate) fn is_by_flow(&self, field: &str) -> bool {
        self.log_by_flow.iter().any(|known| *known == *field)
    }

    /// Removes `WhoId` or `WhatId` from `news` where a lead would meet another record: Salesforce refuses a Task with both (Object
    /// Reference: Task). A value of the desk yields to one of a flow; otherwise `WhatId` yields to the lead.
    pub(crate) fn resolve_lead_conflict(&self, written: &Fields, news: &mut Fields) {
        let id = |field| news.get(field).or(written.get(field)).and_then(Value::as_text).unwrap_or_default();
        if !id(WHO).starts_with(LEAD) || id(WHAT).is_empty() {
            return;
        }
        let yields = if self.is_by_flow(WHAT) && !self.is_by_flow(WHO) { WHO } else { WHAT };
        if written.contains_key(yields) {
            news.insert(yields.into(), Value::Null);
        } else {
            news.shift_remove(yields);
        }
    }
}
