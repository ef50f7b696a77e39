//! What leaves in a spreadsheet must not wake up as a formula on another PC (OWASP: CSV injection),
//! and must come back unchanged.

/// Characters with which a spreadsheet program starts a formula, a command or a text mark.
const LIVE: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\''];

/// The text with an apostrophe before it if it would else be taken for a formula.
#[must_use]
pub fn guarded(text: &str) -> String {
    if text.starts_with(LIVE) { format!("'{text}") } else { text.to_owned() }
}

/// The inverse of [`guarded`]: takes away the apostrophe that protects a formula sign.
#[must_use]
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| rest.starts_with(LIVE)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formula_signs_are_disarmed() {
        for text in ["=1+1", "+8613800000000", "-1", "@SUM(A1)", "\t=1", "'=1"] {
            assert!(guarded(text).starts_with('\''), "{text:?}");
        }
        assert_eq!(guarded("张三"), "张三");
    }

    proptest! {
        #[test]
        fn guarding_is_undone(text in "['=+@a-c\t-]{0,6}") {
            let guarded = guarded(&text);
            prop_assert_eq!(unguarded(&guarded), text.as_str());
        }
    }
}
