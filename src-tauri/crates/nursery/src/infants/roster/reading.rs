//! Rows of cells to typed values. What a row says is read here; what it means, in `judging`.

use std::collections::{HashMap, HashSet};

use crate::day::Day;
use crate::identity::{DocumentKind, IdentityDocument, IdentityError, Sex};
use crate::infants::number::NurseryNumber;
use crate::intake::cells::CellValue;
use crate::intake::{Finding, HeaderMap, Reason, Sheet, values};
use crate::text::{Phone, half_width, normalise_name};

use super::class_names::ClassNames;
use super::merging::add_guardian;
use super::skipping::skip;
use super::{
    Existing, Relation, RosterAnswer, RosterChoice, RosterChoices, RosterClass, RosterField, RosterGuardian, RosterRow,
    RosterSkipped, RosterWritten,
};

/// A row as read: the values where every needed one is right, and all that was found.
#[derive(Debug)]
pub(super) struct ReadRow {
    pub row: u32,
    pub written: Vec<RosterWritten>,
    pub values: Option<RosterRow>,
    pub class: ReadClass,
    pub rejections: Vec<Reason>,
    pub warnings: Vec<Reason>,
    /// Values that the row can do without, among those rejected.
    pub choices: Vec<RosterChoice>,
    pub cells: HashMap<RosterField, String>,
}

/// What the row says about the class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ReadClass {
    Known,
    /// No such name, or several classes of that name.
    Asked {
        finding: Finding,
        among: Vec<String>,
    },
    /// Nothing written; only a new infant is asked for.
    Blank,
    LeftOut,
}

impl ReadRow {
    /// A finding at a field's cell.
    pub(super) fn reason(&self, finding: Finding, field: RosterField) -> Reason {
        Reason::new(finding, Some(field.key()), self.cells.get(&field).cloned())
    }
}

/// Reads all rows below the headings and says which were passed over.
pub(super) fn rows(
    sheet: &Sheet,
    header: &HeaderMap,
    choices: &RosterChoices,
    existing: &Existing,
    on: Day,
) -> (Vec<ReadRow>, Vec<RosterSkipped>) {
    let columns: Vec<(RosterField, u32)> =
        RosterField::ALL.into_iter().filter_map(|field| Some((field, header.column_of(field.key())?))).collect();
    let mut mends: HashMap<u32, HashMap<RosterField, CellValue>> = HashMap::new();
    for mend in &choices.mends {
        mends.entry(mend.row).or_default().insert(mend.field, CellValue::Text(mend.value.clone()));
    }
    let mut without: HashMap<u32, HashSet<RosterField>> = HashMap::new();
    for decision in &choices.decisions {
        if let RosterAnswer::Without { field } = &decision.answer {
            without.entry(decision.row).or_default().insert(*field);
        }
    }
    let classes = ClassNames::of(&existing.classes);
    let (mut read, mut skipped) = (Vec::new(), Vec::new());
    for row in sheet.row_numbers().skip_while(|row| *row < header.first_row()) {
        let mended = mends.remove(&(row + 1)).unwrap_or_default();
        if let (Some((why, text)), true) = (skip(sheet, header, &columns, row), mended.is_empty()) {
            skipped.push(RosterSkipped { row: row + 1, why, text });
            continue;
        }
        let without = without.remove(&(row + 1)).unwrap_or_default();
        let reading = Reading::new(sheet, header, &columns, row, mended, without);
        read.push(reading.read(&classes, on));
    }
    (read, skipped)
}

/// One row while it is being read.
struct Reading<'a> {
    row: u32,
    cells: HashMap<RosterField, (Option<String>, &'a CellValue)>,
    mended: HashMap<RosterField, CellValue>,
    without: HashSet<RosterField>,
    rejections: Vec<(Finding, RosterField)>,
    warnings: Vec<(Finding, RosterField)>,
}

impl<'a> Reading<'a> {
    fn new(
        sheet: &'a Sheet,
        header: &HeaderMap,
        columns: &[(RosterField, u32)],
        row: u32,
        mended: HashMap<RosterField, CellValue>,
        without: HashSet<RosterField>,
    ) -> Reading<'a> {
        let cells = columns
            .iter()
            .map(|(field, column)| (*field, (header.address_of(field.key(), row), sheet.at_merged_down(row, *column))))
            .collect();
        Reading { row: row + 1, cells, mended, without, rejections: Vec::new(), warnings: Vec::new() }
    }

    fn value(&self, field: RosterField) -> &CellValue {
        static EMPTY: CellValue = CellValue::Empty;
        self.mended.get(&field).or_else(|| self.cells.get(&field).map(|(_, value)| *value)).unwrap_or(&EMPTY)
    }

    /// Takes a value that was read, or notes why it is refused.
    fn take<T>(
        &mut self,
        field: RosterField,
        read: impl FnOnce(&CellValue) -> Result<Option<T>, Finding>,
    ) -> Option<T> {
        if self.without.contains(&field) {
            return None;
        }
        match read(self.value(field)) {
            Ok(value) => value,
            Err(finding) => {
                self.rejections.push((finding, field));
                None
            }
        }
    }

    fn text(&mut self, field: RosterField) -> Option<String> {
        let text = self.take(field, |value| values::text(value, field.max_chars()));
        let like_formula = text.as_ref().is_some_and(|text| text.starts_with(['=', '@']))
            || matches!(self.value(field), CellValue::Formula { .. });
        if like_formula && text.is_some() {
            self.warnings.push((Finding::FormulaAsText, field));
        }
        text
    }

    fn name(&mut self, field: RosterField) -> Option<String> {
        self.take(field, |value| values::text(value, field.max_chars()))
            .map(|name| normalise_name(&name))
            .filter(|name| !name.is_empty())
    }

    /// 托号. A longer 学号 is no reason to turn a child away: it is left out with a warning.
    fn number(&mut self) -> Option<NurseryNumber> {
        let field = RosterField::Number;
        let text = self.take(field, |value| Ok(Some(half_width(&value.text()))))?;
        if text.is_empty() {
            return None;
        }
        let number = text.parse().ok().and_then(|number| NurseryNumber::new(number).ok());
        if number.is_none() {
            self.warnings.push((Finding::NumberUnusable { text }, field));
        }
        number
    }

    fn read(mut self, classes: &ClassNames<'_>, on: Day) -> ReadRow {
        let name = self.name(RosterField::Name);
        if name.is_none() && self.rejections.is_empty() {
            self.missing(RosterField::Name);
        }
        let document = self.document();
        let (birth, sex) = (self.birth(document.as_ref(), on), self.sex(document.as_ref()));
        let enrolled = self.take(RosterField::Enrolled, values::day);
        if let (Some(birth), Some(first)) = (birth, enrolled)
            && birth > first
        {
            self.rejections.push((Finding::BirthAfterEnrolment { birth, enrolled: first }, RosterField::Enrolled));
        }
        let (class_id, class) = self.class(classes);
        let guardians = self.guardians();
        let number = self.number();
        let nickname = self.text(RosterField::Nickname);
        let address = self.text(RosterField::Address);
        let ethnicity = self.text(RosterField::Ethnicity);
        let allergy = self.text(RosterField::Allergy);
        let remark = self.text(RosterField::Remark);
        let complete = self.rejections.is_empty();
        let values = match (complete, name, birth, sex) {
            (true, Some(name), Some(birth), Some(sex)) => Some(RosterRow {
                number,
                name,
                nickname,
                sex,
                birth,
                document,
                class: class_id,
                enrolled,
                guardians,
                address,
                ethnicity,
                allergy,
                remark,
            }),
            _ => None,
        };
        self.finish(values, class, classes)
    }

    fn missing(&mut self, field: RosterField) {
        self.rejections.push((Finding::Missing { heading: field.heading().to_owned() }, field));
    }

    fn birth(&mut self, document: Option<&IdentityDocument>, on: Day) -> Option<Day> {
        let field = RosterField::Birth;
        let refused = self.rejections.len();
        let written = self.take(field, values::day);
        if self.rejections.len() > refused {
            return None;
        }
        let says = document.and_then(IdentityDocument::birth);
        if let (Some(document), Some(row)) = (says, written)
            && document != row
        {
            self.rejections.push((Finding::BirthDiffers { document, row }, field));
        }
        let birth = written.or(says);
        match birth {
            Some(day) if day > on => self.rejections.push((Finding::BirthInFuture { day }, field)),
            None => self.missing(field),
            Some(_) => {}
        }
        birth
    }

    fn sex(&mut self, document: Option<&IdentityDocument>) -> Option<Sex> {
        let field = RosterField::Sex;
        let refused = self.rejections.len();
        let written = self.take(field, read_sex);
        if self.rejections.len() > refused {
            return None;
        }
        let says = document.and_then(IdentityDocument::sex);
        if let (Some(says), Some(written)) = (says, written)
            && says != written
        {
            self.rejections.push((Finding::SexDiffers { document_male: says == Sex::Male }, field));
        }
        let sex = written.or(says);
        if sex.is_none() {
            self.missing(field);
        }
        sex
    }

    /// The document from its column, from that of the birth certificate, or from the remark.
    fn document(&mut self) -> Option<IdentityDocument> {
        let refused = self.rejections.len();
        let kind = self.take(RosterField::DocumentKind, |value| values::text(value, 50)).unwrap_or_default();
        let found = self
            .take(RosterField::Document, |value| read_document(value, &kind))
            .or_else(|| self.take(RosterField::BirthCertificate, |value| read_document(value, "出生医学证明")));
        if found.is_some() || self.rejections.len() > refused || self.without.contains(&RosterField::Document) {
            return found;
        }
        let remark = self.value(RosterField::Remark).text();
        let names_one = ["出生医学证明", "出生证", "护照", "通行证", "台胞证", "回乡证", "居住证", "身份证"]
            .iter()
            .any(|word| remark.contains(word));
        let found = IdentityDocument::from_text(&remark).ok().filter(|_| names_one);
        match found {
            Some(_) => self.warnings.push((Finding::DocumentFromRemark, RosterField::Remark)),
            None => self.warnings.push((Finding::DocumentMissing, RosterField::Document)),
        }
        found
    }

    fn class(&mut self, classes: &ClassNames<'_>) -> (Option<String>, ReadClass) {
        if self.without.contains(&RosterField::Class) {
            return (None, ReadClass::LeftOut);
        }
        match self.text(RosterField::Class).map(|text| classes.find(&text)) {
            None => (None, ReadClass::Blank),
            Some(Ok(class)) => (Some(class.id.clone()), ReadClass::Known),
            Some(Err((finding, among))) => (None, ReadClass::Asked { finding, among }),
        }
    }

    fn guardians(&mut self) -> Vec<RosterGuardian> {
        use RosterField::{
            FatherName, FatherPhone, Guardian, Guardian2, MotherName, MotherPhone, Phone as PhoneField, Phone2,
            Relation as RelationField, Relation2,
        };
        let mut guardians = Vec::new();
        for (name, relation, phone) in [
            (Guardian, Ok(RelationField), PhoneField),
            (Guardian2, Ok(Relation2), Phone2),
            (FatherName, Err(Relation::Father), FatherPhone),
            (MotherName, Err(Relation::Mother), MotherPhone),
        ] {
            let name = self.name(name);
            let relation = match relation {
                Ok(field) => self
                    .take(field, |value| values::text(value, field.max_chars()))
                    .map(|word| Relation::of_word(&word)),
                Err(given) => Some(given),
            };
            let phone = self.take(phone, read_phone);
            if name.is_some() || phone.is_some() {
                add_guardian(&mut guardians, RosterGuardian { name, relation, phone });
            }
        }
        if guardians.is_empty() {
            self.warnings.push((Finding::GuardianMissing, Guardian));
        }
        if guardians.iter().all(|guardian| guardian.phone.is_none()) {
            self.warnings.push((Finding::PhoneMissing, PhoneField));
        }
        guardians
    }

    fn finish(mut self, values: Option<RosterRow>, class: ReadClass, classes: &ClassNames<'_>) -> ReadRow {
        if let Some(row) = &values {
            let rare: String = row.name.chars().filter(|c| is_rare(*c)).collect();
            if !rare.is_empty() {
                self.warnings.push((Finding::RareCharacters { characters: rare }, RosterField::Name));
            }
        }
        let mut left_out: Vec<RosterField> = self.without.iter().copied().collect();
        left_out.sort_unstable();
        for field in left_out {
            self.warnings.push((Finding::LeftOut { heading: field.heading().to_owned() }, field));
        }
        let cells: HashMap<RosterField, String> =
            self.cells.iter().filter_map(|(field, (cell, _))| Some((*field, cell.clone()?))).collect();
        let at = |found: Vec<(Finding, RosterField)>| {
            found
                .into_iter()
                .map(|(finding, field)| Reason::new(finding, Some(field.key()), cells.get(&field).cloned()))
                .collect()
        };
        let mut choices = left_out_choices(&self.rejections);
        if let ReadClass::Asked { among, .. } = &class {
            choices.extend(class_choices(among, classes.classes));
        }
        let written = RosterField::ALL
            .into_iter()
            .filter(|field| self.cells.contains_key(field) || self.mended.contains_key(field))
            .map(|field| RosterWritten {
                field,
                cell: cells.get(&field).cloned(),
                text: self.value(field).text(),
                mended: self.mended.contains_key(&field),
            })
            .collect();
        let (rejections, warnings) = (at(self.rejections), at(self.warnings));
        ReadRow { row: self.row, written, values, class, rejections, warnings, choices, cells }
    }
}

/// What can be left out to take the row all the same. The name cannot; sex and day of birth can,
/// as long as the document says them, and a contradiction with the document can end either way.
fn left_out_choices(rejections: &[(Finding, RosterField)]) -> Vec<RosterChoice> {
    let mut fields: Vec<RosterField> = Vec::new();
    for (finding, field) in rejections {
        match finding {
            Finding::BirthDiffers { .. } | Finding::SexDiffers { .. } => fields.extend([*field, RosterField::Document]),
            Finding::Missing { .. } | Finding::BirthInFuture { .. } => {}
            _ if *field == RosterField::Name => {}
            _ => fields.push(*field),
        }
    }
    fields.sort_unstable();
    fields.dedup();
    fields
        .into_iter()
        .map(|field| RosterChoice { label: field.heading().to_owned(), answer: RosterAnswer::Without { field } })
        .collect()
}

/// The classes to choose from, and doing without.
pub(super) fn class_choices(among: &[String], classes: &[RosterClass]) -> Vec<RosterChoice> {
    let offered = classes.iter().filter(|class| among.contains(&class.id)).map(|class| RosterChoice {
        label: class.name.clone(),
        answer: RosterAnswer::Class { class: class.id.clone() },
    });
    let none = RosterChoice {
        label: RosterField::Class.heading().to_owned(),
        answer: RosterAnswer::Without { field: RosterField::Class },
    };
    offered.chain([none]).collect()
}

fn read_phone(value: &CellValue) -> Result<Option<Phone>, Finding> {
    if is_none_word(&value.text()) {
        return Ok(None);
    }
    values::phone(value)
}

fn read_sex(value: &CellValue) -> Result<Option<Sex>, Finding> {
    let text = half_width(&value.text()).trim().to_lowercase();
    match text.as_str() {
        "" => Ok(None),
        "男" | "男孩" | "男宝" | "男性" | "m" | "male" | "boy" => Ok(Some(Sex::Male)),
        "女" | "女孩" | "女宝" | "女性" | "f" | "female" | "girl" => Ok(Some(Sex::Female)),
        _ => Err(Finding::SexUnreadable { text: value.text() }),
    }
}

/// What people write when there is nothing yet.
fn is_none_word(text: &str) -> bool {
    matches!(half_width(text).trim(), "无" | "暂无" | "没有" | "待补" | "未办" | "未上户口" | "/" | "-" | "--")
}

fn read_document(value: &CellValue, kind: &str) -> Result<Option<IdentityDocument>, Finding> {
    let Some(number) = values::exact_number(value)? else {
        return Ok(None);
    };
    if is_none_word(&number) {
        return Ok(None);
    }
    let said = || value.text();
    let named = <DocumentKind as crate::words::Coded>::ALL.iter().copied().find(|known| known.zh() == kind);
    let read = match named {
        Some(kind) if number.chars().all(|c| c.is_ascii_alphanumeric()) => IdentityDocument::new(kind, &number, None),
        _ => IdentityDocument::from_text(&format!("{kind} {number}")),
    };
    read.map(Some).map_err(|wrong| match wrong {
        IdentityError::FifteenDigits => Finding::OldResidentId { text: said() },
        IdentityError::CheckDigit => Finding::CheckDigit { text: said() },
        IdentityError::BirthDate => Finding::DocumentDay { text: said() },
        IdentityError::Rounded => Finding::Rounded { text: said() },
        _ => Finding::DocumentUnreadable { text: said() },
    })
}

/// Outside the characters that every font has: the extensions of the CJK block.
fn is_rare(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{3FFFF}')
}
