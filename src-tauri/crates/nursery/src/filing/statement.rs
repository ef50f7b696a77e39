//! 备案书 and 备案承诺书: their fields from the institution, and their wording from the settings.
//!
//! The official sheets (附件 of 登记和备案办法（试行）) have not been seen: the wording is our own, so it is a setting,
//! and it says whether somebody has compared it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::FilingError;
use crate::documents::filing_commitment::{self, Commitment};
use crate::documents::filing_statement::{self, Statement};
use crate::documents::{Shown, written};
use crate::error::Result;
use crate::infants::class_fit::ClassKind;
use crate::institution::{AuthorityKind, Institution};
use crate::policy::Confidence;
use crate::view::{Change, View};

/// Key of the wording in the settings.
const SETTING: &str = "filing.wording";

/// The wording of 备案书 and 备案承诺书.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FilingWording {
    /// 备案书: the sentence above the fields.
    pub statement_opening: String,
    /// 备案书: the sentence below them.
    pub statement_closing: String,
    /// 备案承诺书: the sentence behind the nursery's name.
    pub commitment_opening: String,
    /// 备案承诺书: the pledges in order.
    pub pledges: Vec<String>,
    /// 备案承诺书: the sentence behind the pledges.
    pub commitment_closing: String,
    /// Somebody has compared the wording with the official sheets.
    pub compared: bool,
}

/// The wording with what is known about it.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct FilingWordingShown {
    /// The wording.
    pub wording: FilingWording,
    /// How sure it is.
    pub confidence: Confidence,
    /// What to know about it, in the person's language.
    pub note: String,
    /// Pages of each form as it would be printed now: `filing/<form>/page/<n>` at the files door.
    pub pages: FormPages,
}

/// Pages of the forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct FormPages {
    /// 备案书.
    pub statement: u32,
    /// 备案承诺书.
    pub commitment: u32,
}

impl Default for FilingWording {
    fn default() -> Self {
        let own = |text: &str| text.to_owned();
        Self {
            statement_opening: own("根据《托育机构登记和备案办法（试行）》的规定，现将本机构有关情况报送备案："),
            statement_closing: own("本机构对以上内容及所附材料的真实性、合法性、有效性负责。"),
            commitment_opening: own("按照《托育机构登记和备案办法（试行）》申请备案，现郑重承诺："),
            pledges: vec![
                own(
                    "已认真阅读并将严格遵守《托育机构设置标准（试行）》《托育机构管理规范（试行）》及有关法律法规、标准和规范。",
                ),
                own("所填报的信息和提交的备案材料真实、合法、有效。"),
                own("坚持儿童优先，把婴幼儿的安全和健康放在首位，尊重婴幼儿人格，杜绝任何形式的虐待和伤害。"),
                own(
                    "接受卫生健康部门和其他有关部门的监督管理；登记或备案事项发生变化的，及时办理变更；终止服务的，妥善安置在托婴幼儿和工作人员，并办理注销备案。",
                ),
                own("如有虚假或违反上述承诺，依法承担相应的法律责任。"),
            ],
            commitment_closing: own("特此承诺。"),
            compared: false,
        }
    }
}

/// The wording in force.
pub(crate) fn wording(view: &View<'_>) -> Result<FilingWording> {
    let stored = view.first("SELECT value FROM setting WHERE id = ?1", [SETTING], |r| r.get::<_, String>(0))?;
    Ok(stored.map(|json| serde_json::from_str(&json)).transpose()?.unwrap_or_default())
}

/// The wording in force with what is known about it.
pub(super) fn shown(view: &View<'_>) -> Result<FilingWordingShown> {
    let (wording, l) = (wording(view)?, view.language());
    let (confidence, note) = if wording.compared {
        (
            Confidence::Own,
            l.say("文字已由本机构与官方样表核对。", "The nursery has compared the wording with the official sheets."),
        )
    } else {
        (
            Confidence::Medium,
            l.say(
                "文字未经官方样表核对：提交前请与当地卫生健康部门的备案书、备案承诺书样表逐字核对并修改。",
                "The wording has not been compared with the official sheets: compare and edit it before you submit.",
            ),
        )
    };
    let (own, fonts) = (view.institution()?, paper::Fonts::load()?);
    let count = |pdf: paper::Pdf| u32::try_from(pdf.pages).unwrap_or(u32::MAX);
    let pages = FormPages {
        statement: count(filing_statement::draw(fonts.clone(), &statement(view, &own)?, Shown::Specimen)?),
        commitment: count(filing_commitment::draw(fonts, &commitment(view, &own)?, Shown::Specimen)?),
    };
    Ok(FilingWordingShown { wording, confidence, note, pages })
}

/// Keeps the wording.
pub(super) fn save(change: &mut Change<'_>, wording: FilingWording) -> Result<FilingWordingShown> {
    let texts = [
        &wording.statement_opening,
        &wording.statement_closing,
        &wording.commitment_opening,
        &wording.commitment_closing,
    ];
    if wording.pledges.is_empty() || wording.pledges.iter().chain(texts).any(|text| text.trim().is_empty()) {
        return Err(FilingError::WordingEmpty.into());
    }
    let json = serde_json::to_string(&wording)?;
    change.about(SETTING);
    let known = change.number("SELECT count(*) FROM setting WHERE id = ?1", [SETTING])? > 0;
    if known {
        change.update("setting", &SETTING, &[("value", &json)])?;
    } else {
        change.insert("setting", &[("id", &SETTING), ("value", &json)])?;
    }
    shown(change)
}

/// A field of the statement that is still open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenField {
    /// The field of the institution.
    pub field: &'static str,
    /// Its name on the form.
    pub zh: &'static str,
    /// The same in English.
    pub en: &'static str,
}

/// The fields of 备案书 that are still open; credit code and legal representative are gaps of their own.
pub(crate) fn missing(view: &View<'_>, own: &Institution) -> Result<Vec<OpenField>> {
    let blank = |text: &str| text.trim().is_empty();
    let fields = [
        (blank(&authority(view, AuthorityKind::Filing)?), "authority.filing", "备案机关", "filing authority"),
        (
            blank(&authority(view, AuthorityKind::Registration)?),
            "authority.registration",
            "登记机关",
            "registration authority",
        ),
        (own.founded_on.is_none(), "founded_on", "成立日期", "day of registration"),
        (blank(&own.address), "address", "机构住所", "address"),
        (
            blank(&own.legal_representative_id),
            "legal_representative_id",
            "法定代表人身份证号码",
            "legal representative's ID number",
        ),
        (blank(&own.person_in_charge), "person_in_charge", "机构负责人", "person in charge"),
        (
            blank(&own.person_in_charge_id),
            "person_in_charge_id",
            "机构负责人身份证号码",
            "ID number of the person in charge",
        ),
        (own.service_forms.is_empty(), "service_forms", "服务范围", "service forms"),
        (own.building_area.is_none(), "building_area", "机构建筑面积", "building area"),
        (own.indoor_area.is_none(), "indoor_area", "室内使用面积", "indoor area"),
        (own.outdoor_area.is_none(), "outdoor_area", "室外活动场地面积", "outdoor area"),
        (own.capacity.is_none(), "capacity", "收托规模", "capacity"),
        (view.classes()?.is_empty(), "classes", "编班类型", "class types"),
        (blank(&own.contact), "contact", "联系人", "contact"),
        (blank(&own.phone), "phone", "联系方式", "phone"),
    ];
    Ok(fields.into_iter().filter(|(open, ..)| *open).map(|(_, field, zh, en)| OpenField { field, zh, en }).collect())
}

fn authority(view: &View<'_>, kind: AuthorityKind) -> Result<String> {
    Ok(view.first("SELECT seal_name FROM authority WHERE kind = ?1", [kind], |r| r.get(0))?.unwrap_or_default())
}

/// Province, city, district and street, without saying one twice.
pub(crate) fn full_address(own: &Institution) -> String {
    [&own.province, &own.city, &own.district, &own.address].into_iter().fold(String::new(), |mut whole, part| {
        let told = part.starts_with(&whole) && !whole.is_empty();
        if told {
            whole.clone_from(part);
        } else if !own.address.contains(part.as_str()) || part == &own.address {
            whole.push_str(part);
        }
        whole
    })
}

/// Square metres with two decimals.
fn square_metres(hundredths: Option<i64>) -> String {
    hundredths.map(|area| format!("{}.{:02}", area / 100, area % 100)).unwrap_or_default()
}

/// The filing statement as it stands now.
pub(crate) fn statement(view: &View<'_>, own: &Institution) -> Result<Statement> {
    let wording = wording(view)?;
    let mut classes: Vec<(ClassKind, u32)> = Vec::new();
    for class in view.classes()? {
        match classes.iter_mut().find(|(kind, _)| *kind == class.kind) {
            Some((_, count)) => *count += 1,
            None => classes.push((class.kind, 1)),
        }
    }
    Ok(Statement {
        addressee: authority(view, AuthorityKind::Filing)?,
        opening: wording.statement_opening,
        closing: wording.statement_closing,
        number: own.filing_number.clone().unwrap_or_default(),
        registration_authority: authority(view, AuthorityKind::Registration)?,
        founded_on: own.founded_on.map(written).unwrap_or_default(),
        name: own.name.clone(),
        address: full_address(own),
        uscc: own.uscc.clone().unwrap_or_default(),
        legal_representative: (own.legal_representative.clone(), own.legal_representative_id.clone()),
        person_in_charge: (own.person_in_charge.clone(), own.person_in_charge_id.clone()),
        nature: own.nature,
        service_forms: own.service_forms.clone(),
        premises: own.premises,
        areas: [own.building_area, own.indoor_area, own.outdoor_area].map(square_metres),
        capacity: own.capacity.map(|capacity| capacity.to_string()).unwrap_or_default(),
        classes,
        contact: (own.contact.clone(), own.phone.clone()),
    })
}

/// The commitment as it stands now.
pub(crate) fn commitment(view: &View<'_>, own: &Institution) -> Result<Commitment> {
    let wording = wording(view)?;
    Ok(Commitment {
        addressee: authority(view, AuthorityKind::Filing)?,
        name: own.name.clone(),
        uscc: own.uscc.clone().unwrap_or_default(),
        opening: wording.commitment_opening,
        pledges: wording.pledges,
        closing: wording.commitment_closing,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_nothing_twice() {
        let own = |address: &str| Institution {
            province: "河南省".into(),
            city: "郑州市".into(),
            district: "郑东新区".into(),
            address: address.into(),
            ..Institution::default()
        };
        assert_eq!(full_address(&own("商务内环路1号")), "河南省郑州市郑东新区商务内环路1号");
        assert_eq!(full_address(&own("郑州市郑东新区商务内环路1号")), "河南省郑州市郑东新区商务内环路1号");
        assert_eq!(full_address(&own("河南省郑州市郑东新区商务内环路1号")), "河南省郑州市郑东新区商务内环路1号");
        assert_eq!(full_address(&own("")), "河南省郑州市郑东新区");
    }

    #[test]
    fn areas_have_two_decimals() {
        assert_eq!(square_metres(Some(36_005)), "360.05");
        assert_eq!(square_metres(None), "");
    }
}
