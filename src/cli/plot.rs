//! `mobilise plot`: pictures of results, from the tables that a command left.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use mobilise::figure::{FigureError, Look, Picture, Theme, lacking};
use mobilise::internals::config::nearest;
use mobilise::internals::files;
use mobilise::internals::record::folder_of;
use mobilise::workflow::pictures::folder_pictures;

use super::failure::Failure;
use super::options::ForceOption;
use super::parse::whole;
use super::terminal::Terminal;
use super::words::{beside, path_word};

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
    let wanted = wanted(&pictures, &arguments.figure)?;
    let folder = arguments.out.clone().unwrap_or_else(|| beside(&results, "figures"));
    let suffix = match arguments.theme {
        Ground::Light => "",
        Ground::Dark => "-dark",
        Ground::Print => "-print",
    };
    let mut drawn = Vec::new();
    for picture in wanted {
        let failed = |error: FigureError| Failure::input(error.to_string(), "another --width");
        drawn.push((format!("{}{suffix}", picture.name), picture.files(&look).map_err(failed)?));
    }
    files::make_folder(&folder).map_err(|error| Failure::unusable(&error, "say where to write with --out DIR"))?;
    for (name, [(_, svg), (_, png)]) in &drawn {
        arguments.replace.write(&folder.join(format!("{name}.svg")), svg, "another --out DIR")?;
        arguments.replace.write(&folder.join(format!("{name}.png")), png, "another --out DIR")?;
    }
    let names: Vec<&str> = drawn.iter().map(|(name, _)| name.as_str()).collect();
    let scenarios = found.record.scenarios().iter();
    let given = scenarios.flat_map(|it| std::iter::once(&it.name).chain(&it.organisations)).map(String::as_str);
    lacking(given).iter().for_each(|note| terminal.say(note));
    terminal.say(&format!("wrote {}: {} (SVG and PNG)", path_word(&folder), names.join(", ")));
    Ok(())
}

fn look(arguments: &PlotArguments) -> Result<Look, Failure> {
    let theme = match arguments.theme {
        Ground::Light => Theme::Light,
        Ground::Dark => Theme::Dark,
        Ground::Print => Theme::Print,
    };
    let (width, letters) = (arguments.width, arguments.font_size);
    if let Some(letters) = letters {
        let text = letters.to_string();
        whole(6..=width / 20, LARGER)(&text).map_err(|refused| refused.problem("--font-size", &text))?;
    }
    Ok(Look { theme, width, letters })
}

/// The pictures asked for, or all.
fn wanted<'a>(pictures: &'a [Picture], names: &[String]) -> Result<Vec<&'a Picture>, Failure> {
    if names.is_empty() {
        return Ok(pictures.iter().collect());
    }
    let known = || pictures.iter().map(|picture| picture.name.as_str());
    let find = |name: &String| {
        pictures.iter().find(|picture| picture.name == *name).ok_or_else(|| {
            let all: Vec<&str> = known().collect();
            let meant = nearest(name, known()).map_or(String::new(), |meant| format!("did you mean `{meant}`? "));
            let hint = format!("{meant}there are {}", all.join(", "));
            Failure::input(format!("these results have no figure `{name}`"), hint)
        })
    };
    names.iter().map(find).collect()
}
