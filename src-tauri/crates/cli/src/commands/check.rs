//! `check`: the file, the audit chain, the numbers, the issued papers.

use serde_json::{Value, json};

use crate::arguments::General;
use crate::failure::{Failure, Result};
use crate::session::{self, Mode};
use crate::terminal::Terminal;

/// Checks the store, also beside a running window; shows no data of anybody.
pub fn run(general: &General, terminal: &Terminal) -> Result<()> {
    let desk = session::open(general, Mode::Reading, terminal)?;
    let check = desk.check()?;
    let value = serde_json::to_value(&check).unwrap_or_default();
    let mut lines = vec![terminal.say(
        format!("操作记录链：已核对 {} 条", check.audit_entries),
        format!("Audit chain: {} entries verified", check.audit_entries),
    )];
    if let Some(broken) = check.audit_broken {
        lines.push(
            terminal
                .say(format!("操作记录链从第 {broken} 条起对不上"), format!("Audit chain: broken at entry {broken}")),
        );
    }
    let finds = [
        (&check.number_gaps, "缺号", "Number missing"),
        (&check.issued_changed, "签发件被改动", "Issued paper changed"),
        (&check.faults, "档案", "Store"),
    ];
    for (found, zh, en) in finds {
        lines.extend(found.iter().map(|what| terminal.say(format!("{zh}：{what}"), format!("{en}: {what}"))));
    }
    if check.whole {
        lines.push(terminal.say("档案完好。", "The store is whole."));
    }
    terminal.answer(&lines.join("\n"), &value)?;
    if check.whole { Ok(()) } else { Err(broken(&value)) }
}

fn broken(found: &Value) -> Failure {
    Failure::own(
        "not_whole",
        "档案有缺损，见上。请停止写入，从最近一次核验过的备份恢复。",
        "The store is not whole, see above. Stop writing and restore the last verified backup.",
    )
    .with(json!({ "audit_broken": found["audit_broken"], "number_gaps": found["number_gaps"], "faults": found["faults"] }))
}
