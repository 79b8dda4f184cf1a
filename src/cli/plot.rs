//! `mobilise plot`: pictures of results, from the tables that a command left.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use mobilise::figure::{FigureError, Look, Picture, Theme, lacking_here, pdf};
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

impl Ground {
    /// The theme, and what its files end with.
    fn theme(self) -> (Theme, &'static str) {
        match self {
            Ground::Light => (Theme::Light, ""),
            Ground::Dark => (Theme::Dark, "-dark"),
            Ground::Print => (Theme::Print, "-print"),
            Ground::Mono => (Theme::Mono, "-mono"),
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
    let wanted = wanted(&pictures, &arguments.figure)?;
    let folder = arguments.out.clone().unwrap_or_else(|| beside(&results, "figures"));
    let drawn = if arguments.slide { slides(&wanted, arguments)? } else { drawn(&wanted, &look, arguments, terminal)? };
    files::make_folder(&folder).map_err(|error| Failure::unusable(&error, "say where to write with --out DIR"))?;
    for (name, files) in &drawn {
        for (ending, bytes) in files {
            arguments.replace.write(&folder.join(format!("{name}.{ending}")), bytes, "another --out DIR")?;
        }
    }
    let names: Vec<&str> = drawn.iter().map(|(name, _)| name.as_str()).collect();
    let formats = if arguments.pdf { "SVG, PNG and PDF" } else { "SVG and PNG" };
    let scenarios = found.record.scenarios().iter();
    let given = scenarios.flat_map(|it| std::iter::once(&it.name).chain(&it.organisations)).map(String::as_str);
    lacking_here(given, arguments.pdf).iter().for_each(|note| terminal.say(note));
    terminal.say(&format!("wrote {}: {} ({formats})", path_word(&folder), names.join(", ")));
    Ok(())
}

/// A picture's name, and its files by their endings.
type Drawn = (String, Vec<(&'static str, Vec<u8>)>);

/// The pictures in this look.
fn drawn(
    wanted: &[&Picture],
    look: &Look,
    arguments: &PlotArguments,
    terminal: &Terminal,
) -> Result<Vec<Drawn>, Failure> {
    let failed = |error: FigureError| Failure::input(error.to_string(), "another --width");
    let (_, suffix) = arguments.theme.theme();
    let mut all = Vec::new();
    for picture in wanted {
        let fitting = picture.fitting(look).map_err(failed)?;
        if let Some(letters) = look.letters.filter(|_| fitting != *look) {
            let used = fitting.letters.map_or("those of its width".to_owned(), |letters| letters.to_string());
            let why = "would make it more than three times as tall as wide";
            terminal.say(&format!("note: {}: labels of {letters} {why}; they are {used}", picture.name));
        }
        let [(_, svg), (_, png)] = picture.files_here(&fitting).map_err(failed)?;
        let mut files = vec![("svg", svg), ("png", png)];
        if arguments.pdf {
            files.push(("pdf", picture.pdf(&fitting).map_err(failed)?));
        }
        all.push((format!("{}{suffix}", picture.name), files));
    }
    Ok(all)
}

/// The pictures as slides.
fn slides(wanted: &[&Picture], arguments: &PlotArguments) -> Result<Vec<Drawn>, Failure> {
    let failed = |error: FigureError| Failure::input(error.to_string(), "`mobilise plot` without --slide draws it");
    let (theme, suffix) = arguments.theme.theme();
    let mut all = Vec::new();
    for slide in wanted.iter().flat_map(|picture| picture.slides()) {
        let svg = slide.svg(theme).map_err(failed)?;
        let mut files = vec![("png", slide.png(theme).map_err(failed)?)];
        if arguments.pdf {
            files.push(("pdf", pdf(&svg).map_err(failed)?));
        }
        files.push(("svg", svg.into_bytes()));
        all.push((format!("{}-slide{suffix}", slide.name), files));
    }
    Ok(all)
}

fn look(arguments: &PlotArguments) -> Result<Look, Failure> {
    let (theme, _) = arguments.theme.theme();
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
