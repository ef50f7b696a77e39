//! The day of the children through the contract: who comes, who is checked, who is away, who goes home with whom.

use serde_json::{Value, json};

use crate::nursery::{DAY, Nursery};

const MINUTE: i64 = 60_000;
const CLASS: &str = "托小班";

struct Morning {
    nursery: Nursery,
    children: Vec<String>,
}

/// Three children in one class since September; it is Monday, 09:00.
fn morning() -> Morning {
    let nursery = Nursery::set_up();
    let names = [("陈思远", "2025-07-19"), ("黄思远", "2025-08-02"), ("赵欣怡", "2025-03-01")];
    let children = names.iter().map(|(name, birth)| nursery.enrolled(name, birth, CLASS, "2026-09-01")).collect();
    Morning { nursery, children }
}

impl Morning {
    fn row(&self, at: usize) -> Value {
        self.row_of(at, json!({}))
    }

    fn row_of(&self, at: usize, q: Value) -> Value {
        let day = self.nursery.ok("attendance.day", q);
        let rows = day["rows"].as_array().unwrap();
        rows.iter().find(|row| row["infant_id"] == self.children[at].as_str()).unwrap().clone()
    }

    fn check(&self, at: usize, more: Value) -> Value {
        let mut request = json!({ "infant_id": self.children[at] });
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.nursery.ok("health.check", request)
    }

    fn guardian(&self, at: usize) -> String {
        self.row(at)["escorts"][0]["id"].as_str().unwrap().to_owned()
    }
}

/// Three days of three children: a sick one that comes back with a certificate, another by hours without fever, leave,
/// late entries, a noon check. Answers the class.
pub fn a_few_days() -> (Nursery, String) {
    let m = morning();
    let class = m.nursery.class(CLASS);
    m.check(0, json!({ "day": "2026-11-20", "temperature": 364 }));
    m.check(0, json!({ "temperature": 381, "symptoms": ["mouth_herpes"], "told": "夜里哭闹，不肯吃" }));
    m.check(1, json!({ "temperature": 378 }));
    m.nursery.ok(
        "attendance.leave",
        json!({ "infant_id": m.children[2], "from": "2026-11-23", "to": "2026-11-24", "cause": "personal", "told_by": "父亲" }),
    );
    for child in &m.children[..2] {
        let of = m.nursery.ok("health.illnesses", json!({ "infant_id": child }));
        m.nursery.ok("health.illness_step", json!({ "id": of[0]["id"], "move": "tell", "with": "母亲" }));
        m.nursery.ok("attendance.depart", json!({ "infant_id": child }));
    }
    m.step_of(
        0,
        json!({ "move": "diagnose", "disease": "hand_foot_mouth", "issuer": "区妇幼保健院", "onset": "2026-11-22" }),
    );
    m.step_of(1, json!({ "move": "diagnose", "disease": "common", "disease_name": "上呼吸道感染", "issuer": "社区卫生服务中心" }));
    m.nursery.clock.set(m.nursery.clock_ms() + 2 * DAY);
    m.step_of(0, json!({ "move": "certificate", "issuer": "区妇幼保健院", "issued_on": "2026-11-25" }));
    m.step_of(1, json!({ "move": "recheck", "fever_free_hours": 30 }));
    m.check(0, json!({ "temperature": 366 }));
    m.check(1, json!({ "temperature": 365 }));
    m.check(2, json!({ "unmeasured": true, "symptoms": ["cough"] }));
    m.check(2, json!({ "period": "noon", "temperature": 367 }));
    m.check(1, json!({ "day": "2026-11-19", "temperature": 366, "late_reason": "纸表补登" }));
    (m.nursery, class)
}

#[test]
fn one_act_records_arrival_escort_check_and_card() {
    let m = morning();
    assert_eq!(m.row(0)["state"], "to_trace", "09:00 is the hour of tracing");
    let row = m.check(0, json!({ "temperature": 365 }));
    assert_eq!(row["state"], "checked");
    assert_eq!(row["place"], "class");
    assert_eq!(row["arrival"]["escort"]["relation"], "母亲");
    assert_eq!(row["check"]["card"], "green");
    assert_eq!(row["check"]["disposition"], "class");
    assert_eq!(row["check"]["touched"], true);
    let hints: Vec<&str> = row["hints"].as_array().unwrap().iter().map(|h| h["kind"].as_str().unwrap()).collect();
    assert_eq!(hints, ["same_name"], "陈思远 beside 黄思远");
    let day = m.nursery.ok("attendance.day", json!({}));
    let class = day["classes"].as_array().unwrap().iter().find(|class| class["name"] == CLASS).unwrap();
    assert_eq!((&class["expected"], &class["checked"], &class["not_arrived"]), (&json!(3), &json!(1), &json!(2)));
}

#[test]
fn a_fever_waits_for_the_second_reading_in_the_observation_room() {
    let m = morning();
    let row = m.check(0, json!({ "temperature": 378 }));
    assert_eq!((&row["state"], &row["place"]), (&json!("retake"), &json!("observation_room")));
    let due = row["check"]["retake_due"].as_i64().unwrap();
    assert_eq!(due, m.nursery.clock_ms() + 10 * MINUTE);
    // Bulk confirmation leaves it and those who have not come alone.
    let confirmed = m.nursery.ok("health.confirm", json!({}));
    assert_eq!(confirmed["confirmed"], 0);
    m.nursery.clock.set(m.nursery.clock_ms() + 11 * MINUTE);
    assert!(m.duties().contains(&"attendance.retake".to_owned()));
    let row = m.nursery.ok("health.retake", json!({ "infant_id": m.children[0], "temperature": 369 }));
    assert_eq!((&row["check"]["temperature"], &row["check"]["again"]), (&json!(378), &json!(369)));
    assert_eq!((&row["state"], &row["place"]), (&json!("checked"), &json!("class")));
    assert_eq!((&row["check"]["disposition"], &row["check"]["card"]), (&json!("observe"), &json!("yellow")));
    assert_eq!(
        m.nursery.refused("health.retake", json!({ "infant_id": m.children[1], "temperature": 369 })),
        "check_no_reading"
    );
}

impl Morning {
    /// What is open for a health worker.
    fn duties(&self) -> Vec<String> {
        let name = format!("周医生{}", self.nursery.clock_ms());
        let health = self.nursery.person(&name, "health_worker", None);
        self.nursery.sign_in(&health);
        let today = self.nursery.ok("today.duties", json!({}));
        self.nursery.sign_in(&self.nursery.director);
        today["items"].as_array().unwrap().iter().map(|item| item["duty"].as_str().unwrap().to_owned()).collect()
    }
}

#[test]
fn wrong_digits_are_asked_again_and_write_nothing() {
    let m = morning();
    for tenths in [36, 299, 451, 3650] {
        let error =
            m.nursery.call("health.check", json!({ "infant_id": m.children[0], "temperature": tenths })).unwrap_err();
        assert_eq!((&error["code"], &error["field"]), (&json!("check_digits"), &json!("temperature")), "{tenths}");
    }
    assert_eq!(m.row(0)["check"], Value::Null);
    assert_eq!(m.row(0)["arrival"], Value::Null);
}

#[test]
fn confirming_together_touches_only_who_arrived_and_is_told_apart() {
    let m = morning();
    m.nursery.ok("attendance.arrive", json!({ "infant_id": m.children[0] }));
    assert!(m.duties().contains(&"attendance.unchecked".to_owned()));
    m.check(1, json!({ "temperature": 366 }));
    let confirmed = m.nursery.ok("health.confirm", json!({ "class_id": m.nursery.class(CLASS) }));
    assert_eq!((&confirmed["confirmed"], &confirmed["infants"]), (&json!(1), &json!([m.children[0]])));
    let row = m.row(0);
    assert_eq!(
        (&row["state"], &row["check"]["touched"], &row["check"]["unmeasured"]),
        (&json!("checked"), &json!(false), &json!(true))
    );
    assert_eq!(m.row(2)["check"], Value::Null);
    let shares = m.nursery.ok("health.shares", json!({ "from": "2026-11-23", "to": "2026-11-23" }));
    assert_eq!(shares[0]["share"], json!({ "checks": 2, "touched": 1 }));
    let past = m.nursery.ok("health.history", json!({ "infant_id": m.children[1] }));
    assert_eq!((&past[0]["day"], &past[0]["check"]["temperature"]), (&json!("2026-11-23"), &json!(366)));
    let before = json!({ "infant_id": m.children[1], "before": "2026-11-23" });
    assert_eq!(m.nursery.ok("health.history", before), json!([]));
    // Looked at afterwards, it counts as looked at.
    let row = m.check(0, json!({ "temperature": 364 }));
    assert_eq!((&row["check"]["touched"], &row["check"]["temperature"]), (&json!(true), &json!(364)));
}

#[test]
fn what_another_person_wrote_is_amended_with_a_reason_and_keeps_the_earlier_value() {
    let m = morning();
    m.check(0, json!({ "temperature": 365 }));
    let health = m.nursery.person("周医生", "health_worker", None);
    m.nursery.sign_in(&health);
    // What was empty is filled in, what stands is not changed without a reason.
    m.check(0, json!({ "told": "夜里咳了两声" }));
    let request = json!({ "infant_id": m.children[0], "temperature": 366 });
    assert_eq!(m.nursery.refused("health.check", request.clone()), "check_reason");
    let row = m.check(0, json!({ "temperature": 366, "reason": "看错体温计" }));
    assert_eq!((&row["check"]["temperature"], &row["check"]["told"]), (&json!(366), &json!("夜里咳了两声")));
    let before: String = m
        .nursery
        .desk
        .store()
        .unwrap()
        .read(|conn| {
            Ok::<_, store::Error>(conn.query_row(
                "SELECT before FROM amendment WHERE table_name = 'health_check' AND field = 'temperature'",
                [],
                |r| r.get(0),
            )?)
        })
        .unwrap();
    assert_eq!(before, "365");
}

#[test]
fn a_change_is_taken_back_with_everything_that_came_with_it() {
    let m = morning();
    m.check(0, json!({ "temperature": 381 }));
    m.nursery.ok("undo", json!({}));
    let row = m.row(0);
    assert_eq!((&row["check"], &row["arrival"], &row["place"]), (&Value::Null, &Value::Null, &Value::Null));
    m.check(0, json!({ "temperature": 365 }));
    let row = m.check(0, json!({ "symptoms": ["rash"], "temperature": 370 }));
    assert_eq!(row["place"], "observation_room");
    m.nursery.ok("undo", json!({}));
    let row = m.row(0);
    assert_eq!((&row["check"]["temperature"], &row["check"]["symptoms"]), (&json!(365), &json!([])));
    assert_eq!((&row["place"], &row["state"]), (&json!("class"), &json!("checked")));
    // An hour later nothing is put back without a word.
    m.nursery.clock.set(m.nursery.clock_ms() + 61 * MINUTE);
    let check = m.row(0)["check"]["id"].clone();
    let values = json!({ "temperature": 371, "unmeasured": false, "again": null, "again_at": null, "symptoms": [], "told": "",
        "found": "", "disposition": "class", "card": "green", "note": "", "touched": true });
    let put_back = json!({ "id": check, "values": values, "movements": [], "illnesses": [] });
    assert_eq!(m.nursery.refused("health.put_back", put_back), "check_reason");
    assert_eq!(m.nursery.refused("health.withdraw", json!({ "checks": [check] })), "amend_reason");
    m.nursery.ok("health.withdraw", json!({ "checks": [check], "reason": "登记到别人名下" }));
    assert_eq!(m.row(0)["state"], "unchecked");
}

#[test]
fn the_noon_check_needs_an_arrival_and_stands_beside_the_morning() {
    let m = morning();
    let noon = json!({ "infant_id": m.children[0], "period": "noon", "temperature": 367 });
    assert_eq!(m.nursery.refused("health.check", noon.clone()), "check_absent");
    m.check(0, json!({ "temperature": 365 }));
    let row = m.nursery.ok("health.check", noon);
    assert_eq!(row["check"]["temperature"], 367);
    assert_eq!(m.row(0)["check"]["temperature"], 365);
    let sheet = m.nursery.ok("registers.show", json!({ "key": "health_checks", "on": "2026-11-23" }));
    let rows = sheet["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(
        (&rows[0][3], &rows[0][5], &rows[1][3], &rows[1][5]),
        (&json!("晨检"), &json!("36.5"), &json!("午检"), &json!("36.7"))
    );
}

#[test]
fn yesterday_is_transcribed_until_the_cut_off_and_late_after_it() {
    let m = morning();
    // Friday, typed on Monday at 09:00: before the cut-off of the next working day.
    let row = m.check(0, json!({ "day": "2026-11-20", "temperature": 365 }));
    assert_eq!(row["check"]["entry"], "transcribed");
    m.nursery.clock.set(m.nursery.clock_ms() + 2 * 60 * MINUTE);
    let late = json!({ "infant_id": m.children[1], "day": "2026-11-20", "temperature": 364 });
    assert_eq!(m.nursery.refused("health.check", late), "late_reason");
    let row = m.check(1, json!({ "day": "2026-11-20", "temperature": 364, "late_reason": "纸表周一才交" }));
    assert_eq!(row["check"]["entry"], "late");
    let sheet = m.nursery.ok("registers.show", json!({ "key": "health_checks", "on": "2026-11-20" }));
    assert_eq!(sheet["marks"].as_array().unwrap().iter().filter(|mark| mark["mark"] == "late").count(), 1);
    assert!(sheet["foot"].as_str().unwrap().contains("补录 1 / 2"), "{}", sheet["foot"]);
    let tomorrow = json!({ "infant_id": m.children[1], "at": m.nursery.clock_ms() + DAY, "temperature": 364 });
    assert_eq!(m.nursery.refused("health.check", tomorrow), "future");
}

#[test]
fn leave_absence_and_tracing() {
    let m = morning();
    let sick = json!({ "infant_id": m.children[0], "from": "2026-11-23", "to": "2026-11-25", "cause": "sick" });
    assert_eq!(m.nursery.refused("attendance.leave", sick.clone()), "attendance_disease");
    let mut told = sick;
    told["disease"] = json!("支气管炎");
    told["told_by"] = json!("母亲");
    let row = m.nursery.ok("attendance.leave", told);
    assert_eq!((&row["state"], &row["leave"]["disease"]), (&json!("on_leave"), &json!("支气管炎")));
    let backwards =
        json!({ "infant_id": m.children[1], "from": "2026-11-25", "to": "2026-11-23", "cause": "personal" });
    assert_eq!(m.nursery.refused("attendance.leave", backwards), "attendance_days");
    let ever = json!({ "infant_id": m.children[1], "from": "2026-11-25", "to": "2027-03-23", "cause": "personal" });
    assert_eq!(m.nursery.refused("attendance.leave", ever), "attendance_too_long");

    let row = m.nursery.ok("attendance.absent", json!({ "infant_id": m.children[1] }));
    assert_eq!((&row["state"], &row["leave"]["cause"]), (&json!("to_trace"), &json!("unknown")));
    assert!(m.duties().contains(&"attendance.to_trace".to_owned()));
    let nobody = json!({ "infant_id": m.children[1], "spoke_with": "母亲", "phone": "19900010001", "answered": false });
    let row = m.nursery.ok("attendance.trace", nobody);
    assert_eq!((&row["state"], &row["traced"]["answered"]), (&json!("to_trace"), &json!(false)));
    let row = m.nursery.ok(
        "attendance.trace",
        json!({ "infant_id": m.children[1], "spoke_with": "父亲", "phone": "19900010002",
        "answered": true, "cause": "personal", "until": "2026-11-24", "note": "回老家" }),
    );
    assert_eq!((&row["state"], &row["leave"]["to"]), (&json!("on_leave"), &json!("2026-11-24")));
    // It comes after all: what is known of the leave stays, the day says that it came.
    let row = m.check(1, json!({ "temperature": 366 }));
    assert_eq!(row["state"], "checked");
    assert_eq!(m.nursery.refused("attendance.absent", json!({ "infant_id": m.children[1] })), "attendance_came");
    let leave = m.row(0)["leave"]["id"].clone();
    let row = m.nursery.ok("attendance.withdraw_leave", json!({ "id": leave }));
    assert_eq!(row["state"], "to_trace");
    // The first suspicion ends with the arrival.
    m.nursery.ok("attendance.absent", json!({ "infant_id": m.children[2] }));
    // However the arrival is written.
    let row = m.nursery.ok("attendance.arrive", json!({ "infant_id": m.children[2] }));
    assert_eq!((&row["leave"], &row["state"]), (&Value::Null, &json!("unchecked")));
    assert_eq!(m.check(2, json!({ "unmeasured": true }))["leave"], Value::Null);
}

#[test]
fn nobody_is_traced_on_a_day_without_care() {
    let m = morning();
    let states = |q: Value| -> Vec<String> {
        let day = m.nursery.ok("attendance.day", q);
        day["rows"].as_array().unwrap().iter().map(|row| row["state"].as_str().unwrap().to_owned()).collect()
    };
    let day = m.nursery.ok("attendance.day", json!({ "day": "2026-11-22" }));
    assert_eq!(day["open"], false, "a Sunday");
    assert_eq!(states(json!({ "day": "2026-11-22" })), ["not_arrived"; 3]);
    assert_eq!(states(json!({ "day": "2026-11-20" })), ["to_trace"; 3]);
    // One class is closed: its own children are not traced, the nursery is open.
    let class = m.nursery.class(CLASS);
    let closure =
        json!({ "class_id": class, "from": "2026-11-23", "to": "2026-11-24", "cause": "authority", "reason": "流感" });
    m.nursery.ok("institution.save_closure", closure);
    let day = m.nursery.ok("attendance.day", json!({}));
    let of_class = day["classes"].as_array().unwrap().iter().find(|one| one["class_id"] == class.as_str()).unwrap();
    assert_eq!((&day["open"], &of_class["open"]), (&json!(true), &json!(false)));
    assert_eq!(states(json!({})), ["not_arrived"; 3]);
    // Who comes all the same is written.
    assert_eq!(m.check(0, json!({ "temperature": 365 }))["state"], "checked");
}

#[test]
fn going_home_with_who_may_and_with_who_may_only_once() {
    let m = morning();
    let child = m.children[0].clone();
    let early = json!({ "infant_id": child });
    assert_eq!(m.nursery.refused("attendance.depart", early), "attendance_not_inside");
    let row = m.nursery.ok("attendance.arrive", json!({ "infant_id": child }));
    assert_eq!(m.nursery.refused("attendance.arrive", json!({ "infant_id": child })), "attendance_inside");
    assert_eq!(m.nursery.ok("attendance.inside", json!({}))["rows"].as_array().unwrap().len(), 1);
    m.nursery.clock.set(m.nursery.clock_ms() + 8 * 60 * MINUTE);
    let stranger = json!({ "kind": "other", "id": null, "name": "王先生", "relation": "邻居" });
    let refused = m.nursery.call("attendance.depart", json!({ "infant_id": child, "by": stranger })).unwrap_err();
    assert_eq!(refused["code"], "attendance_not_listed");
    assert!(refused["message"].as_str().unwrap().contains("王先生"));
    // Once: the guardian was called, an adult was seen, and a second person confirms.
    let once = json!({ "infant_id": child, "name": "王先生", "relation": "邻居", "guardian_id": m.guardian(0),
        "answered": "同意由邻居接", "adult_seen": true });
    let carer = m.nursery.person("李老师", "carer", Some(&m.nursery.class(CLASS)));
    assert_eq!(m.nursery.refused("attendance.depart_once", once.clone()), "second_needed");
    let mut unseen = once.clone();
    unseen["adult_seen"] = json!(false);
    let with_second = |request: &Value, id: &str| {
        m.nursery.envelope(json!({ "operation": "attendance.depart_once", "request": request, "request_id": id,
            "second": { "person": carer, "pin": crate::nursery::PIN } }))
    };
    assert_eq!(with_second(&unseen, "once-0")["error"]["code"], "attendance_escort");
    let gone = with_second(&once, "once-1");
    let gone = &gone["ok"]["reply"];
    assert_eq!((&gone["state"], &gone["departure"]["entitled"]), (&json!("gone"), &json!(false)), "{gone}");
    // The whole class with the usual persons.
    let movement = gone["departure"]["id"].clone();
    m.nursery.ok("attendance.withdraw", json!({ "id": movement }));
    let left = m.nursery.ok("attendance.depart_class", json!({ "class_id": m.nursery.class(CLASS), "except": [] }));
    assert_eq!(left["departed"], 1);
    assert_eq!(m.row(0)["departure"]["escort"]["relation"], "母亲");
    let past = json!({ "infant_id": child, "at": row["arrival"]["at"].as_i64().unwrap() - MINUTE });
    m.nursery.ok("attendance.withdraw", json!({ "id": m.row(0)["departure"]["id"] }));
    assert_eq!(m.nursery.refused("attendance.depart", past), "attendance_before_arrival");
    let done = m.nursery.ok("attendance.depart", json!({ "infant_id": child }));
    assert_eq!(done["departure"]["entitled"], true);
}

#[test]
fn who_is_denied_collects_under_no_name_and_a_legal_guardian_only_by_a_paper() {
    let m = morning();
    let (child, guardian) = (m.children[0].clone(), m.guardian(0));
    m.nursery.ok("attendance.arrive", json!({ "infant_id": child }));
    let mother = json!({ "infant_id": child, "guardian_id": guardian, "reason": "法院裁定" });
    assert_eq!(m.nursery.refused("attendance.deny", mother.clone()), "attendance_paper_needed");
    assert_eq!(
        m.nursery.refused("attendance.deny", json!({ "infant_id": child, "name": "", "reason": "x" })),
        "attendance_deny_reason"
    );
    // Somebody who is no guardian needs no paper.
    m.nursery.ok(
        "attendance.deny",
        json!({ "infant_id": child, "name": "赵 某", "relation": "邻居", "reason": "家长书面要求" }),
    );
    let by = json!({ "kind": "other", "id": null, "name": "赵某", "relation": "" });
    assert_eq!(m.nursery.refused("attendance.depart", json!({ "infant_id": child, "by": by })), "attendance_denied");
    let hints = m.row(0)["hints"].clone();
    assert!(hints.as_array().unwrap().iter().any(|hint| hint["kind"] == "denied" && hint["said"] == "赵某"), "{hints}");
    // The mother, by a paper of the court: she is no longer among those who may.
    let paper = m.nursery.ok(
        "papers.save",
        json!({ "kind": "custody_paper", "owner_kind": "infant", "owner_id": child,
        "number": "（2026）豫0105民初1号", "issuer": "区人民法院", "issued_on": "2026-11-20", "files": [] }),
    );
    let mut with_paper = mother;
    with_paper["paper_id"] = paper["id"].clone();
    m.nursery.ok("attendance.deny", with_paper);
    assert_eq!(m.row(0)["escorts"], json!([]));
    let by = json!({ "kind": "guardian", "id": guardian, "name": "", "relation": "" });
    assert_eq!(m.nursery.refused("attendance.depart", json!({ "infant_id": child, "by": by })), "attendance_denied");
    assert_eq!(m.nursery.refused("attendance.depart", json!({ "infant_id": child })), "attendance_escort");
    let list = m.nursery.ok("attendance.denied", json!({ "infant_id": child }));
    assert_eq!(list.as_array().unwrap().len(), 2);
    // It has happened all the same: the fact is written, marked, and the director is told.
    let other = m.guardian(1);
    let carer = m.nursery.person("李老师", "carer", Some(&m.nursery.class(CLASS)));
    m.nursery.ok("attendance.arrive", json!({ "infant_id": m.children[1] }));
    m.nursery.ok("attendance.deny", json!({ "infant_id": m.children[1], "name": "钱某", "reason": "家长书面要求" }));
    let taken = |despite: Value, id: &str| {
        m.nursery.envelope(json!({ "operation": "attendance.depart_once", "request_id": id,
            "request": { "infant_id": m.children[1], "name": "钱某", "relation": "不明", "guardian_id": other,
                "answered": "已告知", "adult_seen": false, "despite": despite },
            "second": { "person": carer, "pin": crate::nursery::PIN } }))
    };
    assert_eq!(taken(Value::Null, "taken-1")["error"]["code"], "attendance_escort");
    let gone = taken(json!("趁放学人多带走，已报警"), "taken-2");
    assert_eq!(gone["ok"]["reply"]["departure"]["entitled"], false, "{gone}");
    let today = m.nursery.ok("today.duties", json!({}));
    let alarm = today["items"].as_array().unwrap().iter().find(|item| item["duty"] == "attendance.denied_collected");
    assert_eq!(alarm.unwrap()["urgency"], "alarm");
    let row = list.as_array().unwrap().iter().find(|one| one["guardian_id"] == guardian.as_str()).unwrap();
    assert_eq!(
        m.nursery.refused("attendance.end_denial", json!({ "id": row["id"], "reason": " " })),
        "attendance_deny_reason"
    );
    m.nursery.ok("attendance.end_denial", json!({ "id": row["id"], "reason": "裁定已撤销" }));
    assert_eq!(m.nursery.ok("attendance.depart", json!({ "infant_id": child }))["state"], "gone");
}

#[test]
fn what_does_not_agree_is_said() {
    let m = morning();
    let of = |at: usize| m.row(at)["mismatch"].clone();
    // 09:00: nobody has come, nobody has said why.
    assert_eq!((of(0), of(1), of(2)), (json!("unexplained"), json!("unexplained"), json!("unexplained")));
    m.nursery.ok("attendance.leave", json!({ "infant_id": m.children[0], "from": "2026-11-23", "cause": "personal" }));
    assert_eq!(of(0), Value::Null);
    m.check(0, json!({ "temperature": 365 }));
    assert_eq!(of(0), json!("came_on_leave"));
    m.nursery.ok("attendance.arrive", json!({ "infant_id": m.children[1] }));
    assert_eq!(of(1), json!("unchecked"));
    m.check(1, json!({ "temperature": 365 }));
    m.check(2, json!({ "temperature": 365 }));
    assert_eq!((of(1), of(2)), (Value::Null, Value::Null));
    let arrival = m.row(2)["arrival"]["id"].clone();
    m.nursery.ok("attendance.withdraw", json!({ "id": arrival }));
    assert_eq!(of(2), json!("checked_not_arrived"));
    // 18:30: still inside, and collected late.
    m.nursery.clock.set(m.nursery.clock_ms() + 570 * MINUTE);
    assert_eq!(of(1), json!("still_inside"));
    assert!(m.duties().contains(&"attendance.still_inside".to_owned()));
    let row = m.nursery.ok("attendance.depart", json!({ "infant_id": m.children[1] }));
    assert_eq!((&row["late_pickup"], &row["mismatch"]), (&json!(true), &Value::Null));
}

#[test]
fn a_carer_sees_the_own_class_and_the_kitchen_sees_no_illness() {
    let m = morning();
    m.check(0, json!({ "temperature": 381, "told": "夜里发热" }));
    m.nursery.ok(
        "attendance.leave",
        json!({ "infant_id": m.children[1], "from": "2026-11-23", "cause": "sick", "disease": "腹泻" }),
    );
    let carer = m.nursery.person("李老师", "carer", Some(&m.nursery.class("托大班")));
    let cook = m.nursery.person("冯师傅", "cook", None);
    m.nursery.sign_in(&carer);
    assert_eq!(m.nursery.ok("attendance.day", json!({}))["rows"], json!([]));
    assert_eq!(
        m.nursery.refused("health.check", json!({ "infant_id": m.children[2], "temperature": 365 })),
        "not_found"
    );
    m.nursery.sign_in(&cook);
    let row = m.row(0);
    assert_eq!(
        (&row["state"], &row["check"]["temperature"], &row["check"]["told"]),
        (&json!("retake"), &Value::Null, &json!(""))
    );
    let row = m.row(1);
    assert_eq!((&row["leave"]["cause"], &row["leave"]["disease"]), (&json!("other"), &json!("")));
    assert_eq!(m.nursery.refused("attendance.arrive", json!({ "infant_id": m.children[2] })), "denied");
    assert_eq!(m.nursery.refused("registers.show", json!({ "key": "health_checks" })), "denied");
}

#[test]
fn the_month_is_the_paper_sheet_and_keeps_who_left() {
    let m = morning();
    let class = m.nursery.class(CLASS);
    for day in ["2026-11-19", "2026-11-20"] {
        m.check(0, json!({ "day": day, "temperature": 365, "late_reason": "补" }));
    }
    m.nursery.ok(
        "attendance.leave",
        json!({ "infant_id": m.children[1], "from": "2026-11-19", "to": "2026-11-20", "cause": "sick",
        "disease": "支气管炎", "late_reason": "补" }),
    );
    m.nursery.ok("infants.leave", json!({ "id": m.children[1], "on": "2026-11-20", "reason": "搬家" }));
    let month = m.nursery.ok("attendance.month", json!({ "class_id": class, "month": "2026-11" }));
    let rows = month["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 3, "who left stays on the sheet");
    let of = |at: usize| rows.iter().find(|row| row["infant_id"] == m.children[at].as_str()).unwrap();
    // Working days from 2 to 23 November 2026: 16.
    assert_eq!((&of(0)["due"], &of(0)["attended"]), (&json!(16), &json!(2)));
    assert_eq!((&of(1)["due"], &of(1)["remark"]), (&json!(15), &json!("19–20日 支气管炎")));
    let statistics = &month["statistics"];
    assert_eq!((&statistics["due"], &statistics["attended"], &statistics["sick"]), (&json!(47), &json!(2), &json!(2)));
    assert_eq!(statistics["rate"], 43);
    let sheet =
        m.nursery.ok("registers.show", json!({ "key": "attendance_month", "on": "2026-11-23", "class_id": class }));
    let line = sheet["rows"].as_array().unwrap().iter().find(|row| row[1] == "黄思远").unwrap();
    assert_eq!((&line[2 + 18], &line[2 + 19], &line[2 + 20]), (&json!("○"), &json!("○"), &json!("")));
    let sums = m.nursery.ok("registers.show", json!({ "key": "attendance_statistics", "on": "2026-11-23" }));
    let whole = sums["rows"].as_array().unwrap().last().unwrap();
    assert_eq!((&whole[0], &whole[1], &whole[3]), (&json!("合计"), &json!("47"), &json!("4.3")));
    // Every sheet is printed.
    for key in ["attendance_month", "attendance_statistics", "health_checks", "inside_now"] {
        let made = m.nursery.ok("registers.print", json!({ "key": key, "on": "2026-11-20" }));
        assert_eq!(made["pages"], 1, "{key}");
    }
}

#[test]
fn a_record_is_not_refused_for_a_year_without_its_calendar() {
    let m = morning();
    let new_year = m.nursery.clock_ms() + 38 * DAY;
    m.nursery.clock.set(new_year);
    assert_eq!(m.check(0, json!({ "temperature": 365 }))["check"]["entry"], "live");
    let row = m.check(1, json!({ "day": "2026-12-30", "temperature": 365 }));
    assert_eq!(row["check"]["entry"], "transcribed");
}

impl Morning {
    fn step_of(&self, at: usize, more: Value) -> Value {
        let of = self.nursery.ok("health.illnesses", json!({ "infant_id": self.children[at] }));
        let mut request = json!({ "id": of[0]["id"] });
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.nursery.ok("health.illness_step", request)
    }

    fn illness(&self) -> Value {
        self.nursery.ok("health.illnesses", json!({ "since": "2026-11-01" }))[0].clone()
    }

    fn step(&self, more: Value) -> Value {
        let mut request = json!({ "id": self.illness()["id"] });
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.nursery.ok("health.illness_step", request)
    }

    fn step_refused(&self, more: Value) -> String {
        let mut request = json!({ "id": self.illness()["id"] });
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.nursery.refused("health.illness_step", request)
    }
}

#[test]
fn after_an_infectious_illness_only_a_certificate_lets_the_child_into_its_class() {
    let m = morning();
    m.check(0, json!({ "temperature": 381, "symptoms": ["mouth_herpes"] }));
    let illness = m.illness();
    assert_eq!((&illness["state"], &illness["found"]), (&json!("found"), &json!("发热 38.1 ℃、口腔疱疹")));
    assert!(m.duties().contains(&"health.tell_guardian".to_owned()));
    assert_eq!(m.step_refused(json!({ "move": "tell" })), "illness_told");
    m.step(json!({ "move": "tell", "with": "母亲", "phone": "19900010001" }));
    assert!(!m.duties().contains(&"health.tell_guardian".to_owned()));
    m.nursery.ok("attendance.depart", json!({ "infant_id": m.children[0] }));
    assert_eq!(m.illness()["state"], "home");
    assert_eq!(m.step_refused(json!({ "move": "diagnose", "disease": "common" })), "illness_diagnosis");
    let known = m.step(
        json!({ "move": "diagnose", "disease": "hand_foot_mouth", "issuer": "区妇幼保健院", "onset": "2026-11-22" }),
    );
    assert_eq!((&known["certificate_needed"], &known["stay_away"]), (&json!(true), &json!("症状消失后满 1 周")));

    // Two days later, without the certificate: presence is written, 入班 is withheld.
    m.nursery.clock.set(m.nursery.clock_ms() + 2 * DAY);
    let row = m.check(0, json!({ "temperature": 366 }));
    assert_eq!((&row["place"], &row["withheld"]), (&json!("observation_room"), &json!(true)));
    assert_eq!(row["check"]["disposition"], "isolate");
    let class = json!({ "infant_id": m.children[0], "disposition": "class" });
    let refused = m.nursery.call("health.check", class.clone()).unwrap_err();
    assert_eq!(refused["code"], "check_withheld");
    assert!(refused["message"].as_str().unwrap().contains("健康证明"));
    assert_eq!(m.step_refused(json!({ "move": "recheck", "fever_free_hours": 48 })), "illness_certificate_needed");
    assert_eq!(m.step_refused(json!({ "move": "certificate", "issuer": "区妇幼保健院" })), "illness_certificate");

    // With it.
    m.step(json!({ "move": "ask_return", "with": "母亲" }));
    assert!(m.duties().contains(&"health.return_asked".to_owned()));
    let cleared = m.step(
        json!({ "move": "certificate", "issuer": "区妇幼保健院", "issued_on": "2026-11-25", "number": "复0012" }),
    );
    assert_eq!(cleared["state"], "cleared");
    let row = m.nursery.ok("health.check", class);
    assert_eq!((&row["place"], &row["withheld"]), (&json!("class"), &json!(false)));
    assert_eq!(m.illness()["state"], "closed");
    let steps: Vec<String> =
        m.illness()["steps"].as_array().unwrap().iter().map(|step| step["move"].as_str().unwrap().to_owned()).collect();
    assert_eq!(steps, ["find", "tell", "leave", "diagnose", "ask_return", "certificate", "return"]);
    let sheet = m.nursery.ok("registers.show", json!({ "key": "infectious_diseases", "on": "2026-11-23" }));
    let line = &sheet["rows"][0];
    assert_eq!(
        (&line[4], &line[6], &line[16], &line[18]),
        (&json!("2026-11-22"), &json!("√"), &json!("2026-11-23"), &json!("2026-11-25"))
    );
    assert_eq!(line[17], "告知家长、离园就医、凭证明返园");
}

#[test]
fn a_common_illness_returns_by_hours_without_fever_and_a_slip_opens_no_case() {
    let m = morning();
    m.check(0, json!({ "temperature": 379 }));
    m.step(json!({ "move": "tell", "with": "父亲" }));
    m.nursery.ok("attendance.depart", json!({ "infant_id": m.children[0] }));
    m.step(json!({ "move": "diagnose", "disease": "common", "disease_name": "上呼吸道感染" }));
    assert_eq!(m.step_refused(json!({ "move": "recheck", "fever_free_hours": 12 })), "illness_fever_free");
    m.nursery.clock.set(m.nursery.clock_ms() + DAY);
    // A carer at the door lets it in; the decision is the health worker's.
    let carer = m.nursery.person("李老师", "carer", Some(&m.nursery.class(CLASS)));
    m.nursery.sign_in(&carer);
    assert_eq!(m.step_refused(json!({ "move": "recheck", "fever_free_hours": 30 })), "denied");
    m.nursery.sign_in(&m.nursery.director);
    m.step(json!({ "move": "recheck", "fever_free_hours": 30 }));
    m.nursery.sign_in(&carer);
    let row = m.check(0, json!({ "temperature": 366 }));
    m.nursery.sign_in(&m.nursery.director);
    assert_eq!((&row["place"], &row["state"]), (&json!("class"), &json!("checked")));
    assert_eq!(m.illness()["state"], "closed");
    let sheet = m.nursery.ok("registers.show", json!({ "key": "common_diseases", "on": "2026-11-23" }));
    assert_eq!((&sheet["rows"][0][4], &sheet["rows"][0][7]), (&json!("上呼吸道感染"), &json!("已结案")));
    // A digit typed wrong and taken back leaves no case; a normal second reading closes the case of that day.
    m.check(1, json!({ "temperature": 391 }));
    m.nursery.ok("undo", json!({}));
    assert_eq!(
        m.nursery.ok("health.illnesses", json!({ "infant_id": m.children[1], "since": "2026-11-01" })),
        json!([])
    );
    m.check(2, json!({ "temperature": 375 }));
    m.nursery.ok("health.retake", json!({ "infant_id": m.children[2], "temperature": 367 }));
    let closed = m.nursery.ok("health.illnesses", json!({ "infant_id": m.children[2], "since": "2026-11-01" }));
    assert_eq!(closed[0]["state"], "closed");
}
