//! Opening balances 期初余额: what each family has prepaid by month, owes, and deposited. They are typed, or come
//! in on a sheet that the program hands out; the bookkeeper states the totals, and only rows that add up to them
//! are posted: as opening entries, never as receipts.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::TakeoverError;
use super::contracts::{RowProblem, Wrong, wrong};
use crate::billing::LedgerKind;
use crate::billing::charge::foreseeable;
use crate::billing::ledger::{NewEntry, post};
use crate::contract::Nothing;
use crate::contracts::records::in_force;
use crate::contracts::{FeeCategory, records::Contract};
use crate::day::{Day, Month};
use crate::desk::Door;
use crate::error::Result;
use crate::id::Id;
use crate::instant::Instant;
use crate::intake::{FieldWords, HeaderMap, Reason, Workbook, address, values};
use crate::issued::{self, Paper};
use crate::money::Fen;
use crate::register::{MadePaper, RegisterSheet, workbook};
use crate::view::{Change, View};

/// Sums over all infants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BalanceTotals {
    /// Owed by the families (欠费).
    pub arrears: Fen,
    /// Prepaid by the families (预收).
    pub prepaid: Fen,
    /// Deposits held (押金).
    pub deposit: Fen,
}

/// Who confirmed the totals.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
pub struct Confirmed {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: String,
    /// The totals that were stated.
    pub totals: BalanceTotals,
}

/// What is prepaid for a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PrepaidMonth {
    /// The month.
    pub month: Month,
    /// How much of it is paid.
    pub amount: Fen,
}

/// One infant's opening balance; amounts are never negative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct OpeningBalance {
    /// The infant.
    pub infant_id: Id,
    /// What the family owes from before.
    pub arrears: Fen,
    /// What it has prepaid, by month.
    pub prepaid: Vec<PrepaidMonth>,
    /// The deposit that is held.
    pub deposit: Fen,
    /// Remark, e.g. the number of the old receipt.
    #[serde(default)]
    pub note: Option<String>,
}

/// A line of the list.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct BalanceLine {
    /// 托号.
    pub number: Option<u16>,
    /// The infant.
    pub infant_id: Id,
    /// Name of the infant.
    pub name: String,
    /// Its class.
    pub class_id: Option<Id>,
    /// Name of the class.
    pub class_name: Option<String>,
    /// What its contract asks for in each of the months, to compare with.
    pub expected: Vec<PrepaidMonth>,
    /// What is posted, or what the working sheet says; absent: not typed yet.
    pub balance: Option<OpeningBalance>,
    /// It is posted, so it stays.
    pub posted: bool,
}

/// Everyone in care with the opening balance.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Balances {
    /// The day on which the books begin.
    pub on: Day,
    /// The months that can be prepaid on that day.
    pub months: Vec<Month>,
    /// The lines in the order of class and 托号.
    pub rows: Vec<BalanceLine>,
    /// The sum of the rows that are not posted yet.
    pub sheet: BalanceTotals,
    /// What is posted.
    pub posted: BalanceTotals,
    /// Who confirmed it.
    pub confirmed: Option<Confirmed>,
}

struct InCare {
    id: Id,
    class_id: Option<Id>,
    number: Option<u16>,
    name: String,
    class_name: Option<String>,
}

fn in_care(view: &View<'_>) -> Result<Vec<InCare>> {
    view.all(
        "SELECT i.id, i.number, i.name, c.name, i.class_id FROM infant i LEFT JOIN class c ON c.id = i.class_id
         WHERE i.status IN ('enrolled', 'suspended') ORDER BY c.sort, coalesce(i.number, 1000), i.name_key, i.id",
        [],
        |r| {
            Ok(InCare { id: r.get(0)?, number: r.get(1)?, name: r.get(2)?, class_name: r.get(3)?, class_id: r.get(4)? })
        },
    )
}

/// The month of the day and those that one prepayment may reach.
fn months(view: &View<'_>, on: Day) -> Result<Vec<Month>> {
    let ahead = i32::try_from(view.policy_number("prepay.max_months", on)?).unwrap_or(3);
    Ok(on.month().through(on.month().plus(ahead)?).collect())
}

pub(super) fn list(view: &View<'_>, _: Nothing) -> Result<Balances> {
    let on = super::plan::day(view)?.ok_or(TakeoverError::NoDay)?;
    let months = months(view, on)?;
    let (mut rows, mut sheet) = (Vec::new(), BalanceTotals::default());
    for infant in in_care(view)? {
        let posted = of_infant(view, infant.id)?;
        let typed = if posted.is_some() { None } else { typed(view, infant.id)? };
        if let Some(typed) = &typed {
            sheet = sheet.plus(typed)?;
        }
        let mut expected = Vec::new();
        for month in &months {
            let lines = asked(view, infant.id, *month)?.1;
            expected.push(PrepaidMonth { month: *month, amount: Fen::sum(lines.iter().map(|(.., amount)| *amount))? });
        }
        rows.push(BalanceLine {
            infant_id: infant.id,
            number: infant.number,
            name: infant.name,
            class_id: infant.class_id,
            class_name: infant.class_name,
            expected,
            posted: posted.is_some(),
            balance: posted.or(typed),
        });
    }
    Ok(Balances { on, months, rows, sheet, posted: posted(view)?, confirmed: confirmed(view)? })
}

impl BalanceTotals {
    fn plus(self, row: &OpeningBalance) -> Result<BalanceTotals> {
        Ok(BalanceTotals {
            arrears: self.arrears.plus(row.arrears)?,
            prepaid: self.prepaid.plus(Fen::sum(row.prepaid.iter().map(|month| month.amount))?)?,
            deposit: self.deposit.plus(row.deposit)?,
        })
    }
}

/// What the working sheet says of an infant.
fn typed(view: &View<'_>, infant: Id) -> Result<Option<OpeningBalance>> {
    let json: Option<String> = view.first("SELECT content FROM opening_sheet WHERE id = ?1", [infant], |r| r.get(0))?;
    Ok(json.map(|json| serde_json::from_str(&json)).transpose()?)
}

/// Rows of the working sheet; a row of nothing but zeros says that the family brings nothing along.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveBalances {
    /// The rows; others stay as they are.
    pub rows: Vec<OpeningBalance>,
}

/// What the working sheet adds up to, and which rows were not taken.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct SavedBalances {
    /// The sum of the rows that are not posted yet.
    pub sheet: BalanceTotals,
    /// Rows that do not hold; the others are kept.
    pub problems: Vec<RowProblem>,
}

/// Keeps rows of the working sheet; nothing is posted.
pub(super) fn save_sheet(change: &mut Change<'_>, q: SaveBalances) -> Result<SavedBalances> {
    let on = super::plan::day(change)?.ok_or(TakeoverError::NoDay)?;
    change.about("takeover");
    let mut problems = Vec::new();
    for row in &q.rows {
        crate::infants::records::whole(change, row.infant_id)?;
        let posted = of_infant(change, row.infant_id)?.is_some();
        match judged(row, on).or(posted.then(|| {
            wrong("infant_id", "期初余额已入账，请在个人账里调整", "it is posted; correct it by an adjustment")
        })) {
            Some((field, zh, en)) => problems.push(RowProblem {
                infant_id: row.infant_id,
                field: field.to_owned(),
                message: change.language().say(zh, en),
            }),
            None => {
                change.execute(
                    "INSERT INTO opening_sheet (id, content) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET content = ?2",
                    (row.infant_id, serde_json::to_string(row)?),
                )?;
                change.note(serde_json::to_value(row)?);
            }
        }
    }
    Ok(SavedBalances { sheet: list(change, Nothing {})?.sheet, problems })
}

fn judged(row: &OpeningBalance, on: Day) -> Option<Wrong> {
    let negative = [("arrears", row.arrears), ("deposit", row.deposit)]
        .into_iter()
        .chain(row.prepaid.iter().map(|month| ("prepaid", month.amount)))
        .find(|(_, amount)| amount.is_negative());
    if let Some((field, _)) = negative {
        return Some(wrong(field, "金额不能为负；预收与欠费各填一栏", "amounts are not negative"));
    }
    row.prepaid.iter().any(|month| month.month < on.month()).then(|| {
        wrong(
            "prepaid",
            format!("预收的月份不能早于 {}", on.month()),
            format!("nothing before {} is prepaid", on.month()),
        )
    })
}

/// What is posted of an infant.
fn of_infant(view: &View<'_>, infant: Id) -> Result<Option<OpeningBalance>> {
    let entries: Vec<(Month, FeeCategory, Fen)> = view.all(
        "SELECT month, category, sum(amount_fen) FROM ledger_entry WHERE infant_id = ?1 AND kind = 'opening'
         GROUP BY month, category, amount_fen > 0 AND why ->> 'rule' = 'arrears' ORDER BY month",
        [infant],
        |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
    )?;
    if entries.is_empty() {
        return Ok(None);
    }
    let mut balance =
        OpeningBalance { infant_id: infant, arrears: Fen::ZERO, prepaid: Vec::new(), deposit: Fen::ZERO, note: None };
    let mut ahead: BTreeMap<Month, Fen> = BTreeMap::new();
    let owed: i64 = view.number("SELECT sum(amount_fen) FROM ledger_entry WHERE infant_id = ?1 AND kind = 'opening' AND why ->> 'rule' = 'arrears'", [infant])?;
    balance.arrears = Fen::new(owed)?;
    for (month, category, amount) in entries {
        match category {
            FeeCategory::Deposit => balance.deposit = balance.deposit.minus(amount)?,
            _ => {
                let sum = ahead.entry(month).or_default();
                *sum = sum.minus(amount)?;
            }
        }
    }
    balance.prepaid = ahead
        .into_iter()
        .filter(|(_, amount)| *amount > Fen::ZERO)
        .map(|(month, amount)| PrepaidMonth { month, amount })
        .collect();
    Ok(Some(balance))
}

/// What is posted in all.
pub(super) fn posted(view: &View<'_>) -> Result<BalanceTotals> {
    let sum = |what: &str| -> Result<Fen> {
        Ok(Fen::new(
            view.number(&format!("SELECT sum(amount_fen) FROM ledger_entry WHERE kind = 'opening' AND {what}"), [])?,
        )?)
    };
    Ok(BalanceTotals {
        arrears: sum("why ->> 'rule' = 'arrears'")?,
        prepaid: -sum("category <> 'deposit' AND coalesce(why ->> 'rule', '') <> 'arrears'")?,
        deposit: -sum("category = 'deposit'")?,
    })
}

/// Who confirmed the totals, if it was done.
pub(super) fn confirmed(view: &View<'_>) -> Result<Option<Confirmed>> {
    let json: Option<String> =
        view.first("SELECT value FROM setting WHERE id = 'takeover_confirmed'", [], |r| r.get(0))?;
    Ok(json.map(|json| serde_json::from_str(&json)).transpose()?)
}

/// The contract of an infant in a month and its lines: item, category, amount; discounts after their fees.
type Asked = (Option<Contract>, Vec<(String, FeeCategory, Fen)>);

fn asked(view: &View<'_>, infant: Id, month: Month) -> Result<Asked> {
    let workdays = view.workdays_of(&view.workdays()?, infant)?;
    let contract = in_force(view, Some(infant), month.first_day(), month.last_day())?.into_iter().next();
    let lines = match &contract {
        None => Vec::new(),
        Some(contract) => foreseeable(contract, month, &workdays)?
            .into_iter()
            .map(|expected| (expected.line.item, expected.line.category, expected.line.amount))
            .collect(),
    };
    Ok((contract, lines))
}

/// The totals that the bookkeeper states from the old books.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PostBalances {
    /// The totals.
    pub totals: BalanceTotals,
}

/// Posts the working sheet, if it adds up to the stated totals.
pub(super) fn post_all(change: &mut Change<'_>, q: PostBalances) -> Result<Balances> {
    let on = super::plan::day(change)?.ok_or(TakeoverError::NoDay)?;
    let sheet = list(change, Nothing {})?;
    if sheet.sheet != q.totals {
        return Err(TakeoverError::Totals {
            difference: [
                sheet.sheet.arrears.minus(q.totals.arrears)?,
                sheet.sheet.prepaid.minus(q.totals.prepaid)?,
                sheet.sheet.deposit.minus(q.totals.deposit)?,
            ],
        }
        .into());
    }
    change.about("takeover");
    let mut rows = 0;
    for row in sheet.rows.iter().filter(|line| !line.posted).filter_map(|line| line.balance.as_ref()) {
        post_row(change, on, row)?;
        change.execute("DELETE FROM opening_sheet WHERE id = ?1", [row.infant_id])?;
        rows += 1;
    }
    let totals = posted(change)?;
    let confirmed = Confirmed { at: Instant::from_ms(change.now()), by: change.who()?.name.clone(), totals };
    change.execute(
        "INSERT INTO setting (id, value) VALUES ('takeover_confirmed', ?1) ON CONFLICT (id) DO UPDATE SET value = ?1",
        [serde_json::to_string(&confirmed)?],
    )?;
    change.note(json!({ "rows": rows, "totals": q.totals }));
    list(change, Nothing {})
}

/// An opening entry of an infant, on the day on which the books begin.
struct Opening<'a> {
    infant: Id,
    on: Day,
    note: &'a str,
}

impl<'a> Opening<'a> {
    fn entry(
        &self,
        month: Month,
        item: &'a str,
        category: FeeCategory,
        amount: Fen,
        why: serde_json::Value,
        contract: Option<Id>,
    ) -> NewEntry<'a> {
        NewEntry {
            infant: self.infant,
            contract,
            month,
            kind: LedgerKind::Opening,
            item,
            category,
            amount,
            receipt: None,
            reverses: None,
            day: self.on,
            why,
            note: self.note,
        }
    }
}

fn post_row(change: &mut Change<'_>, on: Day, row: &OpeningBalance) -> Result<()> {
    crate::infants::records::whole(change, row.infant_id)?;
    let note = row.note.as_deref().unwrap_or_default().trim();
    if row.arrears > Fen::ZERO {
        let opening = Opening { infant: row.infant_id, on, note };
        let before = on.month().plus(-1)?;
        post(
            change,
            &opening.entry(before, "期初欠费", FeeCategory::Other, row.arrears, json!({ "rule": "arrears" }), None),
        )?;
    }
    if row.deposit > Fen::ZERO {
        let item = in_force(change, Some(row.infant_id), on, on)?
            .into_iter()
            .flat_map(|contract| contract.fees)
            .find(|fee| fee.category == FeeCategory::Deposit)
            .map_or_else(|| "押金".to_owned(), |fee| fee.item);
        let opening = Opening { infant: row.infant_id, on, note };
        post(
            change,
            &opening.entry(on.month(), &item, FeeCategory::Deposit, -row.deposit, json!({ "rule": "deposit" }), None),
        )?;
    }
    for PrepaidMonth { month, amount } in row.prepaid.iter().copied().filter(|month| month.amount > Fen::ZERO) {
        // What is prepaid meets the lines that the contract asks for, so that the month's bill is settled by it.
        let (contract, lines) = asked(change, row.infant_id, month)?;
        for (item, category, part) in share(amount, &lines)? {
            let why = json!({ "rule": "prepaid", "month": month });
            let opening = Opening { infant: row.infant_id, on, note };
            post(
                change,
                &opening.entry(month, &item, category, -part, why, contract.as_ref().map(|contract| contract.id)),
            )?;
        }
    }
    Ok(())
}

/// The name of a prepayment that no line of a contract takes up.
const UNNAMED: &str = "预收款";

/// Gives an amount to the lines in their order, a discount with its fee; what is left stands under the first
/// fee, or under a name of its own. The parts add up to the amount.
fn share(amount: Fen, lines: &[(String, FeeCategory, Fen)]) -> Result<Vec<(String, FeeCategory, Fen)>> {
    let whole = Fen::sum(lines.iter().map(|(.., line)| *line))?;
    if amount == whole {
        return Ok(lines.to_vec());
    }
    let mut left = amount;
    let mut parts: Vec<(String, FeeCategory, Fen)> = Vec::new();
    let mut at = 0;
    while at < lines.len() && left > Fen::ZERO {
        let (item, category, price) = &lines[at];
        let discount = lines.get(at + 1).filter(|(_, category, _)| *category == FeeCategory::Discount);
        let net = discount.map_or(Ok(*price), |(.., off)| price.plus(*off))?;
        at += if discount.is_some() { 2 } else { 1 };
        if net <= Fen::ZERO {
            continue;
        }
        if net <= left {
            parts.push((item.clone(), *category, *price));
            parts.extend(discount.cloned());
            left = left.minus(net)?;
        } else {
            parts.push((item.clone(), *category, left));
            left = Fen::ZERO;
        }
    }
    if left > Fen::ZERO {
        match parts.iter_mut().find(|(_, category, _)| *category != FeeCategory::Discount) {
            Some((.., first)) => *first = first.plus(left)?,
            None => parts.push((UNNAMED.to_owned(), FeeCategory::Other, left)),
        }
    }
    Ok(parts)
}

const NUMBER: &str = "number";
const NAME: &str = "name";
const ARREARS: &str = "arrears";
const DEPOSIT: &str = "deposit";
const NOTE: &str = "note";

const WORDS: &[FieldWords] = &[
    FieldWords { key: NUMBER, words: &["托号", "编号", "number"], again: None },
    FieldWords { key: NAME, words: &["姓名", "名字", "name"], again: None },
    FieldWords { key: ARREARS, words: &["期初欠费", "欠费", "欠费金额", "arrears"], again: None },
    FieldWords { key: DEPOSIT, words: &["押金", "保证金", "deposit"], again: None },
    FieldWords { key: NOTE, words: &["备注", "remark", "note"], again: None },
    FieldWords { key: crate::intake::header::IGNORED, words: &["序号", "班级", "class"], again: None },
];

/// The empty sheet, one line an infant in care.
pub(super) fn template(door: &Door<'_>, _: Nothing) -> Result<MadePaper> {
    let list = door.view(|view| list(view, Nothing {}))?;
    let months: Vec<String> = list.months.iter().map(|month| format!("预收 {month}")).collect();
    let mut columns = vec![("托号", 14.0), ("姓名", 24.0), ("班级", 24.0), ("期初欠费", 28.0)];
    columns.extend(months.iter().map(|heading| (heading.as_str(), 28.0)));
    columns.extend([("押金", 28.0), ("备注", 40.0)]);
    let rows = list
        .rows
        .iter()
        .map(|line| {
            let number = line.number.map(|number| number.to_string()).unwrap_or_default();
            let mut row = vec![number, line.name.clone(), line.class_name.clone().unwrap_or_default()];
            row.resize(columns.len(), String::new());
            row
        })
        .collect();
    let sheet = RegisterSheet::table("opening_balances", "期初余额", list.on, &columns, rows);
    let bytes = workbook::write(std::slice::from_ref(&sheet), door.desk.now())?;
    let file = door.desk.store()?.vault().put(&bytes, store::Kind::Xlsx)?;
    let issued = door.change(|change| {
        issued::record(
            change,
            &Paper {
                kind: "opening_balances",
                form: "opening_balances@1",
                number: None,
                subject: ("takeover", "1"),
                snapshot: &json!({ "on": list.on, "rows": list.rows.len() }),
                file_sha256: Some(&file.sha256),
            },
        )
    })?;
    Ok(MadePaper { issued, pages: None, reprint: 0 })
}

/// A sheet that came back.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BalancesFile {
    /// The token of the workbook from the files door.
    pub file: String,
}

/// One row of it.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct BalanceSheetRow {
    /// As the spreadsheet counts.
    pub row: u32,
    /// Name as written.
    pub name: String,
    /// What it says, where the infant was found and every amount could be read.
    pub balance: Option<OpeningBalance>,
    /// What keeps it out, with the cell.
    pub problems: Vec<BalanceProblem>,
}

/// What is wrong with a cell.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct BalanceProblem {
    /// The cell: `E12`.
    pub cell: String,
    /// What is wrong and how to mend it.
    pub message: String,
}

/// What a sheet says; nothing is written.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct BalanceSheet {
    /// The rows that name somebody.
    pub rows: Vec<BalanceSheetRow>,
    /// Sums of the rows without a problem.
    pub totals: BalanceTotals,
}

pub(super) fn read_sheet(door: &Door<'_>, q: BalancesFile) -> Result<BalanceSheet> {
    let incoming = door.desk.incoming(&q.file)?;
    let book = Workbook::read(&incoming.bytes, &incoming.name)?;
    let header = HeaderMap::find(&book, WORDS)?;
    let months: Vec<(u32, Month)> = header
        .columns
        .iter()
        .filter(|column| column.field.is_none())
        .filter_map(|column| Some((column.column, month_in(&column.heading)?)))
        .collect();
    let sheet = header.sheet_in(&book)?;
    door.view(|view| {
        let infants = in_care(view)?;
        let mut rows = Vec::new();
        let mut totals = BalanceTotals::default();
        for row in sheet.row_numbers().filter(|row| *row >= header.first_row()) {
            let cell = |key: &str| header.column_of(key).map(|column| (address(row, column), sheet.at(row, column)));
            let name = cell(NAME).map(|(_, value)| value.text()).unwrap_or_default();
            let number = cell(NUMBER).map(|(_, value)| value.text()).unwrap_or_default();
            if name.is_empty() || name.contains('合') && name.contains('计') {
                continue;
            }
            let mut problems = Vec::new();
            let mut amount = |at: String, value| match values::money(value) {
                Ok(amount) => amount.unwrap_or(Fen::ZERO),
                Err(finding) => {
                    let reason = Reason::new(finding, None, Some(at.clone()));
                    let said = reason.said;
                    problems.push(BalanceProblem { cell: at, message: view.language().say(said.zh, said.en) });
                    Fen::ZERO
                }
            };
            let arrears = cell(ARREARS).map_or(Fen::ZERO, |(at, value)| amount(at, value));
            let deposit = cell(DEPOSIT).map_or(Fen::ZERO, |(at, value)| amount(at, value));
            let prepaid: Vec<PrepaidMonth> = months
                .iter()
                .map(|(column, month)| PrepaidMonth {
                    month: *month,
                    amount: amount(address(row, *column), sheet.at(row, *column)),
                })
                .filter(|month| month.amount != Fen::ZERO)
                .collect();
            let note = cell(NOTE).map(|(_, value)| value.text()).filter(|note| !note.is_empty());
            let found = find(&infants, &name, &number);
            if let Err((zh, en)) = &found {
                let at = header.address_of(NAME, row).unwrap_or_default();
                problems.push(BalanceProblem { cell: at, message: view.language().say(*zh, *en) });
            }
            let balance = found.ok().filter(|_| problems.is_empty()).map(|infant_id| OpeningBalance {
                infant_id,
                arrears,
                prepaid,
                deposit,
                note,
            });
            if let Some(balance) = &balance {
                totals = totals.plus(balance)?;
            }
            rows.push(BalanceSheetRow { row: row + 1, name, balance, problems });
        }
        Ok(BalanceSheet { rows, totals })
    })
}

/// The infant that a row names: by 托号 and name, or by a name that only one has.
fn find(infants: &[InCare], name: &str, number: &str) -> std::result::Result<Id, (&'static str, &'static str)> {
    let name = crate::text::normalise_name(name);
    let named: Vec<&InCare> =
        infants.iter().filter(|infant| crate::text::normalise_name(&infant.name) == name).collect();
    let number: Option<u16> = crate::text::half_width(number).trim().parse().ok();
    match named.as_slice() {
        [] => Err(("在托名单里没有这个姓名，请核对", "nobody in care has this name")),
        [one] if number.is_none() || one.number == number => Ok(one.id),
        [_] => Err(("托号与姓名对不上，请核对", "number and name do not belong together")),
        several => several
            .iter()
            .find(|infant| number.is_some() && infant.number == number)
            .map(|infant| infant.id)
            .ok_or(("有同名婴幼儿，请填托号", "several have this name: give the number")),
    }
}

/// `预收 2026-12`, `2026年12月预收`.
fn month_in(heading: &str) -> Option<Month> {
    let plain = crate::text::half_width(heading);
    let digits: Vec<&str> = plain.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    match digits.as_slice() {
        [year, month] if year.len() == 4 => Month::new(year.parse().ok()?, month.parse().ok()?).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fen(n: i64) -> Fen {
        Fen::new(n).unwrap()
    }

    fn lines() -> Vec<(String, FeeCategory, Fen)> {
        vec![
            ("保育费".into(), FeeCategory::Basic, fen(208_000)),
            ("保育费优惠".into(), FeeCategory::Discount, fen(-20_800)),
            ("伙食费".into(), FeeCategory::Other, fen(50_600)),
        ]
    }

    #[test]
    fn a_prepayment_meets_the_lines_in_their_order_and_adds_up() {
        assert_eq!(share(fen(237_800), &lines()).unwrap(), lines());
        let part = share(fen(200_000), &lines()).unwrap();
        assert_eq!(part[2], ("伙食费".into(), FeeCategory::Other, fen(12_800)));
        let over = share(fen(240_000), &lines()).unwrap();
        assert_eq!(over[0].2, fen(210_200));
        let none = share(fen(5), &[]).unwrap();
        assert_eq!(none, [(UNNAMED.to_owned(), FeeCategory::Other, fen(5))]);
        for amount in (1..300_000).step_by(777) {
            let parts = share(fen(amount), &lines()).unwrap();
            assert_eq!(Fen::sum(parts.iter().map(|(.., part)| *part)).unwrap(), fen(amount));
        }
    }

    #[test]
    fn months_are_read_from_headings() {
        assert_eq!(month_in("预收 2026-12"), Month::new(2026, 12).ok());
        assert_eq!(month_in("２０２７年１月预收"), Month::new(2027, 1).ok());
        assert_eq!(month_in("备注2"), None);
    }
}
