//! The columns of a roster and the headings under which nurseries write them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::intake::HeaderMap;
use crate::intake::header::{FieldWords, IGNORED};

/// A column of the roster 花名册. On the wire its key, as in [`RosterField::key`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RosterField {
    /// 托号: the infant's short number in the house.
    Number,
    /// The infant's name.
    Name,
    /// 小名: what the infant is called.
    Nickname,
    /// Sex.
    Sex,
    /// Day of birth.
    Birth,
    /// What kind of document the number belongs to.
    DocumentKind,
    /// The document's number.
    Document,
    /// 出生医学证明编号 in a column of its own.
    BirthCertificate,
    /// The class.
    Class,
    /// The first day in the nursery.
    Enrolled,
    /// The first guardian's name.
    Guardian,
    /// The first guardian's relation to the infant.
    Relation,
    /// The first guardian's telephone.
    Phone,
    /// The second guardian's name.
    #[serde(rename = "guardian_2")]
    Guardian2,
    /// The second guardian's relation.
    #[serde(rename = "relation_2")]
    Relation2,
    /// The second guardian's telephone.
    #[serde(rename = "phone_2")]
    Phone2,
    /// The father's name, where the columns stand side by side.
    FatherName,
    /// The father's telephone.
    FatherPhone,
    /// The mother's name.
    MotherName,
    /// The mother's telephone.
    MotherPhone,
    /// Home address.
    Address,
    /// 民族.
    Ethnicity,
    /// 过敏史.
    Allergy,
    /// Remark.
    Remark,
}

impl RosterField {
    /// All fields.
    pub const ALL: [RosterField; 24] = [
        Self::Number,
        Self::Name,
        Self::Nickname,
        Self::Sex,
        Self::Birth,
        Self::DocumentKind,
        Self::Document,
        Self::BirthCertificate,
        Self::Class,
        Self::Enrolled,
        Self::Guardian,
        Self::Relation,
        Self::Phone,
        Self::Guardian2,
        Self::Relation2,
        Self::Phone2,
        Self::FatherName,
        Self::FatherPhone,
        Self::MotherName,
        Self::MotherPhone,
        Self::Address,
        Self::Ethnicity,
        Self::Allergy,
        Self::Remark,
    ];

    /// The columns that we write, in their order. What families fill in side by side
    /// (父亲, 母亲, 出生医学证明) comes in through its own columns and leaves in these.
    pub const OURS: [RosterField; 19] = [
        Self::Number,
        Self::Name,
        Self::Nickname,
        Self::Sex,
        Self::Birth,
        Self::DocumentKind,
        Self::Document,
        Self::Class,
        Self::Enrolled,
        Self::Guardian,
        Self::Relation,
        Self::Phone,
        Self::Guardian2,
        Self::Relation2,
        Self::Phone2,
        Self::Address,
        Self::Ethnicity,
        Self::Allergy,
        Self::Remark,
    ];

    /// The stable key, as in a remembered header map.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.words().key
    }

    /// The field of a key.
    #[must_use]
    pub fn of_key(key: &str) -> Option<RosterField> {
        Self::ALL.into_iter().find(|field| field.key() == key)
    }

    /// The heading that we write.
    #[must_use]
    pub fn heading(self) -> &'static str {
        self.words().words.first().copied().unwrap_or_default()
    }

    /// Whether the column must be typed as text: long numbers, and numbers with a leading zero.
    #[must_use]
    pub fn is_number_text(self) -> bool {
        matches!(
            self,
            Self::Number
                | Self::Document
                | Self::BirthCertificate
                | Self::Phone
                | Self::Phone2
                | Self::FatherPhone
                | Self::MotherPhone
        )
    }

    /// Whether the column holds days.
    #[must_use]
    pub fn is_day(self) -> bool {
        matches!(self, Self::Birth | Self::Enrolled)
    }

    /// The most characters that the field holds.
    #[must_use]
    pub(super) fn max_chars(self) -> usize {
        match self {
            Self::Remark | Self::Address | Self::Allergy => 500,
            Self::Name | Self::Guardian | Self::Guardian2 | Self::FatherName | Self::MotherName => 100,
            _ => 50,
        }
    }

    fn words(self) -> FieldWords<'static> {
        let (key, words): (&'static str, &'static [&'static str]) = match self {
            Self::Number => ("number", &["托号", "学号", "晨检牌号", "晨检号", "牌号"]),
            Self::Name => ("name", &["婴幼儿姓名", "姓名", "名字", "名称", "name"]),
            Self::Nickname => ("nickname", &["小名", "乳名", "昵称"]),
            Self::Sex => ("sex", &["性别", "sex", "gender"]),
            Self::Birth => (
                "birth",
                &[
                    "出生日期",
                    "生日",
                    "出生年月日",
                    "出生年月",
                    "出生时间",
                    "出生日",
                    "出生",
                    "dateofbirth",
                    "birthdate",
                ],
            ),
            Self::DocumentKind => {
                ("document_kind", &["证件类型", "证件类别", "证件种类", "证件名称", "身份证件类型", "身份证件类别"])
            }
            Self::Document => (
                "document",
                &[
                    "证件号码",
                    "身份证号",
                    "身份证号码",
                    "身份证",
                    "证件号",
                    "身份证件号码",
                    "身份证件号",
                    "有效证件号码",
                    "有效证件号",
                    "公民身份号码",
                    "公民身份证号",
                    "身份号码",
                    "身份证/护照号",
                    "身份证/护照号码",
                    "身份证或护照号",
                    "idnumber",
                ],
            ),
            Self::BirthCertificate => (
                "birth_certificate",
                &[
                    "出生医学证明编号",
                    "出生医学证明",
                    "出生医学证明号",
                    "出生证编号",
                    "出生证号",
                    "出生证",
                    "出生证明",
                    "出生证明编号",
                    "出生证明号",
                ],
            ),
            Self::Class => (
                "class",
                &["班级", "所在班级", "班级名称", "所属班级", "入托班级", "入园班级", "所在班", "班别", "班", "class"],
            ),
            Self::Enrolled => (
                "enrolled",
                &[
                    "入托日期",
                    "入园日期",
                    "入托时间",
                    "入园时间",
                    "入学日期",
                    "入学时间",
                    "入班日期",
                    "入托年月日",
                    "入园年月日",
                    "入所日期",
                ],
            ),
            Self::Guardian => (
                "guardian",
                &[
                    "监护人",
                    "监护人姓名",
                    "家长",
                    "家长姓名",
                    "联系人",
                    "联系人姓名",
                    "第一监护人",
                    "第一监护人姓名",
                    "监护人1",
                    "监护人1姓名",
                    "主要监护人",
                ],
            ),
            Self::Relation => (
                "relation",
                &[
                    "关系",
                    "与婴幼儿关系",
                    "与幼儿关系",
                    "与宝宝关系",
                    "与儿童关系",
                    "与孩子关系",
                    "与婴儿关系",
                    "与学生关系",
                    "与本人关系",
                    "与婴幼儿的关系",
                    "与幼儿的关系",
                    "与宝宝的关系",
                    "与儿童的关系",
                    "与孩子的关系",
                    "监护人关系",
                    "家长关系",
                    "关系1",
                    "第一监护人关系",
                ],
            ),
            Self::Phone => (
                "phone",
                &[
                    "联系电话",
                    "电话",
                    "手机",
                    "手机号",
                    "手机号码",
                    "电话号码",
                    "联系方式",
                    "联系手机",
                    "家长电话",
                    "家长手机",
                    "家长手机号",
                    "家长联系电话",
                    "家长联系方式",
                    "监护人电话",
                    "监护人手机",
                    "监护人手机号",
                    "监护人联系电话",
                    "监护人联系方式",
                    "电话1",
                    "联系电话1",
                    "第一监护人电话",
                    "phone",
                ],
            ),
            Self::Guardian2 => ("guardian_2", &["监护人2", "第二监护人", "第二监护人姓名", "监护人2姓名", "家长2"]),
            Self::Relation2 => ("relation_2", &["关系2", "监护人2关系", "第二监护人关系"]),
            Self::Phone2 => {
                ("phone_2", &["联系电话2", "电话2", "手机2", "监护人2电话", "第二监护人电话", "第二监护人联系电话"])
            }
            Self::FatherName => {
                ("father_name", &["父亲姓名", "父亲", "爸爸姓名", "爸爸", "父亲名字", "父亲名称", "父", "父姓名"])
            }
            Self::FatherPhone => (
                "father_phone",
                &[
                    "父亲电话",
                    "父亲手机",
                    "父亲手机号",
                    "父亲手机号码",
                    "父亲联系电话",
                    "父亲联系方式",
                    "父亲电话号码",
                    "爸爸电话",
                    "爸爸手机",
                    "爸爸手机号",
                    "爸爸联系电话",
                    "父电话",
                ],
            ),
            Self::MotherName => {
                ("mother_name", &["母亲姓名", "母亲", "妈妈姓名", "妈妈", "母亲名字", "母亲名称", "母", "母姓名"])
            }
            Self::MotherPhone => (
                "mother_phone",
                &[
                    "母亲电话",
                    "母亲手机",
                    "母亲手机号",
                    "母亲手机号码",
                    "母亲联系电话",
                    "母亲联系方式",
                    "母亲电话号码",
                    "妈妈电话",
                    "妈妈手机",
                    "妈妈手机号",
                    "妈妈联系电话",
                    "母电话",
                ],
            ),
            Self::Address => (
                "address",
                &[
                    "家庭住址",
                    "住址",
                    "地址",
                    "家庭地址",
                    "现住址",
                    "居住地址",
                    "联系地址",
                    "现居住地址",
                    "详细地址",
                    "居住地",
                    "address",
                ],
            ),
            Self::Ethnicity => ("ethnicity", &["民族"]),
            Self::Allergy => (
                "allergy",
                &["过敏史", "过敏", "过敏情况", "过敏源", "过敏原", "食物过敏", "食物过敏史", "过敏食物", "药物过敏史"],
            ),
            Self::Remark => ("remark", &["备注", "说明", "备注说明", "其他", "备注信息"]),
        };
        let again = match self {
            Self::Guardian => Some("guardian_2"),
            Self::Relation => Some("relation_2"),
            Self::Phone => Some("phone_2"),
            _ => None,
        };
        FieldWords { key, words, again }
    }
}

/// What the header search knows: all fields, and columns that rosters have and nobody needs.
#[must_use]
pub(super) fn vocabulary() -> Vec<FieldWords<'static>> {
    let ignored = FieldWords {
        key: IGNORED,
        words: &["序号", "编号", "序", "no", "年龄", "月龄", "原因", "原行号", "签名", "家长签名", "属相"],
        again: None,
    };
    RosterField::ALL.into_iter().map(RosterField::words).chain([ignored]).collect()
}

/// The columns that a roster cannot do without and this header lacks. Day of birth and sex may
/// come from the ID number.
#[must_use]
pub(super) fn missing(header: &HeaderMap) -> Vec<RosterField> {
    let has = |field: RosterField| header.column_of(field.key()).is_some();
    let needed = |field: RosterField| match field {
        RosterField::Name => !has(field),
        RosterField::Birth | RosterField::Sex => !has(field) && !has(RosterField::Document),
        _ => false,
    };
    RosterField::ALL.into_iter().filter(|field| needed(*field)).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_heading_means_two_fields() {
        let mut seen = HashSet::new();
        for field in vocabulary() {
            for word in field.words {
                assert!(seen.insert(*word), "{word} stands twice");
            }
        }
    }

    #[test]
    fn keys_are_the_words_of_the_wire() {
        for field in RosterField::ALL {
            assert_eq!(serde_json::to_value(field).unwrap(), field.key());
            assert_eq!(RosterField::of_key(field.key()), Some(field));
        }
        assert!(RosterField::OURS.iter().all(|field| RosterField::ALL.contains(field)));
    }
}
