//! 工作人员晨检: each person at work is looked at each day, food handlers for what they must not work with (发热、腹泻、呕吐、
//! 皮肤伤口、咽部). Whoever is ill leaves the post at once and comes back by a certificate (76号令; 管理规范第二十八条).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::operations::{Person, Saved, on_day};
use crate::access::{Permission, Post};
use crate::day::Day;
use crate::duty::{Duty, DutyItem, Urgency};
use crate::error::{Result, Told};
use crate::health::reading;
use crate::id::Id;
use crate::instant::Instant;
use crate::record::take_back;
use crate::record::{Entry, minute_of};
use crate::register::{
    Asked, ColumnHead, ColumnKind, Lateness, Register, RegisterColumn, RegisterGroup, RegisterPeriod, RegisterRow,
    column,
};
use crate::takeover::Part;
use crate::view::{Change, Column, View};
use crate::words::Language;

const TABLE: &str = "staff_check";

crate::coded_enum! {
    /// What keeps a person from work.
    pub enum StaffSign {
        Fever = "fever", "发热", "fever";
        Diarrhoea = "diarrhoea", "腹泻", "diarrhoea";
        Vomiting = "vomiting", "呕吐", "vomiting";
        Skin = "skin", "皮肤伤口或皮疹", "skin wound or rash";
        Throat = "throat", "咽部炎症", "sore throat";
        Cough = "cough", "咳嗽", "cough";
        Eye = "eye", "红眼", "red eye";
        Other = "other", "其他", "other";
    }
}

/// What is refused about the check of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StaffCheckError {
    /// The person does not work here on that day.
    NotHere,
    /// The person is off until a certificate was seen.
    Off,
    /// No body has this temperature.
    Digits,
    /// The certificate needs who issued it and when.
    Certificate,
    /// The person is not off.
    NotOff,
}

impl Told for StaffCheckError {
    fn code(&self) -> &'static str {
        match self {
            Self::NotHere => "staff_check_not_here",
            Self::Off => "staff_check_off",
            Self::Digits => "staff_check_digits",
            Self::Certificate => "staff_check_certificate",
            Self::NotOff => "staff_check_not_off",
        }
    }
    fn say(&self, l: Language) -> String {
        match self {
            Self::NotHere => l.say("这一天不在职。", "Does not work here on that day."),
            Self::Off => l.say(
                "已离岗，须先查验医疗机构的病愈证明，才能登记上岗晨检。",
                "Is off duty: a medical institution's certificate must be seen first.",
            ),
            Self::Digits => {
                l.say("不像体温，请核对数字（365 即 36.5）。", "No body temperature; check the digits (365 is 36.5).")
            }
            Self::Certificate => l.say(
                "请写明证明由哪家医疗机构、哪一天出具。",
                "Say which medical institution issued the certificate, and when.",
            ),
            Self::NotOff => l.say("这个人没有离岗。", "This person is not off duty."),
        }
    }
    fn field(&self) -> Option<String> {
        let field = match self {
            Self::NotHere | Self::Off | Self::NotOff => "person_id",
            Self::Digits => "temperature",
            Self::Certificate => "issuer",
        };
        Some(field.to_owned())
    }
}

/// A check as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct StaffCheckShown {
    /// The row.
    pub id: Id,
    /// When.
    pub at: Instant,
    /// Who checked.
    pub by: String,
    /// Tenths of a degree.
    pub temperature: Option<i64>,
    /// What keeps the person from work; empty where nothing does.
    pub signs: Vec<StaffSign>,
    /// Remark.
    pub note: String,
    /// Looked at one by one.
    pub touched: bool,
    /// Live, transcribed or late.
    pub entry: Entry,
}

/// A person's line.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct StaffDayLine {
    /// The person.
    pub person_id: Id,
    /// The name.
    pub name: String,
    /// The posts held on that day.
    pub posts: Vec<Post>,
    /// Handles food: checked before work.
    pub food_handler: bool,
    /// The check.
    pub check: Option<StaffCheckShown>,
    /// Since when off duty.
    pub off_since: Option<Day>,
}

/// The staff of a day.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct StaffDay {
    /// The day.
    pub day: Day,
    /// By this time everybody is checked, `HH:MM`.
    pub check_by: String,
    /// Food handlers first, then in the order of joining.
    pub rows: Vec<StaffDayLine>,
}

/// Which day.
#[derive(Debug, Default, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct StaffDayOf {
    /// The day; today when absent.
    pub day: Option<Day>,
}

pub(super) fn day(view: &View<'_>, q: StaffDayOf) -> Result<StaffDay> {
    let on = q.day.unwrap_or(view.today());
    Ok(StaffDay { day: on, check_by: view.policy("staff.check_by", on)?.text()?.to_owned(), rows: lines(view, on)? })
}

fn lines(view: &View<'_>, on: Day) -> Result<Vec<StaffDayLine>> {
    let mut checks = view.all(
        "SELECT c.person_id, c.id, c.occurred_at, p.name, c.temperature, c.signs, c.note, c.touched, c.entry FROM staff_check c
         JOIN person p ON p.id = c.done_by WHERE c.day = ?1 AND c.withdrawn = 0",
        [on],
        |r| {
            let shown = StaffCheckShown {
                id: r.get(1)?,
                at: r.get(2)?,
                by: r.get(3)?,
                temperature: r.get(4)?,
                signs: serde_json::from_str(&r.get::<_, String>(5)?).unwrap_or_default(),
                note: r.get(6)?,
                touched: r.get(7)?,
                entry: r.get(8)?,
            };
            Ok((r.get::<_, Id>(0)?, shown))
        },
    )?;
    let off = off(view, on)?;
    let line = |person: Person| {
        let held = person.posts.iter().filter(|post| post.from <= on && post.to.is_none_or(|to| to >= on));
        let mut posts: Vec<Post> = held.map(|held| held.post).collect();
        posts.sort_unstable();
        posts.dedup();
        let check = checks.iter().position(|(of, _)| *of == person.id).map(|at| checks.swap_remove(at).1);
        StaffDayLine {
            person_id: person.id,
            name: person.name,
            food_handler: posts.contains(&Post::Cook),
            posts,
            check,
            off_since: off.iter().find(|(of, _)| *of == person.id).map(|(_, since)| *since),
        }
    };
    let mut lines: Vec<StaffDayLine> = on_day(view, on)?.into_iter().map(line).collect();
    lines.sort_by_key(|line| !line.food_handler);
    Ok(lines)
}

/// Who is off duty on a day, and since when.
pub(crate) fn off(view: &View<'_>, on: Day) -> Result<Vec<(Id, Day)>> {
    view.all(
        "SELECT person_id, min(from_day) FROM staff_off
         WHERE withdrawn = 0 AND from_day <= ?1 AND (cleared_on IS NULL OR cleared_on > ?1) GROUP BY person_id",
        [on],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )
}

/// A check of one person.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CheckStaff {
    /// The person.
    pub person_id: Id,
    /// The day; today when absent.
    pub day: Option<Day>,
    /// Tenths of a degree.
    pub temperature: Option<i64>,
    /// What keeps the person from work.
    pub signs: Vec<StaffSign>,
    /// Remark.
    pub note: Option<String>,
    /// When; now, or the time by which everybody is checked on a past day, when absent.
    pub at: Option<Instant>,
    /// Why it is written late.
    pub late_reason: Option<String>,
    /// Why what stands is corrected.
    pub reason: Option<String>,
}

pub(super) fn check(change: &mut Change<'_>, q: CheckStaff) -> Result<StaffDay> {
    let on = q.day.unwrap_or(change.today());
    let line = lines(change, on)?.into_iter().find(|line| line.person_id == q.person_id);
    let line = line.ok_or(StaffCheckError::NotHere)?;
    if q.temperature.is_some_and(|tenths| !reading::is_possible(tenths)) {
        return Err(StaffCheckError::Digits.into());
    }
    let fever = change.policy_number("check.fever_tenths", on)?;
    let mut signs = q.signs;
    if q.temperature.is_some_and(|tenths| tenths >= fever) {
        signs.push(StaffSign::Fever);
    }
    signs.sort_unstable();
    signs.dedup();
    // Who is off and is well may not simply be checked in; what is seen of an ill person is written.
    if line.check.is_none() && line.off_since.is_some() && signs.is_empty() {
        return Err(StaffCheckError::Off.into());
    }
    let at = match q.at {
        Some(at) => at,
        None => usual_time(change, on)?,
    };
    let note = q.note.as_deref().map(str::trim).unwrap_or_default().to_owned();
    let id = match &line.check {
        None => insert(change, (q.person_id, on), (q.temperature, &signs, &note, true), at, q.late_reason.as_deref())?,
        Some(before) => {
            edit(change, before, (q.temperature, &signs, &note), q.reason.as_deref())?;
            before.id
        }
    };
    follow(change, q.person_id, on, id, !signs.is_empty())?;
    change.about(q.person_id);
    if line.check.is_none() {
        change.undo_with("staff.withdraw_checks", json!({ "ids": [id] }));
    }
    day(change, StaffDayOf { day: Some(on) })
}

fn usual_time(view: &View<'_>, on: Day) -> Result<Instant> {
    let by = minute_of(view.policy("staff.check_by", on)?.text()?).unwrap_or(510);
    Ok(if on < view.today() { Instant::at(on, by) } else { Instant::from_ms(view.now()) })
}

fn insert(
    change: &mut Change<'_>,
    (person, on): (Id, Day),
    (temperature, signs, note, touched): (Option<i64>, &[StaffSign], &str, bool),
    at: Instant,
    late_reason: Option<&str>,
) -> Result<Id> {
    let stamp = change.stamp(at, change.who()?.person, late_reason)?;
    let (id, signs) = (change.new_id(), serde_json::to_string(signs)?);
    let columns: [Column<'_>; 7] = [
        ("id", &id),
        ("person_id", &person),
        ("day", &on),
        ("temperature", &temperature),
        ("signs", &signs),
        ("note", &note),
        ("touched", &touched),
    ];
    change.record(TABLE, &columns, &stamp)?;
    Ok(id)
}

fn edit(
    change: &mut Change<'_>,
    before: &StaffCheckShown,
    (temperature, signs, note): (Option<i64>, &[StaffSign], &str),
    reason: Option<&str>,
) -> Result<()> {
    let temperature = temperature.or(before.temperature);
    let signs = serde_json::to_string(signs)?;
    let columns: [Column<'_>; 4] =
        [("temperature", &temperature), ("signs", &signs), ("note", &note), ("touched", &true)];
    // What was confirmed together is looked at afterwards: that corrects nothing.
    if !before.touched {
        return change.update(TABLE, &before.id, &columns).map(drop);
    }
    change.correct(TABLE, before.id, &columns, reason)
}

/// Whoever is ill is off from that day on; a check that is corrected to well takes it back.
fn follow(change: &mut Change<'_>, person: Id, on: Day, check: Id, ill: bool) -> Result<()> {
    let of_check: Option<Id> =
        change.first("SELECT id FROM staff_off WHERE check_id = ?1 AND withdrawn = 0", [check], |r| r.get(0))?;
    match (ill, of_check) {
        (false, Some(id)) => change.update("staff_off", &id, &[("withdrawn", &true)]).map(drop),
        (true, None) if !off(change, on)?.iter().any(|(of, _)| *of == person) => {
            let id = change.new_id();
            let columns: [Column<'_>; 4] =
                [("id", &id), ("person_id", &person), ("check_id", &check), ("from_day", &on)];
            change.insert("staff_off", &columns)
        }
        _ => Ok(()),
    }
}

/// The others are well.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ConfirmStaff {
    /// The day; today when absent.
    pub day: Option<Day>,
    /// Who is not at work today and is left out.
    pub except: Vec<Id>,
    /// Why it is written late.
    pub late_reason: Option<String>,
}

/// Confirms as well whoever is not checked and not off; never who is left out.
pub(super) fn confirm(change: &mut Change<'_>, q: ConfirmStaff) -> Result<StaffDay> {
    let on = q.day.unwrap_or(change.today());
    let at = usual_time(change, on)?;
    let mut made = Vec::new();
    for line in lines(change, on)? {
        if line.check.is_some() || line.off_since.is_some() || q.except.contains(&line.person_id) {
            continue;
        }
        made.push(insert(change, (line.person_id, on), (None, &[], "", false), at, q.late_reason.as_deref())?);
    }
    change.about(on);
    if !made.is_empty() {
        change.undo_with("staff.withdraw_checks", json!({ "ids": made }));
    }
    day(change, StaffDayOf { day: Some(on) })
}

/// Checks that were typed wrong.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct WithdrawStaffChecks {
    /// The rows.
    pub ids: Vec<Id>,
    /// Why; needed once an hour has passed.
    pub reason: Option<String>,
}

/// Takes checks back, and the being off that came with them; the rows stay.
pub(super) fn withdraw(change: &mut Change<'_>, q: WithdrawStaffChecks) -> Result<StaffDay> {
    let mut on = change.today();
    for id in &q.ids {
        let (person, day, at): (Id, Day, i64) = change.one(
            TABLE,
            "SELECT person_id, day, recorded_at FROM staff_check WHERE id = ?1 AND withdrawn = 0",
            [id],
            |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
        )?;
        take_back(change, TABLE, *id, at, q.reason.as_deref())?;
        follow(change, person, day, *id, false)?;
        change.about(person);
        on = day;
    }
    day(change, StaffDayOf { day: Some(on) })
}

/// A person who is well again.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ClearStaff {
    /// The person.
    pub person_id: Id,
    /// The medical institution that issued the certificate.
    pub issuer: String,
    /// When.
    pub issued_on: Option<Day>,
    /// Its number.
    pub number: Option<String>,
}

/// A certificate was seen: the person works again.
pub(super) fn clear(change: &mut Change<'_>, q: ClearStaff) -> Result<Saved> {
    let (today, by) = (change.today(), change.who()?.person);
    let open: Option<Id> = change.first(
        "SELECT id FROM staff_off WHERE person_id = ?1 AND withdrawn = 0 AND cleared_on IS NULL ORDER BY from_day LIMIT 1",
        [q.person_id],
        |r| r.get(0),
    )?;
    let id = open.ok_or(StaffCheckError::NotOff)?;
    let issuer = q.issuer.trim();
    let issued_on = q.issued_on.filter(|issued| *issued <= today && !issuer.is_empty());
    let issued_on = issued_on.ok_or(StaffCheckError::Certificate)?;
    let number = q.number.as_deref().map(str::trim).unwrap_or_default();
    let columns: [Column<'_>; 5] = [
        ("issuer", &issuer),
        ("issued_on", &issued_on),
        ("number", &number),
        ("cleared_on", &today),
        ("cleared_by", &by),
    ];
    change.about(q.person_id);
    change.update("staff_off", &id, &columns)?;
    Ok(Saved { id })
}

pub(crate) fn duties() -> Vec<Duty> {
    let duty =
        |key, posts, open| Duty { key, part: Some(Part::DailyCare), posts, permission: Permission::HealthDecide, open };
    vec![
        duty("staff.unchecked", &[Post::HealthWorker], unchecked),
        duty("staff.off", &[Post::Director, Post::HealthWorker], off_duty),
    ]
}

/// After the hour by which everybody is checked, on a day with care.
fn unchecked(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let (l, today) = (view.language(), view.today());
    let of_day = day(view, StaffDayOf::default())?;
    let by = minute_of(&of_day.check_by).unwrap_or(510);
    let open = view.workdays()?.is_workday(today).unwrap_or(!today.is_weekend());
    let left: Vec<StaffDayLine> =
        of_day.rows.into_iter().filter(|line| line.check.is_none() && line.off_since.is_none()).collect();
    if !open || left.is_empty() || Instant::from_ms(view.now()) < Instant::at(today, by) {
        return Ok(Vec::new());
    }
    let food = left.iter().any(|line| line.food_handler);
    let names: Vec<&str> = left.iter().take(4).map(|line| line.name.as_str()).collect();
    Ok(vec![DutyItem {
        duty: "staff.unchecked".to_owned(),
        subject: today.to_string(),
        urgency: if food { Urgency::Alarm } else { Urgency::Warning },
        title: l.say(
            format!("{} 名工作人员还没有晨检", left.len()),
            format!("{} of the staff are not checked yet", left.len()),
        ),
        detail: names.join(l.word("、", ", ")),
        due: Some(today),
        article: "《托儿所幼儿园卫生保健管理办法》；《餐饮服务食品安全操作规范》".to_owned(),
        button: l.say("去登记", "Check them"),
        screen: "staff-check".to_owned(),
    }])
}

fn off_duty(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let (l, today) = (view.language(), view.today());
    let rows = day(view, StaffDayOf::default())?.rows;
    let items = rows.into_iter().filter_map(|line| line.off_since.map(|since| (line, since))).map(|(line, since)| {
        let posts: Vec<&str> = line.posts.iter().map(|post| post.label(l)).collect();
        DutyItem {
            duty: "staff.off".to_owned(),
            subject: format!("{}:{since}", line.person_id),
            urgency: if since == today { Urgency::Alarm } else { Urgency::Plain },
            title: l.say(
                format!("{} 因病离岗，凭证明返岗", line.name),
                format!("{} is off duty, back by a certificate", line.name),
            ),
            detail: format!("{} · {since}", posts.join(l.word("、", ", "))),
            due: Some(since),
            article: "《托育机构管理规范（试行）》第二十八条".to_owned(),
            button: l.say("查验证明", "See the certificate"),
            screen: "staff-check".to_owned(),
        }
    });
    Ok(items.collect())
}

const BEFORE: usize = 2;
const COLUMNS: usize = BEFORE + 32;
const HEADINGS: [&str; 31] = [
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20",
    "21", "22", "23", "24", "25", "26", "27", "28", "29", "30", "31",
];
const STAFF_COLUMNS: &[RegisterColumn] = &columns();

const fn columns() -> [RegisterColumn; COLUMNS] {
    let day = column(("", ""), 6.4, ColumnKind::Mark, "staff_check").late_by(Lateness::Stamp);
    let mut columns = [day; COLUMNS];
    columns[0] = column(("姓名", "Name"), 20.0, ColumnKind::Text, "person.name").personal().identifies();
    columns[1] = column(("岗位", "Post"), 24.0, ColumnKind::Text, "post_held.post");
    let mut at = 0;
    while at < 31 {
        columns[BEFORE + at].heading = (HEADINGS[at], HEADINGS[at]);
        at += 1;
    }
    columns[COLUMNS - 1] =
        column(("备注", "Remarks"), 40.0, ColumnKind::Text, "staff_check.signs, staff_off").personal();
    columns
}

pub(crate) fn registers() -> Vec<&'static Register> {
    vec![&STAFF_CHECKS]
}

/// The month of everybody's checks on one sheet, food handlers first.
static STAFF_CHECKS: Register = Register {
    key: "staff_checks",
    title: ("工作人员晨检登记表", "Daily check of staff"),
    article: "《托儿所幼儿园卫生保健管理办法》第十二条；食品从业人员健康管理",
    columns: STAFF_COLUMNS,
    transcription: &[],
    group: RegisterGroup::Nursery,
    period: RegisterPeriod::Month,
    landscape: true,
    permission: Permission::StaffRead,
    signatures: &["卫生保健人员", "园长"],
    blank_rows: 16,
    rows: |view, asked| month(view, asked, true),
    heads: Some(|view, asked: Asked| {
        let workdays = view.workdays()?;
        let month = asked.on.month();
        let mut heads = vec![ColumnHead::default(); COLUMNS];
        for (at, head) in heads.iter_mut().skip(BEFORE).take(31).enumerate() {
            head.off = month.days().nth(at).is_none_or(|day| !workdays.is_workday(day).unwrap_or(!day.is_weekend()));
        }
        Ok(heads)
    }),
    foot: |_| "√ 正常　× 异常离岗　— 离岗中。晨检：发热、腹泻、呕吐、皮肤伤口、咽部炎症等。".to_owned(),
    takes_in: None,
    named: Some(|view, asked| month(view, asked, false)),
};

/// A person's month: the cells, and how those that are checks came in.
type MonthLine = (Id, Vec<String>, Vec<(usize, Entry)>);

fn month(view: &View<'_>, asked: Asked, filled: bool) -> Result<Vec<RegisterRow>> {
    let month = asked.on.month();
    let mut people: Vec<MonthLine> = Vec::new();
    for (at, on) in month.days().enumerate() {
        if on > view.today() && at > 0 && filled {
            break;
        }
        for line in lines(view, on)? {
            let known = people.iter().position(|(id, ..)| *id == line.person_id);
            let known = known.unwrap_or_else(|| {
                let mut cells = vec![String::new(); COLUMNS];
                cells[0].clone_from(&line.name);
                cells[1] = line.posts.iter().map(|post| post.zh()).collect::<Vec<_>>().join("、");
                people.push((line.person_id, cells, Vec::new()));
                people.len() - 1
            });
            let Some((_, cells, entries)) = people.get_mut(known).filter(|_| filled) else { continue };
            if let Some(check) = &line.check {
                cells[BEFORE + at] = if check.signs.is_empty() { "√" } else { "×" }.to_owned();
                entries.push((BEFORE + at, check.entry));
                if !check.signs.is_empty() {
                    let signs: Vec<&str> = check.signs.iter().map(|sign| sign.zh()).collect();
                    let remark = format!("{} 日 {}", at + 1, signs.join("、"));
                    let last = &mut cells[COLUMNS - 1];
                    *last = if last.is_empty() { remark } else { format!("{last}；{remark}") };
                }
            } else if line.off_since.is_some() {
                cells[BEFORE + at] = "—".to_owned();
            }
        }
    }
    let row = |(_, cells, entries): MonthLine| {
        entries.into_iter().fold(RegisterRow::from(cells), |row, (column, entry)| row.cell_entered(column, entry))
    };
    Ok(people.into_iter().map(row).collect())
}
