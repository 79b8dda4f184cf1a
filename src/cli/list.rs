//! `mobilise list`: the files that come with the program, a line each.

use std::fmt::Write;

use clap::Args;
use serde_json::{Value, json};

use mobilise::internals::config::{Problem, nearest};
use mobilise::internals::glossary::{COLLECTIONS, Collection, about};

use super::failure::Failure;
use super::terminal::Terminal;

/// Arguments of `mobilise list`.
#[derive(Debug, Args)]
pub struct ListArguments {
    /// List these alone: cases, populations, questions, experiments, calibrations, patterns or classics
    kind: Option<String>,
    /// Print the list as JSON
    #[arg(long)]
    json: bool,
}

/// Lists all collections, or one.
pub fn run(arguments: &ListArguments, terminal: &Terminal) -> Result<(), Failure> {
    let shown: Vec<Collection> = match &arguments.kind {
        None => COLLECTIONS.to_vec(),
        Some(kind) => vec![collection(kind)?],
    };
    if arguments.json {
        let all: serde_json::Map<String, Value> = shown.iter().map(|it| (it.name.to_owned(), json_of(it))).collect();
        return terminal.data(&format!("{:#}\n", Value::Object(all)));
    }
    let mut out = String::new();
    for it in shown {
        let _ = writeln!(out, "{} ({})", it.name.to_uppercase(), it.use_with);
        for file in it.files {
            let _ = writeln!(out, "  {:<31} {}", file.name, about(file));
        }
        out.push('\n');
    }
    out.push_str("mobilise explain NAME prints a file; mobilise new NEW-FILE --like NAME starts from a case.\n");
    terminal.data(&out)
}

fn json_of(it: &Collection) -> Value {
    let files = it.files.iter();
    Value::Array(files.map(|file| json!({ "name": file.name, "about": about(file), "path": file.path })).collect())
}

fn collection(kind: &str) -> Result<Collection, Failure> {
    let known = COLLECTIONS.into_iter().find(|it| it.name == kind || it.name.strip_suffix('s') == Some(kind));
    known.ok_or_else(|| {
        let names: Vec<&str> = COLLECTIONS.iter().map(|it| it.name).collect();
        let hint = nearest(kind, names.iter().copied()).map_or_else(String::new, |it| format!("did you mean `{it}`? "));
        Problem::whole(format!("there are no {kind} to list"), format!("{hint}the kinds are {}", names.join(", ")))
            .into()
    })
}
