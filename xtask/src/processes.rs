//! The processes that a program has started, by what Linux says in `/proc`.

use std::collections::BTreeSet;
use std::fs;

use crate::command::{command, run};

/// A running process.
pub struct Process {
    /// Its id.
    pub id: u32,
    /// Its short name.
    pub name: String,
}

/// Every process that this one has started, and all that those have started.
pub fn below(ancestor: u32) -> Vec<Process> {
    let numbers = fs::read_dir("/proc").into_iter().flatten().flatten();
    let all: Vec<(Process, u32)> = numbers
        .filter_map(|entry| {
            let id = entry.file_name().to_str()?.parse().ok()?;
            let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
            let (name, rest) = stat.split_once('(')?.1.rsplit_once(')')?;
            let parent = rest.split_whitespace().nth(1)?.parse().ok()?;
            Some((Process { id, name: name.to_owned() }, parent))
        })
        .collect();
    let mut ids = BTreeSet::from([ancestor]);
    loop {
        let before = ids.len();
        ids.extend(
            all.iter().filter(|(_, parent)| ids.contains(parent)).map(|(process, _)| process.id).collect::<Vec<_>>(),
        );
        if ids.len() == before {
            break;
        }
    }
    all.into_iter()
        .map(|(process, _)| process)
        .filter(|process| process.id != ancestor && ids.contains(&process.id))
        .collect()
}

/// Its share of the memory in kB: what several processes share is divided among them.
pub fn pss(id: u32) -> u64 {
    let said = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).unwrap_or_default();
    let line = said.lines().find_map(|line| line.strip_prefix("Pss:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or(0)
}

/// Asks processes to end.
pub fn end(processes: Vec<Process>) {
    let ids: Vec<String> = processes.into_iter().map(|process| process.id.to_string()).collect();
    if !ids.is_empty() {
        let mut kill = command("kill", &[]);
        kill.args(ids).stderr(std::process::Stdio::null());
        // One may have ended by itself.
        let _ = run(kill);
    }
}
