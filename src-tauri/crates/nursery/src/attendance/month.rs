//! The month of a class on one sheet: 儿童出勤登记表 (附件4 表3), and 儿童出勤统计分析 (附件5-1). Who left during the
//! month stays on its sheet.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::absence::{self, AbsenceShown};
use super::{AbsenceCause, handover, head_count, inside, roll};
use crate::access::Permission;
use crate::day::{Day, Month};
use crate::error::{Error, Result};
use crate::id::Id;
use crate::infants::scope;
use crate::institution::calendar_rules::Workdays;
use crate::record::Entry;
use crate::register::{
    Asked, ColumnHead, ColumnKind, Lateness, Register, RegisterColumn, RegisterGroup, RegisterPeriod, RegisterRow,
    column,
};
use crate::takeover::{self, Part};
use crate::view::View;

/// Which month of which class.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AttendanceMonthOf {
    /// The class.
    pub class_id: Id,
    /// The month.
    pub month: Month,
}

/// A month of a class.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct AttendanceMonth {
    /// The class.
    pub class_name: String,
    /// The month.
    pub month: Month,
    /// Its days, from the first.
    pub days: Vec<MonthDay>,
    /// One row a child, in the order of 托号 and name.
    pub rows: Vec<MonthRow>,
    /// Its statistics.
    pub statistics: AttendanceStatistics,
}

/// A day of the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct MonthDay {
    /// The day.
    pub day: Day,
    /// No care on it.
    pub off: bool,
}

/// A child's month.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct MonthRow {
    /// The infant.
    pub infant_id: Id,
    /// 托号.
    pub number: Option<u16>,
    /// Name.
    pub name: String,
    /// One cell a day.
    pub cells: Vec<MonthCell>,
    /// Days on which it should have come (应出勤).
    pub due: u32,
    /// Days on which it came (实际出勤).
    pub attended: u32,
    /// Illnesses with their days (备注).
    pub remark: String,
}

/// A child's day on the month's sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct MonthCell {
    /// It should have come on that day, and the day is not to come.
    pub due: bool,
    /// It came.
    pub came: bool,
    /// Why it is away.
    pub cause: Option<AbsenceCause>,
    /// How the arrival came in.
    pub entry: Option<Entry>,
}

impl MonthCell {
    /// The sign on paper: √ came, ○ sick, △ personal, □ other, × not known.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match (self.came, self.cause) {
            (true, _) => "√",
            (false, Some(cause)) => cause.sign(),
            (false, None) => "",
        }
    }
}

/// Attendance in numbers (附件5-1). 出勤率 = 实际出勤人次 ÷ 应出勤人次.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct AttendanceStatistics {
    /// 应出勤人次.
    pub due: u32,
    /// 实际出勤人次.
    pub attended: u32,
    /// 缺勤人次: of these sick, personal, other, and those of whom nothing is known or written.
    pub absent: u32,
    /// 病假人次.
    pub sick: u32,
    /// 事假人次.
    pub personal: u32,
    /// Other causes.
    pub other: u32,
    /// Not known, or nothing written.
    pub unknown: u32,
    /// 出勤率 in tenths of a percent, rounded half up; nothing where nobody was due.
    pub rate: Option<u32>,
}

impl AttendanceStatistics {
    fn count(&mut self, cell: MonthCell) {
        if !cell.due {
            return;
        }
        self.due += 1;
        if cell.came {
            self.attended += 1;
        } else {
            self.absent += 1;
            match cell.cause {
                Some(AbsenceCause::Sick) => self.sick += 1,
                Some(AbsenceCause::Personal) => self.personal += 1,
                Some(AbsenceCause::Other) => self.other += 1,
                Some(AbsenceCause::Unknown) | None => self.unknown += 1,
            }
        }
        self.rate = rate(self.attended, self.due);
    }

    fn plus(self, more: Self) -> Self {
        let sum = Self {
            due: self.due + more.due,
            attended: self.attended + more.attended,
            absent: self.absent + more.absent,
            sick: self.sick + more.sick,
            personal: self.personal + more.personal,
            other: self.other + more.other,
            unknown: self.unknown + more.unknown,
            rate: None,
        };
        Self { rate: rate(sum.attended, sum.due), ..sum }
    }
}

/// A share in tenths of a percent, rounded half up (附件5-1: one decimal).
#[must_use]
pub fn rate(part: u32, whole: u32) -> Option<u32> {
    let (part, whole) = (u64::from(part), u64::from(whole));
    (whole > 0).then(|| u32::try_from((part * 2_000 + whole) / (2 * whole)).unwrap_or(1_000))
}

pub(super) fn month(view: &View<'_>, q: AttendanceMonthOf) -> Result<AttendanceMonth> {
    if !scope::classes(view)?.sees(Some(q.class_id)) {
        return Err(Error::not_found("class"));
    }
    of_class(view, q.class_id, q.month)
}

/// A child's stay in a class within the month.
struct Stay {
    infant: Id,
    number: Option<u16>,
    name: String,
    from: Day,
    to: Day,
}

fn of_class(view: &View<'_>, class_id: Id, month: Month) -> Result<AttendanceMonth> {
    let class_name = view.one("class", "SELECT name FROM class WHERE id = ?1", [class_id], |r| r.get(0))?;
    let (first, last) = (month.first_day(), month.last_day());
    let open = Open::of(view, class_id, month)?;
    let stays: Vec<Stay> = view.all(
        "SELECT i.id, i.number, i.name, max(p.from_day, coalesce(i.enrolled_on, p.from_day), ?2),
                min(coalesce(p.to_day, ?3), coalesce(i.left_on, ?3), ?3)
         FROM placement p JOIN infant i ON i.id = p.infant_id
         WHERE p.class_id = ?1 AND p.from_day <= ?3 AND coalesce(p.to_day, ?3) >= ?2 AND i.status NOT IN ('waiting', 'reserved')
           AND coalesce(i.enrolled_on, p.from_day) <= ?3 AND coalesce(i.left_on, ?3) >= ?2
         ORDER BY coalesce(i.number, 1000), i.name_key, i.id, p.from_day",
        (class_id, first, last),
        |r| Ok(Stay { infant: r.get(0)?, number: r.get(1)?, name: r.get(2)?, from: r.get(3)?, to: r.get(4)? }),
    )?;
    let came: BTreeMap<(Id, Day), Entry> = view
        .all(
            "SELECT infant_id, day, max(entry) FROM movement
             WHERE day BETWEEN ?1 AND ?2 AND kind = 'arrival' AND withdrawn = 0 GROUP BY day, infant_id",
            (first, last),
            |r| Ok(((r.get(0)?, r.get(1)?), r.get(2)?)),
        )?
        .into_iter()
        .collect();
    let mut absences = BTreeMap::<Id, Vec<AbsenceShown>>::new();
    for (infant, absence) in absence::between(view, first, last, None)? {
        absences.entry(infant).or_default().push(absence);
    }
    let away = suspended(view, first, last)?;
    let mut rows: Vec<MonthRow> = Vec::new();
    let mut statistics = AttendanceStatistics::default();
    for stay in stays {
        let absences = absences.get(&stay.infant).map(Vec::as_slice).unwrap_or_default();
        let in_care = |on: Day| {
            (stay.from..=stay.to).contains(&on)
                && !away.iter().any(|(infant, from, to)| *infant == stay.infant && (*from..=*to).contains(&on))
        };
        let cells: Vec<MonthCell> = month
            .days()
            .map(|on| {
                let arrival = came.get(&(stay.infant, on)).copied().filter(|_| (stay.from..=stay.to).contains(&on));
                let cause = absences.iter().rfind(|absence| (absence.from..=absence.to).contains(&on));
                let due = in_care(on) && open.is_due(on);
                MonthCell {
                    due,
                    came: arrival.is_some(),
                    cause: cause.map(|absence| absence.cause).filter(|_| due && arrival.is_none()),
                    entry: arrival,
                }
            })
            .collect();
        cells.iter().for_each(|cell| statistics.count(*cell));
        let n = |f: fn(&MonthCell) -> bool| u32::try_from(cells.iter().filter(|cell| f(cell)).count()).unwrap_or(0);
        let (due, attended) = (n(|cell| cell.due), n(|cell| cell.came));
        let remark = remark(absences, month);
        match rows.last_mut().filter(|row| row.infant_id == stay.infant) {
            // Away from the class and back in one month: one row.
            Some(row) => {
                for (cell, more) in row.cells.iter_mut().zip(cells) {
                    if more.due || more.came {
                        *cell = more;
                    }
                }
                row.due += due;
                row.attended += attended;
            }
            None => rows.push(MonthRow {
                infant_id: stay.infant,
                number: stay.number,
                name: stay.name,
                cells,
                due,
                attended,
                remark,
            }),
        }
    }
    let days = month.days().map(|day| MonthDay { day, off: !open.is_open(day) }).collect();
    Ok(AttendanceMonth { class_name, month, days, rows, statistics })
}

/// On which days the class has care.
struct Open {
    workdays: Workdays,
    closed: Vec<(Day, Day)>,
    /// The first day on which attendance is kept here, where it began in the middle of the books.
    begins: Option<Day>,
    until: Day,
}

impl Open {
    fn of(view: &View<'_>, class: Id, month: Month) -> Result<Self> {
        let closed = view.all(
            "SELECT from_day, to_day FROM closure WHERE (class_id IS NULL OR class_id = ?1) AND from_day <= ?3 AND to_day >= ?2",
            (class, month.first_day(), month.last_day()),
            |r| Ok((r.get(0)?, r.get(1)?)),
        )?;
        let today = view.today();
        // A part that has not begun expects nothing yet.
        let begins = match takeover::first_day(view, Part::DailyCare)? {
            None if !takeover::runs(view, Part::DailyCare, today)? => Some(today.plus_days(1)?),
            begins => begins,
        };
        // A morning that is not over yet counts for nobody.
        let until = if super::day::is_past(view, today)? { today } else { today.plus_days(-1)? };
        Ok(Self { workdays: view.workdays()?, closed, begins, until })
    }

    /// A year without its calendar has only its weekends off.
    fn is_open(&self, on: Day) -> bool {
        self.workdays.is_workday(on).unwrap_or(!on.is_weekend())
            && !self.closed.iter().any(|(from, to)| (*from..=*to).contains(&on))
    }

    fn is_due(&self, on: Day) -> bool {
        on <= self.until && self.begins.is_none_or(|begins| begins <= on) && self.is_open(on)
    }
}

fn suspended(view: &View<'_>, from: Day, to: Day) -> Result<BTreeSet<(Id, Day, Day)>> {
    let rows = view.all(
        "SELECT infant_id, max(from_day, ?1), min(coalesce(to_day, ?2), ?2) FROM suspension
         WHERE from_day <= ?2 AND coalesce(to_day, ?2) >= ?1",
        (from, to),
        |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
    )?;
    Ok(rows.into_iter().collect())
}

/// 备注: 因病缺勤须注明疾病名称.
fn remark(absences: &[AbsenceShown], month: Month) -> String {
    let mut parts = Vec::new();
    for absence in absences.iter().filter(|absence| !absence.disease.is_empty()) {
        let from = absence.from.max(month.first_day()).day_of_month();
        let to = absence.to.min(month.last_day()).day_of_month();
        let days = if from == to { format!("{from}日") } else { format!("{from}–{to}日") };
        parts.push(format!("{days} {}", absence.disease));
    }
    parts.join("；")
}

const DAY_HEADINGS: [&str; 31] = [
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20",
    "21", "22", "23", "24", "25", "26", "27", "28", "29", "30", "31",
];
/// Columns before the days.
const BEFORE: usize = 2;
const COLUMNS: usize = BEFORE + 31 + 2;

const fn month_columns() -> [RegisterColumn; COLUMNS] {
    let day = column(("", ""), 6.2, ColumnKind::Mark, "movement, absence").expected().late_by(Lateness::Stamp);
    let mut columns = [day; COLUMNS];
    columns[0] = column(("托号", "No."), 9.0, ColumnKind::Number, "infant.number");
    columns[1] = column(("姓名", "Name"), 20.0, ColumnKind::Text, "infant.name").personal().identifies();
    let mut at = 0;
    while at < 31 {
        columns[BEFORE + at].heading = (DAY_HEADINGS[at], DAY_HEADINGS[at]);
        at += 1;
    }
    columns[COLUMNS - 2] = column(("出勤", "Days"), 10.0, ColumnKind::Number, "days attended").derived();
    columns[COLUMNS - 1] = column(("备注", "Remarks"), 34.0, ColumnKind::Text, "absence.disease").personal();
    columns
}

const MONTH_COLUMNS: &[RegisterColumn] = &month_columns();

pub(crate) fn registers() -> Vec<&'static Register> {
    vec![
        &inside::INSIDE,
        &roll::PICKUP,
        &head_count::HEAD_COUNTS,
        &handover::HANDOVERS,
        &ATTENDANCE_MONTH,
        &ATTENDANCE_STATISTICS,
    ]
}

/// 附件4 表3.
static ATTENDANCE_MONTH: Register = Register {
    key: "attendance_month",
    title: ("儿童出勤登记表", "Attendance of children"),
    article: "《托儿所幼儿园卫生保健工作规范》附件4 表3",
    columns: MONTH_COLUMNS,
    transcription: &[],
    group: RegisterGroup::Class,
    period: RegisterPeriod::Month,
    landscape: true,
    permission: Permission::AttendanceRead,
    signatures: &["填表人", "卫生保健人员", "园长"],
    blank_rows: 20,
    rows: month_rows,
    heads: Some(month_heads),
    foot: |_| "√ 出勤　○ 病假　△ 事假　□ 其他　× 原因待查。".to_owned(),
    takes_in: None,
    named: Some(|view, asked| roll::named(view, asked, COLUMNS, |child, cells| child.head(cells, [0, 1]))),
};

fn classes_of(view: &View<'_>, asked: Asked) -> Result<Vec<(Id, String)>> {
    let scope = scope::classes(view)?;
    let classes = view.all(
        "SELECT id, name FROM class WHERE (?1 IS NULL OR id = ?1) AND (closed_on IS NULL OR closed_on >= ?2) ORDER BY sort, id",
        (asked.class_id, asked.on.month().first_day()),
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    Ok(classes.into_iter().filter(|(id, _)| scope.sees(Some(*id))).collect())
}

/// The weekday under each day; days without care are shaded, and those that the month does not have.
fn month_heads(view: &View<'_>, asked: Asked) -> Result<Vec<ColumnHead>> {
    const WEEKDAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
    let month = asked.on.month();
    let class = match asked.class_id {
        Some(class) => Some(class),
        None => classes_of(view, asked)?.first().map(|(class, _)| *class),
    };
    let open = class.map(|class| Open::of(view, class, month)).transpose()?;
    let mut heads = vec![ColumnHead::default(); COLUMNS];
    for (at, head) in heads.iter_mut().skip(BEFORE).take(31).enumerate() {
        *head = match month.days().nth(at) {
            Some(day) => ColumnHead {
                under: WEEKDAYS[day.weekday().num_days_from_monday() as usize % 7].to_owned(),
                off: open.as_ref().is_some_and(|open| !open.is_open(day)),
            },
            None => ColumnHead { under: String::new(), off: true },
        };
    }
    Ok(heads)
}

fn month_rows(view: &View<'_>, asked: Asked) -> Result<Vec<RegisterRow>> {
    let mut rows = Vec::new();
    for (class, _) in classes_of(view, asked)? {
        for row in of_class(view, class, asked.on.month())?.rows {
            let mut cells = vec![row.number.map(|number| number.to_string()).unwrap_or_default(), row.name];
            cells.extend((0..31).map(|at| row.cells.get(at).map_or("", |cell| cell.sign()).to_owned()));
            cells.extend([row.attended.to_string(), row.remark]);
            let mut made = RegisterRow::from(cells);
            for at in 0..31 {
                match row.cells.get(at) {
                    Some(MonthCell { entry: Some(entry), .. }) => made = made.cell_entered(BEFORE + at, *entry),
                    Some(cell) if cell.due => {}
                    _ => made = made.excused(BEFORE + at),
                }
            }
            rows.push(made);
        }
    }
    Ok(rows)
}

/// 附件5-1.
static ATTENDANCE_STATISTICS: Register = Register {
    key: "attendance_statistics",
    title: ("儿童出勤统计分析", "Attendance statistics"),
    article: "《托儿所幼儿园卫生保健工作规范》附件5 表1",
    columns: &[
        column(("班级", "Class"), 40.0, ColumnKind::Text, "class.name").identifies(),
        column(("应出勤人次", "Due"), 24.0, ColumnKind::Number, "days of care").derived(),
        column(("实际出勤人次", "Attended"), 24.0, ColumnKind::Number, "movement").derived(),
        column(("出勤率（%）", "Rate (%)"), 22.0, ColumnKind::Number, "attended / due").derived(),
        column(("缺勤人次", "Absent"), 20.0, ColumnKind::Number, "due - attended").derived(),
        column(("病假", "Sick"), 16.0, ColumnKind::Number, "absence").derived(),
        column(("事假", "Personal"), 16.0, ColumnKind::Number, "absence").derived(),
        column(("其他", "Other"), 16.0, ColumnKind::Number, "absence").derived(),
        column(("原因待查", "Not known"), 18.0, ColumnKind::Number, "absence").derived(),
    ],
    transcription: &[],
    group: RegisterGroup::Nursery,
    period: RegisterPeriod::Month,
    landscape: false,
    permission: Permission::AttendanceRead,
    signatures: &["填表人", "卫生保健人员", "园长"],
    blank_rows: 8,
    rows: statistics_rows,
    heads: None,
    foot: |_| "出勤率 = 实际出勤人次 ÷ 应出勤人次 × 100%，保留一位小数。".to_owned(),
    takes_in: None,
    named: None,
};

fn statistics_rows(view: &View<'_>, asked: Asked) -> Result<Vec<RegisterRow>> {
    let mut rows = Vec::new();
    let mut sum = AttendanceStatistics::default();
    for (class, name) in classes_of(view, asked)? {
        let of_class = of_class(view, class, asked.on.month())?.statistics;
        rows.push(statistics_row(name, of_class));
        sum = sum.plus(of_class);
    }
    rows.push(statistics_row("合计".to_owned(), sum));
    Ok(rows)
}

fn statistics_row(name: String, of: AttendanceStatistics) -> RegisterRow {
    let rate = of.rate.map(|rate| format!("{}.{}", rate / 10, rate % 10)).unwrap_or_default();
    RegisterRow::from(vec![
        name,
        of.due.to_string(),
        of.attended.to_string(),
        rate,
        of.absent.to_string(),
        of.sick.to_string(),
        of.personal.to_string(),
        of.other.to_string(),
        of.unknown.to_string(),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_has_one_decimal_rounded_half_up() {
        for (part, whole, tenths) in [
            (0, 0, None),
            (0, 7, Some(0)),
            (7, 7, Some(1_000)),
            (2, 3, Some(667)),
            (1, 3, Some(333)),
            (1, 16, Some(63)),
        ] {
            assert_eq!(rate(part, whole), tenths, "{part}/{whole}");
        }
    }

    #[test]
    fn only_due_days_count() {
        let cell = |due, came, cause| MonthCell { due, came, cause, entry: None };
        let mut counted = AttendanceStatistics::default();
        for cell in [
            cell(true, true, None),
            cell(true, true, None),
            cell(true, false, Some(AbsenceCause::Sick)),
            cell(true, false, None),
            cell(false, true, None),
            cell(false, false, None),
        ] {
            counted.count(cell);
        }
        assert_eq!((counted.due, counted.attended, counted.absent), (4, 2, 2));
        assert_eq!((counted.sick, counted.unknown, counted.rate), (1, 1, Some(500)));
    }
}
