//! What the start of the phone has to complain about.

use crate::event::Silence;
use crate::frame::view::Problem;

/// A problem replaces an earlier one on the same topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Topic {
    Salesforce,
    InstanceUrl,
    Connect,
    Settings,
    ClickToDial,
    CtiVersion,
    RequiresCallCenter,
    Layout,
}

/// What is wrong, at most one thing a topic, in the order of the topics.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<(Topic, Problem)>);

impl Problems {
    fn get(&self, topic: Topic) -> Option<&Problem> {
        self.0.iter().find(|(known, _)| *known == topic).map(|(_, problem)| problem)
    }

    pub(crate) fn insert(&mut self, topic: Topic, problem: Problem) {
        self.remove(topic);
        let at = self.0.partition_point(|(known, _)| *known < topic);
        self.0.insert(at, (topic, problem));
    }

    pub(crate) fn remove(&mut self, topic: Topic) {
        if let Some(at) = self.0.iter().position(|(known, _)| *known == topic) {
            self.0.remove(at);
        }
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Problem> {
        self.0.iter().map(|(_, problem)| problem)
    }

    /// Why Amazon Connect's panel is silent, when it is.
    pub(crate) fn silence(&self) -> Option<Option<Silence>> {
        match self.get(Topic::Connect) {
            Some(Problem::ConnectSilent { why, .. }) => Some(*why),
            _ => None,
        }
    }
}
