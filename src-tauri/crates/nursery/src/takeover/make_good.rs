//! 补档: infants of before pass every gate of entry; what they lack is a dated list, to be printed and ticked.

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use crate::access::Permission;
use crate::contract::Nothing;
use crate::day::Day;
use crate::error::Result;
use crate::id::Id;
use crate::infants::{self, InfantStatus, PendingItem};
use crate::register::{
    Asked, ColumnKind, Register, RegisterColumn, RegisterGroup, RegisterPeriod, RegisterRow, column,
};
use crate::view::View;

pub(crate) fn registers() -> Vec<&'static Register> {
    vec![&MAKE_GOOD]
}

/// An infant in care that lacks something.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct ToMakeGood {
    /// The infant.
    pub infant_id: Id,
    /// 托号.
    pub number: Option<u16>,
    /// Its name.
    pub name: String,
    /// Its class.
    pub class_name: Option<String>,
    /// What is missing.
    pub items: Vec<PendingItem>,
    /// By when; absent where nothing was taken over.
    pub by: Option<Day>,
}

pub(super) fn list(view: &View<'_>, _: Nothing) -> Result<Vec<ToMakeGood>> {
    let (by, scope) = (super::plan::make_good_by(view)?, infants::scope::classes(view)?);
    Ok(infants::records::all(view, &[InfantStatus::Enrolled, InfantStatus::Suspended])?
        .into_iter()
        .filter(|infant| !infant.pending.is_empty() && scope.sees(infant.class_id))
        .map(|infant| ToMakeGood {
            infant_id: infant.id,
            number: infant.number,
            name: infant.name,
            class_name: infant.class_name,
            items: infant.pending,
            by,
        })
        .collect())
}

const COLUMNS: &[RegisterColumn] = &[
    column(("序号", "No."), 10.0, ColumnKind::Number, "running number"),
    column(("托号", "Number"), 12.0, ColumnKind::Number, "infant.number"),
    column(("姓名", "Name"), 22.0, ColumnKind::Text, "infant.name").personal(),
    column(("班级", "Class"), 20.0, ColumnKind::Text, "class.name"),
    column(("入托日期", "Enrolled"), 20.0, ColumnKind::Day, "infant.enrolled_on"),
    column(("待补材料", "To be made good"), 70.0, ColumnKind::Text, "infant.pending"),
    column(("补齐期限", "By"), 20.0, ColumnKind::Day, "takeover day + takeover.make_good_days"),
    column(("补齐日期", "Made good"), 20.0, ColumnKind::Text, "by hand"),
    column(("经办", "Initials"), 16.0, ColumnKind::Text, "by hand"),
];

static MAKE_GOOD: Register = Register {
    key: "make_good",
    title: ("补档清单", "List of files to be made good"),
    article: "《托育机构管理规范（试行）》第九至十一条",
    columns: COLUMNS,
    transcription: &[],
    group: RegisterGroup::Class,
    period: RegisterPeriod::Day,
    landscape: true,
    permission: Permission::InfantsAll,
    signatures: &["经办人", "园长"],
    blank_rows: 18,
    rows,
    heads: None,
    foot: |rows| format!("合计 {} 名待补。", rows.len()),
    takes_in: None,
    named: None,
};

fn rows(view: &View<'_>, asked: Asked) -> Result<Vec<RegisterRow>> {
    let by = super::plan::make_good_by(view)?;
    let l = crate::words::Language::Zh;
    let lacking = infants::records::all(view, &[InfantStatus::Enrolled, InfantStatus::Suspended])?
        .into_iter()
        .filter(|infant| !infant.pending.is_empty())
        .filter(|infant| asked.class_id.is_none() || infant.class_id == asked.class_id);
    Ok((1_u32..)
        .zip(lacking)
        .map(|(n, infant)| {
            let items: Vec<&str> = infant.pending.iter().map(|item| item.label(l)).collect();
            RegisterRow::from(vec![
                n.to_string(),
                infant.number.map(|number| number.to_string()).unwrap_or_default(),
                infant.name,
                infant.class_name.unwrap_or_default(),
                infant.enrolled_on.map(|on| on.to_string()).unwrap_or_default(),
                items.join("、"),
                by.map(|by| by.to_string()).unwrap_or_default(),
                String::new(),
                String::new(),
            ])
        })
        .collect())
}
