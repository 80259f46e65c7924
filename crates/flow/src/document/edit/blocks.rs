//! Edits of blocks: add, remove, rename, move, change type, set an argument.

use super::Refusal;
use super::change_set::ChangeSet;
use super::write::{Spacing, data_of, map_at, merge, set, unset};
use crate::blocks::{START, find, find_by};
use crate::document::json::{Data, Node, read};
use crate::{Text, Value};

impl ChangeSet<'_> {
    pub(super) fn add(&mut self, type_id: &Text, position: [f64; 2]) -> Result<Text, Refusal> {
        let known = find_by(type_id, self.document.aliases());
        let known = known.ok_or_else(|| Refusal::UnknownType { type_id: type_id.clone() })?;
        if known.type_id == START && self.has_start() {
            return Err(Refusal::SecondStart);
        }
        let id = self.new_id();
        let entry = self.new_entry(&id, type_id, position);
        self.appended.push(entry);
        Ok(id)
    }

    pub(super) fn has_start(&self) -> bool {
        self.document.blocks().iter().any(|block| block.known.is_some_and(|known| known.type_id == START))
    }

    /// An entry for a new block, spaced as the others.
    fn new_entry(&self, id: &str, type_id: &str, position: [f64; 2]) -> Node {
        let empty = || Value::map(Vec::<(Text, Value)>::new());
        let value = Value::map([
            ("id", Value::text(id)),
            ("type", Value::text(type_id)),
            ("meta", empty()),
            ("controls", empty()),
            ("ports", empty()),
            ("position", Value::List(position.map(Value::Number).to_vec())),
        ]);
        let data = data_of(&value, &self.block_spacing());
        Node { data, ..read("null").map(|read| read.tree).unwrap_or_else(|_| unreachable!("JSON")) }
    }

    /// How the blocks of the file are spaced.
    fn block_spacing(&self) -> Spacing {
        let entries = super::change::actions(self.document);
        entries.iter().find_map(Spacing::of).unwrap_or(Spacing::Spaced)
    }

    pub(super) fn remove(&mut self, ids: &[Text]) -> Result<(), Refusal> {
        for id in ids {
            self.take_out(id)?;
        }
        for block in self.document.blocks().iter().filter(|block| !ids.contains(&block.id)) {
            for (port, _) in block.ports.iter().filter(|(_, target)| ids.contains(target)) {
                self.unset_port(&block.id, port)?;
            }
        }
        Ok(())
    }

    pub(super) fn rename(&mut self, id: &Text, title: &str) -> Result<(), Refusal> {
        let title = title.trim();
        if self.block(id)?.title.as_deref().unwrap_or_default() == title {
            return Ok(());
        }
        let entry = self.entry(id)?;
        let spacing = Spacing::of(entry).unwrap_or(Spacing::Spaced);
        if title.is_empty() {
            if let Some(meta) = entry.get_mut("meta") {
                unset(meta, "title");
            }
        } else {
            let meta = map_at(entry, "meta", &spacing);
            set(meta, "title", Data::Text(title.into()), &spacing.inner());
        }
        Ok(())
    }

    pub(super) fn move_blocks(&mut self, to: &[(Text, [f64; 2])]) -> Result<(), Refusal> {
        for (id, position) in to {
            if self.block(id)?.position == Some(*position) {
                continue;
            }
            let entry = self.entry(id)?;
            let spacing = Spacing::of(entry).unwrap_or(Spacing::Spaced);
            place(entry, *position, &spacing);
        }
        Ok(())
    }

    pub(super) fn change_type(&mut self, id: &Text, type_id: &Text) -> Result<(), Refusal> {
        let block = self.block(id)?;
        let known = find(type_id).ok_or_else(|| Refusal::UnknownType { type_id: type_id.clone() })?;
        if block.type_id == *type_id {
            return Ok(());
        }
        let was_start = block.known.is_some_and(|known| known.type_id == START);
        if known.type_id == START && !was_start && self.has_start() {
            return Err(Refusal::SecondStart);
        }
        let (controls, ports) = (&block.controls, &block.ports);
        let lost_controls: Vec<&Text> =
            controls.keys().filter(|name| known.argument(name).is_none()).collect();
        let has_port = |name: &Text| known.ports.all().iter().any(|port| *name == port.name());
        let lost_ports: Vec<&Text> = ports.keys().filter(|name| !has_port(name)).collect();
        let entry = self.entry(id)?;
        let spacing = Spacing::of(entry).unwrap_or(Spacing::Spaced);
        set(entry, "type", Data::Text(known.type_id.into()), &spacing);
        for (key, lost) in [("controls", lost_controls), ("ports", lost_ports)] {
            if let Some(map) = entry.get_mut(key) {
                lost.iter().for_each(|name| unset(map, name));
            }
        }
        if known.type_id == START {
            // Nothing leads to a Start.
            let leads_here = self.document.blocks().iter().flat_map(|from| {
                from.ports.iter().filter(|(_, to)| *to == id).map(|(port, _)| (&from.id, port))
            });
            for (from, port) in leads_here {
                self.unset_port(from, port)?;
            }
        }
        Ok(())
    }

    pub(super) fn set_argument(
        &mut self,
        id: &Text,
        name: &Text,
        value: Option<&Value>,
    ) -> Result<(), Refusal> {
        let known = self.block(id)?.known;
        let old_name = known.and_then(|known| known.argument(name)?.old_name);
        let entry = self.entry(id)?;
        let spacing = Spacing::of(entry).unwrap_or(Spacing::Spaced);
        let Some(value) = value.filter(|value| !value.is_undefined()) else {
            if let Some(controls) = entry.get_mut("controls") {
                unset(controls, name);
                old_name.iter().for_each(|old| unset(controls, old));
            }
            return Ok(());
        };
        let controls = map_at(entry, "controls", &spacing);
        old_name.iter().for_each(|old| unset(controls, old));
        let inner = spacing.inner();
        let inner_of_inner = Spacing::of(controls).unwrap_or_else(|| inner.clone()).inner();
        match controls.get_mut(name) {
            Some(node) => merge(node, value, &inner_of_inner),
            None => set(controls, name, data_of(value, &inner_of_inner), &inner),
        }
        Ok(())
    }
}

/// Gives a block's entry a place.
pub(super) fn place(entry: &mut Node, position: [f64; 2], spacing: &Spacing) {
    let numbers = position.map(|number| data_of(&Value::Number(number), spacing));
    if let Some(Data::List(items)) = entry.get_mut("position").map(|node| &mut node.data)
        && items.len() == 2
    {
        for (item, number) in items.iter_mut().zip(numbers) {
            item.data = number;
        }
        return;
    }
    // Two numbers on one line, whatever is around them.
    let list = Value::List(position.map(Value::Number).to_vec());
    set(entry, "position", data_of(&list, &Spacing::Spaced), spacing);
}
