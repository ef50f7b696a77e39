//! The month on one screen, an infant's account, and arrears: sums of the ledger, nothing stored.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::BillState;
use super::ledger::{LedgerEntry, of_infant};
use crate::contracts::FeeCategory;
use crate::day::{Day, Month};
use crate::duty::{DutyItem, Urgency};
use crate::error::Result;
use crate::id::Id;
use crate::money::Fen;
use crate::text;
use crate::view::View;

/// Which month.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct MonthQuery {
    /// The month.
    pub month: Month,
    /// Name, pinyin, initials or 托号.
    pub text: Option<String>,
    /// The cursor of the page before.
    pub after: Option<String>,
    /// Rows a page, at most 200.
    pub limit: Option<u32>,
}

/// An infant's month.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct MonthLineOfInfant {
    /// The infant.
    pub infant_id: Id,
    /// Its name.
    pub infant_name: String,
    /// Its class.
    pub class_name: Option<String>,
    /// The contract that runs in the month, the latest.
    pub contract_id: Option<Id>,
    /// Owed (positive) or ahead (negative) from the months before.
    pub before: Fen,
    /// Basic service fee, corrections and credits of it included.
    pub basic: Fen,
    /// Other and collected fees, likewise.
    pub other: Fen,
    /// Discounts; negative.
    pub discount: Fen,
    /// Charged for the month: basic, other and discount together.
    pub charged: Fen,
    /// Collected for the month, what went back taken off.
    pub collected: Fen,
    /// Owed up to and with this month.
    pub open: Fen,
    /// Paid and not yet used (预收余额).
    pub prepaid: Fen,
    /// Deposit held (a liability).
    pub deposit: Fen,
    /// Where the month stands.
    pub state: BillState,
}

/// A page of the month, in the order of names.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct MonthPage {
    /// The month.
    pub month: Month,
    /// One line an infant.
    pub rows: Vec<MonthLineOfInfant>,
    /// Cursor of the next page, if there is one.
    pub more: Option<String>,
    /// Charged in the month, all infants.
    pub charged: Fen,
    /// Collected for the month, all infants.
    pub collected: Fen,
    /// Owed up to and with the month, all infants that owe.
    pub open: Fen,
    /// How many owe.
    pub owing: u32,
    /// Paid and not yet used, all infants.
    pub prepaid: Fen,
}

pub(super) fn month(view: &View<'_>, q: MonthQuery) -> Result<MonthPage> {
    let limit = q.limit.unwrap_or(100).clamp(1, 200) as usize;
    let (after, after_id) = match q.after.as_deref().and_then(|cursor| cursor.rsplit_once('|')) {
        Some((value, id)) => (Some(value.to_owned()), Id::parse(id)),
        None => (None, None),
    };
    let typed = q.text.as_deref().map(text::search_form).filter(|typed| !typed.is_empty());
    let mut rows = view.all(
        "SELECT i.id, i.name, k.name, i.name_key,
            coalesce((SELECT sum(e.amount_fen) FROM ledger_entry e WHERE e.infant_id = i.id AND e.month = ?1 AND e.category <> 'deposit' AND e.kind IN ('charge', 'adjustment', 'credit')), 0),
            coalesce((SELECT -sum(e.amount_fen) FROM ledger_entry e WHERE e.infant_id = i.id AND e.month = ?1 AND e.category <> 'deposit' AND e.kind IN ('receipt', 'refund')), 0),
            coalesce((SELECT sum(e.amount_fen) FROM ledger_entry e WHERE e.infant_id = i.id AND e.month <= ?1 AND e.category <> 'deposit'), 0),
            coalesce((SELECT sum(min(s, 0)) FROM (SELECT sum(e.amount_fen) AS s FROM ledger_entry e WHERE e.infant_id = i.id AND e.month > ?1 AND e.category <> 'deposit' GROUP BY e.month)), 0),
            coalesce((SELECT -sum(e.amount_fen) FROM ledger_entry e WHERE e.infant_id = i.id AND e.category = 'deposit'), 0),
            coalesce((SELECT sum(e.amount_fen) FROM ledger_entry e WHERE e.infant_id = i.id AND e.month < ?1 AND e.category <> 'deposit'), 0),
            coalesce((SELECT sum(e.amount_fen) FROM ledger_entry e WHERE e.infant_id = i.id AND e.month = ?1 AND e.category = 'basic' AND e.kind IN ('charge', 'adjustment', 'credit')), 0),
            coalesce((SELECT sum(e.amount_fen) FROM ledger_entry e WHERE e.infant_id = i.id AND e.month = ?1 AND e.category = 'discount' AND e.kind IN ('charge', 'adjustment', 'credit')), 0),
            (SELECT c.id FROM contract c WHERE c.infant_id = i.id AND c.status <> 'draft' AND c.from_day <= ?2 AND coalesce(c.ended_on, c.to_day) >= ?3 ORDER BY c.from_day DESC LIMIT 1)
         FROM infant i LEFT JOIN class k ON k.id = i.class_id
         WHERE (EXISTS (SELECT 1 FROM ledger_entry e WHERE e.infant_id = i.id)
                OR EXISTS (SELECT 1 FROM contract c WHERE c.infant_id = i.id AND c.status <> 'draft' AND c.from_day <= ?2 AND coalesce(c.ended_on, c.to_day) >= ?3))
           AND (?4 IS NULL OR (i.name_key, i.id) > (?4, ?5))
           AND (?7 IS NULL OR i.id IN (SELECT k.id FROM find_key k WHERE k.kind = 'infant' AND k.key >= ?7 AND k.key < ?7 || char(1114111)))
         ORDER BY i.name_key, i.id LIMIT ?6",
        (q.month, q.month.last_day(), q.month.first_day(), &after, after_id, i64::try_from(limit).unwrap_or(200) + 1, &typed),
        |r| {
            let (charged, collected, through, ahead): (Fen, Fen, Fen, Fen) = (r.get(4)?, r.get(5)?, r.get(6)?, r.get(7)?);
            let state = match (charged, collected) {
                (Fen::ZERO, _) => BillState::NotCharged,
                (charged, collected) if collected >= charged || through <= Fen::ZERO => BillState::Paid,
                (_, collected) if collected > Fen::ZERO => BillState::PartPaid,
                _ => BillState::Unpaid,
            };
            let (basic, discount): (Fen, Fen) = (r.get(10)?, r.get(11)?);
            let line = MonthLineOfInfant {
                infant_id: r.get(0)?,
                infant_name: r.get(1)?,
                class_name: r.get(2)?,
                contract_id: r.get(12)?,
                before: r.get(9)?,
                basic,
                discount,
                other: Fen::new(charged.fen() - basic.fen() - discount.fen()).unwrap_or(Fen::MAX),
                charged,
                collected,
                open: through.max(Fen::ZERO),
                prepaid: Fen::new((-through).max(Fen::ZERO).fen() - ahead.fen()).unwrap_or(Fen::MAX),
                deposit: r.get(8)?,
                state,
            };
            Ok((line, r.get::<_, String>(3)?))
        },
    )?;
    let more = (rows.len() > limit).then(|| {
        rows.truncate(limit);
        rows.last().map(|(line, key)| format!("{key}|{}", line.infant_id))
    });
    let sum = |kinds: &str| -> Result<Fen> {
        Ok(Fen::new(view.number(&format!("SELECT sum(amount_fen) FROM ledger_entry WHERE month = ?1 AND category <> 'deposit' AND kind IN ({kinds})"), [q.month])?)?)
    };
    // One pass over the sums of each infant: what is owed through the month, and what lies ahead.
    let (open, owing, prepaid): (Fen, u32, Fen) = view.one(
        "month",
        "WITH through AS (SELECT infant_id, sum(amount_fen) AS s FROM ledger_entry WHERE month <= ?1 AND category <> 'deposit' GROUP BY infant_id),
              ahead AS (SELECT infant_id, month, sum(amount_fen) AS s FROM ledger_entry WHERE month > ?1 AND category <> 'deposit' GROUP BY infant_id, month)
         SELECT coalesce((SELECT sum(s) FROM through WHERE s > 0), 0), (SELECT count(*) FROM through WHERE s > 0),
                coalesce((SELECT -sum(s) FROM through WHERE s < 0), 0) - coalesce((SELECT sum(s) FROM ahead WHERE s < 0), 0)",
        [q.month],
        |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
    )?;
    Ok(MonthPage {
        month: q.month,
        open,
        owing,
        prepaid,
        charged: sum("'charge', 'adjustment', 'credit'")?,
        collected: -sum("'receipt', 'refund'")?,
        rows: rows.into_iter().map(|(line, _)| line).collect(),
        more: more.flatten(),
    })
}

/// Whose account.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountOf {
    /// The infant.
    pub infant_id: Id,
}

/// An infant's ledger.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Account {
    /// Every entry in the order of posting.
    pub entries: Vec<LedgerEntry>,
    /// Sums by month, deposits apart.
    pub months: Vec<AccountMonth>,
    /// Deposit held.
    pub deposit: Fen,
    /// Everything together: owed is positive, prepaid negative.
    pub balance: Fen,
}

/// The sum of a month.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct AccountMonth {
    /// The month.
    pub month: Month,
    /// What was charged, opened, corrected.
    pub charged: Fen,
    /// What came in, what went back taken off.
    pub collected: Fen,
    /// Their difference.
    pub balance: Fen,
}

pub(super) fn account(view: &View<'_>, q: AccountOf) -> Result<Account> {
    crate::infants::records::infant(view, q.infant_id)?;
    let entries = of_infant(view, q.infant_id)?;
    let mut months: std::collections::BTreeMap<Month, (Fen, Fen)> = std::collections::BTreeMap::new();
    let (mut deposit, mut balance) = (Fen::ZERO, Fen::ZERO);
    for entry in &entries {
        if entry.category == FeeCategory::Deposit {
            deposit = deposit.minus(entry.amount)?;
            continue;
        }
        balance = balance.plus(entry.amount)?;
        let (charged, collected) = months.entry(entry.month).or_default();
        match entry.kind {
            super::LedgerKind::Receipt | super::LedgerKind::Refund => *collected = collected.minus(entry.amount)?,
            _ => *charged = charged.plus(entry.amount)?,
        }
    }
    let months = months
        .into_iter()
        .map(|(month, (charged, collected))| {
            Ok(AccountMonth { month, charged, collected, balance: charged.minus(collected)? })
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(Account { entries, months, deposit, balance })
}

/// Arrears older than the policy's days: one line.
pub(super) fn arrears(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let (l, today) = (view.language(), view.today());
    let after = view.policy("arrears.remind_after_days", today)?;
    let before: Day = today.plus_days(-after.number()?)?;
    // What was charged before that day, less everything paid for months up to now.
    let owing: Vec<(String, Fen)> = view.all(
        "SELECT i.name, sum(e.amount_fen) AS owed FROM ledger_entry e JOIN infant i ON i.id = e.infant_id
         WHERE e.category <> 'deposit' AND e.month <= ?2
           AND (e.kind IN ('receipt', 'refund') OR e.amount_fen < 0 OR e.day < ?1)
         GROUP BY i.id, i.name HAVING owed > 0 ORDER BY owed DESC, i.name_key",
        (before, today.month()),
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    let Some((name, _)) = owing.first() else {
        return Ok(Vec::new());
    };
    let (n, sum) = (owing.len(), Fen::sum(owing.iter().map(|(_, owed)| *owed))?);
    Ok(vec![DutyItem {
        duty: "billing.arrears".to_owned(),
        subject: format!("{n}:{}", sum.fen()),
        urgency: Urgency::Warning,
        title: l.say(format!("欠费 {n} 人，共 {sum} 元"), format!("{n} families owe {sum}")),
        detail: if n == 1 { name.clone() } else { l.say(format!("{name} 等"), format!("{name} and others")) },
        due: None,
        article: after.cited(),
        button: l.say("看欠费", "See arrears"),
        screen: "billing?arrears".to_owned(),
    }])
}
