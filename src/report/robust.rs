//! How robust an answer is: what its summary says, each statement, what was left out.

use maud::{Markup, html};

use crate::config::Problem;
use crate::question::robust::{Change, Fate, Robustness, Statement};
use crate::record::{FILE, RobustnessRecord, Same};
use crate::results::FolderResults;

use super::Section;
use super::folder::Folder;
use super::tables::scrolling;
use crate::text::{capital, count, list};

/// How many statements hold where, and what would change the answer.
pub(super) fn headline(robust: &Robustness) -> Markup {
    html! {
        ul.headline { @for (n, sentence) in robust.summary().iter().enumerate() {
            @if n == 0 { li.apart { strong { (sentence) } } } @else { li.open { (sentence) } }
        } }
        p.note {
            "A statement is a difference whose sign the answer states. In every variant it is looked up under its name and \
             has its 95 % interval there: it is beyond chance where that leaves zero out. What holds in all variants holds \
             in this model, and need not in the world."
        }
    }
}

/// What speaks against a folder of `robust`: single runs, and variants that went on without it.
pub(super) fn cautions(
    folder: &Folder,
    record: &RobustnessRecord,
    robust: &Robustness,
    all: &mut Vec<Markup>,
) -> Result<(), Problem> {
    let single = robust.variants.iter().filter(|variant| variant.replicates == 1).count();
    if single > 0 {
        all.push(html! {
            strong { "One replicate" } " in " (count(single, "variant", "variants")) ": nothing has an interval there, and what \
             becomes of a statement may be chance."
        });
    }
    let mut other: Vec<String> = Vec::new();
    for variant in &record.variants {
        match Same::of(&folder.path.join(&variant.folder).join(FILE), &variant.record)? {
            Same::Yes => {}
            Same::No => other.push(format!("{} (run on or changed since)", variant.folder)),
            Same::Absent => other.push(format!("{} (lost)", variant.folder)),
        }
    }
    if !other.is_empty() {
        all.push(html! {
            strong { "This page is not of what the folders of these variants hold now" } ": " (list(&other)) ". The same "
            code { "mobilise robust" } " takes up what is there, runs what is missing and writes it anew."
        });
    }
    Ok(())
}

/// How it was run, as far as one fact has one value.
pub(super) fn facts(record: &RobustnessRecord, robust: &Robustness) -> Markup {
    let runs: u64 = robust.variants.iter().map(|variant| variant.runs).sum();
    let settings: Vec<&str> = record.changes.settings.iter().map(|(_, set)| set.as_str()).collect();
    html! {
        div { dt { "Question" } dd { (record.question) ", " (record.size) " size" } }
        div { dt { "Variants" } dd { (robust.variants.len()) ", " (count(runs as usize, "run", "runs")) } }
        div { dt { "Accepted set" } dd { (record.accepted_set) } }
        div { dt { "Structures" } dd { (robust.indices(Change::Structure).len()) " of " (record.structures) } }
        @if !settings.is_empty() { div { dt { "Changed in all" } dd { (settings.join(", ")) } } }
    }
}

/// Each variant with its size.
pub(super) fn variants(robust: &Robustness) -> Markup {
    let changed = |change| match change {
        Change::Nothing => "nothing",
        Change::Drawn => "values are drawn, a row a replicate",
        Change::Structure => "the structure",
    };
    html! {
        details {
            summary { "The " (count(robust.variants.len(), "variant", "variants")) ", each under the same random numbers" }
            (scrolling("Variants", html! {
                thead { tr {
                    th scope="col" { "Variant" } th scope="col" { "What is another" } th.n scope="col" { "Replicates a point" }
                    th.n scope="col" { "Runs" }
                } }
                tbody { @for (n, variant) in robust.variants.iter().enumerate() { tr {
                    th scope="row" { (n + 1) "  " (variant.name) } td { (changed(variant.change)) }
                    td.n { (variant.replicates) } td.n { (variant.runs) }
                } } }
            }))
        }
    }
}

/// The statements, answer by answer, and the variants that the question cannot have.
pub(super) fn sections(folder: &Folder) -> Vec<Section> {
    let FolderResults::Robustness(robust) = &folder.results else { return Vec::new() };
    let robust = &robust.1;
    let mut sections = Vec::new();
    if !robust.statements.is_empty() {
        sections.push(Section::new("statements", "Statements", statements(robust)));
    }
    if !robust.left_out.is_empty() {
        sections.push(Section::new("left-out", "Left out", left_out(robust)));
    }
    sections
}

fn statements(robust: &Robustness) -> Markup {
    let answers = robust.statements.chunk_by(|a, b| a.answer == b.answer);
    let (drawn, structures) = (robust.indices(Change::Drawn), robust.indices(Change::Structure).len());
    html! {
        p {
            "Every statement of the answer; in brackets 95 % intervals. Those with a star are the strongest of the answer that is worth showing first; \
             the file " code { "robust.csv" } " has each in each variant."
        }
        @for of in answers {
            (scrolling(&of[0].answer, html! {
                thead { tr {
                    th scope="col" { "Statement" } th scope="col" { "As it stands" }
                    @for _ in &drawn { th scope="col" { "Over the accepted set" } }
                    @if structures > 0 { th scope="col" { "In " (count(structures, "structure", "structures")) } }
                } }
                tbody { @for statement in of { tr {
                    th scope="row" {
                        (statement.label()) @if statement.headline { " *" }
                        @let unit = statement.unit();
                        @if !unit.is_empty() { br; span.unit { (unit) } }
                    }
                    (cell(statement, 0, statement.undecided().unwrap_or("beyond chance")))
                    @for place in &drawn { (cell(statement, *place, statement.cells[*place].fate.word())) }
                    @if structures > 0 { td { (capital(&robust.in_structures(statement))) } }
                } } }
            }))
        }
    }
}

/// A statement in a variant.
fn cell(statement: &Statement, place: usize, said: &str) -> Markup {
    let (value, range) = statement.size(&statement.cells[place]);
    let turned = matches!(statement.cells[place].fate, Fate::Turns | Fate::LeansAgainst);
    html! {
        td.told[turned] {
            span.number { (value) } @if let Some(range) = range { br; span.number { "(" (range) ")" } }
            br; span.unit { (said) }
        }
    }
}

fn left_out(robust: &Robustness) -> Markup {
    html! {
        p { "Variants that the question cannot have." }
        (scrolling("Left out", html! {
            thead { tr { th scope="col" { "Variant" } th scope="col" { "Why" } } }
            tbody { @for left in &robust.left_out { tr { th scope="row" { (left.name) } td { (capital(&left.why)) } } } }
        }))
    }
}
