//! How robust an answer is, in words: every sentence from the numbers.

use crate::text::{count, list};

use super::{Cell, Change, Fate, Robustness, Statement};

/// Structures that are named for one statement.
const MAX_NAMED: usize = 4;
/// Structures that are named for what would change the answer.
const MAX_CHANGES: usize = 5;

impl Statement {
    /// What its difference is counted in; empty where it has no unit.
    pub fn unit(&self) -> String {
        self.quantity().unit
    }

    /// A difference as it is said, with its sign, and its interval where it has one.
    pub fn size(&self, cell: &Cell) -> (String, Option<String>) {
        let quantity = self.quantity();
        if cell.value.is_nan() {
            return ("no value".to_owned(), None);
        }
        let plus = cell.value > 0.0 && quantity.value(cell.value).contains(|c: char| ('1'..='9').contains(&c));
        let sign = if plus { "+" } else { "" };
        if cell.low.is_nan() || cell.high.is_nan() {
            return (format!("{sign}{}", quantity.value(cell.value)), None);
        }
        let [value, low, high] = quantity.values([cell.value, cell.low, cell.high]);
        (format!("{sign}{value}"), Some(format!("{low} to {high}")))
    }

    /// What is said of it as it stands, where that is not beyond chance.
    pub fn undecided(&self) -> Option<&'static str> {
        let first = &self.cells[0];
        match (self.stands(), first.low == 0.0 && first.high == 0.0) {
            (true, _) => None,
            (_, true) => Some("the same in every run"),
            _ => Some("undecided"),
        }
    }
}

impl Robustness {
    /// What becomes of all statements together: how many hold where, and what would change the answer.
    pub fn summary(&self) -> Vec<String> {
        let standing: Vec<&Statement> = self.statements.iter().filter(|statement| statement.stands()).collect();
        let open = self.statements.len() - standing.len();
        let (drawn, structures) = (self.indices(Change::Drawn), self.indices(Change::Structure));
        let mut said = vec![format!(
            "Of {}, {} {} beyond chance as it stands{}.",
            count(self.statements.len(), "statement", "statements"),
            standing.len(),
            verb(standing.len(), "is", "are"),
            if open > 0 { format!(", and {open} {} undecided", verb(open, "is", "are")) } else { String::new() }
        )];
        if !standing.is_empty() {
            said.extend(drawn.iter().map(|index| self.over_the_set(&standing, *index)));
            if !structures.is_empty() {
                said.push(over_structures(&standing, &structures));
                said.extend(self.what_would_change(&standing, &structures));
            }
        }
        said.extend(self.becomes(&structures));
        if !self.left_out.is_empty() {
            said.push(self.without());
        }
        if let Some(index) = structures.first() {
            said.push(format!(
                "A share of structures is no probability; and with {} a structure many signs stay within chance: what \
                 is not told there is not refuted.",
                count(self.variants[*index].replicates as usize, "replicate", "replicates")
            ));
        }
        said
    }

    /// One statement over all variants.
    pub fn sentence(&self, statement: &Statement) -> String {
        let size = |cell: &Cell| match statement.size(cell) {
            (value, Some(interval)) => format!("{value} (95 % {interval})"),
            (value, None) => value,
        };
        let unit = statement.unit();
        let unit = if unit.is_empty() { unit } else { format!(" ({unit})") };
        let undecided = statement.undecided().map_or(String::new(), |word| format!(", {word}"));
        let mut parts =
            vec![format!("{}{unit}: {} as it stands{undecided}", statement.label(), size(&statement.cells[0]))];
        for index in self.indices(Change::Drawn) {
            let cell = &statement.cells[index];
            parts.push(format!("over the accepted set {}: {}", size(cell), cell.fate.word()));
        }
        let structures = self.indices(Change::Structure).len();
        if structures > 0 {
            parts.push(format!(
                "in {}: {}",
                count(structures, "structure", "structures"),
                self.in_structures(statement)
            ));
        }
        parts.join("; ") + "."
    }

    /// What becomes of a statement in how many structures; those in which it does not hold are named.
    pub fn in_structures(&self, statement: &Statement) -> String {
        let structures = self.indices(Change::Structure);
        let with = |fate: Fate| -> Vec<usize> {
            structures.iter().copied().filter(|index| statement.cells[*index].fate == fate).collect()
        };
        let counts = Fate::ALL.map(|fate| (fate, with(fate))).into_iter().filter(|(_, indices)| !indices.is_empty());
        let counts = counts.map(|(fate, indices)| {
            let named = matches!(fate, Fate::Turns | Fate::LeansAgainst | Fate::Decided);
            let names = if named { format!(" ({})", self.named(&indices)) } else { String::new() };
            format!("{} in {}{names}", fate.word(), indices.len())
        });
        list(&counts.collect::<Vec<_>>())
    }

    fn named(&self, indices: &[usize]) -> String {
        let names: Vec<&str> =
            indices.iter().take(MAX_NAMED).map(|index| self.variants[*index].name.as_str()).collect();
        let more = indices.len().saturating_sub(MAX_NAMED);
        let rest = if more > 0 { format!("; and {more} more") } else { String::new() };
        names.join("; ") + &rest
    }

    fn over_the_set(&self, standing: &[&Statement], index: usize) -> String {
        let name = &self.variants[index].name;
        format!(
            "With values drawn from {name}, {}.",
            tally(&standing.iter().map(|s| s.cells[index].fate).collect::<Vec<_>>(), "keep", "keeps")
        )
    }

    /// Which structures turn statements, most first; those that leave no difference are named too.
    fn what_would_change(&self, standing: &[&Statement], structures: &[usize]) -> Vec<String> {
        let with = |index: usize, fate: Fate| standing.iter().filter(|s| s.cells[index].fate == fate).count();
        let mut turning: Vec<(usize, usize, usize)> = structures
            .iter()
            .map(|index| (with(*index, Fate::Turns), with(*index, Fate::LeansAgainst), *index))
            .filter(|(turned, leaning, _)| turned + leaning > 0)
            .collect();
        turning.sort_by_key(|(turned, leaning, index)| (usize::MAX - turned, usize::MAX - leaning, *index));
        let beyond: Vec<String> = turning
            .iter()
            .filter(|(turned, ..)| *turned > 0)
            .take(MAX_CHANGES)
            .map(|(turned, leaning, index)| {
                let more =
                    if *leaning > 0 { format!(", and the sign of {leaning} within chance") } else { String::new() };
                format!("{} ({turned} beyond chance{more})", self.variants[*index].name)
            })
            .collect();
        let within: Vec<String> = turning
            .iter()
            .filter(|(turned, ..)| *turned == 0)
            .take(MAX_CHANGES)
            .map(|(_, leaning, index)| format!("{} ({leaning})", self.variants[*index].name))
            .collect();
        let first = match beyond.is_empty() {
            true => "No structure turns a statement beyond chance.".to_owned(),
            false => format!(
                "What would change the answer, by how many statements it turns: {}. Where a structure leaves no difference, \
                 chance alone turns one in forty.",
                beyond.join("; ")
            ),
        };
        let second = format!("Within chance alone, signs are the other way round where: {}.", within.join("; "));
        std::iter::once(first).chain((!within.is_empty()).then_some(second)).collect()
    }

    /// What becomes of statements that are undecided as it stands.
    fn becomes(&self, structures: &[usize]) -> Option<String> {
        let decided = |statement: &&Statement| {
            !statement.stands() && structures.iter().any(|index| statement.cells[*index].fate == Fate::Decided)
        };
        let open = self.statements.iter().filter(|statement| !statement.stands()).count();
        let n = self.statements.iter().filter(decided).count();
        (open > 0 && !structures.is_empty()).then(|| {
            format!(
                "Of {}, {n} {} beyond chance in some structure; chance alone would do that to about {:.0} % of statements \
                 without any difference.",
                count(open, "undecided statement", "undecided statements"),
                verb(n, "is", "are"),
                100.0 * (1.0 - libm::pow(0.95, structures.len() as f64))
            )
        })
    }

    fn without(&self) -> String {
        // The same reason is said once.
        let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
        for left in &self.left_out {
            match reasons.iter_mut().find(|(why, _)| *why == left.why) {
                Some((_, names)) => names.push(&left.name),
                None => reasons.push((&left.why, vec![&left.name])),
            }
        }
        let said: Vec<String> = reasons
            .iter()
            .map(|(why, names)| match names.len() {
                1..=3 => format!("{} – {why}", names.join("; ")),
                n => format!("{n} structures – {why}"),
            })
            .collect();
        format!("Left out: {}.", said.join("; "))
    }
}

fn verb(n: usize, one: &'static str, many: &'static str) -> &'static str {
    if n == 1 { one } else { many }
}

/// So many keep their sign, and what becomes of the others.
fn tally(fates: &[Fate], many: &str, one: &str) -> String {
    if let [only] = fates {
        return match only {
            Fate::Same => "that one keeps its sign beyond chance".to_owned(),
            fate => format!("that one is {}", fate.word()),
        };
    }
    let n = |fate: Fate| fates.iter().filter(|other| **other == fate).count();
    let kept = n(Fate::Same);
    let others: Vec<String> = [Fate::Leans, Fate::LeansAgainst, Fate::Turns, Fate::Nothing]
        .into_iter()
        .filter(|fate| n(*fate) > 0)
        .map(|fate| format!("{} in {}", fate.word(), n(fate)))
        .collect();
    let rest = if others.is_empty() { String::new() } else { format!(" ({})", list(&others)) };
    format!(
        "{kept} of these {} {} {} sign beyond chance{rest}",
        fates.len(),
        if kept == 1 { one } else { many },
        if kept == 1 { "its" } else { "their" }
    )
}

fn over_structures(standing: &[&Statement], structures: &[usize]) -> String {
    let kept = |s: &Statement| structures.iter().filter(|index| s.cells[**index].fate == Fate::Same).count();
    let turned = |s: &Statement| structures.iter().any(|index| s.cells[*index].fate == Fate::Turns);
    let n = structures.len();
    if let [only] = standing {
        let turned = if turned(only) { "turned beyond chance by some" } else { "turned beyond chance by none" };
        return format!(
            "Over {}, that one is the same beyond chance in {}, and {turned}.",
            count(n, "structure", "structures"),
            kept(only)
        );
    }
    let all = standing.iter().filter(|s| kept(s) == n).count();
    let most = standing.iter().filter(|s| 4 * kept(s) >= 3 * n).count();
    let never = standing.iter().filter(|s| !turned(s)).count();
    format!(
        "Over {}, {all} of these {} {} beyond chance the same in all of them, {most} in at least three quarters; {never} {} \
         turned beyond chance by none.",
        count(n, "structure", "structures"),
        standing.len(),
        verb(all, "is", "are"),
        verb(never, "is", "are")
    )
}
