//! Agencies with a caseload: workers register as clients, and each client is told of an organisation once.

use crate::number::draws::{Purpose, Word};

use super::marks::Marks;
use super::plan::{AgencyPlan, Plan};
use super::workers::Workers;

/// Two marks of each worker, for one agency.
#[derive(Debug, Clone)]
pub(super) struct Caseload {
    /// Workers of the agency's area who are no clients.
    pub(crate) others: Marks,
    /// Clients who have not been told of an organisation.
    pub(crate) untold: Marks,
}

impl AgencyPlan {
    /// Whether the agency keeps a caseload.
    fn has_caseload(&self) -> bool {
        self.knobs.clients > 0 || self.knobs.registrations > 0.0
    }
}

/// The caseloads on the first day, by agency: clients are drawn by lot. `words` are the workers' words of that day.
pub(super) fn first_day(plan: &Plan, workers: &Workers, words: &[u64]) -> Vec<Option<Caseload>> {
    let of = |(a, agency): (usize, &AgencyPlan)| {
        agency.has_caseload().then(|| Caseload::new(agency, a as u32, workers, words))
    };
    plan.agencies.iter().enumerate().map(of).collect()
}

impl Caseload {
    fn new(agency: &AgencyPlan, a: u32, workers: &Workers, words: &[u64]) -> Self {
        let n = workers.len();
        let mut caseload = Self { others: Marks::new(n), untold: Marks::new(n) };
        let works_in = |i: &usize| agency.area.is_none_or(|area| area == workers.area.at(*i));
        let mut lots: Vec<(f64, usize)> =
            (0..n).filter(works_in).map(|i| (Word(words[i]).uniform(Purpose::Client, a), i)).collect();
        lots.iter().for_each(|(_, i)| caseload.others.set(*i, true));
        let clients = (agency.knobs.clients as usize).min(lots.len());
        if clients > 0 && clients < lots.len() {
            lots.select_nth_unstable_by(clients - 1, |x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        }
        lots[..clients].iter().for_each(|(_, i)| caseload.register(*i));
        caseload
    }

    pub(super) fn register(&mut self, i: usize) {
        self.others.set(i, false);
        self.untold.set(i, true);
    }
}
