//! What is missing or does not fit for filing. Each gap names its article and whether filing fails without it.

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::requirements::{FilingRequirement, Held, PASSED, StaffRequirement};
use super::statement;
use crate::day::{Day, completed_months};
use crate::error::Result;
use crate::institution::name_rule::Severity;
use crate::institution::{Premises, operations as institution};
use crate::validity::{HeldPaper, OwnerKind, PaperKind, Standing};
use crate::view::View;
use crate::words::Language;

crate::coded_enum! {
    /// Where a gap is mended.
    pub enum FilingPlace {
        Institution = "institution", "机构信息", "the nursery's data";
        Classes = "classes", "班级", "classes";
        Staff = "staff", "人员", "staff";
        Authorities = "authorities", "主管部门", "authorities";
        Paper = "paper", "证照", "papers";
    }
}

/// Something that is missing or does not fit.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct FilingGap {
    /// Stable code.
    pub code: String,
    /// The kind of paper, if it is one.
    pub kind: Option<PaperKind>,
    /// Whose.
    pub owner_kind: OwnerKind,
    /// The owner's row (`1` for the institution).
    pub owner_id: String,
    /// The field of the institution, if it is one.
    pub field: Option<String>,
    /// Where it is mended.
    pub place: FilingPlace,
    /// What it is and what to do, in the person's language.
    pub message: String,
    /// The article that asks for it.
    pub article: String,
    /// Filing fails without it.
    pub mandatory: bool,
    /// The same in Chinese and without a person's name, as the package says it.
    #[serde(skip)]
    #[ts(skip)]
    #[schemars(skip)]
    pub printed: String,
}

const STATEMENT_ARTICLE: &str = "登记和备案办法第八条（备案书）";

/// Collects gaps in one language.
struct Gaps {
    l: Language,
    found: Vec<FilingGap>,
}

/// What a gap says: of whom, in Chinese and English, by which article.
struct Said<'a> {
    code: &'a str,
    owner: Option<&'a StaffRequirement>,
    kind: Option<PaperKind>,
    field: Option<&'a str>,
    zh: String,
    en: String,
    article: &'a str,
    mandatory: bool,
}

impl Gaps {
    fn add(&mut self, said: Said<'_>) {
        let (owner_kind, owner_id) = match said.owner {
            None => (OwnerKind::Institution, "1".to_owned()),
            Some(person) => (OwnerKind::Person, person.person_id.to_string()),
        };
        let whose = |name: &str| {
            if name.is_empty() { String::new() } else { format!("{name}：") }
        };
        let (name, label) =
            said.owner.map_or_else(Default::default, |person| (person.name.clone(), person.label().replace('_', " ")));
        self.found.push(FilingGap {
            code: said.code.to_owned(),
            kind: said.kind,
            owner_kind,
            owner_id,
            field: said.field.map(str::to_owned),
            place: match (said.kind, said.field.unwrap_or_default()) {
                (Some(_), _) => FilingPlace::Paper,
                (_, "staff") => FilingPlace::Staff,
                (_, "classes") => FilingPlace::Classes,
                (_, field) if field.starts_with("authority.") => FilingPlace::Authorities,
                _ => FilingPlace::Institution,
            },
            printed: format!("{}{}", whose(&label), said.zh),
            message: match self.l {
                Language::Zh => format!("{}{}", whose(&name), said.zh),
                Language::En => {
                    format!("{}{}", if name.is_empty() { String::new() } else { format!("{name}: ") }, said.en)
                }
            },
            article: said.article.to_owned(),
            mandatory: said.mandatory,
        });
    }

    fn field(
        &mut self,
        code: &str,
        field: &str,
        zh: impl Into<String>,
        en: impl Into<String>,
        article: &str,
        mandatory: bool,
    ) {
        self.add(Said {
            code,
            owner: None,
            kind: None,
            field: Some(field),
            zh: zh.into(),
            en: en.into(),
            article,
            mandatory,
        });
    }

    /// A needed paper: it is there, in force, and scanned.
    fn paper(&mut self, owner: Option<&StaffRequirement>, requirement: &FilingRequirement) {
        let name = requirement.kind.zh();
        let english = requirement.kind.label(Language::En);
        let (code, zh, en, mandatory) = match (requirement.standing, requirement.papers.last()) {
            _ if !requirement.needed && requirement.standing != Standing::Expired => return,
            (Standing::Missing, _) => (
                "paper_missing",
                format!("缺{name}，请登记并附扫描件。"),
                format!("{english} is missing: enter it with a scan."),
                requirement.needed,
            ),
            (Standing::Expired, Some(paper)) => {
                let to = paper.valid_to.map(|day| day.to_string()).unwrap_or_default();
                (
                    "paper_expired",
                    format!("{name}已于 {to} 到期，请换发。"),
                    format!("{english} ended on {to}: renew it."),
                    requirement.needed,
                )
            }
            (_, Some(paper)) if paper.files.is_empty() => (
                "paper_without_scan",
                format!("{name}没有扫描件，请补附。"),
                format!("{english} has no scan: attach one."),
                requirement.needed,
            ),
            (Standing::Expiring, Some(paper)) => {
                let left = paper.days_left.unwrap_or(0);
                (
                    "paper_expiring",
                    format!("{name}还有 {left} 天到期。"),
                    format!("{english} ends in {left} days."),
                    false,
                )
            }
            _ => return,
        };
        self.add(Said {
            code,
            owner,
            kind: Some(requirement.kind),
            field: None,
            zh,
            en,
            article: &requirement.article,
            mandatory,
        });
    }

    fn condition(&mut self, requirement: &FilingRequirement, code: &str, zh: String, en: String) {
        self.add(Said {
            code,
            owner: None,
            kind: Some(requirement.kind),
            field: None,
            zh,
            en,
            article: &requirement.article,
            mandatory: true,
        });
    }
}

/// Everything that is missing or does not fit, in the order of Art. 8.
pub(crate) fn find(view: &View<'_>, held: &Held) -> Result<Vec<FilingGap>> {
    let mut gaps = Gaps { l: view.language(), found: Vec::new() };
    of_institution(view, held, &mut gaps)?;
    for requirement in &held.materials {
        gaps.paper(None, requirement);
        if let Some(paper) = requirement.papers.last() {
            conditions(view, held, requirement, paper, &mut gaps)?;
        }
    }
    for person in &held.staff {
        for requirement in &person.papers {
            gaps.paper(Some(person), requirement);
        }
    }
    if held.staff.is_empty() {
        gaps.field(
            "staff_missing",
            "staff",
            "还没有登记工作人员。",
            "No staff is entered yet.",
            "登记和备案办法第八条（三）",
            true,
        );
    }
    Ok(gaps.found)
}

fn of_institution(view: &View<'_>, held: &Held, gaps: &mut Gaps) -> Result<()> {
    let own = &held.institution;
    if own.uscc.as_deref().is_none_or(str::is_empty) {
        gaps.field(
            "uscc_missing",
            "uscc",
            "缺统一社会信用代码。",
            "The unified social credit code is missing.",
            STATEMENT_ARTICLE,
            true,
        );
    }
    if own.legal_representative.trim().is_empty() {
        gaps.field(
            "legal_representative_missing",
            "legal_representative",
            "缺法定代表人。",
            "The legal representative is missing.",
            STATEMENT_ARTICLE,
            true,
        );
    }
    let open = statement::missing(view, own)?;
    if !open.is_empty() {
        let (zh, en): (Vec<&str>, Vec<&str>) = open.iter().map(|field| (field.zh, field.en)).unzip();
        gaps.field(
            "statement_incomplete",
            open[0].field,
            format!("备案书还缺：{}。", zh.join("、")),
            format!("The filing statement still lacks: {}.", en.join(", ")),
            STATEMENT_ARTICLE,
            true,
        );
    }
    let findings = institution::findings(view, own)?;
    for finding in findings.iter().filter(|finding| finding.severity >= Severity::Advice) {
        let code = match finding.field.as_str() {
            "business_scope" => "scope_without_nursery",
            "name" => "name_unusual",
            _ => "credit_code_unusual",
        };
        // The finding speaks the person's language; the package speaks Chinese.
        let zh = match (gaps.l, code) {
            (Language::Zh, _) => finding.message.clone(),
            (_, "scope_without_nursery") => "业务（经营）范围没有“托育服务”或“3岁以下婴幼儿照护服务”。".to_owned(),
            (_, "name_unusual") => "机构名称与本地命名规则不一致，请与登记证书核对。".to_owned(),
            _ => "统一社会信用代码前两位与机构性质不符，请与证书核对。".to_owned(),
        };
        gaps.field(
            code,
            &finding.field,
            zh,
            finding.message.clone(),
            "登记和备案办法第五条",
            finding.severity == Severity::Warning,
        );
    }
    let caps: i64 = view.classes()?.iter().map(|class| i64::from(class.cap)).sum();
    if let Some(capacity) = own.capacity.filter(|capacity| *capacity > caps) {
        gaps.field(
            "capacity_over_classes",
            "capacity",
            format!("收托规模 {capacity} 个托位，多于各班班额之和 {caps}；请核对规模或增设班级。"),
            format!("The capacity of {capacity} exceeds the classes' caps of {caps}: correct it or add classes."),
            "设置标准第十九条",
            true,
        );
    }
    Ok(())
}

/// What a paper must say beyond being there.
fn conditions(
    view: &View<'_>,
    held: &Held,
    requirement: &FilingRequirement,
    paper: &HeldPaper,
    gaps: &mut Gaps,
) -> Result<()> {
    let today = view.today();
    match requirement.kind {
        PaperKind::HygieneEvaluation => {
            let result = paper.facts.get("result").and_then(|value| value.as_str()).unwrap_or_default().trim();
            if result != PASSED {
                let said = if result.is_empty() { "未填写" } else { result };
                gaps.condition(
                    requirement,
                    "hygiene_not_passed",
                    format!("卫生评价结果为“{said}”，备案须为“合格”。"),
                    format!("The hygiene evaluation says “{said}”; filing needs “合格” (passed)."),
                );
            }
        }
        PaperKind::Premises if held.institution.premises == Premises::Leased => {
            let least = view.policy_number("premises.lease_min_months", today)?;
            match lease_months(paper) {
                None => gaps.condition(
                    requirement,
                    "lease_term_unknown",
                    "租赁合同没有租期：请填写起止日期。".to_owned(),
                    "The lease has no term: enter its first and last day.".to_owned(),
                ),
                Some(months) if months < least => gaps.condition(
                    requirement,
                    "lease_too_short",
                    format!("租赁期限 {months} 个月，少于 {least} 个月。"),
                    format!("The lease runs {months} months; at least {least} are needed."),
                ),
                Some(_) => {}
            }
        }
        PaperKind::FireCertificate => {
            let within = view.policy_number("fire_certificate.within_months", today)?;
            match paper.issued_on {
                None => gaps.condition(
                    requirement,
                    "fire_certificate_undated",
                    "消防安全检查合格证明没有填写签发日期。".to_owned(),
                    "The fire certificate has no day of issue.".to_owned(),
                ),
                Some(issued) if paper.standing != Standing::Expired && too_old(issued, within, today) => gaps
                    .condition(
                        requirement,
                        "fire_certificate_old",
                        format!("消防安全检查合格证明签发于 {issued}，已超过 {within} 个月。"),
                        format!("The fire certificate is of {issued}, more than {within} months ago."),
                    ),
                Some(_) => {}
            }
        }
        _ => {}
    }
    Ok(())
}

/// The term of a lease: as typed, else from its first to its last day.
fn lease_months(paper: &HeldPaper) -> Option<i64> {
    let typed = paper.facts.get("term").and_then(|term| term.as_i64().or_else(|| term.as_str()?.trim().parse().ok()));
    typed.or_else(|| {
        let (from, to) = (paper.issued_on?, paper.valid_to?);
        // The last day belongs to the term: 2026-01-01 to 2028-12-31 is 36 months.
        completed_months(from, to.plus_days(1).ok()?).map(i64::from)
    })
}

fn too_old(issued: Day, months: i64, today: Day) -> bool {
    let months = i32::try_from(months).unwrap_or(i32::MAX);
    issued.add_months_clamped(months).is_ok_and(|end| end <= today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_is_too_old_from_the_day_after_its_months() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        assert!(!too_old(day("2025-11-24"), 12, day("2026-11-23")));
        assert!(too_old(day("2025-11-23"), 12, day("2026-11-23")));
    }
}
