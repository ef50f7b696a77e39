//! Why a row is refused, asked about or warned of: one list of findings with a sentence in both
//! languages that names the cell and says the mend.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::limits::Said;
use crate::day::Day;

/// What was found in a cell or a row. Holds what the file says: for the screen, never for a log.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Finding {
    // Values
    /// A value that every row needs.
    Missing {
        /// The column's name.
        heading: String,
    },
    /// Text longer than the field holds.
    TooLong {
        /// Characters allowed.
        max: u32,
    },
    /// Not a date in any known form.
    DateUnreadable {
        /// As written.
        text: String,
    },
    /// A day that the calendar does not have.
    NoSuchDay {
        /// As written.
        text: String,
    },
    /// A year of two digits can be read two ways.
    TwoDigitYear {
        /// As written.
        text: String,
    },
    /// Year and month without the day.
    DayMissing {
        /// As written.
        text: String,
    },
    /// Before 1900 or after 2100.
    DateOutOfRange {
        /// As written.
        text: String,
    },
    /// A birth after the day of the import.
    BirthInFuture {
        /// The day written.
        day: Day,
    },
    /// A birth after the first day in the nursery.
    BirthAfterEnrolment {
        /// The day of birth.
        birth: Day,
        /// The first day in the nursery.
        enrolled: Day,
    },
    /// A number that Excel has rounded: its last digits are lost.
    Rounded {
        /// As stored.
        text: String,
    },
    /// No number, in a column of numbers.
    NotANumber {
        /// As written.
        text: String,
    },
    /// Not one telephone number.
    NotAPhone {
        /// As written.
        text: String,
    },
    /// Not an amount of money.
    NotAnAmount {
        /// As written.
        text: String,
    },
    /// Neither male nor female.
    SexUnreadable {
        /// As written.
        text: String,
    },
    // Documents
    /// Not the form of any identity document, or not of the one named.
    DocumentUnreadable {
        /// As written.
        text: String,
    },
    /// Fifteen digits: that card went out of use in 2013, no infant has one.
    OldResidentId {
        /// As written.
        text: String,
    },
    /// The last digit does not follow from the others (GB 11643).
    CheckDigit {
        /// As written.
        text: String,
    },
    /// The number holds a day of birth that is none.
    DocumentDay {
        /// As written.
        text: String,
    },
    /// The number says another day of birth than the row.
    BirthDiffers {
        /// In the number.
        document: Day,
        /// In the row.
        row: Day,
    },
    /// The number says another sex than the row (17th digit: odd is male).
    SexDiffers {
        /// Whether the number says male.
        document_male: bool,
    },
    // Rows
    /// The same child stands in an earlier row of the file.
    DuplicateOf {
        /// The earlier row, as the spreadsheet counts.
        row: u32,
    },
    /// The earlier row of the same child says something else; the earlier one counts.
    DuplicateDiffers {
        /// The columns' names.
        headings: Vec<String>,
    },
    /// An earlier row has the same document number for another child.
    DocumentInFile {
        /// The earlier row.
        row: u32,
    },
    /// A child in the nursery has this document number and another name or day of birth.
    DocumentOfOther {
        /// Its name.
        name: String,
        /// Its day of birth.
        birth: Day,
    },
    /// A child in the nursery is much like this one; only a person can say whether it is the same.
    PerhapsSame {
        /// Its name.
        name: String,
        /// Its day of birth.
        birth: Day,
    },
    /// No class has this name or nickname.
    UnknownClass {
        /// As written.
        text: String,
    },
    /// Several classes have this name or nickname.
    AmbiguousClass {
        /// As written.
        text: String,
    },
    /// A new child without a class.
    ClassMissing,
    // Warnings
    /// On the first day the child is younger or older than the class is for.
    ClassNotForAge {
        /// The class.
        class: String,
        /// Completed months on that day.
        months: u32,
        /// From so many months.
        from: u32,
        /// Below so many months.
        below: u32,
    },
    /// Another child of this name; both are taken in.
    SameName {
        /// In the file.
        row: Option<u32>,
        /// In the nursery, its day of birth.
        birth: Option<Day>,
    },
    /// Born on the same day and with a guardian in common.
    Twin {
        /// In the file.
        row: Option<u32>,
        /// In the nursery, its name.
        name: Option<String>,
    },
    /// No identity document yet (证件待补).
    DocumentMissing,
    /// No telephone number of any guardian.
    PhoneMissing,
    /// No guardian.
    GuardianMissing,
    /// A name with characters that many fonts lack.
    RareCharacters {
        /// The characters.
        characters: String,
    },
    /// A 托号 that is not 1 to 999; left out.
    NumberUnusable {
        /// As written.
        text: String,
    },
    /// A 托号 that another infant has; left out.
    NumberTaken {
        /// The number.
        text: String,
    },
    /// A formula or a text like one: taken as text and never calculated.
    FormulaAsText,
    /// The document number was found among the remarks.
    DocumentFromRemark,
    /// A value was left out because the person said so.
    LeftOut {
        /// The column's name.
        heading: String,
    },
}

/// One finding at its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Reason {
    /// The cell, as `E12`; none when the file has no such column.
    pub cell: Option<String>,
    /// The field's key; none when the finding is about the whole row.
    pub field: Option<String>,
    /// What was found.
    pub finding: Finding,
    /// The sentence for the person.
    pub said: Said,
}

impl Reason {
    /// A finding at a cell.
    #[must_use]
    pub fn new(finding: Finding, field: Option<&str>, cell: Option<String>) -> Reason {
        let said = finding.said(cell.as_deref());
        Reason { cell, field: field.map(str::to_owned), finding, said }
    }
}

impl Finding {
    /// The sentence: where, what, and what to do.
    #[must_use]
    pub fn said(&self, cell: Option<&str>) -> Said {
        let (zh, en) = self.sentences();
        match cell {
            Some(cell) => Said::new(format!("{cell}：{zh}"), format!("{cell}: {en}")),
            None => Said::new(zh, en),
        }
    }

    fn sentences(&self) -> (String, String) {
        let fixed = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
        match self {
            Self::Missing { heading } => {
                (format!("缺少“{heading}”，请补填。"), format!("“{heading}” is missing: fill it in."))
            }
            Self::TooLong { max } => {
                (format!("超过 {max} 个字，请缩短。"), format!("more than {max} characters: shorten it."))
            }
            Self::DateUnreadable { text } => (
                format!("“{text}”不是能识别的日期，请写成 2025-01-26。"),
                format!("“{text}” is no date that can be read: write it as 2025-01-26."),
            ),
            Self::NoSuchDay { text } => (
                format!("“{text}”这一天不存在，请核对证件后更正。"),
                format!("“{text}” is not in the calendar: check the document and correct it."),
            ),
            Self::TwoDigitYear { text } => (
                format!("“{text}”的年份只有两位，请写四位年份，如 2025-01-26。"),
                format!("“{text}” has a year of two digits: write four, as 2025-01-26."),
            ),
            Self::DayMissing { text } => (
                format!("“{text}”没有写到日，请补全，如 2025-01-26。"),
                format!("“{text}” lacks the day: complete it, as 2025-01-26."),
            ),
            Self::DateOutOfRange { text } => (
                format!("“{text}”不在 1900 至 2100 年之间，请核对年份。"),
                format!("“{text}” is not between 1900 and 2100: check the year."),
            ),
            Self::BirthInFuture { day } => (
                format!("出生日期 {day} 还没有到，请核对年份。"),
                format!("the day of birth {day} has not come yet: check the year."),
            ),
            Self::BirthAfterEnrolment { birth, enrolled } => (
                format!("出生日期 {birth} 晚于入托日期 {enrolled}，请核对两个日期。"),
                format!("born {birth}, after the first day here, {enrolled}: check both."),
            ),
            Self::Rounded { text } => (
                format!("Excel 把这个号码存成了数值（{text}），后几位已丢失。请把单元格设为“文本”后按证件重新输入。"),
                format!(
                    "Excel stored this number as {text} and lost its last digits: format the cell as text and type it again from the document."
                ),
            ),
            Self::NotAnAmount { text } => {
                (format!("“{text}”不是金额，请写成 2180.00"), format!("“{text}” is no amount; write 2180.00"))
            }
            Self::NotANumber { text } => {
                (format!("“{text}”不是数字，请改为数字。"), format!("“{text}” is no number: write one."))
            }
            Self::NotAPhone { text } => (
                format!("“{text}”不是一个电话号码，请填一个 11 位手机号或带区号的固定电话。"),
                format!(
                    "“{text}” is not one telephone number: give one mobile number of 11 digits or a landline with area code."
                ),
            ),
            Self::SexUnreadable { text } => {
                (format!("“{text}”不是性别，请填“男”或“女”。"), format!("“{text}” is not a sex: write 男 or 女."))
            }
            Self::DocumentUnreadable { text } => (
                format!("“{text}”不是能识别的证件号码，请核对，或在前面写明证件名称，如“护照 E12345678”。"),
                format!(
                    "“{text}” is no document number that is known: check it, or name the document before it, as 护照 E12345678."
                ),
            ),
            Self::OldResidentId { text } => (
                format!("“{text}”是 15 位旧身份证号，婴幼儿没有这种证件，请填 18 位号码。"),
                format!("“{text}” is an old ID of 15 digits, which no infant has: give the 18 digits."),
            ),
            Self::CheckDigit { text } => (
                format!("身份证号“{text}”的校验位不对，至少有一位写错，请按证件核对。"),
                format!(
                    "the check digit of “{text}” is wrong, so at least one digit is: compare it with the document."
                ),
            ),
            Self::DocumentDay { text } => (
                format!("身份证号“{text}”中的出生日期不存在，请按证件核对。"),
                format!("the day of birth within “{text}” does not exist: compare it with the document."),
            ),
            Self::BirthDiffers { document, row } => (
                format!("出生日期 {row} 与身份证号中的 {document} 不一致，请核对后更正其中一个。"),
                format!("born {row} in the row but {document} in the ID number: correct one of them."),
            ),
            Self::SexDiffers { document_male } => (
                format!(
                    "性别与身份证号不一致（号码表示{}），请核对后更正其中一个。",
                    if *document_male { "男" } else { "女" }
                ),
                format!(
                    "the ID number says {}, the row does not: correct one of them.",
                    if *document_male { "male" } else { "female" }
                ),
            ),
            Self::DuplicateOf { row } => (
                format!("与第 {row} 行是同一名婴幼儿，只导入第 {row} 行。"),
                format!("the same infant as in row {row}; row {row} is taken."),
            ),
            Self::DuplicateDiffers { headings } => (
                format!("与前面那一行的 {} 不同，以前面一行为准；如这一行才对，请改前面一行。", headings.join("、")),
                format!(
                    "differs from the earlier row in {}; the earlier row counts: correct that one if this is right.",
                    headings.join(", ")
                ),
            ),
            Self::DocumentInFile { row } => (
                format!("证件号码与第 {row} 行相同，但姓名或出生日期不同，请更正其中一行。"),
                format!("the document number of row {row} with another name or birth: correct one of the rows."),
            ),
            Self::DocumentOfOther { name, birth } => (
                format!("这个证件号码已属于 {name}（{birth}）。是同一名婴幼儿吗？"),
                format!("this document number belongs to {name} ({birth}). Is it the same infant?"),
            ),
            Self::PerhapsSame { name, birth } => (
                format!("与在册的 {name}（{birth}）很像。是同一名婴幼儿吗？"),
                format!("much like {name} ({birth}), who is here already. Is it the same infant?"),
            ),
            Self::UnknownClass { text } => (
                format!("没有叫“{text}”的班级，是哪个班？"),
                format!("no class is called “{text}”: which class is it?"),
            ),
            Self::AmbiguousClass { text } => (
                format!("有几个班都叫“{text}”，是哪个班？"),
                format!("several classes are called “{text}”: which class is it?"),
            ),
            Self::ClassMissing => fixed("没有填班级，是哪个班？", "no class is given: which class is it?"),
            Self::ClassNotForAge { class, months, from, below } => (
                format!("入托时 {months} 个月，{class}收 {from} 个月以上、不满 {below} 个月，请确认班级。"),
                format!(
                    "{months} months old on the first day; {class} is for {from} to under {below} months: confirm the class."
                ),
            ),
            Self::SameName { row, birth } => {
                let (zh, en) = match (row, birth) {
                    (Some(row), _) => (format!("第 {row} 行"), format!("row {row}")),
                    (None, Some(birth)) => (format!("在册（{birth} 出生）"), format!("the nursery (born {birth})")),
                    (None, None) => ("在册".to_owned(), "the nursery".to_owned()),
                };
                (
                    format!("{zh}有同名的婴幼儿，按两人处理，请确认。"),
                    format!("another infant of this name in {en}; they are taken as two: confirm it."),
                )
            }
            Self::Twin { row, name } => {
                let (zh, en) = match (row, name) {
                    (Some(row), _) => (format!("第 {row} 行"), format!("row {row}")),
                    (None, Some(name)) => (format!("在册的 {name} "), format!("{name}, who is here already,")),
                    (None, None) => ("在册的另一名婴幼儿".to_owned(), "another infant here".to_owned()),
                };
                (
                    format!("与{zh}同日出生、有同一监护人，按双胞胎分别导入。"),
                    format!("born the same day as {en} with a guardian in common: taken as twins, each on their own."),
                )
            }
            Self::DocumentMissing => {
                fixed("没有证件号码，先导入，证件待补。", "no document number: taken in, the document is to follow.")
            }
            Self::PhoneMissing => fixed("没有监护人电话，请尽快补上。", "no guardian's telephone: add one soon."),
            Self::GuardianMissing => fixed("没有监护人，请尽快补上。", "no guardian: add one soon."),
            Self::RareCharacters { characters } => (
                format!("姓名含生僻字“{characters}”，打印前请看预览。"),
                format!("the name has rare characters ({characters}): look at the preview before printing."),
            ),
            Self::NumberUnusable { text } => (
                format!("“{text}”不是 1 至 999 的托号，未导入，请在系统中另编。"),
                format!("“{text}” is no infant number from 1 to 999 and is left out: give one in the program."),
            ),
            Self::NumberTaken { text } => (
                format!("托号 {text} 已有人使用，未导入，请另编。"),
                format!("infant number {text} belongs to another infant and is left out: give a new one."),
            ),
            Self::FormulaAsText => fixed(
                "像公式的内容，只当作文字导入，不计算。",
                "looks like a formula: taken as text, never calculated.",
            ),
            Self::DocumentFromRemark => {
                fixed("证件号码取自备注，请确认。", "the document number was found in the remark: confirm it.")
            }
            Self::LeftOut { heading } => {
                (format!("“{heading}”未导入，待补。"), format!("“{heading}” was left out and is to follow."))
            }
        }
    }
}
