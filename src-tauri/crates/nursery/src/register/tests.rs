//! A register of stamped rows, from declaration to binder: 晨间门窗检查, on a table of its own.

use std::sync::Arc;

use serde_json::{Value, json};

use super::taking_in::{FileRow, TakesIn};
use super::*;
use crate::clock::SetClock;
use crate::id::Ids;
use crate::intake::Said;
use crate::view::Change;
use crate::{Desk, House};

/// Monday 2026-11-23, 09:00 (+08:00).
const MONDAY: i64 = 1_795_395_600_000;
const DAY: i64 = 86_400_000;

const TABLE: &str = "CREATE TABLE door_check (
    id TEXT PRIMARY KEY, day TEXT NOT NULL, room TEXT NOT NULL, degrees TEXT NOT NULL, checked TEXT NOT NULL,
    done_by TEXT NOT NULL, entry TEXT NOT NULL) STRICT, WITHOUT ROWID";

pub(super) static DOOR_CHECK: Register = Register {
    key: "door_check",
    title: ("门窗检查登记表", "Doors and windows"),
    article: "测试",
    columns: &[
        column(("序号", "No."), 10.0, ColumnKind::Number, "running number").derived(),
        column(("房间", "Room"), 30.0, ColumnKind::Text, "door_check.room").identifies(),
        column(("室温（℃）", "Degrees"), 20.0, ColumnKind::Number, "door_check.degrees")
            .late_by(Lateness::Stamp)
            .expected(),
        column(("检查结果", "Result"), 40.0, ColumnKind::Text, "door_check.checked")
            .late_by(Lateness::Column(5))
            .expected(),
        column(("检查人", "By"), 20.0, ColumnKind::Text, "person.name"),
        column(("记录方式", "Entry"), 20.0, ColumnKind::Text, "door_check.entry").derived(),
    ],
    transcription: &[2, 1, 3],
    group: RegisterGroup::Nursery,
    period: RegisterPeriod::Day,
    landscape: false,
    permission: Permission::InfantsRead,
    signatures: &["检查人", "园长"],
    blank_rows: 10,
    rows,
    heads: None,
    foot: |rows| format!("共 {} 间。", rows.len()),
    takes_in: Some(TakesIn { permission: Permission::InfantsRead, refuse, take }),
    named: None,
};

fn rows(view: &View<'_>, asked: Asked) -> Result<Vec<RegisterRow>> {
    // The tests of other areas know nothing of this table.
    if view.number("SELECT count(*) FROM sqlite_schema WHERE name = 'door_check'", [])? == 0 {
        return Ok(Vec::new());
    }
    let found = view.all(
        "SELECT room, degrees, checked, done_by, entry FROM door_check WHERE day = ?1 ORDER BY room",
        [asked.on],
        |r| Ok((r.get::<_, String>(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get::<_, Entry>(4)?)),
    )?;
    Ok((1..)
        .zip(found)
        .map(|(n, (room, degrees, checked, by, entry))| {
            let closed = room == "储藏室";
            let cells = vec![i32::to_string(&n), room, degrees, checked, by, entry.zh().to_owned()];
            let row = RegisterRow::from(cells).entered(entry);
            if closed { row.excused(2) } else { row }
        })
        .collect())
}

fn refuse(_: &View<'_>, _: Asked, row: &FileRow) -> Result<Option<Said>> {
    Ok((row.of.is_none() && row.value(1) == "地下室").then(|| Said::new("没有这个房间。", "There is no such room.")))
}

fn take(change: &mut Change<'_>, asked: Asked, row: &FileRow, reason: Option<&str>) -> Result<()> {
    let who = change.who()?.clone();
    let stamp = change.stamp(crate::instant::Instant::at(asked.on, 8 * 60), who.person, reason)?;
    let (id, room, degrees, checked) = (change.new_id(), row.value(1), row.value(2), row.value(3));
    let entry = stamp.entry;
    if row.of.is_some() {
        let known =
            change.one("row", "SELECT id FROM door_check WHERE day = ?1 AND room = ?2", (asked.on, room), |r| {
                r.get::<_, String>(0)
            })?;
        change.update("door_check", &known, &[("degrees", &degrees), ("checked", &checked), ("entry", &entry)])?;
        return Ok(());
    }
    change.insert(
        "door_check",
        &[
            ("id", &id),
            ("day", &asked.on),
            ("room", &room),
            ("degrees", &degrees),
            ("checked", &checked),
            ("done_by", &who.name),
            ("entry", &entry),
        ],
    )
}

struct Tested {
    desk: Desk,
    clock: Arc<SetClock>,
    _folder: tempfile::TempDir,
}

impl Tested {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(SetClock::at(MONDAY));
        let house = House {
            clock: clock.clone(),
            ids: Arc::new(Ids::seeded(7)),
            kdf: store::KdfCost::CHEAP,
            ..House::new(folder.path().join("store"), "tests", Language::Zh)
        };
        let desk = Desk::new(house).unwrap();
        let house = Self { desk, clock, _folder: folder };
        house.ok(
            "setup",
            json!({ "name": "东风路春芽托育中心", "director": "林园长", "pin": "246810", "district": "郑东新区" }),
        );
        house.write(TABLE);
        for (room, degrees, checked, entry) in [
            ("乳儿班", "22.5", "完好", "live"),
            ("托大班", "", "完好", "transcribed"),
            ("托小班", "21", "插销松动", "late"),
            ("储藏室", "", "完好", "live"),
        ] {
            house.write(&format!("INSERT INTO door_check VALUES ('{room}', '2026-11-23', '{room}', '{degrees}', '{checked}', '林园长', '{entry}')"));
        }
        house
    }

    fn write(&self, sql: &str) {
        self.desk.as_program("tests", |change| change.execute(sql, []).map(drop)).unwrap();
    }

    fn call(&self, operation: &str, request: Value) -> std::result::Result<Value, Value> {
        let call = json!({ "operation": operation, "request": request }).to_string();
        let mut answer: Value = serde_json::from_str(&self.desk.call(&call)).unwrap();
        match answer.get_mut("ok") {
            Some(ok) => Ok(ok["reply"].take()),
            None => Err(answer["error"].take()),
        }
    }

    fn ok(&self, operation: &str, request: Value) -> Value {
        self.call(operation, request).unwrap_or_else(|error| panic!("{operation}: {error}"))
    }

    fn refused(&self, operation: &str, request: Value) -> String {
        self.call(operation, request).unwrap_err()["code"].as_str().unwrap().to_owned()
    }

    fn show(&self) -> Value {
        self.ok("registers.show", json!({ "key": "door_check", "on": "2026-11-23" }))
    }

    fn text(&self, made: &Value) -> String {
        let out = self.desk.file_out(&format!("issued/{}", made["issued"].as_str().unwrap())).unwrap();
        paper::read::text(&out.bytes).unwrap().concat()
    }

    fn compare(&self, operation: &str, csv: &str, more: Value) -> std::result::Result<Value, Value> {
        let file = self.desk.file_in("门窗.csv", csv.as_bytes().to_vec());
        let mut request = json!({ "key": "door_check", "on": "2026-11-23", "file": file });
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.call(operation, request)
    }
}

#[test]
fn late_and_missing_cells_are_marked_and_counted() {
    let house = Tested::new();
    let shown = house.show();
    // Rows by room: 乳儿班, 储藏室 (no degrees expected), 托大班 (missing), 托小班 (late by stamp and by column).
    assert_eq!(
        shown["marks"],
        json!([
            { "row": 2, "column": 2, "mark": "missing" },
            { "row": 3, "column": 2, "mark": "late" },
            { "row": 3, "column": 3, "mark": "late" },
        ])
    );
    assert_eq!(shown["foot"], "共 4 间。　补录 2 / 6　缺 1 格");
    assert_eq!(shown["transcription"], json!([2, 1, 3]));
    let made = house.ok("registers.print", json!({ "key": "door_check" }));
    let text = house.text(&made);
    assert!(text.contains("21 补") && text.contains("插销松动 补") && text.contains("补录 2 / 6"), "{text}");
    assert!(!text.contains("22.5 补") && !text.contains("补打"));
    let blank = house.ok("registers.print", json!({ "key": "door_check", "blank": true }));
    assert!(!house.text(&blank).contains("补录"));
}

#[test]
fn a_printed_sheet_is_signed_and_bound_and_an_amendment_shows() {
    let house = Tested::new();
    assert_eq!(house.show()["standing"], json!({ "printed": null, "bound": null, "differs": [] }));
    let made = house.ok("registers.print", json!({ "key": "door_check" }));
    assert_eq!(house.show()["standing"]["printed"]["current"], true);
    let signed = json!([{ "place": "检查人", "name": "林园长" }]);
    let bind = |issued: &Value, on: &str, signed: &Value| json!({ "issued": issued, "signed": signed, "signed_on": on, "volume": "2026年第一册" });
    let blank = house.ok("registers.print", json!({ "key": "door_check", "blank": true }));
    assert_eq!(house.refused("registers.bind", bind(&blank["issued"], "2026-11-23", &signed)), "register_not_printed");
    let issued = &made["issued"];
    assert_eq!(house.refused("registers.bind", bind(issued, "2026-11-22", &signed)), "register_signed_on");
    assert_eq!(house.refused("registers.bind", bind(issued, "2026-11-23", &json!([]))), "register_unsigned");
    let bound = house.ok("registers.bind", bind(issued, "2026-11-23", &signed));
    assert_eq!(
        (&bound["period"], &bound["volume"], &bound["signed"]),
        (&json!("2026-11-23"), &json!("2026年第一册"), &signed)
    );
    assert_eq!(house.refused("registers.bind", bind(issued, "2026-11-23", &signed)), "register_bound");
    let before = house.text(&made);

    // The same again is a reprint of the bound one.
    let again = house.ok("registers.print", json!({ "key": "door_check" }));
    assert_eq!((&again["issued"], &again["reprint"]), (issued, &json!(1)));
    assert!(house.text(&again).contains("补打 第1次"));

    // An amendment leaves the bound one as it was, and shows.
    house.write("UPDATE door_check SET checked = '已修好' WHERE id = '托小班'");
    house.write("INSERT INTO door_check VALUES ('厨房', '2026-11-23', '厨房', '24', '完好', '林园长', 'late')");
    let standing = house.show()["standing"].clone();
    assert_eq!((&standing["bound"]["id"], &standing["printed"]["current"]), (&bound["id"], &json!(false)));
    let differs = standing["differs"].as_array().unwrap();
    assert_eq!(differs.len(), 2, "{standing}");
    assert_eq!((&differs[0]["outcome"], &differs[0]["name"]), (&json!("new"), &json!("厨房")));
    assert_eq!(
        (&differs[1]["cells"][0]["heading"], &differs[1]["cells"][0]["before"], &differs[1]["cells"][0]["after"]),
        (&json!("检查结果"), &json!("插销松动"), &json!("已修好"))
    );
    assert!(house.text(&made).contains("插销松动 补"), "{before}");
    let anew = house.ok("registers.print", json!({ "key": "door_check" }));
    assert_ne!(&anew["issued"], issued);
    house.clock.set(MONDAY + DAY);
    house.ok("registers.bind", bind(&anew["issued"], "2026-11-24", &signed));
    assert_eq!(house.show()["standing"]["differs"], json!([]));
    let list = house.ok("registers.list", json!({}));
    let entry = list.as_array().unwrap().iter().find(|entry| entry["key"] == "door_check").unwrap();
    assert_eq!(
        (&entry["bound"], &entry["last_bound"]["signed_on"], &entry["takes_in"]),
        (&json!(2), &json!("2026-11-24"), &json!(true))
    );
}

#[test]
fn what_is_bound_cannot_be_changed_even_by_sql() {
    let house = Tested::new();
    let made = house.ok("registers.print", json!({ "key": "door_check" }));
    house.ok("registers.bind", json!({ "issued": made["issued"], "signed": [{ "place": "园长", "name": "林园长" }], "signed_on": "2026-11-23" }));
    for sql in [
        "UPDATE register_bound SET signed_on = '2026-11-20'",
        "DELETE FROM register_bound",
        "REPLACE INTO register_bound SELECT id, register, class_id, period, issued_id, signed, '2026-11-20', volume, at, person_id FROM register_bound",
    ] {
        assert!(house.desk.as_program("tests", |change| change.execute(sql, []).map(drop)).is_err(), "{sql}");
    }
}

#[test]
fn an_exported_register_comes_in_again_unchanged() {
    let house = Tested::new();
    let made = house.ok("registers.export", json!({ "key": "door_check" }));
    let out = house.desk.file_out(&format!("issued/{}", made["issued"].as_str().unwrap())).unwrap();
    let file = house.desk.file_in(&out.name, out.bytes);
    let request = json!({ "key": "door_check", "file": file });
    let seen = house.ok("registers.compare_file", request.clone());
    assert_eq!((&seen["same"], &seen["rows"].as_array().unwrap().len()), (&json!(4), &4), "{seen}");
    assert_eq!(house.refused("registers.take_file", request), "register_nothing");
}

#[test]
fn a_workbook_is_previewed_cell_by_cell_and_taken_in() {
    let house = Tested::new();
    let csv = "门窗检查\n房间,室温(℃),检查结果\n乳儿班,２２.50,完好\n托大班,20,完好\n托小班,热,完好\n地下室,10,完好\n厨房,24,完好\n";
    let seen = house.compare("registers.compare_file", csv, json!({})).unwrap();
    let outcomes: Vec<&str> =
        seen["rows"].as_array().unwrap().iter().map(|row| row["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["same", "changed", "rejected", "rejected", "new", "absent"]);
    let row = |n: usize| &seen["rows"][n];
    assert_eq!(
        (&row(1)["cells"][0]["address"], &row(1)["cells"][0]["before"], &row(1)["cells"][0]["after"]),
        (&json!("B4"), &json!(""), &json!("20"))
    );
    assert_eq!(row(2)["cells"][0]["address"], "B5");
    assert!(row(2)["cells"][0]["reason"].as_str().unwrap().contains("不是数字"), "{seen}");
    assert_eq!((&row(3)["reason"], &row(5)["name"]), (&json!("没有这个房间。"), &json!("储藏室")));
    assert_eq!(seen["left_out"], json!(["检查人"]));
    // Nothing was written by looking.
    assert_eq!(house.show()["rows"].as_array().unwrap().len(), 4);

    let taken = house.compare("registers.take_file", csv, json!({})).unwrap();
    assert_eq!((&taken["changed"], &taken["new"], &taken["rejected"]), (&json!(1), &json!(1), &json!(2)));
    let shown = house.show();
    assert_eq!(shown["rows"].as_array().unwrap().len(), 5);
    assert_eq!(shown["rows"][3][2], "20");
    assert_eq!(house.compare("registers.compare_file", csv, json!({})).unwrap()["same"], 3);

    // After the cut-off the entry is late and needs its reason; nothing is written without it.
    house.clock.set(MONDAY + 2 * DAY);
    let late = "房间,室温（℃）,检查结果\n托大班,19,完好\n";
    assert_eq!(house.compare("registers.take_file", late, json!({})).unwrap_err()["code"], "late_reason");
    house.compare("registers.take_file", late, json!({ "reason": "停电" })).unwrap();
    let shown = house.show();
    assert_eq!(shown["rows"][3][2], "19");
    assert!(shown["marks"].as_array().unwrap().contains(&json!({ "row": 3, "column": 2, "mark": "late" })), "{shown}");
}

#[test]
fn a_file_that_cannot_be_read_is_refused_whole() {
    let house = Tested::new();
    assert_eq!(house.compare("registers.compare_file", "只是文字\n", json!({})).unwrap_err()["code"], "intake");
    let file = house.desk.file_in("x.xlsx", b"PK\x03\x04 no workbook".to_vec());
    assert_eq!(house.refused("registers.compare_file", json!({ "key": "door_check", "file": file })), "intake");
}
