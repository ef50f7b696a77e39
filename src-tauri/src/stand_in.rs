//! STAND-IN, TO BE REMOVED: the agreed doors of the core over invented rows, so that the window and
//! its tests can be built before the core is there. Nothing is stored. To swap: delete this file and
//! its `mod` lines (`main.rs`, `tests/src/desk.rs`), and name `nursery` in `doors.rs` and `desk.rs`.

use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

const PIN: &str = "2580";
const TRIES: u32 = 3;
const WAIT: Duration = Duration::from_secs(30);

/// Where the store lies and who asks.
pub struct House {
    /// The folder of the store.
    pub folder: PathBuf,
    /// Open (and make, if missing) the demo nursery.
    pub demo: bool,
    /// The program that holds the store.
    pub program: String,
}

/// A file on its way out.
pub struct FileOut {
    /// Name to keep it under.
    pub name: String,
    /// Media type.
    pub mime: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// One place at which one person at a time works.
pub struct Desk {
    house: House,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    person: Option<usize>,
    wrong: u32,
    wait_until: Option<Instant>,
    listeners: Vec<Sender<String>>,
}

struct Refusal(&'static str, String);

const PEOPLE: [(&str, &str, &[&str]); 9] = [
    ("p1", "林若兰", &["director"]),
    ("p2", "周静", &["health_worker"]),
    ("p3", "孙立", &["bookkeeper"]),
    ("p4", "王海燕", &["carer"]),
    ("p5", "李春梅", &["carer"]),
    ("p6", "陈玉洁", &["carer"]),
    ("p7", "张晓雯", &["carer"]),
    ("p8", "赵国强", &["cook"]),
    ("p9", "刘建军", &["guard"]),
];

const CLASSES: [(&str, &str, &str, u32, u32); 4] = [
    ("c1", "乳儿班", "infants", 10, 9),
    ("c2", "托小班", "younger_toddlers", 15, 14),
    ("c3", "托大班", "older_toddlers", 20, 19),
    ("c4", "混合班", "mixed", 18, 12),
];

const SPECIAL: [(usize, &str, &str, &str); 10] = [
    (1, "李可馨", "鸡蛋过敏", "Egg allergy"),
    (4, "陈思远", "与黄思远同名", "Same name as 黄思远"),
    (5, "黄思远", "与陈思远同名", "Same name as 陈思远"),
    (11, "Emma Johansson", "乳糖不耐受", "Lactose intolerance"),
    (15, "杨一诺", "双胞胎 · 姐", "Twin, elder"),
    (16, "杨一诺乐", "双胞胎 · 妹", "Twin, younger"),
    (21, "阿依古丽·买买提", "清真餐", "Halal meals"),
    (27, "欧阳若曦", "花生过敏", "Peanut allergy"),
    (30, "吴梓涵", "热性惊厥史", "History of febrile seizure"),
    (42, "刘子轩", "接种证未查验", "Vaccination card not checked"),
];

impl Desk {
    /// A desk in this house.
    pub fn new(house: House) -> Desk {
        Desk {
            house,
            state: Mutex::new(State::default()),
        }
    }

    /// Answers one envelope.
    pub fn call(&self, envelope: &str) -> String {
        let answer = serde_json::from_str::<Value>(envelope)
            .map_err(|error| Refusal("request", error.to_string()))
            .and_then(|envelope| self.answer(&envelope));
        match answer {
            Ok((reply, touched)) => {
                if !touched.is_empty() {
                    self.tell(&json!({ "touched": touched }).to_string());
                }
                json!({ "ok": { "reply": reply, "touched": touched } })
            }
            Err(Refusal(code, message)) => json!({ "error": { "code": code, "message": message } }),
        }
        .to_string()
    }

    /// Takes a file in.
    pub fn file_in(&self, _name: &str, _bytes: Vec<u8>) -> Result<String, String> {
        Err("the stand-in keeps no files".to_owned())
    }

    /// Gives a file out.
    pub fn file_out(&self, id: &str) -> Result<FileOut, String> {
        Err(format!("the stand-in has no {id}"))
    }

    /// What happens from now on.
    pub fn events(&self) -> Receiver<String> {
        let (send, receive) = channel();
        self.lock().listeners.push(send);
        receive
    }

    /// A minute has passed.
    pub fn tick(&self) {}

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn tell(&self, event: &str) {
        self.lock()
            .listeners
            .retain(|listener| listener.send(event.to_owned()).is_ok());
    }

    fn answer(&self, envelope: &Value) -> Result<(Value, Vec<&'static str>), Refusal> {
        let english = envelope["language"] == "en";
        let request = &envelope["request"];
        match envelope["operation"].as_str().unwrap_or_default() {
            "session.state" => Ok((self.session(), vec![])),
            "sign_in" => Ok(self.sign_in(request)),
            "sign_out" => {
                self.lock().person = None;
                Ok((json!({}), vec!["access"]))
            }
            _ if self.lock().person.is_none() => {
                Err(Refusal("no_session", "请先登录 / sign in first".to_owned()))
            }
            "institution.classes" => Ok((classes(), vec![])),
            "infants.list" => Ok((list(request, english), vec![])),
            other => Err(Refusal("unknown_operation", other.to_owned())),
        }
    }

    fn session(&self) -> Value {
        if !self.house.demo {
            return json!({ "store": "missing", "nursery": null, "demo": false, "today": "2026-11-23", "person": null, "people": [] });
        }
        let mut state = json!({
            "store": "open", "nursery": "晨曦托育园", "demo": true, "today": "2026-11-23", "person": null,
            "people": (0..PEOPLE.len()).map(person).collect::<Vec<_>>(),
        });
        if let Some(index) = self.lock().person {
            state["person"] = person(index);
        }
        state
    }

    fn sign_in(&self, request: &Value) -> (Value, Vec<&'static str>) {
        let mut state = self.lock();
        let wait = state.wait_until.map_or(Duration::ZERO, |until| {
            until.saturating_duration_since(Instant::now())
        });
        let index = PEOPLE.iter().position(|(id, ..)| request["person"] == *id);
        match index {
            Some(index) if wait.is_zero() && request["pin"] == PIN => {
                state.person = Some(index);
                state.wrong = 0;
                (
                    json!({ "outcome": "in", "person": person(index) }),
                    vec!["access"],
                )
            }
            _ => {
                let mut wait = wait;
                if wait.is_zero() {
                    state.wrong += 1;
                    if state.wrong >= TRIES {
                        state.wrong = 0;
                        state.wait_until = Some(Instant::now() + WAIT);
                        wait = WAIT;
                    }
                }
                let refused = json!({
                    "outcome": "refused", "wait_seconds": wait.as_secs_f64().ceil(), "failed": state.wrong,
                });
                (refused, vec![])
            }
        }
    }
}

fn person(index: usize) -> Value {
    let (id, name, posts) = PEOPLE[index];
    json!({ "id": id, "name": name, "posts": posts, "permissions": [] })
}

fn classes() -> Value {
    CLASSES
        .iter()
        .map(|(id, name, kind, cap, present)| json!({ "id": id, "name": name, "kind": kind, "cap": cap, "present": present, "nicknames": [] }))
        .collect()
}

fn list(request: &Value, english: bool) -> Value {
    let limit = request["limit"].as_u64().unwrap_or(50) as usize;
    let after = request["after"]
        .as_str()
        .and_then(|cursor| cursor.parse().ok())
        .unwrap_or(0);
    let wanted = |field: &str, key: &str, row: &Value| {
        request[field].is_null() || request[field] == row[key]
    };
    let text = request["text"].as_str().unwrap_or_default();
    let mut rows = infants(english)
        .into_iter()
        .filter(|row| wanted("class_id", "class_id", row) && wanted("status", "status", row))
        .filter(|row| {
            row["name"]
                .as_str()
                .unwrap_or_default()
                .to_lowercase()
                .contains(&text.to_lowercase())
                || row["number"].to_string() == text
        })
        .skip(after);
    let page: Vec<Value> = rows.by_ref().take(limit).collect();
    let more = rows.next().map(|_| (after + page.len()).to_string());
    json!({ "rows": page, "more": more })
}

fn infants(english: bool) -> Vec<Value> {
    let mut rows = Vec::new();
    for (class, (class_id, class_name, _, _, present)) in CLASSES.iter().enumerate() {
        for _ in 0..*present {
            rows.push(infant(
                rows.len() + 1,
                english,
                "enrolled",
                Some((class, *class_id, *class_name)),
            ));
        }
    }
    for (count, status) in [(6, "waiting"), (2, "suspended"), (8, "left")] {
        for _ in 0..count {
            rows.push(infant(rows.len() + 1, english, status, None));
        }
    }
    rows
}

fn infant(index: usize, english: bool, status: &str, class: Option<(usize, &str, &str)>) -> Value {
    const FAMILY: [&str; 17] = [
        "张", "赵", "许", "何", "郭", "宋", "唐", "韩", "冯", "邓", "曹", "彭", "曾", "萧", "田",
        "董", "潘",
    ];
    const GIVEN: [&str; 13] = [
        "思远", "欣怡", "浩然", "雨桐", "梓萱", "沐宸", "语嫣", "景行", "可心", "嘉树", "知夏",
        "亦辰", "清越",
    ];
    let special = SPECIAL.iter().find(|(at, ..)| *at == index);
    let name = special.map_or_else(
        || format!("{}{}", FAMILY[index % 17], GIVEN[index % 13]),
        |row| row.1.to_owned(),
    );
    let warnings: Vec<&str> = special
        .map(|row| if english { row.3 } else { row.2 })
        .into_iter()
        .collect();
    let base = class.map_or(14, |(class, ..)| [7, 13, 25, 19][class]);
    let months = base
        + index * 7
            % if class.is_some_and(|(class, ..)| class == 0) {
                5
            } else {
                11
            };
    let born = 2026 * 12 + 10 - months;
    let mut row = json!({
        "id": format!("i{index}"), "number": index, "allergy": "", "pending": [], "class_id": null, "class_name": null, "name": name,
        "sex": if index.is_multiple_of(2) { "male" } else { "female" },
        "birth": format!("{}-{:02}-{:02}", born / 12, born % 12 + 1, index % 22 + 1),
        "months": months, "status": status, "warnings": warnings,
        "guardian": format!("{}{}", FAMILY[index % 17], ["敏", "建国", "丽华", "志强"][index % 4]),
        "phone": format!("13{}****{:04}", index % 10, index * 137 % 10000),
    });
    if let Some((_, id, name)) = class {
        row["class_id"] = id.into();
        row["class_name"] = name.into();
    }
    row
}
