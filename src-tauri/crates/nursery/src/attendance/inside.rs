//! Who is inside now, by place: one key, and one printed sheet for the day on which the power fails.

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::Place;
use super::day::{self, ChildDay};
use crate::access::Permission;
use crate::contract::Nothing;
use crate::error::Result;
use crate::health::CheckPeriod;
use crate::instant::Instant;
use crate::register::{Asked, ColumnKind, Register, RegisterGroup, RegisterPeriod, RegisterRow, column};
use crate::view::View;

/// Who is inside.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Inside {
    /// The moment.
    pub at: Instant,
    /// The children, in the order of class, 托号 and name.
    pub rows: Vec<ChildDay>,
    /// Of these in the observation room.
    pub observation: u32,
}

pub(super) fn inside(view: &View<'_>, _: Nothing) -> Result<Inside> {
    let rows = now(view)?;
    let observation = rows.iter().filter(|row| row.place == Some(Place::ObservationRoom)).count();
    Ok(Inside { at: Instant::from_ms(view.now()), observation: u32::try_from(observation).unwrap_or(0), rows })
}

fn now(view: &View<'_>) -> Result<Vec<ChildDay>> {
    let mut rows = day::rows(view, view.today(), CheckPeriod::Morning, None)?;
    rows.retain(|row| row.place.is_some_and(|place| place != Place::Gone));
    Ok(rows)
}

/// 在园名单: roll, phones and allergies on one sheet.
pub(super) static INSIDE: Register = Register {
    key: "inside_now",
    title: ("在园婴幼儿名单（应急）", "Infants inside now"),
    article: "《托育机构管理规范（试行）》第三十一条",
    columns: &[
        column(("序号", "No."), 9.0, ColumnKind::Number, "running number").derived(),
        column(("班级", "Class"), 16.0, ColumnKind::Text, "class.name"),
        column(("托号", "Number"), 10.0, ColumnKind::Number, "infant.number"),
        column(("姓名", "Name"), 22.0, ColumnKind::Text, "infant.name").personal().identifies(),
        column(("性别", "Sex"), 9.0, ColumnKind::Text, "infant.sex"),
        column(("月龄", "Months"), 10.0, ColumnKind::Number, "completed months").derived(),
        column(("所在", "Place"), 20.0, ColumnKind::Text, "movement.place"),
        column(("过敏与照护", "Allergies, care"), 23.0, ColumnKind::Text, "infant.allergy").personal(),
        column(("监护人", "Guardian"), 31.0, ColumnKind::Text, "guardian.name").personal(),
        column(("电话", "Phone"), 24.0, ColumnKind::Code, "guardian.phone").personal(),
        column(("清点", "Counted"), 10.0, ColumnKind::Text, "by hand").derived(),
    ],
    transcription: &[],
    group: RegisterGroup::Class,
    period: RegisterPeriod::Day,
    landscape: false,
    permission: Permission::AttendanceWrite,
    signatures: &["清点人", "时间"],
    blank_rows: 18,
    rows: inside_rows,
    heads: None,
    foot: |rows| format!("在园 {} 名。", rows.len()),
    takes_in: None,
    named: None,
};

fn inside_rows(view: &View<'_>, asked: Asked) -> Result<Vec<RegisterRow>> {
    let mut rows = Vec::new();
    let inside = now(view)?.into_iter().filter(|row| asked.class_id.is_none_or(|class| class == row.class_id));
    for (n, row) in (1..).zip(inside) {
        // The whole number, whoever prints: on this sheet it is needed when nothing else works.
        let guardian: Option<(String, String, String)> = view.first(
            "SELECT g.name, s.relation, g.phone FROM guardianship s JOIN guardian g ON g.id = s.guardian_id
             WHERE s.infant_id = ?1 AND s.until_day IS NULL ORDER BY g.phone = '', s.priority, g.id LIMIT 1",
            [row.infant_id],
            |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
        )?;
        let (name, phone) =
            guardian.map(|(name, relation, phone)| (format!("{name}（{relation}）"), phone)).unwrap_or_default();
        let care: Vec<&str> = row
            .hints
            .iter()
            .filter(|hint| matches!(hint.kind, day::HintKind::Allergy | day::HintKind::Care))
            .map(|hint| hint.said.as_str())
            .collect();
        rows.push(RegisterRow::from(vec![
            i32::to_string(&n),
            row.class_name,
            row.number.map(|number| number.to_string()).unwrap_or_default(),
            row.name,
            row.sex.zh().to_owned(),
            row.months.to_string(),
            row.place.map(|place| place.zh().to_owned()).unwrap_or_default(),
            care.join("；"),
            name,
            phone,
            String::new(),
        ]));
    }
    Ok(rows)
}
