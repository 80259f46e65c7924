//! Writes of the journal that are under way, and what waits for them.

use std::collections::VecDeque;

use desk::Command;

/// Writes, by number.
#[derive(Debug, Default)]
pub(crate) struct Writes {
    begun: u64,
    ended: u64,
    /// Up to here the journal was lost since.
    forgotten: u64,
    /// Each with the write it waits for, in the order in which they are to be done.
    held: VecDeque<(u64, Command)>,
}

impl Writes {
    /// The number of a write that begins.
    pub(crate) fn begin(&mut self) -> u64 {
        self.begun += 1;
        self.begun
    }

    pub(crate) fn are_under_way(&self) -> bool {
        self.ended < self.begun
    }

    /// This waits for everything that is being written.
    pub(crate) fn hold(&mut self, command: Command) {
        self.held.push_back((self.begun, command));
    }

    /// A write, and with it each before it, has ended: what waited for no other.
    pub(crate) fn end(&mut self, write: u64) -> Vec<Command> {
        self.ended = self.ended.max(write);
        let mut free = Vec::new();
        while self.held.front().is_some_and(|(write, _)| *write <= self.ended) {
            free.extend(self.held.pop_front().map(|(_, command)| command));
        }
        free
    }

    /// The journal is another page's: nothing of what waited is done any more, and what becomes of the writes means nothing.
    pub(crate) fn forget(&mut self) {
        self.held.clear();
        (self.ended, self.forgotten) = (self.begun, self.begun);
    }

    pub(crate) fn is_forgotten(&self, write: u64) -> bool {
        write <= self.forgotten
    }
}
