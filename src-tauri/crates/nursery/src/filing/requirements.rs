//! The materials of Art. 8 of 托育机构登记和备案办法（试行） as data, and the papers held against them.

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use crate::access::Post;
use crate::error::Result;
use crate::id::Id;
use crate::institution::Institution;
use crate::institution::operations::certificate_name;
use crate::staff::operations as staff;
use crate::validity::{self, HeldPaper, OwnerKind, PaperKind, Standing};
use crate::view::View;

/// When a material is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needed {
    /// By every nursery.
    Always,
    /// Only where meals are provided.
    WithMeals,
    /// Not by law; it goes along when it is there.
    IfHeld,
}

/// A material of the nursery itself.
#[derive(Debug, Clone, Copy)]
pub struct Material {
    /// The kind of paper.
    pub kind: PaperKind,
    /// When it is needed.
    pub needed: Needed,
    /// Its folder in the package; the number gives the order of Art. 8.
    pub folder: &'static str,
}

/// The materials of the nursery in the order of the package.
pub const MATERIALS: &[Material] = &[
    Material { kind: PaperKind::LegalCertificate, needed: Needed::Always, folder: "03_营业执照或登记证书" },
    Material { kind: PaperKind::Premises, needed: Needed::Always, folder: "04_场地证明" },
    Material { kind: PaperKind::HygieneEvaluation, needed: Needed::Always, folder: "06_卫生评价报告" },
    Material { kind: PaperKind::FireCertificate, needed: Needed::Always, folder: "07_消防安全检查合格证明" },
    Material { kind: PaperKind::FoodLicence, needed: Needed::WithMeals, folder: "08_食品经营许可证" },
    Material { kind: PaperKind::RuleBook, needed: Needed::IfHeld, folder: "09_规章制度" },
];

/// The papers of each person at work, in order. The record query is kept and checked, but it is no filing material
/// of Art. 8 and stays in the house.
pub const STAFF_MATERIALS: &[PaperKind] =
    &[PaperKind::StaffHealth, PaperKind::StaffQualification, PaperKind::RecordQuery];

/// The folder of the staff's papers.
pub const STAFF_FOLDER: &str = "05_人员";

/// The posts that need a proof of qualification (设置标准（试行） 第十五至第二十条).
pub const QUALIFIED: &[Post] = &[Post::Director, Post::HealthWorker, Post::Carer, Post::Guard];

impl Needed {
    /// Whether this nursery needs it.
    #[must_use]
    pub fn by(self, institution: &Institution) -> bool {
        match self {
            Self::Always => true,
            Self::WithMeals => institution.meals_provided,
            Self::IfHeld => false,
        }
    }
}

/// A material with what is held of it.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct FilingRequirement {
    /// The kind of paper.
    pub kind: PaperKind,
    /// Its name for this nursery.
    pub title: String,
    /// The article that asks for it.
    pub article: String,
    /// This nursery needs it.
    pub needed: bool,
    /// How it stands: the best paper held.
    pub standing: Standing,
    /// The papers held, the one that lasts longest last.
    pub papers: Vec<HeldPaper>,
}

/// A person at work with the papers that filing asks for.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct StaffRequirement {
    /// The person.
    pub person_id: Id,
    /// The name.
    pub name: String,
    /// Running number in the package.
    pub number: u32,
    /// The posts held today.
    pub posts: Vec<Post>,
    /// Each kind of paper.
    pub papers: Vec<FilingRequirement>,
}

/// Everything that filing asks for and what is held of it.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub institution: Institution,
    pub materials: Vec<FilingRequirement>,
    pub staff: Vec<StaffRequirement>,
}

/// The best standing of some papers; missing when there is none.
fn best(papers: &[HeldPaper]) -> Standing {
    let rank = |standing: &Standing| match standing {
        Standing::Valid => 0,
        Standing::Expiring => 1,
        Standing::Expired => 2,
        Standing::Missing | Standing::NotNeeded => 3,
    };
    papers.iter().map(|paper| paper.standing).min_by_key(rank).unwrap_or(Standing::Missing)
}

fn requirement(kind: PaperKind, title: String, needed: bool, held: &[HeldPaper]) -> FilingRequirement {
    let mut papers: Vec<HeldPaper> = held.iter().filter(|paper| paper.kind == kind).cloned().collect();
    // A paper without an end lasts longest.
    papers.sort_by_key(|paper| (paper.valid_to.is_none(), paper.valid_to, paper.issued_on, paper.id));
    let standing = if needed || !papers.is_empty() { best(&papers) } else { Standing::NotNeeded };
    FilingRequirement { kind, title, article: validity::rule_of(kind).article.to_owned(), needed, standing, papers }
}

/// Reads everything that filing asks for.
pub(crate) fn held(view: &View<'_>) -> Result<Held> {
    let institution = view.institution()?;
    let l = view.language();
    let own = validity::of_owner(view, OwnerKind::Institution, "1")?;
    let materials = MATERIALS
        .iter()
        .map(|material| {
            let title = match material.kind {
                PaperKind::LegalCertificate => l.say(certificate_name(institution.nature), "registration certificate"),
                kind => kind.label(l).to_owned(),
            };
            requirement(material.kind, title, material.needed.by(&institution), &own)
        })
        .collect();
    let today = view.today();
    let mut staff = Vec::new();
    for (number, person) in (1..).zip(staff::on_day(view, today)?) {
        let mut posts: Vec<Post> = person
            .posts
            .iter()
            .filter(|held| held.from <= today && held.to.is_none_or(|to| to >= today))
            .map(|held| held.post)
            .collect();
        posts.sort();
        posts.dedup();
        let own = validity::of_owner(view, OwnerKind::Person, &person.id.to_string())?;
        let papers = STAFF_MATERIALS
            .iter()
            .map(|kind| {
                let needed =
                    *kind != PaperKind::StaffQualification || posts.iter().any(|post| QUALIFIED.contains(post));
                requirement(*kind, kind.label(l).to_owned(), needed, &own)
            })
            .collect();
        staff.push(StaffRequirement { person_id: person.id, name: person.name, number, posts, papers });
    }
    Ok(Held { institution, materials, staff })
}

impl StaffRequirement {
    /// Running number and first post: how a person is called in the package.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{:02}_{}", self.number, self.posts.first().map_or("工作人员", |post| post.zh()))
    }
}
