//! The roster that a nursery really has, with the figures that must come out.

use super::*;
use crate::identity::DocumentKind;
use crate::intake::Finding;

fn file() -> Workbook {
    Workbook::read(include_bytes!("../../../../tests-data/roster-2026-autumn.xlsx"), "roster-2026-autumn.xlsx").unwrap()
}

fn first() -> RosterPreview {
    read(&file(), &RosterChoices::default(), &empty(), today()).unwrap()
}

fn warned(preview: &RosterPreview, number: u32, is: impl Fn(&Finding) -> bool) -> bool {
    row(preview, number).warnings.iter().any(|warning| is(&warning.finding))
}

#[test]
fn into_an_empty_nursery() {
    let preview = first();
    let counts = RosterCounts { new: 18, same: 0, changed: 0, duplicate: 1, conflict: 1, rejected: 4, skipped: 1 };
    assert_eq!(preview.counts, counts, "{preview:#?}");
    assert_eq!((preview.header.sheet.as_str(), preview.header.row), ("花名册", 3));
    assert_eq!(preview.header.unknown().count(), 0);
    assert_eq!(preview.skipped[0].why, RosterSkip::Total);

    assert_eq!(row(&preview, 22).outcome, RosterOutcome::Duplicate);
    assert_eq!(row(&preview, 22).reasons[0].finding, Finding::DuplicateOf { row: 4 });
    let asked = row(&preview, 24);
    assert_eq!(asked.outcome, RosterOutcome::Conflict);
    assert_eq!(asked.reasons[0].finding, Finding::UnknownClass { text: "彩虹班".into() });
    assert_eq!(
        asked.choices.iter().map(|choice| choice.label.as_str()).collect::<Vec<_>>(),
        ["乳儿班", "托小班", "托大班", "混合班", "班级"]
    );

    let rejected: Vec<_> = preview
        .rows
        .iter()
        .filter(|row| row.outcome == RosterOutcome::Rejected)
        .map(|row| (row.reasons.len(), row.reasons[0].cell.as_deref().unwrap(), &row.reasons[0].finding))
        .collect();
    assert!(
        matches!(
            rejected[..],
            [
                (1, "E12", Finding::Rounded { .. }),
                (1, "E13", Finding::CheckDigit { .. }),
                (1, "C25", Finding::SexDiffers { document_male: false }),
                (1, "D28", Finding::NoSuchDay { .. }),
            ]
        ),
        "{rejected:#?}"
    );
    assert!(row(&preview, 12).reasons[0].said.zh.starts_with("E12：Excel"));
    assert!(row(&preview, 12).reasons[0].said.en.starts_with("E12: Excel"));
}

#[test]
fn every_form_is_read() {
    let preview = first();
    let values = |number| row(&preview, number).values.clone().unwrap();
    let births = [
        (6, "2025-09-28"),
        (7, "2025-11-21"),
        (8, "2025-09-21"),
        (9, "2024-07-30"),
        (11, "2025-01-31"),
        (4, "2025-01-26"),
    ];
    for (number, birth) in births {
        assert_eq!(values(number).birth, day(birth));
    }
    for (number, phone) in [(14, "19900010009"), (15, "19900010010")] {
        assert_eq!(values(number).guardians[0].phone.as_ref().unwrap().as_str(), phone);
    }
    assert_eq!(values(16).name, "陈思远");
    assert_eq!(values(4).guardians[0].relation, Some(Relation::PaternalGrandmother));
    let certificate = values(18).document.unwrap();
    assert_eq!((certificate.kind(), certificate.number()), (DocumentKind::BirthCertificate, "T410344761"));
    assert!(warned(&preview, 18, |f| *f == Finding::DocumentFromRemark));
    let passport = values(19).document.unwrap();
    assert_eq!((passport.kind(), passport.number()), (DocumentKind::Passport, "E12345671"));
    assert_eq!(values(26).remark.as_deref(), Some("=HYPERLINK(\"http://127.0.0.1/x\",\"点我\")"));
    assert!(warned(&preview, 26, |f| *f == Finding::FormulaAsText));
    assert_eq!(values(4).enrolled, Some(day("2026-09-01")));
    assert_eq!(values(4).class.as_deref(), Some("tod1"));
}

#[test]
fn twins_and_namesakes_come_in_with_a_warning() {
    let preview = first();
    for (number, twin) in [(20, 21), (21, 20)] {
        assert_eq!(row(&preview, number).outcome, RosterOutcome::New);
        assert!(warned(&preview, number, |f| *f == Finding::Twin { row: Some(twin), name: None }));
    }
    for (number, namesake) in [(8, 9), (9, 8), (5, 23), (23, 5), (14, 26), (26, 14)] {
        assert_eq!(row(&preview, number).outcome, RosterOutcome::New);
        assert!(warned(&preview, number, |f| *f == Finding::SameName { row: Some(namesake), birth: None }), "{number}");
    }
}

#[test]
fn the_class_is_judged_on_the_first_day_in_the_nursery() {
    let unfit = |preview: &RosterPreview| -> Vec<u32> {
        let warned =
            |row: &&RosterPreviewRow| row.warnings.iter().any(|w| matches!(w.finding, Finding::ClassNotForAge { .. }));
        preview.rows.iter().filter(warned).map(|row| row.row).collect()
    };
    assert_eq!(unfit(&first()), [0; 0], "all fit on 1 September");
    // Without a first day the day of the import counts, and by then these have outgrown their class.
    let decisions =
        (4..=28).map(|row| RosterDecision { row, answer: RosterAnswer::Without { field: RosterField::Enrolled } });
    let choices = RosterChoices { decisions: decisions.collect(), ..RosterChoices::default() };
    let later = read(&file(), &choices, &empty(), today()).unwrap();
    assert_eq!(unfit(&later), [5, 6, 7, 8, 18]);
    assert_eq!(later.counts.new, 18, "a warning hinders nothing");
}

#[test]
fn the_same_file_again_changes_nothing() {
    let existing = confirmed(&first(), empty());
    assert_eq!(existing.infants.len(), 18);
    let again = read(&file(), &RosterChoices::default(), &existing, today()).unwrap();
    let counts = RosterCounts { new: 0, same: 18, changed: 0, duplicate: 1, conflict: 1, rejected: 4, skipped: 1 };
    assert_eq!(again.counts, counts, "{again:#?}");
    assert_eq!(again.to_write().count(), 0);
    let matched: std::collections::HashSet<_> = again.rows.iter().filter_map(|row| row.matched.clone()).collect();
    assert_eq!(matched.len(), 18);
}

#[test]
fn mends_and_answers_bring_the_rest_in() {
    let first_17 = "41010220241120996";
    let mut numbers = b"0123456789X".iter().map(|last| format!("{first_17}{}", char::from(*last)));
    let valid = numbers.find(|number| IdentityDocument::from_text(number).is_ok()).unwrap();
    let mut choices = mend(12, RosterField::Document, &valid);
    choices.mends.push(RosterMend { row: 25, field: RosterField::Sex, value: "女".into() });
    choices.decisions = vec![
        RosterDecision { row: 13, answer: RosterAnswer::Without { field: RosterField::Document } },
        RosterDecision { row: 24, answer: RosterAnswer::Class { class: "tod1".into() } },
        RosterDecision { row: 28, answer: RosterAnswer::Without { field: RosterField::Birth } },
    ];
    let preview = read(&file(), &choices, &empty(), today()).unwrap();
    let counts = RosterCounts { new: 23, duplicate: 1, skipped: 1, ..RosterCounts::default() };
    assert_eq!(preview.counts, counts, "{:#?}", preview.to_repair().collect::<Vec<_>>());
    assert_eq!(row(&preview, 28).values.as_ref().unwrap().birth, day("2023-11-23"), "from the ID number");
    assert_eq!(row(&preview, 13).values.as_ref().unwrap().document, None);
    assert!(warned(&preview, 28, |f| matches!(f, Finding::RareCharacters { characters } if characters == "𬭎")));

    let nicknamed = Existing {
        classes: classes()
            .into_iter()
            .map(|mut c| {
                if c.id == "tod1" {
                    c.nicknames.push("彩虹".into());
                }
                c
            })
            .collect(),
        ..Existing::default()
    };
    let preview = read(&file(), &RosterChoices::default(), &nicknamed, today()).unwrap();
    assert_eq!((preview.counts.new, preview.counts.conflict), (19, 0), "彩虹 is a nickname of 托小班");
}

#[test]
fn rejected_rows_come_back_repaired() {
    let file = file();
    let preview = first();
    let bytes = sheets::rejected(&file, &preview).unwrap();
    let returned = Workbook::read(&bytes, "待更正.xlsx").unwrap();
    let choices = RosterChoices::default();
    let again = read(&returned, &choices, &empty(), today()).unwrap();
    assert_eq!((again.counts.rejected, again.counts.conflict), (4, 1), "{again:#?}");
    assert_eq!(returned.sheets[0].at(0, 0).text(), "原因");
    assert!(returned.sheets[0].at(1, 0).text().contains("Excel"));
    assert_eq!(bytes, sheets::rejected(&file, &preview).unwrap(), "the same rows give the same bytes");
    let mut choices = decide(again.rows[0].row, RosterAnswer::Without { field: RosterField::Document });
    choices.mends.push(RosterMend { row: again.rows[4].row, field: RosterField::Birth, value: "2023-11-23".into() });
    let again = read(&returned, &choices, &empty(), today()).unwrap();
    assert_eq!((again.counts.new, again.counts.rejected), (2, 2), "{again:#?}");
}
