//! Contract: what is written reads back as the same network, in both formats, for any network the
//! types allow. It can break by an escape that is forgotten, a number that is rounded, a node order
//! that is not kept.

use proptest::prelude::*;

use super::formats::*;

const LIMITS: Limits = Limits { nodes: 100, ties: 1_000 };

/// Names with everything that is special in XML, in a line of fields, or to a terminal.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-c]{1,3}",
        "[a-zA-Z0-9 \"',;#&<>\\]é漢😀{}]{1,8}",
        Just("source".to_owned()),
        Just("0.5".to_owned()),
        Just("]]>".to_owned())
    ]
}

fn value() -> impl Strategy<Value = Option<AttributeValue>> {
    prop_oneof![
        Just(None),
        any::<i64>().prop_map(|n| Some(AttributeValue::Whole(n))),
        (-9i64..9).prop_map(|n| Some(AttributeValue::Whole(n))),
        any::<f64>().prop_filter("finite", |number| number.is_finite()).prop_map(|n| Some(AttributeValue::Number(n))),
        "[ a-z<>&\"'\\]\r\n\té😀]{0,8}".prop_map(|text| Some(AttributeValue::Text(text))),
        any::<bool>().prop_map(|switch| Some(AttributeValue::Switch(switch))),
    ]
}

fn network() -> impl Strategy<Value = NetworkFile> {
    // Names that look the same are one person in an edge list.
    let apart = |ids: std::collections::BTreeSet<String>| {
        let mut seen = std::collections::BTreeSet::new();
        ids.into_iter().filter(|id| seen.insert(id.trim().to_owned())).collect::<Vec<String>>()
    };
    let ids = proptest::collection::btree_set(name(), 1..12).prop_map(apart).prop_shuffle();
    ids.prop_flat_map(|ids| {
        let nodes = ids.len();
        let number = 0..u32::try_from(nodes).unwrap_or(1);
        let tie = ((number.clone(), number), proptest::option::of(0.0f64..1.0));
        let ties = proptest::collection::vec(tie, 0..20);
        let values = proptest::collection::vec(value(), nodes);
        let attributes = proptest::collection::btree_map(name(), values, 0..4);
        (Just(ids), ties, attributes)
    })
    .prop_map(|(ids, drawn, columns)| {
        let mut network = NetworkFile { ids, ..NetworkFile::default() };
        for ((a, b), trust) in drawn {
            let pair = (a.min(b), a.max(b));
            if a != b && !network.ties.contains(&pair) {
                network.ties.push(pair);
                network.trust.push(trust.map(|trust| 1.0 - trust));
            }
        }
        network.attributes = columns.into_iter().map(|(name, values)| Attribute { name, values }).collect();
        network
    })
}

fn text(write: impl Fn(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).expect("a good network is written");
    String::from_utf8(bytes).expect("UTF-8")
}

fn bits(network: &NetworkFile) -> Vec<u64> {
    let values = network.attributes.iter().flat_map(|attribute| attribute.values.iter().flatten());
    let numbers =
        values.filter_map(|value| if let AttributeValue::Number(number) = value { Some(number) } else { None });
    numbers.chain(network.trust.iter().flatten()).map(|number| number.to_bits()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn graphml_reads_back_bit_for_bit(network in network()) {
        let written = text(|bytes| write_graphml(&network, bytes));
        let back = read(&written, Format::GraphMl, LIMITS);
        prop_assert_eq!(back.as_ref().map_err(ToString::to_string), Ok(&network), "{}", written);
        // `==` takes 0.0 for -0.0; the bits do not.
        prop_assert_eq!(back.iter().flat_map(bits).collect::<Vec<_>>(), bits(&network), "{}", written);
    }

    #[test]
    fn an_edge_list_reads_back_with_nodes_in_order(network in network()) {
        let written = text(|bytes| write_edge_list(&network, bytes));
        let back = read(&written, Format::EdgeList, LIMITS).map_err(|problem| problem.to_string());
        let expected = NetworkFile { attributes: Vec::new(), ..network };
        prop_assert_eq!(back, Ok(expected), "{}", written);
    }

    /// The judge of our commas and quotation marks is the csv crate, strict about the number of
    /// fields.
    #[test]
    fn the_csv_crate_reads_our_edge_list(network in network()) {
        let written = text(|bytes| write_edge_list(&network, bytes));
        let mut reader = csv::Reader::from_reader(written.as_bytes());
        let mut ties = 0;
        for record in reader.records() {
            let record = record.expect("three fields a line");
            prop_assert!(network.ids.iter().any(|id| *id == record[0]));
            ties += usize::from(!record[1].is_empty());
        }
        prop_assert_eq!(ties, network.ties.len());
    }
}

#[test]
fn what_a_file_cannot_hold_is_an_error_and_not_a_bad_file() {
    let named = |id: &str| NetworkFile { ids: vec![id.to_owned()], ..NetworkFile::default() };
    assert!(write_graphml(&named("a\0"), &mut Vec::new()).is_err());
    assert!(write_edge_list(&named("a\nb"), &mut Vec::new()).is_err());
    let column = Attribute { name: "age".to_owned(), values: vec![None] };
    let twice = NetworkFile { attributes: vec![column.clone(), column], ..named("a") };
    assert!(write_graphml(&twice, &mut Vec::new()).is_err());
}
