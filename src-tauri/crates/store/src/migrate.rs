//! From one schema to the next: all or nothing.
//!
//! The schema is SQLite's `user_version`. Append-only guards are generated here, so that no table
//! is guarded by hand and half: besides UPDATE and DELETE, an INSERT whose key exists is refused,
//! because `REPLACE` passes delete triggers unless `recursive_triggers` is on, and another program
//! need not set it.

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use crate::audit;
use crate::error::{APPEND_ONLY, Error, Result};

/// What an application says of its own store.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// SQLite's `application_id`: tells the file from every other SQLite file.
    pub application_id: i32,
    /// Name of the format, the same for ever.
    pub name: &'static str,
    /// Version of the program, for messages.
    pub app_version: &'static str,
    /// Every migration since the first release, versions 1, 2, 3 …
    pub migrations: &'static [Migration],
}

impl Format {
    /// The newest schema that this program knows.
    pub fn schema(&self) -> u32 {
        self.migrations.last().map_or(0, |m| m.version)
    }
}

/// One step of the schema.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// The schema it leads to.
    pub version: u32,
    /// What it brings, in a word or two.
    pub name: &'static str,
    /// Its statements.
    pub sql: &'static str,
    /// Tables that are append-only from here on.
    pub append_only: &'static [AppendOnly],
}

/// A table whose rows are never changed, deleted or replaced, whoever opens the file.
///
/// Guards stand on `keys`, on the table's own unique columns and on its rowid.
#[derive(Clone, Copy, Debug)]
pub struct AppendOnly {
    /// The table.
    pub table: &'static str,
    /// Further keys: sets of columns no two rows may share.
    pub keys: &'static [&'static [&'static str]],
}

/// The store's own tables, older than schema 1.
const OWN: &str = "
CREATE TABLE store_identity (
  only INTEGER NOT NULL PRIMARY KEY DEFAULT 1 CHECK (only = 1),
  id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  demo INTEGER NOT NULL CHECK (demo IN (0, 1))
) STRICT;";

const OWN_APPEND_ONLY: [AppendOnly; 2] =
    [AppendOnly { table: "store_identity", keys: &[] }, AppendOnly { table: "audit", keys: &[] }];

/// Makes the store's own tables in an empty database; then [`migrate`] brings the application's.
pub(crate) fn found(conn: &Connection, format: &Format, id: &str, at: i64, demo: bool) -> Result<()> {
    let tx = Transaction::new_unchecked(conn, TransactionBehavior::Immediate)?;
    tx.pragma_update(None, "application_id", format.application_id)?;
    tx.execute_batch(OWN)?;
    tx.execute_batch(audit::TABLE)?;
    tx.execute("INSERT INTO store_identity (id, created_at, demo) VALUES (?1, ?2, ?3)", (id, at, demo))?;
    apply(&tx, format, 0)?;
    Ok(tx.commit()?)
}

/// Brings the database from `from` to the newest schema.
pub(crate) fn migrate(conn: &Connection, format: &Format, from: u32) -> Result<()> {
    let tx = Transaction::new_unchecked(conn, TransactionBehavior::Immediate)?;
    apply(&tx, format, from)?;
    Ok(tx.commit()?)
}

fn apply(tx: &Transaction<'_>, format: &Format, from: u32) -> Result<()> {
    // Rows may point at each other only when all is done.
    tx.pragma_update(None, "defer_foreign_keys", true)?;
    for migration in format.migrations.iter().filter(|m| m.version > from) {
        tx.execute_batch(migration.sql).map_err(|source| match Error::from(source) {
            Error::Sqlite(source) => Error::Migration { version: migration.version, name: migration.name, source },
            known => known,
        })?;
        tracing::info!(version = migration.version, name = migration.name, "migrated");
    }
    for guarded in append_only(format) {
        guard(tx, guarded)?;
    }
    let dangling = tx.query_row(DANGLING, [], |row| row.get(0)).optional()?;
    if let Some(table) = dangling {
        return Err(Error::ForeignKeys { table });
    }
    Ok(tx.pragma_update(None, "user_version", format.schema())?)
}

fn append_only(format: &Format) -> impl Iterator<Item = &AppendOnly> {
    OWN_APPEND_ONLY.iter().chain(format.migrations.iter().flat_map(|m| m.append_only))
}

/// Finds the tables whose rows point at rows that do not exist.
pub(crate) const DANGLING: &str = "SELECT DISTINCT \"table\" FROM pragma_foreign_key_check";

/// The append-only tables that lost a guard.
pub(crate) fn unguarded(conn: &Connection, format: &Format) -> Result<Vec<String>> {
    let mut lost = Vec::new();
    for AppendOnly { table, .. } in append_only(format) {
        let guards: u32 = conn.query_row(
            "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1
             AND name IN (?1 || '_no_update', ?1 || '_no_delete', ?1 || '_no_replace')",
            [table],
            |row| row.get(0),
        )?;
        if guards < 3 && has_rowid(conn, table)?.is_some() && !lost.iter().any(|l| l == table) {
            lost.push((*table).to_owned());
        }
    }
    Ok(lost)
}

/// Makes the guards of one table anew; a table that a later migration dropped needs none.
fn guard(conn: &Connection, AppendOnly { table, keys }: &AppendOnly) -> Result<()> {
    let Some(rowid) = has_rowid(conn, table)? else {
        return Ok(());
    };
    let mut all: Vec<Vec<String>> = unique_columns(conn, table)?;
    all.extend(keys.iter().map(|key| key.iter().map(|c| (*c).to_owned()).collect()));
    if rowid {
        // A row can be replaced through its rowid even if the declared key is another.
        all.push(vec!["rowid".to_owned()]);
    }
    all.sort();
    all.dedup();
    let same = |key: &Vec<String>| {
        let columns = key.iter().map(|c| format!("\"{c}\" = NEW.\"{c}\""));
        let columns = columns.collect::<Vec<_>>().join(" AND ");
        format!("EXISTS (SELECT 1 FROM \"{table}\" WHERE {columns})")
    };
    let taken = all.iter().map(same).collect::<Vec<_>>().join(" OR ");
    let refuse = format!("BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}{table}'); END");
    Ok(conn.execute_batch(&format!(
        "DROP TRIGGER IF EXISTS \"{table}_no_update\";
         DROP TRIGGER IF EXISTS \"{table}_no_delete\";
         DROP TRIGGER IF EXISTS \"{table}_no_replace\";
         CREATE TRIGGER \"{table}_no_update\" BEFORE UPDATE ON \"{table}\" {refuse};
         CREATE TRIGGER \"{table}_no_delete\" BEFORE DELETE ON \"{table}\" {refuse};
         CREATE TRIGGER \"{table}_no_replace\" BEFORE INSERT ON \"{table}\" WHEN {taken} {refuse};"
    ))?)
}

/// `None` if there is no such table.
fn has_rowid(conn: &Connection, table: &str) -> Result<Option<bool>> {
    let without: Option<bool> = conn
        .query_row(
            "SELECT wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name = ?1",
            [table],
            |row| row.get(0),
        )
        .optional()?;
    Ok(without.map(|without| !without))
}

/// Column sets of the unique indexes, and of the primary key. An index over an expression or over
/// part of the rows says less than that the columns are unique, and must be declared as a key.
fn unique_columns(conn: &Connection, table: &str) -> Result<Vec<Vec<String>>> {
    let mut indexes = conn.prepare(
        "SELECT l.name, json_group_array(i.name) FROM pragma_index_list(?1) l, pragma_index_info(l.name) i
         WHERE l.\"unique\" = 1 AND l.partial = 0 GROUP BY l.name HAVING count(*) = count(i.name)
         UNION ALL
         SELECT 'primary', json_group_array(name) FROM pragma_table_info(?1) WHERE pk > 0 HAVING count(*) > 0",
    )?;
    let columns = indexes.query_map([table], |row| row.get::<_, String>(1))?;
    columns
        .map(|json| {
            let json = json?;
            serde_json::from_str(&json).map_err(|e| std::io::Error::from(e).into())
        })
        .collect()
}
