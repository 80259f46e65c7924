//! Virtual time, timers, and seeded chance.

use std::collections::BTreeMap;

/// Milliseconds since 1970-01-01 UTC, on the world's own clock.
pub type Millis = u64;

/// A clock that moves only when told, and what is due on it.
#[derive(Clone, Debug)]
pub struct Agenda<T> {
    now: Millis,
    sequence: u64,
    due: BTreeMap<(Millis, u64), T>,
}

impl<T> Agenda<T> {
    /// An empty agenda at a moment.
    pub fn starting_at(now: Millis) -> Self {
        Agenda { now, sequence: 0, due: BTreeMap::new() }
    }

    /// The present moment.
    pub fn now(&self) -> Millis {
        self.now
    }

    /// Plans something `after` milliseconds from now. Things due at the same moment happen in the order planned.
    pub fn plan(&mut self, after: Millis, what: T) {
        self.sequence += 1;
        self.due.insert((self.now + after, self.sequence), what);
    }

    /// When the next thing is due.
    pub fn next_due(&self) -> Option<Millis> {
        self.due.keys().next().map(|(at, _)| *at)
    }

    /// Takes the next thing due at or before `until`, moving the clock to its moment.
    pub fn take_due(&mut self, until: Millis) -> Option<T> {
        let (at, _) = *self.due.keys().next()?;
        if at > until {
            return None;
        }
        let (_, what) = self.due.pop_first()?;
        self.now = self.now.max(at);
        Some(what)
    }

    /// Moves the clock forward. Never backward.
    pub fn move_to(&mut self, to: Millis) {
        self.now = self.now.max(to);
    }
}

/// SplitMix64: enough chance for ids, repeatable from a seed.
#[derive(Clone, Debug)]
pub struct Rng(u64);

impl Rng {
    /// A generator; equal seeds give equal sequences.
    pub fn seeded(seed: u64) -> Self {
        Rng(seed)
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// An id of the form Amazon Connect uses for contacts: 36 characters, a version 4 UUID.
    pub fn uuid(&mut self) -> String {
        let (high, low) = (self.next_u64(), self.next_u64());
        format!(
            "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
            high >> 32,
            (high >> 16) & 0xffff,
            high & 0xfff,
            0x8000 | ((low >> 48) & 0x3fff),
            low & 0xffff_ffff_ffff
        )
    }
}

/// `2026-03-09T09:30:00.000Z` for a moment.
pub fn iso(at: Millis) -> String {
    let (year, month, day) = civil(at / 86_400_000);
    let ms = at % 86_400_000;
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}.{:03}Z",
        ms / 3_600_000,
        ms / 60_000 % 60,
        ms / 1000 % 60,
        ms % 1000
    )
}

/// Days since 1970 to year, month and day of the Gregorian calendar (Howard Hinnant's algorithm).
fn civil(days: u64) -> (u64, u64, u64) {
    let z = days + 719_468;
    let era = z / 146_097;
    let doe = z % 146_097;
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    (yoe + era * 400 + u64::from(month <= 2), month, doy - (153 * mp + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_iso(at: Millis, expected: &str) {
        assert_eq!(iso(at), expected);
    }

    #[test]
    fn moments_are_written_as_iso() {
        check_iso(0, "1970-01-01T00:00:00.000Z");
        check_iso(951_782_399_999, "2000-02-28T23:59:59.999Z");
        check_iso(951_868_800_000, "2000-03-01T00:00:00.000Z");
        check_iso(1_772_442_030_000, "2026-03-02T09:00:30.000Z");
    }

    #[test]
    fn things_fall_due_in_order_and_never_early() {
        let mut agenda = Agenda::starting_at(100);
        agenda.plan(50, "later");
        agenda.plan(10, "sooner");
        agenda.plan(10, "same moment, planned second");
        assert_eq!(agenda.next_due(), Some(110));
        assert_eq!(agenda.take_due(109), None);
        assert_eq!(agenda.take_due(200), Some("sooner"));
        assert_eq!(agenda.now(), 110);
        assert_eq!(agenda.take_due(200), Some("same moment, planned second"));
        assert_eq!(agenda.take_due(200), Some("later"));
        assert_eq!((agenda.now(), agenda.take_due(200)), (150, None));
        agenda.move_to(90);
        assert_eq!(agenda.now(), 150);
    }

    #[test]
    fn equal_seeds_give_equal_ids() {
        let (mut one, mut two, mut other) = (Rng::seeded(1), Rng::seeded(1), Rng::seeded(2));
        let id = one.uuid();
        assert_eq!(id, two.uuid());
        assert_ne!(id, other.uuid());
        assert_eq!(id.len(), 36);
        assert_eq!(&id[14..15], "4");
    }
}
