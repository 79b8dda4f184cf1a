//! Does it last? Measures of a whole run, from the weekly rows.

use super::measures::{Measure, Row};

/// What a column of the run table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutcomeInfo {
    /// Its name, in files and on the command line.
    pub name: &'static str,
    /// A few words for tables and figures.
    pub label: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// What it is.
    pub meaning: &'static str,
}

macro_rules! outcomes {
    ($($(#[doc = $meaning:literal])+ $variant:ident $name:literal $label:literal $unit:literal;)+) => {
        /// A column of the run table.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Outcome { $($(#[doc = $meaning])+ $variant),+ }

        /// All columns of the run table, in order.
        pub const OUTCOMES: &[OutcomeInfo] = &[
            $(OutcomeInfo { name: $name, label: $label, unit: $unit, meaning: concat!($($meaning),+) }),+
        ];
    };
}

outcomes! {
    /// 1 if the organisation is awake at the end, 0 if it sleeps.
    Survived "survived" "awake at the end" "share";
    /// People who ever joined; somebody who comes back to it is not counted again.
    EverMembers "ever_members" "ever-members" "people";
    /// Mean members in the last year.
    Members "members" "members, last year" "people";
    /// Mean attendance in the last year.
    Attendance "attendance" "attendance, last year" "people";
    /// Mean number of mobilised people in the last year.
    Mobilised "mobilised" "mobilised, last year" "people";
    /// Largest yearly mean of mobilised people.
    PeakMobilised "peak_mobilised" "mobilised, best year" "people";
    /// Mobilised people summed over all weeks.
    MobilisedWeeks "mobilised_weeks" "mobilised person-weeks" "person-weeks";
    /// Mean number of people in the last year who acted of late on any call, about work or ethnicity.
    Acted "acted" "acted on any call, last year" "people";
    /// People who acted of late on any call, summed over all weeks.
    ActedWeeks "acted_weeks" "person-weeks of acting on any call" "person-weeks";
    /// Mean attendance of the last year over that of the best year.
    RetentionAttendance "retention_attendance" "attendance kept" "share of best year";
    /// Mean mobilised of the last year over that of the best year.
    Retention "retention" "mobilisation kept" "share of best year";
    /// Weeks from the best half year of mobilised people until its half is no longer reached; blank where it still is at the end.
    HalfLife "half_life" "half-life after the peak" "weeks";
    /// Weeks with attendance at or above the threshold (knob threshold).
    WeeksAbove "weeks_above" "weeks above threshold" "weeks";
    /// Attendance kept a year after leaders first step down: the half year around it over the half year before; blank without such an intervention.
    StepDownRetention "step_down_retention" "attendance kept after step-down" "share";
    /// Share of those who joined in the second half of the run among all who were mobilised in the last year; blank where nobody was.
    NewcomersMobilised "newcomers_mobilised" "later joiners among mobilised" "share";
    /// People who acted on calls, summed over calls.
    Participations "participations" "participations" "people × calls";
    /// Calls won: they met their own aims, as a hearing or a promise.
    CallsWon "calls_won" "calls won" "calls";
    /// Calls about work won.
    EmploymentCallsWon "employment_calls_won" "calls about work won" "calls";
    /// Individual claims won.
    ClaimsWon "claims_won" "claims won" "claims";
    /// People who joined a union where the organisation let it in; for the field, anywhere.
    UnionJoins "union_joins" "union joiners" "people";
    /// Those who joined over those whom the union spoke to; blank without contacts.
    UnionUptake "union_uptake" "union uptake a contact" "share";
    /// Mean of the three framings in the last year.
    MeanFraming "mean_framing" "mean framing, last year" "0–1";
    /// Mean perceived injustice in the last year.
    Injustice "injustice" "injustice, last year" "0–1";
    /// Mean rights knowledge in the last year.
    Rights "rights" "rights, last year" "0–1";
    /// Mean efficacy in the last year.
    Efficacy "efficacy" "efficacy, last year" "0–1";
    /// Mean unmet coping need in the last year.
    CopingNeed "coping_need" "coping need, last year" "0–1";
    /// Mean trust of members' ties in the last year.
    Trust "trust" "trust of all ties, last year" "0–1";
    /// Mean trust of members' ties made in sessions, in the last year.
    MeetingTrust "meeting_trust" "trust of ties made there, last year" "0–1";
    /// Mean concentration of tasks in the last year.
    TaskConcentration "task_concentration" "task concentration, last year" "0–1";
    /// External legitimacy at the end.
    Legitimacy "legitimacy" "legitimacy at the end" "0–1";
    /// Money at the end.
    Money "money" "money at the end" "£";
}

/// One row of the run table; NaN where an outcome has no value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OutcomeRow(pub [f64; OUTCOMES.len()]);

impl std::ops::Index<Outcome> for OutcomeRow {
    type Output = f64;
    fn index(&self, outcome: Outcome) -> &f64 {
        &self.0[outcome as usize]
    }
}

/// Weeks in a year.
const YEAR: usize = 52;

/// The outcomes of a run from its weeks, in order. `founded` is the week the organisation began,
/// `step_down` the week leaders first step down, if they do, `threshold` the attendance that counts.
/// `later_joiners` is the share counted at the end by the engine.
pub fn outcomes(
    weeks: &[Row],
    founded: usize,
    step_down: Option<usize>,
    threshold: f64,
    later_joiners: f64,
) -> OutcomeRow {
    let weeks = &weeks[founded.min(weeks.len())..];
    let column = |m: Measure| weeks.iter().map(move |row| row[m]);
    let sum = |m: Measure| column(m).filter(|x| !x.is_nan()).sum::<f64>();
    let last = |m: Measure| weeks.last().map_or(f64::NAN, |row| row[m]);
    let last_year = |m: Measure| mean(column(m).skip(weeks.len().saturating_sub(YEAR)));
    let attendance: Vec<f64> = column(Measure::Attendance).collect();
    let mobilised: Vec<f64> = column(Measure::Mobilised).collect();
    let best_attendance = best(&attendance, YEAR).1;
    let best_mobilised = best(&mobilised, YEAR).1;

    let mut row = OutcomeRow([f64::NAN; OUTCOMES.len()]);
    let mut set = |outcome: Outcome, value: f64| row.0[outcome as usize] = value;
    set(Outcome::Survived, f64::from(u8::from(last(Measure::Awake) > 0.0)));
    set(Outcome::EverMembers, last(Measure::EverMembers));
    set(Outcome::Members, last_year(Measure::Members));
    set(Outcome::Attendance, last_year(Measure::Attendance));
    set(Outcome::Mobilised, last_year(Measure::Mobilised));
    set(Outcome::PeakMobilised, best_mobilised);
    set(Outcome::MobilisedWeeks, sum(Measure::Mobilised));
    set(Outcome::Acted, last_year(Measure::Acted));
    set(Outcome::ActedWeeks, sum(Measure::Acted));
    set(Outcome::RetentionAttendance, ratio(last_year(Measure::Attendance), best_attendance));
    set(Outcome::Retention, ratio(last_year(Measure::Mobilised), best_mobilised));
    set(Outcome::HalfLife, half_life(&mobilised));
    set(Outcome::WeeksAbove, attendance.iter().filter(|x| **x >= threshold).count() as f64);
    set(Outcome::StepDownRetention, step_down.map_or(f64::NAN, |week| kept(&attendance, week.saturating_sub(founded))));
    set(Outcome::NewcomersMobilised, later_joiners);
    set(Outcome::Participations, sum(Measure::Participants));
    set(Outcome::CallsWon, sum(Measure::CallsWon));
    set(Outcome::EmploymentCallsWon, sum(Measure::EmploymentCallsWon));
    set(Outcome::ClaimsWon, sum(Measure::ClaimsWon));
    set(Outcome::UnionJoins, sum(Measure::UnionJoins));
    set(Outcome::UnionUptake, ratio(sum(Measure::UnionJoins), sum(Measure::UnionContacts)));
    for (outcome, measure) in [
        (Outcome::MeanFraming, Measure::MeanFraming),
        (Outcome::Injustice, Measure::Injustice),
        (Outcome::Rights, Measure::Rights),
        (Outcome::Efficacy, Measure::Efficacy),
        (Outcome::CopingNeed, Measure::CopingNeed),
        (Outcome::Trust, Measure::Trust),
        (Outcome::MeetingTrust, Measure::MeetingTrust),
        (Outcome::TaskConcentration, Measure::TaskConcentration),
    ] {
        set(outcome, last_year(measure));
    }
    set(Outcome::Legitimacy, last(Measure::Legitimacy));
    set(Outcome::Money, last(Measure::Money));
    row
}

/// Mean of the values there are; NaN where there are none.
fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut n) = (0.0, 0u32);
    for x in values.filter(|x| !x.is_nan()) {
        sum += x;
        n += 1;
    }
    sum / f64::from(n)
}

fn ratio(a: f64, b: f64) -> f64 {
    if b > 0.0 { a / b } else { f64::NAN }
}

/// The best stretch of `length` weeks (or all, where there are fewer): its first week and its mean.
fn best(values: &[f64], length: usize) -> (usize, f64) {
    if values.is_empty() {
        return (0, f64::NAN);
    }
    let length = length.min(values.len());
    let mut sum: f64 = values[..length].iter().sum();
    let mut found = (0, sum);
    for start in 1..=values.len() - length {
        sum += values[start + length - 1] - values[start - 1];
        if sum > found.1 {
            found = (start, sum);
        }
    }
    (found.0, found.1 / length as f64)
}

/// Weeks from the end of the best half year until half its mean is not reached again.
fn half_life(values: &[f64]) -> f64 {
    let (start, peak) = best(values, YEAR / 2);
    if peak.is_nan() || peak <= 0.0 {
        return f64::NAN;
    }
    let end = start + (YEAR / 2).min(values.len());
    match values.iter().rposition(|x| *x >= peak / 2.0) {
        Some(week) if week + 1 >= values.len() => f64::NAN,
        Some(week) => (week + 1).saturating_sub(end) as f64,
        None => 0.0,
    }
}

/// Attendance a year after a week, over that before it, half a year each.
fn kept(attendance: &[f64], week: usize) -> f64 {
    let before = &attendance[week.saturating_sub(YEAR / 2)..week.min(attendance.len())];
    let after = attendance.get(week + YEAR - YEAR / 4..week + YEAR + YEAR / 4);
    after.map_or(f64::NAN, |after| ratio(mean(after.iter().copied()), mean(before.iter().copied())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_year_is_the_best() {
        let values: Vec<f64> = (0..200).map(|t| if (60..112).contains(&t) { 10.0 } else { 1.0 }).collect();
        assert_eq!(best(&values, YEAR), (60, 10.0));
        assert!(best(&[], YEAR).1.is_nan());
    }

    #[test]
    fn half_life_counts_from_the_end_of_the_peak() {
        let mut values = vec![10.0; 26];
        values.extend(vec![6.0; 30]);
        values.extend(vec![4.0; 30]);
        assert_eq!(half_life(&values), 30.0);
        assert!(half_life(&[10.0; 60]).is_nan(), "still there at the end");
        assert!(half_life(&[0.0; 60]).is_nan(), "never there");
    }

    #[test]
    fn attendance_kept_after_a_step_down() {
        let attendance: Vec<f64> = (0..300).map(|t| if t < 100 { 20.0 } else { 5.0 }).collect();
        assert_eq!(kept(&attendance, 100), 0.25);
        assert!(kept(&attendance, 280).is_nan(), "the year after is not in the run");
    }
}
