//! An infant as far as it is typed: everything that saving would refuse at once, what the document says, what is
//! missing before the first day, and who is alike (twins, namesakes, siblings, one who is entered already).

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::operations::InfantError;
use super::records::{self, Guardian, Infant, PickupPerson};
use super::{InfantStatus, PendingItem, entry, scope};
use crate::day::Day;
use crate::error::{Result, Told};
use crate::id::Id;
use crate::identity::{DocumentKind, IdentityDocument, IdentityError, Sex};
use crate::text;
use crate::view::View;
use crate::words::Language;

/// What saving looks at.
pub(super) struct Typed<'a> {
    pub id: Option<Id>,
    pub name: &'a str,
    pub sex: Option<Sex>,
    pub birth: Option<Day>,
    pub document_kind: Option<DocumentKind>,
    pub document_number: Option<&'a str>,
    pub document_issuer: Option<&'a str>,
    pub guardians: &'a [Guardian],
    pub pickup: &'a [PickupPerson],
}

/// What is wrong with what is typed, in the order of the form, and the document where it is one.
pub(super) fn judge(view: &View<'_>, typed: &Typed<'_>) -> Result<(Vec<InfantError>, Option<IdentityDocument>)> {
    let mut problems = Vec::new();
    if text::normalise_name(typed.name).is_empty() {
        problems.push(InfantError::NameMissing);
    }
    if typed.birth.is_some_and(|birth| birth > view.today()) {
        problems.push(InfantError::BirthInFuture);
    }
    let mut document = None;
    match (typed.document_kind, written(typed.document_number)) {
        (None, None) => {}
        (Some(kind), Some(number)) => match IdentityDocument::new(kind, number, typed.document_issuer) {
            Err(error) => problems.push(InfantError::Document(error)),
            Ok(it) => {
                if typed.birth.is_some_and(|birth| it.birth().is_some_and(|says| says != birth)) {
                    problems.push(InfantError::Document(IdentityError::BirthDiffers));
                } else if typed.sex.is_some_and(|sex| it.sex().is_some_and(|says| says != sex)) {
                    problems.push(InfantError::Document(IdentityError::SexDiffers));
                }
                let holder = view.first(
                    "SELECT id FROM infant WHERE document_kind = ?1 AND document_number = ?2",
                    (kind, it.number()),
                    |r| r.get::<_, Id>(0),
                )?;
                if holder.is_some() && holder != typed.id {
                    problems.push(InfantError::DocumentTaken);
                }
                document = Some(it);
            }
        },
        _ => problems.push(InfantError::DocumentHalf),
    }
    for (at, guardian) in typed.guardians.iter().enumerate() {
        if guardian.name.trim().is_empty() {
            problems.push(InfantError::GuardianName(at));
        }
        // A masked phone or number came from a reader who may not see it: it stays as it is.
        if !guardian.phone.trim().is_empty()
            && !guardian.phone.contains('*')
            && let Err(error) = guardian.phone.parse::<text::Phone>()
        {
            problems.push(InfantError::Phone { at, error });
        }
        if let (Some(kind), Some(number)) = (guardian.document_kind, written(guardian.document_number.as_deref()))
            && !number.contains('*')
            && let Err(error) = IdentityDocument::new(kind, number, None)
        {
            problems.push(InfantError::GuardianDocument { at, error });
        }
    }
    for (at, person) in typed.pickup.iter().enumerate() {
        if person.name.trim().is_empty() {
            problems.push(InfantError::PickupName(at));
        }
        if !person.phone.trim().is_empty()
            && let Err(error) = person.phone.parse::<text::Phone>()
        {
            problems.push(InfantError::PickupPhone { at, error });
        }
        if person.to.is_some_and(|to| to < person.from) {
            problems.push(InfantError::PickupDays(at));
        }
    }
    Ok((problems, document))
}

fn written(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// An infant as far as it is typed.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CheckInfant {
    /// The row; absent for a new infant.
    pub id: Option<Id>,
    /// Name.
    pub name: String,
    /// Sex.
    pub sex: Option<Sex>,
    /// Day of birth.
    pub birth: Option<Day>,
    /// Kind of the identity document.
    pub document_kind: Option<DocumentKind>,
    /// Its number.
    pub document_number: Option<String>,
    /// Who issued it.
    pub document_issuer: Option<String>,
    /// Where it lives.
    pub address: Option<String>,
    /// Guardians.
    pub guardians: Vec<Guardian>,
}

/// Something that saving would refuse.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct InfantProblem {
    /// At which field, as the refusal of saving names it.
    pub field: String,
    /// The sentence of the refusal.
    pub message: String,
}

/// What the number of a document says.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct DocumentSays {
    /// Its kind; told by the number where none was chosen.
    pub kind: DocumentKind,
    /// The number in its plain form.
    pub number: String,
    /// The day of birth, where the number says it.
    pub birth: Option<Day>,
    /// The sex, likewise.
    pub sex: Option<Sex>,
}

crate::coded_enum! {
    /// Why another infant is alike, the strongest first.
    pub enum Alike {
        SameDocument = "same_document", "证件号相同", "same document";
        SameName = "same_name", "同名", "same name";
        LikeName = "like_name", "姓名同音", "name sounds alike";
        SameBirthAndGuardian = "same_birth_and_guardian", "同日出生且同一监护人", "same birth and guardian";
        SameGuardian = "same_guardian", "同一监护人", "same guardian";
    }
}

/// Another infant that is alike.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct AlikeInfant {
    /// The infant.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Its day of birth.
    pub birth: Day,
    /// Its class.
    pub class_name: Option<String>,
    /// Where it stands.
    pub status: InfantStatus,
    /// The strongest likeness.
    pub why: Alike,
    /// What is alike and what it may mean, in the person's language.
    pub said: String,
}

/// What is to be said about what is typed.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct InfantChecked {
    /// What saving would refuse about the values that are there; a blank is no problem yet.
    pub problems: Vec<InfantProblem>,
    /// What the document says.
    pub document: Option<DocumentSays>,
    /// What would be missing before the first day.
    pub missing: Vec<PendingItem>,
    /// Who is alike, the likeliest first; leavers included.
    pub alike: Vec<AlikeInfant>,
}

pub(super) fn check(view: &View<'_>, q: CheckInfant) -> Result<InfantChecked> {
    let l = view.language();
    let known = q.id.map(|id| records::infant(view, id).and_then(|_| records::whole(view, id))).transpose()?;
    let number = written(q.document_number.as_deref());
    let (problems, judged) = judge(
        view,
        &Typed {
            id: q.id,
            name: &q.name,
            sex: q.sex,
            birth: q.birth,
            document_kind: q.document_kind,
            document_number: number,
            document_issuer: q.document_issuer.as_deref(),
            guardians: &q.guardians,
            pickup: &[],
        },
    )?;
    // Without a kind the shape of the number may tell it: the form fills the kind in.
    let document = judged.or_else(|| match (q.document_kind, number) {
        (None, Some(number)) => IdentityDocument::from_text(number).ok(),
        _ => None,
    });
    let blank = |problem: &InfantError| match problem {
        InfantError::NameMissing | InfantError::GuardianName(_) => true,
        InfantError::DocumentHalf => number.is_none() || document.is_some(),
        _ => false,
    };
    let problems = problems
        .iter()
        .filter(|problem| !blank(problem))
        .map(|problem| InfantProblem { field: problem.field().unwrap_or_default(), message: problem.say(l) })
        .chain(
            known
                .as_ref()
                .and_then(|known| corrected_instead(known, &q.name, q.sex, q.birth))
                .map(|problem| InfantProblem { field: problem.field().unwrap_or_default(), message: problem.say(l) }),
        )
        .collect();
    let missing = missing(view, &q, known.as_ref(), document.is_some())?;
    let alike = alike(view, &q, document.as_ref())?;
    let document = document.map(|it| DocumentSays {
        kind: it.kind(),
        number: it.number().to_owned(),
        birth: it.birth(),
        sex: it.sex(),
    });
    Ok(InfantChecked { problems, document, missing, alike })
}

/// Name, sex and birth of an infant that has been in care change with a reason only (更正).
pub(super) fn corrected_instead(
    known: &Infant,
    name: &str,
    sex: Option<Sex>,
    birth: Option<Day>,
) -> Option<InfantError> {
    if matches!(known.status, InfantStatus::Waiting | InfantStatus::Reserved) {
        return None;
    }
    let name = text::normalise_name(name);
    let field = if !name.is_empty() && name != known.name {
        "name"
    } else if sex.is_some_and(|sex| sex != known.sex) {
        "sex"
    } else if birth.is_some_and(|birth| birth != known.birth) {
        "birth"
    } else {
        return None;
    };
    Some(InfantError::CorrectInstead(field))
}

fn missing(view: &View<'_>, q: &CheckInfant, known: Option<&Infant>, document: bool) -> Result<Vec<PendingItem>> {
    // Saving keeps guardians that are not named, and blanks keep what is known.
    let mut guardians: Vec<(String, String)> = match q.id {
        Some(id) => entry::contacts(view, id)?,
        None => Vec::new(),
    };
    let named = q.guardians.iter().filter(|guardian| !guardian.name.trim().is_empty());
    guardians.extend(named.map(|guardian| (guardian.phone.trim().to_owned(), guardian.address.trim().to_owned())));
    let address = written(q.address.as_deref()).is_some()
        || (q.address.is_none() && known.is_some_and(|infant| !infant.address.is_empty()));
    let document = document || known.is_some_and(|infant| infant.document_number.is_some());
    entry::lacking(view, q.id, document, address, &guardians)
}

#[derive(Default)]
struct Likeness {
    document: bool,
    same_name: bool,
    like_name: bool,
    guardian: bool,
    birth: bool,
}

impl Likeness {
    fn strongest(&self) -> Alike {
        match self {
            Self { document: true, .. } => Alike::SameDocument,
            Self { same_name: true, .. } => Alike::SameName,
            Self { like_name: true, .. } => Alike::LikeName,
            Self { birth: true, .. } => Alike::SameBirthAndGuardian,
            _ => Alike::SameGuardian,
        }
    }

    /// What it may mean.
    fn means(&self, l: Language) -> &'static str {
        let named = self.same_name || self.like_name;
        if self.document || (named && self.guardian && self.birth) {
            l.word("很可能已经登记过", "very likely entered already")
        } else if named && self.birth {
            l.word("可能已经登记过", "perhaps entered already")
        } else if self.guardian && self.birth {
            l.word("可能是多胞胎", "perhaps a twin")
        } else if self.guardian {
            l.word("可能是兄弟姐妹", "perhaps a sibling")
        } else {
            l.word("称呼和填表时请区分", "mind which one is meant")
        }
    }

    fn say(&self, left_on: Option<Day>, l: Language) -> String {
        let facts: Vec<&str> = [
            (self.document, l.word("证件号相同", "same document number")),
            (self.same_name, l.word("同名", "same name")),
            (self.like_name, l.word("姓名同音", "a name that sounds the same")),
            (self.birth, l.word("同一天出生", "born on the same day")),
            (self.guardian, l.word("同一监护人", "same guardian")),
        ]
        .into_iter()
        .filter_map(|(holds, fact)| holds.then_some(fact))
        .collect();
        let left = left_on.map_or_else(String::new, |on| l.say(format!("（{on} 已离托）"), format!(" (left on {on})")));
        l.say(
            format!("{}：{}{left}。", facts.join("，"), self.means(l)),
            format!("{}: {}{left}.", facts.join(", "), self.means(l)),
        )
    }
}

fn alike(view: &View<'_>, q: &CheckInfant, document: Option<&IdentityDocument>) -> Result<Vec<AlikeInfant>> {
    let l = view.language();
    let name = text::normalise_name(&q.name);
    let key = text::search_key(&name).full;
    let number = document.map(IdentityDocument::number);
    let kind = document.map(IdentityDocument::kind);
    let phones: BTreeSet<String> =
        q.guardians.iter().filter_map(|g| g.phone.parse::<text::Phone>().ok()).map(|p| p.as_str().to_owned()).collect();
    let guardians: BTreeSet<Id> = q.guardians.iter().filter_map(|guardian| guardian.id).collect();
    let scope = scope::classes(view)?;
    let rows = view.all(
        "WITH hit (id, what) AS (
           SELECT id, 1 FROM infant WHERE document_kind = ?2 AND document_number = ?3
           UNION SELECT infant_id, 1 FROM infant_document_past WHERE kind = ?2 AND number = ?3
           UNION SELECT id, 2 FROM infant WHERE ?4 <> '' AND name = ?4
           UNION SELECT id, 3 FROM infant WHERE ?5 <> '' AND name_key = ?5 AND name <> ?4
           UNION SELECT s.infant_id, 4 FROM guardianship s JOIN guardian g ON g.id = s.guardian_id
                 WHERE s.until_day IS NULL AND (g.phone IN (SELECT value FROM json_each(?6)) OR g.id IN (SELECT value FROM json_each(?7))))
         SELECT i.id, i.name, i.birth, c.name, i.status, i.left_on, i.class_id, group_concat(h.what)
         FROM hit h JOIN infant i ON i.id = h.id LEFT JOIN class c ON c.id = i.class_id
         WHERE i.id IS NOT ?1 GROUP BY i.id",
        (q.id, kind, number, &name, &key, serde_json::to_string(&phones)?, serde_json::to_string(&guardians)?),
        |r| {
            let (birth, status, left_on): (Day, InfantStatus, Option<Day>) = (r.get(2)?, r.get(4)?, r.get(5)?);
            let what: String = r.get(7)?;
            let likeness = Likeness {
                document: what.contains('1'),
                same_name: what.contains('2'),
                like_name: what.contains('3'),
                guardian: what.contains('4'),
                birth: q.birth == Some(birth),
            };
            let infant = AlikeInfant {
                id: r.get(0)?,
                name: r.get(1)?,
                birth,
                class_name: r.get(3)?,
                status,
                why: likeness.strongest(),
                said: likeness.say(left_on.filter(|_| status == InfantStatus::Left), l),
            };
            Ok((infant, r.get::<_, Option<Id>>(6)?))
        },
    )?;
    let mut alike: Vec<AlikeInfant> =
        rows.into_iter().filter(|(_, class)| scope.sees(*class)).map(|(infant, _)| infant).collect();
    alike.sort_by(|a, b| (a.why, a.status, &a.name, a.id).cmp(&(b.why, b.status, &b.name, b.id)));
    Ok(alike)
}
