//! The door **files**, outwards: what an id names, with the permission of the person who is signed in.

use crate::access::Permission;
use crate::desk::{Desk, Outgoing};
use crate::documents;
use crate::error::{ContractError, Error, Result};
use crate::id::Id;
use crate::issued;
use crate::view::View;

/// Dots an inch of a page on the screen.
const PREVIEW_DPI: u32 = 108;

/// What a kind of issued paper needs to be seen again.
pub(crate) fn permission_of(kind: &str) -> Permission {
    match kind {
        "receipt" | "receipt_register" => Permission::BillingRead,
        "contract" => Permission::ContractsRead,
        "opening_balances" => Permission::BillingRead,
        "filing_package" => Permission::FilingRead,
        "class_sheet" | "labels" => Permission::InfantsRead,
        "test_page" => Permission::Own,
        "roster" | "roster_rejected" => Permission::InfantsIdentity,
        // The statement bears the ID numbers of those who answer for the nursery.
        "filing_statement" | "filing_commitment" => Permission::FilingExport,
        kind => crate::register::of(kind).map_or(Permission::FilingRead, |register| register.permission),
    }
}

pub(crate) fn outgoing(desk: &Desk, id: &str) -> Result<Outgoing> {
    let who = desk.who().ok_or(ContractError::SignedOut)?;
    let store = desk.store()?;
    let parts: Vec<&str> = id.split('/').collect();
    match parts.as_slice() {
        ["issued", id, rest @ ..] => {
            let id = Id::parse(id).ok_or_else(|| Error::not_found("issued"))?;
            let (paper, prints) = store.read(|conn| {
                let view = View::new(conn, desk.now(), Some(&who), desk.house().language);
                Ok::<_, Error>((issued::get(&view, id)?, issued::prints(&view, id)?))
            })?;
            if !who.may(permission_of(&paper.kind)) {
                return Err(ContractError::Denied.into());
            }
            if let Some(sha256) = &paper.file_sha256 {
                let bytes = store.vault().get(sha256)?;
                let (end, mime) = match store::Kind::sniff(&bytes) {
                    Some(kind @ store::Kind::Xlsx) => ("xlsx", kind.mime()),
                    Some(kind @ store::Kind::Pdf) => ("pdf", kind.mime()),
                    _ => ("zip", "application/zip"),
                };
                return Ok(Outgoing {
                    name: format!("{}.{end}", paper.number.as_deref().unwrap_or(&paper.kind)),
                    mime,
                    bytes,
                });
            }
            let pdf = documents::draw(&paper, prints)?;
            let name = paper.number.clone().unwrap_or_else(|| paper.kind.clone());
            match rest {
                [] => Ok(Outgoing { name: format!("{name}.pdf"), mime: "application/pdf", bytes: pdf }),
                ["page", n] => {
                    let page = n.parse::<usize>().ok().filter(|n| *n > 0).ok_or_else(|| Error::not_found("page"))?;
                    Ok(Outgoing {
                        name: format!("{name}-{page}.png"),
                        mime: "image/png",
                        bytes: paper::preview::png(&pdf, page - 1, PREVIEW_DPI)?,
                    })
                }
                _ => Err(Error::not_found("issued")),
            }
        }
        ["receipt", id] => {
            if !who.may(Permission::BillingRead) {
                return Err(ContractError::Denied.into());
            }
            let id = Id::parse(id).ok_or_else(|| Error::not_found("receipt"))?;
            let (number, bytes) = store.read(|conn| {
                crate::billing::print::seen(&View::new(conn, desk.now(), Some(&who), desk.house().language), id)
            })?;
            Ok(Outgoing { name: format!("{number}.pdf"), mime: "application/pdf", bytes })
        }
        ["paper", sha256] => {
            let (kind, mime, name) = store.read(|conn| {
                View::new(conn, desk.now(), Some(&who), desk.house().language).one(
                    "file",
                    "SELECT p.owner_kind, f.mime, f.name FROM paper_file f JOIN paper p ON p.id = f.paper_id WHERE f.sha256 = ?1 LIMIT 1",
                    [sha256],
                    |r| Ok((r.get::<_, crate::validity::OwnerKind>(0)?, r.get::<_, String>(1)?, r.get::<_, String>(2)?)),
                )
            })?;
            if !who.may(crate::validity::reads(kind)) {
                return Err(ContractError::Denied.into());
            }
            let mime = ["application/pdf", "image/jpeg", "image/png"]
                .into_iter()
                .find(|known| *known == mime)
                .unwrap_or("application/octet-stream");
            Ok(Outgoing { name, mime, bytes: store.vault().get(sha256)? })
        }
        _ => Err(Error::not_found("file")),
    }
}
