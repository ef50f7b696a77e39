//! The personal number code (个人数字码, PIN): 4 to 6 digits, kept as an Argon2id hash. Wrong ones slow
//! down and lock, and the count is remembered across restarts.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};

use super::Post;
use crate::desk::Desk;
use crate::error::{Error, Result, Told};
use crate::id::Id;
use crate::view::{Change, View, Who};
use crate::words::Language;

/// Seconds to wait after that many wrong PINs in a row.
const WAITS: [(u32, i64); 4] = [(3, 30), (5, 300), (8, 1_800), (10, 3_600)];
/// From here on only the director can set a new one.
const LOCKED_AT: u32 = 12;

/// What is wrong with a PIN that is to be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PinError {
    /// Not 4 to 6 digits.
    Shape,
    /// 1111, 1234 or the like.
    TooSimple,
    /// The old PIN does not fit.
    WrongOld,
}

impl Told for PinError {
    fn code(&self) -> &'static str {
        match self {
            Self::Shape => "pin_shape",
            Self::TooSimple => "pin_simple",
            Self::WrongOld => "pin_wrong",
        }
    }
    fn say(&self, l: Language) -> String {
        match self {
            Self::Shape => l.say("个人数字码须为 4 至 6 位数字。", "A PIN has 4 to 6 digits."),
            Self::TooSimple => l.say(
                "个人数字码过于简单（如 1111、1234），请换一个。",
                "This PIN is too easy to guess (1111, 1234); choose another.",
            ),
            Self::WrongOld => l.say("原数字码不对，请重新输入。", "The old PIN does not fit; type it again."),
        }
    }
    fn field(&self) -> Option<String> {
        Some("pin".to_owned())
    }
}

/// What a typed PIN proved.
pub(crate) enum Proof {
    /// It fits; the person with the posts of today.
    Right(Who),
    /// It does not fit; so many wrong ones in a row now.
    Wrong { failed: u32, wait_seconds: i64 },
    /// It was not looked at: wait first.
    Waiting { failed: u32, wait_seconds: i64 },
    /// Too many; the director sets a new one.
    Locked,
}

/// Full-width digits are digits; anything else is none.
pub(crate) fn digits(pin: &str) -> Result<String, PinError> {
    let digits: Option<String> = pin
        .trim()
        .chars()
        .map(|c| match c {
            '0'..='9' => Some(c),
            '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10),
            _ => None,
        })
        .collect();
    digits.filter(|d| (4..=6).contains(&d.len())).ok_or(PinError::Shape)
}

fn too_simple(digits: &str) -> bool {
    let steps: Vec<i32> = digits.as_bytes().windows(2).map(|w| i32::from(w[1]) - i32::from(w[0])).collect();
    [0, 1, -1].iter().any(|step| steps.iter().all(|s| s == step))
}

/// A PIN that somebody chooses: digits that are not too easy.
pub(crate) fn chosen(pin: &str) -> Result<String, PinError> {
    digits(pin).and_then(|digits| if too_simple(&digits) { Err(PinError::TooSimple) } else { Ok(digits) })
}

fn argon(desk_cost: store::KdfCost) -> Result<Argon2<'static>> {
    let params = Params::new(desk_cost.memory_kib, desk_cost.passes, 1, None)
        .map_err(|e| Error::Unexpected(format!("argon2 {e}")))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Sets a person's PIN and forgets the wrong ones.
pub(crate) fn set(change: &mut Change<'_>, cost: store::KdfCost, person: Id, pin: &str) -> Result<()> {
    let digits = chosen(pin)?;
    let hash = argon(cost)?
        .hash_password_with_salt(digits.as_bytes(), &change.salt())
        .map_err(|e| Error::Unexpected(format!("argon2 {e}")))?
        .to_string();
    let now = change.now();
    change.execute(
        "INSERT INTO pin (person_id, hash, set_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (person_id) DO UPDATE SET hash = ?2, set_at = ?3, failed = 0, failed_at = NULL",
        (person, &hash, now),
    )?;
    change.about(person);
    change.note(serde_json::json!({ "pin": "set" }));
    Ok(())
}

/// Everybody who can sign in on the day of the view, the longest here first.
pub(crate) fn people(view: &View<'_>) -> Result<Vec<Who>> {
    let ids: Vec<Id> = view.all(
        "SELECT p.person_id FROM pin p JOIN person n ON n.id = p.person_id ORDER BY n.joined_on, n.id",
        [],
        |r| r.get(0),
    )?;
    let mut people = Vec::with_capacity(ids.len());
    for id in ids {
        people.extend(who(view, id)?);
    }
    Ok(people)
}

/// The person with the posts held on the day of the view.
pub(crate) fn who(view: &View<'_>, person: Id) -> Result<Option<Who>> {
    let today = view.today();
    let Some(name) = view.first(
        "SELECT name FROM person WHERE id = ?1 AND joined_on <= ?2 AND (left_on IS NULL OR left_on >= ?2)",
        (person, today),
        |r| r.get::<_, String>(0),
    )?
    else {
        return Ok(None);
    };
    let posts: Vec<Post> = view.all(
        "SELECT DISTINCT post FROM post_held WHERE person_id = ?1 AND from_day <= ?2 AND (to_day IS NULL OR to_day >= ?2) ORDER BY post",
        (person, today),
        |r| r.get(0),
    )?;
    Ok(Some(Who { person, name, posts }))
}

fn wait_after(failed: u32) -> i64 {
    WAITS.iter().rev().find(|(from, _)| failed >= *from).map_or(0, |(_, seconds)| *seconds)
}

/// Looks at a typed PIN and remembers a wrong one. A refusal is a reply, so that it survives.
pub(crate) fn prove(desk: &Desk, person: Id, pin: &str) -> Result<Proof> {
    let store = desk.store()?;
    let now = desk.now();
    let found = store.read(|conn| {
        let view = View::new(conn, now, None, Language::Zh);
        let who = who(&view, person)?;
        let row = view.first("SELECT hash, failed, failed_at FROM pin WHERE person_id = ?1", [person], |r| {
            Ok((r.get::<_, String>(0)?, r.get::<_, u32>(1)?, r.get::<_, Option<i64>>(2)?))
        })?;
        Ok::<_, Error>(who.zip(row))
    })?;
    let Some((who, (hash, failed, failed_at))) = found else {
        return Err(Error::not_found("person"));
    };
    if failed >= LOCKED_AT {
        return Ok(Proof::Locked);
    }
    let wait = failed_at.map_or(0, |at| (at + wait_after(failed) * 1000 - now + 999) / 1000);
    if wait > 0 {
        return Ok(Proof::Waiting { failed, wait_seconds: wait.min(wait_after(failed)) });
    }
    let fits = digits(pin).is_ok_and(|digits| {
        PasswordHash::new(&hash).is_ok_and(|hash| Argon2::default().verify_password(digits.as_bytes(), &hash).is_ok())
    });
    if fits {
        if failed > 0 && !desk.house().reading {
            desk.as_program("access.pin_right", |change| {
                change.silently();
                change.execute("UPDATE pin SET failed = 0, failed_at = NULL WHERE person_id = ?1", [person]).map(|_| ())
            })?;
        }
        return Ok(Proof::Right(who));
    }
    let failed = failed + 1;
    if !desk.house().reading {
        desk.as_program("access.pin_wrong", |change| {
            change.about(person);
            change.note(serde_json::json!({ "failed": failed }));
            change
                .execute("UPDATE pin SET failed = ?2, failed_at = ?3 WHERE person_id = ?1", (person, failed, now))
                .map(|_| ())
        })?;
    }
    Ok(if failed >= LOCKED_AT { Proof::Locked } else { Proof::Wrong { failed, wait_seconds: wait_after(failed) } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_read_as_people_type_them() {
        assert_eq!(digits(" ２４６810 ").unwrap(), "246810");
        assert_eq!(digits("123"), Err(PinError::Shape));
        assert_eq!(digits("1234567"), Err(PinError::Shape));
        assert_eq!(digits("12a4"), Err(PinError::Shape));
    }

    #[test]
    fn easy_ones_are_refused_and_waits_grow() {
        assert!(too_simple("1111") && too_simple("1234") && too_simple("654321"));
        assert!(!too_simple("246810") && !too_simple("1235"));
        assert_eq!([0, 2, 3, 4, 5, 9, 11].map(wait_after), [0, 0, 30, 30, 300, 1_800, 3_600]);
    }
}
