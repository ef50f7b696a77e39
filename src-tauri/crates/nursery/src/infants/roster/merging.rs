//! What a known infant becomes: a blank cell keeps what is there, nothing is ever taken away.

use super::{RosterChange, RosterClass, RosterField, RosterGuardian, RosterInfant, RosterRow};

/// Adds what is new about a guardian to the one it is, or the guardian to the list.
pub(super) fn add_guardian(guardians: &mut Vec<RosterGuardian>, new: RosterGuardian) {
    let is = |known: &RosterGuardian| match (&known.name, &new.name) {
        (Some(known), Some(new)) => known == new,
        // Without a name the telephone says who it is, else the relation.
        _ => match (&known.phone, &new.phone) {
            (Some(known), Some(new)) => known == new,
            _ => known.relation.is_some() && known.relation == new.relation,
        },
    };
    match guardians.iter_mut().find(|known| is(known)) {
        Some(known) => {
            known.name = new.name.or(known.name.take());
            known.relation = new.relation.or(known.relation.take());
            known.phone = new.phone.or(known.phone.take());
        }
        None => guardians.push(new),
    }
}

/// The known infant after the row.
pub(super) fn merged(infant: &RosterInfant, row: &RosterRow) -> RosterRow {
    let known = &infant.row;
    let kept = |new: &Option<String>, known: &Option<String>| new.clone().or_else(|| known.clone());
    let mut guardians = known.guardians.clone();
    for guardian in &row.guardians {
        add_guardian(&mut guardians, guardian.clone());
    }
    // An older roster may still carry the birth certificate that the ID has replaced.
    let says_nothing_new = |new: &crate::identity::IdentityDocument| {
        let same =
            |other: &crate::identity::IdentityDocument| other.kind() == new.kind() && other.number() == new.number();
        known.document.as_ref().is_some_and(same)
            || (known.document.is_some() && infant.former_documents.iter().any(same))
    };
    RosterRow {
        number: row.number.or(known.number),
        name: row.name.clone(),
        nickname: kept(&row.nickname, &known.nickname),
        sex: row.sex,
        birth: row.birth,
        document: match &row.document {
            Some(new) if !says_nothing_new(new) => Some(new.clone()),
            _ => known.document.clone(),
        },
        class: kept(&row.class, &known.class),
        enrolled: row.enrolled.or(known.enrolled),
        guardians,
        address: kept(&row.address, &known.address),
        ethnicity: kept(&row.ethnicity, &known.ethnicity),
        allergy: kept(&row.allergy, &known.allergy),
        remark: kept(&row.remark, &known.remark),
    }
}

/// The fields in which two rows differ, as a person reads them.
pub(super) fn changes(before: &RosterRow, after: &RosterRow, classes: &[RosterClass]) -> Vec<RosterChange> {
    let mut changes: Vec<RosterChange> = RosterField::OURS
        .into_iter()
        .map(|field| RosterChange { field, before: shown(before, field, classes), after: shown(after, field, classes) })
        .filter(|change| change.before != change.after)
        .collect();
    // Our sheet has two guardians; a further one is still a change.
    let (had, has) = (before.guardians.iter().skip(2), after.guardians.iter().skip(2));
    if !had.clone().eq(has.clone()) {
        let say =
            |guardians: &mut dyn Iterator<Item = &RosterGuardian>| guardians.map(said).collect::<Vec<_>>().join("、");
        changes.push(RosterChange {
            field: RosterField::Guardian,
            before: say(&mut had.into_iter()),
            after: say(&mut has.into_iter()),
        });
    }
    changes
}

fn said(guardian: &RosterGuardian) -> String {
    let parts = [
        guardian.name.clone(),
        guardian.relation.as_ref().map(ToString::to_string),
        guardian.phone.as_ref().map(ToString::to_string),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A field as our sheet shows it.
pub(super) fn shown(row: &RosterRow, field: RosterField, classes: &[RosterClass]) -> String {
    let guardian = |at: usize| row.guardians.get(at);
    let or_blank = |text: &Option<String>| text.clone().unwrap_or_default();
    let name = |at| guardian(at).and_then(|g| g.name.clone()).unwrap_or_default();
    let relation = |at| guardian(at).and_then(|g| g.relation.as_ref()).map(ToString::to_string).unwrap_or_default();
    let phone = |at| guardian(at).and_then(|g| g.phone.as_ref()).map(ToString::to_string).unwrap_or_default();
    match field {
        RosterField::Number => row.number.map(|number| number.get().to_string()).unwrap_or_default(),
        RosterField::Name => row.name.clone(),
        RosterField::Nickname => or_blank(&row.nickname),
        RosterField::Sex => match row.sex {
            crate::identity::Sex::Male => "男".to_owned(),
            crate::identity::Sex::Female => "女".to_owned(),
        },
        RosterField::Birth => row.birth.to_string(),
        RosterField::DocumentKind => row.document.as_ref().map(|d| d.kind().zh().to_owned()).unwrap_or_default(),
        RosterField::Document => row.document.as_ref().map(|d| d.number().to_owned()).unwrap_or_default(),
        RosterField::Class => {
            let class = row.class.as_ref().and_then(|id| classes.iter().find(|class| class.id == *id));
            class.map(|class| class.name.clone()).unwrap_or_default()
        }
        RosterField::Enrolled => row.enrolled.map(|day| day.to_string()).unwrap_or_default(),
        RosterField::Guardian => name(0),
        RosterField::Relation => relation(0),
        RosterField::Phone => phone(0),
        RosterField::Guardian2 => name(1),
        RosterField::Relation2 => relation(1),
        RosterField::Phone2 => phone(1),
        RosterField::Address => or_blank(&row.address),
        RosterField::Ethnicity => or_blank(&row.ethnicity),
        RosterField::Allergy => or_blank(&row.allergy),
        RosterField::Remark => or_blank(&row.remark),
        RosterField::BirthCertificate
        | RosterField::FatherName
        | RosterField::FatherPhone
        | RosterField::MotherName
        | RosterField::MotherPhone => String::new(),
    }
}
