//! Places (学位): how many each class has and what will change in the next weeks; which class fits an age; today in
//! numbers. Numbers of the law come from the policies.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::class_fit::{ClassKind, fit_kind, places_left};
use super::entry::{self, EntryError};
use super::{InfantStatus, records, scope};
use crate::access::Post;
use crate::contract::Nothing;
use crate::day::{Day, completed_months};
use crate::error::{Result, Told};
use crate::id::Id;
use crate::institution::Class;
use crate::policy::PolicyValue;
use crate::view::View;
use crate::words::Language;

/// So many days ahead changes of places are told.
const AHEAD: i64 = 90;

/// For whom a class is sought.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct FitQuery {
    /// Day of birth.
    pub birth: Day,
    /// First day in the class; today when absent.
    pub on: Option<Day>,
}

/// How a class fits.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct ClassFitting {
    /// The class.
    pub class_id: Id,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: ClassKind,
    /// The most infants that it takes.
    pub cap: u32,
    /// Places that are held now.
    pub held: u32,
    /// Places left now.
    pub left: u32,
    /// The age fits on that day and a place is left.
    pub fits: bool,
    /// Why it does not, in the person's language.
    pub said: Option<String>,
}

pub(super) fn fitting(view: &View<'_>, q: FitQuery) -> Result<Vec<ClassFitting>> {
    let (l, on) = (view.language(), q.on.unwrap_or(view.today()));
    let mut fitting = Vec::new();
    for class in view.classes()? {
        let rule = view.class_rule(class.kind, on)?;
        let (cap, left) = (class.cap.min(rule.cap), places_left(&rule, Some(class.cap), class.held));
        let said = match entry::age_words(view, &class, q.birth, on)? {
            Some((zh, en)) => Some(l.say(zh, en)),
            None if left == 0 => Some(EntryError::ClassFull { class: class.name.clone(), cap }.say(l)),
            None => None,
        };
        fitting.push(ClassFitting {
            class_id: class.id,
            kind: class.kind,
            cap,
            held: class.held,
            left,
            fits: said.is_none(),
            said,
            name: class.name,
        });
    }
    Ok(fitting)
}

/// The places of the nursery.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Places {
    /// Class by class, in their order; only those that the reader may see.
    pub classes: Vec<ClassPlaces>,
    /// What will change within 90 days or should have, the earliest first.
    pub due: Vec<PlaceDue>,
    /// Who waits, by the kind of class that fits the age today.
    pub waiting: Vec<WaitingCount>,
}

/// The places of a class.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct ClassPlaces {
    /// The class.
    pub class_id: Id,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: ClassKind,
    /// The most infants that it takes.
    pub cap: u32,
    /// In care.
    pub enrolled: u32,
    /// Away, the place is kept.
    pub suspended: u32,
    /// To come, the place is kept.
    pub reserved: u32,
    /// Places left.
    pub left: u32,
    /// Completed months from which an infant may enter.
    pub from_months: u32,
    /// Completed months at which an infant is too old.
    pub below_months: u32,
    /// How many infants of which age have a place here, the youngest first.
    pub ages: Vec<AgeCount>,
}

/// How many are of an age.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct AgeCount {
    /// Completed months today.
    pub months: u32,
    /// How many.
    pub count: u32,
}

crate::coded_enum! {
    /// What will change a place.
    pub enum PlaceChange {
        Leaving = "leaving", "到期离托", "leaving";
        ClassMove = "class_move", "应升班", "older class due";
        Three = "three", "满三岁", "third birthday";
        Coming = "coming", "待入托", "coming";
    }
}

/// A change of places that is near.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct PlaceDue {
    /// The infant.
    pub infant_id: Id,
    /// Its name.
    pub name: String,
    /// Its class.
    pub class_name: Option<String>,
    /// Which change.
    pub kind: PlaceChange,
    /// On which day.
    pub on: Day,
    /// In the person's language.
    pub said: String,
}

/// How many wait for a kind of class.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct WaitingCount {
    /// The kind.
    pub kind: ClassKind,
    /// How many.
    pub count: u32,
}

pub(super) fn places(view: &View<'_>, _: Nothing) -> Result<Places> {
    let (l, today) = (view.language(), view.today());
    let until = today.plus_days(AHEAD)?;
    let scope = scope::classes(view)?;
    let infants = records::all(view, &[InfantStatus::Enrolled, InfantStatus::Suspended, InfantStatus::Reserved])?;
    let open = view.classes()?;
    let mut classes = Vec::new();
    for class in open.iter().filter(|class| scope.sees(Some(class.id))) {
        let rule = view.class_rule(class.kind, today)?;
        let mut ages = BTreeMap::<u32, u32>::new();
        for infant in infants.iter().filter(|infant| infant.class_id == Some(class.id)) {
            *ages.entry(infant.months).or_default() += 1;
        }
        let counted = Counted::of(view, class)?;
        classes.push(ClassPlaces {
            class_id: class.id,
            name: class.name.clone(),
            kind: class.kind,
            cap: class.cap.min(rule.cap),
            enrolled: counted.enrolled,
            suspended: counted.suspended,
            reserved: counted.reserved,
            left: places_left(&rule, Some(class.cap), class.held),
            from_months: rule.from_months,
            below_months: rule.below_months,
            ages: ages.into_iter().map(|(months, count)| AgeCount { months, count }).collect(),
        });
    }
    let limit = view.class_rule(ClassKind::OlderToddlers, today)?.below_months;
    let ends = contract_ends(view)?;
    let mut due = Vec::new();
    for infant in infants.iter().filter(|infant| scope.sees(infant.class_id)) {
        let mut note = |kind, on: Day| {
            if on <= until {
                due.push(PlaceDue {
                    infant_id: infant.id,
                    name: infant.name.clone(),
                    class_name: infant.class_name.clone(),
                    kind,
                    on,
                    said: said(kind, on, l),
                });
            }
        };
        if infant.status == InfantStatus::Reserved {
            infant.enrolled_on.into_iter().for_each(|on| note(PlaceChange::Coming, on));
            continue;
        }
        ends.get(&infant.id).into_iter().for_each(|on| note(PlaceChange::Leaving, *on));
        note(PlaceChange::Three, reaches(infant.birth, limit)?);
        if let Some(class) = open.iter().find(|class| Some(class.id) == infant.class_id) {
            let below = view.class_rule(class.kind, today)?.below_months;
            if below < limit {
                note(PlaceChange::ClassMove, reaches(infant.birth, below)?);
            }
        }
    }
    due.sort_by(|a, b| (a.on, &a.name, a.kind).cmp(&(b.on, &b.name, b.kind)));
    Ok(Places { classes, due, waiting: waiting(view)? })
}

/// The last day of the contracts that run, where one ends.
fn contract_ends(view: &View<'_>) -> Result<BTreeMap<Id, Day>> {
    let ends = view.all(
        "SELECT infant_id, max(to_day) FROM contract WHERE status = 'active' GROUP BY infant_id HAVING count(*) = count(to_day)",
        [],
        |r| Ok((r.get::<_, Id>(0)?, r.get::<_, Day>(1)?)),
    )?;
    Ok(ends.into_iter().collect())
}

/// Who waits, by the kind of class that fits; one too young for every class waits for the first.
fn waiting(view: &View<'_>) -> Result<Vec<WaitingCount>> {
    let today = view.today();
    let births: Vec<Day> =
        view.all("SELECT birth FROM infant WHERE status = ?1", [InfantStatus::Waiting], |r| r.get(0))?;
    let mut counts = BTreeMap::<ClassKind, u32>::new();
    let rules = [ClassKind::Infants, ClassKind::YoungerToddlers, ClassKind::OlderToddlers]
        .into_iter()
        .map(|kind| view.class_rule(kind, today))
        .collect::<Result<Vec<_>>>()?;
    for birth in births {
        *counts.entry(fit_kind(&rules, completed_months(birth, today).unwrap_or(0))).or_default() += 1;
    }
    Ok(counts.into_iter().map(|(kind, count)| WaitingCount { kind, count }).collect())
}

fn reaches(birth: Day, months: u32) -> Result<Day> {
    Ok(birth.add_months_clamped(i32::try_from(months).unwrap_or(i32::MAX))?)
}

fn said(kind: PlaceChange, on: Day, l: Language) -> String {
    match kind {
        PlaceChange::Leaving => l.say(format!("合同 {on} 到期"), format!("The contract ends on {on}")),
        PlaceChange::ClassMove => {
            l.say(format!("{on} 起超过本班月龄，应升班"), format!("Too old for the class from {on}"))
        }
        PlaceChange::Three => l.say(format!("{on} 满三岁"), format!("Three years old on {on}")),
        PlaceChange::Coming => l.say(format!("{on} 入托，已留位"), format!("Comes on {on}; the place is kept")),
    }
}

struct Counted {
    enrolled: u32,
    suspended: u32,
    reserved: u32,
}

impl Counted {
    fn of(view: &View<'_>, class: &Class) -> Result<Self> {
        let count = |status: InfantStatus| -> Result<u32> {
            let sql = "SELECT count(*) FROM infant WHERE class_id = ?1 AND status = ?2";
            Ok(u32::try_from(view.number(sql, (class.id, status))?).unwrap_or(0))
        };
        Ok(Self {
            enrolled: count(InfantStatus::Enrolled)?,
            suspended: count(InfantStatus::Suspended)?,
            reserved: count(InfantStatus::Reserved)?,
        })
    }
}

/// Today in numbers. Who is inside at this moment is known once attendance is kept; until then who is enrolled.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Here {
    /// The day.
    pub day: Day,
    /// Class by class, in their order; only those that the person may see.
    pub classes: Vec<ClassHere>,
}

/// A class today.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct ClassHere {
    /// The class.
    pub class_id: Id,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: ClassKind,
    /// In care.
    pub enrolled: u32,
    /// Away, the place is kept.
    pub suspended: u32,
    /// The most infants that it takes.
    pub cap: u32,
    /// Places left.
    pub left: u32,
    /// Carers whose post is in this class today.
    pub carers: u32,
    /// Carers that all enrolled together need.
    pub carers_needed: u32,
    /// Infants a carer, with its source.
    pub ratio: PolicyValue,
}

pub(super) fn here(view: &View<'_>, _: Nothing) -> Result<Here> {
    let today = view.today();
    let scope = scope::classes(view)?;
    let mut classes = Vec::new();
    for class in view.classes()?.into_iter().filter(|class| scope.sees(Some(class.id))) {
        let rule = view.class_rule(class.kind, today)?;
        let ratio = view.policy(&format!("class.{}.ratio", class.kind.code()), today)?;
        let a_carer = u32::try_from(ratio.number()?).unwrap_or(1).max(1);
        let counted = Counted::of(view, &class)?;
        let carers = view.number(
            "SELECT count(DISTINCT h.person_id) FROM post_held h JOIN person p ON p.id = h.person_id
             WHERE h.post = ?1 AND h.class_id = ?2 AND h.from_day <= ?3 AND (h.to_day IS NULL OR h.to_day >= ?3)
               AND (p.left_on IS NULL OR p.left_on >= ?3)",
            (Post::Carer, class.id, today),
        )?;
        classes.push(ClassHere {
            class_id: class.id,
            kind: class.kind,
            enrolled: counted.enrolled,
            suspended: counted.suspended,
            cap: class.cap.min(rule.cap),
            left: places_left(&rule, Some(class.cap), class.held),
            carers: u32::try_from(carers).unwrap_or(0),
            carers_needed: counted.enrolled.div_ceil(a_carer),
            ratio,
            name: class.name,
        });
    }
    Ok(Here { day: today, classes })
}
