//! Plain English: idioms that readers stumble over stand in no text that a user reads – the pages of the documentation, the
//! help of every command, and the messages of the command line.

use std::process::Command;

use super::{PAGES, files_below, root, text};

/// Idioms, in small letters, each with what to write instead.
const IDIOMS: [(&str, &str); 30] = [
    ("whoever", "those who, or name the person"),
    ("hangs on", "depends on"),
    ("hang on", "depend on"),
    ("nought", "zero"),
    ("turned round", "reversed"),
    ("the other way round", "reversed"),
    ("be told from", "be distinguished from"),
    ("told apart", "distinguished"),
    ("laid beside", "compared with"),
    ("held to the papers", "compared with the papers"),
    ("held to what", "compared with what"),
    ("one does there", "you can do there"),
    ("as many in all", "the total"),
    ("in place of what the file says", "instead of the file's value"),
    ("is right and would run", "is valid"),
    ("there is none to be had", "is not available"),
    ("take it with you", "export"),
    ("can be taken away as", "can be exported as"),
    ("give the command again", "run the command again"),
    ("gives the command again", "runs the command again"),
    ("reckoned", "estimated"),
    ("so it is with", "the same holds for"),
    ("of whom there", "who"),
    ("sort of file", "kind of file"),
    ("the same to `", "passed on to"),
    (" her story", "their story"),
    (" she ", "they"),
    ("no more than that", "only that"),
    ("what speaks against relying", "warnings"),
    ("a replicate each", "one replicate each"),
];

/// Holds a text to the list.
fn plain(name: &str, whole: &str) -> Vec<String> {
    let lower = whole.to_lowercase();
    let found = IDIOMS.iter().filter(|(idiom, _)| lower.contains(idiom));
    found.map(|(idiom, better)| format!("{name}: \"{idiom}\" (better: {better})")).collect()
}

#[test]
fn texts_that_users_read_have_no_idioms() {
    let mut found = Vec::new();
    for page in PAGES.iter().copied().chain(["ARCHITECTURE.md", "CONTRIBUTING.md"]) {
        found.extend(plain(page, &text(page)));
    }
    for command in commands() {
        let mut arguments: Vec<&str> = command.split(' ').filter(|word| !word.is_empty()).collect();
        arguments.push("--help");
        found.extend(plain(&format!("mobilise {}", arguments.join(" ")), &printed(&arguments)));
    }
    // Messages of the command line: what stands in quotes.
    let mut files = Vec::new();
    files_below(&root().join("src/cli"), "rs", &mut files);
    for file in files {
        let whole = std::fs::read_to_string(&file).expect("a file");
        let quoted: Vec<&str> = whole.split('"').skip(1).step_by(2).collect();
        found.extend(plain(&file.display().to_string(), &quoted.join("\n")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The commands with help of their own; the empty one is the program.
fn commands() -> Vec<String> {
    let names = printed(&["man", "--names"]);
    let network = ["make", "describe", "follow", "convert"].map(|name| format!("network {name}"));
    names.lines().map(str::to_owned).chain(network).chain([String::new()]).collect()
}

fn printed(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_mobilise")).args(arguments).output().expect("the program starts");
    assert!(output.status.success(), "mobilise {}", arguments.join(" "));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Every command stands in one group of the help, has a line of its own, and examples that its options allow.
#[test]
fn every_command_has_a_group_and_examples() {
    let whole = printed(&["--help"]);
    assert!(!whole.contains("Other:"), "a command of no group in src/cli/help.rs:\n{whole}");
    for group in ["Run:", "Ask:", "Show:", "Check:", "Make and set up:"] {
        assert!(whole.contains(group), "{group}");
    }
    for name in printed(&["man", "--names"]).lines() {
        let lines = whole.lines().filter(|line| line.starts_with(&format!("  {name} "))).count();
        assert_eq!(lines, 1, "{name} in the help");
        let help = printed(&[name, "--help"]);
        let (_, after) = help.split_once("Examples:\n").unwrap_or_else(|| panic!("{name} has no example"));
        let examples: Vec<&str> = after.lines().take_while(|line| line.starts_with("  mobilise ")).collect();
        assert!(!examples.is_empty(), "{name} has no example");
        for example in examples {
            let mut arguments = super::commands::words(example.trim().strip_prefix("mobilise ").expect("ours"));
            assert!(example.contains(&format!("mobilise {name}")), "{name}: {example}");
            // Options are read before the help is printed: an unknown one is refused.
            arguments.push("--help".to_owned());
            printed(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }
}
