//! `mobilise plot`: pictures of results, from the tables that a command left.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use mobilise::figure::{Look, Theme, lacking_here};
use mobilise::internals::record::folder_of;
use mobilise::workflow::folder_names::beside;
use mobilise::workflow::pictures::folder_pictures;
use mobilise::workflow::plot::PlotRequest;

use super::failure::Failure;
use super::options::ForceOption;
use super::parse::whole;
use super::terminal::Terminal;
use super::words::path_word;

/// Arguments of `mobilise plot`.
#[derive(Debug, Args)]
pub struct PlotArguments {
    /// A results folder, as written by run, compare, sweep, ask and other commands
    results: PathBuf,
    /// Draw only this figure (see --list); may be repeated
    #[arg(long, value_name = "NAME")]
    figure: Vec<String>,
    /// List the figures of this folder without drawing
    #[arg(long)]
    list: bool,
    /// Colours and background
    #[arg(long, value_enum, default_value = "light")]
    theme: Ground,
    /// Width in CSS pixels, 240 to 8000: 420 for a column, 960 for a page, 1600 for a slide
    #[arg(long, value_name = "N", default_value_t = 960,
        value_parser = whole::<u32>(240..=8000, "420 for a column, 960 for a page, 1600 for a slide"))]
    width: u32,
    /// Type size of the labels in CSS pixels [default: depends on the width]
    #[arg(long, value_name = "N", value_parser = whole::<u32>(6..=400, LARGER))]
    font_size: Option<u32>,
    /// Slides: 1920 by 1080, a panel each, titles that say what was found, large type, the caveat at the foot
    #[arg(long, conflicts_with_all = ["width", "font_size"])]
    slide: bool,
    /// Write PDF too, for LaTeX
    #[arg(long)]
    pdf: bool,
    /// The folder to write to [default: RESULTS-figures]
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    replace: ForceOption,
}

/// The ground a picture is shown on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Ground {
    /// White, for pages on a screen
    Light,
    /// Near-black, for slides
    Dark,
    /// White, with colours that differ in grey, for paper
    Print,
    /// White, in black ink and greys alone: dashes, marks and hatching tell lines apart
    Mono,
}

impl From<Ground> for Theme {
    fn from(ground: Ground) -> Self {
        match ground {
            Ground::Light => Theme::Light,
            Ground::Dark => Theme::Dark,
            Ground::Print => Theme::Print,
            Ground::Mono => Theme::Mono,
        }
    }
}

const LARGER: &str = "a wider page takes larger letters";

/// Reads the tables and draws.
pub fn run(arguments: &PlotArguments, terminal: &Terminal) -> Result<(), Failure> {
    let look = look(arguments)?;
    let results = folder_of(&arguments.results);
    let (found, pictures) = folder_pictures(&results)?;
    if arguments.list {
        let names: Vec<String> = pictures.iter().map(|p| format!("{:<28} {}\n", p.name, p.title())).collect();
        return terminal.data(&names.concat());
    }
    if pictures.is_empty() {
        let title = format!("`{}` holds nothing that can be drawn", arguments.results.display());
        return Err(Failure::input(title, "its tables can be read; `mobilise report` shows them on a page"));
    }
    let request = PlotRequest { figures: arguments.figure.clone(), look, slides: arguments.slide, pdf: arguments.pdf };
    let drawn = request.draw(&pictures)?;
    drawn.notes.iter().for_each(|note| terminal.say(note));
    let folder = arguments.out.clone().unwrap_or_else(|| beside(&results, "figures"));
    drawn.write(&folder, arguments.replace.force)?;
    let formats = if arguments.pdf { "SVG, PNG and PDF" } else { "SVG and PNG" };
    let scenarios = found.record.scenarios().iter();
    let given = scenarios.flat_map(|it| std::iter::once(&it.name).chain(&it.organisations)).map(String::as_str);
    lacking_here(given, arguments.pdf).iter().for_each(|note| terminal.say(note));
    terminal.say(&format!("wrote {}: {} ({formats})", path_word(&folder), drawn.names().join(", ")));
    Ok(())
}

fn look(arguments: &PlotArguments) -> Result<Look, Failure> {
    let theme = arguments.theme.into();
    let (width, letters) = (arguments.width, arguments.font_size);
    if let Some(letters) = letters {
        let text = letters.to_string();
        whole(6..=width / 20, LARGER)(&text).map_err(|refused| refused.problem("--font-size", &text))?;
    }
    Ok(Look { theme, width, letters })
}
