//! What a dated value is, and which one holds where several levels speak.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use crate::day::Day;
use crate::error::Told;
use crate::words::Language;

crate::coded_enum! {
    /// Who set a value; later entries are more specific.
    pub enum Level {
        Nation = "nation", "国家", "nation";
        Province = "province", "省", "province";
        City = "city", "市", "city";
        District = "district", "区县", "district";
        Contract = "contract", "合同", "contract";
    }
}

crate::coded_enum! {
    /// How the levels combine.
    pub enum Combine {
        Specific = "specific", "以更具体的为准", "the most specific level wins";
        StrictestMin = "strictest_min", "取最小值", "the smallest value wins";
        StrictestMax = "strictest_max", "取最大值", "the largest value wins";
        All = "all", "同时适用", "all apply";
    }
}

crate::coded_enum! {
    /// How sure we are of the number and its source.
    pub enum Confidence {
        Confirmed = "confirmed", "已见原文", "text seen";
        High = "high", "较有把握", "high";
        Medium = "medium", "待核对", "medium";
        Low = "low", "存疑，请核对", "low: please check";
        Own = "own", "本程序设定", "set by this program";
    }
}

/// The source of values that no law sets.
const OURS: &str = "摇篮簿";

/// A dated value with its source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
pub struct PolicyValue {
    /// Row of the value.
    pub id: String,
    /// The key, e.g. `prepay.max_months`.
    pub key: String,
    /// Who set it.
    pub level: Level,
    /// Where it holds, e.g. 郑州市.
    pub jurisdiction: String,
    /// The value: a number, yes or no, words, or a list.
    #[ts(type = "unknown")]
    pub value: Value,
    /// What it counts.
    pub unit: String,
    /// First day on which it holds.
    pub from: Day,
    /// Last day, if it has ended.
    pub to: Option<Day>,
    /// How levels combine.
    pub combine: Combine,
    /// Title of the document.
    pub source: String,
    /// Article in it.
    pub article: String,
    /// How sure we are.
    pub confidence: Confidence,
    /// `shipped@version`, a pack's name, or `override`.
    pub origin: String,
}

/// What the policy refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PolicyError {
    /// No level says anything for that day.
    Missing {
        /// The key.
        key: String,
        /// The business day.
        on: Day,
    },
    /// The value is not of the kind that is asked for.
    Kind {
        /// The key.
        key: String,
    },
    /// An override needs a reason.
    ReasonNeeded,
}

impl Told for PolicyError {
    fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "policy_missing",
            Self::Kind { .. } => "policy_kind",
            Self::ReasonNeeded => "policy_reason",
        }
    }

    fn say(&self, l: Language) -> String {
        match self {
            Self::Missing { key, on } => l.say(
                format!("“政策与标准”中没有 {on} 适用的 {key}；请由园长补上数值和依据。"),
                format!("The policy has no value of {key} for {on}; the director can add one with its source."),
            ),
            Self::Kind { key } => l.say(
                format!("“政策与标准”中 {key} 的数值类型不对；请更正。"),
                format!("The policy value {key} is of the wrong kind; correct it."),
            ),
            Self::ReasonNeeded => l.say("调整政策参数须写明理由和依据。", "An override needs a reason."),
        }
    }

    fn field(&self) -> Option<String> {
        matches!(self, Self::ReasonNeeded).then(|| "reason".to_owned())
    }
}

impl PolicyValue {
    /// As a whole number.
    ///
    /// # Errors
    /// It is none.
    pub fn number(&self) -> Result<i64, PolicyError> {
        self.value.as_i64().ok_or_else(|| PolicyError::Kind { key: self.key.clone() })
    }

    /// As yes or no.
    ///
    /// # Errors
    /// It is neither.
    pub fn flag(&self) -> Result<bool, PolicyError> {
        self.value.as_bool().ok_or_else(|| PolicyError::Kind { key: self.key.clone() })
    }

    /// As words.
    ///
    /// # Errors
    /// It is no text.
    pub fn text(&self) -> Result<&str, PolicyError> {
        self.value.as_str().ok_or_else(|| PolicyError::Kind { key: self.key.clone() })
    }

    /// As a list of words.
    ///
    /// # Errors
    /// It is no list of texts.
    pub fn list(&self) -> Result<Vec<&str>, PolicyError> {
        self.value
            .as_array()
            .and_then(|list| list.iter().map(Value::as_str).collect::<Option<Vec<_>>>())
            .ok_or_else(|| PolicyError::Kind { key: self.key.clone() })
    }

    /// Title and article, as shown beside a result.
    #[must_use]
    pub fn cited(&self) -> String {
        if self.confidence == Confidence::Own && self.source == OURS {
            return String::new();
        }
        if self.article.is_empty() { self.source.clone() } else { format!("{} {}", self.source, self.article) }
    }

    pub(crate) fn from_row(r: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: r.get("id")?,
            key: r.get("key")?,
            level: r.get("level")?,
            jurisdiction: r.get("jurisdiction")?,
            value: serde_json::from_str(&r.get::<_, String>("value")?).unwrap_or(Value::Null),
            unit: r.get("unit")?,
            from: r.get("from_day")?,
            to: r.get("to_day")?,
            combine: r.get("combine")?,
            source: r.get("source")?,
            article: r.get("article")?,
            confidence: r.get("confidence")?,
            origin: r.get("origin")?,
        })
    }

    fn holds(&self, places: &[String; 3], on: Day) -> bool {
        let here = match self.level {
            Level::Nation => true,
            Level::Province => self.jurisdiction == places[0],
            Level::City => self.jurisdiction == places[1],
            Level::District => self.jurisdiction == places[2],
            Level::Contract => false,
        };
        here && self.from <= on && self.to.is_none_or(|to| on <= to)
    }
}

/// The value that holds: an override of the director's first; else as the key says its levels combine,
/// each level speaking with its latest row.
#[must_use]
pub fn resolve<'v>(rows: &'v [PolicyValue], places: &[String; 3], on: Day) -> Option<&'v PolicyValue> {
    let holding: Vec<&PolicyValue> = rows.iter().filter(|row| row.holds(places, on)).collect();
    // Ids are UUIDv7 and sort by when a row was added: of two that start on one day, the later holds.
    let latest = |of: &dyn Fn(&PolicyValue) -> bool| {
        holding.iter().copied().filter(|row| of(row)).max_by_key(|row| (row.from, &row.id))
    };
    if let Some(own) = latest(&|row| row.origin == "override") {
        return Some(own);
    }
    let spoken: Vec<&PolicyValue> = [Level::Nation, Level::Province, Level::City, Level::District]
        .into_iter()
        .filter_map(|level| latest(&|row| row.level == level))
        .collect();
    let number = |row: &&PolicyValue| row.value.as_i64().unwrap_or(i64::MAX);
    match spoken.last()?.combine {
        Combine::Specific | Combine::All => spoken.last().copied(),
        Combine::StrictestMin => spoken.iter().copied().rev().min_by_key(number),
        Combine::StrictestMax => spoken.iter().copied().max_by_key(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn value(id: &str, level: Level, jurisdiction: &str, value: i64, from: &str, combine: Combine) -> PolicyValue {
        PolicyValue {
            id: id.into(),
            key: "k".into(),
            level,
            jurisdiction: jurisdiction.into(),
            value: value.into(),
            unit: String::new(),
            from: day(from),
            to: None,
            combine,
            source: String::new(),
            article: String::new(),
            confidence: Confidence::Confirmed,
            origin: "shipped@1".into(),
        }
    }

    fn places() -> [String; 3] {
        ["河南省".into(), "郑州市".into(), "郑东新区".into()]
    }

    #[test]
    fn the_most_specific_level_that_holds_wins() {
        let rows = [
            value("1", Level::Nation, "中国", 150, "2010-11-01", Combine::Specific),
            value("2", Level::City, "郑州市", 100, "2019-01-01", Combine::Specific),
            value("3", Level::City, "洛阳市", 1, "2019-01-01", Combine::Specific),
        ];
        assert_eq!(resolve(&rows, &places(), day("2026-01-01")).unwrap().number(), Ok(100));
        assert_eq!(resolve(&rows, &places(), day("2018-12-31")).unwrap().number(), Ok(150));
        assert_eq!(resolve(&rows, &places(), day("2009-01-01")), None);
    }

    #[test]
    fn the_strictest_wins_where_the_key_says_so_and_an_override_beats_all() {
        let mut rows = vec![
            value("1", Level::Nation, "中国", 3, "2019-01-01", Combine::StrictestMin),
            value("2", Level::Province, "河南省", 6, "2025-01-01", Combine::StrictestMin),
        ];
        assert_eq!(resolve(&rows, &places(), day("2026-01-01")).unwrap().number(), Ok(3));
        let mut own = value("3", Level::District, "郑东新区", 2, "2026-02-01", Combine::StrictestMin);
        own.origin = "override".into();
        rows.push(own);
        assert_eq!(resolve(&rows, &places(), day("2026-01-31")).unwrap().number(), Ok(3));
        assert_eq!(resolve(&rows, &places(), day("2026-02-01")).unwrap().number(), Ok(2));
        let max = [
            value("1", Level::Nation, "中国", 30, "2019-01-01", Combine::StrictestMax),
            value("2", Level::City, "郑州市", 90, "2019-01-01", Combine::StrictestMax),
        ];
        assert_eq!(resolve(&max, &places(), day("2026-01-01")).unwrap().number(), Ok(90));
    }
}
