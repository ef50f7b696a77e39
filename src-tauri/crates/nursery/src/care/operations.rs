//! The doors of care.

use super::{card, day, entry, exercise, message, nap};
use crate::access::Permission;
use crate::contract::{Area, Row, change, issue, read};

const TOUCHED: &[Area] = &[Area::Care];

pub(crate) fn operations() -> Vec<Row> {
    let care = Permission::HealthWrite;
    vec![
        read("care.day", ("查看日常照护", "See the care of a day"), care, day::day),
        change("care.record", ("登记照护", "Record care"), care, entry::record).touches(TOUCHED),
        change("care.end", ("登记结束", "Record an end"), care, entry::end).touches(TOUCHED),
        change("care.go_on", ("撤回结束", "Take an end back"), care, entry::go_on).touches(TOUCHED),
        change("care.correct", ("更正照护", "Correct care"), care, entry::correct).touches(TOUCHED),
        change("care.withdraw", ("撤回照护", "Take care back"), care, entry::withdraw).touches(TOUCHED),
        read("care.naps", ("查看午睡巡视", "See nap rounds"), care, nap::naps),
        change("care.nap_round", ("登记午睡巡视", "Record a nap round"), care, nap::round).touches(TOUCHED),
        change("care.withdraw_round", ("撤回午睡巡视", "Take a nap round back"), care, nap::withdraw).touches(TOUCHED),
        read("care.exercise_plans", ("查看体格锻炼计划", "See exercise plans"), care, exercise::plans),
        change("care.plan_exercise", ("制定体格锻炼计划", "Plan exercise"), care, exercise::plan).touches(TOUCHED),
        change("care.say_weather", ("登记天气原因", "Record the weather"), care, exercise::say_weather)
            .touches(TOUCHED),
        read("care.daily_card", ("查看每日反馈", "See a daily card"), care, card::text),
        issue("care.print_daily_card", ("生成每日反馈图片", "Make a daily card"), care, card::print),
        read("care.message_templates", ("查看消息模板", "See message templates"), care, message::templates),
        change(
            "care.save_message_template",
            ("修改消息模板", "Change a message template"),
            Permission::InstitutionWrite,
            message::save_template,
        )
        .touches(TOUCHED),
        read("care.fill_messages", ("填写消息", "Fill messages"), care, message::fill),
        change("care.message_sent", ("登记消息已发送", "Record that a message was sent"), care, message::sent)
            .touches(TOUCHED),
        read("care.messages", ("查看已发消息", "See messages sent"), care, message::messages),
    ]
}
