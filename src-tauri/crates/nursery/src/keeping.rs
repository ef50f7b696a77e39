//! Keeping the store: back up, check, the demo nursery's clock. The shell and the CLI write the files; the
//! nursery says when it was done last and when it is due again.

use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use crate::access::{Permission, Post};
use crate::contract::{Nothing, Row, issue, read};
use crate::day::Day;
use crate::desk::{Desk, Door};
use crate::duty::{Duty, DutyItem, Urgency};
use crate::error::{ContractError, Result};
use crate::instant::Instant;
use crate::view::View;

pub(crate) fn operations() -> Vec<Row> {
    vec![
        issue("store.check", ("核验档案", "Check the store"), Permission::StoreKeep, check),
        read("store.state", ("查看备份状态", "See the state of backups"), Permission::StoreKeep, state),
        issue("demo.set_clock", ("调整演示园时钟", "Move the demo clock"), Permission::DemoClock, set_clock),
    ]
}

/// How the store stands.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct StoreCheck {
    /// Everything is whole.
    pub whole: bool,
    /// Entries of the audit chain that were verified.
    pub audit_entries: i64,
    /// The first entry at which the chain is broken.
    pub audit_broken: Option<i64>,
    /// Numbers that are missing in a series, as `SJ2026 #12`.
    pub number_gaps: Vec<String>,
    /// Issued papers whose snapshot no longer fits its hash.
    pub issued_changed: Vec<String>,
    /// What else is wrong with the file.
    pub faults: Vec<String>,
}

/// Checks file, audit chain, number series and issued papers.
pub(crate) fn check_store(desk: &Desk) -> Result<StoreCheck> {
    let store = desk.store()?;
    let file = store.check()?;
    let (gaps, changed) = store.read(|conn| {
        let view = View::new(conn, desk.now(), None, desk.house().language);
        Ok::<_, crate::error::Error>((crate::number::gaps(&view)?, crate::issued::changed(&view)?))
    })?;
    let faults: Vec<String> = [&file.structure, &file.seals, &file.foreign_keys, &file.guards, &file.files]
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    let whole = file.is_whole() && gaps.is_empty() && changed.is_empty();
    Ok(StoreCheck {
        whole,
        audit_entries: file.audit.whole,
        audit_broken: file.audit.broken,
        number_gaps: gaps.into_iter().map(|(series, value)| format!("{series} #{value}")).collect(),
        issued_changed: changed.into_iter().map(|id| id.to_string()).collect(),
        faults,
    })
}

fn check(door: &Door<'_>, _: Nothing) -> Result<StoreCheck> {
    check_store(door.desk)
}

impl Desk {
    /// Checks file, audit chain, number series and issued papers; needs no session, it shows no data.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn check(&self) -> Result<StoreCheck> {
        check_store(self)
    }

    /// Writes a verified backup to one file and, where the desk may write, remembers that it was done.
    ///
    /// # Errors
    /// The store cannot; nothing good is overwritten.
    pub fn backup(&self, to: &Path, progress: &dyn Fn(u64, u64)) -> Result<store::BackupReport> {
        let report = self.store()?.backup(to, self.now(), progress)?;
        if !self.house().reading {
            self.as_program("store.backup", |change| {
                change.about("backup");
                change.note(json!({ "size": report.size, "files": report.files }));
                let at = change.now();
                change.execute(
                    "INSERT INTO setting (id, value) VALUES ('last_backup', ?1) ON CONFLICT (id) DO UPDATE SET value = ?1",
                    [json!({ "at": at, "size": report.size }).to_string()],
                )?;
                Ok(())
            })?;
        }
        Ok(report)
    }
}

/// When the store was backed up last.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct BackupState {
    /// When the last verified backup was made here.
    pub last_backup: Option<Instant>,
}

fn last_backup(view: &View<'_>) -> Result<Option<Instant>> {
    view.first("SELECT json_extract(value, '$.at') FROM setting WHERE id = 'last_backup'", [], |r| {
        Ok(Instant::from_ms(r.get(0)?))
    })
}

fn state(view: &View<'_>, _: Nothing) -> Result<BackupState> {
    Ok(BackupState { last_backup: last_backup(view)? })
}

/// Where the demo clock is put.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetDemoClock {
    /// The instant, ms UTC.
    pub at: Instant,
}

fn set_clock(door: &Door<'_>, q: SetDemoClock) -> Result<Nothing> {
    if !door.desk.store()?.info().demo {
        return Err(ContractError::DemoOnly.into());
    }
    door.desk.move_demo_clock(q.at.ms());
    Ok(Nothing {})
}

pub(crate) fn duties() -> Vec<Duty> {
    vec![Duty {
        key: "store.backup",
        part: None,
        posts: &[Post::Director, Post::Bookkeeper],
        permission: Permission::StoreKeep,
        open: backup_due,
    }]
}

fn backup_due(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let l = view.language();
    let days = view.policy_number("backup.remind_days", view.today())?;
    let last: Option<Day> = last_backup(view)?.map(Instant::day);
    if last.is_some_and(|last| last.days_until(view.today()) < days) {
        return Ok(Vec::new());
    }
    Ok(vec![DutyItem {
        duty: "store.backup".to_owned(),
        subject: "1".to_owned(),
        urgency: Urgency::Plain,
        title: match last {
            None => l.say("还没有做过备份", "No backup has been made yet"),
            Some(last) => l.say(format!("上次备份在 {last}"), format!("The last backup is of {last}")),
        },
        detail: l.say("请插入 U 盘，备份只需几秒", "Plug in a USB stick; it takes seconds"),
        due: None,
        article: String::new(),
        button: l.say("立即备份", "Back up now"),
        screen: "settings/backup".to_owned(),
    }])
}
