//! `mobilise talk`: slides of results as pictures, and one HTML file and one PDF that show them all.

use std::path::PathBuf;

use clap::Args;

use mobilise::figure::study::worth_showing;
use mobilise::figure::{FigureError, PdfPage, Picture, Slide, Theme, WordsSlide, lacking_here, pdf, pdf_of_pages};
use mobilise::internals::files;
use mobilise::internals::record::folder_of;
use mobilise::internals::text::count;
use mobilise::report::deck::{Shown, closing, deck, opening};
use mobilise::results::{Folder, FolderResults};
use mobilise::workflow::folder_names::beside;
use mobilise::workflow::pictures::folder_pictures;

use super::failure::Failure;
use super::options::ForceOption;
use super::terminal::Terminal;
use super::words::path_word;

/// Arguments of `mobilise talk`.
#[derive(Debug, Args)]
pub struct TalkArguments {
    /// A folder of results
    results: PathBuf,
    /// Slides in light ink on near-black
    #[arg(long)]
    dark: bool,
    /// Make slides of every figure, not only of those that are told first
    #[arg(long)]
    all: bool,
    /// The folder to write to [default: RESULTS-talk]
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    replace: ForceOption,
}

/// More slides than this are for another talk.
const MAX_SLIDES: usize = 12;
/// Figures of a study that a talk begins with, after the one worth showing first.
const TOLD_FIRST: [&str; 3] = ["effects", "curves", "behind"];

/// Reads the tables, draws the slides and writes the deck.
pub fn run(arguments: &TalkArguments, terminal: &Terminal) -> Result<(), Failure> {
    let results = folder_of(&arguments.results);
    let (found, pictures) = folder_pictures(&results)?;
    let theme = if arguments.dark { Theme::Dark } else { Theme::Light };
    let slides: Vec<Slide> = in_order(&found, &pictures, arguments.all).into_iter().flat_map(Picture::slides).collect();
    let kept = if arguments.all { slides.len() } else { slides.len().min(MAX_SLIDES) };
    if slides.is_empty() {
        let title = format!("`{}` holds nothing that can be drawn", arguments.results.display());
        return Err(Failure::input(title, "its tables can be read; `mobilise report` shows them on a page"));
    }
    let folder = arguments.out.clone().unwrap_or_else(|| beside(&results, "talk"));
    files::make_folder(&folder).map_err(|error| Failure::unusable(&error, "say where to write with --out DIR"))?;
    let failed = |error: FigureError| Failure::input(error.to_string(), "`mobilise plot` draws single figures");
    let opening = opening(&found);
    let words = |slide: &WordsSlide| -> Result<PdfPage, Failure> {
        Ok(PdfPage { title: slide.title.clone(), svg: slide.svg(theme).map_err(failed)? })
    };
    let mut pages = vec![words(&opening)?];
    let mut shown = Vec::new();
    for (n, slide) in slides[..kept].iter().enumerate() {
        let name = format!("{:02}-{}", n + 1, slide.name);
        let svg = slide.svg(theme).map_err(failed)?;
        let png = slide.png(theme).map_err(failed)?;
        arguments.replace.write(&folder.join(format!("{name}.png")), &png, "another --out DIR")?;
        let page = pdf(&svg).map_err(failed)?;
        arguments.replace.write(&folder.join(format!("{name}.pdf")), &page, "another --out DIR")?;
        shown.push(Shown { title: slide.title.clone(), png, notes: slide.notes.clone() });
        pages.push(PdfPage { title: slide.title.clone(), svg });
    }
    let given = found.record.scenarios().iter();
    let given = given.flat_map(|it| std::iter::once(&it.name).chain(&it.organisations)).map(String::as_str);
    lacking_here(given, true).iter().for_each(|note| terminal.say(note));
    let closing = closing(&found);
    pages.push(words(&closing)?);
    let html = deck(&opening, &shown, &closing, arguments.dark);
    arguments.replace.write(&folder.join("talk.html"), html.as_bytes(), "another --out DIR")?;
    let document = pdf_of_pages(&opening.title, &pages).map_err(failed)?;
    arguments.replace.write(&folder.join("talk.pdf"), &document, "another --out DIR")?;
    terminal.say(&format!(
        "wrote {}: talk.html ({}; arrow keys turn them, N shows the notes), talk.pdf with the same slides, and each \
         figure as PNG and PDF{}",
        path_word(&folder),
        count(pages.len(), "slide", "slides"),
        if kept < slides.len() { format!("; {} more with --all", slides.len() - kept) } else { String::new() }
    ));
    Ok(())
}

/// The pictures in the order of a talk; of a study those that are told first, unless all are wanted.
fn in_order<'a>(found: &Folder, pictures: &'a [Picture], all: bool) -> Vec<&'a Picture> {
    let FolderResults::Study(study) = &found.results else { return pictures.iter().collect() };
    let first = worth_showing(&study.0, &study.1);
    let rank = |picture: &&Picture| {
        let stem = |name: &str| picture.name == name || picture.name.starts_with(&format!("{name}-"));
        match TOLD_FIRST.iter().position(|name| stem(name)) {
            _ if picture.name == first => 0,
            Some(place) => place + 1,
            None => TOLD_FIRST.len() + 1,
        }
    };
    let mut chosen: Vec<&Picture> =
        pictures.iter().filter(|picture| all || rank(picture) <= TOLD_FIRST.len()).collect();
    chosen.sort_by_key(rank);
    chosen
}
