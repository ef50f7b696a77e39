//! The contract as a paper: collect, draw, record.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::records::contract;
use super::refund_words::sentence;
use super::template::template;
use super::{ContractStatus, FeeCategory};
use crate::billing::rules::RefundRule;
use crate::desk::Door;
use crate::documents::contract::{ContractParty, ContractSheet, FORM, FeeRow, PickupRow, draw};
use crate::error::Result;
use crate::id::Id;
use crate::infants::records as infants;
use crate::issued::{self, Paper};
use crate::takeover::TakeoverError;
use crate::view::View;

/// Which contract to print.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PrintContract {
    /// The contract; a draft is marked 草稿.
    pub id: Id,
    /// Print 〓 for characters that the font lacks, to be written by hand.
    pub substitute: Option<bool>,
}

/// A paper that was made, ready at the files door.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct PaperMade {
    /// The issued paper: `issued/<id>` at the files door.
    pub issued: Id,
    /// Form and version.
    pub form: String,
    /// Pages.
    pub pages: u32,
    /// 0 is the original, n the n-th reprint.
    pub reprint: i64,
    /// Characters printed as 〓, to be written by hand.
    pub substituted: Vec<String>,
}

pub(super) fn print(door: &Door<'_>, q: PrintContract) -> Result<PaperMade> {
    let sheet = door.view(|view| sheet(view, q.id, q.substitute.unwrap_or(false)))?;
    let pdf = draw(door.fonts()?, &sheet, 0)?;
    let substituted: Vec<String> = pdf.replaced.iter().map(char::to_string).collect();
    let (issued, reprint) = door.change(|change| {
        let snapshot = serde_json::to_string(&sheet)?;
        let known = issued::of_subject(change, "contract", &q.id.to_string())?
            .into_iter()
            .find(|paper| paper.snapshot == snapshot);
        let issued = match known {
            Some(paper) => paper.id,
            None => issued::record(
                change,
                &Paper {
                    kind: "contract",
                    form: FORM,
                    number: sheet.number.as_deref(),
                    subject: ("contract", &q.id.to_string()),
                    snapshot: &sheet,
                    file_sha256: None,
                },
            )?,
        };
        Ok((issued, issued::printed(change, issued, &substituted.concat())?))
    })?;
    Ok(PaperMade {
        issued,
        form: FORM.to_owned(),
        pages: u32::try_from(pdf.pages).unwrap_or(u32::MAX),
        reprint,
        substituted,
    })
}

/// The contract as it would be printed now; one that was signed on paper before has no print of ours.
pub(crate) fn sheet(view: &View<'_>, id: Id, substitute: bool) -> Result<ContractSheet> {
    if crate::takeover::contracts::is_taken_over(view, id)? {
        return Err(TakeoverError::OnPaper.into());
    }
    collect(view, id, substitute)
}

/// Everything that stands on the paper, as words.
fn collect(view: &View<'_>, id: Id, substitute: bool) -> Result<ContractSheet> {
    let contract = contract(view, id)?;
    let (terms, infant, house) = (&contract.terms, infants::whole(view, contract.infant_id)?, view.institution()?);
    let template = template(&contract.template)?;
    let guardians = view.all(
        "SELECT g.name, s.relation, g.document_kind, g.document_number, g.phone, g.address, g.work_unit FROM guardianship s JOIN guardian g ON g.id = s.guardian_id
         WHERE s.infant_id = ?1 AND s.until_day IS NULL AND s.legal = 1 ORDER BY s.priority, g.id LIMIT 2",
        [contract.infant_id],
        |r| {
            let address: String = r.get(5)?;
            Ok(ContractParty {
                name: r.get(0)?,
                relation: r.get(1)?,
                document: document(r.get(2)?, r.get(3)?),
                phone: r.get(4)?,
                address: if address.is_empty() { infant.address.clone() } else { address },
                work_unit: r.get(6)?,
            })
        },
    )?;
    let last = contract.last_day().unwrap_or(view.today());
    let pickup = view.all(
        "SELECT name, relation, phone, id_tail FROM pickup_person WHERE infant_id = ?1 AND from_day <= ?2 AND (to_day IS NULL OR to_day >= ?3) ORDER BY from_day, id",
        (contract.infant_id, last, view.today()),
        |r| Ok(PickupRow { name: r.get(0)?, relation: r.get(1)?, phone: r.get(2)?, id_tail: r.get(3)? }),
    )?;
    let money = |fen: crate::money::Fen| fen.to_string();
    let fees = contract
        .fees
        .iter()
        .map(|fee| FeeRow {
            item: fee.item.clone(),
            category: fee.category.zh().to_owned(),
            price: money(fee.price),
            unit: fee.unit.zh().to_owned(),
            discount: fee.discount.map(money).unwrap_or_default(),
            note: [
                (!fee.discount_reason.is_empty()).then(|| fee.discount_reason.clone()),
                fee.from.map(|from| format!("{from} 起")),
                fee.to.map(|to| format!("至 {to}")),
                (fee.category == FeeCategory::Deposit).then(|| "不作为收入，按约定退还".to_owned()),
            ]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("；"),
        })
        .collect();
    Ok(ContractSheet {
        number: contract.number.clone(),
        draft: contract.status == ContractStatus::Draft,
        substitute,
        created: view.now(),
        template: contract.template.clone(),
        title: template.title,
        preamble: template.preamble,
        note: template.note,
        guardians,
        nursery: house.name,
        uscc: house.uscc.unwrap_or_default(),
        filing_number: house.filing_number.unwrap_or_default(),
        nursery_address: format!("{}{}{}{}", house.province, house.city, house.district, house.address),
        person_in_charge: house.person_in_charge,
        nursery_phone: house.phone,
        infant: infant.name.clone(),
        infant_sex: infant.sex.zh().to_owned(),
        infant_birth: infant.birth,
        infant_document: document(infant.document_kind, infant.document_number.clone()),
        infant_address: infant.address.clone(),
        allergy: infant.allergy.clone(),
        special_care: infant.special_care.clone(),
        service_form: terms.service_form.zh().to_owned(),
        class_kind: terms.class_kind.map(|kind| kind.zh().to_owned()).unwrap_or_default(),
        from: terms.from,
        to: terms.to,
        daily: if terms.daily_from.is_empty() {
            String::new()
        } else {
            format!("{}—{}", terms.daily_from, terms.daily_to)
        },
        meals: terms.meals.clone(),
        settling_days: terms.settling_days.unwrap_or(0),
        fees,
        due_day: terms.due_day,
        prepay_months: terms.prepay_months,
        refund: refund_sentences(&terms.refund_rules),
        refund_method: terms.refund_method.clone(),
        dispute: terms.dispute.clone(),
        deposit_terms: terms.deposit_terms.clone(),
        special_terms: terms.special_terms.clone(),
        insurance: terms.insurance.clone(),
        hospital: terms.hospital.clone(),
        medication_consent: terms.medication_consent,
        first_aid_consent: terms.first_aid_consent,
        photo_consent: terms.photo_consent,
        pickup,
        clauses: terms.clauses.clone(),
        signed_on: contract.signed_on,
        signed_place: terms.signed_place.clone(),
        copies: terms.copies,
    })
}

fn refund_sentences(rules: &[RefundRule]) -> Vec<String> {
    rules.iter().map(sentence).collect()
}

fn document(kind: Option<crate::identity::DocumentKind>, number: Option<String>) -> String {
    match (kind, number) {
        (Some(kind), Some(number)) => format!("{} {number}", kind.zh()),
        _ => String::new(),
    }
}
