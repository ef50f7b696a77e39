//! 托育服务合同 `service_contract@1`: A4, two copies or as agreed, with the five required terms in their places.

use std::sync::Arc;

use paper::{
    Align, Cell, Column, Document, Fit, Fonts, FormGrid, Margins, Meta, Missing, Party, Pdf, Size, Style, Table, Width,
};
use serde::{Deserialize, Serialize};

use crate::contracts::terms::{Clause, ClauseShows};
use crate::day::Day;
use crate::error::Result;

/// Form and version.
pub const FORM: &str = "service_contract@1";

/// A guardian as party to the contract.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ContractParty {
    /// Name.
    pub name: String,
    /// Relation to the infant.
    pub relation: String,
    /// Kind and number of the identity document.
    pub document: String,
    /// Phone.
    pub phone: String,
    /// Address.
    pub address: String,
    /// Place of work.
    pub work_unit: String,
}

/// A row of the fee table.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FeeRow {
    /// The item.
    pub item: String,
    /// Its category.
    pub category: String,
    /// The published price.
    pub price: String,
    /// What it is for.
    pub unit: String,
    /// What is taken off.
    pub discount: String,
    /// Reason of the discount, days of the price.
    pub note: String,
}

/// Someone who may collect the infant.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PickupRow {
    /// Name.
    pub name: String,
    /// Relation.
    pub relation: String,
    /// Phone.
    pub phone: String,
    /// Last four places of the identity document.
    pub id_tail: String,
}

/// What stands on the contract.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the fields are the form's own labels")]
pub struct ContractSheet {
    pub number: Option<String>,
    pub draft: bool,
    pub substitute: bool,
    #[serde(skip)]
    pub created: i64,
    pub template: String,
    pub title: String,
    pub preamble: String,
    pub note: String,
    pub guardians: Vec<ContractParty>,
    pub nursery: String,
    pub uscc: String,
    pub filing_number: String,
    pub nursery_address: String,
    pub person_in_charge: String,
    pub nursery_phone: String,
    pub infant: String,
    pub infant_sex: String,
    pub infant_birth: Day,
    pub infant_document: String,
    pub infant_address: String,
    pub allergy: String,
    pub special_care: String,
    pub service_form: String,
    pub class_kind: String,
    pub from: Option<Day>,
    pub to: Option<Day>,
    pub daily: String,
    pub meals: String,
    pub settling_days: u32,
    pub fees: Vec<FeeRow>,
    pub due_day: Option<u32>,
    pub prepay_months: Option<u16>,
    pub refund: Vec<String>,
    pub refund_method: String,
    pub dispute: String,
    pub deposit_terms: String,
    pub special_terms: String,
    pub insurance: String,
    pub hospital: String,
    pub medication_consent: Option<bool>,
    pub first_aid_consent: Option<bool>,
    pub photo_consent: Option<bool>,
    pub pickup: Vec<PickupRow>,
    pub clauses: Vec<Clause>,
    pub signed_on: Option<Day>,
    pub signed_place: String,
    pub copies: u32,
}

const BODY: Style = Style::BODY.leading(1.55);
const NUMERALS: [&str; 20] = [
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六", "十七",
    "十八", "十九", "二十",
];

/// Draws the contract; `reprint` 0 is the original.
///
/// # Errors
/// A glyph is missing, or a text does not fit.
pub fn draw(fonts: Arc<Fonts>, sheet: &ContractSheet, reprint: i64) -> Result<Pdf> {
    let named = sheet.number.clone().unwrap_or_else(|| "草稿".to_owned());
    let meta =
        Meta { title: format!("{} {named}", sheet.title), author: sheet.nursery.clone(), created: sheet.created };
    let missing = if sheet.substitute { Missing::Geta } else { Missing::Refuse };
    let mut doc = Document::new(fonts, Size::A4, Margins::new(20.0, 22.0, 22.0, 24.0), meta).missing(missing);
    if sheet.draft {
        doc.watermark("草稿");
    }
    let mark = if reprint > 0 { format!("　补打 第{reprint}次") } else { String::new() };
    doc.footer(format!("合同编号 {named}{mark}"));
    doc.heading(1, &sheet.title)?;
    let number = sheet.number.as_deref().unwrap_or("（生效时编号）");
    doc.paragraph(&format!("合同编号：{number}"), Style::NOTE.align(Align::Right))?;
    doc.space(2.0);
    parties(&mut doc, sheet)?;
    doc.space(3.0);
    doc.paragraph(&sheet.preamble, BODY.first(2.0))?;
    for (n, clause) in sheet.clauses.iter().enumerate() {
        let numeral = NUMERALS.get(n).copied().map_or_else(|| (n + 1).to_string(), str::to_owned);
        doc.heading(2, &format!("第{numeral}条　{}", clause.title))?;
        let mut at = 0;
        let mut sentences = shown_first(sheet, clause.show);
        let table_first = clause.show == Some(ClauseShows::Fees);
        if table_first {
            fee_table(&mut doc, sheet)?;
        }
        sentences.extend(clause.text.iter().cloned());
        let single = sentences.len() == 1;
        for text in sentences.iter().filter(|text| !text.is_empty()) {
            at += 1;
            if single {
                doc.paragraph(text, BODY.first(2.0))?;
            } else {
                doc.clause(&format!("{at}."), text, BODY)?;
            }
        }
        match clause.show {
            Some(ClauseShows::Pickup) => pickup(&mut doc, sheet)?,
            Some(ClauseShows::Consents) => consents(&mut doc, sheet)?,
            _ => {}
        }
    }
    doc.space(2.0);
    doc.paragraph(&sheet.note, Style::NOTE.size(8.0).grey(0.35))?;
    signatures(&mut doc, sheet)?;
    Ok(doc.finish()?)
}

fn parties(doc: &mut Document, sheet: &ContractSheet) -> Result<()> {
    let columns = || {
        FormGrid::new([Width::Fixed(26.0), Width::Share(1.15), Width::Fixed(26.0), Width::Share(1.0)])
            .size(9.5)
            .row_height(7.6)
    };
    let blank = ContractParty {
        name: String::new(),
        relation: String::new(),
        document: String::new(),
        phone: String::new(),
        address: String::new(),
        work_unit: String::new(),
    };
    let mut form = columns();
    for n in 0..sheet.guardians.len().max(1) {
        let guardian = sheet.guardians.get(n).unwrap_or(&blank);
        form = form
            .row([
                Cell::label(format!("甲方\n监护人{}", NUMERALS[n.min(19)])).rows(3),
                Cell::new(format!("姓名：{}", guardian.name)).span(1),
                Cell::label("与婴幼儿关系"),
                Cell::new(&*guardian.relation),
            ])
            .row([
                Cell::new(format!("证件：{}", guardian.document)).fit(Fit::shrink(7.0)),
                Cell::label("联系电话"),
                Cell::new(&*guardian.phone),
            ])
            .row([
                Cell::new(format!("住址：{}", guardian.address)),
                Cell::label("工作单位"),
                Cell::new(&*guardian.work_unit),
            ]);
    }
    form = form
        .row([
            Cell::label("乙方\n托育机构").rows(3),
            Cell::new(&*sheet.nursery),
            Cell::label("统一社会信用代码"),
            Cell::new(&*sheet.uscc).fit(Fit::shrink(7.0)),
        ])
        .row([
            Cell::new(format!("地址：{}", sheet.nursery_address)),
            Cell::label("备案编号"),
            Cell::new(&*sheet.filing_number),
        ])
        .row([
            Cell::new(format!("负责人：{}", sheet.person_in_charge)),
            Cell::label("联系电话"),
            Cell::new(&*sheet.nursery_phone),
        ])
        .row([
            Cell::label("婴幼儿").rows(3),
            Cell::new(format!("姓名：{}　性别：{}", sheet.infant, sheet.infant_sex)),
            Cell::label("出生日期"),
            Cell::new(date(sheet.infant_birth)),
        ])
        .row([
            Cell::new(format!("证件：{}", sheet.infant_document)).fit(Fit::shrink(7.0)),
            Cell::label("过敏史"),
            Cell::new(&*sheet.allergy),
        ])
        .row([
            Cell::new(format!("住址：{}", sheet.infant_address)),
            Cell::label("特殊照护"),
            Cell::new(&*sheet.special_care),
        ]);
    Ok(doc.form(&form)?)
}

/// The contract's own words that stand first in a clause.
fn shown_first(sheet: &ContractSheet, show: Option<ClauseShows>) -> Vec<String> {
    match show {
        Some(ClauseShows::Period) => {
            let class = if sheet.class_kind.is_empty() { String::new() } else { format!("，入{}", sheet.class_kind) };
            let period = match (sheet.from, sheet.to) {
                (Some(from), Some(to)) => format!("服务期限：{} 至 {}。", date(from), date(to)),
                _ => "服务期限：　　　　年　　月　　日至　　　　年　　月　　日。".to_owned(),
            };
            let daily = if sheet.daily.is_empty() { String::new() } else { format!("，每日 {}", sheet.daily) };
            let meals = if sheet.meals.is_empty() { String::new() } else { format!("，{}", sheet.meals) };
            let settling = if sheet.settling_days > 0 {
                format!("适应期 {} 天。", sheet.settling_days)
            } else {
                String::new()
            };
            vec![period, format!("托育形式：{}{class}{daily}{meals}。{settling}", sheet.service_form)]
        }
        Some(ClauseShows::Prepay) => vec![match sheet.prepay_months {
            Some(months) => format!(
                "一次性预收费的时间跨度不超过 {months} 个月{}。",
                sheet.due_day.map(|day| format!("；每期费用于当期首月 {day} 日前缴纳")).unwrap_or_default()
            ),
            None => "一次性预收费的时间跨度不超过　　个月。".to_owned(),
        }],
        Some(ClauseShows::Refund) => {
            let mut all = sheet.refund.clone();
            all.push(sheet.refund_method.clone());
            if !sheet.deposit_terms.is_empty() {
                all.push(format!("押金：{}", sheet.deposit_terms));
            }
            all
        }
        Some(ClauseShows::Dispute) => vec![sheet.dispute.clone()],
        Some(ClauseShows::Special) => {
            let copies = NUMERALS.get((sheet.copies.max(1) - 1) as usize).copied().unwrap_or("若干");
            let copies = if copies == "二" { "两" } else { copies };
            let mut all = vec![format!("本合同一式{copies}份，甲乙双方各执至少一份，具有同等效力。")];
            if !sheet.insurance.is_empty() {
                all.push(format!("保险：{}", sheet.insurance));
            }
            if !sheet.special_terms.is_empty() {
                all.push(format!("特别约定：{}", sheet.special_terms));
            }
            all
        }
        _ => Vec::new(),
    }
}

fn fee_table(doc: &mut Document, sheet: &ContractSheet) -> Result<()> {
    let table = Table::new([
        Column::fixed(28.0, "收费项目"),
        Column::fixed(26.0, "类别").align(Align::Centre),
        Column::fixed(26.0, "标准（元）").align(Align::Right),
        Column::fixed(14.0, "单位").align(Align::Centre),
        Column::fixed(24.0, "优惠（元）").align(Align::Right),
        Column::share(1.0, "说明"),
    ])
    .rows(sheet.fees.iter().map(|fee| {
        [
            fee.item.clone(),
            fee.category.clone(),
            fee.price.clone(),
            fee.unit.clone(),
            fee.discount.clone(),
            fee.note.clone(),
        ]
    }))
    .at_least(1);
    doc.table(&table)?;
    doc.space(2.0);
    Ok(())
}

fn pickup(doc: &mut Document, sheet: &ContractSheet) -> Result<()> {
    let hospital = if sheet.hospital.is_empty() { "____________________" } else { &sheet.hospital };
    choice(doc, sheet.first_aid_consent, "同意乙方在紧急情况下先行急救并送医")?;
    doc.paragraph(&format!("首选医院：{hospital}"), BODY.indent(7.4))?;
    doc.space(1.0);
    let table = Table::new([
        Column::fixed(14.0, "序号").align(Align::Centre),
        Column::share(1.2, "授权接送人"),
        Column::share(1.0, "与婴幼儿关系"),
        Column::share(1.2, "联系电话"),
        Column::share(1.0, "证件后四位").align(Align::Centre),
    ])
    .rows(sheet.pickup.iter().enumerate().map(|(n, row)| {
        [(n + 1).to_string(), row.name.clone(), row.relation.clone(), row.phone.clone(), row.id_tail.clone()]
    }))
    .at_least(2);
    Ok(doc.table(&table)?)
}

fn consents(doc: &mut Document, sheet: &ContractSheet) -> Result<()> {
    choice(doc, sheet.medication_consent, "乙方可以按甲方逐次填写的书面委托喂药")?;
    choice(doc, sheet.photo_consent, "乙方可以将婴幼儿在园影像用于园外宣传")
}

/// 同意 and 不同意 as boxes; both are empty while nobody has been asked.
fn choice(doc: &mut Document, answer: Option<bool>, what: &str) -> Result<()> {
    let sign = |ticked| if ticked { '☑' } else { '☐' };
    let text = format!("{what}：　{} 同意　　{} 不同意", sign(answer == Some(true)), sign(answer == Some(false)));
    Ok(doc.paragraph(&text, BODY.align(Align::Left).indent(7.4))?)
}

fn signatures(doc: &mut Document, sheet: &ContractSheet) -> Result<()> {
    let signed = sheet.signed_on.map(date).unwrap_or_default();
    let first = sheet.guardians.first().map(|guardian| guardian.name.clone());
    let second = sheet.guardians.get(1).map(|guardian| guardian.name.clone());
    doc.keep_together(|doc| {
        doc.space(6.0);
        let title = |who: &str, name: &Option<String>| match name {
            Some(name) => format!("{who}：{name}"),
            None => who.to_owned(),
        };
        let top = doc.rest();
        doc.signatures(&[
            Party::new(title("甲方（监护人一）", &first)).line("签字：", "").line("日期：", &*signed),
            Party::new(title("甲方（监护人二）", &second))
                .line("签字：", "")
                .line("日期：", if second.is_some() { &*signed } else { "" }),
            Party::new("乙方（托育机构，盖章）").line("负责人：", "").line("日期：", &*signed),
        ])?;
        let y = top.y.min(doc.rest().y - 29.0);
        doc.sheet().seal(top.right() - 14.0, y + 12.0, 15.0, "盖章处")?;
        if !sheet.signed_place.is_empty() {
            doc.space(2.0);
            doc.paragraph(&format!("签订地点：{}", sheet.signed_place), Style::NOTE)?;
        }
        Ok(())
    })?;
    Ok(())
}

fn date(day: Day) -> String {
    format!("{}年{}月{}日", day.year(), day.month().number(), day.day_of_month())
}
