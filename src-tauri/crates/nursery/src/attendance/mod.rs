//! Area **attendance** 考勤: who came and went, who is inside now, who is away and why.
//!
//! - [`movement`] — arrivals, departures, changes of place; who brought and who collected
//! - [`absence`] — leave and absence, and the tracing of who has not come (缺勤追踪)
//! - [`denied`] — who may not collect (禁止接走)
//! - [`day`] — the day as one line a child, for the door, the class sheet and the roll
//! - [`month`] — the month on one sheet (附件4 表3), and its statistics (附件5-1)
//! - [`inside`] — who is inside now, by place
//! - [`roll`] — the roll on paper, and the sheet of who brought and who collected
//! - [`head_count`] — 清点: children counted at every move of a class
//! - [`handover`] — 交接班: what is open when one takes a class over from another
//! - [`closing`] — 清园: the rooms swept at the end of the day, signed by post
//! - [`duties`] — who is not traced, who is not checked
//! - [`operations`] — the doors
//!
//! What is seen at the check stands in area `health`.

pub mod absence;
pub mod closing;
pub mod day;
pub mod denied;
pub mod duties;
pub mod handover;
pub mod head_count;
pub mod inside;
pub mod month;
pub mod movement;
pub mod operations;
pub mod roll;

pub(crate) use month::registers;

use crate::error::Told;
use crate::words::Language;

crate::coded_enum! {
    /// Where an infant is.
    pub enum Place {
        Class = "class", "班级", "class";
        ObservationRoom = "observation_room", "保健观察室", "observation room";
        Gone = "gone", "已离园", "gone home";
    }
}

crate::coded_enum! {
    /// Where the day of an infant stands.
    pub enum DayState {
        NotArrived = "not_arrived", "未到", "not yet arrived";
        ToTrace = "to_trace", "待追踪", "to be traced";
        OnLeave = "on_leave", "请假", "on leave";
        Unchecked = "unchecked", "已到未检", "arrived, not checked";
        Retake = "retake", "待复测", "to be measured again";
        Checked = "checked", "已检", "checked";
        Gone = "gone", "已离园", "gone home";
    }
}

crate::coded_enum! {
    /// What does not agree on a day: presence × notice × check.
    pub enum Mismatch {
        CameOnLeave = "came_on_leave", "请假却到园", "came although on leave";
        Unchecked = "unchecked", "到园未晨检", "came and was not checked";
        Unexplained = "unexplained", "未到，没有请假", "did not come, no notice";
        CheckedNotArrived = "checked_not_arrived", "有晨检，没有到园", "checked, no arrival";
        StillInside = "still_inside", "过了时间仍在园", "still inside after closing";
    }
}

crate::coded_enum! {
    /// Why an infant is away.
    pub enum AbsenceCause {
        Personal = "personal", "事假", "personal leave";
        Sick = "sick", "病假", "sick leave";
        Other = "other", "其他", "other";
        Unknown = "unknown", "原因待查", "not known yet";
    }
}

impl AbsenceCause {
    /// The sign on the month's sheet.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Personal => "△",
            Self::Sick => "○",
            Self::Other => "□",
            Self::Unknown => "×",
        }
    }
}

crate::coded_enum! {
    /// Who brings or collects.
    pub enum EscortKind {
        Guardian = "guardian", "监护人", "guardian";
        Pickup = "pickup", "接送人", "authorised person";
        Other = "other", "其他人", "somebody else";
    }
}

/// What attendance refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttendanceError {
    /// The infant is inside already.
    Inside,
    /// The infant is not inside.
    NotInside,
    /// It would have left before it came.
    BeforeArrival,
    /// The escort's name is missing.
    Escort,
    /// Whoever is not on the list collects only after a call to the guardian.
    NotListed {
        /// Whom.
        name: String,
    },
    /// Which guardian was called, and what was said.
    Called,
    /// The last day lies before the first.
    Days,
    /// Leave for so long is a suspension.
    TooLong {
        /// The most days.
        days: i64,
    },
    /// Sick leave needs the illness (表3: 因病缺勤须注明疾病名称).
    Disease,
    /// The infant came on that day.
    Came,
    /// With whom one spoke.
    SpokeWith,
    /// The infant was not in care on that day.
    NotInCare,
    /// Whom the nursery may not give the infant to (禁止接走).
    Denied {
        /// Whom.
        name: String,
    },
    /// A legal guardian is kept from collecting only by a paper of a court or the police.
    PaperNeeded,
    /// Why somebody may not collect.
    DenyReason,
    /// Which rooms were swept.
    Rooms,
    /// Another person takes over.
    TakesOver,
}

impl Told for AttendanceError {
    fn code(&self) -> &'static str {
        match self {
            Self::Inside => "attendance_inside",
            Self::NotInside => "attendance_not_inside",
            Self::BeforeArrival => "attendance_before_arrival",
            Self::Escort => "attendance_escort",
            Self::NotListed { .. } => "attendance_not_listed",
            Self::Called => "attendance_called",
            Self::Days => "attendance_days",
            Self::TooLong { .. } => "attendance_too_long",
            Self::Disease => "attendance_disease",
            Self::Came => "attendance_came",
            Self::SpokeWith => "attendance_spoke_with",
            Self::NotInCare => "attendance_not_in_care",
            Self::Denied { .. } => "attendance_denied",
            Self::PaperNeeded => "attendance_paper_needed",
            Self::DenyReason => "attendance_deny_reason",
            Self::Rooms => "attendance_rooms",
            Self::TakesOver => "attendance_takes_over",
        }
    }
    fn say(&self, l: Language) -> String {
        match self {
            Self::Inside => l.say(
                "已登记到园、尚未离园；若登记错了，请先撤回那一次。",
                "Arrived already and not yet gone. If that was a mistake, take that entry back first.",
            ),
            Self::NotInside => {
                l.say("尚未登记到园，或已经离园。", "Has not arrived by the book, or has gone home already.")
            }
            Self::BeforeArrival => {
                l.say("离园时间早于到园时间，请核对。", "That would be before the arrival; check the time.")
            }
            Self::Escort => l.say("请写明接送人姓名和关系。", "Give the name of the person and the relation."),
            Self::NotListed { name } => l.say(
                format!("{name} 不在有效的接送人名单中：请先按预留电话联系监护人，确认后用“临时委托接走”办理。"),
                format!("{name} is not on the valid pickup list: call the guardian at the stored number first, then use “one-off pickup”."),
            ),
            Self::Called => l.say(
                "请选择已电话确认的监护人，并写下对方的答复。",
                "Choose the guardian who was called, and write what was answered.",
            ),
            Self::Days => l.say("结束日期早于开始日期。", "The last day lies before the first."),
            Self::TooLong { days } => l.say(
                format!("一次请假不超过 {days} 天；更久请办理停托。"),
                format!("Leave takes at most {days} days at a time; for longer, suspend the place."),
            ),
            Self::Disease => {
                l.say("病假须写明疾病或症状名称。", "Sick leave needs the name of the illness or the signs.")
            }
            Self::Came => l.say(
                "这一天已登记到园，不能再记缺勤；若到园登记错了，请先撤回。",
                "An arrival is recorded on that day. If it was a mistake, take it back first.",
            ),
            Self::SpokeWith => l.say("请写明联系了谁。", "Say with whom you spoke."),
            Self::Denied { name } => l.say(
                format!("{name} 在禁止接走名单上：不要交出孩子，立即联系其他监护人和园长，必要时拨打 110。"),
                format!("{name} is on the deny list: do not hand the child over. Call another guardian and the director, and 110 if need be."),
            ),
            Self::PaperNeeded => l.say(
                "对方是法定监护人：须先登记法院或公安机关的文书，才能禁止接走。",
                "This is a legal guardian: enter the paper of a court or the police first.",
            ),
            Self::Rooms => l.say("请写明查看了哪些房间。", "Say which rooms were swept."),
            Self::TakesOver => l.say("请选择接班的人，不能是本人。", "Choose who takes over; another person."),
            Self::DenyReason => l.say("请写明姓名和原因。", "Give the name and the reason."),
            Self::NotInCare => {
                l.say("这一天不在托，不能登记。", "Not in care on that day: nothing can be recorded.")
            }
        }
    }
    fn field(&self) -> Option<String> {
        let field = match self {
            Self::Inside | Self::NotInside | Self::NotInCare => "infant_id",
            Self::BeforeArrival => "at",
            Self::Escort | Self::NotListed { .. } | Self::Denied { .. } => "by",
            Self::PaperNeeded => "paper_id",
            Self::DenyReason => "reason",
            Self::Rooms => "rooms",
            Self::TakesOver => "to",
            Self::Called => "called",
            Self::Days | Self::TooLong { .. } => "to",
            Self::Disease => "disease",
            Self::Came => "from",
            Self::SpokeWith => "spoke_with",
        };
        Some(field.to_owned())
    }
}
