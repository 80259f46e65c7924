//! Numbers and patterns without a browser.

use crate::entry::Host;

/// Reads as a browser would.
#[derive(Clone, Copy, Debug, Default)]
pub struct Native;

impl Native {
    /// The expression of a pattern, as HTML makes it of the attribute `pattern`.
    pub(crate) fn expression(pattern: &str) -> Result<regress::Regex, regress::Error> {
        // The pattern by itself first: `a)(b` is none, though it would fit between the brackets.
        regress::Regex::with_flags(pattern, "v")?;
        regress::Regex::with_flags(&format!("^(?:{pattern})$"), "v")
    }
}

impl Host for Native {
    fn number(&self, text: &str) -> Option<f64> {
        text.trim().parse().ok().filter(|number: &f64| number.is_finite())
    }

    fn matches(&self, pattern: &str, text: &str) -> bool {
        // A pattern that cannot be read lets everything through, as in browsers.
        Native::expression(pattern).map_or(true, |expression| expression.find(text).is_some())
    }
}
