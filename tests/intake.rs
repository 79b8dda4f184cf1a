//! Other people's files: what other programs and spreadsheets save is read for what it is, or refused by name.
//!
//! The contract: names of columns are never people, and nothing that cannot be seen makes a person; whatever was
//! assumed, joined or left out is said; a text is read in whatever way it was saved, or the message names that way; what
//! a file leaves open is declared by the user, in a scenario and on the command line alike.
//!
//! The inputs are small and of this test's own, each in the form in which some program writes it.

use mobilise::network::{NetworkFile, Reading};
use mobilise::scenario::read_network_file_as;

use crate::program::Desk;

fn reading(words: &[(&str, &str)]) -> Reading {
    let mut reading = Reading::default();
    words.iter().for_each(|(key, word)| reading.set(key, word).expect("a word"));
    reading
}

fn read(desk: &Desk, file: &str, words: &[(&str, &str)]) -> (NetworkFile, Vec<String>) {
    let read = read_network_file_as(&desk.at(file), None, reading(words));
    let (network, account) = read.unwrap_or_else(|problems| panic!("{file}: {problems}"));
    (network, account.notes)
}

/// Ties by name, with their trust.
fn ties(network: &NetworkFile) -> Vec<(&str, &str, Option<f64>)> {
    let name = |node: u32| network.ids[node as usize].as_str();
    network.ties.iter().zip(&network.trust).map(|((a, b), trust)| (name(*a), name(*b), *trust)).collect()
}

const AB_BC: [(&str, &str, Option<f64>); 2] = [("Ada", "Bo", None), ("Bo", "Cy", None)];

fn put(desk: &Desk, name: &str, bytes: &[u8]) {
    std::fs::write(desk.at(name), bytes).expect("written");
}

fn utf16(text: &str) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
}

// --- How a text was saved -------------------------------------------------------------------------

#[test]
fn a_network_is_read_however_it_was_saved() {
    let desk = Desk::new();
    let plain = "source,target\nAda,Bo\nBo,Cy\n";
    for (name, bytes) in [
        ("mark.csv", format!("\u{feff}{plain}").into_bytes()),
        ("windows.csv", plain.replace('\n', "\r\n").into_bytes()),
        ("mac.csv", plain.replace('\n', "\r").into_bytes()),
        ("utf16.csv", utf16(&plain.replace('\n', "\r\n"))),
        ("semicolon.csv", plain.replace(',', ";").into_bytes()),
        ("tab.txt", plain.replace(',', "\t").into_bytes()),
        ("excel.csv", format!("sep=;\r\n{}", plain.replace(',', ";")).into_bytes()),
        ("konect.txt", format!("% sym unweighted\n{}", plain.replace(',', " ")).into_bytes()),
    ] {
        put(&desk, name, &bytes);
        assert_eq!(ties(&read(&desk, name, &[]).0), AB_BC, "{name}");
    }
    put(&desk, "latin.csv", b"source,target\nZo\xeb,Bo\n");
    desk.refused(&["network", "describe", "latin.csv"], &["Windows-1252", "line 2", "CSV UTF-8", "hint: "]);
    put(&desk, "book.csv", b"PK\x03\x04\xff\xfe\x00");
    desk.refused(&["network", "describe", "book.csv"], &["workbook", "hint: "]);
    let xml = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><graphml><graph><node id=\"Zo\xeb\"/></graph></graphml>";
    put(&desk, "declared.graphml", xml);
    assert_eq!(read(&desk, "declared.graphml", &[]).0.ids, ["Zoë"]);
}

#[test]
fn scenarios_and_tables_are_read_however_they_were_saved() {
    let desk = Desk::new();
    let scenario = "version = 1\npopulation = \"london-domestic-workers\"\n[organisation.Circle]\n";
    let sweep = |table: &str| {
        format!(
            "version = 1\nscenario = \"j4dw\"\nreplicates = 1\nseed = 1\noutcomes = [\"mobilised\"]\n\
             design = \"table\"\ntable = \"{table}\"\n"
        )
    };
    let points = "coping.relief,intervention.tied-visa\n0.1,true\n0.3,false\n";
    for (n, (scenario, points)) in [
        (scenario.replace('\n', "\r"), points.replace('\n', "\r")),
        (format!("\u{feff}{scenario}"), format!("\u{feff}{points}")),
        (
            scenario.to_owned(),
            points
                .replace(',', ";")
                .replace('.', ",")
                .replace("coping,", "coping.")
                .replace("intervention,", "intervention."),
        ),
        (scenario.to_owned(), format!("sep=;\r\n{}", points.replace(',', ";"))),
        (scenario.to_owned(), points.replace(',', "\t")),
        (scenario.to_owned(), points.replace("true", "TRUE").replace("false", "FALSE")),
        (scenario.to_owned(), points.replace("true", "True").replace("false", "False")),
    ]
    .into_iter()
    .enumerate()
    {
        for utf16_too in [false, true] {
            let bytes = |text: &str| if utf16_too { utf16(text.trim_start_matches('\u{feff}')) } else { text.into() };
            put(&desk, "scenario.toml", &bytes(&scenario));
            desk.good(&["check", "scenario.toml"]);
            put(&desk, "points.csv", &bytes(&points));
            put(&desk, "sweep.toml", &bytes(&sweep("points.csv")));
            let said = desk.good(&["sweep", "sweep.toml", "--weeks", "10", "--dry-run"]);
            assert!(said.out.contains("3 (1 baseline"), "{n}: {}{}", said.out, said.err);
        }
    }
    // An accepted set as Excel saves it in German.
    put(&desk, "set.csv", "\u{feff}weight;coping.relief\r\n1;0,2\r\n0,5;0,25\r\n".as_bytes());
    let said = desk.good(&["check", "j4dw", "--draw", "set.csv"]);
    assert!(said.out.contains("from 2 rows"), "{}", said.out);
}

// --- Names of columns, and names ----------------------------------------------------------------------

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

// --- Declared choices -----------------------------------------------------------------------------------

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

// --- Formats ----------------------------------------------------------------------------------------------

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

// --- What was read, and names --------------------------------------------------------------------------------

#[test]
fn check_says_what_was_assumed() {
    let desk = Desk::new();
    desk.write(
        "gephi.graphml",
        "<graphml><key id=\"w\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/><key id=\"b\" for=\"node\" \
         attr.name=\"birthplace\" attr.type=\"string\"/><key id=\"f\" for=\"node\" attr.name=\"familiar\" \
         attr.type=\"double\"/><graph><node id=\"Ada\"><data key=\"b\">Peru</data></node><node id=\"Bo\"/><node id=\"Cy\"/>\
         <edge source=\"Ada\" target=\"Bo\"><data key=\"w\">1.0</data></edge><edge source=\"Bo\" target=\"Cy\"><data \
         key=\"w\">1.0</data></edge></graph></graphml>",
    );
    desk.write(
        "s.toml",
        "version = 1\npopulation = \"london-domestic-workers\"\n[network]\nfile = \"gephi.graphml\"\n[organisation.Circle]\n",
    );
    let said = desk.good(&["check", "s.toml"]);
    for words in ["trust from 1 to 1", "every weight is 1", "not read: `birthplace`", "did you mean `familial`?"] {
        assert!(said.out.contains(words), "no {words} in\n{}", said.out);
    }
    assert!(said.err.contains("founded by 8 and there are 3 workers"), "{}", said.err);
    desk.write("strength.csv", "source,target,strength\nAda,Bo,0.2\nBo,Cy,0.9\n");
    let said = desk.good(&["network", "describe", "strength.csv"]);
    assert!(said.err.contains("`strength`") && said.err.contains("call it `weight`"), "{}", said.err);
}

#[test]
fn names_are_kept_and_workers_may_be_called_by_them() {
    let desk = Desk::new();
    desk.write(
        "igraph.graphml",
        "<graphml><key id=\"n\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/><graph><node id=\"n0\"><data \
         key=\"n\">Ada</data></node><node id=\"n1\"><data key=\"n\">Bo</data></node><node id=\"n2\"><data key=\"n\">Cy\
         </data></node><edge source=\"n0\" target=\"n1\"/><edge source=\"n1\" target=\"n2\"/></graph></graphml>",
    );
    let said = desk.good(&["network", "convert", "igraph.graphml", "named.csv"]);
    assert!(said.err.contains("`name`"), "{}", said.err);
    assert_eq!(ties(&read(&desk, "named.csv", &[]).0), AB_BC);
    assert!(desk.good(&["network", "describe", "igraph.graphml"]).out.contains("Bo, on 100.0 % of pairs"));
    let scenario = |worker: &str| {
        format!(
            "version = 1\npopulation = \"london-domestic-workers\"\n[network]\nfile = \"people.csv\"\n\
             [organisation.Circle]\nfounders.count = 2\n[worker.{worker}]\nthreshold = 0.25\n"
        )
    };
    desk.write("people.csv", "source,target\nAda,7\n7,Zoë\n");
    for (worker, number) in [("Ada", 1), ("\"Zoë\"", 3), ("\"Zoe\u{308}\"", 3), ("\"7\"", 2), ("1", 1)] {
        desk.write("s.toml", &scenario(worker));
        let said = desk.good(&["check", "s.toml", "--resolved"]);
        assert!(said.out.contains(&format!("[worker.{number}]")), "{worker}: {}", said.out);
    }
    desk.write("s.toml", &scenario("Adda"));
    desk.refused(&["check", "s.toml"], &["`worker.Adda`", "did you mean \"Ada\"?"]);
}

// --- Terminals ---------------------------------------------------------------------------------------------------

#[test]
fn nothing_a_file_says_is_obeyed_by_a_terminal() {
    let desk = Desk::new();
    let evil = "\u{1b}[2J\u{9b}1m\u{202e}x";
    let escaped = "\\u001b[2J\\u009b1m\\u202ex";
    let is_harmless = |text: &str| !text.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\u{7f}']);
    desk.write("about.toml", &format!("version = 1\nabout = \"{escaped}\"\nbase = \"j4dw\"\n"));
    for (arguments, file, text) in [
        (&["check", "about.toml"][..], "", String::new()),
        (&["odd", "about.toml"], "", String::new()),
        (&["network", "describe", "evil.csv"], "evil.csv", format!("source,target\nAda,Bo\nBo,\"{evil}\"\n")),
        (&["network", "describe", "evil.csv"], "evil.csv", format!("source,target\n{evil},{evil}\n")),
        (
            &["network", "describe", "evil.graphml"],
            "evil.graphml",
            format!("<graphml><graph><node id=\"{}\"/><{0}/></graph></graphml>", "\u{9b}1m\u{202e}"),
        ),
        (&["check", "evil.toml"], "evil.toml", format!("version = 1\n[organisation.\"{escaped}\"]\n")),
        (&["check", "evil.toml"], "evil.toml", format!("version = 1\n{evil} = 2\n")),
        (&["check", &format!("{evil}.toml")], "", String::new()),
        (&["run", "j4dw", "--set", evil], "", String::new()),
    ] {
        if !file.is_empty() {
            desk.write(file, &text);
        }
        let output = desk.program().args(arguments).output().expect("it runs");
        for text in [&output.stdout, &output.stderr] {
            let text = String::from_utf8_lossy(text);
            assert!(is_harmless(&text), "{arguments:?}\n{}", text.escape_debug());
        }
    }
    let about = "<script>alert(1)</script>";
    desk.write("script.toml", &format!("version = 1\nabout = \"{about}\"\nbase = \"j4dw\"\n"));
    assert!(!desk.good(&["odd", "script.toml"]).out.contains(about));
}

// --- Messages -----------------------------------------------------------------------------------------------------

#[test]
fn a_file_of_another_kind_is_called_by_its_name() {
    let desk = Desk::new();
    desk.write("ties.csv", "source,target\nAda,Bo\n");
    desk.write("ties.graphml", "<graphml><graph><node id=\"a\"/></graph></graphml>");
    let tiny = [
        "run",
        "j4dw",
        "--set",
        "population.workers=100",
        "--weeks=3",
        "--replicates=1",
        "--seed=1",
        "-q",
        "--out=out",
    ];
    desk.good(&tiny);
    for (file, words) in [
        ("ties.csv", ["a network", "network describe"]),
        ("ties.graphml", ["a network", "[network]"]),
        ("out/run.json", ["a record", "mobilise rerun"]),
        ("out/runs.csv", ["a table of results", "mobilise plot"]),
    ] {
        for command in ["run", "check"] {
            desk.refused(&[command, file], &words);
        }
    }
    // A folder of results and its record mean the same.
    for arguments in [
        &["plot", "--list", "out/run.json"][..],
        &["verify-output", "out/run.json"],
        &["rerun", "out"],
        &["rerun", "out/run.json"],
    ] {
        desk.good(arguments);
    }
    desk.good(&["report", "out/run.json"]);
    assert!(desk.names("").contains(&"out-report.html".to_owned()), "{:?}", desk.names(""));
}

#[test]
fn a_comparison_says_which_seed_it_takes() {
    let desk = Desk::new();
    desk.write("first.toml", "version = 1\nseed = 5\nbase = \"j4dw\"\n");
    desk.write("second.toml", "version = 1\nseed = 6\nbase = \"j4dw\"\n");
    let tiny = ["--set", "population.workers=100", "--weeks=3", "--replicates=1"];
    let said = desk.good(&[&["compare", "first.toml", "second.toml", "--out=a"][..], &tiny].concat());
    assert!(said.err.contains("seed 5 is taken, and 6 of `second` is not"), "{}", said.err);
    let said = desk.good(&[&["compare", "first.toml", "first.toml", "--out=b"][..], &tiny].concat());
    assert!(!said.err.contains("is taken"), "{}", said.err);
}

#[test]
fn ranges_and_tables_have_the_numbers_that_one_would_write() {
    let desk = Desk::new();
    desk.write(
        "e.toml",
        "version = 1\nscenario = \"j4dw\"\nreplicates = 1\nseed = 1\n[vary]\nties.daily_trust = { from = 0.001, to = 1.0, \
         steps = 4, log = true }\n",
    );
    desk.good(&["sweep", "e.toml", "--set", "population.workers=100", "--weeks=3", "--out=sw", "-q"]);
    let points = desk.read("sw/points.csv");
    let values: Vec<&str> = points.lines().skip(2).filter_map(|line| line.split(',').nth(3)).collect();
    assert_eq!(values, ["0.001", "0.01", "0.1", "1"], "{points}");
    // Every measure of a study is a decimal number in every row, or empty.
    let tiny = ["--set", "population.workers=100", "--weeks=3", "--replicates=1", "--seed=1", "-q"];
    desk.good(&[&["compare", "--csv", "--out=cmp"][..], &tiny].concat());
    for (file, heads, ends) in [("runs", 3, 0), ("weeks", 5, 0), ("curves", 5, 0), ("effects", 5, 1)] {
        for line in desk.read(&format!("cmp/{file}.csv")).lines().skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            for cell in cells[heads..cells.len() - ends].iter().filter(|cell| !cell.is_empty()) {
                assert!(cell.contains(['.', 'e']) && *cell != "-0.0", "{file}: {cell} in {line}");
            }
        }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn sizes_and_limits_are_seen_before_anything_runs() {
    let desk = Desk::new();
    let tiny = [
        "run",
        "j4dw",
        "--set",
        "population.workers=100",
        "--weeks=3",
        "--replicates=1",
        "--seed=1",
        "-q",
        "--out=out",
    ];
    desk.good(&tiny);
    let record = desk.read("out/run.json");
    let (from, to) = ("\"replicates\": 1", "\"replicates\": 1000000001");
    assert!(record.contains(from), "{from}");
    desk.write("out/other.json", &record.replace(from, to));
    desk.refused(&["rerun", "out/other.json"], &["1000000001"]);
    desk.refused(&["run", "j4dw", "--set", "coping.relief=0.5\ncoping.resonance=0.1"], &["one key", "--set once"]);
    let script = format!(
        "ulimit -v 600000; exec '{}' run j4dw --set population.workers=3000000",
        env!("CARGO_BIN_EXE_mobilise")
    );
    let mut limited = std::process::Command::new("/bin/sh");
    let output = limited.env_clear().current_dir(desk.at("")).args(["-c", &script]).output().expect("a shell");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(2) && said.contains("of memory"), "{:?}\n{said}", output.status);
}

#[test]
fn many_unknown_columns_are_one_message() {
    let desk = Desk::new();
    let head: Vec<String> = (0..2_000).map(|n| format!("c{n}")).collect();
    desk.write("points.csv", &format!("{}\n{}\n", head.join(","), vec!["1"; 2_000].join(",")));
    desk.write(
        "e.toml",
        "version = 1\nscenario = \"j4dw\"\nreplicates = 1\nseed = 1\noutcomes = [\"mobilised\"]\ndesign = \"table\"\ntable = \
         \"points.csv\"\n",
    );
    let said = desk.refused(&["sweep", "e.toml", "--dry-run"], &["2000 of 2000 columns name no knob"]);
    assert_eq!(said.err.matches("error: ").count(), 1, "{}", said.err);
}

#[test]
fn a_path_of_windows_is_a_path() {
    let desk = Desk::new();
    std::fs::create_dir(desk.at("data")).expect("made");
    desk.write("data/friends.csv", "source,target\nAda,Bo\nBo,Cy\n");
    let scenario = |path: &str| {
        format!(
            "version = 1\npopulation = \"london-domestic-workers\"\n[network]\nfile = '{path}'\n[organisation.Circle]\n\
             founders.count = 2\n"
        )
    };
    desk.write("s.toml", &scenario("data\\friends.csv"));
    desk.good(&["check", "s.toml"]);
    desk.write("s.toml", &scenario("data\\foes.csv"));
    desk.refused(&["check", "s.toml"], &["write / for", "hint: "]);
}
