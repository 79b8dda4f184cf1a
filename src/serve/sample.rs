//! Weekly rows thinned to what a chart shows, as short text.

use std::fmt::Write;

use crate::model::measures::{MEASURES, Measure, Row, Sort};

/// The measures that the page draws, in this order.
pub(crate) const SHOWN: [Measure; 36] = [
    Measure::Members,
    Measure::EverMembers,
    Measure::Attendance,
    Measure::Mobilised,
    Measure::Participants,
    Measure::MeanFraming,
    Measure::Rights,
    Measure::Efficacy,
    Measure::Injustice,
    Measure::CopingNeed,
    Measure::Liberation,
    Measure::MeanFramingNever,
    Measure::RightsNever,
    Measure::EfficacyNever,
    Measure::InjusticeNever,
    Measure::CopingNeedNever,
    Measure::LiberationNever,
    Measure::HoursSharing,
    Measure::HoursLearning,
    Measure::HoursTraining,
    Measure::HoursService,
    Measure::HoursOutreach,
    Measure::HoursProfile,
    Measure::HoursCampaigning,
    Measure::StaffHours,
    Measure::TaskConcentration,
    Measure::TaskHolders,
    Measure::Money,
    Measure::Grant,
    Measure::Legitimacy,
    Measure::UnionMembers,
    Measure::Claims,
    Measure::Trust,
    Measure::Awake,
    Measure::Joined,
    Measure::Left,
];

/// Points of a curve: more than a panel of a page has room for.
const MAX_POINTS: u32 = 156;

/// Weeks from one point to the next.
pub(crate) fn stride(weeks: u32) -> u32 {
    weeks.div_ceil(MAX_POINTS).max(1)
}

/// The last week of each point, counted from 0.
pub(crate) fn points(weeks: u32) -> Vec<u32> {
    let stride = stride(weeks);
    (0..weeks.div_ceil(stride)).map(|point| ((point + 1) * stride).min(weeks) - 1).collect()
}

/// Takes weekly rows of one replicate and gives points: of a stock what there is at the end of the point's weeks, of
/// flows and means their mean over those weeks that have a value.
pub(crate) struct Sampler {
    weeks: u32,
    taken: u32,
    /// The first point that was not yet given.
    given: u32,
    /// Of each group and measure: sum and number in the point that is open.
    open: Vec<[(f64, u32); SHOWN.len()]>,
    /// Of each group and measure: the points not yet given, as text with a comma behind each.
    ready: Vec<Vec<String>>,
}

impl Sampler {
    /// For a run of so many weeks and row groups.
    pub(crate) fn new(weeks: u32, groups: usize) -> Self {
        let open = vec![[(0.0, 0); SHOWN.len()]; groups];
        Self { weeks, taken: 0, given: 0, open, ready: vec![vec![String::new(); SHOWN.len()]; groups] }
    }

    /// Takes the rows of a week, one a group.
    pub(crate) fn take(&mut self, rows: &[Row]) {
        self.taken += 1;
        let closes = self.taken.is_multiple_of(stride(self.weeks)) || self.taken == self.weeks;
        for ((open, ready), row) in self.open.iter_mut().zip(&mut self.ready).zip(rows) {
            for ((measure, (sum, number)), text) in SHOWN.into_iter().zip(open.iter_mut()).zip(ready) {
                let value = row[measure];
                if MEASURES[measure as usize].sort == Sort::Stock {
                    (*sum, *number) = (value, 1);
                } else if !value.is_nan() {
                    *sum += value;
                    *number += 1;
                }
                if closes {
                    short(*sum / f64::from(*number), text);
                    text.push(',');
                    (*sum, *number) = (0.0, 0);
                }
            }
        }
    }

    /// The points since the last time: the index of the first, and `[[[points] of a measure] of a group]`.
    pub(crate) fn give(&mut self) -> (u32, String) {
        let mut out = String::from("[");
        for (g, group) in self.ready.iter_mut().enumerate() {
            out.push_str(if g > 0 { ",[" } else { "[" });
            for (m, points) in group.iter_mut().enumerate() {
                out.push_str(if m > 0 { ",[" } else { "[" });
                out.push_str(points.strip_suffix(',').unwrap_or(points));
                out.push(']');
                points.clear();
            }
            out.push(']');
        }
        out.push(']');
        let first = self.given;
        self.given = if self.taken == self.weeks {
            self.weeks.div_ceil(stride(self.weeks))
        } else {
            self.taken / stride(self.weeks)
        };
        (first, out)
    }
}

/// A number with four digits; `null` for NaN and infinities.
pub(crate) fn short(x: f64, out: &mut String) {
    if x.is_finite() {
        let rounded: f64 = crate::text::rounded(x, 4);
        let _ = write!(out, "{}", if rounded == 0.0 { 0.0 } else { rounded });
    } else {
        out.push_str("null");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        for (x, text) in
            [(0.0, "0"), (-0.0, "0"), (12.0, "12"), (0.123_456, "0.1235"), (123_456.0, "123500"), (f64::NAN, "null")]
        {
            let mut out = String::new();
            short(x, &mut out);
            assert_eq!(out, text);
        }
    }

    /// Ten weeks by one: each its own point. 400 weeks by three: stocks are the third week's, flows the mean of three.
    #[test]
    fn stocks_end_and_flows_are_means() {
        assert_eq!(points(10), (0..10).collect::<Vec<_>>());
        assert_eq!(points(400)[..2], [2, 5]);
        assert_eq!(points(400).last(), Some(&399));
        let mut sampler = Sampler::new(400, 1);
        for week in 0..7 {
            let mut row = Row::default();
            row[Measure::Members] = f64::from(week);
            row[Measure::Attendance] = f64::from(week);
            sampler.take(&[row]);
        }
        let (first, text) = sampler.give();
        let values: Vec<Vec<Vec<Option<f64>>>> = serde_json::from_str(&text).expect("JSON");
        assert_eq!(first, 0);
        assert_eq!(values[0][0], [Some(2.0), Some(5.0)]);
        assert_eq!(values[0][2], [Some(1.0), Some(4.0)]);
        assert_eq!(values[0][5], [None, None]);
        assert_eq!(sampler.give().0, 2);
    }
}
