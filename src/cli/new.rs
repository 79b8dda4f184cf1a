//! `mobilise new`: a file to start from.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use mobilise::scenario::{Like, StarterKind, check_name, starter, starter_file, starter_like};

use super::failure::Failure;
use super::options::ForceOption;
use super::parse::date;
use super::terminal::Terminal;
use super::words::path_word;

/// Arguments of `mobilise new`.
#[derive(Debug, Args)]
pub struct NewArguments {
    /// The name of the new scenario, experiment, question or file of patterns
    name: String,
    /// Start from this scenario, and leave out settings at their default; otherwise the file has every setting
    #[arg(long, value_name = "SCENARIO")]
    like: Option<String>,
    /// The population, instead of that of --like (`mobilise list populations` shows names)
    #[arg(long, value_name = "NAME|FILE")]
    population: Option<String>,
    /// The first day, as in 2012-09-01; dates of organisations move with it, dates of the country stay
    #[arg(long, value_name = "DATE", value_parser = date)]
    start: Option<Date>,
    /// Keep this organisation of --like and leave out the others; may be repeated
    #[arg(long, value_name = "NAME", requires = "like")]
    organisation: Vec<String>,
    /// Write an experiment instead of a scenario, for `mobilise sweep`
    #[arg(long, conflicts_with_all = ["question", "patterns"])]
    experiment: bool,
    /// Write a question instead of a scenario, for `mobilise ask`
    #[arg(long, conflicts_with = "patterns")]
    question: bool,
    /// Write a file of patterns instead of a scenario, for `mobilise patterns`
    #[arg(long)]
    patterns: bool,
    /// The file to write, or - for standard output [default: NAME.toml]
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    replace: ForceOption,
}

impl NewArguments {
    /// The kind of file, and the command that takes it; nothing for a scenario.
    fn kind(&self) -> Option<(StarterKind, &'static str)> {
        let kinds = [
            (self.experiment, (StarterKind::Experiment, "sweep")),
            (self.question, (StarterKind::Question, "ask")),
            (self.patterns, (StarterKind::Patterns, "patterns")),
        ];
        kinds.into_iter().find_map(|(is_wanted, kind)| is_wanted.then_some(kind))
    }

    /// The scenario that the file is like or about, where one is needed or named.
    fn like(&self) -> &str {
        self.like.as_deref().unwrap_or("j4dw")
    }

    fn text(&self, name: &str) -> Result<String, Failure> {
        let is_changed = self.population.is_some() || self.start.is_some();
        if let Some((kind, _)) = self.kind() {
            if is_changed || !self.organisation.is_empty() {
                let title = "`--population`, `--start` and `--organisation` are for scenarios";
                return Err(Failure::input(title, "leave them out, or write a scenario and give it with --like"));
            }
            return Ok(starter_file(kind, name, self.like())?);
        }
        if self.like.is_none() && !is_changed {
            return Ok(starter(name));
        }
        let (population, start) = (self.population.as_deref(), self.start);
        let like = Like { scenario: self.like(), population, start, organisations: &self.organisation };
        Ok(starter_like(name, &like)?)
    }
}

/// Writes the file, over another one only with --force.
pub fn run(arguments: &NewArguments, terminal: &Terminal) -> Result<(), Failure> {
    // `new mine.toml` means the file of that name.
    let name = arguments.name.trim();
    let name = name.strip_suffix(".toml").unwrap_or(name);
    check_name(name)?;
    let text = arguments.text(name)?;
    let path = match &arguments.out {
        Some(path) if path.as_os_str() == "-" => {
            return terminal.data(&text);
        }
        Some(path) => path.clone(),
        None if name.contains(['/', '\\']) => {
            let title = format!("`{name}` cannot be the name of a file");
            return Err(Failure::input(title, "say where to write with --out FILE"));
        }
        None => PathBuf::from(format!("{name}.toml")),
    };
    arguments.replace.write(&path, text.as_bytes(), "another name, another --out FILE")?;
    let path = path_word(&path);
    let next = match arguments.kind() {
        None => format!("mobilise check {path}   then: mobilise run {path}"),
        Some((_, "patterns")) => format!("mobilise patterns {path}"),
        Some((_, command)) => format!("mobilise {command} {path} --dry-run   then: mobilise {command} {path}"),
    };
    terminal.say(&format!("wrote {path}\nnext: {next}"));
    Ok(())
}
