//! How a guardian is related to the infant.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The relation of a guardian, a person who collects, or an emergency contact to the infant.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// 父亲.
    Father,
    /// 母亲.
    Mother,
    /// 祖父, the father's father.
    PaternalGrandfather,
    /// 祖母, the father's mother.
    PaternalGrandmother,
    /// 外祖父, the mother's father.
    MaternalGrandfather,
    /// 外祖母, the mother's mother.
    MaternalGrandmother,
    /// Any other, in the words of the file: 姑姑, 保姆.
    Other(String),
}

/// Each relation, how we write it, and what families write.
const WORDS: [(Relation, &[&str]); 6] = [
    (Relation::Father, &["父亲", "父", "爸爸", "爸", "父子", "父女"]),
    (Relation::Mother, &["母亲", "母", "妈妈", "妈", "母子", "母女"]),
    (Relation::PaternalGrandfather, &["祖父", "爷爷"]),
    (Relation::PaternalGrandmother, &["祖母", "奶奶"]),
    (Relation::MaternalGrandfather, &["外祖父", "外公", "姥爷", "老爷"]),
    (Relation::MaternalGrandmother, &["外祖母", "外婆", "姥姥"]),
];

impl Relation {
    /// The relation that a word names; any other word is kept as it is.
    #[must_use]
    pub fn of_word(word: &str) -> Relation {
        let word = word.trim();
        WORDS
            .iter()
            .find(|(_, words)| words.contains(&word))
            .map_or_else(|| Relation::Other(word.to_owned()), |(relation, _)| relation.clone())
    }
}

impl fmt::Display for Relation {
    /// The word of our forms.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Other(word) => f.write_str(word),
            known => {
                let words = WORDS.iter().find(|(relation, _)| relation == known).map(|(_, words)| words[0]);
                f.write_str(words.unwrap_or_default())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_as_ours() {
        for (relation, words) in WORDS {
            for word in words {
                assert_eq!(Relation::of_word(word), relation);
            }
            assert_eq!(Relation::of_word(&relation.to_string()), relation);
        }
        assert_eq!(Relation::of_word(" 姑姑 "), Relation::Other("姑姑".into()));
    }
}
