//! Contract: GraphML as programs really write it is read, and each fault gives one message with its
//! place and a hint. It can break when a program's habit is forgotten (Gephi's key ids, NetworkX's
//! doubled keys, igraph's `NaN`).

use super::formats::AttributeValue::{Number, Switch, Text, Whole};
use super::formats::*;

const LIMITS: Limits = Limits { nodes: 4, ties: 3 };

fn graph(body: &str) -> String {
    format!("<graphml>\n<graph edgedefault=\"undirected\">\n{body}</graph></graphml>")
}

fn good(text: &str) -> NetworkFile {
    match read(text, Format::GraphMl, LIMITS) {
        Ok(network) => network,
        Err(problem) => panic!("{problem}\n{text}"),
    }
}

/// As Gephi 0.10 writes it (`ExporterGraphML.java`): the same id for a node's and an edge's key,
/// `NaN` sizes, types beyond GraphML's, a `label` on the edge, directed edges in an undirected
/// graph.
#[test]
fn gephi() {
    let network = good(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key attr.name="label" attr.type="string" for="node" id="label"/>
<key attr.name="Edge Label" attr.type="string" for="edge" id="edgelabel"/>
<key attr.name="weight" attr.type="double" for="edge" id="weight"/>
<key attr.name="r" attr.type="int" for="node" id="r"/>
<key attr.name="size" attr.type="float" for="node" id="size"/>
<key attr.name="Année" attr.type="biginteger" for="node" id="year"/>
<key attr.name="Année" attr.type="intervalset" for="edge" id="year"/>
<graph edgedefault="undirected">
<node id="1"><data key="label">Zoë &amp; Łukasz</data><data key="year">1999</data><data key="size">NaN</data><data key="r">12</data></node>
<node id="0"><data key="size">10.0</data></node>
<edge id="7" source="0" target="1" directed="true" label="friend"><data key="edgelabel">x</data><data key="weight">1.0</data><data key="year">[1, 2]</data></edge>
</graph></graphml>"#,
    );
    assert_eq!(network.ids, ["1", "0"]);
    assert_eq!((network.ties, network.trust), (vec![(0, 1)], vec![Some(1.0)]));
    let columns: Vec<_> =
        network.attributes.iter().map(|attribute| (attribute.name.as_str(), attribute.values.clone())).collect();
    assert_eq!(columns[0], ("label", vec![Some(Text("Zoë & Łukasz".into())), None]));
    assert_eq!(columns[1], ("r", vec![Some(Whole(12)), None]));
    assert_eq!(columns[2], ("size", vec![None, Some(Number(10.0))]));
    assert_eq!(columns[3], ("Année", vec![Some(Whole(1999)), None]));
}

/// As NetworkX writes it: one name under two types, `True`, a trust that is 1 in one key and 0.5 in
/// another; the trust wins over a weight of any size.
#[test]
fn networkx() {
    let network = good(
        r#"<?xml version='1.0' encoding='utf-8'?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd"><key id="d5" for="edge" attr.name="weight" attr.type="long"/>
<key id="d4" for="edge" attr.name="trust" attr.type="double"/>
<key id="d3" for="edge" attr.name="trust" attr.type="long"/>
<key id="d2" for="node" attr.name="union" attr.type="boolean"/>
<key id="d1" for="node" attr.name="age" attr.type="double"/>
<key id="d0" for="node" attr.name="age" attr.type="long"/>
<graph edgedefault="directed"><node id="a"><data key="d0">30</data><data key="d2">True</data></node>
<node id="b"><data key="d1">30.5</data></node><node id="c"/>
<edge source="b" target="a"><data key="d3">1</data><data key="d5">40</data></edge>
<edge source="b" target="c"><data key="d4">0.5</data></edge>
<data key="d9">a graph's own datum</data></graph></graphml>"#,
    );
    assert_eq!((network.ties, network.trust), (vec![(0, 1), (1, 2)], vec![Some(1.0), Some(0.5)]));
    assert_eq!(network.attributes.len(), 2);
    assert_eq!(network.attributes[0].values, [Some(Switch(true)), None, None]);
    assert_eq!(network.attributes[1].values, [Some(Whole(30)), Some(Number(30.5)), None]);
}

/// As NetworkX writes it with `named_key_ids=True`: one id declared twice, as a whole number and as
/// any number.
#[test]
fn networkx_with_named_keys() {
    let network = good(
        r#"<graphml><key id="trust" for="edge" attr.name="trust" attr.type="long"/>
<key id="trust" for="edge" attr.name="trust" attr.type="double"/>
<key id="age" for="node" attr.name="age" attr.type="double"/><key id="age" for="node" attr.name="age" attr.type="long"/>
<graph edgedefault="undirected"><node id="a"><data key="age">30</data></node><node id="b"><data key="age">30.5</data></node>
<edge source="a" target="b"><data key="trust">0.5</data></edge></graph></graphml>"#,
    );
    assert_eq!(network.trust, [Some(0.5)]);
    assert_eq!(network.attributes[0].values, [Some(Whole(30)), Some(Number(30.5))]);
}

/// As yEd writes it: prefixes, private data with elements inside, keys for ports. Edges may precede
/// their nodes.
#[test]
fn prefixes_private_data_defaults_and_edges_first() {
    let network = good(
        r#"<g:graphml xmlns:g="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
<g:key for="port" id="d0" yfiles.type="portgraphics"/><g:key for="node" id="d1" yfiles.type="nodegraphics"/>
<g:key id="d2" for="node" attr.name="sector"><g:desc>where</g:desc><g:default>care</g:default></g:key>
<g:key id="age" for="node" attr.type="int"/><g:key id="w" for="edge" attr.name="Weight" attr.type="double"><g:default>0.25</g:default></g:key>
<g:graph><g:desc>friends</g:desc><g:edge source="b" target="a"/><g:node id="a"><g:data key="d1"><y:ShapeNode><y:Fill color="red"/></y:ShapeNode></g:data></g:node>
<g:node id="b"><g:data key="d2"> <!-- not a value -->metal</g:data><g:data key="age">7</g:data></g:node></g:graph></g:graphml><!-- end -->
"#,
    );
    assert_eq!((network.ids, network.ties), (vec!["a".into(), "b".into()], vec![(0, 1)]));
    assert_eq!(network.trust, [Some(0.25)]);
    assert_eq!(network.attributes[0].values, [Some(Text("care".into())), Some(Text(" metal".into()))]);
    assert_eq!((network.attributes[1].name.as_str(), &network.attributes[1].values[1]), ("age", &Some(Whole(7))));
}

#[test]
fn each_fault_of_the_graph_has_its_message() {
    let nodes = "<node id=\"Anna\"/><node id=\"Bert\"/>\n";
    for (body, line, column, title, hint) in [
        ("", 1, 1, "no nodes", "right file"),
        ("<node/>", 3, 1, "missing attribute", "id="),
        ("<node id=\"\"/>", 3, 11, "unfit node name", "name"),
        ("<node id=\"a&#10;b\"/>", 3, 11, "unfit node name", "remove"),
        ("<node id=\"Anna\"/>", 4, 11, "same node twice", "of its own"),
        ("<edge source=\"Anna\" target=\"Bart\"/>", 4, 29, "tie to an unknown node", "did you mean `Bert`?"),
        ("<edge source=\"xyz\" target=\"Bert\"/>", 4, 15, "tie to an unknown node", "<node>"),
        ("<edge source=\"Anna\"/>", 4, 1, "missing attribute", "target="),
        ("<edge source=\"Anna\" target=\"Anna\"/>", 4, 1, "self-tie", "remove"),
        (
            "<edge source=\"Anna\" target=\"Bert\"/>\n<edge source=\"Bert\" target=\"Anna\"/>",
            5,
            1,
            "same tie twice",
            "mutual",
        ),
        ("<edge source=\"Anna\" target=\"Bert\" sourceport=\"p\"/>", 4, 47, "ports refused", "remove"),
        ("<node id=\"n\"><graph/></node>", 4, 14, "nested graph", "flat"),
        ("<node id=\"n\"><port name=\"p\"/></node>", 4, 14, "ports refused", "remove"),
        ("<hyperedge/>", 4, 1, "hyperedge refused", "pair"),
        ("<locator/>", 4, 1, "locator refused", "this file"),
        ("<nodes/>", 4, 1, "unknown element", "did you mean `node`?"),
        ("<node id=\"n\"><edge/></node>", 4, 14, "element in the wrong place", "stand in"),
        ("<node id=\"n\"><data>1</data></node>", 4, 14, "data without a key", "key="),
        ("words", 4, 1, "text in the wrong place", "remove"),
        ("<node id=\"n\">", 4, 14, "not well-formed XML", "close"),
        ("<node id=\"c\"/><node id=\"d\"/><node id=\"e\"/>", 4, 39, "too many nodes", "smaller"),
        (&"<edge source=\"Anna\" target=\"Bert\"/>".repeat(4), 4, 106, "too many ties", "smaller"),
    ] {
        let nodes = if line == 3 || title == "no nodes" { "" } else { nodes };
        let text = graph(&format!("{nodes}{body}"));
        let problem = read(&text, Format::GraphMl, LIMITS).expect_err(body);
        assert_eq!((problem.line, problem.column, problem.title.as_str()), (line, column, title), "{body}: {problem}");
        assert!(problem.hint.contains(hint), "{body}: {problem}");
    }
    let twice =
        graph(&format!("{nodes}<edge source=\"Anna\" target=\"Bert\"/>\n<edge source=\"Bert\" target=\"Anna\"/>"));
    let problem = read(&twice, Format::GraphMl, LIMITS).expect_err("twice");
    assert_eq!(problem.label, "line 5 ties `Bert` and `Anna` again, after line 4");
}

#[test]
fn each_fault_of_keys_and_values_has_its_message() {
    let long = "x".repeat(10_001);
    for (keys, data, title, hint) in [
        ("<key for=\"node\"/>", "", "key without an id", "id="),
        ("<key id=\"k\"/><key id=\"k\" attr.name=\"a\"/>", "", "same key twice", "of its own"),
        ("<key id=\"k\" attr.type=\"int\"/><key id=\"k\" attr.type=\"boolean\"/>", "", "same key twice", "of its own"),
        ("<key id=\"k\" attr.name=\"trust\"/><key id=\"k\" attr.name=\"weight\"/>", "", "same key twice", "of its own"),
        ("<key id=\"k\" for=\"nodes\"/>", "", "unknown kind of key", "did you mean `node`?"),
        ("<key id=\"k\" attr.name=\"a\" attr.type=\"strnig\"/>", "", "unknown type", "`string`"),
        (
            "<key id=\"k\" attr.name=\"a\" attr.type=\"int\"><default>x</default></key>",
            "",
            "value of the wrong type",
            "attr.type",
        ),
        (
            "<key id=\"k\" attr.name=\"a\" attr.type=\"int\"/>",
            "<data key=\"k\">1.5</data>",
            "value of the wrong type",
            "correct",
        ),
        (
            "<key id=\"k\" attr.name=\"a\" attr.type=\"double\"/>",
            "<data key=\"k\">inf</data>",
            "value of the wrong type",
            "correct",
        ),
        (
            "<key id=\"k\" attr.name=\"a\" attr.type=\"boolean\"/>",
            "<data key=\"k\">yes</data>",
            "value of the wrong type",
            "correct",
        ),
        (
            "<key id=\"k\" attr.name=\"a\"/>",
            "<data key=\"k\">1</data><data key=\"k\">2</data>",
            "same attribute twice",
            "keep one",
        ),
        ("<key id=\"k\" attr.name=\"a\"/>", &format!("<data key=\"k\">{long}</data>"), "value too long", "shorten"),
        ("<key id=\"age\"/>", "<data key=\"aeg\">1</data>", "unknown key", "did you mean `age`?"),
    ] {
        let text = format!("<graphml>{keys}<graph><node id=\"n\">{data}</node></graph></graphml>");
        let problem = read(&text, Format::GraphMl, LIMITS).expect_err(&text);
        assert_eq!(problem.title, title, "{problem}");
        assert!(problem.hint.contains(hint), "{problem}");
    }
    for (trust, hint) in
        [("0", "largest"), ("1.01", "largest"), ("-1", "negative"), ("inf", "leave"), ("x", "number"), ("0,5", "point")]
    {
        let text = format!(
            "<graphml><key id=\"t\" for=\"edge\" attr.name=\"trust\"/><graph><node id=\"a\"/><node id=\"b\"/>\
             <edge source=\"a\" target=\"b\"><data key=\"t\">{trust}</data></edge></graph></graphml>"
        );
        let problem = read(&text, Format::GraphMl, LIMITS).expect_err(trust);
        assert_eq!(problem.title, "trust is not in (0, 1]");
        assert!(problem.hint.contains(hint), "{trust}: {problem}");
    }
}

#[test]
fn each_fault_of_the_document_has_its_message() {
    for (text, title) in [
        ("", "no GraphML"),
        ("<gexf/>", "no GraphML"),
        ("a,b", "text in the wrong place"),
        ("<graphml><graph/><graph/></graphml>", "second graph"),
        ("<graphml><graph/><key id=\"k\"/></graphml>", "late key"),
        ("<graphml><graph edgedefault=\"none\"/></graphml>", "unknown edgedefault"),
        ("<graphml><keys/></graphml>", "unknown element"),
        ("<graphml><graph>", "unclosed element"),
        ("<graphml></graphml><graphml/>", "not well-formed XML"),
        ("<graphml><graph></graphml>", "not well-formed XML"),
        ("<!DOCTYPE graphml [<!ENTITY a 'b'>]><graphml/>", "DOCTYPE refused"),
        ("<!DOCTYPE graphml SYSTEM 'http://nowhere/graphml.dtd'><graphml/>", "no nodes"),
    ] {
        let problem = read(text, Format::GraphMl, LIMITS).expect_err(text);
        assert_eq!(problem.title, title, "{text}: {problem}");
    }
}
