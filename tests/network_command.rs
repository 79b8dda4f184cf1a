//! `mobilise network`, through the real program.
//!
//! The contract: a made file is read back by the program, and by NetworkX, with the same people, ties, trust and
//! attributes, in every format; the same seed makes the same bytes; what is wrong with a command is said with its
//! place and a hint before anything is made, and nothing is written over.
//!
//! It can break in what a format leaves out, in the digits of a number, in an option that does nothing, and in
//! what another program expects of a file: its judge is NetworkX itself.

#![allow(clippy::print_stdout, clippy::disallowed_methods)] // tests set up files of their own

use crate::program;
use crate::python;

use std::path::Path;
use std::process::Command;

use mobilise::model::world::World;
use mobilise::network::AttributeValue;
use mobilise::scenario::{Overrides, load, plan, read_network_file};
use program::Desk;
use python::{Package, python};
use serde_json::{Value, json};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// What `describe --json` says of a file.
fn described(desk: &Desk, file: &str) -> Value {
    let said = desk.good(&["network", "describe", file, "--json"]);
    assert_eq!(said.err, "");
    json(&said.out)
}

// --- Make ---------------------------------------------------------------------------------------

#[test]
fn every_kind_is_made_and_described() {
    let desk = Desk::new();
    for (kind, more, ties) in [
        ("complete", &["--workers", "40"][..], 780),
        ("ring", &["--workers", "500", "--set", "degree=6"], 1_500),
        ("small-world", &["--workers", "500", "--set", "network.degree=6", "--set", "rewiring=0.1"], 1_500),
        ("poisson", &["--workers", "500"], 1_000),
        ("preferential", &["--workers", "500", "--set", "degree=6"], 1_494),
        ("configuration", &["--workers", "500", "--set", "distribution=regular", "--set", "degree=3"], 750),
        ("blocks", &["--workers", "500", "--origins", "A=0.6,B=0.4", "--areas", "x=.5, y=.5"], 1_000),
        ("coping-clusters", &["--workers", "500", "--set", "cluster_share=1", "--set", "cluster_size=5"], 1_000),
    ] {
        let file = format!("{kind}.graphml");
        let said = desk.good(&[&["network", "make", kind, "--seed", "3", "-o", &file], more].concat());
        assert_eq!(said.out, "");
        assert!(said.err.contains("seed 3") && said.err.contains(&format!("wrote {file}")), "{}", said.err);
        let found = described(&desk, &file)["ties"].as_f64().expect("a number");
        let exact = !matches!(kind, "poisson" | "blocks");
        assert!((found - f64::from(ties)).abs() <= if exact { 0.0 } else { 150.0 }, "{kind}: {found}");
    }
    assert_eq!(desk.names("").len(), 8);
}

#[test]
fn the_same_seed_makes_the_same_bytes() {
    let desk = Desk::new();
    let make = |seed: &str, replicate: &str| {
        let arguments = ["network", "make", "poisson", "--workers", "300", "--seed", seed, "--replicate", replicate];
        desk.good(&arguments).out
    };
    assert_eq!(make("1", "0"), make("1", "0"));
    assert!(make("1", "0") != make("2", "0") && make("1", "0") != make("1", "1"));
    assert!(make("1", "0").starts_with("source,target,trust\n"));
    // A seed that nobody chose is said, and makes the same again.
    let said = desk.good(&["network", "make", "poisson", "--workers", "300", "-o", "-"]);
    let seed = said.err.split("seed ").nth(1).and_then(|rest| rest.split(',').next()).expect("a seed").to_owned();
    assert_eq!(make(&seed, "0"), said.out);
    assert!(desk.names("").is_empty());
}

/// Person by person, attributes are those that a run of the same seed draws for its workers.
#[test]
fn people_are_those_of_a_run() {
    let desk = Desk::new();
    let population = ["--population", "london-domestic-workers"];
    desk.good(&[&["network", "make", "blocks", "--seed", "5", "-o", "b.graphml"][..], &population].concat());
    let file = read_network_file(&desk.at("b.graphml"), None).expect("a network");
    let scenario = load("j4dw", &Overrides::default()).expect("embedded");
    let world = World::new(&plan(&scenario), 5, 0);
    assert_eq!(file.ids.len(), world.workers.len());
    for (attribute, column, shares) in [
        (&file.attributes[0], &world.workers.origin, &scenario.population.origins),
        (&file.attributes[1], &world.workers.area, &scenario.population.areas),
    ] {
        let of_run = column.iter().map(|number| Some(AttributeValue::Text(shares[usize::from(number)].0.clone())));
        assert!(attribute.values.iter().cloned().eq(of_run), "{}", attribute.name);
    }
    // Newman's r is the share of ties that are sought within, whatever the sizes of groups.
    for attribute in described(&desk, "b.graphml")["attributes"].as_array().expect("a list") {
        let r = attribute["assortativity"].as_f64().expect("a number");
        assert!((r - 0.7).abs() < 0.03, "{attribute}");
    }
    let fewer = [&["network", "make", "blocks", "--workers", "60", "-o", "f.graphml"][..], &population].concat();
    desk.good(&fewer);
    assert_eq!(described(&desk, "f.graphml")["people"], 60);
}

/// What docs/networks.md says: ties are those with which a run of the same seed, replicate and knobs begins.
/// Seen failing: with another replicate, and where `ties.most` left out some of a preferential network's.
#[test]
fn ties_are_those_a_run_begins_with() {
    let desk = Desk::new();
    for (n, kind) in ["ring", "poisson", "small-world", "preferential", "blocks", "configuration"].iter().enumerate() {
        for swaps in ["0", "0.2"] {
            let name = format!("{kind}{swaps}.csv");
            let knobs = [format!("network.kind={kind}"), "network.degree=6".into(), format!("network.swaps={swaps}")];
            let replicate = n.to_string();
            let mut make = vec!["network", "make", kind, "--population", "london-domestic-workers"];
            make.extend(["--workers", "300", "--seed", "5", "--replicate", &replicate, "-o", &name]);
            knobs[1..].iter().for_each(|knob| make.extend(["--set", knob]));
            desk.good(&make);
            let file = read_network_file(&desk.at(&name), None).expect("a network");
            let mut made: Vec<(u32, u32)> = file
                .ties
                .iter()
                .map(|(a, b)| {
                    // An edge list names people by their numbers, in the order in which it comes to them.
                    let number = |end: &u32| file.ids[*end as usize].parse::<u32>().expect("a number");
                    let (a, b) = (number(a), number(b));
                    (a.min(b), a.max(b))
                })
                .collect();
            made.sort_unstable();
            // Somebody of a preferential network has more ties than a run lets anybody hold.
            let sets = ["population.workers=300", "ties.most=299"].map(str::to_owned);
            let sets = knobs.iter().cloned().chain(sets);
            let scenario = load("j4dw", &Overrides(sets.map(|set| ("--set".to_owned(), set)).collect()));
            let world = World::new(&plan(&scenario.expect("it is right")), 5, n as u32);
            let mut begins: Vec<(u32, u32)> = world.ties.iter().map(|(a, b, _)| (a, b)).collect();
            begins.sort_unstable();
            assert!(!made.is_empty() && made == begins, "{name}: {} made, {} begin", made.len(), begins.len());
        }
    }
}

#[test]
fn swaps_keep_everybodys_number_of_ties() {
    let desk = Desk::new();
    for (file, swaps) in [("ring.csv", "swaps=0"), ("swapped.csv", "swaps=1")] {
        let make = ["network", "make", "ring", "--workers", "400", "--set", "degree=8", "--set", swaps];
        desk.good(&[&make[..], &["--seed", "1", "-o", file]].concat());
    }
    let (ring, swapped) = (described(&desk, "ring.csv"), described(&desk, "swapped.csv"));
    assert_eq!(ring["degree"]["counts"], swapped["degree"]["counts"]);
    assert!(ring["clustering"]["local"].as_f64() > Some(0.6) && swapped["clustering"]["local"].as_f64() < Some(0.05));
}

#[test]
fn what_is_wrong_is_said_before_anything_is_made() {
    let desk = Desk::new();
    desk.write("mine.csv", "Ana,Bea\n");
    desk.write("friends.graphml", "<graphml><graph><node id='a'/><node id='a'/></graph></graphml>");
    for (arguments, words) in [
        (&["make", "ring", "--set", "degre=8"][..], &["`network.degre`", "did you mean `degree`?"][..]),
        (&["make", "ring", "--set", "degree=8.5"], &["--set:1:16", "is 8.5", "an even number"]),
        (&["make", "ring", "--set", "degree=-1"], &["out of range", "a number from 0 to 65535"]),
        (&["make", "ring", "--set", "degree=six"], &["takes a number from 0 to 65535", "this is a text"]),
        (&["make", "ring", "--set", "degree"], &["knob=value"]),
        (&["make", "ring", "--set", "rewiring=0.1"], &["does nothing", "not read by its kind", "ring reads"]),
        (&["make", "ring", "--set", "kind=ring"], &["cannot be set here"]),
        (&["make", "ring", "--set", "network.file=mine.csv"], &["cannot be set here", "a scenario"]),
        (&["make", "configuration", "--set", "distribution=poison"], &["did you mean \"poisson\"?"]),
        (&["make", "configuration", "--set", "exponent=3"], &["does nothing", "distribution=power-law"]),
        (
            &["make", "configuration", "--set", "distribution=power-law", "--set", "degree=3"],
            &["`network.degree` does nothing", "exponent"],
        ),
        (&["make", "coping-clusters", "--set", "cluster_size=2.5"], &["a whole number from 2 to 1000"]),
        (&["make", "ring", "--workers", "4"], &["there are 4 workers"]),
        (&["make", "complete", "--workers", "100000"], &["4999950000 ties", "100000000", "fewer --workers"]),
        (&["make", "poisson", "--workers", "50000000", "--set", "degree=5"], &["125000000 ties"]),
        (&["make", "blocks"], &["origins or areas", "--population"]),
        (&["make", "blocks", "--population", "londn"], &["`londn`", "london-domestic-workers"]),
        (&["make", "ring", "-o", "mine.csv"], &["`mine.csv`", "the file exists", "--force"]),
        (&["make", "ring", "-o", "nowhere/x.csv"], &["`nowhere/x.csv`", "its folder does not exist"]),
        (&["make", "ring", "-o", "x.gexf"], &["`x.gexf`", ".graphml"]),
        (&["make", "ring", "-o", "x.tsv"], &["commas", ".csv"]),
        (&["describe", "x.json"], &["cannot read `x.json`"]),
        (&["describe", "x.ods"], &["no known format", "source,target"]),
        (&["describe", "x.dat"], &["no known format", "Gephi", "networkx.write_graphml"]),
        (&["describe", "mine.csv", "--weights", "huge"], &["`--weights` cannot be huge", "largest"]),
        (&["describe", "x.csv"], &["cannot read `x.csv`"]),
        (&["describe", "friends.graphml"], &["friends.graphml:1:", "`a`"]),
        (&["convert", "mine.csv", "mine.csv"], &["the file exists"]),
        (&["convert", "friends.graphml", "x.csv"], &["friends.graphml:1:", "`a`"]),
        (&["convert", "mine.csv", "x.tsv"], &["commas"]),
        (&["convert", "mine.csv", "."], &["does not end as a format"]),
    ] {
        desk.refused(&[&["network"], arguments].concat(), &[words, &["hint: "]].concat());
    }
    // What an option alone can tell.
    for (arguments, words) in [
        (&["smalworld"][..], &["'smalworld'", "small-world"][..]),
        (&["ties"], &["'ties'", "possible values: ", "small-world"]),
        (&["ring", "--workers", "0"], &["--workers", "1..=50000000"]),
        (&["ring", "--seed", "one"], &["--seed"]),
        (&["ring", "--replicate", "-"], &["--replicate"]),
        (&["ring", "--format", "xlsx"], &["'xlsx'", "json"]),
        (&["blocks", "--origins", "A=0.5,B=0.6"], &["--origins", "add up to 1.1, not to 1"]),
        (&["blocks", "--areas", "A=0.5,A=0.5"], &["`A` is listed twice"]),
        (&["blocks", "--areas", "A,B"], &["no = in `A`"]),
        (&["blocks", "--areas", "=1"], &["not a name"]),
        (&["blocks", "--areas", "A=2"], &["a number from 0 to 1"]),
    ] {
        desk.refused(&[&["network", "make"], arguments].concat(), words);
    }
    assert_eq!(desk.names(""), ["friends.graphml", "mine.csv"]);
    assert_eq!(desk.read("mine.csv"), "Ana,Bea\n");
}

#[test]
fn force_writes_over() {
    let desk = Desk::new();
    desk.write("x.csv", "Ana,Bea\n");
    desk.good(&["network", "make", "ring", "--workers", "9", "-o", "x.csv", "--force"]);
    assert_eq!(described(&desk, "x.csv")["people"], 9);
    desk.write("x.graphml", "");
    desk.good(&["network", "convert", "x.csv", "x.graphml", "--force"]);
    assert_eq!(described(&desk, "x.graphml")["ties"], 18);
}

// --- Describe -----------------------------------------------------------------------------------

/// Two triangles and a bridge, by hand.
const FRIENDS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="o" for="node" attr.name="origin" attr.type="string"/>
  <key id="a" for="node" attr.name="age" attr.type="double"/>
  <key id="u" for="node" attr.name="in union" attr.type="boolean"/>
  <key id="l" for="node" attr.name="label" attr.type="string"/>
  <key id="t" for="edge" attr.name="trust" attr.type="double"/>
  <graph edgedefault="undirected">
    <node id="Ana"><data key="o">India &amp; Co</data><data key="a">30.5</data><data key="l">A "1"</data></node>
    <node id="Bea"><data key="o">India &amp; Co</data><data key="u">true</data><data key="l">B, 2</data></node>
    <node id="Zoë"><data key="o">India &amp; Co</data><data key="a">0.1</data></node>
    <node id="Dita"><data key="o">Peru</data><data key="u">false</data></node>
    <node id="Eva"><data key="o">Peru</data></node>
    <node id="Fay"/>
    <node id="alone"/>
    <edge source="Ana" target="Bea"><data key="t">0.1</data></edge>
    <edge source="Ana" target="Zoë"><data key="t">0.30000000000000004</data></edge>
    <edge source="Bea" target="Zoë"/>
    <edge source="Zoë" target="Dita"><data key="t">1</data></edge>
    <edge source="Dita" target="Eva"/>
    <edge source="Dita" target="Fay"/>
    <edge source="Eva" target="Fay"/>
  </graph>
</graphml>
"#;

#[test]
fn a_network_is_described_in_words_and_as_json() {
    let desk = Desk::new();
    desk.write("friends.graphml", FRIENDS);
    let found = described(&desk, "friends.graphml");
    for (path, expected) in [
        ("/people", json!(7)),
        ("/ties", json!(7)),
        ("/trust/known", json!(3)),
        ("/degree/counts", json!([1, 0, 4, 2])),
        ("/degree/median", json!(2.0)),
        ("/clustering/transitivity", json!(0.6)),
        ("/clustering/triangles", json!(2)),
        ("/components", json!({ "number": 2, "alone": 1, "largest": 6 })),
        ("/distance/diameter", json!(3)),
        ("/distance/exact", json!(true)),
        ("/core", json!({ "degree": 2, "people": 6 })),
        ("/bridges", json!(1)),
        ("/articulation_points", json!(2)),
        ("/betweenness/most", json!("Zoë")),
        // 3 × 2 of the 15 pairs of the six others.
        ("/betweenness/share_of_pairs", json!(0.4)),
        ("/attributes/0/values", json!({ "India & Co": 3, "Peru": 2 })),
        // Five ties have two known ends: 3 + 1 within, 1 across; ends 7 and 3 of 10.
        ("/attributes/0/ties", json!(5)),
        ("/attributes/0/share_across", json!(0.2)),
        ("/attributes/1/mean", json!(15.3)),
        ("/attributes/2/sort", json!("text")),
        ("/attributes/3/share_across", json!(null)),
    ] {
        assert_eq!(found.pointer(path), Some(&expected), "{path} in {found:#}");
    }
    let r = found["attributes"][0]["assortativity"].as_f64().expect("a number");
    assert!((r - (0.8 - 0.58) / 0.42).abs() < 1e-12, "{r}");
    let said = desk.good(&["network", "describe", "friends.graphml"]);
    assert_eq!(said.err, "");
    for words in ["people", "transitivity", "0.6000", "Zoë, on 40.0 % of pairs", "India & Co 3, Peru 2", "0.5238"] {
        assert!(said.out.contains(words), "no {words:?} in\n{}", said.out);
    }
}

#[test]
fn the_smallest_networks_are_described() {
    let desk = Desk::new();
    desk.write("one.csv", "Ana,,\n");
    desk.write("two.csv", "Ana,Bea\n");
    assert_eq!(described(&desk, "one.csv")["distance"]["mean"], Value::Null);
    assert_eq!(described(&desk, "two.csv")["distance"]["mean"], 1.0);
    for file in ["one.csv", "two.csv"] {
        let said = desk.good(&["network", "describe", file]);
        assert!(!said.out.contains("NaN"), "{}", said.out);
    }
}

// --- Convert ------------------------------------------------------------------------------------

#[test]
fn converting_there_and_back_keeps_what_the_format_can_hold() {
    let desk = Desk::new();
    desk.write("friends.graphml", FRIENDS);
    desk.good(&["network", "convert", "friends.graphml", "again.graphml"]);
    desk.good(&["network", "convert", "again.graphml", "third.graphml"]);
    assert_eq!(desk.read("again.graphml"), desk.read("third.graphml"));
    let without_name = |file: &str| {
        let mut all = described(&desk, file);
        all["file"] = Value::Null;
        all
    };
    assert_eq!(without_name("friends.graphml"), without_name("again.graphml"));
    let said = desk.good(&["network", "convert", "friends.graphml", "list.csv"]);
    assert!(said.err.contains("no place for origin, age, in union, label"), "{}", said.err);
    let mut bare = without_name("friends.graphml");
    bare["attributes"] = json!([]);
    assert_eq!(without_name("list.csv"), bare);
    // What JSON has no place for is refused, and no file is left.
    desk.write("id.graphml", &FRIENDS.replace("\"age\"", "\"id\""));
    desk.refused(&["network", "convert", "id.graphml", "id.json"], &["called `id`", "hint: "]);
    assert!(!desk.at("id.json").exists());
}

// --- NetworkX -----------------------------------------------------------------------------------

/// Reads a network with NetworkX alone and prints what it is, in one fixed form.
const READER: &str = r#"
import csv, json, sys
import networkx as nx
path = sys.argv[1]
if path.endswith(".graphml"):
    graph = nx.read_graphml(path)
elif path.endswith(".json"):
    with open(path, encoding="utf-8") as file:
        graph = nx.node_link_graph(json.load(file), edges="edges")
elif path.endswith(".plain.csv"):
    with open(path, encoding="utf-8") as file:
        next(file)
        graph = nx.parse_edgelist(file, delimiter=",", data=[("trust", float)])
else:
    graph = nx.Graph()
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            graph.add_node(row["source"])
            if row["target"]:
                graph.add_edge(row["source"], row["target"], **({"trust": float(row["trust"])} if row["trust"] else {}))
assert not graph.is_directed() and not graph.is_multigraph()
print(json.dumps({
    "nodes": [[node, dict(sorted(values.items()))] for node, values in sorted(graph.nodes(data=True))],
    "ties": sorted([*sorted([a, b]), values.get("trust")] for a, b, values in graph.edges(data=True)),
    "measures": [nx.transitivity(graph), nx.average_clustering(graph), nx.number_connected_components(graph)],
}))
"#;

const NETWORKX: Package = Package {
    name: "networkx",
    version: "3.6.1",
    beside: &[],
    check: "import networkx as nx; assert tuple(map(int, nx.__version__.split('.')[:2])) >= (3, 4)",
    required: "MOBILISE_REQUIRE_NETWORKX",
};

fn networkx(python: &Path, desk: &Desk, file: &str) -> Value {
    let done = Command::new(python).args(["-c", READER]).arg(desk.at(file)).output().expect("python starts");
    assert!(done.status.success(), "{file}: {}", String::from_utf8_lossy(&done.stderr));
    json(&String::from_utf8_lossy(&done.stdout))
}

/// The same people, ties, trust and attributes in NetworkX, from each format; numbers to the last bit.
/// Caught by hand: trust written with six digits; attributes of the wrong node.
#[test]
fn networkx_reads_what_is_written() {
    let Some(python) = python(&NETWORKX) else { return };
    let desk = Desk::new();
    desk.write("friends.graphml", FRIENDS);
    // NetworkX's own reading of the file that somebody wrote by hand is the judge.
    let expected = networkx(&python, &desk, "friends.graphml");
    assert_eq!(expected["nodes"].as_array().map(Vec::len), Some(7));
    assert_eq!(expected["nodes"][0], json!(["Ana", { "origin": "India & Co", "age": 30.5, "label": "A \"1\"" }]));
    assert_eq!(expected["ties"][1], json!(["Ana", "Zoë", 0.30000000000000004]));
    for file in ["again.graphml", "again.json", "again.csv"] {
        desk.good(&["network", "convert", "friends.graphml", file]);
        let found = networkx(&python, &desk, file);
        assert_eq!(found["ties"], expected["ties"], "{file}");
        assert_eq!(found["measures"], expected["measures"], "{file}");
        if file.ends_with(".csv") {
            let names = |all: &Value| {
                all["nodes"].as_array().expect("a list").iter().map(|node| node[0].clone()).collect::<Vec<_>>()
            };
            assert_eq!(names(&found), names(&expected));
        } else {
            assert_eq!(found["nodes"], expected["nodes"], "{file}");
        }
    }
    // A list without people alone and with all trust given is what NetworkX's own reader takes.
    desk.write("small.csv", "a,b,0.1\nb,c,1e-3\na,c,0.7\n");
    desk.good(&["network", "convert", "small.csv", "small.plain.csv"]);
    let found = networkx(&python, &desk, "small.plain.csv");
    assert_eq!(found["ties"], json!([["a", "b", 0.1], ["a", "c", 0.7], ["b", "c", 0.001]]));
}

/// What we measure of a made network, NetworkX measures of it too.
#[test]
fn networkx_measures_the_same() {
    let Some(python) = python(&NETWORKX) else { return };
    let desk = Desk::new();
    let make =
        ["network", "make", "configuration", "--workers", "400", "--set", "distribution=geometric", "--seed", "4"];
    for file in ["c.graphml", "c.json", "c.csv"] {
        desk.good(&[&make[..], &["-o", file]].concat());
    }
    let found = networkx(&python, &desk, "c.graphml");
    assert_eq!(found, networkx(&python, &desk, "c.json"));
    assert_eq!(found["ties"], networkx(&python, &desk, "c.csv")["ties"]);
    let ours = described(&desk, "c.graphml");
    let theirs = |n: usize| found["measures"][n].as_f64().expect("a number");
    let ours = |path: &str| ours.pointer(path).and_then(Value::as_f64).expect("a number");
    assert!((ours("/clustering/transitivity") - theirs(0)).abs() < 1e-12);
    assert!((ours("/clustering/local") - theirs(1)).abs() < 1e-12);
    assert_eq!(ours("/components/number"), theirs(2));
}
