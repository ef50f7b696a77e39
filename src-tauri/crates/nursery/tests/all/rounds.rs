//! Counting, handing over, closing; the daily check of staff; the sheets of a day, through the contract.

use serde_json::{Value, json};

use crate::nursery::{DAY, MONDAY, Nursery, PIN};

const MINUTE: i64 = 60_000;
const CLASS: &str = "托小班";

struct Floor {
    nursery: Nursery,
    children: Vec<String>,
    class: String,
    carer: String,
    other: String,
    health: String,
}

/// Three children inside; one of two carers signed in.
fn floor() -> Floor {
    let nursery = Nursery::set_up();
    let names = [("陈思远", "2025-07-19"), ("赵欣怡", "2025-03-01"), ("钱多多", "2025-05-05")];
    let children: Vec<String> =
        names.iter().map(|(name, birth)| nursery.enrolled(name, birth, CLASS, "2026-09-01")).collect();
    let class = nursery.class(CLASS);
    let carer = nursery.person("李老师", "carer", Some(&class));
    let other = nursery.person("王老师", "carer", Some(&class));
    let health = nursery.person("周医生", "health_worker", None);
    nursery.sign_in(&carer);
    for child in &children {
        nursery.ok("attendance.arrive", json!({ "infant_id": child }));
    }
    Floor { nursery, children, class, carer, other, health }
}

impl Floor {
    fn at(&self, hour: i64, minute: i64) {
        self.nursery.clock.set(MONDAY + ((hour - 9) * 60 + minute) * MINUTE);
    }

    fn duties(&self) -> Vec<String> {
        let today = self.nursery.ok("today.duties", json!({}));
        today["items"].as_array().unwrap().iter().map(|item| item["duty"].as_str().unwrap().to_owned()).collect()
    }

    fn count(&self, moment: &str, counted: u32) -> Value {
        self.nursery.ok(
            "attendance.head_count",
            json!({ "class_id": self.class, "moment": moment, "counted": counted, "note": "" }),
        )
    }
}

#[test]
fn a_count_stands_beside_the_book_and_a_difference_alarms_until_it_agrees() {
    let f = floor();
    let present = f.nursery.ok("attendance.head_counts", json!({}))["present"].clone();
    assert_eq!((&present[0]["class_name"], &present[0]["present"]), (&json!(CLASS), &json!(3)));
    f.at(9, 40);
    assert_eq!(f.count("leave_room", 3)["counts"][0]["expected"], 3);
    assert!(!f.duties().contains(&"attendance.head_count".to_owned()));
    f.at(9, 50);
    f.count("outdoors", 2);
    assert!(f.duties().contains(&"attendance.head_count".to_owned()));
    f.nursery.ok("undo", json!({}));
    assert!(!f.duties().contains(&"attendance.head_count".to_owned()));
    f.count("outdoors", 2);
    f.at(9, 55);
    let counts = f.count("outdoors", 3)["counts"].clone();
    assert!(!f.duties().contains(&"attendance.head_count".to_owned()));
    let id = counts[1]["id"].clone();
    f.nursery.ok("attendance.withdraw_head_count", json!({ "id": id }));
    // One went home: two are expected; before that three, whenever it is typed.
    f.at(11, 0);
    f.nursery.ok("attendance.depart", json!({ "infant_id": f.children[0] }));
    f.at(12, 0);
    assert_eq!(f.count("before_nap", 2)["counts"][2]["expected"], 2);
    let early = json!({ "class_id": f.class, "moment": "other", "counted": 3, "at": MONDAY + 30 * MINUTE });
    assert_eq!(f.nursery.ok("attendance.head_count", early)["counts"][0]["expected"], 3);
    f.nursery.clock.set(MONDAY + DAY);
    let past = f.nursery.ok("attendance.head_counts", json!({ "day": "2026-11-23" }))["present"].clone();
    assert_eq!(past[0]["present"], 2, "the end of a past day");
    f.at(12, 0);
    let elsewhere = json!({ "class_id": f.nursery.class("托大班"), "moment": "other", "counted": 0 });
    assert_eq!(f.nursery.refused("attendance.head_count", elsewhere), "not_found");
    let sheet =
        f.nursery.ok("registers.show", json!({ "key": "head_counts", "on": "2026-11-23", "class_id": f.class }));
    assert_eq!(sheet["rows"].as_array().unwrap().len(), 4);
    let blank = json!({ "key": "head_counts", "on": "2026-11-24", "class_id": f.class, "blank": true });
    assert_eq!(f.nursery.ok("registers.show", blank)["rows"][0][2], "离开班级");
}

#[test]
fn a_class_is_handed_over_with_what_is_open_and_who_takes_over_confirms() {
    let f = floor();
    f.nursery.ok("health.check", json!({ "infant_id": f.children[0], "temperature": 366, "symptoms": ["cough"] }));
    f.nursery.ok("health.check", json!({ "infant_id": f.children[1], "temperature": 385 }));
    let of = json!({ "class_id": f.class });
    let now = f.nursery.ok("attendance.handovers", of.clone());
    assert_eq!(now["inside"], 3);
    let open = now["open"].to_string();
    assert!(open.contains("陈思远：入班观察（咳嗽，36.6 ℃）") && open.contains("赵欣怡在保健观察室"), "{open}");
    assert_eq!(
        f.nursery.refused("attendance.hand_over", json!({ "class_id": f.class, "to": f.carer })),
        "attendance_takes_over"
    );
    let request = json!({ "class_id": f.class, "to": f.other, "note": "钱多多的外套在阳台" });
    let done = f.nursery.ok("attendance.hand_over", request.clone());
    assert_eq!(done["handovers"][0]["confirmed_by"], Value::Null);
    assert_eq!(done["handovers"][0]["items"].as_array().unwrap().len(), 2);
    f.nursery.sign_in(&f.other);
    let waiting = f.nursery.ok("second.list", json!({}));
    f.nursery.ok("second.witness", json!({ "id": waiting[0]["id"] }));
    assert_eq!(f.nursery.ok("attendance.handovers", of.clone())["handovers"][0]["confirmed_by"], "王老师");
    // The other way round, with the PIN in place and the list as it was read out.
    let back = json!({ "class_id": f.class, "to": f.carer, "items": ["全班平安", " "] });
    let done =
        f.nursery.envelope(json!({ "operation": "attendance.hand_over", "request": back, "request_id": "hand-1",
        "second": { "person": f.carer, "pin": PIN } }));
    assert_eq!(done["ok"]["reply"]["handovers"][1]["items"], json!(["全班平安"]), "{done}");
    let after = f.nursery.ok("attendance.handovers", of.clone())["handovers"].clone();
    assert_eq!(after[1]["confirmed_by"], "李老师");
    let sheet = f.nursery.ok("registers.show", json!({ "key": "handovers", "on": "2026-11-23", "class_id": f.class }));
    assert_eq!(sheet["rows"][1][6], "李老师（已确认）");
    f.nursery.ok("attendance.withdraw_handover", json!({ "id": after[1]["id"] }));
    assert_eq!(f.nursery.ok("attendance.handovers", of)["handovers"].as_array().unwrap().len(), 1);
}

#[test]
fn the_rooms_are_swept_and_signed_by_post() {
    let f = floor();
    f.at(18, 5);
    assert!(f.duties().contains(&"attendance.closing".to_owned()));
    assert_eq!(f.nursery.refused("attendance.close", json!({ "rooms": [" "] })), "attendance_rooms");
    // Children are inside by the book: the round is written with them.
    let closing = f.nursery.ok("attendance.close", json!({ "rooms": ["托小班", "寝室"], "note": "等家长" }));
    assert_eq!((&closing["rounds"][0]["inside"], &closing["rounds"][0]["post"]), (&json!(3), &json!("carer")));
    assert!(!f.duties().contains(&"attendance.closing".to_owned()));
    f.nursery.ok("attendance.depart_class", json!({ "class_id": f.class, "except": [] }));
    let closing = f.nursery.ok("attendance.close", json!({ "rooms": ["托小班", "寝室", "走廊"] }));
    assert_eq!((&closing["inside"], &closing["rounds"][1]["inside"]), (&json!(0), &json!(0)));
    assert_eq!(closing["usual_rooms"], json!(["托小班", "寝室", "走廊"]));
    let id = closing["rounds"][0]["id"].clone();
    f.nursery.sign_in(&f.other);
    assert_eq!(f.nursery.refused("attendance.withdraw_closing", json!({ "id": id })), "not_found");
    f.nursery.sign_in(&f.carer);
    f.nursery.ok("attendance.withdraw_closing", json!({ "id": id }));
    assert_eq!(f.nursery.ok("attendance.closing", json!({}))["rounds"].as_array().unwrap().len(), 1);
}

#[test]
fn staff_are_checked_each_day_and_the_ill_come_back_by_a_certificate() {
    let f = floor();
    f.nursery.sign_in(&f.nursery.director.clone());
    let cook = f.nursery.person("王师傅", "cook", None);
    f.nursery.sign_in(&f.health);
    let lines = || f.nursery.ok("staff.day", json!({}))["rows"].as_array().unwrap().clone();
    assert_eq!((&lines()[0]["name"], &lines()[0]["food_handler"]), (&json!("王师傅"), &json!(true)));
    assert!(f.duties().contains(&"staff.unchecked".to_owned()), "it is past 08:30");
    let check = |person: &str, more: Value| {
        let mut request = json!({ "person_id": person, "signs": [] });
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        request
    };
    assert_eq!(f.nursery.refused("staff.check", check(&cook, json!({ "temperature": 36 }))), "staff_check_digits");
    let day = f
        .nursery
        .ok("staff.check", check(&cook, json!({ "signs": ["diarrhoea"], "temperature": 378, "note": "夜里三次" })));
    assert_eq!(day["rows"][0]["check"]["signs"], json!(["fever", "diarrhoea"]));
    assert_eq!(day["rows"][0]["off_since"], "2026-11-23");
    assert!(f.duties().contains(&"staff.off".to_owned()));
    // The rest is confirmed together, without who is not at work.
    let day = f.nursery.ok("staff.confirm_checks", json!({ "except": [f.other] }));
    let rows = day["rows"].as_array().unwrap().clone();
    let of = |name: &str| rows.iter().find(|row| row["name"] == name).unwrap().clone();
    assert_eq!((&of("李老师")["check"]["touched"], &of("王老师")["check"]), (&json!(false), &Value::Null));
    f.nursery.ok("undo", json!({}));
    assert_eq!(lines().iter().filter(|row| !row["check"].is_null()).count(), 1);
    f.nursery.ok("staff.confirm_checks", json!({ "except": [] }));
    assert!(!f.duties().contains(&"staff.unchecked".to_owned()));
    // Tomorrow: off, and not simply checked in.
    f.nursery.clock.set(MONDAY + DAY);
    f.nursery.ok("staff.confirm_checks", json!({ "except": [] }));
    assert_eq!((&lines()[0]["check"], &lines()[0]["off_since"]), (&Value::Null, &json!("2026-11-23")));
    assert_eq!(f.nursery.refused("staff.check", check(&cook, json!({ "temperature": 365 }))), "staff_check_off");
    let clear = |issuer: &str| json!({ "person_id": cook, "issuer": issuer, "issued_on": "2026-11-24" });
    assert_eq!(f.nursery.refused("staff.clear", clear(" ")), "staff_check_certificate");
    f.nursery.ok("staff.clear", clear("区人民医院"));
    assert_eq!(f.nursery.refused("staff.clear", clear("区人民医院")), "staff_check_not_off");
    f.nursery.ok("staff.check", check(&cook, json!({ "temperature": 365 })));
    let sheet = f.nursery.ok("registers.show", json!({ "key": "staff_checks", "on": "2026-11-24" }));
    let row = &sheet["rows"][0];
    assert_eq!((&row[0], &row[2 + 22], &row[2 + 23]), (&json!("王师傅"), &json!("×"), &json!("√")));
    assert_eq!(row[33], "23 日 发热、腹泻");
    // A slip is taken back together with the being off.
    let ill = f.nursery.ok("staff.check", check(&f.carer, json!({ "signs": ["skin"] })));
    let line = ill["rows"].as_array().unwrap().iter().find(|row| row["name"] == "李老师").unwrap().clone();
    assert!(line["off_since"].is_string());
    f.nursery.ok("staff.withdraw_checks", json!({ "ids": [line["check"]["id"]] }));
    let line = lines().into_iter().find(|row| row["name"] == "李老师").unwrap();
    assert_eq!((&line["check"], &line["off_since"]), (&Value::Null, &Value::Null));
    f.nursery.sign_in(&f.carer);
    assert_eq!(f.nursery.refused("staff.day", json!({})), "denied");
}

#[test]
fn the_sheets_of_the_next_day_bear_numbers_and_names() {
    let f = floor();
    f.nursery.ok(
        "attendance.leave",
        json!({ "infant_id": f.children[2], "from": "2026-11-24", "cause": "personal", "told_by": "母亲" }),
    );
    let made = f.nursery.ok("sheets.print_day", json!({}));
    assert!(made["pages"].as_u64().unwrap() >= 5, "{made}");
    let pdf = f.nursery.desk.file_out(&format!("issued/{}", made["issued"].as_str().unwrap())).unwrap().bytes;
    let text = paper::read::text(&pdf).unwrap().join("\n");
    for said in [
        "婴幼儿接送登记表",
        "晨午检及全日健康观察记录表",
        "午睡巡视记录表",
        "12:15",
        "婴幼儿人数清点记录表",
        "2026年11月24日",
        "钱多多",
        "请假",
    ] {
        assert!(text.contains(said), "{said}");
    }
    assert!(!text.contains("带药服药"), "nobody has medicine");
    let one = json!({ "on": "2026-11-25", "class_id": f.class, "keys": ["nap_rounds"] });
    assert_eq!(f.nursery.ok("sheets.print_day", one)["pages"], 1);
    let empty = json!({ "class_id": f.nursery.class("托大班") });
    assert_eq!(f.nursery.refused("sheets.print_day", empty), "not_found");
}

#[test]
fn what_is_missing_is_seen_by_day_class_and_record() {
    let f = floor();
    f.nursery.ok("health.check", json!({ "infant_id": f.children[0], "temperature": 365 }));
    f.nursery.ok("care.record", json!({ "infants": [f.children[0]], "kind": "water", "amount": 60 }));
    f.at(12, 0);
    f.nursery.ok("care.record", json!({ "infants": f.children, "kind": "sleep" }));
    f.at(12, 50);
    f.nursery.ok("care.nap_round", json!({ "class_id": f.class, "found": [] }));
    f.count("before_nap", 3);
    let asked = json!({ "from": "2026-11-20", "to": "2026-11-23" });
    let coverage = f.nursery.ok("registers.coverage", asked);
    assert_eq!(
        (&coverage["days"], &coverage["classes"][0]["carers"]),
        (&json!(["2026-11-20", "2026-11-23"]), &json!(["李老师", "王老师"]))
    );
    let cell = |day: &str, record: &str| {
        let cells = coverage["cells"].as_array().unwrap();
        cells
            .iter()
            .find(|cell| cell["day"] == day && cell["record"] == record)
            .map(|cell| (cell["written"].clone(), cell["expected"].clone()))
    };
    assert_eq!(cell("2026-11-23", "attendance"), Some((json!(3), json!(3))));
    assert_eq!(cell("2026-11-23", "morning_check"), Some((json!(1), json!(3))));
    assert_eq!(cell("2026-11-23", "daily_care"), Some((json!(3), json!(3))), "the nap is on record of each");
    assert_eq!(cell("2026-11-23", "nap_rounds"), Some((json!(1), json!(2))), "one round, one gap");
    assert_eq!(cell("2026-11-23", "head_counts"), Some((json!(1), json!(1))));
    assert_eq!(cell("2026-11-23", "handover"), Some((json!(0), json!(1))));
    assert_eq!(cell("2026-11-20", "attendance"), Some((json!(0), json!(3))));
    assert_eq!(cell("2026-11-20", "morning_check"), None, "nobody came by the book");
    assert_eq!(
        f.nursery.refused("registers.coverage", json!({ "from": "2026-10-01", "to": "2026-11-23" })),
        "coverage_span"
    );
}
