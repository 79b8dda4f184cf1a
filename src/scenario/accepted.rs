//! `[draw]`: the accepted set of a calibration, of which each replicate takes a row.
//!
//! A calibration leaves many values, each with a weight, and no best one. A replicate that runs with one row of them
//! carries what is not known of the knobs beside the chance of a run. Which row it is hangs on the seed and the
//! replicate alone, so that replicate r of all scenarios in a comparison has the same values as it has the same random
//! numbers.

use std::sync::Arc;

use crate::design::stream::{Purpose, Stream};
use crate::knob::Value;

use super::Scenario;
use super::accepted_file::{Accepted, Column, as_number, read};
use super::read::Text;
use crate::config::ledger::Ledger;
use crate::config::tree::{Entry, Node};
use crate::config::{Problem, Source, Span, clip, listed, nearest};

const KEYS: [&str; 4] = ["from", "scenario", "knobs", "fixed"];
const FROM_HINT: &str = "as in [draw] with from = \"accepted.csv\" below it: the posterior.csv of a calibration";

/// What each replicate of a scenario draws.
#[derive(Debug, Clone, PartialEq)]
pub struct Draw {
    /// The accepted set as the scenario names it: a path from where it is read, or an embedded name.
    pub from: String,
    /// The scenario of the calibration whose own columns are taken, such as `j4dw:problem.rate`; those of others are not.
    pub scenario: Option<String>,
    /// The knobs that are drawn: those columns of the set that neither the command line nor a layer holds.
    pub knobs: Vec<String>,
    /// Whether all replicates take one row, the medoid.
    pub fixed: bool,
    /// Whether the scenario lists the knobs that are drawn.
    pub(super) lists_knobs: bool,
    set: Arc<Accepted>,
}

impl Draw {
    /// Rows of the set.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.set.rows.len()
    }

    /// As how many rows of equal weight the set is: (Σw)² / Σw².
    #[must_use]
    pub fn effective_rows(&self) -> f64 {
        let weights = self.set.weights();
        let (total, squares) = weights.iter().fold((0.0, 0.0), |(sum, squares), w| (sum + w, squares + w * w));
        total * total / squares
    }

    /// The row that stands for the set: the one from which the others are least far away, by their weights. Distances are
    /// Euclidean, over all columns of the set, each in its weighted standard deviation.
    #[must_use]
    pub fn medoid(&self) -> usize {
        super::medoid::medoid(&self.set.numbers(), &self.set.weights())
    }

    /// The row that a replicate under a seed takes, from 0: each with a chance in proportion to its weight, or the
    /// [medoid](Draw::medoid) where the draw is fixed.
    #[must_use]
    pub fn row(&self, seed: u64, replicate: u32) -> usize {
        if self.fixed {
            return self.medoid();
        }
        let up_to = &self.set.weight_up_to;
        let total = up_to.last().copied().unwrap_or(0.0);
        let wanted = total * Stream::within(seed, Purpose::AcceptedRow, 0, replicate).open();
        // Rounding may take it to the very end, which belongs to the last row that has a weight.
        let last = up_to.partition_point(|up_to| *up_to < total);
        up_to.partition_point(|up_to| *up_to <= wanted).min(last)
    }

    /// The values of a row, in the order of [`Draw::knobs`].
    #[must_use]
    pub fn values(&self, row: usize) -> Vec<f64> {
        self.taken().map(|column| as_number(&self.set.rows[row][column].0)).collect()
    }

    /// Whether all values of a knob in the set are whole numbers, written without a point; so they are of a knob that it
    /// does not draw.
    pub(crate) fn is_whole(&self, knob: &str) -> bool {
        let own = self.set.columns.iter().position(|column| self.has(column) && column.name == knob);
        own.is_none_or(|column| self.set.rows.iter().all(|row| matches!(row[column].0, Value::Whole(_))))
    }

    /// The text of the set and the path it was read from, where it is not one of the program's own.
    #[must_use]
    pub fn file(&self) -> Option<(&str, &str)> {
        (!self.set.embedded).then_some((self.set.source.name.as_str(), self.set.source.text.as_str()))
    }

    /// The text of the set.
    pub(super) fn source(&self) -> &Arc<Source> {
        &self.set.source
    }

    /// The columns that are taken, each with its value in a row.
    pub(super) fn row_values(&self, row: usize) -> impl Iterator<Item = (&str, &Span, &(Value, Span))> {
        let set = &self.set;
        self.taken()
            .map(move |column| (set.columns[column].name.as_str(), &set.columns[column].span, &set.rows[row][column]))
    }

    /// The columns that are taken.
    fn taken(&self) -> impl Iterator<Item = usize> {
        let index = |name: &String| self.set.columns.iter().position(|column| self.has(column) && column.name == *name);
        self.knobs.iter().filter_map(index)
    }

    /// Whether a column is shared by all scenarios of the calibration, or that of this one.
    fn has(&self, column: &Column) -> bool {
        column.scenario.is_none() || column.scenario == self.scenario
    }

    /// The knobs of the columns that it has.
    fn known(&self) -> Vec<&str> {
        self.set.columns.iter().filter(|column| self.has(column)).map(|column| column.name.as_str()).collect()
    }
}

/// Lays `[draw]` over a scenario, and reads the set it names.
pub(super) fn lay(entry: &Entry, text: &Text, scenario: &mut Scenario, ledger: &mut Ledger) {
    let Node::Table(items) = &entry.node else {
        return ledger.wrong_type("draw", entry, "a table", FROM_HINT.to_owned());
    };
    for item in items.iter().filter(|item| !KEYS.contains(&item.key.as_str())) {
        ledger.unknown("draw", item, KEYS);
    }
    let key = |wanted: &str| items.iter().find(|item| item.key == wanted);
    if let Some(item) = key("from") {
        let Some(from) = ledger.text("draw.from", item) else { return };
        let before = ledger.problems.len();
        let Some(set) = read(&from, text, &item.span, ledger) else {
            debug_assert!(ledger.problems.len() > before, "what cannot be read is said");
            return;
        };
        let from = if set.embedded { from } else { set.source.name.clone() };
        let (fixed, of) = scenario.draw.take().map_or((false, None), |draw| (draw.fixed, draw.scenario));
        // A base's choice among the scenarios of its set says nothing of a set that has no columns of it.
        let of = of.filter(|of| set.columns.iter().any(|column| column.scenario.as_ref() == Some(of)));
        let (knobs, set) = (Vec::new(), Arc::new(set));
        scenario.draw = Some(Draw { from, scenario: of, knobs, fixed, lists_knobs: false, set });
    }
    if scenario.draw.is_none() && ledger.pinning && items.iter().all(|item| item.key == "fixed") {
        return; // `--fixed` for a scenario that draws nothing
    }
    let Some(draw) = &mut scenario.draw else {
        let problem = Problem::at(&entry.key_span, "`draw` does not say from where", "no `from`");
        return ledger.problems.push(problem.hint(FROM_HINT));
    };
    if let Some(item) = key("scenario") {
        let Some(name) = ledger.text("draw.scenario", item) else { return };
        draw.scenario = Some(name);
        check_scenario(draw, item, ledger);
    }
    if key("from").or(key("scenario")).is_some() {
        draw.knobs = draw.known().into_iter().map(str::to_owned).collect();
        draw.lists_knobs = false;
    }
    if let Some(item) = key("knobs") {
        ledger.note("draw.knobs", &item.span);
        let Node::Words(words) = &item.node else {
            let hint = "as in knobs = [\"coping.relief\"]; leave it out to draw all";
            return ledger.wrong_type("draw.knobs", item, "a list of columns of the set", hint.to_owned());
        };
        let known = draw.known();
        for (word, span) in words.iter().filter(|(word, _)| !known.contains(&word.as_str())) {
            let hint = match nearest(word, known.iter().copied()) {
                Some(meant) => format!("did you mean \"{meant}\"?"),
                None => format!("it has {}", listed(&known)),
            };
            let title = format!("the accepted set has no column `{}`", clip(word));
            ledger.problems.push(Problem::at(span, title, "not a column of it").hint(hint));
        }
        draw.knobs = words.iter().map(|(word, _)| word.clone()).collect();
        draw.lists_knobs = true;
    }
    if let Some(item) = key("fixed") {
        ledger.note("draw.fixed", &item.span);
        match &item.node {
            Node::Value(Value::Switch(fixed)) => draw.fixed = *fixed,
            _ => {
                let hint = "true lets all replicates take one row, the medoid of the set".to_owned();
                ledger.wrong_type("draw.fixed", item, "true or false", hint);
            }
        }
    }
}

/// A scenario that the set has no columns of is a slip of the pen.
fn check_scenario(draw: &Draw, item: &Entry, ledger: &mut Ledger) {
    let mut names: Vec<&str> = draw.set.columns.iter().filter_map(|column| column.scenario.as_deref()).collect();
    names.dedup();
    if draw.scenario.as_deref().is_none_or(|name| names.contains(&name)) {
        return;
    }
    let hint = match (names.is_empty(), nearest(draw.scenario.as_deref().unwrap_or_default(), names.iter().copied())) {
        (true, _) => "all its columns are shared by all scenarios: leave `scenario` out".to_owned(),
        (false, Some(meant)) => format!("did you mean \"{meant}\"?"),
        (false, None) => format!("it has columns of {}", listed(&names)),
    };
    let title =
        format!("the accepted set has no column of a scenario `{}`", clip(draw.scenario.as_deref().unwrap_or("")));
    ledger.problems.push(Problem::at(&item.span, title, "named here").hint(hint));
}

#[cfg(test)]
mod tests {
    use super::super::accepted_file::table;
    use super::*;

    fn draw(rows: &str) -> Draw {
        let text = format!("# made by hand\nparticle,weight,distance,coping.relief,pattern.x\n{rows}");
        let source = Arc::new(Source { name: "set.csv".to_owned(), text });
        let span = Span { source: Arc::clone(&source), bytes: 0..0 };
        let mut ledger = Ledger::default();
        let set = table(source, false, &span, &mut ledger).expect("a set");
        Draw {
            from: String::new(),
            scenario: None,
            knobs: vec!["coping.relief".to_owned()],
            fixed: false,
            lists_knobs: false,
            set: Arc::new(set),
        }
    }

    #[test]
    fn rows_come_as_often_as_their_weights_say() {
        let draw = draw("0,0.5,1,0.1,\n1,0,1,0.2,\n2,1.5,1,0.3,7\n3,2,1,0.4,\n4,0,1,0.5,\n");
        let mut counts = [0u32; 5];
        (0..40_000).for_each(|replicate| counts[draw.row(1, replicate)] += 1);
        assert_eq!((counts[1], counts[4]), (0, 0), "no weight, no chance");
        // Five standard deviations of a binomial count: 10,000 has 87 at the most.
        for (count, expected) in [(counts[0], 5_000), (counts[2], 15_000), (counts[3], 20_000)] {
            assert!(count.abs_diff(expected) < 500, "{counts:?}");
        }
        assert!((draw.effective_rows() - 16.0 / 6.5).abs() < 1e-12);
        assert_eq!(draw.values(2), [0.3]);
    }

    #[test]
    fn a_scenario_takes_its_own_columns_and_those_that_all_share() {
        let text = "weight,a:problem.rate,b:problem.rate,coping.relief\n1,0.1,0.2,0.3\n";
        let source = Arc::new(Source { name: "set.csv".to_owned(), text: text.to_owned() });
        let span = Span { source: Arc::clone(&source), bytes: 0..0 };
        let set = Arc::new(table(source, false, &span, &mut Ledger::default()).expect("a set"));
        let of = |scenario: Option<&str>| {
            let scenario = scenario.map(str::to_owned);
            let (from, set) = (String::new(), Arc::clone(&set));
            let mut draw = Draw { from, scenario, knobs: Vec::new(), fixed: false, lists_knobs: false, set };
            draw.knobs = draw.known().into_iter().map(str::to_owned).collect();
            draw.knobs.iter().cloned().zip(draw.values(0)).collect::<Vec<_>>()
        };
        let both = |rate| vec![("problem.rate".to_owned(), rate), ("coping.relief".to_owned(), 0.3)];
        assert_eq!((of(Some("a")), of(Some("b"))), (both(0.1), both(0.2)));
        assert_eq!(of(None), vec![("coping.relief".to_owned(), 0.3)]);
    }

    /// Stored results rest on these: they never change.
    #[test]
    fn rows_stay_what_they_are() {
        let draw = draw(&(0..100).map(|n| format!("{n},1,1,0.1,\n")).collect::<String>());
        let rows: Vec<usize> = (0..6).map(|replicate| draw.row(1, replicate)).collect();
        // From ChaCha8 written out in another language.
        assert_eq!(rows, [82, 96, 56, 20, 12, 65]);
        assert_eq!((0..6).map(|replicate| draw.row(2, replicate)).collect::<Vec<_>>(), [3, 54, 0, 90, 20, 90]);
    }
}
