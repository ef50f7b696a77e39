//! 委托: what a guardian ordered. An order is never changed: it ends, and another is made.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::{MedicineError, MedicineRoute, OrderState};
use crate::contract::Nothing;
use crate::day::Day;
use crate::desk::Door;
use crate::documents::medicine_order::{self, MedicineSheet};
use crate::error::{Error, Result};
use crate::id::Id;
use crate::infants::{records, scope};
use crate::instant::Instant;
use crate::issued::Paper;
use crate::record::minute_of;
use crate::register::{MadePaper, made};
use crate::staff::operations::Saved;
use crate::validity::{self, HeldFile, OwnerKind, PaperKind, SavePaper};
use crate::view::{Change, Column, View};

/// What was left of a medicine, given back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct ReturnedMedicine {
    /// What.
    pub returned: String,
    /// To whom.
    pub to: String,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: String,
}

/// An order as shown.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct MedicineOrder {
    /// The row.
    pub id: Id,
    /// The infant.
    pub infant_id: Id,
    /// Its name.
    pub infant_name: String,
    /// 托号.
    pub number: Option<u16>,
    /// Its class today.
    pub class_id: Option<Id>,
    /// Name of the class.
    pub class_name: String,
    /// Drug.
    pub drug: String,
    /// Strength, as on the label.
    pub strength: String,
    /// Dose, as ordered.
    pub dose: String,
    /// How it is given.
    pub route: MedicineRoute,
    /// Times of the day, `HH:MM`.
    pub times: Vec<String>,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Against what.
    pub illness: String,
    /// Who prescribed it.
    pub prescribed_by: String,
    /// Last day of use by the label.
    pub expires_on: Day,
    /// How much was brought.
    pub brought: String,
    /// Remark: before or after the meal, in the fridge.
    pub note: String,
    /// Who ordered it.
    pub guardian: String,
    /// Relation to the infant.
    pub relation: String,
    /// Who took it in, by name.
    pub taken_by: String,
    /// When.
    pub taken_at: Instant,
    /// The day of the guardian's signature.
    pub signed_on: Option<Day>,
    /// Photo of the label, scan of the signed paper.
    pub files: Vec<HeldFile>,
    /// How it stands.
    pub state: OrderState,
    /// Why it ended early.
    pub ended_for: String,
    /// What was given back.
    pub returned: Option<ReturnedMedicine>,
    /// Its last day has come, and nothing was given back.
    pub to_return: bool,
    /// Doses that were given.
    pub given: u32,
}

const COLUMNS: &str = "o.id, o.infant_id, i.name, i.number, i.class_id, coalesce(k.name, ''), o.drug, o.strength, o.dose, o.route,
    o.times, o.from_day, o.to_day, o.illness, o.prescribed_by, o.expires_on, o.brought, o.note, o.guardian, o.relation,
    p.name, o.occurred_at, o.signed_on, o.paper_id, o.ended_on, o.ended_for, b.returned, b.returned_to, b.occurred_at, q.name,
    (SELECT count(*) FROM medicine_dose d WHERE d.order_id = o.id AND d.withdrawn = 0 AND d.outcome = 'given')";

/// The orders that a condition names, within the person's scope, class by class in the order of 托号.
pub(super) fn select(view: &View<'_>, condition: &str, params: impl rusqlite::Params) -> Result<Vec<MedicineOrder>> {
    let (scope, today) = (scope::classes(view)?, view.today());
    let rows: Vec<(MedicineOrder, Option<Id>)> = view.all(
        &format!(
            "SELECT {COLUMNS} FROM medicine_order o JOIN infant i ON i.id = o.infant_id LEFT JOIN class k ON k.id = i.class_id
             JOIN person p ON p.id = o.done_by
             LEFT JOIN medicine_return b ON b.order_id = o.id AND b.withdrawn = 0 LEFT JOIN person q ON q.id = b.done_by
             WHERE o.withdrawn = 0 AND {condition}
             ORDER BY coalesce(k.sort, 1000), k.id, coalesce(i.number, 1000), i.name_key, o.from_day, o.id"
        ),
        params,
        |r| {
            let (from, planned): (Day, Day) = (r.get(11)?, r.get(12)?);
            let (signed_on, ended_on): (Option<Day>, Option<Day>) = (r.get(22)?, r.get(24)?);
            let to = ended_on.map_or(planned, |ended| ended.min(planned));
            let over = to < today || ended_on.is_some_and(|ended| ended <= today);
            let state = match signed_on {
                _ if over => OrderState::Over,
                None => OrderState::Unsigned,
                Some(_) if from > today => OrderState::Ahead,
                Some(_) => OrderState::Running,
            };
            let returned = match r.get::<_, Option<String>>(26)? {
                None => None,
                Some(returned) => Some(ReturnedMedicine { returned, to: r.get(27)?, at: r.get(28)?, by: r.get(29)? }),
            };
            let order = MedicineOrder {
                id: r.get(0)?,
                infant_id: r.get(1)?,
                infant_name: r.get(2)?,
                number: r.get(3)?,
                class_id: r.get(4)?,
                class_name: r.get(5)?,
                drug: r.get(6)?,
                strength: r.get(7)?,
                dose: r.get(8)?,
                route: r.get(9)?,
                times: serde_json::from_str(&r.get::<_, String>(10)?).unwrap_or_default(),
                from,
                to,
                illness: r.get(13)?,
                prescribed_by: r.get(14)?,
                expires_on: r.get(15)?,
                brought: r.get(16)?,
                note: r.get(17)?,
                guardian: r.get(18)?,
                relation: r.get(19)?,
                taken_by: r.get(20)?,
                taken_at: r.get(21)?,
                signed_on,
                files: Vec::new(),
                state,
                ended_for: r.get(25)?,
                to_return: to <= today && returned.is_none(),
                returned,
                given: r.get(30)?,
            };
            Ok((order, r.get(23)?))
        },
    )?;
    let mut orders = Vec::new();
    for (mut order, paper) in rows.into_iter().filter(|(order, _)| scope.sees(order.class_id)) {
        if let Some(paper) = paper {
            order.files = validity::files_of(view, paper)?;
        }
        orders.push(order);
    }
    Ok(orders)
}

/// One order, if the person may see its infant.
pub(super) fn one(view: &View<'_>, id: Id) -> Result<MedicineOrder> {
    select(view, "o.id = ?1", [id])?.pop().ok_or_else(|| Error::not_found("medicine_order"))
}

/// What a guardian orders.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AuthoriseMedicine {
    /// The infant.
    pub infant_id: Id,
    /// Who orders it.
    pub guardian_id: Id,
    /// Drug.
    pub drug: String,
    /// Strength, as on the label.
    pub strength: Option<String>,
    /// Dose.
    pub dose: String,
    /// How it is given; by mouth when absent.
    pub route: Option<MedicineRoute>,
    /// Times of the day, `HH:MM`.
    pub times: Vec<String>,
    /// First day; today when absent.
    pub from: Option<Day>,
    /// Last day; the first when absent.
    pub to: Option<Day>,
    /// Against what.
    pub illness: Option<String>,
    /// Who prescribed it.
    pub prescribed_by: Option<String>,
    /// Original container with a readable label.
    pub labelled: bool,
    /// Last day of use by the label.
    pub expires_on: Day,
    /// How much was brought.
    pub brought: Option<String>,
    /// Remark.
    pub note: Option<String>,
    /// The guardian has signed the paper.
    pub signed: bool,
    /// Photo of the label and scan of the signed paper, as tokens of the files door.
    pub files: Option<Vec<String>>,
}

pub(crate) fn authorise(door: &Door<'_>, q: AuthoriseMedicine) -> Result<MedicineOrder> {
    door.view(|view| checked(view, &q).map(drop))?;
    let files = validity::into_vault(door, q.files.as_deref().unwrap_or_default())?;
    door.change(|change| {
        let (guardian, relation) = checked(change, &q)?;
        let (today, given) =
            (change.today(), |text: &Option<String>| text.as_deref().map(str::trim).unwrap_or_default().to_owned());
        let (from, to) = (q.from.unwrap_or(today), q.to.or(q.from).unwrap_or(today));
        let paper = match files.is_empty() {
            true => None,
            false => Some(keep(change, q.infant_id, (from, to), &files)?),
        };
        let stamp = change.stamp(Instant::from_ms(change.now()), change.who()?.person, None)?;
        let id = change.new_id();
        let (strength, illness, prescribed_by) = (given(&q.strength), given(&q.illness), given(&q.prescribed_by));
        let (brought, note) = (given(&q.brought), given(&q.note));
        let times = serde_json::to_string(&times(&q.times)?)?;
        let columns: [Column<'_>; 19] = [
            ("id", &id),
            ("infant_id", &q.infant_id),
            ("guardian_id", &q.guardian_id),
            ("guardian", &guardian),
            ("relation", &relation),
            ("drug", &q.drug.trim()),
            ("strength", &strength),
            ("dose", &q.dose.trim()),
            ("route", &q.route.unwrap_or(MedicineRoute::Oral)),
            ("times", &times),
            ("from_day", &from),
            ("to_day", &to),
            ("illness", &illness),
            ("prescribed_by", &prescribed_by),
            ("expires_on", &q.expires_on),
            ("brought", &brought),
            ("note", &note),
            ("paper_id", &paper),
            ("signed_on", &q.signed.then_some(today)),
        ];
        change.about(q.infant_id);
        change.record("medicine_order", &columns, &stamp)?;
        one(change, id)
    })
}

/// The scans as a paper of the infant.
fn keep(change: &mut Change<'_>, infant: Id, (from, to): (Day, Day), files: &[HeldFile]) -> Result<Id> {
    let paper = SavePaper {
        kind: PaperKind::MedicineOrder,
        owner_kind: OwnerKind::Infant,
        owner_id: infant.to_string(),
        number: None,
        issuer: None,
        issued_on: Some(from),
        valid_to: Some(to),
        facts: serde_json::Value::Null,
        note: None,
        files: Vec::new(),
        replaces: None,
        keep: None,
    };
    Ok(validity::put_with(change, &paper, files)?.id)
}

/// Refuses what may not be taken in; answers the guardian's name and relation.
fn checked(view: &View<'_>, q: &AuthoriseMedicine) -> Result<(String, String)> {
    let infant = records::infant(view, q.infant_id)?;
    if q.drug.trim().is_empty() || q.dose.trim().is_empty() {
        return Err(MedicineError::What.into());
    }
    times(&q.times)?;
    let today = view.today();
    let from = q.from.unwrap_or(today);
    let to = q.to.unwrap_or(from);
    if from < today || to < from {
        return Err(MedicineError::Days.into());
    }
    let days = view.policy_number("medicine.order_most_days", from)?;
    if from.days_until(to) >= days {
        return Err(MedicineError::TooLong { days }.into());
    }
    if !q.labelled {
        return Err(MedicineError::Unlabelled.into());
    }
    if q.expires_on < to {
        return Err(MedicineError::Expired { on: q.expires_on }.into());
    }
    let guardian = view.first(
        "SELECT g.name, s.relation FROM guardianship s JOIN guardian g ON g.id = s.guardian_id
         WHERE s.infant_id = ?1 AND g.id = ?2 AND (s.until_day IS NULL OR s.until_day >= ?3)",
        (infant.id, q.guardian_id, today),
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    guardian.ok_or_else(|| MedicineError::Guardian.into())
}

/// The times of a day in their order, each once.
fn times(given: &[String]) -> Result<Vec<String>, MedicineError> {
    let minutes: Option<Vec<u16>> =
        given.iter().map(|time| minute_of(&crate::text::half_width(time.trim()).replace('：', ":"))).collect();
    let mut minutes = minutes.ok_or(MedicineError::Times)?;
    minutes.sort_unstable();
    if minutes.is_empty() || minutes.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(MedicineError::Times);
    }
    Ok(minutes.iter().map(|minute| format!("{:02}:{:02}", minute / 60, minute % 60)).collect())
}

/// Which order.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MedicineOrderOf {
    /// The row.
    pub id: Id,
}

/// Which order, on paper.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PrintMedicine {
    /// The order.
    pub id: Id,
    /// Print 〓 for characters that the font lacks, to be written by hand.
    pub substitute: Option<bool>,
}

/// Prints the order, to be signed by the guardian.
pub(crate) fn print(door: &Door<'_>, q: PrintMedicine) -> Result<MadePaper> {
    let sheet = door.view(|view| sheet(view, q.id))?;
    let pdf = medicine_order::draw(door.fonts()?, &sheet, 0)?;
    let subject = q.id.to_string();
    let paper = Paper {
        kind: "medicine_order",
        form: medicine_order::FORM,
        number: None,
        subject: ("medicine_order", &subject),
        snapshot: &sheet,
        file_sha256: None,
    };
    made(door, &paper, &pdf, q.substitute)
}

fn sheet(view: &View<'_>, id: Id) -> Result<MedicineSheet> {
    let order = one(view, id)?;
    let infant = records::infant(view, order.infant_id)?;
    let number = order.number.map(|number| format!("{number} 号 ")).unwrap_or_default();
    let or_none = |text: String| if text.is_empty() { "无登记".to_owned() } else { text };
    let days = match order.from == order.to {
        true => order.from.to_string(),
        false => format!("{} 至 {}", order.from, order.to),
    };
    Ok(MedicineSheet {
        nursery: view.institution()?.name,
        infant: [order.infant_name, format!("{number}{}", order.class_name), infant.birth.to_string()],
        allergy: or_none(infant.allergy),
        drug: format!("{} {}", order.drug, order.strength).trim().to_owned(),
        dose: format!("{}（{}）", order.dose, order.route.zh()),
        times: order.times.join("、"),
        days,
        illness: [order.illness, order.prescribed_by],
        expires_on: order.expires_on.to_string(),
        brought: order.brought,
        note: order.note,
        guardian: format!("{}（{}）", order.guardian, order.relation),
        taken_by: order.taken_by,
    })
}

/// The guardian has signed the paper.
pub(crate) fn sign(change: &mut Change<'_>, q: MedicineOrderOf) -> Result<MedicineOrder> {
    let order = one(change, q.id)?;
    if order.signed_on.is_some() {
        return Err(MedicineError::Signed.into());
    }
    if order.state == OrderState::Over {
        return Err(MedicineError::Ended.into());
    }
    change.about(order.infant_id);
    let today = change.today();
    change.update("medicine_order", &q.id, &[("signed_on", &today)])?;
    one(change, q.id)
}

/// Scans that come later.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AttachToMedicine {
    /// The order.
    pub id: Id,
    /// Photo of the label, scan of the signed paper, as tokens of the files door.
    pub files: Vec<String>,
}

/// Adds scans to an order; those that it has stay.
pub(crate) fn attach(door: &Door<'_>, q: AttachToMedicine) -> Result<MedicineOrder> {
    let order = door.view(|view| one(view, q.id))?;
    let added = validity::into_vault(door, &q.files)?;
    door.change(|change| {
        change.about(order.infant_id);
        let files: Vec<HeldFile> = one(change, q.id)?.files.into_iter().chain(added.iter().cloned()).collect();
        let paper = keep(change, order.infant_id, (order.from, order.to), &files)?;
        let before: Option<Id> =
            change.one("medicine_order", "SELECT paper_id FROM medicine_order WHERE id = ?1", [q.id], |r| r.get(0))?;
        if let Some(before) = before {
            change.update("paper", &paper, &[("replaces", &before)])?;
        }
        change.update("medicine_order", &q.id, &[("paper_id", &paper)])?;
        one(change, q.id)
    })
}

/// An order that is no longer carried out.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndMedicine {
    /// The order.
    pub id: Id,
    /// Why.
    pub reason: String,
}

/// Ends an order now: doses of today that are on record stay.
pub(crate) fn end(change: &mut Change<'_>, q: EndMedicine) -> Result<MedicineOrder> {
    let order = one(change, q.id)?;
    let reason = q.reason.trim();
    if reason.is_empty() {
        return Err(MedicineError::Reason.into());
    }
    if order.state == OrderState::Over {
        return Err(MedicineError::Ended.into());
    }
    change.about(order.infant_id);
    let today = change.today();
    change.update("medicine_order", &q.id, &[("ended_on", &today), ("ended_for", &reason)])?;
    one(change, q.id)
}

/// An order that was typed wrong.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct WithdrawMedicine {
    /// The order.
    pub id: Id,
    /// Why; needed once an hour has passed.
    pub reason: Option<String>,
}

/// Takes an order without doses back; the row stays.
pub(crate) fn withdraw(change: &mut Change<'_>, q: WithdrawMedicine) -> Result<Nothing> {
    let order = one(change, q.id)?;
    let doses = "SELECT count(*) FROM medicine_dose WHERE order_id = ?1 AND withdrawn = 0";
    if change.number(doses, [q.id])? > 0 {
        return Err(MedicineError::HasDoses.into());
    }
    change.about(order.infant_id);
    crate::record::take_back(change, "medicine_order", q.id, order.taken_at.ms(), q.reason.as_deref())?;
    Ok(Nothing {})
}

/// What is given back.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ReturnMedicine {
    /// The order.
    pub id: Id,
    /// What: 约 20 ml, 空瓶.
    pub returned: String,
    /// To whom.
    pub to: String,
    /// When; now when absent.
    pub at: Option<Instant>,
    /// Why it is written late.
    pub late_reason: Option<String>,
}

/// Gives what is left back to the family; an order that still runs ends with it.
pub(crate) fn give_back(change: &mut Change<'_>, q: ReturnMedicine) -> Result<MedicineOrder> {
    let order = one(change, q.id)?;
    let (returned, to) = (q.returned.trim(), q.to.trim());
    if returned.is_empty() || to.is_empty() || order.returned.is_some() {
        return Err(MedicineError::Returned.into());
    }
    let at = q.at.unwrap_or(Instant::from_ms(change.now()));
    let stamp = change.stamp(at, change.who()?.person, q.late_reason.as_deref())?;
    let id = change.new_id();
    let columns: [Column<'_>; 5] = [
        ("id", &id),
        ("order_id", &q.id),
        ("infant_id", &order.infant_id),
        ("returned", &returned),
        ("returned_to", &to),
    ];
    change.about(order.infant_id);
    change.record("medicine_return", &columns, &stamp)?;
    if order.state != OrderState::Over {
        let (today, why) = (change.today(), "余药已归还");
        change.update("medicine_order", &q.id, &[("ended_on", &today), ("ended_for", &why)])?;
    }
    change.undo_with("health.withdraw_return", json!({ "id": id }));
    one(change, q.id)
}

/// A return that was typed wrong.
pub(crate) fn withdraw_return(change: &mut Change<'_>, q: WithdrawMedicine) -> Result<Saved> {
    let (infant, at): (Id, i64) = change.one(
        "medicine_return",
        "SELECT infant_id, recorded_at FROM medicine_return WHERE id = ?1 AND withdrawn = 0",
        [q.id],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    records::infant(change, infant)?;
    change.about(infant);
    crate::record::take_back(change, "medicine_return", q.id, at, q.reason.as_deref())?;
    Ok(Saved { id: q.id })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_their_order() {
        let read = |times_given: &[&str]| times(&times_given.iter().map(|time| (*time).to_owned()).collect::<Vec<_>>());
        assert_eq!(read(&["15:00", "11:30"]).unwrap(), ["11:30", "15:00"]);
        assert_eq!(read(&["９：05"]).unwrap(), ["09:05"]);
        for wrong in [&[][..], &["25:00"], &["11.30"], &["11:30", "11:30"]] {
            assert_eq!(read(wrong), Err(MedicineError::Times), "{wrong:?}");
        }
    }
}
