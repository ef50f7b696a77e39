//! The statutory sheets: 晨午检及全日健康观察记录表 (附件4 表1), 儿童传染病登记表 (表4), 儿童营养性疾病及常见疾病登记表 (表5).

use super::illness::{Disease, IllnessMove, IllnessShown, IllnessesOf, illnesses};
use super::outbreak::sheet;
use super::{CheckPeriod, check, reading};
use crate::access::Permission;
use crate::attendance::{day, roll};
use crate::day::Day;
use crate::error::Result;
use crate::register::{Asked, ColumnKind, Lateness, Register, RegisterGroup, RegisterPeriod, RegisterRow, column};
use crate::view::View;

pub(crate) fn registers() -> Vec<&'static Register> {
    vec![&CHECKS, &super::medicine::sheet::MEDICINE, &INFECTIOUS, &COMMON, &sheet::CASES, &sheet::DISEASES]
}

static CHECKS: Register = Register {
    key: "health_checks",
    title: ("晨午检及全日健康观察记录表", "Morning and noon checks"),
    article: "《托儿所幼儿园卫生保健工作规范》附件4 表1",
    columns: &[
        column(("序号", "No."), 9.0, ColumnKind::Number, "running number").derived(),
        column(("班级", "Class"), 18.0, ColumnKind::Text, "class.name"),
        column(("姓名", "Name"), 22.0, ColumnKind::Text, "infant.name").personal().identifies(),
        column(("时段", "Check"), 12.0, ColumnKind::Text, "health_check.period").identifies(),
        column(("时间", "Time"), 12.0, ColumnKind::Text, "health_check.occurred_at"),
        column(("体温（℃）", "°C"), 14.0, ColumnKind::Number, "health_check.temperature"),
        column(("家长主诉与检查情况", "Told and found"), 62.0, ColumnKind::Text, "health_check.symptoms")
            .personal()
            .expected()
            .late_by(Lateness::Stamp),
        column(("处理", "Done"), 32.0, ColumnKind::Text, "health_check.disposition").expected(),
        column(("检查者", "Checked by"), 20.0, ColumnKind::Text, "person.name").expected(),
        column(("备注", "Remarks"), 30.0, ColumnKind::Text, "health_check.note").personal(),
    ],
    transcription: &[],
    group: RegisterGroup::Class,
    period: RegisterPeriod::Day,
    landscape: true,
    permission: Permission::InfantsHealth,
    signatures: &["检查者", "卫生保健人员"],
    blank_rows: 20,
    rows,
    heads: None,
    foot: |rows| format!("共 {} 条。", rows.len()),
    takes_in: None,
    named: Some(|view, asked| {
        roll::named(view, asked, CHECKS.columns.len(), |child, cells| {
            child.head(cells, [0, 2]);
            cells[1].clone_from(&child.class);
            cells[9].clone_from(&child.away);
        })
    }),
};

/// Everybody who came, check by check; who came and was not checked has an empty line.
fn rows(view: &View<'_>, asked: Asked) -> Result<Vec<RegisterRow>> {
    let mut made = Vec::new();
    for period in [CheckPeriod::Morning, CheckPeriod::Noon] {
        let mut lines = day::rows(view, asked.on, period, None)?;
        lines.retain(|line| {
            asked.class_id.is_none_or(|class| class == line.class_id)
                && (line.check.is_some() || (period == CheckPeriod::Morning && line.arrival.is_some()))
        });
        for line in lines {
            let n = (made.len() + 1).to_string();
            let head = [n, line.class_name, line.name, period.zh().to_owned()];
            let Some(check) = line.check else {
                made.push(RegisterRow::from([&head[..], &vec![String::new(); 6]].concat()));
                continue;
            };
            let temperature = match check.temperature {
                Some(tenths) => reading::degrees(tenths),
                None => "/".to_owned(),
            };
            let (seen, done) = check::in_words(&check);
            let mut note = check.note.clone();
            if !check.touched {
                note = format!("批量确认{}{note}", if note.is_empty() { "" } else { "；" });
            }
            let cells = [check.at.clock(), temperature, seen, done, check.by, note];
            made.push(RegisterRow::from([&head[..], &cells[..]].concat()).entered(check.entry));
        }
    }
    Ok(made)
}

/// The diseases with a column of their own on 表4.
const LISTED: [Disease; 9] = [
    Disease::HandFootMouth,
    Disease::Varicella,
    Disease::Mumps,
    Disease::ScarletFever,
    Disease::Conjunctivitis,
    Disease::Dysentery,
    Disease::Measles,
    Disease::Rubella,
    Disease::Hepatitis,
];

static INFECTIOUS: Register = Register {
    key: "infectious_diseases",
    title: ("儿童传染病登记表", "Infectious diseases"),
    article: "《托儿所幼儿园卫生保健工作规范》附件4 表4",
    columns: &[
        column(("班级", "Class"), 16.0, ColumnKind::Text, "illness.class_id"),
        column(("姓名", "Name"), 18.0, ColumnKind::Text, "infant.name").personal().identifies(),
        column(("性别", "Sex"), 9.0, ColumnKind::Text, "infant.sex"),
        column(("年龄", "Age"), 14.0, ColumnKind::Text, "age on the day of onset").derived(),
        column(("发病日期", "Onset"), 19.0, ColumnKind::Day, "illness.onset").identifies(),
        column(("诊断日期与单位", "Diagnosed"), 30.0, ColumnKind::Text, "illness.diagnosed_on, diagnosed_by"),
        column(("手足口病", "HFMD"), 11.0, ColumnKind::Text, "illness.disease"),
        column(("水痘", "Varicella"), 9.0, ColumnKind::Text, "illness.disease"),
        column(("流行性腮腺炎", "Mumps"), 13.0, ColumnKind::Text, "illness.disease"),
        column(("猩红热", "Scarlet fever"), 10.0, ColumnKind::Text, "illness.disease"),
        column(("急性出血性结膜炎", "Conjunctivitis"), 14.0, ColumnKind::Text, "illness.disease"),
        column(("痢疾", "Dysentery"), 9.0, ColumnKind::Text, "illness.disease"),
        column(("麻疹", "Measles"), 9.0, ColumnKind::Text, "illness.disease"),
        column(("风疹", "Rubella"), 9.0, ColumnKind::Text, "illness.disease"),
        column(("传染性肝炎", "Hepatitis"), 12.0, ColumnKind::Text, "illness.disease"),
        column(("其他", "Other"), 18.0, ColumnKind::Text, "illness.disease_name"),
        column(("离园日期", "Left"), 19.0, ColumnKind::Day, "illness.left_on"),
        column(("处置", "Done"), 22.0, ColumnKind::Text, "case steps"),
        column(("返园日期", "Returned"), 19.0, ColumnKind::Day, "illness.returned_on"),
    ],
    transcription: &[],
    group: RegisterGroup::Nursery,
    period: RegisterPeriod::Month,
    landscape: true,
    permission: Permission::InfantsHealth,
    signatures: &["填表人", "卫生保健人员", "园长"],
    blank_rows: 14,
    rows: |view, asked| {
        let of_month = of_month(view, asked)?.into_iter().filter(|one| one.disease.is_some_and(Disease::is_infectious));
        of_month.map(|illness| infectious_row(view, illness)).collect()
    },
    heads: None,
    foot: |rows| format!("共 {} 例；所患疾病栏内打“√”。", rows.len()),
    takes_in: None,
    named: None,
};

fn of_month(view: &View<'_>, asked: Asked) -> Result<Vec<IllnessShown>> {
    let month = asked.on.month();
    let mut of_month = illnesses(view, IllnessesOf { infant_id: None, since: Some(month.first_day()) })?;
    of_month.retain(|illness| month.contains(illness.onset.unwrap_or(illness.day)));
    of_month.reverse();
    Ok(of_month)
}

/// Sex, age in words, day of leaving and of return.
struct Person {
    sex: String,
    age: String,
    left: String,
    returned: String,
}

fn person(view: &View<'_>, illness: &IllnessShown) -> Result<Person> {
    let on = illness.onset.unwrap_or(illness.day);
    view.one(
        "infant",
        "SELECT i.sex, i.birth, l.left_on, l.returned_on FROM infant i JOIN illness l ON l.infant_id = i.id WHERE l.id = ?1",
        [illness.id],
        |r| {
            let (sex, birth): (crate::identity::Sex, Day) = (r.get(0)?, r.get(1)?);
            let months = crate::day::completed_months(birth, on).unwrap_or(0);
            let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
            Ok(Person {
                sex: sex.zh().to_owned(),
                age: format!("{months} 月龄"),
                left: day(r.get(2)?),
                returned: day(r.get(3)?),
            })
        },
    )
}

fn diagnosed(illness: &IllnessShown) -> String {
    let day = illness.diagnosed_on.map(|day| day.to_string()).unwrap_or_default();
    [day, illness.diagnosed_by.clone()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What was done: the guardian told, sent home, the certificate seen.
fn done(illness: &IllnessShown) -> String {
    let words = [
        (IllnessMove::Tell, "告知家长"),
        (IllnessMove::Leave, "离园就医"),
        (IllnessMove::Certificate, "凭证明返园"),
        (IllnessMove::Recheck, "复检返园"),
    ];
    let made = |name: IllnessMove| illness.steps.iter().any(|step| step.name == name.code());
    words.iter().filter(|(name, _)| made(*name)).map(|(_, word)| *word).collect::<Vec<_>>().join("、")
}

fn infectious_row(view: &View<'_>, illness: IllnessShown) -> Result<RegisterRow> {
    let person = person(view, &illness)?;
    let mut cells = vec![
        illness.class_name.clone(),
        illness.infant_name.clone(),
        person.sex,
        person.age,
        illness.onset.unwrap_or(illness.day).to_string(),
        diagnosed(&illness),
    ];
    let tick = |disease: &Disease| if illness.disease == Some(*disease) { "√".to_owned() } else { String::new() };
    cells.extend(LISTED.iter().map(tick));
    let listed = illness.disease.is_some_and(|disease| LISTED.contains(&disease));
    cells.push(if listed { String::new() } else { illness.disease_name.clone() });
    cells.extend([person.left, done(&illness), person.returned]);
    Ok(RegisterRow::from(cells))
}

static COMMON: Register = Register {
    key: "common_diseases",
    title: ("儿童营养性疾病及常见疾病登记表", "Nutritional and common diseases"),
    article: "《托儿所幼儿园卫生保健工作规范》附件4 表5",
    columns: &[
        column(("班级", "Class"), 18.0, ColumnKind::Text, "illness.class_id"),
        column(("姓名", "Name"), 20.0, ColumnKind::Text, "infant.name").personal().identifies(),
        column(("性别", "Sex"), 10.0, ColumnKind::Text, "infant.sex"),
        column(("年龄", "Age"), 16.0, ColumnKind::Text, "age on the day of onset").derived(),
        column(("疾病", "Disease"), 34.0, ColumnKind::Text, "illness.disease_name"),
        column(("确诊日期", "Diagnosed on"), 36.0, ColumnKind::Text, "illness.diagnosed_on, diagnosed_by"),
        column(("干预与治疗", "Treatment"), 44.0, ColumnKind::Text, "case steps"),
        column(("转归", "Outcome"), 22.0, ColumnKind::Text, "state of the case"),
        column(("结案日期", "Closed on"), 20.0, ColumnKind::Day, "illness.returned_on"),
    ],
    transcription: &[],
    group: RegisterGroup::Nursery,
    period: RegisterPeriod::Month,
    landscape: true,
    permission: Permission::InfantsHealth,
    signatures: &["填表人", "卫生保健人员", "园长"],
    blank_rows: 14,
    rows: |view, asked| {
        let of_month = of_month(view, asked)?.into_iter().filter(|one| one.disease == Some(Disease::Common));
        of_month
            .map(|illness| {
                let person = person(view, &illness)?;
                Ok(RegisterRow::from(vec![
                    illness.class_name.clone(),
                    illness.infant_name.clone(),
                    person.sex,
                    person.age,
                    illness.disease_name.clone(),
                    diagnosed(&illness),
                    done(&illness),
                    illness.state.zh().to_owned(),
                    person.returned,
                ]))
            })
            .collect()
    },
    heads: None,
    foot: |rows| format!("共 {} 例。", rows.len()),
    takes_in: None,
    named: None,
};
