//! The demo nursery's contracts and money: three months charged, November open with four families, one receipt
//! voided and written again, one reversed in part.

use serde_json::{Value, json};

use super::people::Child;
use super::{Building, MINUTES_A_DAY};
use crate::error::{Error, Result};

/// Who has not paid November.
const OPEN: [&str; 4] = ["Emma Johansson", "陈思远", "刘子轩", "崔灵犀"];
/// Whose contract ends before Christmas.
const ENDING: [&str; 4] = ["刘子轩", "陈思远", "杨一诺", "杨一诺乐"];
/// Who pays three months at once.
const QUARTERLY: &str = "黄浩然";

fn care_fee(child: &Child) -> i64 {
    match child.class {
        "乳儿班" => 268_000,
        "托小班" => 218_000,
        _ => 208_000,
    }
}

impl Building {
    pub(super) fn contracts(&self, infants: &[(String, Child)]) -> Result<()> {
        for (at, (id, child)) in (0_u16..).zip(infants) {
            self.on("2026-09-01", 9 * 60 + at)?;
            let twin = child.name.starts_with("杨一诺");
            let to = if ENDING.contains(&child.name) { "2026-12-18" } else { "2027-08-31" };
            let fees = json!([
                { "item": "保育费", "category": "basic", "unit": "month", "price": care_fee(child), "discount": if twin { 20_800 } else { 0 }, "discount_reason": if twin { "多孩家庭" } else { "" } },
                { "item": "伙食费", "category": "other", "unit": "day", "price": 2_200 },
            ]);
            let draft =
                self.ok("contracts.draft", json!({ "infant_id": id, "from": "2026-09-01", "to": to, "fees": fees }))?;
            self.ok("contracts.activate", json!({ "id": draft["contract"]["id"], "signed_on": "2026-09-01" }))?;
        }
        Ok(())
    }

    pub(super) fn money(&self, director: &str, staff: &[String], infants: &[(String, Child)]) -> Result<()> {
        let bookkeeper = staff.get(13).ok_or_else(|| Error::not_found("person"))?;
        self.ok("sign_in", json!({ "person": bookkeeper, "pin": self.pin }))?;
        for (month, charged_on, paid_on) in [
            ("2026-09", "2026-09-01", "2026-09-02"),
            ("2026-10", "2026-10-08", "2026-10-09"),
            ("2026-11", "2026-11-02", "2026-11-03"),
        ] {
            self.on(charged_on, 14 * 60)?;
            self.ok("billing.charge_month", json!({ "month": month }))?;
            let mut receipts = Vec::new();
            for (at, (id, child)) in (0_u16..).zip(infants) {
                self.on(paid_on, 9 * 60 + at)?;
                if month == "2026-11" && OPEN.contains(&child.name) {
                    continue;
                }
                let through = if child.name == QUARTERLY && month == "2026-09" { "2026-11" } else { month };
                let channel = ["wechat", "wechat", "alipay", "cash", "transfer"][usize::from(at) % 5];
                receipts.extend(self.pay(id, child, through, channel)?);
            }
            if month == "2026-11" {
                self.corrections(director, &receipts, infants)?;
            }
        }
        self.ok("sign_in", json!({ "person": director, "pin": self.pin }))?;
        Ok(())
    }

    /// Pays what is due; answers the receipt, where anything was.
    fn pay(&self, infant: &str, child: &Child, through: &str, channel: &str) -> Result<Option<Value>> {
        let due = self.ok("billing.due", json!({ "infant_id": infant, "through_month": through }))?;
        if due["lines"].as_array().is_none_or(Vec::is_empty) {
            return Ok(None);
        }
        let reference = if channel == "cash" { "" } else { "4200002611230001" };
        let request = json!({ "infant_id": infant, "lines": due["lines"], "payer": child.guardian, "channel": channel, "reference": reference });
        Ok(Some(self.ok("billing.collect", request)?["receipt"].take()))
    }

    /// The same day a receipt is voided and written again; a week later one is reversed in part.
    fn corrections(&self, director: &str, receipts: &[Value], infants: &[(String, Child)]) -> Result<()> {
        let (Some(wrong), Some(back)) = (receipts.get(5), receipts.get(15)) else { return Ok(()) };
        self.on("2026-11-03", 16 * 60)?;
        let answer = json!({ "operation": "billing.void", "request": { "receipt_id": wrong["head"]["id"], "reason": "付款方式选错", "copies_back": true }, "second": { "person": director, "pin": self.pin } });
        self.answer(&answer)?;
        let again = infants.iter().find(|(id, _)| wrong["head"]["infant_id"] == id.as_str());
        if let Some((id, child)) = again {
            self.pay(id, child, "2026-11", "cash")?;
        }
        self.on("2026-11-10", 10 * 60)?;
        self.ok(
            "billing.reverse",
            json!({ "receipt_id": back["head"]["id"], "reason": "病假五天退伙食费", "cause": "refund", "lines": [{ "seq": 2, "amount": 5 * 2_200 }] }),
        )?;
        self.on("2026-11-12", MINUTES_A_DAY / 2)?;
        for (at, receipt) in receipts.iter().take(3).enumerate() {
            self.ok(
                "billing.official_bill",
                json!({ "receipt_id": receipt["head"]["id"], "number": format!("26410000000000000{at:03}") }),
            )?;
        }
        Ok(())
    }
}
