//! How a text was saved: encodings, line ends, separators.

use crate::program::Desk;

use super::{AB_BC, put, read, ties, utf16};

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
