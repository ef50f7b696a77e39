//! The day on which the books begin, from when each part runs, and how far the taking over is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::balances::{BalanceTotals, Confirmed};
use super::{Part, TakeoverError};
use crate::access::{Permission, Post};
use crate::contract::Nothing;
use crate::day::{Day, Month};
use crate::duty::{Duty, DutyItem, Urgency};
use crate::error::Result;
use crate::view::{Change, View};
use crate::words::Coded;

/// From when a part runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PartStart {
    /// The part.
    pub part: Part,
    /// Its first day; absent: not started.
    pub from: Option<Day>,
}

/// The plan as it is saved; what is absent stays as it is.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SavePlan {
    /// The day on which the books begin.
    pub on: Option<Day>,
    /// Until when infants of before make good what they lack; the policy's days after the beginning when absent.
    pub make_good_by: Option<Day>,
    /// From when the parts run.
    pub parts: Option<Vec<PartStart>>,
}

/// What is kept of the plan.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Kept {
    on: Option<Day>,
    make_good_by: Option<Day>,
}

/// How far the taking over is.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct TakeoverState {
    /// The day on which the books begin; absent: nothing is taken over.
    pub on: Option<Day>,
    /// From when each part runs.
    pub parts: Vec<PartStart>,
    /// Infants in care.
    pub infants: u32,
    /// Those of them with something to make good.
    pub infants_pending: u32,
    /// Until when that is to be made good.
    pub make_good_by: Option<Day>,
    /// Infants in care with a contract that runs.
    pub with_contract: u32,
    /// Contracts that were taken over from paper.
    pub taken_over: u32,
    /// Terms that are still to be signed (补签).
    pub to_sign: u32,
    /// Infants with opening entries.
    pub with_balance: u32,
    /// What is posted as opening entries.
    pub posted: BalanceTotals,
    /// Who confirmed the totals, and when.
    pub confirmed: Option<Confirmed>,
    /// With which number this year's receipts begin, if that is settled.
    pub first_receipt: Option<i64>,
    /// A receipt has been issued this year, so its first number is settled.
    pub receipts_begun: bool,
    /// Steps that are still open: the day, the contracts, the balances, the receipts' number.
    pub open: u32,
}

/// The day on which the books begin.
///
/// # Errors
/// The store cannot.
pub fn day(view: &View<'_>) -> Result<Option<Day>> {
    Ok(kept(view)?.on)
}

/// Until when what was missing on that day is to be made good.
///
/// # Errors
/// The policy is missing, or the store cannot.
pub fn make_good_by(view: &View<'_>) -> Result<Option<Day>> {
    let kept = kept(view)?;
    match (kept.make_good_by, kept.on) {
        (None, Some(on)) => Ok(Some(on.plus_days(view.policy_number("takeover.make_good_days", on)?)?)),
        (by, _) => Ok(by),
    }
}

fn kept(view: &View<'_>) -> Result<Kept> {
    let json: Option<String> = view.first("SELECT value FROM setting WHERE id = 'takeover'", [], |r| r.get(0))?;
    Ok(json.map(|json| serde_json::from_str(&json)).transpose()?.unwrap_or_default())
}

/// Whether a part runs on a day.
///
/// # Errors
/// The store cannot.
pub fn runs(view: &View<'_>, part: Part, on: Day) -> Result<bool> {
    let start: Option<Option<Day>> =
        view.first("SELECT from_day FROM part_start WHERE id = ?1", [part], |r| r.get(0))?;
    Ok(start.is_none_or(|from| from.is_some_and(|from| from <= on)))
}

/// The first day of a part that has a start of its own.
///
/// # Errors
/// The store cannot.
pub fn first_day(view: &View<'_>, part: Part) -> Result<Option<Day>> {
    let from: Option<Option<Day>> =
        view.first("SELECT from_day FROM part_start WHERE id = ?1", [part], |r| r.get(0))?;
    Ok(from.flatten())
}

/// The first month of a part that has a start of its own.
///
/// # Errors
/// The store cannot.
pub fn first_month(view: &View<'_>, part: Part) -> Result<Option<Month>> {
    Ok(first_day(view, part)?.map(Day::month))
}

pub(super) fn state(view: &View<'_>, _: Nothing) -> Result<TakeoverState> {
    let on = day(view)?;
    let mut parts = Vec::new();
    for part in Part::ALL {
        let from: Option<Option<Day>> =
            view.first("SELECT from_day FROM part_start WHERE id = ?1", [part], |r| r.get(0))?;
        parts.push(PartStart { part: *part, from: from.flatten() });
    }
    let count = |sql: &str| -> Result<u32> { Ok(u32::try_from(view.number(sql, [])?).unwrap_or(u32::MAX)) };
    let today = view.today();
    let year = on.unwrap_or(today).year();
    let first: Option<i64> = view.first(
        "SELECT first FROM number_series WHERE kind = 'receipt' AND year = ?1 ORDER BY book LIMIT 1",
        [year],
        |r| r.get(0),
    )?;
    // Who came after the day is no matter of taking over.
    const BEFORE: &str = "FROM infant i WHERE i.status IN ('enrolled', 'suspended') AND (?1 IS NULL OR i.enrolled_on IS NULL OR i.enrolled_on <= ?1)";
    let infants = u32::try_from(view.number(&format!("SELECT count(*) {BEFORE}"), [on])?).unwrap_or(u32::MAX);
    let with_contract = u32::try_from(view.number(
        &format!(
            "SELECT count(*) {BEFORE} AND EXISTS (SELECT 1 FROM contract c
             WHERE c.infant_id = i.id AND c.status = 'active' AND coalesce(c.ended_on, c.to_day, '9999-12-31') >= ?2)"
        ),
        (on, today),
    )?)
    .unwrap_or(u32::MAX);
    let confirmed = super::balances::confirmed(view)?;
    let steps = [on.is_some(), with_contract >= infants, confirmed.is_some(), first.is_some()];
    Ok(TakeoverState {
        parts,
        infants,
        infants_pending: count(
            "SELECT count(*) FROM infant WHERE status IN ('enrolled', 'suspended') AND pending <> '[]'",
        )?,
        make_good_by: make_good_by(view)?,
        with_contract,
        taken_over: count("SELECT count(*) FROM contract_taken_over t JOIN contract c ON c.id = t.contract_id WHERE c.status = 'active'")?,
        to_sign: super::contracts::to_sign(view)?,
        with_balance: count("SELECT count(DISTINCT infant_id) FROM ledger_entry WHERE kind = 'opening'")?,
        posted: super::balances::posted(view)?,
        confirmed,
        open: u32::try_from(steps.iter().filter(|done| !**done).count()).unwrap_or(0),
        first_receipt: first,
        receipts_begun: view.number(
            "SELECT count(*) FROM number_taken t JOIN number_series s ON s.id = t.series_id WHERE s.kind = 'receipt' AND s.year = ?1",
            [year],
        )? > 0,
        on,
    })
}

pub(super) fn save(change: &mut Change<'_>, q: SavePlan) -> Result<TakeoverState> {
    let before = kept(change)?;
    let after = Kept { on: q.on.or(before.on), make_good_by: q.make_good_by.or(before.make_good_by) };
    let latest = change.today().month().plus(1)?.last_day();
    if after.on.is_some_and(|on| on.year() < 2000 || on > latest) {
        return Err(TakeoverError::Day.into());
    }
    if before.on.is_some() && before.on != after.on && super::balances::confirmed(change)?.is_some() {
        return Err(TakeoverError::Posted.into());
    }
    change.about("takeover");
    change.execute(
        "INSERT INTO setting (id, value) VALUES ('takeover', ?1) ON CONFLICT (id) DO UPDATE SET value = ?1",
        [serde_json::to_string(&after)?],
    )?;
    for start in q.parts.iter().flatten() {
        if start.part == Part::Billing && start.from.is_some_and(|from| from.day_of_month() != 1) {
            return Err(TakeoverError::BillingStart.into());
        }
        change.execute(
            "INSERT INTO part_start (id, from_day) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET from_day = ?2",
            (start.part, start.from),
        )?;
    }
    change.note(serde_json::json!({ "before": before, "after": after, "parts": q.parts }));
    state(change, Nothing {})
}

pub(crate) fn duties() -> Vec<Duty> {
    vec![Duty {
        key: "takeover.open",
        part: None,
        posts: &[Post::Director, Post::Bookkeeper],
        permission: Permission::BillingCharge,
        open: unfinished,
    }]
}

fn unfinished(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let Some(on) = day(view)? else { return Ok(Vec::new()) };
    let (l, open) = (view.language(), state(view, Nothing {})?.open);
    if open == 0 {
        return Ok(Vec::new());
    }
    Ok(vec![DutyItem {
        duty: "takeover.open".to_owned(),
        subject: open.to_string(),
        urgency: Urgency::Plain,
        title: l.say(format!("期初建账还有 {open} 步"), format!("Taking over: {open} steps are left")),
        detail: l.say(format!("建账日期 {on}"), format!("The books begin on {on}")),
        due: Some(on),
        article: String::new(),
        button: l.say("接着做", "Go on"),
        screen: "takeover".to_owned(),
    }])
}
