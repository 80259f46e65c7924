//! Edits of wires, and the rules of connecting (`reference/cti-flows.md` §5.3).

use super::change_set::ChangeSet;
use super::write::{Spacing, bare, map_at, set, unset};
use super::{Refusal, Socket};
use crate::blocks::{START, find_by};
use crate::document::json::Data;
use crate::{DocumentBlock, Port, Text};

impl ChangeSet<'_> {
    pub(super) fn connect(&mut self, one: &Socket, other: &Socket) -> Result<(), Refusal> {
        let (from, port, to) = match (one, other) {
            (Socket::Output { block, port }, Socket::Input { block: to })
            | (Socket::Input { block: to }, Socket::Output { block, port }) => (block, port, to),
            (Socket::Output { .. }, Socket::Output { .. }) => return Err(Refusal::TwoOutputs),
            (Socket::Input { .. }, Socket::Input { .. }) => return Err(Refusal::TwoInputs),
        };
        self.check_output(from, port)?;
        self.check_input(to)?;
        if from == to {
            return Err(Refusal::ToItself);
        }
        self.set_port(from, port, to)
    }

    pub(super) fn disconnect(&mut self, id: &Text, port: &Text) -> Result<(), Refusal> {
        self.target(id, port)?;
        self.unset_port(id, port)
    }

    pub(super) fn remove_and_reconnect(&mut self, ids: &[Text]) -> Result<(), Refusal> {
        for id in ids {
            self.block(id)?;
        }
        for block in self.document.blocks().iter().filter(|block| !ids.contains(&block.id)) {
            for (port, target) in block.ports.iter().filter(|(_, target)| ids.contains(target)) {
                // On through all that go, as far as there is a way that does not come back.
                let mut next = Some(target.clone());
                let mut seen: Vec<Text> = Vec::new();
                while let Some(id) = next.take_if(|id| ids.contains(id)) {
                    if seen.contains(&id) {
                        break;
                    }
                    next = self.block(&id)?.leads_on_to().cloned();
                    seen.push(id);
                }
                match next.filter(|id| *id != block.id && !ids.contains(id)) {
                    Some(id) => self.set_port(&block.id, port, &id)?,
                    None => self.unset_port(&block.id, port)?,
                }
            }
        }
        for id in ids {
            self.take_out(id)?;
        }
        Ok(())
    }

    pub(super) fn insert_new(
        &mut self,
        type_id: &Text,
        position: [f64; 2],
        from: &Text,
        port: &Text,
    ) -> Result<Text, Refusal> {
        let to = self.target(from, port)?.clone();
        let known = find_by(type_id, self.document.aliases());
        let known = known.ok_or_else(|| Refusal::UnknownType { type_id: type_id.clone() })?;
        if known.type_id == START {
            return Err(Refusal::NoInput);
        }
        let on = known.ports.all().first().copied().ok_or(Refusal::CannotLeadOn)?;
        let id = self.add(type_id, position)?;
        if let Some(entry) = self.appended.last_mut() {
            let spacing = Spacing::of(entry).unwrap_or(Spacing::Spaced);
            let ports = map_at(entry, "ports", &spacing);
            set(ports, on.name(), bare(Data::Text(to.as_str().into())).data, &spacing.inner());
        }
        self.set_port(from, port, &id)?;
        Ok(id)
    }

    pub(super) fn insert_on_wire(&mut self, id: &Text, from: &Text, port: &Text) -> Result<(), Refusal> {
        let to = self.target(from, port)?.clone();
        if id == from || *id == to {
            return Err(Refusal::ToItself);
        }
        self.check_input(id)?;
        let on = self.block(id)?.first_output().ok_or(Refusal::CannotLeadOn)?;
        self.set_port(from, port, id)?;
        self.set_port(id, &on, &to)
    }

    /// Where a wire leads.
    fn target(&self, id: &Text, port: &Text) -> Result<&Text, Refusal> {
        let none = || Refusal::NoWire { id: id.clone(), port: port.clone() };
        self.block(id)?.ports.get(port).ok_or_else(none)
    }

    fn check_output(&self, id: &Text, port: &Text) -> Result<(), Refusal> {
        let block = self.block(id)?;
        let known = block.outputs();
        // Of a block that nobody here knows, the outputs that are not in use cannot be known either.
        if known.contains(port) || block.known.is_none() {
            return Ok(());
        }
        Err(Refusal::NoSuchOutput { id: id.clone(), port: port.clone(), known })
    }

    fn check_input(&self, id: &Text) -> Result<(), Refusal> {
        match self.block(id)?.known {
            Some(known) if known.type_id == START => Err(Refusal::NoInput),
            _ => Ok(()),
        }
    }

    fn set_port(&mut self, id: &Text, port: &Text, to: &Text) -> Result<(), Refusal> {
        if self.block(id)?.ports.get(port) == Some(to) {
            return Ok(());
        }
        let entry = self.entry(id)?;
        let spacing = Spacing::of(entry).unwrap_or(Spacing::Spaced);
        let ports = map_at(entry, "ports", &spacing);
        set(ports, port, Data::Text(to.as_str().into()), &spacing.inner());
        Ok(())
    }

    pub(super) fn unset_port(&mut self, id: &Text, port: &Text) -> Result<(), Refusal> {
        if let Some(ports) = self.entry(id)?.get_mut("ports") {
            unset(ports, port);
        }
        Ok(())
    }
}

impl DocumentBlock {
    /// Names of its outputs: those of its type, then whatever else the file connects.
    pub fn outputs(&self) -> Vec<Text> {
        let known = self.known.map_or(&[][..], |known| known.ports.all());
        let mut names: Vec<Text> = known.iter().copied().map(Port::name).map(Text::from).collect();
        for name in self.ports.keys() {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    }

    fn first_output(&self) -> Option<Text> {
        self.outputs().into_iter().next()
    }

    /// Where the flow goes on: behind the first output that leads anywhere.
    fn leads_on_to(&self) -> Option<&Text> {
        self.outputs().iter().find_map(|port| self.ports.get(port))
    }
}
