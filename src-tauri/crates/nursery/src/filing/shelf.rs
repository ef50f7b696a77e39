//! The **shelf** of an owner: every kind of paper that it may hold, in order, with what is held. One list serves
//! the filing, a person's file, an infant's file and a contract.

use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

use super::requirements::{self, FilingRequirement, MATERIALS};
use crate::contracts::records as contracts;
use crate::error::{Error, Result};
use crate::id::Id;
use crate::infants::records as infants;
use crate::validity::{self, OwnerKind, PaperKind};
use crate::view::View;

/// The nursery's papers that are no filing material; nothing waits for them.
const HOUSE_OTHERS: &[PaperKind] = &[PaperKind::LiabilityInsurance, PaperKind::FilingReceipt];

/// The papers of an infant, and whether the first day waits for them (管理规范 Arts 9–11; PIPL Art. 31): the same
/// that `infants::entry::missing` names.
const INFANT_PAPERS: &[(PaperKind, bool)] = &[
    (PaperKind::EntryExamination, true),
    (PaperKind::VaccinationCertificate, true),
    (PaperKind::InfantIdentity, false),
    (PaperKind::GuardianIdentity, true),
    (PaperKind::InformationConsent, true),
];

/// Whose shelf.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShelfQuery {
    /// Kind of the owner.
    pub owner_kind: OwnerKind,
    /// The owner's row (`1` for the institution).
    pub owner_id: String,
}

pub(super) fn shelf(view: &View<'_>, q: ShelfQuery) -> Result<Vec<FilingRequirement>> {
    view.must(validity::reads(q.owner_kind))?;
    let row = || Id::parse(&q.owner_id).ok_or_else(|| Error::not_found("owner"));
    let own = validity::of_owner(view, q.owner_kind, &q.owner_id)?;
    match q.owner_kind {
        OwnerKind::Institution => {
            let house = view.institution()?;
            let materials = MATERIALS.iter().map(|material| (material.kind, material.needed.by(&house)));
            let others = HOUSE_OTHERS.iter().map(|kind| (*kind, false));
            materials
                .chain(others)
                .map(|(kind, needed)| requirements::of_house(view, &house, kind, needed, &own))
                .collect()
        }
        OwnerKind::Person => {
            let person = row()?;
            view.one("person", "SELECT 1 FROM person WHERE id = ?1", [person], |_| Ok(()))?;
            requirements::of_person(view, person, &requirements::posts_of(view, person, view.today())?)
        }
        OwnerKind::Infant => {
            infants::whole(view, row()?)?;
            INFANT_PAPERS.iter().map(|(kind, needed)| requirements::requirement(view, *kind, *needed, &own)).collect()
        }
        OwnerKind::Contract => {
            contracts::contract(view, row()?)?;
            Ok(vec![requirements::requirement(view, PaperKind::SignedContract, false, &own)?])
        }
    }
}
