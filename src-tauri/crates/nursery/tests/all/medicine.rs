//! Medicine that a guardian brought, through the contract: ordered, signed, given, witnessed, refused, given back.

use serde_json::{Value, json};

use crate::nursery::{DAY, Nursery, PIN};

const MINUTE: i64 = 60_000;
const CLASS: &str = "托小班";
const LABEL: &[u8] = b"%PDF-1.7 label %%EOF";

pub struct Ward {
    pub nursery: Nursery,
    pub child: String,
    guardian: String,
    health: String,
    carer: String,
}

/// One child inside since 09:00 on Monday; the health worker signed in.
pub fn ward() -> Ward {
    let nursery = Nursery::set_up();
    let child = nursery.enrolled("陈思远", "2025-07-19", CLASS, "2026-09-01");
    let health = nursery.person("周医生", "health_worker", None);
    let carer = nursery.person("李老师", "carer", Some(&nursery.class(CLASS)));
    nursery.sign_in(&health);
    let row = nursery.ok("attendance.arrive", json!({ "infant_id": child }));
    let guardian = row["escorts"][0]["id"].as_str().unwrap().to_owned();
    Ward { nursery, child, guardian, health, carer }
}

impl Ward {
    pub fn order(&self) -> Value {
        json!({ "infant_id": self.child, "guardian_id": self.guardian, "drug": "阿莫西林颗粒", "strength": "0.125 g/袋",
            "dose": "1 袋", "times": ["15:00", "１１：30"], "from": "2026-11-23", "to": "2026-11-25", "illness": "中耳炎",
            "prescribed_by": "区妇幼保健院", "labelled": true, "expires_on": "2027-05-31", "brought": "9 袋", "note": "饭后", "signed": true })
    }

    fn ordered(&self) -> Value {
        self.nursery.ok("health.authorise_medicine", self.order())
    }

    fn at(&self, hour: i64, minute: i64) {
        let nine = crate::nursery::MONDAY;
        self.nursery.clock.set(nine + ((hour - 9) * 60 + minute) * MINUTE);
    }

    fn doses(&self) -> Vec<Value> {
        self.nursery.ok("health.medicines", json!({}))["doses"].as_array().unwrap().clone()
    }

    fn duties(&self, person: &str) -> Vec<String> {
        self.nursery.sign_in(person);
        let today = self.nursery.ok("today.duties", json!({}));
        self.nursery.sign_in(&self.health);
        today["items"].as_array().unwrap().iter().map(|item| item["duty"].as_str().unwrap().to_owned()).collect()
    }
}

/// A day of medicine: one dose given and witnessed at once, one refused, one that nobody ordered; answers the class.
pub fn a_day() -> (Nursery, String) {
    let w = ward();
    let order = w.ordered();
    w.at(11, 35);
    let give = json!({ "infant_id": w.child, "order_id": order["id"], "due": "11:30" });
    w.nursery.envelope(json!({ "operation": "health.give_medicine", "request": give, "request_id": "golden-1",
        "second": { "person": w.carer, "pin": PIN } }));
    w.at(12, 10);
    w.nursery.ok(
        "health.give_medicine",
        json!({ "infant_id": w.child, "drug": "布洛芬混悬液", "dose": "4 ml", "reason": "39.1 ℃，母亲电话要求" }),
    );
    w.at(15, 20);
    w.nursery.ok(
        "health.skip_medicine",
        json!({ "infant_id": w.child, "order_id": order["id"], "due": "15:00", "outcome": "refused", "reason": "哭闹吐出" }),
    );
    let class = w.nursery.class(CLASS);
    (w.nursery, class)
}

#[test]
fn what_may_not_be_taken_in_is_refused_and_says_why() {
    let w = ward();
    for (field, value, code) in [
        ("labelled", json!(false), "medicine_unlabelled"),
        ("expires_on", json!("2026-11-24"), "medicine_expired"),
        ("drug", json!(" "), "medicine_what"),
        ("times", json!([]), "medicine_times"),
        ("times", json!(["11:30", "11:30"]), "medicine_times"),
        ("times", json!(["中午"]), "medicine_times"),
        ("from", json!("2026-11-22"), "medicine_days"),
        ("to", json!("2026-11-30"), "medicine_too_long"),
        ("guardian_id", json!(w.child), "medicine_guardian"),
    ] {
        let mut order = w.order();
        order[field] = value;
        assert_eq!(w.nursery.refused("health.authorise_medicine", order), code, "{field}");
    }
    assert!(w.doses().is_empty());
}

#[test]
fn an_order_is_due_only_once_it_is_signed_and_its_scans_are_seen_by_who_gives_it() {
    let w = ward();
    let scan = w.nursery.desk.file_in("标签.pdf", LABEL.to_vec());
    let mut order = w.order();
    order["signed"] = json!(false);
    order["files"] = json!([scan]);
    let order = w.nursery.ok("health.authorise_medicine", order);
    assert_eq!((&order["state"], &order["times"]), (&json!("unsigned"), &json!(["11:30", "15:00"])));
    let label = order["files"][0]["sha256"].as_str().unwrap().to_owned();
    assert!(w.doses().is_empty());
    assert!(w.duties(&w.health.clone()).contains(&"health.medicine_unsigned".to_owned()));
    let made = w.nursery.ok("health.print_medicine", json!({ "id": order["id"] }));
    assert_eq!(made["pages"], 1);
    let order = w.nursery.ok("health.sign_medicine", json!({ "id": order["id"] }));
    assert_eq!((&order["state"], &order["signed_on"]), (&json!("running"), &json!("2026-11-23")));
    assert_eq!(w.nursery.refused("health.sign_medicine", json!({ "id": order["id"] })), "medicine_signed");
    let states: Vec<Value> = w.doses().iter().map(|dose| dose["state"].clone()).collect();
    assert_eq!(states, ["ahead", "ahead"]);
    // A second photo stands beside the first.
    let scan = w.nursery.desk.file_in("签字.pdf", b"%PDF-1.7 signed %%EOF".to_vec());
    let order = w.nursery.ok("health.attach_to_medicine", json!({ "id": order["id"], "files": [scan] }));
    assert_eq!(order["files"].as_array().unwrap().len(), 2);
    // The line at the door says it, and the carer who gives it sees the label, but no identity paper.
    w.nursery.sign_in(&w.carer);
    let day = w.nursery.ok("attendance.day", json!({}));
    let hints = day["rows"][0]["hints"].to_string();
    assert!(hints.contains("阿莫西林颗粒 11:30、15:00"), "{hints}");
    assert!(w.nursery.desk.file_out(&format!("paper/{label}")).is_ok());
    assert_eq!(w.nursery.refused("health.authorise_medicine", w.order()), "denied");
}

#[test]
fn a_dose_is_given_by_one_and_witnessed_by_another() {
    let w = ward();
    let order = w.ordered();
    w.at(11, 5);
    assert_eq!(w.doses()[0]["state"], "due");
    assert!(w.duties(&w.carer.clone()).contains(&"health.medicine_due".to_owned()));
    let give = json!({ "infant_id": w.child, "order_id": order["id"], "due": "11:30" });
    let dose = w.nursery.ok("health.give_medicine", give.clone());
    assert_eq!((&dose["unwitnessed"], &dose["dose"], &dose["marks"]), (&json!(true), &json!("1 袋"), &json!([])));
    assert_eq!(w.nursery.refused("health.give_medicine", give), "medicine_recorded");
    // The witness confirms from the own Today; who gave it cannot.
    assert_eq!(w.nursery.ok("second.list", json!({})), json!([]));
    w.nursery.sign_in(&w.carer);
    let waiting = w.nursery.ok("second.list", json!({}));
    assert!(waiting[0]["detail"].as_str().unwrap().contains("阿莫西林颗粒 1 袋"), "{waiting}");
    w.nursery.ok("second.witness", json!({ "id": waiting[0]["id"] }));
    w.nursery.sign_in(&w.health);
    assert_eq!(w.doses()[0]["record"]["witness"], "李老师");
    // The other with the PIN of the second person in the same call.
    w.at(15, 0);
    let people = w.nursery.ok("second.people", json!({ "operation": "health.give_medicine" }));
    assert!(people.to_string().contains("李老师"), "{people}");
    let give = json!({ "infant_id": w.child, "order_id": order["id"], "due": "15:00" });
    let with = |pin: &str, id: &str| {
        w.nursery.envelope(json!({ "operation": "health.give_medicine", "request": give, "request_id": id,
            "second": { "person": w.carer, "pin": pin } }))
    };
    assert_eq!(with("999999", "dose-1")["error"]["code"], "second_refused");
    assert_eq!(w.doses()[1]["state"], "due", "a wrong PIN writes nothing");
    let dose = with(PIN, "dose-2");
    assert_eq!((&dose["ok"]["reply"]["state"], &dose["error"]), (&Value::Null, &Value::Null), "{dose}");
    let second = &w.doses()[1];
    assert_eq!((&second["record"]["witness"], &second["record"]["unwitnessed"]), (&json!("李老师"), &json!(false)));
    assert_eq!(w.nursery.ok("second.list", json!({})), json!([]));
}

#[test]
fn what_was_given_anyway_is_written_and_marked() {
    let w = ward();
    let order = w.ordered();
    w.at(12, 20);
    assert_eq!(w.doses()[0]["state"], "overdue");
    let late = json!({ "infant_id": w.child, "order_id": order["id"], "due": "11:30" });
    assert_eq!(w.nursery.refused("health.give_medicine", late.clone()), "medicine_reason");
    let with = |request: &Value, reason: &str| {
        let mut request = request.clone();
        request["reason"] = json!(reason);
        w.nursery.ok("health.give_medicine", request)
    };
    assert_eq!(with(&late, "午睡晚起")["marks"], json!(["late"]));
    // Once more, by mistake: it is a fact.
    let twice = json!({ "infant_id": w.child, "order_id": order["id"] });
    assert_eq!(with(&twice, "交接不清，重复喂药")["marks"], json!(["unplanned"]));
    // Nobody ordered this.
    let strange = json!({ "infant_id": w.child, "drug": "布洛芬混悬液", "dose": "4 ml" });
    assert_eq!(with(&strange, "39.1 ℃，母亲电话要求")["marks"], json!(["no_order"]));
    let nameless = json!({ "infant_id": w.child, "reason": "？" });
    assert_eq!(w.nursery.refused("health.give_medicine", nameless), "medicine_what");
    let director = w.nursery.director.clone();
    assert!(w.duties(&director).contains(&"health.medicine_marked".to_owned()));
    // After the last day of the order, and past the day on the label.
    w.nursery.clock.set(w.nursery.clock_ms() + 3 * DAY);
    w.nursery.ok("attendance.arrive", json!({ "infant_id": w.child }));
    assert!(w.doses().is_empty(), "nothing is due after the last day");
    let over = json!({ "infant_id": w.child, "order_id": order["id"], "due": "11:30" });
    assert_eq!(with(&over, "家长说再喂一天")["marks"], json!(["no_order", "late"]));
    let history = w.nursery.ok("health.medicine_history", json!({ "infant_id": w.child }));
    assert_eq!((history["orders"].as_array().unwrap().len(), history["doses"].as_array().unwrap().len()), (1, 4));
}

#[test]
fn refused_missed_taken_back_and_given_back() {
    let w = ward();
    let order = w.ordered();
    w.at(11, 30);
    let skip = |outcome: &str, reason: &str, due: &str| json!({ "infant_id": w.child, "order_id": order["id"], "due": due, "outcome": outcome, "reason": reason });
    assert_eq!(w.nursery.refused("health.skip_medicine", skip("refused", " ", "11:30")), "medicine_reason");
    assert_eq!(w.nursery.refused("health.skip_medicine", skip("given", "喂了", "11:30")), "medicine_reason");
    assert_eq!(w.nursery.refused("health.skip_medicine", skip("missed", "忘了", "12:00")), "medicine_no_such_dose");
    let refused = w.nursery.ok("health.skip_medicine", skip("refused", "吐出", "11:30"));
    assert_eq!(w.nursery.refused("health.withdraw_medicine", json!({ "id": order["id"] })), "medicine_has_doses");
    w.nursery.ok("undo", json!({}));
    assert_eq!(w.doses()[0]["state"], "due");
    let given =
        w.nursery.ok("health.give_medicine", json!({ "infant_id": w.child, "order_id": order["id"], "due": "11:30" }));
    w.nursery.ok("health.withdraw_dose", json!({ "id": given["id"] }));
    w.nursery.sign_in(&w.carer);
    assert_eq!(w.nursery.ok("second.list", json!({})), json!([]), "nothing is left to witness");
    w.nursery.sign_in(&w.health);
    let gone = json!({ "id": refused["id"] });
    assert_eq!(w.nursery.refused("health.withdraw_dose", gone), "not_found");
    // Who was collected without the dose of 15:00 is over its time until somebody says why.
    w.nursery.clock.set(crate::nursery::MONDAY + 5 * 60 * MINUTE);
    w.nursery.ok("attendance.depart", json!({ "infant_id": w.child }));
    assert_eq!(w.doses()[1]["state"], "away");
    w.at(15, 31);
    assert_eq!(w.doses()[1]["state"], "overdue");
    w.nursery.ok("health.skip_medicine", skip("missed", "14:00 已接走，药交家长", "15:00"));
    assert_eq!(
        w.nursery.refused("health.return_medicine", json!({ "id": order["id"], "returned": "", "to": "母亲" })),
        "medicine_returned"
    );
    let back = w.nursery.ok("health.return_medicine", json!({ "id": order["id"], "returned": "7 袋", "to": "陈妈妈" }));
    assert_eq!((&back["state"], &back["returned"]["returned"]), (&json!("over"), &json!("7 袋")));
    assert_eq!(
        w.nursery.refused("health.end_medicine", json!({ "id": order["id"], "reason": "好了" })),
        "medicine_ended"
    );
    w.nursery.ok("undo", json!({}));
    let orders = w.nursery.ok("health.medicines", json!({}))["orders"].clone();
    assert_eq!((&orders[0]["returned"], &orders[0]["to_return"]), (&Value::Null, &json!(true)));
    assert!(w.duties(&w.health.clone()).contains(&"health.medicine_return".to_owned()));
    assert_eq!(w.nursery.refused("health.withdraw_return", json!({ "id": order["id"] })), "not_found");
}

#[test]
fn an_order_ends_or_is_taken_back() {
    let w = ward();
    let order = w.ordered();
    assert_eq!(w.nursery.refused("health.end_medicine", json!({ "id": order["id"], "reason": "" })), "medicine_reason");
    let ended = w.nursery.ok("health.end_medicine", json!({ "id": order["id"], "reason": "医生停药" }));
    assert_eq!((&ended["state"], &ended["ended_for"]), (&json!("over"), &json!("医生停药")));
    assert!(w.doses().is_empty());
    let other = w.ordered();
    w.nursery.ok("health.withdraw_medicine", json!({ "id": other["id"] }));
    let history = w.nursery.ok("health.medicine_history", json!({ "infant_id": w.child }));
    assert_eq!(history["orders"].as_array().unwrap().len(), 1);
    assert_eq!(w.nursery.refused("health.withdraw_medicine", json!({ "id": other["id"] })), "not_found");
}

#[test]
fn the_sheet_of_the_day_says_what_is_missing() {
    let (nursery, class) = a_day();
    let sheet = nursery.ok("registers.show", json!({ "key": "medicine", "on": "2026-11-23", "class_id": class }));
    let rows = sheet["rows"].as_array().unwrap();
    let cells: Vec<(&str, &str, &str)> =
        rows.iter().map(|row| (row[6].as_str().unwrap(), row[7].as_str().unwrap(), row[8].as_str().unwrap())).collect();
    assert_eq!(cells, [("11:35", "周医生", "李老师"), ("12:10", "周医生", ""), ("拒服", "周医生", "")]);
    assert!(rows[1][9].as_str().unwrap().starts_with("没有有效委托"), "{}", rows[1][9]);
    assert_eq!(sheet["marks"], json!([]));
    // The next day nothing was given: from its time on the cells are missing.
    nursery.clock.set(crate::nursery::MONDAY + DAY + 3 * 60 * MINUTE);
    let infant = nursery.ok("attendance.day", json!({}))["rows"][0]["infant_id"].clone();
    nursery.ok("attendance.arrive", json!({ "infant_id": infant }));
    nursery.clock.set(crate::nursery::MONDAY + DAY + 5 * 60 * MINUTE);
    let sheet = nursery.ok("registers.show", json!({ "key": "medicine", "on": "2026-11-24", "class_id": class }));
    let missing = sheet["marks"].as_array().unwrap().iter().filter(|mark| mark["mark"] == "missing").count();
    assert_eq!((sheet["rows"].as_array().unwrap().len(), missing), (2, 2), "time and giver of 11:30");
}
