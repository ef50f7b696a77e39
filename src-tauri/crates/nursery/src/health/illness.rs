//! 从发现到返园: an illness from the first sign to the return, as a case. Presence is always recorded; while a case is
//! open and its day has passed only 入班 is withheld, and the child stands in the observation room.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::check::CheckValues;
use super::{CheckError, Symptom, reading};
use crate::access::Permission;
use crate::case::{CaseKind, CaseStep, Move};
use crate::day::Day;
use crate::error::{Error, Result, Told};
use crate::id::Id;
use crate::infants::{records, scope};
use crate::instant::Instant;
use crate::view::{Change, Column, View};
use crate::words::Language;

crate::coded_enum! {
    /// Where an illness stands.
    pub enum IllnessState {
        Found = "found", "已发现，待告知家长", "found, guardian not told";
        Told = "told", "已告知家长", "guardian told";
        Home = "home", "已离园", "at home";
        Diagnosed = "diagnosed", "已诊断", "diagnosed";
        ReturnAsked = "return_asked", "申请返园", "return asked";
        Cleared = "cleared", "可返园", "may return";
        Closed = "closed", "已结案", "closed";
    }
}

crate::coded_enum! {
    /// A step of an illness.
    pub enum IllnessMove {
        Find = "find", "发现异常", "found";
        Tell = "tell", "告知家长", "tell the guardian";
        Leave = "leave", "离园", "leaves";
        Dismiss = "dismiss", "复查排除", "nothing found on second look";
        Diagnose = "diagnose", "登记诊断", "diagnosis";
        AskReturn = "ask_return", "申请返园", "return asked";
        Certificate = "certificate", "查验医疗机构证明", "certificate seen";
        Recheck = "recheck", "保健人员复检", "health worker's re-check";
        Return = "return", "返园结案", "returned, closed";
    }
}

crate::coded_enum! {
    /// What it was found to be. The first ten stand on 附件4 表4.
    pub enum Disease {
        HandFootMouth = "hand_foot_mouth", "手足口病", "hand, foot and mouth disease";
        Varicella = "varicella", "水痘", "varicella";
        Mumps = "mumps", "流行性腮腺炎", "mumps";
        ScarletFever = "scarlet_fever", "猩红热", "scarlet fever";
        Conjunctivitis = "conjunctivitis", "急性出血性结膜炎", "acute haemorrhagic conjunctivitis";
        Dysentery = "dysentery", "痢疾", "dysentery";
        Measles = "measles", "麻疹", "measles";
        Rubella = "rubella", "风疹", "rubella";
        Hepatitis = "hepatitis", "传染性肝炎", "infectious hepatitis";
        Influenza = "influenza", "流行性感冒", "influenza";
        Norovirus = "norovirus", "诺如病毒感染", "norovirus";
        Herpangina = "herpangina", "疱疹性咽峡炎", "herpangina";
        OtherInfectious = "other_infectious", "其他传染病", "other infectious disease";
        Common = "common", "普通疾病", "common illness";
    }
}

impl Disease {
    /// Whether only a medical institution's certificate lets the child return.
    #[must_use]
    pub const fn is_infectious(self) -> bool {
        !matches!(self, Self::Common)
    }
}

const fn to(name: IllnessMove, from: &'static [&'static str], state: &'static str) -> Move {
    let title = match name {
        IllnessMove::Find => ("发现异常", "found"),
        IllnessMove::Tell => ("告知家长", "tell the guardian"),
        IllnessMove::Leave => ("离园", "leaves"),
        IllnessMove::Dismiss => ("复查排除", "nothing found on second look"),
        IllnessMove::Diagnose => ("登记诊断", "diagnosis"),
        IllnessMove::AskReturn => ("申请返园", "return asked"),
        IllnessMove::Certificate => ("查验医疗机构证明", "certificate seen"),
        IllnessMove::Recheck => ("保健人员复检", "health worker's re-check"),
        IllnessMove::Return => ("返园结案", "returned, closed"),
    };
    let code = match name {
        IllnessMove::Find => "find",
        IllnessMove::Tell => "tell",
        IllnessMove::Leave => "leave",
        IllnessMove::Dismiss => "dismiss",
        IllnessMove::Diagnose => "diagnose",
        IllnessMove::AskReturn => "ask_return",
        IllnessMove::Certificate => "certificate",
        IllnessMove::Recheck => "recheck",
        IllnessMove::Return => "return",
    };
    let permission = match name {
        // The return itself follows from the decision: whoever checks the child at the door records it.
        IllnessMove::Diagnose | IllnessMove::Certificate | IllnessMove::Recheck => Permission::HealthDecide,
        _ => Permission::HealthWrite,
    };
    Move { name: code, from, to: state, permission, title, due_key: None }
}

/// The moves of an illness. The guardian can be told, and the illness named, at any time before the return.
pub const ILLNESS: CaseKind = CaseKind {
    name: "illness",
    moves: &[
        to(IllnessMove::Find, &[], "found"),
        to(IllnessMove::Tell, &["found"], "told"),
        to(IllnessMove::Dismiss, &["found", "told"], "closed"),
        to(IllnessMove::Leave, &["found", "told"], "home"),
        to(IllnessMove::Diagnose, &["told", "home", "diagnosed", "return_asked"], "diagnosed"),
        to(IllnessMove::AskReturn, &["home", "diagnosed"], "return_asked"),
        to(IllnessMove::Certificate, &["home", "diagnosed", "return_asked"], "cleared"),
        to(IllnessMove::Recheck, &["home", "diagnosed", "return_asked"], "cleared"),
        to(IllnessMove::Return, &["cleared"], "closed"),
    ],
    states: &[
        ("found", "已发现，待告知家长", "found, guardian not told"),
        ("told", "已告知家长", "guardian told"),
        ("home", "已离园", "at home"),
        ("diagnosed", "已诊断", "diagnosed"),
        ("return_asked", "申请返园", "return asked"),
        ("cleared", "可返园", "may return"),
        ("closed", "已结案", "closed"),
    ],
};

/// What an illness refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IllnessError {
    /// Whom was told, and how.
    Told,
    /// A diagnosis needs its name.
    Diagnosis,
    /// After an infectious disease only a medical institution's certificate counts.
    CertificateNeeded,
    /// The certificate needs who issued it and when.
    Certificate,
    /// Not free of fever for long enough.
    FeverFree {
        /// Hours of the policy.
        hours: i64,
    },
}

impl Told for IllnessError {
    fn code(&self) -> &'static str {
        match self {
            Self::Told => "illness_told",
            Self::Diagnosis => "illness_diagnosis",
            Self::CertificateNeeded => "illness_certificate_needed",
            Self::Certificate => "illness_certificate",
            Self::FeverFree { .. } => "illness_fever_free",
        }
    }
    fn say(&self, l: Language) -> String {
        match self {
            Self::Told => l.say("请写明告知了谁。", "Say who was told."),
            Self::Diagnosis => l.say("请选择疾病；普通疾病请写明名称。", "Choose the disease; name a common illness."),
            Self::CertificateNeeded => l.say(
                "传染病或疑似传染病须凭医疗机构的健康证明返园，不能只凭复检。",
                "After an infectious disease, or a suspected one, only a medical institution's certificate counts.",
            ),
            Self::Certificate => {
                l.say("请写明证明由哪家医疗机构、哪一天出具。", "Say which medical institution issued it, and when.")
            }
            Self::FeverFree { hours } => {
                l.say(format!("须退热满 {hours} 小时才能复检返园。"), format!("Free of fever for {hours} hours first."))
            }
        }
    }
    fn field(&self) -> Option<String> {
        let field = match self {
            Self::Told => "with",
            Self::Diagnosis => "disease",
            Self::CertificateNeeded => "move",
            Self::Certificate => "issuer",
            Self::FeverFree { .. } => "fever_free_hours",
        };
        Some(field.to_owned())
    }
}

/// An illness as shown.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct IllnessShown {
    /// The row.
    pub id: Id,
    /// The infant.
    pub infant_id: Id,
    /// Its name.
    pub infant_name: String,
    /// Its class when it began.
    pub class_name: String,
    /// The day of the first sign.
    pub day: Day,
    /// The first signs, in Chinese as written on forms.
    pub found: String,
    /// Where it stands.
    pub state: IllnessState,
    /// What it was found to be.
    pub disease: Option<Disease>,
    /// Its name as written.
    pub disease_name: String,
    /// The first day of the signs.
    pub onset: Option<Day>,
    /// The day of the diagnosis.
    pub diagnosed_on: Option<Day>,
    /// Who made it.
    pub diagnosed_by: String,
    /// Only a certificate lets the child return.
    pub certificate_needed: bool,
    /// How long children stay away by the policy, in words, where there is one: the certificate governs.
    pub stay_away: Option<String>,
    /// What can be done next.
    pub moves: Vec<IllnessMove>,
    /// Every step, oldest first.
    pub steps: Vec<CaseStep>,
}

/// Which illnesses.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IllnessesOf {
    /// One infant.
    pub infant_id: Option<Id>,
    /// Closed ones too, from this day on; only open ones when absent.
    pub since: Option<Day>,
}

pub(super) fn illnesses(view: &View<'_>, q: IllnessesOf) -> Result<Vec<IllnessShown>> {
    let scope = scope::classes(view)?;
    let ids: Vec<(Id, Option<Id>)> = view.all(
        "SELECT id, class_id FROM illness WHERE withdrawn = 0 AND (?1 IS NULL OR infant_id = ?1)
           AND ((?2 IS NOT NULL AND day >= ?2) OR returned_on IS NULL) ORDER BY day DESC, id DESC",
        (q.infant_id, q.since),
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    let mut shown = Vec::new();
    for (id, _) in ids.into_iter().filter(|(_, class)| scope.sees(*class)) {
        let illness = one(view, id)?;
        if q.since.is_some() || illness.state != IllnessState::Closed {
            shown.push(illness);
        }
    }
    Ok(shown)
}

fn one(view: &View<'_>, id: Id) -> Result<IllnessShown> {
    let subject = id.to_string();
    let current = ILLNESS.current(view, ("illness", &subject))?;
    let (case, state) = current.map(|(case, state, _)| (case, state)).ok_or_else(|| Error::not_found("illness"))?;
    let mut shown = view.one(
        "illness",
        "SELECT l.infant_id, i.name, coalesce(k.name, ''), l.day, l.found, l.disease, l.disease_name, l.onset, l.diagnosed_on, l.diagnosed_by
         FROM illness l JOIN infant i ON i.id = l.infant_id LEFT JOIN class k ON k.id = l.class_id WHERE l.id = ?1",
        [id],
        |r| {
            Ok(IllnessShown {
                id,
                infant_id: r.get(0)?,
                infant_name: r.get(1)?,
                class_name: r.get(2)?,
                day: r.get(3)?,
                found: r.get(4)?,
                state: state_of(&state),
                disease: r.get(5)?,
                disease_name: r.get(6)?,
                onset: r.get(7)?,
                diagnosed_on: r.get(8)?,
                diagnosed_by: r.get(9)?,
                certificate_needed: false,
                stay_away: None,
                moves: Vec::new(),
                steps: Vec::new(),
            })
        },
    )?;
    shown.certificate_needed = shown.disease.is_some_and(Disease::is_infectious);
    if let Some(disease) = shown.disease.filter(|disease| disease.is_infectious()) {
        let key = format!("stay_away.{}", disease.code());
        if let Ok(value) = view.policy(&key, view.today()) {
            shown.stay_away = value.text().ok().map(str::to_owned);
        }
    }
    shown.moves = ILLNESS
        .possible(Some(&state))
        .into_iter()
        .filter(|possible| view.may(possible.permission))
        .filter_map(|possible| serde_json::from_value(json!(possible.name)).ok())
        .collect();
    shown.steps = ILLNESS.timeline(view, case)?;
    Ok(shown)
}

fn state_of(code: &str) -> IllnessState {
    serde_json::from_value(json!(code)).unwrap_or(IllnessState::Closed)
}

/// The illness of an infant that is not closed, with its state and day.
pub(crate) fn open_of(view: &View<'_>, infant: Id) -> Result<Option<(Id, IllnessState, Day)>> {
    let last: Option<(Id, Day)> = view.first(
        "SELECT id, day FROM illness WHERE infant_id = ?1 AND withdrawn = 0 AND returned_on IS NULL ORDER BY day DESC, id DESC LIMIT 1",
        [infant],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    let Some((id, day)) = last else { return Ok(None) };
    let state = ILLNESS.current(view, ("illness", &id.to_string()))?.map(|(_, state, _)| state_of(&state));
    Ok(state.filter(|state| *state != IllnessState::Closed).map(|state| (id, state, day)))
}

/// Whether 入班 is withheld on a day: an illness of an earlier day is not cleared.
pub(crate) fn is_withheld(view: &View<'_>, infant: Id, on: Day) -> Result<bool> {
    let open = open_of(view, infant)?;
    Ok(open.is_some_and(|(_, state, day)| day < on && state != IllnessState::Cleared))
}

/// Opens a case for what was found, unless one is open already; answers the new row.
pub(super) fn open(
    change: &mut Change<'_>,
    infant: Id,
    on: Day,
    check: Id,
    values: &CheckValues,
) -> Result<Option<Id>> {
    if open_of(change, infant)?.is_some() {
        return Ok(None);
    }
    let (id, class) = (change.new_id(), crate::attendance::day::class_on(change, infant, on)?);
    let found = signs(values);
    let columns: [Column<'_>; 7] = [
        ("id", &id),
        ("infant_id", &infant),
        ("class_id", &class),
        ("day", &on),
        ("check_id", &check),
        ("found", &found),
        ("onset", &on),
    ];
    change.insert("illness", &columns)?;
    ILLNESS.step(change, ("illness", &id.to_string()), IllnessMove::Find.code(), on, None, &json!({ "on": on }))?;
    Ok(Some(id))
}

/// 发热 38.1 ℃、皮疹.
fn signs(values: &CheckValues) -> String {
    let last = values.again.or(values.temperature);
    let mut parts: Vec<String> = values
        .symptoms
        .iter()
        .map(|symptom| match (symptom, last) {
            (Symptom::Fever, Some(tenths)) => format!("发热 {} ℃", reading::degrees(tenths)),
            _ => symptom.zh().to_owned(),
        })
        .collect();
    if !values.found.is_empty() {
        parts.push(values.found.clone());
    }
    if parts.is_empty() { "异常".to_owned() } else { parts.join("、") }
}

/// The child leaves while its case is open.
pub(crate) fn leaves(change: &mut Change<'_>, infant: Id, on: Day, with: &str) -> Result<()> {
    let Some((id, IllnessState::Found | IllnessState::Told, _)) = open_of(change, infant)? else { return Ok(()) };
    change.update("illness", &id, &[("left_on", &on)])?;
    let facts = json!({ "on": on, "with": with });
    ILLNESS.step(change, ("illness", &id.to_string()), IllnessMove::Leave.code(), on, None, &facts)?;
    Ok(())
}

/// The child goes to its class again after it was cleared: the case closes by itself.
pub(super) fn returns(change: &mut Change<'_>, infant: Id, on: Day) -> Result<()> {
    let Some((id, IllnessState::Cleared, _)) = open_of(change, infant)? else { return Ok(()) };
    change.update("illness", &id, &[("returned_on", &on)])?;
    let facts = json!({ "on": on });
    ILLNESS.step(change, ("illness", &id.to_string()), IllnessMove::Return.code(), on, None, &facts)?;
    Ok(())
}

/// A second look on the same day found nothing.
pub(super) fn dismissed(change: &mut Change<'_>, infant: Id, on: Day, why: &str) -> Result<()> {
    let Some((id, IllnessState::Found | IllnessState::Told, day)) = open_of(change, infant)? else { return Ok(()) };
    if day != on {
        return Ok(());
    }
    change.update("illness", &id, &[("returned_on", &on)])?;
    let facts = json!({ "on": on });
    ILLNESS.step(change, ("illness", &id.to_string()), IllnessMove::Dismiss.code(), on, Some(why), &facts)?;
    Ok(())
}

/// A step of an illness.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IllnessStep {
    /// The illness.
    pub id: Id,
    /// Which step.
    #[serde(rename = "move")]
    pub name: IllnessMove,
    /// When; now when absent.
    pub at: Option<Instant>,
    /// Who was told or asks.
    pub with: Option<String>,
    /// At which number.
    pub phone: Option<String>,
    /// The disease.
    pub disease: Option<Disease>,
    /// Its name; needed for a common illness and another infectious one.
    pub disease_name: Option<String>,
    /// The first day of the signs.
    pub onset: Option<Day>,
    /// The medical institution that made the diagnosis or issued the certificate.
    pub issuer: Option<String>,
    /// The day of the diagnosis or of the certificate.
    pub issued_on: Option<Day>,
    /// Number of the certificate.
    pub number: Option<String>,
    /// Scans of the certificate, as tokens of the files door.
    pub files: Option<Vec<String>>,
    /// Hours without fever and without medicine against it.
    pub fever_free_hours: Option<i64>,
    /// Remark.
    pub note: Option<String>,
}

pub(super) fn step(change: &mut Change<'_>, q: IllnessStep) -> Result<IllnessShown> {
    let (infant, known): (Id, Option<Disease>) = change.one(
        "illness",
        "SELECT infant_id, disease FROM illness WHERE id = ?1 AND withdrawn = 0",
        [q.id],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    records::infant(change, infant)?;
    let at = q.at.unwrap_or(Instant::from_ms(change.now()));
    if at.ms() > change.now() {
        return Err(crate::record::RecordError::Future.into());
    }
    let on = at.day();
    let given = |text: &Option<String>| text.as_deref().map(str::trim).unwrap_or_default().to_owned();
    let (with, issuer, disease_name) = (given(&q.with), given(&q.issuer), given(&q.disease_name));
    let mut facts = json!({ "on": on, "at": at, "with": with, "phone": given(&q.phone) });
    match q.name {
        IllnessMove::Find => return Err(Error::not_found("move")),
        IllnessMove::Tell | IllnessMove::AskReturn if with.is_empty() => return Err(IllnessError::Told.into()),
        IllnessMove::Diagnose => {
            let disease = q.disease.ok_or(IllnessError::Diagnosis)?;
            let named = matches!(disease, Disease::Common | Disease::OtherInfectious);
            if named && disease_name.is_empty() {
                return Err(IllnessError::Diagnosis.into());
            }
            let name = if named { disease_name } else { disease.zh().to_owned() };
            facts = json!({ "on": on, "disease": name, "issuer": issuer });
            let columns: [Column<'_>; 5] = [
                ("disease", &disease),
                ("disease_name", &name),
                ("infectious", &disease.is_infectious()),
                ("diagnosed_on", &q.issued_on.unwrap_or(on)),
                ("diagnosed_by", &issuer),
            ];
            change.update("illness", &q.id, &columns)?;
            if let Some(onset) = q.onset {
                change.update("illness", &q.id, &[("onset", &onset)])?;
            }
        }
        IllnessMove::Certificate => {
            let issued_on = q.issued_on.filter(|issued| *issued <= on && !issuer.is_empty());
            let issued_on = issued_on.ok_or(IllnessError::Certificate)?;
            facts = json!({ "on": on, "issuer": issuer, "issued_on": issued_on, "number": given(&q.number) });
        }
        IllnessMove::Recheck => {
            if known.is_some_and(Disease::is_infectious) {
                return Err(IllnessError::CertificateNeeded.into());
            }
            let hours = change.policy_number("return.fever_free_hours", on)?;
            if q.fever_free_hours.is_none_or(|free| free < hours) {
                return Err(IllnessError::FeverFree { hours }.into());
            }
            facts = json!({ "on": on, "fever_free_hours": q.fever_free_hours });
        }
        IllnessMove::Leave => {
            change.update("illness", &q.id, &[("left_on", &on)])?;
        }
        IllnessMove::Return | IllnessMove::Dismiss => {
            change.update("illness", &q.id, &[("returned_on", &on)])?;
        }
        IllnessMove::Tell | IllnessMove::AskReturn => {}
    }
    let note = given(&q.note);
    let note = Some(note.as_str()).filter(|note| !note.is_empty());
    ILLNESS.step(change, ("illness", &q.id.to_string()), q.name.code(), on, note, &facts)?;
    change.about(infant);
    one(change, q.id)
}

/// What the refused disposition says.
pub(super) fn withheld(view: &View<'_>, infant: Id) -> Result<CheckError> {
    let open = open_of(view, infant)?;
    let needs_certificate = match open {
        Some((id, ..)) => one(view, id)?.certificate_needed,
        None => false,
    };
    Ok(CheckError::Withheld { needs_certificate })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table as a health worker can read it; a change of it shows here.
    #[test]
    fn table() {
        let rows: Vec<String> = ILLNESS
            .moves
            .iter()
            .map(|one| format!("{} → {} [{}] {}", one.from.join("|"), one.to, one.name, one.permission.code()))
            .collect();
        assert_eq!(
            rows,
            [
                " → found [find] health_write",
                "found → told [tell] health_write",
                "found|told → closed [dismiss] health_write",
                "found|told → home [leave] health_write",
                "told|home|diagnosed|return_asked → diagnosed [diagnose] health_decide",
                "home|diagnosed → return_asked [ask_return] health_write",
                "home|diagnosed|return_asked → cleared [certificate] health_decide",
                "home|diagnosed|return_asked → cleared [recheck] health_decide",
                "cleared → closed [return] health_write",
            ]
        );
        for one in ILLNESS.moves {
            assert!(ILLNESS.states.iter().any(|(code, ..)| *code == one.to), "{}", one.to);
        }
    }
}
