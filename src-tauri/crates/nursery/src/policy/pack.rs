//! A policy pack (政策包): dated values in a workbook, as the program hands them out. A pack adds rows and touches
//! no override; nothing is written before the confirmation.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;

use super::{Confidence, Level, PolicyValue, titles};
use crate::contract::Nothing;
use crate::day::Day;
use crate::desk::Door;
use crate::error::Result;
use crate::intake::{FieldWords, Finding, HeaderMap, IntakeError, Sheet, Workbook, values};
use crate::issued::{self, Paper};
use crate::register::{MadePaper, RegisterSheet, workbook};
use crate::view::{Change, View};
use crate::words::{Coded, Language};

crate::coded_enum! {
    /// What a row of a pack does.
    pub enum PackOutcome {
        New = "new", "新增", "new";
        Same = "same", "不变", "same";
        Rejected = "rejected", "不采用", "rejected";
    }
}

/// A pack that came in.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PackFile {
    /// The token of the workbook from the files door.
    pub file: String,
}

/// One row of a pack.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct PackRow {
    /// As the spreadsheet counts.
    pub row: u32,
    /// The key as written.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// What it does.
    pub outcome: PackOutcome,
    /// Why it is not taken, with the cell.
    pub reason: Option<String>,
    /// The value that holds today.
    pub now: Option<PolicyValue>,
    /// What the row says, where it could be read.
    pub value: Option<PolicyValue>,
}

/// A pack row by row, or what an import of it did.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Pack {
    /// The name of the file, under which its rows are kept.
    pub name: String,
    /// The rows.
    pub rows: Vec<PackRow>,
    /// Rows that are new.
    pub new: u32,
    /// Rows that were written now.
    pub written: u32,
}

const WORDS: &[FieldWords] = &[
    FieldWords { key: "key", words: &["代码", "key"], again: None },
    FieldWords { key: "level", words: &["层级", "level"], again: None },
    FieldWords { key: "jurisdiction", words: &["地区", "jurisdiction"], again: None },
    FieldWords { key: "value", words: &["数值", "值", "value"], again: None },
    FieldWords { key: "from", words: &["起", "开始日期", "from"], again: None },
    FieldWords { key: "to", words: &["止", "结束日期", "to"], again: None },
    FieldWords { key: "source", words: &["依据", "文件", "source"], again: None },
    FieldWords { key: "article", words: &["条款", "article"], again: None },
    FieldWords { key: "confidence", words: &["把握", "confidence"], again: None },
    FieldWords {
        key: crate::intake::header::IGNORED, words: &["名称", "单位", "来源", "title", "unit"], again: None
    },
];

const HEADINGS: [(&str, f32); 12] = [
    ("代码", 44.0),
    ("名称", 52.0),
    ("层级", 14.0),
    ("地区", 22.0),
    ("数值", 30.0),
    ("单位", 24.0),
    ("起", 24.0),
    ("止", 24.0),
    ("依据", 80.0),
    ("条款", 40.0),
    ("把握", 24.0),
    ("来源", 30.0),
];

/// Every value as a workbook that imports again unchanged.
pub(super) fn export(door: &Door<'_>, _: Nothing) -> Result<MadePaper> {
    let (on, values) = door.view(|view| Ok((view.today(), super::operations::all(view)?)))?;
    let l = Language::Zh;
    let rows = values
        .into_iter()
        .map(|value| {
            vec![
                value.key.clone(),
                titles::title(&value.key, l),
                value.level.zh().to_owned(),
                value.jurisdiction,
                written(&value.value),
                titles::unit(&value.unit, l),
                value.from.to_string(),
                value.to.map(|to| to.to_string()).unwrap_or_default(),
                value.source,
                value.article,
                value.confidence.zh().to_owned(),
                value.origin,
            ]
        })
        .collect();
    let sheet = RegisterSheet::table("policy_pack", "政策与标准", on, &HEADINGS, rows);
    let bytes = workbook::write(std::slice::from_ref(&sheet), door.desk.now())?;
    let file = door.desk.store()?.vault().put(&bytes, store::Kind::Xlsx)?;
    let issued = door.change(|change| {
        issued::record(
            change,
            &Paper {
                kind: "policy_pack",
                form: "policy_pack@1",
                number: None,
                subject: ("policy", "1"),
                snapshot: &json!({ "on": on, "rows": sheet.rows.len() }),
                file_sha256: Some(&file.sha256),
            },
        )
    })?;
    Ok(MadePaper { issued, pages: None, reprint: 0 })
}

fn written(value: &Value) -> String {
    match value {
        Value::Bool(true) => "是".to_owned(),
        Value::Bool(false) => "否".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

pub(super) fn preview(door: &Door<'_>, q: PackFile) -> Result<Pack> {
    let (name, book) = book(door, &q.file)?;
    door.view(|view| judge(view, &name, &book))
}

pub(super) fn import(door: &Door<'_>, q: PackFile) -> Result<Pack> {
    let (name, book) = book(door, &q.file)?;
    door.change(|change| {
        let mut pack = judge(change, &name, &book)?;
        for value in pack.rows.iter().filter(|row| row.outcome == PackOutcome::New).filter_map(|row| row.value.as_ref())
        {
            insert(change, value)?;
            pack.written += 1;
        }
        change.about(&name);
        change.note(json!({ "pack": name, "written": pack.written }));
        Ok(pack)
    })
}

fn book(door: &Door<'_>, token: &str) -> Result<(String, Workbook)> {
    let incoming = door.desk.incoming(token)?;
    let name = incoming.name.rsplit_once('.').map_or(incoming.name.as_str(), |(stem, _)| stem).to_owned();
    Ok((name, Workbook::read(&incoming.bytes, &incoming.name)?))
}

fn insert(change: &mut Change<'_>, value: &PolicyValue) -> Result<()> {
    let (id, now) = (change.new_id(), change.now());
    change.insert(
        "policy_value",
        &[
            ("id", &id),
            ("key", &value.key),
            ("level", &value.level),
            ("jurisdiction", &value.jurisdiction),
            ("value", &value.value.to_string()),
            ("unit", &value.unit),
            ("from_day", &value.from),
            ("to_day", &value.to),
            ("combine", &value.combine),
            ("source", &value.source),
            ("article", &value.article),
            ("confidence", &value.confidence),
            ("origin", &value.origin),
            ("added_at", &now),
        ],
    )
}

fn judge(view: &View<'_>, name: &str, book: &Workbook) -> Result<Pack> {
    let header = HeaderMap::find(book, WORDS)?;
    if ["key", "value", "from", "source"].into_iter().any(|key| header.column_of(key).is_none()) {
        return Err(IntakeError::NoHeader.into());
    }
    let (sheet, known, l) = (header.sheet_in(book)?, super::operations::all(view)?, view.language());
    let mut rows: Vec<PackRow> = Vec::new();
    for row in sheet.row_numbers().filter(|row| *row >= header.first_row()) {
        let key = cell(sheet, &header, "key", row).map(crate::intake::CellValue::text).unwrap_or_default();
        if key.is_empty() {
            continue;
        }
        let (outcome, reason, value) = match read(sheet, &header, row, &key, &known, name, l) {
            Err((at, said)) => {
                let place = header.address_of(at, row).map(|cell| format!("{cell}：")).unwrap_or_default();
                (PackOutcome::Rejected, Some(format!("{place}{said}")), None)
            }
            Ok(value) => {
                let alike = |other: &PolicyValue| {
                    (&other.key, other.level, &other.jurisdiction, &other.value, other.from, other.to)
                        == (&value.key, value.level, &value.jurisdiction, &value.value, value.from, value.to)
                };
                let there = known.iter().any(alike) || rows.iter().filter_map(|row| row.value.as_ref()).any(alike);
                (if there { PackOutcome::Same } else { PackOutcome::New }, None, Some(value))
            }
        };
        rows.push(PackRow {
            row: row + 1,
            title: titles::title(&key, l),
            now: view.policy(&key, view.today()).ok(),
            key,
            outcome,
            reason,
            value,
        });
    }
    let new = rows.iter().filter(|row| row.outcome == PackOutcome::New).count();
    Ok(Pack { name: name.to_owned(), rows, new: u32::try_from(new).unwrap_or(u32::MAX), written: 0 })
}

fn cell<'a>(sheet: &'a Sheet, header: &HeaderMap, key: &str, row: u32) -> Option<&'a crate::intake::CellValue> {
    header.column_of(key).map(|column| sheet.at(row, column))
}

/// A row as a value, or the column that does not hold and why.
fn read(
    sheet: &Sheet,
    header: &HeaderMap,
    row: u32,
    key: &str,
    known: &[PolicyValue],
    name: &str,
    l: Language,
) -> std::result::Result<PolicyValue, (&'static str, String)> {
    let text = |field: &str| cell(sheet, header, field, row).map(crate::intake::CellValue::text).unwrap_or_default();
    let like = known.iter().find(|value| value.key == key).ok_or_else(|| {
        (
            "key",
            l.say("本程序没有这个代码，请用导出的表格修改", "unknown key: change the sheet that the program exports"),
        )
    })?;
    let day = |field: &'static str| {
        let value = cell(sheet, header, field, row);
        value.map_or(Ok(None), values::day).map_err(|finding: Finding| {
            let said = finding.said(None);
            (field, l.say(said.zh, said.en))
        })
    };
    let from: Day = day("from")?.ok_or_else(|| ("from", l.say("请填开始日期", "give the first day")))?;
    let to = day("to")?;
    if to.is_some_and(|to| to < from) {
        return Err(("to", l.say("结束日期早于开始日期", "it ends before it begins")));
    }
    let level = match text("level") {
        empty if empty.is_empty() => like.level,
        word => coded::<Level>(&word)
            .ok_or_else(|| ("level", l.say("层级只能是 国家、省、市、区县", "nation, province, city or district")))?,
    };
    let source = text("source");
    if source.is_empty() {
        return Err(("source", l.say("每个数值都要写依据", "every value names its source")));
    }
    let value = typed(&text("value"), &like.value).ok_or_else(|| {
        (
            "value",
            l.say(
                format!("与现有数值类型不同（现为 {}）", written(&like.value)),
                format!("of another kind than {}", written(&like.value)),
            ),
        )
    })?;
    let confidence = match text("confidence") {
        empty if empty.is_empty() => Confidence::Medium,
        word => coded(&word).ok_or_else(|| ("confidence", l.say("把握一栏看不懂", "unknown confidence")))?,
    };
    let jurisdiction = Some(text("jurisdiction")).filter(|text| !text.is_empty());
    Ok(PolicyValue {
        id: String::new(),
        key: key.to_owned(),
        level,
        jurisdiction: jurisdiction.unwrap_or_else(|| like.jurisdiction.clone()),
        value,
        unit: like.unit.clone(),
        from,
        to,
        combine: like.combine,
        source,
        article: text("article"),
        confidence,
        origin: format!("pack:{name}"),
    })
}

fn coded<T: Coded>(word: &str) -> Option<T> {
    T::ALL.iter().copied().find(|item| {
        let label = item.label_of();
        [label.zh, label.en, label.code].contains(&word)
    })
}

/// A text as a value of the same kind as the one that is known.
fn typed(text: &str, like: &Value) -> Option<Value> {
    let plain = crate::text::half_width(text);
    let plain = plain.trim();
    match like {
        Value::Number(_) => plain.parse::<i64>().ok().map(Value::from),
        Value::Bool(_) => match plain {
            "是" | "yes" | "true" => Some(true.into()),
            "否" | "no" | "false" => Some(false.into()),
            _ => None,
        },
        Value::String(_) => (!text.is_empty()).then(|| text.into()),
        Value::Array(_) => serde_json::from_str::<Vec<Value>>(text).ok().map(Value::from),
        Value::Null | Value::Object(_) => None,
    }
}
