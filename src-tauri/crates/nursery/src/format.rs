//! What the store of a nursery is: its format and its migrations.

use store::{AppendOnly, Format, Migration};

/// The format of a nursery's store.
pub static FORMAT: Format = Format {
    application_id: 0x4342_4B31,
    name: "cradlebook",
    app_version: env!("CARGO_PKG_VERSION"),
    migrations: &[
        Migration {
            version: 1,
            name: "core",
            sql: concat!(
                include_str!("../migrations/0001/institution.sql"),
                include_str!("../migrations/0001/staff.sql"),
                include_str!("../migrations/0001/infants.sql"),
                include_str!("../migrations/0001/contracts.sql"),
                include_str!("../migrations/0001/billing.sql"),
                include_str!("../migrations/0001/filing.sql"),
                include_str!("../migrations/0001/mechanisms.sql"),
            ),
            append_only: &[
                AppendOnly { table: "policy_value", keys: &[&["id"]] },
                AppendOnly { table: "paper_file", keys: &[&["paper_id", "seq"]] },
                AppendOnly { table: "issued", keys: &[&["id"]] },
                AppendOnly { table: "issued_print", keys: &[&["id"], &["issued_id", "nth"]] },
                AppendOnly { table: "number_series", keys: &[&["id"], &["kind", "book", "year"]] },
                AppendOnly { table: "number_taken", keys: &[&["series_id", "value"], &["for_kind", "for_id"]] },
                AppendOnly { table: "case_file", keys: &[&["id"]] },
                AppendOnly { table: "case_step", keys: &[&["id"], &["case_id", "seq"]] },
                AppendOnly { table: "second_waiting", keys: &[&["id"]] },
                AppendOnly { table: "second_decision", keys: &[&["id"], &["waiting_id"]] },
                AppendOnly { table: "amendment", keys: &[&["id"]] },
                AppendOnly { table: "ledger_entry", keys: &[&["id"]] },
                AppendOnly { table: "receipt", keys: &[&["id"], &["number"]] },
                AppendOnly { table: "receipt_line", keys: &[&["receipt_id", "seq"]] },
                AppendOnly { table: "receipt_event", keys: &[&["id"]] },
                AppendOnly { table: "filing_package", keys: &[&["id"], &["number"]] },
            ],
        },
        Migration {
            version: 2,
            name: "core in full, taking over",
            sql: concat!(
                include_str!("../migrations/0002/billing.sql"),
                include_str!("../migrations/0002/number.sql"),
                include_str!("../migrations/0002/papers.sql"),
                include_str!("../migrations/0002/people.sql"),
                include_str!("../migrations/0002/register.sql"),
                include_str!("../migrations/0002/takeover.sql"),
            ),
            append_only: &[
                AppendOnly { table: "number_range", keys: &[&["id"]] },
                AppendOnly { table: "number_spoilt", keys: &[&["series_id", "value"]] },
                AppendOnly { table: "register_bound", keys: &[&["id"], &["issued_id"]] },
                AppendOnly { table: "contract_taken_over", keys: &[&["contract_id"]] },
                AppendOnly { table: "infant_step", keys: &[&["id"]] },
                AppendOnly { table: "contract_term_signed", keys: &[&["contract_id", "term"]] },
            ],
        },
        Migration {
            version: 3,
            name: "the child's day",
            sql: concat!(
                include_str!("../migrations/0003/attendance.sql"),
                include_str!("../migrations/0003/health.sql"),
                include_str!("../migrations/0003/illness.sql"),
            ),
            append_only: &[AppendOnly { table: "absence_trace", keys: &[&["id"]] }],
        },
        Migration {
            version: 4,
            name: "medicine, injury, care",
            sql: concat!(
                include_str!("../migrations/0004/second.sql"),
                include_str!("../migrations/0004/care.sql"),
                include_str!("../migrations/0004/day.sql"),
                include_str!("../migrations/0004/medicine.sql"),
                include_str!("../migrations/0004/outbreak.sql"),
                include_str!("../migrations/0004/safety.sql"),
            ),
            append_only: &[
                AppendOnly { table: "incident_told", keys: &[&["id"]] },
                AppendOnly { table: "message_sent", keys: &[&["id"]] },
                AppendOnly { table: "outbreak_report", keys: &[&["id"]] },
            ],
        },
    ],
};
