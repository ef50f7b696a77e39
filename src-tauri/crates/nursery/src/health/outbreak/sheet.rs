//! 病例一览表 of the outbreaks of a month for the CDC, and 传染病发病统计表 (附件5-3).

use super::file::{OutbreakCase, outbreaks};
use crate::access::Permission;
use crate::contract::Nothing;
use crate::error::Result;
use crate::health::illness::Disease;
use crate::register::{Asked, ColumnKind, Register, RegisterGroup, RegisterPeriod, RegisterRow, column};
use crate::view::View;
use crate::words::Coded;

/// The cases of every outbreak that ran in the month.
pub(crate) static CASES: Register = Register {
    key: "outbreak_cases",
    title: ("传染病疫情病例一览表", "Cases of an outbreak"),
    article: "《学校和托幼机构传染病疫情报告工作规范（试行）》",
    columns: &[
        column(("序号", "No."), 9.0, ColumnKind::Number, "running number").derived(),
        column(("疫情", "Outbreak"), 22.0, ColumnKind::Text, "outbreak.disease").identifies(),
        column(("姓名", "Name"), 18.0, ColumnKind::Text, "infant.name").personal().identifies(),
        column(("性别", "Sex"), 9.0, ColumnKind::Text, "infant.sex"),
        column(("年龄", "Age"), 15.0, ColumnKind::Text, "age at onset").derived(),
        column(("班级", "Class"), 18.0, ColumnKind::Text, "illness.class_id"),
        column(("发病日期", "Onset"), 19.0, ColumnKind::Day, "illness.onset").identifies(),
        column(("主要症状", "Signs"), 34.0, ColumnKind::Text, "illness.found").personal(),
        column(("诊断与单位", "Diagnosed"), 36.0, ColumnKind::Text, "illness.diagnosed_by"),
        column(("最后在园", "Last here"), 19.0, ColumnKind::Day, "movement.day"),
        column(("在园同胞", "Siblings"), 18.0, ColumnKind::Text, "guardianship").personal(),
        column(("采样与结果", "Samples"), 28.0, ColumnKind::Text, "illness.sample"),
        column(("返园日期", "Returned"), 19.0, ColumnKind::Day, "illness.returned_on"),
    ],
    transcription: &[],
    group: RegisterGroup::Nursery,
    period: RegisterPeriod::Month,
    landscape: true,
    permission: Permission::HealthDecide,
    signatures: &["疫情报告人", "园长"],
    blank_rows: 14,
    rows: case_rows,
    heads: None,
    foot: |rows| format!("共 {} 例。", rows.len()),
    takes_in: None,
    named: None,
};

fn case_rows(view: &View<'_>, asked: Asked) -> Result<Vec<RegisterRow>> {
    let month = asked.on.month();
    let ran = outbreaks(view, Nothing {})?.into_iter().filter(|outbreak| {
        outbreak.from <= month.last_day() && outbreak.ended_on.is_none_or(|ended| ended >= month.first_day())
    });
    let cases: Vec<(String, OutbreakCase)> = ran
        .flat_map(|outbreak| {
            let disease = outbreak.disease;
            outbreak.cases.into_iter().map(move |case| (disease.clone(), case))
        })
        .collect();
    let row = |(n, (disease, case)): (usize, (String, OutbreakCase))| {
        let day = |day: Option<crate::day::Day>| day.map(|day| day.to_string()).unwrap_or_default();
        RegisterRow::from(vec![
            (n + 1).to_string(),
            disease,
            case.name,
            case.sex.zh().to_owned(),
            format!("{} 月龄", case.months),
            case.class_name,
            case.onset.to_string(),
            case.found,
            case.diagnosis,
            day(case.last_here),
            case.siblings.join("、"),
            case.sample,
            day(case.returned_on),
        ])
    };
    Ok(cases.into_iter().enumerate().map(row).collect())
}

/// 附件5-3.
pub(crate) static DISEASES: Register = Register {
    key: "disease_statistics",
    title: ("传染病发病统计表", "Infectious diseases in numbers"),
    article: "《托儿所幼儿园卫生保健工作规范》附件5 表3",
    columns: &[
        column(("疾病", "Disease"), 60.0, ColumnKind::Text, "illness.disease").identifies(),
        column(("发病例数", "Cases"), 30.0, ColumnKind::Number, "illness").derived(),
        column(("在册人数", "Enrolled"), 30.0, ColumnKind::Number, "placement").derived(),
        column(("发病率（%）", "Rate (%)"), 30.0, ColumnKind::Number, "cases / enrolled").derived(),
    ],
    transcription: &[],
    group: RegisterGroup::Nursery,
    period: RegisterPeriod::Month,
    landscape: false,
    permission: Permission::InfantsHealth,
    signatures: &["填表人", "卫生保健人员", "园长"],
    blank_rows: 16,
    rows: disease_rows,
    heads: None,
    foot: |_| "发病率 = 发病例数 ÷ 在册人数 × 100%，保留一位小数；在册人数为当月曾在册人数。".to_owned(),
    takes_in: None,
    named: None,
};

fn disease_rows(view: &View<'_>, asked: Asked) -> Result<Vec<RegisterRow>> {
    let month = asked.on.month();
    let span = (month.first_day(), month.last_day());
    let enrolled = view.number(
        "SELECT count(DISTINCT infant_id) FROM placement WHERE from_day <= ?2 AND (to_day IS NULL OR to_day >= ?1)",
        span,
    )?;
    let cases = view.all(
        "SELECT disease, count(*) FROM illness WHERE withdrawn = 0 AND disease IS NOT NULL AND coalesce(onset, day) BETWEEN ?1 AND ?2
         GROUP BY disease",
        span,
        |r| Ok((r.get::<_, Disease>(0)?, r.get::<_, i64>(1)?)),
    )?;
    let row = |name: &str, n: i64| {
        let tenths = if enrolled > 0 { (2_000 * n + enrolled) / (2 * enrolled) } else { 0 };
        let rate = if enrolled > 0 { format!("{}.{}", tenths / 10, tenths % 10) } else { String::new() };
        RegisterRow::from(vec![name.to_owned(), n.to_string(), enrolled.to_string(), rate])
    };
    let infectious = Disease::ALL.iter().filter(|disease| disease.is_infectious());
    let of = |disease: &Disease| cases.iter().find(|(of, _)| of == disease).map_or(0, |(_, n)| *n);
    let mut rows: Vec<RegisterRow> = infectious.clone().map(|disease| row(disease.zh(), of(disease))).collect();
    rows.push(row("合计", infectious.map(of).sum()));
    Ok(rows)
}
