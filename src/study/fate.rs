//! How each run of an organisation went: until when it was awake, what its last year awake was like, and its money.
//!
//! All of it is counted from weekly measures, so that a folder read back gives the same as the run itself.

use std::collections::VecDeque;

use crate::model::measures::{Measure, Row};

/// Weeks in a year.
const YEAR: usize = 52;

/// The measures that are counted, in the order of a [`Week`].
pub(crate) const COUNTED: [Measure; 11] = [
    Measure::Awake,
    Measure::Attendance,
    Measure::Members,
    Measure::Joined,
    Measure::Left,
    Measure::Skill,
    Measure::CopingNeed,
    Measure::Money,
    Measure::HoursOutreach,
    Measure::StaffHours,
    Measure::Grant,
];

/// One week of the counted measures.
type Week = [f64; COUNTED.len()];

/// The position of a measure in a [`Week`].
fn of(measure: Measure) -> usize {
    COUNTED.iter().position(|counted| *counted == measure).unwrap_or(0)
}

/// What one run of one organisation was like.
#[derive(Debug, Clone, PartialEq)]
pub struct Fate {
    /// The last week in which it was awake, counted from 0; none where it never was.
    pub last_awake: Option<u32>,
    /// Whether it was awake in the last week of the run.
    pub lasted: bool,
    /// Its last 52 weeks awake, or all of them where there are fewer.
    pub year: LastYear,
    /// Its money over the whole run.
    pub purse: Purse,
}

/// The last year in which an organisation was awake.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LastYear {
    /// Weeks in it.
    pub weeks: u32,
    /// Weeks in which anybody came to a session.
    pub sessions: u32,
    /// People at all of these sessions.
    pub attendance: f64,
    /// Mean number of members.
    pub members: f64,
    /// People who joined.
    pub joined: f64,
    /// Members who left or lapsed.
    pub left: f64,
    /// Mean organising skill of members; NaN where there were none.
    pub skill: f64,
    /// Mean unmet coping need of members; NaN where there were none.
    pub need: f64,
    /// Money at the end of each week.
    pub money: Vec<f64>,
    /// Hours spent on outreach.
    pub outreach: f64,
}

/// An organisation's money over a run.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Purse {
    /// Grant money received, in £.
    pub grants: f64,
    /// The last week in which any came.
    pub last_grant: Option<u32>,
    /// Money at the end of that week.
    pub left_then: f64,
    /// Hours that were paid for.
    pub staff_hours: f64,
    /// The last week in which any were.
    pub last_staff: Option<u32>,
    /// Money at the end of the run.
    pub left: f64,
}

/// Counts the weeks of one run.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counter {
    week: u32,
    last_awake: Option<u32>,
    year: VecDeque<Week>,
    purse: Purse,
}

impl Counter {
    /// Adds a week; weeks come in order.
    pub(crate) fn take(&mut self, week: &[f64]) {
        let Ok(week): Result<Week, _> = week.try_into() else { return };
        let at = |measure| week[of(measure)];
        if at(Measure::Awake) > 0.0 {
            self.last_awake = Some(self.week);
            self.year.push_back(week);
            if self.year.len() > YEAR {
                self.year.pop_front();
            }
        }
        let purse = &mut self.purse;
        purse.left = at(Measure::Money);
        if at(Measure::Grant) > 0.0 {
            purse.grants += at(Measure::Grant);
            purse.last_grant = Some(self.week);
            purse.left_then = at(Measure::Money);
        }
        if at(Measure::StaffHours) > 0.0 {
            purse.staff_hours += at(Measure::StaffHours);
            purse.last_staff = Some(self.week);
        }
        self.week += 1;
    }

    /// What the run was like.
    pub(crate) fn fate(&self) -> Fate {
        let last = self.week.checked_sub(1);
        Fate {
            last_awake: self.last_awake,
            lasted: self.last_awake.is_some() && self.last_awake == last,
            year: last_year(&self.year),
            purse: self.purse,
        }
    }
}

fn last_year(weeks: &VecDeque<Week>) -> LastYear {
    let column = |measure: Measure| weeks.iter().map(move |week| week[of(measure)]);
    let sum = |measure| column(measure).filter(|x| !x.is_nan()).fold(0.0, |sum, x| sum + x);
    let mean = |measure| {
        let known: Vec<f64> = column(measure).filter(|x| !x.is_nan()).collect();
        known.iter().sum::<f64>() / known.len() as f64
    };
    LastYear {
        weeks: weeks.len() as u32,
        sessions: column(Measure::Attendance).filter(|people| *people > 0.0).count() as u32,
        attendance: sum(Measure::Attendance),
        members: mean(Measure::Members),
        joined: sum(Measure::Joined),
        left: sum(Measure::Left),
        skill: mean(Measure::Skill),
        need: mean(Measure::CopingNeed),
        money: column(Measure::Money).collect(),
        outreach: sum(Measure::HoursOutreach),
    }
}

/// The fates of the organisations of a run, and last of the field, from its weekly rows.
pub(crate) fn fates(weeks: &[Vec<Row>]) -> Vec<Fate> {
    let one = |rows: &Vec<Row>| {
        let mut counter = Counter::default();
        rows.iter().for_each(|row| counter.take(&COUNTED.map(|measure| row[measure])));
        counter.fate()
    };
    weeks.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Awake for 60 weeks, with a session every other week; a grant in weeks 10 to 19.
    #[test]
    fn a_run_is_counted_by_hand() {
        let mut counter = Counter::default();
        for week in 0..80 {
            let awake = f64::from(u8::from(week < 60));
            let came = if week < 60 && week % 2 == 0 { 3.0 } else { 0.0 };
            let grant = if (10..20).contains(&week) { 50.0 } else { 0.0 };
            let members = if week < 60 { 4.0 } else { 0.0 };
            counter.take(&[awake, came, members, 1.0, 2.0, f64::NAN, 0.5, f64::from(week), 0.0, grant, grant]);
        }
        let fate = counter.fate();
        assert_eq!((fate.last_awake, fate.lasted), (Some(59), false));
        let year = &fate.year;
        assert_eq!((year.weeks, year.sessions, year.attendance, year.members), (52, 26, 78.0, 4.0));
        assert_eq!((year.joined, year.left, year.need, year.money.len()), (52.0, 104.0, 0.5, 52));
        assert!(year.skill.is_nan());
        let purse = fate.purse;
        assert_eq!((purse.grants, purse.last_grant, purse.left_then), (500.0, Some(19), 19.0));
        assert_eq!((purse.staff_hours, purse.last_staff, purse.left), (500.0, Some(19), 79.0));
        assert_eq!(Counter::default().fate().last_awake, None);
    }
}
