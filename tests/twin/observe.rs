//! Process 13: measures are copied out (docs/model.md, Measures).

use mobilise::model::measures::{Measure as M, Row};

use super::organisation::{Doer, Happened, Life};
use super::world::World;

/// Newcomers count as such for this many weeks.
const NEWCOMER_WEEKS: i64 = 26;
/// Ledger entry from which somebody counts among the task holders.
const HOLDER: f64 = 0.36;

impl World {
    pub fn observe(&mut self) {
        let mut rows: Vec<Row> = (0..self.organisations.len()).map(|o| self.row_of_organisation(o)).collect();
        rows.push(self.row_of_field(&rows));
        self.rows = rows;
    }

    fn row_of_organisation(&self, o: usize) -> Row {
        let mut row = Row::default();
        let organisation = &self.organisations[o];
        let members = &organisation.members;
        row[M::Members] = members.len() as f64;
        row[M::EverMembers] = f64::from(organisation.ever_members);
        row[M::Attendance] = organisation.week.attendance as f64;
        row[M::Mobilised] = members.iter().filter(|i| self.acted_on_work_of_late(**i)).count() as f64;
        row[M::Acted] = members.iter().filter(|i| self.acted_of_late(**i)).count() as f64;
        row[M::UnionMembers] = members.iter().filter(|i| self.workers[**i].union.is_some()).count() as f64;
        happenings(&mut row, &organisation.week);
        self.means(&mut row, members);
        let week = i64::from(self.week);
        let new = |i: &usize| week - i64::from(self.workers[*i].joined) < NEWCOMER_WEEKS;
        self.means_of_newcomers(&mut row, &members.iter().copied().filter(new).collect::<Vec<_>>());
        row[M::UnionAccess] = organisation.access;
        self.tasks_measured(&mut row, o);
        row[M::SessionQuality] = organisation.week.quality;
        for (activity, hours) in organisation.hours.iter().enumerate() {
            row.0[M::HoursSharing as usize + activity] = *hours;
        }
        row[M::StaffHours] = organisation.staff_hours;
        row[M::Money] = organisation.money;
        row[M::Grant] = organisation.week.grant;
        row[M::Legitimacy] = organisation.legitimacy;
        row[M::Awake] = if organisation.life == Life::Awake { 1.0 } else { 0.0 };
        self.network_measured(&mut row, members);
        row
    }

    fn row_of_field(&self, rows: &[Row]) -> Row {
        let mut row = Row::default();
        let all: Vec<usize> = (0..self.workers.len()).collect();
        happenings(&mut row, &self.outside);
        for flow in [
            M::Members,
            M::Attendance,
            M::Joined,
            M::Left,
            M::Calls,
            M::EmploymentCalls,
            M::EmploymentParticipants,
            M::EmploymentCallsWon,
            M::Asked,
            M::Participants,
            M::CallsWon,
            M::Claims,
            M::ClaimsWon,
            M::UnionContacts,
            M::UnionJoins,
            M::TaskHolders,
            M::HoursSharing,
            M::HoursLearning,
            M::HoursTraining,
            M::HoursService,
            M::HoursOutreach,
            M::HoursProfile,
            M::HoursCampaigning,
            M::StaffHours,
            M::Money,
            M::Grant,
            M::Awake,
        ] {
            let own = if row[flow].is_nan() { 0.0 } else { row[flow] };
            row[flow] = own + rows.iter().map(|r| r[flow]).sum::<f64>();
        }
        row[M::EverMembers] = rows.iter().map(|r| r[M::EverMembers]).sum();
        row[M::Mobilised] = all.iter().filter(|i| self.acted_on_work_of_late(**i)).count() as f64;
        row[M::Acted] = all.iter().filter(|i| self.acted_of_late(**i)).count() as f64;
        row[M::UnionMembers] = all.iter().filter(|i| self.workers[**i].union.is_some()).count() as f64;
        self.means(&mut row, &all);
        let new = |i: &usize| i64::from(self.week) - self.workers[*i].arrival < NEWCOMER_WEEKS;
        self.means_of_newcomers(&mut row, &all.iter().copied().filter(new).collect::<Vec<_>>());
        let never = |i: &usize| !self.workers[*i].was_ever_member();
        self.means_of_never(&mut row, &all.iter().copied().filter(never).collect::<Vec<_>>());
        self.network_measured(&mut row, &all);
        // Asked of organisations alone.
        row[M::MeetingTrust] = f64::NAN;
        row
    }

    fn mean(&self, people: &[usize], of: fn(&super::worker::Worker) -> f64) -> f64 {
        people.iter().map(|i| of(&self.workers[*i])).sum::<f64>() / people.len() as f64
    }

    fn means(&self, row: &mut Row, people: &[usize]) {
        row[M::Familial] = self.mean(people, |w| *w.framings[0]);
        row[M::Servant] = self.mean(people, |w| *w.framings[1]);
        row[M::DualReference] = self.mean(people, |w| *w.framings[2]);
        row[M::MeanFraming] = self.mean(people, |w| w.framings.iter().map(|s| **s).sum::<f64>() / 3.0);
        row[M::MeanAnchor] = self.mean(people, |w| w.anchors.iter().map(|s| **s).sum::<f64>() / 3.0);
        row[M::Injustice] = self.mean(people, |w| *w.injustice);
        row[M::Rights] = self.mean(people, |w| *w.rights);
        row[M::Efficacy] = self.mean(people, |w| *w.efficacy);
        row[M::WorkerIdentity] = self.mean(people, |w| *w.worker_identity);
        row[M::EthnicIdentity] = self.mean(people, |w| *w.ethnic_identity);
        row[M::Liberation] = self.mean(people, |w| *w.liberation);
        row[M::CopingNeed] = self.mean(people, |w| *w.coping_need);
        row[M::Skill] = self.mean(people, |w| *w.skill);
        row[M::Fatigue] = self.mean(people, |w| *w.fatigue);
    }

    /// The seven measures that are also taken of newcomers and of those who never joined.
    fn seven(&self, people: &[usize]) -> [f64; 7] {
        [
            self.mean(people, |w| w.framings.iter().map(|s| **s).sum::<f64>() / 3.0),
            self.mean(people, |w| *w.rights),
            self.mean(people, |w| *w.efficacy),
            self.mean(people, |w| *w.worker_identity),
            self.mean(people, |w| *w.injustice),
            self.mean(people, |w| *w.liberation),
            self.mean(people, |w| *w.coping_need),
        ]
    }

    fn means_of_newcomers(&self, row: &mut Row, people: &[usize]) {
        let first = M::MeanFramingNewcomers as usize;
        row.0[first..first + 7].copy_from_slice(&self.seven(people));
    }

    fn means_of_never(&self, row: &mut Row, people: &[usize]) {
        let first = M::MeanFramingNever as usize;
        row.0[first..first + 7].copy_from_slice(&self.seven(people));
    }

    fn tasks_measured(&self, row: &mut Row, o: usize) {
        let ledger = &self.organisations[o].ledger;
        let all: f64 = ledger.iter().map(|(_, tasks)| tasks).sum();
        let index: f64 = ledger.iter().map(|(_, tasks)| (tasks / all) * (tasks / all)).sum();
        row[M::TaskConcentration] = if ledger.is_empty() { f64::NAN } else { index };
        let holds = |tasks: f64| tasks >= HOLDER;
        row[M::TaskHolders] = ledger.iter().filter(|(_, tasks)| holds(*tasks)).count() as f64;
        let (mut ties, mut crossing) = (0, 0);
        for (doer, tasks) in ledger {
            if let Doer::Worker(i) = doer
                && holds(*tasks)
            {
                ties += self.workers[*i].ties.len();
                crossing += self.crossing_ties(*i);
            }
        }
        row[M::BridgeShare] = crossing as f64 / ties as f64;
    }
}

fn happenings(row: &mut Row, week: &Happened) {
    row[M::Joined] = f64::from(week.joined);
    row[M::Left] = f64::from(week.left);
    row[M::Calls] = f64::from(week.calls);
    row[M::EmploymentCalls] = f64::from(week.work_calls);
    row[M::EmploymentParticipants] = f64::from(week.work_participants);
    row[M::EmploymentCallsWon] = f64::from(week.work_calls_won);
    row[M::Asked] = f64::from(week.asked);
    row[M::Participants] = f64::from(week.participants);
    row[M::CallsWon] = f64::from(week.calls_won);
    row[M::Claims] = f64::from(week.claims);
    row[M::ClaimsWon] = f64::from(week.claims_won);
    row[M::UnionContacts] = f64::from(week.union_contacts);
    row[M::UnionJoins] = f64::from(week.union_joins);
}
