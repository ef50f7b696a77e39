//! The five required terms: which are there, and why one is not; and findings that refuse nothing.

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::terms::{ContractTerms, FeeLine};
use super::{FeeCategory, FeeUnit, RequiredTerm, span_says, template};
use crate::billing::rules::prepaid_span::{Span, check_span};
use crate::day::Day;
use crate::error::Result;
use crate::money::Fen;
use crate::view::View;
use crate::words::{Coded, Language};

/// Where the four terms without a number of their own come from.
const LAW: &str = "郑州市促进3岁以下婴幼儿照护服务发展实施意见（服务合同应载明的事项）";

/// One required term.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct TermState {
    /// Which.
    pub term: RequiredTerm,
    /// Whether it is there and holds.
    pub present: bool,
    /// Why not, or what it says.
    pub reason: String,
    /// Who asks for it.
    pub article: String,
}

/// The checklist of a contract.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct Checklist {
    /// All five in their order.
    pub terms: Vec<TermState>,
    /// Whether it can become active as far as the terms go.
    pub complete: bool,
    /// What is worth a word and refuses nothing.
    pub findings: Vec<String>,
    /// The basic fee lies above the cap of an inclusive nursery.
    pub above_cap: bool,
}

impl Checklist {
    /// Of a contract that was signed on paper before: what counts is whether the paper holds the term.
    pub(crate) fn signed_on_paper(&mut self, signed: &[RequiredTerm], l: Language) {
        for state in self.terms.iter_mut().filter(|state| !signed.contains(&state.term)) {
            state.present = false;
            state.reason = l.say("已签的纸质合同没有这一项，待补签", "the signed paper lacks it: to be signed");
        }
        self.complete = self.terms.iter().all(|state| state.present);
    }
}

/// Looks at the five terms on a day.
///
/// # Errors
/// The policy is missing, or the store cannot.
pub fn checklist(view: &View<'_>, terms: &ContractTerms, fees: &[FeeLine], on: Day) -> Result<Checklist> {
    let l = view.language();
    let cap = view.policy("prepay.max_months", on)?;
    let max = u16::try_from(cap.number()?).unwrap_or(u16::MAX);
    let mut states = Vec::new();
    for term in RequiredTerm::ALL {
        let state = match term {
            RequiredTerm::ServicePeriod => match (terms.from, terms.to) {
                (Some(from), Some(to)) if from <= to => Ok(l.say(format!("{from} 至 {to}"), format!("{from} to {to}"))),
                (Some(_), Some(_)) => Err(l.say("结束日期早于开始日期", "it ends before it begins")),
                (None, _) => Err(l.say("没有开始日期", "no first day")),
                (_, None) => Err(l.say("没有结束日期", "no last day")),
            },
            RequiredTerm::Fees if fees.iter().any(|fee| fee.category == FeeCategory::Basic) => {
                Ok(l.say(format!("{} 项", fees.len()), format!("{} items", fees.len())))
            }
            RequiredTerm::Fees => Err(l.say("没有基本服务费（保育费）", "no basic service fee")),
            RequiredTerm::Refund if terms.refund_rules.is_empty() => Err(l.say("没有退费标准", "no refund standard")),
            RequiredTerm::Refund if terms.refund_method.trim().is_empty() => {
                Err(l.say("没有退费办法", "no refund method"))
            }
            RequiredTerm::Refund => {
                Ok(l.say(format!("{} 条", terms.refund_rules.len()), format!("{} rules", terms.refund_rules.len())))
            }
            RequiredTerm::PrepaidSpan => match terms.prepay_months {
                None => Err(l.say("没有写明一次预收几个月", "the months of one prepayment are not stated")),
                Some(months) => {
                    let from = terms.from.unwrap_or(on);
                    let to = from.add_months_clamped(i32::from(months))?.plus_days(-1)?;
                    check_span(Span { from, to }, max)
                        .map(|()| l.say(format!("{months} 个月"), format!("{months} months")))
                        .map_err(|e| span_says(&e, l))
                }
            },
            RequiredTerm::Dispute if terms.dispute.trim().is_empty() => Err(l.say("没有写明", "not stated")),
            RequiredTerm::Dispute => Ok(String::new()),
        };
        let article = if *term == RequiredTerm::PrepaidSpan { cap.cited() } else { LAW.to_owned() };
        let (present, reason) = match state {
            Ok(reason) => (true, reason),
            Err(reason) => (false, reason),
        };
        states.push(TermState { term: *term, present, reason, article });
    }
    let mut findings = Vec::new();
    let above_cap = above_cap(view, fees)?;
    if let Some((price, cap)) = above_cap {
        findings.push(l.say(
            format!("保育费 {price} 元/月，高于普惠认定的上限 {cap} 元/月。"),
            format!("The care fee of {price} a month lies above the cap of {cap} for inclusive nurseries."),
        ));
    }
    if terms.medication_consent.is_none() || terms.first_aid_consent.is_none() || terms.photo_consent.is_none() {
        findings.push(l.say(
            "还有同意事项没有询问（喂药、急救、影像）。",
            "Consents have not been asked for (medicine, first aid, photographs).",
        ));
    }
    if fees.iter().any(|fee| fee.category == FeeCategory::Deposit) && terms.deposit_terms.trim().is_empty() {
        findings
            .push(l.say("收取押金，但没有写明退还条件和期限。", "There is a deposit, but not when it is given back."));
    }
    Ok(Checklist {
        complete: states.iter().all(|state| state.present),
        terms: states,
        findings,
        above_cap: above_cap.is_some(),
    })
}

/// The monthly basic fee after discounts and the cap below it, for an inclusive nursery.
fn above_cap(view: &View<'_>, fees: &[FeeLine]) -> Result<Option<(Fen, Fen)>> {
    let institution = view.institution()?;
    let Some(cap) = institution.price_cap.filter(|_| institution.inclusive) else {
        return Ok(None);
    };
    let mut highest = Fen::ZERO;
    for fee in fees.iter().filter(|fee| fee.category == FeeCategory::Basic && fee.unit == FeeUnit::Month) {
        highest = highest.max(fee.price.minus(fee.off())?);
    }
    Ok((highest > cap).then_some((highest, cap)))
}

/// Whether the policy makes the cap a refusal; a warning where it says nothing.
pub(crate) fn cap_refuses(view: &View<'_>, on: Day) -> Result<bool> {
    Ok(match template::optional(view, "contract.price_cap_refuses", on)? {
        Some(value) => value.flag()?,
        None => false,
    })
}
