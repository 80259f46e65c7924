//! Counting test cases from what the runners print.

use std::fmt;
use std::ops::AddAssign;

/// How many cases passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Cases that passed.
    pub passed: usize,
    /// Cases that failed.
    pub failed: usize,
}

impl Tally {
    /// Sums the summary lines of a runner's output. All of ours speak as libtest does:
    /// `test result: ok. 12 passed; 0 failed; …`.
    pub fn read(output: &str) -> Self {
        let mut tally = Self::default();
        for line in output.lines().filter(|line| line.trim_start().starts_with("test result:")) {
            tally += Self { passed: number_before(line, " passed"), failed: number_before(line, " failed") };
        }
        tally
    }

    /// A runner that fails without naming a case, because it could not compile or crashed, counts as one.
    pub fn of_run(output: &str, succeeded: bool) -> Self {
        let mut tally = Self::read(output);
        if !succeeded && tally.failed == 0 {
            tally.failed = 1;
        }
        tally
    }

    /// A check without cases of its own counts as one.
    pub fn or_one(self) -> Self {
        if self == Self::default() { Self { passed: 1, failed: 0 } } else { self }
    }
}

fn number_before(line: &str, word: &str) -> usize {
    let before = line.split(word).next().unwrap_or_default();
    before.rsplit(|c: char| !c.is_ascii_digit()).next().and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(output: &str, succeeded: bool, passed: usize, failed: usize) {
        assert_eq!(Tally::of_run(output, succeeded), Tally { passed, failed }, "{output}");
    }

    #[test]
    fn counts() {
        check("", true, 0, 0);
        check("error: could not compile", false, 0, 1);
        check("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured\n", true, 12, 0);
        check(
            "test result: ok. 2 passed; 0 failed\nx\ntest result: FAILED. 3 passed; 4 failed; 0 ignored",
            false,
            5,
            4,
        );
        check("test result: ok. 2 passed; 0 failed\nSIGSEGV", false, 2, 1);
        check("it printed 5 passed", true, 0, 0);
    }
}
