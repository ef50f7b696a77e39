//! The classes by what people call them.

use std::collections::HashMap;

use crate::intake::Finding;
use crate::text::normalise_name;

use super::RosterClass;

/// The classes by what people call them.
pub(super) struct ClassNames<'a> {
    pub(super) classes: &'a [RosterClass],
    by_name: HashMap<String, Vec<&'a RosterClass>>,
    by_nickname: HashMap<String, Vec<&'a RosterClass>>,
}

/// 托小 and 托小班 are one name.
fn class_key(name: &str) -> String {
    let name = normalise_name(name).to_lowercase();
    name.strip_suffix('班').filter(|short| !short.is_empty()).unwrap_or(&name).to_owned()
}

impl<'a> ClassNames<'a> {
    pub(super) fn of(classes: &'a [RosterClass]) -> ClassNames<'a> {
        let (mut by_name, mut by_nickname) = (HashMap::new(), HashMap::new());
        for class in classes {
            by_name.entry(class_key(&class.name)).or_insert_with(Vec::new).push(class);
            for nickname in &class.nicknames {
                by_nickname.entry(class_key(nickname)).or_insert_with(Vec::new).push(class);
            }
        }
        ClassNames { classes, by_name, by_nickname }
    }

    /// The one class of that name; else the ids among which a person must choose.
    pub(super) fn find(&self, text: &str) -> Result<&'a RosterClass, (Finding, Vec<String>)> {
        let key = class_key(text);
        let found = self.by_name.get(&key).or_else(|| self.by_nickname.get(&key)).map_or(&[][..], Vec::as_slice);
        let ids = |classes: &mut dyn Iterator<Item = &RosterClass>| classes.map(|class| class.id.clone()).collect();
        match found {
            [one] => Ok(one),
            [] => Err((Finding::UnknownClass { text: text.to_owned() }, ids(&mut self.classes.iter()))),
            several => Err((Finding::AmbiguousClass { text: text.to_owned() }, ids(&mut several.iter().copied()))),
        }
    }
}
