//! What can be typed. The words of the help stand here in English and in `help` in Chinese.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Cradlebook from a terminal: the same operations as in the window.
#[derive(Debug, Parser)]
#[command(name = "cradlebook", version, disable_help_subcommand = true, arg_required_else_help = true)]
pub struct Cli {
    /// What holds for every command.
    #[command(flatten)]
    pub general: General,
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

/// What holds for every command; it may stand before or after it.
#[derive(Debug, Args)]
pub struct General {
    /// Folder of the store; the window's own when absent
    #[arg(long, global = true, value_name = "DIR", env = "CRADLEBOOK_STORE", hide_env_values = true)]
    pub store: Option<PathBuf>,
    /// Who acts, by name or id; the only director when absent
    #[arg(long, global = true, value_name = "NAME")]
    pub person: Option<String>,
    /// Answer in JSON, errors too
    #[arg(long, global = true)]
    pub json: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Set up an empty nursery with the four standard classes and one director
    Setup {
        /// Name of the nursery; everything else waits in Settings
        #[arg(long, value_name = "NAME", required = true)]
        quick: String,
    },
    /// Build the demo nursery
    Demo {
        /// Instead a nursery of 150 places over so many years, to measure with; it takes minutes
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=20))]
        years: Option<u32>,
    },
    /// List every operation with its permission; with --json also the schemas of request and reply
    Operations,
    /// Call one operation: JSON in, JSON out
    Call(Call),
    /// Read a class roster and say what would become of each row
    ImportRoster {
        /// Workbook (.xlsx, .xls) or CSV
        file: PathBuf,
        /// Write the new and changed rows, and the rejected ones to a file
        #[arg(long)]
        confirm: bool,
        /// Where the rejected rows go; beside FILE when absent
        #[arg(long, value_name = "FILE", requires = "confirm")]
        rejected: Option<PathBuf>,
        /// Overwrite an existing file
        #[arg(long)]
        force: bool,
    },
    /// Receipts
    #[command(subcommand)]
    Receipt(Receipt),
    /// Filing packages
    #[command(subcommand)]
    Filing(Filing),
    /// Write the whole store into one verified file
    Backup(To),
    /// Prove a backup whole, without its passphrase
    VerifyBackup {
        /// The backup
        file: PathBuf,
    },
    /// Put a backup in the place of a store; the old folder is kept under a dated name
    Restore {
        /// The backup
        file: PathBuf,
        /// The folder of the store
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
        /// Put a store aside that is already there
        #[arg(long)]
        force: bool,
    },
    /// Check the file, the audit chain, the numbers and the issued papers
    Check,
}

/// A call of one operation.
#[derive(Debug, Args)]
pub struct Call {
    /// Name of the operation, as `operations` lists it
    pub operation: String,
    /// The request; `-` reads it from standard input
    #[arg(default_value = "{}", value_name = "JSON")]
    pub request: String,
    /// Hand a file in; its token stands in the request as FIELD
    #[arg(long = "file", value_name = "FIELD=PATH")]
    pub files: Vec<String>,
    /// Write the paper that was made to a file
    #[command(flatten)]
    pub to: MaybeTo,
    /// A second person who confirms; the PIN comes from CRADLEBOOK_SECOND_PIN or standard input
    #[arg(long, value_name = "NAME")]
    pub second: Option<String>,
    /// A repeat with the same id answers what the first call answered
    #[arg(long, value_name = "ID")]
    pub request_id: Option<String>,
}

/// Where a file is written.
#[derive(Debug, Args)]
pub struct To {
    /// The file to write
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
    /// Overwrite an existing file
    #[arg(long)]
    pub force: bool,
}

/// Where a file is written, if it is wanted.
#[derive(Debug, Args)]
pub struct MaybeTo {
    /// Write the paper that was made to this file
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,
    /// Overwrite an existing file
    #[arg(long, requires = "to")]
    pub force: bool,
}

/// Commands about receipts.
#[derive(Debug, Subcommand)]
pub enum Receipt {
    /// List the receipts
    List,
    /// Write a receipt as PDF; it is not counted as a reprint
    Pdf {
        /// Number of the receipt
        number: String,
        /// Where it is written
        #[command(flatten)]
        to: To,
    },
}

/// Commands about filing packages.
#[derive(Debug, Subcommand)]
pub enum Filing {
    /// Make a package for the health authority
    Export {
        /// Where it is written
        #[command(flatten)]
        to: To,
        /// Why it is made although something mandatory is missing; it stands in the package
        #[arg(long = "override", value_name = "REASON")]
        override_reason: Option<String>,
        /// What it is made for: first_filing, change_filing, inspection, other
        #[arg(long, value_name = "PURPOSE", default_value = "first_filing")]
        purpose: String,
    },
    /// Prove a package whole and unchanged; opens no store
    Verify {
        /// The package
        file: PathBuf,
    },
}
