//! What a post (岗位) may do. Default deny; checked in the contract, never in a screen.

crate::coded_enum! {
    /// A post that a person holds from a day to a day. Permissions and Today are the union of the posts.
    pub enum Post {
        Director = "director", "园长", "director";
        HealthWorker = "health_worker", "卫生保健人员", "health worker";
        Carer = "carer", "保育人员", "carer";
        Bookkeeper = "bookkeeper", "财务人员", "bookkeeper";
        Cook = "cook", "炊事人员", "cook";
        Guard = "guard", "保安人员", "security guard";
    }
}

crate::coded_enum! {
    /// What an operation needs.
    pub enum Permission {
        Own = "own", "本人事项", "own matters";
        InstitutionRead = "institution_read", "查看机构", "see the institution";
        InstitutionWrite = "institution_write", "修改机构", "change the institution";
        InfantsRead = "infants_read", "查看婴幼儿", "see infants";
        InfantsAll = "infants_all", "查看全部班级", "see every class";
        InfantsIdentity = "infants_identity", "查看证件与电话全号", "see full ID and phone numbers";
        InfantsHealth = "infants_health", "查看健康与过敏", "see health and allergies";
        InfantsWrite = "infants_write", "登记婴幼儿", "enrol infants";
        AttendanceRead = "attendance_read", "查看考勤", "see attendance";
        AttendanceWrite = "attendance_write", "登记考勤", "record attendance";
        HealthWrite = "health_write", "登记晨检与观察", "record health checks";
        HealthDecide = "health_decide", "登记诊断与返园", "record diagnoses and returns";
        ContractsRead = "contracts_read", "查看合同", "see contracts";
        ContractsWrite = "contracts_write", "起草合同", "draft contracts";
        ContractsActivate = "contracts_activate", "生效合同", "activate contracts";
        BillingRead = "billing_read", "查看收费", "see fees";
        BillingCharge = "billing_charge", "计费", "charge fees";
        BillingCollect = "billing_collect", "收款开据", "collect and issue receipts";
        BillingReverse = "billing_reverse", "作废与红冲", "void and reverse receipts";
        StaffRead = "staff_read", "查看人员", "see staff";
        StaffWrite = "staff_write", "管理人员", "manage staff";
        FilingRead = "filing_read", "查看备案", "see filing";
        FilingWrite = "filing_write", "管理备案材料", "keep filing papers";
        FilingExport = "filing_export", "导出备案材料包", "export the filing package";
        PolicyRead = "policy_read", "查看政策与标准", "see policy values";
        PolicyOverride = "policy_override", "调整政策参数", "override policy values";
        AuditRead = "audit_read", "查看操作记录", "see the audit trail";
        StoreKeep = "store_keep", "备份与核验", "back up and check";
        DemoClock = "demo_clock", "演示园时钟", "move the demo clock";
    }
}

impl Post {
    /// Whether the post allows it. The matrix of the nursery; the director may everything.
    #[must_use]
    pub fn allows(self, permission: Permission) -> bool {
        use Permission::{
            AttendanceRead, AttendanceWrite, BillingCharge, BillingCollect, BillingRead, BillingReverse, ContractsRead,
            ContractsWrite, DemoClock, FilingRead, FilingWrite, HealthDecide, HealthWrite, InfantsAll, InfantsHealth,
            InfantsIdentity, InfantsRead, InfantsWrite, InstitutionRead, Own, PolicyRead, StaffRead, StoreKeep,
        };
        match self {
            Self::Director => true,
            Self::HealthWorker => matches!(
                permission,
                Own | InstitutionRead
                    | InfantsRead
                    | InfantsAll
                    | InfantsIdentity
                    | InfantsHealth
                    | InfantsWrite
                    | AttendanceRead
                    | AttendanceWrite
                    | HealthWrite
                    | HealthDecide
                    | StaffRead
                    | FilingRead
                    | FilingWrite
                    | PolicyRead
                    | DemoClock
            ),
            Self::Carer => {
                matches!(
                    permission,
                    Own | InstitutionRead
                        | InfantsRead
                        | InfantsHealth
                        | AttendanceRead
                        | AttendanceWrite
                        | HealthWrite
                        | PolicyRead
                        | DemoClock
                )
            }
            Self::Bookkeeper => matches!(
                permission,
                Own | InstitutionRead
                    | InfantsRead
                    | InfantsAll
                    | AttendanceRead
                    | ContractsRead
                    | ContractsWrite
                    | BillingRead
                    | BillingCharge
                    | BillingCollect
                    | BillingReverse
                    | PolicyRead
                    | StoreKeep
                    | DemoClock
            ),
            Self::Cook | Self::Guard => {
                matches!(permission, Own | InstitutionRead | InfantsRead | InfantsAll | AttendanceRead | DemoClock)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Coded;

    /// The matrix as a table that a director can read; a change of it shows here.
    #[test]
    fn matrix() {
        let mut table = String::new();
        for permission in Permission::ALL {
            let row: String = Post::ALL.iter().map(|post| if post.allows(*permission) { '●' } else { '·' }).collect();
            table.push_str(&format!("{row} {}\n", permission.code()));
        }
        // director, health worker, carer, bookkeeper, cook, guard
        assert_eq!(
            table,
            "●●●●●● own\n●●●●●● institution_read\n●····· institution_write\n●●●●●● infants_read\n●●·●●● infants_all\n●●···· infants_identity\n●●●··· infants_health\n●●···· infants_write\n●●●●●● attendance_read\n●●●··· attendance_write\n●●●··· health_write\n●●···· health_decide\n●··●·· contracts_read\n●··●·· contracts_write\n●····· contracts_activate\n●··●·· billing_read\n●··●·· billing_charge\n●··●·· billing_collect\n●··●·· billing_reverse\n●●···· staff_read\n●····· staff_write\n●●···· filing_read\n●●···· filing_write\n●····· filing_export\n●●●●·· policy_read\n●····· policy_override\n●····· audit_read\n●··●·· store_keep\n●●●●●● demo_clock\n"
        );
    }
}
