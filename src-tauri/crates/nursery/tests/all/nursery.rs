//! A nursery in a temporary folder: its own clock, cheap keys, the same ids every time.

use std::sync::Arc;

use nursery::clock::SetClock;
use nursery::id::Ids;
use nursery::words::Language;
use nursery::{Desk, House};
use serde_json::{Value, json};

/// Monday 2026-11-23, 09:00 (+08:00).
pub const MONDAY: i64 = 1_795_395_600_000;
/// One day in milliseconds.
pub const DAY: i64 = 86_400_000;
/// The PIN of everybody here.
pub const PIN: &str = "246810";

/// A nursery that was set up a moment ago, the director signed in.
pub struct Nursery {
    pub desk: Desk,
    pub clock: Arc<SetClock>,
    pub director: String,
    folder: tempfile::TempDir,
    calls: std::cell::Cell<u32>,
}

impl Nursery {
    /// 东风路春芽托育中心 with the four standard classes.
    pub fn set_up() -> Self {
        Self::set_up_with(json!({}))
    }

    /// The same, with more answers of the setup.
    pub fn set_up_with(more: Value) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(SetClock::at(MONDAY));
        let desk = Desk::new(house(&folder, &clock)).unwrap();
        let mut nursery = Self { desk, clock, director: String::new(), folder, calls: std::cell::Cell::new(0) };
        let mut request =
            json!({ "name": "东风路春芽托育中心", "director": "林园长", "pin": PIN, "district": "郑东新区" });
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let reply = nursery.ok("setup", request);
        nursery.director = reply["director"]["id"].as_str().unwrap().to_owned();
        nursery
    }

    /// Closes the store and opens it again, as after a restart; nobody is signed in.
    pub fn reopen(&mut self) {
        self.desk.close();
        self.desk = Desk::new(house(&self.folder, &self.clock)).unwrap();
    }

    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Another desk on the same store that only reads.
    pub fn reading_desk(&self) -> Desk {
        Desk::new(House { reading: true, ..house(&self.folder, &self.clock) }).unwrap()
    }

    /// What the clock shows, ms UTC.
    pub fn clock_ms(&self) -> i64 {
        self.desk.now()
    }

    /// A call with everything around it.
    pub fn envelope(&self, envelope: Value) -> Value {
        serde_json::from_str(&self.desk.call(&envelope.to_string())).unwrap()
    }

    /// A call: the reply, or the error.
    pub fn call(&self, operation: &str, request: Value) -> Result<Value, Value> {
        self.calls.set(self.calls.get() + 1);
        let mut answer = self.envelope(
            json!({ "operation": operation, "request": request, "request_id": format!("test-{}", self.calls.get()) }),
        );
        match answer.get_mut("ok") {
            Some(ok) => Ok(ok["reply"].take()),
            None => Err(answer["error"].take()),
        }
    }

    /// A call that must go well.
    pub fn ok(&self, operation: &str, request: Value) -> Value {
        self.call(operation, request).unwrap_or_else(|error| panic!("{operation}: {error}"))
    }

    /// The code of the refusal of a call that must be refused.
    pub fn refused(&self, operation: &str, request: Value) -> String {
        match self.call(operation, request) {
            Ok(reply) => panic!("{operation} was not refused: {reply}"),
            Err(error) => error["code"].as_str().unwrap().to_owned(),
        }
    }

    /// Adds a person with one post and a PIN; answers the id.
    pub fn person(&self, name: &str, post: &str, class_id: Option<&str>) -> String {
        let reply = self.ok("staff.save_person", json!({ "name": name, "posts": [{ "post": post, "from": "2026-09-01", "class_id": class_id }] , "joined_on": "2026-09-01"}));
        let id = reply["id"].as_str().unwrap().to_owned();
        self.ok("access.set_pin", json!({ "person": id, "pin": PIN }));
        id
    }

    /// Signs somebody in instead of the person at the desk.
    pub fn sign_in(&self, person: &str) {
        let reply = self.ok("sign_in", json!({ "person": person, "pin": PIN }));
        assert_eq!(reply["outcome"], "in", "{reply}");
    }

    /// The id of a class by its name.
    pub fn class(&self, name: &str) -> String {
        let classes = self.ok("institution.classes", json!({}));
        let class = classes.as_array().unwrap().iter().find(|c| c["name"] == name).unwrap();
        class["id"].as_str().unwrap().to_owned()
    }

    /// Registers an infant with its mother; answers the id.
    pub fn infant(&self, name: &str, birth: &str) -> String {
        let reply = self.ok(
            "infants.save",
            json!({ "name": name, "sex": "female", "birth": birth, "address": "示范路1号",
                "guardians": [{ "name": format!("{}妈妈", name.chars().next().unwrap()), "relation": "母亲", "phone": "19900010001", "address": "", "work_unit": "", "legal": true }] }),
        );
        reply["id"].as_str().unwrap().to_owned()
    }

    /// Registers an infant and lets it in at once, papers to be made good.
    pub fn enrolled(&self, name: &str, birth: &str, class: &str, on: &str) -> String {
        let id = self.infant(name, birth);
        self.ok(
            "infants.enrol",
            json!({ "id": id, "class_id": self.class(class), "on": on, "despite": "建账前已在托" }),
        );
        id
    }
}

fn house(folder: &tempfile::TempDir, clock: &Arc<SetClock>) -> House {
    House {
        dir: folder.path().join("store"),
        clock: clock.clone(),
        ids: Arc::new(Ids::seeded(1)),
        language: Language::Zh,
        program: "tests".to_owned(),
        kdf: store::KdfCost::CHEAP,
        reading: false,
    }
}
