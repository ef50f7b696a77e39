//! The TypeScript client of the contract and the labels of the closed lists.

use std::any::TypeId;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use ts_rs::{Config, TS, TypeVisitor};

use super::{Kind, Reply, Request, rows};
use crate::words::{Coded, Label};

/// Collects every named type once; two types of one name are a mistake, not a merge.
pub(super) struct Types {
    config: Config,
    seen: BTreeMap<String, (TypeId, String)>,
}

impl Types {
    fn new() -> Self {
        Self { config: Config::new().with_large_int("number"), seen: BTreeMap::new() }
    }

    pub(super) fn pair<Q: Request, A: Reply>(&mut self) -> (String, String) {
        self.visit::<Q>();
        self.visit::<A>();
        (Q::name(&self.config), A::name(&self.config))
    }
}

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_some() {
            let (name, id) = (T::ident(&self.config), TypeId::of::<T::WithoutGenerics>());
            if let Some((other, _)) = self.seen.get(&name) {
                assert!(*other == id, "two types are called {name}");
                T::visit_generics(self);
                return;
            }
            self.seen.insert(name, (id, T::decl(&self.config)));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

/// The text of `ui/src/contract.ts`.
#[must_use]
pub fn client() -> String {
    let mut types = Types::new();
    let mut operations = String::new();
    let mut mutating = Vec::new();
    for row in rows().values() {
        let (request, reply) = (row.typescript)(&mut types);
        let _ = writeln!(
            operations,
            "  /** {} · {} */\n  \"{}\": {{ request: {request}; reply: {reply} }};",
            row.title.0, row.title.1, row.name
        );
        if row.kind() != Kind::Read {
            mutating.push(format!("  \"{}\",", row.name));
        }
    }
    let mut out =
        String::from("// Made from the contract by `cargo test -p nursery`; do not edit.\n/* eslint-disable */\n\n");
    for (_, declaration) in types.seen.values() {
        let _ = writeln!(out, "export {}\n", declaration.trim_start_matches("export "));
    }
    let _ = writeln!(
        out,
        "/** Every operation with what it reads and what it answers. */\nexport interface Operations {{\n{operations}}}\n"
    );
    let _ = writeln!(out, "export type Operation = keyof Operations;\n");
    let _ = writeln!(
        out,
        "/** Operations that write: each call carries a request id of its own. */\nexport const writes: ReadonlySet<Operation> = new Set<Operation>([\n{}\n]);",
        mutating.join("\n")
    );
    out
}

/// The text of `ui/src/words/labels.ts`: the words of every closed list.
#[must_use]
pub fn labels() -> String {
    let mut out = String::from(
        "// Made from the contract by `cargo test -p nursery`; do not edit.\n/* eslint-disable */\n\nexport const labels = {\n",
    );
    for (list, entries) in crate::all_lists() {
        let _ = writeln!(out, "  {list}: {{");
        for Label { code, zh, en } in entries {
            let _ = writeln!(out, "    \"{code}\": {{ zh: {zh:?}, en: {en:?} }},");
        }
        out.push_str("  },\n");
    }
    out.push_str("} as const;\n");
    out
}

/// A closed list by name, for the table of all lists.
pub(crate) fn list<T: Coded>() -> (&'static str, Vec<Label>) {
    (T::LIST, T::ALL.iter().map(|entry| entry.label_of()).collect())
}
