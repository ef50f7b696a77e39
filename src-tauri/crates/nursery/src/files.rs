//! The door **files**, outwards: what an id names, with the permission of the person who is signed in.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::access::Permission;
use crate::contract::{Row, read};
use crate::desk::{Desk, Outgoing};
use crate::documents;
use crate::documents::contract::ContractSheet;
use crate::documents::filing_commitment::Commitment;
use crate::documents::filing_statement::Statement;
use crate::error::{ContractError, Error, Result};
use crate::filing::operations::FilingForm;
use crate::filing::statement;
use crate::id::Id;
use crate::issued::{self, Issued};
use crate::validity::{self, OwnerKind, PaperKind};
use crate::view::View;
use crate::words::Coded;

/// The travelling copy of the whole store.
const BACKUP: &str = "backup";
/// Dots an inch of a page on the screen.
const PREVIEW_DPI: u32 = 108;
/// Pixels of its longer side at most: a scan may have pages of any size.
const PREVIEW_LONGEST: u16 = 2400;

/// What a kind of issued paper needs to be seen again.
pub(crate) fn permission_of(kind: &str) -> Permission {
    match kind {
        "receipt" | "receipt_register" => Permission::BillingRead,
        "contract" => Permission::ContractsRead,
        "opening_balances" => Permission::BillingRead,
        "policy_pack" => Permission::PolicyRead,
        "filing_package" => Permission::FilingRead,
        "class_sheet" | "labels" => Permission::InfantsRead,
        "test_page" => Permission::Own,
        "medicine_order" | "injury_form" => Permission::InfantsHealth,
        "daily_card" | "day_sheets" => Permission::HealthWrite,
        "roster" | "roster_rejected" => Permission::InfantsIdentity,
        // The statement bears the ID numbers of those who answer for the nursery.
        "filing_statement" | "filing_commitment" => Permission::FilingExport,
        kind => crate::register::of(kind).map_or(Permission::FilingRead, |register| register.permission),
    }
}

pub(crate) fn operations() -> Vec<Row> {
    vec![read("files.pages", ("查看页数", "Count the pages of a file"), Permission::Own, pages)]
}

/// Which file.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileAsked {
    /// Its id at the files door, without a page.
    pub id: String,
}

/// How many pages a file has.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct FilePages {
    /// Each of them is `<id>/page/<n>` at the files door; absent where it has none to be shown (a workbook, a package).
    pub pages: Option<u32>,
}

fn pages(view: &View<'_>, q: FileAsked) -> Result<FilePages> {
    let address =
        Address::read(&q.id).filter(|address| address.page.is_none()).ok_or_else(|| Error::not_found("file"))?;
    let pages = match address.thing.find(view)? {
        Content::Kept { pages, .. } => pages,
        content => u32::try_from(paper::preview::page_count(&content.draw()?.1)?).ok(),
    };
    Ok(FilePages { pages })
}

/// An id of this door: what it names, and a page of it as a picture.
struct Address<'a> {
    thing: Thing<'a>,
    /// Counted from 1.
    page: Option<usize>,
}

enum Thing<'a> {
    /// A paper that was made, as it was.
    Issued(Id),
    /// A receipt: as it was printed last, or as it would be.
    Receipt(Id),
    /// A contract as it would be printed now. Only its pages are shown: nothing leaves that is not recorded.
    Contract(Id),
    /// A form of filing as it would be printed now; likewise.
    Form(FilingForm),
    /// A scan of a paper, by its content.
    Scan(&'a str),
}

/// What was found for an id; the drawing comes after the reading.
enum Content {
    Issued(Issued, i64),
    Receipt(String, Vec<u8>),
    Contract(Box<ContractSheet>),
    Statement(Box<Statement>),
    Commitment(Commitment),
    /// Bytes in the vault; a scan keeps the name that it came with, a package is named by its number.
    Kept {
        sha256: String,
        name: String,
        scan: bool,
        pages: Option<u32>,
    },
}

impl<'a> Address<'a> {
    fn read(id: &'a str) -> Option<Self> {
        let (thing, page) = match id.split_once("/page/") {
            None => (id, None),
            Some((thing, page)) => (thing, Some(page.parse().ok().filter(|page| *page > 0)?)),
        };
        let (kind, name) = thing.split_once('/')?;
        let thing = match kind {
            "issued" => Thing::Issued(Id::parse(name)?),
            "receipt" => Thing::Receipt(Id::parse(name)?),
            "contract" => Thing::Contract(Id::parse(name)?),
            "filing" => Thing::Form(FilingForm::from_code(name)?),
            "paper" => Thing::Scan(name),
            _ => return None,
        };
        Some(Self { thing, page })
    }
}

impl Thing<'_> {
    /// Whether it goes out as a whole.
    fn goes_out(&self) -> bool {
        !matches!(self, Self::Contract(_) | Self::Form(_))
    }

    /// Looks for it, with the permission of the person who is signed in.
    fn find(&self, view: &View<'_>) -> Result<Content> {
        match *self {
            Self::Issued(id) => {
                let paper = issued::get(view, id)?;
                view.must(permission_of(&paper.kind))?;
                if let Some(sha256) = paper.file_sha256 {
                    return Ok(Content::Kept {
                        sha256,
                        name: paper.number.unwrap_or(paper.kind),
                        scan: false,
                        pages: None,
                    });
                }
                let prints = issued::prints(view, id)?;
                Ok(Content::Issued(paper, prints))
            }
            Self::Receipt(id) => {
                view.must(Permission::BillingRead)?;
                let (number, pdf) = crate::billing::print::seen(view, id)?;
                Ok(Content::Receipt(number, pdf))
            }
            Self::Contract(id) => {
                view.must(Permission::ContractsRead)?;
                Ok(Content::Contract(Box::new(crate::contracts::print::sheet(view, id, true)?)))
            }
            Self::Form(form) => {
                view.must(Permission::FilingExport)?;
                let own = view.institution()?;
                Ok(match form {
                    FilingForm::Statement => Content::Statement(Box::new(statement::statement(view, &own)?)),
                    FilingForm::Commitment => Content::Commitment(statement::commitment(view, &own)?),
                })
            }
            Self::Scan(sha256) => {
                // The same scan can lie with several owners; one whose papers may be seen is enough.
                let owners = view.all(
                    "SELECT p.owner_kind, f.name, f.pages, p.kind FROM paper_file f JOIN paper p ON p.id = f.paper_id WHERE f.sha256 = ?1 ORDER BY p.id",
                    [sha256],
                    |r| {
                        let owner: (OwnerKind, PaperKind) = (r.get(0)?, r.get(3)?);
                        Ok((owner, r.get::<_, String>(1)?, r.get::<_, Option<u32>>(2)?))
                    },
                )?;
                if owners.is_empty() {
                    return Err(Error::not_found("file"));
                }
                let (_, name, pages) = owners
                    .into_iter()
                    .find(|((owner, kind), ..)| view.may(validity::shows(*owner, *kind)))
                    .ok_or(ContractError::Denied)?;
                Ok(Content::Kept { sha256: sha256.to_owned(), name, scan: true, pages })
            }
        }
    }
}

impl Content {
    /// Its name without an ending, and the PDF.
    fn draw(self) -> Result<(String, Vec<u8>)> {
        let fonts = paper::Fonts::load()?;
        Ok(match self {
            Self::Issued(paper, prints) => {
                let pdf = documents::draw(&paper, prints)?;
                (paper.number.unwrap_or(paper.kind), pdf)
            }
            Self::Receipt(number, pdf) => (number, pdf),
            Self::Contract(sheet) => {
                let pdf = documents::contract::draw(fonts, &sheet, 0)?;
                (sheet.number.unwrap_or_else(|| "draft".to_owned()), pdf.bytes)
            }
            Self::Statement(form) => (
                "filing_statement".to_owned(),
                documents::filing_statement::draw(fonts, &form, documents::Shown::Specimen)?.bytes,
            ),
            Self::Commitment(form) => (
                "filing_commitment".to_owned(),
                documents::filing_commitment::draw(fonts, &form, documents::Shown::Specimen)?.bytes,
            ),
            Self::Kept { .. } => return Err(Error::not_found("page")),
        })
    }
}

pub(crate) fn outgoing(desk: &Desk, id: &str) -> Result<Outgoing> {
    let who = desk.who().ok_or(ContractError::SignedOut)?;
    let store = desk.store()?;
    if id == BACKUP {
        // The shell writes it to a path instead; what comes here is small enough to pass through memory.
        let path = desk.backups().with_extension(format!("{}.copy", desk.now()));
        let taken = desk.backup_for_person(&path).and_then(|_| Ok(std::fs::read(&path).map_err(store::Error::from)?));
        // It may not be there.
        let _ = std::fs::remove_file(&path);
        return Ok(Outgoing { name: desk.backup_name(), mime: "application/zip", bytes: taken? });
    }
    let address = Address::read(id)
        .filter(|address| address.page.is_some() || address.thing.goes_out())
        .ok_or_else(|| Error::not_found("file"))?;
    let content =
        store.read(|conn| address.thing.find(&View::new(conn, desk.now(), Some(&who), desk.house().language)))?;
    let (name, mime, bytes) = match content {
        Content::Kept { sha256, name, scan, .. } => {
            let bytes = store.vault().get(&sha256)?;
            let (end, mime) = match store::Kind::sniff(&bytes) {
                Some(kind @ store::Kind::Xlsx) => ("xlsx", kind.mime()),
                Some(kind @ store::Kind::Pdf) => ("pdf", kind.mime()),
                Some(kind @ (store::Kind::Jpeg | store::Kind::Png)) => ("jpg", kind.mime()),
                _ => ("zip", "application/zip"),
            };
            (if scan { name } else { format!("{name}.{end}") }, mime, bytes)
        }
        drawn => {
            let (name, pdf) = drawn.draw()?;
            (format!("{name}.pdf"), "application/pdf", pdf)
        }
    };
    match (address.page, mime) {
        (None, _) => Ok(Outgoing { name, mime, bytes }),
        (Some(page), "application/pdf") => {
            let picture = paper::preview::png_within(&bytes, page - 1, PREVIEW_DPI, PREVIEW_LONGEST)?;
            let stem = name.strip_suffix(".pdf").unwrap_or(&name);
            Ok(Outgoing { name: format!("{stem}-{page}.png"), mime: "image/png", bytes: picture })
        }
        (Some(1), "image/jpeg") => Ok(Outgoing { name, mime, bytes }),
        _ => Err(Error::not_found("page")),
    }
}
