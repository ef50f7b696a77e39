//! 签字成册: a sheet that was printed, signed and put into the binder. What is bound is the snapshot of the printed
//! paper, for ever; what was amended afterwards shows as differing from it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::sheet::RegisterSheet;
use super::taking_in::{RowComparison, differences};
use super::{Asked, Register, RegisterError, of};
use crate::day::Day;
use crate::documents::register::FORM;
use crate::error::Result;
use crate::id::Id;
use crate::instant::Instant;
use crate::issued;
use crate::view::{Change, View};

/// A signature on a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SheetSignature {
    /// The place on the form: 填表人, 园长.
    pub place: String,
    /// Who signed there.
    pub name: String,
}

/// A printed sheet that was signed.
#[derive(Debug, Clone, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BindSheet {
    /// The printed paper.
    pub issued: Id,
    /// Who signed where.
    pub signed: Vec<SheetSignature>,
    /// On which day.
    pub signed_on: Day,
    /// The volume (册) in which it lies, e.g. 2026年第一册.
    pub volume: Option<String>,
}

/// A bound sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct BoundSheet {
    /// The row.
    pub id: Id,
    /// The printed paper that was bound.
    pub issued: Id,
    /// The day or month that it covers.
    pub period: String,
    /// The class, where it is cut by class.
    pub class_id: Option<Id>,
    /// Who signed where.
    pub signed: Vec<SheetSignature>,
    /// On which day.
    pub signed_on: Day,
    /// The volume in which it lies.
    pub volume: String,
    /// When that was recorded.
    pub at: Instant,
    /// By whom.
    pub by: Option<String>,
}

/// The last print of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct PrintedSheet {
    /// `issued/<id>` at the files door.
    pub issued: Id,
    /// When it was first printed.
    pub at: Instant,
    /// How often.
    pub prints: i64,
    /// The sheet still says what was printed.
    pub current: bool,
}

/// How far a sheet is: printed, signed and bound, amended since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct SheetStanding {
    /// Its last print.
    pub printed: Option<PrintedSheet>,
    /// The bound one, the last if it was bound anew after an amendment.
    pub bound: Option<BoundSheet>,
    /// In what the sheet differs from the bound one today; `before` is what was bound.
    pub differs: Vec<RowComparison>,
}

/// What the issued papers of a sheet are about: its period, and the class.
pub(super) fn subject(register: &Register, asked: Asked) -> String {
    let period = register.period.of(asked.on);
    asked.class_id.map_or_else(|| period.clone(), |class| format!("{period}/{class}"))
}

/// The subject of blank sheets: they are never bound.
pub(super) const BLANK: &str = "blank";

const SELECT: &str = "SELECT b.id, b.issued_id, b.period, b.class_id, b.signed, b.signed_on, b.volume, b.at, p.name
    FROM register_bound b LEFT JOIN person p ON p.id = b.person_id";

fn from_row(r: &rusqlite::Row<'_>) -> rusqlite::Result<(BoundSheet, String)> {
    let bound = BoundSheet {
        id: r.get(0)?,
        issued: r.get(1)?,
        period: r.get(2)?,
        class_id: r.get(3)?,
        signed: Vec::new(),
        signed_on: r.get(5)?,
        volume: r.get(6)?,
        at: r.get(7)?,
        by: r.get(8)?,
    };
    Ok((bound, r.get(4)?))
}

fn bound(view: &View<'_>, condition: &str, params: impl rusqlite::Params) -> Result<Option<BoundSheet>> {
    match view.first(&format!("{SELECT} WHERE {condition}"), params, from_row)? {
        None => Ok(None),
        Some((sheet, signed)) => Ok(Some(BoundSheet { signed: serde_json::from_str(&signed)?, ..sheet })),
    }
}

/// The sheet of a register that was bound last, and how many were.
pub(super) fn last(view: &View<'_>, register: &Register) -> Result<(Option<BoundSheet>, i64)> {
    let last = bound(view, "b.register = ?1 ORDER BY b.at DESC, b.id DESC LIMIT 1", [register.key])?;
    Ok((last, view.number("SELECT count(*) FROM register_bound WHERE register = ?1", [register.key])?))
}

/// How far a sheet is.
pub(super) fn standing(
    view: &View<'_>,
    register: &Register,
    asked: Asked,
    now: &RegisterSheet,
) -> Result<SheetStanding> {
    let printed = issued::of_subject(view, register.key, &subject(register, asked))?
        .into_iter()
        .find(|paper| paper.form == FORM && paper.file_sha256.is_none());
    let printed = match printed {
        None => None,
        Some(paper) => Some(PrintedSheet {
            issued: paper.id,
            at: Instant::from_ms(paper.at),
            prints: issued::prints(view, paper.id)?,
            current: paper.read::<RegisterSheet>()? == *now,
        }),
    };
    let bound = bound(
        view,
        "b.register = ?1 AND b.period = ?2 AND b.class_id IS ?3 ORDER BY b.at DESC, b.id DESC LIMIT 1",
        (register.key, register.period.of(asked.on), asked.class_id),
    )?;
    let differs = match &bound {
        None => Vec::new(),
        Some(sheet) => differences(register, &issued::get(view, sheet.issued)?.read()?, now, view.language()),
    };
    Ok(SheetStanding { printed, bound, differs })
}

/// Records that a printed sheet was signed and bound.
pub(super) fn bind(change: &mut Change<'_>, q: BindSheet) -> Result<BoundSheet> {
    let paper = issued::get(change, q.issued)?;
    let register = of(&paper.kind).filter(|_| paper.form == FORM && paper.file_sha256.is_none());
    let register = register.ok_or(RegisterError::NotPrinted)?;
    change.must(register.permission)?;
    let of: String = change.one("issued", "SELECT subject_id FROM issued WHERE id = ?1", [q.issued], |r| r.get(0))?;
    if of == BLANK || issued::prints(change, q.issued)? == 0 {
        return Err(RegisterError::NotPrinted.into());
    }
    if bound(change, "b.issued_id = ?1", [q.issued])?.is_some() {
        return Err(RegisterError::Bound.into());
    }
    let signed: Vec<SheetSignature> = q
        .signed
        .into_iter()
        .map(|s| SheetSignature { place: s.place.trim().to_owned(), name: crate::text::normalise_name(&s.name) })
        .collect();
    if signed.is_empty() || signed.iter().any(|signature| signature.place.is_empty() || signature.name.is_empty()) {
        return Err(RegisterError::Unsigned.into());
    }
    let printed = Day::of_instant(paper.at);
    if q.signed_on < printed || q.signed_on > change.today() {
        return Err(RegisterError::SignedOn { printed }.into());
    }
    let class_id = of.split_once('/').and_then(|(_, class)| Id::parse(class));
    let sheet: RegisterSheet = paper.read()?;
    let (id, at, person) = (change.new_id(), change.now(), change.who()?.person);
    let volume = q.volume.as_deref().unwrap_or_default().trim();
    change.about(id);
    change.insert(
        "register_bound",
        &[
            ("id", &id),
            ("register", &register.key),
            ("class_id", &class_id),
            ("period", &register.period.of(sheet.on)),
            ("issued_id", &q.issued),
            ("signed", &serde_json::to_string(&signed)?),
            ("signed_on", &q.signed_on),
            ("volume", &volume),
            ("at", &at),
            ("person_id", &person),
        ],
    )?;
    change.note(serde_json::json!({ "register": register.key, "sheet": of, "signed_on": q.signed_on }));
    bound(change, "b.id = ?1", [id])?.ok_or_else(|| crate::error::Error::not_found("register_bound"))
}
