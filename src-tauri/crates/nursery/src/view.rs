//! **View** and **Change**: what an operation is given to read and to write with.
//!
//! A View can only read, on one consistent snapshot. A Change is the only way to write: one transaction,
//! one audit entry in it that holds the changed fields only, the touched areas, one rollback on any error.

use std::collections::BTreeSet;

use rusqlite::types::{ToSql, Value as SqlValue};
use rusqlite::{Connection, OptionalExtension, Params, Row as SqlRow};
use serde_json::{Value, json};

use crate::access::{Permission, Post};
use crate::contract::Area;
use crate::day::Day;
use crate::error::{ContractError, Error, Result};
use crate::id::{Id, Ids};
use crate::policy;
use crate::words::Language;

/// The person who is signed in, with the posts held today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The person (area `staff`).
    pub person: Id,
    /// The name, as printed under what the person does.
    pub name: String,
    /// The posts held today; permissions are their union.
    pub posts: Vec<Post>,
}

impl Who {
    /// Whether one of the posts allows it.
    #[must_use]
    pub fn may(&self, permission: Permission) -> bool {
        self.posts.iter().any(|post| post.allows(permission))
    }
}

/// Reads, and only reads.
pub struct View<'a> {
    conn: &'a Connection,
    now: i64,
    who: Option<&'a Who>,
    language: Language,
    policy: policy::Known,
}

impl<'a> View<'a> {
    pub(crate) fn new(conn: &'a Connection, now: i64, who: Option<&'a Who>, language: Language) -> Self {
        Self { conn, now, who, language, policy: policy::Known::default() }
    }

    /// The present instant, ms UTC.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.now
    }

    /// Today, in the zone +08:00.
    #[must_use]
    pub fn today(&self) -> Day {
        Day::of_instant(self.now)
    }

    /// The language of the person.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The person who acts.
    ///
    /// # Errors
    /// Nobody is signed in (the program itself acts).
    pub fn who(&self) -> Result<&Who> {
        self.who.ok_or(Error::Contract(ContractError::SignedOut))
    }

    /// Whether the acting person may; the program itself may everything.
    #[must_use]
    pub fn may(&self, permission: Permission) -> bool {
        self.who.is_none_or(|who| who.may(permission))
    }

    /// Refuses unless the acting person may.
    ///
    /// # Errors
    /// [`ContractError::Denied`].
    pub fn must(&self, permission: Permission) -> Result<()> {
        if self.may(permission) { Ok(()) } else { Err(Error::Contract(ContractError::Denied)) }
    }

    pub(crate) fn known_policy(&self) -> &policy::Known {
        &self.policy
    }

    /// Every row of a query.
    ///
    /// # Errors
    /// The store cannot.
    pub fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        map: impl FnMut(&SqlRow<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params, map)?.collect::<rusqlite::Result<Vec<T>>>()?;
        Ok(rows)
    }

    /// The first row of a query, if there is one.
    ///
    /// # Errors
    /// The store cannot.
    pub fn first<T>(
        &self,
        sql: &str,
        params: impl Params,
        map: impl FnOnce(&SqlRow<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        Ok(statement.query_row(params, map).optional()?)
    }

    /// The row of a query that must exist; `what` is named in the refusal.
    ///
    /// # Errors
    /// [`ContractError::NotFound`], or the store cannot.
    pub fn one<T>(
        &self,
        what: &'static str,
        sql: &str,
        params: impl Params,
        map: impl FnOnce(&SqlRow<'_>) -> rusqlite::Result<T>,
    ) -> Result<T> {
        self.first(sql, params, map)?.ok_or_else(|| Error::not_found(what))
    }

    /// A single number (a count, a sum).
    ///
    /// # Errors
    /// The store cannot.
    pub fn number(&self, sql: &str, params: impl Params) -> Result<i64> {
        Ok(self.first(sql, params, |row| row.get::<_, Option<i64>>(0))?.flatten().unwrap_or(0))
    }
}

/// The call that takes a change back.
#[derive(Debug, Clone)]
pub(crate) struct Inverse {
    pub operation: &'static str,
    pub request: Value,
}

/// Writes: one transaction, one audit entry.
pub struct Change<'a> {
    view: View<'a>,
    ids: &'a Ids,
    second: Option<&'a Who>,
    clock_set_back: bool,
    pin_cost: store::KdfCost,
    pub(crate) subject: Option<String>,
    pub(crate) fields: Vec<Value>,
    pub(crate) touched: BTreeSet<Area>,
    pub(crate) inverse: Option<Inverse>,
    pub(crate) silent: bool,
    pub(crate) witnessed: Option<Id>,
}

impl<'a> std::ops::Deref for Change<'a> {
    type Target = View<'a>;
    fn deref(&self) -> &View<'a> {
        &self.view
    }
}

/// One column of a row to write.
pub type Column<'v> = (&'static str, &'v dyn ToSql);

impl<'a> Change<'a> {
    pub(crate) fn new(
        view: View<'a>,
        ids: &'a Ids,
        second: Option<&'a Who>,
        clock_set_back: bool,
        pin_cost: store::KdfCost,
    ) -> Self {
        Self {
            view,
            ids,
            second,
            clock_set_back,
            pin_cost,
            subject: None,
            fields: Vec::new(),
            touched: BTreeSet::new(),
            inverse: None,
            silent: false,
            witnessed: None,
        }
    }

    /// A new id, ordered by time.
    #[must_use]
    pub fn new_id(&self) -> Id {
        self.ids.at(self.now())
    }

    /// Sixteen random bytes.
    #[must_use]
    pub fn salt(&self) -> [u8; 16] {
        self.ids.salt()
    }

    /// The second person who confirmed, where the row asks for one.
    #[must_use]
    pub fn second(&self) -> Option<&Who> {
        self.second
    }

    /// The clock stands more than two minutes before the last entry of the audit trail.
    #[must_use]
    pub fn clock_set_back(&self) -> bool {
        self.clock_set_back
    }

    /// What hashing a PIN costs here.
    #[must_use]
    pub fn pin_cost(&self) -> store::KdfCost {
        self.pin_cost
    }

    /// Names the row that the change is about, for the audit trail.
    pub fn about(&mut self, subject: impl ToString) {
        self.subject = Some(subject.to_string());
    }

    /// Names the row that the second person witnesses (双人), so that the row can say by whom.
    pub fn witnessed_row(&mut self, row: Id) {
        self.witnessed = Some(row);
    }

    /// An area that open screens must refresh, beyond those of the row.
    pub fn touch(&mut self, area: Area) {
        self.touched.insert(area);
    }

    /// Writes something into the audit entry that is no column (a reason, a count).
    pub fn note(&mut self, note: Value) {
        self.fields.push(note);
    }

    /// The call that takes this change back within ten minutes (Ctrl+Z).
    pub fn undo_with(&mut self, operation: &'static str, request: Value) {
        self.inverse = Some(Inverse { operation, request });
    }

    /// Leaves no audit entry: only for drafts and for the program's own indexes.
    pub fn silently(&mut self) {
        self.silent = true;
    }

    /// Runs a statement whose audit note the caller writes.
    ///
    /// # Errors
    /// The store cannot.
    pub fn execute(&mut self, sql: &str, params: impl Params) -> Result<usize> {
        self.view.policy.forget();
        Ok(self.view.conn.prepare_cached(sql)?.execute(params)?)
    }

    fn wrote(&self, table: &str) {
        if ["policy_value", "institution"].contains(&table) {
            self.view.policy.forget();
        }
    }

    /// Inserts a row.
    ///
    /// # Errors
    /// A constraint does not hold, or the store cannot.
    pub fn insert(&mut self, table: &'static str, columns: &[Column<'_>]) -> Result<()> {
        self.wrote(table);
        let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
        let marks: Vec<String> = (1..=columns.len()).map(|i| format!("?{i}")).collect();
        let sql = format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), marks.join(", "));
        let values: Vec<&dyn ToSql> = columns.iter().map(|(_, value)| *value).collect();
        self.view.conn.prepare_cached(&sql)?.execute(values.as_slice())?;
        let id = columns.iter().find(|(name, _)| *name == "id").map(|(_, value)| plain(*value)).transpose()?;
        self.fields.push(json!({ "table": table, "id": id.map(audit_value), "new": true }));
        Ok(())
    }

    /// Writes those columns of a row that differ, and notes before and after. Answers whether any did.
    ///
    /// # Errors
    /// The row does not exist, a constraint does not hold, or the store cannot.
    pub fn update(&mut self, table: &'static str, id: &dyn ToSql, columns: &[Column<'_>]) -> Result<bool> {
        let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
        let before: Vec<SqlValue> =
            self.view.one(table, &format!("SELECT {} FROM {table} WHERE id = ?1", names.join(", ")), [id], |row| {
                (0..names.len()).map(|i| row.get(i)).collect()
            })?;
        let mut differing: Vec<(&str, SqlValue)> = Vec::new();
        let mut fields = serde_json::Map::new();
        for ((name, value), before) in columns.iter().zip(before) {
            let after = plain(*value)?;
            if after != before {
                fields.insert((*name).to_owned(), json!([audit_value(before), audit_value(after.clone())]));
                differing.push((name, after));
            }
        }
        if differing.is_empty() {
            return Ok(false);
        }
        self.wrote(table);
        let sets: Vec<String> =
            differing.iter().enumerate().map(|(i, (name, _))| format!("{name} = ?{}", i + 2)).collect();
        let mut values: Vec<&dyn ToSql> = vec![id];
        values.extend(differing.iter().map(|(_, value)| value as &dyn ToSql));
        self.view
            .conn
            .prepare_cached(&format!("UPDATE {table} SET {} WHERE id = ?1", sets.join(", ")))?
            .execute(values.as_slice())?;
        self.fields.push(json!({ "table": table, "id": audit_value(plain(id)?), "fields": fields }));
        Ok(true)
    }
}

fn plain(value: &dyn ToSql) -> Result<SqlValue> {
    use rusqlite::types::ToSqlOutput;
    Ok(match value.to_sql()? {
        ToSqlOutput::Owned(value) => value,
        ToSqlOutput::Borrowed(value) => value.try_into().map_err(|_| Error::Unexpected("sql value".into()))?,
        _ => return Err(Error::Unexpected("sql value".into())),
    })
}

fn audit_value(value: SqlValue) -> Value {
    match value {
        SqlValue::Null => Value::Null,
        SqlValue::Integer(i) => i.into(),
        SqlValue::Real(r) => r.into(),
        SqlValue::Text(t) => t.into(),
        SqlValue::Blob(b) => format!("{} bytes", b.len()).into(),
    }
}
