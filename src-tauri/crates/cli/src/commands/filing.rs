//! `filing`: a package for the health authority, and the proof that one is unchanged.

use std::path::Path;

use serde_json::{Value, json};

use crate::arguments::{Filing, General, To};
use crate::failure::{Failure, Result};
use crate::files;
use crate::session::{self, Mode};
use crate::terminal::Terminal;

/// Carries the command out.
pub fn run(general: &General, what: Filing, terminal: &Terminal) -> Result<()> {
    match what {
        Filing::Export { to, override_reason, purpose } => {
            export(general, &to, override_reason.as_deref(), &purpose, terminal)
        }
        Filing::Verify { file } => verify(&file, terminal),
    }
}

fn export(general: &General, to: &To, override_reason: Option<&str>, purpose: &str, terminal: &Terminal) -> Result<()> {
    files::must_be_free(&to.to, to.force)?;
    let desk = session::sign_in(general, Mode::Writing, terminal)?;
    let mut made = session::call(
        &desk,
        "filing.export",
        json!({ "purpose": purpose, "override_reason": override_reason }),
        terminal,
    )?;
    let package = session::issued(&desk, made["issued"].as_str().unwrap_or_default())?;
    files::write(&to.to, &package.bytes, to.force)?;
    made["file"] = to.to.display().to_string().into();
    let number = made["number"].as_str().unwrap_or_default();
    let text = terminal.say(
        format!("备案材料包 {number} 已写入 {}", to.to.display()),
        format!("Filing package {number} is in {}", to.to.display()),
    );
    terminal.answer(&text, &made)
}

/// Proves a package from its bytes alone; any store stays closed.
fn verify(file: &Path, terminal: &Terminal) -> Result<()> {
    let desk = session::nowhere(terminal)?;
    let token = files::hand_in(&desk, file)?;
    let found = session::call(&desk, "filing.verify", json!({ "file": token }), terminal)?;
    let verdict = found["verdict"].as_str().unwrap_or_default();
    let whole = verdict == "whole";
    let (zh, en) = sentence(verdict);
    let mut text = terminal.say(format!("{}：{zh}", file.display()), format!("{}: {en}", file.display()));
    for entry in found["entries"].as_array().into_iter().flatten().filter(|entry| entry["state"] != "ok") {
        text.push_str(&format!(
            "\n{}  {}",
            entry["state"].as_str().unwrap_or_default(),
            entry["name"].as_str().unwrap_or_default()
        ));
    }
    if whole {
        return terminal.answer(&text, &found);
    }
    if terminal.json {
        terminal.value(&found)?;
    }
    Err(Failure::own("package_differs", text.clone(), text).with(differences(&found)))
}

fn differences(found: &Value) -> Value {
    json!({ "verdict": found["verdict"], "differs_at": found["differs_at"] })
}

fn sentence(verdict: &str) -> (&'static str, &'static str) {
    match verdict {
        "whole" => ("完整，与导出时一致。", "whole, as it was exported."),
        "container_differs" => (
            "内容完整，但容器（ZIP 结构）与导出时不同。",
            "the content is whole, but the container (ZIP structure) differs.",
        ),
        "changed" => ("内容有改动、缺失或多出。", "content was changed, removed or added."),
        "repacked" => (
            "被其他软件重新压缩，无法核验；请使用原文件。",
            "compressed anew by another program; use the original file.",
        ),
        "truncated" => ("文件不完整，后半部分缺失；请重新拷贝。", "cut short; copy it again."),
        "not_package" => ("是压缩包，但不是备案材料包。", "a ZIP file, but no filing package."),
        "not_zip" => ("不是 ZIP 文件。", "not a ZIP file."),
        "too_large" => ("文件过大，没有核验。", "too large to verify."),
        _ => ("不能确认完整。", "cannot be called whole."),
    }
}
