//! The outcome of each row: who is new, the same, changed, twice in the file, or a question.
//!
//! Who is who: the same document number is the same child. Without one, name, day of birth and sex
//! with a guardian's telephone in common. Name and birth alone never decide (twins, namesakes).

use std::collections::{HashMap, HashSet};

use crate::day::{Day, completed_months};
use crate::identity::IdentityDocument;
use crate::infants::number::NurseryNumber;
use crate::intake::{Finding, Reason};

use super::merging::{changes, merged};
use super::reading::{ReadClass, ReadRow, class_choices};
use super::{
    Existing, RosterAnswer, RosterChoice, RosterChoices, RosterField, RosterInfant, RosterOutcome, RosterPreviewRow,
    RosterRow,
};

/// Judges the rows in their order.
pub(super) fn judge(
    rows: Vec<ReadRow>,
    choices: &RosterChoices,
    existing: &Existing,
    on: Day,
) -> Vec<RosterPreviewRow> {
    let answers = Answers::of(choices);
    let known = Known::of(&existing.infants);
    let mut file = InFile::default();
    let mut judged: Vec<RosterPreviewRow> = rows
        .into_iter()
        .map(|row| Judging { existing, known: &known, answers: &answers, on }.row(row, &mut file))
        .collect();
    look_alikes(&mut judged, existing);
    for row in judged.iter_mut().filter(|row| row.outcome == RosterOutcome::Same) {
        row.warnings.clear();
    }
    judged
}

/// The person's answers by row.
#[derive(Default)]
struct Answers<'a> {
    class: HashMap<u32, &'a str>,
    who: HashMap<u32, Option<&'a str>>,
}

impl<'a> Answers<'a> {
    fn of(choices: &'a RosterChoices) -> Answers<'a> {
        let mut answers = Answers::default();
        for decision in &choices.decisions {
            let row = decision.row;
            match &decision.answer {
                RosterAnswer::Class { class } => {
                    answers.class.insert(row, class);
                }
                RosterAnswer::Same { infant } => {
                    answers.who.insert(row, Some(infant));
                }
                RosterAnswer::Another => {
                    answers.who.insert(row, None);
                }
                RosterAnswer::Without { .. } => {}
            }
        }
        answers
    }
}

/// The number alone: whether 身份证 or 居住证 stands before it, a number belongs to one person.
fn number(document: &IdentityDocument) -> &str {
    document.number()
}

type Person<'a> = (&'a str, Day, bool);

fn person(row: &RosterRow) -> Person<'_> {
    (&row.name, row.birth, row.sex == crate::identity::Sex::Male)
}

fn share_a_phone(one: &RosterRow, other: &RosterRow) -> bool {
    let mut phones = one.guardians.iter().filter_map(|guardian| guardian.phone.as_ref());
    phones.any(|phone| other.guardians.iter().any(|guardian| guardian.phone.as_ref() == Some(phone)))
}

fn has_a_phone(row: &RosterRow) -> bool {
    row.guardians.iter().any(|guardian| guardian.phone.is_some())
}

/// The infants of the nursery by what identifies them.
struct Known<'a> {
    by_number: HashMap<&'a str, &'a RosterInfant>,
    by_person: HashMap<Person<'a>, Vec<&'a RosterInfant>>,
    by_id: HashMap<&'a str, &'a RosterInfant>,
    by_nursery_number: HashMap<NurseryNumber, &'a str>,
}

impl<'a> Known<'a> {
    fn of(infants: &'a [RosterInfant]) -> Known<'a> {
        let mut known = Known {
            by_number: HashMap::new(),
            by_person: HashMap::new(),
            by_id: HashMap::new(),
            by_nursery_number: HashMap::new(),
        };
        for infant in infants {
            // A current document counts before a former one of somebody else.
            for document in &infant.former_documents {
                known.by_number.entry(number(document)).or_insert(infant);
            }
            known.by_person.entry(person(&infant.row)).or_default().push(infant);
            known.by_id.insert(&infant.id, infant);
            if let Some(number) = infant.row.number {
                known.by_nursery_number.insert(number, &infant.id);
            }
        }
        for infant in infants {
            if let Some(document) = &infant.row.document {
                known.by_number.insert(number(document), infant);
            }
        }
        known
    }
}

/// The earlier rows of the file, those not rejected.
#[derive(Default)]
struct InFile {
    rows: Vec<(u32, RosterRow)>,
    by_number: HashMap<String, usize>,
    by_person: HashMap<(String, Day, bool), Vec<usize>>,
    by_match: HashMap<String, usize>,
    numbers: HashSet<NurseryNumber>,
}

/// How a row relates to an earlier one.
enum Earlier {
    Same(usize),
    OtherWithItsNumber(u32),
}

impl InFile {
    fn find(&self, row: &RosterRow) -> Option<Earlier> {
        if let Some(at) = row.document.as_ref().and_then(|document| self.by_number.get(number(document))) {
            let (earlier, values) = &self.rows[*at];
            let same = values.name == row.name && values.birth == row.birth;
            return Some(if same { Earlier::Same(*at) } else { Earlier::OtherWithItsNumber(*earlier) });
        }
        let (name, birth, male) = person(row);
        let alike = self.by_person.get(&(name.to_owned(), birth, male))?;
        alike.iter().copied().find(|at| is_one_child(row, &self.rows[*at].1)).map(Earlier::Same)
    }

    fn keep(&mut self, row: u32, values: &RosterRow, matched: Option<&str>) {
        let at = self.rows.len();
        if let Some(document) = &values.document {
            self.by_number.entry(number(document).to_owned()).or_insert(at);
        }
        let (name, birth, male) = person(values);
        self.by_person.entry((name.to_owned(), birth, male)).or_default().push(at);
        if let Some(id) = matched {
            self.by_match.entry(id.to_owned()).or_insert(at);
        }
        self.numbers.extend(values.number);
        self.rows.push((row, values.clone()));
    }
}

/// Of two rows with the same name, birth and sex: whether nothing speaks against one child.
fn is_one_child(row: &RosterRow, other: &RosterRow) -> bool {
    if row.document.is_some() && other.document.is_some() {
        let kinds =
            (row.document.as_ref().map(IdentityDocument::kind), other.document.as_ref().map(IdentityDocument::kind));
        return kinds.0 != kinds.1 && share_a_phone(row, other);
    }
    share_a_phone(row, other) || (row.document.is_none() && !has_a_phone(row))
}

fn without_document() -> RosterChoice {
    let field = RosterField::Document;
    RosterChoice { label: field.heading().to_owned(), answer: RosterAnswer::Without { field } }
}

/// Who of the nursery a row is.
enum Who<'a> {
    Nobody,
    One(&'a RosterInfant),
    Ask(Vec<(&'a RosterInfant, Finding)>),
}

struct Judging<'a> {
    existing: &'a Existing,
    known: &'a Known<'a>,
    answers: &'a Answers<'a>,
    on: Day,
}

impl Judging<'_> {
    fn row(&self, mut read: ReadRow, file: &mut InFile) -> RosterPreviewRow {
        let mut row = RosterPreviewRow {
            row: read.row,
            outcome: RosterOutcome::Rejected,
            reasons: std::mem::take(&mut read.rejections),
            warnings: Vec::new(),
            choices: std::mem::take(&mut read.choices),
            written: std::mem::take(&mut read.written),
            values: None,
            matched: None,
            changes: Vec::new(),
        };
        let Some(mut values) = read.values.take() else {
            row.warnings = read.warnings;
            return row;
        };
        match file.find(&values) {
            Some(Earlier::Same(at)) => return self.duplicate(row, &read, &values, &file.rows[at]),
            Some(Earlier::OtherWithItsNumber(earlier)) => {
                row.reasons.push(read.reason(Finding::DocumentInFile { row: earlier }, RosterField::Document));
                row.choices.push(without_document());
            }
            None => {}
        }
        let matched = match self.who(&values, read.row) {
            Who::Nobody => None,
            Who::One(infant) => Some(infant),
            Who::Ask(alike) => {
                let by_number = alike.iter().any(|(_, finding)| matches!(finding, Finding::DocumentOfOther { .. }));
                let field = if by_number { RosterField::Document } else { RosterField::Name };
                for (infant, finding) in alike {
                    row.reasons.push(read.reason(finding, field));
                    row.choices.push(RosterChoice {
                        label: format!("{} {}", infant.row.name, infant.row.birth),
                        answer: RosterAnswer::Same { infant: infant.id.clone() },
                    });
                }
                // One number cannot belong to two children: whoever is another comes in without it.
                let another = RosterChoice { label: String::new(), answer: RosterAnswer::Another };
                row.choices.push(if by_number { without_document() } else { another });
                None
            }
        };
        if let Some(at) = matched.and_then(|infant| file.by_match.get(&infant.id)) {
            return self.duplicate(row, &read, &values, &file.rows[*at]);
        }
        self.class(&mut row, &read, &mut values, matched);
        row.warnings.append(&mut read.warnings);
        self.number(&mut row, &read, &mut values, matched, file);
        self.warn_of_class(&mut row, &read, &values);
        file.keep(row.row, &values, matched.map(|infant| infant.id.as_str()));
        row.matched = matched.map(|infant| infant.id.clone());
        let after = matched.map_or_else(|| values.clone(), |infant| merged(infant, &values));
        row.outcome = match matched {
            _ if !row.reasons.is_empty() => RosterOutcome::Conflict,
            None => RosterOutcome::New,
            Some(infant) if infant.row == after => RosterOutcome::Same,
            Some(infant) => {
                row.changes = changes(&infant.row, &after, &self.existing.classes);
                RosterOutcome::Changed
            }
        };
        // What the row leaves blank and the nursery knows is not missing.
        row.warnings.retain(|warning| match warning.finding {
            Finding::DocumentMissing => after.document.is_none(),
            Finding::GuardianMissing => after.guardians.is_empty(),
            Finding::PhoneMissing => !has_a_phone(&after),
            _ => true,
        });
        if row.outcome != RosterOutcome::Conflict {
            row.choices.clear();
        }
        row.values = Some(after);
        row
    }

    fn duplicate(
        &self,
        mut row: RosterPreviewRow,
        read: &ReadRow,
        values: &RosterRow,
        earlier: &(u32, RosterRow),
    ) -> RosterPreviewRow {
        row.outcome = RosterOutcome::Duplicate;
        row.reasons = vec![read.reason(Finding::DuplicateOf { row: earlier.0 }, RosterField::Name)];
        row.choices.clear();
        let differs = changes(&earlier.1, values, &self.existing.classes);
        if !differs.is_empty() {
            let headings = differs.iter().map(|change| change.field.heading().to_owned()).collect();
            row.warnings = vec![read.reason(Finding::DuplicateDiffers { headings }, RosterField::Name)];
        }
        row
    }

    fn who(&self, row: &RosterRow, at: u32) -> Who<'_> {
        let answer = self.answers.who.get(&at).copied();
        if let Some(infant) = answer.flatten().and_then(|id| self.known.by_id.get(id)) {
            return Who::One(infant);
        }
        if let Some(&infant) = row.document.as_ref().and_then(|document| self.known.by_number.get(number(document))) {
            let same = infant.row.name == row.name && infant.row.birth == row.birth;
            return if same {
                Who::One(infant)
            } else {
                let finding = Finding::DocumentOfOther { name: infant.row.name.clone(), birth: infant.row.birth };
                Who::Ask(vec![(infant, finding)])
            };
        }
        let alike = self.known.by_person.get(&person(row)).map_or(&[][..], Vec::as_slice);
        let sure: Vec<_> = alike.iter().copied().filter(|infant| is_one_child(row, &infant.row)).collect();
        match (sure[..].len(), alike.len(), answer) {
            (_, 0, _) | (_, _, Some(None)) => Who::Nobody,
            (1, 1, _) => Who::One(sure[0]),
            _ => Who::Ask(
                alike
                    .iter()
                    .map(|&infant| {
                        (infant, Finding::PerhapsSame { name: infant.row.name.clone(), birth: infant.row.birth })
                    })
                    .collect(),
            ),
        }
    }

    fn class(
        &self,
        row: &mut RosterPreviewRow,
        read: &ReadRow,
        values: &mut RosterRow,
        matched: Option<&RosterInfant>,
    ) {
        let chosen =
            self.answers.class.get(&row.row).filter(|id| self.existing.classes.iter().any(|class| class.id == **id));
        if let Some(id) = chosen {
            values.class = Some((*id).to_owned());
            let class = RosterField::Class;
            row.choices.retain(|choice| {
                !matches!(choice.answer, RosterAnswer::Class { .. })
                    && choice.answer != RosterAnswer::Without { field: class }
            });
            return;
        }
        match &read.class {
            ReadClass::Known | ReadClass::LeftOut => {}
            ReadClass::Asked { finding, .. } => row.reasons.push(read.reason(finding.clone(), RosterField::Class)),
            ReadClass::Blank if matched.is_none() => {
                let all: Vec<String> = self.existing.classes.iter().map(|class| class.id.clone()).collect();
                row.reasons.push(read.reason(Finding::ClassMissing, RosterField::Class));
                row.choices.extend(class_choices(&all, &self.existing.classes));
            }
            ReadClass::Blank => {}
        }
    }

    /// A number that somebody else has is left out; the infant comes in without it.
    fn number(
        &self,
        row: &mut RosterPreviewRow,
        read: &ReadRow,
        values: &mut RosterRow,
        matched: Option<&RosterInfant>,
        file: &InFile,
    ) {
        let Some(number) = values.number else { return };
        let holder = self.known.by_nursery_number.get(&number).copied();
        let held = holder.is_some_and(|holder| matched.is_none_or(|me| me.id != *holder));
        if held || file.numbers.contains(&number) {
            row.warnings
                .push(read.reason(Finding::NumberTaken { text: number.get().to_string() }, RosterField::Number));
            values.number = None;
        }
    }

    fn warn_of_class(&self, row: &mut RosterPreviewRow, read: &ReadRow, values: &RosterRow) {
        let class = values.class.as_ref().and_then(|id| self.existing.classes.iter().find(|class| class.id == *id));
        let months = completed_months(values.birth, values.enrolled.unwrap_or(self.on));
        if let (Some(class), Some(months)) = (class, months)
            && !(class.from_months..class.below_months).contains(&months)
        {
            let finding = Finding::ClassNotForAge {
                class: class.name.clone(),
                months,
                from: class.from_months,
                below: class.below_months,
            };
            row.warnings.push(read.reason(finding, RosterField::Class));
        }
    }
}

/// Warns of namesakes and twins, in the file and in the nursery, among the rows that come in.
fn look_alikes(rows: &mut [RosterPreviewRow], existing: &Existing) {
    let mut namesakes: HashMap<String, Vec<u32>> = HashMap::new();
    let mut born_to: HashMap<(Day, String), Vec<(u32, String)>> = HashMap::new();
    let coming = |row: &RosterPreviewRow| row.values.clone().filter(|_| row.outcome != RosterOutcome::Duplicate);
    let phones = |row: &RosterRow| -> Vec<String> {
        row.guardians.iter().filter_map(|guardian| guardian.phone.as_ref().map(ToString::to_string)).collect()
    };
    // Two of a kind are enough to name one other for each.
    for row in rows.iter() {
        let Some(values) = coming(row) else { continue };
        let same = namesakes.entry(values.name.clone()).or_default();
        if same.len() < 2 {
            same.push(row.row);
        }
        for phone in phones(&values) {
            let born = born_to.entry((values.birth, phone)).or_default();
            if born.len() < 2 {
                born.push((row.row, values.name.clone()));
            }
        }
    }
    let mut known_names: HashMap<&str, Vec<&RosterInfant>> = HashMap::new();
    let mut known_born: HashMap<(Day, String), Vec<&RosterInfant>> = HashMap::new();
    for infant in &existing.infants {
        known_names.entry(&infant.row.name).or_default().push(infant);
        for phone in phones(&infant.row) {
            known_born.entry((infant.row.birth, phone)).or_default().push(infant);
        }
    }
    for row in rows.iter_mut() {
        let Some(values) = coming(row) else { continue };
        let cell = row.written.iter().find(|w| w.field == RosterField::Name).and_then(|w| w.cell.clone());
        let mut warn = |finding| row.warnings.push(Reason::new(finding, Some(RosterField::Name.key()), cell.clone()));
        let is_me = |infant: &&&RosterInfant| Some(&infant.id) != row.matched.as_ref();
        let namesake = namesakes.get(&values.name).and_then(|same| same.iter().find(|other| **other != row.row));
        let known = known_names.get(values.name.as_str()).and_then(|same| same.iter().find(is_me));
        match (namesake, known) {
            (Some(other), _) => warn(Finding::SameName { row: Some(*other), birth: None }),
            (None, Some(other)) => warn(Finding::SameName { row: None, birth: Some(other.row.birth) }),
            (None, None) => {}
        }
        let families: Vec<_> = phones(&values).into_iter().map(|phone| (values.birth, phone)).collect();
        let twin =
            families.iter().filter_map(|family| born_to.get(family)).flatten().find(|(other, _)| *other != row.row);
        let known = families.iter().filter_map(|family| known_born.get(family)).flatten().find(is_me);
        match (twin, known) {
            (Some((other, _)), _) => warn(Finding::Twin { row: Some(*other), name: None }),
            (None, Some(other)) => warn(Finding::Twin { row: None, name: Some(other.row.name.clone()) }),
            (None, None) => {}
        }
    }
}
