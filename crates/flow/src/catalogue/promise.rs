//! What the reference asks of a block (`blocks.json`, `tests`), and what shows that the block does it.

/// One behaviour that the reference asks of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The behaviour, in the reference's words.
    pub text: &'static str,
    /// What shows it.
    pub shown: Shown,
}

/// What shows that a block keeps a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A test in the block's own file, `promise_N_…` for the N-th promise.
    Here,
    /// Tests elsewhere, because the block does not keep the promise alone: `path::name` of a function or of a case of a
    /// contract, or the folder of an end-to-end case.
    By(&'static [&'static str]),
    /// No test shows it, for this reason.
    Not(&'static str),
}

impl Promise {
    /// A promise that the block's own test shows.
    pub const fn new(text: &'static str) -> Promise {
        Promise { text, shown: Shown::Here }
    }

    /// A promise that tests elsewhere show.
    pub const fn shown_by(text: &'static str, tests: &'static [&'static str]) -> Promise {
        Promise { text, shown: Shown::By(tests) }
    }

    /// A promise that no test shows, and why.
    pub const fn not_shown(text: &'static str, because: &'static str) -> Promise {
        Promise { text, shown: Shown::Not(because) }
    }
}

/// The promises of a block, for `cti blocks --coverage`. Nothing else carries them.
#[cfg(feature = "promises")]
pub(crate) const fn promises(list: &'static [Promise]) -> &'static [Promise] {
    list
}

/// See above.
#[cfg(not(feature = "promises"))]
pub(crate) const fn promises(_: &'static [Promise]) -> &'static [Promise] {
    &[]
}
