//! What has passed and what has failed, and how other programs say it.

/// Counts of passed and failed tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Tests that held.
    pub passed: u64,
    /// Tests that did not.
    pub failed: u64,
}

impl Tally {
    /// One test.
    pub fn one(passed: bool) -> Tally {
        if passed { Tally { passed: 1, failed: 0 } } else { Tally { passed: 0, failed: 1 } }
    }

    /// A lane that broke off or ran nothing has failed, whatever it counted.
    pub fn judged(self, success: bool) -> Tally {
        let silent = self.failed == 0 && (!success || self.passed == 0);
        if silent { Tally { failed: 1, ..self } } else { self }
    }

    /// From the summary of `cargo nextest run`: `Summary [ 1.2s] 5 tests run: 4 passed (1 slow), 1 failed, 0 skipped`.
    pub fn of_nextest(said: &str) -> Tally {
        let summary = said.lines().rev().find(|line| line.contains("Summary [")).unwrap_or_default();
        let failures = ["failed", "timed out", "exec failed"].map(|word| number_before(summary, word));
        Tally { passed: number_before(summary, "passed"), failed: failures.iter().sum() }
    }

    /// From every `test result: ok. 4 passed; 1 failed; …` of `cargo test`.
    pub fn of_cargo_test(said: &str) -> Tally {
        said.lines().filter(|line| line.starts_with("test result:")).fold(Tally::default(), |sum, line| {
            sum + Tally { passed: number_before(line, "passed"), failed: number_before(line, "failed") }
        })
    }

    /// From the JSON report of Vitest.
    pub fn of_vitest(report: &str) -> Tally {
        Tally {
            passed: number_after(report, "\"numPassedTests\":"),
            failed: number_after(report, "\"numFailedTests\":"),
        }
    }
}

impl std::ops::Add for Tally {
    type Output = Tally;
    fn add(self, other: Tally) -> Tally {
        Tally { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// The whole number that stands before ` word`, or 0.
fn number_before(text: &str, word: &str) -> u64 {
    text.match_indices(word)
        .find_map(|(at, _)| text[..at].strip_suffix(' ')?.rsplit(|c: char| !c.is_ascii_digit()).next()?.parse().ok())
        .unwrap_or(0)
}

fn number_after(text: &str, key: &str) -> u64 {
    let digits = text.split_once(key).map_or("", |(_, rest)| rest.trim_start());
    digits.split(|c: char| !c.is_ascii_digit()).next().and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_are_read() {
        let nextest =
            "   Starting 9 tests\n     Summary [   0.1s] 9 tests run: 7 passed (1 slow), 2 failed, 3 skipped\n";
        assert_eq!(Tally::of_nextest(nextest), Tally { passed: 7, failed: 2 });
        assert_eq!(
            Tally::of_nextest("     Summary [ 1s] 4 tests run: 4 passed, 0 skipped"),
            Tally { passed: 4, failed: 0 }
        );
        let cargo =
            "test result: ok. 4 passed; 0 failed; 1 ignored\nnoise 9 passed\ntest result: FAILED. 2 passed; 1 failed;";
        assert_eq!(Tally::of_cargo_test(cargo), Tally { passed: 6, failed: 1 });
        let vitest = r#"{"numTotalTests":30,"numPassedTests":26,"numFailedTests": 4,"success":false}"#;
        assert_eq!(Tally::of_vitest(vitest), Tally { passed: 26, failed: 4 });
    }

    #[test]
    fn a_lane_that_ran_nothing_or_broke_off_has_failed() {
        assert_eq!(Tally::default().judged(true), Tally { passed: 0, failed: 1 });
        assert_eq!(Tally { passed: 3, failed: 0 }.judged(false), Tally { passed: 3, failed: 1 });
        assert_eq!(Tally { passed: 3, failed: 2 }.judged(false), Tally { passed: 3, failed: 2 });
        assert_eq!(Tally { passed: 3, failed: 0 }.judged(true), Tally { passed: 3, failed: 0 });
    }
}
