//! Pauses that differ from page to page, so that not all pages ask Salesforce at once.

use flow::Millis;

/// Where this page stands among all, from 0 to 1,000.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Spread(u32);

impl Spread {
    pub(crate) fn new(among_thousand: u32) -> Spread {
        Spread(among_thousand.min(1_000))
    }

    /// A pause as this page makes it: up to a fifth shorter or longer.
    pub(crate) fn of(self, pause: Millis) -> Millis {
        pause * Millis::from(800 + self.0 * 2 / 5) / 1_000
    }
}
