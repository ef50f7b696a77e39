//! Injuries from the first aid to the closing, and signs of harm that must be reported, through the contract.

use serde_json::{Value, json};

use crate::nursery::{Nursery, PIN};

const MINUTE: i64 = 60_000;
const CLASS: &str = "托小班";

pub struct Place {
    pub nursery: Nursery,
    pub child: String,
    health: String,
    carer: String,
    cook: String,
}

/// One child in a class; the carer signed in.
pub fn place() -> Place {
    let nursery = Nursery::set_up();
    let child = nursery.enrolled("陈思远", "2025-07-19", CLASS, "2026-09-01");
    let health = nursery.person("周医生", "health_worker", None);
    let carer = nursery.person("李老师", "carer", Some(&nursery.class(CLASS)));
    let cook = nursery.person("王师傅", "cook", None);
    nursery.sign_in(&carer);
    Place { nursery, child, health, carer, cook }
}

impl Place {
    pub fn fall(&self, severity: &str) -> Value {
        self.nursery.ok(
            "safety.report_incident",
            json!({ "infant_id": self.child, "at": self.nursery.clock_ms() - 5 * MINUTE, "kind": "fall", "severity": severity,
                "parts": ["right_knee", "head", "head"], "place": "户外活动场", "activity": "玩耍", "with_whom": "其他小朋友",
                "first_aid": "冷敷、碘伏消毒", "story": "跑步时被同伴碰到，向前跌倒。", "witnesses": "王老师", "on_duty": "李老师" }),
        )
    }

    fn parties(incident: &Value) -> Vec<&str> {
        incident["to_tell"].as_array().unwrap().iter().map(|open| open["party"].as_str().unwrap()).collect()
    }

    fn duties(&self, person: &str) -> Vec<(String, String)> {
        self.nursery.sign_in(person);
        let today = self.nursery.ok("today.duties", json!({}));
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        today["items"].as_array().unwrap().iter().map(|item| (text(&item["duty"]), text(&item["urgency"]))).collect()
    }
}

/// A fall that was treated, told and followed up; answers its id.
pub fn a_fall() -> (Nursery, Value) {
    let p = place();
    let id = p.fall("clinic")["id"].clone();
    for (party, name) in [("guardian", "陈妈妈"), ("director", "林园长")] {
        p.nursery.ok(
            "safety.tell_incident",
            json!({ "id": id, "party": party, "name": name, "phone": "19900010001", "said": "马上来园" }),
        );
    }
    p.nursery.ok(
        "safety.follow_incident",
        json!({ "id": id, "hospital": "市儿童医院", "diagnosis": "膝部皮肤挫伤", "rest_days": 1, "outcome": "better", "note": "母亲陪同就诊，伤口清洁包扎。" }),
    );
    (p.nursery, id)
}

#[test]
fn an_injury_says_who_must_be_told_and_is_closed_only_after_that() {
    let p = place();
    let fall = p.fall("first_aid");
    assert_eq!(fall["parts"], json!(["head", "right_knee"]));
    assert_eq!((Place::parties(&fall), &fall["video"]), (vec!["guardian", "director"], &json!([])));
    let id = fall["id"].clone();
    // Graver than it looked: more are told, the video is kept.
    let graver =
        p.nursery.ok("safety.follow_incident", json!({ "id": id, "severity": "hospital", "note": "呕吐一次，送医" }));
    assert_eq!(Place::parties(&graver), ["guardian", "director", "health_bureau", "township", "insurer"]);
    assert_eq!(graver["video"].as_array().unwrap().len(), 1);
    let director = p.nursery.director.clone();
    let open = p.duties(&director);
    assert!(open.contains(&("safety.tell".to_owned(), "warning".to_owned())), "{open:?}");
    assert!(open.iter().any(|(duty, _)| duty == "safety.video"));
    p.nursery.clock.set(p.nursery.clock_ms() + 20 * MINUTE);
    assert!(p.duties(&director).contains(&("safety.tell".to_owned(), "alarm".to_owned())), "over its time");
    assert_eq!(p.nursery.refused("safety.close_incident", json!({ "id": id, "note": "" })), "safety_still_to_tell");
    assert_eq!(
        p.nursery.refused("safety.tell_incident", json!({ "id": id, "party": "guardian", "name": " " })),
        "safety_told"
    );
    for party in ["guardian", "director", "health_bureau", "township", "insurer"] {
        p.nursery.ok("safety.tell_incident", json!({ "id": id, "party": party, "name": "值班人员" }));
    }
    assert_eq!(p.nursery.refused("safety.close_incident", json!({ "id": id, "note": "" })), "safety_outcome");
    p.nursery.ok("safety.follow_incident", json!({ "id": id, "outcome": "healed", "note": "复查无异常" }));
    let closed = p.nursery.ok("safety.close_incident", json!({ "id": id, "note": "草坪边缘加软垫" }));
    assert_eq!((&closed["state"], &closed["moves"]), (&json!("closed"), &json!(["reopen"])));
    assert_eq!(p.nursery.ok("safety.incidents", json!({})), json!([]), "only what is open");
    let since = p.nursery.ok("safety.incidents", json!({ "since": "2026-11-01", "infant_id": p.child }));
    assert_eq!(since[0]["steps"].as_array().unwrap().len(), 4);
    assert_eq!(p.nursery.refused("safety.reopen_incident", json!({ "id": id, "note": "" })), "safety_reason");
    assert_eq!(p.nursery.ok("safety.reopen_incident", json!({ "id": id, "note": "复诊" }))["state"], "open");
    // A carer closes nothing.
    p.nursery.sign_in(&p.carer);
    assert_eq!(p.nursery.refused("safety.close_incident", json!({ "id": id, "note": "" })), "denied");
}

#[test]
fn what_was_written_is_corrected_with_a_reason_and_taken_back_while_nobody_was_told() {
    let p = place();
    let id = p.fall("first_aid")["id"].clone();
    assert_eq!(
        p.nursery.ok("safety.correct_incident", json!({ "id": id, "place": "活动室" }))["place"],
        "活动室",
        "the same person, the same day"
    );
    p.nursery.sign_in(&p.health);
    let correction = json!({ "id": id, "kind": "blunt", "parts": ["face"] });
    assert_eq!(p.nursery.refused("safety.correct_incident", correction.clone()), "amend_reason");
    let mut reasoned = correction;
    reasoned["reason"] = json!("看录像后更正");
    assert_eq!(p.nursery.ok("safety.correct_incident", reasoned)["kind"], "blunt");
    p.nursery.ok("safety.tell_incident", json!({ "id": id, "party": "guardian", "name": "陈妈妈" }));
    assert_eq!(p.nursery.refused("safety.withdraw_incident", json!({ "id": id, "reason": "写错人" })), "safety_kept");
    let silent = json!({ "infant_id": p.child, "kind": "fall", "severity": "first_aid", "story": " " });
    assert_eq!(p.nursery.refused("safety.report_incident", silent), "safety_story");
    let other = p.fall("first_aid")["id"].clone();
    p.nursery.ok("undo", json!({}));
    assert_eq!(p.nursery.refused("safety.follow_incident", json!({ "id": other, "note": "x" })), "not_found");
    assert_eq!(p.nursery.refused("safety.follow_incident", json!({ "id": id, "note": "" })), "safety_story");
}

#[test]
fn video_is_kept_until_the_director_releases_it() {
    let p = place();
    let id = p.fall("clinic")["id"].clone();
    p.nursery.sign_in(&p.health);
    let now = p.nursery.clock_ms();
    let backwards = json!({ "id": id, "cameras": "走廊", "from": now, "to": now - MINUTE });
    assert_eq!(p.nursery.refused("safety.hold_video", backwards), "safety_span");
    let held =
        p.nursery.ok("safety.hold_video", json!({ "id": id, "cameras": "户外 2 号", "from": now - MINUTE, "to": now }));
    let holds = held["video"].as_array().unwrap().clone();
    assert_eq!(holds.len(), 2);
    let first = holds[0]["id"].clone();
    assert_eq!(p.nursery.refused("safety.save_video", json!({ "id": first, "saved_where": "" })), "safety_where");
    let saved = p.nursery.ok("safety.save_video", json!({ "id": first, "saved_where": "移动硬盘 2 号" }));
    assert_eq!(saved["video"][0]["saved_where"], "移动硬盘 2 号");
    let release = json!({ "id": first, "reason": "家长已确认无异议" });
    assert_eq!(p.nursery.refused("safety.release_video", release.clone()), "denied");
    p.nursery.sign_in(&p.nursery.director.clone());
    assert_eq!(p.nursery.refused("safety.release_video", json!({ "id": first, "reason": " " })), "safety_reason");
    assert!(p.nursery.ok("safety.release_video", release)["video"][0]["released_at"].is_number());
}

#[test]
fn the_statutory_form_and_the_list_of_the_month() {
    let (nursery, id) = a_fall();
    let made = nursery.ok("safety.print_incident", json!({ "id": id }));
    assert_eq!(made["pages"], 1);
    nursery.sign_in(&nursery.director.clone());
    let sheet = nursery.ok("registers.show", json!({ "key": "injuries", "on": "2026-11-23" }));
    let row = &sheet["rows"][0];
    assert_eq!((&row[6], &row[9], &row[12]), (&json!("跌伤"), &json!("头部、右膝"), &json!("好转")));
    assert!(row[11].as_str().unwrap().contains("陈妈妈"), "{row}");
}

#[test]
fn signs_of_harm_are_seen_by_the_writer_and_the_director_and_closed_by_two() {
    let p = place();
    let written = p.nursery.ok(
        "safety.write_concern",
        json!({ "infant_id": p.child, "signs": "背部多处新旧不一的淤青", "said": "“不听话就打”", "parts": ["back"] }),
    );
    let id = written["id"].clone();
    assert_eq!((&written["state"], &written["mine"]), (&json!("unreported"), &json!(true)));
    let director = p.nursery.director.clone();
    assert!(p.duties(&p.carer.clone()).contains(&("safety.report".to_owned(), "alarm".to_owned())));
    assert!(p.duties(&director).contains(&("safety.report".to_owned(), "alarm".to_owned())));
    // Nobody else sees it, or can step in.
    for person in [p.health.clone(), p.cook.clone()] {
        assert!(!p.duties(&person).iter().any(|(duty, _)| duty == "safety.report"));
        assert_eq!(p.nursery.ok("safety.concerns", json!({})), json!([]));
        assert_eq!(p.nursery.refused("safety.add_to_concern", json!({ "id": id, "note": "x" })), "not_found");
    }
    p.nursery.sign_in(&p.carer);
    let close = json!({ "id": id, "note": "误会" });
    let closing = |request: &Value, person: &str, key: &str| {
        p.nursery.envelope(json!({ "operation": "safety.close_concern", "request": request, "request_id": key,
            "second": { "person": person, "pin": PIN } }))
    };
    assert_eq!(closing(&close, &director, "close-1")["error"]["code"], "safety_not_reported");
    let unnamed = json!({ "id": id, "party": "police", "note": "已出警" });
    assert_eq!(p.nursery.refused("safety.add_to_concern", unnamed), "safety_told");
    let reported = p.nursery.ok(
        "safety.add_to_concern",
        json!({ "id": id, "party": "police", "name": "接警员 0231", "number": "2026-11-23-0042", "note": "已出警" }),
    );
    assert_eq!(reported["state"], "reported");
    assert_eq!(
        p.nursery.ok("safety.add_to_concern", json!({ "id": id, "note": "民警已取走照片" }))["state"],
        "reported"
    );
    assert_eq!(p.nursery.refused("safety.close_concern", close.clone()), "second_needed");
    let closed = closing(&close, &p.health, "close-2");
    assert_eq!(closed["ok"]["reply"]["state"], "closed", "{closed}");
    // The writer keeps seeing it.
    assert_eq!(
        p.nursery.ok("safety.concerns", json!({ "infant_id": p.child }))[0]["steps"].as_array().unwrap().len(),
        4
    );
    // The trail does not name the child, and says who read it.
    p.nursery.sign_in(&director);
    p.nursery.ok("safety.concerns", json!({}));
    let trail = p.nursery.ok("access.audit", json!({})).to_string();
    assert!(trail.contains("safety.write_concern") && trail.contains("safety.concerns"), "{trail}");
    assert!(!trail.contains("淤青"));
}

#[test]
fn signs_of_harm_are_kept_from_whom_the_writer_says() {
    let p = place();
    let director = p.nursery.director.clone();
    let written = p.nursery.ok(
        "safety.write_concern",
        json!({ "infant_id": p.child, "signs": "午睡时被强行按压", "kept_from": director }),
    );
    assert_eq!(written["kept_from"], "林园长");
    p.nursery.sign_in(&director);
    assert_eq!(p.nursery.ok("safety.concerns", json!({})), json!([]));
    p.nursery.sign_in(&p.carer);
    let id = written["id"].clone();
    p.nursery
        .ok("safety.add_to_concern", json!({ "id": id, "party": "hotline", "name": "12345", "note": "工单已受理" }));
    let closed = p.nursery.envelope(json!({ "operation": "safety.close_concern", "request_id": "kept-1",
        "request": { "id": id, "note": "已查处" }, "second": { "person": director, "pin": PIN } }));
    assert_eq!(closed["error"]["code"], "second_refused");
}
