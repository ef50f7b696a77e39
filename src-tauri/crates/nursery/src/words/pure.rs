//! What the pure rules refuse, said in both languages. Their own `Display` is the English sentence.

use crate::day::DayError;
use crate::error::Told;
use crate::identity::IdentityError;
use crate::infants::number::NumberError as InfantNumberError;
use crate::institution::calendar_rules::CalendarError;
use crate::institution::credit_code::CreditCodeError;
use crate::money::MoneyError;
use crate::text::PhoneError;
use crate::words::Language;

/// The sentence of a refusal outside an [`Error`](crate::error::Error).
macro_rules! told {
    ($type:ty, $code:literal, |$e:ident| $zh:expr) => {
        impl Told for $type {
            fn code(&self) -> &'static str {
                $code
            }
            fn say(&self, l: Language) -> String {
                let $e = self;
                match l {
                    Language::Zh => $zh,
                    Language::En => {
                        let mut text = self.to_string();
                        if let Some(first) = text.get(..1).map(str::to_uppercase) {
                            text.replace_range(..1, &first);
                        }
                        text + "."
                    }
                }
            }
        }
    };
}

told!(DayError, "day", |_e| "日期不对，请按 2026-09-01 的格式填写 1900 至 2100 年之间的日期。".to_owned());
told!(MoneyError, "money", |_e| "金额不对，请填写最多两位小数的数字。".to_owned());
told!(CalendarError, "calendar", |e| match e {
    CalendarError::YearWithoutData { year } =>
        format!("还没有录入 {year} 年的放假调休安排，无法计算工作日。请在“设置—工作日历”中按国务院通知录入后再试。"),
    CalendarError::DayTwice { day } => format!("{day} 在放假安排中出现了两次，请删去一行。"),
    CalendarError::Line { line } => format!("放假安排第 {line} 行无法识别，请按“日期,放假或上班,节日”填写。"),
    CalendarError::Day(e) => e.say(Language::Zh),
});
told!(CreditCodeError, "credit_code", |e| match e {
    CreditCodeError::Length => "统一社会信用代码须为 18 位，请与证书核对。".to_owned(),
    CreditCodeError::Alphabet => "统一社会信用代码不使用 I、O、S、V、Z，请核对是否看错。".to_owned(),
    CreditCodeError::OrganisationCode | CreditCodeError::CheckCharacter =>
        "统一社会信用代码校验不符，请对照证书重新录入。".to_owned(),
});
told!(InfantNumberError, "infant_number", |e| match e {
    InfantNumberError::Form => "托号为 1 至 3 位数字（1—999）。".to_owned(),
    InfantNumberError::Taken => "这个托号正有人使用，请换一个。".to_owned(),
    InfantNumberError::UsedThisYear => "这个托号本托育年度已用过，请换一个。".to_owned(),
});
told!(PhoneError, "phone", |e| match e {
    PhoneError::Empty => "请填写电话号码。".to_owned(),
    PhoneError::Form => "电话号码不对：手机号 11 位；座机请带区号；境外号码以 + 开头。".to_owned(),
});
told!(IdentityError, "document", |e| match e {
    IdentityError::Empty => "请填写证件号码。".to_owned(),
    IdentityError::Unrecognised => "无法判断证件类型，请在号码前写明，例如“护照 E12345671”。".to_owned(),
    IdentityError::Length => "身份证号须为 18 位，请对照证件重新录入。".to_owned(),
    IdentityError::FifteenDigits => "15 位身份证号已停用，请填写身份证或户口簿上的 18 位号码。".to_owned(),
    IdentityError::Characters => "身份证号应为 17 位数字加 1 位数字或 X。".to_owned(),
    IdentityError::Region => "身份证号前六位不是有效的地区代码，请对照证件重新录入。".to_owned(),
    IdentityError::BirthDate => "身份证号第 7 至 14 位不是有效日期，请对照证件重新录入。".to_owned(),
    IdentityError::CheckDigit => "身份证号校验位不符，请对照证件重新录入。".to_owned(),
    IdentityError::Rounded =>
        "号码已被表格软件四舍五入（只保留了 15 位），请把该列设为“文本”后对照证件重新录入。".to_owned(),
    IdentityError::ResidencePermit => "这是港澳台居民居住证号码，请选择相应的证件类型。".to_owned(),
    IdentityError::NoResidencePermit => "港澳台居民居住证号码以 810000、820000 或 830000 开头，请核对。".to_owned(),
    IdentityError::Form(_) => "号码不符合该类证件的格式，请对照证件重新录入。".to_owned(),
    IdentityError::BirthDiffers => "证件号中的出生日期与填写的不一致，请核对。".to_owned(),
    IdentityError::SexDiffers => "证件号中的性别与填写的不一致，请核对。".to_owned(),
});
