//! What the policy values are called, and what they count, in words.

use crate::words::Language;

/// Key, Chinese, English.
const TITLES: &[(&str, &str, &str)] = &[
    ("arrears.remind_after_days", "欠费多少天后提醒", "remind of arrears after"),
    ("attendance.closes_at", "几点闭园，此后接走为晚接", "closes at; later pickups are late"),
    ("attendance.leave_most_days", "一次请假最多多少天", "leave takes at most"),
    ("attendance.trace_after", "几点后未到须追踪", "traced when not here by"),
    ("backup.remind_days", "多少天没有备份就提醒", "remind of a backup after"),
    ("care.nap_begins", "几点开始午睡", "the nap begins at"),
    ("care.nap_round_minutes", "午睡多久巡视一次", "a nap round every"),
    ("care.outdoor_minutes", "每日户外活动不少于", "outdoors each day at least"),
    ("check.fever_tenths", "体温达到多少须复测", "measured again from"),
    ("check.low_tenths", "体温低于多少须复测", "measured again below"),
    ("check.retake_minutes", "多久后复测体温", "measured again after"),
    ("class.infants.age_from", "乳儿班最小月龄", "infant class: youngest"),
    ("class.infants.age_to", "乳儿班月龄上限（不含）", "infant class: below"),
    ("class.infants.cap", "乳儿班人数上限", "infant class: most infants"),
    ("class.infants.ratio", "乳儿班每名保育人员照护人数", "infant class: infants for each carer"),
    ("class.mixed.age_from", "混合班最小月龄", "mixed class: youngest"),
    ("class.mixed.age_to", "混合班月龄上限（不含）", "mixed class: below"),
    ("class.mixed.cap", "混合班人数上限", "mixed class: most infants"),
    ("class.mixed.ratio", "混合班每名保育人员照护人数", "mixed class: infants for each carer"),
    ("class.older_toddlers.age_from", "托大班最小月龄", "older toddlers: youngest"),
    ("class.older_toddlers.age_to", "托大班月龄上限（不含）", "older toddlers: below"),
    ("class.older_toddlers.cap", "托大班人数上限", "older toddlers: most infants"),
    ("class.older_toddlers.ratio", "托大班每名保育人员照护人数", "older toddlers: infants for each carer"),
    ("class.younger_toddlers.age_from", "托小班最小月龄", "younger toddlers: youngest"),
    ("class.younger_toddlers.age_to", "托小班月龄上限（不含）", "younger toddlers: below"),
    ("class.younger_toddlers.cap", "托小班人数上限", "younger toddlers: most infants"),
    ("class.younger_toddlers.ratio", "托小班每名保育人员照护人数", "younger toddlers: infants for each carer"),
    ("cluster.class_in_week", "同班一周内几例同病即聚集", "cases alike in a class in a week"),
    ("cluster.in_day", "一天内几例相似即须报告", "cases alike on a day"),
    ("cluster.in_three_days", "连续三天内几例相似即须报告", "cases alike in three days"),
    ("cluster.report_hours", "聚集须在多少小时内报告", "a cluster is reported within"),
    ("contact_days.hand_foot_mouth", "手足口病：密接观察", "hand, foot and mouth: contacts watched"),
    ("contact_days.measles", "麻疹：密接观察", "measles: contacts watched"),
    ("contact_days.mumps", "流行性腮腺炎：密接观察", "mumps: contacts watched"),
    ("contact_days.norovirus", "诺如病毒感染：密接观察", "norovirus: contacts watched"),
    ("contact_days.varicella", "水痘：密接观察", "varicella: contacts watched"),
    ("contract.remind_days", "合同到期前多少天提醒", "remind of a contract's end"),
    ("entry.exam_again_months", "离园多久返园须重新体检", "examined again when away for"),
    ("entry.transcribe_until", "纸质记录转录截止时刻", "paper is typed until"),
    ("filing.objection_days", "备案异议告知期限", "notice of an objection to a filing"),
    ("filing.receipt_days", "备案回执期限", "receipt of a filing"),
    ("fire_certificate.within_months", "消防证明须在多久以内", "fire certificate not older than"),
    ("incident.tell_at_once_minutes", "重伤害多少分钟内告知", "a grave injury is told within"),
    ("incident.tell_authority_minutes", "重伤害多少分钟内报告主管部门", "authorities are told within"),
    ("incident.tell_insurer_minutes", "多少分钟内报告保险机构", "the insurer is told within"),
    ("incident.tell_minor_minutes", "轻微伤害多少分钟内告知", "a slight injury is told within"),
    ("medicine.order_most_days", "一次委托喂药最多多少天", "a medicine order runs for at most"),
    ("medicine.window_minutes", "喂药时间前后多少分钟内算按时", "a dose is on time within"),
    ("month_band.half_is_lower", "出勤恰为一半时按不足一半计", "exactly half counts as below half"),
    ("month_band.lower_percent", "出勤不足一半时收取", "charged below half of the days"),
    ("name.pattern.for_profit", "营利性机构的名称组成", "name of a for-profit nursery"),
    ("name.pattern.public", "公办及社会服务机构的名称组成", "name of a public or social nursery"),
    ("premises.lease_min_months", "场地租期不少于", "lease of the premises at least"),
    ("prepay.max_months", "一次预收的最长月数", "longest prepayment"),
    ("prepay.reclaim_days", "付款后可要求返还本金的天数", "principal is reclaimed within"),
    ("receipt.sentence", "收据上的说明", "sentence on the receipt"),
    ("receipt.void_same_day", "收据只能当日作废", "a receipt is voided on its day only"),
    ("records.keep_years", "工作记录保存年限", "records are kept for"),
    ("refund.above_half_percent", "分档退费：超过一半时退", "bands: refunded above half"),
    ("refund.absence_days_per_month", "连续缺勤多少天退一个月", "days of absence that refund a month"),
    ("refund.before_start_days", "开始前多少天退托可全退", "full refund when asked before the start"),
    ("refund.few_days", "分档退费：少数几天是几天", "bands: few days are"),
    ("refund.few_days_percent", "分档退费：只来几天时退", "bands: refunded for few days"),
    ("refund.fixed_days_hundredths", "按固定天数折算时一个月的天数", "days of a month where it is a fixed number"),
    ("refund.up_to_half_percent", "分档退费：不超过一半时退", "bands: refunded up to half"),
    ("return.fever_free_hours", "退热满多久可复检返园", "free of fever before the re-check"),
    ("scope.words", "业务范围应含的字样", "words of the business scope"),
    ("staff.check_by", "几点前完成工作人员晨检", "staff are checked by"),
    ("staff.full_time_from_infants", "多少名婴幼儿起须专职保健、保安", "full-time health and security staff from"),
    ("staff.health_valid_months", "健康合格证有效期", "health certificate valid for"),
    ("staff.record_query_months", "犯罪记录查询多久一次", "criminal-record query every"),
    ("stay_away.conjunctivitis", "急性出血性结膜炎：离园观察", "conjunctivitis: stays away"),
    ("stay_away.dysentery", "痢疾：离园观察", "dysentery: stays away"),
    ("stay_away.hand_foot_mouth", "手足口病：离园观察", "hand, foot and mouth: stays away"),
    ("stay_away.herpangina", "疱疹性咽峡炎：离园观察", "herpangina: stays away"),
    ("stay_away.influenza", "流行性感冒：离园观察", "influenza: stays away"),
    ("stay_away.measles", "麻疹：离园观察", "measles: stays away"),
    ("stay_away.mumps", "流行性腮腺炎：离园观察", "mumps: stays away"),
    ("stay_away.norovirus", "诺如病毒感染：离园观察", "norovirus: stays away"),
    ("stay_away.rubella", "风疹：离园观察", "rubella: stays away"),
    ("stay_away.scarlet_fever", "猩红热：离园观察", "scarlet fever: stays away"),
    ("stay_away.varicella", "水痘：离园观察", "varicella: stays away"),
    ("takeover.make_good_days", "建账后多少天内补齐档案", "files are made good within"),
];

/// Code of a unit, Chinese, English.
const UNITS: &[(&str, &str, &str)] = &[
    ("days", "天", "days"),
    ("hundredths of a day", "（百分之一天）", "hundredths of a day"),
    ("hours", "小时", "hours"),
    ("minutes", "分钟", "minutes"),
    ("tenths of °C", "（0.1 ℃）", "tenths of °C"),
    ("time of day", "（当日）", "on the day"),
    ("working days", "个工作日", "working days"),
    ("months", "个月", "months"),
    ("months away", "个月未到园", "months away"),
    ("years", "年", "years"),
    ("infants", "人", "infants"),
    ("cases", "例", "cases"),
    ("infants per carer", "人", "infants a carer"),
    ("percent", "%", "%"),
    ("percent of the month's fee", "%（月标准）", "% of the month's fee"),
    ("yes or no", "是或否", "yes or no"),
    ("words", "文字", "words"),
    ("time on the next working day", "（次一工作日）", "on the next working day"),
];

fn word(table: &[(&str, &str, &str)], code: &str, l: Language) -> String {
    let found = table.iter().find(|(known, ..)| *known == code);
    found.map_or_else(|| code.to_owned(), |(_, zh, en)| l.say(*zh, *en))
}

/// What a key is called; a key of a pack that we do not know is its own name.
#[must_use]
pub(super) fn title(key: &str, l: Language) -> String {
    word(TITLES, key, l)
}

/// What a value counts.
#[must_use]
pub(super) fn unit(code: &str, l: Language) -> String {
    word(UNITS, code, l)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_value_has_a_name_and_a_unit_in_words() {
        for (key, code) in crate::policy::shipped::keys() {
            assert!(TITLES.iter().any(|(known, ..)| *known == key), "{key} has no title");
            assert!(UNITS.iter().any(|(known, ..)| *known == code), "{code} has no words");
        }
    }
}
