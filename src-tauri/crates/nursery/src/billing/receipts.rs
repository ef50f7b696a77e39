//! The register of receipts, and one receipt whole. Its state is derived from what happened to it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::charge::BillLine;
use super::{Channel, ReceiptKind, ReceiptState, ReverseCause};
use crate::day::Day;
use crate::error::Result;
use crate::find::{self, Found};
use crate::id::Id;
use crate::instant::Instant;
use crate::money::Fen;
use crate::text;
use crate::view::{Change, View};

/// A receipt as the register shows it.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct ReceiptHead {
    /// The row.
    pub id: Id,
    /// The number.
    pub number: String,
    /// Receipt or red-letter receipt.
    pub kind: ReceiptKind,
    /// Where it stands.
    pub state: ReceiptState,
    /// Its day.
    pub issued_on: Day,
    /// The infant.
    pub infant_id: Id,
    /// Name of the infant on that day.
    pub infant_name: String,
    /// Class of the infant on that day.
    pub class_name: String,
    /// Who paid.
    pub payer: String,
    /// How.
    pub channel: Channel,
    /// The total; a voided one counts as nothing.
    pub total: Fen,
    /// What was taken back by red-letter receipts, negative.
    pub reversed: Fen,
    /// Who took the money.
    pub cashier: String,
    /// How often it was printed, all sizes.
    pub prints: i64,
    /// Number of the official bill, when known.
    pub official_bill: Option<String>,
}

/// A line of a receipt.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct ReceiptLine {
    /// Its place on the receipt, from 1.
    pub seq: i64,
    /// What it says.
    pub line: BillLine,
    /// What red-letter receipts have not taken back.
    pub left: Fen,
    /// On a red one: the line of the original.
    pub reverses_seq: Option<i64>,
}

/// What happened to a receipt.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct ReceiptEvent {
    /// `void` or `official_bill`.
    pub kind: String,
    /// Code of the official bill.
    pub bill_code: Option<String>,
    /// Number of the official bill.
    pub bill_number: Option<String>,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Instant,
    /// Who did it.
    pub person: Option<String>,
    /// Who confirmed it.
    pub approved_by: Option<String>,
}

/// A receipt whole.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct Receipt {
    /// As in the register.
    pub head: ReceiptHead,
    /// The contract.
    pub contract_id: Option<Id>,
    /// Its number.
    pub contract_number: String,
    /// Who receives: the nursery's name on that day.
    pub payee: String,
    /// Its credit code.
    pub payee_uscc: String,
    /// Number of the transfer or payment.
    pub reference: String,
    /// Who checked it.
    pub reviewer: String,
    /// Remark.
    pub note: String,
    /// Why it was reversed, on a red one.
    pub reason: String,
    /// What kind of reversal, on a red one.
    pub cause: Option<ReverseCause>,
    /// The original, on a red one.
    pub reverses: Option<Id>,
    /// Number of the original, on a red one.
    pub reverses_number: Option<String>,
    /// Its lines.
    pub lines: Vec<ReceiptLine>,
    /// Red-letter receipts of it.
    pub reversed_by: Vec<String>,
    /// What happened to it.
    pub events: Vec<ReceiptEvent>,
}

const HEAD: &str = "r.id, r.number, r.kind, r.issued_on, r.infant_id, r.infant_name, r.class_name, r.payer, r.channel, r.total_fen, r.cashier,
    EXISTS (SELECT 1 FROM receipt_event e WHERE e.receipt_id = r.id AND e.kind = 'void'),
    coalesce((SELECT sum(s.total_fen) FROM receipt s WHERE s.reverses_id = r.id), 0),
    (SELECT count(*) FROM issued_print p JOIN issued d ON d.id = p.issued_id WHERE d.subject_kind = 'receipt' AND d.subject_id = r.id),
    (SELECT e.bill_number FROM receipt_event e WHERE e.receipt_id = r.id AND e.kind = 'official_bill' ORDER BY e.at DESC, e.id DESC LIMIT 1)";

fn head(r: &rusqlite::Row<'_>) -> rusqlite::Result<ReceiptHead> {
    let (total, voided, reversed): (Fen, bool, Fen) = (r.get(9)?, r.get(11)?, r.get(12)?);
    let state = match reversed {
        _ if voided => ReceiptState::Voided,
        Fen::ZERO => ReceiptState::Issued,
        all if all == -total => ReceiptState::Reversed,
        _ => ReceiptState::PartlyReversed,
    };
    Ok(ReceiptHead {
        id: r.get(0)?,
        number: r.get(1)?,
        kind: r.get(2)?,
        state,
        issued_on: r.get(3)?,
        infant_id: r.get(4)?,
        infant_name: r.get(5)?,
        class_name: r.get(6)?,
        payer: r.get(7)?,
        channel: r.get(8)?,
        total,
        reversed,
        cashier: r.get(10)?,
        prints: r.get(13)?,
        official_bill: r.get(14)?,
    })
}

/// A receipt whole.
///
/// # Errors
/// There is none.
pub fn receipt(view: &View<'_>, id: Id) -> Result<Receipt> {
    let sql = format!(
        "SELECT {HEAD}, r.contract_id, r.contract_number, r.payee, r.payee_uscc, r.channel_reference, r.reviewer, r.note, r.reason, r.cause, r.reverses_id, o.number
         FROM receipt r LEFT JOIN receipt o ON o.id = r.reverses_id WHERE r.id = ?1"
    );
    let mut receipt = view.one("receipt", &sql, [id], |r| {
        Ok(Receipt {
            head: head(r)?,
            contract_id: r.get(15)?,
            contract_number: r.get(16)?,
            payee: r.get(17)?,
            payee_uscc: r.get(18)?,
            reference: r.get(19)?,
            reviewer: r.get(20)?,
            note: r.get(21)?,
            reason: r.get(22)?,
            cause: r.get(23)?,
            reverses: r.get(24)?,
            reverses_number: r.get(25)?,
            lines: Vec::new(),
            reversed_by: Vec::new(),
            events: Vec::new(),
        })
    })?;
    receipt.lines = view.all(
        "SELECT l.seq, l.item, l.category, l.unit, l.quantity, l.price_fen, l.amount_fen, l.month, l.from_day, l.to_day, l.reverses_seq,
                l.amount_fen + coalesce((SELECT sum(b.amount_fen) FROM receipt_line b JOIN receipt s ON s.id = b.receipt_id WHERE s.reverses_id = l.receipt_id AND b.reverses_seq = l.seq), 0)
         FROM receipt_line l WHERE l.receipt_id = ?1 ORDER BY l.seq",
        [id],
        |r| {
            Ok(ReceiptLine {
                seq: r.get(0)?,
                line: BillLine {
                    item: r.get(1)?,
                    category: r.get(2)?,
                    unit: r.get(3)?,
                    quantity: r.get(4)?,
                    price: r.get(5)?,
                    amount: r.get(6)?,
                    month: r.get(7)?,
                    from: r.get(8)?,
                    to: r.get(9)?,
                },
                reverses_seq: r.get(10)?,
                left: r.get(11)?,
            })
        },
    )?;
    receipt.reversed_by =
        view.all("SELECT number FROM receipt WHERE reverses_id = ?1 ORDER BY number", [id], |r| r.get(0))?;
    receipt.events = view.all(
        "SELECT e.kind, e.bill_code, e.bill_number, e.reason, e.at, p.name, a.name FROM receipt_event e LEFT JOIN person p ON p.id = e.person_id
         LEFT JOIN person a ON a.id = e.approved_by WHERE e.receipt_id = ?1 ORDER BY e.at, e.id",
        [id],
        |r| Ok(ReceiptEvent { kind: r.get(0)?, bill_code: r.get(1)?, bill_number: r.get(2)?, reason: r.get(3)?, at: r.get(4)?, person: r.get(5)?, approved_by: r.get(6)? }),
    )?;
    Ok(receipt)
}

/// Keeps the find index of a receipt.
pub(super) fn index(change: &mut Change<'_>, id: Id) -> Result<()> {
    let receipt = receipt(change, id)?.head;
    let class_id =
        change.one("infant", "SELECT class_id FROM infant WHERE id = ?1", [receipt.infant_id], |r| r.get(0))?;
    let detail = format!("{} · {} · ¥{} · {}", receipt.number, receipt.issued_on, receipt.total, receipt.payer);
    let amount = receipt.total.to_string().replace(',', "");
    find::keep(
        change,
        &Found {
            kind: find::Kind::Receipt,
            id,
            title: &receipt.infant_name,
            detail: &detail,
            class_id,
            rank: 0,
            keys: &[&receipt.number, &amount, &receipt.payer],
        },
    )
}

/// Which receipts.
#[derive(Debug, Default, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields = nullable)]
pub struct ReceiptsQuery {
    /// From this day.
    pub from: Option<Day>,
    /// To this day.
    pub to: Option<Day>,
    /// Number, name, pinyin, initials, payer or amount.
    pub text: Option<String>,
    /// Only of this infant.
    pub infant_id: Option<Id>,
    /// Only by this channel.
    pub channel: Option<Channel>,
    /// Only in this state.
    pub state: Option<ReceiptState>,
    /// The totals of everything that the filters let through as well.
    pub totals: Option<bool>,
    /// The cursor of the page before.
    pub after: Option<String>,
    /// Rows a page, at most 200.
    pub limit: Option<u32>,
}

/// A page of the register, the latest first.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct ReceiptsPage {
    /// The receipts.
    pub rows: Vec<ReceiptHead>,
    /// Cursor of the next page, if there is one.
    pub more: Option<String>,
    /// Totals, if asked for.
    pub totals: Option<ReceiptTotals>,
}

/// What came in by the receipts that the filters let through.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct ReceiptTotals {
    /// Receipts that count.
    pub receipts: u32,
    /// Voided ones, which count as nothing.
    pub voided: u32,
    /// Red-letter receipts.
    pub red: u32,
    /// By channel, red ones taken off.
    pub channels: Vec<ChannelTotal>,
    /// All together.
    pub total: Fen,
}

/// What came in by one channel.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct ChannelTotal {
    /// The channel.
    pub channel: Channel,
    /// Its sum.
    pub sum: Fen,
}

pub(super) fn register(view: &View<'_>, q: ReceiptsQuery) -> Result<ReceiptsPage> {
    let limit = q.limit.unwrap_or(100).clamp(1, 200) as usize;
    let typed = q.text.as_deref().map(text::search_form).filter(|t| !t.is_empty());
    let (after_day, after_number) = match q.after.as_deref().and_then(|cursor| cursor.split_once('|')) {
        Some((day, number)) => (Some(day.to_owned()), Some(number.to_owned())),
        None => (None, None),
    };
    let filters = format!(
        "(?1 IS NULL OR r.issued_on >= ?1) AND (?2 IS NULL OR r.issued_on <= ?2)
           AND (?3 IS NULL OR r.id IN (SELECT k.id FROM find_key k WHERE k.kind = 'receipt' AND k.key >= ?3 AND k.key < ?3 || char(1114111)))
           AND (?4 IS NULL OR r.infant_id = ?4) AND (?5 IS NULL OR r.channel = ?5)
           AND (?6 IS NULL OR ?6 = {STATE})"
    );
    let limit_and_one = i64::try_from(limit).unwrap_or(200) + 1;
    let mut rows = view.all(
        &format!(
            "SELECT {HEAD} FROM receipt r WHERE {filters} AND (?7 IS NULL OR (r.issued_on, r.number) < (?7, ?8))
             ORDER BY r.issued_on DESC, r.number DESC LIMIT ?9"
        ),
        (q.from, q.to, &typed, q.infant_id, q.channel, q.state, &after_day, &after_number, limit_and_one),
        head,
    )?;
    let more = (rows.len() > limit).then(|| {
        rows.truncate(limit);
        rows.last().map(|row| format!("{}|{}", row.issued_on, row.number))
    });
    let totals = match q.totals {
        Some(true) => {
            let sums: Vec<(Channel, ReceiptKind, bool, u32, Fen)> = view.all(
                &format!(
                    "SELECT r.channel, r.kind, {VOIDED}, count(*), sum(r.total_fen) FROM receipt r WHERE {filters}
                     GROUP BY 1, 2, 3 ORDER BY 1"
                ),
                (q.from, q.to, &typed, q.infant_id, q.channel, q.state),
                |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?)),
            )?;
            Some(totals(&sums)?)
        }
        _ => None,
    };
    Ok(ReceiptsPage { rows, more: more.flatten(), totals })
}

const VOIDED: &str = "EXISTS (SELECT 1 FROM receipt_event e WHERE e.receipt_id = r.id AND e.kind = 'void')";

/// [`ReceiptState`] in SQL, as [`head`] derives it.
const STATE: &str = "CASE WHEN EXISTS (SELECT 1 FROM receipt_event e WHERE e.receipt_id = r.id AND e.kind = 'void') THEN 'voided'
    WHEN NOT EXISTS (SELECT 1 FROM receipt s WHERE s.reverses_id = r.id) THEN 'issued'
    WHEN (SELECT sum(s.total_fen) FROM receipt s WHERE s.reverses_id = r.id) = -r.total_fen THEN 'reversed' ELSE 'partly_reversed' END";

fn totals(sums: &[(Channel, ReceiptKind, bool, u32, Fen)]) -> Result<ReceiptTotals> {
    let count = |of: &dyn Fn(ReceiptKind, bool) -> bool| {
        sums.iter().filter(|(_, kind, voided, ..)| of(*kind, *voided)).map(|(.., n, _)| *n).sum()
    };
    let mut channels: Vec<ChannelTotal> = Vec::new();
    for (channel, _, _, _, sum) in sums.iter().filter(|(_, _, voided, ..)| !voided) {
        match channels.iter_mut().find(|total| total.channel == *channel) {
            Some(total) => total.sum = total.sum.plus(*sum)?,
            None => channels.push(ChannelTotal { channel: *channel, sum: *sum }),
        }
    }
    Ok(ReceiptTotals {
        receipts: count(&|kind, voided| kind == ReceiptKind::Receipt && !voided),
        voided: count(&|_, voided| voided),
        red: count(&|kind, _| kind == ReceiptKind::Red),
        total: Fen::sum(channels.iter().map(|channel| channel.sum))?,
        channels,
    })
}
