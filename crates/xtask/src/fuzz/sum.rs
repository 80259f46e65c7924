//! What one target of the fuzzer came to, read from what libFuzzer says at its end.

use std::fmt;

/// The end of one target.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Sum {
    /// Nothing was found.
    pub(crate) passed: bool,
    /// Inputs that were tried.
    pub(crate) inputs: u64,
    /// Inputs in a second, on average.
    per_second: u64,
    /// Inputs that reached something new, and were kept.
    kept: u64,
    /// The slowest input, in whole seconds.
    slowest: u64,
    /// Most memory at any time, in megabytes.
    megabytes: u64,
    /// The input that failed.
    failing: Option<String>,
}

impl Sum {
    /// Reads what the fuzzer said.
    pub(super) fn read(told: &str, passed: bool) -> Sum {
        let mut sum = Sum { passed, ..Sum::default() };
        for line in told.lines() {
            if let Some((_, file)) = line.split_once("Test unit written to ") {
                sum.failing = Some(file.trim().to_owned());
            }
            let Some((name, value)) = line.strip_prefix("stat::").and_then(|stat| stat.split_once(':'))
            else {
                continue;
            };
            let value = value.trim().parse().unwrap_or_default();
            match name {
                "number_of_executed_units" => sum.inputs = value,
                "average_exec_per_sec" => sum.per_second = value,
                "new_units_added" => sum.kept = value,
                "slowest_unit_time_sec" => sum.slowest = value,
                "peak_rss_mb" => sum.megabytes = value,
                _ => {}
            }
        }
        sum
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Sum { inputs, per_second, kept, slowest, megabytes, .. } = self;
        write!(
            out,
            "{inputs:>9} inputs, {per_second:>5} a second, {kept:>5} kept, slowest {slowest} s, at most {megabytes} MB: "
        )?;
        match (&self.failing, self.passed) {
            (Some(file), _) => write!(out, "FAILED, see {file}"),
            (None, true) => out.write_str("nothing found"),
            (None, false) => out.write_str("FAILED, see above"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(told: &str, passed: bool, says: &str) {
        let sum = Sum::read(told, passed).to_string();
        assert!(sum.ends_with(says), "{sum}");
    }

    #[test]
    fn the_end_is_read() {
        let stats = "Done 12 runs in 3 second(s)\nstat::number_of_executed_units: 12\nstat::average_exec_per_sec:     4\n\
                     stat::new_units_added:          2\nstat::slowest_unit_time_sec:    0\nstat::peak_rss_mb:              64\n";
        check(
            stats,
            true,
            "12 inputs,     4 a second,     2 kept, slowest 0 s, at most 64 MB: nothing found",
        );
        check("error: could not compile", false, "FAILED, see above");
        let crash = format!("artifact_prefix='a/'; Test unit written to a/crash-1\n{stats}");
        check(&crash, false, "FAILED, see a/crash-1");
    }
}
