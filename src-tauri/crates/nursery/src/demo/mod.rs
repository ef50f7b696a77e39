//! **demo** 演示园: one nursery, one seed, one clock. Every part of the program extends it; a test re-adds its
//! figures; new users, tests and screenshots use the same. Nobody in it exists.
//!
//! It is built through the contract's own doors, day by day on its own clock, so that whatever the doors
//! refuse cannot be in it.

mod daily;
mod money;
mod people;
mod years;

use std::sync::Arc;

use paper::{Document, Fonts, Margins, Meta, Size, Style};
use serde_json::{Value, json};

use crate::clock::SetClock;
use crate::contract::rows;
use crate::day::Day;
use crate::desk::{Desk, House};
use crate::error::{Error, Result};
use crate::id::Ids;
use crate::instant::Instant;
use crate::institution::setup::{Setup, found};
use people::{Child, STAFF, children};

pub use years::build_years;

/// The instant at which the demo nursery stands when it is opened first: Monday 2026-11-23, 07:50 (+08:00).
pub const START: i64 = 1_795_391_400_000;
/// Everything in the demo nursery follows from it.
const SEED: u64 = 20_261_123;
const MINUTES_A_DAY: u16 = 24 * 60;

/// Builds the demo nursery in the empty folder of a house and opens it there; everybody's PIN is `pin`.
///
/// # Errors
/// The folder has a store, or the fonts are missing.
pub fn build(house: House, pin: &str) -> Result<Desk> {
    let clock = Arc::new(SetClock::at(at("2026-08-24", 9 * 60)?));
    let desk =
        Desk::new(House { clock: clock.clone(), ids: Arc::new(Ids::seeded(SEED)), reading: false, ..house.clone() })?;
    desk.create(None, true, false)?;
    let director = found(
        &desk,
        &Setup {
            name: "郑州市郑东新区春芽托育中心".to_owned(),
            director: STAFF[0].name.to_owned(),
            pin: pin.to_owned(),
            nature: None,
            operating_form: None,
            province: None,
            city: None,
            district: Some("郑东新区".to_owned()),
            classes: None,
            passphrase: None,
        },
    )?;
    let building = Building { desk, clock, pin: pin.to_owned() };
    building.ok("sign_in", json!({ "person": director, "pin": pin }))?;
    building.institution()?;
    let staff = building.staff(&director.to_string())?;
    building.papers(&staff)?;
    let infants = building.infants()?;
    building.contracts(&infants)?;
    building.money(&director.to_string(), &staff, &infants)?;
    building.waiting()?;
    building.daily(&staff, &infants)?;
    building.clock.set(START);
    building.desk.close();
    Desk::new(house)
}

/// Opens the demo nursery of a house; builds it first where there is none.
///
/// # Errors
/// As [`build`], or the store cannot be opened.
pub fn open(house: House, pin: &str) -> Result<Desk> {
    let desk = Desk::standing(house.clone());
    if desk.is_there() { Desk::new(house) } else { build(house, pin) }
}

struct Building {
    desk: Desk,
    clock: Arc<SetClock>,
    pin: String,
}

/// A minute of a day (+08:00), ms UTC.
fn at(day: &str, minute: u16) -> Result<i64> {
    Ok(Instant::at(day.parse::<Day>()?, minute).ms())
}

impl Building {
    fn ok(&self, operation: &str, request: Value) -> Result<Value> {
        debug_assert!(rows().contains_key(operation), "{operation}");
        self.answer(&json!({ "operation": operation, "request": request }))
    }

    fn answer(&self, envelope: &Value) -> Result<Value> {
        let mut answer: Value = serde_json::from_str(&self.desk.call(&envelope.to_string()))?;
        match answer.get_mut("ok") {
            Some(ok) => Ok(ok["reply"].take()),
            None => Err(Error::Unexpected(format!("demo {}: {}", envelope["operation"], answer["error"]))),
        }
    }

    /// Goes on to a minute of a day.
    fn on(&self, day: &str, minute: u16) -> Result<()> {
        self.clock.set(at(day, minute)?);
        Ok(())
    }

    fn institution(&self) -> Result<()> {
        let mut institution = self.ok("institution.show", json!({}))?["institution"].take();
        for (field, value) in [
            ("place_name", json!("郑州市郑东新区")),
            ("trade_name", json!("春芽")),
            ("organisation_form", json!("中心")),
            ("uscc", json!("52410105MJ000000XE")),
            ("inclusive", json!(true)),
            ("inclusive_by", json!("郑东社事〔2026〕12号（演示）")),
            ("inclusive_from", json!("2026-03-01")),
            ("price_cap", json!(268_000)),
            ("business_scope", json!("托育服务")),
            ("address", json!("示范路100号1至2层")),
            ("legal_representative", json!("林静文")),
            ("legal_representative_id", json!("410108198806060002")),
            ("person_in_charge", json!("林静文")),
            ("person_in_charge_id", json!("410108198806060002")),
            ("contact", json!("林静文")),
            ("phone", json!("037100000000")),
            ("founded_on", json!("2025-06-18")),
            ("service_forms", json!(["full_day", "half_day"])),
            ("building_area", json!(98_600)),
            ("indoor_area", json!(72_150)),
            ("outdoor_area", json!(31_000)),
            ("capacity", json!(60)),
        ] {
            institution[field] = value;
        }
        self.ok("institution.save", institution)?;
        for (kind, seal_name, desk) in [
            ("registration", "郑州市郑东新区社会事业局", "社会组织管理"),
            ("filing", "郑州市郑东新区社会事业局", "卫生健康"),
            ("maternal_child_health", "郑州市郑东新区妇幼保健机构（演示）", "儿童保健"),
            ("disease_control", "郑州市郑东新区疾病预防控制中心", "学校卫生"),
        ] {
            self.ok(
                "institution.save_authority",
                json!({ "kind": kind, "seal_name": seal_name, "desk": desk, "phone": "" }),
            )?;
        }
        for (name, kind, nicknames) in [
            ("乳儿班", "infants", json!([])),
            ("托小班", "younger_toddlers", json!(["向日葵班"])),
            ("托大班", "older_toddlers", json!(["彩虹班"])),
        ] {
            let id = self.class(name)?;
            self.ok("institution.save_class", json!({ "id": id, "name": name, "kind": kind, "nicknames": nicknames }))?;
        }
        Ok(())
    }

    fn class(&self, name: &str) -> Result<Value> {
        let classes = self.ok("institution.classes", json!({}))?;
        classes
            .as_array()
            .and_then(|list| list.iter().find(|class| class["name"] == name))
            .map(|class| class["id"].clone())
            .ok_or_else(|| Error::not_found("class"))
    }

    /// Everybody who works here; answers the ids in the order of [`STAFF`].
    fn staff(&self, director: &str) -> Result<Vec<String>> {
        let mut ids = Vec::new();
        for (at, person) in STAFF.iter().enumerate() {
            let class = person.class.map(|class| self.class(class)).transpose()?;
            let posts = if at == 0 {
                json!([])
            } else {
                json!([{ "post": person.post, "class_id": class, "from": "2026-09-01" }])
            };
            let request = json!({
                "id": if at == 0 { json!(director) } else { Value::Null },
                "name": person.name, "sex": person.sex, "birth": person.birth, "id_number": people::id_number(person.birth, person.sex, at),
                "phone": format!("199000300{at:02}"), "education": person.education, "joined_on": "2026-08-24", "full_time": person.full_time, "posts": posts,
            });
            let id = self.ok("staff.save_person", request)?["id"].as_str().unwrap_or_default().to_owned();
            if person.signs_in && at > 0 {
                self.ok("access.set_pin", json!({ "person": id, "pin": self.pin }))?;
            }
            ids.push(id);
        }
        Ok(ids)
    }

    /// A scan that says that it is none.
    fn scan(&self, title: &str) -> Result<String> {
        let meta = Meta { title: title.to_owned(), author: String::new(), created: self.clock_now() };
        let mut page = Document::new(Fonts::load()?, Size::A4, Margins::all(25.0), meta);
        page.space(60.0);
        page.heading(1, title)?;
        page.paragraph("演示用，不是真实证照。", Style::BODY)?;
        Ok(self.desk.file_in(&format!("{title}.pdf"), page.finish()?.bytes))
    }

    fn clock_now(&self) -> i64 {
        self.desk.now()
    }

    /// The nursery's and its staff's papers: one record query is missing, one health certificate and the
    /// fire certificate end soon.
    fn papers(&self, staff: &[String]) -> Result<()> {
        for (kind, title, number, issuer, issued_on, valid_to, facts) in [
            (
                "legal_certificate",
                "民办非企业单位登记证书",
                "52410105MJ000000XE",
                "郑州市郑东新区社会事业局",
                "2025-06-18",
                Some("2029-06-17"),
                json!({}),
            ),
            (
                "premises",
                "房屋租赁合同",
                "租2025-018",
                "",
                "2025-05-01",
                Some("2030-04-30"),
                json!({ "term_months": "60" }),
            ),
            (
                "hygiene_evaluation",
                "托幼机构卫生评价报告",
                "卫评2025-031",
                "郑州市郑东新区妇幼保健机构（演示）",
                "2025-07-02",
                None,
                json!({ "result": "合格" }),
            ),
            (
                "fire_certificate",
                "消防安全检查合格证明",
                "消2025-0207",
                "郑州市郑东新区消防救援大队",
                "2025-12-10",
                None,
                json!({}),
            ),
            (
                "food_licence",
                "食品经营许可证",
                "JY3410105000000",
                "郑州市郑东新区市场监督管理局",
                "2025-07-10",
                Some("2030-07-09"),
                json!({}),
            ),
            ("rule_book", "规章制度汇编", "2026版", "本机构", "2026-08-20", None, json!({})),
            (
                "liability_insurance",
                "托育机构责任保险单",
                "PZ2026000018",
                "演示财产保险公司",
                "2026-06-20",
                Some("2027-06-19"),
                json!({}),
            ),
        ] {
            let file = self.scan(title)?;
            self.ok(
                "papers.save",
                json!({ "kind": kind, "owner_kind": "institution", "owner_id": "1", "number": number, "issuer": issuer, "issued_on": issued_on, "valid_to": valid_to, "facts": facts, "files": [file] }),
            )?;
        }
        let (health, record, qualification) =
            (self.scan("健康合格证明")?, self.scan("从业禁止查询结果")?, self.scan("专业资格证明")?);
        for (at, (id, person)) in staff.iter().zip(STAFF).enumerate() {
            let mut papers = vec![
                json!({ "kind": "staff_health", "number": format!("健2026-{at:03}"), "issuer": "郑州市郑东新区妇幼保健机构（演示）", "issued_on": if person.health_ends_soon { "2025-12-01" } else { "2026-08-12" }, "files": [health] }),
                json!({ "kind": "staff_qualification", "number": format!("资2024-{at:03}"), "issuer": "演示培训机构", "issued_on": "2024-06-30", "files": [qualification] }),
            ];
            if !person.query_missing {
                papers.push(json!({ "kind": "record_query", "number": format!("查2026-{at:03}"), "issuer": "郑州市公安局郑东分局", "issued_on": "2026-08-18", "facts": { "result": "无" }, "files": [record] }));
            }
            for mut paper in papers {
                paper["owner_kind"] = "person".into();
                paper["owner_id"] = id.as_str().into();
                self.ok("papers.save", paper)?;
            }
        }
        Ok(())
    }

    /// The infants in care; answers id and child.
    fn infants(&self) -> Result<Vec<(String, Child)>> {
        let examination = self.scan("儿童入园（所）健康检查表")?;
        let certificate = self.scan("预防接种证")?;
        let mut in_care = Vec::new();
        for (at, child) in (0_u16..).zip(children()) {
            self.on("2026-08-26", 9 * 60 + at)?;
            let id = self.register(&child)?;
            if !child.papers_missing {
                for (kind, file) in [
                    ("entry_examination", &examination),
                    ("vaccination_certificate", &certificate),
                    ("guardian_identity", &certificate),
                    ("information_consent", &certificate),
                ] {
                    self.ok("papers.save", json!({ "kind": kind, "owner_kind": "infant", "owner_id": id, "number": format!("{at:03}"), "issued_on": child.applied_on, "files": [file] }))?;
                }
            }
            in_care.push((id, child));
        }
        for (at, (id, child)) in (0_u16..).zip(&in_care) {
            self.on("2026-09-01", 7 * 60 + at)?;
            self.ok("infants.enrol", json!({ "id": id, "class_id": self.class(child.class)?, "on": child.enrolled_on, "despite": "合同当日签订" }))?;
        }
        Ok(in_care)
    }

    fn register(&self, child: &Child) -> Result<String> {
        Ok(self.ok("infants.save", child.request())?["id"].as_str().unwrap_or_default().to_owned())
    }

    /// Two who wait for a place.
    fn waiting(&self) -> Result<()> {
        for (at, child) in (0_u16..).zip(people::waiting()) {
            self.on("2026-11-16", 10 * 60 + at)?;
            self.register(&child)?;
        }
        Ok(())
    }
}
