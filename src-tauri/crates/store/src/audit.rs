//! The audit: one row a change, each holding the hash of the one before.
//!
//! ```sql
//! audit (seq, at, actor, action, subject, request, detail, prev, hash)
//! ```
//!
//! `hash` is SHA-256 of `prev` and the row in one canonical form: numbers as eight bytes, texts
//! behind their length, an absent text as its own mark. A changed byte breaks the chain at its row.
//! What a chain cannot show is its own end cut off: for that each backup carries the head.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::{Error, Result, is_damage};

pub(crate) const TABLE: &str = "
CREATE TABLE audit (
  seq INTEGER NOT NULL PRIMARY KEY CHECK (seq > 0),
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT,
  request TEXT UNIQUE,
  detail TEXT NOT NULL CHECK (json_valid(detail)),
  prev BLOB NOT NULL CHECK (length(prev) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;";

/// What `prev` of the first row is.
const BEGINNING: [u8; 32] = [0; 32];

/// One line of the audit, written by the change that it describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When, ms UTC.
    pub at: i64,
    /// Who.
    pub actor: String,
    /// What was done: the name of the operation.
    pub action: String,
    /// What it was done to.
    pub subject: Option<String>,
    /// The caller's own number for this change; a second entry with it is [`Error::Repeated`].
    pub request: Option<String>,
    /// JSON; the changed fields only.
    pub detail: String,
}

/// The last line of the audit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditHead {
    /// Its number; lines are numbered from 1 without gaps.
    pub seq: i64,
    /// Its instant, ms UTC.
    pub at: i64,
    /// Its hash, hex; it stands for the whole chain.
    pub hash: String,
}

/// What became of recomputing the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuditCheck {
    /// Lines that are as they were written, counted from the first.
    pub whole: i64,
    /// The first line that is not as it was written or is missing.
    pub broken: Option<i64>,
    /// The last line of the whole part.
    pub head: Option<AuditHead>,
}

impl AuditCheck {
    /// Whether every line is as it was written.
    pub fn is_whole(&self) -> bool {
        self.broken.is_none()
    }
}

pub(crate) fn append(conn: &Connection, entry: &Entry) -> Result<()> {
    let last: Option<(i64, [u8; 32])> = conn
        .prepare_cached("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (seq, prev) = last.map_or((1, BEGINNING), |(seq, hash)| (seq + 1, hash));
    let mut hash = RowHash::after(&prev);
    hash.number(seq);
    hash.number(entry.at);
    hash.text(Some(entry.actor.as_bytes()));
    hash.text(Some(entry.action.as_bytes()));
    hash.text(entry.subject.as_deref().map(str::as_bytes));
    hash.text(entry.request.as_deref().map(str::as_bytes));
    hash.text(Some(entry.detail.as_bytes()));
    if let Some(request) = &entry.request {
        let known = conn.prepare_cached("SELECT 1 FROM audit WHERE request = ?1")?.exists([request])?;
        if known {
            return Err(Error::Repeated);
        }
    }
    conn.prepare_cached(
        "INSERT INTO audit (seq, at, actor, action, subject, request, detail, prev, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute((
        seq,
        entry.at,
        &entry.actor,
        &entry.action,
        &entry.subject,
        &entry.request,
        &entry.detail,
        prev,
        hash.finish(),
    ))?;
    Ok(())
}

pub(crate) fn head(conn: &Connection) -> Result<Option<AuditHead>> {
    Ok(conn
        .prepare_cached("SELECT seq, at, hash FROM audit ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| {
            Ok(AuditHead { seq: row.get(0)?, at: row.get(1)?, hash: hex::encode(row.get::<_, [u8; 32]>(2)?) })
        })
        .optional()?)
}

pub(crate) fn verify(conn: &Connection) -> Result<AuditCheck> {
    let mut statement =
        conn.prepare("SELECT seq, at, actor, action, subject, request, detail, prev, hash FROM audit ORDER BY seq")?;
    let mut rows = statement.query([])?;
    let mut check = AuditCheck { whole: 0, broken: None, head: None };
    let mut prev = BEGINNING;
    loop {
        let seq = check.whole + 1;
        let row = match rows.next() {
            Ok(None) => break,
            Ok(Some(row)) => recompute(row, seq, &prev)?,
            // The page that holds the row cannot be read.
            Err(e) if is_damage(&e) => None,
            Err(e) => return Err(e.into()),
        };
        let Some((at, hash)) = row else {
            check.broken = Some(seq);
            break;
        };
        prev = hash;
        check.whole = seq;
        check.head = Some(AuditHead { seq, at, hash: hex::encode(hash) });
    }
    Ok(check)
}

/// The instant and hash of a row that is as it was written.
fn recompute(row: &Row<'_>, seq: i64, prev: &[u8; 32]) -> Result<Option<(i64, [u8; 32])>> {
    let number = |column| Ok::<_, Error>(row.get_ref(column)?.as_i64().ok());
    let (Some(stored), Some(at)) = (number(0)?, number(1)?) else {
        return Ok(None);
    };
    let mut hash = RowHash::after(prev);
    hash.number(stored);
    hash.number(at);
    for column in 2..7 {
        match row.get_ref(column)? {
            ValueRef::Null => hash.text(None),
            ValueRef::Text(text) => hash.text(Some(text)),
            _ => return Ok(None),
        }
    }
    let hash = hash.finish();
    let same = stored == seq
        && row.get_ref(7)?.as_blob().is_ok_and(|b| b == prev)
        && row.get_ref(8)?.as_blob().is_ok_and(|b| b == hash);
    Ok(same.then_some((at, hash)))
}

/// The canonical form of a row, on its way into SHA-256.
struct RowHash(Sha256);

impl RowHash {
    fn after(prev: &[u8; 32]) -> RowHash {
        RowHash(Sha256::new_with_prefix(prev))
    }

    fn number(&mut self, number: i64) {
        self.0.update(number.to_be_bytes());
    }

    fn text(&mut self, text: Option<&[u8]>) {
        match text {
            None => self.0.update([0]),
            Some(text) => {
                self.0.update([1]);
                self.0.update((text.len() as u64).to_be_bytes());
                self.0.update(text);
            }
        }
    }

    fn finish(self) -> [u8; 32] {
        self.0.finalize().into()
    }
}
