//! **issued** 签发件: each paper that was made. Collect → render → record. The snapshot and `form@version`
//! redraw it exactly; a print after the first is a reprint (补打 n); two can be compared.

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::error::Result;
use crate::id::Id;
use crate::view::{Change, View};

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
    change.insert("issued_print", &[("id", &id), ("issued_id", &issued), ("nth", &nth), ("substitutes", &substitutes), ("at", &at), ("person_id", &person)])?;
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

fn select(condition: &str) -> String {
    format!("SELECT id, kind, form, number, snapshot, sha256, file_sha256, at FROM issued WHERE {condition}")
}

fn from_row(r: &rusqlite::Row<'_>) -> rusqlite::Result<Issued> {
    Ok(Issued { id: r.get(0)?, kind: r.get(1)?, form: r.get(2)?, number: r.get(3)?, snapshot: r.get(4)?, sha256: r.get(5)?, file_sha256: r.get(6)?, at: r.get(7)? })
}

/// Papers whose snapshot no longer fits its hash: none may ever be.
///
/// # Errors
/// The store cannot.
pub fn changed(view: &View<'_>) -> Result<Vec<Id>> {
    let rows = view.all("SELECT id, form, snapshot, sha256 FROM issued", [], |r| Ok((r.get::<_, Id>(0)?, r.get::<_, String>(1)?, r.get::<_, String>(2)?, r.get::<_, String>(3)?)))?;
    Ok(rows.into_iter().filter(|(_, form, snapshot, sha256)| digest(form, snapshot) != *sha256).map(|(id, ..)| id).collect())
}
