//! Setting a nursery up: an empty store with its institution, the standard classes and one director.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Institution, InstitutionError, InstitutionNature, OperatingForm};
use crate::access::operations::{SignedIn, sign_in_at};
use crate::access::{Post, pin};
use crate::day::Day;
use crate::desk::{Desk, Door};
use crate::error::{Error, Result};
use crate::id::Id;
use crate::infants::class_fit::ClassKind;
use crate::staff::operations::{PostHeld, SavePerson, save_person};
use crate::view::Change;
use crate::words::Coded;

/// What must be known to begin; all else waits in Settings.
#[derive(Debug, Clone, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Setup {
    /// Name of the nursery.
    pub name: String,
    /// Name of the director.
    pub director: String,
    /// The director's PIN.
    pub pin: String,
    /// Nature; social service when absent.
    pub nature: Option<InstitutionNature>,
    /// Operating form; independent when absent.
    pub operating_form: Option<OperatingForm>,
    /// Province; 河南省 when absent.
    pub province: Option<String>,
    /// City; 郑州市 when absent.
    pub city: Option<String>,
    /// District.
    pub district: Option<String>,
    /// The class kinds to begin with; the four standard ones when absent.
    pub classes: Option<Vec<ClassKind>>,
    /// Passphrase of an encrypted store; plain when absent.
    pub passphrase: Option<String>,
}

/// The nursery that was set up.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct SetUp {
    /// The director, signed in.
    pub director: SignedIn,
}

pub(super) fn setup(door: &Door<'_>, q: Setup) -> Result<SetUp> {
    let key = q.passphrase.as_deref().filter(|p| !p.is_empty()).map(store::Passphrase::new);
    if q.name.trim().is_empty() {
        return Err(InstitutionError::NameMissing.into());
    }
    if q.director.trim().is_empty() {
        return Err(InstitutionError::DirectorMissing.into());
    }
    pin::chosen(&q.pin)?;
    door.desk.create(key.as_ref(), false, true)?;
    let director = found(door.desk, &q)?;
    match sign_in_at(door.desk, director, &q.pin)? {
        crate::access::operations::SignIn::In { person } => Ok(SetUp { director: person }),
        _ => Err(Error::Unexpected("setup".to_owned())),
    }
}

/// Writes the first rows of a store that was just made: one change.
pub(crate) fn found(desk: &Desk, q: &Setup) -> Result<Id> {
    let cost = desk.house().kdf;
    desk.as_program("setup", |change| {
        let institution = Institution {
            name: crate::text::normalise_name(&q.name),
            nature: q.nature.unwrap_or(InstitutionNature::SocialService),
            operating_form: q.operating_form.unwrap_or(OperatingForm::Independent),
            province: q.province.clone().unwrap_or_else(|| "河南省".to_owned()),
            city: q.city.clone().unwrap_or_else(|| "郑州市".to_owned()),
            district: q.district.clone().unwrap_or_default(),
            ..Institution::default()
        };
        change.about("institution");
        change.insert(
            "institution",
            &[
                ("id", &1),
                ("name", &institution.name),
                ("nature", &institution.nature),
                ("operating_form", &institution.operating_form),
                ("province", &institution.province),
                ("city", &institution.city),
                ("district", &institution.district),
            ],
        )?;
        let today = change.today();
        let kinds = q.classes.clone().unwrap_or_else(|| ClassKind::ALL.to_vec());
        for (sort, kind) in (1_i64..).zip(kinds) {
            add_class(change, kind.zh(), kind, sort, today)?;
        }
        let director = save_person(
            change,
            SavePerson {
                id: None,
                name: q.director.clone(),
                sex: None,
                birth: None,
                id_number: None,
                phone: None,
                education: None,
                joined_on: Some(today),
                left_on: None,
                full_time: Some(true),
                posts: vec![PostHeld { id: None, post: Post::Director, class_id: None, from: today, to: None }],
            },
        )?
        .id;
        pin::set(change, cost, director, &q.pin)?;
        Ok(director)
    })
}

/// Adds a class at the policy's cap.
pub(crate) fn add_class(change: &mut Change<'_>, name: &str, kind: ClassKind, sort: i64, on: Day) -> Result<Id> {
    let cap = change.class_rule(kind, on)?.cap;
    let id = change.new_id();
    change.insert("class", &[("id", &id), ("name", &name), ("kind", &kind), ("cap", &cap), ("sort", &sort)])?;
    Ok(id)
}
