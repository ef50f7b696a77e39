//! The class roster 花名册: read from what nurseries have, judged row by row, written by nobody here.
//!
//! [`read`] takes a workbook, what the nursery already knows ([`Existing`]) and what the person has
//! mended and decided so far ([`RosterChoices`]), and answers with a [`RosterPreview`]. It is pure:
//! after each mend the screen asks again. Only when the person confirms does the caller write the
//! rows of [`RosterPreview::to_write`], in one change. Import never deletes: a blank cell keeps
//! what is there.
//!
//! - [`fields`] the columns and their headings
//! - `skipping` rows that are no infants
//! - `reading` cells to typed values, with reasons; `class_names`, `relation` words to things
//! - `judging` outcomes: who is new, the same, changed, twice in the file, or a question
//! - `merging` what an existing infant becomes
//! - [`sheets`] what leaves: the rows to repair, the empty form, the roster itself

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::day::Day;
use crate::identity::{IdentityDocument, Sex};
use crate::infants::number::NurseryNumber;
use crate::intake::{HeaderMap, IntakeError, Reason, Workbook};
use crate::text::Phone;

mod class_names;
pub mod fields;
mod judging;
mod merging;
mod reading;
mod relation;
pub mod sheets;
mod skipping;
#[cfg(test)]
mod tests;

pub use fields::RosterField;
pub use relation::Relation;

/// One infant as a roster tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct RosterRow {
    /// 托号.
    pub number: Option<NurseryNumber>,
    /// Name, in the one form of [`crate::text::normalise_name`].
    pub name: String,
    /// 小名.
    pub nickname: Option<String>,
    /// Sex.
    pub sex: Sex,
    /// Day of birth.
    pub birth: Day,
    /// The document that says who the infant is; none while it is to follow (证件待补).
    pub document: Option<IdentityDocument>,
    /// The id of the class.
    pub class: Option<String>,
    /// The first day in the nursery.
    pub enrolled: Option<Day>,
    /// Guardians in the order of the columns.
    pub guardians: Vec<RosterGuardian>,
    /// Home address.
    pub address: Option<String>,
    /// 民族.
    pub ethnicity: Option<String>,
    /// 过敏史.
    pub allergy: Option<String>,
    /// Remark, as text.
    pub remark: Option<String>,
}

/// A guardian as a roster tells it; at least the name or the telephone is there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
pub struct RosterGuardian {
    /// Name.
    pub name: Option<String>,
    /// Relation to the infant.
    pub relation: Option<Relation>,
    /// Telephone.
    pub phone: Option<Phone>,
}

/// A class of the nursery with the names people use for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterClass {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is also called: 彩虹班.
    pub nicknames: Vec<String>,
    /// Youngest age in completed months, from the policy.
    pub from_months: u32,
    /// The age in completed months at which a child is too old, from the policy.
    pub below_months: u32,
}

/// An infant whom the nursery knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterInfant {
    /// The infant's id.
    pub id: String,
    /// What is known.
    pub row: RosterRow,
    /// Documents that were replaced; an older roster may still name them.
    pub former_documents: Vec<IdentityDocument>,
}

/// What the nursery knows before the import.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Existing {
    /// All infants who could be meant.
    pub infants: Vec<RosterInfant>,
    /// All classes that are open.
    pub classes: Vec<RosterClass>,
}

/// A value that the person typed over a cell in the preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct RosterMend {
    /// The row, as the spreadsheet counts.
    pub row: u32,
    /// The field; the file need not have a column for it.
    pub field: RosterField,
    /// The new value; blank for none.
    pub value: String,
}

/// An answer to a question of the preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RosterAnswer {
    /// The infant goes to this class.
    Class {
        /// The id of the class.
        class: String,
    },
    /// Take the row without this one value; it is to follow.
    Without {
        /// The field.
        field: RosterField,
    },
    /// It is this infant of the nursery.
    Same {
        /// The id of the infant.
        infant: String,
    },
    /// It is another infant than those who look alike.
    Another,
}

/// An answer and the row it is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct RosterDecision {
    /// The row, as the spreadsheet counts.
    pub row: u32,
    /// The answer; a later one of the same kind counts.
    pub answer: RosterAnswer,
}

/// All that the person has changed so far about the reading of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
pub struct RosterChoices {
    /// Header maps remembered from earlier files; columns with the same heading keep their meaning.
    #[serde(default)]
    pub remembered: Vec<HeaderMap>,
    /// The header map that the person chose for this file, instead of the one found.
    pub header: Option<HeaderMap>,
    /// Values typed over cells.
    #[serde(default)]
    pub mends: Vec<RosterMend>,
    /// Answers.
    #[serde(default)]
    pub decisions: Vec<RosterDecision>,
}

/// What will become of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RosterOutcome {
    /// A new infant.
    New,
    /// Known, and the row says nothing new.
    Same,
    /// Known, and the row changes something.
    Changed,
    /// The same infant as an earlier row.
    Duplicate,
    /// A question must be answered first.
    Conflict,
    /// A value is wrong or missing.
    Rejected,
}

/// A value of a row as the file has it, for showing and for typing over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct RosterWritten {
    /// The field.
    pub field: RosterField,
    /// Its cell; none for a value typed in without a column.
    pub cell: Option<String>,
    /// As the person sees it.
    pub text: String,
    /// Whether it was typed over.
    pub mended: bool,
}

/// One value that the import would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct RosterChange {
    /// The field.
    pub field: RosterField,
    /// What the nursery holds; blank for nothing.
    pub before: String,
    /// What it will hold.
    pub after: String,
}

/// An answer that the person may choose, with its label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct RosterChoice {
    /// The name of the class or infant, or the heading of the value to leave out; for
    /// [`RosterAnswer::Another`] blank.
    pub label: String,
    /// The answer to send back.
    pub answer: RosterAnswer,
}

/// One row of the preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct RosterPreviewRow {
    /// The row, as the spreadsheet counts.
    pub row: u32,
    /// What will become of it.
    pub outcome: RosterOutcome,
    /// Why it is rejected, doubled or a question; empty otherwise.
    pub reasons: Vec<Reason>,
    /// What should be looked at; hinders nothing.
    pub warnings: Vec<Reason>,
    /// The answers that would settle it; the cells may also be typed over.
    pub choices: Vec<RosterChoice>,
    /// The row as the file has it.
    pub written: Vec<RosterWritten>,
    /// The infant as it will be: new, or the known one after the change. None while rejected.
    pub values: Option<RosterRow>,
    /// The id of the known infant.
    pub matched: Option<String>,
    /// For [`RosterOutcome::Changed`]: what changes.
    pub changes: Vec<RosterChange>,
}

/// Why a row was passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RosterSkip {
    /// Nothing in it but perhaps a running number.
    Blank,
    /// A total row 合计.
    Total,
    /// A remark below the table.
    Note,
    /// The headings again, as on each printed page.
    Heading,
}

/// A row that was passed over, so that nothing vanishes unseen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct RosterSkipped {
    /// The row, as the spreadsheet counts.
    pub row: u32,
    /// Why.
    pub why: RosterSkip,
    /// Its first text.
    pub text: String,
}

/// How many rows of each outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
pub struct RosterCounts {
    /// [`RosterOutcome::New`].
    pub new: u32,
    /// [`RosterOutcome::Same`].
    pub same: u32,
    /// [`RosterOutcome::Changed`].
    pub changed: u32,
    /// [`RosterOutcome::Duplicate`].
    pub duplicate: u32,
    /// [`RosterOutcome::Conflict`].
    pub conflict: u32,
    /// [`RosterOutcome::Rejected`].
    pub rejected: u32,
    /// Rows passed over.
    pub skipped: u32,
}

/// What an import would do. Nothing has been written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct RosterPreview {
    /// How the columns were understood; may be changed and sent back.
    pub header: HeaderMap,
    /// Columns that every roster needs and this one lacks; then no row is judged.
    pub missing: Vec<RosterField>,
    /// The rows that are infants, from top to bottom.
    pub rows: Vec<RosterPreviewRow>,
    /// The other rows.
    pub skipped: Vec<RosterSkipped>,
    /// The outcomes counted.
    pub counts: RosterCounts,
}

impl RosterPreview {
    /// The rows that a confirmation writes: new and changed ones.
    pub fn to_write(&self) -> impl Iterator<Item = &RosterPreviewRow> {
        self.rows.iter().filter(|row| matches!(row.outcome, RosterOutcome::New | RosterOutcome::Changed))
    }

    /// The rows that go back to be repaired: rejected ones and open questions.
    pub fn to_repair(&self) -> impl Iterator<Item = &RosterPreviewRow> {
        self.rows.iter().filter(|row| matches!(row.outcome, RosterOutcome::Rejected | RosterOutcome::Conflict))
    }
}

/// Reads a roster and judges each row against what the nursery knows. `on` is the day of the
/// import: births after it are refused, and it stands for a missing first day.
///
/// # Errors
/// [`IntakeError::NoHeader`], [`IntakeError::ForeignHeader`].
pub fn read(
    book: &Workbook,
    choices: &RosterChoices,
    existing: &Existing,
    on: Day,
) -> Result<RosterPreview, IntakeError> {
    let header = match &choices.header {
        Some(chosen) => chosen.clone(),
        None => {
            let mut found = HeaderMap::find(book, &fields::vocabulary())?;
            choices.remembered.iter().for_each(|map| found.adopt(map));
            found
        }
    };
    let sheet = header.sheet_in(book)?;
    let missing = fields::missing(&header);
    let (rows, skipped) = if missing.is_empty() {
        let (read, skipped) = reading::rows(sheet, &header, choices, existing, on);
        (judging::judge(read, choices, existing, on), skipped)
    } else {
        (Vec::new(), Vec::new())
    };
    let counts = count(&rows, &skipped);
    Ok(RosterPreview { header, missing, rows, skipped, counts })
}

fn count(rows: &[RosterPreviewRow], skipped: &[RosterSkipped]) -> RosterCounts {
    let of = |outcome| rows.iter().filter(|row| row.outcome == outcome).count() as u32;
    RosterCounts {
        new: of(RosterOutcome::New),
        same: of(RosterOutcome::Same),
        changed: of(RosterOutcome::Changed),
        duplicate: of(RosterOutcome::Duplicate),
        conflict: of(RosterOutcome::Conflict),
        rejected: of(RosterOutcome::Rejected),
        skipped: skipped.len() as u32,
    }
}
