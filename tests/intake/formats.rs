//! Formats of other programs, and values that are missing in them.

use crate::program::Desk;

use super::{AB_BC, read, ties};

#[test]
fn matrices_lists_of_alters_and_formats_of_the_field_are_read() {
    let desk = Desk::new();
    for (name, text) in [
        ("matrix.csv", ";Ada;Bo;Cy\nAda;0;1;0\nBo;1;0;1\nCy;0;1;0\n"),
        ("ucinet.csv", " ,Ada,Bo,Cy\nAda,0,1,0\nBo,1,0,1\nCy,0,1,0\n"),
        ("blanks.txt", "Ada Bo Cy\nAda 0 1 0\nBo 1 0 1\nCy 0 1 0\n"),
        ("alters.csv", "ego,alter1,alter2\nAda,Bo,\nBo,Ada,Cy\nCy,,\n"),
        (
            "a.gml",
            "graph [\n node [ id 1 label \"Ada\" ]\n node [ id 2 label \"Bo\" ]\n node [ id 3 label \"Cy\" ]\n edge [ source 1 target 2 ]\n edge [ source 2 target 3 ] ]\n",
        ),
        ("a.net", "*Vertices 3\n1 \"Ada\"\n2 \"Bo\"\n3 \"Cy\"\n*Edges\n1 2\n2 3\n"),
        ("a.dl", "dl n=3 format=edgelist1\nlabels embedded\ndata:\nAda Bo\nBo Cy\n"),
        ("renamed.txt", "dl n=3 format=edgelist1\nlabels embedded\ndata:\nAda Bo\nBo Cy\n"),
        (
            "a.gexf",
            "<gexf><graph><nodes><node id=\"1\" label=\"Ada\"/><node id=\"2\" label=\"Bo\"/><node id=\"3\" label=\"Cy\"/></nodes><edges><edge source=\"1\" target=\"2\"/><edge source=\"2\" target=\"3\"/></edges></graph></gexf>",
        ),
        (
            "a.json",
            "{\"nodes\":[{\"id\":\"Ada\"},{\"id\":\"Bo\"},{\"id\":\"Cy\"}],\"links\":[{\"source\":\"Ada\",\"target\":\"Bo\"},{\"source\":\"Bo\",\"target\":\"Cy\"}]}",
        ),
    ] {
        desk.write(name, text);
        assert_eq!(ties(&read(&desk, name, &[]).0), AB_BC, "{name}");
    }
    desk.write("bare.txt", "0 1 0\n1 0 1\n0 1 0\n");
    assert_eq!(ties(&read(&desk, "bare.txt", &[]).0), [("1", "2", None), ("2", "3", None)]);
    desk.write("events.csv", ",Party,Strike\nAda,1,0\nBo,1,1\nCy,0,1\n");
    desk.refused(&["network", "describe", "events.csv"], &["names are not the same", "two-mode"]);
    // What the program writes it reads.
    desk.write("list.csv", "source,target,trust\nAda,Bo,0.25\nBo,Cy,\n");
    for out in ["again.json", "again.graphml", "again.csv"] {
        desk.good(&["network", "convert", "list.csv", out]);
        assert_eq!(read(&desk, out, &[]).0, read(&desk, "list.csv", &[]).0, "{out}");
    }
}

#[test]
fn graphml_of_other_programs_is_read_and_what_is_left_out_is_said() {
    let desk = Desk::new();
    let graph = |keys: &str, inside: &str, node: &str, edge: &str| {
        format!(
            "<graphml>{keys}<graph edgedefault=\"undirected\">{inside}<node id=\"Ada\">{node}</node><node id=\"Bo\"/>\
             <node id=\"Cy\"/><edge source=\"Ada\" target=\"Bo\">{edge}</edge><edge source=\"Bo\" target=\"Cy\"/></graph></graphml>"
        )
    };
    for (text, note) in [
        (
            graph(
                "<key id=\"d\" for=\"node\" attr.name=\"Labels\"/>",
                "",
                "<data key=\"d\"><L><T>x</T></L></data>",
                "",
            ),
            "left out",
        ),
        (
            graph(
                "<key id=\"name\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>",
                "",
                "",
                "<data key=\"name\">knows</data>",
            ),
            "`name`",
        ),
        (graph("", "", "<data key=\"labels\">:Person</data>", "<data key=\"label\">KNOWS</data>"), "`labels`"),
        (
            graph(
                "",
                "<key id=\"k\" for=\"node\" attr.name=\"age\" attr.type=\"double\"/>",
                "<data key=\"k\">30</data>",
                "",
            ),
            "",
        ),
        (
            format!(
                "<?xml version=\"1.0\"?><!DOCTYPE graphml SYSTEM \"http://nowhere/graphml.dtd\">{}",
                graph("", "", "", "")
            ),
            "",
        ),
    ] {
        desk.write("other.graphml", &text);
        let (network, notes) = read(&desk, "other.graphml", &[]);
        assert_eq!(ties(&network), AB_BC, "{text}");
        assert!(note.is_empty() || notes.iter().any(|said| said.contains(note)), "{text}: {notes:?}");
    }
    desk.write("two.graphml", "<graphml><graph><node id=\"a\"/></graph><graph><node id=\"a\"/></graph></graphml>");
    desk.refused(&["network", "describe", "two.graphml"], &["one relation per file", "Gephi"]);
}

#[test]
fn what_is_missing_is_missing() {
    let desk = Desk::new();
    desk.write(
        "na.graphml",
        "<graphml><key id=\"s\" for=\"node\" attr.name=\"skill\" attr.type=\"double\"/><key id=\"o\" for=\"node\" \
         attr.name=\"Origin\" attr.type=\"string\"/><graph><node id=\"Ada\"><data key=\"s\">NA</data><data key=\"o\">NA\
         </data></node><node id=\"Bo\"><data key=\"s\">0.4</data><data key=\"o\">India</data></node><edge source=\"Ada\" \
         target=\"Bo\"/></graph></graphml>",
    );
    let scenario = |file: &str| {
        format!(
            "version = 1\npopulation = \"london-domestic-workers\"\n[network]\nfile = \"{file}\"\n\
             [organisation.Circle]\nfounders.count = 2\n"
        )
    };
    desk.write("s.toml", &scenario("na.graphml"));
    let said = desk.good(&["check", "s.toml"]);
    assert!(said.out.contains("`skill` of 1 people") && said.out.contains("`Origin` as origin"), "{}", said.out);
    desk.write("na.csv", "source,target,trust\nAda,Bo,0.5\nBo,Cy,NA\nAda,Cy,\n");
    assert_eq!(read(&desk, "na.csv", &[]).0.trust, [Some(0.5), None, None]);
    desk.write("s.toml", &scenario("na.csv"));
    let said = desk.good(&["check", "s.toml"]);
    assert!(
        said.out.contains("trust from 0.5 to 0.5 for 1, and 0.6 (ties.daily_trust) for the others"),
        "{}",
        said.out
    );
}
