//! The **desk** 前台: one place at which one person at a time works. It holds the open store and the
//! session in memory and offers the three doors: `call` (JSON), `files` (tokens in, papers out) and
//! `events` (touched areas, job progress). The window, the bridge and the CLI each stand at one desk.

use std::cell::RefCell;
use std::collections::{BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use serde::Deserialize;
use serde_json::{Value, json};
use store::{CreateOptions, Entry, KdfCost, Opening, Passphrase, Store};

use crate::access::{self, Post};
use crate::clock::Clock;
use crate::contract::{Area, Kind, Row, Run, Second, rows};
use crate::error::{ContractError, Error, Result};
use crate::id::{Id, Ids};
use crate::job::Jobs;
use crate::second;
use crate::view::{Change, Inverse, View, Who};
use crate::words::Language;

mod door;

pub use door::Door;

/// How long a change can be taken back, ms.
const UNDO_FOR: i64 = 10 * 60 * 1000;
/// So many files that came in are kept until somebody names them; the oldest go first.
const FILES_KEPT: usize = 64;
/// A clock that stands further back than this behind the last entry is called set back, ms.
const CLOCK_TOLERANCE: i64 = 2 * 60 * 1000;

/// Where the store lies and what the program has around it.
#[derive(Clone)]
pub struct House {
    /// The folder of the store.
    pub dir: PathBuf,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The source of ids and salts.
    pub ids: Arc<Ids>,
    /// The language until a call says otherwise.
    pub language: Language,
    /// The program's name, for the writer lock.
    pub program: String,
    /// What deriving a key costs in a store made here.
    pub kdf: KdfCost,
    /// Only reads: opens beside a running window, takes no lock, never migrates.
    pub reading: bool,
}

impl House {
    /// A house with the computer's clock, unpredictable ids and the full cost of keys.
    #[must_use]
    pub fn new(dir: PathBuf, program: &str, language: Language) -> Self {
        Self {
            dir,
            clock: Arc::new(crate::clock::SystemClock),
            ids: Arc::new(Ids::random()),
            language,
            program: program.to_owned(),
            kdf: KdfCost::STANDARD,
            reading: false,
        }
    }
}

/// One place at which one person at a time works.
pub struct Desk {
    house: House,
    state: RwLock<State>,
    incoming: Mutex<VecDeque<(String, Incoming)>>,
    listeners: Mutex<Vec<Sender<String>>>,
    /// What a demo store adds to the computer's clock, ms.
    shift: AtomicI64,
    jobs: Jobs,
}

#[derive(Default)]
struct State {
    store: Option<Arc<Store>>,
    who: Option<Who>,
    undo: Vec<Undoable>,
}

struct Undoable {
    person: Id,
    until: i64,
    inverse: Inverse,
}

/// A file that came in through the shell's dialog, the bridge's upload or the CLI's path.
#[derive(Clone)]
pub struct Incoming {
    /// The name it had.
    pub name: String,
    /// What is in it.
    pub bytes: Arc<Vec<u8>>,
}

/// A file that goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The name that is proposed; never a child's name.
    pub name: String,
    /// Its media type.
    pub mime: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope {
    operation: String,
    #[serde(default)]
    request: Value,
    request_id: Option<String>,
    second: Option<SecondPerson>,
    language: Option<Language>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SecondPerson {
    person: Id,
    pin: String,
}

impl Desk {
    /// Stands a desk up; a store that needs no passphrase is opened at once.
    ///
    /// # Errors
    /// The store is there but cannot be opened: damaged, newer, in use.
    pub fn new(house: House) -> Result<Self> {
        let desk = Self::standing(house);
        desk.open_plain()?;
        Ok(desk)
    }

    /// Stands a desk up without looking at the store; `session.state` opens it, or says why it cannot be.
    #[must_use]
    pub fn standing(house: House) -> Self {
        Self {
            house,
            state: RwLock::default(),
            incoming: Mutex::default(),
            listeners: Mutex::default(),
            shift: AtomicI64::new(0),
            jobs: Jobs::default(),
        }
    }

    /// Opens the store if there is one and it needs no passphrase.
    pub(crate) fn open_plain(&self) -> Result<()> {
        let plain =
            store::Sidecar::read(&self.house.dir, &crate::format::FORMAT)?.is_some_and(|sidecar| !sidecar.keyed());
        if plain && self.state().store.is_none() { self.open(None) } else { Ok(()) }
    }

    /// Opens the store with its passphrase, if it has one.
    ///
    /// # Errors
    /// Whatever the store says.
    pub fn open(&self, key: Option<&Passphrase>) -> Result<()> {
        let opening = Opening { key, program: &self.house.program, now: self.house.clock.now() };
        let store = if self.house.reading {
            Store::open_read_only(&self.house.dir, &crate::format::FORMAT, &opening)?
        } else {
            Store::open(&self.house.dir, &crate::format::FORMAT, &opening)?
        };
        if store.info().demo {
            let last = store.audit_head()?.map_or(crate::demo::START, |head| head.at);
            self.move_demo_clock(last.max(crate::demo::START));
        }
        self.adopt(store)
    }

    /// Makes an empty store and opens it.
    ///
    /// # Errors
    /// There is one already, or the store cannot.
    pub(crate) fn create(&self, key: Option<&Passphrase>, demo: bool, durable: bool) -> Result<()> {
        if self.state().store.is_some() || self.is_there() {
            return Err(ContractError::StoreExists.into());
        }
        let opening = Opening { key, program: &self.house.program, now: self.house.clock.now() };
        let options = CreateOptions { kdf: self.house.kdf, demo, durable };
        self.adopt(Store::create(&self.house.dir, &crate::format::FORMAT, &opening, options)?)
    }

    /// Whether the house has a store, open or not.
    #[must_use]
    pub fn is_there(&self) -> bool {
        !matches!(store::Sidecar::read(&self.house.dir, &crate::format::FORMAT), Ok(None))
    }

    fn adopt(&self, store: Store) -> Result<()> {
        self.write_state().store = Some(Arc::new(store));
        if !self.house.reading {
            self.as_program("policy.seed", crate::policy::seed)?;
        }
        Ok(())
    }

    /// Closes the store and ends the session.
    pub fn close(&self) {
        *self.write_state() = State::default();
    }

    /// The present instant: the computer's, or the demo nursery's own.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.house.clock.now() + self.shift.load(Ordering::SeqCst)
    }

    /// What stands around the store.
    #[must_use]
    pub fn house(&self) -> &House {
        &self.house
    }

    pub(crate) fn move_demo_clock(&self, to: i64) {
        self.shift.store(to - self.house.clock.now(), Ordering::SeqCst);
    }

    fn state(&self) -> std::sync::RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write_state(&self) -> std::sync::RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// The open store.
    ///
    /// # Errors
    /// There is none.
    pub fn store(&self) -> Result<Arc<Store>> {
        self.state().store.clone().ok_or(Error::Contract(ContractError::NoStore))
    }

    /// The person who is signed in.
    #[must_use]
    pub fn who(&self) -> Option<Who> {
        self.state().who.clone()
    }

    /// Seats a person, or nobody; files that somebody else brought are forgotten.
    pub(crate) fn sit_down(&self, who: Option<Who>) {
        let before = std::mem::replace(&mut self.write_state().who, who.clone());
        if before.is_some() && before.map(|who| who.person) != who.map(|who| who.person) {
            self.files().clear();
        }
    }

    /// The door `call`: an envelope in, `{"ok":{…}}` or `{"error":{…}}` out. Never panics on bad input.
    pub fn call(&self, envelope: &str) -> String {
        let envelope: Envelope = match crate::contract::parse_envelope(envelope) {
            Ok(envelope) => envelope,
            Err(error) => return json!({ "error": error.wire(self.house.language) }).to_string(),
        };
        let language = envelope.language.unwrap_or(self.house.language);
        match self.run(envelope, language) {
            Ok(ok) => ok,
            Err(error) => {
                if matches!(error, Error::Unexpected(_) | Error::Store(_)) {
                    tracing::error!(%error, "call failed");
                }
                json!({ "error": error.wire(language) }).to_string()
            }
        }
    }

    fn run(&self, envelope: Envelope, language: Language) -> Result<String> {
        let row = rows()
            .get(envelope.operation.as_str())
            .ok_or_else(|| Error::from(ContractError::UnknownOperation(envelope.operation.clone())))?;
        let request = if envelope.request.is_null() { "{}".to_owned() } else { envelope.request.to_string() };
        let who = self.who();
        if let Some(permission) = row.permission {
            self.store()?;
            let who = who.as_ref().ok_or(ContractError::SignedOut)?;
            if !who.may(permission) {
                self.remember_denied(row, who, language)?;
                return Err(ContractError::Denied.into());
            }
        }
        if let (Some(id), Some(who)) = (&envelope.request_id, &who)
            && let Some(reply) = self.earlier_reply(id, row, who)?
        {
            return Ok(answer(&reply, &BTreeSet::new(), None, false));
        }
        let second = match (row.second, &who) {
            (Second::InPlace(posts), Some(who)) => self.second_person(row, posts, envelope.second.as_ref(), who)?,
            (Second::ByDayEnd(posts), Some(who)) if envelope.second.is_some() => {
                self.second_person(row, posts, envelope.second.as_ref(), who)?
            }
            _ => None,
        };
        if let Some(who) = who.as_ref().filter(|who| second::needs_approval(row, &who.posts)) {
            let door = Door {
                desk: self,
                row,
                who: Some(who.clone()),
                second: None,
                language,
                request_id: None,
                touched: RefCell::default(),
            };
            let id =
                door.change_as("second.ask", |change| second::wait(change, row, second::Awaited::Approval, &request))?;
            self.tell(&json!({ "touched": [Area::Access] }));
            return Ok(json!({ "waiting": { "id": id } }).to_string());
        }
        let door = Door {
            desk: self,
            row,
            who,
            second,
            language,
            request_id: envelope.request_id,
            touched: RefCell::default(),
        };
        let (reply, inverse, set_back) = match &row.run {
            Run::Read(f) => {
                let reply = door.view(|view| f(view, &request))?;
                if row.recorded {
                    door.change(|_| Ok(()))?;
                }
                (reply, None, false)
            }
            Run::Change(f) => door.write(
                |change| {
                    let reply = f(change, &request)?;
                    if matches!(row.second, Second::ByDayEnd(_)) {
                        second::witnessed(change, row, &request)?;
                    }
                    Ok(reply)
                },
                true,
            )?,
            Run::Door(f) | Run::Issue(f) => {
                let reply = f(&door, &request)?;
                door.touched.borrow_mut().extend(row.touches.iter().copied());
                if row.kind() == Kind::Issue && door.request_id.is_some() {
                    door.remember_reply(&reply)?;
                }
                (reply, None, false)
            }
        };
        let undo = self.keep_inverse(&door, inverse);
        let touched = door.touched.into_inner();
        if !touched.is_empty() {
            self.tell(&json!({ "touched": touched }));
        }
        Ok(answer(&reply, &touched, undo, set_back))
    }

    /// Runs an approved operation for the person who asked for it.
    pub(crate) fn run_for(
        &self,
        row: &Row,
        asker: Id,
        approver: Option<Who>,
        language: Language,
        request: &str,
        request_id: &str,
    ) -> Result<String> {
        let asker = self
            .view_as(None, language, |view| access::pin::who(view, asker))?
            .ok_or_else(|| Error::not_found("person"))?;
        let door = Door {
            desk: self,
            row,
            who: Some(asker),
            second: approver,
            language,
            request_id: Some(request_id.to_owned()),
            touched: RefCell::default(),
        };
        let reply = match &row.run {
            Run::Change(f) => door.write(|change| f(change, request), true)?.0,
            Run::Door(f) | Run::Issue(f) => f(&door, request)?,
            Run::Read(f) => door.view(|view| f(view, request))?,
        };
        let touched = door.touched.into_inner();
        self.tell(&json!({ "touched": touched }));
        Ok(reply)
    }

    fn keep_inverse(&self, door: &Door<'_>, inverse: Option<Inverse>) -> Option<i64> {
        let (inverse, who) = (inverse?, door.who.as_ref()?);
        let now = self.now();
        let mut state = self.write_state();
        state.undo.retain(|u| u.until > now);
        state.undo.push(Undoable { person: who.person, until: now + UNDO_FOR, inverse });
        Some(now + UNDO_FOR)
    }

    /// Takes the person's last change back, if it can be.
    pub(crate) fn undo_last(&self, who: &Who) -> Option<Inverse> {
        let now = self.now();
        let mut state = self.write_state();
        let at = state.undo.iter().rposition(|u| u.person == who.person && u.until > now)?;
        Some(state.undo.remove(at).inverse)
    }

    fn remember_denied(&self, row: &Row, who: &Who, language: Language) -> Result<()> {
        if self.house.reading {
            return Ok(());
        }
        let door = Door {
            desk: self,
            row,
            who: Some(who.clone()),
            second: None,
            language,
            request_id: None,
            touched: RefCell::default(),
        };
        door.change_as("access.denied", |change| {
            change.note(json!({ "operation": row.name }));
            Ok(())
        })
    }

    fn earlier_reply(&self, request_id: &str, row: &Row, who: &Who) -> Result<Option<String>> {
        let view_reply = self.store()?.read(|conn| {
            View::new(conn, self.now(), Some(who), self.house.language).first(
                "SELECT operation, person_id, reply FROM call_reply WHERE request_id = ?1",
                [request_id],
                |r| Ok((r.get::<_, String>(0)?, r.get::<_, Id>(1)?, r.get::<_, String>(2)?)),
            )
        })?;
        match view_reply {
            None => Ok(None),
            Some((operation, person, reply)) if operation == row.name && person == who.person => Ok(Some(reply)),
            Some(_) => Err(ContractError::RequestIdReused.into()),
        }
    }

    /// Who confirms in place: proved by the own PIN. Nobody only where nobody else could, which the audit trail says.
    fn second_person(
        &self,
        row: &Row,
        posts: &'static [Post],
        given: Option<&SecondPerson>,
        first: &Who,
    ) -> Result<Option<Who>> {
        let others = self.view_as(Some(first), self.house.language, |view| second::confirmers(view, row))?;
        let Some(given) = given else {
            return if others.is_empty() {
                Ok(None)
            } else {
                Err(ContractError::SecondNeeded(posts.iter().map(|p| p.code()).collect()).into())
            };
        };
        match access::pin::prove(self, given.person, &given.pin)? {
            access::pin::Proof::Right(who) if others.iter().any(|other| other.person == who.person) => Ok(Some(who)),
            _ => Err(ContractError::SecondRefused.into()),
        }
    }

    /// Reads for a person, or as the program itself, on one snapshot.
    pub(crate) fn view_as<T>(
        &self,
        who: Option<&Who>,
        language: Language,
        f: impl FnOnce(&View<'_>) -> Result<T>,
    ) -> Result<T> {
        let now = self.now();
        self.store()?.read(|conn| f(&View::new(conn, now, who, language)))
    }

    /// Runs a change as the program itself (seeds, ticks).
    pub(crate) fn as_program<T>(
        &self,
        action: &'static str,
        f: impl FnOnce(&mut Change<'_>) -> Result<T>,
    ) -> Result<T> {
        Ok(self.transact(action, None, None, self.house.language, None, |change| f(change))?.0)
    }

    /// Runs a change as a person without a session: only for what the demo nurseries are made of.
    pub(crate) fn as_person<T>(
        &self,
        action: &'static str,
        who: &Who,
        f: impl FnOnce(&mut Change<'_>) -> Result<T>,
    ) -> Result<T> {
        Ok(self.transact(action, Some(who), None, self.house.language, None, f)?.0)
    }

    fn transact<T>(
        &self,
        action: &str,
        who: Option<&Who>,
        second: Option<&Who>,
        language: Language,
        request_id: Option<&str>,
        f: impl FnOnce(&mut Change<'_>) -> Result<T>,
    ) -> Result<(T, BTreeSet<Area>, Option<Inverse>, bool)> {
        let store = self.store()?;
        let now = self.now();
        let set_back = store.audit_head()?.is_some_and(|head| now < head.at - CLOCK_TOLERANCE);
        store.change(|conn| {
            let mut change =
                Change::new(View::new(conn, now, who, language), &self.house.ids, second, set_back, self.house.kdf);
            let result = f(&mut change)?;
            let nothing = change.fields.is_empty() && change.subject.is_none() && who.is_none();
            let mut detail = json!({ "fields": change.fields });
            if let Some(second) = second {
                detail["second"] = second.person.to_string().into();
            }
            if set_back {
                detail["clock_set_back"] = true.into();
            }
            let entry = (!change.silent && !nothing).then(|| Entry {
                at: now,
                actor: who.map_or_else(|| "program".to_owned(), |w| w.person.to_string()),
                action: action.to_owned(),
                subject: change.subject.take(),
                request: request_id.map(str::to_owned),
                detail: detail.to_string(),
            });
            Ok(((result, std::mem::take(&mut change.touched), change.inverse.take(), set_back), entry))
        })
    }

    /// The door `files`, inwards: takes a file and answers the token that a request names.
    pub fn file_in(&self, name: &str, bytes: Vec<u8>) -> String {
        let token = hex::encode(self.house.ids.salt());
        let mut files = self.files();
        files.push_back((token.clone(), Incoming { name: name.to_owned(), bytes: Arc::new(bytes) }));
        if files.len() > FILES_KEPT {
            files.pop_front();
        }
        token
    }

    fn files(&self) -> MutexGuard<'_, VecDeque<(String, Incoming)>> {
        self.incoming.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The file of a token.
    ///
    /// # Errors
    /// The token is unknown or used up.
    pub fn incoming(&self, token: &str) -> Result<Incoming> {
        let files = self.files();
        files
            .iter()
            .find(|(known, _)| known == token)
            .map(|(_, file)| file.clone())
            .ok_or_else(|| Error::not_found("file"))
    }

    /// The door `files`, outwards: an issued paper, a page of it as PNG, or a file of the vault, with the
    /// permission of the person who is signed in. Ids: `issued/<id>`, `receipt/<id>` (seen, not counted), `paper/<sha256>`,
    /// each also with `/page/<n>`; `contract/<id>/page/<n>`, `filing/<form>/page/<n>` (as they would be printed now).
    ///
    /// # Errors
    /// Nobody is signed in, it may not be seen, or it does not exist.
    pub fn file_out(&self, id: &str) -> Result<Outgoing> {
        crate::files::outgoing(self, id)
    }

    /// The door `events`: touched areas and job progress as JSON, to every listener.
    #[must_use]
    pub fn events(&self) -> Receiver<String> {
        let (sender, receiver) = channel();
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner).push(sender);
        receiver
    }

    pub(crate) fn jobs(&self) -> &Jobs {
        &self.jobs
    }

    pub(crate) fn tell(&self, event: &Value) {
        let text = event.to_string();
        self.listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .retain(|listener| listener.send(text.clone()).is_ok());
    }

    /// What is due by the clock; the shell calls it each minute.
    ///
    /// # Errors
    /// The store cannot.
    pub fn tick(&self) -> Result<()> {
        if self.house.reading || self.state().store.is_none() {
            return Ok(());
        }
        crate::tick::tick(self)
    }
}

fn answer(reply: &str, touched: &BTreeSet<Area>, undo_until: Option<i64>, clock_set_back: bool) -> String {
    let mut rest = json!({ "touched": touched });
    if let Some(until) = undo_until {
        rest["undo_until"] = until.into();
    }
    if clock_set_back {
        rest["clock_set_back"] = true.into();
    }
    let rest = rest.to_string();
    format!("{{\"ok\":{{\"reply\":{reply},{}}}", &rest[1..])
}
