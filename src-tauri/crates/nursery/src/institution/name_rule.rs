//! What a nursery's name and business scope should say. Nothing here refuses a name: the name
//! on the certificate is a fact, and the findings say what the health department may object to.
//!
//! 托育机构登记和备案办法（试行） Art. 5; pattern of the name: local rules (政策包).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::InstitutionNature;
use crate::text::half_width;

/// What a name is compared with; it comes from the policies and the nursery's own address.
#[derive(Debug, Clone, Default)]
pub struct NamePattern {
    /// The divisions (行政区划) that the nursery lies in, as names may say them: 郑州市, 郑州, 金水区.
    pub divisions: Vec<String>,
    /// Place names (地名) that public and social nurseries may begin with instead.
    pub places: Vec<String>,
    /// Organisational forms (组织形式) that a name ends with: 中心, 有限公司.
    pub forms: Vec<String>,
    /// The trade that a name states: 托育.
    pub trade: String,
    /// What the scope must say, one of: 托育服务, 3岁以下婴幼儿照护服务.
    pub scopes: Vec<String>,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Local rules expect otherwise.
    Advice,
    /// Filing will probably be returned.
    Warning,
}

/// What was noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NameFinding {
    /// The name does not begin with a division (or, where allowed, a place).
    NoDivision,
    /// The division stands in brackets inside the name, as company names may have it.
    DivisionInBrackets,
    /// A for-profit name begins with a place that is no administrative division.
    PlaceInsteadOfDivision,
    /// Nothing stands between the division and 托育.
    NoTradeName,
    /// The name does not say 托育.
    NoTrade,
    /// The name does not end with a known organisational form.
    NoForm,
    /// The business scope says neither of the accepted wordings.
    ScopeWithoutNursery,
}

impl NameFinding {
    /// How much it matters. Only the scope is national law; the name's pattern is local.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::ScopeWithoutNursery => Severity::Warning,
            Self::DivisionInBrackets => Severity::Note,
            _ => Severity::Advice,
        }
    }

    /// What it means and what to do, in Chinese.
    #[must_use]
    pub const fn chinese(self) -> &'static str {
        match self {
            Self::NoDivision => "名称开头没有行政区划（非营利机构也可用地名），请与登记证书核对。",
            Self::DivisionInBrackets => "行政区划写在名称中间的括号里；企业名称允许，备案时按登记证书填写。",
            Self::PlaceInsteadOfDivision => "营利性机构的名称应以行政区划开头，此处是地名。",
            Self::NoTradeName => "行政区划与“托育”之间没有字号。",
            Self::NoTrade => "名称中没有“托育”；国家规定为“可以”，本地要求写明。",
            Self::NoForm => "名称末尾没有组织形式（如“中心”“有限公司”）。",
            Self::ScopeWithoutNursery => {
                "业务（经营）范围没有“托育服务”或“3岁以下婴幼儿照护服务”，备案会被退回，请先办理变更登记。"
            }
        }
    }

    /// The same in English.
    #[must_use]
    pub const fn english(self) -> &'static str {
        match self {
            Self::NoDivision => {
                "The name does not begin with an administrative division (non-profits may use a place name): compare with the certificate."
            }
            Self::DivisionInBrackets => {
                "The division stands in brackets inside the name; companies may do so. File the name as the certificate has it."
            }
            Self::PlaceInsteadOfDivision => {
                "A for-profit nursery's name should begin with an administrative division; this is a place name."
            }
            Self::NoTradeName => "There is no trade name between the division and 托育.",
            Self::NoTrade => "The name does not say 托育: national rules permit that, local ones expect the word.",
            Self::NoForm => "The name does not end with an organisational form such as 中心 or 有限公司.",
            Self::ScopeWithoutNursery => {
                "The business scope says neither 托育服务 nor 3岁以下婴幼儿照护服务: filing will be returned. Change the registration first."
            }
        }
    }
}

/// What is to be said about the name, from the front to the back.
#[must_use]
pub fn check_name(name: &str, nature: InstitutionNature, pattern: &NamePattern) -> Vec<NameFinding> {
    let name = bare(name);
    let mut findings = Vec::new();
    let after_division = strip_longest(&name, &pattern.divisions);
    let rest = match (&after_division, strip_longest(&name, &pattern.places)) {
        (Some(rest), _) => *rest,
        (None, Some(rest)) => {
            if nature == InstitutionNature::ForProfit {
                findings.push(NameFinding::PlaceInsteadOfDivision);
            }
            rest
        }
        (None, None) => {
            let in_brackets = pattern.divisions.iter().any(|division| name.contains(&format!("({division})")));
            findings.push(if in_brackets { NameFinding::DivisionInBrackets } else { NameFinding::NoDivision });
            name.as_str()
        }
    };
    match rest.split_once(pattern.trade.as_str()) {
        Some(("", _)) => findings.push(NameFinding::NoTradeName),
        Some(_) => {}
        None => findings.push(NameFinding::NoTrade),
    }
    if !pattern.forms.iter().any(|form| name.ends_with(form.as_str())) {
        findings.push(NameFinding::NoForm);
    }
    findings
}

/// What is to be said about the business scope (业务范围, 经营范围).
#[must_use]
pub fn check_scope(scope: &str, pattern: &NamePattern) -> Option<NameFinding> {
    let scope = bare(scope);
    (!pattern.scopes.iter().any(|accepted| scope.contains(&bare(accepted)))).then_some(NameFinding::ScopeWithoutNursery)
}

fn bare(text: &str) -> String {
    half_width(text).split_whitespace().collect()
}

/// Divisions may follow each other (河南省郑州市金水区), so they are taken off until none is left.
fn strip_longest<'a>(name: &'a str, begins: &[String]) -> Option<&'a str> {
    let mut rest = name;
    while let Some(longest) =
        begins.iter().filter(|b| !b.is_empty() && rest.starts_with(b.as_str())).map(String::len).max()
    {
        rest = &rest[longest..];
    }
    (rest.len() < name.len()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use InstitutionNature::{ForProfit, SocialService};
    use NameFinding::*;

    fn pattern() -> NamePattern {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        NamePattern {
            divisions: words(&["河南省", "郑州市", "郑州", "金水区"]),
            places: words(&["东风路"]),
            forms: words(&["中心", "有限公司"]),
            trade: "托育".to_owned(),
            scopes: words(&["托育服务", "3岁以下婴幼儿照护服务"]),
        }
    }

    #[test]
    fn names() {
        for (name, nature, findings) in [
            ("郑州市金水区春芽托育中心", SocialService, vec![]),
            ("河南省春芽托育服务有限公司", ForProfit, vec![]),
            ("东风路春芽托育中心", SocialService, vec![]),
            ("东风路春芽托育有限公司", ForProfit, vec![PlaceInsteadOfDivision]),
            ("春芽（郑州）托育有限公司", ForProfit, vec![DivisionInBrackets]),
            ("春芽托育中心", SocialService, vec![NoDivision]),
            ("郑州市托育中心", SocialService, vec![NoTradeName]),
            ("郑州市春芽早教中心", SocialService, vec![NoTrade]),
            ("郑州市春芽托育园", SocialService, vec![NoForm]),
            ("", ForProfit, vec![NoDivision, NoTrade, NoForm]),
        ] {
            assert_eq!(check_name(name, nature, &pattern()), findings, "{name}");
        }
    }

    #[test]
    fn scopes() {
        for scope in ["托育服务；餐饮服务", "托育 服务", "３岁以下婴幼儿照护服务"] {
            assert_eq!(check_scope(scope, &pattern()), None, "{scope}");
        }
        assert_eq!(check_scope("早教培训", &pattern()), Some(ScopeWithoutNursery));
        assert_eq!(ScopeWithoutNursery.severity(), Severity::Warning);
        assert!(
            NoTrade.severity() < Severity::Warning && !NoTrade.chinese().is_empty() && !NoTrade.english().is_empty()
        );
    }
}
