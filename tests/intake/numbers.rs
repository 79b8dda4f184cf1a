//! Numbers in tables are those that one would write.

use crate::program::Desk;

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
    assert_eq!(values, ["0.001", "0.01", "0.1", "1.0"], "{points}");
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

/// Numbers of attributes keep their shape through every format that holds them: `2` is not `2.0`, and a column of `2` and
/// `2.5` stays one column.
#[test]
fn numbers_of_a_network_come_out_as_they_went_in() {
    let desk = Desk::new();
    let columns = [
        ("age", "long", ["2", "41"]),
        ("big", "long", ["90071992547409931", "-3"]),
        ("mixed", "double", ["2", "2.5"]),
        ("real", "double", ["2.0", "3.5"]),
    ];
    let keys = |(name, kind, _): &(&str, &str, [&str; 2])| {
        format!("<key id=\"{name}\" for=\"node\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")
    };
    let node = |n: usize, id: &str| {
        let data = columns.map(|(name, _, values)| format!("<data key=\"{name}\">{}</data>", values[n]));
        format!("<node id=\"{id}\">{}</node>", data.concat())
    };
    let nodes = [node(0, "Ada"), node(1, "Bo")].concat();
    let tie = "<edge source=\"Ada\" target=\"Bo\"/>";
    desk.write(
        "a.graphml",
        &format!("<graphml>{}<graph>{nodes}{tie}</graph></graphml>", columns.map(|c| keys(&c)).concat()),
    );
    let fields = |n: usize| columns.map(|(name, _, values)| format!("\"{name}\":{}", values[n])).join(",");
    let json = format!(
        "{{\"nodes\":[{{\"id\":\"Ada\",{}}},{{\"id\":\"Bo\",{}}}],\"edges\":[{{\"source\":\"Ada\",\"target\":\"Bo\"}}]}}",
        fields(0),
        fields(1)
    );
    desk.write("a.json", &json);
    let gml = |n: usize| columns.map(|(name, _, values)| format!("{name} {}", values[n])).join(" ");
    desk.write(
        "a.gml",
        &format!(
            "graph [ node [ id 1 label \"Ada\" {} ] node [ id 2 label \"Bo\" {} ] edge [ source 1 target 2 ] ]",
            gml(0),
            gml(1)
        ),
    );
    let declared =
        columns.map(|(name, kind, _)| format!("<attribute id=\"{name}\" title=\"{name}\" type=\"{kind}\"/>")).concat();
    let values = |n: usize| {
        let values = columns.map(|(name, _, values)| format!("<attvalue for=\"{name}\" value=\"{}\"/>", values[n]));
        format!("<attvalues>{}</attvalues>", values.concat())
    };
    desk.write(
        "a.gexf",
        &format!(
            "<gexf><graph><attributes class=\"node\">{declared}</attributes><nodes><node id=\"Ada\" label=\"Ada\">{}</node>\
             <node id=\"Bo\" label=\"Bo\">{}</node></nodes><edges>{tie}</edges></graph></gexf>",
            values(0),
            values(1)
        ),
    );
    for from in ["a.graphml", "a.json", "a.gml", "a.gexf"] {
        desk.good(&["network", "convert", from, "out.json", "--force"]);
        let written = desk.read("out.json");
        for (name, _, values) in columns {
            for value in values {
                assert!(written.contains(&format!("\"{name}\":{value}")), "{from}: no {name} {value} in {written}");
            }
        }
        // Through JSON and back to GraphML, where each column has one type.
        for (before, to) in [(from, "one.graphml"), ("out.json", "two.graphml")] {
            desk.good(&["network", "convert", before, to, "--force"]);
            let written = desk.read(to);
            for (name, kind, values) in columns {
                let kind = if name == "age" { "int" } else { kind };
                let key = format!("attr.name=\"{name}\" attr.type=\"{kind}\"");
                assert_eq!(written.matches(&format!("attr.name=\"{name}\"")).count(), 1, "{from}: {written}");
                assert!(written.contains(&key), "{from} to {to}: no {key} in {written}");
                for value in values {
                    assert!(written.contains(&format!(">{value}</data>")), "{from} to {to}: no {value} in {written}");
                }
            }
        }
    }
    // Trust in an edge list is a column of one type.
    for (list, out) in [
        ("source,target,trust\nAda,Bo,1\nBo,Cy,1\n", "source,target,trust\nAda,Bo,1\nBo,Cy,1\n"),
        ("source,target,trust\nAda,Bo,1\nBo,Cy,0.5\n", "source,target,trust\nAda,Bo,1.0\nBo,Cy,0.5\n"),
    ] {
        desk.write("list.csv", list);
        desk.good(&["network", "convert", "list.csv", "out.csv", "--force"]);
        assert_eq!(desk.read("out.csv"), out);
    }
}

/// Shares that add up to 1 but for their last written digit are shares, also where an intervention changes the
/// organisation's practices later: a table of points with six decimals met this.
#[test]
fn shares_may_be_rounded_whatever_is_done_later() {
    let desk = Desk::new();
    for learning in ["0.25", "0.249999", "0.250001"] {
        desk.good(&["check", "j4dw", "--set", &format!("organisation.J4DW.hours.learning={learning}")]);
    }
    let too_much = "organisation.J4DW.hours.learning=1.1";
    desk.refused(&["check", "j4dw", "--set", too_much], &["organisation.J4DW.hours.learning"]);
}
