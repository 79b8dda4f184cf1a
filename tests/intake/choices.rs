//! What a file leaves open is declared: weights, pairs named twice, ties to oneself, direction.

use crate::program::Desk;

use super::{AB_BC, read, ties};

#[test]
fn weights_are_what_the_user_declares() {
    let desk = Desk::new();
    desk.write("counts.csv", "Source,Target,Weight\nAda,Bo,5\nBo,Cy,2\nAda,Cy,0\n");
    let words = ["counts.csv:2:8", "2 more", "--weights largest", "weights = \"ignore\""];
    desk.refused(&["network", "describe", "counts.csv"], &words);
    assert_eq!(desk.names(""), ["counts.csv"], "a refusal leaves nothing");
    for (word, bo, cy) in [("largest", Some(1.0), Some(0.4)), ("10", Some(0.5), Some(0.2)), ("ignore", None, None)] {
        let (network, notes) = read(&desk, "counts.csv", &[("weights", word)]);
        assert_eq!(ties(&network), [("Ada", "Bo", bo), ("Bo", "Cy", cy)], "{word}");
        assert!(notes.iter().any(|note| note.contains("of weight 0 left out")), "{word}: {notes:?}");
        // The same in a scenario, which is written out as it was read.
        desk.write(
            "s.toml",
            &format!(
                "version = 1\npopulation = \"london-domestic-workers\"\n[network]\nfile = \"counts.csv\"\nweights = {}\n\
                 [organisation.Circle]\nfounders.count = 2\n",
                if word == "10" { word.to_owned() } else { format!("\"{word}\"") }
            ),
        );
        let said = desk.good(&["check", "s.toml"]);
        assert!(said.out.contains("2 ties from counts.csv") && said.out.contains("weight 0 left out"), "{}", said.out);
        assert!(desk.good(&["check", "s.toml", "--resolved"]).out.contains("weights = "));
        desk.good(&["network", "convert", "counts.csv", "out.csv", "--weights", word, "--force"]);
        assert!(desk.read("out.csv").starts_with("source,target,trust\n"));
        assert_eq!(ties(&read(&desk, "out.csv", &[]).0), ties(&network), "{word}");
    }
    desk.refused(&["network", "describe", "counts.csv", "--weights", "4"], &["divide", "5"]);
}

#[test]
fn pairs_named_twice_are_merged_as_declared() {
    let desk = Desk::new();
    desk.write("both.csv", "source,target,trust\nAda,Bo,0.2\nBo,Ada,0.6\nBo,Cy,0.5\nCy,Cy,1\n");
    let words = ["named by both", "--twice mean", "--self-ties drop", "both.csv:3:1", "both.csv:5:1"];
    let said = desk.run(&["network", "describe", "both.csv"]);
    assert_eq!(said.code, 2);
    for word in &words[1..] {
        assert!(said.err.contains(word), "no {word} in\n{}", said.err);
    }
    for (word, trust) in [("mean", 0.4), ("most", 0.6), ("least", 0.2), ("one", 0.2)] {
        let (network, notes) = read(&desk, "both.csv", &[("twice", word), ("self_ties", "drop")]);
        assert_eq!(ties(&network), [("Ada", "Bo", Some(trust)), ("Bo", "Cy", Some(0.5))], "{word}");
        assert!(notes.iter().any(|note| note.contains("1 pair was tied more than once")), "{notes:?}");
        assert!(notes.iter().any(|note| note.contains("1 tie to oneself was left out")), "{notes:?}");
    }
    let choice = [("direction", "both"), ("twice", "most"), ("self_ties", "drop")];
    assert_eq!(ties(&read(&desk, "both.csv", &choice).0), [("Ada", "Bo", Some(0.6))]);
    let directed = "<graphml><graph edgedefault=\"directed\"><node id=\"Ada\"/><node id=\"Bo\"/><node id=\"Cy\"/>\
                    <edge source=\"Ada\" target=\"Bo\"/><edge source=\"Bo\" target=\"Cy\"/></graph></graphml>";
    desk.write("directed.graphml", directed);
    let (network, notes) = read(&desk, "directed.graphml", &[]);
    assert_eq!(ties(&network), AB_BC);
    assert!(notes.iter().any(|note| note.contains("2 ties have a direction")), "{notes:?}");
}
