//! Area **infants** 婴幼儿: who is in care, who looks after them at home, and their places.
//!
//! - [`class_fit`] — ages and places of the class kinds (pure)
//! - [`number`] — 托号, the short number on cup, bed and sheets (pure)
//! - [`scope`] — which classes a person may see
//! - [`records`] — the rows: infants, guardians, pickup
//! - [`check`] — what is to be said about an infant as far as it is typed
//! - [`places`] — places now and in the next weeks; which class fits; today in numbers
//! - [`family`] — a guardian or an authorised person who no longer is one
//! - [`steps`] — the way of an infant through the nursery, step by step
//! - [`entry`] — enrolment: the gate before the first day, class places
//! - [`stay`] — another class, suspension, leaving; [`planned`] — the same, set down for a day to come
//! - [`roster`] — the class roster (花名册) in and out (pure); [`roster_import`] writes it
//! - [`correct`] — corrections that keep the earlier value
//! - [`operations`] — the doors

pub mod check;
pub mod class_fit;
pub mod correct;
pub mod duties;
pub mod entry;
pub mod family;
pub mod number;
pub mod operations;
pub mod places;
pub mod planned;
pub mod records;
pub mod roster;
pub mod roster_import;
pub mod scope;
pub mod stay;
pub mod steps;

crate::coded_enum! {
    /// Where an infant stands between the enquiry and leaving.
    pub enum InfantStatus {
        Waiting = "waiting", "轮候", "waiting";
        Reserved = "reserved", "待入托", "place reserved";
        Enrolled = "enrolled", "在托", "enrolled";
        Suspended = "suspended", "停托", "suspended";
        Left = "left", "已离托", "left";
    }
}

crate::coded_enum! {
    /// What is still to be handed in or written down (补档).
    pub enum PendingItem {
        Document = "document", "证件号", "document number";
        EntryExamination = "entry_examination", "入托健康检查表", "entry health examination";
        VaccinationCertificate = "vaccination_certificate", "预防接种证", "vaccination certificate";
        Contract = "contract", "托育服务合同", "service contract";
        GuardianIdentity = "guardian_identity", "监护人身份证明", "guardian's identity paper";
        InformationConsent = "information_consent", "个人信息知情同意书", "consent to personal information";
        Guardian = "guardian", "监护人", "guardian";
        Phone = "phone", "联系电话", "phone";
        Address = "address", "家庭住址", "address";
    }
}
