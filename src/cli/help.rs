//! The help: commands in groups, and examples for each.

use std::fmt::Write;
use std::sync::LazyLock;

use clap::CommandFactory;

use super::Arguments;

/// Commands that belong together, each with examples.
struct Group {
    title: &'static str,
    commands: &'static [(&'static str, &'static [&'static str])],
}

const GROUPS: [Group; 5] = [
    Group {
        title: "Run",
        commands: &[
            ("run", &["mobilise run j4dw", "mobilise run our-group.toml --replicates 100 --seed 1"]),
            (
                "compare",
                &[
                    "mobilise compare",
                    "mobilise compare our-group.toml j4dw",
                    "mobilise compare --set coping.relief=0.1",
                ],
            ),
            ("serve", &["mobilise serve", "mobilise serve our-group.toml --present"]),
            ("sweep", &["mobilise sweep learning-and-relief --dry-run", "mobilise sweep my-experiment.toml"]),
            ("calibrate", &["mobilise calibrate first-year --particles 20 --at-most 200"]),
            ("shard", &["mobilise shard my-sweep/store/submitted-1.json 3/16"]),
        ],
    },
    Group {
        title: "Ask",
        commands: &[
            ("ask", &["mobilise ask context-or-organisation", "mobilise ask coping --long --dry-run"]),
            ("robust", &["mobilise robust leaders --dry-run"]),
            ("sensitivity", &["mobilise sensitivity which-knobs-matter"]),
            ("questions", &["mobilise questions", "mobilise questions --names"]),
            (
                "explain",
                &["mobilise explain coping.relief", "mobilise explain \"awake at the end\"", "mobilise explain S50"],
            ),
            ("list", &["mobilise list", "mobilise list cases", "mobilise list questions --json"]),
        ],
    },
    Group {
        title: "Show",
        commands: &[
            (
                "plot",
                &["mobilise plot j4dw-vs-meca", "mobilise plot j4dw-vs-meca --theme dark --width 1600 --out slide"],
            ),
            ("report", &["mobilise report j4dw-vs-meca"]),
            ("talk", &["mobilise talk j4dw-vs-meca"]),
            ("odd", &["mobilise odd j4dw meca --out description.md"]),
        ],
    },
    Group {
        title: "Check",
        commands: &[
            ("check", &["mobilise check our-group.toml"]),
            ("patterns", &["mobilise patterns j4dw", "mobilise patterns j4dw meca --replicates 40"]),
            ("verify", &["mobilise verify", "mobilise verify granovetter-uniform degroot"]),
            ("selftest", &["mobilise selftest"]),
            ("verify-output", &["mobilise verify-output j4dw-vs-meca"]),
            ("rerun", &["mobilise rerun j4dw-vs-meca/run.json"]),
        ],
    },
    Group {
        title: "Make and set up",
        commands: &[
            (
                "new",
                &[
                    "mobilise new our-group",
                    "mobilise new our-group --like lawas --population london-cleaners --start 2012-09-01",
                    "mobilise new our-question --question --like j4dw",
                ],
            ),
            (
                "network",
                &[
                    "mobilise network make small-world --workers 200 -o friends.graphml",
                    "mobilise network describe friends.graphml",
                ],
            ),
            ("completions", &["mobilise completions bash"]),
            ("man", &["mobilise man", "mobilise man compare"]),
        ],
    },
];

/// The command line, with its commands in groups and examples in the help of each.
pub fn command() -> clap::Command {
    let mut command = Arguments::command();
    for (name, examples) in GROUPS.iter().flat_map(|group| group.commands) {
        if command.find_subcommand(name).is_some() {
            command = command.mut_subcommand(name, |it| with_examples(it, examples));
        }
    }
    let template = format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n{}\nOptions:\n{{options}}{{after-help}}",
        listing(&command)
    );
    command.help_template(template)
}

fn with_examples(command: clap::Command, examples: &[&str]) -> clap::Command {
    let mut text = String::from("Examples:\n");
    examples.iter().for_each(|example| text.push_str(&format!("  {example}\n")));
    if let Some(after) = command.get_after_help() {
        let _ = write!(text, "\n{after}");
    }
    command.after_help(text.trim_end().to_owned())
}

/// The commands in their groups, a line each; those of no group come last.
fn listing(command: &clap::Command) -> String {
    let mut out = String::new();
    let line = |it: &clap::Command| {
        format!("  {:<14} {}\n", it.get_name(), it.get_about().map(ToString::to_string).unwrap_or_default())
    };
    for group in GROUPS {
        let commands = group.commands.iter().filter_map(|(name, _)| command.find_subcommand(name));
        let _ = write!(out, "\n{}:\n{}", group.title, commands.map(line).collect::<String>());
    }
    let grouped = |name: &str| GROUPS.iter().any(|group| group.commands.iter().any(|(known, _)| *known == name));
    let others = command.get_subcommands().filter(|it| !grouped(it.get_name()) && it.get_name() != "help");
    let others: String = others.map(line).collect();
    if !others.is_empty() {
        let _ = write!(out, "\nOther:\n{others}");
    }
    out
}

/// The names of all commands.
pub fn names() -> Vec<&'static str> {
    static NAMES: LazyLock<Vec<String>> =
        LazyLock::new(|| Arguments::command().get_subcommands().map(|it| it.get_name().to_owned()).collect());
    NAMES.iter().map(String::as_str).collect()
}

/// What a command does, in a line.
pub fn about(name: &str) -> Option<String> {
    let command = Arguments::command();
    command.find_subcommand(name).and_then(|it| it.get_about()).map(ToString::to_string)
}
