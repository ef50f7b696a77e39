//! The materials of Art. 8 of 托育机构登记和备案办法（试行） as data, and the papers held against them.

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use crate::access::Post;
use crate::day::Day;
use crate::error::Result;
use crate::id::Id;
use crate::institution::operations::certificate_name;
use crate::institution::{Institution, Premises};
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

/// What the hygiene evaluation must say.
pub const PASSED: &str = "合格";

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
    /// It is needed here; otherwise it may be held all the same.
    pub needed: bool,
    /// Papers of this kind run out: a last day is asked for, or reckoned.
    pub ends: bool,
    /// Months after `issued_on` at which it ends by the policy of today at the latest.
    pub months: Option<i64>,
    /// What is asked about it beyond number and days.
    pub facts: Vec<PaperFact>,
    /// How it stands: the best paper held.
    pub standing: Standing,
    /// The papers held, the one that lasts longest last.
    pub papers: Vec<HeldPaper>,
}

/// Something asked about a paper: a key of its `facts`.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct PaperFact {
    /// The key.
    pub key: String,
    /// Its name, in the person's language.
    pub title: String,
    /// What it may be, as printed; any text where empty.
    pub choices: Vec<String>,
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

/// A kind of paper with what is held of it among an owner's papers.
pub(super) fn requirement(
    view: &View<'_>,
    kind: PaperKind,
    needed: bool,
    held: &[HeldPaper],
) -> Result<FilingRequirement> {
    let rule = validity::rule_of(kind);
    let mut papers: Vec<HeldPaper> = held.iter().filter(|paper| paper.kind == kind).cloned().collect();
    // A paper without an end lasts longest.
    papers.sort_by_key(|paper| (paper.valid_to.is_none(), paper.valid_to, paper.issued_on, paper.id));
    let months = rule.months_key.map(|key| view.policy_number(key, view.today())).transpose()?;
    Ok(FilingRequirement {
        kind,
        title: kind.label(view.language()).to_owned(),
        article: rule.article.to_owned(),
        needed,
        ends: months.is_some() || !rule.remind.is_empty(),
        months,
        facts: Vec::new(),
        standing: if needed || !papers.is_empty() { best(&papers) } else { Standing::NotNeeded },
        papers,
    })
}

/// A material of the nursery itself, under the name that it has here and with what is asked about it.
pub(super) fn of_house(
    view: &View<'_>,
    own: &Institution,
    kind: PaperKind,
    needed: bool,
    held: &[HeldPaper],
) -> Result<FilingRequirement> {
    let l = view.language();
    let fact = |key: &str, title: String, choices: &[&str]| PaperFact {
        key: key.to_owned(),
        title,
        choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
    };
    let mut requirement = requirement(view, kind, needed, held)?;
    match kind {
        PaperKind::LegalCertificate => {
            requirement.title = l.say(certificate_name(own.nature), "registration certificate");
        }
        PaperKind::HygieneEvaluation => {
            requirement.facts.push(fact("result", l.say("评价结果", "result"), &[PASSED, "不合格"]));
        }
        PaperKind::Premises if own.premises == Premises::Leased => {
            requirement.facts.push(fact("term", l.say("租期（月）", "term in months"), &[]));
        }
        _ => {}
    }
    Ok(requirement)
}

/// The posts that a person holds on a day.
pub(super) fn posts_of(view: &View<'_>, person: Id, on: Day) -> Result<Vec<Post>> {
    let mut posts: Vec<Post> = view.all(
        "SELECT DISTINCT post FROM post_held WHERE person_id = ?1 AND from_day <= ?2 AND (to_day IS NULL OR to_day >= ?2)",
        (person, on),
        |r| r.get(0),
    )?;
    posts.sort();
    Ok(posts)
}

/// The papers of a person with these posts.
pub(super) fn of_person(view: &View<'_>, person: Id, posts: &[Post]) -> Result<Vec<FilingRequirement>> {
    let own = validity::of_owner(view, OwnerKind::Person, &person.to_string())?;
    STAFF_MATERIALS
        .iter()
        .map(|kind| {
            let needed = *kind != PaperKind::StaffQualification || posts.iter().any(|post| QUALIFIED.contains(post));
            requirement(view, *kind, needed, &own)
        })
        .collect()
}

/// Reads everything that filing asks for.
pub(crate) fn held(view: &View<'_>) -> Result<Held> {
    let institution = view.institution()?;
    let own = validity::of_owner(view, OwnerKind::Institution, "1")?;
    let materials = MATERIALS
        .iter()
        .map(|material| of_house(view, &institution, material.kind, material.needed.by(&institution), &own))
        .collect::<Result<_>>()?;
    let today = view.today();
    let mut staff = Vec::new();
    for (number, person) in (1..).zip(staff::on_day(view, today)?) {
        let posts = posts_of(view, person.id, today)?;
        let papers = of_person(view, person.id, &posts)?;
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
