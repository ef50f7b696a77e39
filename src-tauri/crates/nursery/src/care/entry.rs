//! 照护记录: one fact a child; a whole group is entered in one submit and taken back together.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::{CareChoice, CareError, CareKind};
use crate::attendance::day::class_on;
use crate::contract::Nothing;
use crate::day::Day;
use crate::error::{Error, Result};
use crate::id::Id;
use crate::infants::records;
use crate::instant::Instant;
use crate::record::Entry;
use crate::record::take_back;
use crate::view::{Change, Column, View};

const TABLE: &str = "care_entry";
/// No child under three drinks more at a time: beyond it a digit is wrong.
const MOST: i64 = 500;

/// A fact as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct CareShown {
    /// The row.
    pub id: Id,
    /// The kind.
    pub kind: CareKind,
    /// When, or from when.
    pub at: Instant,
    /// Until when; open while it lasts.
    pub until: Option<Instant>,
    /// ml.
    pub amount: Option<i64>,
    /// What was chosen.
    pub choice: Option<CareChoice>,
    /// In words.
    pub text: String,
    /// Who did or saw it.
    pub by: String,
    /// What was entered together.
    pub batch: Id,
    /// Live, transcribed or late.
    pub entry: Entry,
}

/// The facts of a day, of one infant or of all, in the order of time.
pub(super) fn of_day(view: &View<'_>, on: Day, infant: Option<Id>) -> Result<Vec<(Id, CareShown)>> {
    let one = if infant.is_some() { "AND e.infant_id = ?2" } else { "AND ?2 IS NULL" };
    view.all(
        &format!(
            "SELECT e.infant_id, e.id, e.kind, e.occurred_at, e.until_at, e.amount, e.choice, e.text, p.name, e.batch_id, e.entry
             FROM care_entry e JOIN person p ON p.id = e.done_by
             WHERE e.day = ?1 AND e.withdrawn = 0 {one} ORDER BY e.infant_id, e.occurred_at, e.id"
        ),
        (on, infant),
        |r| {
            let shown = CareShown {
                id: r.get(1)?,
                kind: r.get(2)?,
                at: r.get(3)?,
                until: r.get(4)?,
                amount: r.get(5)?,
                choice: r.get(6)?,
                text: r.get(7)?,
                by: r.get(8)?,
                batch: r.get(9)?,
                entry: r.get(10)?,
            };
            Ok((r.get(0)?, shown))
        },
    )
}

/// A fact of one or more children.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RecordCare {
    /// The children.
    pub infants: Vec<Id>,
    /// The kind.
    pub kind: CareKind,
    /// When, or from when; now when absent.
    pub at: Option<Instant>,
    /// Until when, for what lasts; open when absent.
    pub until: Option<Instant>,
    /// ml, for milk and water.
    pub amount: Option<i64>,
    /// What was chosen.
    pub choice: Option<CareChoice>,
    /// In words.
    pub text: Option<String>,
    /// Who did or saw it; who types when absent.
    pub done_by: Option<Id>,
    /// Why it is written late.
    pub late_reason: Option<String>,
}

/// What was entered together.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct CareRecorded {
    /// The batch.
    pub batch: Id,
    /// How many children.
    pub children: u32,
}

pub(super) fn record(change: &mut Change<'_>, q: RecordCare) -> Result<CareRecorded> {
    let now = Instant::from_ms(change.now());
    let at = q.at.unwrap_or(now);
    let text = q.text.as_deref().map(str::trim).unwrap_or_default().to_owned();
    check(&q, at, now, &text)?;
    let done_by = q.done_by.unwrap_or(change.who()?.person);
    let stamp = change.stamp(at, done_by, q.late_reason.as_deref())?;
    let (batch, on) = (change.new_id(), at.day());
    let mut infants = q.infants;
    infants.sort_unstable();
    infants.dedup();
    let (mut children, mut already) = (0, None);
    for infant in &infants {
        let infant = records::infant(change, *infant)?;
        // Who sleeps or is outdoors already stays as written; a whole class goes by one key.
        if q.until.is_none() && lasting(change, on, q.kind, infant.id)? {
            already = already.or(Some(infant.name));
            continue;
        }
        children += 1;
        let (id, class) = (change.new_id(), class_on(change, infant.id, on)?.or(infant.class_id));
        let columns: [Column<'_>; 10] = [
            ("id", &id),
            ("infant_id", &infant.id),
            ("class_id", &class),
            ("day", &on),
            ("kind", &q.kind),
            ("amount", &q.amount),
            ("choice", &q.choice),
            ("until_at", &q.until),
            ("text", &text),
            ("batch_id", &batch),
        ];
        change.record(TABLE, &columns, &stamp)?;
    }
    if let Some(name) = already.filter(|_| children == 0) {
        return Err(CareError::Already { name }.into());
    }
    change.about(batch);
    change.undo_with("care.withdraw", json!({ "batch": batch }));
    Ok(CareRecorded { batch, children })
}

fn lasting(view: &View<'_>, on: Day, kind: CareKind, infant: Id) -> Result<bool> {
    let open = "SELECT count(*) FROM care_entry WHERE day = ?1 AND infant_id = ?2 AND kind = ?3 AND until_at IS NULL AND withdrawn = 0";
    Ok(matches!(kind, CareKind::Sleep | CareKind::Outdoor) && view.number(open, (on, infant, kind))? > 0)
}

fn check(q: &RecordCare, at: Instant, now: Instant, text: &str) -> Result<(), CareError> {
    if q.infants.is_empty() {
        return Err(CareError::Nobody);
    }
    if q.choice.is_some_and(|choice| !q.kind.choices().contains(&choice)) {
        return Err(CareError::Choice);
    }
    if q.amount.is_some_and(|amount| amount <= 0 || amount > MOST || !q.kind.has_amount()) {
        return Err(CareError::Amount { most: MOST });
    }
    if q.until.is_some_and(|until| until < at || until > now || !q.kind.lasts()) {
        return Err(CareError::Until);
    }
    let said = match q.kind {
        CareKind::Milk | CareKind::Water => q.amount.is_some() || q.choice.is_some() || !text.is_empty(),
        CareKind::Sleep | CareKind::Outdoor => true,
        CareKind::Exercise | CareKind::Note => !text.is_empty(),
        CareKind::Meal | CareKind::Diaper | CareKind::Toilet | CareKind::Mood | CareKind::Activity => {
            q.choice.is_some() || !text.is_empty()
        }
    };
    if said { Ok(()) } else { Err(CareError::Nothing) }
}

/// Something that lasted has ended: who sleeps wakes, who is outdoors comes in.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct EndCare {
    /// The children.
    pub infants: Vec<Id>,
    /// What has ended.
    pub kind: CareKind,
    /// When; now when absent.
    pub at: Option<Instant>,
}

pub(super) fn end(change: &mut Change<'_>, q: EndCare) -> Result<CareRecorded> {
    let at = q.at.unwrap_or(Instant::from_ms(change.now()));
    if at.ms() > change.now() {
        return Err(CareError::Until.into());
    }
    let mut ended = Vec::new();
    for infant in &q.infants {
        records::infant(change, *infant)?;
        let open: Option<(Id, Instant)> = change.first(
            "SELECT id, occurred_at FROM care_entry WHERE day = ?1 AND infant_id = ?2 AND kind = ?3 AND until_at IS NULL AND withdrawn = 0
             ORDER BY occurred_at DESC LIMIT 1",
            (at.day(), infant, q.kind),
            |r| Ok((r.get(0)?, r.get(1)?)),
        )?;
        let Some((id, from)) = open else { continue };
        if at < from {
            return Err(CareError::Until.into());
        }
        change.update(TABLE, &id, &[("until_at", &at)])?;
        ended.push(id);
    }
    let Some(first) = ended.first().copied() else { return Err(CareError::NothingLasts.into()) };
    change.about(first);
    change.undo_with("care.go_on", json!({ "ids": ended }));
    Ok(CareRecorded { batch: first, children: u32::try_from(ended.len()).unwrap_or(u32::MAX) })
}

/// What was ended by mistake.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GoOn {
    /// The rows.
    pub ids: Vec<Id>,
}

/// Takes an end back: it goes on.
pub(super) fn go_on(change: &mut Change<'_>, q: GoOn) -> Result<Nothing> {
    for id in q.ids {
        let infant: Id = change.one(TABLE, "SELECT infant_id FROM care_entry WHERE id = ?1", [id], |r| r.get(0))?;
        records::infant(change, infant)?;
        change.update(TABLE, &id, &[("until_at", &None::<Instant>)])?;
        change.about(id);
    }
    Ok(Nothing {})
}

/// What is corrected of a fact; what is absent stays.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CorrectCare {
    /// The row.
    pub id: Id,
    /// ml.
    pub amount: Option<i64>,
    /// What was chosen.
    pub choice: Option<CareChoice>,
    /// Until when.
    pub until: Option<Instant>,
    /// In words.
    pub text: Option<String>,
    /// Why; needed for what another person wrote, or on another day.
    pub reason: Option<String>,
}

pub(super) fn correct(change: &mut Change<'_>, q: CorrectCare) -> Result<Nothing> {
    struct Row {
        infant: Id,
        kind: CareKind,
        at: Instant,
        until: Option<Instant>,
        amount: Option<i64>,
        choice: Option<CareChoice>,
        text: String,
    }
    let row = change.one(
        TABLE,
        "SELECT infant_id, kind, occurred_at, until_at, amount, choice, text FROM care_entry
         WHERE id = ?1 AND withdrawn = 0",
        [q.id],
        |r| {
            Ok(Row {
                infant: r.get(0)?,
                kind: r.get(1)?,
                at: r.get(2)?,
                until: r.get(3)?,
                amount: r.get(4)?,
                choice: r.get(5)?,
                text: r.get(6)?,
            })
        },
    )?;
    records::infant(change, row.infant)?;
    let text = q.text.map_or(row.text, |text| text.trim().to_owned());
    let after = RecordCare {
        infants: vec![row.infant],
        kind: row.kind,
        at: None,
        until: q.until.or(row.until),
        amount: q.amount.or(row.amount),
        choice: q.choice.or(row.choice),
        text: None,
        done_by: None,
        late_reason: None,
    };
    check(&after, row.at, Instant::from_ms(change.now()), &text)?;
    let columns: [Column<'_>; 4] =
        [("amount", &after.amount), ("choice", &after.choice), ("until_at", &after.until), ("text", &text)];
    change.about(row.infant);
    change.correct(TABLE, q.id, &columns, q.reason.as_deref())?;
    Ok(Nothing {})
}

/// What was typed wrong.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct WithdrawCare {
    /// Everything that was entered together.
    pub batch: Option<Id>,
    /// One row of it.
    pub id: Option<Id>,
    /// Why; needed once an hour has passed.
    pub reason: Option<String>,
}

/// Takes a fact, or what was entered together, back; the rows stay.
pub(super) fn withdraw(change: &mut Change<'_>, q: WithdrawCare) -> Result<Nothing> {
    let rows: Vec<(Id, Id, i64)> = change.all(
        "SELECT id, infant_id, recorded_at FROM care_entry WHERE withdrawn = 0 AND (batch_id = ?1 OR id = ?2)",
        (q.batch, q.id),
        |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
    )?;
    if rows.is_empty() {
        return Err(Error::not_found(TABLE));
    }
    for (id, infant, recorded_at) in rows {
        records::infant(change, infant)?;
        change.about(infant);
        take_back(change, TABLE, id, recorded_at, q.reason.as_deref())?;
    }
    Ok(Nothing {})
}
