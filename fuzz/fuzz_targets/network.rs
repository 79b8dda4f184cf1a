//! No text makes a reader of networks panic, in whatever format it is taken; what is read can be written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mobilise::Source;
use mobilise::network::{Format, Limits, read, write};

const FORMATS: [Format; 7] = [
    Format::GraphMl,
    Format::EdgeList,
    Format::NodeLink,
    Format::Gml,
    Format::Pajek,
    Format::Dl,
    Format::Gexf,
];

fuzz_target!(|text: &str| {
    let limits = Limits { nodes: 1_000, ties: 10_000 };
    for format in FORMATS {
        if let Ok(network) = read(&Source::new("a network", text), format, limits) {
            let mut bytes = Vec::new();
            if write(&network, Format::GraphMl, &mut bytes).is_ok() {
                let again = String::from_utf8(bytes).expect("UTF-8");
                assert_eq!(read(&Source::new("again", again), Format::GraphMl, limits), Ok(network));
            }
        }
    }
});
