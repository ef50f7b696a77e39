//! The glossary: one word for one thing on every screen and form (`data/glossary.csv`).

use std::sync::OnceLock;

/// One term of the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The Chinese term, as law and forms use it.
    pub zh: String,
    /// The English term of the screens.
    pub en: String,
    /// What it means, where it may be used.
    pub note: String,
}

/// All terms, in the order of the file.
#[must_use]
pub fn glossary() -> &'static [Term] {
    static TERMS: OnceLock<Vec<Term>> = OnceLock::new();
    TERMS.get_or_init(|| {
        include_str!("../../data/glossary.csv")
            .lines()
            .skip(1)
            .filter_map(|line| {
                let mut cells = cells(line).into_iter();
                Some(Term { zh: cells.next()?, en: cells.next()?, note: cells.next().unwrap_or_default() })
            })
            .collect()
    })
}

/// The cells of one CSV line with quoted commas.
fn cells(line: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => out.push(String::new()),
            c => out.last_mut().into_iter().for_each(|cell| cell.push(c)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_has_both_words() {
        assert_eq!(glossary().len(), 216);
        assert!(glossary().iter().all(|term| !term.zh.is_empty() && !term.en.is_empty()));
        assert!(glossary().iter().any(|term| term.zh == "预收费时间跨度" && term.note.contains("at most 3 months")));
    }
}
