//! Names of columns are never people, and names that look alike are one person.

use crate::program::Desk;

use super::{AB_BC, read, ties};

#[test]
fn the_first_line_is_recognised_or_refused() {
    let desk = Desk::new();
    for head in ["Ego;Alter", "Von;Nach", "Person A;Person B", "id_1;id_2", "node1;node2", "Sender;Receiver", "De;À"] {
        desk.write("head.csv", &format!("{head}\nAda;Bo\nBo;Cy\n"));
        assert_eq!(ties(&read(&desk, "head.csv", &[]).0), AB_BC, "{head}");
    }
    desk.write("numbers.csv", "Teilnehmerin,Kontakt\n0,23\n1,34\n23,34\n");
    assert_eq!(read(&desk, "numbers.csv", &[]).0.ids, ["0", "23", "1", "34"]);
    for (text, words) in [
        ("Id,Label\n1,Ada\n2,Bo\n", "this names people, not ties"),
        ("Teilnehmerin,Kontakt\nAda,Bo\nBo,Cy\n", "two people, or names of columns"),
        ("Kontakt A,Freundin,Staerke,weight\nAda,Bo,x,1\n", "which two name people"),
    ] {
        desk.write("wrong.csv", text);
        desk.refused(&["network", "describe", "wrong.csv"], &[words, "hint: ", "source"]);
    }
}

#[test]
fn names_that_look_alike_are_one_person_and_that_is_said() {
    let desk = Desk::new();
    for (text, people) in [
        ("source,target\nAda,Bo\nAda\u{a0},Cy\nAda\u{200b},Di\n", 4),
        ("source,target\nZoë,Bo\nZoe\u{308},Cy\n", 3),
        ("source,target\n1,2.0\n2,3.0\n3,1.0\n", 3),
    ] {
        desk.write("alike.csv", text);
        let (network, notes) = read(&desk, "alike.csv", &[]);
        assert_eq!(network.ids.len(), people, "{text:?}");
        assert!(notes.iter().any(|note| note.contains("looks the same")), "{notes:?}");
        let said = desk.good(&["network", "describe", "alike.csv"]);
        assert!(said.err.contains("looks the same"), "{}", said.err);
    }
    desk.write("missing.csv", "source,target\nAda,NA\nBo,Cy\nCy,NA\n");
    desk.refused(&["network", "describe", "missing.csv"], &["`NA`", "missing.csv:2:5", "quotation marks"]);
    desk.write("called.csv", "source,target\nAda,\"NA\"\n");
    assert_eq!(read(&desk, "called.csv", &[]).0.ids, ["Ada", "NA"]);
    // GraphML has ids to the letter: two stay two, and it is said.
    desk.write("ids.graphml", "<graphml><graph><node id=\"Ada\"/><node id=\"Ada&#160;\"/></graph></graphml>");
    let (network, notes) = read(&desk, "ids.graphml", &[]);
    assert_eq!(network.ids.len(), 2);
    assert!(notes.iter().any(|note| note.contains("alike") && note.contains("U+00A0")), "{notes:?}");
}
