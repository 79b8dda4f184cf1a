//! `mobilise plot`: pictures of results, from the tables that a command left.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use mobilise::calibration;
use mobilise::calibration::stored::Stored;
use mobilise::config::{Problem, nearest};
use mobilise::figure::{self, Look, Picture, Theme, png};
use mobilise::files;
use mobilise::question::robust::{self, Robustness};
use mobilise::study::stored;

use super::options::{whole, word};
use super::robust_folder::record_of;
use super::{Failure, Terminal, answer, sensitivity};

/// Arguments of `mobilise plot`.
#[derive(Debug, Args)]
pub struct PlotArguments {
    /// A folder that `run`, `compare`, `sweep`, `ask`, `robust`, `sensitivity`, `calibrate`, `patterns`, `verify` or `network follow` wrote
    results: PathBuf,
    /// Draw this figure alone; may be given many times. See --list
    #[arg(long, value_name = "NAME")]
    figure: Vec<String>,
    /// Name the figures there are, and draw none
    #[arg(long)]
    list: bool,
    /// The ground it is shown on
    #[arg(long, value_enum, default_value = "light")]
    theme: Ground,
    /// Width in CSS pixels, 240 to 8000: 420 for a column, 960 for a page, 1600 for a slide
    #[arg(long, value_name = "N", default_value = "960")]
    width: String,
    /// Size of the labels' type in CSS pixels; otherwise as the width suggests
    #[arg(long, value_name = "N")]
    font_size: Option<String>,
    /// The folder to write to [default: RESULTS-figures]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write over pictures that are there
    #[arg(long)]
    force: bool,
}

/// The ground a picture is shown on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Ground {
    /// White, for pages on a screen
    Light,
    /// Near-black, for slides
    Dark,
    /// White, in black ink and colours that greys tell apart, for paper
    Print,
}

/// Pixels of a PNG to a CSS pixel.
const PIXELS: f32 = 2.0;

/// Reads the tables and draws.
pub fn run(arguments: &PlotArguments, terminal: &Terminal) -> Result<(), Failure> {
    let look = look(arguments)?;
    let pictures = pictures(&arguments.results)?;
    if arguments.list {
        let names: Vec<String> = pictures.iter().map(|p| format!("{:<28} {}\n", p.name, p.title())).collect();
        return terminal.data(&names.concat());
    }
    if pictures.is_empty() {
        let title = format!("`{}` holds nothing that can be drawn", arguments.results.display());
        return Err(Problem::whole(title, "its tables can be read; `mobilise report` shows them on a page").into());
    }
    let wanted = wanted(&pictures, &arguments.figure)?;
    let folder = arguments.out.clone().unwrap_or_else(|| beside(&arguments.results, "figures"));
    let suffix = match arguments.theme {
        Ground::Light => "",
        Ground::Dark => "-dark",
        Ground::Print => "-print",
    };
    let mut drawn = Vec::new();
    for picture in wanted {
        let failed = |error: figure::FigureError| Failure::from(Problem::whole(error.to_string(), "another --width"));
        let svg = picture.svg(&look).map_err(failed)?;
        let png = png(&svg, PIXELS).map_err(failed)?;
        drawn.push((format!("{}{suffix}", picture.name), svg, png));
    }
    let write = |name: String, bytes: &[u8]| {
        let path = folder.join(name);
        let written = if arguments.force { files::write_over(&path, bytes) } else { files::write_new(&path, bytes) };
        written.map_err(|error| Failure::output(&error, "another --out DIR, or --force to write over it"))
    };
    files::make_folder(&folder).map_err(|error| Failure::output(&error, "say where to write with --out DIR"))?;
    for (name, svg, png) in &drawn {
        write(format!("{name}.svg"), svg.as_bytes())?;
        write(format!("{name}.png"), png)?;
    }
    let names: Vec<&str> = drawn.iter().map(|(name, ..)| name.as_str()).collect();
    terminal.say(&format!("wrote {}: {} (SVG and PNG)", word(&folder.display().to_string()), names.join(", ")));
    Ok(())
}

/// What a folder's tables show.
pub fn pictures(folder: &Path) -> Result<Vec<Picture>, Failure> {
    let record = record_of(folder)?;
    if record["kind"] == "sweep" {
        let mut pictures = answer::pictures_of(&record, folder)?;
        pictures.extend(sensitivity::pictures(&record, folder)?);
        pictures.extend(figure::sweep::pictures(&record, folder)?);
        return Ok(pictures);
    }
    if record["kind"] == "calibration" {
        let (plan, _) = calibration::record::plan_of(&record)?;
        return Ok(figure::calibration::pictures(&plan, &Stored::read(&plan, folder)?));
    }
    if record["kind"] == "classics" {
        return Ok(figure::classics::pictures(&record, folder)?);
    }
    if record["kind"] == "patterns" {
        return Ok(figure::patterns::pictures(&record, folder)?);
    }
    if record["kind"] == robust::record::KIND {
        return Ok(figure::robust::pictures(&Robustness::read(folder)?));
    }
    if record["kind"] == "networks" {
        return Ok(figure::networks::pictures(&record, folder)?);
    }
    let study = stored::study(&record)?;
    let results = stored::results(&study, folder)?;
    Ok(figure::study::pictures(&study, &results))
}

fn look(arguments: &PlotArguments) -> Result<Look, Failure> {
    let theme = match arguments.theme {
        Ground::Light => Theme::Light,
        Ground::Dark => Theme::Dark,
        Ground::Print => Theme::Print,
    };
    let width = whole("--width", &arguments.width, 240..=8000, "420 for a column, 960 for a page, 1600 for a slide")?;
    let letters = |text: &String| whole("--font-size", text, 6..=width / 20, "a wider page takes larger letters");
    let letters = arguments.font_size.as_ref().map(letters).transpose()?;
    Ok(Look { theme, width: width as u32, letters: letters.map(|letters| letters as u32) })
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
            Problem::whole(format!("these results have no figure `{name}`"), hint).into()
        })
    };
    names.iter().map(find).collect()
}

/// What is made of `results`, under a name of its own beside it: `results-figures`.
pub fn beside(results: &Path, made: &str) -> PathBuf {
    let whole = results.canonicalize().unwrap_or_else(|_| results.to_owned());
    let name = whole.file_name().map_or_else(|| "results".into(), |name| name.to_string_lossy().into_owned());
    let named = format!("{name}-{made}");
    match results.file_name() {
        Some(_) => results.with_file_name(named),
        None => PathBuf::from(named),
    }
}
