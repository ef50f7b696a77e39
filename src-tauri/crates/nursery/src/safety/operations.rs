//! The doors of safety.

use super::{concern, incident, register, telling, video};
use crate::access::{Permission, Post};
use crate::contract::{Area, Row, Second, change, issue, read};
use crate::words::Coded;

const TOUCHED: &[Area] = &[Area::Safety];
/// Who can stand beside the person who closes signs of harm.
const BESIDE: &[Post] = Post::ALL;

pub(crate) fn operations() -> Vec<Row> {
    vec![
        read("safety.incidents", ("查看伤害与意外", "See incidents"), Permission::InfantsHealth, incident::incidents),
        change(
            "safety.report_incident",
            ("登记伤害与意外", "Record an incident"),
            Permission::HealthWrite,
            incident::report,
        )
        .touches(TOUCHED),
        change("safety.tell_incident", ("登记告知", "Record who was told"), Permission::HealthWrite, telling::tell)
            .touches(TOUCHED),
        change(
            "safety.follow_incident",
            ("跟进伤害", "Follow an incident up"),
            Permission::HealthWrite,
            incident::follow,
        )
        .touches(TOUCHED),
        change(
            "safety.correct_incident",
            ("更正伤害记录", "Correct an incident"),
            Permission::HealthWrite,
            incident::correct,
        )
        .touches(TOUCHED),
        change("safety.close_incident", ("伤害结案", "Close an incident"), Permission::HealthDecide, incident::close)
            .touches(TOUCHED),
        change(
            "safety.reopen_incident",
            ("重新处理伤害", "Open an incident again"),
            Permission::HealthDecide,
            incident::reopen,
        )
        .touches(TOUCHED),
        change(
            "safety.withdraw_incident",
            ("撤回伤害记录", "Take an incident back"),
            Permission::HealthWrite,
            incident::withdraw,
        )
        .touches(TOUCHED),
        issue(
            "safety.print_incident",
            ("打印儿童伤害登记表", "Print the injury form"),
            Permission::InfantsHealth,
            register::print,
        ),
        change("safety.hold_video", ("保全录像", "Keep video"), Permission::HealthDecide, video::hold).touches(TOUCHED),
        change(
            "safety.save_video",
            ("登记录像另存", "Record that video was saved"),
            Permission::HealthDecide,
            video::save,
        )
        .touches(TOUCHED),
        change("safety.release_video", ("解除录像保全", "Release video"), Permission::AuditRead, video::release)
            .touches(TOUCHED),
        read("safety.concerns", ("查看疑似侵害记录", "See signs of harm"), Permission::Own, concern::concerns)
            .recorded(),
        change("safety.write_concern", ("记录疑似侵害迹象", "Write signs of harm"), Permission::Own, concern::write)
            .touches(TOUCHED),
        change(
            "safety.add_to_concern",
            ("报告或补充疑似侵害", "Report or add to signs of harm"),
            Permission::Own,
            concern::add,
        )
        .touches(TOUCHED),
        change("safety.close_concern", ("疑似侵害结案", "Close signs of harm"), Permission::Own, concern::close)
            .touches(TOUCHED)
            .second(Second::InPlace(BESIDE)),
    ]
}
