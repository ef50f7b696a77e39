//! A folder of backups: one pool, nothing twice, nothing mixed, nothing lost by thinning.

use std::fs;
use std::path::{Path, PathBuf};

use store::{
    Error, Format, KeptBackup, Kind, Ladder, Store, TakenBackup, backups_in, restore, thin_backups, verify_backup,
};

use crate::{FORMAT, NOW, Place, cut, entry, flip, names, notes, write};

const HOUR: i64 = 3_600_000;
const LADDER: Ladder = Ladder::new(8 * HOUR);

fn quiet(_: u64, _: u64) {}

impl Place {
    fn stick(&self) -> PathBuf {
        self.folder.path().join("stick")
    }

    fn set(&self, store: &Store) -> PathBuf {
        self.stick().join(format!("notes-{}", store.info().id))
    }

    fn take(&self, store: &Store, now: i64) -> TakenBackup {
        store.backup_into(&self.stick(), now, &quiet).unwrap()
    }

    fn list(&self) -> Vec<KeptBackup> {
        backups_in(&self.stick(), &FORMAT).unwrap()
    }

    /// The store that a backup gives.
    fn restored(&self, backup: &Path) -> Store {
        let to = self.folder.path().join("restored");
        let _ = fs::remove_dir_all(&to);
        restore(backup, &to, &FORMAT, &self.opening(), &quiet).unwrap();
        Store::open(&to, &FORMAT, &self.opening()).unwrap()
    }
}

fn put(store: &Store, text: &str) -> String {
    store.vault().put(format!("%PDF-1.7 {text}").as_bytes(), Kind::Pdf).unwrap().sha256
}

fn pool(set: &Path) -> Vec<String> {
    let mut files = Vec::new();
    for folder in names(&set.join("files")) {
        files.extend(names(&set.join("files").join(folder)));
    }
    files.sort();
    files
}

fn pooled(set: &Path, sha256: &str) -> PathBuf {
    set.join("files").join(&sha256[..2]).join(sha256)
}

#[test]
fn a_second_backup_copies_only_what_is_new_and_each_restores() {
    for place in Place::both() {
        let store = place.create();
        put(&store, "agreement");
        write(&store, "a").unwrap();
        let steps = std::cell::RefCell::new(Vec::new());
        let first = store.backup_into(&place.stick(), NOW, &|done, of| steps.borrow_mut().push((done, of))).unwrap();
        assert!(first.fresh && first.left_out.is_empty());
        assert_eq!((first.copied_files, first.report.files, first.report.taken_at), (1, 1, NOW));
        assert_eq!(first.report.keyed, place.key.is_some());
        assert_eq!(first.report.audit_head, store.audit_head().unwrap());
        let steps = steps.into_inner();
        assert!(steps.is_sorted() && steps.last().is_some_and(|(done, of)| done == of), "{steps:?}");
        put(&store, "consent");
        write(&store, "b").unwrap();
        // In the same second, so under another name.
        let second = place.take(&store, NOW + 1);
        assert_eq!((second.copied_files, second.report.files), (1, 2));

        let set = place.set(&store);
        assert_eq!(names(&set), ["20260823-154640", "20260823-154640-2", "files", "store.lock"]);
        assert_eq!(names(&first.path), ["backup.json", "backup.sha256", "store.db", "store.json"]);
        assert_eq!(pool(&set), store.vault().list().unwrap());
        for taken in [&first, &second] {
            assert_eq!(verify_backup(&taken.path, &FORMAT).unwrap(), taken.report);
        }
        let kept = place.list();
        assert_eq!(kept.iter().map(|k| &*k.name).collect::<Vec<_>>(), ["20260823-154640-2", "20260823-154640"]);
        assert!(kept.iter().all(|k| k.fault.is_none() && k.store_id == store.info().id));
        assert_eq!(kept[0].report.as_ref(), Some(&second.report));
        // Whoever chose the set instead of its folder means the same.
        assert_eq!(backups_in(&set, &FORMAT).unwrap().len(), 2);
        assert_eq!(store.backup_into(&set, NOW, &quiet).unwrap().path, second.path);

        let copy = place.restored(&first.path);
        assert_eq!((notes(&copy), copy.vault().list().unwrap().len()), (vec!["a".to_owned()], 1));
        assert!(copy.check().unwrap().is_whole());
        drop(copy);
        assert_eq!(notes(&place.restored(&second.path)), ["a", "b"]);
    }
}

#[test]
fn nothing_new_takes_no_backup_but_proves_the_last() {
    for place in Place::both() {
        let store = place.create();
        write(&store, "a").unwrap();
        let first = place.take(&store, NOW);
        let again = place.take(&store, NOW + HOUR);
        assert_eq!((again.fresh, &again.path, &again.report), (false, &first.path, &first.report));
        // Its database rots, by one byte or by many: another is taken.
        flip(&first.path.join("store.db"), 5000);
        let second = place.take(&store, NOW + HOUR);
        assert!(second.fresh);
        cut(&second.path.join("store.db"), 5000);
        assert!(place.take(&store, NOW + 2 * HOUR).fresh);
        let faults: Vec<_> = place.list().into_iter().map(|kept| kept.fault).collect();
        assert!(matches!(&faults[..], [None, Some(Error::Truncated { .. }), None]), "{faults:?}");
        assert!(matches!(verify_backup(&first.path, &FORMAT), Err(Error::Damaged { .. })));
    }
}

#[test]
fn two_nurseries_and_two_programs_share_a_folder_and_nothing_else() {
    let (one, two) = (Place::keyed(), Place::plain());
    let (a, b) = (one.create(), two.create());
    put(&a, "the same");
    put(&b, "the same");
    write(&a, "a").unwrap();
    write(&b, "b").unwrap();
    one.take(&a, NOW);
    b.backup_into(&one.stick(), NOW, &quiet).unwrap();
    let kept = one.list();
    assert_eq!(kept.len(), 2);
    for backup in &kept {
        verify_backup(&backup.path, &FORMAT).unwrap();
        let report = backup.report.as_ref().unwrap();
        assert_eq!(report.keyed, backup.store_id == a.info().id);
    }
    // Thinning one leaves the other, and a stranger's files stay.
    fs::write(one.stick().join("letter.txt"), "to the nursery").unwrap();
    thin_backups(&one.stick(), &a.info().id, &FORMAT, &LADDER, NOW).unwrap();
    assert_eq!(one.list().len(), 2);
    assert!(one.stick().join("letter.txt").exists());
    let stamps = Format { name: "stamps", ..FORMAT };
    assert!(backups_in(&one.stick(), &stamps).unwrap().is_empty());
    assert!(matches!(verify_backup(&kept[0].path, &stamps), Err(Error::Foreign { .. })));
    let older = Format { migrations: &[], ..FORMAT };
    let newer = backups_in(&one.stick(), &older).unwrap();
    assert!(newer.iter().all(|kept| matches!(kept.fault, Some(Error::Newer { schema: 1, .. }))), "{newer:?}");
}

#[test]
fn a_second_program_in_the_same_folder_is_told() {
    let place = Place::plain();
    let store = place.create();
    write(&store, "a").unwrap();
    let reader = place.read_only().unwrap();
    let told = std::cell::Cell::new(false);
    store
        .backup_into(&place.stick(), NOW, &|_, _| {
            let second = reader.backup_into(&place.stick(), NOW, &quiet);
            let thinned = thin_backups(&place.stick(), &store.info().id, &FORMAT, &LADDER, NOW);
            told.set(matches!((second, thinned), (Err(Error::InUse { .. }), Err(Error::InUse { .. }))));
        })
        .unwrap();
    assert!(told.get());
    // Beside a writer, from a store that only reads.
    write(&store, "b").unwrap();
    let taken = reader.backup_into(&place.stick(), NOW, &quiet).unwrap();
    write(&store, "c").unwrap();
    assert_eq!(notes(&place.restored(&taken.path)), ["a", "b"]);
}

#[test]
fn a_rotten_shared_file_is_seen_set_aside_and_brought_anew() {
    for place in Place::both() {
        let store = place.create();
        let file = put(&store, "agreement");
        write(&store, "a").unwrap();
        let first = place.take(&store, NOW);
        let shared = pooled(&place.set(&store), &file);
        flip(&shared, 8);
        // The quick look does not read it; whoever reads it remembers.
        assert!(place.list()[0].fault.is_none());
        match verify_backup(&first.path, &FORMAT) {
            Err(Error::Damaged { what }) => assert!(what.contains(&file), "{what}"),
            other => panic!("{other:?}"),
        }
        assert!(matches!(place.list()[0].fault, Some(Error::Damaged { .. })));
        let to = place.folder.path().join("nothing");
        let restored = restore(&first.path, &to, &FORMAT, &place.opening(), &quiet);
        assert!(matches!(restored, Err(Error::Damaged { .. })) && !to.exists(), "{restored:?}");
        // Nothing was written since, yet this is no whole backup: another is taken and heals both.
        let second = place.take(&store, NOW + HOUR);
        assert_eq!((second.fresh, second.copied_files), (true, 1));
        verify_backup(&first.path, &FORMAT).unwrap();
        verify_backup(&second.path, &FORMAT).unwrap();
        assert_eq!(thin_backups(&place.stick(), &store.info().id, &FORMAT, &LADDER, NOW).unwrap().swept.files, 1);
        assert_eq!(pool(&place.set(&store)), [file]);
    }
}

#[test]
fn a_file_that_is_damaged_in_the_vault_is_named_and_never_shared() {
    for place in Place::both() {
        let store = place.create();
        let file = put(&store, "agreement");
        let good = put(&store, "consent");
        write(&store, "a").unwrap();
        flip(&place.dir().join("files").join(&file[..2]).join(&file), 8);
        let taken = place.take(&store, NOW);
        assert_eq!((taken.left_out, taken.report.files), (vec![file], 1));
        assert_eq!(pool(&place.set(&store)), [good]);
        verify_backup(&taken.path, &FORMAT).unwrap();
    }
}

#[test]
fn every_part_of_a_backup_is_proven() {
    let place = Place::keyed();
    let store = place.create();
    let file = put(&store, "agreement");
    write(&store, "a").unwrap();
    let taken = place.take(&store, NOW);
    let parts = [
        taken.path.join("store.db"),
        taken.path.join("store.json"),
        taken.path.join("backup.json"),
        taken.path.join("backup.sha256"),
    ];
    for part in &parts {
        let good = fs::read(part).unwrap();
        for at in (0..good.len() as u64).step_by(good.len() / 40 + 1) {
            flip(part, at);
            let verified = verify_backup(&taken.path, &FORMAT);
            assert!(matches!(verified, Err(Error::Damaged { .. })), "{} {at}: {verified:?}", part.display());
            flip(part, at);
        }
        cut(part, good.len() as u64 / 2);
        assert!(verify_backup(&taken.path, &FORMAT).is_err() && place.list()[0].fault.is_some());
        fs::remove_file(part).unwrap();
        assert!(verify_backup(&taken.path, &FORMAT).is_err() && place.list()[0].fault.is_some());
        fs::write(part, good).unwrap();
    }
    cut(&pooled(&place.set(&store), &file), 10);
    assert!(matches!(verify_backup(&taken.path, &FORMAT), Err(Error::Truncated { .. })));
    assert!(matches!(place.list()[0].fault, Some(Error::Truncated { .. })));
}

#[test]
fn thinning_follows_the_ladder_and_sweeps_what_no_backup_names() {
    let place = Place::plain();
    let store = place.create();
    let often = Ladder { hours: 2, days: 0, months: 0, zone: 0 };
    let mut last = Vec::new();
    for hour in 0..4 {
        let file = put(&store, &format!("of hour {hour}"));
        write(&store, &format!("{hour}")).unwrap();
        place.take(&store, NOW + hour * HOUR);
        last.push(file.clone());
        // Only the backups still need it.
        store.vault().sweep(|_| false, i64::MAX).unwrap();
    }
    let thinned = thin_backups(&place.stick(), &store.info().id, &FORMAT, &often, NOW).unwrap();
    assert_eq!((thinned.removed.len(), thinned.swept.files), (2, 2));
    let kept = place.list();
    assert_eq!(kept.len(), 2);
    for backup in kept {
        verify_backup(&backup.path, &FORMAT).unwrap();
    }
    last.drain(..2);
    last.sort();
    assert_eq!(pool(&place.set(&store)), last);
    let again = thin_backups(&place.stick(), &store.info().id, &FORMAT, &often, NOW).unwrap();
    assert_eq!(again, store::Thinned::default());
    assert!(thin_backups(&place.stick(), &"0".repeat(32), &FORMAT, &often, NOW).unwrap().removed.is_empty());
}

#[test]
fn thinning_never_removes_the_last_one_that_is_proven() {
    let place = Place::keyed();
    let store = place.create();
    let one = Ladder { hours: 1, days: 0, months: 0, zone: 0 };
    let thin = || thin_backups(&place.stick(), &store.info().id, &FORMAT, &one, NOW).unwrap();
    let mut taken = Vec::new();
    for hour in 0..3 {
        put(&store, &format!("of hour {hour}"));
        write(&store, &format!("{hour}")).unwrap();
        taken.push(place.take(&store, NOW + hour * HOUR).path);
    }
    // The newest looks whole but is not; the one before takes its place on the ladder.
    flip(&taken[2].join("store.db"), 5000);
    assert_eq!(thin().removed, [taken[0].clone()]);
    verify_backup(&taken[1], &FORMAT).unwrap();
    // With none that is proven nothing goes.
    flip(&taken[1].join("store.db"), 5000);
    assert_eq!(thin(), store::Thinned::default());
    // One that nobody can read goes when a later one is proven, and until then keeps every file.
    flip(&taken[2].join("backup.json"), 20);
    write(&store, "more").unwrap();
    let newest = place.take(&store, NOW + 3 * HOUR);
    let thinned = thin();
    assert_eq!(thinned.removed, [taken[1].clone(), taken[2].clone()]);
    assert_eq!(thinned.swept.files, 0);
    verify_backup(&newest.path, &FORMAT).unwrap();
    assert_eq!(place.list().len(), 1);
}

#[test]
fn a_backup_under_constant_writing_is_one_moment_and_holds_its_files() {
    let place = Place::keyed();
    let store = place.create();
    let over = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut n = 0;
            while !over.load(std::sync::atomic::Ordering::Relaxed) {
                let file = put(&store, &format!("{n}"));
                store
                    .change(|conn| {
                        conn.execute("INSERT INTO note VALUES (?1, ?2)", (format!("n{n}"), &file))?;
                        Ok::<_, Error>(((), Some(entry("n"))))
                    })
                    .unwrap();
                n += 1;
            }
        });
        for round in 0..5 {
            std::thread::sleep(std::time::Duration::from_millis(20));
            let taken = place.take(&store, NOW + round);
            let copy = place.restored(&taken.path);
            assert!(copy.check().unwrap().is_whole());
            let named: Vec<String> = copy
                .read(|conn| {
                    let mut rows = conn.prepare("SELECT text FROM note")?;
                    let files = rows.query_map([], |row| row.get(0))?;
                    Ok::<_, Error>(files.collect::<Result<_, _>>()?)
                })
                .unwrap();
            assert_eq!(i64::try_from(named.len()).unwrap(), taken.report.audit_head.map_or(0, |head| head.seq));
            for file in named {
                copy.vault().get(&file).unwrap();
            }
        }
        over.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}
