//! 日常照护记录: the day of a class on one sheet (管理规范第二十二条).

use super::day::{CareLine, lines};
use super::entry::CareShown;
use super::{CareChoice, CareKind};
use crate::access::Permission;
use crate::error::Result;
use crate::instant::Instant;
use crate::record::Entry;
use crate::register::{Asked, ColumnKind, Lateness, Register, RegisterGroup, RegisterPeriod, RegisterRow, column};
use crate::view::View;

pub(crate) fn registers() -> Vec<&'static Register> {
    vec![&CARE]
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
        column(("户外与锻炼", "Outdoors"), 28.0, ColumnKind::Text, "care_entry.until_at")
            .late_by(Lateness::Stamp),
        column(("活动与备注", "Activity"), 40.0, ColumnKind::Text, "care_entry.text").personal().late_by(Lateness::Stamp),
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
};

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

fn clock(at: Instant) -> String {
    let minute = at.minute_of_day();
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// 09:10 配方奶 120; 12:05—14:20; 10:00—11:05 跳圈.
fn said(one: &CareShown) -> String {
    let until = match (one.kind.lasts(), one.until) {
        (true, Some(until)) => format!("—{}", clock(until)),
        (true, None) => "—".to_owned(),
        _ => String::new(),
    };
    let parts = [
        format!("{}{until}", clock(one.at)),
        one.choice.map(CareChoice::zh).unwrap_or_default().to_owned(),
        one.amount.map(|amount| amount.to_string()).unwrap_or_default(),
        one.text.clone(),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
