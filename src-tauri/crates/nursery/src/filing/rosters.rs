//! The registers that go with a filing: 人员名册, 婴幼儿花名册, 班级与收托情况.

use super::requirements;
use crate::access::Permission;
use crate::error::Result;
use crate::infants::{self, InfantStatus};
use crate::register::{
    Asked, ColumnKind, Register, RegisterColumn, RegisterGroup, RegisterPeriod, RegisterRow, column,
};
use crate::staff::operations as staff;
use crate::validity::PaperKind;
use crate::view::View;

pub(crate) fn registers() -> Vec<&'static Register> {
    vec![&INFANT_ROSTER, &STAFF_ROSTER, &CLASS_OVERVIEW]
}

const INFANT_COLUMNS: &[RegisterColumn] = &[
    column(("序号", "No."), 9.0, ColumnKind::Number, "running number").derived(),
    column(("托号", "Number"), 10.0, ColumnKind::Number, "infant.number"),
    column(("姓名", "Name"), 20.0, ColumnKind::Text, "infant.name").personal().identifies(),
    column(("性别", "Sex"), 9.0, ColumnKind::Text, "infant.sex"),
    column(("出生日期", "Born"), 19.0, ColumnKind::Day, "infant.birth").personal().identifies(),
    column(("月龄", "Months"), 10.0, ColumnKind::Number, "completed months on the day").derived(),
    column(("证件类型", "Document"), 21.0, ColumnKind::Text, "infant.document_kind").personal(),
    column(("证件号码", "Document number"), 35.0, ColumnKind::Code, "infant.document_number").personal(),
    column(("班级", "Class"), 19.0, ColumnKind::Text, "class.name"),
    column(("入托日期", "Enrolled"), 19.0, ColumnKind::Day, "infant.enrolled_on"),
    column(("状态", "Status"), 11.0, ColumnKind::Text, "infant.status"),
    column(("监护人", "Guardian"), 20.0, ColumnKind::Text, "guardian.name").personal(),
    column(("关系", "Relation"), 12.0, ColumnKind::Text, "guardianship.relation").personal(),
    column(("联系电话", "Phone"), 24.0, ColumnKind::Code, "guardian.phone").personal(),
    column(("家庭住址", "Address"), 38.0, ColumnKind::Text, "infant.address").personal(),
];

/// 婴幼儿花名册: everyone in care, in the order of class and 托号.
pub(crate) static INFANT_ROSTER: Register = Register {
    key: "infant_roster",
    title: ("婴幼儿花名册", "Roster of infants"),
    article: "《托育机构管理规范（试行）》第九条、第十二条",
    columns: INFANT_COLUMNS,
    transcription: &[],
    group: RegisterGroup::Class,
    period: RegisterPeriod::Day,
    landscape: true,
    permission: Permission::InfantsIdentity,
    signatures: &["填表人", "园长"],
    blank_rows: 18,
    rows: infant_rows,
    heads: None,
    foot: |rows| format!("合计 {} 名。", rows.len()),
    takes_in: None,
    named: None,
};

fn infant_rows(view: &View<'_>, asked: Asked) -> Result<Vec<RegisterRow>> {
    let infants = infants::records::all(view, &[InfantStatus::Enrolled, InfantStatus::Suspended])?;
    let of_class = infants.into_iter().filter(|infant| asked.class_id.is_none() || infant.class_id == asked.class_id);
    let mut rows = Vec::new();
    for (n, infant) in (1..).zip(of_class.filter(|infant| infant.enrolled_on.is_none_or(|on| on <= asked.on))) {
        let guardian = infants::records::guardians(view, infant.id)?.into_iter().next();
        let (guardian_name, relation, phone) = guardian.map(|g| (g.name, g.relation, g.phone)).unwrap_or_default();
        rows.push(RegisterRow::from(vec![
            i32::to_string(&n),
            infant.number.map(|number| number.to_string()).unwrap_or_default(),
            infant.name,
            infant.sex.zh().to_owned(),
            infant.birth.to_string(),
            crate::day::completed_months(infant.birth, asked.on).unwrap_or(0).to_string(),
            infant.document_kind.map(|kind| kind.zh().to_owned()).unwrap_or_default(),
            infant.document_number.unwrap_or_default(),
            infant.class_name.unwrap_or_default(),
            infant.enrolled_on.map(|on| on.to_string()).unwrap_or_default(),
            infant.status.zh().to_owned(),
            guardian_name,
            relation,
            phone,
            infant.address,
        ]));
    }
    Ok(rows)
}

/// 人员名册: everyone at work, with the papers that filing asks for.
pub(crate) static STAFF_ROSTER: Register = Register {
    key: "staff_roster",
    title: ("托育机构人员名册", "Roster of staff"),
    article: "《托育机构登记和备案办法（试行）》第八条（三）",
    columns: &[
        column(("序号", "No."), 9.0, ColumnKind::Number, "running number").derived(),
        column(("姓名", "Name"), 18.0, ColumnKind::Text, "person.name").personal().identifies(),
        column(("性别", "Sex"), 9.0, ColumnKind::Text, "person.sex"),
        column(("身份证号码", "ID number"), 35.0, ColumnKind::Code, "person.id_number").personal(),
        column(("岗位", "Posts"), 25.0, ColumnKind::Text, "post_held.post"),
        column(("班级", "Class"), 19.0, ColumnKind::Text, "class.name"),
        column(("专兼职", "Full-time"), 12.0, ColumnKind::Text, "person.full_time"),
        column(("学历及专业", "Education"), 27.0, ColumnKind::Text, "person.education"),
        column(("入职日期", "Joined"), 19.0, ColumnKind::Day, "person.joined_on"),
        column(("资格证明编号", "Qualification"), 30.0, ColumnKind::Code, "paper.number (qualification)"),
        column(("健康证明编号", "Health certificate"), 28.0, ColumnKind::Code, "paper.number (health)"),
        column(("健康证有效期", "Valid to"), 23.0, ColumnKind::Day, "paper.valid_to (health)"),
        column(("从业查询日", "Record query"), 20.0, ColumnKind::Day, "paper.issued_on (record query)"),
        column(("联系电话", "Phone"), 25.0, ColumnKind::Code, "person.phone").personal(),
    ],
    transcription: &[],
    group: RegisterGroup::Nursery,
    period: RegisterPeriod::Day,
    landscape: true,
    permission: Permission::StaffRead,
    signatures: &["填表人", "园长"],
    blank_rows: 18,
    rows: staff_rows,
    heads: None,
    foot: |rows| format!("合计 {} 人。", rows.len()),
    takes_in: None,
    named: None,
};

fn staff_rows(view: &View<'_>, asked: Asked) -> Result<Vec<RegisterRow>> {
    let classes = view.classes()?;
    let held = requirements::held(view)?;
    let mut rows = Vec::new();
    for (n, person) in (1..).zip(staff::on_day(view, asked.on)?) {
        let posts: Vec<_> = person
            .posts
            .iter()
            .filter(|held| held.from <= asked.on && held.to.is_none_or(|to| to >= asked.on))
            .collect();
        let mut names: Vec<&str> = posts.iter().map(|held| held.post.zh()).collect();
        names.dedup();
        let rooms: Vec<&str> = posts
            .iter()
            .filter_map(|held| classes.iter().find(|class| Some(class.id) == held.class_id))
            .map(|class| class.name.as_str())
            .collect();
        let papers = held
            .staff
            .iter()
            .find(|staff| staff.person_id == person.id)
            .map(|staff| staff.papers.as_slice())
            .unwrap_or_default();
        let paper = |kind: PaperKind| {
            papers.iter().find(|requirement| requirement.kind == kind).and_then(|requirement| requirement.papers.last())
        };
        let number = |kind| paper(kind).and_then(|paper| paper.number.clone()).unwrap_or_default();
        rows.push(RegisterRow::from(vec![
            i32::to_string(&n),
            person.name,
            person.sex.map(|sex| sex.zh().to_owned()).unwrap_or_default(),
            person.id_number.unwrap_or_default(),
            names.join("、"),
            rooms.join("、"),
            if person.full_time { "专职" } else { "兼职" }.to_owned(),
            person.education,
            person.joined_on.to_string(),
            number(PaperKind::StaffQualification),
            number(PaperKind::StaffHealth),
            paper(PaperKind::StaffHealth)
                .and_then(|paper| paper.valid_to)
                .map(|day| day.to_string())
                .unwrap_or_default(),
            paper(PaperKind::RecordQuery)
                .and_then(|paper| paper.issued_on)
                .map(|day| day.to_string())
                .unwrap_or_default(),
            person.phone.unwrap_or_default(),
        ]));
    }
    Ok(rows)
}

/// 班级与收托情况: the classes in figures; nobody is named.
pub(crate) static CLASS_OVERVIEW: Register = Register {
    key: "class_overview",
    title: ("班级与收托情况", "Classes and enrolment"),
    article: "《托育机构设置标准（试行）》第十九条",
    columns: &[
        column(("序号", "No."), 12.0, ColumnKind::Number, "running number").derived(),
        column(("班级", "Class"), 34.0, ColumnKind::Text, "class.name").identifies(),
        column(("编班类型", "Kind"), 26.0, ColumnKind::Text, "class.kind"),
        column(("班额", "Cap"), 18.0, ColumnKind::Number, "class.cap"),
        column(("在托人数", "Enrolled"), 20.0, ColumnKind::Number, "infants enrolled"),
        column(("其中男", "Boys"), 16.0, ColumnKind::Number, "infants enrolled, boys"),
        column(("其中女", "Girls"), 16.0, ColumnKind::Number, "infants enrolled, girls"),
        column(("最小月龄", "Youngest"), 20.0, ColumnKind::Number, "completed months on the day").derived(),
        column(("最大月龄", "Oldest"), 20.0, ColumnKind::Number, "completed months on the day").derived(),
        column(("保育人员数", "Carers"), 22.0, ColumnKind::Number, "post_held of the class"),
    ],
    transcription: &[],
    group: RegisterGroup::Nursery,
    period: RegisterPeriod::Day,
    landscape: false,
    permission: Permission::FilingRead,
    signatures: &["填表人", "园长"],
    blank_rows: 12,
    rows: class_rows,
    heads: None,
    foot: class_foot,
    takes_in: None,
    named: None,
};

fn class_rows(view: &View<'_>, asked: Asked) -> Result<Vec<RegisterRow>> {
    let infants = infants::records::all(view, &[InfantStatus::Enrolled])?;
    let mut rows = Vec::new();
    for (n, class) in (1..).zip(view.classes()?) {
        let own: Vec<_> = infants.iter().filter(|infant| infant.class_id == Some(class.id)).collect();
        let boys = own.iter().filter(|infant| infant.sex.code() == "male").count();
        let girls = own.iter().filter(|infant| infant.sex.code() == "female").count();
        let months = own.iter().filter_map(|infant| crate::day::completed_months(infant.birth, asked.on));
        let (youngest, oldest) = (months.clone().min(), months.max());
        let written = |months: Option<u32>| months.map(|months| months.to_string()).unwrap_or_default();
        let carers = view.number(
            "SELECT count(DISTINCT h.person_id) FROM post_held h JOIN person p ON p.id = h.person_id
             WHERE h.class_id = ?1 AND h.from_day <= ?2 AND (h.to_day IS NULL OR h.to_day >= ?2) AND (p.left_on IS NULL OR p.left_on >= ?2)",
            (class.id, asked.on),
        )?;
        rows.push(RegisterRow::from(vec![
            i32::to_string(&n),
            class.name,
            class.kind.zh().to_owned(),
            class.cap.to_string(),
            own.len().to_string(),
            boys.to_string(),
            girls.to_string(),
            written(youngest),
            written(oldest),
            carers.to_string(),
        ]));
    }
    Ok(rows)
}

fn class_foot(rows: &[Vec<String>]) -> String {
    let sum = |column: usize| rows.iter().filter_map(|row| row.get(column)?.parse::<u32>().ok()).sum::<u32>();
    format!("合计 {} 个班，班额 {} 人，在托 {} 人。", rows.len(), sum(3), sum(4))
}
