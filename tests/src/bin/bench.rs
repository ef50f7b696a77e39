//! The core's half of `cargo xtask bench`: every figure beside its floor in the same run, as one line
//! `name TAB unit TAB value TAB budget TAB floor TAB floor's name` on standard output; what it does on standard error.
//!
//! `bench <folder>` keeps the ten-year store there from run to run.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this is how it speaks")]

use std::cell::Cell;
use std::error::Error;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use nursery::words::Language;
use nursery::{Desk, House};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use store::{CreateOptions, Entry, Format, KdfCost, Kind, Migration, Opening, Passphrase, Store};

type Outcome<T> = Result<T, Box<dyn Error>>;
/// Takes a backup.
type Take<'a> = Box<dyn Fn() -> store::Result<()> + 'a>;

const PIN: &str = "246810";
const PASSPHRASE: &str = "摇篮簿基准测试";
const YEARS: u32 = 10;
const ROUNDS: usize = 40;
const MB: usize = 1_000_000;

fn main() -> Outcome<()> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("usage: bench <folder>")?);
    fs::create_dir_all(&folder)?;
    let key = Passphrase::new(PASSPHRASE);
    let kept = ten_years(&folder, &key)?;
    // What is measured writes too; the kept store stays as it is.
    let work = folder.join("work");
    let _ = fs::remove_dir_all(&work);
    copy_folder(&kept, &work.join("years"))?;
    let desk = Desk::standing(house(work.join("years")));
    let opening = Instant::now();
    desk.open(Some(&key))?;
    line("open the ten-year store", "ms", ms(opening.elapsed()), None, None);
    sign_in(&desk)?;
    size(&desk)?;
    reading(&desk)?;
    receipts(&desk, &work, &key)?;
    let stick = work.join("stick");
    let start = Instant::now();
    desk.store()?.backup_into(&stick, desk.now(), &|_, _| {})?;
    line("verified backup of the ten-year store, into a folder", "s", start.elapsed().as_secs_f64(), Some(15.0), None);
    desk.close();
    filing(&work)?;
    backup(&work, &key)?;
    fs::remove_dir_all(&work)?;
    Ok(())
}

fn line(name: &str, unit: &str, value: f64, budget: Option<f64>, floor: Option<(&str, f64)>) {
    let number = |value: Option<f64>| value.map_or(String::new(), |value| format!("{value:.3}"));
    let (floor_name, floor) = floor.map_or(("", None), |(name, value)| (name, Some(value)));
    println!("{name}\t{unit}\t{value:.3}\t{}\t{}\t{floor_name}", number(budget), number(floor));
}

fn ms(time: Duration) -> f64 {
    1e3 * time.as_secs_f64()
}

/// Median of some rounds in ms, after one that warms up.
fn median(rounds: usize, mut f: impl FnMut(usize) -> Outcome<()>) -> Outcome<f64> {
    f(0)?;
    let mut times = Vec::with_capacity(rounds);
    for round in 1..=rounds {
        let start = Instant::now();
        f(round)?;
        times.push(ms(start.elapsed()));
    }
    times.sort_by(f64::total_cmp);
    Ok(times[times.len() / 2])
}

fn house(dir: PathBuf) -> House {
    House::new(dir, "bench", Language::Zh)
}

/// The nursery of 150 places over ten years, built anew when the schema or the way it is built has changed.
fn ten_years(folder: &Path, key: &Passphrase) -> Outcome<PathBuf> {
    let mut hash = Sha256::new();
    for migration in nursery::format::FORMAT.migrations {
        hash.update(migration.sql);
    }
    hash.update(include_str!("../../../src-tauri/crates/nursery/src/demo/years.rs"));
    let place = folder.join(format!("years-{}", &hex::encode(hash.finalize())[..16]));
    if place.join("store.db").exists() {
        eprintln!("the ten-year store is there: {}", place.display());
        return Ok(place);
    }
    for earlier in fs::read_dir(folder)?.flatten().filter(|e| e.file_name().to_string_lossy().starts_with("years-")) {
        fs::remove_dir_all(earlier.path())?;
    }
    let growing = folder.join("years-growing");
    let start = Instant::now();
    let said = Cell::new(0);
    nursery::demo::build_years(house(growing.clone()), PIN, Some(key), YEARS, &|done, of| {
        if done / 12 > said.replace(done / 12) {
            eprintln!("ten-year store: {done} of {of} months, {:.0} s", start.elapsed().as_secs_f64());
        }
    })?
    .close();
    line("build the ten-year store", "s", start.elapsed().as_secs_f64(), Some(180.0), None);
    fs::rename(growing, &place)?;
    Ok(place)
}

fn copy_folder(from: &Path, to: &Path) -> Outcome<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &to)?
        } else {
            fs::copy(entry.path(), to).map(drop)?
        }
    }
    Ok(())
}

fn ask(desk: &Desk, operation: &str, request: &Value) -> Outcome<Value> {
    let answer = desk.call(&json!({ "operation": operation, "request": request }).to_string());
    let mut answer: Value = serde_json::from_str(&answer)?;
    match answer.get_mut("ok") {
        Some(ok) => Ok(ok["reply"].take()),
        None => Err(format!("{operation}: {answer}").into()),
    }
}

fn sign_in(desk: &Desk) -> Outcome<()> {
    let state = ask(desk, "session.state", &json!({}))?;
    let start = Instant::now();
    ask(desk, "sign_in", &json!({ "person": state["people"][0]["id"], "pin": PIN }))?;
    line("sign in", "ms", ms(start.elapsed()), None, None);
    Ok(())
}

/// What the store holds: the budgets speak of 3 million rows, which later areas will bring.
fn size(desk: &Desk) -> Outcome<()> {
    let rows: i64 = desk.store()?.read(|conn| {
        let mut sum = 0;
        let mut tables =
            conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")?;
        let names: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        for name in names {
            sum += conn.query_row(&format!("SELECT count(*) FROM {name}"), [], |row| row.get::<_, i64>(0))?;
        }
        Ok::<_, store::Error>(sum)
    })?;
    let bytes = fs::metadata(desk.house().dir.join("store.db"))?.len();
    line("rows of the ten-year store", "rows", rows as f64, None, None);
    line("size of the ten-year store", "MB", bytes as f64 / MB as f64, None, None);
    Ok(())
}

/// Lists and finding, through the whole core, each beside its main query run bare.
fn reading(desk: &Desk) -> Outcome<()> {
    let store = desk.store()?;
    let infant = ask(desk, "infants.list", &json!({ "limit": 1 }))?["rows"][0]["id"].clone();
    let infant = infant.as_str().unwrap_or_default();
    let second = ask(desk, "infants.list", &json!({ "status": "left", "limit": 50 }))?["more"].take();
    let today = ask(desk, "session.state", &json!({}))?["today"].take();
    let month = today.as_str().and_then(|today| today.get(..7)).unwrap_or_default();
    const INFANTS: &str = "SELECT i.*, c.name FROM infant i LEFT JOIN class c ON c.id = i.class_id WHERE i.status";
    const RECEIPTS: &str = "SELECT r.*, l.* FROM receipt r JOIN receipt_line l ON l.receipt_id = r.id WHERE r.id IN (SELECT id FROM receipt";
    let class = ask(desk, "institution.classes", &json!({}))?[0]["id"].clone();
    let class = class.as_str().unwrap_or_default();
    let middle = "2031-11";
    let cases: [(&str, &str, Value, String); 13] = [
        (
            "list of the infants in care",
            "infants.list",
            json!({ "limit": 50 }),
            format!("{INFANTS} <> 'left' ORDER BY i.name_key, i.id LIMIT 51"),
        ),
        (
            "list of those who left, second page",
            "infants.list",
            json!({ "status": "left", "limit": 50, "after": second }),
            format!("{INFANTS} = 'left' ORDER BY i.name_key, i.id LIMIT 51 OFFSET 50"),
        ),
        (
            "list filtered by initials",
            "infants.list",
            json!({ "text": "wzh", "limit": 50 }),
            format!(
                "{INFANTS} <> 'left' AND i.id IN (SELECT id FROM find_key WHERE key >= 'wzh' AND key < 'wzi') LIMIT 51"
            ),
        ),
        (
            "one infant's file",
            "infants.show",
            json!({ "id": infant }),
            format!("{INFANTS} IS NOT NULL AND i.id = '{infant}'"),
        ),
        (
            "the checks of an infant",
            "health.history",
            json!({ "infant_id": infant }),
            format!("SELECT * FROM health_check WHERE infant_id = '{infant}' ORDER BY day DESC LIMIT 60"),
        ),
        (
            "attendance month of a class, years ago",
            "attendance.month",
            json!({ "class_id": class, "month": middle }),
            format!(
                "SELECT * FROM movement WHERE day BETWEEN '{middle}-01' AND '{middle}-31' AND class_id = '{class}'"
            ),
        ),
        (
            "a day of all classes, years ago",
            "attendance.day",
            json!({ "day": format!("{middle}-12") }),
            format!(
                "SELECT * FROM health_check WHERE day = '{middle}-12' UNION ALL SELECT * FROM health_check WHERE day = '{middle}-11'"
            ),
        ),
        ("find a name", "find", json!({ "text": "王" }), find("王", "玌")),
        ("find by initials", "find", json!({ "text": "wz" }), find("wz", "w{")),
        ("find a receipt's number", "find", json!({ "text": "SJ2030-000123" }), find("sj2030-000123", "sj2030-000124")),
        (
            "month of all infants",
            "billing.month",
            json!({ "month": month, "limit": 50 }),
            format!(
                "SELECT infant_id, sum(amount_fen) FROM ledger_entry WHERE month = '{month}' GROUP BY infant_id LIMIT 51"
            ),
        ),
        (
            "register of receipts",
            "billing.receipts",
            json!({ "limit": 50 }),
            format!("{RECEIPTS} ORDER BY at DESC, id DESC LIMIT 51)"),
        ),
        (
            "list of contracts",
            "contracts.list",
            json!({ "limit": 50 }),
            "SELECT c.*, i.name FROM contract c JOIN infant i ON i.id = c.infant_id ORDER BY c.number DESC LIMIT 51"
                .to_owned(),
        ),
    ];
    for (name, operation, request, sql) in cases {
        let whole = median(ROUNDS, |_| ask(desk, operation, &request).map(drop))?;
        let bare = median(ROUNDS, |_| {
            Ok(store.read(|conn| {
                let mut statement = conn.prepare_cached(&sql)?;
                let mut rows = statement.query([])?;
                while let Some(row) = rows.next()? {
                    row.get_ref(0)?;
                }
                Ok::<_, store::Error>(())
            })?)
        });
        // A later schema may not know the query by hand; the figure itself stands.
        let bare = bare.inspect_err(|error| eprintln!("{name}: {error}")).ok();
        line(name, "ms", whole, Some(50.0), bare.map(|bare| ("its main query bare", bare)));
    }
    Ok(())
}

fn find(from: &str, to: &str) -> String {
    format!(
        "SELECT DISTINCT e.* FROM find_key k JOIN find_entry e ON e.kind = k.kind AND e.id = k.id WHERE k.key >= '{from}' AND k.key < '{to}' ORDER BY e.rank, length(k.key), e.title, e.id LIMIT 200"
    )
}

/// Issuing a receipt, and receipts as papers.
fn receipts(desk: &Desk, work: &Path, key: &Passphrase) -> Outcome<()> {
    let infant = ask(desk, "infants.list", &json!({ "limit": 1 }))?["rows"][0]["id"].clone();
    let today = ask(desk, "session.state", &json!({}))?["today"].clone();
    let month = today.as_str().and_then(|today| today.get(..7)).unwrap_or_default().to_owned();
    let issue = median(ROUNDS, |round| {
        let price = 1_000 + round;
        let hour = json!({ "item": "延时服务费", "category": "other", "unit": "hour", "quantity": 1, "price": price, "amount": price, "month": month, "from": today, "to": today });
        ask(
            desk,
            "billing.collect",
            &json!({ "infant_id": infant, "lines": [hour], "payer": "王丽娟", "channel": "cash", "again": true }),
        )
        .map(drop)
    })?;
    let store = scratch(&work.join("scratch"), key)?;
    let bare = median(ROUNDS, |round| Ok(rows(&store, round)?))?;
    line("issue a receipt (saved, durable)", "ms", issue, Some(30.0), Some(("six rows and an audit line bare", bare)));

    let mut ids: Vec<String> = Vec::new();
    let mut after = Value::Null;
    while ids.len() < 1_000 {
        let page = ask(desk, "billing.receipts", &json!({ "limit": 200, "after": after }))?;
        let rows = page["rows"].as_array().cloned().unwrap_or_default();
        ids.extend(rows.iter().filter_map(|row| row["id"].as_str()).map(str::to_owned));
        after = page["more"].clone();
        if after.is_null() {
            break;
        }
    }
    ids.truncate(1_000);
    let start = Instant::now();
    let mut bytes = 0;
    for id in &ids {
        bytes += desk.file_out(&format!("receipt/{id}"))?.bytes.len();
    }
    eprintln!("{} receipts, {} kB", ids.len(), bytes / 1_000);
    line("1,000 receipts, a PDF each", "s", start.elapsed().as_secs_f64(), None, None);
    Ok(())
}

const NOTES: Format = Format {
    application_id: 1,
    name: "bench",
    app_version: "0",
    migrations: &[Migration {
        version: 1,
        name: "rows",
        sql: "CREATE TABLE line (id TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
              CREATE TABLE page (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;",
        append_only: &[],
    }],
};

fn scratch(dir: &Path, key: &Passphrase) -> store::Result<Store> {
    let opening = Opening { key: Some(key), program: "bench", now: 0 };
    Store::create(dir, &NOTES, &opening, CreateOptions { kdf: KdfCost::CHEAP, ..CreateOptions::default() })
}

fn rows(store: &Store, round: usize) -> store::Result<()> {
    store.change(|conn| {
        for n in 0..6 {
            conn.prepare_cached("INSERT INTO line VALUES (?1, ?2)")?
                .execute((format!("{round}-{n}"), "x".repeat(200)))?;
        }
        let (actor, action, detail) =
            ("bench".to_owned(), "row".to_owned(), json!({ "x": "y".repeat(400) }).to_string());
        Ok::<_, store::Error>(((), Some(Entry { at: 0, actor, action, subject: None, request: None, detail })))
    })
}

/// A package of 80 files and 60 MB, beside reading, hashing and writing as much.
fn filing(work: &Path) -> Outcome<()> {
    const FILES: usize = 80;
    let desk = nursery::demo::build(house(work.join("demo")), PIN)?;
    sign_in_quietly(&desk)?;
    let size = 60 * MB / FILES;
    for n in 0..FILES {
        let mut scan = b"%PDF-1.7 ".to_vec();
        scan.extend(noise(n as u64, size));
        let file = desk.file_in(&format!("scan-{n}.pdf"), scan);
        let paper = json!({ "kind": "rule_book", "owner_kind": "institution", "owner_id": "1", "number": format!("{n}"), "issuer": "本机构", "issued_on": "2026-08-20", "files": [file] });
        ask(&desk, "papers.save", &paper)?;
    }
    let start = Instant::now();
    let package = ask(&desk, "filing.export", &json!({ "purpose": "first_filing", "override_reason": "基准测试" }))?;
    let whole = start.elapsed().as_secs_f64();
    eprintln!("package: {} entries, {} bytes", package["entries"], package["size"]);
    let start = Instant::now();
    let mut out = File::create(work.join("floor.zip"))?;
    let mut hash = Sha256::new();
    for entry in walk(&desk.house().dir.join("files"))? {
        let mut bytes = Vec::new();
        File::open(entry)?.read_to_end(&mut bytes)?;
        hash.update(&bytes);
        out.write_all(&bytes)?;
    }
    hash.finalize();
    out.sync_all()?;
    let floor = start.elapsed().as_secs_f64();
    line(
        "export a filing package of 80 files, 60 MB",
        "s",
        whole,
        Some(3.0),
        Some(("read, hash and write as much", floor)),
    );
    desk.close();
    Ok(())
}

fn sign_in_quietly(desk: &Desk) -> Outcome<()> {
    let state = ask(desk, "session.state", &json!({}))?;
    ask(desk, "sign_in", &json!({ "person": state["people"][0]["id"], "pin": PIN })).map(drop)
}

fn walk(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() { files.extend(walk(&entry.path())?) } else { files.push(entry.path()) }
    }
    Ok(files)
}

/// 100 MB under a key, in both forms, while somebody writes; beside copying as much.
fn backup(work: &Path, key: &Passphrase) -> Outcome<()> {
    let dir = work.join("large");
    let store = scratch(&dir, key)?;
    for n in 0..100 {
        store.change(|conn| {
            conn.execute("INSERT INTO page (bytes) VALUES (?1)", [noise(n, MB)])?;
            Ok::<_, store::Error>(((), None))
        })?;
    }
    store.vault().put(b"%PDF-1.7 one", Kind::Pdf)?;
    rows(&store, 0)?;
    drop(store);
    let store = Store::open(&dir, &NOTES, &Opening { key: Some(key), program: "bench", now: 0 })?;
    let floor = {
        let start = Instant::now();
        fs::copy(dir.join("store.db"), work.join("floor.db"))?;
        File::open(work.join("floor.db"))?.sync_all()?;
        start.elapsed().as_secs_f64()
    };
    let forms: [(&str, Take<'_>); 2] = [
        ("into a folder", Box::new(|| store.backup_into(&work.join("shelf"), 0, &|_, _| {}).map(drop))),
        ("as one file", Box::new(|| store.backup(&work.join("copy.backup"), 0, &|_, _| {}).map(drop))),
    ];
    for (form, take) in forms {
        let start = Instant::now();
        take()?;
        let name = format!("verified backup of 100 MB, {form}");
        line(&name, "s", start.elapsed().as_secs_f64(), Some(2.0), Some(("copy the database, durably", floor)));
    }
    // Once more beside a writer: how long one change had to wait.
    let (over, longest, usual) = (AtomicBool::new(false), AtomicU64::new(0), AtomicU64::new(u64::MAX));
    std::thread::scope(|scope| -> Outcome<()> {
        let writer = scope.spawn(|| -> store::Result<()> {
            for round in 1.. {
                if over.load(Ordering::Relaxed) {
                    break;
                }
                let start = Instant::now();
                rows(&store, round)?;
                let waited = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
                longest.fetch_max(waited, Ordering::Relaxed);
                usual.fetch_min(waited, Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(2));
            }
            Ok(())
        });
        std::thread::sleep(Duration::from_millis(100));
        let taken = store.backup_into(&work.join("shelf"), 1_000, &|_, _| {});
        over.store(true, Ordering::Relaxed);
        let written = writer.join().map_err(|_| "the writer broke off")?;
        taken?;
        Ok(written?)
    })?;
    let seconds = |time: &AtomicU64| time.load(Ordering::Relaxed) as f64 / 1e6;
    line(
        "longest wait of a writer meanwhile",
        "s",
        seconds(&longest),
        Some(0.3),
        Some(("its shortest", seconds(&usual))),
    );
    Ok(())
}

/// Bytes that nothing compresses, the same in every run.
fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut bytes = Vec::with_capacity(length + 8);
    while bytes.len() < length {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend(state.to_le_bytes());
    }
    bytes.truncate(length);
    bytes
}
