//! The page's sources are parted so that a line is found at once: small files of one concern, which import in one
//! direction only, with all that the page remembers in one of them.
//!
//! It breaks with a panel that calls what calls it, a file that grows past a screen or five, one that the list in
//! `main.ts` does not have, or a variable beside the desk. Planted: a cycle, a long file, one not listed, a variable.

use std::collections::BTreeMap;

use super::built::page;

/// Files that keep something of their own, and what: the request under way is nobody else's business.
const KEEPING: [(&str, &str); 2] = [
    ("papers.ts", "which claims the box shows, so that it is not drawn again for nothing"),
    ("server.ts", "the number and the signal of the request under way"),
];

/// Each file of the page by its name.
fn sources() -> BTreeMap<String, String> {
    let entries = std::fs::read_dir(page()).expect("the page's folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let scripts = paths.filter(|path| path.extension().is_some_and(|end| end == "ts"));
    let named = |path: std::path::PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, std::fs::read_to_string(&path).expect("a file"))
    };
    let all: BTreeMap<_, _> = scripts.map(named).collect();
    assert!(all.len() > 20 && all.contains_key("main.ts") && all.contains_key("desk.ts"), "{:?}", all.keys());
    all
}

/// The page's files that a file imports.
fn imports(text: &str) -> impl Iterator<Item = String> {
    let from = |line: &str| Some(format!("{}.ts", line.split_once(" from \"./")?.1.split_once('"')?.0));
    text.lines().filter(|line| line.starts_with("import ")).filter_map(from)
}

#[test]
fn files_are_small_and_say_what_they_are_for() {
    let all = sources();
    let list = &all["main.ts"];
    for (name, text) in &all {
        assert!(text.starts_with("// "), "{name} does not begin with what it is for");
        let lines = text.lines().count();
        assert!(lines <= 200, "{name} has {lines} lines");
        assert!(name == "main.ts" || list.contains(name.as_str()), "{name} is not in the list of main.ts");
    }
}

#[test]
fn files_import_in_one_direction() {
    let mut rest: BTreeMap<String, Vec<String>> =
        sources().into_iter().map(|(name, text)| (name, imports(&text).collect())).collect();
    assert!(rest.values().map(Vec::len).sum::<usize>() > 60, "imports are found: {rest:?}");
    // Whoever imports nothing of what is left goes; in a cycle nobody does.
    while !rest.is_empty() {
        let left: Vec<String> = rest.keys().cloned().collect();
        rest.retain(|_, wanted| wanted.iter().any(|one| left.contains(one)));
        assert!(rest.len() < left.len(), "these import one another: {rest:#?}");
    }
}

#[test]
fn what_is_remembered_lies_on_the_desk() {
    for (name, text) in sources() {
        let kept: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with("let ") || line.starts_with("export let ") || line.starts_with("var "))
            .collect();
        let may = KEEPING.iter().any(|(file, _)| *file == name);
        assert!(kept.is_empty() != may, "{name}: {kept:?}");
    }
}
