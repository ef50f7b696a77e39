//! Lines of text.

use paper::{Style, no_end, no_start};
use proptest::prelude::*;

use crate::fonts;

/// Ten characters of 10 pt.
fn wrap(text: &str, ems: f32) -> Vec<String> {
    let style = Style::NOTE.size(10.0);
    style.wrap(&fonts(), text, ems * style.em())
}

#[test]
fn ideographs_break_anywhere() {
    assert_eq!(wrap("托育机构应当建立收托登记", 5.0), ["托育机构应", "当建立收托", "登记"]);
}

#[test]
fn a_closing_mark_takes_the_character_before_it_along() {
    assert_eq!(wrap("托育机构应，当建", 5.0), ["托育机构", "应，当建"]);
    assert_eq!(wrap("托育机构》、当建", 4.0), ["托育机", "构》、当", "建"]);
}

#[test]
fn an_opening_mark_goes_to_the_next_line() {
    assert_eq!(wrap("托育机构（试行）", 5.0), ["托育机构", "（试行）"]);
    assert_eq!(wrap("评价为“合格”的报告", 4.0), ["评价为", "“合格”", "的报告"]);
}

#[test]
fn words_and_figures_stay_whole() {
    assert_eq!(wrap("金额12345.67元", 6.0), ["金额", "12345.67元"]);
    assert_eq!(wrap("the contract of care", 6.0), ["the contract", "of care"]);
    assert_eq!(wrap("温度37.3℃以上", 3.0), ["温度", "37.3℃", "以上"]);
}

#[test]
fn a_word_wider_than_the_line_is_broken() {
    let lines = wrap("91310000MA1FL0000X", 5.0);
    assert_eq!(lines.concat(), "91310000MA1FL0000X");
    assert!(lines.len() > 1);
}

#[test]
fn a_middle_dot_stays_with_the_name_before_it() {
    assert_eq!(wrap("阿依古丽·买买提", 4.0), ["阿依古", "丽·买买", "提"]);
}

#[test]
fn line_feeds_are_kept_and_outer_blanks_dropped() {
    assert_eq!(wrap("一\n\n二  三", 5.0), ["一", "", "二  三"]);
    assert_eq!(wrap("a b   cccccccccc", 6.0), ["a b", "cccccccccc"]);
    assert!(wrap("", 5.0).is_empty());
}

#[test]
fn dashes_and_ellipses_are_not_torn() {
    assert_eq!(wrap("托育机构……等", 5.0), ["托育机", "构……等"]);
    assert_eq!(wrap("托育机构——等", 5.0), ["托育机构", "——等"]);
}

#[test]
fn the_first_line_may_be_indented() {
    let style = Style::NOTE.size(10.0).first(2.0);
    assert_eq!(
        style.wrap(&fonts(), "托育机构应当建立收托登记", 5.0 * style.em()),
        ["托育机", "构应当建立", "收托登记"]
    );
}

/// Text as people write it: no more than two marks in a row.
fn prose() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => "[一-龥]{1,6}",
        1 => "[a-zA-Z]{1,12}",
        1 => "[0-9]{1,6}(\\.[0-9]{1,2})?[%℃元]?",
        1 => "（[一-龥]{1,4}）",
        1 => "“[一-龥]{1,4}”",
        1 => "《[一-龥]{1,4}》",
        1 => " ",
    ];
    let mark = prop_oneof![4 => Just(""), 1 => Just("，"), 1 => Just("。"), 1 => Just("、"), 1 => Just("·"), 1 => Just("\n"), 1 => Just("：“")];
    proptest::collection::vec((word, mark), 0..20)
        .prop_map(|parts| parts.into_iter().map(|(word, mark)| word + mark).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_line_is_too_wide_and_none_begins_or_ends_wrongly(text in prose(), ems in 6.0_f32..30.0) {
        let style = Style::NOTE.size(10.0);
        let lines = wrap(&text, ems);
        let blank = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(blank(&lines.concat()), blank(&text), "nothing is lost");
        for line in &lines {
            prop_assert!(style.width(&fonts(), line) <= ems * style.em() + 0.01, "too wide: {}", line);
        }
        // A mark after a line feed or a blank stands where its writer put it.
        let placed = |at: usize| text[..at].chars().next_back().is_none_or(char::is_whitespace);
        let mut at = 0;
        for pair in lines.windows(2) {
            at += text[at..].find(&*pair[0]).expect("in order") + pair[0].len();
            let next = at + text[at..].find(&*pair[1]).expect("in order");
            prop_assert!(!pair[1].starts_with(no_start) || placed(next), "begins wrongly: {:?}", pair);
            // An empty line is one that the writer left.
            let by_writer = text[at..next].contains('\n') || pair[1].is_empty();
            prop_assert!(!pair[0].ends_with(no_end) || by_writer, "ends wrongly: {:?}", pair);
        }
    }

    #[test]
    fn any_text_at_any_width_ends(text in "\\PC{0,80}", ems in 0.0_f32..8.0) {
        let lines = wrap(&text, ems);
        prop_assert!(lines.len() <= text.chars().count() + 1);
        let blank = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(blank(&lines.concat()), blank(&text));
    }
}
