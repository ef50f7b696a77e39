//! The doors of the contracts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::checklist::{Checklist, cap_refuses, checklist};
use super::records::{self, Contract, NewContract, contract, standing};
use super::refund_choices::choices;
use super::refund_words::sentence;
use super::template::{DEFAULT, template};
use super::terms::{ContractTerms, FeeLine, check_fees};
use super::{ContractRefusal, ContractStatus, print};
use crate::access::Permission;
use crate::contract::{Area, Row, change, issue, read};
use crate::day::{Day, completed_months};
use crate::error::Result;
use crate::id::Id;
use crate::infants::records as infants;
use crate::institution::ServiceForm;
use crate::number;
use crate::takeover::contracts::{is_taken_over, signed};
use crate::text;
use crate::view::{Change, View};

pub(crate) fn operations() -> Vec<Row> {
    const TOUCHES: &[Area] = &[Area::Contracts, Area::Infants, Area::Billing];
    vec![
        read("contracts.list", ("查看合同", "List contracts"), Permission::ContractsRead, list),
        read("contracts.show", ("查看合同内容", "See a contract"), Permission::ContractsRead, show),
        read(
            "contracts.checklist",
            ("核对必备条款", "Check the required terms"),
            Permission::ContractsRead,
            |view: &View<'_>, q: ContractOf| check(view, q.id),
        ),
        read(
            "contracts.refund_choices",
            ("查看可选退费规则", "List refund rules to choose"),
            Permission::ContractsRead,
            choices,
        ),
        change("contracts.draft", ("起草合同", "Draft a contract"), Permission::ContractsWrite, draft).touches(TOUCHES),
        change("contracts.save", ("修改合同草稿", "Change a draft"), Permission::ContractsWrite, save).touches(TOUCHES),
        change("contracts.activate", ("合同生效", "Activate a contract"), Permission::ContractsActivate, activate)
            .touches(TOUCHES),
        change("contracts.end", ("终止合同", "End a contract"), Permission::ContractsActivate, end).touches(TOUCHES),
        change("contracts.renew", ("续签合同", "Renew a contract"), Permission::ContractsWrite, renew).touches(TOUCHES),
        issue("contracts.print", ("打印合同", "Print a contract"), Permission::ContractsWrite, print::print),
    ]
}

/// Which contract.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContractOf {
    /// The contract.
    pub id: Id,
}

/// A contract and its checklist.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct ContractShown {
    /// The contract.
    pub contract: Contract,
    /// The five required terms.
    pub checklist: Checklist,
    /// Each refund rule as it stands in the contract.
    pub refund_words: Vec<String>,
    /// It was signed on paper before the books began.
    pub on_paper: bool,
}

fn show(view: &View<'_>, q: ContractOf) -> Result<ContractShown> {
    let contract = contract(view, q.id)?;
    Ok(ContractShown {
        checklist: check(view, q.id)?,
        refund_words: contract.terms.refund_rules.iter().map(sentence).collect(),
        on_paper: is_taken_over(view, q.id)?,
        contract,
    })
}

fn check(view: &View<'_>, id: Id) -> Result<Checklist> {
    let contract = contract(view, id)?;
    let mut list = checklist(view, &contract.terms, &contract.fees, contract.signed_on.unwrap_or(view.today()))?;
    if is_taken_over(view, id)? {
        list.signed_on_paper(&signed(view, id)?, view.language());
    }
    Ok(list)
}

/// What a draft begins with; everything else comes from the template and is changed by `contracts.save`.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DraftContract {
    /// The infant.
    pub infant_id: Id,
    /// The template; the shipped one when absent.
    pub template: Option<String>,
    /// Form of service; full-day when absent.
    pub service_form: Option<ServiceForm>,
    /// First day of service.
    pub from: Option<Day>,
    /// Last day of service.
    pub to: Option<Day>,
    /// Charged items and amounts.
    pub fees: Option<Vec<FeeLine>>,
}

fn draft(change: &mut Change<'_>, q: DraftContract) -> Result<ContractShown> {
    let infant = infants::whole(change, q.infant_id)?;
    let key = q.template.as_deref().unwrap_or(DEFAULT);
    let mut terms = template(key)?.terms(change, q.from.unwrap_or(change.today()))?;
    terms.service_form = q.service_form.unwrap_or(ServiceForm::FullDay);
    terms.class_kind =
        change.classes()?.into_iter().find(|class| Some(class.id) == infant.class_id).map(|class| class.kind);
    (terms.from, terms.to) = (q.from, q.to);
    let fees = q.fees.unwrap_or_default();
    check_fees(&fees)?;
    terms.meals_follow(&fees);
    let id = change.new_id();
    change.about(id);
    records::put(
        change,
        id,
        Some(&NewContract { infant_id: q.infant_id, template: key, renews: None }),
        &terms,
        &fees,
    )?;
    records::index(change, id)?;
    show(change, ContractOf { id })
}

/// A draft as it stands on the screen.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveContract {
    /// The draft.
    pub id: Id,
    /// What it says.
    pub terms: ContractTerms,
    /// Charged items and amounts.
    pub fees: Vec<FeeLine>,
}

fn save(change: &mut Change<'_>, mut q: SaveContract) -> Result<ContractShown> {
    must_be(change, q.id, ContractStatus::Draft)?;
    check_fees(&q.fees)?;
    q.terms.meals_follow(&q.fees);
    change.about(q.id);
    records::put(change, q.id, None, &q.terms, &q.fees)?;
    records::index(change, q.id)?;
    show(change, ContractOf { id: q.id })
}

fn must_be(view: &View<'_>, id: Id, status: ContractStatus) -> Result<Contract> {
    let contract = contract(view, id)?;
    if contract.status == status { Ok(contract) } else { Err(ContractRefusal::Status(contract.status).into()) }
}

/// The draft that was signed.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActivateContract {
    /// The draft.
    pub id: Id,
    /// Day of signing.
    pub signed_on: Day,
}

/// Makes a signed draft active: the terms are complete, no other contract overlaps, the number is taken here.
fn activate(change: &mut Change<'_>, q: ActivateContract) -> Result<ContractShown> {
    let draft = must_be(change, q.id, ContractStatus::Draft)?;
    let (today, l) = (change.today(), change.language());
    if q.signed_on > today {
        return Err(ContractRefusal::SignedInFuture.into());
    }
    let guardians = change.number(
        "SELECT count(*) FROM guardianship WHERE infant_id = ?1 AND legal = 1 AND until_day IS NULL",
        [draft.infant_id],
    )?;
    if guardians == 0 {
        return Err(ContractRefusal::NoGuardian.into());
    }
    let list = checklist(change, &draft.terms, &draft.fees, q.signed_on)?;
    if !list.complete {
        let missing =
            list.terms.into_iter().filter(|state| !state.present).map(|state| (state.term, state.reason)).collect();
        return Err(ContractRefusal::Incomplete(missing).into());
    }
    if list.above_cap && cap_refuses(change, q.signed_on)? {
        return Err(ContractRefusal::AboveCap.into());
    }
    let (Some(from), Some(to)) = (draft.terms.from, draft.terms.to) else {
        return Err(ContractRefusal::Incomplete(vec![(
            super::RequiredTerm::ServicePeriod,
            l.say("没有期限", "no period"),
        )])
        .into());
    };
    if let Some(earlier) = draft.renews.map(|id| contract(change, id)).transpose()?
        && let Some(last) = earlier.last_day()
        && from != last.plus_days(1)?
    {
        return Err(ContractRefusal::NotContiguous { must_begin: last.plus_days(1)? }.into());
    }
    let other = records::in_force(change, Some(draft.infant_id), from, to)?
        .into_iter()
        .find(|other| other.terms.service_form == draft.terms.service_form);
    if let Some(number) = other.and_then(|other| other.number) {
        return Err(ContractRefusal::Overlap { number }.into());
    }
    let number = number::take(change, number::CONTRACT, today, "contract", q.id)?;
    change.about(q.id);
    change.update(
        "contract",
        &q.id,
        &[("status", &ContractStatus::Active), ("number", &number), ("signed_on", &q.signed_on)],
    )?;
    records::index(change, q.id)?;
    crate::infants::entry::settle(change, draft.infant_id)?;
    show(change, ContractOf { id: q.id })
}

/// An early end.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndContract {
    /// The contract.
    pub id: Id,
    /// Its last day.
    pub on: Day,
    /// Why.
    pub reason: String,
}

fn end(change: &mut Change<'_>, q: EndContract) -> Result<ContractShown> {
    let active = must_be(change, q.id, ContractStatus::Active)?;
    let reason = q.reason.trim();
    if reason.is_empty() {
        return Err(ContractRefusal::ReasonNeeded.into());
    }
    if let (Some(from), Some(to)) = (active.terms.from, active.terms.to)
        && !(from..=to).contains(&q.on)
    {
        return Err(ContractRefusal::EndOutside { from, to }.into());
    }
    // A contract that ends later stays active until then.
    let status = standing(ContractStatus::Active, Some(q.on), change.today());
    change.about(q.id);
    change.update("contract", &q.id, &[("ended_on", &q.on), ("ended_reason", &reason), ("status", &status)])?;
    records::index(change, q.id)?;
    show(change, ContractOf { id: q.id })
}

/// Drafts the contract that follows: the same terms, as long again, from the day after the last one.
fn renew(change: &mut Change<'_>, q: ContractOf) -> Result<ContractShown> {
    let old = contract(change, q.id)?;
    let (Some(from), Some(to), Some(last)) = (old.terms.from, old.terms.to, old.last_day()) else {
        return Err(ContractRefusal::Status(old.status).into());
    };
    if old.status == ContractStatus::Draft {
        return Err(ContractRefusal::Status(old.status).into());
    }
    let mut terms = old.terms.clone();
    let begins = last.plus_days(1)?;
    let after = to.plus_days(1)?;
    let months = i32::try_from(completed_months(from, after).unwrap_or(0)).unwrap_or(0);
    let ends = if months > 0 && from.add_months_clamped(months)? == after {
        begins.add_months_clamped(months)?.plus_days(-1)?
    } else {
        begins.plus_days(from.days_until(to))?
    };
    (terms.from, terms.to) = (Some(begins), Some(ends));
    // Days of a price belong to the old period.
    let fees: Vec<FeeLine> = old
        .fees
        .into_iter()
        .filter(|fee| fee.to.is_none_or(|to| to >= last))
        .map(|fee| FeeLine { from: None, to: None, ..fee })
        .collect();
    let id = change.new_id();
    change.about(id);
    records::put(
        change,
        id,
        Some(&NewContract { infant_id: old.infant_id, template: &old.template, renews: Some(old.id) }),
        &terms,
        &fees,
    )?;
    records::index(change, id)?;
    show(change, ContractOf { id })
}

/// Which contracts.
#[derive(Debug, Default, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields = nullable)]
pub struct ContractsQuery {
    /// Only of this state.
    pub status: Option<ContractStatus>,
    /// Only of this infant.
    pub infant_id: Option<Id>,
    /// Number, name, pinyin or initials.
    pub text: Option<String>,
    /// Only active ones that end within so many days.
    pub ending_days: Option<u16>,
    /// The cursor of the page before.
    pub after: Option<String>,
    /// Rows a page, at most 200.
    pub limit: Option<u32>,
}

/// One line of the list.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct ContractLine {
    /// The row.
    pub id: Id,
    /// The number; a draft has none.
    pub number: Option<String>,
    /// The infant.
    pub infant_id: Id,
    /// Name of the infant.
    pub infant_name: String,
    /// Class of the infant.
    pub class_name: Option<String>,
    /// Where it stands today.
    pub status: ContractStatus,
    /// Form of service.
    pub service_form: ServiceForm,
    /// First day.
    pub from: Option<Day>,
    /// Last day, early end included.
    pub to: Option<Day>,
    /// Day of signing.
    pub signed_on: Option<Day>,
    /// It is renewed by another one.
    pub renewed: bool,
}

/// A page of the list, the last to end first, drafts before all.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct ContractsPage {
    /// The lines.
    pub rows: Vec<ContractLine>,
    /// Cursor of the next page, if there is one.
    pub more: Option<String>,
}

fn list(view: &View<'_>, q: ContractsQuery) -> Result<ContractsPage> {
    let limit = q.limit.unwrap_or(100).clamp(1, 200) as usize;
    let today = view.today();
    let typed = q.text.as_deref().map(text::search_form).filter(|typed| !typed.is_empty());
    let until = q.ending_days.map(|days| today.plus_days(i64::from(days))).transpose()?;
    let (after, after_id) = match q.after.as_deref().and_then(|cursor| cursor.rsplit_once('|')) {
        Some((value, id)) => (Some(value.to_owned()), Id::parse(id)),
        None => (None, None),
    };
    let mut rows = view.all(
        "SELECT c.id, c.number, c.infant_id, i.name, k.name, c.status, c.service_form, c.from_day, c.to_day, c.ended_on, c.signed_on,
                EXISTS (SELECT 1 FROM contract r WHERE r.renews = c.id), coalesce(c.ended_on, c.to_day, '9999-12-31') AS last
         FROM contract c JOIN infant i ON i.id = c.infant_id LEFT JOIN class k ON k.id = i.class_id
         WHERE (?1 IS NULL OR ?1 = CASE WHEN c.status = 'active' AND coalesce(c.ended_on, c.to_day) < ?2 THEN 'ended' ELSE c.status END)
           AND (?3 IS NULL OR c.infant_id = ?3)
           AND (?4 IS NULL OR (c.status = 'active' AND coalesce(c.ended_on, c.to_day) BETWEEN ?2 AND ?4))
           AND (?5 IS NULL OR (coalesce(c.ended_on, c.to_day, '9999-12-31'), c.id) < (?5, ?6))
           AND (?8 IS NULL OR c.id IN (SELECT k.id FROM find_key k WHERE k.kind = 'contract' AND k.key >= ?8 AND k.key < ?8 || char(1114111)))
         ORDER BY last DESC, c.id DESC LIMIT ?7",
        (q.status, today, q.infant_id, until, &after, after_id, i64::try_from(limit).unwrap_or(200) + 1, &typed),
        |r| {
            let to: Option<Day> = r.get::<_, Option<Day>>(9)?.or(r.get(8)?);
            Ok((
                ContractLine {
                    id: r.get(0)?,
                    number: r.get(1)?,
                    infant_id: r.get(2)?,
                    infant_name: r.get(3)?,
                    class_name: r.get(4)?,
                    status: standing(r.get(5)?, to, today),
                    service_form: r.get(6)?,
                    from: r.get(7)?,
                    to,
                    signed_on: r.get(10)?,
                    renewed: r.get(11)?,
                },
                r.get::<_, String>(12)?,
            ))
        },
    )?;
    let more = (rows.len() > limit).then(|| {
        rows.truncate(limit);
        rows.last().map(|(line, last)| format!("{last}|{}", line.id))
    });
    Ok(ContractsPage { rows: rows.into_iter().map(|(line, _)| line).collect(), more: more.flatten() })
}
