//! Generated cases: the same ones at every run, others with another seed.

use std::env;

/// A small generator (xorshift64*).
#[derive(Debug)]
pub(crate) struct Chance {
    seed: u64,
    state: u64,
}

impl Chance {
    /// From `SWITCHBOARD_SEED`, or the seed of every day.
    pub(crate) fn seeded() -> Chance {
        let seed =
            env::var("SWITCHBOARD_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(0x5EED_CA5E);
        Chance { seed, state: seed.max(1) }
    }

    /// How many cases: `SWITCHBOARD_CASES`, or 10,000.
    pub(crate) fn cases() -> usize {
        env::var("SWITCHBOARD_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(10_000)
    }

    /// What to set to see the same cases again.
    pub(crate) fn how_to_repeat(&self) -> String {
        format!("SWITCHBOARD_SEED={} SWITCHBOARD_CASES={}", self.seed, Chance::cases())
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        (self.state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % end
    }

    /// One of these.
    pub(crate) fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// Up to `longest` of these, one after the other.
    pub(crate) fn text(&mut self, pieces: &[&str], longest: usize) -> String {
        (0..self.below(longest + 1)).map(|_| self.pick(pieces)).collect()
    }
}
