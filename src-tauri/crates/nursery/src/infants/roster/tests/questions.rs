//! Matching, merging and the questions that only a person can answer.

use super::*;
use crate::intake::Finding;

const HEAD: &str = "姓名,性别,出生日期,证件号码,班级,监护人,关系,联系电话,备注\n";
const CHILD: &str = "张三,男,2025-01-26,410102202501269914,托小班,张父,父亲,19900010000,\n";

fn table(rows: &str) -> String {
    format!("{HEAD}{rows}")
}

fn nursery(rows: &str) -> Existing {
    let preview = judged(&table(rows), &RosterChoices::default(), &empty());
    assert_eq!(preview.to_repair().count(), 0, "{preview:#?}");
    confirmed(&preview, empty())
}

fn only(rows: &str, choices: &RosterChoices, existing: &Existing) -> RosterPreviewRow {
    let preview = judged(&table(rows), choices, existing);
    preview.rows.last().unwrap().clone()
}

#[test]
fn a_blank_keeps_and_a_value_changes() {
    let known = nursery(CHILD);
    let row = only("张三,男,2025-01-26,410102202501269914,托大班,,,,爱睡觉\n", &RosterChoices::default(), &known);
    assert_eq!(row.outcome, RosterOutcome::Changed);
    let changes: Vec<_> = row.changes.iter().map(|c| (c.field, c.before.as_str(), c.after.as_str())).collect();
    assert_eq!(changes, [(RosterField::Class, "托小班", "托大班"), (RosterField::Remark, "", "爱睡觉")]);
    assert_eq!(row.values.unwrap().guardians, known.infants[0].row.guardians);
}

#[test]
fn a_second_guardian_is_added_and_none_is_taken_away() {
    let known = nursery(CHILD);
    let row =
        only("张三,男,2025-01-26,410102202501269914,,李母,母亲,19900010001,\n", &RosterChoices::default(), &known);
    let guardians = row.values.unwrap().guardians;
    assert_eq!(guardians.iter().map(|g| g.name.as_deref().unwrap()).collect::<Vec<_>>(), ["张父", "李母"]);
}

#[test]
fn a_number_of_another_child_is_asked_about() {
    let known = nursery(CHILD);
    let renamed = "张三丰,男,2025-01-26,410102202501269914,托小班,张父,父亲,19900010000,\n";
    let row = only(renamed, &RosterChoices::default(), &known);
    assert_eq!(row.outcome, RosterOutcome::Conflict);
    assert!(matches!(&row.reasons[0].finding, Finding::DocumentOfOther { name, .. } if name == "张三"));
    let other = only(renamed, &decide(2, row.choices[1].answer.clone()), &known);
    assert_eq!((other.outcome, other.choices.len()), (RosterOutcome::New, 0), "without the number");
    let row = only(renamed, &decide(2, row.choices[0].answer.clone()), &known);
    assert_eq!((row.outcome, row.changes.len(), row.changes[0].after.as_str()), (RosterOutcome::Changed, 1, "张三丰"));
}

#[test]
fn the_id_replaces_the_birth_certificate_and_an_old_roster_does_not_bring_it_back() {
    let known = nursery("张三,男,2025-01-26,出生医学证明 T410344761,托小班,张父,父亲,19900010000,\n");
    let preview = judged(&table(CHILD), &RosterChoices::default(), &known);
    assert_eq!(preview.rows[0].outcome, RosterOutcome::Changed);
    let mut known = confirmed(&preview, known);
    assert_eq!(known.infants[0].row.document.as_ref().unwrap().number(), "410102202501269914");
    known.infants[0].former_documents = vec![IdentityDocument::from_text("T410344761").unwrap()];
    let row = only("张三,男,2025-01-26,T410344761,托小班,张父,父亲,19900010000,\n", &RosterChoices::default(), &known);
    assert_eq!(row.outcome, RosterOutcome::Same);
}

#[test]
fn without_a_number_the_telephone_decides_else_a_person() {
    let known = nursery("张三,男,2025-01-26,,托小班,张父,父亲,19900010000,\n");
    let same = only("张三,男,2025-01-26,,托小班,张父,父亲,19900010000,\n", &RosterChoices::default(), &known);
    assert_eq!(same.outcome, RosterOutcome::Same);
    let other_phone = "张三,男,2025-01-26,,托小班,张叔,父亲,19900010009,\n";
    let asked = only(other_phone, &RosterChoices::default(), &known);
    assert_eq!(asked.outcome, RosterOutcome::Conflict);
    assert!(matches!(asked.reasons[0].finding, Finding::PerhapsSame { .. }));
    let another = only(other_phone, &decide(2, RosterAnswer::Another), &known);
    assert_eq!(another.outcome, RosterOutcome::New);
    assert!(another.warnings.iter().any(|w| matches!(w.finding, Finding::SameName { birth: Some(_), .. })));
    let one = only(other_phone, &decide(2, RosterAnswer::Same { infant: known.infants[0].id.clone() }), &known);
    assert_eq!(one.outcome, RosterOutcome::Changed);
}

#[test]
fn one_number_for_two_children_of_the_file_is_asked_about() {
    let rows = format!("{CHILD}李四,男,2025-01-26,410102202501269914,托小班,李父,父亲,19900010005,\n");
    let row = only(&rows, &RosterChoices::default(), &empty());
    assert_eq!((row.outcome, &row.reasons[0].finding), (RosterOutcome::Conflict, &Finding::DocumentInFile { row: 2 }));
    let row = only(&rows, &decide(3, RosterAnswer::Without { field: RosterField::Document }), &empty());
    assert_eq!(row.outcome, RosterOutcome::New);
    assert!(row.values.unwrap().document.is_none());
}

#[test]
fn a_rejected_row_does_not_hide_the_right_one_below() {
    let rows = format!("张三,男,2025-02-30,410102202501269914,托小班,张父,父亲,19900010000,\n{CHILD}");
    let preview = judged(&table(&rows), &RosterChoices::default(), &empty());
    assert_eq!(outcomes(&preview), [RosterOutcome::Rejected, RosterOutcome::New]);
}

#[test]
fn a_missing_class_is_asked_for_only_of_the_new() {
    let blank = "张三,男,2025-01-26,410102202501269914,,张父,父亲,19900010000,\n";
    let row = only(blank, &RosterChoices::default(), &empty());
    assert_eq!((row.outcome, &row.reasons[0].finding), (RosterOutcome::Conflict, &Finding::ClassMissing));
    let row = only(blank, &decide(2, RosterAnswer::Without { field: RosterField::Class }), &empty());
    assert_eq!(row.outcome, RosterOutcome::New);
    assert_eq!(only(blank, &RosterChoices::default(), &nursery(CHILD)).outcome, RosterOutcome::Same);
}

#[test]
fn each_wrong_value_has_its_reason() {
    for (rows, code) in [
        ("张三,男,2027-01-26,,托小班,,,,\n", "birth_in_future"),
        ("张三,男,25-1-26,,托小班,,,,\n", "two_digit_year"),
        ("张三,男孩子,2025-01-26,,托小班,,,,\n", "sex_unreadable"),
        ("张三,,2025-01-26,,托小班,,,,\n", "missing"),
        (",男,2025-01-26,,托小班,,,,\n", "missing"),
        ("张三,男,2025-01-26,410102250126991,托小班,,,,\n", "old_resident_id"),
        ("张三,男,2025-01-26,4.10102E+17,托小班,,,,\n", "rounded"),
        ("张三,男,2025-01-27,410102202501269914,托小班,,,,\n", "birth_differs"),
        ("张三,男,2025-01-26,,托小班,张父,父亲,1990001000,\n", "not_a_phone"),
    ] {
        let row = only(rows, &RosterChoices::default(), &empty());
        assert_eq!(row.outcome, RosterOutcome::Rejected, "{rows}");
        assert_eq!(serde_json::to_value(&row.reasons[0].finding).unwrap()["code"], code, "{rows}");
        assert!(row.reasons[0].cell.as_deref().is_some_and(|cell| cell.ends_with('2')));
        for choice in &row.choices {
            let taken = only(rows, &decide(2, choice.answer.clone()), &empty());
            assert!(taken.reasons != row.reasons, "{choice:?} settles nothing in {rows}");
        }
    }
}

#[test]
fn two_questions_about_one_row_are_answered_one_by_one() {
    let known = nursery("张三,男,2025-01-26,,托小班,张父,父亲,19900010000,\n");
    let asked = "张三,男,2025-01-26,,彩虹班,张叔,父亲,19900010009,\n";
    let mut choices = decide(2, RosterAnswer::Class { class: "tod2".into() });
    let row = only(asked, &choices, &known);
    assert_eq!((row.outcome, row.reasons.len(), row.choices.len()), (RosterOutcome::Conflict, 1, 2));
    choices.decisions.push(RosterDecision { row: 2, answer: row.choices[1].answer.clone() });
    let row = only(asked, &choices, &known);
    assert_eq!((row.outcome, row.values.unwrap().class.as_deref()), (RosterOutcome::New, Some("tod2")));
}

#[test]
fn an_infant_number_serves_one_infant() {
    let csv = "托号,姓名,性别,出生日期,班级,联系电话\n7,甲,男,2025-01-26,托小班,19900010001\n7,乙,女,2025-01-27,托小班,19900010002\n2026001,丙,女,2025-01-28,托小班,19900010003\n";
    let preview = judged(csv, &RosterChoices::default(), &empty());
    let numbers: Vec<_> = preview.rows.iter().map(|r| r.values.as_ref().unwrap().number.map(|n| n.get())).collect();
    assert_eq!((outcomes(&preview), numbers), (vec![RosterOutcome::New; 3], vec![Some(7), None, None]));
}
