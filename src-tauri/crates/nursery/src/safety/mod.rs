//! Area **safety** 安全: what happened to a child, who was told, and what must be reported.
//!
//! - [`severity`] — how grave it is, and who must be told by when (pure)
//! - [`incident`] — 伤害与意外: an injury or incident from the first aid to the closing, as a case (附件4 表9)
//! - [`telling`] — who was told, and who is still to be told
//! - [`video`] — 录像保全: what the cameras saw is kept
//! - [`concern`] — 疑似侵害的强制报告: signs of harm to a child, restricted, never closed by one person alone
//! - [`duties`] — who is not told yet, what is not reported yet, which video is not saved yet
//! - [`register`] — 儿童伤害登记 by month; the statutory form of one injury is `documents/injury_form.rs`
//! - [`operations`] — the doors

pub mod concern;
pub mod duties;
pub mod incident;
pub mod operations;
pub mod register;
pub mod severity;
pub mod telling;
pub mod video;

pub(crate) use register::registers;

use crate::error::Told;
use crate::words::Language;

crate::coded_enum! {
    /// What happened. The first twelve are those of 附件4 表9 in its order.
    pub enum IncidentKind {
        Traffic = "traffic", "交通事故", "traffic";
        Fall = "fall", "跌伤", "fall";
        Struck = "struck", "被下落物击中", "struck by something falling";
        Sharp = "sharp", "锐器伤", "cut or stab";
        Blunt = "blunt", "钝器伤", "blunt object";
        Burn = "burn", "烧烫伤", "burn or scald";
        Drowning = "drowning", "溺水", "drowning";
        Animal = "animal", "动物伤害", "animal";
        Suffocation = "suffocation", "窒息", "suffocation";
        Poisoning = "poisoning", "中毒", "poisoning";
        Electric = "electric", "电击伤", "electric shock";
        Assault = "assault", "他伤/攻击伤", "hurt by another";
        Lost = "lost", "走失", "lost";
        WrongPickup = "wrong_pickup", "错接", "given to a wrong person";
        Other = "other", "其他", "other";
    }
}

crate::coded_enum! {
    /// How grave it is.
    pub enum IncidentSeverity {
        FirstAid = "first_aid", "现场处置", "first aid on site";
        Clinic = "clinic", "门诊就医", "seen by a doctor";
        Hospital = "hospital", "住院、骨折或头部外伤", "hospital, fracture or head injury";
        Grave = "grave", "危重或死亡", "in danger of life, or death";
    }
}

crate::coded_enum! {
    /// A part of the body, as on the picture. Left and right are the child's.
    pub enum BodyPart {
        Head = "head", "头部", "head";
        Face = "face", "面部", "face";
        Eye = "eye", "眼", "eye";
        Ear = "ear", "耳", "ear";
        Nose = "nose", "鼻", "nose";
        Mouth = "mouth", "口齿", "mouth, teeth";
        Neck = "neck", "颈部", "neck";
        Chest = "chest", "胸部", "chest";
        Abdomen = "abdomen", "腹部", "abdomen";
        Back = "back", "背部", "back";
        Buttocks = "buttocks", "臀部", "buttocks";
        Genitals = "genitals", "会阴", "private parts";
        LeftArm = "left_arm", "左臂", "left arm";
        RightArm = "right_arm", "右臂", "right arm";
        LeftHand = "left_hand", "左手", "left hand";
        RightHand = "right_hand", "右手", "right hand";
        LeftThigh = "left_thigh", "左大腿", "left thigh";
        RightThigh = "right_thigh", "右大腿", "right thigh";
        LeftKnee = "left_knee", "左膝", "left knee";
        RightKnee = "right_knee", "右膝", "right knee";
        LeftLeg = "left_leg", "左小腿", "left lower leg";
        RightLeg = "right_leg", "右小腿", "right lower leg";
        LeftFoot = "left_foot", "左足", "left foot";
        RightFoot = "right_foot", "右足", "right foot";
    }
}

crate::coded_enum! {
    /// How it ended (转归).
    pub enum InjuryOutcome {
        Healed = "healed", "痊愈", "healed";
        Better = "better", "好转", "better";
        Disabled = "disabled", "残疾", "disabled";
        Died = "died", "死亡", "died";
    }
}

crate::coded_enum! {
    /// Who is told.
    pub enum TellWhom {
        Guardian = "guardian", "监护人", "guardian";
        Director = "director", "园长", "director";
        Ambulance = "ambulance", "急救 120", "ambulance (120)";
        Police = "police", "公安机关 110", "police (110)";
        HealthBureau = "health_bureau", "卫生健康部门", "health bureau";
        Township = "township", "乡镇（街道）", "township or sub-district";
        CivilAffairs = "civil_affairs", "民政部门", "civil affairs";
        Hotline = "hotline", "政务热线 12345", "hotline 12345";
        Insurer = "insurer", "保险机构", "insurer";
    }
}

/// What is refused about incidents and concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SafetyError {
    /// What happened is not said.
    Story,
    /// Who was told is not said.
    Told,
    /// It is closed only when everybody who must be told was told.
    StillToTell {
        /// Whom.
        whom: Vec<&'static str>,
    },
    /// It is closed only with its outcome.
    Outcome,
    /// What another person wrote is corrected with a reason.
    Reason,
    /// Where the video is kept.
    Where,
    /// The span of the video ends before it begins.
    Span,
    /// Signs of harm are not closed before they were reported.
    NotReported,
    /// Nobody closes signs of harm alone.
    Alone,
    /// An incident on which others were told stays; it can be corrected.
    Kept,
}

impl Told for SafetyError {
    fn code(&self) -> &'static str {
        match self {
            Self::Story => "safety_story",
            Self::Told => "safety_told",
            Self::StillToTell { .. } => "safety_still_to_tell",
            Self::Outcome => "safety_outcome",
            Self::Reason => "safety_reason",
            Self::Where => "safety_where",
            Self::Span => "safety_span",
            Self::NotReported => "safety_not_reported",
            Self::Alone => "safety_alone",
            Self::Kept => "safety_kept",
        }
    }
    fn say(&self, l: Language) -> String {
        match self {
            Self::Story => l.say("请写明发生了什么。", "Say what happened."),
            Self::Told => l.say("请写明告知了谁。", "Say who was told."),
            Self::StillToTell { whom } => l.say(
                format!("还没有告知：{}。告知并登记后才能结案。", whom.join("、")),
                format!("Not told yet: {}. Tell them and record it, then close.", whom.join(", ")),
            ),
            Self::Outcome => l.say("请先登记转归，再结案。", "Record the outcome first, then close."),
            Self::Reason => {
                l.say("更正须写明原因，原值会保留。", "A correction needs its reason, and the earlier value stays.")
            }
            Self::Where => l.say("请写明录像另存在哪里。", "Say where the video is kept."),
            Self::Span => l.say("录像的结束时间早于开始时间。", "The video ends before it begins."),
            Self::NotReported => l.say(
                "还没有报告公安机关或主管部门，不能结案。",
                "It was not reported to the police or an authority yet and cannot be closed.",
            ),
            Self::Alone => l.say(
                "疑似侵害不能由一人结案：须有另一人同时输入本人 PIN。",
                "Nobody closes this alone: a second person types the own PIN with it.",
            ),
            Self::Kept => l.say(
                "已有告知记录，不能撤回；请用更正。",
                "Somebody was told of it already: correct it instead of taking it back.",
            ),
        }
    }
    fn field(&self) -> Option<String> {
        let field = match self {
            Self::Story => "story",
            Self::Told => "name",
            Self::StillToTell { .. } | Self::NotReported | Self::Alone | Self::Kept => return None,
            Self::Outcome => "outcome",
            Self::Reason => "reason",
            Self::Where => "saved_where",
            Self::Span => "to",
        };
        Some(field.to_owned())
    }
}
