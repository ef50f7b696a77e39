//! Area **contracts** 合同: what was agreed with the guardians.
//!
//! - [`terms`] — what a contract says: fees, refund, prepayment, clauses
//! - [`template`] — the wording a draft begins with (data)
//! - [`checklist`] — the five required terms, and what else is worth a word
//! - [`refund_choices`] — the rules that can be chosen, with the parameters that hold here
//! - [`refund_words`] — a refund rule as the sentence that stands in the contract
//! - [`records`] — the rows
//! - [`operations`] — the doors; [`print`] — the paper

pub mod checklist;
pub mod operations;
pub mod print;
pub mod records;
pub mod refund_choices;
pub mod refund_words;
pub mod template;
pub mod terms;

use serde_json::{Value, json};

use crate::access::{Permission, Post};
use crate::billing::rules::prepaid_span::SpanError;
use crate::day::Day;
use crate::duty::{Duty, DutyItem, Urgency};
use crate::error::{Result, Told};
use crate::view::View;
use crate::words::Language;

crate::coded_enum! {
    /// Where a contract stands. A contract whose last day has passed counts as ended.
    pub enum ContractStatus {
        Draft = "draft", "草稿", "draft";
        Active = "active", "生效", "active";
        Ended = "ended", "已终止", "ended";
    }
}

crate::coded_enum! {
    /// What kind of fee it is (河南 2025: 基本服务费, 其他服务费).
    pub enum FeeCategory {
        Basic = "basic", "基本服务费", "basic service fee";
        Other = "other", "其他服务费", "other service fee";
        Collected = "collected", "代收费", "collected for others";
        Deposit = "deposit", "押金", "deposit";
        Discount = "discount", "优惠", "discount";
    }
}

crate::coded_enum! {
    /// What a price is for.
    pub enum FeeUnit {
        Month = "month", "月", "month";
        Day = "day", "天", "day";
        Time = "time", "次", "time";
        Hour = "hour", "小时", "hour";
        Year = "year", "年", "year";
    }
}

crate::coded_enum! {
    /// The five terms without which a contract does not become active (郑州: 服务合同应载明).
    pub enum RequiredTerm {
        ServicePeriod = "service_period", "服务期限", "service period";
        Fees = "fees", "收费项目和金额", "charged items and amounts";
        Refund = "refund", "退费标准和办法", "refund standard and method";
        PrepaidSpan = "prepaid_span", "预收费时间跨度", "span of one prepayment";
        Dispute = "dispute", "争议解决方式", "dispute resolution";
    }
}

/// What the area refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContractRefusal {
    /// Required terms are missing or do not hold.
    Incomplete(Vec<(RequiredTerm, String)>),
    /// The infant has no legal guardian: the contract has no 甲方.
    NoGuardian,
    /// It is no draft any more, or not yet active.
    Status(ContractStatus),
    /// The same infant has an active contract of the same service form in that period.
    Overlap {
        /// The other contract's number.
        number: String,
    },
    /// A renewal begins on the day after the earlier one ends.
    NotContiguous {
        /// The day on which it must begin.
        must_begin: Day,
    },
    /// Signed in the future.
    SignedInFuture,
    /// The last day lies outside the service period.
    EndOutside {
        /// First day of service.
        from: Day,
        /// Last day of service.
        to: Day,
    },
    /// A reason is needed.
    ReasonNeeded,
    /// There is no template of that name.
    Template,
    /// A fee line does not hold.
    Fee {
        /// Which, from 0.
        at: usize,
        /// What is wrong.
        problem: FeeProblem,
    },
    /// One prepayment may not span that long.
    Span(SpanError),
    /// The price lies above the cap and the policy refuses it.
    AboveCap,
}

/// What can be wrong with a fee line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeeProblem {
    /// No name.
    Item,
    /// Two lines of one name in the same days.
    Twice,
    /// The price is not above zero.
    Price,
    /// The discount is negative or above the price.
    Discount,
    /// A discount without its reason.
    DiscountReason,
    /// Discounts are written beside the fee, not as a fee.
    Category,
}

impl Told for ContractRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Incomplete(_) => "contract_incomplete",
            Self::NoGuardian => "contract_guardian",
            Self::Status(_) => "contract_status",
            Self::Overlap { .. } => "contract_overlap",
            Self::NotContiguous { .. } => "contract_not_contiguous",
            Self::SignedInFuture => "contract_signed_in_future",
            Self::EndOutside { .. } => "contract_end_outside",
            Self::ReasonNeeded => "reason_needed",
            Self::Template => "contract_template",
            Self::Fee { .. } => "contract_fee",
            Self::Span(_) => "prepaid_span",
            Self::AboveCap => "contract_above_cap",
        }
    }

    fn say(&self, l: Language) -> String {
        match self {
            Self::Incomplete(terms) => {
                let names: Vec<&str> = terms.iter().map(|(term, _)| term.label(l)).collect();
                l.say(
                    format!("合同缺少必备条款：{}。请补齐后再生效。", names.join("、")),
                    format!("Required terms are missing: {}. Complete them first.", names.join(", ")),
                )
            }
            Self::NoGuardian => l.say(
                "合同没有甲方：请先登记至少一名法定监护人（祖辈受托照护的，附委托或监护证明后标为监护人）。",
                "The contract has no party A: enter at least one legal guardian first.",
            ),
            Self::Status(status) => l.say(
                format!("合同目前为“{}”，不能这样办；已签的合同不改，请终止后另订或续签。", status.zh()),
                format!("The contract is “{}”; a signed contract is not changed: end or renew it.", status.label(l)),
            ),
            Self::Overlap { number } => l.say(
                format!("同一婴幼儿同一托育形式已有生效合同 {number}，期限重叠。请调整服务期限，或先终止原合同。"),
                format!("Contract {number} of the same infant and service form overlaps. Change the period or end the other one."),
            ),
            Self::NotContiguous { must_begin } => l.say(
                format!("续签合同须自 {must_begin} 起，与原合同相接。"),
                format!("A renewal begins on {must_begin}, right after the earlier contract."),
            ),
            Self::SignedInFuture => l.say("签订日期不能晚于今天。", "The day of signing cannot lie in the future."),
            Self::EndOutside { from, to } => l.say(
                format!("终止日期须在服务期限 {from} 至 {to} 之内。"),
                format!("The last day must lie within the service period, {from} to {to}."),
            ),
            Self::ReasonNeeded => l.say("请写明原因。", "Give the reason."),
            Self::Template => l.say("没有这个合同文本，请重新选择。", "There is no such template; choose another."),
            Self::Fee { at, problem } => {
                let (zh, en) = match problem {
                    FeeProblem::Item => ("请写明收费项目", "name the item"),
                    FeeProblem::Twice => ("项目重复", "the item stands there twice"),
                    FeeProblem::Price => ("标准须大于零", "the price must be above zero"),
                    FeeProblem::Discount => ("优惠不能为负，也不能超过标准", "the discount lies between zero and the price"),
                    FeeProblem::DiscountReason => ("请写明优惠原因", "give the reason of the discount"),
                    FeeProblem::Category => ("优惠写在所减的项目上，不单列项目", "write a discount beside its fee"),
                };
                l.say(format!("收费项目第 {} 行：{zh}。", at + 1), format!("Fee line {}: {en}.", at + 1))
            }
            Self::Span(e) => span_says(e, l),
            Self::AboveCap => l.say("保育费高于普惠价格上限，请按上限调整。", "The care fee lies above the cap of an inclusive nursery; lower it."),
        }
    }

    fn field(&self) -> Option<String> {
        Some(match self {
            Self::SignedInFuture => "signed_on".to_owned(),
            Self::EndOutside { .. } => "on".to_owned(),
            Self::ReasonNeeded => "reason".to_owned(),
            Self::Template => "template".to_owned(),
            Self::Overlap { .. } | Self::NotContiguous { .. } => "terms.from".to_owned(),
            Self::Fee { at, .. } => format!("fees[{at}]"),
            Self::Span(_) => "terms.prepay_months".to_owned(),
            _ => return None,
        })
    }

    fn details(&self) -> Option<Value> {
        match self {
            Self::Incomplete(terms) => Some(
                json!({ "missing": terms.iter().map(|(term, reason)| json!({ "term": term, "reason": reason })).collect::<Vec<_>>() }),
            ),
            _ => None,
        }
    }
}

/// What is wrong with the span of a prepayment.
pub(crate) fn span_says(e: &SpanError, l: Language) -> String {
    match e {
        SpanError::Backwards => l.say("期间的结束早于开始，请更正。", "The period ends before it begins."),
        SpanError::TooLong { from, latest, max_months } => l.say(
            format!("一次性预收费不超过 {max_months} 个月：自 {from} 起最迟到 {latest}。请缩短期间，分次收取。"),
            format!("One prepayment covers at most {max_months} months: from {from} until {latest} at the latest."),
        ),
        SpanError::Day(e) => e.say(l),
    }
}

pub(crate) fn duties() -> Vec<Duty> {
    vec![Duty {
        key: "contracts.ending",
        part: Some(crate::takeover::Part::Contracts),
        posts: &[Post::Director, Post::Bookkeeper],
        permission: Permission::ContractsRead,
        open: ending,
    }]
}

/// Contracts that end soon and are not renewed: one line.
fn ending(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let (l, today) = (view.language(), view.today());
    let remind = view.policy("contract.remind_days", today)?;
    let until = today.plus_days(remind.number()?)?;
    let rows: Vec<(String, Day)> = view.all(
        "SELECT i.name, coalesce(c.ended_on, c.to_day) FROM contract c JOIN infant i ON i.id = c.infant_id
         WHERE c.status = 'active' AND coalesce(c.ended_on, c.to_day) BETWEEN ?1 AND ?2 AND c.ended_on IS NULL
           AND NOT EXISTS (SELECT 1 FROM contract r WHERE r.renews = c.id AND r.status = 'active')
         ORDER BY 2, i.name_key",
        (today, until),
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    let Some((name, first)) = rows.first() else {
        return Ok(Vec::new());
    };
    let n = rows.len();
    Ok(vec![DutyItem {
        duty: "contracts.ending".to_owned(),
        subject: first.to_string(),
        urgency: if today.days_until(*first) <= 7 { Urgency::Warning } else { Urgency::Plain },
        title: l.say(format!("{n} 份合同将到期"), format!("{n} contracts end soon")),
        detail: if n == 1 {
            l.say(format!("{name}，{first} 到期"), format!("{name}, on {first}"))
        } else {
            l.say(format!("{name} 等，最早 {first} 到期"), format!("{name} and others, the first on {first}"))
        },
        due: Some(*first),
        article: remind.cited(),
        button: l.say("去续签", "Renew"),
        screen: "contracts?ending".to_owned(),
    }])
}
