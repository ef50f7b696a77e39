//! From the papers held to a numbered package: collect in a View, take the number, draw and pack outside any
//! transaction, record in a short Change. An export that breaks off leaves its number to the next one.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::gaps::{self, FilingGap};
use super::package::{self, Builder, Manifest, ManifestGap, PackageInstitution};
use super::requirements::{self, Held, MATERIALS, STAFF_FOLDER};
use super::rosters::{CLASS_OVERVIEW, INFANT_ROSTER, STAFF_ROSTER};
use super::{FilingError, FilingPurpose, statement};
use crate::contract::Nothing;
use crate::day::Day;
use crate::desk::Door;
use crate::documents::Shown;
use crate::documents::filing_commitment::{self, Commitment};
use crate::documents::filing_index::{self, FilingIndex, IndexLine};
use crate::documents::filing_statement::{self, Statement};
use crate::documents::written;
use crate::error::Result;
use crate::id::Id;
use crate::instant::Instant;
use crate::institution::operations::certificate_name;
use crate::institution::{Institution, InstitutionNature};
use crate::issued::{self, Paper};
use crate::job::Job;
use crate::number;
use crate::register::{Asked, RegisterSheet, substituted, workbook};
use crate::validity::{HeldFile, HeldPaper, PaperKind, Standing};
use crate::view::{Change, View};
use crate::words::Language;

/// The form under which a package is recorded.
pub const FORM: &str = "filing_package@1";

/// What a package is made for.
#[derive(Debug, Clone, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ExportPackage {
    /// The purpose.
    pub purpose: FilingPurpose,
    /// Why it is made although something mandatory is missing; it stands in the package.
    pub override_reason: Option<String>,
    /// Print 〓 for characters that the font lacks, to be written by hand.
    pub substitute: Option<bool>,
}

/// The package that was made.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct ExportedPackage {
    /// The issued paper; its file is `issued/<id>` at the files door.
    pub issued: Id,
    /// Its number.
    pub number: String,
    /// Bytes.
    pub size: u64,
    /// Files in it.
    pub entries: u32,
    /// SHA-256 of the package.
    pub sha256: String,
    /// What was missing; mandatory ones only with a reason.
    pub gaps: Vec<FilingGap>,
}

/// Everything that a package needs, read on one snapshot.
struct Collected {
    institution: Institution,
    gaps: Vec<FilingGap>,
    statement: Statement,
    commitment: Commitment,
    staff: RegisterSheet,
    classes: Vec<RegisterSheet>,
    attachments: Vec<Attachment>,
    made_by: Vec<String>,
}

/// A scan that goes along.
struct Attachment {
    name: String,
    line: IndexLine,
    kind: PaperKind,
    file: HeldFile,
    /// The person whose paper it is.
    owner: Option<String>,
    standing: Standing,
}

const INDEX: (&str, &str) = ("00_目录.pdf", "备案材料目录");
const STATEMENT: (&str, &str) = ("01_备案书.pdf", "托育机构备案书");
const COMMITMENT: (&str, &str) = ("02_备案承诺书.pdf", "备案承诺书");
const STAFF: (&str, &str) = ("10_人员名册.xlsx", "人员名册");
const CLASSES: (&str, &str) = ("11_班级与收托情况.xlsx", "班级与收托情况");
/// The day that the container gives its entries (1980-01-01), ms UTC. The workbooks carry it too: what holds the same
/// has the same bytes, so that two packages can be compared.
const UNDATED: i64 = 315_532_800_000;

pub(super) fn export(door: &Door<'_>, q: ExportPackage) -> Result<ExportedPackage> {
    let job = door.job()?;
    let collected = door.view(collect)?;
    let mandatory: Vec<FilingGap> = collected.gaps.iter().filter(|gap| gap.mandatory).cloned().collect();
    let reason = q.override_reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    if !mandatory.is_empty() && reason.is_none() {
        return Err(FilingError::Incomplete(mandatory).into());
    }
    let reason = reason.filter(|_| !mandatory.is_empty());
    let (row, number) = door.change(take_number)?;
    let made_at = door.desk.now();
    let (bytes, manifest, substitutes) = pack(door, &job, &collected, &q, &number, reason, made_at)?;
    let file = door.desk.store()?.vault().put(&bytes, store::Kind::Zip)?;
    let size = bytes.len() as u64;
    drop(bytes);
    let entries = u32::try_from(manifest.entries.len() + 2).unwrap_or(u32::MAX);
    let issued = door.change(|change| {
        let paper = Paper {
            kind: "filing_package",
            form: FORM,
            number: Some(&number),
            subject: ("institution", "1"),
            snapshot: &manifest,
            file_sha256: Some(&file.sha256),
        };
        let issued = issued::record(change, &paper)?;
        let codes: BTreeSet<&str> = mandatory.iter().map(|gap| gap.code.as_str()).collect();
        let (person, at, made_on) = (change.who()?.person, change.now(), change.today());
        change.about(&number);
        change.note(serde_json::json!({ "purpose": q.purpose, "override_reason": reason, "substitutes": substitutes }));
        change.insert(
            "filing_package",
            &[
                ("id", &row),
                ("number", &number),
                ("issued_id", &issued),
                ("purpose", &q.purpose),
                ("made_on", &made_on),
                ("at", &at),
                ("person_id", &person),
                ("file_sha256", &file.sha256),
                ("size", &i64::try_from(size).unwrap_or(i64::MAX)),
                ("entries", &entries),
                ("gaps", &serde_json::to_string(&codes)?),
                ("override_reason", &reason.unwrap_or_default()),
            ],
        )?;
        Ok(issued)
    })?;
    Ok(ExportedPackage { issued, number, size, entries, sha256: file.sha256, gaps: collected.gaps })
}

/// The number of a package: one that an export which broke off has left, else the next.
fn take_number(change: &mut Change<'_>) -> Result<(Id, String)> {
    let left = change.first(
        "SELECT t.for_id, s.prefix, s.year, s.width, t.value FROM number_taken t JOIN number_series s ON s.id = t.series_id
         WHERE s.kind = ?1 AND s.year = ?2 AND NOT EXISTS (SELECT 1 FROM filing_package p WHERE p.id = t.for_id) ORDER BY t.value LIMIT 1",
        (number::PACKAGE.kind, change.today().year()),
        |r| {
            let (prefix, year, width, value): (String, i64, u32, i64) = (r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?);
            Ok((r.get(0)?, format!("{prefix}{year}-{value:0width$}", width = width as usize)))
        },
    )?;
    if let Some(left) = left {
        return Ok(left);
    }
    let (row, today) = (change.new_id(), change.today());
    let number = number::take(change, number::PACKAGE, today, "filing_package", row)?;
    change.about(&number);
    Ok((row, number))
}

fn collect(view: &View<'_>) -> Result<Collected> {
    let held = requirements::held(view)?;
    let asked = Asked { on: view.today(), class_id: None };
    Ok(Collected {
        gaps: gaps::find(view, &held)?,
        statement: statement::statement(view, &held.institution)?,
        commitment: statement::commitment(view, &held.institution)?,
        staff: STAFF_ROSTER.sheet(view, asked, Language::Zh)?,
        // The department is given figures and ages; no infant is named in a package.
        classes: vec![
            CLASS_OVERVIEW.sheet(view, asked, Language::Zh)?,
            RegisterSheet {
                title: "收托情况".to_owned(),
                ..INFANT_ROSTER.without_persons(INFANT_ROSTER.sheet(view, asked, Language::Zh)?)
            },
        ],
        attachments: attachments(&held),
        made_by: view.who()?.posts.iter().map(|post| post.zh().to_owned()).collect(),
        institution: held.institution,
    })
}

fn attachments(held: &Held) -> Vec<Attachment> {
    let mut all = Vec::new();
    for material in MATERIALS.iter().filter(|material| material.folder < STAFF_FOLDER) {
        of_material(held, material, &mut all);
    }
    for person in &held.staff {
        for requirement in person.papers.iter().filter(|requirement| requirement.kind != PaperKind::RecordQuery) {
            let title = format!("{}_{}", person.label(), requirement.kind.zh());
            // Only the paper that counts: an expired one beside a valid one says nothing.
            requirement.papers.last().into_iter().for_each(|paper| {
                let owner = Some(person.name.as_str());
                of_paper(STAFF_FOLDER, &title, &title.replace('_', " "), owner, paper, &mut all);
            });
        }
    }
    for material in MATERIALS.iter().filter(|material| material.folder > STAFF_FOLDER) {
        of_material(held, material, &mut all);
    }
    all
}

fn of_material(held: &Held, material: &requirements::Material, all: &mut Vec<Attachment>) {
    let papers = held
        .materials
        .iter()
        .filter(|requirement| requirement.kind == material.kind)
        .flat_map(|requirement| &requirement.papers);
    for (n, paper) in (1..).zip(papers) {
        let title = title_of(material.kind, held.institution.nature);
        of_paper(material.folder, &format!("{n:02}_{title}"), title, None, paper, all);
    }
}

fn title_of(kind: PaperKind, nature: InstitutionNature) -> &'static str {
    if kind == PaperKind::LegalCertificate { certificate_name(nature) } else { kind.zh() }
}

fn of_paper(folder: &str, stem: &str, title: &str, owner: Option<&str>, paper: &HeldPaper, all: &mut Vec<Attachment>) {
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    for (n, file) in (1..).zip(&paper.files) {
        let part = if paper.files.len() > 1 { format!("_{n}") } else { String::new() };
        let name = format!("{folder}/{stem}{part}.{}", extension(&file.mime));
        let line = IndexLine {
            title: title.to_owned(),
            number: paper.number.clone().unwrap_or_default(),
            issuer: paper.issuer.clone().unwrap_or_default(),
            issued_on: day(paper.issued_on),
            valid_to: day(paper.valid_to),
            file: name.clone(),
            hash: short(&file.sha256),
        };
        all.push(Attachment {
            name,
            line,
            kind: paper.kind,
            file: file.clone(),
            owner: owner.map(str::to_owned),
            standing: paper.standing,
        });
    }
}

fn extension(mime: &str) -> &'static str {
    match mime {
        "application/pdf" => "pdf",
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "xlsx",
        _ => "bin",
    }
}

fn short(sha256: &str) -> String {
    sha256.chars().take(12).collect()
}

/// Draws what is generated and packs everything. Only one scan is in memory beside the package itself.
fn pack(
    door: &Door<'_>,
    job: &Job<'_>,
    c: &Collected,
    q: &ExportPackage,
    number: &str,
    reason: Option<&str>,
    made_at: i64,
) -> Result<(Vec<u8>, Manifest, String)> {
    let fonts = door.fonts()?;
    let steps = c.attachments.len() as u64 + 2;
    let today = Day::of_instant(made_at);
    let statement = filing_statement::draw(fonts.clone(), &c.statement, Shown::Print(0))?;
    let commitment = filing_commitment::draw(fonts.clone(), &c.commitment, Shown::Print(0))?;
    let staff = workbook::write(std::slice::from_ref(&c.staff), UNDATED)?;
    let classes = workbook::write(&c.classes, UNDATED)?;
    let generated = |(file, title): (&str, &str), bytes: &[u8]| IndexLine {
        title: title.to_owned(),
        number: String::new(),
        issuer: c.institution.name.clone(),
        issued_on: today.to_string(),
        valid_to: String::new(),
        file: file.to_owned(),
        hash: short(&package::sha256(bytes)),
    };
    let mut lines = vec![generated(STATEMENT, &statement.bytes), generated(COMMITMENT, &commitment.bytes)];
    lines.extend(c.attachments.iter().map(|attachment| attachment.line.clone()));
    lines.extend([generated(STAFF, &staff), generated(CLASSES, &classes)]);
    let index = FilingIndex {
        name: c.institution.name.clone(),
        uscc: c.institution.uscc.clone().unwrap_or_default(),
        number: number.to_owned(),
        purpose: q.purpose.zh().to_owned(),
        made_on: written(today),
        lines,
        gaps: c
            .gaps
            .iter()
            .filter(|gap| gap.mandatory)
            .map(|gap| (gap.printed.trim_end_matches('。').to_owned(), gap.article.clone()))
            .collect(),
        override_reason: reason.map(str::to_owned),
    };
    let index = filing_index::draw(fonts, &index, made_at)?;
    let mut substitutes = String::new();
    for pdf in [&statement, &commitment, &index] {
        substitutes.push_str(&substituted(pdf, q.substitute)?);
    }
    job.step(steps, "draw")?;

    let scans: u64 = c.attachments.iter().map(|attachment| u64::try_from(attachment.file.size).unwrap_or(0)).sum();
    let about = usize::try_from(scans).unwrap_or(0)
        + statement.bytes.len()
        + commitment.bytes.len()
        + index.bytes.len()
        + staff.len()
        + classes.len()
        + 64 * 1024;
    if about > package::LARGEST {
        return Err(package::TooLarge.into());
    }
    let mut builder = Builder::with_capacity(about);
    builder.add(INDEX.0, "index", &index.bytes)?;
    builder.add(STATEMENT.0, "statement", &statement.bytes)?;
    builder.add(COMMITMENT.0, "commitment", &commitment.bytes)?;
    let store = door.desk.store()?;
    for attachment in &c.attachments {
        builder.add(&attachment.name, attachment.kind.code(), &store.vault().get(&attachment.file.sha256)?)?;
        job.step(steps, "pack")?;
    }
    builder.add(STAFF.0, "workbook", &staff)?;
    builder.add(CLASSES.0, "workbook", &classes)?;
    let head = Manifest {
        format: package::FORMAT.to_owned(),
        version: package::VERSION,
        number: number.to_owned(),
        purpose: q.purpose.code().to_owned(),
        institution: PackageInstitution { name: c.institution.name.clone(), uscc: c.institution.uscc.clone() },
        made_at: Instant::from_ms(made_at),
        made_by: c.made_by.clone(),
        app_version: env!("CARGO_PKG_VERSION").to_owned(),
        entries: Vec::new(),
        gaps: c
            .gaps
            .iter()
            .map(|gap| ManifestGap {
                code: gap.code.clone(),
                text: gap.printed.clone(),
                article: gap.article.clone(),
                mandatory: gap.mandatory,
            })
            .collect(),
        override_reason: reason.map(str::to_owned),
    };
    let (bytes, manifest) = builder.finish(head)?;
    job.step(steps, "pack")?;
    Ok((bytes, manifest, substitutes))
}

/// A package that was exported.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct KeptPackage {
    /// The issued paper; its file is `issued/<id>` at the files door.
    pub issued: Id,
    /// Its number.
    pub number: String,
    /// What it was made for.
    pub purpose: FilingPurpose,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<String>,
    /// Bytes.
    pub size: i64,
    /// Files in it.
    pub entries: u32,
    /// SHA-256 of the package.
    pub sha256: String,
    /// What mandatory it lacked, as the package says it (in Chinese).
    pub gaps: Vec<PackageGap>,
    /// Why it was made all the same.
    pub override_reason: String,
}

/// Something that a package lacked.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct PackageGap {
    /// What it is.
    pub text: String,
    /// The article that asks for it.
    pub article: String,
}

pub(super) fn packages(view: &View<'_>, _: Nothing) -> Result<Vec<KeptPackage>> {
    view.all(
        "SELECT f.issued_id, f.number, f.purpose, f.at, p.name, f.size, f.entries, f.file_sha256, i.snapshot, f.override_reason
         FROM filing_package f JOIN issued i ON i.id = f.issued_id LEFT JOIN person p ON p.id = f.person_id
         ORDER BY f.at DESC, f.number DESC LIMIT 200",
        [],
        |r| {
            let manifest: Option<Manifest> = serde_json::from_str(&r.get::<_, String>(8)?).ok();
            let gaps = manifest.map(|manifest| manifest.gaps).unwrap_or_default();
            Ok(KeptPackage {
                issued: r.get(0)?,
                number: r.get(1)?,
                purpose: r.get(2)?,
                at: Instant::from_ms(r.get(3)?),
                by: r.get(4)?,
                size: r.get(5)?,
                entries: r.get(6)?,
                sha256: r.get(7)?,
                gaps: gaps
                    .into_iter()
                    .filter(|gap| gap.mandatory)
                    .map(|gap| PackageGap { text: gap.text, article: gap.article })
                    .collect(),
                override_reason: r.get(9)?,
            })
        },
    )
}

/// What a package would hold if it were made now.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct PackagePreview {
    /// Every file, in order.
    pub entries: Vec<PreviewEntry>,
    /// Bytes of the scans; what is drawn adds little.
    pub size: i64,
}

/// A file of a package that has not been made.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct PreviewEntry {
    /// Name in the package.
    pub name: String,
    /// The material.
    pub title: String,
    /// Number on it.
    pub number: String,
    /// Who issued it.
    pub issuer: String,
    /// When, `YYYY-MM-DD`.
    pub issued_on: String,
    /// Until when it is valid, `YYYY-MM-DD`.
    pub valid_to: String,
    /// What it is: `index`, `statement`, `commitment`, `workbook`, `list` or the kind of paper.
    pub kind: String,
    /// The person whose paper it is.
    pub owner: Option<String>,
    /// Bytes, of a scan.
    pub size: Option<i64>,
    /// `paper/<sha256>` at the files door, of a scan.
    pub sha256: Option<String>,
    /// It is drawn or written when the package is made.
    pub generated: bool,
    /// How the paper stands, of a scan.
    pub standing: Option<Standing>,
}

pub(super) fn preview(view: &View<'_>, _: Nothing) -> Result<PackagePreview> {
    let generated = |(name, title): (&str, &str), kind: &str| PreviewEntry {
        name: name.to_owned(),
        title: title.to_owned(),
        number: String::new(),
        issuer: String::new(),
        issued_on: String::new(),
        valid_to: String::new(),
        kind: kind.to_owned(),
        owner: None,
        size: None,
        sha256: None,
        generated: true,
        standing: None,
    };
    let attachments = attachments(&requirements::held(view)?);
    let size = attachments.iter().map(|attachment| attachment.file.size).sum();
    let mut entries =
        vec![generated(INDEX, "index"), generated(STATEMENT, "statement"), generated(COMMITMENT, "commitment")];
    entries.extend(attachments.into_iter().map(|attachment| PreviewEntry {
        name: attachment.name,
        title: attachment.line.title,
        number: attachment.line.number,
        issuer: attachment.line.issuer,
        issued_on: attachment.line.issued_on,
        valid_to: attachment.line.valid_to,
        kind: attachment.kind.code().to_owned(),
        owner: attachment.owner,
        size: Some(attachment.file.size),
        sha256: Some(attachment.file.sha256),
        generated: false,
        standing: Some(attachment.standing),
    }));
    entries.extend([
        generated(STAFF, "workbook"),
        generated(CLASSES, "workbook"),
        generated((package::MANIFEST, "材料包清单"), "list"),
        generated((package::SUMS, "校验值"), "list"),
    ]);
    Ok(PackagePreview { entries, size })
}
