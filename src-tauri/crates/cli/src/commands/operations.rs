//! `operations`: the list of everything that can be called.

use nursery::contract::{self, Kind};

use crate::failure::Result;
use crate::terminal::{Terminal, table};

/// Lists the operations; the schemas go with `--json`.
pub fn run(terminal: &Terminal) -> Result<()> {
    let l = terminal.language;
    let rows: Vec<Vec<String>> = contract::rows()
        .values()
        .map(|row| {
            let kind = match row.kind() {
                Kind::Door => l.word("不需登录", "door"),
                Kind::Read => l.word("读", "read"),
                Kind::Change => l.word("写", "change"),
                Kind::Issue => l.word("签发", "issue"),
            };
            let permission = row.permission.map_or("-", |permission| permission.code());
            vec![row.name.to_owned(), kind.to_owned(), permission.to_owned(), l.say(row.title.0, row.title.1)]
        })
        .collect();
    if terminal.json {
        terminal.value(&contract::operations_json())
    } else {
        terminal.answer(&table(&rows), &serde_json::Value::Null)
    }
}
