//! **words** 词: the two languages of the program and the labels of its closed lists.
//!
//! A closed list (an enum that is stored, sent and printed) is declared once with [`coded_enum!`]:
//! its code in the store and on the wire, its Chinese word and its English word stand on one line.

mod glossary;
mod pure;

pub use glossary::{Term, glossary};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The language in which the program speaks to a person. Printed forms are always Chinese.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Chinese (simplified).
    #[default]
    Zh,
    /// English.
    En,
}

impl Language {
    /// The sentence of the two that is in this language.
    #[must_use]
    pub fn say(self, zh: impl Into<String>, en: impl Into<String>) -> String {
        match self {
            Self::Zh => zh.into(),
            Self::En => en.into(),
        }
    }

    /// The word of the two that is in this language.
    #[must_use]
    pub const fn word(self, zh: &'static str, en: &'static str) -> &'static str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// One entry of a closed list, for the screens: code, Chinese word, English word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What is stored and sent.
    pub code: &'static str,
    /// The Chinese word.
    pub zh: &'static str,
    /// The English word.
    pub en: &'static str,
}

/// A closed list as the generator of the screens' labels sees it.
pub trait Coded: Sized + Copy + PartialEq + 'static {
    /// Name of the list, e.g. `Sex`.
    const LIST: &'static str;
    /// Every entry in its natural order.
    const ALL: &'static [Self];
    /// Code, Chinese and English of this entry.
    fn label_of(self) -> Label;
    /// The entry of a stored code.
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|entry| entry.label_of().code == code)
    }
}

/// Declares a closed list: Rust enum, stored code, both words, SQL and wire forms.
#[macro_export]
macro_rules! coded_enum {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal, $zh:literal, $en:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema)]
        $vis enum $name {
            $(
                $(#[$vmeta])*
                #[doc = concat!($zh, " (", $en, ").")]
                #[serde(rename = $code)]
                $variant,
            )+
        }

        impl $crate::words::Coded for $name {
            const LIST: &'static str = stringify!($name);
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            fn label_of(self) -> $crate::words::Label {
                match self {
                    $(Self::$variant => $crate::words::Label { code: $code, zh: $zh, en: $en },)+
                }
            }
        }

        impl $name {
            /// What is stored and sent.
            #[must_use]
            pub fn code(self) -> &'static str {
                $crate::words::Coded::label_of(self).code
            }
            /// The word for it in a language.
            #[must_use]
            pub fn label(self, language: $crate::words::Language) -> &'static str {
                let label = $crate::words::Coded::label_of(self);
                language.word(label.zh, label.en)
            }
            /// The Chinese word, as printed.
            #[must_use]
            pub fn zh(self) -> &'static str {
                $crate::words::Coded::label_of(self).zh
            }
        }

        impl rusqlite::types::ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
                Ok(self.code().into())
            }
        }

        impl rusqlite::types::FromSql for $name {
            fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
                let code = value.as_str()?;
                <Self as $crate::words::Coded>::from_code(code).ok_or_else(|| {
                    rusqlite::types::FromSqlError::Other(format!("{code:?} is no {}", stringify!($name)).into())
                })
            }
        }
    };
}

/// What the store's errors say to a person: what happened and what to do next.
#[must_use]
pub fn store_says(error: &store::Error, l: Language) -> String {
    use store::Error as E;
    match error {
        E::DiskFull => l.say("磁盘已满，刚才的内容没有写入。请清理出空间后重试；已保存的内容不受影响。", "The disk is full; nothing of this was written. Free some space and try again; what was saved before is safe."),
        E::InUse { program, .. } => l.say(format!("档案正被另一个程序（{program}）使用，请先关闭它。"), format!("The store is in use by another program ({program}). Close it first.")),
        E::Busy => l.say("档案正忙，没有写入；请稍候再试。", "The store is busy; nothing was written. Try again in a moment."),
        E::Missing => l.say("这个文件夹里没有摇篮簿档案；请先建园或另选文件夹。", "There is no Cradlebook store in this folder; set one up or choose another."),
        E::Exists => l.say("这里已有一份档案，不会覆盖；请另选文件夹。", "A store exists here already and is not overwritten; choose another folder."),
        E::Newer { app_version, .. } => l.say(
            format!("这份档案由更新版本的摇篮簿（{app_version}）写成；请安装新版本后再打开，档案没有改动。"),
            format!("This store was written by a newer Cradlebook ({app_version}); install it. Nothing was changed."),
        ),
        E::Older { .. } => l.say("这份档案由旧版本写成，只读方式不能升级；请先用窗口打开一次。", "This store is of an older version; open it once in the window so that it is brought up to date."),
        E::WrongKey => l.say("主口令不对。请重新输入；注意大小写和输入法。", "The passphrase does not fit. Type it again; mind upper and lower case."),
        E::KeyNeeded => l.say("这份档案已加密，请输入主口令。", "This store is encrypted; give the passphrase."),
        E::NotKeyed => l.say("这份档案没有加密，不需要主口令。", "This store is not encrypted; it needs no passphrase."),
        E::SidecarLost => l.say("加密档案旁的 store.json 丢失，无法解锁；请从备份恢复。", "The file store.json of this encrypted store is lost; restore a backup."),
        E::Foreign { what } => l.say("这不是摇篮簿的文件；请选择正确的文件或文件夹。", format!("This is not a Cradlebook file ({what}); choose the right one.")),
        E::Truncated { what } => l.say("文件不完整，后半部分缺失；请改用另一份备份。", format!("The file is cut short ({what}); use another backup.")),
        E::Damaged { what } => l.say(
            "文件已损坏。请从最近一次核验过的备份恢复；原文件不会被改动。",
            format!("The file is damaged ({what}). Restore the last verified backup; the original stays untouched."),
        ),
        E::AppendOnly { .. } => l.say("已入账或已签发的记录不能改写；请用作废、红冲或更正。", "Posted and issued records cannot be rewritten; void, reverse or amend instead."),
        E::ReadOnly => l.say("当前以只读方式打开，不能写入；请关闭其他窗口后再试。", "The store is open read-only here; nothing was written."),
        E::Repeated => l.say("这一操作刚才已经提交过，没有重复写入。", "This was submitted already and is not written twice."),
        E::TooLarge { limit, .. } => l.say(format!("文件太大，最多 {} MB；请压缩或拆分后再试。", limit / 1_048_576), format!("The file is too large; at most {} MB.", limit / 1_048_576)),
        E::NotAnImage => l.say("这张图片无法读取；请重新拍摄或另存为 JPG。", "This picture cannot be read; take it again or save it as JPG."),
        E::NoSuchFile { .. } | E::FileDamaged { .. } => l.say("附件缺失或已损坏；请从备份恢复。", "An attached file is missing or damaged; restore a backup."),
        _ => l.say(format!("档案操作没有成功，没有写入任何内容（{error}）。"), format!("The store could not do this; nothing was written ({error}).")),
    }
}

/// What the paper's errors say to a person.
#[must_use]
pub fn paper_says(error: &paper::Error, l: Language) -> String {
    match error {
        paper::Error::FontMissing { .. } => l.say("找不到打印字体；请重新安装摇篮簿，开发环境请运行 npm ci。", "The fonts are missing; install Cradlebook again (developers: run npm ci)."),
        paper::Error::Glyph { character, context } => l.say(
            format!("字体里没有“{character}”这个字（{context}）。可选择打印“〓”后手写补上，或在设置中另选字体。"),
            format!("The font has no glyph for “{character}” ({context}). Print 〓 and write it by hand, or choose a second font in Settings."),
        ),
        _ => l.say(format!("无法生成页面：{error}"), format!("The page could not be made: {error}")),
    }
}
