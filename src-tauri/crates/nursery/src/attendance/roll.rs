//! The roll on paper: who is expected on a day, in the order in which sheets are filled and typed; and the sheet of who
//! brought and who collected (接送登记).

use super::DayState;
use super::day::{ChildDay, rows};
use super::movement::Moved;
use crate::access::Permission;
use crate::error::Result;
use crate::health::CheckPeriod;
use crate::register::{Asked, ColumnKind, Lateness, Register, RegisterGroup, RegisterPeriod, RegisterRow, column};
use crate::view::View;

/// A child on a blank sheet.
pub(crate) struct PaperChild {
    /// 托号.
    pub number: String,
    /// Name.
    pub name: String,
    /// Its class.
    pub class: String,
    /// Why it will not come, where that is known: 请假.
    pub away: String,
}

impl PaperChild {
    /// Writes number and name into their columns.
    pub fn head(&self, cells: &mut [String], [number, name]: [usize; 2]) {
        cells[number].clone_from(&self.number);
        cells[name].clone_from(&self.name);
    }
}

/// The rows of a blank sheet: everybody who is in care on the day, class by class in the order of 托号.
pub(crate) fn named(
    view: &View<'_>,
    asked: Asked,
    columns: usize,
    fill: impl Fn(&PaperChild, &mut [String]),
) -> Result<Vec<RegisterRow>> {
    let children = rows(view, asked.on, CheckPeriod::Morning, None)?.into_iter();
    let children = children.filter(|row| asked.class_id.is_none_or(|class| class == row.class_id));
    let row = |row: ChildDay| {
        let mut cells = vec![String::new(); columns];
        let child = PaperChild {
            number: row.number.map(|number| number.to_string()).unwrap_or_default(),
            name: row.name,
            class: row.class_name,
            away: if row.state == DayState::OnLeave { "请假".to_owned() } else { String::new() },
        };
        fill(&child, &mut cells);
        RegisterRow::from(cells)
    };
    Ok(children.map(row).collect())
}

/// 接送登记表.
pub(super) static PICKUP: Register = Register {
    key: "pickup",
    title: ("婴幼儿接送登记表", "Who brought and collected"),
    article: "《托育机构管理规范（试行）》第三十条",
    columns: &[
        column(("托号", "No."), 10.0, ColumnKind::Number, "infant.number"),
        column(("姓名", "Name"), 22.0, ColumnKind::Text, "infant.name").personal().identifies(),
        column(("到园时间", "Arrived"), 18.0, ColumnKind::Text, "movement.occurred_at").late_by(Lateness::Stamp),
        column(("送托人与关系", "Brought by"), 36.0, ColumnKind::Text, "movement.escort").personal(),
        column(("接待人", "Received by"), 22.0, ColumnKind::Text, "person.name"),
        column(("离园时间", "Left"), 18.0, ColumnKind::Text, "movement.occurred_at").late_by(Lateness::Stamp),
        column(("接走人与关系", "Collected by"), 36.0, ColumnKind::Text, "movement.escort").personal(),
        column(("接走人签字", "Signature"), 30.0, ColumnKind::Text, "by hand").derived(),
        column(("交接人", "Given by"), 22.0, ColumnKind::Text, "person.name"),
        column(("备注", "Remarks"), 34.0, ColumnKind::Text, "movement.called").personal(),
    ],
    transcription: &[],
    group: RegisterGroup::Class,
    period: RegisterPeriod::Day,
    landscape: true,
    permission: Permission::AttendanceRead,
    signatures: &["保育人员", "园长"],
    blank_rows: 20,
    rows: pickup_rows,
    heads: None,
    foot: |rows| format!("共 {} 人。", rows.len()),
    takes_in: None,
    named: Some(|view, asked| {
        named(view, asked, PICKUP.columns.len(), |child, cells| {
            child.head(cells, [0, 1]);
            cells[9].clone_from(&child.away);
        })
    }),
};

fn pickup_rows(view: &View<'_>, asked: Asked) -> Result<Vec<RegisterRow>> {
    let mut of_day = rows(view, asked.on, CheckPeriod::Morning, None)?;
    of_day.retain(|row| row.arrival.is_some() && asked.class_id.is_none_or(|class| class == row.class_id));
    let time = |moved: &Option<Moved>| moved.as_ref().map(|moved| moved.at.clock()).unwrap_or_default();
    let with = |moved: &Option<Moved>| {
        let escort = moved.as_ref().and_then(|moved| moved.escort.as_ref());
        escort.map(|escort| format!("{}（{}）", escort.name, escort.relation)).unwrap_or_default()
    };
    let by = |moved: &Option<Moved>| moved.as_ref().map(|moved| moved.by.clone()).unwrap_or_default();
    let row = |row: ChildDay| {
        let once = row.departure.as_ref().is_some_and(|left| left.entitled == Some(false));
        let mut note = Vec::new();
        if once {
            note.push("临时委托，已电话确认");
        }
        if row.late_pickup {
            note.push("晚接");
        }
        let cells = vec![
            row.number.map(|number| number.to_string()).unwrap_or_default(),
            row.name,
            time(&row.arrival),
            with(&row.arrival),
            by(&row.arrival),
            time(&row.departure),
            with(&row.departure),
            String::new(),
            by(&row.departure),
            note.join("；"),
        ];
        let mut made = RegisterRow::from(cells);
        for (column, moved) in [(2, &row.arrival), (5, &row.departure)] {
            if let Some(moved) = moved {
                made = made.cell_entered(column, moved.entry);
            }
        }
        made
    };
    Ok(of_day.into_iter().map(row).collect())
}

/// Name of the class that a sheet is for; empty for all.
pub(super) fn class_name(view: &View<'_>, asked: Asked) -> Result<String> {
    match asked.class_id {
        None => Ok(String::new()),
        Some(class) => view.one("class", "SELECT name FROM class WHERE id = ?1", [class], |r| r.get(0)),
    }
}
