//! 每日照护反馈: the day of a child for its family (管理规范第二十二条), as text and as a picture.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::day::{CareLine, lines};
use super::entry::CareShown;
use super::{CareChoice, CareKind};
use crate::access::Permission;
use crate::attendance::day::{ChildDay, child};
use crate::day::Day;
use crate::desk::Door;
use crate::documents::daily_card::{self, DailyCard};
use crate::error::{Error, Result};
use crate::health::medicine::due::given_on;
use crate::health::reading;
use crate::id::Id;
use crate::issued::Paper;
use crate::register::{MadePaper, made};
use crate::view::View;

/// Whose day.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DailyCardOf {
    /// The infant.
    pub infant_id: Id,
    /// The day; today when absent.
    pub day: Option<Day>,
}

/// A daily card as text, to be copied into any messenger.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct DailyCardText {
    /// The infant.
    pub infant_id: Id,
    /// The text, Chinese.
    pub text: String,
    /// Nothing is on record of that day.
    pub empty: bool,
}

pub(super) fn text(view: &View<'_>, q: DailyCardOf) -> Result<DailyCardText> {
    let card = card(view, q.infant_id, q.day.unwrap_or(view.today()))?;
    let mut text = format!("{} {}\n{}", card.name, card.on, card.nursery);
    for (title, said) in &card.lines {
        text.push_str(&format!("\n{title}：{said}"));
    }
    Ok(DailyCardText { infant_id: q.infant_id, empty: card.lines.is_empty(), text })
}

/// Draws the card, for its picture.
pub(super) fn print(door: &Door<'_>, q: DailyCardOf) -> Result<MadePaper> {
    let card = door.view(|view| card(view, q.infant_id, q.day.unwrap_or(view.today())))?;
    let pdf = daily_card::draw(door.fonts()?, &card)?;
    let subject = format!("{}:{}", q.infant_id, card.on);
    let paper = Paper {
        kind: "daily_card",
        form: daily_card::FORM,
        number: None,
        subject: ("daily_card", &subject),
        snapshot: &card,
        file_sha256: None,
    };
    made(door, &paper, &pdf, Some(true))
}

fn card(view: &View<'_>, infant: Id, on: Day) -> Result<DailyCard> {
    let line = lines(view, on, None, Some(infant))?.pop().ok_or_else(|| Error::not_found("infant"))?;
    let child = child(view, infant, on)?;
    let mut said = Vec::new();
    day_of(view, &child, &mut said);
    facts(&line, &mut said);
    if view.may(Permission::InfantsHealth) {
        let doses: Vec<String> = given_on(view, infant, on)?
            .iter()
            .map(|dose| format!("{} {} {}", dose.at.clock(), dose.drug, dose.dose))
            .collect();
        push(&mut said, "服药", doses.join("；"));
    }
    Ok(DailyCard {
        nursery: view.institution()?.name,
        name: line.name,
        class: line.class_name,
        on: on.to_string(),
        lines: said,
    })
}

fn push(said: &mut Vec<(String, String)>, title: &str, text: String) {
    if !text.is_empty() {
        said.push((title.to_owned(), text));
    }
}

fn day_of(view: &View<'_>, child: &ChildDay, said: &mut Vec<(String, String)>) {
    let came = child.arrival.as_ref().map(|moved| format!("{} 到园", moved.at.clock()));
    let left = child.departure.as_ref().map(|moved| format!("{} 离园", moved.at.clock()));
    push(said, "到离园", [came, left].into_iter().flatten().collect::<Vec<_>>().join("，"));
    let temperature =
        child.check.as_ref().filter(|_| view.may(Permission::InfantsHealth)).and_then(|check| check.temperature);
    push(said, "晨检体温", temperature.map(|tenths| format!("{} ℃", reading::degrees(tenths))).unwrap_or_default());
}

/// The facts kind by kind, with their times and sums.
fn facts(line: &CareLine, said: &mut Vec<(String, String)>) {
    let of = |kind: CareKind| -> Vec<&CareShown> { line.entries.iter().filter(|one| one.kind == kind).collect() };
    let told = |one: &CareShown| {
        let amount = one.amount.map(|amount| format!("{amount} ml")).unwrap_or_default();
        let choice = one.choice.map(CareChoice::zh).unwrap_or_default().to_owned();
        let until = one.until.map(|until| format!("—{}", until.clock())).unwrap_or_default();
        let parts = [format!("{}{until}", one.at.clock()), choice, amount, one.text.clone()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let all = |kind: CareKind| of(kind).into_iter().map(told).collect::<Vec<_>>().join("；");
    let sum = |kind: CareKind, total: String| match of(kind).is_empty() {
        true => String::new(),
        false => format!("{total}（{}）", all(kind)),
    };
    push(said, "喝奶", sum(CareKind::Milk, format!("共 {} ml", line.totals.milk)));
    push(said, "饮水", sum(CareKind::Water, format!("共 {} ml", line.totals.water)));
    push(said, "进餐", all(CareKind::Meal));
    push(said, "睡眠", sum(CareKind::Sleep, format!("共 {} 分钟", line.totals.sleep)));
    push(said, "尿布", all(CareKind::Diaper));
    push(said, "如厕", all(CareKind::Toilet));
    push(said, "情绪", all(CareKind::Mood));
    push(said, "户外", sum(CareKind::Outdoor, format!("共 {} 分钟", line.totals.outdoor)));
    push(said, "体格锻炼", all(CareKind::Exercise));
    push(said, "活动", all(CareKind::Activity));
    push(said, "老师的话", all(CareKind::Note));
}
