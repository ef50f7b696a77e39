//! The running paper contracts as a list. What was signed is a fact: it is written as it stands, and a required
//! term that the paper lacks becomes something to be signed (补签), never a bar.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::TakeoverError;
use crate::access::{Permission, Post};
use crate::billing::rules::RefundRule;
use crate::contract::Nothing;
use crate::contracts::records::{self, Contract, NewContract, contract, in_force};
use crate::contracts::template::{DEFAULT, template};
use crate::contracts::terms::{FeeLine, check_fees};
use crate::contracts::{ContractRefusal, ContractStatus, FeeCategory, FeeUnit, RequiredTerm};
use crate::day::Day;
use crate::duty::{Duty, DutyItem, Urgency};
use crate::error::{Error, Result};
use crate::id::Id;
use crate::institution::ServiceForm;
use crate::view::{Change, View};
use crate::words::{Coded, Language};

/// One infant's contract on paper.
#[derive(Debug, Clone, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PaperContract {
    /// The infant.
    pub infant_id: Id,
    /// The number on the paper; numbered by the program when it has none.
    pub paper_number: Option<String>,
    /// Day of signing, where it is known.
    pub signed_on: Option<Day>,
    /// Form of service; full-day when absent.
    pub service_form: Option<ServiceForm>,
    /// First day of service.
    pub from: Day,
    /// Last day of service.
    pub to: Day,
    /// Charged items and amounts.
    pub fees: Vec<FeeLine>,
    /// Months of one prepayment as agreed, also where they are too many.
    pub prepay_months: Option<u16>,
    /// Day of the month by which fees are paid.
    pub due_day: Option<u32>,
    /// The refund rules of the paper; those of the place when absent.
    pub refund_rules: Option<Vec<RefundRule>>,
    /// The required terms that the signed paper holds.
    pub terms: Vec<RequiredTerm>,
    /// Remark.
    pub note: Option<String>,
}

/// The list as it is saved; rows of other infants stay as they are.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SavePaperContracts {
    /// The rows.
    pub rows: Vec<PaperContract>,
}

/// What was taken over.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct TakenOver {
    /// Contracts written now.
    pub written: u32,
    /// Contracts of before that a new row replaced.
    pub replaced: u32,
    /// Rows that say what is there already.
    pub same: u32,
    /// Rows that do not hold; they wrote nothing, the others did.
    pub problems: Vec<RowProblem>,
    /// Terms that are to be signed, in all taken-over contracts.
    pub to_sign: u32,
}

/// What keeps one row out.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct RowProblem {
    /// The infant of the row.
    pub infant_id: Id,
    /// The field: `to`, `fees`, `paper_number` …
    pub field: String,
    /// What is wrong and how to mend it.
    pub message: String,
}

/// A fee that stands as a column of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct FeeColumn {
    /// The item.
    pub item: String,
    /// Its category.
    pub category: FeeCategory,
    /// What the price is for.
    pub unit: FeeUnit,
}

/// The list with its columns.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct PaperContractList {
    /// The fees that contracts here have, the usual two at least, five at most.
    pub fees: Vec<FeeColumn>,
    /// Everyone in care in the order of class and 托号.
    pub rows: Vec<PaperContractLine>,
}

/// A line of the list: an infant in care, with its contract if one was taken over.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct PaperContractLine {
    /// The infant.
    pub infant_id: Id,
    /// 托号.
    pub number: Option<u16>,
    /// Its name.
    pub name: String,
    /// Its class.
    pub class_id: Option<Id>,
    /// Name of the class.
    pub class_name: Option<String>,
    /// First day in care.
    pub enrolled_on: Option<Day>,
    /// The contract that runs, taken over or written here.
    pub contract: Option<Contract>,
    /// It was taken over from paper.
    pub on_paper: bool,
    /// The required terms that are signed.
    pub terms: Vec<RequiredTerm>,
    /// It has been charged or paid on, so a new row no longer replaces it.
    pub used: bool,
}

/// Everyone in care in the order of class and 托号, with the contract that runs or ran last.
pub(super) fn list(view: &View<'_>, _: Nothing) -> Result<PaperContractList> {
    let scope = crate::infants::scope::classes(view)?;
    let mut lines = view.all(
        "SELECT i.id, i.number, i.name, c.name, i.enrolled_on, i.class_id FROM infant i LEFT JOIN class c ON c.id = i.class_id
         WHERE i.status IN ('enrolled', 'suspended') ORDER BY c.sort, coalesce(i.number, 1000), i.name_key, i.id",
        [],
        |r| {
            Ok(PaperContractLine {
                infant_id: r.get(0)?,
                number: r.get(1)?,
                name: r.get(2)?,
                class_name: r.get(3)?,
                enrolled_on: r.get(4)?,
                class_id: r.get(5)?,
                contract: None,
                on_paper: false,
                terms: Vec::new(),
                used: false,
            })
        },
    )?;
    lines.retain(|line| scope.sees(line.class_id));
    for line in &mut lines {
        line.contract = running(view, line.infant_id)?;
        if let Some(id) = line.contract.as_ref().map(|contract| contract.id) {
            line.on_paper = is_taken_over(view, id)?;
            line.used = is_used(view, id)?;
            line.terms = signed(view, id)?;
        }
    }
    Ok(PaperContractList { fees: fee_columns(view)?, rows: lines })
}

/// So many fees stand as columns.
const FEE_COLUMNS: usize = 5;

fn fee_columns(view: &View<'_>) -> Result<Vec<FeeColumn>> {
    let usual = [("保育费", FeeCategory::Basic, FeeUnit::Month), ("伙食费", FeeCategory::Other, FeeUnit::Day)];
    let mut columns: Vec<FeeColumn> =
        usual.map(|(item, category, unit)| FeeColumn { item: item.to_owned(), category, unit }).to_vec();
    let used = view.all(
        "SELECT item, category, unit FROM contract_fee GROUP BY item, category, unit ORDER BY count(*) DESC, item",
        [],
        |r| Ok(FeeColumn { item: r.get(0)?, category: r.get(1)?, unit: r.get(2)? }),
    )?;
    for column in used {
        if columns.len() < FEE_COLUMNS && !columns.iter().any(|known| known.item == column.item) {
            columns.push(column);
        }
    }
    Ok(columns)
}

fn running(view: &View<'_>, infant: Id) -> Result<Option<Contract>> {
    let far: Day = "2100-12-31".parse()?;
    Ok(in_force(view, Some(infant), view.today().min(far), far)?.into_iter().next())
}

/// Whether a contract was signed on paper before the books begin.
///
/// # Errors
/// The store cannot.
pub fn is_taken_over(view: &View<'_>, contract: Id) -> Result<bool> {
    Ok(view.number("SELECT count(*) FROM contract_taken_over WHERE contract_id = ?1", [contract])? > 0)
}

/// The required terms that a taken-over contract holds by now.
///
/// # Errors
/// The store cannot.
pub fn signed(view: &View<'_>, contract: Id) -> Result<Vec<RequiredTerm>> {
    let terms: Vec<RequiredTerm> =
        view.all("SELECT term FROM contract_term_signed WHERE contract_id = ?1", [contract], |r| r.get(0))?;
    Ok(RequiredTerm::ALL.iter().copied().filter(|term| terms.contains(term)).collect())
}

fn is_used(view: &View<'_>, contract: Id) -> Result<bool> {
    Ok(view.number("SELECT count(*) FROM ledger_entry WHERE contract_id = ?1", [contract])? > 0)
}

pub(super) fn save(change: &mut Change<'_>, q: SavePaperContracts) -> Result<TakenOver> {
    let on = super::plan::day(change)?.ok_or(TakeoverError::NoDay)?;
    let mut out = TakenOver { written: 0, replaced: 0, same: 0, problems: Vec::new(), to_sign: 0 };
    change.about("takeover");
    for row in &q.rows {
        match write(change, on, row, &mut out)? {
            Ok(()) => {}
            Err((field, zh, en)) => out.problems.push(RowProblem {
                infant_id: row.infant_id,
                field: field.to_owned(),
                message: change.language().say(zh, en),
            }),
        }
    }
    out.to_sign = to_sign(change)?;
    Ok(out)
}

/// The field that does not hold, and why in both languages.
pub(super) type Wrong = (&'static str, String, String);

pub(super) fn wrong(field: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Wrong {
    (field, zh.into(), en.into())
}

/// Writes a row that holds; one that does not writes nothing.
fn write(
    change: &mut Change<'_>,
    on: Day,
    row: &PaperContract,
    out: &mut TakenOver,
) -> Result<std::result::Result<(), Wrong>> {
    let infant = crate::infants::records::whole(change, row.infant_id)?;
    if let Some(wrong) = judged(row, on, change.today()) {
        return Ok(Err(wrong));
    }
    let mut terms = template(DEFAULT)?.terms(change, row.from)?;
    terms.service_form = row.service_form.unwrap_or(ServiceForm::FullDay);
    terms.class_kind = change.classes()?.into_iter().find(|c| Some(c.id) == infant.class_id).map(|c| c.kind);
    (terms.from, terms.to) = (Some(row.from), Some(row.to));
    (terms.prepay_months, terms.due_day) = (row.prepay_months, row.due_day.or(terms.due_day));
    if let Some(rules) = &row.refund_rules {
        terms.refund_rules.clone_from(rules);
    }
    terms.meals_follow(&row.fees);
    // What the paper said in its own words is in its scan, not in our template.
    terms.clauses.clear();

    let given = row.paper_number.as_deref().map(str::trim).filter(|number| !number.is_empty());
    let mut replaced = Vec::new();
    for other in in_force(change, Some(row.infant_id), row.from, row.to)? {
        if other.terms.service_form != terms.service_form {
            continue;
        }
        let on_paper = is_taken_over(change, other.id)?;
        let same = other.terms.from == terms.from
            && other.terms.to == terms.to
            && other.fees == row.fees
            && other.terms.prepay_months == terms.prepay_months
            && other.terms.due_day == terms.due_day
            && other.terms.refund_rules == terms.refund_rules
            && other.signed_on == row.signed_on
            && given.is_none_or(|number| Some(number) == other.number.as_deref());
        if on_paper && same {
            out.same += 1;
            return hold(change, other.id, &row.terms).map(Ok);
        }
        if !on_paper || is_used(change, other.id)? {
            let number = other.number.unwrap_or_default();
            return Ok(Err(wrong(
                "from",
                format!("该婴幼儿已有同期合同 {number}"),
                format!("contract {number} of this infant runs in these days"),
            )));
        }
        replaced.push(other);
    }
    let number = match given {
        Some(number) => number.to_owned(),
        None => match replaced.iter().find_map(|old| old.number.clone()) {
            Some(number) => number,
            None => next_number(change)?,
        },
    };
    let holder: Option<Id> = change.first("SELECT id FROM contract WHERE number = ?1", [&number], |r| r.get(0))?;
    if holder.is_some_and(|holder| !replaced.iter().any(|old| old.id == holder)) {
        return Ok(Err(wrong(
            "paper_number",
            format!("合同编号 {number} 已经用过"),
            format!("the number {number} is in use"),
        )));
    }
    for old in &replaced {
        withdraw(change, old)?;
        out.replaced += 1;
    }
    let id = change.new_id();
    let new = NewContract { infant_id: row.infant_id, template: DEFAULT, renews: None };
    records::put(change, id, Some(&new), &terms, &row.fees)?;
    change.update(
        "contract",
        &id,
        &[("status", &ContractStatus::Active), ("number", &number), ("signed_on", &row.signed_on)],
    )?;
    let (note, person) = (row.note.as_deref().unwrap_or_default().trim(), change.who()?.person);
    change.execute(
        "INSERT INTO contract_taken_over (contract_id, on_day, note, person_id) VALUES (?1, ?2, ?3, ?4)",
        (id, on, note, person),
    )?;
    hold(change, id, &row.terms)?;
    records::index(change, id)?;
    crate::infants::entry::settle(change, row.infant_id)?;
    out.written += 1;
    Ok(Ok(()))
}

/// What a row says by itself.
fn judged(row: &PaperContract, on: Day, today: Day) -> Option<Wrong> {
    if row.to < row.from {
        return Some(wrong("to", "结束日期早于开始日期", "it ends before it begins"));
    }
    if row.from >= on {
        return Some(wrong(
            "from",
            format!("{on} 起的合同请在“合同”里起草，不在这里录入"),
            format!("a contract that begins on or after {on} is drafted under Contracts"),
        ));
    }
    if row.signed_on.is_some_and(|day| day > today) {
        return Some(wrong("signed_on", "签订日期在将来", "signed in the future"));
    }
    match check_fees(&row.fees) {
        Err(Error::Told(told)) => Some(wrong("fees", told.say(Language::Zh), told.say(Language::En))),
        _ => None,
    }
}

/// Notes the terms that the paper holds and that are not noted yet.
fn hold(change: &mut Change<'_>, contract: Id, terms: &[RequiredTerm]) -> Result<()> {
    let (known, person, at) = (signed(change, contract)?, change.who()?.person, change.now());
    for term in terms.iter().filter(|term| !known.contains(term)) {
        change.execute(
            "INSERT INTO contract_term_signed (contract_id, term, signed_on, person_id, at) VALUES (?1, ?2, NULL, ?3, ?4)",
            (contract, term, person, at),
        )?;
    }
    Ok(())
}

/// A row that was typed wrong, before anything stands on it: it ends before it began and gives its number back.
fn withdraw(change: &mut Change<'_>, old: &Contract) -> Result<()> {
    let number = old.number.clone().unwrap_or_default();
    let times =
        change.number("SELECT count(*) FROM contract WHERE number GLOB ?1", [format!("{number}（更正前*")])? + 1;
    let ended_on = old.terms.from.map(|from| from.plus_days(-1)).transpose()?;
    change.update(
        "contract",
        &old.id,
        &[
            ("number", &format!("{number}（更正前{times}）")),
            ("status", &ContractStatus::Ended),
            ("ended_on", &ended_on),
            ("ended_reason", &"建账录入更正"),
        ],
    )?;
    records::index(change, old.id)
}

fn next_number(view: &View<'_>) -> Result<String> {
    let mut n = view.number("SELECT count(*) FROM contract_taken_over", [])? + 1;
    loop {
        let number = format!("原{n:03}");
        if view.number("SELECT count(*) FROM contract WHERE number = ?1", [&number])? == 0 {
            return Ok(number);
        }
        n += 1;
    }
}

/// How many terms of running taken-over contracts are still to be signed.
///
/// # Errors
/// The store cannot.
pub fn to_sign(view: &View<'_>) -> Result<u32> {
    let open = view.number(
        "SELECT sum(?1 - (SELECT count(*) FROM contract_term_signed s WHERE s.contract_id = t.contract_id))
         FROM contract_taken_over t JOIN contract c ON c.id = t.contract_id
         WHERE c.status = 'active' AND coalesce(c.ended_on, c.to_day, '9999-12-31') >= ?2",
        (i64::try_from(RequiredTerm::ALL.len()).unwrap_or(5), view.today()),
    )?;
    Ok(u32::try_from(open).unwrap_or(0))
}

/// A term that was signed later.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignTerm {
    /// The contract.
    pub contract_id: Id,
    /// The term.
    pub term: RequiredTerm,
    /// Day of signing.
    pub signed_on: Day,
}

/// 补签: the supplement to a paper contract has been signed.
pub(super) fn sign_term(change: &mut Change<'_>, q: SignTerm) -> Result<Vec<RequiredTerm>> {
    if !is_taken_over(change, q.contract_id)? || signed(change, q.contract_id)?.contains(&q.term) {
        return Err(TakeoverError::NothingToSign.into());
    }
    if q.signed_on > change.today() {
        return Err(ContractRefusal::SignedInFuture.into());
    }
    change.about(q.contract_id);
    let (person, at) = (change.who()?.person, change.now());
    change.execute(
        "INSERT INTO contract_term_signed (contract_id, term, signed_on, person_id, at) VALUES (?1, ?2, ?3, ?4, ?5)",
        (q.contract_id, q.term, q.signed_on, person, at),
    )?;
    change.note(serde_json::json!({ "term": q.term, "signed_on": q.signed_on }));
    signed(change, contract(change, q.contract_id)?.id)
}

pub(crate) fn duties() -> Vec<Duty> {
    vec![Duty {
        key: "contracts.to_sign",
        part: Some(super::Part::Contracts),
        posts: &[Post::Director],
        permission: Permission::ContractsActivate,
        open: waiting,
    }]
}

fn waiting(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let (l, n) = (view.language(), to_sign(view)?);
    if n == 0 {
        return Ok(Vec::new());
    }
    Ok(vec![DutyItem {
        duty: "contracts.to_sign".to_owned(),
        subject: n.to_string(),
        urgency: Urgency::Plain,
        title: l.say(
            format!("建账前的合同还有 {n} 项必备条款待补签"),
            format!("{n} required terms of earlier contracts are to be signed"),
        ),
        detail: l.say("补一份书面补充协议，签好后登记", "Sign a written supplement, then record it"),
        due: None,
        article: "郑州市促进3岁以下婴幼儿照护服务发展实施意见（服务合同应载明的事项）".to_owned(),
        button: l.say("去补签", "Sign"),
        screen: "takeover?step=contracts".to_owned(),
    }])
}
