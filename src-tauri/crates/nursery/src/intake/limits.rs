//! How large a file may be, and the errors of a file that cannot be taken at all.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The bounds within which a file is read. A file outside them is refused whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file as it came.
    pub file_bytes: usize,
    /// Bytes of all parts of a workbook when unzipped: counted while inflating, because
    /// the sizes that a ZIP declares can lie.
    pub unzipped_bytes: u64,
    /// Parts in the ZIP container.
    pub parts: usize,
    /// Sheets in a workbook.
    pub sheets: usize,
    /// Rows of a sheet that hold something.
    pub rows: usize,
    /// The right-most column that may hold something, counted from 1.
    pub columns: u32,
    /// Characters in one cell; Excel itself stops at 32,767.
    pub cell_chars: usize,
    /// Characters in all cells together: a shared string may stand in a million cells.
    pub text_chars: usize,
}

impl Limits {
    /// What every importer uses: far above any real roster, far below what would hurt the PC.
    pub const DEFAULT: Limits = Limits {
        file_bytes: 20 << 20,
        unzipped_bytes: 200 << 20,
        parts: 2_000,
        sheets: 50,
        rows: 100_000,
        columns: 256,
        cell_chars: 32_767,
        text_chars: 40_000_000,
    };
}

/// The same sentence in both languages of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Said {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Said {
    pub(crate) fn new(zh: impl Into<String>, en: impl Into<String>) -> Said {
        Said { zh: zh.into(), en: en.into() }
    }
}

/// Why a file cannot be taken. Nothing of it is used.
///
/// `Display` is for logs and holds nothing from the file; [`IntakeError::said`] is for the person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IntakeError {
    /// More bytes than allowed.
    #[error("file of {bytes} bytes, limit {limit}")]
    FileTooLarge {
        /// Bytes of the file.
        bytes: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// Unzips to more than allowed: a zip bomb, or a workbook full of pictures.
    #[error("workbook unzips to more than {limit} bytes or parts")]
    UnzipsTooLarge {
        /// Bytes or parts allowed.
        limit: u64,
    },
    /// Too many sheets.
    #[error("{sheets} sheets, limit {limit}")]
    TooManySheets {
        /// Sheets in the workbook.
        sheets: usize,
        /// Sheets allowed.
        limit: usize,
    },
    /// Too many rows that hold something.
    #[error("more than {limit} rows")]
    TooManyRows {
        /// Rows allowed.
        limit: usize,
    },
    /// Something stands too far to the right.
    #[error("cell {address} lies beyond column {limit}")]
    TooManyColumns {
        /// Where.
        address: String,
        /// Columns allowed.
        limit: u32,
    },
    /// One cell holds too much text.
    #[error("cell {address} holds more than {limit} characters")]
    CellTooLong {
        /// Where.
        address: String,
        /// Characters allowed.
        limit: usize,
    },
    /// All cells together hold too much text.
    #[error("more than {limit} characters in all cells")]
    TooMuchText {
        /// Characters allowed.
        limit: usize,
    },
    /// The binary format before 2007, or a workbook with a password (both look alike from outside).
    #[error("old .xls or password-protected workbook")]
    OldOrLocked,
    /// Neither a workbook nor a text table.
    #[error("not a workbook and not a text table")]
    UnknownFormat,
    /// A workbook, but damaged.
    #[error("damaged workbook: {0}")]
    Damaged(&'static str),
    /// Not one cell holds anything.
    #[error("no cell holds anything")]
    Empty,
    /// No sheet has a row that looks like headings.
    #[error("no header row")]
    NoHeader,
    /// The remembered or chosen header map does not fit this file.
    #[error("header map names a sheet or row that is not there")]
    ForeignHeader,
    /// The outgoing workbook could not be built.
    #[error("workbook not written: {0}")]
    Write(String),
}

impl IntakeError {
    /// What is wrong and what to do next, for the person at the screen.
    #[must_use]
    pub fn said(&self) -> Said {
        match self {
            Self::FileTooLarge { bytes, limit } => Said::new(
                format!("文件有 {} MB，超过上限 {} MB。请删去图片和无关的工作表后再导入。", bytes >> 20, limit >> 20),
                format!(
                    "The file has {} MB, more than {} MB. Remove pictures and other sheets, then import again.",
                    bytes >> 20,
                    limit >> 20
                ),
            ),
            Self::UnzipsTooLarge { .. } => Said::new(
                "文件解压后过大，已停止读取。请把名单复制到新的工作簿后再导入。",
                "The workbook unpacks to too much and was not read on. Copy the list into a new workbook and import that.",
            ),
            Self::TooManySheets { sheets, limit } => Said::new(
                format!("工作簿有 {sheets} 张工作表，最多 {limit} 张。请只保留要导入的一张。"),
                format!("The workbook has {sheets} sheets, at most {limit} are read. Keep only the one to import."),
            ),
            Self::TooManyRows { limit } => Said::new(
                format!("表格超过 {limit} 行。请分成几个文件导入。"),
                format!("The table has more than {limit} rows. Import it in several files."),
            ),
            Self::TooManyColumns { address, limit } => Said::new(
                format!("{address} 在第 {limit} 列之外。请删去右侧多余的内容。"),
                format!("{address} lies beyond column {limit}. Clear what stands too far to the right."),
            ),
            Self::CellTooLong { address, limit } => Said::new(
                format!("{address} 超过 {limit} 个字符。请缩短后再导入。"),
                format!("{address} holds more than {limit} characters. Shorten it and import again."),
            ),
            Self::TooMuchText { .. } => Said::new(
                "表格的文字过多。请分成几个文件导入。",
                "The table holds too much text. Import it in several files.",
            ),
            Self::OldOrLocked => Said::new(
                "这是旧版 .xls 文件或带密码的工作簿。请在 Excel/WPS 中去掉密码，另存为 .xlsx 后再导入。",
                "This is an old .xls file or a workbook with a password. Remove the password and save it as .xlsx.",
            ),
            Self::UnknownFormat => Said::new(
                "这不是 Excel 工作簿（.xlsx），也不是文本表格（.csv）。请另存为其中一种。",
                "This is neither an Excel workbook (.xlsx) nor a text table (.csv). Save it as one of the two.",
            ),
            Self::Damaged(_) => Said::new(
                "工作簿已损坏，无法读取。请用 Excel/WPS 打开并另存一份后再导入。",
                "The workbook is damaged. Open it in a spreadsheet program, save a copy and import that.",
            ),
            Self::Empty => Said::new("表格是空的。", "The table is empty."),
            Self::NoHeader => Said::new(
                "没有找到标题行。请确认有一行写着“姓名”“出生日期”等列名，或手工指定。",
                "No header row was found. Make sure that one row holds the column names, or choose it by hand.",
            ),
            Self::ForeignHeader => Said::new(
                "指定的标题行在这个文件里不存在。请重新选择。",
                "The chosen header row is not in this file. Choose it again.",
            ),
            Self::Write(_) => Said::new("表格没有写成。请重试。", "The workbook could not be written. Try again."),
        }
    }
}
