//! Who is in the demo nursery: invented names, invented numbers with right check digits.

use serde_json::{Value, json};

/// One of the staff.
pub(super) struct Colleague {
    pub name: &'static str,
    pub sex: &'static str,
    pub birth: &'static str,
    pub post: &'static str,
    pub class: Option<&'static str>,
    pub education: &'static str,
    pub full_time: bool,
    pub signs_in: bool,
    pub health_ends_soon: bool,
    pub query_missing: bool,
}

const fn colleague(
    name: &'static str,
    sex: &'static str,
    birth: &'static str,
    post: &'static str,
    class: Option<&'static str>,
    education: &'static str,
) -> Colleague {
    Colleague {
        name,
        sex,
        birth,
        post,
        class,
        education,
        full_time: true,
        signs_in: false,
        health_ends_soon: false,
        query_missing: false,
    }
}

/// The staff, the director first.
pub(super) const STAFF: [Colleague; 16] = [
    Colleague {
        signs_in: true, ..colleague("林静文", "female", "1988-06-06", "director", None, "大专 学前教育")
    },
    Colleague { signs_in: true, ..colleague("周岚", "female", "1990-03-15", "health_worker", None, "大专 护理") },
    Colleague {
        signs_in: true,
        health_ends_soon: true,
        ..colleague("王海燕", "female", "1993-09-08", "carer", Some("乳儿班"), "大专 婴幼儿托育")
    },
    colleague("赵敏慧", "female", "1995-01-22", "carer", Some("乳儿班"), "中专 学前教育"),
    colleague("何丽萍", "female", "1996-11-03", "carer", Some("乳儿班"), "大专 护理"),
    Colleague {
        signs_in: true,
        ..colleague("郭晓梅", "female", "1992-05-17", "carer", Some("托小班"), "大专 学前教育")
    },
    colleague("马丽娜", "female", "1997-07-29", "carer", Some("托小班"), "中专 学前教育"),
    Colleague {
        query_missing: true,
        ..colleague("许佳宁", "female", "1999-12-12", "carer", Some("托小班"), "大专 早期教育")
    },
    Colleague {
        signs_in: true,
        ..colleague("宋雨晴", "female", "1994-02-02", "carer", Some("托大班"), "本科 学前教育")
    },
    colleague("冯洁如", "female", "1991-10-30", "carer", Some("托大班"), "大专 学前教育"),
    colleague("邓芳菲", "female", "1998-08-16", "carer", Some("托大班"), "中专 保育"),
    colleague("许文静", "female", "1989-04-04", "carer", Some("混合班"), "大专 学前教育"),
    colleague("曹慧敏", "female", "1996-06-21", "carer", Some("混合班"), "中专 保育"),
    Colleague { signs_in: true, ..colleague("孙丽华", "female", "1986-12-25", "bookkeeper", None, "大专 会计") },
    Colleague { signs_in: true, ..colleague("陈国强", "male", "1979-09-19", "cook", None, "高中") },
    Colleague {
        signs_in: true, full_time: false, ..colleague("刘卫东", "male", "1975-05-05", "guard", None, "高中")
    },
];

/// One of the infants.
pub(super) struct Child {
    pub name: &'static str,
    pub sex: &'static str,
    pub birth: &'static str,
    pub class: &'static str,
    pub applied_on: &'static str,
    pub enrolled_on: &'static str,
    pub guardian: String,
    pub relation: &'static str,
    pub phone: String,
    pub address: String,
    pub allergy: &'static str,
    /// `None`: the number is still to be handed in.
    pub document: Option<(&'static str, String)>,
    pub papers_missing: bool,
}

impl Child {
    pub(super) fn request(&self) -> Value {
        json!({
            "name": self.name, "sex": self.sex, "birth": self.birth, "applied_on": self.applied_on, "address": self.address, "allergy": self.allergy, "ethnicity": "汉族",
            "document_kind": self.document.as_ref().map(|(kind, _)| *kind), "document_number": self.document.as_ref().map(|(_, number)| number),
            "guardians": [{ "name": self.guardian, "relation": self.relation, "phone": self.phone, "address": "", "work_unit": "", "legal": matches!(self.relation, "父亲" | "母亲") }],
            "pickup": [{ "name": self.guardian, "relation": self.relation, "id_tail": "", "phone": self.phone, "adult_seen": true, "from": self.applied_on }],
        })
    }
}

/// Name, sex, birth, class.
type Line = (&'static str, &'static str, &'static str, &'static str);

const INFANTS: [Line; 9] = [
    ("李可馨", "female", "2026-02-11", "乳儿班"),
    ("黄浩然", "male", "2026-01-21", "乳儿班"),
    ("郑一鸣", "male", "2025-12-05", "乳儿班"),
    ("何沐阳", "male", "2026-02-26", "乳儿班"),
    ("罗诗涵", "female", "2025-11-19", "乳儿班"),
    ("高子墨", "male", "2026-01-02", "乳儿班"),
    ("梁语桐", "female", "2025-12-24", "乳儿班"),
    ("宋知许", "female", "2026-02-03", "乳儿班"),
    ("唐景行", "male", "2026-01-15", "乳儿班"),
];

const YOUNGER: [Line; 14] = [
    ("张思远", "male", "2025-01-26", "托小班"),
    ("陈思远", "male", "2025-07-19", "托小班"),
    ("赵欣怡", "female", "2025-01-31", "托小班"),
    ("Emma Johansson", "female", "2025-04-01", "托小班"),
    ("阿依古丽·买买提", "female", "2025-03-19", "托小班"),
    ("吴梓涵", "male", "2025-01-21", "托小班"),
    ("韩若溪", "female", "2025-05-08", "托小班"),
    ("冯天佑", "male", "2025-06-30", "托小班"),
    ("程子衿", "female", "2025-02-17", "托小班"),
    ("曹宇轩", "male", "2025-08-04", "托小班"),
    ("邓安然", "female", "2025-03-28", "托小班"),
    ("萧逸尘", "male", "2025-04-22", "托小班"),
    ("彭嘉懿", "female", "2025-05-27", "托小班"),
    ("曾沐宸", "male", "2025-07-06", "托小班"),
];

const OLDER: [Line; 19] = [
    ("刘子轩", "male", "2024-05-21", "托大班"),
    ("杨一诺", "female", "2024-01-25", "托大班"),
    ("杨一诺乐", "female", "2024-01-25", "托大班"),
    ("王一诺", "female", "2024-07-30", "托大班"),
    ("张浩然", "male", "2024-05-26", "托大班"),
    ("刘梓涵", "male", "2024-02-25", "托大班"),
    ("徐若曦", "female", "2024-03-12", "托大班"),
    ("胡景澄", "male", "2024-04-18", "托大班"),
    ("朱予安", "male", "2024-06-09", "托大班"),
    ("林书瑶", "female", "2024-08-15", "托大班"),
    ("郭俊熙", "male", "2024-02-08", "托大班"),
    ("马思琪", "female", "2024-03-30", "托大班"),
    ("罗梓睿", "male", "2024-05-05", "托大班"),
    ("梁佳琪", "female", "2024-06-22", "托大班"),
    ("宋明轩", "male", "2024-07-11", "托大班"),
    ("谢婉清", "female", "2024-01-30", "托大班"),
    ("韩子默", "male", "2024-04-02", "托大班"),
    ("唐语嫣", "female", "2024-08-24", "托大班"),
    ("许嘉树", "male", "2024-02-19", "托大班"),
];

const MIXED: [Line; 12] = [
    ("陈雨桐", "female", "2024-11-29", "混合班"),
    ("赵梓涵", "female", "2024-11-20", "混合班"),
    ("王一诺", "male", "2025-01-09", "混合班"),
    ("沈星河", "male", "2024-10-12", "混合班"),
    ("韦清扬", "female", "2024-09-27", "混合班"),
    ("姜若初", "female", "2025-02-14", "混合班"),
    ("范子骞", "male", "2024-12-31", "混合班"),
    ("石予墨", "male", "2024-06-16", "混合班"),
    ("崔灵犀", "female", "2024-08-08", "混合班"),
    ("贺云帆", "male", "2025-01-23", "混合班"),
    ("龚子悠", "female", "2024-07-19", "混合班"),
    ("单一帆", "male", "2024-12-06", "混合班"),
];

/// Everybody, in the order in which they came.
pub(super) fn children() -> Vec<Child> {
    let mut children: Vec<Child> = INFANTS
        .iter()
        .chain(&YOUNGER)
        .chain(&OLDER)
        .chain(&MIXED)
        .enumerate()
        .map(|(at, line)| child(at, line))
        .collect();
    // Twins have one family; two families share nothing but a name.
    let family = |children: &[Child], name: &str| {
        let of = |c: &Child| (c.guardian.clone(), c.phone.clone(), c.address.clone(), c.relation);
        children.iter().find(|c| c.name == name).map(of)
    };
    if let Some(family) = family(&children, "杨一诺")
        && let Some(twin) = children.iter_mut().find(|c| c.name == "杨一诺乐")
    {
        (twin.guardian, twin.phone, twin.address, twin.relation) = family;
    }
    for child in &mut children {
        match child.name {
            "Emma Johansson" => child.document = Some(("passport", "E12345671".to_owned())),
            "何沐阳" => child.document = Some(("birth_certificate", "T410344761".to_owned())),
            "韩若溪" => (child.document, child.papers_missing) = (None, true),
            "李可馨" => child.allergy = "鸡蛋",
            "张思远" => child.allergy = "牛奶",
            "胡景澄" => child.allergy = "花生、坚果",
            "阿依古丽·买买提" => child.allergy = "",
            _ => {}
        }
    }
    children
}

/// Two who wait for a place.
pub(super) fn waiting() -> Vec<Child> {
    [("顾念慈", "female", "2026-05-20", ""), ("秦屿安", "male", "2025-03-08", "")]
        .iter()
        .zip(54..)
        .map(|(line, at)| Child { applied_on: "2026-11-16", ..child(at, line) })
        .collect()
}

fn child(at: usize, &(name, sex, birth, class): &Line) -> Child {
    const FATHERS: [&str; 6] = ["晓峰", "建国", "志强", "文博", "俊杰", "立新"];
    const MOTHERS: [&str; 7] = ["王丽娟", "陈雅静", "李海燕", "赵淑芬", "周春梅", "吴慧玲", "孙巧云"];
    const RELATIONS: [&str; 5] = ["父亲", "母亲", "母亲", "母亲", "父亲"];
    let surname: String = if name.is_ascii() { "赵".to_owned() } else { name.chars().take(1).collect() };
    let relation = RELATIONS[at % RELATIONS.len()];
    let guardian = match relation {
        "父亲" => format!("{surname}{}", FATHERS[at % FATHERS.len()]),
        _ => MOTHERS[at % MOTHERS.len()].to_owned(),
    };
    Child {
        name,
        sex,
        birth,
        class,
        applied_on: "2026-08-26",
        enrolled_on: "2026-09-01",
        guardian,
        relation,
        phone: format!("199000200{at:02}"),
        address: format!("示范路{}号院{}号楼", at % 24 + 1, at % 13 + 1),
        allergy: "",
        document: Some(("resident_id", id_number(birth, sex, at))),
        papers_missing: false,
    }
}

/// A resident ID that nobody has: sequence numbers from 900 are not given out in the region codes used here.
pub(super) fn id_number(birth: &str, sex: &str, at: usize) -> String {
    const WEIGHTS: [usize; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let odd = usize::from(sex == "male");
    let first = format!("410105{}{:03}", birth.replace('-', ""), 900 + (at % 49) * 2 + odd);
    let sum: usize = first.bytes().zip(WEIGHTS).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
    let check = ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][sum % 11];
    format!("{first}{check}")
}
