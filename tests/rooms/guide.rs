//! CONTRIBUTING.md says which files to touch to add something, and names in each an example to copy. The example must
//! be there.

use std::fs;
use std::path::Path;

const PAGE: &str = "CONTRIBUTING.md";

/// The rows of one recipe: a path and the words to look for.
fn rows(recipe: &str) -> Vec<(String, String)> {
    let cells = |line: &str| line.split('`').map(str::to_owned).collect::<Vec<_>>();
    recipe
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(cells)
        .filter(|cells| cells.len() >= 4)
        .map(|cells| (cells[1].clone(), cells[3].clone()))
        .collect()
}

#[test]
fn every_recipe_names_files_that_hold_its_example() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join(PAGE)).expect("the page");
    let recipes: Vec<&str> = page.split("\n### ").skip(1).collect();
    for wanted in ["a knob", "a process", "a measure", "an intervention", "a figure kind", "a question kind"] {
        assert!(recipes.iter().any(|recipe| recipe.starts_with(wanted)), "{PAGE} does not say how to add {wanted}");
    }
    for recipe in recipes {
        let name = recipe.lines().next().unwrap_or_default();
        let rows = rows(recipe);
        assert!(!rows.is_empty(), "{PAGE}: `{name}` lists no file");
        for (file, words) in rows {
            let text = fs::read_to_string(root.join(&file)).unwrap_or_else(|error| panic!("{PAGE}: {file}: {error}"));
            assert!(text.contains(&words), "{PAGE}: {file} does not hold `{words}`");
        }
    }
}
