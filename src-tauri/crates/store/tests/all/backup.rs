//! One file that is proven, and the way back.

use std::cell::RefCell;
use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use store::{Error, Format, Kind, Opening, Passphrase, Store, restore, verify_backup};

use crate::{FORMAT, NOW, Place, cut, entry, flip, names, notes, write};

impl Place {
    fn target(&self) -> PathBuf {
        self.folder.path().join("copy.backup")
    }
}

fn quiet(_: u64, _: u64) {}

fn filled(place: &Place) -> Store {
    let store = place.create();
    store.vault().put(b"%PDF-1.7 agreement", Kind::Pdf).unwrap();
    store.vault().put(b"%PDF-1.7 consent", Kind::Pdf).unwrap();
    write(&store, "a").unwrap();
    store
}

#[test]
fn a_backup_restores_to_the_same_store() {
    for place in Place::both() {
        let store = filled(&place);
        let steps = RefCell::new(Vec::new());
        let report = store.backup(&place.target(), NOW + 1, &|done, of| steps.borrow_mut().push((done, of))).unwrap();
        assert_eq!((report.taken_at, report.schema, report.files), (NOW + 1, 1, 2));
        assert_eq!(report.keyed, place.key.is_some());
        assert_eq!(report.audit_head, store.audit_head().unwrap());
        assert_eq!(report.size, fs::metadata(place.target()).unwrap().len());
        assert_eq!(verify_backup(&place.target(), &FORMAT).unwrap(), report);
        let steps = steps.into_inner();
        assert!(steps.is_sorted() && steps.iter().all(|(done, of)| done <= of));
        // Nothing is left of the work, and the store goes on.
        assert_eq!(names(place.folder.path()), ["copy.backup", "store"]);
        write(&store, "b").unwrap();
        drop(store);

        let restored = restore(&place.target(), &place.dir(), &FORMAT, &place.opening(), &quiet).unwrap();
        assert_eq!(restored.backup, report);
        let store = place.open().unwrap();
        assert_eq!(notes(&store), ["a"]);
        assert_eq!(store.info().id, report.store_id);
        assert_eq!(store.vault().list().unwrap().len(), 2);
        assert!(store.check().unwrap().is_whole());

        // The old folder is kept whole under a dated name.
        let kept = restored.kept.unwrap();
        assert_eq!(kept.file_name().unwrap(), "store.before-restore-20260823-154640");
        let kept = Store::open(&kept, &FORMAT, &place.opening()).unwrap();
        assert_eq!(notes(&kept), ["a", "b"]);
    }
}

#[test]
fn a_backup_is_taken_beside_a_writer_with_a_reader_in_the_middle() {
    for place in Place::both() {
        let writer = filled(&place);
        let reader = place.read_only().unwrap();
        writer
            .read(|conn| {
                // An old snapshot keeps the log from being emptied; the copy must hold it too.
                conn.query_row("SELECT count(*) FROM note", [], |_| Ok(()))?;
                write(&writer, "b")?;
                reader.backup(&place.target(), NOW, &quiet)
            })
            .unwrap();
        write(&writer, "c").unwrap();
        let elsewhere = place.folder.path().join("elsewhere");
        restore(&place.target(), &elsewhere, &FORMAT, &place.opening(), &quiet).unwrap();
        let store = Store::open(&elsewhere, &FORMAT, &place.opening()).unwrap();
        assert_eq!(notes(&store), ["a", "b"]);
    }
}

#[test]
fn a_backup_under_constant_writing_is_one_moment() {
    let place = Place::keyed();
    let store = filled(&place);
    let over = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut n = 0;
            while !over.load(std::sync::atomic::Ordering::Relaxed) {
                // Two rows in one change: a copy that holds one of them is torn.
                store
                    .change(|conn| {
                        conn.execute("INSERT INTO note VALUES (?1, '')", [format!("n{n}")])?;
                        conn.execute("INSERT INTO line VALUES (?1, 1)", [format!("n{n}")])?;
                        Ok::<_, Error>(((), Some(entry("n"))))
                    })
                    .unwrap();
                n += 1;
            }
        });
        for round in 0..5 {
            let target = place.folder.path().join(format!("copy-{round}"));
            let report = store.backup(&target, NOW, &quiet).unwrap();
            let elsewhere = place.folder.path().join(format!("store-{round}"));
            restore(&target, &elsewhere, &FORMAT, &place.opening(), &quiet).unwrap();
            let copy = Store::open_read_only(&elsewhere, &FORMAT, &place.opening()).unwrap();
            assert!(copy.check().unwrap().is_whole());
            assert_eq!(copy.audit_head().unwrap(), report.audit_head);
            let count = |table: &str| {
                let sql = format!("SELECT count(*) FROM {table}");
                copy.read(|conn| Ok::<_, Error>(conn.query_row(&sql, [], |row| row.get::<_, i64>(0))?)).unwrap()
            };
            assert_eq!(count("note"), count("line") + 1);
            assert_eq!(count("note"), report.audit_head.unwrap().seq);
        }
        over.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}

#[test]
fn every_cut_is_a_cut() {
    for place in Place::both() {
        let size = filled(&place).backup(&place.target(), NOW, &quiet).unwrap().size;
        let good = fs::read(place.target()).unwrap();
        let lengths = (0..200).chain((200..size - 300).step_by(997)).chain(size - 300..size);
        for length in lengths {
            cut(&place.target(), length);
            let verified = verify_backup(&place.target(), &FORMAT);
            assert!(matches!(verified, Err(Error::Truncated { .. })), "{length} of {size}: {verified:?}");
            fs::write(place.target(), &good).unwrap();
        }
    }
}

#[test]
fn every_changed_byte_is_damage() {
    let place = Place::keyed();
    let size = filled(&place).backup(&place.target(), NOW, &quiet).unwrap().size;
    // Headers, manifest and directory byte by byte, the database in steps.
    for at in (0..2500).chain((2500..size - 4000).step_by(487)).chain(size - 4000..size) {
        flip(&place.target(), at);
        let verified = verify_backup(&place.target(), &FORMAT);
        assert!(matches!(verified, Err(Error::Damaged { .. })), "{at} of {size}: {verified:?}");
        flip(&place.target(), at);
    }
    verify_backup(&place.target(), &FORMAT).unwrap();
}

#[test]
fn a_changed_byte_is_named_by_its_entry() {
    let place = Place::plain();
    filled(&place).backup(&place.target(), NOW, &quiet).unwrap();
    let bytes = fs::read(place.target()).unwrap();
    let position = |what: &[u8]| bytes.windows(what.len()).position(|w| w == what).unwrap() as u64;
    for (content, entry) in
        [(&b"SQLite format 3"[..], "store.db"), (b"%PDF-1.7 consent", "files/"), (b"created_at", "store.json")]
    {
        flip(&place.target(), position(content));
        match verify_backup(&place.target(), &FORMAT) {
            Err(Error::Damaged { what }) => assert!(what.contains(entry), "{what}"),
            other => panic!("{other:?}"),
        }
        flip(&place.target(), position(content));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_file_is_refused_and_never_a_panic(bytes in prop::collection::vec(any::<u8>(), 1..400)) {
        let place = Place::plain();
        fs::write(place.target(), &bytes).unwrap();
        prop_assert!(verify_backup(&place.target(), &FORMAT).is_err());
    }
}

#[test]
fn what_is_no_backup_of_ours_is_foreign() {
    let place = Place::plain();
    filled(&place).backup(&place.target(), NOW, &quiet).unwrap();
    let other = Format { name: "stamps", ..FORMAT };
    assert!(matches!(verify_backup(&place.target(), &other), Err(Error::Foreign { .. })));
    let older = Format { migrations: &[], ..FORMAT };
    assert!(matches!(verify_backup(&place.target(), &older), Err(Error::Newer { schema: 1, .. })));
    fs::write(place.target(), b"a letter to the nursery").unwrap();
    assert!(matches!(verify_backup(&place.target(), &FORMAT), Err(Error::Foreign { .. })));
    let mut zip = zip::ZipWriter::new(fs::File::create(place.target()).unwrap());
    zip.start_file("a.txt", zip::write::SimpleFileOptions::default()).unwrap();
    zip.finish().unwrap();
    assert!(matches!(verify_backup(&place.target(), &FORMAT), Err(Error::Foreign { .. })));
}

#[test]
fn a_failed_backup_leaves_the_good_one() {
    let place = Place::keyed();
    let store = filled(&place);
    store
        .change(|conn| {
            conn.execute("INSERT INTO note VALUES ('long', ?1)", ["x".repeat(20_000)])?;
            Ok::<_, Error>(((), Some(entry("long"))))
        })
        .unwrap();
    let good = store.backup(&place.target(), NOW, &quiet).unwrap();
    drop(store);
    // A page of the long note rots.
    let size = fs::metadata(place.file("store.db")).unwrap().len();
    flip(&place.file("store.db"), size - 4 * 4096);
    let store = place.read_only().unwrap();
    let failed = store.backup(&place.target(), NOW + 1, &quiet);
    assert!(matches!(&failed, Err(Error::Damaged { .. })), "{failed:?}");
    assert_eq!(verify_backup(&place.target(), &FORMAT).unwrap(), good);
    assert_eq!(names(place.folder.path()), ["copy.backup", "store"]);
    let check = store.check().unwrap();
    assert!(!check.is_whole() && !check.seals.is_empty(), "{check:?}");
}

#[test]
fn a_restore_proves_everything_before_it_touches_the_store() {
    let place = Place::keyed();
    let store = filled(&place);
    store.backup(&place.target(), NOW, &quiet).unwrap();
    write(&store, "b").unwrap();
    let again = |key: Option<&Passphrase>| {
        let opening = Opening { key, program: "restorer", now: NOW };
        restore(&place.target(), &place.dir(), &FORMAT, &opening, &quiet)
    };
    let wrong = Passphrase::new("wrong");
    assert!(matches!(again(None), Err(Error::KeyNeeded)));
    assert!(matches!(again(Some(&wrong)), Err(Error::WrongKey)));
    assert!(matches!(again(place.key.as_ref()), Err(Error::InUse { .. })));
    drop(store);
    let size = fs::metadata(place.target()).unwrap().len();
    flip(&place.target(), size / 2);
    assert!(matches!(again(place.key.as_ref()), Err(Error::Damaged { .. })));
    assert_eq!(names(place.folder.path()), ["copy.backup", "store"]);
    assert_eq!(notes(&place.open().unwrap()), ["a", "b"]);
}

#[test]
fn two_restores_in_one_second_keep_both_folders() {
    let place = Place::plain();
    filled(&place).backup(&place.target(), NOW, &quiet).unwrap();
    let once = || restore(&place.target(), &place.dir(), &FORMAT, &place.opening(), &quiet).unwrap().kept.unwrap();
    let (first, second) = (once(), once());
    assert_ne!(first, second);
    assert!(first.is_dir() && second.is_dir());
}
