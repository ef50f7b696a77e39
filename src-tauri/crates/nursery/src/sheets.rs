//! Class sheets 班级用表: the blank sheets and labels that hang in a class, printed from the roster.

use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

use crate::access::Permission;
use crate::attendance::day::rows;
use crate::contract::{Row, issue};
use crate::day::{Day, Month};
use crate::desk::Door;
use crate::documents::class_sheet::{self, AttendanceSheet, SheetDay, SheetInfant};
use crate::documents::labels::{self, LabelPaper, LabelUse, NameLabel, NameLabels};
use crate::documents::register::{self, DaySheets};
use crate::documents::test_page::{self, TestPage, TestPaper};
use crate::error::{Error, Result};
use crate::health::CheckPeriod;
use crate::id::Id;
use crate::infants::scope;
use crate::institution::calendar_rules::{AnnouncedKind, Workdays};
use crate::issued::Paper;
use crate::register::{Asked, MadePaper, made};
use crate::view::View;
use crate::words::{Coded, Language};

const WEEKDAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

pub(crate) fn operations() -> Vec<Row> {
    vec![
        issue(
            "sheets.print_class",
            ("打印班级出勤登记表", "Print a class's attendance sheet"),
            Permission::InfantsRead,
            print_class,
        ),
        issue("sheets.print_day", ("打印日常用表", "Print the sheets of a day"), Permission::HealthWrite, print_day),
        issue("sheets.print_labels", ("打印名签", "Print name labels"), Permission::InfantsRead, print_labels),
        issue("sheets.print_test", ("打印测试页", "Print a test page"), Permission::Own, print_test),
    ]
}

/// Which class and month.
#[derive(Debug, Clone, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PrintClassSheet {
    /// The class.
    pub class_id: Id,
    /// The month.
    pub month: Month,
    /// Print 〓 for characters that the font lacks, to be written by hand.
    pub substitute: Option<bool>,
}

fn print_class(door: &Door<'_>, q: PrintClassSheet) -> Result<MadePaper> {
    let sheet = door.view(|view| attendance(view, q.class_id, q.month))?;
    let pdf = class_sheet::draw(door.fonts()?, &sheet)?;
    let subject = q.class_id.to_string();
    let paper = Paper {
        kind: "class_sheet",
        form: class_sheet::FORM,
        number: None,
        subject: ("class", &subject),
        snapshot: &sheet,
        file_sha256: None,
    };
    made(door, &paper, &pdf, q.substitute)
}

fn attendance(view: &View<'_>, class_id: Id, month: Month) -> Result<AttendanceSheet> {
    if !scope::classes(view)?.sees(Some(class_id)) {
        return Err(Error::not_found("class"));
    }
    let class = view.one("class", "SELECT name FROM class WHERE id = ?1", [class_id], |r| r.get(0))?;
    let workdays = view.workdays()?;
    let closures = closures(view, class_id, month)?;
    let infants = view.all(
        "SELECT number, name FROM infant WHERE class_id = ?1 AND status IN ('enrolled', 'reserved', 'suspended')
           AND (left_on IS NULL OR left_on >= ?2) AND (enrolled_on IS NULL OR enrolled_on <= ?3)
         ORDER BY coalesce(number, 1000), name_key, id",
        (class_id, month.first_day(), month.last_day()),
        |r| Ok(SheetInfant { number: r.get(0)?, name: r.get(1)? }),
    )?;
    Ok(AttendanceSheet {
        nursery: view.institution()?.name,
        class,
        month: (month.year(), month.number()),
        days: month.days().map(|day| sheet_day(&workdays, &closures, day)).collect(),
        infants,
        calendar_known: workdays.knows(month.year()),
    })
}

/// The days on which the nursery or the class itself is closed.
fn closures(view: &View<'_>, class_id: Id, month: Month) -> Result<Vec<(Day, Day)>> {
    view.all(
        "SELECT from_day, to_day FROM closure WHERE (class_id IS NULL OR class_id = ?1) AND from_day <= ?3 AND to_day >= ?2",
        (class_id, month.first_day(), month.last_day()),
        |r| Ok((r.get(0)?, r.get(1)?)),
    )
}

fn sheet_day(workdays: &Workdays, closures: &[(Day, Day)], day: Day) -> SheetDay {
    let announced = workdays.announced(day).map(|announced| announced.kind);
    let closed = closures.iter().any(|(from, to)| (*from..=*to).contains(&day));
    let off = closed
        || match announced {
            Some(kind) => kind == AnnouncedKind::Off,
            None => day.is_weekend(),
        };
    let mark = match (off, announced) {
        (true, _) => "休",
        (false, Some(AnnouncedKind::Work)) => "班",
        _ => "",
    };
    let weekday = WEEKDAYS[day.weekday().num_days_from_monday() as usize % 7];
    SheetDay { weekday: weekday.to_owned(), off, mark: mark.to_owned() }
}

/// The sheets of a class for a day, to be filled by hand.
#[derive(Debug, Clone, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PrintDaySheets {
    /// The day; the next working day when absent.
    pub on: Option<Day>,
    /// One class; every class that the person may see, one after another, when absent.
    pub class_id: Option<Id>,
    /// Keys of the registers; all of a class's day when absent.
    pub keys: Option<Vec<String>>,
    /// Print 〓 for characters that the font lacks, to be written by hand.
    pub substitute: Option<bool>,
}

/// The sheets of a class's day in the order in which they are used.
const OF_DAY: [&str; 6] = ["pickup", "health_checks", "daily_care", "nap_rounds", "head_counts", "medicine"];

fn print_day(door: &Door<'_>, q: PrintDaySheets) -> Result<MadePaper> {
    let (day, on) = door.view(|view| day_sheets(view, &q))?;
    let pdf = register::draw_day(door.fonts()?, &day)?;
    let subject = format!("{on}:{}", q.class_id.map(|id| id.to_string()).unwrap_or_default());
    let paper = Paper {
        kind: "day_sheets",
        form: register::DAY_FORM,
        number: None,
        subject: ("day", &subject),
        snapshot: &day,
        file_sha256: None,
    };
    made(door, &paper, &pdf, q.substitute)
}

fn day_sheets(view: &View<'_>, q: &PrintDaySheets) -> Result<(DaySheets, Day)> {
    let scope = scope::classes(view)?;
    let on = match q.on {
        Some(on) => on,
        None => next_open(view)?,
    };
    let children = rows(view, on, CheckPeriod::Morning, None)?;
    let classes = view.classes()?.into_iter().filter(|class| {
        scope.sees(Some(class.id))
            && q.class_id.is_none_or(|only| only == class.id)
            && children.iter().any(|child| child.class_id == class.id)
    });
    let asked: Vec<&str> = match &q.keys {
        Some(keys) => OF_DAY.into_iter().filter(|key| keys.iter().any(|asked| asked == key)).collect(),
        None => OF_DAY.to_vec(),
    };
    let mut sheets = Vec::new();
    for class in classes {
        for key in &asked {
            let register = crate::register::of(key).ok_or_else(|| Error::not_found("register"))?;
            if view.may(register.permission) {
                let of = Asked { on, class_id: Some(class.id) };
                let sheet = register.blank(view, of, Language::Zh)?;
                // Without medicine on that day there is no sheet for it.
                if !sheet.rows.is_empty() {
                    sheets.push(sheet);
                }
            }
        }
    }
    if sheets.is_empty() {
        return Err(Error::not_found("class"));
    }
    Ok((DaySheets { sheets }, on))
}

/// The next day with care; a year without its calendar has its weekends off.
fn next_open(view: &View<'_>) -> Result<Day> {
    let workdays = view.workdays()?;
    let mut on = view.today().plus_days(1)?;
    for _ in 0..14 {
        if workdays.is_workday(on).unwrap_or(!on.is_weekend()) {
            break;
        }
        on = on.plus_days(1)?;
    }
    Ok(on)
}

/// Which labels on which paper.
#[derive(Debug, Clone, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PrintLabels {
    /// One class; every class that the person may see when absent.
    pub class_id: Option<Id>,
    /// On what they are printed.
    pub size: LabelPaper,
    /// What they mark; cup, towel and bed when absent.
    pub uses: Option<Vec<LabelUse>>,
    /// Print 〓 for characters that the font lacks, to be written by hand.
    pub substitute: Option<bool>,
}

fn print_labels(door: &Door<'_>, q: PrintLabels) -> Result<MadePaper> {
    let labels = door.view(|view| name_labels(view, &q))?;
    let pdf = labels::draw(door.fonts()?, &labels)?;
    let subject = q.class_id.map_or_else(|| "1".to_owned(), |id| id.to_string());
    let kind = if q.class_id.is_some() { "class" } else { "institution" };
    let paper = Paper {
        kind: "labels",
        form: labels::FORM,
        number: None,
        subject: (kind, &subject),
        snapshot: &labels,
        file_sha256: None,
    };
    made(door, &paper, &pdf, q.substitute)
}

fn name_labels(view: &View<'_>, q: &PrintLabels) -> Result<NameLabels> {
    let scope = scope::classes(view)?;
    if q.class_id.is_some_and(|id| !scope.sees(Some(id))) {
        return Err(Error::not_found("class"));
    }
    let infants = view.all(
        "SELECT i.number, i.name, c.name, c.id FROM infant i JOIN class c ON c.id = i.class_id
         WHERE i.status IN ('enrolled', 'reserved') AND (?1 IS NULL OR c.id = ?1)
         ORDER BY c.sort, coalesce(i.number, 1000), i.name_key, i.id",
        [q.class_id],
        |r| Ok((r.get(0)?, r.get::<_, String>(1)?, r.get::<_, String>(2)?, r.get::<_, Id>(3)?)),
    )?;
    let uses = q.uses.as_deref().filter(|uses| !uses.is_empty()).unwrap_or(LabelUse::ALL);
    let mut labels = Vec::new();
    for (number, name, class, _) in infants.into_iter().filter(|(.., class)| scope.sees(Some(*class))) {
        labels.extend(uses.iter().map(|on| NameLabel { number, name: name.clone(), class: class.clone(), on: *on }));
    }
    Ok(NameLabels { nursery: view.institution()?.name, paper: q.size, labels })
}

/// On which paper.
#[derive(Debug, Clone, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PrintTest {
    /// The paper.
    pub paper: TestPaper,
}

fn print_test(door: &Door<'_>, q: PrintTest) -> Result<MadePaper> {
    let page = TestPage { paper: q.paper };
    let pdf = test_page::draw(door.fonts()?, &page)?;
    let paper = Paper {
        kind: "test_page",
        form: test_page::FORM,
        number: None,
        subject: ("paper", q.paper.code()),
        snapshot: &page,
        file_sha256: None,
    };
    made(door, &paper, &pdf, None)
}
