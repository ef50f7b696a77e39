//! The way of a filing: 草拟 → 材料齐备 → 已提交 → 退回补正 → 已备案 → 变更备案中 → 已注销 or 已退出.
//!
//! What has happened can be written whatever the papers say; only 材料齐备, which is our own judgement, is refused
//! while something mandatory is missing.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::{FilingError, gaps, requirements, statement};
use crate::access::Permission;
use crate::case::{CaseKind, CaseStep, Move};
use crate::contract::Nothing;
use crate::day::Day;
use crate::error::Result;
use crate::institution::Institution;
use crate::institution::calendar_rules::Workdays;
use crate::view::{Change, View};

crate::coded_enum! {
    /// Where a filing stands.
    pub enum FilingState {
        None = "none", "尚未开始", "not started";
        Draft = "draft", "草拟", "draft";
        Ready = "ready", "材料齐备", "ready";
        Submitted = "submitted", "已提交", "submitted";
        Returned = "returned", "退回补正", "returned for correction";
        Filed = "filed", "已备案", "filed";
        ChangePending = "change_pending", "变更备案中", "change pending";
        Deregistered = "deregistered", "已注销备案", "deregistered";
        Withdrawn = "withdrawn", "已退出备案", "withdrawn";
    }
}

crate::coded_enum! {
    /// A move of a filing.
    pub enum FilingMove {
        Start = "start", "开始准备备案", "start";
        Ready = "ready", "确认材料齐备", "declare ready";
        Submit = "submit", "登记已提交", "record the submission";
        Return = "return", "登记退回补正", "record the return";
        File = "file", "登记已备案", "record the filing";
        Change = "change", "登记变更备案", "begin a change filing";
        Deregister = "deregister", "登记注销备案", "record the deregistration";
        Withdraw = "withdraw", "登记退出备案", "record the withdrawal";
        Restart = "restart", "重新准备备案", "start again";
    }
}

/// The moves of a filing. The receipt is due some working days after the submission
/// (登记和备案办法（试行） Art. 9).
pub const FILING: CaseKind = CaseKind {
    name: "filing",
    moves: &[
        to(FilingMove::Start, &[], "draft", None),
        to(FilingMove::Ready, &["draft", "returned"], "ready", None),
        to(
            FilingMove::Submit,
            &["draft", "ready", "returned", "change_pending"],
            "submitted",
            Some("filing.receipt_days"),
        ),
        to(FilingMove::Return, &["submitted"], "returned", None),
        to(FilingMove::File, &["draft", "ready", "submitted", "returned", "change_pending"], "filed", None),
        to(FilingMove::Change, &["filed"], "change_pending", None),
        to(FilingMove::Deregister, &["filed", "change_pending"], "deregistered", None),
        to(FilingMove::Withdraw, &["filed", "change_pending", "submitted", "returned"], "withdrawn", None),
        to(FilingMove::Restart, &["deregistered", "withdrawn"], "draft", None),
    ],
    states: &[
        ("draft", "草拟", "draft"),
        ("ready", "材料齐备", "ready"),
        ("submitted", "已提交", "submitted"),
        ("returned", "退回补正", "returned for correction"),
        ("filed", "已备案", "filed"),
        ("change_pending", "变更备案中", "change pending"),
        ("deregistered", "已注销备案", "deregistered"),
        ("withdrawn", "已退出备案", "withdrawn"),
    ],
};

const SUBJECT: (&str, &str) = ("institution", "1");

const fn to(
    chosen: FilingMove,
    from: &'static [&'static str],
    to: &'static str,
    due_key: Option<&'static str>,
) -> Move {
    let (name, title) = match chosen {
        FilingMove::Start => ("start", ("开始准备备案", "start")),
        FilingMove::Ready => ("ready", ("确认材料齐备", "declare ready")),
        FilingMove::Submit => ("submit", ("登记已提交", "record the submission")),
        FilingMove::Return => ("return", ("登记退回补正", "record the return")),
        FilingMove::File => ("file", ("登记已备案", "record the filing")),
        FilingMove::Change => ("change", ("登记变更备案", "begin a change filing")),
        FilingMove::Deregister => ("deregister", ("登记注销备案", "record the deregistration")),
        FilingMove::Withdraw => ("withdraw", ("登记退出备案", "record the withdrawal")),
        FilingMove::Restart => ("restart", ("重新准备备案", "start again")),
    };
    Move { name, from, to, permission: Permission::FilingWrite, title, due_key }
}

/// Where the filing stands and where it can go.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct FilingStanding {
    /// The state.
    pub state: FilingState,
    /// Its word, in the person's language.
    pub word: String,
    /// The moves that are possible now.
    pub moves: Vec<FilingMove>,
    /// By when the receipt is due (working days), while submitted.
    pub receipt_due: Option<Day>,
    /// Working days left until then; negative: so many over.
    pub receipt_left: Option<i64>,
    /// By when an objection is due (working days), while submitted.
    pub objection_due: Option<Day>,
    /// Working days left until then; negative: so many over.
    pub objection_left: Option<i64>,
    /// Working days within which the receipt is due (policy).
    pub receipt_days: i64,
    /// Working days within which an objection is due (policy).
    pub objection_days: i64,
    /// The holidays are entered that the deadlines need; otherwise the days above are absent or would be.
    pub calendar_known: bool,
    /// Filing number.
    pub number: Option<String>,
    /// Day of filing.
    pub filed_on: Option<Day>,
    /// What has changed since it was filed: a change filing is needed.
    pub changed: Vec<ChangedFact>,
    /// Every step, oldest first.
    pub steps: Vec<CaseStep>,
}

/// A filed fact that is no longer so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct ChangedFact {
    /// Its name on the form.
    pub fact: String,
    /// As filed.
    pub filed: String,
    /// As it is now.
    pub now: String,
}

/// A move, with what is known about it.
#[derive(Debug, Clone, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct MoveFiling {
    /// The move.
    #[serde(rename = "move")]
    pub chosen: FilingMove,
    /// What the department said, or why; needed when it is returned.
    pub note: Option<String>,
    /// Number on the receipt; needed when it is filed.
    pub number: Option<String>,
    /// On which day it happened; today when absent.
    pub on: Option<Day>,
}

pub(super) fn standing(view: &View<'_>, _: Nothing) -> Result<FilingStanding> {
    let own = view.institution()?;
    let current = FILING.current(view, SUBJECT)?;
    let state =
        current.as_ref().and_then(|(_, state, _)| crate::words::Coded::from_code(state)).unwrap_or(FilingState::None);
    let steps = match &current {
        None => Vec::new(),
        Some((case, ..)) => FILING.timeline(view, *case)?,
    };
    let code = current.as_ref().map(|(_, state, _)| state.as_str());
    let moves = FILING.possible(code).into_iter().filter_map(|m| crate::words::Coded::from_code(m.name)).collect();
    let submitted = steps.last().filter(|_| state == FilingState::Submitted);
    // The days of the policy count from the submission; before it they are said as of today.
    let from = submitted.and_then(|step| step.on).unwrap_or(view.today());
    let receipt_days = view.policy_number("filing.receipt_days", from)?;
    let objection_days = view.policy_number("filing.objection_days", from)?;
    let workdays = view.workdays()?;
    let due = |days: i64| workdays.add_working_days(from, u32::try_from(days).unwrap_or(0)).ok();
    let calendar_known = due(receipt_days.max(objection_days)).is_some();
    let receipt_due = submitted.and_then(|step| step.due);
    let objection_due = submitted.and_then(|_| due(objection_days));
    let changed = match state {
        FilingState::Filed => changed_since(view, &own, &steps)?,
        _ => Vec::new(),
    };
    Ok(FilingStanding {
        state,
        word: state.label(view.language()).to_owned(),
        moves,
        receipt_due,
        receipt_left: receipt_due.and_then(|due| left(&workdays, view.today(), due)),
        objection_due,
        objection_left: objection_due.and_then(|due| left(&workdays, view.today(), due)),
        receipt_days,
        objection_days,
        calendar_known,
        number: own.filing_number,
        filed_on: own.filed_on,
        changed,
        steps,
    })
}

/// Working days after today up to a deadline, the deadline included; negative when it is past: those after it up to
/// today. Nothing where a year between has no holidays.
fn left(workdays: &Workdays, today: Day, due: Day) -> Option<i64> {
    let after = |first: Day, last: Day| workdays.working_days_between(first.plus_days(1).ok()?, last).ok();
    if due >= today { after(today, due).map(i64::from) } else { after(due, today).map(|over| -i64::from(over)) }
}

pub(super) fn make_move(change: &mut Change<'_>, q: MoveFiling) -> Result<FilingStanding> {
    let note = q.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
    let number = q.number.as_deref().map(str::trim).filter(|number| !number.is_empty());
    let on = q.on.unwrap_or(change.today());
    if on > change.today() {
        return Err(FilingError::DayAhead.into());
    }
    let mut facts = json!({ "on": on });
    match q.chosen {
        FilingMove::Ready => {
            let open = mandatory_gaps(change)?;
            if !open.is_empty() {
                return Err(FilingError::Incomplete(open).into());
            }
        }
        FilingMove::Submit => facts["gaps"] = mandatory_gaps(change)?.len().into(),
        FilingMove::Return if note.is_none() => return Err(FilingError::NoteNeeded.into()),
        FilingMove::File => {
            let number = number.ok_or(FilingError::NumberNeeded)?;
            facts["number"] = number.into();
            facts["filed"] = json!(key_facts(change, &change.institution()?)?);
        }
        _ => {}
    }
    FILING.step(change, SUBJECT, q.chosen.code(), on, note, &facts)?;
    if q.chosen == FilingMove::File {
        change.update("institution", &1, &[("filing_number", &number), ("filed_on", &on)])?;
        change.touch(crate::contract::Area::Institution);
    }
    standing(change, Nothing {})
}

pub(super) fn mandatory_gaps(view: &View<'_>) -> Result<Vec<gaps::FilingGap>> {
    let found = gaps::find(view, &requirements::held(view)?)?;
    Ok(found.into_iter().filter(|gap| gap.mandatory).collect())
}

/// The facts whose change needs a change filing (登记和备案办法（试行） Art. 10), by their names on the form. No ID numbers.
fn key_facts(view: &View<'_>, own: &Institution) -> Result<BTreeMap<String, String>> {
    let statement = statement::statement(view, own)?;
    let forms: Vec<&str> = own.service_forms.iter().map(|form| form.zh()).collect();
    let classes: Vec<String> =
        statement.classes.iter().map(|(kind, count)| format!("{}{count}个", kind.zh())).collect();
    let facts = [
        ("机构名称", statement.name),
        ("机构住所", statement.address),
        ("统一社会信用代码", statement.uscc),
        ("法定代表人", statement.legal_representative.0),
        ("机构负责人", statement.person_in_charge.0),
        ("机构性质", own.nature.zh().to_owned()),
        ("服务范围", forms.join("、")),
        ("服务场所性质", own.premises.zh().to_owned()),
        ("建筑、室内、室外面积", statement.areas.join("／")),
        ("收托规模", statement.capacity),
        ("编班类型", classes.join("、")),
    ];
    Ok(facts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// What has changed since the last time it was filed.
pub(super) fn changed_since(view: &View<'_>, own: &Institution, steps: &[CaseStep]) -> Result<Vec<ChangedFact>> {
    let filed = steps.iter().rev().find_map(|step| step.facts.get("filed").cloned());
    let Some(filed) = filed else {
        return Ok(Vec::new());
    };
    let filed: BTreeMap<String, String> = serde_json::from_value(filed)?;
    let now = key_facts(view, own)?;
    // A fact that the earlier version of the program did not keep cannot be compared.
    let pairs = now.into_iter().filter_map(|(fact, now)| filed.get(&fact).map(|filed| (fact, filed.clone(), now)));
    Ok(pairs
        .filter(|(_, filed, now)| filed != now)
        .map(|(fact, filed, now)| ChangedFact { fact, filed, now })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Coded;

    /// The table as a director can read it; a change of it shows here.
    #[test]
    fn table() {
        let mut table = String::new();
        for chosen in FILING.moves {
            let from = if chosen.from.is_empty() { "·".to_owned() } else { chosen.from.join("|") };
            table.push_str(&format!(
                "{}: {from} → {}{}\n",
                chosen.name,
                chosen.to,
                chosen.due_key.map(|key| format!(" ({key})")).unwrap_or_default()
            ));
        }
        assert_eq!(
            table,
            "start: · → draft\n\
             ready: draft|returned → ready\n\
             submit: draft|ready|returned|change_pending → submitted (filing.receipt_days)\n\
             return: submitted → returned\n\
             file: draft|ready|submitted|returned|change_pending → filed\n\
             change: filed → change_pending\n\
             deregister: filed|change_pending → deregistered\n\
             withdraw: filed|change_pending|submitted|returned → withdrawn\n\
             restart: deregistered|withdrawn → draft\n"
        );
    }

    #[test]
    fn words_and_states_are_the_closed_lists() {
        for (code, zh, en) in FILING.states {
            let state = FilingState::from_code(code).unwrap();
            assert_eq!((state.zh(), state.label(crate::words::Language::En)), (*zh, *en));
        }
        for chosen in FILING.moves {
            let label = FilingMove::from_code(chosen.name).unwrap().label_of();
            assert_eq!((label.zh, label.en), chosen.title);
            assert!(FilingState::from_code(chosen.to).is_some());
        }
        assert_eq!(FILING.moves.len(), FilingMove::ALL.len());
        assert_eq!(FILING.states.len() + 1, FilingState::ALL.len());
    }

    #[test]
    fn every_state_can_be_reached_and_left() {
        for state in FilingState::ALL.iter().filter(|state| **state != FilingState::None) {
            assert!(FILING.moves.iter().any(|m| m.to == state.code()), "{state:?} is never reached");
            assert!(!FILING.possible(Some(state.code())).is_empty(), "{state:?} is a dead end");
        }
    }
}
