//! How people came and went in a whole run: by which way they joined, how long those who come have been members, what
//! became of those who left, and what fees brought in.
//!
//! An observer looks at the field after each week. It draws nothing and changes nothing.

use super::measures::Measure;
use super::notes::{Loser, WAYS, Way};
use super::world::World;

/// A column of the table `history.csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HistoryInfo {
    /// Its name, in files and tables.
    pub name: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// What it is.
    pub meaning: &'static str,
}

const fn row(name: &'static str, unit: &'static str, meaning: &'static str) -> HistoryInfo {
    HistoryInfo { name, unit, meaning }
}

/// Months of the first year of membership.
const MONTHS: usize = 12;

/// All columns of the table `history.csv`, in the order of [`History`].
pub const HISTORY: [HistoryInfo; 19 + MONTHS] = [
    row("joined_founders", "people", "founders, and members from the first day on"),
    row("joined_friends", "people", "people who first joined when a member asked them along a tie"),
    row("joined_agency", "people", "people who first joined when an agency sent them or told them of it"),
    row("joined_walk_in", "people", "people who first joined when they came with a problem"),
    row("joined_outreach", "people", "people who first joined when outreach met them"),
    row("joined_sent", "people", "people who first joined when an intervention sent them"),
    row("joined_later", "people", "people who first joined in any way but as founders"),
    row("left_country", "people", "ever-members who have left the country since; newcomers took their places"),
    row("need_joining", "0–1", "mean unmet coping need of those who first joined, without founders, in that week"),
    row("need_never", "0–1", "mean unmet coping need of workers who never joined, in the same weeks, weighted alike"),
    row("lost_vote", "people", "people who left over a lost vote"),
    row("lost_vote_here", "people", "of those who left over a lost vote, people still in the country at the end"),
    row("lost_vote_back", "people", "of these, people who joined again"),
    row("lost_vote_tied", "people", "of these, people with a tie to another of them at the end"),
    row("lost_vote_union", "people", "of these, people in a union at the end"),
    row("fees_year", "£", "the largest income from fees in any 52 weeks"),
    row("union_visit_people", "person-sessions", "people at sessions at which a union spoke to somebody, added up"),
    row("union_visit_joins", "people", "people who joined a union at these sessions"),
    row("commonest_origin", "share", "among members at the end, the share of the origin that most of them have"),
    row("month_1", "share", "of attendances in the first year of membership, the share in the first month"),
    row("month_2", "share", "of attendances in the first year of membership, the share in the second month"),
    row("month_3", "share", "of attendances in the first year of membership, the share in the third month"),
    row("month_4", "share", "of attendances in the first year of membership, the share in the fourth month"),
    row("month_5", "share", "of attendances in the first year of membership, the share in the fifth month"),
    row("month_6", "share", "of attendances in the first year of membership, the share in the sixth month"),
    row("month_7", "share", "of attendances in the first year of membership, the share in the seventh month"),
    row("month_8", "share", "of attendances in the first year of membership, the share in the eighth month"),
    row("month_9", "share", "of attendances in the first year of membership, the share in the ninth month"),
    row("month_10", "share", "of attendances in the first year of membership, the share in the tenth month"),
    row("month_11", "share", "of attendances in the first year of membership, the share in the eleventh month"),
    row("month_12", "share", "of attendances in the first year of membership, the share in the twelfth month"),
];

/// What a run tells of how people came and went, in the order of [`HISTORY`]; NaN where there is nothing to tell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct History(pub [f64; HISTORY.len()]);

/// Weeks in a year.
const YEAR: usize = 52;

/// What has been counted of an organisation, or of all of them.
#[derive(Debug, Clone, Default)]
struct Count {
    /// Attendances in each week of membership; the week of joining is none, since one joins after the session.
    weeks: Vec<u32>,
    /// Fees, week by week.
    fees: Vec<f64>,
    visit_people: u32,
    visit_joins: u32,
    /// Those who had first joined by the last week that was seen, without founders.
    joined: u32,
    /// Need of workers who never joined, summed over joinings, and their number.
    need_never: (f64, u32),
}

/// Looks at the field week by week.
#[derive(Debug, Clone)]
pub(super) struct Watch(Vec<Count>);

impl Watch {
    /// For so many organisations.
    pub(super) fn new(organisations: usize) -> Self {
        Self(vec![Count { weeks: vec![0; YEAR], ..Count::default() }; organisations])
    }

    /// Takes the week that has just ended.
    pub(super) fn take(&mut self, world: &World) {
        let week = world.week as i32 - 1;
        let never = world.rows.last().map_or(f64::NAN, |field| field[Measure::CopingNeedNever]);
        for (count, o) in self.0.iter_mut().zip(&world.organisations) {
            for member in &o.attenders {
                let since = week - world.workers.joined.at(*member as usize);
                if let Some(here) = usize::try_from(since - 1).ok().and_then(|since| count.weeks.get_mut(since)) {
                    *here += 1;
                }
            }
            count.fees.push(o.fees);
            if o.week.union_contacts > 0 {
                count.visit_people += o.week.attendance;
                count.visit_joins += o.week.union_joins;
            }
            let joined = later(&o.notes.ways);
            let new = joined - std::mem::replace(&mut count.joined, joined);
            if new > 0 && never.is_finite() {
                count.need_never = (count.need_never.0 + never * f64::from(new), count.need_never.1 + new);
            }
        }
    }

    /// What is told of each organisation and last, for the field, of all together.
    pub(super) fn history(&self, world: &World) -> Vec<History> {
        let groups = self.0.len();
        let mut all: Vec<History> = (0..groups).map(|o| self.of(world, &[o])).collect();
        all.push(self.of(world, &(0..groups).collect::<Vec<_>>()));
        all
    }

    fn of(&self, world: &World, organisations: &[usize]) -> History {
        let notes = || organisations.iter().map(|o| &world.organisations[*o].notes);
        let counts = || organisations.iter().map(|o| &self.0[*o]);
        let mut ways = [0u32; WAYS];
        notes().for_each(|notes| ways.iter_mut().zip(notes.ways).for_each(|(sum, here)| *sum += here));
        let (need, joined) = pair(notes().map(|notes| notes.need));
        let (never, joins) = pair(counts().map(|count| count.need_never));
        let losers: Vec<Loser> = notes().flat_map(|notes| notes.losers.iter().copied()).collect();
        let here: Vec<Loser> = losers.iter().copied().filter(|one| !one.gone).collect();
        let is_here = |worker: u32| here.iter().any(|one| one.worker == worker);
        let those = |is: &dyn Fn(&Loser) -> bool| here.iter().filter(|one| is(one)).count() as f64;
        let first_year: Vec<u32> = (0..YEAR).map(|week| counts().map(|count| count.weeks[week]).sum()).collect();
        let weeks = counts().map(|count| count.fees.len()).max().unwrap_or(0);
        let fees: Vec<f64> =
            (0..weeks).map(|week| counts().map(|count| count.fees[week]).fold(0.0, |a, b| a + b)).collect();
        let (people, visit_joins) = (counts().map(|count| count.visit_people), counts().map(|count| count.visit_joins));
        let ways = ways.map(f64::from);
        let mut row = [f64::NAN; HISTORY.len()];
        row[..WAYS].copy_from_slice(&ways);
        let rest = [
            ways[Way::Friend as usize..].iter().sum(),
            f64::from(notes().map(|notes| notes.gone).sum::<u32>()),
            need / f64::from(joined),
            never / f64::from(joins),
            losers.len() as f64,
            here.len() as f64,
            those(&|one| one.back),
            those(&|one| world.ties.row(one.worker).iter().any(|tie| is_here(tie.other()))),
            those(&|one| world.workers.union.at(one.worker as usize) != super::workers::NONE),
            largest_year(&fees),
            f64::from(people.sum::<u32>()),
            f64::from(visit_joins.sum::<u32>()),
            commonest_origin(world, organisations),
        ];
        row[WAYS..WAYS + rest.len()].copy_from_slice(&rest);
        row[WAYS + rest.len()..].copy_from_slice(&months(&first_year));
        History(row)
    }
}

/// Those who joined in any way but as founders.
fn later(ways: &[u32; WAYS]) -> u32 {
    ways[Way::Friend as usize..].iter().sum()
}

/// Sums and numbers added up.
fn pair(each: impl Iterator<Item = (f64, u32)>) -> (f64, u32) {
    each.fold((0.0, 0), |(sum, number), (more, others)| (sum + more, number + others))
}

/// The shares of twelve months in the attendances of a year: a month has four or five weeks, so that their mean counts.
fn months(weeks: &[u32]) -> [f64; MONTHS] {
    let (mut sums, mut numbers) = ([0.0; MONTHS], [0u32; MONTHS]);
    for (week, number) in weeks.iter().enumerate() {
        let month = week * MONTHS / weeks.len();
        sums[month] += f64::from(*number);
        numbers[month] += 1;
    }
    let means: [f64; MONTHS] = std::array::from_fn(|month| sums[month] / f64::from(numbers[month]));
    let all: f64 = means.iter().sum();
    means.map(|mean| mean / all)
}

/// The largest sum of 52 consecutive weeks, or of all weeks of a shorter run.
fn largest_year(weeks: &[f64]) -> f64 {
    let sums = weeks.windows(YEAR.min(weeks.len()).max(1)).map(|year| year.iter().sum::<f64>());
    sums.fold(f64::NAN, f64::max)
}

/// The share of the commonest origin among members; NaN where there are none.
fn commonest_origin(world: &World, organisations: &[usize]) -> f64 {
    let mut numbers: Vec<u32> = Vec::new();
    for member in organisations.iter().flat_map(|o| &world.organisations[*o].members) {
        let index = usize::from(world.workers.origin.at(*member as usize));
        numbers.resize(numbers.len().max(index + 1), 0);
        numbers[index] += 1;
    }
    let all: u32 = numbers.iter().sum();
    f64::from(numbers.iter().copied().max().unwrap_or(0)) / f64::from(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_year_is_of_52_weeks_together() {
        let weeks: Vec<f64> = (0..120).map(|week| if (30..90).contains(&week) { 2.0 } else { 1.0 }).collect();
        assert_eq!(largest_year(&weeks), 104.0);
        assert_eq!(largest_year(&[1.0, 2.0]), 3.0);
        assert!(largest_year(&[]).is_nan());
    }

    #[test]
    fn equal_attendance_gives_equal_months() {
        assert!(months(&[7; YEAR]).iter().all(|share| (share - 1.0 / 12.0).abs() < 1e-12));
        let mut weeks = [0; YEAR];
        weeks[0] = 3;
        weeks[51] = 1;
        let shares = months(&weeks);
        // The first month has five weeks, the last four.
        assert!((shares[0] - (3.0 / 5.0) / (3.0 / 5.0 + 1.0 / 4.0)).abs() < 1e-12 && shares[1] == 0.0, "{shares:?}");
        assert!(months(&[0; YEAR])[0].is_nan());
    }

    #[test]
    fn columns_have_names_of_their_own() {
        for (n, one) in HISTORY.iter().enumerate() {
            assert!(HISTORY[..n].iter().all(|other| other.name != one.name), "{}", one.name);
        }
        assert_eq!(HISTORY[WAYS].name, "joined_later");
        assert_eq!(HISTORY[HISTORY.len() - MONTHS].name, "month_1");
    }
}
