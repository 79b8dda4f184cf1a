//! Which knobs matter, in sentences: of a sensitivity analysis from its tornadoes, of a calibration from its table.

use maud::{Markup, html};

use crate::figure::{Figure, TornadoBar, TornadoFigure, TornadoPanel, TornadoRow};
use crate::results::FolderResults;

use super::Section;
use super::folder::Folder;
use super::tables::scrolling;
use crate::text::{alike, capital, count, knob_words, number};

/// How many knobs a sentence names beside the first.
const NAMED: usize = 3;

/// The tornadoes among a folder's pictures; none where it was not analysed.
fn tornadoes(folder: &Folder) -> impl Iterator<Item = (&str, &TornadoFigure)> {
    folder.pictures.iter().filter_map(|picture| match &picture.figure {
        Figure::Tornado(figure) => Some((picture.name.as_str(), figure)),
        _ => None,
    })
}

/// What a sensitivity analysis came to: which knobs move each outcome beyond chance, and which turn a ranking.
pub(super) fn headline(folder: &Folder) -> Option<Markup> {
    let panels = |ranking: bool| -> Vec<(&TornadoFigure, &TornadoPanel)> {
        let those = tornadoes(folder).filter(|(name, _)| name.contains("ranking") == ranking);
        those.flat_map(|(_, figure)| figure.panels.iter().map(move |panel| (figure, panel))).collect()
    };
    let (outcomes, rankings) = (panels(false), panels(true));
    if outcomes.is_empty() {
        return None;
    }
    Some(html! {
        h4 { "Which knobs matter" }
        ul.headline { @for (figure, panel) in outcomes { (sentence(figure, panel)) } }
        @if !rankings.is_empty() {
            h4 { "Which turn the ranking, and which move the gap" }
            ul.headline { @for (figure, panel) in rankings { (sentence(figure, panel)) } }
        }
        p.note {
            "Each knob over the whole range tried, while the others vary too. Beyond chance: more than would be seen of a \
             knob that only shifts who draws which random number. Of knobs and ranges that were not tried it says nothing."
        }
    })
}

fn sentence(figure: &TornadoFigure, panel: &TornadoPanel) -> Markup {
    // Who is ahead is a chance; all else is a number that moves.
    let is_chance = panel.unit == "chance";
    let head = if is_chance { capital(&panel.title) } else { format!("{} ({})", panel.title, panel.unit) };
    let told: Vec<&TornadoRow> = panel.rows.iter().filter(|row| row.detectable).collect();
    let all = count(panel.rows.len(), "knob", "knobs");
    html! {
        @match told.as_slice() {
            _ if panel.rows.is_empty() && is_chance => li.open {
                strong { (head) ": " (panel.note) } "; nothing in the ranges tried turns it round."
            },
            _ if panel.rows.is_empty() => li.open { (head) ": " (panel.note) "." },
            [] if panel.rows.iter().all(|row| row.chance.is_none()) => li.open {
                (head) ": one replicate cannot tell any of " (all) " from chance."
            },
            [] => li.open { (head) ": none of " (all) " can be told from chance." },
            [first, rest @ ..] => li.apart {
                strong {
                    (head) ": " (told.len()) " of " (all) " " @if is_chance { "turn" } @else { "move" }
                    @if told.len() == 1 { "s" } " it" @if is_chance { " round" } " beyond chance"
                }
                ". Most of all " em { (first.label) } (much(figure, panel, first))
                @let more = rest.len().saturating_sub(NAMED);
                @for (n, row) in rest.iter().take(NAMED).enumerate() {
                    @if n == 0 { "; then " } @else if more == 0 && n + 1 == rest.len() { " and " } @else { ", " }
                    em { (row.label) } " (" (row.bars.first().map_or_else(|| "–".to_owned(), |bar| number(bar.value))) ")"
                }
                @if more > 0 { " and " (more) " more" }
                "."
            },
        }
    }
}

/// By how much the most important knob does it, and how well that is known.
fn much(figure: &TornadoFigure, panel: &TornadoPanel, row: &TornadoRow) -> Markup {
    let interval = |bar: &TornadoBar| {
        let [value, low, high] = alike([bar.value, bar.low, bar.high]);
        let known = bar.low.is_finite() && bar.high.is_finite();
        (value, known.then(|| format!("95 % interval {low} to {high}, ")))
    };
    let chance = row.chance.map_or_else(|| "unknown".to_owned(), number);
    html! {
        @match row.bars.as_slice() {
            [bar] => {
                @let (value, range) = interval(bar);
                @if let Some((direction, _)) = figure.kinds.get(bar.kind) { " (" (direction) ")" }
                ": " span.number { (value) } " " (panel.unit) " in the mean size of its effect ("
                (range.unwrap_or_default()) "by chance " (chance) ")"
            },
            [total, first, ..] => {
                @let (value, range) = interval(total);
                ": a share of " span.number { (value) } " of the variance with all it does together with others ("
                (range.unwrap_or_default()) "by chance " (chance) "), " span.number { (number(first.value)) } " alone"
            },
            [] => {},
        }
    }
}

/// What a calibration learned of each knob.
pub(super) fn section(folder: &Folder) -> Option<Section> {
    let FolderResults::Calibration(calibration) = &folder.results else { return None };
    let (plan, stored, _) = &**calibration;
    let body = html! {
        p {
            "Each knob as it was held beforehand, and as the accepted set has it. The set as a whole is the answer, with its \
             weights: a knob's middle need not go with another's. " code { "posterior.csv" } " has every particle."
        }
        (scrolling("Knobs before and after", html! {
            thead { tr {
                th scope="col" { "Knob" } th scope="col" { "Beforehand" } th.n scope="col" { "Median" }
                th.n scope="col" { "95 % interval" } th.n scope="col" { "Narrower by" }
            } }
            tbody { @for (knob, found) in plan.knobs.iter().zip(&stored.knobs) {
                @let [low, median, high] = alike(found.posterior);
                tr {
                    th scope="row" title=(knob.name) { (knob_words(&knob.name)) } td { (knob.words().replace('-', "−")) } td.n { (median) }
                    td.n { (low) " to " (high) } td.n { (format!("{:.0} %", (100.0 * found.narrower).max(0.0))) }
                }
            } }
        }))
    };
    Some(Section::new("knobs", "What was learned of the knobs", body))
}
