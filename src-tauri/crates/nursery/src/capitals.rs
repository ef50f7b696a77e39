//! Amounts in capital characters (人民币大写), as bills and receipts require:
//! 支付结算办法 附一 and 会计基础工作规范 Art. 52.

use crate::money::Fen;

const DIGITS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
const PLACES: [&str; 4] = ["", "拾", "佰", "仟"];
const MYRIADS: [&str; 3] = ["", "万", "亿"];

/// Why a text is no amount in capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CapitalsError {
    /// A character that amounts in capitals do not have, such as 一 or 十.
    #[error("{0} is not used in amounts in capitals")]
    Character(char),
    /// The characters are right, their order is not: 拾元整 instead of 壹拾元整.
    #[error("this is not the way an amount is written in capitals")]
    Form,
}

/// One piece of an amount in capitals.
enum Piece {
    /// Always written, always required.
    Must(&'static str),
    /// Left out by us, accepted from others: the 零 where 万位 or 元位 is zero.
    May(&'static str),
    /// Written by us, missed by nobody: the 整 after 角.
    Should(&'static str),
}

/// The amount in capitals, without the prefix 人民币: 壹仟肆佰零玖元伍角整.
/// Where the rule leaves a 零 free it is left out; 整 follows 元 and 角; negative begins with 负.
#[must_use]
pub fn capitals(amount: Fen) -> String {
    pieces(amount)
        .iter()
        .filter_map(|piece| match piece {
            Piece::Must(text) | Piece::Should(text) => Some(*text),
            Piece::May(_) => None,
        })
        .collect()
}

/// Reads an amount in capitals in any of the permitted ways: with or without 人民币 and the free
/// 零, 圆 for 元, 正 for 整, and no 整 after 角.
///
/// # Errors
/// [`CapitalsError`] for everything else.
pub fn parse_capitals(text: &str) -> Result<Fen, CapitalsError> {
    let text = text.trim();
    let text = text.strip_prefix("人民币").unwrap_or(text).replace(['圆', '圓'], "元").replace('正', "整");
    let amount = value(&text)?;
    let mut rest = text.as_str();
    for piece in pieces(amount) {
        rest = match piece {
            Piece::Must(part) => rest.strip_prefix(part).ok_or(CapitalsError::Form)?,
            Piece::May(part) | Piece::Should(part) => rest.strip_prefix(part).unwrap_or(rest),
        };
    }
    if rest.is_empty() { Ok(amount) } else { Err(CapitalsError::Form) }
}

fn pieces(amount: Fen) -> Vec<Piece> {
    use Piece::{May, Must, Should};
    let magnitude = amount.fen().unsigned_abs();
    let (yuan, jiao, fen) = (magnitude / 100, magnitude / 10 % 10, magnitude % 10);
    let mut out = Vec::new();
    if amount.is_negative() {
        out.push(Must("负"));
    }
    if yuan > 0 {
        whole(yuan, &mut out);
        out.push(Must("元"));
    } else if magnitude == 0 {
        out.extend([Must("零"), Must("元")]);
    }
    if jiao > 0 {
        if yuan > 0 && yuan % 10 == 0 {
            out.push(May("零"));
        }
        out.extend([Must(digit(jiao)), Must("角")]);
    } else if fen > 0 && yuan > 0 {
        out.push(Must("零"));
    }
    match (jiao, fen) {
        (0, 0) => out.push(Must("整")),
        (_, 0) => out.push(Should("整")),
        _ => out.extend([Must(digit(fen)), Must("分")]),
    }
    out
}

/// The yuan, in groups of four digits, each followed by its 亿 or 万.
fn whole(yuan: u64, out: &mut Vec<Piece>) {
    let mut above: Option<u64> = None;
    let mut skipped = false;
    for (myriad, name) in MYRIADS.iter().enumerate().rev() {
        let group = yuan / 10_000_u64.pow(myriad as u32) % 10_000;
        if group == 0 {
            skipped = above.is_some();
            continue;
        }
        match above {
            Some(_) if skipped || group < 1_000 => out.push(Piece::Must("零")),
            Some(higher) if higher % 10 == 0 => out.push(Piece::May("零")),
            _ => {}
        }
        four_digits(group, out);
        if !name.is_empty() {
            out.push(Piece::Must(name));
        }
        (above, skipped) = (Some(group), false);
    }
}

fn four_digits(group: u64, out: &mut Vec<Piece>) {
    let (mut begun, mut zero) = (false, false);
    for (place, name) in PLACES.iter().enumerate().rev() {
        let at = group / 10_u64.pow(place as u32) % 10;
        if at == 0 {
            zero = begun;
            continue;
        }
        if zero {
            out.push(Piece::Must("零"));
        }
        out.push(Piece::Must(digit(at)));
        if !name.is_empty() {
            out.push(Piece::Must(name));
        }
        (begun, zero) = (true, false);
    }
}

fn digit(at: u64) -> &'static str {
    DIGITS[(at % 10) as usize]
}

/// The value by a lenient reading; [`parse_capitals`] then compares with the exact form.
fn value(text: &str) -> Result<Fen, CapitalsError> {
    let (negative, text) = match text.strip_prefix('负') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (mut total, mut yuan, mut group, mut pending) = (0i64, 0i64, 0i64, 0i64);
    for c in text.chars() {
        let mut of = [0; 4];
        let s: &str = c.encode_utf8(&mut of);
        if let Some(digit) = DIGITS.iter().position(|known| *known == s) {
            pending = digit as i64;
            continue;
        }
        // Saturating is enough: a sum that large has no exact form to compare with.
        match c {
            '拾' => group = group.saturating_add(pending * 10),
            '佰' => group = group.saturating_add(pending * 100),
            '仟' => group = group.saturating_add(pending * 1_000),
            '万' => (yuan, group) = (yuan.saturating_add(group.saturating_add(pending).saturating_mul(10_000)), 0),
            '亿' => {
                (yuan, group) = (yuan.saturating_add(group.saturating_add(pending).saturating_mul(100_000_000)), 0)
            }
            '元' => {
                total = total.saturating_add(yuan.saturating_add(group).saturating_add(pending).saturating_mul(100));
                (yuan, group) = (0, 0);
            }
            '角' => total = total.saturating_add(pending * 10),
            '分' => total = total.saturating_add(pending),
            '整' => {}
            other => return Err(CapitalsError::Character(other)),
        }
        pending = 0;
    }
    Fen::new(if negative { -total } else { total }).map_err(|_| CapitalsError::Form)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const VECTORS: &str = include_str!("../tests-data/rmb_vectors.csv");

    fn fen(n: i64) -> Fen {
        Fen::new(n).unwrap()
    }

    #[test]
    fn every_row_of_the_table() {
        let mut rows = 0;
        for row in csv::Reader::from_reader(VECTORS.as_bytes()).records() {
            let row = row.unwrap();
            let amount = fen(row[0].parse().unwrap());
            assert_eq!(row[1].parse::<Fen>(), Ok(amount));
            assert_eq!(capitals(amount), &row[2], "{amount}");
            assert_eq!(parse_capitals(&row[2]), Ok(amount));
            rows += 1;
        }
        assert_eq!(rows, 57);
    }

    #[test]
    fn permitted_ways() {
        for (amount, text) in [
            (168_032, "壹仟陆佰捌拾元零叁角贰分"),
            (10_700_053, "壹拾万柒仟元零伍角叁分"),
            (10_700_053, "壹拾万零柒仟元伍角叁分"),
            (140_950, "壹仟肆佰零玖元伍角"),
            (10_050, "壹佰元零伍角整"),
            (218_000, "人民币贰仟壹佰捌拾圆正"),
        ] {
            assert_eq!(parse_capitals(text), Ok(fen(amount)), "{text}");
        }
    }

    #[test]
    fn forbidden_ways() {
        for text in [
            "壹佰十元整",
            "拾元整",
            "壹佰零万壹仟元整",
            "贰仟元",
            "壹元壹分",
            "壹元壹分整",
            "壹元零零壹分",
            "一元整",
            "",
            "整",
            "零",
            "负零元整",
            "壹元整壹角",
            "壹亿亿元整",
            "壹佰壹佰元整",
            "玖仟亿玖仟亿元整",
        ] {
            assert!(parse_capitals(text).is_err(), "{text}");
        }
        assert_eq!(parse_capitals("壹佰十元整"), Err(CapitalsError::Character('十')));
    }

    proptest! {
        #[test]
        fn written_and_read_is_identity(amount in prop_oneof![-Fen::MAX.fen()..=Fen::MAX.fen(), -2_000_000..2_000_000i64]) {
            prop_assert_eq!(parse_capitals(&capitals(fen(amount))), Ok(fen(amount)));
        }

        #[test]
        fn any_text_is_answered(text in "[负零壹贰拾佰仟万亿元角分整]{0,40}") {
            if let Ok(amount) = parse_capitals(&text) {
                prop_assert!(capitals(amount).chars().count() + 4 >= text.chars().count());
            }
        }
    }
}
