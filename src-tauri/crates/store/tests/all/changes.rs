//! One transaction, one line of audit, or nothing.

use store::{Entry, Error, Store};

use crate::{Place, entry, notes, write};

#[test]
fn a_change_writes_its_row_and_its_line_together() {
    for place in Place::both() {
        let store = place.create();
        assert_eq!(store.audit_head().unwrap(), None);
        write(&store, "a").unwrap();
        write(&store, "b").unwrap();
        let head = store.audit_head().unwrap().unwrap();
        assert_eq!((head.seq, head.at, head.hash.len()), (2, crate::NOW, 64));
        assert_eq!(notes(&store), ["a", "b"]);
    }
}

#[test]
fn any_error_takes_everything_back() {
    let store = Place::plain();
    let store = store.create();
    let failed = store.change(|conn| {
        conn.execute("INSERT INTO note VALUES ('a', '')", [])?;
        conn.execute("INSERT INTO line VALUES ('no such note', 1)", [])?;
        Ok::<_, Error>(((), Some(entry("a"))))
    });
    assert!(matches!(failed, Err(Error::Sqlite(_))));
    // An entry that the audit refuses takes the change with it.
    let failed = store.change(|conn| {
        conn.execute("INSERT INTO note VALUES ('a', '')", [])?;
        Ok::<_, Error>(((), Some(Entry { detail: "not json".into(), ..entry("a") })))
    });
    assert!(matches!(failed, Err(Error::Sqlite(_))));
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        store.change(|conn| -> Result<((), _), Error> {
            conn.execute("INSERT INTO note VALUES ('a', '')", [])?;
            panic!("in the middle")
        })
    }));
    assert!(panicked.is_err());
    assert!(notes(&store).is_empty());
    assert_eq!(store.audit_head().unwrap(), None);
    write(&store, "a").unwrap();
}

#[test]
fn a_draft_is_kept_without_a_line() {
    let place = Place::plain();
    let store = place.create();
    store
        .change(|conn| {
            conn.execute("INSERT INTO note VALUES ('a', '')", [])?;
            Ok::<_, Error>(((), None))
        })
        .unwrap();
    assert_eq!(notes(&store), ["a"]);
    assert_eq!(store.audit_head().unwrap(), None);
}

#[test]
fn a_repeated_request_changes_nothing() {
    let place = Place::plain();
    let store = place.create();
    let once = |id: &'static str| {
        store.change(move |conn| {
            conn.execute("INSERT INTO note VALUES (?1, '')", [id])?;
            Ok::<_, Error>(((), Some(Entry { request: Some("r1".into()), ..entry(id) })))
        })
    };
    once("a").unwrap();
    assert!(matches!(once("b"), Err(Error::Repeated)));
    assert_eq!(notes(&store), ["a"]);
    // Without a request there is nothing to repeat.
    write(&store, "c").unwrap();
    write(&store, "d").unwrap();
}

#[test]
fn a_change_cannot_end_its_own_transaction() {
    let place = Place::plain();
    let store = place.create();
    let ended = store.change(|conn| {
        conn.execute_batch("INSERT INTO note VALUES ('a', ''); COMMIT")?;
        Ok::<_, Error>(((), Some(entry("a"))))
    });
    assert!(matches!(ended, Err(Error::TransactionEnded)));
    write(&store, "b").unwrap();
}

#[test]
fn a_read_sees_one_moment_and_cannot_write() {
    let place = Place::plain();
    let store = place.create();
    let count = "SELECT count(*) FROM note";
    store
        .read(|conn| {
            let before: i64 = conn.query_row(count, [], |row| row.get(0))?;
            write(&store, "a")?;
            let after: i64 = conn.query_row(count, [], |row| row.get(0))?;
            assert_eq!((before, after), (0, 0));
            assert!(conn.execute("INSERT INTO note VALUES ('b', '')", []).is_err());
            conn.pragma_update(None, "query_only", false)?;
            assert!(conn.execute("INSERT INTO note VALUES ('b', '')", []).is_err());
            Ok::<_, Error>(())
        })
        .unwrap();
    assert_eq!(notes(&store), ["a"]);
}

#[test]
fn many_threads_share_one_store() {
    let place = Place::keyed();
    let store = place.create();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let store = &store;
            scope.spawn(move || {
                for n in 0..25 {
                    write(store, &format!("{thread}-{n:02}")).unwrap();
                    assert!(!notes(store).is_empty());
                }
            });
        }
    });
    assert_eq!(notes(&store).len(), 100);
    let audit = store.verify_audit().unwrap();
    assert_eq!((audit.whole, audit.broken), (100, None));
}

#[test]
fn a_full_disk_is_said_and_leaves_nothing_half_written() {
    for place in Place::both() {
        let store = place.create();
        write(&store, "a").unwrap();
        let limit = |store: &Store, pages: i64| {
            store
                .change(|conn| {
                    conn.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))?;
                    Ok::<_, Error>(((), None))
                })
                .unwrap();
        };
        limit(&store, 1); // as many as there are
        let long = "x".repeat(100_000);
        let full = store.change(|conn| {
            conn.execute("INSERT INTO note VALUES ('b', 'short')", [])?;
            conn.execute("INSERT INTO note VALUES ('c', ?1)", [&long])?;
            Ok::<_, Error>(((), Some(entry("b"))))
        });
        assert!(matches!(full, Err(Error::DiskFull)), "{full:?}");
        assert_eq!(notes(&store), ["a"]);
        assert_eq!(store.audit_head().unwrap().unwrap().seq, 1);
        limit(&store, 1_000_000);
        write(&store, "d").unwrap();
        assert!(store.check().unwrap().is_whole());
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told_from_other_faults_of_the_file_system() {
    use std::io::Write;
    let mut full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let error = full.write_all(b"x").unwrap_err();
    assert!(matches!(Error::from(error), Error::DiskFull));
    let error = std::fs::read("/no such file").unwrap_err();
    assert!(matches!(Error::from(error), Error::Io(_)));
}
