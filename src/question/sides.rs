//! Reading the sides of an answer: scenarios, organisations and levels by name.

use crate::config::{Entry, Node, Problem, Span, clip, listed};
use crate::knob::Value;

use super::contrast::Contrast;
use super::side::{Side, alike};
use super::table::{Named, Table};
use super::words::flatten;

impl Table<'_> {
    /// The side of a key; none if the table lacks the key.
    pub(crate) fn side(&mut self, key: &str) -> Option<Side> {
        let entry = self.key(key)?;
        let name = self.full(key);
        let Node::Table(inner) = &entry.node else {
            let hint =
                format!("as in {key} = {{ scenario = \"j4dw\" }}, or with the level of something that is varied");
            self.ledger.wrong_type(&name, entry, "a table", hint);
            return None;
        };
        let has_row = ["this", "beside"].contains(&key);
        let mut side = Side::default();
        let mut levels = Vec::new();
        for item in inner {
            match (item.key.as_str(), &item.node) {
                ("organisation", Node::Value(Value::Text(_))) if !has_row => {
                    let title = format!("`{name}` selects points, and a point has all its organisations");
                    let problem = Problem::at(&item.key_span, title, "not read");
                    self.ledger.problems.push(problem.hint("name the organisation in `this`"));
                }
                ("scenario", Node::Value(Value::Text(word))) => side.scenario = self.scenario(word, &item.span),
                ("organisation", Node::Value(Value::Text(word))) => {
                    side.organisation = self.organisation(word, &item.span);
                }
                _ => flatten(std::slice::from_ref(item), "", &mut levels),
            }
        }
        for (name, entry) in levels {
            let named = Named { text: name, span: entry.key_span.clone() };
            let Some(factor) = self.factor(&named) else { continue };
            side.levels.extend(self.level(factor, entry).map(|label| (factor, label)));
        }
        side.levels.sort_by_key(|(factor, _)| *factor);
        Some(side)
    }

    /// The side `this`, which must select a point.
    pub(crate) fn one_point(&mut self) -> Option<Side> {
        let before = self.ledger.problems.len();
        let this = self.side("this").unwrap_or_default();
        if self.ledger.problems.len() > before {
            return None;
        }
        if this.point(self.shape).is_none() {
            let problem = Problem::at(self.place_of("this"), "no point has all these levels", "none of them");
            let hint = "leave `this` out for the baseline, or name levels that go together";
            self.ledger.problems.push(problem.hint(hint));
            return None;
        }
        Some(this)
    }

    fn scenario(&mut self, word: &str, span: &Span) -> Option<usize> {
        let names: Vec<&str> = self.shape.scenarios.iter().map(String::as_str).collect();
        let found = names.iter().position(|name| *name == word);
        if found.is_none() {
            let named = Named { text: word.to_owned(), span: span.clone() };
            let title = format!("the file does not run over the scenario \"{}\"", clip(word));
            let otherwise = format!("it runs over {}", listed(&names));
            self.unknown(&named, title, "not one of its scenarios", &names, &otherwise);
        }
        found
    }

    fn organisation(&mut self, word: &str, span: &Span) -> Option<String> {
        let mut names: Vec<&str> = Vec::new();
        for row in self.shape.points.iter().flat_map(|point| &point.rows) {
            if !names.contains(&row.as_str()) {
                names.push(row);
            }
        }
        if names.contains(&word) {
            return Some(word.to_owned());
        }
        let named = Named { text: word.to_owned(), span: span.clone() };
        let title = format!("no point has an organisation \"{}\"", clip(word));
        self.unknown(&named, title, "none of them", &names, &format!("there are {}", listed(&names)));
        None
    }

    /// A level of a factor as tables write it.
    fn level(&mut self, factor: usize, entry: &Entry) -> Option<String> {
        let factor = &self.shape.factors[factor];
        let written = match &entry.node {
            Node::Value(Value::Text(word)) => word.clone(),
            Node::Value(value) => value.to_string(),
            _ => {
                let name = self.full(&factor.name);
                self.ledger.wrong_type(&name, entry, "one level", "a number, a word, true or false".to_owned());
                return None;
            }
        };
        let found = factor.labels.iter().find(|label| alike(label, &written));
        if found.is_none() {
            let known: Vec<&str> = factor.labels.iter().map(String::as_str).collect();
            let title = format!("`{}` has no level {}", factor.name, clip(&written));
            let named = Named { text: written, span: entry.span.clone() };
            self.unknown(&named, title, "at no point", &known, &format!("it has {}", listed(&known)));
        }
        found.cloned()
    }

    /// `this` compared with `beside`, at `at`; they must name the same things, and two points must fit.
    pub(crate) fn contrast(&mut self) -> Option<Contrast> {
        let before = self.ledger.problems.len();
        let this = self.side("this").unwrap_or_default();
        let beside = self.side("beside");
        let at = self.side("at").unwrap_or_default();
        if self.ledger.problems.len() > before {
            return None;
        }
        if let (Some(beside), Some(entry)) = (&beside, self.key("beside")) {
            let alike = this.factors() == beside.factors() && this.scenario.is_some() == beside.scenario.is_some();
            if !alike || *beside == this {
                let title = "`this` and `beside` must name the same things, with something else for one of them";
                let hint = "as in this = { scenario = \"j4dw\" } and beside = { scenario = \"meca\" }; each setting of \
                            what neither names is compared";
                self.ledger.problems.push(Problem::at(&entry.span, title, "not beside `this`").hint(hint));
                return None;
            }
        }
        let contrast = Contrast { this, beside, at };
        if contrast.pairs(self.shape).is_empty() {
            let title = format!("no two points fit the comparison of `question.answer.{}`", self.name);
            let hint = "each point that fits `this` and `at` needs one that differs from it as `beside` says";
            self.ledger.problems.push(Problem::at(self.span, title, "nothing to compare").hint(hint));
            return None;
        }
        Some(contrast)
    }
}
