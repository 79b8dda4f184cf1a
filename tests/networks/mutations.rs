//! Contract: no text makes a reader panic or hang. Good files are damaged by a seeded generator, so
//! every run tries the same 20,000 texts; the good files themselves must be read, or the damage
//! would start from nothing.

use super::formats::*;

const LIMITS: Limits = Limits { nodes: 50, ties: 50 };
const CASES: usize = 20_000;

const GRAPHML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!-- café --><graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="d0" for="node" attr.name="größe" attr.type="double"><default>1.5</default></key>
<key id="d1" for="node" attr.name="name" attr.type="string"/><key id="d2" for="all" attr.name="union" attr.type="boolean"/>
<key id="d0" for="edge" attr.name="trust" attr.type="float"><default>0.25</default></key><key id="g" for="node" y.type="n"/>
<graph edgedefault="undirected" parse.nodes="999999999999"><desc>x</desc>
<node id="n0"><data key="d1">Zo&#235; &amp; <![CDATA[<Co>]]></data><data key="g"><y:s xmlns:y="u"><y:t/></y:s></data></node>
<node id="n1"><data key="d2">true</data><data key="d0">-2e3</data></node><node id="漢😀"/>
<edge id="e" source="n0" target="n1"><data key="d0">0.5</data></edge><edge source="漢😀" target='n0'/>
</graph></graphml>"#;

const LISTS: [&str; 3] = [
    "# ties\nsource,target,note,trust\n\"Zoë, A\",Bert,\"a \"\"b\"\"\",0.5\nBert, Carl ,,1\nDora,,,\r\n\nEva\n",
    "a\tb\t0.5\nb\tc\t1e-3\nd\n",
    "a b 0.5\n\"b b\"  c 1\n漢😀 a 0.25",
];

/// A good file of each other form.
const OTHERS: [(&str, Format); 7] = [
    (
        "graph [\n directed 0\n node [ id 1 label \"Zo&#235;\" age 30.5 graphics [ x 1 ] ]\n node [ id 2 label \"B\" ]\n edge [ source 1 target 2 weight 0.5 ]\n]\n",
        Format::Gml,
    ),
    ("% x\n*Vertices 3\n1 \"Zoë\" 0.1 0.2\n2 \"b c\"\n3 d\n*Arcs\n1 2 0.5\n*Edgeslist\n2 3\n", Format::Pajek),
    ("dl n=3 format=nodelist1\nlabels:\nAnna,Bert\nCem\ndata:\n1 2 3\n2 1\n", Format::Dl),
    (
        "<gexf><graph><attributes class='node'><attribute id='0' title='a' type='double'/></attributes><nodes><node id='0' label='Zoë'><attvalues><attvalue for='0' value='1'/></attvalues></node><node id='1'/></nodes><edges><edge source='0' target='1' weight='0.5'/></edges></graph></gexf>",
        Format::Gexf,
    ),
    (
        "{\"directed\": false, \"nodes\": [{\"id\": \"Zoë\", \"age\": 3}, {\"id\": 2}],\n\"links\": [{\"source\": \"Zoë\", \"target\": 2, \"trust\": 0.5}]}",
        Format::NodeLink,
    ),
    (";A;Bé;C\nA;0;1;0\nBé;1;0;0,5\nC;0;0,5;0\n", Format::EdgeList),
    ("ego,alter1,alter2\nZoë,b,c\nb,,\nc,Zoë,\n", Format::EdgeList),
];

const TOKENS: [&str; 32] = [
    "<node id=\"n9\"/>",
    "<graph>",
    "</graph>",
    "<data key=\"d0\">",
    "</data>",
    "<!DOCTYPE a [",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&amp;",
    "&#x110000;",
    "&#0;",
    "&lol;",
    "/>",
    "<",
    ">",
    "\"",
    "\"\"",
    "'",
    ",",
    ";",
    "\t",
    "\n",
    "\r",
    "#",
    "NaN",
    "1e999",
    "\u{feff}",
    "\0",
    "999999999999999999999",
    "é",
];

/// splitmix64 (Steele, Lea, Flood 2014): ten lines, and the same numbers for ever.
struct Generator(u64);

impl Generator {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % bound.max(1) as u64).unwrap_or(0)
    }

    fn span(&mut self, length: usize, longest: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        start..(start + self.below(longest)).min(length)
    }

    /// Damages the bytes once.
    fn damage(&mut self, bytes: &mut Vec<u8>) {
        let place = self.span(bytes.len(), 12);
        match self.below(6) {
            0 if place.start < bytes.len() => bytes[place.start] ^= 1 << self.below(8),
            1 => drop(bytes.drain(place)),
            2 => drop(bytes.splice(place, TOKENS[self.below(TOKENS.len())].bytes())),
            3 => {
                let copied = bytes[self.span(bytes.len(), 60)].to_vec();
                drop(bytes.splice(place.start..place.start, copied));
            }
            4 => bytes.truncate(place.start.max(bytes.len() / 2)),
            _ => {
                // Two pieces change places.
                let other = self.span(bytes.len(), 12);
                let (first, second) = if place.start < other.start { (place, other) } else { (other, place) };
                if first.end <= second.start {
                    let (a, b) = (bytes[first.clone()].to_vec(), bytes[second.clone()].to_vec());
                    drop(bytes.splice(second, a));
                    drop(bytes.splice(first, b));
                }
            }
        }
    }
}

/// Reads the text; a good network must hold what its type promises, a problem must point into the
/// text.
fn try_read(text: &str, format: Format) -> bool {
    match read(text, format, LIMITS) {
        Ok(network) => {
            assert!(!network.ids.is_empty() && network.ids.len() <= LIMITS.nodes && network.ties.len() <= LIMITS.ties);
            let graph = to_petgraph(&network);
            assert_eq!((graph.node_count(), graph.edge_count()), (network.ids.len(), network.ties.len()));
            // Whatever is read can be written and read again.
            let mut bytes = Vec::new();
            write_graphml(&network, &mut bytes).expect("written");
            let again = String::from_utf8(bytes).expect("UTF-8");
            assert_eq!(read(&again, Format::GraphMl, LIMITS).as_ref(), Ok(&network));
            true
        }
        Err(problem) => {
            assert!((1..=text.split('\n').count()).contains(&problem.line), "{problem}");
            let line = text.split('\n').nth(problem.line - 1).unwrap_or_default();
            assert!((1..=line.chars().count() + 1).contains(&problem.column), "{problem}\n{text}");
            assert!(!problem.title.is_empty() && !problem.label.is_empty() && !problem.hint.is_empty());
            assert!(problem.to_string().chars().count() < 1_000, "{problem}");
            false
        }
    }
}

#[test]
fn twenty_thousand_damaged_files_do_no_harm() {
    let corpus: Vec<(&str, Format)> = [(GRAPHML, Format::GraphMl); 3]
        .into_iter()
        .chain(LISTS.map(|list| (list, Format::EdgeList)))
        .chain(OTHERS)
        .collect();
    for (text, format) in &corpus {
        assert!(try_read(text, *format), "{text}");
    }
    let mut generator = Generator(20_260_101);
    let mut still_good = 0;
    for case in 0..CASES {
        let index = case % corpus.len();
        let (text, format) = corpus[index];
        let mut bytes = text.as_bytes().to_vec();
        for _ in 0..=generator.below(4) {
            generator.damage(&mut bytes);
        }
        still_good += usize::from(try_read(&String::from_utf8_lossy(&bytes), format));
    }
    // Damage that is always fatal, or never, would try little.
    assert!((CASES / 20..CASES * 3 / 4).contains(&still_good), "{still_good} of {CASES} were still good");
}

/// A hostile file of a few megabytes must cost no more than a plain one of its size. A quadratic
/// reader would need minutes here, so the test needs no clock.
#[test]
fn large_hostile_files_cost_what_their_size_costs() {
    let many = |piece: &str| piece.repeat(1_000_000 / piece.len());
    let hostile = [
        many("<a>"),
        many("</a>"),
        format!("<graphml>{}", many("<key id='")),
        format!("<graphml {}/>", (0..100_000).map(|i| format!("a{i}='' ")).collect::<String>()),
        format!("<graphml><graph><node id='{}'/></graph></graphml>", many("é")),
        format!("<graphml><graph><desc>{}</desc></graph></graphml>", many("&amp;")),
        format!("<graphml><desc>{}", many("<![CDATA[")),
        format!("<graphml>{}</graphml>", many("<!-- -- -->")),
        format!("<!DOCTYPE {}", many("[<!")),
        format!("<graphml>{}", many("<?")),
        many("\""),
        many("\"\","),
        many("a,"),
        many("a\n"),
        many("#\n"),
        many(" "),
        format!("a,b\n{}", many("\"")),
    ];
    for text in &hostile {
        for format in
            [Format::GraphMl, Format::EdgeList, Format::NodeLink, Format::Gml, Format::Pajek, Format::Dl, Format::Gexf]
        {
            let _ = read(text, format, LIMITS);
        }
    }
    // An unknown node among many similar ones: the suggestion is bounded too.
    let nodes: String = (0..60_000).map(|i| format!("<node id='a{i:060}'/>")).collect();
    let text = format!("<graphml><graph>{nodes}<edge source='b' target='{}'/></graph></graphml>", "a".repeat(64));
    let limits = Limits { nodes: 100_000, ties: 10 };
    assert!(read(&text, Format::GraphMl, limits).is_err_and(|problem| problem.title == "tie to an unknown node"));
}
