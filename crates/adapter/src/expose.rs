//! Tells the page around the softphone which blocks run, so that the workbench can light them up on its drawing.
//!
//! Only when the configuration asks for it (`recorder.expose`, which no shipped configuration does), only once Salesforce
//! has proven itself, and only to the origin it proved itself with. Ids and ports, no contents.

use desk::{Config, Desk};

use crate::page;

/// How far each run had come when it was last told of, with the run's id. Absent when nobody is to be told.
#[derive(Debug, Default)]
pub(crate) struct Expose(Option<Vec<(u64, usize)>>);

impl Expose {
    pub(crate) fn new(config: &Config) -> Expose {
        Expose(config.recorder.expose.then(Vec::new))
    }

    /// Posts each run that has changed since.
    pub(crate) fn tell(&mut self, desk: &Desk) {
        let Some(told) = &mut self.0 else { return };
        for trace in desk.traces() {
            // Blocks only ever begin and end, and a run ends once: the sum grows with every change.
            let ended = trace.entries.iter().filter(|entry| entry.ended.is_some()).count();
            let stage = trace.entries.len() + ended + usize::from(trace.outcome.is_some()) + 1;
            let known = told.iter_mut().find(|(id, _)| *id == trace.id);
            let changed = match known {
                Some((_, known)) => std::mem::replace(known, stage) != stage,
                None => {
                    told.push((trace.id, stage));
                    true
                }
            };
            if changed {
                page::expose(&trace.to_message());
            }
        }
    }
}
