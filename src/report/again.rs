//! How to make it again: the commands, the record, the digests.

use maud::html;

use crate::results::FolderResults;

use super::Section;
use super::folder::Folder;
use super::tables::scrolling;
use crate::text::shell_word;

/// A longer record is not written out on the page.
const MAX_SHOWN: usize = 1 << 20;

pub(super) fn section(folder: &Folder) -> Section {
    let manifest = &folder.record_text;
    let body = html! {
        @let alone = !matches!(folder.results, FolderResults::Robustness(_));
        p {
            "The record " code { "run.json" }
            @if alone { " is enough" } @else { " and those in the folders of the variants beside it are enough" }
            " to make every table and figure again, byte for byte, with the same version of the program:"
        }
        pre tabindex="0" aria-label="Commands" { code { (commands(folder)) } }
        @if manifest.len() <= MAX_SHOWN {
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
    Section::new("again", "How to make it again", body)
}

fn commands(folder: &Folder) -> String {
    let name = &folder.name;
    let mut lines = Vec::new();
    if let FolderResults::Study(study) = &folder.results {
        let words: Vec<String> = study.0.command.iter().map(|word_| shell_word(word_)).collect();
        let has_seed = study.0.command.iter().any(|word| word == "--seed" || word.starts_with("--seed="));
        let seed = if has_seed { String::new() } else { format!(" --seed {}", study.0.seed) };
        lines.push("# as it was run; scenario files may have changed since".to_owned());
        lines.push(format!("mobilise {}{seed}", words.join(" ")));
    }
    if let FolderResults::Robustness(robust) = &folder.results {
        let words: Vec<String> = robust.0.command.iter().map(|part| shell_word(part)).collect();
        lines.push("# as it was asked, in this folder without a new run; files may have changed since".to_owned());
        lines.push(format!("mobilise {} --out {}", words.join(" "), shell_word(name)));
    }
    lines.push(match folder.results {
        FolderResults::Robustness(_) => {
            "# from the records of all variants in this folder, compared byte for byte".to_owned()
        }
        _ => "# from the record alone, compared byte for byte".to_owned(),
    });
    lines.push(format!("mobilise rerun {}", shell_word(&format!("{name}/run.json"))));
    lines.push("# whether a file was changed since".to_owned());
    lines.push(format!("mobilise verify-output {}", shell_word(name)));
    lines.join("\n")
}
