//! What flows show to the agent: rows of data, every attribute of a contact, dialogs and passing lines.

use flow::{Answer, Reply, Text, Value, cut};
use panel_protocol::{DataRow, DataView, NotificationKind};

use crate::desk::Desk;
use crate::signal::Signal;

/// How much text the rows of one contact hold, in UTF-16 units; what is longer is cut. Nobody reads more in a panel, and all of it is
/// kept for a reload, beside what must not be lost.
const ROOM: usize = 400_000;

impl Desk {
    /// Rows for the Data panel, in place of those before.
    pub(crate) fn show_data(&mut self, contact: Option<&str>, data: &Value) -> Reply {
        let (mut rows, mut room) = (Vec::new(), ROOM);
        for (name, value) in data.as_map().into_iter().flat_map(|map| map.iter()) {
            let nested = matches!(value, Value::List(_) | Value::Map(_));
            let text = if value.is_undefined() { Text::default() } else { value.to_readable() };
            let text = if text.len() > room { cut(text.into(), room).into() } else { text };
            room -= text.len().min(room);
            rows.push(Value::List(vec![name.clone().into(), text.into(), nested.into()]));
        }
        let rows = Value::List(rows);
        match contact {
            // A contact that is gone takes what is late with it.
            Some(contact) if self.contacts.contains_key(contact) => {
                self.contact_memory(contact).data = Some(rows);
            }
            Some(_) => {}
            None => {
                self.properties.get_mut().set_data(rows);
            }
        }
        Ok(Answer::Done)
    }

    /// What the Data panel shows: what came with the contact in view, else what came without one.
    pub(crate) fn data_view(&self) -> Option<DataView> {
        let with_contact = self.current_contact().and_then(|contact| {
            let rows = self.memory.contacts.get(contact.id.as_str())?.data.as_ref()?;
            Some(DataView { contact: Some(contact.id.clone()), rows: data_rows(rows) })
        });
        // Whose rows they are is known once the agent is.
        self.agent.snapshot()?;
        let without = || Some(DataView { contact: None, rows: data_rows(self.properties.get().data()?) });
        with_contact.or_else(without)
    }

    /// The Attributes panel shows every attribute of a contact, as long as the contact lives.
    pub(crate) fn show_attributes(&mut self, contact: &str) -> Reply {
        if self.contacts.contains_key(contact) {
            self.contact_memory(contact).show_attributes = true;
        }
        Ok(Answer::Done)
    }

    /// Whether the contact in view has every attribute shown.
    pub(crate) fn attributes_shown(&self) -> bool {
        self.current_contact().is_some_and(|contact| {
            let memory = self.memory.contacts.get(contact.id.as_str());
            contact.state.is_active() && memory.is_some_and(|memory| memory.show_attributes)
        })
    }

    /// Shows a notification to the agent until it is dismissed. A dialog opens the softphone panel, but not during a call: then
    /// the agent decides what is in front.
    pub(crate) fn notify(&mut self, kind: NotificationKind, title: Option<&Text>, text: &Text) -> Reply {
        if kind == NotificationKind::Dialog && !self.has_active_call() {
            self.turn.signal(Signal::OpenPanel);
        }
        self.frame.notifications.show(kind, title, text);
        Ok(Answer::Done)
    }
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
