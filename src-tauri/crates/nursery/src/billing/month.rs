//! The month on one screen, an infant's account, and arrears: sums of the ledger, nothing stored.

use std::collections::BTreeMap;

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
    let standings = standings(view, q.month)?;
    let shown: Vec<Id> = standings.iter().filter(|(_, standing)| standing.shown).map(|(id, _)| *id).collect();
    let mut rows = view.all(
        include_str!("month.sql"),
        (
            q.month,
            q.month.last_day(),
            q.month.first_day(),
            &after,
            after_id,
            i64::try_from(limit).unwrap_or(200) + 1,
            &typed,
            serde_json::to_string(&shown)?,
        ),
        |r| {
            let infant_id: Id = r.get(0)?;
            let standing = standings.get(&infant_id).copied().unwrap_or_default();
            let (charged, collected, before): (Fen, Fen, Fen) = (r.get(4)?, r.get(5)?, r.get(6)?);
            let (basic, discount): (Fen, Fen) = (r.get(7)?, r.get(8)?);
            let state = match (charged, collected) {
                (Fen::ZERO, _) => BillState::NotCharged,
                (charged, collected) if collected >= charged || standing.through <= Fen::ZERO => BillState::Paid,
                (_, collected) if collected > Fen::ZERO => BillState::PartPaid,
                _ => BillState::Unpaid,
            };
            let line = MonthLineOfInfant {
                infant_id,
                infant_name: r.get(1)?,
                class_name: r.get(2)?,
                contract_id: r.get(9)?,
                before,
                basic,
                discount,
                other: Fen::new(charged.fen() - basic.fen() - discount.fen()).unwrap_or(Fen::MAX),
                charged,
                collected,
                open: standing.open(),
                prepaid: standing.prepaid(),
                deposit: standing.deposit,
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
    Ok(MonthPage {
        month: q.month,
        open: Fen::sum(standings.values().map(Standing::open))?,
        owing: u32::try_from(standings.values().filter(|one| one.open() > Fen::ZERO).count()).unwrap_or(u32::MAX),
        prepaid: Fen::sum(standings.values().map(Standing::prepaid))?,
        charged: sum("'charge', 'adjustment', 'credit'")?,
        collected: -sum("'receipt', 'refund'")?,
        rows: rows.into_iter().map(|(line, _)| line).collect(),
        more: more.flatten(),
    })
}

/// How an infant's account stands at the end of a month.
#[derive(Clone, Copy, Default)]
struct Standing {
    /// Owed (positive) or ahead (negative) up to and with the month, deposits apart.
    through: Fen,
    /// Paid for later months beyond what is charged for them; negative.
    ahead: Fen,
    /// Deposit held.
    deposit: Fen,
    /// The month has a line for it: something of it moved or is open, or a contract runs.
    shown: bool,
}

impl Standing {
    fn open(&self) -> Fen {
        self.through.max(Fen::ZERO)
    }

    fn prepaid(&self) -> Fen {
        Fen::new((-self.through).max(Fen::ZERO).fen() - self.ahead.fen()).unwrap_or(Fen::MAX)
    }
}

/// Everybody who has an account or a contract in the month: one pass over the sums, which the index alone answers.
fn standings(view: &View<'_>, month: Month) -> Result<BTreeMap<Id, Standing>> {
    let mut standings: BTreeMap<Id, Standing> = view
        .all(
            "SELECT infant_id, sum(iif(month <= ?1 AND category <> 'deposit', amount_fen, 0)),
                    -sum(iif(category = 'deposit', amount_fen, 0)), max(month = ?1)
             FROM ledger_entry GROUP BY infant_id",
            [month],
            |r| {
                let (through, deposit): (Fen, Fen) = (r.get(1)?, r.get(2)?);
                let shown = r.get(3)? || through != Fen::ZERO || deposit != Fen::ZERO;
                Ok((r.get(0)?, Standing { through, ahead: Fen::ZERO, deposit, shown }))
            },
        )?
        .into_iter()
        .collect();
    let ahead: Vec<(Id, Fen)> = view.all(
        "SELECT infant_id, sum(min(s, 0)) AS ahead FROM (SELECT infant_id, sum(amount_fen) AS s FROM ledger_entry
         WHERE month > ?1 AND category <> 'deposit' GROUP BY infant_id, month) GROUP BY infant_id HAVING ahead < 0",
        [month],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    for (infant, ahead) in ahead {
        let standing = standings.entry(infant).or_default();
        (standing.ahead, standing.shown) = (ahead, true);
    }
    let running: Vec<Id> = view.all(
        "SELECT infant_id FROM contract WHERE status <> 'draft' AND from_day <= ?1 AND coalesce(ended_on, to_day) >= ?2",
        (month.last_day(), month.first_day()),
        |r| r.get(0),
    )?;
    for infant in running {
        standings.entry(infant).or_default().shown = true;
    }
    Ok(standings)
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
    let mut months: BTreeMap<Month, (Fen, Fen)> = BTreeMap::new();
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
