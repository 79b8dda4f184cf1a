//! Reading which quantity of a run a pattern compares.

use crate::config::whole;
use crate::config::{Entry, Ledger, Node, Problem, Span, clip, nearest};
use crate::knob::Value;
use crate::model::history::HISTORY;
use crate::model::measures::MEASURES;
use crate::model::sustainability::OUTCOMES;
use crate::scenario::Scenario;
use crate::study::outcomes::outcome_number;

use super::pattern::{Quantity, What};

/// The keys of a quantity.
pub(crate) const KEYS: [&str; 6] = ["measure", "outcome", "history", "week", "weeks", "organisation"];

const HINT: &str = "as in measure = \"ever_members\" with week = 130, or outcome = \"survived\"";

/// A quantity whose weeks and organisation are not yet resolved in a scenario.
#[derive(Debug)]
pub(crate) struct QuantityDraft {
    what: What,
    weeks_span: Option<Span>,
    organisation: Option<(String, Span)>,
}

/// A table that describes a quantity.
pub(crate) struct QuantityTable<'a> {
    /// The name of the table, for messages.
    pub name: &'a str,
    pub span: &'a Span,
    pub entries: &'a [Entry],
    /// The quantity that supplies the keys this table leaves out.
    pub above: Option<&'a QuantityDraft>,
}

/// The first and last week, and where the file gives them.
type Weeks = (u32, u32, Span);

impl QuantityTable<'_> {
    fn key(&self, wanted: &str) -> Option<&Entry> {
        self.entries.iter().find(|item| item.key == wanted)
    }

    /// Reads the quantity.
    pub(crate) fn read(&self, ledger: &mut Ledger) -> Option<QuantityDraft> {
        let before = ledger.problems.len();
        let organisation = self
            .key("organisation")
            .and_then(|item| Some((ledger.text(&format!("{}.organisation", self.name), item)?, item.span.clone())))
            .or_else(|| self.above.and_then(|above| above.organisation.clone()));
        let weeks = self.weeks(ledger);
        if ledger.problems.len() > before {
            return None;
        }
        let name = self.name;
        if let Some(item) = self.key("history") {
            let what = What::History(self.history(item, ledger)?);
            return Some(QuantityDraft { what, weeks_span: None, organisation });
        }
        let measure = match (self.key("measure"), self.key("outcome")) {
            (Some(_), Some(item)) => {
                let title = format!("`{name}` has a measure and an outcome");
                let problem = Problem::at(&item.key_span, title, "one of the two");
                ledger.problems.push(problem.hint("a measure has weeks, an outcome is of the whole run"));
                return None;
            }
            (None, Some(item)) => {
                let what = What::Outcome(self.outcome(item, ledger)?);
                return Some(QuantityDraft { what, weeks_span: None, organisation });
            }
            (Some(item), None) => self.measure(item, ledger)?,
            (None, None) => match self.above.map(|above| above.what) {
                Some(What::Weeks { measure, .. }) => measure,
                _ => {
                    let title = format!("`{name}` does not say what is measured");
                    ledger.problems.push(Problem::at(self.span, title, "no `measure` and no `outcome`").hint(HINT));
                    return None;
                }
            },
        };
        let Some((from, to, weeks_span)) = weeks else {
            let title = format!("`{name}` does not say in which weeks");
            let hint = "week = 52, or weeks = [0, 52] for a mean over them; weeks count from 0";
            ledger.problems.push(Problem::at(self.span, title, "no `week` and no `weeks`").hint(hint));
            return None;
        };
        Some(QuantityDraft { what: What::Weeks { measure, from, to }, weeks_span: Some(weeks_span), organisation })
    }

    /// Its weeks, or those of the quantity above.
    fn weeks(&self, ledger: &mut Ledger) -> Option<Weeks> {
        match (self.key("week"), self.key("weeks")) {
            (Some(_), Some(item)) => {
                let title = format!("`{}` has `week` and `weeks`", self.name);
                let problem = Problem::at(&item.key_span, title, "one of the two");
                ledger.problems.push(problem.hint("week = 52, or weeks = [0, 52] for a mean over them"));
                None
            }
            (Some(item), None) => {
                let hint = "weeks count from 0, as in the weekly tables";
                let week = whole(&format!("{}.week", self.name), item, 0, 1_000_000, hint, ledger)?;
                u32::try_from(week).ok().map(|week| (week, week, item.span.clone()))
            }
            (None, Some(item)) => {
                let ends = ends(&item.node);
                if ends.is_none() {
                    let hint = "the first and the last week of a mean, as in weeks = [104, 178]; they count from 0";
                    let wanted = "a list of two whole numbers, in order";
                    ledger.wrong_type(&format!("{}.weeks", self.name), item, wanted, hint.to_owned());
                }
                ends.map(|(from, to)| (from, to, item.span.clone()))
            }
            (None, None) => match self.above?.what {
                What::Weeks { from, to, .. } => self.above?.weeks_span.clone().map(|span| (from, to, span)),
                What::Outcome(_) | What::History(_) => None,
            },
        }
    }

    /// Refuses weeks beside something that is of the whole run.
    fn without_weeks(&self, what: &str, ledger: &mut Ledger) -> Option<()> {
        let Some(weeks) = self.key("week").or_else(|| self.key("weeks")) else { return Some(()) };
        let title = format!("`{}` has {what} and weeks", self.name);
        let problem = Problem::at(&weeks.key_span, title, "of the whole run");
        ledger.problems.push(problem.hint("leave it out, or take a weekly measure"));
        None
    }

    fn history(&self, item: &Entry, ledger: &mut Ledger) -> Option<usize> {
        if let Some(other) = self.key("measure").or_else(|| self.key("outcome")) {
            let title = format!("`{}` has `history` and `{}`", self.name, other.key);
            let problem = Problem::at(&other.key_span, title, "one of the two");
            ledger.problems.push(problem.hint("`history` is of the whole run, as an outcome is"));
            return None;
        }
        self.without_weeks("`history`", ledger)?;
        let find = |word: &str| HISTORY.iter().position(|one| one.name == word);
        self.one_of(item, "history", find, HISTORY.iter().map(|one| one.name), ledger)
    }

    fn outcome(&self, item: &Entry, ledger: &mut Ledger) -> Option<usize> {
        self.without_weeks("an outcome", ledger)?;
        let names = OUTCOMES.iter().map(|outcome| outcome.name);
        self.one_of(item, "outcome", outcome_number, names, ledger)
    }

    fn measure(&self, item: &Entry, ledger: &mut Ledger) -> Option<usize> {
        let find = |word: &str| MEASURES.iter().position(|measure| measure.name == word);
        self.one_of(item, "measure", find, MEASURES.iter().map(|measure| measure.name), ledger)
    }

    fn one_of<'b>(
        &self,
        item: &Entry,
        what: &str,
        find: impl Fn(&str) -> Option<usize>,
        names: impl Iterator<Item = &'b str>,
        ledger: &mut Ledger,
    ) -> Option<usize> {
        let Node::Value(Value::Text(word)) = &item.node else {
            let name = format!("{}.{what}", self.name);
            ledger.wrong_type(&name, item, &format!("the name of an existing {what}"), HINT.to_owned());
            return None;
        };
        let found = find(word);
        if found.is_none() {
            let hint = match nearest(word, names) {
                Some(meant) => format!("did you mean \"{meant}\"?"),
                None => format!("`mobilise explain --all` lists all {what}s"),
            };
            let title = format!("there is no {what} \"{}\"", clip(word));
            ledger.problems.push(Problem::at(&item.span, title, format!("not a known {what}")).hint(hint));
        }
        found
    }
}

/// Two whole numbers in order.
fn ends(node: &Node) -> Option<(u32, u32)> {
    let Node::Numbers(list) = node else { return None };
    let [(from, _), (to, _)] = list[..] else { return None };
    Some((u32::try_from(from).ok()?, u32::try_from(to).ok()?)).filter(|(from, to)| from <= to)
}

impl QuantityDraft {
    /// The quantity in a scenario, which must have its organisation and run its weeks; `at` is where the pattern is.
    pub(crate) fn resolve(&self, scenario: &Scenario, at: &Span, problems: &mut Vec<Problem>) -> Option<Quantity> {
        let field = scenario.organisations.len();
        let names: Vec<&str> = scenario.organisations.iter().map(|o| o.name.as_str()).collect();
        let (group, organisation) = match &self.organisation {
            None => (0, names.first().copied().unwrap_or("field").to_owned()),
            Some((name, _)) if name == "field" => (field, name.clone()),
            Some((name, span)) => match names.iter().position(|known| known == name) {
                Some(group) => (group, name.clone()),
                None => {
                    let title = format!("there is no organisation \"{}\"", clip(name));
                    let hint = format!("the scenario has {}; \"field\" is the whole population", names.join(", "));
                    problems.push(Problem::at(span, title, "not in the scenario").hint(hint));
                    return None;
                }
            },
        };
        let weeks = scenario.run.weeks;
        if let What::Weeks { to, .. } = self.what
            && to >= weeks
        {
            let span = self.weeks_span.as_ref().unwrap_or(at);
            let last = weeks - 1;
            let hint = format!("{weeks} weeks are run, 0 to {last}; `weeks` at the top of the file says how many");
            problems.push(Problem::at(span, format!("week {to} is not run"), "after the end").hint(hint));
            return None;
        }
        Some(Quantity { group, organisation, what: self.what })
    }
}
