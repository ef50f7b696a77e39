//! **validity** 证照有效期: one row a paper of anybody or anything (institution, infant, person, contract):
//! number, issuer, issued, valid to, scans in the vault. A renewal replaces; nothing is deleted.
//! The kinds are data: how early to remind, which law asks for it, what it blocks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::Kind as FileKind;
use ts_rs::TS;

use crate::access::Permission;
use crate::contract::{Area, Row, change, issue, read};
use crate::day::Day;
use crate::desk::Door;
use crate::error::{Result, Told};
use crate::id::Id;
use crate::view::{Change, View};
use crate::words::Language;

crate::coded_enum! {
    /// Whose paper it is.
    pub enum OwnerKind {
        Institution = "institution", "机构", "institution";
        Infant = "infant", "婴幼儿", "infant";
        Person = "person", "人员", "person";
        Contract = "contract", "合同", "contract";
    }
}

crate::coded_enum! {
    /// Kinds of papers.
    pub enum PaperKind {
        LegalCertificate = "legal_certificate", "营业执照或法人登记证书", "registration certificate";
        Premises = "premises", "场地证明", "proof of premises";
        HygieneEvaluation = "hygiene_evaluation", "托幼机构卫生评价报告", "hygiene evaluation report";
        FireCertificate = "fire_certificate", "消防安全检查合格证明", "fire-safety certificate";
        FoodLicence = "food_licence", "食品经营许可证", "food business licence";
        RuleBook = "rule_book", "规章制度汇编", "book of rules";
        LiabilityInsurance = "liability_insurance", "托育机构责任保险单", "liability insurance";
        FilingReceipt = "filing_receipt", "备案回执", "filing receipt";
        StaffHealth = "staff_health", "健康合格证明", "health certificate (staff)";
        StaffQualification = "staff_qualification", "专业资格证明", "proof of qualification";
        RecordQuery = "record_query", "从业禁止查询结果", "record query before hiring";
        EntryExamination = "entry_examination", "入托健康检查表", "entry health examination";
        VaccinationCertificate = "vaccination_certificate", "预防接种证", "vaccination certificate";
        InfantIdentity = "infant_identity", "婴幼儿身份证明", "infant's identity paper";
        GuardianIdentity = "guardian_identity", "监护人身份证明", "guardian's identity paper";
        InformationConsent = "information_consent", "个人信息知情同意书", "consent to personal information";
        CustodyPaper = "custody_paper", "法院或公安文书", "paper of a court or the police";
        MedicineOrder = "medicine_order", "委托喂药单与药品标签", "medicine order and label";
        SignedContract = "signed_contract", "合同签字件", "signed contract";
    }
}

/// What is fixed about a kind of paper.
#[derive(Debug, Clone, Copy)]
pub struct PaperRule {
    /// The kind.
    pub kind: PaperKind,
    /// Whose.
    pub owner: OwnerKind,
    /// Days before the end at which to remind, the earliest first; empty where it does not end.
    pub remind: &'static [i64],
    /// Policy key that limits the age of the paper in months, where its own end does not.
    pub months_key: Option<&'static str>,
    /// The law that asks for it.
    pub article: &'static str,
}

/// Every kind with its rule.
pub const RULES: &[PaperRule] = &[
    rule(PaperKind::LegalCertificate, OwnerKind::Institution, &[60, 30, 7], None, "登记和备案办法第八条（一）"),
    rule(
        PaperKind::Premises,
        OwnerKind::Institution,
        &[90, 60, 30],
        None,
        "登记和备案办法第八条（二）；设置标准第十一条",
    ),
    rule(PaperKind::HygieneEvaluation, OwnerKind::Institution, &[], None, "登记和备案办法第八条（四）"),
    rule(
        PaperKind::FireCertificate,
        OwnerKind::Institution,
        &[60, 30, 7],
        Some("fire_certificate.within_months"),
        "登记和备案办法第八条（五）",
    ),
    rule(PaperKind::FoodLicence, OwnerKind::Institution, &[90, 30, 7], None, "登记和备案办法第八条（六）"),
    rule(PaperKind::RuleBook, OwnerKind::Institution, &[], None, "管理规范"),
    rule(PaperKind::LiabilityInsurance, OwnerKind::Institution, &[30, 7], None, "WS/T 821 9.7.1"),
    rule(PaperKind::FilingReceipt, OwnerKind::Institution, &[], None, "登记和备案办法第九条"),
    rule(
        PaperKind::StaffHealth,
        OwnerKind::Person,
        &[45, 30, 7],
        Some("staff.health_valid_months"),
        "登记和备案办法第八条（三）；管理规范第二十八条",
    ),
    rule(PaperKind::StaffQualification, OwnerKind::Person, &[], None, "登记和备案办法第八条（三）"),
    rule(
        PaperKind::RecordQuery,
        OwnerKind::Person,
        &[30, 7],
        Some("staff.record_query_months"),
        "未成年人保护法第六十二条",
    ),
    rule(PaperKind::EntryExamination, OwnerKind::Infant, &[], None, "管理规范第十一条"),
    rule(PaperKind::VaccinationCertificate, OwnerKind::Infant, &[], None, "管理规范第十一条；疫苗管理法第四十八条"),
    rule(PaperKind::InfantIdentity, OwnerKind::Infant, &[], None, "管理规范第九条"),
    rule(PaperKind::GuardianIdentity, OwnerKind::Infant, &[], None, "管理规范第九条"),
    rule(PaperKind::InformationConsent, OwnerKind::Infant, &[], None, "个人信息保护法第三十一条"),
    rule(PaperKind::CustodyPaper, OwnerKind::Infant, &[30, 7], None, "未成年人保护法第二十四条"),
    rule(PaperKind::MedicineOrder, OwnerKind::Infant, &[], None, "卫生保健工作规范 附件4 表2"),
    rule(PaperKind::SignedContract, OwnerKind::Contract, &[], None, "管理规范第十条"),
];

const fn rule(
    kind: PaperKind,
    owner: OwnerKind,
    remind: &'static [i64],
    months_key: Option<&'static str>,
    article: &'static str,
) -> PaperRule {
    PaperRule { kind, owner, remind, months_key, article }
}

/// The rule of a kind.
#[must_use]
pub fn rule_of(kind: PaperKind) -> &'static PaperRule {
    RULES.iter().find(|rule| rule.kind == kind).unwrap_or(&RULES[0])
}

crate::coded_enum! {
    /// How a paper stands on a day.
    pub enum Standing {
        Missing = "missing", "缺失", "missing";
        Valid = "valid", "有效", "valid";
        Expiring = "expiring", "即将到期", "expiring";
        Expired = "expired", "已过期", "expired";
        NotNeeded = "not_needed", "不需要", "not needed";
    }
}

/// A paper with its standing.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct HeldPaper {
    /// The row.
    pub id: Id,
    /// The kind.
    pub kind: PaperKind,
    /// Whose.
    pub owner_kind: OwnerKind,
    /// The owner's row (`1` for the institution).
    pub owner_id: String,
    /// Number on it.
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// When.
    pub issued_on: Option<Day>,
    /// Last day of validity, written on it or reckoned from the policy.
    pub valid_to: Option<Day>,
    /// Facts of the kind: `result` of an evaluation, `term` of a lease in months.
    #[ts(type = "Record<string, unknown>")]
    pub facts: Value,
    /// Remarks.
    pub note: Option<String>,
    /// Its scans.
    pub files: Vec<HeldFile>,
    /// How it stands today.
    pub standing: Standing,
    /// Days left.
    pub days_left: Option<i64>,
    /// How it ended, where it is no longer the present one.
    pub ended: Option<PaperEnd>,
    /// Why it was withdrawn.
    pub ended_reason: Option<String>,
}

crate::coded_enum! {
    /// How a paper ceased to be the present one.
    pub enum PaperEnd {
        Replaced = "replaced", "已换新", "replaced";
        Withdrawn = "withdrawn", "已撤下", "withdrawn";
    }
}

/// A scan of a paper.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct HeldFile {
    /// Its content's SHA-256: `paper/<sha256>` at the files door.
    pub sha256: String,
    /// The name it came with.
    pub name: String,
    /// Media type.
    pub mime: String,
    /// Bytes.
    pub size: i64,
    /// Pages, each of them `paper/<sha256>/page/<n>` at the files door; absent where it cannot be shown.
    pub pages: Option<u32>,
}

/// How a paper that ends on a day stands on another.
#[must_use]
pub fn standing(rule: &PaperRule, valid_to: Option<Day>, on: Day) -> (Standing, Option<i64>) {
    match valid_to {
        None => (Standing::Valid, None),
        Some(to) => {
            let left = on.days_until(to);
            let standing = match left {
                ..0 => Standing::Expired,
                _ if rule.remind.first().is_some_and(|first| left <= *first) => Standing::Expiring,
                _ => Standing::Valid,
            };
            (standing, Some(left))
        }
    }
}

/// What is refused about a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperError {
    /// It ends before it begins.
    EndsBeforeItBegins,
    /// This kind belongs to another owner.
    Owner,
    /// Neither a number nor a scan.
    Empty,
    /// The scan is neither PDF nor picture nor workbook.
    FileKind,
    /// A scan that was to stay is none of the paper that is renewed.
    NotOfThePaper,
    /// The paper to renew is no longer the present one, or another owner's or of another kind.
    Renewed,
    /// Withdrawing needs its reason.
    ReasonNeeded,
}

impl Told for PaperError {
    fn code(&self) -> &'static str {
        match self {
            Self::EndsBeforeItBegins => "paper_dates",
            Self::Owner => "paper_owner",
            Self::Empty => "paper_empty",
            Self::FileKind => "paper_file_kind",
            Self::NotOfThePaper => "paper_file_unknown",
            Self::Renewed => "conflict",
            Self::ReasonNeeded => "paper_reason_needed",
        }
    }
    fn say(&self, l: Language) -> String {
        match self {
            Self::EndsBeforeItBegins => {
                l.say("有效期止早于签发日期，请核对。", "It ends before it was issued; check the days.")
            }
            Self::Owner => l.say(
                "这类证照不属于该对象，请重新选择类型。",
                "This kind of paper belongs to another owner; choose the kind again.",
            ),
            Self::Empty => l.say("请至少填写编号或附上扫描件。", "Give at least the number or attach a scan."),
            Self::FileKind => {
                l.say("扫描件须为 PDF、JPG、PNG 或 Excel 文件。", "A scan is a PDF, JPG, PNG or Excel file.")
            }
            Self::NotOfThePaper => l.say(
                "要保留的扫描件不在原证照中；请刷新后重新选择。",
                "A scan to keep is none of the earlier paper; refresh and choose again.",
            ),
            Self::Renewed => l.say(
                "这份证照刚刚已被换新或撤下；请刷新后再登记。",
                "This paper has been replaced or withdrawn meanwhile; refresh and enter it again.",
            ),
            Self::ReasonNeeded => l.say("请写明撤下的原因。", "Write down why it is withdrawn."),
        }
    }
    fn field(&self) -> Option<String> {
        Some(
            match self {
                Self::EndsBeforeItBegins => "valid_to",
                Self::Owner => "kind",
                Self::Empty | Self::FileKind | Self::NotOfThePaper => "files",
                Self::Renewed => "replaces",
                Self::ReasonNeeded => "reason",
            }
            .to_owned(),
        )
    }
}

pub(crate) fn operations() -> Vec<Row> {
    vec![
        read("papers.list", ("查看证照", "List papers"), Permission::Own, list),
        issue("papers.save", ("登记证照", "Save a paper"), Permission::Own, save).touches(&[Area::Filing]),
        change("papers.withdraw", ("撤下证照", "Withdraw a paper"), Permission::Own, withdraw).touches(&[Area::Filing]),
    ]
}

/// Who may see a scan of a paper: the label of a medicine is seen by whoever gives it.
pub(crate) fn shows(owner: OwnerKind, kind: PaperKind) -> Permission {
    match kind {
        PaperKind::MedicineOrder => Permission::InfantsHealth,
        _ => reads(owner),
    }
}

pub(crate) fn reads(owner: OwnerKind) -> Permission {
    match owner {
        OwnerKind::Institution => Permission::FilingRead,
        OwnerKind::Person => Permission::StaffRead,
        OwnerKind::Infant => Permission::InfantsIdentity,
        OwnerKind::Contract => Permission::ContractsRead,
    }
}

fn writes(owner: OwnerKind) -> Permission {
    match owner {
        OwnerKind::Institution | OwnerKind::Person => Permission::FilingWrite,
        OwnerKind::Infant => Permission::InfantsWrite,
        OwnerKind::Contract => Permission::ContractsWrite,
    }
}

/// Whose papers.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PapersQuery {
    /// Kind of the owner.
    pub owner_kind: OwnerKind,
    /// The owner's row (`1` for the institution).
    pub owner_id: String,
    /// Also the replaced and the withdrawn ones; then the newest come first.
    pub earlier: Option<bool>,
}

fn list(view: &View<'_>, q: PapersQuery) -> Result<Vec<HeldPaper>> {
    view.must(reads(q.owner_kind))?;
    if q.earlier != Some(true) {
        return of_owner(view, q.owner_kind, &q.owner_id);
    }
    papers(view, "p.owner_kind = ?1 AND p.owner_id = ?2 ORDER BY p.id DESC", (q.owner_kind, q.owner_id))
}

/// The present papers of an owner: replaced and withdrawn ones are left out.
pub(crate) fn of_owner(view: &View<'_>, owner_kind: OwnerKind, owner_id: &str) -> Result<Vec<HeldPaper>> {
    present(view, "p.owner_kind = ?1 AND p.owner_id = ?2", (owner_kind, owner_id))
}

/// The present papers that end within some days, soonest first.
pub(crate) fn ending(view: &View<'_>, by: Day) -> Result<Vec<HeldPaper>> {
    present(view, "p.valid_to <= ?1", [by])
}

fn present(view: &View<'_>, condition: &str, params: impl rusqlite::Params) -> Result<Vec<HeldPaper>> {
    let condition = format!(
        "{condition} AND p.withdrawn = 0 AND NOT EXISTS (SELECT 1 FROM paper n WHERE n.replaces = p.id)
         ORDER BY p.valid_to IS NULL, p.valid_to, p.id"
    );
    papers(view, &condition, params)
}

fn papers(view: &View<'_>, condition: &str, params: impl rusqlite::Params) -> Result<Vec<HeldPaper>> {
    let today = view.today();
    let mut papers = view.all(
        &format!(
            "SELECT p.id, p.kind, p.owner_kind, p.owner_id, p.number, p.issuer, p.issued_on, p.valid_to, p.facts, p.note,
                    CASE WHEN p.withdrawn = 1 THEN 'withdrawn'
                         WHEN EXISTS (SELECT 1 FROM paper n WHERE n.replaces = p.id) THEN 'replaced' END, p.withdrawn_for
             FROM paper p WHERE {condition}"
        ),
        params,
        |r| {
            let kind: PaperKind = r.get(1)?;
            let valid_to: Option<Day> = r.get(7)?;
            let (standing, days_left) = standing(rule_of(kind), valid_to, today);
            Ok(HeldPaper {
                id: r.get(0)?,
                kind,
                owner_kind: r.get(2)?,
                owner_id: r.get(3)?,
                number: r.get(4)?,
                issuer: r.get(5)?,
                issued_on: r.get(6)?,
                valid_to,
                facts: serde_json::from_str(&r.get::<_, String>(8)?).unwrap_or_default(),
                note: r.get(9)?,
                files: Vec::new(),
                standing,
                days_left,
                ended: r.get(10)?,
                ended_reason: r.get(11)?,
            })
        },
    )?;
    for paper in &mut papers {
        paper.files = files_of(view, paper.id)?;
    }
    Ok(papers)
}

pub(crate) fn files_of(view: &View<'_>, paper: Id) -> Result<Vec<HeldFile>> {
    view.all("SELECT sha256, name, mime, size, pages FROM paper_file WHERE paper_id = ?1 ORDER BY seq", [paper], |r| {
        Ok(HeldFile { sha256: r.get(0)?, name: r.get(1)?, mime: r.get(2)?, size: r.get(3)?, pages: r.get(4)? })
    })
}

/// A paper as typed, with its scans.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SavePaper {
    /// The kind.
    pub kind: PaperKind,
    /// Kind of the owner.
    pub owner_kind: OwnerKind,
    /// The owner's row (`1` for the institution).
    pub owner_id: String,
    /// Number on it.
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// When.
    pub issued_on: Option<Day>,
    /// Last day of validity; reckoned from the policy where the kind has such a rule.
    pub valid_to: Option<Day>,
    /// Facts of the kind.
    #[ts(as = "Option<std::collections::HashMap<String, String>>", optional = nullable)]
    #[serde(default)]
    pub facts: Value,
    /// Remarks.
    pub note: Option<String>,
    /// Tokens of the scans from the files door.
    pub files: Vec<String>,
    /// The paper that it renews or corrects; it stays as an earlier one.
    pub replaces: Option<Id>,
    /// SHA-256 of the scans of that paper which stay with the new row, in order, before the new ones.
    pub keep: Option<Vec<String>>,
}

/// The paper that was saved.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct SavedPaper {
    /// Its row.
    pub id: Id,
    /// Its last day.
    pub valid_to: Option<Day>,
}

fn save(door: &Door<'_>, q: SavePaper) -> Result<SavedPaper> {
    door.must(writes(q.owner_kind))?;
    if rule_of(q.kind).owner != q.owner_kind {
        return Err(PaperError::Owner.into());
    }
    let keep = q.keep.as_deref().unwrap_or_default();
    if q.files.is_empty() && keep.is_empty() && q.number.as_deref().is_none_or(|n| n.trim().is_empty()) {
        return Err(PaperError::Empty.into());
    }
    if q.issued_on.zip(q.valid_to).is_some_and(|(from, to)| to < from) {
        return Err(PaperError::EndsBeforeItBegins.into());
    }
    let added = into_vault(door, &q.files)?;
    door.change(|change| {
        let kept = kept(change, &q, keep)?;
        put_with(change, &q, &[kept, added.clone()].concat())
    })
}

/// Lays files into the vault, before the commit that names them.
///
/// # Errors
/// A token is unknown, or a file is no scan.
pub(crate) fn into_vault(door: &Door<'_>, tokens: &[String]) -> Result<Vec<HeldFile>> {
    let store = door.desk.store()?;
    let mut added = Vec::new();
    for token in tokens {
        let incoming = door.desk.incoming(token)?;
        let kind =
            FileKind::sniff(&incoming.bytes).filter(|kind| *kind != FileKind::Zip).ok_or(PaperError::FileKind)?;
        let file = store.vault().put(&incoming.bytes, kind)?;
        added.push(HeldFile {
            sha256: file.sha256,
            name: incoming.name,
            mime: file.mime.to_owned(),
            size: i64::try_from(file.size).unwrap_or(i64::MAX),
            pages: pages(&incoming.bytes, kind),
        });
    }
    Ok(added)
}

/// Writes the row of a paper and names its scans, which lie in the vault.
///
/// # Errors
/// The store cannot.
pub(crate) fn put_with(change: &mut Change<'_>, q: &SavePaper, files: &[HeldFile]) -> Result<SavedPaper> {
    let saved = put(change, q)?;
    for (seq, file) in (1_i64..).zip(files) {
        change.execute(
            "INSERT INTO paper_file (paper_id, seq, sha256, name, mime, size, pages) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (saved.id, seq, &file.sha256, &file.name, &file.mime, file.size, file.pages),
        )?;
    }
    Ok(saved)
}

/// How many pages a scan has that can be shown one by one; none for a workbook and for a PDF that cannot be read.
fn pages(bytes: &[u8], kind: FileKind) -> Option<u32> {
    match kind {
        FileKind::Jpeg | FileKind::Png => Some(1),
        FileKind::Pdf => paper::preview::page_count(bytes).ok().and_then(|n| u32::try_from(n).ok()).filter(|n| *n > 0),
        FileKind::Xlsx | FileKind::Zip => None,
    }
}

/// The scans that stay; the paper which is renewed is still the present one of this owner and kind.
fn kept(change: &Change<'_>, q: &SavePaper, keep: &[String]) -> Result<Vec<HeldFile>> {
    let Some(earlier) = q.replaces else {
        return if keep.is_empty() { Ok(Vec::new()) } else { Err(PaperError::NotOfThePaper.into()) };
    };
    let own = of_owner(change, q.owner_kind, &q.owner_id)?;
    let earlier = own.iter().find(|paper| paper.id == earlier && paper.kind == q.kind).ok_or(PaperError::Renewed)?;
    let file = |sha256: &String| earlier.files.iter().find(|file| file.sha256 == *sha256).cloned();
    keep.iter().map(|sha256| file(sha256).ok_or_else(|| PaperError::NotOfThePaper.into())).collect()
}

/// Writes the row of a paper, its scans apart.
fn put(change: &mut Change<'_>, q: &SavePaper) -> Result<SavedPaper> {
    let by_policy = match (rule_of(q.kind).months_key, q.issued_on) {
        (Some(key), Some(issued)) => {
            let months = i32::try_from(change.policy_number(key, issued)?).unwrap_or(12);
            Some(issued.add_months_clamped(months)?.plus_days(-1)?)
        }
        _ => None,
    };
    let valid_to = match (q.valid_to, by_policy) {
        (Some(written), Some(reckoned)) => Some(written.min(reckoned)),
        (written, reckoned) => written.or(reckoned),
    };
    let id = change.new_id();
    let facts = if q.facts.is_null() { "{}".to_owned() } else { q.facts.to_string() };
    change.about(id);
    change.insert(
        "paper",
        &[
            ("id", &id),
            ("kind", &q.kind),
            ("owner_kind", &q.owner_kind),
            ("owner_id", &q.owner_id),
            ("number", &q.number),
            ("issuer", &q.issuer),
            ("issued_on", &q.issued_on),
            ("valid_to", &valid_to),
            ("facts", &facts),
            ("note", &q.note),
            ("replaces", &q.replaces),
        ],
    )?;
    if q.owner_kind == OwnerKind::Infant
        && let Some(infant) = Id::parse(&q.owner_id)
    {
        crate::infants::entry::settle(change, infant)?;
    }
    Ok(SavedPaper { id, valid_to })
}

/// The paper that is withdrawn (entered by mistake).
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawPaper {
    /// Its row.
    pub id: Id,
    /// Why.
    pub reason: String,
}

fn withdraw(change: &mut Change<'_>, q: WithdrawPaper) -> Result<SavedPaper> {
    let (owner, valid_to) =
        change.one("paper", "SELECT owner_kind, valid_to FROM paper WHERE id = ?1", [q.id], |r| {
            Ok((r.get(0)?, r.get(1)?))
        })?;
    change.must(writes(owner))?;
    let reason = q.reason.trim();
    if reason.is_empty() {
        return Err(PaperError::ReasonNeeded.into());
    }
    change.about(q.id);
    change.update("paper", &q.id, &[("withdrawn", &1), ("withdrawn_for", &reason)])?;
    Ok(SavedPaper { id: q.id, valid_to })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn standing_turns_at_the_day_itself() {
        let rule = rule_of(PaperKind::StaffHealth);
        assert_eq!(standing(rule, Some(day("2026-11-23")), day("2026-11-24")), (Standing::Expired, Some(-1)));
        assert_eq!(standing(rule, Some(day("2026-11-23")), day("2026-11-23")), (Standing::Expiring, Some(0)));
        assert_eq!(standing(rule, Some(day("2027-01-08")), day("2026-11-23")).0, Standing::Valid);
        assert_eq!(standing(rule, Some(day("2027-01-07")), day("2026-11-23")), (Standing::Expiring, Some(45)));
        assert_eq!(standing(rule_of(PaperKind::RuleBook), None, day("2026-11-23")), (Standing::Valid, None));
    }

    #[test]
    fn every_kind_has_its_rule() {
        use crate::words::Coded;
        for kind in PaperKind::ALL {
            assert_eq!(rule_of(*kind).kind, *kind);
        }
    }
}
