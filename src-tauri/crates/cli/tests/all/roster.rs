use std::path::PathBuf;

use serde_json::{Value, json};

use crate::terminal::Terminal;

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../nursery/tests-data/roster-2026-autumn.xlsx")
}

fn counts(answer: &Value) -> [i64; 6] {
    ["new", "same", "changed", "duplicate", "conflict", "rejected"].map(|key| answer[key].as_i64().unwrap())
}

#[test]
fn a_roster_is_judged_then_written_and_the_rest_goes_to_a_file() {
    let terminal = Terminal::with_nursery();
    std::fs::copy(file(), terminal.path("秋季.xlsx")).unwrap();
    let judged = terminal.run(["import-roster", "秋季.xlsx", "--json"]).json();
    assert_eq!(counts(&judged), [18, 0, 0, 1, 1, 4]);
    let rows = judged["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 24);
    for row in rows {
        let hindered = ["duplicate", "conflict", "rejected"].contains(&row["outcome"].as_str().unwrap());
        assert!(row["row"].is_u64() && hindered != row["reasons"].as_array().unwrap().is_empty(), "{row}");
    }
    assert_eq!(terminal.run(["call", "infants.list"]).json()["rows"], json!([]), "a preview writes nothing");

    let done = terminal.run(["--json", "import-roster", "--confirm", "秋季.xlsx"]).json();
    assert_eq!((counts(&done), &done["written"]), ([18, 0, 0, 1, 1, 4], &18.into()));
    assert_eq!(done["rejected_file"], "秋季-rejected.xlsx");
    assert_eq!(terminal.run(["call", "infants.list"]).json()["rows"].as_array().unwrap().len(), 18);

    let none = terminal.run(["import-roster", "秋季-rejected.xlsx", "--confirm", "--json", "--rejected", "left.xlsx"]);
    assert_eq!(none.code, 3, "{none:?}");
    assert_eq!(counts(&serde_json::from_str(&none.out).unwrap()), [0, 0, 0, 0, 1, 4]);
    assert!(terminal.path("left.xlsx").is_file());

    let again = terminal.run(["import-roster", "秋季.xlsx", "--confirm", "--json"]).json();
    assert_eq!((counts(&again), &again["written"]), ([0, 18, 0, 1, 1, 4], &0.into()));
    assert_eq!(again["rejected_file"], "秋季-rejected-2.xlsx");
}

#[test]
fn people_read_the_place_and_the_reason() {
    let terminal = Terminal::with_nursery().with("CRADLEBOOK_LANGUAGE", "zh");
    let said = terminal.run([PathBuf::from("import-roster"), file()]).done();
    assert!(said.contains("E13") && said.contains("校验位") && said.contains("新增 18"), "{said}");
}

#[test]
fn what_is_no_roster_or_not_there_is_refused() {
    let terminal = Terminal::with_nursery();
    std::fs::write(terminal.path("letter.xlsx"), "Dear parents").unwrap();
    assert_eq!(terminal.run(["import-roster", "letter.xlsx", "--confirm", "--json"]).refused()["code"], "intake");
    assert_eq!(terminal.run(["import-roster", "none.xlsx", "--json"]).refused()["code"], "file_unreadable");
    assert_eq!(terminal.run(["import-roster", ".", "--json"]).refused()["code"], "file_unreadable");
    std::fs::write(terminal.path("taken"), "").unwrap();
    let taken = terminal.run([
        PathBuf::from("import-roster"),
        file(),
        "--confirm".into(),
        "--rejected".into(),
        "taken".into(),
        "--json".into(),
    ]);
    assert_eq!(taken.refused()["code"], "file_exists");
    assert_eq!(
        terminal.run(["call", "infants.list"]).json()["rows"],
        json!([]),
        "nothing is written without its rejected file"
    );
}

#[test]
fn call_takes_files_in_and_gives_papers_out() {
    let terminal = Terminal::with_nursery();
    let path = format!("file={}", file().display());
    let preview = terminal.run(["call", "infants.preview_roster", "--file", &path]).json();
    assert_eq!(preview["counts"]["new"], 18);
    terminal.run(["call", "infants.roster_template", "--to", "empty.xlsx"]).json();
    assert!(std::fs::read(terminal.path("empty.xlsx")).unwrap().starts_with(b"PK"));
    assert_eq!(
        terminal.run(["call", "infants.roster_template", "--to", "empty.xlsx", "--json"]).refused()["code"],
        "file_exists"
    );
    assert_eq!(terminal.run(["call", "infants.preview_roster", "--file", "nothing"]).code, 2);
}
