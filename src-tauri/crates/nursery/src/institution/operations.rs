//! The doors of the institution.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::calendar_rules::{AnnouncedDay, AnnouncedKind};
use super::credit_code::CreditCode;
use super::name_rule::{self, NamePattern, Severity};
use super::{AuthorityKind, Class, Institution, InstitutionError, InstitutionNature, calendar, setup};
use crate::access::Permission;
use crate::contract::{Area, Nothing, Row, change, door, read};
use crate::day::{Day, Month};
use crate::error::Result;
use crate::id::Id;
use crate::infants::class_fit::ClassKind;
use crate::staff::operations::Saved;
use crate::view::{Change, View};

pub(crate) fn operations() -> Vec<Row> {
    vec![
        door("setup", ("建园", "Set a nursery up"), setup::setup),
        read("institution.show", ("查看机构信息", "See the institution"), Permission::InstitutionRead, show),
        change("institution.save", ("修改机构信息", "Change the institution"), Permission::InstitutionWrite, save)
            .touches(&[Area::Institution]),
        read(
            "institution.classes",
            ("查看班级", "List classes"),
            Permission::InstitutionRead,
            |view: &View<'_>, _: Nothing| view.classes(),
        ),
        change("institution.save_class", ("保存班级", "Save a class"), Permission::InstitutionWrite, save_class)
            .touches(&[Area::Institution]),
        change("institution.close_class", ("停办班级", "Close a class"), Permission::InstitutionWrite, close_class)
            .touches(&[Area::Institution]),
        read("institution.authorities", ("查看主管部门", "List authorities"), Permission::InstitutionRead, authorities),
        change(
            "institution.save_authority",
            ("保存主管部门", "Save an authority"),
            Permission::InstitutionWrite,
            save_authority,
        )
        .touches(&[Area::Institution]),
        read(
            "institution.closures",
            ("查看停托安排", "List closures"),
            Permission::InstitutionRead,
            calendar::closures,
        ),
        change(
            "institution.save_closure",
            ("登记停托安排", "Save a closure"),
            Permission::InstitutionWrite,
            calendar::save_closure,
        )
        .touches(&[Area::Institution]),
        change(
            "institution.drop_closure",
            ("取消停托安排", "Take a closure out"),
            Permission::InstitutionWrite,
            calendar::drop_closure,
        )
        .touches(&[Area::Institution]),
        read("institution.calendar", ("查看工作日历", "See the calendar"), Permission::InstitutionRead, calendar_year),
        change(
            "institution.save_calendar",
            ("录入放假安排", "Enter a year's holidays"),
            Permission::InstitutionWrite,
            save_calendar,
        )
        .touches(&[Area::Institution]),
    ]
}

/// The institution, with what is to be said about its name, scope and code. Findings never refuse.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct InstitutionShown {
    /// The institution.
    pub institution: Institution,
    /// What was noticed.
    pub findings: Vec<InstitutionFinding>,
}

/// Something worth knowing about the institution's own data.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct InstitutionFinding {
    /// At which field.
    pub field: String,
    /// How much it matters.
    pub severity: Severity,
    /// What it is and what to do.
    pub message: String,
}

fn show(view: &View<'_>, _: Nothing) -> Result<InstitutionShown> {
    let mut institution = view.institution()?;
    let findings = findings(view, &institution)?;
    if !view.may(Permission::InstitutionWrite) {
        for number in [&mut institution.legal_representative_id, &mut institution.person_in_charge_id] {
            *number = crate::identity::masked(number);
        }
    }
    Ok(InstitutionShown { institution, findings })
}

/// What is to be said about name, scope and credit code.
pub(crate) fn findings(view: &View<'_>, institution: &Institution) -> Result<Vec<InstitutionFinding>> {
    let l = view.language();
    let scopes = view.policy("scope.words", view.today())?;
    let bare = |name: &str| name.trim_end_matches(['省', '市', '区', '县']).to_owned();
    let divisions = [&institution.province, &institution.city, &institution.district]
        .into_iter()
        .filter(|name| !name.is_empty())
        .flat_map(|name| [name.clone(), bare(name)])
        .collect();
    let forms =
        ["中心", "有限公司", "有限责任公司", "园", "所", "站", "工作室", institution.organisation_form.as_str()];
    let pattern = NamePattern {
        divisions,
        places: vec![institution.place_name.clone()],
        forms: forms.iter().filter(|form| !form.is_empty()).map(|form| (*form).to_owned()).collect(),
        trade: "托育".to_owned(),
        scopes: scopes.list()?.into_iter().map(str::to_owned).collect(),
    };
    let mut findings: Vec<InstitutionFinding> = name_rule::check_name(&institution.name, institution.nature, &pattern)
        .into_iter()
        .map(|f| InstitutionFinding {
            field: "name".to_owned(),
            severity: f.severity(),
            message: l.say(f.chinese(), f.english()),
        })
        .collect();
    findings.extend(name_rule::check_scope(&institution.business_scope, &pattern).map(|f| InstitutionFinding {
        field: "business_scope".to_owned(),
        severity: f.severity(),
        message: l.say(f.chinese(), f.english()),
    }));
    if let Some(code) = institution.uscc.as_deref().and_then(|code| code.parse::<CreditCode>().ok())
        && !code.nature_fits_prefix(institution.nature)
    {
        findings.push(InstitutionFinding {
            field: "uscc".to_owned(),
            severity: Severity::Advice,
            message: l.say(
                "统一社会信用代码前两位与机构性质不符，请与证书核对。",
                "The first two places of the credit code do not fit the nature: compare with the certificate.",
            ),
        });
    }
    Ok(findings)
}

fn save(change: &mut Change<'_>, q: Institution) -> Result<InstitutionShown> {
    if q.name.trim().is_empty() {
        return Err(InstitutionError::NameMissing.into());
    }
    let uscc = match q.uscc.as_deref().map(str::trim).filter(|code| !code.is_empty()) {
        None => None,
        Some(code) => Some(code.parse::<CreditCode>().map_err(InstitutionError::CreditCode)?.as_str().to_owned()),
    };
    let service_forms = serde_json::to_string(&q.service_forms)?;
    let name = crate::text::normalise_name(&q.name);
    change.about("institution");
    change.update(
        "institution",
        &1,
        &[
            ("name", &name),
            ("place_name", &q.place_name),
            ("trade_name", &q.trade_name),
            ("organisation_form", &q.organisation_form),
            ("uscc", &uscc),
            ("nature", &q.nature),
            ("operating_form", &q.operating_form),
            ("inclusive", &q.inclusive),
            ("inclusive_by", &q.inclusive_by),
            ("inclusive_from", &q.inclusive_from),
            ("price_cap_fen", &q.price_cap),
            ("business_scope", &q.business_scope),
            ("province", &q.province),
            ("city", &q.city),
            ("district", &q.district),
            ("address", &q.address),
            ("legal_representative", &q.legal_representative),
            ("legal_representative_id", &q.legal_representative_id),
            ("person_in_charge", &q.person_in_charge),
            ("person_in_charge_id", &q.person_in_charge_id),
            ("contact", &q.contact),
            ("phone", &q.phone),
            ("founded_on", &q.founded_on),
            ("service_forms", &service_forms),
            ("premises", &q.premises),
            ("building_area", &q.building_area),
            ("indoor_area", &q.indoor_area),
            ("outdoor_area", &q.outdoor_area),
            ("capacity", &q.capacity),
            ("meals_provided", &q.meals_provided),
            ("filing_number", &q.filing_number),
            ("filed_on", &q.filed_on),
        ],
    )?;
    show(change, Nothing {})
}

/// A class as typed.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SaveClass {
    /// The row; absent for a new class.
    pub id: Option<Id>,
    /// The name.
    pub name: String,
    /// The kind.
    pub kind: ClassKind,
    /// The most infants; the policy's cap when absent.
    pub cap: Option<u32>,
    /// Other names under which sheets call it.
    pub nicknames: Vec<String>,
}

fn save_class(change: &mut Change<'_>, q: SaveClass) -> Result<Saved> {
    let name = q.name.trim().to_owned();
    if name.is_empty() {
        return Err(InstitutionError::NameMissing.into());
    }
    let rule = change.class_rule(q.kind, change.today())?;
    let cap = q.cap.unwrap_or(rule.cap);
    if cap == 0 || cap > rule.cap {
        return Err(InstitutionError::ClassCap { cap: rule.cap }.into());
    }
    let twin =
        change.first("SELECT id FROM class WHERE name = ?1 AND closed_on IS NULL", [&name], |r| r.get::<_, Id>(0))?;
    if twin.is_some() && twin != q.id {
        return Err(InstitutionError::ClassName.into());
    }
    let id = q.id.unwrap_or_else(|| change.new_id());
    change.about(id);
    if q.id.is_some() {
        change.update("class", &id, &[("name", &name), ("kind", &q.kind), ("cap", &cap)])?;
    } else {
        let sort = change.number("SELECT max(sort) FROM class", [])? + 1;
        change.insert("class", &[("id", &id), ("name", &name), ("kind", &q.kind), ("cap", &cap), ("sort", &sort)])?;
    }
    change.execute("DELETE FROM class_nickname WHERE class_id = ?1", [id])?;
    for nickname in q.nicknames.iter().map(|n| n.trim()).filter(|n| !n.is_empty()) {
        change.execute("INSERT INTO class_nickname (name, class_id) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET class_id = ?2", (nickname, id))?;
    }
    change.note(serde_json::json!({ "nicknames": q.nicknames }));
    Ok(Saved { id })
}

/// The class that closes.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseClass {
    /// The class.
    pub id: Id,
    /// Its last day.
    pub on: Day,
}

fn close_class(change: &mut Change<'_>, q: CloseClass) -> Result<Saved> {
    if change.number("SELECT count(*) FROM infant WHERE class_id = ?1 AND status <> 'left'", [q.id])? > 0 {
        return Err(InstitutionError::ClassInUse.into());
    }
    change.about(q.id);
    change.update("class", &q.id, &[("closed_on", &q.on)])?;
    Ok(Saved { id: q.id })
}

/// An authority: its name as on the seal, the desk, the phone.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Authority {
    /// Which.
    pub kind: AuthorityKind,
    /// Name as on its seal.
    pub seal_name: String,
    /// Desk or section.
    pub desk: String,
    /// Phone.
    pub phone: String,
}

pub(crate) fn authorities(view: &View<'_>, _: Nothing) -> Result<Vec<Authority>> {
    view.all("SELECT kind, seal_name, desk, phone FROM authority ORDER BY kind", [], |r| {
        Ok(Authority { kind: r.get(0)?, seal_name: r.get(1)?, desk: r.get(2)?, phone: r.get(3)? })
    })
}

fn save_authority(change: &mut Change<'_>, q: Authority) -> Result<Nothing> {
    change.about(q.kind.code());
    let known = change.first("SELECT id FROM authority WHERE kind = ?1", [q.kind], |r| r.get::<_, Id>(0))?;
    if let Some(id) = known {
        change.update("authority", &id, &[("seal_name", &q.seal_name), ("desk", &q.desk), ("phone", &q.phone)])?;
    } else {
        let id = change.new_id();
        change.insert(
            "authority",
            &[("id", &id), ("kind", &q.kind), ("seal_name", &q.seal_name), ("desk", &q.desk), ("phone", &q.phone)],
        )?;
    }
    Ok(Nothing {})
}

/// Which year.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CalendarQuery {
    /// The year.
    pub year: i32,
}

/// A year's announced days and its working days by month.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct CalendarYear {
    /// The year.
    pub year: i32,
    /// Its announcement has been entered.
    pub known: bool,
    /// The announced days.
    pub days: Vec<AnnouncedDay>,
    /// Statutory working days, January to December; empty when the year is unknown.
    pub working_days: Vec<u32>,
}

fn calendar_year(view: &View<'_>, q: CalendarQuery) -> Result<CalendarYear> {
    let workdays = view.workdays()?;
    let days = view.all(
        "SELECT id, kind, festival FROM calendar_day WHERE substr(id, 1, 4) = ?1 ORDER BY id",
        [q.year.to_string()],
        |r| Ok(AnnouncedDay { date: r.get(0)?, kind: r.get(1)?, festival: r.get(2)? }),
    )?;
    let known = workdays.knows(q.year);
    let mut working_days = Vec::new();
    if known {
        for month in 1..=12 {
            working_days.push(workdays.working_days(Month::new(q.year, month)?)?);
        }
    }
    Ok(CalendarYear { year: q.year, known, days, working_days })
}

/// A year's holidays as announced by the State Council.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveCalendar {
    /// The year.
    pub year: i32,
    /// Free days that are no weekend, and weekends that are worked.
    pub days: Vec<AnnouncedDay>,
    /// The notice.
    pub source: String,
}

fn save_calendar(change: &mut Change<'_>, q: SaveCalendar) -> Result<CalendarYear> {
    change.about(format!("calendar {}", q.year));
    change.execute("DELETE FROM calendar_day WHERE substr(id, 1, 4) = ?1", [q.year.to_string()])?;
    let mut free = 0;
    for day in &q.days {
        free += u32::from(day.kind == AnnouncedKind::Off);
        let known = change.number("SELECT count(*) FROM calendar_day WHERE id = ?1", [day.date])?;
        if known > 0 {
            return Err(super::calendar_rules::CalendarError::DayTwice { day: day.date }.into());
        }
        change.execute(
            "INSERT INTO calendar_day (id, kind, festival, origin) VALUES (?1, ?2, ?3, ?4)",
            (day.date, day.kind, &day.festival, &q.source),
        )?;
    }
    change.note(serde_json::json!({ "days": q.days.len(), "free": free, "source": q.source }));
    calendar_year(change, CalendarQuery { year: q.year })
}

/// The certificate that goes with a nature (§1.2 of the filing rules), for the filing list.
#[must_use]
pub fn certificate_name(nature: InstitutionNature) -> &'static str {
    match nature {
        InstitutionNature::PublicInstitution => "事业单位法人证书",
        InstitutionNature::SocialService => "民办非企业单位登记证书",
        InstitutionNature::ForProfit => "营业执照",
    }
}

/// Used by documents that print the classes.
#[must_use]
pub fn class_line(class: &Class) -> String {
    format!("{}（{}，{}人）", class.name, class.kind.zh(), class.cap)
}
