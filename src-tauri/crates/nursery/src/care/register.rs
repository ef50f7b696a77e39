//! 日常照护记录: the day of a class on one sheet (管理规范第二十二条).

use super::day::{CareLine, CareOf, lines};
use super::entry::CareShown;
use super::nap::{NapRound, naps};
use super::{CareChoice, CareKind};
use crate::access::Permission;
use crate::attendance::roll;
use crate::error::Result;
use crate::instant::Instant;
use crate::record::{Entry, minute_of};
use crate::register::{
    Asked, ColumnHead, ColumnKind, Lateness, Register, RegisterColumn, RegisterGroup, RegisterPeriod, RegisterRow,
    column,
};
use crate::view::View;

pub(crate) fn registers() -> Vec<&'static Register> {
    vec![&CARE, &NAPS]
}

static CARE: Register = Register {
    key: "daily_care",
    title: ("婴幼儿日常照护记录表", "Daily care"),
    article: "《托育机构管理规范（试行）》第十八条、第二十二条",
    columns: &[
        column(("托号", "No."), 9.0, ColumnKind::Number, "infant.number"),
        column(("姓名", "Name"), 18.0, ColumnKind::Text, "infant.name").personal().identifies(),
        column(("喝奶（ml）", "Milk"), 34.0, ColumnKind::Text, "care_entry.amount").late_by(Lateness::Stamp),
        column(("饮水（ml）", "Water"), 26.0, ColumnKind::Text, "care_entry.amount").late_by(Lateness::Stamp),
        column(("进餐", "Meals"), 32.0, ColumnKind::Text, "care_entry.choice").late_by(Lateness::Stamp),
        column(("睡眠", "Sleep"), 28.0, ColumnKind::Text, "care_entry.until_at").late_by(Lateness::Stamp),
        column(("尿布与如厕", "Diapers"), 32.0, ColumnKind::Text, "care_entry.choice").late_by(Lateness::Stamp),
        column(("情绪", "Mood"), 18.0, ColumnKind::Text, "care_entry.choice").late_by(Lateness::Stamp),
        column(("户外与锻炼", "Outdoors"), 28.0, ColumnKind::Text, "care_entry.until_at").late_by(Lateness::Stamp),
        column(("活动与备注", "Activity"), 40.0, ColumnKind::Text, "care_entry.text")
            .personal()
            .late_by(Lateness::Stamp),
    ],
    transcription: &[],
    group: RegisterGroup::Class,
    period: RegisterPeriod::Day,
    landscape: true,
    permission: Permission::HealthWrite,
    signatures: &["保育人员", "保育人员", "卫生保健人员"],
    blank_rows: 20,
    rows,
    heads: None,
    foot: |rows| format!("共 {} 人。", rows.len()),
    takes_in: None,
    named: Some(|view, asked| roll::named(view, asked, CARE.columns.len(), |child, cells| child.head(cells, [0, 1]))),
};

/// Times that are printed on the sheet of the nap rounds, and that it shows.
const ROUNDS: usize = 14;
const NAP_COLUMNS: &[RegisterColumn] = &nap_columns();

const fn nap_columns() -> [RegisterColumn; ROUNDS + 4] {
    let round = column(("巡视", "Round"), 13.0, ColumnKind::Mark, "nap_round").late_by(Lateness::Stamp);
    let mut columns = [round; ROUNDS + 4];
    columns[0] = column(("托号", "No."), 9.0, ColumnKind::Number, "infant.number");
    columns[1] = column(("姓名", "Name"), 20.0, ColumnKind::Text, "infant.name").personal().identifies();
    columns[2] = column(("入睡", "Asleep"), 13.0, ColumnKind::Text, "care_entry.occurred_at");
    columns[ROUNDS + 3] = column(("醒来", "Awake"), 13.0, ColumnKind::Text, "care_entry.until_at");
    columns
}

static NAPS: Register = Register {
    key: "nap_rounds",
    title: ("午睡巡视记录表", "Nap rounds"),
    article: "《托育机构婴幼儿伤害预防指南（试行）》窒息",
    columns: NAP_COLUMNS,
    transcription: &[],
    group: RegisterGroup::Class,
    period: RegisterPeriod::Day,
    landscape: true,
    permission: Permission::HealthWrite,
    signatures: &["巡视人", "巡视人"],
    blank_rows: 20,
    rows: nap_rows,
    heads: Some(nap_heads),
    foot: |_| "√ 仰卧、面色和呼吸正常；异常写明。仰卧入睡，口鼻无遮盖，床内无玩具。".to_owned(),
    takes_in: None,
    named: Some(|view, asked| roll::named(view, asked, NAP_COLUMNS.len(), |child, cells| child.head(cells, [0, 1]))),
};

/// The rounds of a day by class: of the one that was asked for, else of all, in the order of time.
fn rounds_of(view: &View<'_>, asked: Asked) -> Result<Vec<NapRound>> {
    let rooms = naps(view, CareOf { day: Some(asked.on), class_id: asked.class_id })?.rooms;
    let mut rounds: Vec<NapRound> = rooms.into_iter().flat_map(|room| room.rounds).collect();
    rounds.sort_by_key(|round| round.at);
    Ok(rounds)
}

/// The times of the rounds; before there are any, the times at which they are due.
fn nap_heads(view: &View<'_>, asked: Asked) -> Result<Vec<ColumnHead>> {
    let rounds = rounds_of(view, asked)?;
    let begins = minute_of(view.policy("care.nap_begins", asked.on)?.text()?).unwrap_or(12 * 60);
    let interval = u16::try_from(view.policy_number("care.nap_round_minutes", asked.on)?).unwrap_or(15);
    let mut heads = vec![ColumnHead::default(); NAP_COLUMNS.len()];
    for (n, head) in (1_u16..).zip(heads.iter_mut().skip(3).take(ROUNDS)) {
        head.under = match rounds.get(usize::from(n) - 1) {
            Some(round) => round.at.clock(),
            None if rounds.is_empty() => Instant::at(asked.on, (begins + n * interval).min(24 * 60 - 1)).clock(),
            None => String::new(),
        };
    }
    Ok(heads)
}

fn nap_rows(view: &View<'_>, asked: Asked) -> Result<Vec<RegisterRow>> {
    let rounds = rounds_of(view, asked)?;
    let slept = lines(view, asked.on, asked.class_id, None)?.into_iter();
    let slept = slept.filter(|line| line.entries.iter().any(|one| one.kind == CareKind::Sleep));
    let row = |line: CareLine| {
        let sleeps: Vec<&CareShown> = line.entries.iter().filter(|one| one.kind == CareKind::Sleep).collect();
        let mut cells = vec![String::new(); NAP_COLUMNS.len()];
        cells[0] = line.number.map(|number| number.to_string()).unwrap_or_default();
        cells[1].clone_from(&line.name);
        cells[2] = sleeps.first().map(|sleep| sleep.at.clock()).unwrap_or_default();
        cells[ROUNDS + 3] = sleeps.last().and_then(|sleep| sleep.until).map(Instant::clock).unwrap_or_default();
        let mut late = Vec::new();
        for (n, round) in rounds.iter().take(ROUNDS).enumerate() {
            if round.asleep.contains(&line.infant_id) {
                let found = round.found.iter().find(|found| found.infant_id == line.infant_id);
                cells[n + 3] =
                    found.map_or_else(|| "√".to_owned(), |found| format!("{}{}", found.choice.zh(), found.text));
                late.push((n + 3, round.entry));
            }
        }
        late.into_iter().fold(RegisterRow::from(cells), |row, (column, entry)| row.cell_entered(column, entry))
    };
    Ok(slept.map(row).collect())
}

/// Everybody who came; the columns from the third on hold their kinds.
const KINDS: [&[CareKind]; 8] = [
    &[CareKind::Milk],
    &[CareKind::Water],
    &[CareKind::Meal],
    &[CareKind::Sleep],
    &[CareKind::Diaper, CareKind::Toilet],
    &[CareKind::Mood],
    &[CareKind::Outdoor, CareKind::Exercise],
    &[CareKind::Activity, CareKind::Note],
];

fn rows(view: &View<'_>, asked: Asked) -> Result<Vec<RegisterRow>> {
    let mut came = lines(view, asked.on, asked.class_id, None)?;
    came.retain(|line| line.place.is_some() || !line.entries.is_empty());
    Ok(came.into_iter().map(row).collect())
}

fn row(line: CareLine) -> RegisterRow {
    let mut cells = vec![line.number.map(|number| number.to_string()).unwrap_or_default(), line.name];
    let mut late = Vec::new();
    for (n, kinds) in KINDS.iter().enumerate() {
        let of: Vec<&CareShown> = line.entries.iter().filter(|one| kinds.contains(&one.kind)).collect();
        cells.push(of.iter().map(|one| said(one)).collect::<Vec<_>>().join("；"));
        if let Some(worst) = of.iter().map(|one| one.entry).max_by_key(|entry| *entry == Entry::Late) {
            late.push((n + 2, worst));
        }
    }
    late.into_iter().fold(RegisterRow::from(cells), |row, (column, entry)| row.cell_entered(column, entry))
}

/// 09:10 配方奶 120; 12:05—14:20; 10:00—11:05 跳圈.
fn said(one: &CareShown) -> String {
    let until = match (one.kind.lasts(), one.until) {
        (true, Some(until)) => format!("—{}", until.clock()),
        (true, None) => "—".to_owned(),
        _ => String::new(),
    };
    let parts = [
        format!("{}{until}", one.at.clock()),
        one.choice.map(CareChoice::zh).unwrap_or_default().to_owned(),
        one.amount.map(|amount| amount.to_string()).unwrap_or_default(),
        one.text.clone(),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
