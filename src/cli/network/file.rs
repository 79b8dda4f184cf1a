//! Network files in and out.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use mobilise::config::{Problem, Source, Span};
use mobilise::files;
use mobilise::network::{self, Format, Limits, NetworkFile};

use super::super::options::word;
use super::{Failure, Terminal};

const READ: &str = "GraphML ends in .graphml or .xml, an edge list in .csv, .tsv, .txt or .edges";
const WRITTEN: &str = "GraphML ends in .graphml, an edge list in .csv, NetworkX's JSON in .json";

/// Reads a network file.
pub fn read(path: &Path) -> Result<NetworkFile, Failure> {
    let name = path.display().to_string();
    let format = match Format::from_path(path) {
        Some(Format::NodeLink) => {
            let hint = format!("{READ}; convert it where it was made");
            return Err(Problem::whole(format!("`{name}` is JSON, which is written and not read"), hint).into());
        }
        Some(format) => format,
        None => return Err(Problem::whole(format!("`{name}` is of no known format"), READ).into()),
    };
    let text = files::read_text(path, Limits::MAX_BYTES).map_err(|error| Failure::output(&error, "check the path"))?;
    network::read(&text, format, Limits::LARGEST).map_err(|problem| {
        let span = problem.span(&text);
        let place = Span { source: Arc::new(Source { name, text }), bytes: span };
        Problem::at(&place, problem.title, problem.label).hint(problem.hint).into()
    })
}

/// Where a network goes.
#[derive(Debug, Args)]
pub struct OutputOptions {
    /// The file to write, its ending saying how (.graphml, .csv, .json), or - for standard output
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// How to write: graphml, csv or json [default: as the file ends; csv on standard output]
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    /// Write over the file if it is there
    #[arg(long)]
    force: bool,
}

impl OutputOptions {
    /// The place that these options mean. Asked before anything is made.
    pub fn target(&self) -> Result<Target, Failure> {
        let path = self.out.clone().filter(|path| path.as_os_str() != "-");
        let format = match (&self.format, &path) {
            (Some(format), _) => format_of(Path::new(&format!("x.{format}")), format)?,
            (None, Some(path)) => format_of(path, &path.display().to_string())?,
            (None, None) => Format::EdgeList,
        };
        Target::new(path, format, self.force)
    }
}

/// A place and a way to write a network.
pub struct Target {
    path: Option<PathBuf>,
    format: Format,
    force: bool,
}

impl Target {
    /// The file at this path.
    pub fn file(path: &Path, force: bool) -> Result<Self, Failure> {
        let format = format_of(path, &path.display().to_string())?;
        Self::new(Some(path.to_owned()), format, force)
    }

    /// What cannot be written is refused before anything is read or made, which may take minutes.
    fn new(path: Option<PathBuf>, format: Format, force: bool) -> Result<Self, Failure> {
        if let Some(path) = &path {
            let name = path.display();
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            if path.exists() && !force {
                let hint = "another name, or --force to write over it";
                return Err(Problem::whole(format!("cannot write `{name}`: it is there already"), hint).into());
            }
            if path.is_dir() {
                return Err(
                    Problem::whole(format!("cannot write `{name}`: it is a folder"), "name a file in it").into()
                );
            }
            if folder.is_some_and(|folder| !folder.is_dir()) {
                let hint = "make that folder first, or write elsewhere";
                let title = format!("cannot write `{name}`: the folder it should lie in is not there");
                return Err(Problem::whole(title, hint).into());
            }
        }
        Ok(Self { path, format, force })
    }

    /// Writes the network, never over another file unless told to. Says what was written, and what the format
    /// has no place for.
    pub fn write(&self, network: &NetworkFile, terminal: &Terminal) -> Result<(), Failure> {
        let mut bytes = Vec::new();
        network::write(network, self.format, &mut bytes).map_err(|error| {
            let title = format!("the network cannot be written so: {error}");
            Failure::from(Problem::whole(title, "another format has room for it, or rename what is named there"))
        })?;
        let lost = self.lost(network);
        let Some(path) = &self.path else {
            lost.iter().for_each(|lost| terminal.say(lost));
            return terminal.data(&String::from_utf8_lossy(&bytes));
        };
        let written = if self.force { files::write_over(path, &bytes) } else { files::write_new(path, &bytes) };
        written.map_err(|error| Failure::output(&error, "another --out FILE, or --force to write over it"))?;
        let path = word(&path.display().to_string());
        terminal.say(&format!("wrote {path}: {} people, {} ties", network.ids.len(), network.ties.len()));
        lost.iter().for_each(|lost| terminal.say(lost));
        if bytes.len() as u64 > Limits::MAX_BYTES {
            terminal.say("note: the file is too long to be read here again; an edge list (.csv) is shorter");
        } else if self.format != Format::NodeLink {
            terminal.say(&format!("next: mobilise network describe {path}"));
        }
        Ok(())
    }

    fn lost(&self, network: &NetworkFile) -> Option<String> {
        let names: Vec<&str> = network.attributes.iter().map(|attribute| attribute.name.as_str()).collect();
        let is_lost = self.format == Format::EdgeList && !names.is_empty();
        is_lost.then(|| format!("note: an edge list has no place for {}; GraphML (.graphml) has", names.join(", ")))
    }
}

/// The format to write in by a name's ending; `shown` is what was given.
fn format_of(path: &Path, shown: &str) -> Result<Format, Failure> {
    let is_tsv = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("tsv"));
    match Format::from_path(path) {
        Some(_) if is_tsv => {
            let hint = "end the name in .csv: R, Python, Gephi and spreadsheets read that too";
            Err(Problem::whole(format!("`{shown}` promises tabs, and edge lists are written with commas"), hint).into())
        }
        Some(format) => Ok(format),
        None => Err(Problem::whole(format!("`{shown}` names no format to write in"), WRITTEN).into()),
    }
}
