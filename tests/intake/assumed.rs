//! What was assumed is said, and the names that a file gives are kept.

use crate::program::Desk;

use super::{AB_BC, read, ties};

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

#[test]
fn first_movers_may_be_called_by_their_names() {
    let desk = Desk::new();
    desk.write("people.csv", "source,target\nAda,7\n7,Zoë\nZoë,Bo\n");
    let scenario = |file: &str, workers: &str| {
        format!(
            "version = 1\npopulation = \"london-domestic-workers\"\n[network]\n{file}\n[organisation.Circle]\n\
             founders.count = 2\n[intervention.first]\nkind = \"first-movers\"\nworkers = {workers}\n"
        )
    };
    let from = "file = \"people.csv\"";
    for (workers, numbers) in [
        ("[\"Zoë\", \"Ada\"]", "[3, 1]"),
        ("[\"Zoe\u{308}\"]", "[3]"),
        ("[\"Ada\", 4]", "[1, 4]"),
        ("[\"7\"]", "[2]"),
        ("[\"4\"]", "[4]"),
        ("[4, 2]", "[4, 2]"),
    ] {
        desk.write("s.toml", &scenario(from, workers));
        let said = desk.good(&["check", "s.toml", "--resolved"]);
        assert!(said.out.contains(&format!("workers = {numbers}")), "{workers}: {}", said.out);
    }
    // A file laid over one that has the network knows its names too.
    desk.write("s.toml", &scenario(from, "[1]"));
    desk.write("over.toml", "version = 1\nbase = \"s.toml\"\n[intervention.first]\nworkers = [\"Bo\"]\n");
    assert!(desk.good(&["check", "over.toml", "--resolved"]).out.contains("workers = [4]"));
    for (file, workers, words) in [
        (from, "[\"Adda\", \"Bo\"]", &["no worker called \"Adda\"", "did you mean \"Ada\"?", "s.toml:9:12"][..]),
        (from, "[\"Xavier\"]", &["no worker called \"Xavier\"", "names are those of the network file, as \"Ada\""]),
        (from, "[\"Ada\", 1]", &["1 is listed twice"]),
        (from, "[1, \"Ada\"]", &["\"Ada\" is listed twice", "worker 1"]),
        (from, "[9]", &["there is no worker 9"]),
        (from, "[\"Ada\", 0.5]", &["a list of workers, by number or by name"]),
        ("kind = \"lattice\"", "[\"Ada\"]", &["no worker called \"Ada\"", "there is none"]),
    ] {
        desk.write("s.toml", &scenario(file, workers));
        desk.refused(&["check", "s.toml"], words);
    }
    // A file that is not there is one problem, and not as many as it has names.
    desk.write("s.toml", &scenario("file = \"nowhere.csv\"", "[\"Ada\"]"));
    let said = desk.refused(&["check", "s.toml"], &["nowhere.csv"]);
    assert!(!said.err.contains("no worker called"), "{}", said.err);
}
