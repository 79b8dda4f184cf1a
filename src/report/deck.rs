//! Slides as one HTML file that needs nothing beside itself: it runs from a USB stick.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::figure::WordsSlide;
use crate::results::{Folder, FolderResults};
use crate::study::diagnosis::diagnosis;
use crate::study::{purse, table};
use crate::text::count;

use super::page::{digest, printable};

const STYLE: &str = include_str!("deck.css");
const SCRIPT: &str = include_str!("deck.js");

/// A slide as it is shown: its title, its picture as PNG, and what the speaker says.
#[derive(Debug, Clone)]
pub struct Shown {
    /// What was found.
    pub title: String,
    /// The picture.
    pub png: Vec<u8>,
    /// What to say, a sentence each.
    pub notes: Vec<String>,
}

/// What the first slide says of results.
#[must_use]
pub fn opening(folder: &Folder) -> WordsSlide {
    let (title, points) = title_and_lead(folder);
    let foot = format!("Results of a model, not observations. mobilise {}.", env!("CARGO_PKG_VERSION"));
    WordsSlide { title, points, foot }
}

/// What the last slide says: what nobody should take from the others.
#[must_use]
pub fn closing(folder: &Folder) -> WordsSlide {
    let draws = folder.record.scenarios().iter().any(|one| one.resolved.contains("\n[draw]\n"));
    let intervals = if draws {
        "Intervals reflect chance in the runs and the values drawn from the accepted set, not the uncertainty in all others."
    } else {
        "Intervals reflect chance in the runs alone, not the uncertainty in the model’s values."
    };
    let points = [
        "What holds in the model, under its assumptions, is not evidence of what happened in London or Somerset.",
        intervals,
        "A difference that is not detectable with these runs may be with more of them.",
    ];
    WordsSlide {
        title: "What this does not show".to_owned(),
        points: points.map(str::to_owned).to_vec(),
        foot: "Made from the results by mobilise; every number is in their tables.".to_owned(),
    }
}

fn title_and_lead(folder: &Folder) -> (String, Vec<String>) {
    let record = &folder.record;
    let names: Vec<&str> = record.scenarios().iter().map(|one| one.name.as_str()).collect();
    match &folder.results {
        FolderResults::Study(both) => {
            let (study, results) = (&both.0, &both.1);
            let runs = count(study.replicates as usize, "run", "runs");
            let mut said =
                vec![format!("{runs} of each scenario, {} weeks, seed {}.", study.scenarios[0].run.weeks, study.seed)];
            said.extend(diagnosis(study, results));
            said.extend((1..study.scenarios.len()).map(|other| table::verdict(study, results, other)));
            said.extend(purse::sentences(study, results));
            (names.join(" and "), said)
        }
        _ => match &folder.answer {
            Some(answer) => {
                let short = (!answer.short.is_empty()).then(|| answer.short.clone());
                let made = format!("{} runs.", answer.runs);
                (answer.asks.clone(), short.into_iter().chain(answer.asleep.clone()).chain([made]).collect())
            }
            None => (if names.is_empty() { place(folder) } else { names.join(", ") }, Vec::new()),
        },
    }
}

/// The name of a folder.
fn place(folder: &Folder) -> String {
    folder.path.file_name().map_or_else(|| "Results".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// The deck: a title slide, the slides, and what a speaker should not claim.
#[must_use]
pub fn deck(opening: &WordsSlide, slides: &[Shown], closing: &WordsSlide, dark: bool) -> String {
    let policy = format!(
        "default-src 'none'; img-src data:; script-src '{}'; style-src '{}'; base-uri 'none'; form-action 'none'",
        digest(SCRIPT),
        digest(STYLE)
    );
    let html = html! {
        (DOCTYPE)
        html lang="en-GB" class=(if dark { "dark" } else { "light" }) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (opening.title) " – a talk" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    (words(opening, &opening.points))
                    @for slide in slides {
                        section.picture {
                            img alt=(slide.title) src=(format!("data:image/png;base64,{}", STANDARD.encode(&slide.png)));
                            (notes(&slide.notes))
                        }
                    }
                    (words(closing, &[]))
                }
                nav aria-label="Slides" {
                    button type="button" #previous { "Back" }
                    output #number { "1" }
                    button type="button" #next { "Next" }
                    button type="button" #notes aria-pressed="false" { "Notes (N)" }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    printable(html.into_string())
}

/// A slide of words, with what the speaker says.
fn words(slide: &WordsSlide, said: &[String]) -> Markup {
    html! {
        section.words {
            h1 { (slide.title) }
            ul { @for point in &slide.points { li { (point) } } }
            p.foot { (slide.foot) }
            (notes(said))
        }
    }
}

fn notes(notes: &[String]) -> Markup {
    html! { aside { @for note in notes { p { (note) } } } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deck_is_one_file_with_all_slides() {
        let slide =
            |title: &str| Shown { title: title.to_owned(), png: vec![1, 2, 3], notes: vec!["Say <this>.".to_owned()] };
        let words = |title: &str| WordsSlide {
            title: title.to_owned(),
            points: vec!["Ten runs.".to_owned()],
            foot: String::new(),
        };
        let html = deck(&words("A & B"), &[slide("one"), slide("two")], &words("Last"), true);
        assert_eq!(html.matches("<section").count(), 4);
        assert!(html.contains("A &amp; B") && html.contains("Say &lt;this&gt;.") && html.contains("base64,AQID"));
        assert!(!html.contains("http://") && !html.contains("https://"), "nothing is fetched");
        assert!(!SCRIPT.contains("</script") && !STYLE.contains("</style"));
        assert_eq!(printable(STYLE.to_owned()) + &printable(SCRIPT.to_owned()), format!("{STYLE}{SCRIPT}"));
    }
}
