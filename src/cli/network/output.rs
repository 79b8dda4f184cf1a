//! Where a network is written: options, and what is said of the file.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use mobilise::network::{Format, NetworkFile};
use mobilise::workflow::network::NetworkOutput;

use super::super::failure::Failure;
use super::super::options::ForceOption;
use super::super::terminal::Terminal;
use super::super::words::path_word;

/// Formats that are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum WrittenFormat {
    Graphml,
    Csv,
    Json,
}

impl From<WrittenFormat> for Format {
    fn from(format: WrittenFormat) -> Self {
        match format {
            WrittenFormat::Graphml => Self::GraphMl,
            WrittenFormat::Csv => Self::EdgeList,
            WrittenFormat::Json => Self::NodeLink,
        }
    }
}

/// Where a network goes.
#[derive(Debug, Args)]
pub struct OutputOptions {
    /// The file to write, its ending saying how (.graphml, .csv, .json), or - for standard output
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// How to write [default: as the file ends; csv on standard output]
    #[arg(long, value_name = "FORMAT")]
    format: Option<WrittenFormat>,
    #[command(flatten)]
    replace: ForceOption,
}

impl OutputOptions {
    /// The output that these options name, checked.
    pub fn output(&self) -> Result<NetworkOutput, Failure> {
        let path = self.out.clone().filter(|path| path.as_os_str() != "-");
        Ok(NetworkOutput::new(path, self.format.map(Format::from), self.replace.force)?)
    }
}

/// Writes a network, to standard output where no file is named, and says what the format leaves out.
pub fn write(output: &NetworkOutput, network: &NetworkFile, terminal: &Terminal) -> Result<(), Failure> {
    let bytes = output.write(network)?;
    let omitted = output.omitted(network);
    let Some(path) = output.path() else {
        omitted.iter().for_each(|note| terminal.say(note));
        return terminal.data(&String::from_utf8_lossy(&bytes));
    };
    let path = path_word(path);
    terminal.say(&format!("wrote {path}: {} people, {} ties", network.ids.len(), network.ties.len()));
    omitted.iter().for_each(|note| terminal.say(note));
    terminal.say(&match output.unreadable(bytes.len()) {
        None => format!("next: mobilise network describe {path}"),
        Some(why) => format!("note: {why}"),
    });
    Ok(())
}
