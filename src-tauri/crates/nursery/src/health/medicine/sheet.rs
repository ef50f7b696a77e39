//! 在园（所）儿童带药服药记录表 (附件4 表2): each dose that is due on a day, and what became of it.

use super::due::{MedicinesOf, day};
use crate::access::Permission;
use crate::error::Result;
use crate::register::{Asked, ColumnKind, Lateness, Register, RegisterGroup, RegisterPeriod, RegisterRow, column};
use crate::view::View;

pub(crate) static MEDICINE: Register = Register {
    key: "medicine",
    title: ("在园（所）儿童带药服药记录表", "Medicine given"),
    article: "《托儿所幼儿园卫生保健工作规范》附件4 表2",
    columns: &[
        column(("日期", "Day"), 20.0, ColumnKind::Day, "medicine_dose.day").derived(),
        column(("班级", "Class"), 18.0, ColumnKind::Text, "class.name"),
        column(("姓名", "Name"), 22.0, ColumnKind::Text, "infant.name").personal().identifies(),
        column(("药物名称", "Drug"), 40.0, ColumnKind::Text, "medicine_dose.drug").identifies(),
        column(("服用剂量和时间", "Dose and time"), 40.0, ColumnKind::Text, "medicine_order.dose, due").identifies(),
        column(("家长签字", "Guardian"), 26.0, ColumnKind::Text, "medicine_order.guardian, signed_on").personal(),
        column(("喂药时间", "Given at"), 20.0, ColumnKind::Text, "medicine_dose.occurred_at")
            .expected()
            .late_by(Lateness::Stamp),
        column(("喂药者签字", "Given by"), 22.0, ColumnKind::Text, "person.name").expected(),
        column(("见证者签字", "Witness"), 22.0, ColumnKind::Text, "second_decision.person_id"),
        column(("备注", "Remarks"), 36.0, ColumnKind::Text, "medicine_dose.marks, reason").personal(),
    ],
    transcription: &[],
    group: RegisterGroup::Class,
    period: RegisterPeriod::Day,
    landscape: true,
    permission: Permission::InfantsHealth,
    signatures: &["卫生保健人员", "园长"],
    blank_rows: 14,
    rows,
    heads: None,
    foot: |rows| format!("共 {} 次。", rows.len()),
    takes_in: None,
    named: Some(rows),
};

fn rows(view: &View<'_>, asked: Asked) -> Result<Vec<RegisterRow>> {
    let of_day = day(view, MedicinesOf { day: Some(asked.on), class_id: asked.class_id })?;
    let rows = of_day.doses.into_iter().map(|dose| {
        let order = of_day.orders.iter().find(|order| Some(order.id) == dose.order_id);
        let guardian = order.map_or(String::new(), |order| match order.signed_on {
            Some(_) => format!("{}（已签委托单）", order.guardian),
            None => String::new(),
        });
        let drug = [dose.drug, dose.strength].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        let plan = match &dose.due {
            Some(due) => format!("{} {due}", dose.dose),
            None => dose.dose.clone(),
        };
        let head = [asked.on.to_string(), dose.class_name, dose.infant_name, drug, plan, guardian];
        let Some(record) = dose.record else {
            let row = RegisterRow::from([&head[..], &vec![String::new(); 4]].concat());
            // Nothing is missing before its time, and nothing of a child that is not here.
            return match dose.state {
                super::DoseState::Overdue => row,
                _ => row.excused(6).excused(7),
            };
        };
        let mut note: Vec<String> = record.marks.iter().map(|mark| mark.zh().to_owned()).collect();
        if record.outcome != super::DoseOutcome::Given {
            note.push(record.outcome.zh().to_owned());
        }
        note.extend(Some(record.reason).filter(|reason| !reason.is_empty()));
        let given = match record.outcome {
            super::DoseOutcome::Given => record.at.clock(),
            _ => record.outcome.zh().to_owned(),
        };
        let cells = [given, record.by, record.witness.unwrap_or_default(), note.join("；")];
        RegisterRow::from([&head[..], &cells[..]].concat()).entered(record.entry)
    });
    Ok(rows.collect())
}
