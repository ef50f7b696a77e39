//! What a temperature means. Tenths of a degree Celsius; nothing here asks the store.

/// Below and above no body is measured: a digit is wrong.
const POSSIBLE: std::ops::RangeInclusive<i64> = 300..=450;

/// What a reading means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Nothing to be said.
    Normal,
    /// At or above the threshold of the policy: to be taken again.
    Fever,
    /// Below the lower threshold: most likely not measured well; to be taken again.
    Low,
}

/// Whether a body can have it.
#[must_use]
pub fn is_possible(tenths: i64) -> bool {
    POSSIBLE.contains(&tenths)
}

/// What a reading means by two thresholds: `fever` itself is fever, `low` itself is not low.
#[must_use]
pub fn read(tenths: i64, fever: i64, low: i64) -> Reading {
    if tenths >= fever {
        Reading::Fever
    } else if tenths < low {
        Reading::Low
    } else {
        Reading::Normal
    }
}

/// `36.5`.
#[must_use]
pub fn degrees(tenths: i64) -> String {
    format!("{}.{}", tenths / 10, (tenths % 10).abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_threshold_itself_is_fever_and_the_lower_one_is_not_low() {
        for (tenths, reading) in [
            (354, Reading::Low),
            (355, Reading::Normal),
            (365, Reading::Normal),
            (372, Reading::Normal),
            (373, Reading::Fever),
            (398, Reading::Fever),
        ] {
            assert_eq!(read(tenths, 373, 355), reading, "{tenths}");
        }
    }

    #[test]
    fn a_wrong_digit_is_told_from_a_fever() {
        for tenths in [36, 299, 451, 3650] {
            assert!(!is_possible(tenths), "{tenths}");
        }
        for tenths in [300, 334, 420, 450] {
            assert!(is_possible(tenths), "{tenths}");
        }
        assert_eq!(degrees(365), "36.5");
    }
}
