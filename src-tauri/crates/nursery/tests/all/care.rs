//! What a child ate, drank, slept and did, through the contract; nap rounds, exercise, the daily card, messages.

use serde_json::{Value, json};

use crate::nursery::{MONDAY, Nursery};

const MINUTE: i64 = 60_000;
const CLASS: &str = "托小班";

pub struct Room {
    pub nursery: Nursery,
    children: Vec<String>,
    carer: String,
}

/// Three children of a class inside; its carer signed in.
fn room() -> Room {
    let nursery = Nursery::set_up();
    let names = [("陈思远", "2025-07-19"), ("赵欣怡", "2025-03-01"), ("钱多多", "2025-05-05")];
    let children: Vec<String> =
        names.iter().map(|(name, birth)| nursery.enrolled(name, birth, CLASS, "2026-09-01")).collect();
    let carer = nursery.person("李老师", "carer", Some(&nursery.class(CLASS)));
    nursery.sign_in(&carer);
    for child in &children {
        nursery.ok("attendance.arrive", json!({ "infant_id": child }));
    }
    Room { nursery, children, carer }
}

impl Room {
    fn at(&self, hour: i64, minute: i64) -> i64 {
        let at = MONDAY + ((hour - 9) * 60 + minute) * MINUTE;
        self.nursery.clock.set(at);
        at
    }

    fn record(&self, kind: &str, more: Value) -> Value {
        let mut request = json!({ "infants": self.children, "kind": kind });
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.nursery.ok("care.record", request)
    }

    fn refused(&self, kind: &str, more: Value) -> String {
        let mut request = json!({ "infants": self.children, "kind": kind });
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.nursery.refused("care.record", request)
    }

    fn line(&self, at: usize) -> Value {
        self.nursery.ok("care.day", json!({}))["rows"][at].clone()
    }

    fn duties(&self) -> Vec<String> {
        let today = self.nursery.ok("today.duties", json!({}));
        today["items"].as_array().unwrap().iter().map(|item| item["duty"].as_str().unwrap().to_owned()).collect()
    }
}

/// A day of a class; answers the class and the first child.
pub fn a_day() -> (Nursery, String, String) {
    let r = room();
    r.at(9, 30);
    r.record("water", json!({ "amount": 60 }));
    r.record("mood", json!({ "choice": "happy" }));
    r.nursery
        .ok("care.record", json!({ "infants": [r.children[0]], "kind": "milk", "choice": "formula", "amount": 150 }));
    r.at(9, 40);
    r.record("outdoor", json!({}));
    r.at(10, 50);
    r.nursery.ok("care.end", json!({ "infants": r.children, "kind": "outdoor" }));
    r.record("activity", json!({ "choice": "motor", "text": "跨小河" }));
    r.at(11, 20);
    r.record("meal", json!({ "choice": "most", "text": "软饭、肉末豆腐" }));
    r.at(11, 40);
    r.nursery.ok("care.record", json!({ "infants": r.children[..2], "kind": "diaper", "choice": "wet" }));
    r.at(12, 0);
    r.record("sleep", json!({}));
    r.at(14, 10);
    r.nursery.ok("care.end", json!({ "infants": r.children, "kind": "sleep" }));
    r.at(14, 30);
    r.nursery.ok("care.record", json!({ "infants": [r.children[0]], "kind": "note", "text": "第一次自己收好了玩具" }));
    let class = r.nursery.class(CLASS);
    (r.nursery, class, r.children[0].clone())
}

#[test]
fn a_group_is_entered_in_one_submit_and_taken_back_together() {
    let r = room();
    let made = r.record("water", json!({ "amount": 60 }));
    assert_eq!(made["children"], 3);
    r.record("water", json!({ "amount": 80 }));
    assert_eq!((&r.line(2)["totals"]["water"], &r.line(2)["entries"][0]["by"]), (&json!(140), &json!("李老师")));
    r.nursery.ok("undo", json!({}));
    assert_eq!(r.line(2)["totals"]["water"], 60);
    let id = r.line(0)["entries"][0]["id"].clone();
    r.nursery.ok("care.correct", json!({ "id": id, "amount": 90 }));
    assert_eq!(r.line(0)["totals"]["water"], 90);
    r.nursery.sign_in(&r.nursery.director.clone());
    assert_eq!(r.nursery.refused("care.correct", json!({ "id": id, "amount": 70 })), "amend_reason");
    r.nursery.ok("care.correct", json!({ "id": id, "amount": 70, "reason": "看错刻度" }));
    assert_eq!(r.line(0)["totals"]["water"], 70);
    r.nursery.ok("care.withdraw", json!({ "id": id }));
    assert_eq!((&r.line(0)["entries"], &r.line(1)["totals"]["water"]), (&json!([]), &json!(60)));
    assert_eq!(r.nursery.refused("care.withdraw", json!({ "id": id })), "not_found");
}

#[test]
fn what_cannot_be_is_refused() {
    let r = room();
    for (kind, more, code) in [
        ("water", json!({ "infants": [] }), "care_nobody"),
        ("water", json!({}), "care_nothing"),
        ("water", json!({ "amount": 1500 }), "care_amount"),
        ("meal", json!({ "amount": 50 }), "care_amount"),
        ("meal", json!({ "choice": "wet" }), "care_choice"),
        ("note", json!({ "text": "  " }), "care_nothing"),
        ("sleep", json!({ "until": MONDAY + 60 * MINUTE }), "care_until"),
        ("outdoor", json!({ "at": MONDAY - MINUTE, "until": MONDAY - 2 * MINUTE }), "care_until"),
        ("outdoor", json!({ "at": MONDAY + MINUTE }), "future"),
    ] {
        assert_eq!(r.refused(kind, more.clone()), code, "{kind} {more}");
    }
    // Children of another class are not this carer's.
    r.nursery.sign_in(&r.nursery.director.clone());
    let other = r.nursery.enrolled("孙小圣", "2024-06-03", "托大班", "2026-09-01");
    r.nursery.sign_in(&r.carer);
    assert_eq!(r.refused("mood", json!({ "infants": [other], "choice": "calm" })), "not_found");
    assert_eq!(r.line(0)["entries"], json!([]));
}

#[test]
fn nap_rounds_are_one_key_for_all_and_gaps_stay_visible() {
    let r = room();
    let class = r.nursery.class(CLASS);
    let naps = || r.nursery.ok("care.naps", json!({ "class_id": class }))["rooms"][0].clone();
    assert_eq!(r.nursery.refused("care.nap_round", json!({ "class_id": class, "found": [] })), "care_nothing_lasts");
    let noon = r.at(12, 0);
    assert_eq!(r.record("sleep", json!({}))["children"], 3);
    assert_eq!(r.refused("sleep", json!({})), "care_already");
    assert_eq!((naps()["due"].as_i64().unwrap(), &naps()["asleep"]), (noon + 15 * MINUTE, &json!(r.children)));
    r.at(12, 14);
    assert!(!r.duties().contains(&"care.nap_round".to_owned()));
    r.at(12, 15);
    assert!(r.duties().contains(&"care.nap_round".to_owned()));
    let found = json!([{ "infant_id": r.children[1], "choice": "on_back", "text": "" }]);
    let room = r.nursery.ok("care.nap_round", json!({ "class_id": class, "found": found }));
    assert_eq!((room["rounds"][0]["asleep"].as_array().unwrap().len(), &room["gaps"]), (3, &json!([])));
    assert_eq!(room["due"], noon + 30 * MINUTE);
    let wrong = json!([{ "infant_id": r.children[1], "choice": "wet", "text": "" }]);
    assert_eq!(r.nursery.refused("care.nap_round", json!({ "class_id": class, "found": wrong })), "care_choice");
    // One wakes early, the others sleep on; nobody looks for forty minutes.
    r.at(12, 40);
    r.nursery.ok("care.end", json!({ "infants": [r.children[0]], "kind": "sleep" }));
    r.at(12, 55);
    let room = r.nursery.ok("care.nap_round", json!({ "class_id": class, "found": [] }));
    assert_eq!(room["gaps"][0]["minutes"], 40);
    assert_eq!(room["rounds"][1]["asleep"].as_array().unwrap().len(), 2);
    r.nursery.ok("undo", json!({}));
    assert_eq!(naps()["rounds"].as_array().unwrap().len(), 1);
    let id = naps()["rounds"][0]["id"].clone();
    r.nursery.ok("care.withdraw_round", json!({ "id": id }));
    assert_eq!(naps()["gaps"][0]["minutes"], 55);
    r.nursery.ok("care.end", json!({ "infants": r.children, "kind": "sleep" }));
    assert_eq!((&naps()["asleep"], &naps()["due"]), (&json!([]), &Value::Null));
    assert_eq!((&r.line(0)["totals"]["sleep"], &r.line(1)["totals"]["sleep"]), (&json!(40), &json!(55)));
    // Woken by mistake: it sleeps on.
    r.nursery.ok("undo", json!({}));
    assert_eq!(naps()["asleep"].as_array().unwrap().len(), 2);
    let row = r.line(1)["entries"][0]["id"].clone();
    r.nursery.ok("care.go_on", json!({ "ids": [row] }));
    assert_eq!(
        r.nursery.refused("care.end", json!({ "infants": [r.children[0]], "kind": "sleep" })),
        "care_nothing_lasts"
    );
}

#[test]
fn two_hours_outdoors_or_the_weather() {
    let r = room();
    r.at(9, 30);
    r.record("outdoor", json!({}));
    r.at(10, 45);
    assert_eq!(r.line(0)["totals"]["outdoor"], 75, "it still lasts");
    r.nursery.ok("care.end", json!({ "infants": r.children, "kind": "outdoor" }));
    r.at(16, 0);
    assert!(r.duties().contains(&"care.outdoor".to_owned()));
    assert_eq!(r.nursery.refused("care.say_weather", json!({ "day": "2026-11-23", "reason": "" })), "care_nothing");
    r.nursery.ok("care.say_weather", json!({ "day": "2026-11-23", "reason": "重污染天气橙色预警" }));
    r.nursery.ok("care.say_weather", json!({ "day": "2026-11-23", "reason": "重污染天气红色预警" }));
    let day = r.nursery.ok("care.day", json!({}));
    assert_eq!((&day["weather"], &day["outdoor_minutes"]), (&json!("重污染天气红色预警"), &json!(120)));
    assert!(!r.duties().contains(&"care.outdoor".to_owned()));
}

#[test]
fn exercise_is_planned_by_class_and_week() {
    let r = room();
    let class = r.nursery.class(CLASS);
    let plan = |week: &str, content: &str| {
        json!({ "class_id": class, "week": week, "ages": "18—24 月龄", "content": content, "minutes": 30,
            "weak": [{ "infant_id": r.children[2], "text": "早产，活动量减半" }] })
    };
    assert_eq!(r.nursery.refused("care.plan_exercise", plan("2026-11-24", "跳圈")), "care_week");
    assert_eq!(r.nursery.refused("care.plan_exercise", plan("2026-11-23", " ")), "care_nothing");
    r.nursery.ok("care.plan_exercise", plan("2026-11-23", "跳圈"));
    r.nursery.ok("care.plan_exercise", plan("2026-11-23", "跳圈、爬垫"));
    r.nursery.ok("care.plan_exercise", plan("2026-11-30", "滚球"));
    let plans = r.nursery.ok("care.exercise_plans", json!({ "from": "2026-11-23", "to": "2026-11-23" }));
    assert_eq!((plans.as_array().unwrap().len(), &plans[0]["content"]), (1, &json!("跳圈、爬垫")));
    assert_eq!(plans[0]["weak"][0]["text"], "早产，活动量减半");
}

#[test]
fn the_daily_card_says_what_is_on_record_and_nothing_else() {
    let (nursery, class, child) = a_day();
    let card = nursery.ok("care.daily_card", json!({ "infant_id": child }));
    let text = card["text"].as_str().unwrap();
    for said in [
        "陈思远 2026-11-23",
        "喝奶：共 150 ml（09:30 配方奶 150 ml）",
        "睡眠：共 130 分钟（12:00—14:10）",
        "户外：共 70 分钟",
        "老师的话：14:30 第一次自己收好了玩具",
    ] {
        assert!(text.contains(said), "{said} in {text}");
    }
    assert!(!text.contains("赵欣怡") && !text.contains("服药"), "{text}");
    let yesterday = nursery.ok("care.daily_card", json!({ "infant_id": child, "day": "2026-11-20" }));
    assert_eq!(yesterday["empty"], true);
    let made = nursery.ok("care.print_daily_card", json!({ "infant_id": child }));
    let page = format!("issued/{}/page/1", made["issued"].as_str().unwrap());
    assert_eq!(nursery.desk.file_out(&page).unwrap().mime, "image/png");
    let sheet = nursery.ok("registers.show", json!({ "key": "daily_care", "on": "2026-11-23", "class_id": class }));
    assert_eq!(sheet["rows"].as_array().unwrap().len(), 3);
    assert_eq!(sheet["rows"][0][5], "12:00—14:10");
}

#[test]
fn messages_are_filled_child_by_child_and_the_sending_is_kept() {
    let r = room();
    let templates = r.nursery.ok("care.message_templates", json!({}));
    let papers = templates.as_array().unwrap().iter().find(|one| one["kind"] == "papers").unwrap().clone();
    assert_eq!((&papers["places"], &papers["own"]), (&json!(["材料", "截止日期"]), &json!(false)));
    let fill = |values: Value| json!({ "kind": "papers", "infants": r.children, "values": values });
    assert_eq!(r.nursery.refused("care.fill_messages", fill(json!({ "材料": "接种证" }))), "care_unfilled");
    let filled = r.nursery.ok("care.fill_messages", fill(json!({ "材料": "接种证", "截止日期": "11月27日" })));
    let first = filled[0].clone();
    assert!(first["text"].as_str().unwrap().starts_with("陈思远母亲您好：陈思远的接种证还没有交齐"), "{first}");
    assert_eq!((&first["names_others"], &first["phone"]), (&json!([]), &json!("199****0001")));
    // Another child's name in the text is pointed out.
    let gossip = r.nursery.ok(
        "care.fill_messages",
        json!({ "kind": "other", "infants": [r.children[0]], "values": { "内容": "今天和赵欣怡抢玩具" } }),
    );
    assert_eq!(gossip[0]["names_others"], json!(["赵欣怡"]));
    let sent = json!({ "infant_id": r.children[0], "kind": "papers", "guardian": first["guardian"], "text": first["text"], "channel": "wechat" });
    r.nursery.ok("care.message_sent", sent.clone());
    let mut empty = sent;
    empty["text"] = json!(" ");
    assert_eq!(r.nursery.refused("care.message_sent", empty), "care_nothing");
    let again = r.nursery.ok("care.fill_messages", fill(json!({ "材料": "接种证", "截止日期": "11月27日" })));
    assert!(again[0]["sent_at"].is_number() && again[1]["sent_at"].is_null());
    let proof = r.nursery.ok("care.messages", json!({ "since": "2026-11-23" }));
    assert_eq!((&proof[0]["by"], &proof[0]["channel"]), (&json!("李老师"), &json!("wechat")));
    // The director words a template; an empty text brings the shipped one back.
    let body = json!({ "kind": "papers", "body": "{家长}，请补{材料}。" });
    assert_eq!(r.nursery.refused("care.save_message_template", body.clone()), "denied");
    r.nursery.sign_in(&r.nursery.director.clone());
    assert_eq!(r.nursery.ok("care.save_message_template", body)["places"], json!(["材料"]));
    let shipped = r.nursery.ok("care.save_message_template", json!({ "kind": "papers", "body": "" }));
    assert_eq!((&shipped["places"], &shipped["own"]), (&json!(["材料", "截止日期"]), &json!(false)));
}
