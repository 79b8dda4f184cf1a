//! Reading an answer's table: its texts, lists, factors and outcomes.

use crate::config::{Entry, Ledger, Node, Problem, Span, clip, listed, nearest};
use crate::experiment::plan::SweepPlan;
use crate::model::sustainability::OUTCOMES;

use super::sample::Sample;

/// A name in a question, with its place.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    pub text: String,
    pub span: Span,
}

/// The table of one answer, with everything its names may refer to.
pub(crate) struct Table<'a> {
    /// The answer's name.
    pub name: String,
    /// Its heading.
    pub span: &'a Span,
    /// Its keys.
    pub entries: &'a [Entry],
    /// All points, without their runs.
    pub shape: &'a Sample,
    /// The experiment.
    pub plan: &'a SweepPlan,
    /// The problems so far.
    pub ledger: &'a mut Ledger,
}

impl<'a> Table<'a> {
    /// A key's entry.
    pub(crate) fn key(&self, wanted: &str) -> Option<&'a Entry> {
        self.entries.iter().find(|entry| entry.key == wanted)
    }

    /// The dotted name of a key, for messages.
    pub(crate) fn full(&self, key: &str) -> String {
        format!("question.answer.{}.{key}", self.name)
    }

    /// Refuses keys that this kind does not read.
    pub(crate) fn refuse_others(&mut self, kind: &str, known: &[&str]) {
        for entry in self.entries.iter().filter(|entry| entry.key != "kind" && !known.contains(&entry.key.as_str())) {
            let hint = match nearest(&entry.key, known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("it reads {}", listed(known)),
            };
            let title = format!("an answer of the kind \"{kind}\" has no `{}`", clip(&entry.key));
            self.ledger.problems.push(Problem::at(&entry.key_span, title, "not read").hint(hint));
        }
    }

    /// The value of a key, or of the heading if the key is absent: where to report a problem.
    pub(crate) fn place_of(&self, key: &str) -> &'a Span {
        self.key(key).map_or(self.span, |entry| &entry.span)
    }

    /// The index of a name among those known; `otherwise` is the hint if none is near.
    pub(crate) fn one_of(&mut self, named: &Named, known: &[&str], what: &str, otherwise: &str) -> Option<usize> {
        let found = known.iter().position(|name| *name == named.text);
        if found.is_none() {
            let title = format!("there is no {what} \"{}\"", clip(&named.text));
            self.unknown(named, title, &format!("not a known {what}"), known, otherwise);
        }
        found
    }

    /// The indices of the names in a list, or all known ones if the key is absent.
    pub(crate) fn names(&mut self, key: &str, known: &[&str], what: &str) -> Option<Vec<usize>> {
        let Some(entry) = self.key(key) else { return Some((0..known.len()).collect()) };
        let named = self.list(key, entry, &format!("as in {key} = [\"{}\"]", known[0]));
        let otherwise = format!("there are {}", listed(known));
        let found: Vec<usize> = named.iter().filter_map(|name| self.one_of(name, known, what, &otherwise)).collect();
        (!found.is_empty()).then_some(found)
    }

    /// Reports a name that is not among those known.
    pub(super) fn unknown(&mut self, named: &Named, title: String, label: &str, known: &[&str], otherwise: &str) {
        let hint = match nearest(&named.text, known.iter().copied()) {
            Some(meant) => format!("did you mean \"{meant}\"?"),
            None => otherwise.to_owned(),
        };
        self.ledger.problems.push(Problem::at(&named.span, title, label).hint(hint));
    }

    /// The outcomes it is about: those it names, or those of the file.
    pub(crate) fn outcomes(&mut self) -> Vec<usize> {
        let words: Vec<Named> = match (self.key("outcome"), self.key("outcomes")) {
            (Some(one), Some(_)) => {
                let problem = Problem::at(&one.key_span, "`outcome` and `outcomes` are both given", "one of the two");
                self.ledger.problems.push(problem.hint("put all of them into `outcomes`"));
                Vec::new()
            }
            (Some(one), None) => self.text("outcome", one).into_iter().collect(),
            (None, Some(several)) => self.list("outcomes", several, "as in outcomes = [\"retention\", \"mobilised\"]"),
            (None, None) => return self.plan.experiment.outcomes.clone(),
        };
        let mut found = Vec::new();
        for word in words {
            match self.outcome(&word) {
                Some(outcome) if found.contains(&outcome) => {
                    let problem = Problem::at(&word.span, format!("`{}` is listed twice", word.text), "this one");
                    self.ledger.problems.push(problem.hint("name each outcome once"));
                }
                outcome => found.extend(outcome),
            }
        }
        found
    }

    /// Outcomes of which less is better.
    pub(crate) fn less_is_better(&mut self) -> Vec<usize> {
        let Some(entry) = self.key("less_is_better") else { return Vec::new() };
        let words = self.list("less_is_better", entry, "as in less_is_better = [\"coping_need\"]");
        words.iter().filter_map(|word| self.outcome(word)).collect()
    }

    fn outcome(&mut self, word: &Named) -> Option<usize> {
        let known: Vec<&str> = OUTCOMES.iter().map(|outcome| outcome.name).collect();
        self.one_of(word, &known, "outcome", "`mobilise explain --all` lists all outcomes")
    }

    /// A text.
    pub(crate) fn text(&mut self, key: &str, entry: &Entry) -> Option<Named> {
        let name = self.full(key);
        let text = self.ledger.text(&name, entry)?;
        Some(Named { text, span: entry.span.clone() })
    }

    /// A list of texts that is not empty.
    pub(crate) fn list(&mut self, key: &str, entry: &Entry, hint: &str) -> Vec<Named> {
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
    pub(crate) fn choice(&mut self, key: &str, choices: &[&'static str]) -> Option<&'static str> {
        let entry = self.key(key)?;
        let word = self.text(key, entry)?;
        let found = choices.iter().copied().find(|choice| *choice == word.text);
        if found.is_none() {
            let title = format!("`{}` takes {}", self.full(key), listed(choices));
            self.unknown(&word, title, "none of them", choices, &format!("write one of {}", listed(choices)));
        }
        found
    }

    /// Reports a key that must be given.
    pub(crate) fn missing(&mut self, key: &str, hint: &str) {
        let title = format!("`question.answer.{}` lacks `{key}`", self.name);
        self.ledger.problems.push(Problem::at(self.span, title, "missing here").hint(hint));
    }

    /// The names of all factors.
    pub(crate) fn factors(&self) -> Vec<&'a str> {
        self.shape.factors.iter().map(|factor| factor.name.as_str()).collect()
    }

    /// The index of a factor.
    pub(crate) fn factor(&mut self, named: &Named) -> Option<usize> {
        let found = self.shape.factor(&named.text);
        if found.is_none() {
            let factors = self.factors();
            let title = format!("the file does not vary `{}`", clip(&named.text));
            self.unknown(named, title, "not varied", &factors, &format!("it varies {}", listed(&factors)));
        }
        found
    }

    /// The factor that `key` names.
    pub(crate) fn knob(&mut self, key: &str) -> Option<usize> {
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

    /// From two to `most` factors: those `knobs` names, or all that the file varies where they are not more.
    pub(crate) fn several_knobs(&mut self, most: usize) -> Option<Vec<usize>> {
        let Some(entry) = self.key("knobs") else {
            let several = |factor: &usize| self.shape.factors[*factor].labels.len() > 1;
            let found: Vec<usize> = (0..self.shape.factors.len()).filter(several).collect();
            if (2..=most).contains(&found.len()) {
                return Some(found);
            }
            self.missing("knobs", &format!("name from two to {most} that the file varies"));
            return None;
        };
        let named = self.list("knobs", entry, "as in knobs = [\"population\", \"organisations\"]");
        if named.is_empty() {
            return None;
        }
        let found: Vec<usize> = named.iter().filter_map(|named| self.factor(named)).collect();
        if found.len() < named.len() {
            return None;
        }
        let is_twice = (1..found.len()).any(|n| found[..n].contains(&found[n]));
        if is_twice || !(2..=most).contains(&found.len()) {
            let title = format!("`{}` takes from two to {most} names, each once", self.full("knobs"));
            let hint = "the factors whose shares are wanted; others are averaged over";
            self.ledger.problems.push(Problem::at(&entry.span, title, "not so many").hint(hint));
            return None;
        }
        Some(found)
    }

    /// Two factors: those `knobs` names, or the two that the file varies.
    pub(crate) fn knobs(&mut self) -> Option<[usize; 2]> {
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
}
