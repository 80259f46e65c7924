//! While a contact rings, and a moment longer, nothing lies over the Contact Control Panel and nothing moves it: Accept and Reject are
//! its own, and a button that moves away under the pointer is pressed by nobody, the one that comes there by accident.
//! `www/adapter/panel.css` holds the height, `panel.js` that of Salesforce's panel.

use crate::panel::Panel;
use crate::reactive::*;

/// How much longer, in milliseconds. The second click of a double click on Accept must not find End call, or the drawer.
const HOLD_MS: u32 = 1_000;

/// Hears of contacts that ring, and keeps [`Panel::ringing`].
pub(crate) fn listen(panel: Panel) {
    let rings = panel.part(|view| view.ringing);
    let timer: StoredValue<Option<Timer>> = StoredValue::new(None);
    Effect::new(move |_| {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.stop();
        }
        if rings.get() {
            panel.ringing.set(true);
        } else if panel.ringing.get_untracked() {
            let over = Timer::after(HOLD_MS, Box::new(move || panel.ringing.set(false)));
            timer.set_value(Some(over));
        }
    });
}
