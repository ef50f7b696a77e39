//! **issued** 签发件: each paper that was made. Collect → render → record. The snapshot and `form@version`
//! redraw it exactly; a print after the first is a reprint (补打 n); two can be compared.

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use ts_rs::TS;

use crate::access::Permission;
use crate::contract::{Row, read};
use crate::instant::Instant;

use crate::error::Result;
use crate::id::Id;
use crate::view::{Change, View};
use crate::words::Language;

/// A paper that was made.
#[derive(Debug, Clone)]
pub struct Issued {
    /// The row.
    pub id: Id,
    /// Kind, e.g. `receipt`.
    pub kind: String,
    /// Form and version, e.g. `receipt_a5@1`.
    pub form: String,
    /// Human number, where it has one.
    pub number: Option<String>,
    /// What it shows, as stored.
    pub snapshot: String,
    /// SHA-256 of the snapshot and the form.
    pub sha256: String,
    /// The file in the vault, where the bytes themselves are kept (packages).
    pub file_sha256: Option<String>,
    /// When, ms UTC.
    pub at: i64,
}

impl Issued {
    /// Reads the snapshot back.
    ///
    /// # Errors
    /// It was written by a newer form.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T> {
        Ok(serde_json::from_str(&self.snapshot)?)
    }
}

/// What a new paper is about.
pub struct Paper<'a, T> {
    /// Kind, e.g. `receipt`.
    pub kind: &'a str,
    /// Form and version.
    pub form: &'a str,
    /// Human number.
    pub number: Option<&'a str>,
    /// Kind and row of the subject.
    pub subject: (&'a str, &'a str),
    /// What it shows.
    pub snapshot: &'a T,
    /// Its bytes in the vault, where they are kept.
    pub file_sha256: Option<&'a str>,
}

/// Records a paper.
///
/// # Errors
/// The store cannot.
pub fn record<T: Serialize>(change: &mut Change<'_>, paper: &Paper<'_, T>) -> Result<Id> {
    let snapshot = serde_json::to_string(paper.snapshot)?;
    let sha256 = digest(paper.form, &snapshot);
    let id = change.new_id();
    let person = change.who().ok().map(|who| who.person);
    let at = change.now();
    change.insert(
        "issued",
        &[
            ("id", &id),
            ("kind", &paper.kind),
            ("form", &paper.form),
            ("number", &paper.number),
            ("subject_kind", &paper.subject.0),
            ("subject_id", &paper.subject.1),
            ("snapshot", &snapshot),
            ("sha256", &sha256),
            ("file_sha256", &paper.file_sha256),
            ("at", &at),
            ("person_id", &person),
        ],
    )?;
    Ok(id)
}

fn digest(form: &str, snapshot: &str) -> String {
    hex::encode(Sha256::new().chain_update(form).chain_update([0]).chain_update(snapshot).finalize())
}

/// Counts a print: 0 is the original, n the n-th reprint.
///
/// # Errors
/// The store cannot.
pub fn printed(change: &mut Change<'_>, issued: Id, substitutes: &str) -> Result<i64> {
    let nth = change.number("SELECT count(*) FROM issued_print WHERE issued_id = ?1", [issued])?;
    let id = change.new_id();
    let person = change.who().ok().map(|who| who.person);
    let at = change.now();
    change.about(issued);
    change.insert(
        "issued_print",
        &[
            ("id", &id),
            ("issued_id", &issued),
            ("nth", &nth),
            ("substitutes", &substitutes),
            ("at", &at),
            ("person_id", &person),
        ],
    )?;
    Ok(nth)
}

/// How often it was printed.
///
/// # Errors
/// The store cannot.
pub fn prints(view: &View<'_>, issued: Id) -> Result<i64> {
    view.number("SELECT count(*) FROM issued_print WHERE issued_id = ?1", [issued])
}

/// A paper by its row.
///
/// # Errors
/// There is none.
pub fn get(view: &View<'_>, id: Id) -> Result<Issued> {
    view.one("issued", &select("id = ?1"), [id], from_row)
}

/// The papers of a subject, newest first.
///
/// # Errors
/// The store cannot.
pub fn of_subject(view: &View<'_>, kind: &str, subject: &str) -> Result<Vec<Issued>> {
    view.all(&select("kind = ?1 AND subject_id = ?2 ORDER BY at DESC, id DESC"), (kind, subject), from_row)
}

/// The papers about a row of whatever kind, newest first; an infant's contracts and receipts are about it too.
fn about(view: &View<'_>, subject: &str) -> Result<Vec<Issued>> {
    view.all(
        &select(
            "subject_id = ?1
             OR subject_kind = 'contract' AND subject_id IN (SELECT id FROM contract WHERE infant_id = ?1)
             OR subject_kind = 'receipt' AND subject_id IN (SELECT id FROM receipt WHERE infant_id = ?1)
             ORDER BY at DESC, id DESC",
        ),
        [subject],
        from_row,
    )
}

/// What a kind of paper is called.
fn title(kind: &str, l: Language) -> String {
    let (zh, en) = match kind {
        "receipt" => ("收据", "receipt"),
        "receipt_register" => ("收据登记簿", "register of receipts"),
        "contract" => ("托育服务合同", "service contract"),
        "opening_balances" => ("期初余额确认表", "opening balances"),
        "policy_pack" => ("政策数据包", "policy pack"),
        "filing_package" => ("备案材料包", "filing package"),
        "filing_statement" => ("托育机构备案书", "filing statement"),
        "filing_commitment" => ("备案承诺书", "filing commitment"),
        "class_sheet" => ("班级名单", "class sheet"),
        "labels" => ("标签", "labels"),
        "test_page" => ("打印测试页", "test page"),
        "roster" => ("婴幼儿花名册", "roster"),
        "roster_rejected" => ("花名册待修改行", "roster rows to repair"),
        kind => crate::register::of(kind).map_or(("其他文件", "other paper"), |register| register.title),
    };
    l.say(zh, en)
}

fn select(condition: &str) -> String {
    format!("SELECT id, kind, form, number, snapshot, sha256, file_sha256, at FROM issued WHERE {condition}")
}

fn from_row(r: &rusqlite::Row<'_>) -> rusqlite::Result<Issued> {
    Ok(Issued {
        id: r.get(0)?,
        kind: r.get(1)?,
        form: r.get(2)?,
        number: r.get(3)?,
        snapshot: r.get(4)?,
        sha256: r.get(5)?,
        file_sha256: r.get(6)?,
        at: r.get(7)?,
    })
}

/// Papers whose snapshot no longer fits its hash: none may ever be.
///
/// # Errors
/// The store cannot.
pub fn changed(view: &View<'_>) -> Result<Vec<Id>> {
    let rows = view.all("SELECT id, form, snapshot, sha256 FROM issued", [], |r| {
        Ok((r.get::<_, Id>(0)?, r.get::<_, String>(1)?, r.get::<_, String>(2)?, r.get::<_, String>(3)?))
    })?;
    Ok(rows
        .into_iter()
        .filter(|(_, form, snapshot, sha256)| digest(form, snapshot) != *sha256)
        .map(|(id, ..)| id)
        .collect())
}

pub(crate) fn operations() -> Vec<Row> {
    vec![
        read("issued.list", ("查看签发件", "List issued papers"), Permission::Own, list),
        read("issued.compare", ("比较两份签发件", "Compare two issued papers"), Permission::Own, compare),
    ]
}

/// Whose papers.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IssuedQuery {
    /// Kind of paper; every kind that the reader may see when absent.
    pub kind: Option<String>,
    /// The row that they are about; without a kind, an infant's also brings its contracts and receipts.
    pub subject: String,
}

/// A paper that was made.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct IssuedPaper {
    /// `issued/<id>` at the files door.
    pub id: Id,
    /// Kind of paper.
    pub kind: String,
    /// What it is called, in the person's language.
    pub title: String,
    /// Form and version.
    pub form: String,
    /// Human number.
    pub number: Option<String>,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<String>,
    /// How often it was printed.
    pub prints: i64,
    /// Its snapshot still fits its hash.
    pub whole: bool,
}

fn list(view: &View<'_>, q: IssuedQuery) -> Result<Vec<IssuedPaper>> {
    let found = match &q.kind {
        Some(kind) => {
            view.must(crate::files::permission_of(kind))?;
            of_subject(view, kind, &q.subject)?
        }
        None => {
            let mut all = about(view, &q.subject)?;
            all.retain(|paper| view.may(crate::files::permission_of(&paper.kind)));
            all
        }
    };
    let mut papers = Vec::new();
    for paper in found {
        let by = view.first(
            "SELECT p.name FROM issued i JOIN person p ON p.id = i.person_id WHERE i.id = ?1",
            [paper.id],
            |r| r.get(0),
        )?;
        papers.push(IssuedPaper {
            id: paper.id,
            whole: digest(&paper.form, &paper.snapshot) == paper.sha256,
            at: Instant::from_ms(paper.at),
            by,
            prints: prints(view, paper.id)?,
            title: title(&paper.kind, view.language()),
            kind: paper.kind,
            form: paper.form,
            number: paper.number,
        });
    }
    Ok(papers)
}

/// Which two.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssuedPair {
    /// The earlier one.
    pub before: Id,
    /// The later one.
    pub after: Id,
}

/// A place in which two papers differ.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct IssuedDifference {
    /// Where: a path in the snapshot.
    pub path: String,
    /// What the earlier one shows.
    #[ts(type = "unknown")]
    pub before: Value,
    /// What the later one shows.
    #[ts(type = "unknown")]
    pub after: Value,
}

fn compare(view: &View<'_>, q: IssuedPair) -> Result<Vec<IssuedDifference>> {
    let (before, after) = (get(view, q.before)?, get(view, q.after)?);
    for paper in [&before, &after] {
        view.must(crate::files::permission_of(&paper.kind))?;
    }
    let mut differences = Vec::new();
    differ("", &before.read::<Value>()?, &after.read::<Value>()?, &mut differences);
    Ok(differences)
}

fn differ(path: &str, before: &Value, after: &Value, into: &mut Vec<IssuedDifference>) {
    match (before, after) {
        (Value::Object(a), Value::Object(b)) => {
            for key in a.keys().chain(b.keys().filter(|key| !a.contains_key(*key))) {
                let at = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                differ(&at, a.get(key).unwrap_or(&Value::Null), b.get(key).unwrap_or(&Value::Null), into);
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            for at in 0..a.len().max(b.len()) {
                differ(
                    &format!("{path}[{at}]"),
                    a.get(at).unwrap_or(&Value::Null),
                    b.get(at).unwrap_or(&Value::Null),
                    into,
                );
            }
        }
        (a, b) if a != b => into.push(IssuedDifference { path: path.to_owned(), before: a.clone(), after: b.clone() }),
        _ => {}
    }
}
