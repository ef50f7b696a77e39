//! What a name is found by: its pinyin, its initials, its digits.

use pinyin::ToPinyin;

use super::{half_width, is_han, normalise_name};

/// Surnames that are read otherwise than their characters elsewhere.
const SURNAMES: &[(&str, &[&str])] = &[
    ("尉迟", &["yu", "chi"]),
    ("万俟", &["mo", "qi"]),
    ("单于", &["chan", "yu"]),
    ("澹台", &["tan", "tai"]),
    ("单", &["shan"]),
    ("曾", &["zeng"]),
    ("仇", &["qiu"]),
    ("区", &["ou"]),
    ("查", &["zha"]),
    ("解", &["xie"]),
    ("朴", &["piao"]),
    ("盖", &["ge"]),
    ("覃", &["qin"]),
    ("翟", &["zhai"]),
    ("缪", &["miao"]),
    ("乐", &["yue"]),
    ("洗", &["xian"]),
    ("员", &["yun"]),
    ("秘", &["bi"]),
    ("召", &["shao"]),
    ("繁", &["po"]),
    ("折", &["she"]),
    ("黑", &["he"]),
    ("种", &["chong"]),
    ("重", &["chong"]),
    ("祭", &["zhai"]),
    ("隗", &["wei"]),
    ("郇", &["xun"]),
    ("牟", &["mu"]),
    ("佴", &["nai"]),
    ("卜", &["bu"]),
    ("都", &["du"]),
];

/// The three ways in which a name is found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchKey {
    /// Every syllable, without tones: `shanyuanyuan`; ü is v, Latin letters are small.
    pub full: String,
    /// The first letter of every syllable and word: `syy`.
    pub initials: String,
    /// The digits, as of a telephone or 托号.
    pub digits: String,
}

/// The key of a text that begins with a surname, if it is a name.
#[must_use]
pub fn search_key(text: &str) -> SearchKey {
    let name = normalise_name(text);
    let mut key =
        SearchKey { digits: half_width(text).chars().filter(char::is_ascii_digit).collect(), ..SearchKey::default() };
    let mut rest = name.as_str();
    // The longest surname counts: 单于 before 单.
    if let Some((surname, syllables)) =
        SURNAMES.iter().filter(|(s, _)| rest.starts_with(s)).max_by_key(|(s, _)| s.len())
    {
        for syllable in *syllables {
            key.push(syllable);
        }
        rest = &rest[surname.len()..];
    }
    let mut inside_word = false;
    for c in rest.chars() {
        if let Some(reading) = c.to_pinyin() {
            key.push(&reading.plain().replace('ü', "v"));
        } else if c.is_alphabetic() && !is_han(c) {
            let small: String = c.to_lowercase().collect();
            if inside_word { key.full.push_str(&small) } else { key.push(&small) }
        } else if is_han(c) {
            // A character too rare for a reading is found by itself.
            key.push(c.encode_utf8(&mut [0; 4]));
        }
        inside_word = c.is_alphabetic() && !is_han(c);
    }
    key
}

impl SearchKey {
    fn push(&mut self, syllable: &str) {
        self.full.push_str(syllable);
        self.initials.extend(syllable.chars().next());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_their_reading() {
        for (name, full, initials) in [
            ("张三", "zhangsan", "zs"),
            ("单圆圆", "shanyuanyuan", "syy"),
            ("曾巩", "zenggong", "zg"),
            ("仇英", "qiuying", "qy"),
            ("区小明", "ouxiaoming", "oxm"),
            ("查良镛", "zhaliangyong", "zly"),
            ("解放", "xiefang", "xf"),
            ("朴树", "piaoshu", "ps"),
            ("盖盖", "gegai", "gg"),
            ("尉迟恭", "yuchigong", "ycg"),
            ("单于阳", "chanyuyang", "cyy"),
            ("长孙无忌", "zhangsunwuji", "zswj"),
            ("吕布", "lvbu", "lb"),
            ("阿依古丽·买买提", "ayigulimaimaiti", "ayglmmt"),
            ("Anna Lee", "annalee", "al"),
            ("王 Lucy", "wanglucy", "wl"),
            ("", "", ""),
        ] {
            let key = search_key(name);
            assert_eq!((key.full.as_str(), key.initials.as_str()), (full, initials), "{name}");
        }
        let needless: Vec<_> = SURNAMES
            .iter()
            .filter(|(surname, syllables)| {
                surname.chars().map(|c| c.to_pinyin().map_or("", pinyin::Pinyin::plain)).eq(syllables.iter().copied())
            })
            .map(|(surname, _)| surname)
            .collect();
        assert!(needless.is_empty(), "need no row: {needless:?}");
        assert_eq!(search_key("陈𬭎").initials.chars().count(), 2);
        assert_eq!(search_key("１７ 张三 138").digits, "17138");
    }
}
