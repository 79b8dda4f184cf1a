//! Reading an answer's table: names of the file's own scenarios, factors, levels, organisations and outcomes.

use crate::config::{Entry, Ledger, Node, Problem, Span, clip, listed, nearest};
use crate::experiment::plan::Plan;
use crate::knob::Value;
use crate::model::sustainability::OUTCOMES;
use crate::study::outcomes::outcome_number;

use super::Named;
use super::contrast::Contrast;
use super::sample::Sample;
use super::side::{Side, alike};

/// The table of one answer, and what its names may mean.
pub(crate) struct Table<'a> {
    /// The answer's name.
    pub name: String,
    /// Its heading.
    pub span: &'a Span,
    /// Its keys.
    pub entries: &'a [Entry],
    /// The points there are.
    pub shape: &'a Sample,
    /// The experiment.
    pub plan: &'a Plan,
    /// What is wrong so far.
    pub ledger: &'a mut Ledger,
}

impl<'a> Table<'a> {
    /// A key's entry.
    pub fn key(&self, wanted: &str) -> Option<&'a Entry> {
        self.entries.iter().find(|entry| entry.key == wanted)
    }

    /// The dotted name of a key, for messages.
    pub fn full(&self, key: &str) -> String {
        format!("question.answer.{}.{key}", self.name)
    }

    /// Refuses keys that this kind does not read.
    pub fn only(&mut self, kind: &str, known: &[&str]) {
        for entry in self.entries.iter().filter(|entry| entry.key != "kind") {
            if known.contains(&entry.key.as_str()) {
                continue;
            }
            let hint = match nearest(&entry.key, known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("it reads {}", listed(known)),
            };
            let title = format!("an answer of the kind \"{kind}\" has no `{}`", clip(&entry.key));
            self.ledger.problems.push(Problem::at(&entry.key_span, title, "not read").hint(hint));
        }
    }

    /// The outcomes it is about: those it names, or those of the file.
    pub fn outcomes(&mut self) -> Vec<usize> {
        let words: Vec<Named> = match (self.key("outcome"), self.key("outcomes")) {
            (Some(one), Some(_)) => {
                let problem = Problem::at(&one.key_span, "`outcomes` is there too", "one of the two");
                self.ledger.problems.push(problem.hint("put all of them into `outcomes`"));
                Vec::new()
            }
            (Some(one), None) => self.text("outcome", one).into_iter().collect(),
            (None, Some(several)) => self.list("outcomes", several, "as in outcomes = [\"retention\", \"mobilised\"]"),
            (None, None) => return self.plan.experiment.outcomes.clone(),
        };
        let mut found = Vec::new();
        for word in words {
            match outcome_number(&word.text) {
                Some(outcome) if found.contains(&outcome) => {
                    let problem = Problem::at(&word.span, format!("`{}` is there twice", word.text), "this one");
                    self.ledger.problems.push(problem.hint("name each outcome once"));
                }
                Some(outcome) => found.push(outcome),
                None => self.no_outcome(&word),
            }
        }
        found
    }

    /// Outcomes of which less is better.
    pub fn less_is_better(&mut self) -> Vec<usize> {
        let Some(entry) = self.key("less_is_better") else { return Vec::new() };
        let mut found = Vec::new();
        for word in self.list("less_is_better", entry, "as in less_is_better = [\"coping_need\"]") {
            match outcome_number(&word.text) {
                Some(outcome) => found.push(outcome),
                None => self.no_outcome(&word),
            }
        }
        found
    }

    fn no_outcome(&mut self, word: &Named) {
        let hint = match nearest(&word.text, OUTCOMES.iter().map(|outcome| outcome.name)) {
            Some(meant) => format!("did you mean \"{meant}\"?"),
            None => "`mobilise explain --all` lists all outcomes".to_owned(),
        };
        let title = format!("there is no outcome \"{}\"", clip(&word.text));
        self.ledger.problems.push(Problem::at(&word.span, title, "not an outcome").hint(hint));
    }

    /// A text.
    pub fn text(&mut self, key: &str, entry: &Entry) -> Option<Named> {
        let name = self.full(key);
        let text = self.ledger.text(&name, entry)?;
        Some(Named { text, span: entry.span.clone() })
    }

    /// A list of texts that is not empty.
    pub fn list(&mut self, key: &str, entry: &Entry, hint: &str) -> Vec<Named> {
        match &entry.node {
            Node::Words(words) if !words.is_empty() => {
                words.iter().map(|(text, span)| Named { text: text.clone(), span: span.clone() }).collect()
            }
            _ => {
                let name = self.full(key);
                self.ledger.wrong_type(&name, entry, "a list of names", hint.to_owned());
                Vec::new()
            }
        }
    }

    /// One of some words.
    pub fn choice(&mut self, key: &str, choices: &[&'static str]) -> Option<&'static str> {
        let entry = self.key(key)?;
        let word = self.text(key, entry)?;
        let found = choices.iter().copied().find(|choice| *choice == word.text);
        if found.is_none() {
            let title = format!("`{}` takes {}", self.full(key), listed(choices));
            let hint = nearest(&word.text, choices.iter().copied()).map_or_else(
                || format!("write one of {}", listed(choices)),
                |meant| format!("did you mean \"{meant}\"?"),
            );
            self.ledger.problems.push(Problem::at(&word.span, title, "none of them").hint(hint));
        }
        found
    }

    /// Says that a key must be there.
    pub fn missing(&mut self, key: &str, hint: &str) {
        let title = format!("`question.answer.{}` does not say `{key}`", self.name);
        self.ledger.problems.push(Problem::at(self.span, title, "missing here").hint(hint));
    }

    /// A factor named by a text.
    pub fn factor(&mut self, named: &Named) -> Option<usize> {
        let found = self.shape.factor(&named.text);
        if found.is_none() {
            self.no_factor(&named.text, &named.span);
        }
        found
    }

    fn no_factor(&mut self, name: &str, span: &Span) {
        let factors: Vec<&str> = self.shape.factors.iter().map(|factor| factor.name.as_str()).collect();
        let hint = match nearest(name, factors.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("it varies {}", listed(&factors)),
        };
        let title = format!("the file does not vary `{}`", clip(name));
        self.ledger.problems.push(Problem::at(span, title, "not varied").hint(hint));
    }

    /// The factor that `key` names.
    pub fn knob(&mut self, key: &str) -> Option<usize> {
        match self.key(key) {
            None => {
                let hint = format!("name what the file varies, as in {key} = \"{}\"", self.shape.factors[0].name);
                self.missing(key, &hint);
                None
            }
            Some(entry) => {
                let named = self.text(key, entry)?;
                self.factor(&named)
            }
        }
    }

    /// Two factors: those `knobs` names, or the two that the file varies.
    pub fn knobs(&mut self) -> Option<[usize; 2]> {
        let several: Vec<usize> =
            (0..self.shape.factors.len()).filter(|factor| self.shape.factors[*factor].labels.len() > 1).collect();
        let hint = "as in knobs = [\"coping.relief\", \"coping.resonance\"]";
        let Some(entry) = self.key("knobs") else {
            if let [one, other] = several[..] {
                return Some([one, other]);
            }
            self.missing("knobs", hint);
            return None;
        };
        let named = self.list("knobs", entry, hint);
        if named.is_empty() {
            return None;
        }
        let found: Vec<usize> = named.iter().filter_map(|named| self.factor(named)).collect();
        match found[..] {
            [one, other] if one != other => Some([one, other]),
            _ if found.len() < named.len() => None,
            _ => {
                let title = format!("`{}` takes two names", self.full("knobs"));
                self.ledger.problems.push(Problem::at(&entry.span, title, "not two").hint(hint));
                None
            }
        }
    }

    /// A side, where the table has the key.
    pub fn side(&mut self, key: &str) -> Option<Side> {
        let entry = self.key(key)?;
        let name = self.full(key);
        let Node::Table(inner) = &entry.node else {
            let hint =
                format!("as in {key} = {{ scenario = \"j4dw\" }}, or with the level of something that is varied");
            self.ledger.wrong_type(&name, entry, "a table", hint);
            return None;
        };
        let mut side = Side::default();
        let mut given = Vec::new();
        for item in inner {
            let picks_a_row = ["this", "beside"].contains(&key);
            match (item.key.as_str(), &item.node) {
                ("organisation", Node::Value(Value::Text(_))) if !picks_a_row => {
                    let title = format!("`{name}` says at which points, and a point has all its organisations");
                    let problem = Problem::at(&item.key_span, title, "not read");
                    self.ledger.problems.push(problem.hint("whose outcome it is stands in `this`"));
                }
                ("scenario", Node::Value(Value::Text(word))) => side.scenario = self.scenario(word, &item.span),
                ("organisation", Node::Value(Value::Text(word))) => {
                    side.organisation = self.organisation(word, &item.span);
                }
                _ => levels(item, &item.key, &mut given),
            }
        }
        for (name, entry) in given {
            let Some(factor) = self.shape.factor(&name) else {
                self.no_factor(&name, &entry.key_span);
                continue;
            };
            side.levels.extend(self.level(factor, entry).map(|label| (factor, label)));
        }
        side.levels.sort_by_key(|(factor, _)| *factor);
        Some(side)
    }

    fn scenario(&mut self, word: &str, span: &Span) -> Option<usize> {
        let names: Vec<&str> = self.shape.scenarios.iter().map(String::as_str).collect();
        let found = names.iter().position(|name| *name == word);
        if found.is_none() {
            let hint = match nearest(word, names.iter().copied()) {
                Some(meant) => format!("did you mean \"{meant}\"?"),
                None => format!("it runs over {}", listed(&names)),
            };
            let title = format!("the file does not run over the scenario \"{}\"", clip(word));
            self.ledger.problems.push(Problem::at(span, title, "not one of its scenarios").hint(hint));
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
        let hint = match nearest(word, names.iter().copied()) {
            Some(meant) => format!("did you mean \"{meant}\"?"),
            None => format!("there are {}", listed(&names)),
        };
        let title = format!("no point has an organisation \"{}\"", clip(word));
        self.ledger.problems.push(Problem::at(span, title, "none of them").hint(hint));
        None
    }

    /// A level of a factor, as tables write it.
    fn level(&mut self, factor: usize, entry: &Entry) -> Option<String> {
        let labels = &self.shape.factors[factor].labels;
        let written = match &entry.node {
            Node::Value(Value::Text(word)) => word.clone(),
            Node::Value(value) => value.to_string(),
            _ => {
                let name = self.full(&self.shape.factors[factor].name);
                self.ledger.wrong_type(&name, entry, "one level", "a number, a word, true or false".to_owned());
                return None;
            }
        };
        let found = labels.iter().find(|label| alike(label, &written));
        if found.is_none() {
            let known: Vec<&str> = labels.iter().map(String::as_str).collect();
            let hint = match nearest(&written, known.iter().copied()) {
                Some(meant) => format!("did you mean \"{meant}\"? It has {}", listed(&known)),
                None => format!("it has {}", listed(&known)),
            };
            let title = format!("`{}` has no level {}", self.shape.factors[factor].name, clip(&written));
            self.ledger.problems.push(Problem::at(&entry.span, title, "at no point").hint(hint));
        }
        found.cloned()
    }

    /// `this` beside `beside`, at `at`; refused where they do not fit or no two points do.
    pub fn contrast(&mut self) -> Option<Contrast> {
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
                let hint = "as in this = { scenario = \"j4dw\" } and beside = { scenario = \"meca\" }; what neither \
                            names is gone through";
                self.ledger.problems.push(Problem::at(&entry.span, title, "not beside `this`").hint(hint));
                return None;
            }
        }
        let contrast = Contrast { this, beside, at };
        if contrast.pairs(self.shape).is_empty() {
            let title = format!("no two points fit what `question.answer.{}` lays beside one another", self.name);
            let hint = "each point that fits `this` and `at` needs one that differs from it as `beside` says";
            self.ledger.problems.push(Problem::at(self.span, title, "nothing to compare").hint(hint));
            return None;
        }
        Some(contrast)
    }
}

/// The levels a table gives, dotted names put together.
fn levels<'a>(entry: &'a Entry, name: &str, found: &mut Vec<(String, &'a Entry)>) {
    match &entry.node {
        Node::Table(inner) => {
            for item in inner {
                levels(item, &format!("{name}.{}", item.key), found);
            }
        }
        _ => found.push((name.to_owned(), entry)),
    }
}
