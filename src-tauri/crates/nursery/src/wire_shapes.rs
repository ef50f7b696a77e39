//! What the values look like on the other side of the wire: in TypeScript and as JSON schema.

use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use ts_rs::{Config, TS};

use crate::billing::rules::{Percent, RefundRule, Step, month_lines::MonthLine};
use crate::day::{Day, Month};
use crate::identity::IdentityDocument;
use crate::infants::{class_fit::Fit, number::NurseryNumber};
use crate::instant::Instant;
use crate::institution::{
    calendar_rules::AnnouncedDay, credit_code::CreditCode, name_rule::NameFinding,
};
use crate::money::Fen;
use crate::text::Phone;

fn declared<T: TS>() -> String {
    T::decl(&Config::new().with_large_int("number"))
}

#[test]
fn values_are_small_types() {
    assert_eq!(
        declared::<Fen>(),
        "type Fen = number & { readonly unit: 'fen' };"
    );
    for (declared, expected) in [
        (declared::<Day>(), "type Day = string;"),
        (declared::<Month>(), "type Month = string;"),
        (declared::<Instant>(), "type Instant = number;"),
        (declared::<Percent>(), "type Percent = number;"),
        (declared::<NurseryNumber>(), "type NurseryNumber = number;"),
        (declared::<CreditCode>(), "type CreditCode = string;"),
        (declared::<Phone>(), "type Phone = string;"),
    ] {
        assert_eq!(declared, expected);
    }
}

#[test]
fn compound_types_name_their_parts() {
    let line = declared::<MonthLine>();
    assert!(
        line.contains("month: Month") && line.contains("amount: Fen"),
        "{line}"
    );
    let rule = declared::<RefundRule>();
    assert!(rule.contains(r#""rule": "month_band_henan""#), "{rule}");
    let step = declared::<Step>();
    assert!(
        step.contains(r#""because": "never_attended""#) || step.contains("Because"),
        "{step}"
    );
    assert!(declared::<Fit>().contains(r#""fit": "too_young""#));
    let document = declared::<IdentityDocument>();
    assert!(document.contains("issuing?: string | null"), "{document}");
}

#[test]
fn no_schema_name_ends_in_a_digit() {
    let mut generator = SchemaGenerator::new(SchemaSettings::draft2020_12().for_deserialize());
    fn visit<T: JsonSchema>(generator: &mut SchemaGenerator) {
        let _ = generator.subschema_for::<T>();
    }
    visit::<RefundRule>(&mut generator);
    visit::<Step>(&mut generator);
    visit::<MonthLine>(&mut generator);
    visit::<IdentityDocument>(&mut generator);
    visit::<AnnouncedDay>(&mut generator);
    visit::<NameFinding>(&mut generator);
    visit::<Fit>(&mut generator);
    let names: Vec<_> = generator.definitions().keys().collect();
    assert!(
        names.iter().any(|name| *name == "Fen") && names.iter().any(|name| *name == "Day"),
        "{names:?}"
    );
    assert!(
        names
            .iter()
            .all(|name| !name.ends_with(|c: char| c.is_ascii_digit())),
        "{names:?}"
    );
}
