//! The doors of taking over.

use super::{balances, contracts, make_good, plan};
use crate::access::Permission;
use crate::contract::{Area, Row, change, issue, read};

pub(crate) fn operations() -> Vec<Row> {
    use Permission::{
        BillingCharge, BillingRead, ContractsActivate, ContractsRead, ContractsWrite, InfantsRead, InstitutionRead,
        InstitutionWrite,
    };
    const MONEY: &[Area] = &[Area::Billing, Area::Institution];
    const CONTRACTS: &[Area] = &[Area::Contracts, Area::Infants, Area::Billing];
    vec![
        read("takeover.state", ("查看建账进度", "See how far the taking over is"), InstitutionRead, plan::state),
        change("takeover.save_plan", ("保存建账安排", "Save the plan of taking over"), InstitutionWrite, plan::save)
            .touches(MONEY),
        read(
            "takeover.contracts",
            ("查看纸质合同录入表", "List the contracts on paper"),
            ContractsRead,
            contracts::list,
        ),
        change(
            "takeover.save_contracts",
            ("录入运行中的纸质合同", "Take over running contracts on paper"),
            ContractsWrite,
            contracts::save,
        )
        .touches(CONTRACTS),
        change(
            "takeover.sign_term",
            ("登记补签", "Record a term signed later"),
            ContractsActivate,
            contracts::sign_term,
        )
        .touches(CONTRACTS),
        read("takeover.make_good", ("查看待补档案", "List what is to be made good"), InfantsRead, make_good::list),
        read("takeover.balances", ("查看期初余额表", "List opening balances"), BillingRead, balances::list),
        issue(
            "takeover.balances_template",
            ("导出期初余额空表", "Hand out the sheet of opening balances"),
            BillingCharge,
            balances::template,
        ),
        issue(
            "takeover.read_balances",
            ("读取期初余额表", "Read a sheet of opening balances"),
            BillingCharge,
            balances::read_sheet,
        ),
        change(
            "takeover.save_balances",
            ("填写期初余额", "Fill in opening balances"),
            BillingCharge,
            balances::save_sheet,
        )
        .touches(MONEY),
        change("takeover.post", ("期初余额入账", "Post the opening balances"), BillingCharge, balances::post_all)
            .touches(MONEY),
    ]
}
