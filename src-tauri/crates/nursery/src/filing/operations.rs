//! The doors of filing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::gaps::{self, FilingGap};
use super::package::{self, Verification};
use super::requirements::{self, FilingRequirement, StaffRequirement};
use super::{compare, export, shelf, statement, states};
use crate::access::Permission;
use crate::contract::{Area, Nothing, Row, change, door, issue, read};
use crate::desk::Door;
use crate::documents::{Shown, filing_commitment, filing_statement};
use crate::error::Result;
use crate::issued::Paper;
use crate::register::{MadePaper, made};
use crate::view::View;

pub(crate) fn operations() -> Vec<Row> {
    vec![
        read("papers.shelf", ("查看应有的证照", "See the papers that are asked for"), Permission::Own, shelf::shelf),
        read(
            "filing.requirements",
            ("查看备案材料清单", "See what filing needs"),
            Permission::FilingRead,
            requirements,
        ),
        read("filing.state", ("查看备案进度", "See how far the filing is"), Permission::FilingRead, states::standing),
        change(
            "filing.move",
            ("登记备案进度", "Record a step of the filing"),
            Permission::FilingWrite,
            states::make_move,
        )
        .touches(&[Area::Filing]),
        read(
            "filing.wording",
            ("查看备案书文字", "See the wording of the filing forms"),
            Permission::FilingRead,
            |view: &View<'_>, _: Nothing| statement::shown(view),
        ),
        change(
            "filing.save_wording",
            ("修改备案书文字", "Change the wording of the filing forms"),
            Permission::FilingExport,
            statement::save,
        )
        .touches(&[Area::Filing]),
        issue(
            "filing.print",
            ("打印备案书或承诺书", "Print the filing statement or commitment"),
            Permission::FilingExport,
            print,
        )
        .touches(&[Area::Filing]),
        issue(
            "filing.export",
            ("导出备案材料包", "Export the filing package"),
            Permission::FilingExport,
            export::export,
        )
        .touches(&[Area::Filing]),
        read(
            "filing.packages",
            ("查看已导出的备案材料包", "List the exported packages"),
            Permission::FilingRead,
            export::packages,
        ),
        read(
            "filing.preview",
            ("查看将要导出的材料", "See what a package would hold"),
            Permission::FilingRead,
            export::preview,
        ),
        read(
            "filing.compare",
            ("比较两个备案材料包", "Compare two filing packages"),
            Permission::FilingRead,
            compare::compare,
        ),
        door("filing.verify", ("核验备案材料包", "Verify a filing package"), verify),
    ]
}

/// What filing needs, what is held of it, and what is missing.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct FilingOverview {
    /// The nursery's own materials in the order of Art. 8.
    pub materials: Vec<FilingRequirement>,
    /// Each person's papers.
    pub staff: Vec<StaffRequirement>,
    /// What is missing or does not fit.
    pub gaps: Vec<FilingGap>,
    /// Nothing mandatory is missing.
    pub ready: bool,
}

fn requirements(view: &View<'_>, _: Nothing) -> Result<FilingOverview> {
    let held = requirements::held(view)?;
    let gaps = gaps::find(view, &held)?;
    let ready = !gaps.iter().any(|gap| gap.mandatory);
    Ok(FilingOverview { materials: held.materials, staff: held.staff, gaps, ready })
}

crate::coded_enum! {
    /// A form of filing that can be printed on its own.
    pub enum FilingForm {
        Statement = "statement", "备案书", "filing statement";
        Commitment = "commitment", "备案承诺书", "filing commitment";
    }
}

/// Which form.
#[derive(Debug, Clone, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PrintFilingForm {
    /// The form.
    pub form: FilingForm,
    /// Print 〓 for characters that the font lacks, to be written by hand.
    pub substitute: Option<bool>,
}

fn print(door: &Door<'_>, q: PrintFilingForm) -> Result<MadePaper> {
    let (statement, commitment) = door.view(|view| {
        let own = view.institution()?;
        Ok((statement::statement(view, &own)?, statement::commitment(view, &own)?))
    })?;
    let subject = ("institution", "1");
    match q.form {
        FilingForm::Statement => {
            let pdf = filing_statement::draw(door.fonts()?, &statement, Shown::Print(0))?;
            let paper = Paper {
                kind: "filing_statement",
                form: filing_statement::FORM,
                number: None,
                subject,
                snapshot: &statement,
                file_sha256: None,
            };
            made(door, &paper, &pdf, q.substitute)
        }
        FilingForm::Commitment => {
            let pdf = filing_commitment::draw(door.fonts()?, &commitment, Shown::Print(0))?;
            let paper = Paper {
                kind: "filing_commitment",
                form: filing_commitment::FORM,
                number: None,
                subject,
                snapshot: &commitment,
                file_sha256: None,
            };
            made(door, &paper, &pdf, q.substitute)
        }
    }
}

/// The package to verify.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VerifyPackage {
    /// Its token from the files door.
    pub file: String,
}

fn verify(door: &Door<'_>, q: VerifyPackage) -> Result<Verification> {
    Ok(package::verify(&door.desk.incoming(&q.file)?.bytes))
}
