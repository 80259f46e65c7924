//! Flows that cause their own event: a call that is dialed on each change of the agent's state, a page that is opened on each
//! navigation. Each run is short and within its limits; what has none is their number.

use flow::{Effect, HostEffect, Millis, TelephonyEffect, Text, Trigger, TriggerEvent};

/// How often in a row a flow may do what causes its own event.
const IN_A_ROW: u32 = 5;
/// What follows within this time follows from it, in milliseconds.
const ROW_MS: Millis = 3_000;

/// One flow that may cause its own event.
#[derive(Debug)]
struct Suspect {
    trigger: &'static Trigger,
    flow: Text,
    /// When it did so last, and how often in a row.
    last: Millis,
    times: u32,
}

/// Which flows have done what causes their own event, and which are stopped for it until the page is loaded anew.
#[derive(Debug, Default)]
pub(crate) struct LoopGuard(Vec<Suspect>);

impl LoopGuard {
    /// A run is about to ask for this effect. False: it has gone round often enough.
    pub(crate) fn admits(
        &mut self,
        trigger: &'static Trigger,
        flow: &Text,
        effect: &Effect,
        now: Millis,
    ) -> bool {
        if !trigger.event.is_some_and(|event| may_cause(effect, event)) {
            return true;
        }
        let known = self.0.iter_mut().find(|suspect| suspect.trigger == trigger && suspect.flow == *flow);
        let Some(suspect) = known else {
            self.0.push(Suspect { trigger, flow: flow.clone(), last: now, times: 1 });
            return true;
        };
        if suspect.times > IN_A_ROW {
            return false;
        }
        suspect.times = if now.saturating_sub(suspect.last) <= ROW_MS { suspect.times + 1 } else { 1 };
        suspect.last = now;
        suspect.times <= IN_A_ROW
    }

    /// Whether a flow is stopped.
    pub(crate) fn has_stopped(&self, trigger: &'static Trigger, flow: &Text) -> bool {
        self.stopped().any(|suspect| suspect.trigger == trigger && suspect.flow == *flow)
    }

    /// Names of the flows that are stopped.
    pub(crate) fn names(&self) -> impl Iterator<Item = &Text> {
        self.stopped().map(|suspect| &suspect.flow)
    }

    fn stopped(&self) -> impl Iterator<Item = &Suspect> {
        self.0.iter().filter(|suspect| suspect.times > IN_A_ROW)
    }
}

/// Whether an effect may lead to an event that starts the flow again. Events of contacts start it once for each contact, so only
/// what makes new contacts counts there, and their refreshes.
fn may_cause(effect: &Effect, event: TriggerEvent) -> bool {
    match effect {
        Effect::Telephony(TelephonyEffect::Dial(_) | TelephonyEffect::AddParty { .. }) => {
            event != TriggerEvent::ClickToDial
        }
        Effect::Telephony(TelephonyEffect::SetAgentState { .. }) => matches!(
            event,
            TriggerEvent::StateChange
                | TriggerEvent::Refresh
                | TriggerEvent::Routable
                | TriggerEvent::NotRoutable
                | TriggerEvent::Offline
        ),
        Effect::Telephony(TelephonyEffect::UpdateAttributes { .. }) => event == TriggerEvent::Refresh,
        Effect::Host(HostEffect::ScreenPop(_) | HostEffect::Search(_)) => {
            event == TriggerEvent::NavigationChange
        }
        _ => false,
    }
}
