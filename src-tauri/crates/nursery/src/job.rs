//! **job** 长任务: long work tells how far it is, can be cancelled between two steps, and runs once a kind.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use crate::access::Permission;
use crate::contract::{Row, door};
use crate::desk::Door;
use crate::error::{Result, Told};
use crate::words::Language;

/// What a job refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobError {
    /// The same work is being done already.
    Running,
    /// Somebody cancelled it; nothing was written.
    Cancelled,
}

impl Told for JobError {
    fn code(&self) -> &'static str {
        match self {
            Self::Running => "job_running",
            Self::Cancelled => "cancelled",
        }
    }
    fn say(&self, l: Language) -> String {
        match self {
            Self::Running => {
                l.say("同样的任务正在进行，请等它完成。", "The same work is being done; wait until it is finished.")
            }
            Self::Cancelled => l.say("已取消，没有写入任何内容。", "Cancelled; nothing was written."),
        }
    }
}

/// The jobs of a desk that are running, by the operation that runs them.
#[derive(Default)]
pub(crate) struct Jobs(Mutex<BTreeMap<&'static str, Arc<AtomicBool>>>);

/// A job that runs; it ends when it is dropped.
pub struct Job<'a> {
    door: &'a Door<'a>,
    kind: &'static str,
    cancelled: Arc<AtomicBool>,
    done: Cell<u64>,
}

impl Jobs {
    fn running(&self) -> std::sync::MutexGuard<'_, BTreeMap<&'static str, Arc<AtomicBool>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn cancel(&self, kind: &str) -> bool {
        self.running().get(kind).is_some_and(|cancelled| {
            cancelled.store(true, Ordering::SeqCst);
            true
        })
    }
}

impl<'a> Door<'a> {
    /// Begins long work under the operation's name.
    ///
    /// # Errors
    /// [`JobError::Running`].
    pub fn job(&'a self) -> Result<Job<'a>> {
        let kind = self.operation();
        let cancelled = Arc::new(AtomicBool::new(false));
        let mut running = self.desk.jobs().running();
        if running.contains_key(kind) {
            return Err(JobError::Running.into());
        }
        running.insert(kind, cancelled.clone());
        Ok(Job { door: self, kind, cancelled, done: Cell::new(0) })
    }
}

impl Job<'_> {
    /// One step more is done.
    ///
    /// # Errors
    /// [`JobError::Cancelled`].
    pub fn step(&self, of: u64, what: &str) -> Result<()> {
        if self.cancelled.load(Ordering::SeqCst) {
            return Err(JobError::Cancelled.into());
        }
        self.done.set(self.done.get() + 1);
        self.at(self.done.get(), of, what);
        Ok(())
    }

    /// How far work is that counts for itself and cannot be cancelled.
    pub fn at(&self, done: u64, of: u64, what: &str) {
        self.door.desk.tell(&json!({ "job": { "kind": self.kind, "done": done, "of": of, "what": what } }));
    }
}

impl Drop for Job<'_> {
    fn drop(&mut self) {
        self.door.desk.jobs().running().remove(self.kind);
        self.door.desk.tell(&json!({ "job": { "kind": self.kind, "ended": true } }));
    }
}

pub(crate) fn operations() -> Vec<Row> {
    vec![door("job.cancel", ("取消长任务", "Cancel long work"), cancel)]
}

/// Which work.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JobOf {
    /// The operation that runs it.
    pub kind: String,
}

/// Whether something was cancelled.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct JobCancelled {
    /// The work was running and has been asked to stop.
    pub asked: bool,
}

fn cancel(door: &Door<'_>, q: JobOf) -> Result<JobCancelled> {
    door.must(Permission::Own)?;
    Ok(JobCancelled { asked: door.desk.jobs().cancel(&q.kind) })
}
