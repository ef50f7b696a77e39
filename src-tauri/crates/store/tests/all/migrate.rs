//! All or nothing, a copy first, and tables that stay as they are.

use std::fs;

use store::{AppendOnly, CreateOptions, Error, Format, Migration, Store};

use crate::{FIRST, FORMAT, Place, entry, names, notes, write};

const SECOND: Migration = Migration {
    version: 2,
    name: "colours",
    sql: "ALTER TABLE note ADD COLUMN colour TEXT; UPDATE note SET colour = 'red';
          ALTER TABLE receipt ADD COLUMN place TEXT;
          CREATE UNIQUE INDEX receipt_place ON receipt (place);",
    append_only: &[],
};
const NEXT: Format = Format { app_version: "2.0.0", migrations: &[FIRST, SECOND], ..FORMAT };

const BROKEN: Format = Format {
    migrations: &[
        FIRST,
        Migration {
            version: 2,
            name: "half",
            sql: "CREATE TABLE extra (id INTEGER); DROP TABLE line; INSERT INTO nowhere VALUES (1);",
            append_only: &[],
        },
    ],
    ..NEXT
};

const DANGLING: Format = Format {
    migrations: &[
        FIRST,
        Migration {
            version: 2,
            name: "dangling",
            sql: "INSERT INTO line VALUES ('no such note', 1);",
            append_only: &[],
        },
    ],
    ..NEXT
};

#[test]
fn a_store_is_brought_to_the_newest_schema_and_kept_as_it_was() {
    for place in Place::both() {
        write(&place.create(), "a").unwrap();
        let reading = Store::open_read_only(&place.dir(), &NEXT, &place.opening());
        assert!(matches!(reading, Err(Error::Older { schema: 1 })), "reading never migrates");
        let store = Store::open(&place.dir(), &NEXT, &place.opening()).unwrap();
        let colour: String = store
            .read(|conn| Ok::<_, Error>(conn.query_row("SELECT colour FROM note", [], |row| row.get(0))?))
            .unwrap();
        assert_eq!(colour, "red");
        assert_eq!((store.info().schema, store.info().app_version.as_str()), (2, "2.0.0"));
        drop(store);

        match place.open() {
            Err(Error::Newer { schema, app_version }) => assert_eq!((schema, app_version.as_str()), (2, "2.0.0")),
            other => panic!("{other:?}"),
        }

        // The kept copy is a store of its own: the old program opens it.
        let kept = place.dir().join("before-migration/schema-1");
        assert_eq!(names(&kept), ["store.db", "store.json"]);
        let kept = Store::open(&kept, &FORMAT, &place.opening()).unwrap();
        assert_eq!(notes(&kept), ["a"]);
        assert!(kept.check().unwrap().is_whole());
    }
}

#[test]
fn a_failing_migration_leaves_the_store_as_it_was() {
    for place in Place::both() {
        let store = place.create();
        write(&store, "a").unwrap();
        drop(store);
        let sidecar = fs::read(place.file("store.json")).unwrap();
        match Store::open(&place.dir(), &BROKEN, &place.opening()) {
            Err(Error::Migration { version, name, .. }) => assert_eq!((version, name), (2, "half")),
            other => panic!("{other:?}"),
        }
        assert_eq!(fs::read(place.file("store.json")).unwrap(), sidecar);
        let store = place.open().unwrap();
        assert_eq!(notes(&store), ["a"]);
        let tables: i64 = store
            .read(|conn| {
                let sql = "SELECT count(*) FROM sqlite_schema WHERE name IN ('extra', 'line')";
                Ok::<_, Error>(conn.query_row(sql, [], |row| row.get(0))?)
            })
            .unwrap();
        assert_eq!(tables, 1, "line is there, extra is not");
        assert!(store.check().unwrap().is_whole());
    }
}

#[test]
fn a_migration_that_leaves_dangling_rows_is_refused() {
    let place = Place::plain();
    drop(place.create());
    let opened = Store::open(&place.dir(), &DANGLING, &place.opening());
    assert!(matches!(&opened, Err(Error::ForeignKeys { table }) if table == "line"), "{opened:?}");
    assert!(place.open().is_ok());
}

#[test]
fn a_failing_first_migration_makes_no_store() {
    let place = Place::plain();
    let made = Store::create(&place.dir(), &BROKEN, &place.opening(), CreateOptions::default());
    assert!(matches!(made, Err(Error::Migration { .. })));
    assert_eq!(names(&place.dir()), ["store.lock"]);
    drop(place.create());
}

#[test]
fn a_newer_plain_store_is_refused_also_without_its_sidecar() {
    let place = Place::plain();
    let options = CreateOptions::default();
    drop(Store::create(&place.dir(), &NEXT, &place.opening(), options).unwrap());
    assert!(matches!(place.open(), Err(Error::Newer { schema: 2, .. })));
    fs::remove_file(place.file("store.json")).unwrap();
    assert!(matches!(place.open(), Err(Error::Newer { schema: 2, .. })));
}

#[test]
fn an_append_only_table_takes_new_rows_and_nothing_else_from_any_program() {
    let place = Place::plain();
    let store = place.create();
    store
        .change(|conn| {
            conn.execute_batch(
                "INSERT INTO receipt VALUES ('r1', 'A', 1, 's1'), ('r2', 'A', 2, NULL), ('r3', 'B', 1, NULL);
                 INSERT INTO posting VALUES ('p1', 100);",
            )?;
            Ok::<_, Error>(((), Some(entry("r"))))
        })
        .unwrap();
    let attempts = [
        "UPDATE receipt SET slip = 'x' WHERE id = 'r1'",
        "DELETE FROM receipt",
        "REPLACE INTO receipt VALUES ('r1', 'C', 9, NULL)",
        "REPLACE INTO receipt VALUES ('r9', 'A', 1, NULL)",
        "REPLACE INTO receipt VALUES ('r9', 'C', 9, 's1')",
        "REPLACE INTO receipt (rowid, id, book, number) VALUES (1, 'r9', 'C', 9)",
        "UPDATE posting SET fen = 1",
        "DELETE FROM posting",
        "REPLACE INTO posting VALUES ('p1', 1)",
        "INSERT INTO posting VALUES ('p1', 1) ON CONFLICT DO UPDATE SET fen = 1",
    ];
    for sql in attempts {
        let refused = place.raw().execute(sql, []).map_err(Error::from);
        assert!(matches!(refused, Err(Error::AppendOnly { .. })), "{sql}: {refused:?}");
    }
    drop(store);

    // A unique column of a later migration is guarded too, and new rows still come in.
    let store = Store::open(&place.dir(), &NEXT, &place.opening()).unwrap();
    store
        .change(|conn| {
            conn.execute("INSERT INTO receipt VALUES ('r4', 'A', 3, NULL, 'here')", [])?;
            conn.execute("INSERT INTO receipt VALUES ('r5', 'A', 4, NULL, NULL)", [])?;
            Ok::<_, Error>(((), Some(entry("r"))))
        })
        .unwrap();
    let refused = place.raw().execute("REPLACE INTO receipt VALUES ('r9', 'C', 9, NULL, 'here')", []);
    assert!(matches!(refused.map_err(Error::from), Err(Error::AppendOnly { .. })));
    assert!(store.check().unwrap().is_whole());
}

#[test]
fn a_migration_cannot_change_what_is_append_only() {
    const REWRITE: Format = Format {
        migrations: &[
            FIRST,
            Migration {
                version: 2,
                name: "rewrite",
                sql: "UPDATE receipt SET book = 'Z';",
                append_only: &[AppendOnly { table: "receipt", keys: &[] }],
            },
        ],
        ..NEXT
    };
    let place = Place::plain();
    let store = place.create();
    store
        .change(|conn| {
            conn.execute("INSERT INTO receipt VALUES ('r1', 'A', 1, NULL)", [])?;
            Ok::<_, Error>(((), Some(entry("r"))))
        })
        .unwrap();
    drop(store);
    let opened = Store::open(&place.dir(), &REWRITE, &place.opening());
    assert!(matches!(opened, Err(Error::AppendOnly { .. })));
}
