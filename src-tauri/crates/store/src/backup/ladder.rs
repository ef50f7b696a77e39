//! Which backups stay when there are many: fewer, the older they are.

use crate::disk;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// How many hours, days and months keep a backup, each its last one.
///
/// Only hours, days and months that have a whole backup are counted: after the holidays the last
/// backups before them are still there, and a wrong clock cannot empty the folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ladder {
    /// Hours.
    pub hours: usize,
    /// Civil days.
    pub days: usize,
    /// Calendar months.
    pub months: usize,
    /// The zone of days and months, ms east of UTC.
    pub zone: i64,
}

/// A backup as the ladder sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rung {
    /// When it was taken, ms UTC.
    pub taken_at: i64,
    /// Whether it is whole. One that is not is kept where there is no better, and costs no whole one
    /// its place.
    pub whole: bool,
}

impl Ladder {
    /// 24 hours, 30 days, 12 months in a zone, ms east of UTC.
    pub const fn new(zone: i64) -> Ladder {
        Ladder { hours: 24, days: 30, months: 12, zone }
    }

    /// For each backup whether it stays. The last whole one always does.
    pub fn keeps(&self, rungs: &[Rung]) -> Vec<bool> {
        let mut keeps = vec![false; rungs.len()];
        let mut newest_first: Vec<usize> = (0..rungs.len()).collect();
        newest_first.sort_by_key(|&i| std::cmp::Reverse((rungs[i].taken_at, i)));
        if let Some(&last) = newest_first.iter().find(|&&i| rungs[i].whole) {
            keeps[last] = true;
        }
        let local = |i: usize| rungs[i].taken_at + self.zone;
        let month = |i: usize| {
            let (year, month, _) = disk::civil(local(i).div_euclid(DAY));
            year * 12 + month
        };
        let steps: [(usize, &dyn Fn(usize) -> i64); 3] = [
            (self.hours, &|i| local(i).div_euclid(HOUR)),
            (self.days, &|i| local(i).div_euclid(DAY)),
            (self.months, &month),
        ];
        for (many, slot) in steps {
            let mut whole_ones = 0;
            for same in newest_first.chunk_by(|&a, &b| slot(a) == slot(b)) {
                if whole_ones == many {
                    break;
                }
                let whole = same.iter().find(|&&i| rungs[i].whole);
                whole_ones += usize::from(whole.is_some());
                if let Some(&best) = whole.or(same.first()) {
                    keeps[best] = true;
                }
            }
        }
        keeps
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LADDER: Ladder = Ladder::new(8 * HOUR);
    /// 2026-08-24 00:00 in the zone.
    const MONDAY: i64 = 1_787_500_800_000;

    fn whole(taken_at: i64) -> Rung {
        Rung { taken_at, whole: true }
    }

    /// Takes a backup each `every` ms and thins after each, as the program does.
    fn live(count: i64, every: i64) -> Vec<i64> {
        let mut rungs: Vec<Rung> = Vec::new();
        for n in 0..count {
            rungs.push(whole(MONDAY + n * every));
            let mut keeps = LADDER.keeps(&rungs).into_iter();
            rungs.retain(|_| keeps.next().unwrap());
        }
        rungs.into_iter().map(|rung| rung.taken_at).collect()
    }

    #[test]
    fn two_years_of_hours_leave_hours_days_and_months() {
        let left = live(2 * 365 * 24, HOUR);
        let last = MONDAY + (2 * 365 * 24 - 1) * HOUR;
        for hour in 0..24 {
            assert!(left.contains(&(last - hour * HOUR)), "hour {hour}");
        }
        for day in 0..30 {
            assert!(left.contains(&(last - day * DAY)), "day {day}");
        }
        // The last is 2028-08-22; the months before it end at 23:00 of their last day.
        let ends: Vec<_> = left.iter().map(|at| disk::civil((at + LADDER.zone).div_euclid(DAY))).collect();
        for end in [(2028, 7, 31), (2028, 2, 29), (2027, 9, 30)] {
            assert!(ends.contains(&end), "{end:?}");
        }
        // One hour is also the day's last; one day also the month's, another (July 31) a month's.
        assert_eq!(left.len(), 24 + 29 + 10);
    }

    #[test]
    fn a_day_ends_at_midnight_of_the_zone() {
        let ladder = Ladder { hours: 0, days: 2, months: 0, zone: 8 * HOUR };
        let rungs = [whole(MONDAY - 1), whole(MONDAY), whole(MONDAY + HOUR)];
        assert_eq!(ladder.keeps(&rungs), [true, false, true]);
    }

    #[test]
    fn months_without_backups_are_not_counted() {
        let sparse: Vec<Rung> = (0..10).map(|n| whole(MONDAY + n * 100 * DAY)).collect();
        assert_eq!(LADDER.keeps(&sparse), vec![true; 10]);
    }

    #[test]
    fn a_damaged_one_never_takes_the_place_of_a_whole_one() {
        let ladder = Ladder { hours: 1, days: 0, months: 0, zone: 0 };
        let damaged = |taken_at| Rung { taken_at, whole: false };
        // In the same hour the whole one stays, though it is older.
        assert_eq!(ladder.keeps(&[whole(MONDAY), damaged(MONDAY + 1)]), [true, false]);
        // An hour with a damaged one only is kept besides.
        assert_eq!(ladder.keeps(&[whole(MONDAY), damaged(MONDAY + HOUR)]), [true, true]);
        assert_eq!(ladder.keeps(&[damaged(MONDAY)]), [true]);
        assert_eq!(Ladder { hours: 0, ..ladder }.keeps(&[whole(MONDAY), damaged(MONDAY)]), [true, false]);
    }

    proptest! {
        #[test]
        fn any_folder_keeps_its_last_whole_one_and_thinning_twice_is_thinning_once(
            rungs in prop::collection::vec((0..4 * 365 * DAY, any::<bool>()), 0..200)
        ) {
            let rungs: Vec<Rung> = rungs.into_iter().map(|(at, whole)| Rung { taken_at: MONDAY + at, whole }).collect();
            let keeps = LADDER.keeps(&rungs);
            let left: Vec<Rung> = rungs.iter().zip(&keeps).filter(|(_, keep)| **keep).map(|(rung, _)| *rung).collect();
            let last = |rungs: &[Rung]| rungs.iter().filter(|r| r.whole).map(|r| r.taken_at).max();
            prop_assert_eq!(last(&left), last(&rungs));
            prop_assert!(left.iter().filter(|rung| rung.whole).count() <= 24 + 30 + 12);
            prop_assert!(LADDER.keeps(&left).into_iter().all(|keep| keep));
        }
    }
}
