//! Why an amount is what it is, in words: the steps, the sources and the policy values behind it. The ledger keeps
//! the facts; the words are made when somebody asks.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use ts_rs::TS;

use crate::money::Fen;
use crate::policy::PolicyValue;
use crate::words::Language;

/// Why an amount is what it is.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct Why {
    /// The amount.
    pub amount: Fen,
    /// The steps, in the person's language.
    pub words: Vec<String>,
    /// Where they come from.
    pub sources: Vec<String>,
    /// The policy values that were used, as they stood then.
    pub policies: Vec<PolicyValue>,
}

/// The words for an amount from the facts that were kept with it.
#[must_use]
pub fn explain(amount: Fen, facts: &Value, l: Language) -> Why {
    let fen = |key: &str| facts[key].as_i64().and_then(|fen| Fen::new(fen).ok()).unwrap_or_default();
    let number = |key: &str| facts[key].as_u64().unwrap_or(0);
    let text = |key: &str| facts[key].as_str().unwrap_or_default().to_owned();
    let (base, days, of) = (fen("base"), number("days"), number("workdays"));
    let mut words = match facts["rule"].as_str().unwrap_or_default() {
        "month" => vec![l.say(format!("整月 {base}"), format!("a whole month at {base}"))],
        "month_by_workdays" => vec![l.say(
            format!("{base} × {days}/{of} 个法定工作日 = {amount}"),
            format!("{base} × {days} of {of} statutory working days = {amount}"),
        )],
        "day_by_open_days" => vec![l.say(
            format!("{base} × {days} 天（法定工作日，停托日除外）= {amount}"),
            format!("{base} × {days} days (statutory working days, closures left out) = {amount}"),
        )],
        "year" => vec![l.say(format!("按年 {base}，合同满年的月份计收"), format!("yearly, {base}"))],
        "arrears" => vec![l.say("期初欠费：建账以前未缴的", "arrears from before the books began")],
        "prepaid" => vec![l.say("期初预收：建账以前已缴的", "prepaid before the books began")],
        "deposit" => vec![l.say("期初押金", "deposit from before the books began")],
        "opening" => vec![l.say("期初余额", "opening balance")],
        "receipt" => vec![l.say("收款", "collected")],
        "void" => vec![l.say("收据作废，冲回", "the receipt was voided")],
        "red_letter" | "not_owed" => {
            let refund = facts["cause"] == "refund";
            vec![match (facts["rule"] == "red_letter", refund) {
                (true, true) => l.say("红冲：已退还", "reversed: paid back"),
                (true, false) => l.say("红冲：开错", "reversed: written in error"),
                (false, _) => l.say("退费后不再应收", "not owed any more after the refund"),
            }]
        }
        "on_collection" => vec![l.say("合同按月不含这一项，收款时计收", "charged when it was collected")],
        "correct_charge" => vec![l.say(
            format!("更正：原计 {}，按合同现为 {}", fen("charged"), fen("computed")),
            format!("corrected: {} was charged, the contract now asks for {}", fen("charged"), fen("computed")),
        )],
        "adjustment" => vec![l.say(format!("调整：{}", text("reason")), format!("adjusted: {}", text("reason")))],
        "credit" => {
            let month = text("from_month");
            vec![l.say(format!("{month} 的退费，抵作以后的费用"), format!("the refund of {month}, credited"))]
        }
        _ => Vec::new(),
    };
    words.extend(facts["words"].as_array().into_iter().flatten().filter_map(|word| Some(word.as_str()?.to_owned())));
    let discount = text("discount_reason");
    if amount.is_negative() && !discount.is_empty() {
        words.push(l.say(format!("优惠：{discount}"), format!("discount: {discount}")));
    }
    let sources = [text("source"), text("sentence")].into_iter().filter(|source| !source.is_empty()).collect();
    let policies = facts["policies"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|policy| serde_json::from_value(policy.clone()).ok())
        .collect();
    Why { amount, words, sources, policies }
}
