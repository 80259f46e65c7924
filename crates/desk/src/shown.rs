//! What flows show to the agent: rows of data, every attribute of a contact, dialogs and passing lines.

use flow::{Answer, Reply, Say, SayKind, Text, Value};

use crate::desk::Desk;
use crate::notes::cut;

/// Where the rows that belong to no contact stand among the properties, which they share their life with.
pub(crate) const DATA: &str = "ac:data";

/// How much text the rows of one contact hold, in UTF-16 units; what is longer is cut. Nobody reads more in a panel, and all of it is
/// kept for a reload, beside what must not be lost.
const ROOM: usize = 400_000;

/// How much is said at a time: what is older goes unheard, so that a flow that says too much fills no page.
const SAID: usize = 20;

/// Something said to the agent and not put away yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Counts from one for each desk.
    pub id: u64,
    /// What, and how.
    pub say: Say,
}

/// What stands in the Data panel.
#[derive(Clone, Debug, PartialEq)]
pub struct DataView<'d> {
    /// The contact it goes and comes with; none: it stays.
    pub contact: Option<&'d str>,
    /// A list of rows: name, text, and whether the text is the JSON of a list or a map.
    pub rows: &'d Value,
}

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
                self.properties.0.insert(DATA.into(), rows);
            }
        }
        Ok(Answer::Done)
    }

    /// What the Data panel shows: what came with the contact in view, else what came without one.
    pub(crate) fn data_view(&self) -> Option<DataView<'_>> {
        let with_contact = self.current_contact().and_then(|contact| {
            let rows = self.memory.contacts.get(contact.id.as_str())?.data.as_ref()?;
            Some(DataView { contact: Some(contact.id.as_str()), rows })
        });
        let without = || Some(DataView { contact: None, rows: self.properties.0.get(DATA)? });
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

    /// Says something to the agent, until it is put away. A dialog opens the softphone; during a call the agent decides
    /// what is in front.
    pub(crate) fn say(&mut self, say: Say) -> Reply {
        if say.kind == SayKind::Modal && !self.call_is_up() {
            self.open_panel();
        }
        if self.said.len() == SAID {
            self.said.remove(0);
        }
        self.last_said += 1;
        self.said.push(Said { id: self.last_said, say });
        Ok(Answer::Done)
    }

    /// The agent has read it, or its time is over.
    pub(crate) fn dismiss(&mut self, id: u64) {
        if let Some(at) = self.said.iter().position(|said| said.id == id) {
            self.said.remove(at);
        }
    }
}
