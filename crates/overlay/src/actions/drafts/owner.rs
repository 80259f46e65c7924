//! Whose the begun forms are: one agent's entries are never in front of another.

use panel_protocol::PanelOwner;

use super::Drafts;

/// Whose the drafts are that are in front, and what is put aside until its owner is there.
#[derive(Debug, Default)]
pub(crate) struct DraftsOwner {
    /// Whose the drafts in front are; none: nobody has been there since the panel began.
    agent: Option<String>,
    aside: Option<Aside>,
}

/// Drafts that nobody sees.
#[derive(Debug)]
struct Aside {
    /// Whose they are. None: an earlier release kept them, which did not say; who comes first in this tab has them.
    agent: Option<String>,
    drafts: Drafts,
}

impl DraftsOwner {
    /// Puts aside what was kept before the page was loaded.
    pub(crate) fn put_aside(agent: Option<String>, drafts: Drafts) -> DraftsOwner {
        DraftsOwner { agent: None, aside: Some(Aside { agent, drafts }) }
    }

    /// Whose the drafts in front are, once that is known.
    pub(crate) fn agent(&self) -> Option<&str> {
        self.agent.as_deref()
    }

    /// Leaves in front only what is the present agent's. Returned is whether drafts may have come from aside.
    pub(crate) fn follow(&mut self, owner: &PanelOwner, drafts: &mut Drafts) -> bool {
        match owner {
            PanelOwner::Unknown => {
                if let Some(agent) = self.agent.take() {
                    self.aside = Some(Aside { agent: Some(agent), drafts: std::mem::take(drafts) });
                }
                false
            }
            PanelOwner::Nobody => {
                *self = DraftsOwner::default();
                drafts.clear();
                false
            }
            PanelOwner::Agent(name) => {
                if self.agent.as_ref() == Some(name) {
                    return false;
                }
                if self.agent.replace(name.clone()).is_some() {
                    drafts.clear();
                }
                let of_agent = |aside: &Aside| aside.agent.as_ref().is_none_or(|agent| agent == name);
                match self.aside.take().filter(of_agent) {
                    Some(aside) => {
                        drafts.add(aside.drafts);
                        true
                    }
                    None => false,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use actions::Entry;

    use super::*;

    fn begun(action: &str) -> Drafts {
        let mut drafts = Drafts::default();
        drafts.open(action, None);
        let id = drafts.front(None).expect("it is in front").id;
        drafts.get_mut(id).expect("it is there").enter(0, Entry::Text("Dana Ortiz".to_owned()));
        drafts
    }

    fn ana() -> PanelOwner {
        PanelOwner::Agent("ana".to_owned())
    }

    fn bob() -> PanelOwner {
        PanelOwner::Agent("bob".to_owned())
    }

    /// What is in front after each of these, when this was kept before the load.
    #[track_caller]
    fn check(kept: Option<&str>, steps: &[(PanelOwner, Option<&str>)]) {
        let mut owner = DraftsOwner::put_aside(kept.map(str::to_owned), begun("Call back"));
        let mut drafts = Drafts::default();
        for (step, front) in steps {
            owner.follow(step, &mut drafts);
            assert_eq!(drafts.front(None).map(|draft| draft.action.as_str()), *front, "{step:?}");
        }
    }

    // Shows: issue-11-3
    #[test]
    fn what_an_agent_has_begun_is_hers_alone() {
        let call_back = Some("Call back");
        check(Some("ana"), &[(PanelOwner::Unknown, None), (ana(), call_back), (ana(), call_back)]);
        check(Some("ana"), &[(bob(), None), (ana(), None)]);
        check(Some("ana"), &[(ana(), call_back), (bob(), None), (ana(), None)]);
    }

    // Shows: issue-11-3
    #[test]
    fn signing_out_clears_it_and_a_phone_that_is_loaded_anew_only_hides_it() {
        let call_back = Some("Call back");
        check(Some("ana"), &[(ana(), call_back), (PanelOwner::Nobody, None), (ana(), None)]);
        check(Some("ana"), &[(ana(), call_back), (PanelOwner::Unknown, None), (ana(), call_back)]);
        check(Some("ana"), &[(ana(), call_back), (PanelOwner::Unknown, None), (bob(), None), (ana(), None)]);
        check(Some("ana"), &[(PanelOwner::Nobody, None), (ana(), None)]);
    }

    // Shows: issue-11-3
    #[test]
    fn forms_of_a_release_that_did_not_say_whose_they_are_are_the_first_agents() {
        check(None, &[(PanelOwner::Unknown, None), (bob(), Some("Call back")), (ana(), None)]);
        check(None, &[(PanelOwner::Nobody, None), (bob(), None)]);
    }

    #[test]
    fn what_is_begun_before_the_agent_is_known_stays_beside_what_was_kept() {
        let mut owner = DraftsOwner::put_aside(Some("ana".to_owned()), begun("Call back"));
        let mut drafts = begun("Escalate");
        assert!(owner.follow(&ana(), &mut drafts));
        assert_eq!(drafts.front(None).map(|draft| draft.action.as_str()), Some("Escalate"));
        let ids: Vec<u32> = drafts.list.iter().map(|draft| draft.id).collect();
        assert_eq!(ids, [1, 2]);
    }
}
