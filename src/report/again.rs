//! How to make it again: the commands, the record, the digests.

use maud::html;

use crate::config::Problem;
use crate::files;
use crate::record::{FILE, MAX_BYTES};

use super::Section;
use super::folder::{Folder, Kind};
use super::tables::scrolling;
use crate::text::shell_word;

/// A longer record is not written out on the page.
const MOST_SHOWN: usize = 1 << 20;

pub(super) fn section(folder: &Folder) -> Result<Section, Problem> {
    let record = folder.place.join(FILE);
    let manifest = files::read_text(&record, MAX_BYTES)
        .map_err(|error| Problem::whole(error.to_string(), "name a folder that mobilise wrote"))?;
    let body = html! {
        @let alone = !matches!(folder.kind, Kind::Robustness(_));
        p {
            "The record " code { "run.json" }
            @if alone { " is enough" } @else { " and those in the folders of the variants beside it are enough" }
            " to make every table and figure again, byte for byte, with the same version of the program:"
        }
        pre tabindex="0" aria-label="Commands" { code { (commands(folder)) } }
        @if manifest.len() <= MOST_SHOWN {
            details {
                summary { "The record itself, with every scenario written out in full" }
                @if alone { p { "Saved as " code { "run.json" } ", it can be given to " code { "mobilise rerun" } " where the folder is lost." } }
                pre.record tabindex="0" aria-label="The record" { code { (manifest) } }
            }
        }
        details {
            summary { "Digests of the files" }
            (scrolling("SHA-256 digests of the files as they were written", html! {
                thead { tr { th scope="col" { "File" } th scope="col" { "Digest" } } }
                tbody { @for (name, digest) in &folder.record.outputs {
                    tr { th scope="row" { (name) } td { code { (digest) } } }
                } }
            }))
        }
    };
    Ok(Section::new("again", "How to make it again", body))
}

fn commands(folder: &Folder) -> String {
    let name = &folder.name;
    let mut lines = Vec::new();
    if let Kind::Study(study) = &folder.kind {
        let words: Vec<String> = study.0.command.iter().map(|word_| shell_word(word_)).collect();
        let has_seed = study.0.command.iter().any(|word| word == "--seed" || word.starts_with("--seed="));
        let seed = if has_seed { String::new() } else { format!(" --seed {}", study.0.seed) };
        lines.push("# as it was run; scenario files may have changed since".to_owned());
        lines.push(format!("mobilise {}{seed}", words.join(" ")));
    }
    if let Kind::Robustness(robust) = &folder.kind {
        let words: Vec<String> = robust.0.command.iter().map(|part| shell_word(part)).collect();
        lines.push("# as it was asked, in this folder without a new run; files may have changed since".to_owned());
        lines.push(format!("mobilise {} --out {}", words.join(" "), shell_word(name)));
    }
    lines.push(match folder.kind {
        Kind::Robustness(_) => "# from the records of all variants in this folder, compared byte for byte".to_owned(),
        _ => "# from the record alone, compared byte for byte".to_owned(),
    });
    lines.push(format!("mobilise rerun {}", shell_word(&format!("{name}/run.json"))));
    lines.push("# whether a file was changed since".to_owned());
    lines.push(format!("mobilise verify-output {}", shell_word(name)));
    lines.join("\n")
}
