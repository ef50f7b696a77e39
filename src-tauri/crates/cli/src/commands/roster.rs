//! `import-roster`: what would become of each row; with `--confirm`, the rows that fit are written and the
//! others go to a file to be repaired.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::{Value, json};

use crate::arguments::General;
use crate::failure::{self, Result};
use crate::files;
use crate::session::{self, Mode};
use crate::terminal::{Terminal, table};

const OUTCOMES: [(&str, &str, &str); 6] = [
    ("new", "新增", "new"),
    ("same", "一致", "same"),
    ("changed", "有变更", "changed"),
    ("duplicate", "重复", "duplicate"),
    ("conflict", "待确认", "conflict"),
    ("rejected", "不合格", "rejected"),
];

/// Judges the rows; writes nothing.
pub fn preview(general: &General, file: &Path, terminal: &Terminal) -> Result<()> {
    let desk = session::sign_in(general, Mode::Reading, terminal)?;
    let token = files::hand_in(&desk, file)?;
    let preview = session::call(&desk, "infants.preview_roster", json!({ "file": token }), terminal)?;
    terminal.answer(&text(&preview, terminal), &summary(&preview, terminal))
}

/// Writes what fits and the file of the rest.
pub fn import(
    general: &General,
    file: &Path,
    rejected: Option<PathBuf>,
    force: bool,
    terminal: &Terminal,
) -> Result<ExitCode> {
    let desk = session::sign_in(general, Mode::Writing, terminal)?;
    let token = files::hand_in(&desk, file)?;
    if let Some(to) = &rejected {
        files::must_be_free(to, force)?;
    }
    let done = session::call(&desk, "infants.import_roster", json!({ "file": token }), terminal)?;
    let preview = &done["preview"];
    let written = done["written"].as_u64().unwrap_or(0);
    let to_repair = match done["rejected"].as_str() {
        None => None,
        Some(id) => {
            let paper = session::issued(&desk, id)?;
            let to = rejected.unwrap_or_else(|| beside(file, &paper.name));
            files::write(&to, &paper.bytes, force)?;
            Some(to.display().to_string())
        }
    };
    let mut value = summary(preview, terminal);
    value["written"] = written.into();
    value["rejected_file"] = json!(to_repair);
    let mut said = text(preview, terminal);
    said.push_str(&terminal.say(format!("已写入 {written} 行。"), format!("{written} rows are written.")));
    if let Some(to) = &to_repair {
        said.push_str(&terminal.say(format!("\n待修正的行：{to}"), format!("\nRows to repair: {to}")));
    }
    terminal.answer(&said, &value)?;
    let known = preview["counts"]["same"].as_u64().unwrap_or(0);
    Ok(if written + known > 0 { ExitCode::SUCCESS } else { ExitCode::from(failure::NOTHING_IMPORTED) })
}

/// A free name beside the roster, with the ending of the workbook that is written.
fn beside(roster: &Path, made: &str) -> PathBuf {
    let stem = roster.file_stem().unwrap_or_default().to_string_lossy();
    let ending =
        Path::new(made).extension().map_or_else(|| "xlsx".to_owned(), |ending| ending.to_string_lossy().into_owned());
    let name = |n: u32| match n {
        1 => format!("{stem}-rejected.{ending}"),
        n => format!("{stem}-rejected-{n}.{ending}"),
    };
    (1..)
        .map(|n| roster.with_file_name(name(n)))
        .find(|path| path.symlink_metadata().is_err())
        .unwrap_or_else(|| roster.with_file_name(name(1)))
}

fn summary(preview: &Value, terminal: &Terminal) -> Value {
    let mut value = json!({});
    for (key, ..) in OUTCOMES {
        value[key] = json!(preview["counts"][key].as_u64().unwrap_or(0));
    }
    value["rows"] = rows(preview)
        .map(|row| {
            let reasons: Vec<Value> = reasons(row)
                .map(|reason| json!({ "cell": reason["cell"], "field": reason["field"], "message": said(reason, terminal), "finding": reason["finding"] }))
                .collect();
            json!({ "row": row["row"], "outcome": row["outcome"], "reasons": reasons })
        })
        .collect();
    value
}

fn text(preview: &Value, terminal: &Terminal) -> String {
    let l = terminal.language;
    let counts: Vec<String> = OUTCOMES
        .iter()
        .map(|(key, zh, en)| format!("{} {}", l.word(zh, en), preview["counts"][*key].as_u64().unwrap_or(0)))
        .collect();
    let mut lines = Vec::new();
    for row in rows(preview).filter(|row| reasons(row).next().is_some()) {
        let outcome = OUTCOMES.iter().find(|(key, ..)| row["outcome"] == *key).map_or("", |(_, zh, en)| l.word(zh, en));
        lines.extend(
            reasons(row).map(|reason| vec![row["row"].to_string(), outcome.to_owned(), said(reason, terminal)]),
        );
    }
    format!("{}{}\n", table(&lines), counts.join(l.word("，", ", ")))
}

fn rows(preview: &Value) -> impl Iterator<Item = &Value> {
    preview["rows"].as_array().into_iter().flatten()
}

fn reasons(row: &Value) -> impl Iterator<Item = &Value> {
    row["reasons"].as_array().into_iter().flatten()
}

fn said(reason: &Value, terminal: &Terminal) -> String {
    reason["said"][terminal.language.word("zh", "en")].as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_to_repair_never_take_the_place_of_earlier_ones() {
        let dir = tempfile::tempdir().unwrap();
        let roster = dir.path().join("名单.csv");
        assert_eq!(beside(&roster, "x.xlsx"), dir.path().join("名单-rejected.xlsx"));
        std::fs::write(dir.path().join("名单-rejected.xlsx"), "").unwrap();
        assert_eq!(beside(&roster, "x.xlsx"), dir.path().join("名单-rejected-2.xlsx"));
    }
}
