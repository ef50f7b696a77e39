//! Keeping the store: back up, check, the demo nursery's clock.
//!
//! Backups are kept by the program itself in a folder beside the store, each hour in which something was written,
//! thinned to a ladder; a copy in one file travels by the shell's or the CLI's path. The nursery says when it was
//! done last and when it is due again.

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use crate::access::{Permission, Post};
use crate::contract::{Nothing, Row, issue};
use crate::day::Day;
use crate::desk::{Desk, Door};
use crate::duty::{Duty, DutyItem, Urgency};
use crate::error::{ContractError, Result};
use crate::instant::Instant;
use crate::view::View;

pub(crate) fn operations() -> Vec<Row> {
    vec![
        issue("store.check", ("核验档案", "Check the store"), Permission::StoreKeep, check),
        issue("store.backup", ("立即备份", "Back up now"), Permission::StoreKeep, backup_now),
        issue("store.state", ("查看备份状态", "See the state of backups"), Permission::StoreKeep, state),
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
    let (gaps, changed) = desk
        .view_as(None, desk.house().language, |view| Ok((crate::number::gaps(view)?, crate::issued::changed(view)?)))?;
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

/// A backup that was taken.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct BackupTaken {
    /// When.
    pub at: Instant,
    /// Bytes of the database and the files that it names.
    pub size: u64,
    /// Files of the vault in it.
    pub files: u64,
    /// Nothing had been written since the last one, which was proven again instead.
    pub unchanged: bool,
    /// Files that are damaged in the store itself and so are not in it.
    pub left_out: Vec<String>,
}

/// Takes a verified backup into the folder beside the store.
fn backup_now(door: &Door<'_>, _: Nothing) -> Result<BackupTaken> {
    let desk = door.desk;
    let what = door.language.say("备份", "backing up");
    let job = door.job()?;
    let taken = desk.store()?.backup_into(&desk.backups(), desk.now(), &|done, of| job.at(done, of, &what))?;
    desk.remember_backup(taken.report.size)?;
    Ok(BackupTaken {
        at: Instant::from_ms(taken.report.taken_at),
        size: taken.report.size,
        files: taken.report.files,
        unchanged: !taken.fresh,
        left_out: taken.left_out,
    })
}

/// A backup is taken by itself when the last one is older, ms.
const EVERY: i64 = 60 * 60 * 1000;
/// The zone in which the ladder counts days and months, ms east of UTC.
const ZONE: i64 = 8 * 60 * 60 * 1000;

/// The hourly backup; skipped where nothing was written, tried again later where another program is at it.
pub(crate) fn tick(desk: &Desk) -> Result<()> {
    let (store, now) = (desk.store()?, desk.now());
    if store.info().demo {
        return Ok(());
    }
    let last = desk.last_backup()?;
    if last.is_some_and(|last| now - last.ms() < EVERY) {
        return Ok(());
    }
    match store.backup_into(&desk.backups(), now, &|_, _| {}) {
        Ok(taken) => {
            desk.remember_backup(taken.report.size)?;
            if taken.fresh {
                let ladder = store::Ladder::new(ZONE);
                store::thin_backups(&desk.backups(), &store.info().id, &crate::format::FORMAT, &ladder, now)?;
            }
            Ok(())
        }
        Err(store::Error::InUse { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

impl Desk {
    /// The folder of the backups that the program keeps by itself: beside the store, never in it.
    #[must_use]
    pub fn backups(&self) -> PathBuf {
        let dir = &self.house().dir;
        let name = dir.file_name().unwrap_or_default().to_string_lossy();
        dir.with_file_name(format!("{name}-backups"))
    }

    /// The name that is proposed for the travelling copy.
    #[must_use]
    pub fn backup_name(&self) -> String {
        format!("cradlebook-{}.backup.zip", Day::of_instant(self.now()))
    }

    fn last_backup(&self) -> Result<Option<Instant>> {
        self.view_as(None, self.house().language, last_backup)
    }

    /// Leaves no entry: the next backup would always find that something was written.
    fn remember_backup(&self, size: u64) -> Result<()> {
        self.as_program("store.backup", |change| {
            change.silently();
            let at = change.now();
            change.execute(
                "INSERT INTO setting (id, value) VALUES ('last_backup', ?1) ON CONFLICT (id) DO UPDATE SET value = ?1",
                [json!({ "at": at, "size": size }).to_string()],
            )?;
            Ok(())
        })
    }

    /// Writes the travelling copy to a path that the shell's dialog gave, for the person who may.
    ///
    /// # Errors
    /// Nobody is signed in, the person may not, or the store cannot.
    pub fn backup_for_person(&self, to: &Path) -> Result<store::BackupReport> {
        let who = self.who().ok_or(ContractError::SignedOut)?;
        if !who.may(Permission::StoreKeep) {
            return Err(ContractError::Denied.into());
        }
        self.backup(to, &|_, _| {})
    }

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
                Ok(())
            })?;
            self.remember_backup(report.size)?;
        }
        Ok(report)
    }
}

/// When the store was backed up last.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct BackupState {
    /// When the last verified backup was made here.
    pub last_backup: Option<Instant>,
    /// The backups that the program keeps by itself, newest first.
    pub kept: Vec<BackupKept>,
    /// Where they lie, for the person to read.
    pub place: String,
}

/// A backup that is kept.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct BackupKept {
    /// When it was taken; absent where that cannot be read.
    pub at: Option<Instant>,
    /// Its bytes.
    pub size: u64,
    /// What is wrong with it, in the person's language; absent: it looks whole.
    pub fault: Option<String>,
}

fn last_backup(view: &View<'_>) -> Result<Option<Instant>> {
    view.first("SELECT json_extract(value, '$.at') FROM setting WHERE id = 'last_backup'", [], |r| {
        Ok(Instant::from_ms(r.get(0)?))
    })
}

fn state(door: &Door<'_>, _: Nothing) -> Result<BackupState> {
    let folder = door.desk.backups();
    let id = door.desk.store()?.info().id.clone();
    let kept = store::backups_in(&folder, &crate::format::FORMAT)?
        .into_iter()
        .filter(|backup| backup.store_id == id)
        .map(|backup| BackupKept {
            at: backup.report.as_ref().map(|report| Instant::from_ms(report.taken_at)),
            size: backup.report.as_ref().map_or(0, |report| report.size),
            fault: backup.fault.map(|fault| crate::words::store_says(&fault, door.language)),
        })
        .collect();
    Ok(BackupState { last_backup: door.view(last_backup)?, kept, place: folder.display().to_string() })
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
