//! Who the nursery is: its registration, its name, its calendar.
//!
//! - [`calendar_rules`]: working days with 调休
//! - [`credit_code`]: the unified social credit code
//! - [`name_rule`]: what a nursery's name and business scope should say

pub mod calendar_rules;
pub mod credit_code;
pub mod name_rule;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What kind of legal person the nursery is (机构性质), which decides where it registers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InstitutionNature {
    /// 事业单位, registered with the 机构编制 department.
    PublicInstitution,
    /// 社会服务机构（民办非企业单位）, registered with the civil affairs department.
    SocialService,
    /// 营利性: a company or an individual business, registered with market regulation.
    ForProfit,
}
