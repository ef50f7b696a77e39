//! Power loss: a child process writes and is killed; what it said was done must be there.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use rand::RngExt;
use store::{Error, Kind, Opening, Passphrase, Store, backups_in, verify_backup};

use crate::{FORMAT, NOW, Place, entry, notes};

const KEY: &str = "正确的口令";

#[test]
fn every_acknowledged_change_survives_a_kill() {
    for place in Place::both() {
        drop(place.create());
        let mut acknowledged = 0;
        for _ in 0..8 {
            let mut child = Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "crash::in_a_child_writes_until_killed", "--ignored", "--nocapture"])
                .env("STORE_TEST_DIR", place.dir())
                .env("STORE_TEST_KEYED", place.key.is_some().to_string())
                .env("STORE_TEST_FROM", acknowledged.to_string())
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let lines = BufReader::new(child.stdout.take().unwrap()).lines();
            let reading = std::thread::spawn(move || {
                lines.map_while(Result::ok).filter_map(|line| line.strip_prefix("done ")?.parse::<u64>().ok()).last()
            });
            std::thread::sleep(Duration::from_millis(rand::rng().random_range(30..300)));
            child.kill().unwrap();
            child.wait().unwrap();
            let last = reading.join().unwrap();

            let store = place.open().unwrap();
            assert!(store.check().unwrap().is_whole());
            let there = notes(&store).len() as u64;
            acknowledged = last.map_or(acknowledged, |last| last + 1);
            // One more may have been committed and not yet said.
            assert!(there == acknowledged || there == acknowledged + 1, "{there} of {acknowledged}");
            let named: Vec<String> = store
                .read(|conn| {
                    let mut rows = conn.prepare("SELECT text FROM note")?;
                    let files = rows.query_map([], |row| row.get(0))?;
                    Ok::<_, Error>(files.collect::<Result<_, _>>()?)
                })
                .unwrap();
            for sha256 in named {
                store.vault().get(&sha256).unwrap();
            }
            acknowledged = there;
        }
        assert!(acknowledged > 0, "the children never came to write");
    }
}

#[test]
#[ignore = "run, and killed, by every_acknowledged_change_survives_a_kill"]
fn in_a_child_writes_until_killed() {
    let dir = PathBuf::from(std::env::var("STORE_TEST_DIR").unwrap());
    let key = (std::env::var("STORE_TEST_KEYED").unwrap() == "true").then(|| Passphrase::new(KEY));
    let from: u64 = std::env::var("STORE_TEST_FROM").unwrap().parse().unwrap();
    let opening = Opening { key: key.as_ref(), program: "child", now: NOW };
    let store = Store::open(&dir, &FORMAT, &opening).unwrap();
    for n in from.. {
        let file = store.vault().put(format!("%PDF- {n}").as_bytes(), Kind::Pdf).unwrap();
        store
            .change(|conn| {
                conn.execute("INSERT INTO note VALUES (?1, ?2)", (format!("{n:06}"), &file.sha256))?;
                Ok::<_, Error>(((), Some(entry("n"))))
            })
            .unwrap();
        #[allow(clippy::print_stdout, reason = "how the parent hears of it")]
        {
            println!("done {n}");
        }
    }
}

#[test]
fn every_acknowledged_backup_survives_a_kill_of_the_next() {
    let place = Place::keyed();
    drop(place.create());
    let stick = place.folder.path().join("stick");
    let mut acknowledged: Vec<String> = Vec::new();
    for _ in 0..6 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "crash::in_a_child_backs_up_until_killed", "--ignored", "--nocapture"])
            .env("STORE_TEST_DIR", place.dir())
            .env("STORE_TEST_STICK", &stick)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let reading = std::thread::spawn(move || {
            lines.map_while(Result::ok).filter_map(|line| Some(line.strip_prefix("done ")?.to_owned())).collect()
        });
        std::thread::sleep(Duration::from_millis(rand::rng().random_range(50..400)));
        child.kill().unwrap();
        child.wait().unwrap();
        let taken: Vec<String> = reading.join().unwrap();
        acknowledged.extend(taken);
        let kept = backups_in(&stick, &FORMAT).unwrap();
        for backup in &kept {
            assert!(backup.fault.is_none(), "{backup:?}");
            verify_backup(&backup.path, &FORMAT).unwrap();
        }
        assert!(acknowledged.iter().all(|name| kept.iter().any(|backup| backup.name == *name)));
    }
    assert!(!acknowledged.is_empty(), "the children never came to back up");
    // The next one clears what the kills left.
    let store = place.open().unwrap();
    crate::write(&store, "last").unwrap();
    let taken = store.backup_into(&stick, NOW, &|_, _| {}).unwrap();
    let set = taken.path.parent().unwrap();
    assert!(crate::names(set).iter().all(|name| !name.starts_with(".2")), "{:?}", crate::names(set));
}

#[test]
#[ignore = "run, and killed, by every_acknowledged_backup_survives_a_kill_of_the_next"]
fn in_a_child_backs_up_until_killed() {
    let path = |name| PathBuf::from(std::env::var_os(name).unwrap());
    let key = Passphrase::new(KEY);
    let opening = Opening { key: Some(&key), program: "child", now: NOW };
    let store = Store::open(&path("STORE_TEST_DIR"), &FORMAT, &opening).unwrap();
    for n in 0.. {
        let text = format!("%PDF- {n} of {}", std::process::id());
        store.vault().put(text.as_bytes(), Kind::Pdf).unwrap();
        crate::write(&store, &text).unwrap();
        let taken = store.backup_into(&path("STORE_TEST_STICK"), NOW + n, &|_, _| {}).unwrap();
        #[allow(clippy::print_stdout, reason = "how the parent hears of it")]
        {
            println!("done {}", taken.path.file_name().unwrap().to_str().unwrap());
        }
    }
}
