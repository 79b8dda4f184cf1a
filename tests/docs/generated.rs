//! Tables of pages are those of the program.

use std::collections::BTreeMap;
use std::fs;

use mobilise::internals::glossary::{TERMS, Term};
use mobilise::internals::odd::table;
use mobilise::knob::catalogue::catalogue;
use mobilise::knob::intervention::InterventionKind;
use mobilise::knob::{Choice, Effect, Kind, Knob};
use mobilise::model::history::HISTORY;
use mobilise::model::measures::{MEASURES, Sort};
use mobilise::model::sustainability::OUTCOMES;
use mobilise::model::week::WEEK;

use super::{root, text};

#[test]
fn generated_parts_are_those_of_the_program() {
    for (path, parts) in [
        (
            "docs/model.md",
            vec![("week", week()), ("measures", measures()), ("outcomes", outcomes()), ("knobs", knobs())],
        ),
        ("docs/files.md", vec![("kinds", kinds()), ("history", history())]),
        ("docs/glossary.md", vec![("terms", terms()), ("observed", observed())]),
        ("README.md", vec![("papers", papers_in_short())]),
        ("docs/findings.md", vec![("papers", papers())]),
    ] {
        let before = text(path);
        let after = parts.iter().fold(before.clone(), |page, (name, part)| with_part(&page, path, name, part));
        if before != after && std::env::var_os("MOBILISE_BLESS").is_some() {
            fs::write(root().join(path), &after).expect("the page can be written");
        } else {
            assert!(before == after, "{path} is out of date: run MOBILISE_BLESS=1 cargo test --test house docs");
        }
    }
}

pub(super) fn with_part(page: &str, path: &str, name: &str, part: &str) -> String {
    let begin = format!("<!-- generated: {name} -->\n");
    let (head, rest) = page.split_once(&begin).unwrap_or_else(|| panic!("{path} has no part `{name}`"));
    let (_, tail) = rest.split_once("<!-- end -->").unwrap_or_else(|| panic!("{path}: `{name}` has no end"));
    format!("{head}{begin}\n{part}\n<!-- end -->{tail}")
}

fn week() -> String {
    let rows = WEEK.iter().enumerate();
    table(
        &["#", "Process", "What happens"],
        rows.map(|(n, process)| vec![(n + 1).to_string(), process.name.to_owned(), process.what.to_owned()]),
    )
}

fn measures() -> String {
    let sort = |sort: Sort| match sort {
        Sort::Stock => "stock",
        Sort::Flow => "flow",
        Sort::Mean => "mean",
    };
    table(
        &["Measure", "Unit", "Sort", "What it is"],
        MEASURES
            .iter()
            .map(|m| vec![format!("`{}`", m.name), m.unit.to_owned(), sort(m.sort).to_owned(), m.meaning.to_owned()]),
    )
}

fn outcomes() -> String {
    table(
        &["Outcome", "Unit", "What it is"],
        OUTCOMES.iter().map(|o| vec![format!("`{}`", o.name), o.unit.to_owned(), o.meaning.to_owned()]),
    )
}

fn history() -> String {
    table(
        &["Column", "Unit", "What it is"],
        HISTORY.iter().map(|one| vec![format!("`{}`", one.name), one.unit.to_owned(), one.meaning.to_owned()]),
    )
}

/// What the program explains as terms.
fn terms() -> String {
    let also = |term: &Term| if term.also.is_empty() { String::new() } else { format!(" ({})", term.also.join(", ")) };
    let link = |text: &str| text.replace('|', "\\|");
    table(
        &["Term", "Meaning"],
        TERMS.iter().map(|term| vec![format!("**{}**{}", term.name, also(term)), link(term.meaning)]),
    )
}

/// Everything that is observed, by its label where it has one.
fn observed() -> String {
    let outcomes = OUTCOMES.iter().map(|it| {
        let label = if it.label == it.name.replace('_', " ") { String::new() } else { format!("{}: ", it.label) };
        [format!("{label}`{}`", it.name), format!("outcome of a run, {}", it.unit), it.meaning.trim().to_owned()]
    });
    let measures = MEASURES
        .iter()
        .map(|it| [format!("`{}`", it.name), format!("weekly, {}", it.unit), it.meaning.trim().to_owned()]);
    let history =
        HISTORY.iter().map(|it| [format!("`{}`", it.name), format!("of a run, {}", it.unit), it.meaning.to_owned()]);
    let mut rows: Vec<[String; 3]> = outcomes.chain(measures).chain(history).collect();
    rows.sort_by_key(|row| row[0].replace('`', "").to_lowercase());
    table(&["Name", "Of what", "Meaning"], rows.into_iter().map(Vec::from))
}

/// The claims that `just findings` looked up in the two cases.
fn claims() -> Vec<BTreeMap<String, String>> {
    let path = root().join("docs/findings/claims.csv");
    let mut table = csv::Reader::from_path(&path).expect("`just findings` makes it");
    let heads = table.headers().expect("a header").clone();
    let rows = table.records().map(|row| {
        heads.iter().zip(&row.expect("a row")).map(|(head, cell)| (head.to_owned(), cell.to_owned())).collect()
    });
    rows.collect()
}

/// How many claims have this verdict.
fn count(rows: &[BTreeMap<String, String>], verdict: &str) -> usize {
    rows.iter().filter(|row| row["verdict"] == verdict).count()
}

/// How many claims of the papers the two cases contradict, with a link to the list.
fn papers_in_short() -> String {
    let rows = claims();
    format!(
        "> **Against the papers.** Of {} claims of the two papers that can be checked in its own result, the model \
         contradicts {}, agrees with {} and leaves {} open. [Findings](docs/findings.md) begins with those it \
         contradicts, each with both numbers.\n",
        rows.len(),
        count(&rows, "contradicts"),
        count(&rows, "agrees"),
        count(&rows, "cannot be told"),
    )
}

/// Which claims of the papers the two cases contradict.
fn papers() -> String {
    let rows = claims();
    let mut out = format!(
        "> **Against the papers.** `mobilise compare --seed 1` contradicts {} of {} claims of the papers that can be looked \
         up in it, agrees with {} and leaves {} open ([all of them](findings/claims.csv); discussed below):\n>\n",
        count(&rows, "contradicts"),
        rows.len(),
        count(&rows, "agrees"),
        count(&rows, "cannot be told"),
    );
    let contradicted = rows.iter().filter(|row| row["verdict"] == "contradicts");
    contradicted.for_each(|row| out.push_str(&format!("> - {}\n", row["sentence"])));
    out
}

/// Knobs, one table for each table of a scenario file.
fn knobs() -> String {
    let mut groups: Vec<(String, Vec<Vec<String>>)> = Vec::new();
    for (name, knob) in catalogue() {
        let group = name.rsplit_once('.').map_or("", |(group, _)| group).to_owned();
        let range = match knob.kind {
            Kind::Real { low, high } => format!("{low} to {high}"),
            Kind::Whole { low, high } => format!("{low} to {high}, whole"),
            Kind::Switch => "true, false".to_owned(),
            Kind::Choice(words) => words.join(", "),
        };
        let row = vec![
            format!("`{}`", knob.name),
            knob.symbol.to_owned(),
            knob.unit.to_owned(),
            range,
            knob.default.to_string(),
            knob.meaning.to_owned(),
            knob.source.to_owned(),
            knob.status.to_string(),
            higher(knob),
        ];
        match groups.iter_mut().find(|(known, _)| *known == group) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((group, vec![row])),
        }
    }
    let heads = ["Knob", "Symbol", "Unit", "Range", "Default", "Meaning", "Source", "Status", "A higher value"];
    let parts: Vec<String> =
        groups.into_iter().map(|(group, rows)| format!("### `[{group}]`\n\n{}", table(&heads, rows))).collect();
    parts.join("\n")
}

/// What a higher value of a knob does: its stated signs, or that they are open.
fn higher(knob: &Knob) -> String {
    let effects = knob.effects();
    if effects.is_empty() && knob.is_ordered() {
        return "open".to_owned();
    }
    let one = |effect: &Effect| effect.to_string().replace(effect.measure, &format!("`{}`", effect.measure));
    effects.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Kinds of intervention: what the program knows of each.
fn kinds() -> String {
    let yes = |yes: bool| (if yes { "yes" } else { "no" }).to_owned();
    table(
        &["Kind", "Done to an organisation", "Lasts", "Knobs it reads"],
        InterventionKind::ALL.iter().map(|kind| {
            let knobs: Vec<String> = kind.knobs().iter().map(|knob| format!("`{knob}`")).collect();
            vec![format!("`{}`", kind.word()), yes(kind.needs_organisation()), yes(kind.lasts()), knobs.join(", ")]
        }),
    )
}
