//! What flows show to the agent: rows of data, every attribute of a contact, dialogs and passing lines.

use flow::{Text, Value, cut};
use panel_protocol::{DataRow, DataView};

use crate::contacts::Contacts;

/// How much text the rows of one contact hold, in UTF-16 units; what is longer is cut. Nobody reads more in a panel, and all of it is
/// kept for a reload, beside what must not be lost.
const ROOM: usize = 400_000;

impl Contacts {
    /// Rows for the Data panel, in place of those before. A contact that is gone takes what is late with it.
    pub(crate) fn show_data(&mut self, contact: &str, rows: Value) {
        if self.is_present(contact) {
            self.memory_mut(contact).data = Some(rows);
        }
    }

    /// What the Data panel shows: what came with the contact in view, else what came without one.
    pub(crate) fn data_view(&self, without_contact: Option<&Value>) -> Option<DataView> {
        let with_contact = self.current_contact().and_then(|contact| {
            let rows = self.memory(&contact.id)?.data.as_ref()?;
            Some(DataView { contact: Some(contact.id.clone()), rows: data_rows(rows) })
        });
        let without = || Some(DataView { contact: None, rows: data_rows(without_contact?) });
        with_contact.or_else(without)
    }

    /// The Attributes panel shows every attribute of a contact, as long as the contact lives.
    pub(crate) fn show_attributes(&mut self, contact: &str) {
        if self.is_present(contact) {
            self.memory_mut(contact).show_attributes = true;
        }
    }

    /// Whether the contact in view has every attribute shown.
    pub(crate) fn attributes_shown(&self) -> bool {
        self.current_contact().is_some_and(|contact| {
            let memory = self.memory(contact.id.as_str());
            contact.state.is_active() && memory.is_some_and(|memory| memory.show_attributes)
        })
    }
}

/// What a flow shows, as it is kept: lists of name, text, and whether the text is the JSON of a list or a map.
pub(crate) fn rows_of(data: &Value) -> Value {
    let (mut rows, mut room) = (Vec::new(), ROOM);
    for (name, value) in data.as_map().into_iter().flat_map(|map| map.iter()) {
        let nested = matches!(value, Value::List(_) | Value::Map(_));
        let text = if value.is_undefined() { Text::default() } else { value.to_readable() };
        let text = if text.len() > room { cut(text.into(), room).into() } else { text };
        room -= text.len().min(room);
        rows.push(Value::List(vec![name.clone().into(), text.into(), nested.into()]));
    }
    Value::List(rows)
}

/// Rows as they are kept: lists of name, text, and whether the text is the JSON of a list or a map.
fn data_rows(rows: &Value) -> Vec<DataRow> {
    let row = |row: &Value| match row.as_list()? {
        [name, text, nested] => Some(DataRow {
            name: name.as_text()?.to_owned(),
            text: text.as_text()?.to_owned(),
            nested: *nested == Value::Bool(true),
        }),
        _ => None,
    };
    rows.as_list().unwrap_or_default().iter().filter_map(row).collect()
}
