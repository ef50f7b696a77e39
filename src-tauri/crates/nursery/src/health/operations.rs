//! The doors of health.

use super::medicine::{dose, due, order};
use super::outbreak::{cluster, file};
use super::{check, illness};
use crate::access::{Permission, Post};
use crate::contract::{Area, Row, Second, change, issue, read};

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
        read("health.history", ("查看历次晨午检", "See an infant's checks"), Permission::InfantsHealth, check::history),
        read("health.illnesses", ("查看病情个案", "See illnesses"), Permission::InfantsHealth, illness::illnesses),
        change(
            "health.illness_step",
            ("登记病情进展", "Record a step of an illness"),
            Permission::HealthWrite,
            illness::step,
        )
        .touches(TOUCHED),
        read("health.medicines", ("查看喂药", "See the medicine of a day"), Permission::InfantsHealth, due::day),
        read(
            "health.medicine_history",
            ("查看历次用药", "See all medicine of an infant"),
            Permission::InfantsHealth,
            due::history,
        ),
        issue(
            "health.authorise_medicine",
            ("登记委托喂药", "Take in a medicine order"),
            Permission::HealthDecide,
            order::authorise,
        )
        .touches(TOUCHED),
        issue(
            "health.attach_to_medicine",
            ("补药品标签照片", "Add scans to a medicine order"),
            Permission::HealthDecide,
            order::attach,
        )
        .touches(TOUCHED),
        issue(
            "health.print_medicine",
            ("打印委托喂药单", "Print a medicine order"),
            Permission::HealthDecide,
            order::print,
        ),
        change("health.sign_medicine", ("登记家长签字", "Record the signature"), Permission::HealthDecide, order::sign)
            .touches(TOUCHED),
        change("health.end_medicine", ("停止委托喂药", "End a medicine order"), Permission::HealthDecide, order::end)
            .touches(TOUCHED),
        change(
            "health.withdraw_medicine",
            ("撤回委托喂药", "Take a medicine order back"),
            Permission::HealthDecide,
            order::withdraw,
        )
        .touches(TOUCHED),
        change("health.give_medicine", ("登记喂药", "Record a dose"), Permission::HealthWrite, dose::give)
            .touches(&[Area::Health, Area::Access])
            .second(Second::ByDayEnd(&[Post::Director, Post::HealthWorker, Post::Carer])),
        change("health.skip_medicine", ("登记未喂药", "Record a dose not given"), Permission::HealthWrite, dose::skip)
            .touches(TOUCHED),
        change("health.withdraw_dose", ("撤回喂药", "Take a dose back"), Permission::HealthWrite, dose::withdraw)
            .touches(&[Area::Health, Area::Access]),
        change(
            "health.return_medicine",
            ("登记余药归还", "Give medicine back"),
            Permission::HealthWrite,
            order::give_back,
        )
        .touches(TOUCHED),
        change(
            "health.withdraw_return",
            ("撤回余药归还", "Take a return back"),
            Permission::HealthWrite,
            order::withdraw_return,
        )
        .touches(TOUCHED),
        read("health.clusters", ("查看聚集", "See clusters"), Permission::HealthDecide, cluster::clusters),
        read("health.outbreaks", ("查看疫情档案", "See outbreaks"), Permission::HealthDecide, file::outbreaks),
        change(
            "health.declare_outbreak",
            ("启动疫情处置", "Declare an outbreak"),
            Permission::HealthDecide,
            file::declare,
        )
        .touches(TOUCHED),
        change("health.report_outbreak", ("登记疫情报告", "Record a report"), Permission::HealthDecide, file::report)
            .touches(TOUCHED),
        change("health.end_outbreak", ("结束疫情处置", "End an outbreak"), Permission::HealthDecide, file::end)
            .touches(TOUCHED),
        change("health.note_sample", ("登记采样", "Note samples"), Permission::HealthDecide, file::sample)
            .touches(TOUCHED),
        read("health.shares", ("查看逐人检查比例", "See how checks were made"), Permission::AuditRead, check::shares),
    ]
}
