//! The chain shows every changed byte, and the table cannot be changed in the first place.

use proptest::prelude::*;
use store::rusqlite::Connection;
use store::{Entry, Error, Store};

use crate::{NOW, Place, entry, write};

/// Six lines: with and without subject and request.
fn filled(place: &Place) -> Store {
    let store = place.create();
    for n in 0..6 {
        store
            .change(|_| {
                let entry = Entry {
                    at: NOW + n,
                    subject: (n % 2 == 0).then(|| format!("note {n}")),
                    request: (n % 3 == 0).then(|| format!("r{n}")),
                    ..entry("x")
                };
                Ok::<_, Error>(((), Some(entry)))
            })
            .unwrap();
    }
    store
}

fn unguarded(place: &Place) -> Connection {
    let conn = place.raw();
    conn.execute_batch(
        "DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete; DROP TRIGGER audit_no_replace;
         PRAGMA ignore_check_constraints = ON;",
    )
    .unwrap();
    conn
}

#[test]
fn the_audit_cannot_be_updated_deleted_or_replaced_from_here_or_by_another_program() {
    let attempts = [
        "UPDATE audit SET detail = '{}' WHERE seq = 1",
        "UPDATE OR REPLACE audit SET seq = 2 WHERE seq = 1",
        "DELETE FROM audit WHERE seq = 1",
        "DELETE FROM audit",
        "REPLACE INTO audit SELECT seq, at, 'me', action, subject, request, detail, prev, hash FROM audit WHERE seq = 1",
        "INSERT OR REPLACE INTO audit SELECT seq, at, 'me', action, subject, request, detail, prev, hash FROM audit WHERE seq = 1",
        "INSERT OR REPLACE INTO audit SELECT 99, at, 'me', action, subject, request, detail, prev, hash FROM audit WHERE request = 'r0'",
        "INSERT INTO audit SELECT seq, at, 'me', action, subject, request, detail, prev, hash FROM audit WHERE seq = 1
         ON CONFLICT DO UPDATE SET actor = 'me'",
    ];
    let place = Place::plain();
    let store = filled(&place);
    let before = store.audit_head().unwrap();
    for sql in attempts {
        let refused = store.change(|conn| {
            conn.execute(sql, [])?;
            Ok::<_, Error>(((), None))
        });
        assert!(matches!(&refused, Err(Error::AppendOnly { table }) if table == "audit"), "{sql}: {refused:?}");
        let refused = place.raw().execute(sql, []).map_err(Error::from);
        assert!(matches!(&refused, Err(Error::AppendOnly { table }) if table == "audit"), "{sql}: {refused:?}");
    }
    let audit = store.verify_audit().unwrap();
    assert_eq!((audit.whole, audit.broken, audit.head), (6, None, before));
}

#[test]
fn a_missing_a_moved_and_an_added_line_break_the_chain_where_they_are() {
    let cases = [
        ("DELETE FROM audit WHERE seq = 3", 3),
        ("DELETE FROM audit WHERE seq = 1", 1),
        ("UPDATE audit SET seq = 60 WHERE seq = 6", 6),
        (
            "INSERT INTO audit SELECT 7, at, actor, action, subject, NULL, detail, prev, hash FROM audit WHERE seq = 6",
            7,
        ),
        ("UPDATE audit SET subject = '' WHERE seq = 2", 2),
        ("UPDATE audit SET actor = actor || 'n', action = 'ote.write' WHERE seq = 4", 4),
    ];
    for (sql, broken) in cases {
        let place = Place::plain();
        let store = filled(&place);
        unguarded(&place).execute_batch(sql).unwrap();
        let audit = store.verify_audit().unwrap();
        assert_eq!((audit.whole, audit.broken), (broken - 1, Some(broken)), "{sql}");
        let check = store.check().unwrap();
        assert!(!check.is_whole());
        assert_eq!(check.guards, ["audit"], "the missing guards are noticed too");
    }
}

#[test]
fn the_chain_goes_on_after_opening_again() {
    let place = Place::keyed();
    let head = filled(&place).audit_head().unwrap().unwrap();
    let store = place.open().unwrap();
    assert_eq!(store.audit_head().unwrap().unwrap(), head);
    write(&store, "a").unwrap();
    assert_eq!(store.verify_audit().unwrap().whole, 7);
}

#[test]
fn the_canonical_form_is_fixed() {
    // Computed apart from the code: SHA-256 over 32 zeros, seq and at as eight bytes big-endian,
    // then 01 ‖ length ‖ text, or 00, for actor, action, subject, request, detail.
    let place = Place::plain();
    let store = place.create();
    store
        .change(|_| {
            let entry = Entry {
                at: 1,
                actor: "a".into(),
                action: "b".into(),
                subject: None,
                request: Some("r".into()),
                detail: "{}".into(),
            };
            Ok::<_, Error>(((), Some(entry)))
        })
        .unwrap();
    assert_eq!(store.audit_head().unwrap().unwrap().hash, FIXED);
}
const FIXED: &str = "400c47b3e911c8f7cbe6132067cb00ba16765e3373415610123ef4523e0898a6";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_changed_byte_of_any_line_is_noticed_at_that_line(
        seq in 1_i64..=6,
        column in 0_usize..9,
        at in any::<prop::sample::Index>(),
        mask in 1_u8..=255,
    ) {
        let columns = ["seq", "at", "actor", "action", "subject", "request", "detail", "prev", "hash"];
        let column = columns[column];
        let place = Place::plain();
        let store = filled(&place);
        let conn = unguarded(&place);
        let blob: Option<Vec<u8>> = conn
            .query_row(&format!("SELECT CAST({column} AS BLOB) FROM audit WHERE seq = ?1"), [seq], |row| row.get(0))
            .unwrap();
        // The first line that no longer fits: a line whose number changes is missing at its place,
        // unless it became a smaller one.
        let first = if matches!(column, "seq" | "at") {
            let old: i64 = conn
                .query_row(&format!("SELECT {column} FROM audit WHERE seq = ?1"), [seq], |row| row.get(0))
                .unwrap();
            let new = old ^ (i64::from(mask) << (8 * at.index(8)));
            let changed = conn.execute(&format!("UPDATE audit SET {column} = ?2 WHERE seq = ?1"), [seq, new]);
            // A number that another line has cannot be taken.
            prop_assume!(changed.is_ok());
            if column == "seq" && new < seq { 1 } else { seq }
        } else {
            let Some(mut blob) = blob else {
                conn.execute(&format!("UPDATE audit SET {column} = 'x' WHERE seq = ?1"), [seq]).unwrap();
                prop_assert_eq!(store.verify_audit().unwrap().broken, Some(seq));
                return Ok(());
            };
            let at = at.index(blob.len());
            blob[at] ^= mask;
            let kind = if matches!(column, "prev" | "hash") { "BLOB" } else { "TEXT" };
            conn.execute(&format!("UPDATE audit SET {column} = CAST(?2 AS {kind}) WHERE seq = ?1"), (seq, blob)).unwrap();
            seq
        };
        prop_assert_eq!(store.verify_audit().unwrap().broken, Some(first));
    }
}
