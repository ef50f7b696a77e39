//! Area **institution** 机构: who we are, authorities, classes, calendar.
//!
//! - [`calendar_rules`], [`calendar`] — working days with 调休; the store's calendar
//! - [`credit_code`] — the unified social credit code
//! - [`name_rule`] — what a nursery's name and business scope should say
//! - [`setup`] — a new nursery in at most nine questions
//! - [`operations`] — the doors

pub mod calendar;
pub mod calendar_rules;
pub mod credit_code;
pub mod name_rule;
pub mod operations;
pub mod setup;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::day::Day;
use crate::error::{Result, Told};
use crate::id::Id;
use crate::infants::class_fit::{ClassKind, ClassRule};
use crate::money::Fen;
use crate::view::View;
use crate::words::Language;

crate::coded_enum! {
    /// What kind of legal person the nursery is (机构性质), which decides where it registers.
    pub enum InstitutionNature {
        PublicInstitution = "public_institution", "事业单位", "public institution";
        SocialService = "social_service", "社会服务机构（民办非企业单位）", "social service organisation";
        ForProfit = "for_profit", "营利性机构", "for-profit institution";
    }
}

crate::coded_enum! {
    /// Who runs it and how (举办形式).
    pub enum OperatingForm {
        Independent = "independent", "独立举办", "independent";
        Chain = "chain", "品牌连锁", "chain";
        Community = "community", "社区公建民营或民办公助", "community";
        Kindergarten = "kindergarten", "幼儿园托班", "kindergarten class";
        Employer = "employer", "用人单位福利性", "employer";
    }
}

crate::coded_enum! {
    /// The four service forms of the filing rules (Art. 2).
    pub enum ServiceForm {
        FullDay = "full_day", "全日托", "full-day care";
        HalfDay = "half_day", "半日托", "half-day care";
        Hourly = "hourly", "计时托", "hourly care";
        Occasional = "occasional", "临时托", "occasional care";
    }
}

crate::coded_enum! {
    /// Whose the premises are (服务场所性质).
    pub enum Premises {
        Owned = "owned", "自有", "owned";
        Leased = "leased", "租赁", "leased";
    }
}

crate::coded_enum! {
    /// The authorities a nursery deals with; their names are data.
    pub enum AuthorityKind {
        Registration = "registration", "登记机关", "registration authority";
        Filing = "filing", "备案机关", "filing authority";
        HealthSupervision = "health_supervision", "卫生监督", "health supervision";
        MaternalChildHealth = "maternal_child_health", "妇幼保健机构", "maternal and child health";
        DiseaseControl = "disease_control", "疾病预防控制中心", "disease control centre";
        MarketRegulation = "market_regulation", "市场监督管理", "market regulation";
        Fire = "fire", "消防救援", "fire service";
        Police = "police", "公安派出所", "police station";
        Price = "price", "发展改革（价格）", "price authority";
    }
}

/// The nursery itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields = nullable)]
pub struct Institution {
    /// Full name as registered.
    pub name: String,
    /// Administrative division or place at the front of the name.
    pub place_name: String,
    /// Trade name (字号).
    pub trade_name: String,
    /// Organisational form at the end of the name (组织形式).
    pub organisation_form: String,
    /// Unified social credit code.
    pub uscc: Option<String>,
    /// Nature.
    pub nature: InstitutionNature,
    /// Operating form.
    pub operating_form: OperatingForm,
    /// Recognised as inclusive (普惠).
    pub inclusive: bool,
    /// By whom and with which document.
    pub inclusive_by: String,
    /// Since when.
    pub inclusive_from: Option<Day>,
    /// Highest monthly care fee that the recognition allows.
    pub price_cap: Option<Fen>,
    /// Business scope as registered.
    pub business_scope: String,
    /// Province, e.g. 河南省.
    pub province: String,
    /// City, e.g. 郑州市.
    pub city: String,
    /// District, e.g. 郑东新区.
    pub district: String,
    /// Street, number, floor.
    pub address: String,
    /// Legal representative (法定代表人).
    pub legal_representative: String,
    /// Resident ID of the legal representative, for the filing statement.
    pub legal_representative_id: String,
    /// Person in charge (机构负责人).
    pub person_in_charge: String,
    /// Resident ID of the person in charge.
    pub person_in_charge_id: String,
    /// Contact.
    pub contact: String,
    /// Phone.
    pub phone: String,
    /// Day of registration.
    pub founded_on: Option<Day>,
    /// Service forms offered.
    pub service_forms: Vec<ServiceForm>,
    /// Owned or leased.
    pub premises: Premises,
    /// Building area, hundredths of a square metre.
    pub building_area: Option<i64>,
    /// Indoor area in use, hundredths of a square metre.
    pub indoor_area: Option<i64>,
    /// Outdoor area, hundredths of a square metre.
    pub outdoor_area: Option<i64>,
    /// Licensed places (托位).
    pub capacity: Option<i64>,
    /// Meals are provided.
    pub meals_provided: bool,
    /// Filing number (备案编号).
    pub filing_number: Option<String>,
    /// Day of filing.
    pub filed_on: Option<Day>,
}

impl Default for Institution {
    fn default() -> Self {
        Self {
            name: String::new(),
            place_name: String::new(),
            trade_name: String::new(),
            organisation_form: String::new(),
            uscc: None,
            nature: InstitutionNature::SocialService,
            operating_form: OperatingForm::Independent,
            inclusive: false,
            inclusive_by: String::new(),
            inclusive_from: None,
            price_cap: None,
            business_scope: String::new(),
            province: String::new(),
            city: String::new(),
            district: String::new(),
            address: String::new(),
            legal_representative: String::new(),
            legal_representative_id: String::new(),
            person_in_charge: String::new(),
            person_in_charge_id: String::new(),
            contact: String::new(),
            phone: String::new(),
            founded_on: None,
            service_forms: vec![ServiceForm::FullDay],
            premises: Premises::Leased,
            building_area: None,
            indoor_area: None,
            outdoor_area: None,
            capacity: None,
            meals_provided: true,
            filing_number: None,
            filed_on: None,
        }
    }
}

/// The columns of `institution` in the order of [`Institution::columns`].
const COLUMNS: &str = "name, place_name, trade_name, organisation_form, uscc, nature, operating_form, inclusive, inclusive_by, inclusive_from,
    price_cap_fen, business_scope, province, city, district, address, legal_representative, legal_representative_id, person_in_charge,
    person_in_charge_id, contact, phone, founded_on, service_forms, premises, building_area, indoor_area, outdoor_area, capacity,
    meals_provided, filing_number, filed_on";

impl View<'_> {
    /// The nursery itself.
    ///
    /// # Errors
    /// It has not been set up.
    pub fn institution(&self) -> Result<Institution> {
        self.one("institution", &format!("SELECT {COLUMNS} FROM institution WHERE id = 1"), [], |r| {
            Ok(Institution {
                name: r.get(0)?,
                place_name: r.get(1)?,
                trade_name: r.get(2)?,
                organisation_form: r.get(3)?,
                uscc: r.get(4)?,
                nature: r.get(5)?,
                operating_form: r.get(6)?,
                inclusive: r.get(7)?,
                inclusive_by: r.get(8)?,
                inclusive_from: r.get(9)?,
                price_cap: r.get(10)?,
                business_scope: r.get(11)?,
                province: r.get(12)?,
                city: r.get(13)?,
                district: r.get(14)?,
                address: r.get(15)?,
                legal_representative: r.get(16)?,
                legal_representative_id: r.get(17)?,
                person_in_charge: r.get(18)?,
                person_in_charge_id: r.get(19)?,
                contact: r.get(20)?,
                phone: r.get(21)?,
                founded_on: r.get(22)?,
                service_forms: serde_json::from_str(&r.get::<_, String>(23)?).unwrap_or_default(),
                premises: r.get(24)?,
                building_area: r.get(25)?,
                indoor_area: r.get(26)?,
                outdoor_area: r.get(27)?,
                capacity: r.get(28)?,
                meals_provided: r.get(29)?,
                filing_number: r.get(30)?,
                filed_on: r.get(31)?,
            })
        })
    }

    /// The classes that are open, in their order.
    ///
    /// # Errors
    /// The store cannot.
    pub fn classes(&self) -> Result<Vec<Class>> {
        let mut classes = self.all(
            "SELECT c.id, c.name, c.kind, c.cap, (SELECT count(*) FROM infant i WHERE i.class_id = c.id AND i.status = 'enrolled'),
                    (SELECT count(*) FROM infant i WHERE i.class_id = c.id AND i.status IN ('enrolled', 'suspended', 'reserved'))
             FROM class c WHERE c.closed_on IS NULL ORDER BY c.sort, c.id",
            [],
            |r| {
                Ok(Class {
                    id: r.get(0)?,
                    name: r.get(1)?,
                    kind: r.get(2)?,
                    cap: r.get(3)?,
                    present: r.get(4)?,
                    held: r.get(5)?,
                    nicknames: Vec::new(),
                })
            },
        )?;
        for class in &mut classes {
            class.nicknames =
                self.all("SELECT name FROM class_nickname WHERE class_id = ?1 ORDER BY name", [class.id], |r| {
                    r.get(0)
                })?;
        }
        Ok(classes)
    }

    /// What the policies say about a kind of class on a day.
    ///
    /// # Errors
    /// The policy is missing.
    pub fn class_rule(&self, kind: ClassKind, on: Day) -> Result<ClassRule> {
        let number = |what: &str| -> Result<u32> {
            Ok(u32::try_from(self.policy_number(&format!("class.{}.{what}", kind.code()), on)?).unwrap_or(0))
        };
        Ok(ClassRule { kind, from_months: number("age_from")?, below_months: number("age_to")?, cap: number("cap")? })
    }
}

/// A class.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct Class {
    /// The row.
    pub id: Id,
    /// The name.
    pub name: String,
    /// The kind.
    pub kind: ClassKind,
    /// The most infants that it takes.
    pub cap: u32,
    /// Infants enrolled now.
    pub present: u32,
    /// Places that are held: enrolled, suspended, reserved.
    pub held: u32,
    /// Other names under which sheets call it.
    pub nicknames: Vec<String>,
}

/// What the institution refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InstitutionError {
    /// No name.
    NameMissing,
    /// The credit code does not fit.
    CreditCode(credit_code::CreditCodeError),
    /// An open class of that name exists.
    ClassName,
    /// A class may not take more than the policy's cap.
    ClassCap {
        /// The policy's cap.
        cap: u32,
    },
    /// The class still has infants.
    ClassInUse,
    /// A closure ends before it begins.
    ClosureDays,
    /// No director is named at the setup.
    DirectorMissing,
}

impl Told for InstitutionError {
    fn code(&self) -> &'static str {
        match self {
            Self::NameMissing => "name_missing",
            Self::CreditCode(_) => "credit_code",
            Self::ClassName => "class_name",
            Self::ClassCap { .. } => "class_cap",
            Self::ClassInUse => "class_in_use",
            Self::ClosureDays => "closure_days",
            Self::DirectorMissing => "name_missing",
        }
    }
    fn say(&self, l: Language) -> String {
        match self {
            Self::NameMissing => l.say("请填写机构名称。", "Give the nursery's name."),
            Self::CreditCode(e) => e.say(l),
            Self::ClassName => {
                l.say("已有同名的班级，请换一个名称。", "There is a class of that name; choose another.")
            }
            Self::ClassCap { cap } => l.say(
                format!("班额须为 1 至 {cap} 人（设置标准第十九条）。"),
                format!("A class of this kind takes 1 to {cap} infants (setting standard, Art. 19)."),
            ),
            Self::ClosureDays => l.say("结束日期早于开始日期，请核对。", "It ends before it begins; check the days."),
            Self::DirectorMissing => l.say("请填写园长姓名。", "Give the director's name."),
            Self::ClassInUse => {
                l.say("班里还有在托婴幼儿，请先转班。", "Infants are still in this class; move them first.")
            }
        }
    }
    fn field(&self) -> Option<String> {
        match self {
            Self::NameMissing | Self::ClassName => Some("name".to_owned()),
            Self::CreditCode(_) => Some("uscc".to_owned()),
            Self::ClassCap { .. } => Some("cap".to_owned()),
            Self::ClosureDays => Some("to".to_owned()),
            Self::DirectorMissing => Some("director".to_owned()),
            Self::ClassInUse => None,
        }
    }
}
