//! Making, opening, and telling apart what cannot be opened.

use std::fs;

use store::rusqlite;
use store::{CreateOptions, Error, Format, KdfCost, Opening, Passphrase, Store};

use crate::{FORMAT, NOW, Place, cut, flip, names, notes, write};

#[test]
fn what_was_written_is_there_after_opening_again() {
    for place in Place::both() {
        let store = place.create();
        write(&store, "a").unwrap();
        let made = store.info().clone();
        assert_eq!(made.keyed(), place.key.is_some());
        assert_eq!((made.schema, made.created_at, made.demo), (1, NOW, false));
        drop(store);
        let store = place.open().unwrap();
        assert_eq!(notes(&store), ["a"]);
        assert_eq!(store.info(), &made);
        assert!(store.check().unwrap().is_whole());
    }
}

#[test]
fn a_closed_store_is_one_database_file_and_its_sidecar() {
    for place in Place::both() {
        write(&place.create(), "a").unwrap();
        assert_eq!(names(&place.dir()), ["store.db", "store.json", "store.lock"]);
    }
}

#[test]
fn a_keyed_database_shows_nothing_and_a_plain_one_is_sqlite() {
    let secret = "摇篮里的孩子";
    for place in Place::both() {
        write(&place.create(), secret).unwrap();
        let bytes = fs::read(place.file("store.db")).unwrap();
        let shown = bytes.windows(secret.len()).any(|w| w == secret.as_bytes());
        assert_eq!(shown, place.key.is_none());
        assert_eq!(bytes.starts_with(b"SQLite format 3\0"), place.key.is_none());
    }
}

#[test]
fn every_connection_has_the_settings() {
    for place in Place::both() {
        let store = place.create();
        let pragma = |conn: &rusqlite::Connection, name: &str| {
            conn.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0)).unwrap()
        };
        let common = |conn: &rusqlite::Connection| {
            let names =
                ["foreign_keys", "trusted_schema", "cell_size_check", "temp_store", "synchronous", "busy_timeout"];
            assert_eq!(names.map(|name| pragma(conn, name)), [1, 0, 1, 2, 2, 5000]);
            let journal: String = conn.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
            assert_eq!(journal, "wal");
        };
        store
            .change(|conn| {
                common(conn);
                Ok::<_, Error>(((), None))
            })
            .unwrap();
        // Both readers: the second is taken while the first is in use.
        store
            .read(|a| {
                store.read(|b| {
                    for conn in [a, b] {
                        common(conn);
                        assert_eq!(pragma(conn, "query_only"), 1);
                    }
                    Ok::<_, Error>(())
                })
            })
            .unwrap();
    }
}

#[test]
fn a_demonstration_may_be_filled_without_waiting_for_the_disk() {
    let place = Place::plain();
    let options = CreateOptions { demo: true, durable: false, ..CreateOptions::default() };
    let synchronous = |store: &Store| {
        store
            .change(|conn| {
                let level = conn.query_row("PRAGMA synchronous", [], |row| row.get::<_, i64>(0))?;
                Ok::<_, Error>((level, None))
            })
            .unwrap()
    };
    let store = Store::create(&place.dir(), &FORMAT, &place.opening(), options).unwrap();
    assert_eq!(synchronous(&store), 0);
    drop(store);
    let store = place.open().unwrap();
    assert_eq!(synchronous(&store), 2);
    assert!(store.info().demo);
}

#[test]
fn the_demo_mark_cannot_be_written_into_the_sidecar() {
    let place = Place::plain();
    drop(place.create());
    let path = place.file("store.json");
    let json = fs::read_to_string(&path).unwrap();
    fs::write(&path, json.replace("\"demo\": false", "\"demo\": true")).unwrap();
    assert!(!place.read_only().unwrap().info().demo);
    assert!(!place.open().unwrap().info().demo);
    assert_eq!(fs::read_to_string(&path).unwrap(), json);
}

#[test]
#[cfg(unix)]
fn nobody_else_can_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::plain();
    fs::create_dir(place.dir()).unwrap();
    fs::set_permissions(place.dir(), fs::Permissions::from_mode(0o755)).unwrap();
    let store = place.create();
    write(&store, "a").unwrap();
    store.vault().put(b"%PDF-1.7", store::Kind::Pdf).unwrap();
    let mut folders = vec![place.dir()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
                assert_eq!(mode, 0o600, "{}", path.display());
                files += 1;
            }
        }
    }
    // store.db, -wal, -shm, .json, .lock, .holder and one file of the vault
    assert_eq!(files, 7);
}

#[test]
fn an_empty_folder_has_no_store_and_a_store_is_not_made_twice() {
    let place = Place::plain();
    assert!(matches!(place.open(), Err(Error::Missing)));
    assert!(matches!(place.read_only(), Err(Error::Missing)));
    drop(place.create());
    let again = Store::create(&place.dir(), &FORMAT, &place.opening(), CreateOptions::default());
    assert!(matches!(again, Err(Error::Exists)));
    assert!(place.open().is_ok());
}

#[test]
fn a_creation_cut_short_is_no_store_and_can_be_made_again() {
    let place = Place::keyed();
    drop(place.create());
    // The state between the last two steps.
    fs::rename(place.file("store.db"), place.file("store.db.new")).unwrap();
    assert!(matches!(place.open(), Err(Error::Missing)));
    drop(place.create());
    assert!(place.open().is_ok());
    assert!(!place.file("store.db.new").exists());
}

#[test]
fn the_key_is_asked_for_checked_and_not_taken_for_nothing() {
    let place = Place::keyed();
    drop(place.create());
    let open = |key: Option<&Passphrase>| {
        let opening = Opening { key, program: "test", now: NOW };
        (
            Store::open(&place.dir(), &FORMAT, &opening).map(drop),
            Store::open_read_only(&place.dir(), &FORMAT, &opening).map(drop),
        )
    };
    let wrong = Passphrase::new("错误的口令");
    assert!(matches!(open(None), (Err(Error::KeyNeeded), Err(Error::KeyNeeded))));
    assert!(matches!(open(Some(&wrong)), (Err(Error::WrongKey), Err(Error::WrongKey))));
    assert!(matches!(open(place.key.as_ref()), (Ok(()), Ok(()))));

    let place = Place::plain();
    drop(place.create());
    let opening = Opening { key: Some(&wrong), ..place.opening() };
    let opened = Store::open(&place.dir(), &FORMAT, &opening);
    assert!(matches!(opened, Err(Error::NotKeyed)));
}

#[test]
fn a_cut_file_a_changed_file_and_a_foreign_file_are_told_apart() {
    for place in Place::both() {
        write(&place.create(), "a").unwrap();
        let path = place.file("store.db");
        let good = fs::read(&path).unwrap();
        let length = good.len() as u64;
        for to in [0, 1, 50, 100, 4095, 4096, 5000, length - 4096, length - 1] {
            cut(&path, to);
            let opened = place.open();
            assert!(matches!(opened, Err(Error::Truncated { .. })), "cut to {to}: {opened:?}");
            fs::write(&path, &good).unwrap();
        }
        // The header of the first page: a plain file has no seal over the rest of it.
        for at in [0, 7, 15] {
            flip(&path, at);
            let opened = place.open();
            assert!(matches!(opened, Err(Error::Damaged { .. } | Error::SidecarLost)), "{opened:?}");
            fs::write(&path, &good).unwrap();
        }
        if place.key.is_some() {
            for at in [16, 100, 2000, 4095] {
                flip(&path, at);
                assert!(matches!(place.open(), Err(Error::Damaged { .. })));
                fs::write(&path, &good).unwrap();
            }
        }
        fs::remove_file(&path).unwrap();
        assert!(matches!(place.open(), Err(Error::Damaged { .. })));
        fs::write(&path, &good).unwrap();
        assert_eq!(notes(&place.open().unwrap()), ["a"]);
    }
}

#[test]
fn a_store_of_another_application_is_foreign() {
    let place = Place::plain();
    drop(place.create());
    let other = Format { name: "stamps", application_id: 1, ..FORMAT };
    let opened = Store::open(&place.dir(), &other, &place.opening());
    assert!(matches!(opened, Err(Error::Foreign { .. })));
    // Also without the sidecar, and with another application's database under ours.
    fs::remove_file(place.file("store.json")).unwrap();
    let opened = Store::open(&place.dir(), &other, &place.opening());
    assert!(matches!(opened, Err(Error::Foreign { .. })));
}

#[test]
fn a_damaged_sidecar_is_named_and_a_lost_one_of_a_plain_store_is_made_again() {
    let place = Place::plain();
    let store = place.create();
    write(&store, "a").unwrap();
    drop(store);
    let path = place.file("store.json");
    let good = fs::read(&path).unwrap();
    fs::write(&path, &good[..good.len() / 2]).unwrap();
    assert!(matches!(place.open(), Err(Error::Truncated { what }) if what == "store.json"));
    fs::write(&path, b"not json").unwrap();
    assert!(matches!(place.open(), Err(Error::Damaged { what }) if what == "store.json"));
    fs::remove_file(&path).unwrap();
    assert_eq!(notes(&place.read_only().unwrap()), ["a"]);
    assert!(!path.exists(), "reading changes nothing");
    assert_eq!(notes(&place.open().unwrap()), ["a"]);
    assert_eq!(fs::read(&path).unwrap(), good);
}

#[test]
fn a_keyed_store_without_its_sidecar_says_so() {
    let place = Place::keyed();
    drop(place.create());
    fs::remove_file(place.file("store.json")).unwrap();
    assert!(matches!(place.open(), Err(Error::SidecarLost)));
}

#[test]
fn one_program_writes_and_others_read_beside_it() {
    for place in Place::both() {
        let writer = place.create();
        match place.open() {
            Err(Error::InUse { program, since }) => {
                assert_eq!((program.as_str(), since), ("test", Some(NOW)))
            }
            other => panic!("{other:?}"),
        }
        let reader = place.read_only().unwrap();
        write(&writer, "a").unwrap();
        assert_eq!(notes(&reader), ["a"]);
        assert!(matches!(write(&reader, "b"), Err(Error::ReadOnly)));
        assert!(matches!(reader.vault().put(b"%PDF-", store::Kind::Pdf), Err(Error::ReadOnly)));
        drop(writer);
        assert_eq!(notes(&reader), ["a"]);
        assert!(reader.check().unwrap().is_whole());
        assert_eq!(notes(&place.open().unwrap()), ["a"]);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_closing_reader_leaves_the_writer_its_lock() {
    use std::os::unix::fs::MetadataExt;
    // Closing any descriptor of the database drops every lock that this process has on it.
    let place = Place::plain();
    let writer = place.create();
    write(&writer, "a").unwrap();
    let inode = fs::metadata(place.file("store.db")).unwrap().ino();
    let locks = || {
        let ours = format!(" {} ", std::process::id());
        let file = format!(":{inode} ");
        let locks = fs::read_to_string("/proc/locks").unwrap();
        let ours = locks.lines().filter(|l| l.contains("POSIX") && l.contains(&ours));
        ours.filter(|l| l.contains(&file)).count()
    };
    assert_eq!(locks(), 1);
    let target = place.folder.path().join("copy");
    let reader = place.read_only().unwrap();
    reader.backup(&target, NOW, &|_, _| {}).unwrap();
    drop(reader);
    assert_eq!(locks(), 1);
    drop(writer);
    assert_eq!(locks(), 0);
}

#[test]
fn the_standard_cost_is_the_measured_one() {
    assert_eq!(KdfCost::default(), KdfCost { memory_kib: 65_536, passes: 3 });
}
