//! What a door row and an issue row are given: the desk, and Views and Changes of their own.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use paper::Fonts;
use serde_json::json;

use super::Desk;
use crate::access::Permission;
use crate::contract::{Area, Row, Second};
use crate::error::{ContractError, Result};
use crate::view::{Change, Inverse, View, Who};
use crate::words::Language;

/// What a door row and an issue row work with: they open Views and Changes of their own.
pub struct Door<'a> {
    /// The desk.
    pub desk: &'a Desk,
    pub(super) row: &'a Row,
    pub(super) who: Option<Who>,
    pub(super) second: Option<Who>,
    /// The language of the person.
    pub language: Language,
    pub(super) request_id: Option<String>,
    pub(super) touched: RefCell<BTreeSet<Area>>,
}

impl Door<'_> {
    /// The person who acts, if one is signed in.
    #[must_use]
    pub fn who(&self) -> Option<&Who> {
        self.who.as_ref()
    }

    /// Refuses unless the acting person may.
    ///
    /// # Errors
    /// [`ContractError::SignedOut`] or [`ContractError::Denied`].
    pub fn must(&self, permission: Permission) -> Result<()> {
        let who = self.who.as_ref().ok_or(ContractError::SignedOut)?;
        if who.may(permission) { Ok(()) } else { Err(ContractError::Denied.into()) }
    }

    /// Reads, on one snapshot.
    ///
    /// # Errors
    /// Whatever `f` says, or the store cannot.
    pub fn view<T>(&self, f: impl FnOnce(&View<'_>) -> Result<T>) -> Result<T> {
        self.desk.view_as(self.who.as_ref(), self.language, f)
    }

    /// Writes, in one transaction.
    ///
    /// # Errors
    /// Whatever `f` says (everything is rolled back), or the store cannot.
    pub fn change<T>(&self, f: impl FnOnce(&mut Change<'_>) -> Result<T>) -> Result<T> {
        self.change_as(self.row.name, f)
    }

    pub(super) fn change_as<T>(&self, action: &'static str, f: impl FnOnce(&mut Change<'_>) -> Result<T>) -> Result<T> {
        let (reply, touched, ..) =
            self.desk.transact(action, self.who.as_ref(), self.second.as_ref(), self.language, None, f)?;
        self.touched.borrow_mut().extend(touched.into_iter().chain(self.row.touches.iter().copied()));
        Ok(reply)
    }

    pub(super) fn write(
        &self,
        f: impl FnOnce(&mut Change<'_>) -> Result<String>,
        remember: bool,
    ) -> Result<(String, Option<Inverse>, bool)> {
        let request_id = self.request_id.as_deref();
        let (reply, touched, inverse, set_back) = self.desk.transact(
            self.row.name,
            self.who.as_ref(),
            self.second.as_ref(),
            self.language,
            request_id,
            |change| {
                let reply = f(change)?;
                if matches!(self.row.second, Second::InPlace(_)) && self.second.is_none() {
                    change.note(json!({ "second": "nobody else could" }));
                }
                if remember {
                    self.keep_reply(change, &reply)?;
                }
                Ok(reply)
            },
        )?;
        self.touched.borrow_mut().extend(touched.into_iter().chain(self.row.touches.iter().copied()));
        Ok((reply, inverse, set_back))
    }

    fn keep_reply(&self, change: &mut Change<'_>, reply: &str) -> Result<()> {
        if let (Some(request_id), Some(who)) = (&self.request_id, &self.who) {
            let now = change.now();
            change.execute(
                "INSERT INTO call_reply (request_id, operation, person_id, reply, at) VALUES (?1, ?2, ?3, ?4, ?5)",
                (request_id, self.row.name, who.person, reply, now),
            )?;
        }
        Ok(())
    }

    pub(super) fn remember_reply(&self, reply: &str) -> Result<()> {
        self.desk
            .transact(self.row.name, self.who.as_ref(), None, self.language, None, |change| {
                change.silently();
                self.keep_reply(change, reply)
            })
            .map(|_| ())
    }

    /// The fonts of the papers, parsed once a process.
    ///
    /// # Errors
    /// They are not installed.
    pub fn fonts(&self) -> Result<Arc<Fonts>> {
        Ok(Fonts::load()?)
    }

    /// The operation that is run.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.row.name
    }
}
