//! The picture of the rooms in ARCHITECTURE.md is drawn from the source, and the room table names every room.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::imports::Modules;

const PAGE: &str = "ARCHITECTURE.md";
const BEGIN: &str = "<!-- generated: rooms -->\n";

/// Every room with the rooms it takes names from.
fn rooms<'a>(modules: &Modules<'a>) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
    let room = |file: &'a str| file.split(['/', '.']).next().unwrap_or_default();
    let mut rooms: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (file, others) in modules.imports() {
        let own = rooms.entry(room(file)).or_default();
        own.extend(others.into_iter().map(room).filter(|other| *other != room(file)));
    }
    for beside in ["lib", "main", "canary", "internals"] {
        rooms.remove(beside);
        rooms.values_mut().for_each(|others| {
            others.remove(beside);
        });
    }
    rooms
}

fn reaches(rooms: &BTreeMap<&str, BTreeSet<&str>>, from: &str, to: &str) -> bool {
    rooms[from].iter().any(|next| *next == to || reaches(rooms, next, to))
}

/// A Mermaid diagram without the arrows that follow from others.
fn diagram(rooms: &BTreeMap<&str, BTreeSet<&str>>) -> String {
    let mut lines = vec!["```mermaid".to_owned(), "flowchart TD".to_owned()];
    for (room, others) in rooms {
        for other in others {
            if !others.iter().any(|between| between != other && reaches(rooms, between, other)) {
                lines.push(format!("    {room} --> {other}"));
            }
        }
    }
    lines.push("```".to_owned());
    lines.join("\n")
}

#[test]
fn the_picture_of_the_rooms_is_that_of_the_source() {
    let code = super::library_code();
    let rooms = rooms(&Modules::new(&code));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE);
    let before = fs::read_to_string(&path).expect("the page");
    let (head, rest) = before.split_once(BEGIN).expect("the picture's place");
    let (_, tail) = rest.split_once("<!-- end -->").expect("its end");
    let after = format!("{head}{BEGIN}\n{}\n\n<!-- end -->{tail}", diagram(&rooms));
    if before != after && std::env::var_os("MOBILISE_BLESS").is_some() {
        fs::write(&path, &after).expect("the page can be written");
    } else {
        assert!(before == after, "{PAGE} is out of date: run MOBILISE_BLESS=1 cargo test --test house rooms");
    }
    for room in rooms.keys().filter(|room| **room != "files") {
        assert!(after.contains(&format!("| `{room}` |")), "{PAGE} has no row for `{room}`");
    }
    let rows = after.lines().filter_map(|line| line.strip_prefix("| `")).filter_map(|row| row.split_once('`'));
    for (room, row) in rows {
        assert!(rooms.contains_key(room), "{PAGE} has a row for `{room}`, which is no room");
        for file in row.split('`').skip(1).step_by(2) {
            let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room).join(file);
            assert!(file.exists(), "{PAGE} names {}, which does not exist", file.display());
        }
    }
}
