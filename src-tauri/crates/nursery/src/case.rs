//! **case** 个案: a subject with an append-only list of steps. Each kind declares its states, its legal
//! moves, who may make them and by when the next is due; a test draws the table.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use ts_rs::TS;

use crate::access::Permission;
use crate::day::Day;
use crate::error::{Result, Told};
use crate::id::Id;
use crate::instant::Instant;
use crate::view::{Change, View};
use crate::words::Language;

/// One legal move.
pub struct Move {
    /// Name of the move, e.g. `submit`.
    pub name: &'static str,
    /// From which states; empty means: it opens the case.
    pub from: &'static [&'static str],
    /// To which state.
    pub to: &'static str,
    /// Who may.
    pub permission: Permission,
    /// In Chinese and English.
    pub title: (&'static str, &'static str),
    /// By when the next step is due, as a policy key counted in working days.
    pub due_key: Option<&'static str>,
}

/// A kind of case.
pub struct CaseKind {
    /// Name, e.g. `filing`.
    pub name: &'static str,
    /// The moves.
    pub moves: &'static [Move],
    /// States with their words.
    pub states: &'static [(&'static str, &'static str, &'static str)],
}

/// What a case refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseError {
    /// The move does not lead on from the present state.
    Move {
        /// Which move.
        name: String,
        /// Present state in Chinese and English.
        state: (&'static str, &'static str),
        /// Moves that are possible now.
        possible: Vec<&'static str>,
    },
}

impl Told for CaseError {
    fn code(&self) -> &'static str {
        "case_move"
    }
    fn say(&self, l: Language) -> String {
        let Self::Move { state, possible, .. } = self;
        l.say(
            format!("当前状态是“{}”，不能这样办；可以办的是：{}。", state.0, possible.join("、")),
            format!("The state is “{}”; possible now: {}.", state.1, possible.join(", ")),
        )
    }
    fn field(&self) -> Option<String> {
        Some("move".to_owned())
    }
}

/// One step of a case, for the timeline.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct CaseStep {
    /// The move.
    #[serde(rename = "move")]
    pub name: String,
    /// Its words, in the person's language.
    pub title: String,
    /// The state that it led to.
    pub state: String,
    /// Its word, in the person's language.
    pub word: String,
    /// On which day it happened, where that was said.
    pub on: Option<Day>,
    /// When.
    pub at: Instant,
    /// Who, by name.
    pub by: Option<String>,
    /// By when the next is due.
    pub due: Option<Day>,
    /// What was written.
    pub note: Option<String>,
    /// Facts of the step.
    #[ts(type = "unknown")]
    pub facts: Value,
}

impl CaseKind {
    fn words(&self, state: &str) -> (&'static str, &'static str) {
        self.states
            .iter()
            .find(|(code, ..)| *code == state)
            .map_or(("尚未开始", "not started"), |(_, zh, en)| (zh, en))
    }

    /// The latest case of a subject and its state.
    ///
    /// # Errors
    /// The store cannot.
    pub fn current(&self, view: &View<'_>, subject: (&str, &str)) -> Result<Option<(Id, String, Option<Day>)>> {
        view.first(
            "SELECT c.id, s.state, s.due FROM case_file c JOIN case_step s ON s.case_id = c.id
             WHERE c.kind = ?1 AND c.subject_kind = ?2 AND c.subject_id = ?3 ORDER BY c.opened_at DESC, s.seq DESC LIMIT 1",
            (self.name, subject.0, subject.1),
            |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
        )
    }

    /// The moves that lead on from a state.
    #[must_use]
    pub fn possible(&self, state: Option<&str>) -> Vec<&'static Move> {
        self.moves.iter().filter(|m| state.map_or(m.from.is_empty(), |s| m.from.contains(&s))).collect()
    }

    /// Makes a move that happened on a day, opening the case if none is. What has happened is never refused for a
    /// calendar that has not been entered: the next step then has no day by which it is due.
    ///
    /// # Errors
    /// [`CaseError::Move`], or the person may not.
    pub fn step(
        &self,
        change: &mut Change<'_>,
        subject: (&str, &str),
        name: &str,
        on: Day,
        note: Option<&str>,
        facts: &Value,
    ) -> Result<String> {
        let current = self.current(change, subject)?;
        let state = current.as_ref().map(|(_, state, _)| state.as_str());
        let possible = self.possible(state);
        let Some(chosen) = possible.iter().find(|m| m.name == name) else {
            return Err(CaseError::Move {
                name: name.to_owned(),
                state: state.map_or(("尚未开始", "not started"), |s| self.words(s)),
                possible: possible.iter().map(|m| change.language().word(m.title.0, m.title.1)).collect(),
            }
            .into());
        };
        change.must(chosen.permission)?;
        let due = match chosen.due_key {
            None => None,
            Some(key) => {
                let days = u32::try_from(change.policy_number(key, on)?).unwrap_or(0);
                change.workdays()?.add_working_days(on, days).ok()
            }
        };
        let (at, person) = (change.now(), change.who().ok().map(|who| who.person));
        let case = match current {
            Some((case, ..)) => case,
            None => {
                let case = change.new_id();
                change.insert(
                    "case_file",
                    &[
                        ("id", &case),
                        ("kind", &self.name),
                        ("subject_kind", &subject.0),
                        ("subject_id", &subject.1),
                        ("opened_at", &at),
                    ],
                )?;
                case
            }
        };
        let seq = change.number("SELECT max(seq) FROM case_step WHERE case_id = ?1", [case])? + 1;
        let id = change.new_id();
        change.about(case);
        change.insert(
            "case_step",
            &[
                ("id", &id),
                ("case_id", &case),
                ("seq", &seq),
                ("move", &chosen.name),
                ("state", &chosen.to),
                ("at", &at),
                ("person_id", &person),
                ("due", &due),
                ("note", &note),
                ("facts", &facts.to_string()),
            ],
        )?;
        Ok(chosen.to.to_owned())
    }

    /// Every step of a case, oldest first.
    ///
    /// # Errors
    /// The store cannot.
    pub fn timeline(&self, view: &View<'_>, case: Id) -> Result<Vec<CaseStep>> {
        let l = view.language();
        view.all(
            "SELECT s.move, s.state, s.at, p.name, s.due, s.note, s.facts FROM case_step s LEFT JOIN person p ON p.id = s.person_id WHERE s.case_id = ?1 ORDER BY s.seq",
            [case],
            |r| {
                let (name, state): (String, String) = (r.get(0)?, r.get(1)?);
                let facts: Value = serde_json::from_str(&r.get::<_, String>(6)?).unwrap_or_default();
                let title = self.moves.iter().find(|m| m.name == name).map_or(("", ""), |m| m.title);
                let word = self.words(&state);
                Ok(CaseStep {
                    title: l.word(title.0, title.1).to_owned(),
                    word: l.word(word.0, word.1).to_owned(),
                    on: facts.get("on").and_then(|on| on.as_str()?.parse().ok()),
                    name,
                    state,
                    at: Instant::from_ms(r.get(2)?),
                    by: r.get(3)?,
                    due: r.get(4)?,
                    note: r.get(5)?,
                    facts,
                })
            },
        )
    }
}
