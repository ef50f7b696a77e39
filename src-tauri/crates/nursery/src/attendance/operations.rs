//! The doors of attendance.

use super::{absence, closing, day, denied, handover, head_count, inside, month, movement};
use crate::access::{Permission, Post};
use crate::contract::{Area, Row, Second, change, read};

const TOUCHED: &[Area] = &[Area::Attendance, Area::Health];

pub(crate) fn operations() -> Vec<Row> {
    vec![
        read("attendance.day", ("查看当日考勤与晨检", "See a day"), Permission::AttendanceRead, day::day),
        read("attendance.inside", ("查看在园名单", "See who is inside"), Permission::AttendanceRead, inside::inside),
        read("attendance.month", ("查看月出勤", "See a month of a class"), Permission::AttendanceRead, month::month),
        change(
            "attendance.arrive",
            ("登记到园", "Record an arrival"),
            Permission::AttendanceWrite,
            movement::record_arrival,
        )
        .touches(TOUCHED),
        change("attendance.depart", ("登记离园", "Record a departure"), Permission::AttendanceWrite, movement::depart)
            .touches(TOUCHED),
        change(
            "attendance.depart_class",
            ("全班由常接人接走", "A class is collected"),
            Permission::AttendanceWrite,
            movement::depart_class,
        )
        .touches(TOUCHED),
        change(
            "attendance.depart_once",
            ("临时委托接走", "One-off pickup"),
            Permission::AttendanceWrite,
            movement::depart_once,
        )
        .touches(TOUCHED)
        .second(Second::InPlace(&[Post::Director, Post::HealthWorker, Post::Carer, Post::Guard])),
        read(
            "attendance.denied",
            ("查看禁止接走名单", "See who may not collect"),
            Permission::AttendanceRead,
            denied::list,
        ),
        change("attendance.deny", ("登记禁止接走", "Deny somebody the pickup"), Permission::InfantsWrite, denied::deny)
            .touches(TOUCHED),
        change("attendance.end_denial", ("解除禁止接走", "End a denial"), Permission::InfantsWrite, denied::end)
            .touches(TOUCHED),
        read("attendance.head_counts", ("查看清点", "See head counts"), Permission::AttendanceRead, head_count::counts),
        change(
            "attendance.head_count",
            ("登记清点", "Record a head count"),
            Permission::AttendanceWrite,
            head_count::record,
        )
        .touches(TOUCHED),
        change(
            "attendance.withdraw_head_count",
            ("撤回清点", "Take a head count back"),
            Permission::AttendanceWrite,
            head_count::withdraw,
        )
        .touches(TOUCHED),
        read(
            "attendance.closing",
            ("查看清园", "See the closing rounds"),
            Permission::AttendanceRead,
            closing::closing,
        ),
        change("attendance.close", ("清园签字", "Sign the closing round"), Permission::AttendanceRead, closing::record)
            .touches(TOUCHED),
        change(
            "attendance.withdraw_closing",
            ("撤回清园", "Take a closing round back"),
            Permission::AttendanceRead,
            closing::withdraw,
        )
        .touches(TOUCHED),
        read(
            "attendance.handovers",
            ("查看交接班", "See hand-overs"),
            Permission::AttendanceWrite,
            handover::handovers,
        ),
        change("attendance.hand_over", ("交班", "Hand a class over"), Permission::AttendanceWrite, handover::hand_over)
            .touches(&[Area::Attendance, Area::Access])
            .second(Second::ByDayEnd(&[Post::Director, Post::HealthWorker, Post::Carer])),
        change(
            "attendance.withdraw_handover",
            ("撤回交接班", "Take a hand-over back"),
            Permission::AttendanceWrite,
            handover::withdraw,
        )
        .touches(&[Area::Attendance, Area::Access]),
        change(
            "attendance.withdraw",
            ("撤回到离园", "Take an entry back"),
            Permission::AttendanceWrite,
            movement::withdraw,
        )
        .touches(TOUCHED),
        change("attendance.leave", ("登记请假", "Record leave"), Permission::AttendanceWrite, absence::leave)
            .touches(TOUCHED),
        change(
            "attendance.withdraw_leave",
            ("撤回请假", "Take leave back"),
            Permission::AttendanceWrite,
            absence::withdraw_leave,
        )
        .touches(TOUCHED),
        change("attendance.absent", ("登记缺勤", "Mark absent"), Permission::AttendanceWrite, absence::absent)
            .touches(TOUCHED),
        change("attendance.trace", ("追踪缺勤", "Trace an absence"), Permission::AttendanceWrite, absence::trace)
            .touches(TOUCHED),
    ]
}
