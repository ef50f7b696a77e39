//! The doors of health.

use super::{check, illness};
use crate::access::Permission;
use crate::contract::{Area, Row, change, read};

const TOUCHED: &[Area] = &[Area::Attendance, Area::Health];

pub(crate) fn operations() -> Vec<Row> {
    vec![
        change("health.check", ("登记晨午检", "Record a check"), Permission::HealthWrite, check::check)
            .touches(TOUCHED),
        change("health.retake", ("登记复测体温", "Record a second reading"), Permission::HealthWrite, check::retake)
            .touches(TOUCHED),
        change("health.confirm", ("批量确认正常", "Confirm as normal"), Permission::HealthWrite, check::confirm)
            .touches(TOUCHED),
        change("health.withdraw", ("撤回晨午检", "Take checks back"), Permission::HealthWrite, check::withdraw)
            .touches(TOUCHED),
        change("health.put_back", ("恢复晨午检原值", "Put a check back"), Permission::HealthWrite, check::put_back)
            .touches(TOUCHED),
        read("health.illnesses", ("查看病情个案", "See illnesses"), Permission::InfantsHealth, illness::illnesses),
        change(
            "health.illness_step",
            ("登记病情进展", "Record a step of an illness"),
            Permission::HealthWrite,
            illness::step,
        )
        .touches(TOUCHED),
        read("health.shares", ("查看逐人检查比例", "See how checks were made"), Permission::AuditRead, check::shares),
    ]
}
