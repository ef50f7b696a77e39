//! 消息: templates filled child by child, copied into any messenger, and the sending kept as proof. A text that names
//! another infant warns.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::CareError;
use crate::access::Permission;
use crate::contract::Nothing;
use crate::day::Day;
use crate::error::Result;
use crate::id::Id;
use crate::infants::records;
use crate::instant::Instant;
use crate::staff::operations::Saved;
use crate::text::masked_phone;
use crate::view::{Change, Column, View};

crate::coded_enum! {
    /// What a message is about.
    pub enum MessageKind {
        Illness = "illness", "病情告知", "illness";
        Outbreak = "outbreak", "传染病提示", "infectious disease";
        Closure = "closure", "停托通知", "closure";
        Holiday = "holiday", "放假通知", "holiday";
        Papers = "papers", "材料补交", "papers";
        Daily = "daily", "每日照护反馈", "the day";
        Other = "other", "其他通知", "other";
    }
}

crate::coded_enum! {
    /// On which way it was sent.
    pub enum MessageChannel {
        Wechat = "wechat", "微信", "WeChat";
        Sms = "sms", "短信", "SMS";
        Phone = "phone", "电话", "telephone";
        Paper = "paper", "纸质", "paper";
        Other = "other", "其他", "other";
    }
}

/// The shipped text of a kind: places stand in braces; 宝宝, 家长, 班级 and 园名 fill themselves.
const fn shipped(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Illness => {
            "{家长}您好：{宝宝}今天{时间}出现{症状}，已在保健观察室照看，请尽快来园接回并就医。就诊后请把诊断结果告诉我们。{园名}"
        }
        MessageKind::Outbreak => {
            "{家长}您好：{班级}近日有{疾病}病例，班级已加强消毒和观察。请留意{宝宝}的体温和精神，如有不适请在家休息、及时就医并告诉我们。{园名}"
        }
        MessageKind::Closure => {
            "{家长}您好：因{原因}，{班级}自{开始日期}至{结束日期}暂停托育，费用按合同约定处理。给{宝宝}和您带来不便，敬请谅解。{园名}"
        }
        MessageKind::Holiday => {
            "{家长}您好：{假期}放假时间为{开始日期}至{结束日期}，{返园日期}正常入托。祝{宝宝}和全家假期愉快。{园名}"
        }
        MessageKind::Papers => "{家长}您好：{宝宝}的{材料}还没有交齐，请于{截止日期}前带来或发给我们。谢谢。{园名}",
        MessageKind::Daily => "{家长}您好：{宝宝}今天在园情况：{内容}",
        MessageKind::Other => "{家长}您好：{内容}。{园名}",
    }
}

/// A template.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct MessageTemplate {
    /// What it is about.
    pub kind: MessageKind,
    /// Its text, places in braces.
    pub body: String,
    /// The places that the writer fills.
    pub places: Vec<String>,
    /// The nursery has changed it.
    pub own: bool,
}

/// The places that fill themselves.
const OF_CHILD: [&str; 4] = ["宝宝", "家长", "班级", "园名"];

fn places(body: &str) -> Vec<String> {
    let mut places: Vec<String> = Vec::new();
    for part in body.split('{').skip(1) {
        if let Some((place, _)) = part.split_once('}')
            && !OF_CHILD.contains(&place)
            && !places.iter().any(|known| known == place)
        {
            places.push(place.to_owned());
        }
    }
    places
}

pub(super) fn templates(view: &View<'_>, _: Nothing) -> Result<Vec<MessageTemplate>> {
    use crate::words::Coded;
    MessageKind::ALL.iter().map(|kind| template(view, *kind)).collect()
}

fn template(view: &View<'_>, kind: MessageKind) -> Result<MessageTemplate> {
    let own: Option<String> = view.first("SELECT body FROM message_template WHERE key = ?1", [kind], |r| r.get(0))?;
    let body = own.unwrap_or_else(|| shipped(kind).to_owned());
    let is_own = body != shipped(kind);
    Ok(MessageTemplate { kind, places: places(&body), body, own: is_own })
}

/// A template as the nursery words it.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveTemplate {
    /// What it is about.
    pub kind: MessageKind,
    /// Its text, places in braces; the shipped one again when empty.
    pub body: String,
}

pub(super) fn save_template(change: &mut Change<'_>, q: SaveTemplate) -> Result<MessageTemplate> {
    let body = q.body.trim();
    let (at, person) = (change.now(), change.who()?.person);
    let body = if body.is_empty() { shipped(q.kind) } else { body };
    let known: Option<Id> = change.first("SELECT id FROM message_template WHERE key = ?1", [q.kind], |r| r.get(0))?;
    let facts: [Column<'_>; 3] = [("body", &body), ("at", &at), ("person_id", &person)];
    match known {
        Some(id) => {
            change.about(id);
            change.update("message_template", &id, &facts)?;
        }
        None => {
            let id = change.new_id();
            change.about(id);
            let key: [Column<'_>; 2] = [("id", &id), ("key", &q.kind)];
            change.insert("message_template", &[&key[..], &facts[..]].concat())?;
        }
    }
    template(change, q.kind)
}

/// A template to be filled.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FillMessages {
    /// What it is about.
    pub kind: MessageKind,
    /// For whose families.
    pub infants: Vec<Id>,
    /// The places that the writer fills.
    pub values: BTreeMap<String, String>,
}

/// A message to one family.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct FilledMessage {
    /// The infant.
    pub infant_id: Id,
    /// Its name.
    pub infant_name: String,
    /// Name of the class.
    pub class_name: String,
    /// To whom: the first guardian.
    pub guardian: String,
    /// The guardian's telephone; masked unless the reader may see it.
    pub phone: String,
    /// The text.
    pub text: String,
    /// Other infants whose name stands in it.
    pub names_others: Vec<String>,
    /// When the same kind was sent to this family today.
    pub sent_at: Option<Instant>,
}

pub(super) fn fill(view: &View<'_>, q: FillMessages) -> Result<Vec<FilledMessage>> {
    if q.infants.is_empty() {
        return Err(CareError::Nobody.into());
    }
    let template = template(view, q.kind)?;
    let mut body = template.body;
    for place in template.places {
        let value = q.values.get(&place).map(|value| value.trim()).filter(|value| !value.is_empty());
        let value = value.ok_or_else(|| CareError::Unfilled { place: place.clone() })?;
        body = body.replace(&format!("{{{place}}}"), value);
    }
    let nursery = view.institution()?.name;
    let full = view.may(Permission::InfantsIdentity);
    let mut messages = Vec::new();
    for infant in q.infants {
        let infant = records::infant(view, infant)?;
        let guardian: Option<(String, String, String)> = view.first(
            "SELECT g.name, s.relation, g.phone FROM guardianship s JOIN guardian g ON g.id = s.guardian_id
             WHERE s.infant_id = ?1 AND (s.until_day IS NULL OR s.until_day >= ?2) ORDER BY s.priority, g.name LIMIT 1",
            (infant.id, view.today()),
            |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
        )?;
        let (guardian, relation, phone) = guardian.unwrap_or_default();
        let called = if relation.is_empty() { "家长".to_owned() } else { format!("{}{relation}", infant.name) };
        let class_name = infant.class_name.clone().unwrap_or_default();
        let text =
            [("{宝宝}", infant.name.as_str()), ("{家长}", &called), ("{班级}", &class_name), ("{园名}", &nursery)]
                .iter()
                .fold(body.clone(), |text, (place, value)| text.replace(place, value));
        messages.push(FilledMessage {
            names_others: others(view, infant.id, &text)?,
            sent_at: sent_today(view, infant.id, q.kind)?,
            infant_id: infant.id,
            infant_name: infant.name,
            class_name,
            guardian,
            phone: if full { phone } else { masked_phone(&phone) },
            text,
        });
    }
    Ok(messages)
}

/// The other infants whose name stands in a text.
fn others(view: &View<'_>, own: Id, text: &str) -> Result<Vec<String>> {
    view.all(
        "SELECT DISTINCT name FROM infant WHERE id <> ?1 AND status IN ('enrolled', 'suspended', 'reserved') AND length(name) > 1
           AND instr(?2, name) > 0 AND name <> (SELECT name FROM infant WHERE id = ?1) ORDER BY name",
        (own, text),
        |r| r.get(0),
    )
}

fn sent_today(view: &View<'_>, infant: Id, kind: MessageKind) -> Result<Option<Instant>> {
    view.first(
        "SELECT at FROM message_sent WHERE infant_id = ?1 AND template = ?2 AND day = ?3 ORDER BY at DESC LIMIT 1",
        (infant, kind, view.today()),
        |r| r.get(0),
    )
}

/// A message that was sent.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkSent {
    /// The infant.
    pub infant_id: Id,
    /// What it is about.
    pub kind: MessageKind,
    /// To whom.
    pub guardian: String,
    /// The text, as it was sent.
    pub text: String,
    /// On which way.
    pub channel: MessageChannel,
}

pub(super) fn sent(change: &mut Change<'_>, q: MarkSent) -> Result<Saved> {
    let infant = records::infant(change, q.infant_id)?;
    let (text, guardian) = (q.text.trim(), q.guardian.trim());
    if text.is_empty() {
        return Err(CareError::Nothing.into());
    }
    let (id, at, day, person) = (change.new_id(), change.now(), change.today(), change.who()?.person);
    let columns: [Column<'_>; 9] = [
        ("id", &id),
        ("infant_id", &infant.id),
        ("guardian", &guardian),
        ("template", &q.kind),
        ("text", &text),
        ("channel", &q.channel),
        ("day", &day),
        ("at", &at),
        ("person_id", &person),
    ];
    change.about(infant.id);
    change.insert("message_sent", &columns)?;
    Ok(Saved { id })
}

/// Which messages were sent.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct MessagesOf {
    /// To the family of one infant.
    pub infant_id: Option<Id>,
    /// From this day on.
    pub since: Day,
}

/// A message that was sent.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct MessageShown {
    /// The row.
    pub id: Id,
    /// The infant.
    pub infant_id: Id,
    /// Its name.
    pub infant_name: String,
    /// To whom.
    pub guardian: String,
    /// What it is about.
    pub kind: MessageKind,
    /// The text.
    pub text: String,
    /// On which way.
    pub channel: MessageChannel,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: String,
}

pub(super) fn messages(view: &View<'_>, q: MessagesOf) -> Result<Vec<MessageShown>> {
    let scope = crate::infants::scope::classes(view)?;
    let rows = view.all(
        "SELECT m.id, m.infant_id, i.name, m.guardian, m.template, m.text, m.channel, m.at, p.name, i.class_id FROM message_sent m
         JOIN infant i ON i.id = m.infant_id JOIN person p ON p.id = m.person_id
         WHERE m.day >= ?1 AND (?2 IS NULL OR m.infant_id = ?2) ORDER BY m.at DESC, m.id DESC",
        (q.since, q.infant_id),
        |r| {
            let shown = MessageShown {
                id: r.get(0)?,
                infant_id: r.get(1)?,
                infant_name: r.get(2)?,
                guardian: r.get(3)?,
                kind: r.get(4)?,
                text: r.get(5)?,
                channel: r.get(6)?,
                at: r.get(7)?,
                by: r.get(8)?,
            };
            Ok((shown, r.get::<_, Option<Id>>(9)?))
        },
    )?;
    Ok(rows.into_iter().filter(|(_, class)| scope.sees(*class)).map(|(shown, _)| shown).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Coded;

    #[test]
    fn the_places_of_a_template_are_named_once() {
        assert_eq!(places("{家长}：{原因}，{日期}，{原因}"), ["原因", "日期"]);
        assert_eq!(places("{未完"), Vec::<String>::new());
        for kind in MessageKind::ALL {
            assert!(shipped(*kind).contains("{家长}"), "{kind:?}");
        }
    }
}
