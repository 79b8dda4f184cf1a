//! Every knob with its value here, its default, its source and its status.

use crate::knob::{Knob, Table, Value};
use crate::scenario::Scenario;

use super::markdown::{cell, table};

/// A knob with its value in each of the subjects; none where that one does not read it.
struct Row {
    name: String,
    knob: &'static Knob,
    values: Vec<Option<Value>>,
}

/// Tables of knobs, in the order of scenario files.
pub(super) fn knobs(scenarios: &[Scenario]) -> String {
    let names: Vec<String> = scenarios.iter().map(|scenario| cell(&scenario.name)).collect();
    let several = scenarios.len() > 1;
    let mut out = vec![
        "**Bold**: set to something else than the default. *Status*: sourced – read in a source; derived – worked out \
         from numbers in a source; assumed – chosen, to be varied. Knobs of interventions stand with their dates above. \
         Knobs of networks that the kind here does not read are left out."
            .to_owned(),
    ];
    let mut shared: Vec<Row> = Vec::new();
    for (n, scenario) in scenarios.iter().enumerate() {
        gather(&mut shared, n, "run.", &scenario.run, &|_| true);
        gather(&mut shared, n, "population.", &scenario.population.knobs, &|_| true);
        let kind = scenario.network.knobs.kind;
        gather(&mut shared, n, "network.", &scenario.network.knobs, &|name| kind.knobs().contains(&name));
        gather(&mut shared, n, "", &scenario.behaviour, &|_| true);
    }
    out.push(tables(&shared, &names));
    for kind in ["organisation", "union", "agency", "target", "demand"] {
        let (mut rows, mut heads) = (Vec::new(), Vec::new());
        for scenario in scenarios {
            for (name, knobs) in named(scenario, kind) {
                gather(&mut rows, heads.len(), &format!("{kind}.NAME."), knobs, &|_| true);
                let of = if several { format!(" ({})", cell(&scenario.name)) } else { String::new() };
                heads.push(format!("{}{of}", cell(name)));
            }
        }
        if !heads.is_empty() {
            out.push(tables(&rows, &heads));
        }
    }
    out.join("\n\n").trim_end().to_owned()
}

/// What a scenario has of a kind whose tables have names.
fn named<'a>(scenario: &'a Scenario, kind: &str) -> Vec<(&'a str, &'a dyn Table)> {
    match kind {
        "organisation" => scenario.organisations.iter().map(|x| (x.name.as_str(), &x.knobs as &dyn Table)).collect(),
        "union" => scenario.unions.iter().map(|x| (x.name.as_str(), &x.knobs as &dyn Table)).collect(),
        "agency" => scenario.agencies.iter().map(|x| (x.name.as_str(), &x.knobs as &dyn Table)).collect(),
        "target" => scenario.targets.iter().map(|x| (x.name.as_str(), &x.knobs as &dyn Table)).collect(),
        _ => scenario.demands.iter().map(|x| (x.name.as_str(), &x.knobs as &dyn Table)).collect(),
    }
}

/// Adds the values of subject `n`.
fn gather(rows: &mut Vec<Row>, n: usize, prefix: &str, knobs: &dyn Table, reads: &dyn Fn(&str) -> bool) {
    knobs.each(prefix, &mut |name, knob, value| {
        if !reads(knob.name) {
            return;
        }
        let place = rows.iter().position(|row| row.name == name).unwrap_or_else(|| {
            rows.push(Row { name: name.to_owned(), knob, values: Vec::new() });
            rows.len() - 1
        });
        rows[place].values.resize(n, None);
        rows[place].values.push(Some(value));
    });
}

/// One table a group of knobs.
fn tables(rows: &[Row], subjects: &[String]) -> String {
    let mut groups: Vec<(&str, Vec<&Row>)> = Vec::new();
    for row in rows {
        let group = row.name.rsplit_once('.').map_or("", |(group, _)| group);
        match groups.iter_mut().find(|(known, _)| *known == group) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((group, vec![row])),
        }
    }
    let mut heads = vec!["Knob".to_owned(), "Symbol".to_owned(), "Unit".to_owned()];
    heads.extend(subjects.iter().cloned());
    heads.extend(["Default", "Meaning", "Source", "Status"].map(str::to_owned));
    let cells = |row: &&Row| {
        let mut cells = vec![format!("`{}`", row.knob.name), row.knob.symbol.to_owned(), row.knob.unit.to_owned()];
        cells.extend((0..subjects.len()).map(|n| match row.values.get(n) {
            Some(Some(value)) if *value == row.knob.default => value.to_string(),
            Some(Some(value)) => format!("**{value}**"),
            _ => "–".to_owned(),
        }));
        cells.extend([row.knob.default.to_string(), row.knob.meaning.to_owned()]);
        cells.extend([row.knob.source.to_owned(), row.knob.status.to_string()]);
        cells
    };
    let group =
        |(group, rows): &(&str, Vec<&Row>)| format!("### `[{group}]`\n\n{}", table(&heads, rows.iter().map(cells)));
    groups.iter().map(group).collect::<Vec<_>>().join("\n").trim_end().to_owned()
}
