//! What a contract says, as data (domain: five required terms and what stands around them).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ContractRefusal, FeeCategory, FeeProblem, FeeUnit};
use crate::billing::rules::{MealsPerDay, RefundRule};
use crate::day::Day;
use crate::error::Result;
use crate::infants::class_fit::ClassKind;
use crate::institution::ServiceForm;
use crate::money::Fen;

/// A charged item with its amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct FeeLine {
    /// The item, as in the published fee list: 保育费.
    pub item: String,
    /// Its category.
    pub category: FeeCategory,
    /// What the price is for.
    pub unit: FeeUnit,
    /// The published price, before any discount.
    pub price: Fen,
    /// What is taken off each time; charged as a line of its own.
    #[serde(default)]
    pub discount: Option<Fen>,
    /// Why.
    #[serde(default)]
    pub discount_reason: String,
    /// First day, where it is not the contract's.
    #[serde(default)]
    pub from: Option<Day>,
    /// Last day, where it is not the contract's.
    #[serde(default)]
    pub to: Option<Day>,
}

impl FeeLine {
    /// What is taken off each time.
    #[must_use]
    pub fn off(&self) -> Fen {
        self.discount.unwrap_or(Fen::ZERO)
    }

    /// The name of the discount's own line.
    #[must_use]
    pub fn discount_item(&self) -> String {
        format!("{}优惠", self.item)
    }
}

crate::coded_enum! {
    /// What stands below a clause's title.
    pub enum ClauseShows {
        Period = "period", "服务期限", "service period";
        Fees = "fees", "收费表", "fee table";
        Prepay = "prepay", "预收费", "prepayment";
        Refund = "refund", "退费", "refund";
        Pickup = "pickup", "接送人", "pickup list";
        Consents = "consents", "同意事项", "consents";
        Dispute = "dispute", "争议解决", "dispute";
        Special = "special", "特别约定", "special terms";
    }
}

/// A clause: its title, what of the contract's own is shown under it, and its sentences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Clause {
    /// The title.
    pub title: String,
    /// What of the contract stands first.
    #[serde(default)]
    pub show: Option<ClauseShows>,
    /// The sentences, numbered when printed.
    #[serde(default)]
    pub text: Vec<String>,
}

/// What a contract says apart from its fees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ContractTerms {
    /// Form of service.
    pub service_form: ServiceForm,
    /// Kind of class.
    pub class_kind: Option<ClassKind>,
    /// First day of service.
    pub from: Option<Day>,
    /// Last day of service.
    pub to: Option<Day>,
    /// Begin of the day, `07:30`.
    pub daily_from: String,
    /// End of the day.
    pub daily_to: String,
    /// Meals in words.
    pub meals: String,
    /// Days of settling in (适应期).
    pub settling_days: Option<u32>,
    /// Refund rules, rights on conditions first; the first that applies counts. Meals have their own.
    pub refund_rules: Vec<RefundRule>,
    /// How a refund is asked for and paid, and by when.
    pub refund_method: String,
    /// The longest prepayment in months.
    pub prepay_months: Option<u16>,
    /// Day of the month by which fees are paid.
    pub due_day: Option<u32>,
    /// How disputes are resolved.
    pub dispute: String,
    /// When and how a deposit is given back.
    pub deposit_terms: String,
    /// What else was agreed.
    pub special_terms: String,
    /// Insurance: company, number, period.
    pub insurance: String,
    /// Hospital preferred in an emergency.
    pub hospital: String,
    /// Medicine may be given on a written order; absent: not asked.
    pub medication_consent: Option<bool>,
    /// First aid and transport to a hospital; absent: not asked.
    pub first_aid_consent: Option<bool>,
    /// Photographs may be shown outside; absent: not asked.
    pub photo_consent: Option<bool>,
    /// Where it is signed.
    pub signed_place: String,
    /// How many copies are signed.
    pub copies: u32,
    /// The clauses in their order.
    pub clauses: Vec<Clause>,
}

impl ContractTerms {
    /// Puts the price of the daily meals into the rule that refunds them.
    pub(crate) fn meals_follow(&mut self, fees: &[FeeLine]) {
        let price =
            fees.iter().find(|fee| fee.unit == FeeUnit::Day && fee.category == FeeCategory::Other).map(|fee| fee.price);
        let Some(price_per_day) = price else { return };
        let rule = RefundRule::MealsPerDay(MealsPerDay { price_per_day });
        match self.refund_rules.iter_mut().find(|rule| matches!(rule, RefundRule::MealsPerDay(_))) {
            Some(own) => *own = rule,
            None => self.refund_rules.push(rule),
        }
    }
}

/// Refuses fee lines that do not hold in themselves.
///
/// # Errors
/// [`ContractRefusal::Fee`].
pub(crate) fn check_fees(fees: &[FeeLine]) -> Result<()> {
    for (at, fee) in fees.iter().enumerate() {
        let same_days = |other: &FeeLine| {
            other.item.trim() == fee.item.trim()
                && other.from.is_none_or(|from| fee.to.is_none_or(|to| from <= to))
                && fee.from.is_none_or(|from| other.to.is_none_or(|to| from <= to))
        };
        let problem = if fee.item.trim().is_empty() {
            FeeProblem::Item
        } else if fee.category == FeeCategory::Discount {
            FeeProblem::Category
        } else if fee.price <= Fen::ZERO {
            FeeProblem::Price
        } else if fee.off().is_negative() || fee.off() > fee.price {
            FeeProblem::Discount
        } else if fee.off() > Fen::ZERO && fee.discount_reason.trim().is_empty() {
            FeeProblem::DiscountReason
        } else if fees[..at].iter().any(same_days) {
            FeeProblem::Twice
        } else {
            continue;
        };
        return Err(ContractRefusal::Fee { at, problem }.into());
    }
    Ok(())
}
