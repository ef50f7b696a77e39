//! Like illnesses close together, through the contract: the alarm, the report, the outbreak's file, its end.

use serde_json::{Value, json};

use crate::nursery::{DAY, Nursery};

const CLASS: &str = "托小班";

struct Ill {
    nursery: Nursery,
    children: Vec<String>,
    class: String,
}

fn ill() -> Ill {
    let nursery = Nursery::set_up();
    let names =
        [("陈思远", "2025-07-19"), ("赵欣怡", "2025-03-01"), ("钱多多", "2025-05-05"), ("孙小圣", "2025-06-06")];
    let children = names.iter().map(|(name, birth)| nursery.enrolled(name, birth, CLASS, "2026-09-01")).collect();
    let class = nursery.class(CLASS);
    Ill { nursery, children, class }
}

impl Ill {
    fn sick(&self, at: usize, signs: &[&str]) -> String {
        self.nursery
            .ok("health.check", json!({ "infant_id": self.children[at], "temperature": 382, "symptoms": signs }));
        let of = self.nursery.ok("health.illnesses", json!({ "infant_id": self.children[at] }));
        of[0]["id"].as_str().unwrap().to_owned()
    }

    fn diagnosed(&self, id: &str, disease: &str) {
        self.nursery.ok("health.illness_step", json!({ "id": id, "move": "tell", "with": "母亲" }));
        self.nursery.ok(
            "health.illness_step",
            json!({ "id": id, "move": "diagnose", "disease": disease, "issuer": "区妇幼保健院" }),
        );
    }

    fn clusters(&self) -> Vec<Value> {
        self.nursery.ok("health.clusters", json!({})).as_array().unwrap().clone()
    }

    fn duties(&self) -> Vec<String> {
        let today = self.nursery.ok("today.duties", json!({}));
        today["items"].as_array().unwrap().iter().map(|item| item["duty"].as_str().unwrap().to_owned()).collect()
    }
}

#[test]
fn three_alike_on_a_day_or_two_of_one_disease_in_a_week_must_be_reported() {
    let i = ill();
    let first = i.sick(0, &["vomiting"]);
    i.sick(1, &["vomiting"]);
    assert!(i.clusters().is_empty(), "two with a sign are none");
    let third = i.sick(2, &["vomiting"]);
    let clusters = i.clusters();
    let of: Vec<(&str, usize)> =
        clusters.iter().map(|one| (one["alike"].as_str().unwrap(), one["cases"].as_array().unwrap().len())).collect();
    assert_eq!(of, [("发热", 3), ("呕吐", 3)]);
    assert_eq!(clusters[1]["rule"], "in_day");
    let report = clusters[1]["report"].as_str().unwrap();
    assert!(report.contains("3 名婴幼儿出现呕吐") && !report.contains("陈思远"), "{report}");
    assert!(i.duties().contains(&"health.cluster".to_owned()));
    // Named, two of one disease within a week are a cluster of their own.
    i.diagnosed(&first, "norovirus");
    i.diagnosed(&third, "norovirus");
    let clusters = i.clusters();
    assert_eq!(
        (clusters.len(), &clusters[0]["rule"], &clusters[0]["alike"]),
        (1, &json!("in_week"), &json!("诺如病毒感染"))
    );
    let saying = |authority: &str, answered: &str| {
        json!({ "cluster": clusters[0]["key"], "stage": "first", "authority": authority, "answered_by": answered,
            "text": clusters[0]["report"], "orders": "次氯酸消毒，停班观察" })
    };
    assert_eq!(i.nursery.refused("health.report_outbreak", saying("区疾控中心", "")), "outbreak_answered");
    i.nursery.ok("health.report_outbreak", saying("区疾控中心", "值班员 12"));
    assert!(i.clusters()[0]["reported_at"].is_number());
    assert!(!i.duties().contains(&"health.cluster".to_owned()));
    // A common illness is none, and a week later nothing is left.
    i.nursery.clock.set(i.nursery.clock_ms() + 8 * DAY);
    assert!(i.clusters().is_empty());
}

#[test]
fn an_outbreak_has_its_cases_curve_rates_reports_and_end() {
    let i = ill();
    let first = i.sick(0, &["mouth_herpes"]);
    i.diagnosed(&first, "hand_foot_mouth");
    i.nursery.clock.set(i.nursery.clock_ms() + DAY);
    let second = i.sick(1, &["rash"]);
    let other = i.sick(2, &["diarrhoea"]);
    i.diagnosed(&other, "dysentery");
    let declare =
        |disease: &str, from: &str, classes: Value| json!({ "disease": disease, "from": from, "classes": classes });
    assert_eq!(i.nursery.refused("health.declare_outbreak", declare(" ", "2026-11-23", json!([]))), "outbreak_disease");
    assert_eq!(
        i.nursery.refused("health.declare_outbreak", declare("手足口病", "2026-12-23", json!([]))),
        "outbreak_from"
    );
    assert_eq!(
        i.nursery.refused("health.declare_outbreak", declare("手足口病", "2026-11-23", json!([i.children[0]]))),
        "not_found"
    );
    let shown = i.nursery.ok("health.declare_outbreak", declare("手足口病", "2026-11-23", json!([i.class])));
    let cases: Vec<&str> =
        shown["cases"].as_array().unwrap().iter().map(|case| case["name"].as_str().unwrap()).collect();
    assert_eq!(cases, ["陈思远", "赵欣怡"], "a suspect counts, another disease does not");
    assert_eq!(shown["curve"], json!([["2026-11-23", 1], ["2026-11-24", 1]]));
    assert_eq!(
        (&shown["rates"][0]["infants"], &shown["rates"][0]["cases"], &shown["rates"][0]["tenths"]),
        (&json!(4), &json!(2), &json!(500))
    );
    assert_eq!((&shown["contact_days"], &shown["may_end_on"]), (&json!(14), &json!("2026-12-08")));
    i.nursery.ok("health.note_sample", json!({ "illness_id": second, "sample": "11-24 咽拭子，待结果" }));
    let id = shown["id"].clone();
    for (stage, text) in [("first", "发现 2 例"), ("closing", "无新发病例")] {
        i.nursery.ok(
            "health.report_outbreak",
            json!({ "outbreak_id": id, "stage": stage, "authority": "区疾控中心", "answered_by": "值班员", "text": text }),
        );
    }
    assert_eq!(
        i.nursery.refused(
            "health.report_outbreak",
            json!({ "stage": "first", "authority": "x", "answered_by": "y", "text": "z" })
        ),
        "not_found"
    );
    let sheet = i.nursery.ok("registers.show", json!({ "key": "outbreak_cases", "on": "2026-11-24" }));
    assert_eq!((sheet["rows"].as_array().unwrap().len(), &sheet["rows"][1][11]), (2, &json!("11-24 咽拭子，待结果")));
    let numbers = i.nursery.ok("registers.show", json!({ "key": "disease_statistics", "on": "2026-11-24" }));
    let row = |name: &str| numbers["rows"].as_array().unwrap().iter().find(|row| row[0] == name).unwrap().clone();
    assert_eq!((&row("手足口病")[1], &row("手足口病")[3], &row("合计")[1]), (&json!("1"), &json!("25.0"), &json!("2")));
    let end = |reason: &str| json!({ "id": id, "reason": reason });
    assert_eq!(i.nursery.refused("health.end_outbreak", end("")), "outbreak_reason");
    assert_eq!(i.nursery.ok("health.end_outbreak", end("最后一例后 14 天无新发，疾控同意"))["ended_on"], "2026-11-24");
    assert_eq!(i.nursery.refused("health.end_outbreak", end("再次")), "outbreak_ended");
    let all = i.nursery.ok("health.outbreaks", json!({}));
    assert_eq!(all[0]["reports"].as_array().unwrap().len(), 2);
    let carer = i.nursery.person("李老师", "carer", Some(&i.class));
    i.nursery.sign_in(&carer);
    assert_eq!(i.nursery.refused("health.outbreaks", json!({})), "denied");
}
