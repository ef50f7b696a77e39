//! What leaves comes back unchanged.

use proptest::prelude::*;

use super::*;
use crate::identity::DocumentKind;
use crate::infants::number::NurseryNumber;

/// Text with everything that spoils spreadsheets, without blanks at its ends.
fn text() -> impl Strategy<Value = Option<String>> {
    proptest::option::of("[=+@'\u{4e00}-\u{4e20}a-z0-9,;\"<&-]([=+@',;\"<& \u{4e00}-\u{4e20}a-z0-9\n-]{0,10}[=+@'\u{4e00}-\u{4e20}a-z0-9\"-])?")
        .prop_map(|text| text.filter(|text| text != "-"))
}

fn name() -> impl Strategy<Value = String> {
    "[\u{4e00}-\u{4e40}\u{2CB4E}]{2,4}|[A-Z][a-z]{1,6} [A-Z][a-z]{1,8}|[\u{4e00}-\u{4e40}]{2,4}·[\u{4e00}-\u{4e40}]{2,4}"
}

fn guardian() -> impl Strategy<Value = RosterGuardian> {
    let relation = prop_oneof![
        Just(Relation::Father),
        Just(Relation::Mother),
        Just(Relation::PaternalGrandmother),
        Just(Relation::MaternalGrandfather),
        Just(Relation::Other("姑姑".into())),
    ];
    (name(), proptest::option::of(relation), proptest::option::of("1[3-9][0-9]{9}|0371[1-9][0-9]{7}")).prop_map(
        |(name, relation, phone)| RosterGuardian {
            name: Some(name),
            relation,
            phone: phone.map(|p| p.parse().unwrap()),
        },
    )
}

fn document(at: usize, kind: u8, birth: Day, sex: Sex) -> Option<IdentityDocument> {
    let (kind, number) = match kind {
        0 => return None,
        1 => (DocumentKind::Passport, format!("E{:08}", 10_000_000 + at)),
        2 => (DocumentKind::BirthCertificate, format!("T{:09}", 410_000_000 + at)),
        3 => (DocumentKind::TaiwanPermit, format!("{:08}", at + 1)),
        _ => {
            let order = 2 * (at % 400) + usize::from(sex == Sex::Male);
            let first_17 =
                format!("410105{:04}{:02}{:02}{order:03}", birth.year(), birth.month().number(), birth.day_of_month());
            let last = "0123456789X"
                .chars()
                .find_map(|c| IdentityDocument::new(DocumentKind::ResidentId, &format!("{first_17}{c}"), None).ok());
            return last;
        }
    };
    Some(IdentityDocument::new(kind, &number, None).unwrap())
}

prop_compose! {
    fn row(at: usize)(
        name in name(), nickname in text(), male in any::<bool>(), born in 0_i64..900, kind in 0_u8..6,
        class in 0_usize..4, guardians in proptest::collection::vec(guardian(), 0..=2),
        address in text(), ethnicity in text(), allergy in text(), remark in text(), numbered in any::<bool>(),
    ) -> RosterRow {
        let sex = if male { Sex::Male } else { Sex::Female };
        // A day of its own for each infant: without documents nothing else need tell them apart.
        let birth = day("2023-12-01").plus_days(born - born % 16 + at as i64 % 16).unwrap();
        let mut guardians = guardians;
        guardians.dedup_by(|one, other| one.name == other.name);
        RosterRow {
            number: numbered.then(|| NurseryNumber::new(at as u16 + 1).unwrap()),
            name: crate::text::normalise_name(&name), nickname, sex, birth,
            document: document(at, kind, birth, sex),
            class: Some(classes()[class].id.clone()),
            enrolled: (kind != 4).then(|| day("2026-09-01")),
            guardians, address, ethnicity, allergy, remark,
        }
    }
}

fn infants() -> impl Strategy<Value = Vec<RosterInfant>> {
    (0_usize..16).prop_flat_map(|count| (0..count).map(row).collect::<Vec<_>>()).prop_map(|rows| {
        (0..)
            .zip(rows)
            .map(|(at, row)| RosterInfant { id: format!("i{at}"), row, former_documents: Vec::new() })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn what_is_exported_imports_unchanged(infants in infants()) {
        let bytes = sheets::export("花名册 2026-11-23", &infants, &classes()).unwrap();
        let book = Workbook::read(&bytes, "花名册.xlsx").unwrap();
        let into_empty = read(&book, &RosterChoices::default(), &empty(), today()).unwrap();
        let came_in: Vec<_> = into_empty.rows.iter().map(|row| row.values.clone()).collect();
        let went_out: Vec<_> = infants.iter().map(|infant| Some(infant.row.clone())).collect();
        prop_assert_eq!(came_in, went_out);
        prop_assert_eq!(into_empty.counts.new as usize, infants.len());
        let existing = Existing { infants, classes: classes() };
        let again = read(&book, &RosterChoices::default(), &existing, today()).unwrap();
        prop_assert_eq!(again.counts.same as usize, existing.infants.len(), "{:#?}", again);
        prop_assert_eq!(again.to_write().count(), 0);
    }

    #[test]
    fn any_table_gets_an_outcome_for_each_row(cells in proptest::collection::vec(proptest::collection::vec("[\\PC\n]{0,12}", 8), 0..8)) {
        let book = sheet(|s| {
            put(s, 0, &["姓名", "性别", "出生日期", "证件号码", "班级", "监护人", "联系电话", "备注"]);
            for (at, row) in (1..).zip(&cells) {
                put(s, at, &row.iter().map(String::as_str).collect::<Vec<_>>());
            }
        });
        let preview = read(&book, &RosterChoices::default(), &empty(), today()).unwrap();
        let counts = preview.counts;
        let all = counts.new + counts.same + counts.changed + counts.duplicate + counts.conflict + counts.rejected;
        prop_assert_eq!(all as usize, preview.rows.len());
        for row in &preview.rows {
            prop_assert_eq!(row.reasons.is_empty(), matches!(row.outcome, RosterOutcome::New | RosterOutcome::Same | RosterOutcome::Changed));
        }
        let back = Workbook::read(&sheets::rejected(&book, &preview).unwrap(), "b.xlsx").unwrap();
        let again = read(&back, &RosterChoices::default(), &empty(), today()).unwrap();
        prop_assert!(again.rows.len() <= preview.to_repair().count());
    }
}

#[test]
fn the_empty_form_imports_as_nothing_and_a_filled_one_comes_in() {
    let bytes = sheets::template(&classes()).unwrap();
    let book = Workbook::read(&bytes, "form.xlsx").unwrap();
    let preview = read(&book, &RosterChoices::default(), &empty(), today()).unwrap();
    assert_eq!((preview.header.sheet.as_str(), preview.counts), ("花名册", RosterCounts::default()));
    assert_eq!(preview.header.unknown().count(), 0);
    assert_eq!(bytes, sheets::template(&classes()).unwrap());
}

#[test]
fn the_preview_crosses_the_wire() {
    let preview = judged(
        "姓名,性别,出生日期,证件号码,班级\n甲,男,2025-01-26,410102202501269914,托小班\n乙,男,25-1-1,,\n",
        &RosterChoices::default(),
        &empty(),
    );
    let json = serde_json::to_string(&preview).unwrap();
    assert_eq!(serde_json::from_str::<RosterPreview>(&json).unwrap(), preview);
    let schema = serde_json::to_string(&schemars::schema_for!(RosterPreview)).unwrap();
    assert!(schema.contains("RosterPreviewRow"));
    let answer: RosterAnswer = serde_json::from_str(r#"{"kind":"without","field":"document"}"#).unwrap();
    assert_eq!(answer, RosterAnswer::Without { field: RosterField::Document });
}
