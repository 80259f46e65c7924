//! What is read aloud to those who do not see it happen. The places are there from the beginning: one that comes together with its
//! words is read by few.

use crate::element::{Part, part};
use crate::panel::Panel;
use crate::reactive::*;
use crate::{caller, contact};

/// How long something that is said in passing stays, in milliseconds.
const STAYS_MS: u32 = 5_000;

/// Who rings, and what is asked about the contact in front.
pub(crate) fn call(panel: Panel) -> Part {
    let said = panel.part(|view| {
        let contact = view.contact.clone();
        let question = contact.as_ref().and_then(|contact| caller::question(view, &contact.id));
        (contact.filter(|_| view.ringing), question)
    });
    part("p", &[("class", "unseen"), ("role", "status")]).live_text(move || {
        said.with(|(rings, question)| {
            let rings = rings.as_ref().map(|contact| contact::sentence(panel, contact));
            let question = question.map(|key| panel.say(key));
            rings.into_iter().chain(question).collect::<Vec<_>>().join(" ")
        })
    })
}

/// What became of something small: seen and read aloud, and gone by itself.
pub(crate) fn passing(panel: Panel) -> Part {
    let timer: StoredValue<Option<Timer>> = StoredValue::new(None);
    Effect::new(move |_| {
        if panel.passing.with(Option::is_some) {
            let over = Timer::after(STAYS_MS, Box::new(move || panel.passing.set(None)));
            if let Some(before) = timer.try_update_value(|timer| timer.replace(over)).flatten() {
                before.stop();
            }
        }
    });
    part("div", &[("class", "passing"), ("role", "status")])
        .live_text(move || panel.passing.get().map(|key| panel.say(key)).unwrap_or_default())
}
