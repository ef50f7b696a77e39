//! The roster import behind the doors: preview, confirm, the rows to repair, the roster out again.
//! A preview writes nothing; a confirmation judges the same file anew inside one change.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Kind as FileKind;
use ts_rs::TS;

use super::operations::{SaveInfant, save};
use super::records::{self, Guardian};
use super::roster::{
    self, Existing, Relation, RosterChoices, RosterClass, RosterGuardian, RosterInfant, RosterPreview,
    RosterPreviewRow, RosterRow,
};
use super::{InfantStatus, entry};
use crate::contract::Nothing;
use crate::day::Day;
use crate::desk::Door;
use crate::error::{Result, Told};
use crate::id::Id;
use crate::identity::IdentityDocument;
use crate::infants::number::NurseryNumber;
use crate::intake::{HeaderMap, IntakeError, Workbook};
use crate::issued::{self, Paper};
use crate::view::{Change, View};
use crate::words::{Coded, Language};

impl Told for IntakeError {
    fn code(&self) -> &'static str {
        "intake"
    }
    fn say(&self, l: Language) -> String {
        let said = self.said();
        l.say(said.zh, said.en)
    }
    fn field(&self) -> Option<String> {
        Some("file".to_owned())
    }
}

/// A roster with what the person has mended and decided so far.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RosterFile {
    /// The token of the workbook from the files door.
    pub file: String,
    /// Mends, decisions, another header; none at first.
    pub choices: Option<RosterChoices>,
}

/// What an import did.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct RosterImported {
    /// How the rows were judged.
    pub preview: RosterPreview,
    /// Rows that were written.
    pub written: u32,
    /// The workbook of the rows to repair, where there are any: `issued/<id>` at the files door.
    pub rejected: Option<Id>,
}

pub(super) fn preview(door: &Door<'_>, q: RosterFile) -> Result<RosterPreview> {
    let book = workbook(door, &q.file)?;
    door.view(|view| judge(view, &book, q.choices.clone().unwrap_or_default()))
}

fn workbook(door: &Door<'_>, token: &str) -> Result<Workbook> {
    let incoming = door.desk.incoming(token)?;
    Ok(Workbook::read(&incoming.bytes, &incoming.name)?)
}

fn judge(view: &View<'_>, book: &Workbook, mut choices: RosterChoices) -> Result<RosterPreview> {
    let remembered: Option<String> =
        view.first("SELECT value FROM setting WHERE id = 'roster_headers'", [], |r| r.get(0))?;
    choices
        .remembered
        .extend(remembered.and_then(|json| serde_json::from_str::<Vec<HeaderMap>>(&json).ok()).unwrap_or_default());
    Ok(roster::read(book, &choices, &existing(view)?, view.today())?)
}

pub(super) fn import(door: &Door<'_>, q: RosterFile) -> Result<RosterImported> {
    let book = workbook(door, &q.file)?;
    let choices = q.choices.unwrap_or_default();
    // Judged once before, so that the rows to repair lie in the vault before the commit that names them.
    let before = door.view(|view| judge(view, &book, choices.clone()))?;
    let rejected = match before.to_repair().next() {
        Some(_) => Some(door.desk.store()?.vault().put(&roster::sheets::rejected(&book, &before)?, FileKind::Xlsx)?),
        None => None,
    };
    door.change(|change| {
        let preview = judge(change, &book, choices.clone())?;
        let mut written = 0;
        for row in preview.to_write() {
            write(change, row)?;
            written += 1;
        }
        remember(change, &preview.header)?;
        let rejected = match &rejected {
            None => None,
            Some(file) => Some(issued::record(
                change,
                &Paper {
                    kind: "roster_rejected",
                    form: "roster_rejected@1",
                    number: None,
                    subject: ("roster", "import"),
                    snapshot: &serde_json::json!({ "rows": preview.to_repair().map(|row| row.row).collect::<Vec<_>>() }),
                    file_sha256: Some(&file.sha256),
                },
            )?),
        };
        change.about("roster");
        change.note(serde_json::to_value(preview.counts)?);
        Ok(RosterImported { preview, written, rejected })
    })
}

/// Columns keep the meaning that they had in the last files.
fn remember(change: &mut Change<'_>, header: &HeaderMap) -> Result<()> {
    change.execute(
        "INSERT INTO setting (id, value) VALUES ('roster_headers', ?1) ON CONFLICT (id) DO UPDATE SET value = ?1",
        [serde_json::to_string(&[header])?],
    )?;
    Ok(())
}

fn write(change: &mut Change<'_>, row: &RosterPreviewRow) -> Result<()> {
    let Some(values) = &row.values else { return Ok(()) };
    let known = row.matched.as_deref().and_then(Id::parse);
    let document = values.document.as_ref();
    let id = save(
        change,
        SaveInfant {
            id: known,
            name: values.name.clone(),
            nickname: values.nickname.clone(),
            sex: values.sex,
            birth: values.birth,
            document_kind: document.map(IdentityDocument::kind),
            document_number: document.map(|d| d.number().to_owned()),
            document_issuer: document.and_then(IdentityDocument::issuing).map(str::to_owned),
            ethnicity: values.ethnicity.clone(),
            household: None,
            address: values.address.clone(),
            allergy: values.allergy.clone(),
            history: None,
            special_care: None,
            gestation_weeks: None,
            birth_order: None,
            applied_on: known.is_none().then_some(values.enrolled.unwrap_or(change.today())),
            note: values.remark.clone(),
            guardians: values.guardians.iter().map(guardian).collect(),
            pickup: Vec::new(),
        },
    )?
    .id;
    let infant = records::whole(change, id)?;
    let class = values.class.as_deref().and_then(Id::parse);
    let on = values.enrolled.unwrap_or(change.today());
    let number = values.number.map(NurseryNumber::get);
    if infant.status == InfantStatus::Waiting {
        entry::take_over(change, &infant, class, on, number)
    } else {
        entry::follow_roster(change, &infant, class, on, number)
    }
}

/// Stands for a name that the roster left blank.
const NAMELESS: &str = "（未填姓名）";

fn guardian(from: &RosterGuardian) -> Guardian {
    Guardian {
        id: None,
        name: from.name.clone().unwrap_or_else(|| NAMELESS.to_owned()),
        relation: from.relation.as_ref().map(ToString::to_string).unwrap_or_default(),
        document_kind: None,
        document_number: None,
        phone: from.phone.as_ref().map(|phone| phone.as_str().to_owned()).unwrap_or_default(),
        address: String::new(),
        work_unit: String::new(),
        legal: true,
    }
}

/// What the nursery knows, as the roster compares it.
fn existing(view: &View<'_>) -> Result<Existing> {
    let today = view.today();
    let mut classes = Vec::new();
    for class in view.classes()? {
        let rule = view.class_rule(class.kind, today)?;
        classes.push(RosterClass {
            id: class.id.to_string(),
            name: class.name,
            nicknames: class.nicknames,
            from_months: rule.from_months,
            below_months: rule.below_months,
        });
    }
    let some = |text: String| (!text.is_empty()).then_some(text);
    let mut infants = Vec::new();
    for infant in records::all(view, InfantStatus::ALL)? {
        let document = match (infant.document_kind, &infant.document_number) {
            (Some(kind), Some(number)) => IdentityDocument::new(kind, number, infant.document_issuer.as_deref()).ok(),
            _ => None,
        };
        let former_documents = view
            .all("SELECT kind, number FROM infant_document_past WHERE infant_id = ?1", [infant.id], |r| {
                Ok((r.get(0)?, r.get::<_, String>(1)?))
            })?
            .into_iter()
            .filter_map(|(kind, number)| IdentityDocument::new(kind, &number, None).ok())
            .collect();
        let guardians = records::guardians(view, infant.id)?
            .into_iter()
            .map(|g| RosterGuardian {
                name: (g.name != NAMELESS).then_some(g.name),
                relation: (!g.relation.is_empty()).then(|| Relation::of_word(&g.relation)),
                phone: g.phone.parse().ok(),
            })
            .collect();
        infants.push(RosterInfant {
            id: infant.id.to_string(),
            row: RosterRow {
                number: infant.number.and_then(|n| NurseryNumber::new(n).ok()),
                name: infant.name,
                nickname: some(infant.nickname),
                sex: infant.sex,
                birth: infant.birth,
                document,
                class: infant.class_id.map(|id| id.to_string()),
                enrolled: infant.enrolled_on,
                guardians,
                address: some(infant.address),
                ethnicity: some(infant.ethnicity),
                allergy: some(infant.allergy),
                remark: some(infant.note),
            },
            former_documents,
        });
    }
    Ok(Existing { infants, classes })
}

/// A workbook that leaves.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct RosterSheet {
    /// `issued/<id>` at the files door.
    pub issued: Id,
}

/// The roster as a workbook that imports again unchanged.
pub(super) fn export(door: &Door<'_>, _: Nothing) -> Result<RosterSheet> {
    let (title, mut known, on) = door.view(|view| Ok((view.institution()?.name, existing(view)?, view.today())))?;
    let present = door.view(|view| {
        view.all("SELECT id FROM infant WHERE status IN ('enrolled', 'suspended', 'reserved')", [], |r| {
            r.get::<_, String>(0)
        })
    })?;
    known.infants.retain(|infant| present.contains(&infant.id));
    let bytes = roster::sheets::export(&format!("{title}婴幼儿花名册（{on}）"), &known.infants, &known.classes)?;
    keep(door, "roster", "roster_xlsx@1", &bytes, on)
}

/// An empty roster to hand out.
pub(super) fn template(door: &Door<'_>, _: Nothing) -> Result<RosterSheet> {
    let (known, on) = door.view(|view| Ok((existing(view)?, view.today())))?;
    keep(door, "roster", "roster_template@1", &roster::sheets::template(&known.classes)?, on)
}

fn keep(door: &Door<'_>, kind: &str, form: &str, bytes: &[u8], on: Day) -> Result<RosterSheet> {
    let file = door.desk.store()?.vault().put(bytes, FileKind::Xlsx)?;
    door.change(|change| {
        let paper = Paper {
            kind,
            form,
            number: None,
            subject: ("roster", "1"),
            snapshot: &serde_json::json!({ "on": on }),
            file_sha256: Some(&file.sha256),
        };
        Ok(RosterSheet { issued: issued::record(change, &paper)? })
    })
}
