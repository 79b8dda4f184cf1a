//! Names of folders that a request does not name.

use std::path::{Path, PathBuf};

/// How a folder is called that was not named: after what was run, so that it is found again.
#[derive(Debug, Clone, Copy)]
pub enum DefaultFolder<'a> {
    /// One file and what was done with it: `j4dw-run`.
    Of(&'a str, &'a str),
    /// Several files and what was done with each: `j4dw-meca-patterns`.
    OfAll(&'a [String], &'a str),
    /// Scenarios compared: `j4dw-vs-meca`.
    Compared(&'a [String]),
}

impl DefaultFolder<'_> {
    /// The most names that are written out; of the others only their number is said.
    const NAMES: usize = 3;

    /// The folder, in the current one.
    pub fn path(&self) -> PathBuf {
        match self {
            Self::Of(file, ending) => format!("{}-{ending}", stem(file)),
            Self::OfAll(files, ending) => format!("{}-{ending}", Self::listed(files, "-")),
            Self::Compared([one]) => format!("{}-run", stem(one)),
            Self::Compared(files) => Self::listed(files, "-vs-"),
        }
        .into()
    }

    fn listed(files: &[String], between: &str) -> String {
        let named = files.iter().take(Self::NAMES).map(|file| stem(file)).collect::<Vec<_>>().join(between);
        match files.len().saturating_sub(Self::NAMES) {
            0 => named,
            more => format!("{named}-and-{more}-more"),
        }
    }
}

/// A file's name without its folder and ending.
fn stem(file: &str) -> String {
    Path::new(file).file_stem().map_or(file.into(), |stem| stem.to_string_lossy()).into_owned()
}

/// The name of what is made of `results`, beside it: `results-figures`.
pub fn beside(results: &Path, ending: &str) -> PathBuf {
    let whole = results.canonicalize().unwrap_or_else(|_| results.to_owned());
    let name = whole.file_name().map_or_else(|| "results".into(), |name| name.to_string_lossy().into_owned());
    let named = format!("{name}-{ending}");
    match results.file_name() {
        Some(_) => results.with_file_name(named),
        None => PathBuf::from(named),
    }
}
