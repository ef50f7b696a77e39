//! One nursery (托育机构): its areas, the contract, the policies, the documents.
//!
//! A call comes in at a [`desk`] 前台, is found in the [`contract`], and runs an area's function with a
//! [`view::View`] or a [`view::Change`]. Each area's folder holds all of that area; what several areas need
//! stands beside them as a mechanism, once.

pub mod access;
pub mod attendance;
pub mod billing;
pub mod care;
pub mod contracts;
pub mod filing;
pub mod health;
pub mod infants;
pub mod institution;
pub mod policy;
pub mod safety;
pub mod staff;
pub mod takeover;

pub mod contract;
pub mod desk;
pub mod documents;
pub mod error;
pub mod format;
pub mod view;
pub mod words;

pub mod case;
pub mod demo;
pub mod draft;
pub mod duty;
mod files;
pub mod find;
pub mod intake;
pub mod issued;
pub mod job;
pub mod keeping;
pub mod number;
pub mod record;
pub mod register;
pub mod second;
pub mod sheets;
mod tick;
pub mod validity;

pub mod capitals;
pub mod clock;
pub mod day;
pub mod id;
pub mod identity;
pub mod instant;
pub mod money;
pub mod text;

pub use desk::{Desk, House};

/// The rows of every area and mechanism.
fn all_operations() -> Vec<contract::Row> {
    [
        access::operations::operations(),
        institution::operations::operations(),
        policy::operations::operations(),
        staff::operations::operations(),
        infants::operations::operations(),
        attendance::operations::operations(),
        health::operations::operations(),
        care::operations::operations(),
        safety::operations::operations(),
        contracts::operations::operations(),
        billing::operations::operations(),
        filing::operations::operations(),
        takeover::operations::operations(),
        validity::operations(),
        duty::operations(),
        find::operations(),
        draft::operations(),
        number::operations(),
        files::operations(),
        register::operations(),
        sheets::operations(),
        issued::operations(),
        job::operations(),
        keeping::operations(),
        second::operations(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Every closed list with its words, for the screens.
fn all_lists() -> Vec<(&'static str, Vec<words::Label>)> {
    use contract::list;
    vec![
        list::<access::Post>(),
        list::<access::Permission>(),
        list::<attendance::AbsenceCause>(),
        list::<attendance::DayState>(),
        list::<attendance::EscortKind>(),
        list::<attendance::Mismatch>(),
        list::<attendance::Place>(),
        list::<attendance::day::HintKind>(),
        list::<attendance::head_count::CountMoment>(),
        list::<billing::BillState>(),
        list::<billing::Channel>(),
        list::<billing::LedgerKind>(),
        list::<billing::ReceiptKind>(),
        list::<billing::ReceiptSize>(),
        list::<billing::ReceiptState>(),
        list::<billing::ReverseCause>(),
        list::<care::CareChoice>(),
        list::<care::CareKind>(),
        list::<care::message::MessageChannel>(),
        list::<care::message::MessageKind>(),
        list::<contract::Area>(),
        list::<contracts::ContractStatus>(),
        list::<contracts::FeeCategory>(),
        list::<contracts::FeeUnit>(),
        list::<contracts::RequiredTerm>(),
        list::<contracts::terms::ClauseShows>(),
        list::<duty::Urgency>(),
        list::<documents::labels::LabelPaper>(),
        list::<documents::labels::LabelUse>(),
        list::<documents::test_page::TestPaper>(),
        list::<filing::FilingPurpose>(),
        list::<filing::gaps::FilingPlace>(),
        list::<filing::operations::FilingForm>(),
        list::<filing::package::EntryState>(),
        list::<filing::package::Verdict>(),
        list::<filing::states::FilingMove>(),
        list::<filing::states::FilingState>(),
        list::<find::Kind>(),
        list::<health::CardColour>(),
        list::<health::CheckPeriod>(),
        list::<health::Disposition>(),
        list::<health::Symptom>(),
        list::<health::illness::Disease>(),
        list::<health::illness::IllnessMove>(),
        list::<health::illness::IllnessState>(),
        list::<health::medicine::DoseMark>(),
        list::<health::medicine::DoseOutcome>(),
        list::<health::medicine::DoseState>(),
        list::<health::medicine::MedicineRoute>(),
        list::<health::medicine::OrderState>(),
        list::<health::outbreak::ClusterRule>(),
        list::<health::outbreak::ReportStage>(),
        list::<identity::DocumentKind>(),
        list::<identity::Sex>(),
        list::<infants::InfantStatus>(),
        list::<infants::PendingItem>(),
        list::<infants::check::Alike>(),
        list::<infants::class_fit::ClassKind>(),
        list::<infants::correct::Correctable>(),
        list::<institution::calendar::ClosureCause>(),
        list::<infants::operations::InfantOrder>(),
        list::<infants::places::PlaceChange>(),
        list::<infants::steps::StepKind>(),
        list::<institution::AuthorityKind>(),
        list::<institution::InstitutionNature>(),
        list::<institution::OperatingForm>(),
        list::<institution::Premises>(),
        list::<institution::ServiceForm>(),
        list::<institution::calendar_rules::AnnouncedKind>(),
        list::<number::SheetState>(),
        list::<policy::Level>(),
        list::<policy::pack::PackOutcome>(),
        list::<policy::Confidence>(),
        list::<policy::Combine>(),
        list::<record::Entry>(),
        list::<register::ColumnKind>(),
        list::<register::coverage::CoveredRecord>(),
        list::<register::RegisterGroup>(),
        list::<register::RegisterPeriod>(),
        list::<register::sheet::CellMark>(),
        list::<register::taking_in::RowOutcome>(),
        list::<safety::BodyPart>(),
        list::<safety::IncidentKind>(),
        list::<safety::InjuryOutcome>(),
        list::<safety::IncidentSeverity>(),
        list::<safety::TellWhom>(),
        list::<safety::concern::ConcernMove>(),
        list::<safety::concern::ConcernState>(),
        list::<safety::incident::IncidentMove>(),
        list::<safety::incident::IncidentState>(),
        list::<second::Awaited>(),
        list::<staff::daily_check::StaffSign>(),
        list::<takeover::Part>(),
        list::<validity::OwnerKind>(),
        list::<validity::PaperEnd>(),
        list::<validity::PaperKind>(),
        list::<validity::Standing>(),
    ]
}
