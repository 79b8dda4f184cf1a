//! Sums over the ties of a group, kept until the ties or the group change.

use crate::number::simd::vectorised;

use super::measures::{Measure, Row as Measures};
use super::ties::{Row, Ties};

/// What is known of the ties of a group, until they change.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known {
    /// How often ties and the group had changed.
    pub changes: (u64, u64),
    pub sums: Sums,
}

/// Sums over the ties of a group of people.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    pub people: u64,
    pub degree: u64,
    pub crossing: u64,
    pub meeting: u64,
    pub trust: f64,
    /// Of ties made in sessions; nothing for the field.
    pub meeting_trust: Option<f64>,
}

impl Sums {
    pub(crate) fn of(ties: &Ties, people: impl Iterator<Item = u32>) -> Self {
        vectorised(
            #[inline(always)]
            || {
                let mut sums = Self { meeting_trust: Some(0.0), ..Self::default() };
                for person in people {
                    let row = ties.row(person);
                    sums.people += 1;
                    sums.degree += row.len() as u64;
                    sums.over(row);
                }
                sums
            },
        )
    }

    /// Adds what some half-ties are.
    #[inline(always)]
    fn over(&mut self, halves: Row<'_>) {
        let (crossing, meeting) = halves.crossing_and_meeting();
        self.crossing += u64::from(crossing);
        self.meeting += u64::from(meeting);
        self.trust += halves.trust();
        if let Some(sum) = &mut self.meeting_trust {
            *sum += if meeting > 0 { halves.meeting_trust() } else { 0.0 };
        }
    }

    pub(crate) fn write(&self, row: &mut Measures) {
        let all = self.degree as f64;
        row[Measure::MeanDegree] = all / self.people as f64;
        row[Measure::CrossOriginShare] = self.crossing as f64 / all;
        row[Measure::MeetingShare] = self.meeting as f64 / all;
        row[Measure::Trust] = self.trust / all;
        row[Measure::MeetingTrust] = self.meeting_trust.map_or(f64::NAN, |sum| sum / self.meeting as f64);
    }
}
