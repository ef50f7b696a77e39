//! A full disk: said by its name, nothing half-written left, and what was there before still there.
//!
//! A child process finds itself on a file system of 3 MB, which only it can see. Where that may not be
//! made, its files may not grow beyond a limit instead: the same steps fail, by another error.

#![cfg(target_os = "linux")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use store::{Error, Kind, Opening, Passphrase, Store, backups_in, restore, verify_backup};

use crate::{FORMAT, NOW, Place, entry, names, notes, write};

const CHILD: [&str; 4] = ["--exact", "full_disk::in_a_child_on_a_full_disk", "--ignored", "--nocapture"];
const KEY: &str = "正确的口令";

fn quiet(_: u64, _: u64) {}

/// More than fits.
fn large() -> Vec<u8> {
    let mut bytes = b"%PDF-1.7 ".to_vec();
    bytes.resize(5_000_000, b'x');
    bytes
}

#[test]
fn a_full_disk_leaves_what_was_there_and_nothing_half_written() {
    for place in Place::both() {
        let root = place.folder.path();
        for name in ["small", "files", "rows"] {
            let options = store::CreateOptions { kdf: store::KdfCost::CHEAP, ..Default::default() };
            let store = Store::create(&root.join(name), &FORMAT, &place.opening(), options).unwrap();
            write(&store, name).unwrap();
            match name {
                "files" => drop(store.vault().put(&large(), Kind::Pdf).unwrap()),
                "rows" => store
                    .change(|conn| {
                        conn.execute("INSERT INTO note VALUES ('long', ?1)", [str::from_utf8(&large()).unwrap()])?;
                        Ok::<_, Error>(((), Some(entry("long"))))
                    })
                    .unwrap(),
                _ => {}
            }
            store.backup(&root.join(format!("{name}.backup")), NOW, &quiet).unwrap();
            store.backup_into(&root.join("stick"), NOW, &quiet).unwrap();
        }
        std::fs::create_dir(root.join("full")).unwrap();

        let run = |shell: &str, expect: &str| -> std::io::Result<Output> {
            let (program, arguments): (_, &[&str]) = match expect {
                "full" => ("unshare", &["--map-root-user", "--mount", "sh", "-c"]),
                _ => ("sh", &["-c"]),
            };
            Command::new(program)
                .args(arguments)
                .args([shell, "sh"])
                .arg(std::env::current_exe().unwrap())
                .args(CHILD)
                .env("STORE_TEST_ROOT", root)
                .env("STORE_TEST_KEYED", place.key.is_some().to_string())
                .env("STORE_TEST_EXPECT", expect)
                .output()
        };
        let mounted =
            run(r#"mount -t tmpfs -o size=3m,mode=700 tmpfs "$STORE_TEST_ROOT/full" || exit 77; exec "$@""#, "full");
        let passed = |output: &Output| {
            let said = String::from_utf8_lossy(&output.stdout);
            assert!(
                output.status.success() && said.contains("1 passed"),
                "{said}{}",
                String::from_utf8_lossy(&output.stderr)
            );
        };
        match mounted {
            // The child came to speak.
            Ok(output) if !output.stdout.is_empty() => passed(&output),
            refused => {
                let why = refused.map_or_else(|e| e.to_string(), |o| String::from_utf8_lossy(&o.stderr).into_owned());
                #[allow(clippy::print_stderr, reason = "what was not tested must be seen")]
                {
                    eprintln!("NOT TESTED HERE: a really full disk ({}); files are kept short instead", why.trim());
                }
                passed(&run(r#"trap '' XFSZ; ulimit -f 4096; exec "$@""#, "cut").unwrap());
            }
        }
    }
}

#[test]
#[ignore = "run by a_full_disk_leaves_what_was_there_and_nothing_half_written"]
fn in_a_child_on_a_full_disk() {
    let root = PathBuf::from(std::env::var_os("STORE_TEST_ROOT").unwrap());
    let full = root.join("full");
    let key = (std::env::var("STORE_TEST_KEYED").unwrap() == "true").then(|| Passphrase::new(KEY));
    let opening = Opening { key: key.as_ref(), program: "child", now: NOW };
    let open = |dir: &Path| Store::open(dir, &FORMAT, &opening).unwrap();
    let really = std::env::var("STORE_TEST_EXPECT").unwrap() == "full";
    let refused = |what: &str, error: Option<Error>| match error {
        Some(Error::DiskFull) => {}
        Some(Error::Io(_) | Error::Sqlite(_)) if !really => {}
        other => panic!("{what}: {other:?}"),
    };

    // Restoring: the store of before stays. First a small one, which fits.
    let home = full.join("store");
    restore(&root.join("small.backup"), &home, &FORMAT, &opening, &quiet).unwrap();
    let snapshot = |name: &str| {
        let id = open(&root.join(name)).info().id.clone();
        backups_in(&root.join("stick"), &FORMAT).unwrap().into_iter().find(|k| k.store_id == id).unwrap().path
    };
    for (name, backup) in [
        ("files", root.join("files.backup")),
        ("rows", root.join("rows.backup")),
        ("files", snapshot("files")),
        ("rows", snapshot("rows")),
    ] {
        refused(name, restore(&backup, &home, &FORMAT, &opening, &quiet).err());
        assert_eq!(names(&full), ["store"], "{name}");
    }

    // The vault: a small file is in, the large one is not, and the store goes on.
    let store = open(&home);
    let small = store.vault().put(b"%PDF-1.7 small", Kind::Pdf).unwrap();
    refused("vault", store.vault().put(&large(), Kind::Pdf).err());
    assert_eq!(store.vault().list().unwrap(), [small.sha256]);
    for folder in names(&home.join("files")) {
        assert!(names(&home.join("files").join(folder)).iter().all(|name| !name.ends_with(".part")));
    }
    write(&store, "b").unwrap();
    assert_eq!(notes(&store), ["b", "small"]);
    assert!(store.check().unwrap().is_whole());

    // One file: the earlier one stays.
    let target = full.join("copy.backup");
    let good = store.backup(&target, NOW, &quiet).unwrap();
    for name in ["files", "rows"] {
        refused(name, open(&root.join(name)).backup(&target, NOW + 1, &quiet).err());
        assert_eq!(verify_backup(&target, &FORMAT).unwrap(), good);
        assert_eq!(names(&full), ["copy.backup", "store"], "{name}");
    }
    std::fs::remove_file(&target).unwrap();

    // A folder: the earlier backups stay, and no file of the failed one does.
    let stick = full.join("stick");
    let first = store.backup_into(&stick, NOW, &quiet).unwrap();
    for name in ["files", "rows"] {
        let large = open(&root.join(name));
        refused(name, large.backup_into(&stick, NOW + 1, &quiet).err());
        let set = stick.join(format!("notes-{}", large.info().id));
        assert!(names(&set).iter().all(|name| name == "files" || name == "store.lock"), "{:?}", names(&set));
        let pool = set.join("files");
        assert!(!pool.exists() || names(&pool).iter().all(|folder| names(&pool.join(folder)).is_empty()));
        assert_eq!(backups_in(&stick, &FORMAT).unwrap().len(), 1);
        assert_eq!(verify_backup(&first.path, &FORMAT).unwrap(), first.report);
    }
    // There is room again for one of the small store.
    write(&store, "c").unwrap();
    assert!(store.backup_into(&stick, NOW + 1, &quiet).unwrap().fresh);
}
