//! Names and telephone numbers as people type them, made one and searchable.

mod phone;
mod search_key;

pub use phone::{Phone, PhoneError};
pub use search_key::{SearchKey, search_key};

/// Full-width letters, digits and signs as half-width ones; the ideographic space as a space.
#[must_use]
pub fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{3000}' => ' ',
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            other => other,
        })
        .collect()
}

/// A person's name in one form: no spaces around it or between Chinese characters, single spaces
/// elsewhere, half-width letters and digits, one kind of middle dot, nothing invisible.
#[must_use]
pub fn normalise_name(text: &str) -> String {
    let visible: String = half_width(text)
        .chars()
        .filter(|c| {
            !matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{2060}') && (c.is_whitespace() || !c.is_control())
        })
        .map(|c| if matches!(c, '•' | '‧' | '・' | '･' | '∙' | '⋅') { '·' } else { c })
        .collect();
    let mut out = String::with_capacity(visible.len());
    for word in visible.split_whitespace() {
        let joins = |c: Option<char>| c.is_some_and(|c| is_han(c) || c == '·');
        let joined = joins(out.chars().next_back()) && joins(word.chars().next());
        if !out.is_empty() && !joined {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether the character is a Chinese one, rare extensions included.
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// A typed text in the form in which the find index keeps its keys: half-width, small, without spaces,
/// hyphens and thousands separators.
#[must_use]
pub fn search_form(text: &str) -> String {
    half_width(text)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | ',' | '¥' | '·'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// A phone number with its middle hidden, whatever its form.
#[must_use]
pub fn masked_phone(phone: &str) -> String {
    phone
        .parse::<Phone>()
        .map_or_else(|_| if phone.is_empty() { String::new() } else { "****".to_owned() }, |phone| phone.masked())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_take_one_form() {
        for (typed, name) in [
            ("　张三　", "张三"),
            ("张　三", "张三"),
            ("Ａｎｎａ  Ｌｅｅ", "Anna Lee"),
            ("阿依古丽•买买提", "阿依古丽·买买提"),
            ("阿依古丽 · 买买提", "阿依古丽·买买提"),
            ("\u{FEFF}李\u{200B}四", "李四"),
            ("陈𬭎", "陈𬭎"),
            ("王 Lucy", "王 Lucy"),
            ("\t\n", ""),
        ] {
            assert_eq!(normalise_name(typed), name, "{typed:?}");
        }
    }

    proptest! {
        #[test]
        fn once_is_enough(text in ".{0,30}") {
            let once = normalise_name(&text);
            prop_assert_eq!(normalise_name(&once), once);
        }
    }
}
