//! 儿童伤害登记: the injuries of a month in one list, and the statutory form of one (附件4 表9).

use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

use super::incident::{self, IncidentShown, IncidentState};
use super::{IncidentKind, InjuryOutcome, TellWhom};
use crate::access::Permission;
use crate::desk::Door;
use crate::documents::injury_form::{self, InjurySheet};
use crate::error::Result;
use crate::id::Id;
use crate::issued::Paper;
use crate::register::{
    Asked, ColumnKind, Lateness, MadePaper, Register, RegisterGroup, RegisterPeriod, RegisterRow, column, made,
};
use crate::view::View;
use crate::words::Coded;

pub(crate) fn registers() -> Vec<&'static Register> {
    vec![&INJURIES]
}

static INJURIES: Register = Register {
    key: "injuries",
    title: ("儿童伤害登记汇总表", "Injuries and incidents"),
    article: "《托儿所幼儿园卫生保健工作规范》附件4 表9",
    columns: &[
        column(("日期", "Day"), 19.0, ColumnKind::Day, "incident.day").identifies(),
        column(("时间", "Time"), 12.0, ColumnKind::Text, "incident.occurred_at").identifies(),
        column(("班级", "Class"), 16.0, ColumnKind::Text, "incident.class_id"),
        column(("姓名", "Name"), 18.0, ColumnKind::Text, "infant.name").personal().identifies(),
        column(("性别", "Sex"), 9.0, ColumnKind::Text, "infant.sex"),
        column(("年龄", "Age"), 15.0, ColumnKind::Text, "age on that day").derived(),
        column(("类型", "Kind"), 22.0, ColumnKind::Text, "incident.kind").late_by(Lateness::Stamp),
        column(("地点", "Place"), 20.0, ColumnKind::Text, "incident.place"),
        column(("活动", "Activity"), 20.0, ColumnKind::Text, "incident.activity"),
        column(("部位", "Part"), 20.0, ColumnKind::Text, "incident.parts"),
        column(("处理", "Treated"), 34.0, ColumnKind::Text, "incident.first_aid, hospital, diagnosis").expected(),
        column(("告知监护人", "Guardian told"), 22.0, ColumnKind::Text, "incident_told").expected(),
        column(("转归", "Outcome"), 14.0, ColumnKind::Text, "incident.outcome"),
        column(("当班责任人", "On duty"), 18.0, ColumnKind::Text, "incident.on_duty").expected(),
        column(("填表人", "Written by"), 16.0, ColumnKind::Text, "person.name"),
    ],
    transcription: &[],
    group: RegisterGroup::Nursery,
    period: RegisterPeriod::Month,
    landscape: true,
    permission: Permission::InfantsHealth,
    signatures: &["填表人", "卫生保健人员", "园长"],
    blank_rows: 14,
    rows,
    heads: None,
    foot: |rows| format!("共 {} 例。每例另填《儿童伤害登记表》。", rows.len()),
    takes_in: None,
    named: None,
};

fn rows(view: &View<'_>, asked: Asked) -> Result<Vec<RegisterRow>> {
    let month = asked.on.month();
    let condition = "n.day BETWEEN ?1 AND ?2 ORDER BY n.occurred_at, n.id";
    let incidents = incident::select(view, condition, (month.first_day(), month.last_day()))?;
    Ok(incidents.into_iter().map(row).collect())
}

fn parts(incident: &IncidentShown) -> String {
    incident.parts.iter().map(|part| part.zh()).collect::<Vec<_>>().join("、")
}

fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("；")
}

fn guardian_told(incident: &IncidentShown) -> String {
    let told = incident.told.iter().find(|told| told.party == TellWhom::Guardian);
    told.map(|told| format!("{} {}", told.at, told.name)).unwrap_or_default()
}

fn row(incident: IncidentShown) -> RegisterRow {
    let cells = vec![
        incident.at.day().to_string(),
        incident.at.clock(),
        incident.class_name.clone(),
        incident.infant_name.clone(),
        incident.sex.zh().to_owned(),
        format!("{} 月龄", incident.months),
        incident.kind.zh().to_owned(),
        incident.place.clone(),
        incident.activity.clone(),
        parts(&incident),
        joined(&[&incident.first_aid, &incident.hospital, &incident.diagnosis]),
        guardian_told(&incident),
        incident.outcome.map(InjuryOutcome::zh).unwrap_or_default().to_owned(),
        incident.on_duty.clone(),
        incident.by.clone(),
    ];
    RegisterRow::from(cells).entered(incident.entry)
}

/// Which incident, on the statutory form.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PrintIncident {
    /// The incident.
    pub id: Id,
    /// Print 〓 for characters that the font lacks, to be written by hand.
    pub substitute: Option<bool>,
}

pub(super) fn print(door: &Door<'_>, q: PrintIncident) -> Result<MadePaper> {
    let sheet = door.view(|view| sheet(view, q.id))?;
    let pdf = injury_form::draw(door.fonts()?, &sheet, 0)?;
    let subject = q.id.to_string();
    let paper = Paper {
        kind: "injury_form",
        form: injury_form::FORM,
        number: None,
        subject: ("incident", &subject),
        snapshot: &sheet,
        file_sha256: None,
    };
    made(door, &paper, &pdf, q.substitute)
}

fn sheet(view: &View<'_>, id: Id) -> Result<InjurySheet> {
    let incident = incident::one(view, id)?;
    let notes: Vec<String> = incident.steps.iter().filter_map(|step| step.note.clone()).collect();
    let told = incident.told.iter().map(|told| format!("{}：{}（{}）", told.party.zh(), told.name, told.at));
    let first =
        |kind: &&IncidentKind| !matches!(kind, IncidentKind::Lost | IncidentKind::WrongPickup | IncidentKind::Other);
    let kinds = IncidentKind::ALL.iter().filter(first).map(|kind| (*kind == incident.kind, kind.zh().to_owned()));
    let mut kinds: Vec<(bool, String)> = kinds.collect();
    if !kinds.iter().any(|(chosen, _)| *chosen) {
        kinds.push((true, incident.kind.zh().to_owned()));
    }
    Ok(InjurySheet {
        nursery: view.institution()?.name,
        infant: [
            incident.infant_name.clone(),
            incident.sex.zh().to_owned(),
            format!("{} 月龄", incident.months),
            incident.class_name.clone(),
        ],
        on: crate::documents::written(incident.at.day()),
        at: incident.at.clock(),
        on_duty: incident.on_duty.clone(),
        by: incident.by.clone(),
        kinds,
        parts: incident.parts.clone(),
        place: incident.place.clone(),
        activity: incident.activity.clone(),
        with_whom: incident.with_whom.clone(),
        treated: joined(&[&incident.first_aid, &incident.hospital]),
        diagnosis: incident.diagnosis.clone(),
        rest_days: incident.rest_days.map(|days| format!("{days} 天")).unwrap_or_default(),
        outcomes: InjuryOutcome::ALL.iter().map(|one| (incident.outcome == Some(*one), one.zh().to_owned())).collect(),
        story: incident.story.clone(),
        witnesses: incident.witnesses.clone(),
        told: told.collect(),
        notes,
        late: incident.entry == crate::record::Entry::Late,
        open: incident.state == IncidentState::Open,
    })
}
