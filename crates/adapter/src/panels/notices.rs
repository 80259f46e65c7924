//! Sentences that are said once. Several may stand at a time; each goes by itself.

use gloo_timers::callback::Timeout;
use web_sys::HtmlElement;

use crate::dom;

/// How long a sentence stays, in milliseconds: long enough to be read twice.
const STAYS_MS: u32 = 10_000;

/// Adds a sentence to a live region.
pub(super) fn say(place: &HtmlElement, sentence: &str) {
    let said = dom::make("p", "notice", sentence);
    dom::fill(place, std::slice::from_ref(&said));
    Timeout::new(STAYS_MS, move || said.remove()).forget();
}
