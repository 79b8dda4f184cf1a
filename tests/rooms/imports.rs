//! Which file of the source takes a name from which other file, read from the text.
//!
//! A path such as `crate::store::Store` is followed through modules and re-exports to the file that defines the last
//! name. A module that only declares or re-exports its children takes nothing from them.

use std::collections::{BTreeMap, BTreeSet};

/// The modules of the library by their path (`store::units`), each with its file and its code.
pub struct Modules<'a> {
    modules: BTreeMap<String, (&'a str, &'a str)>,
}

impl<'a> Modules<'a> {
    /// `files` are paths below `src` with their code, without comments and tests.
    pub fn new(files: &'a [(String, String)]) -> Self {
        let path = |name: &str| {
            let path = name.trim_end_matches(".rs").replace('/', "::");
            let path = path.strip_suffix("::mod").unwrap_or(&path);
            if path == "lib" { String::new() } else { path.to_owned() }
        };
        let modules = files.iter().map(|(name, code)| (path(name), (name.as_str(), code.as_str()))).collect();
        Self { modules }
    }

    /// Every file with the files it takes names from.
    pub fn imports(&self) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
        let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (own, (name, code)) in &self.modules {
            let to = found.entry(name).or_default();
            for path in paths(code) {
                if let Some(other) = self.file_of(own, &path, 0).filter(|other| other != name) {
                    to.insert(other);
                }
            }
        }
        found
    }

    /// The file that defines what a path names, as seen from a module.
    fn file_of(&self, own: &str, path: &str, depth: usize) -> Option<&'a str> {
        let first = path.split("::").next()?;
        let mut at = match first {
            "crate" => String::new(),
            "super" | "self" => own.to_owned(),
            first if self.modules.contains_key(&child(own, first)) => own.to_owned(),
            _ => return None,
        };
        for part in path.split("::").filter(|part| !matches!(*part, "crate" | "self")) {
            if part == "super" {
                at = at.rsplit_once("::").map_or(String::new(), |(parent, _)| parent.to_owned());
            } else if self.modules.contains_key(&child(&at, part)) {
                at = child(&at, part);
            } else {
                return self.definition(&at, part, depth);
            }
        }
        self.modules.get(&at).map(|(name, _)| *name)
    }

    /// The file that defines a name which a module offers: the module's own, or the one it re-exports it from.
    fn definition(&self, module: &str, name: &str, depth: usize) -> Option<&'a str> {
        let (file, code) = self.modules.get(module)?;
        if depth < 4 {
            for path in re_exports(code).into_iter().filter(|path| path.rsplit("::").next() == Some(name)) {
                if let Some(found) = self.file_of(module, &path, depth + 1) {
                    return Some(found);
                }
            }
        }
        Some(file)
    }
}

/// The path of a module below another.
fn child(module: &str, name: &str) -> String {
    if module.is_empty() { name.to_owned() } else { format!("{module}::{name}") }
}

/// The statements that begin with one of these words, up to their semicolon, in one line each.
fn statements<'c>(code: &'c str, begin: &'c [&'c str]) -> impl Iterator<Item = String> + 'c {
    code.split_inclusive(';').filter_map(move |statement| {
        let start = begin.iter().filter_map(|word| find_line(statement, word)).min()?;
        Some(statement[start..].trim_end_matches(';').split_whitespace().collect::<Vec<_>>().join(" "))
    })
}

/// Where a line begins with these words.
fn find_line(text: &str, words: &str) -> Option<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with(words) {
            return Some(start);
        }
        start += line.len();
    }
    None
}

/// All paths inside a use tree: `a::{b, c::d}` gives `a::b` and `a::c::d`.
fn expand(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some(open) = tree.find('{') else {
        let path = tree.split(" as ").next().unwrap_or_default().trim();
        return if path.is_empty() { Vec::new() } else { vec![path.to_owned()] };
    };
    let (prefix, rest) = (&tree[..open], &tree[open + 1..tree.rfind('}').unwrap_or(tree.len())]);
    let (mut items, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in rest.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(&rest[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    items.push(&rest[start..]);
    items.into_iter().flat_map(expand).map(|item| format!("{prefix}{item}").replace("::self", "")).collect()
}

fn re_exports(code: &str) -> Vec<String> {
    let begin = ["pub use ", "pub(crate) use ", "pub(super) use "];
    let trees =
        statements(code, &begin).map(|s| s.split_once("use ").map_or(String::new(), |(_, tree)| tree.to_owned()));
    trees.flat_map(|tree| expand(&tree)).collect()
}

/// The paths a file uses: those of its private `use` statements, and those written out in its code.
fn paths(code: &str) -> Vec<String> {
    let private = statements(code, &["use "]).map(|s| s.trim_start_matches("use ").to_owned());
    let mut found: Vec<String> = private.flat_map(|tree| expand(&tree)).collect();
    for root in ["crate::", "super::"] {
        for (at, _) in code.match_indices(root) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':' || c == '$') {
                continue;
            }
            let line = code[..at].rsplit('\n').next().unwrap_or_default();
            if line.contains("use ") || line.contains("pub(in") {
                continue;
            }
            let path: String =
                code[at..].chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':')).collect();
            found.push(path.trim_end_matches(':').to_owned());
        }
    }
    found
}

#[test]
fn a_use_tree_is_taken_apart() {
    assert_eq!(
        expand("crate::a::{self, b::{C, D as E}, f}"),
        ["crate::a", "crate::a::b::C", "crate::a::b::D", "crate::a::f"]
    );
}

#[test]
fn a_circle_of_two_files_is_seen() {
    let file = |name: &str, code: &str| (name.to_owned(), code.to_owned());
    let files = [
        file("lib.rs", "pub mod room;\n"),
        file("room/mod.rs", "mod a;\nmod b;\npub use a::A;\n"),
        file("room/a.rs", "use super::b::B;\npub struct A(B);\n"),
        file("room/b.rs", "use crate::room::A;\npub struct B;\nfn f(_: A) {}\n"),
    ];
    let imports = Modules::new(&files).imports();
    assert!(imports["room/a.rs"].contains("room/b.rs"));
    assert!(imports["room/b.rs"].contains("room/a.rs"), "through the re-export: {imports:?}");
    assert!(imports["room/mod.rs"].is_empty(), "declaring and re-exporting is no use: {imports:?}");
}
