//! Network files in and out.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::config::Problem;
use crate::files;
use crate::network::{self, Account, AttributeValue, Format, Limits, NetworkFile, Reading};
use crate::scenario;
use crate::workflow::error::WorkflowError;

/// Reads a network file by its ending, as the user declares it, with an account of what was assumed.
///
/// # Errors
/// A file that cannot be read, and what is wrong in it.
pub fn read_network(path: &Path, reading: Reading) -> Result<(NetworkFile, Account), WorkflowError> {
    Ok(scenario::read_network_file_as(path, None, reading)?)
}

/// Attributes in which other programs keep names where their ids are numbers of their own.
const NAMES: [&str; 4] = ["name", "label", "Name", "Label"];

/// The network with people called by their names, where an attribute `name` or `label` has one of its own for each, and
/// the format would lose it; and that attribute's name.
#[must_use]
pub fn with_names(network: &NetworkFile) -> Option<(NetworkFile, String)> {
    let named = NAMES.iter().find_map(|wanted| {
        let position = network.attributes.iter().position(|attribute| attribute.name == *wanted)?;
        let text = |value: &Option<AttributeValue>| match value {
            Some(AttributeValue::Text(text)) if !text.trim().is_empty() => Some(text.clone()),
            _ => None,
        };
        let ids: Vec<String> = network.attributes[position].values.iter().map(text).collect::<Option<_>>()?;
        let different: BTreeSet<&String> = ids.iter().collect();
        (different.len() == ids.len()).then_some((position, ids))
    });
    let (position, ids) = named?;
    let mut network = NetworkFile { ids, ..network.clone() };
    let attribute = network.attributes.remove(position);
    Some((network, attribute.name))
}

/// Where a network is written, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct NetworkOutput {
    /// The file; the network is returned as text where there is none.
    path: Option<PathBuf>,
    format: Format,
    replace: bool,
}

impl NetworkOutput {
    /// A file in a format, or else in the one its name ends in; without a file an edge list. Asked for before anything
    /// is read or made, which may take minutes.
    ///
    /// # Errors
    /// A name without a known ending, a file that is there unless `replace`, and a path that cannot be a new file.
    pub fn new(path: Option<PathBuf>, format: Option<Format>, replace: bool) -> Result<Self, WorkflowError> {
        let format = match (format, &path) {
            (Some(format), _) => format,
            (None, Some(path)) => format_by_ending(path)?,
            (None, None) => Format::EdgeList,
        };
        if let Some(path) = &path {
            let refuse = |why: &str, hint: &str| {
                Err(Problem::whole(format!("cannot write `{}`: {why}", path.display()), hint).into())
            };
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            if path.is_dir() {
                return refuse("it is a folder", "name a file in it");
            }
            if path.exists() && !replace {
                return refuse("the file exists", "another name, or --force to replace it");
            }
            if folder.is_some_and(|folder| !folder.is_dir()) {
                return refuse("its folder does not exist", "make that folder first, or write elsewhere");
            }
        }
        Ok(Self { path, format, replace })
    }

    /// The file, where there is one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Writes the network, and returns its bytes.
    ///
    /// # Errors
    /// What the format cannot hold, and a file that cannot be written.
    pub fn write(&self, network: &NetworkFile) -> Result<Vec<u8>, WorkflowError> {
        let mut bytes = Vec::new();
        network::write(network, self.format, &mut bytes).map_err(|error| {
            let hint = "another format can hold it, or rename what is named there";
            WorkflowError::from(Problem::whole(format!("this format cannot hold the network: {error}"), hint))
        })?;
        if let Some(path) = &self.path {
            let otherwise = "another --out FILE, or --force to replace it";
            files::write(path, &bytes, self.replace).map_err(|error| WorkflowError::unusable(&error, otherwise))?;
        }
        Ok(bytes)
    }

    /// Whether the format keeps names alone, and no attributes.
    #[must_use]
    pub fn keeps_names_only(&self) -> bool {
        self.format == Format::EdgeList
    }

    /// What the format leaves out of a network, as a sentence.
    #[must_use]
    pub fn omitted(&self, network: &NetworkFile) -> Option<String> {
        let names: Vec<&str> = network.attributes.iter().map(|attribute| attribute.name.as_str()).collect();
        let is_omitted = self.format == Format::EdgeList && !names.is_empty();
        is_omitted.then(|| format!("note: an edge list has no place for {}; GraphML (.graphml) has", names.join(", ")))
    }

    /// Whether this program can read a file of so many bytes back; where not, why.
    #[must_use]
    pub fn unreadable(&self, bytes: usize) -> Option<&'static str> {
        let hint = "the file is too long to be read here again; an edge list (.csv) is shorter";
        (bytes as u64 > Limits::MAX_BYTES).then_some(hint)
    }
}

/// The format to write in by the ending of a file's name.
fn format_by_ending(path: &Path) -> Result<Format, Problem> {
    let name = path.display();
    let is_tsv = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("tsv"));
    match Format::from_path(path) {
        Some(_) if is_tsv => {
            let hint = "end the name in .csv: R, Python, Gephi and spreadsheets read that too";
            Err(Problem::whole(
                format!("`{name}` ends as a file with tabs, but edge lists are written with commas"),
                hint,
            ))
        }
        Some(format @ (Format::GraphMl | Format::EdgeList | Format::NodeLink)) => Ok(format),
        _ => {
            let hint = "GraphML ends in .graphml, an edge list in .csv, NetworkX's JSON in .json";
            Err(Problem::whole(format!("`{name}` does not end as a format that is written"), hint))
        }
    }
}
