//! What the page can set: scenarios, populations, kinds of intervention, and a scenario with all its knobs.

use serde_json::{Value as Json, json};

use crate::glossary::interventions;
use crate::knob::{Choice, Kind, Value};
use crate::model::measures::MEASURES;
use crate::scenario::knobs::{ScenarioKnob, intervention_key, key, knobs};
use crate::scenario::library::{CASES, CLASSICS, POPULATIONS};
use crate::scenario::{Overrides, Scenario, load};
use crate::study::estimate::student;

use super::sample::{SHOWN, points};

/// The knobs that come first, in this order; the others are found by their names.
///
/// What the two studies argue about comes before what a sensitivity analysis would put first: each of these is one of the
/// four channels, the place, or an open sign, and docs/findings.md or an experiment of the program names it as one that
/// moves who is mobilised. (`mobilise sensitivity` ranks knobs, but for given ranges only: a stored ranking would rank
/// our ranges.)
pub(crate) const FIRST: [(&str, &str); 14] = [
    ("hours.learning", "channel 1: politicised learning; without it few are mobilised where framings are strong"),
    ("hours.sharing", "channel 1: the safe space in which people cope together"),
    ("hours.outreach", "channel 1: how strangers are found"),
    ("message.class", "channel 2: whether the message names class"),
    ("message.ethnic", "channel 2: whether it names ethnicity"),
    ("tasks.exponent", "channel 3: whether tasks go round or to the able"),
    ("staff.count", "channel 3 and 4: paid people"),
    ("money.accepts_grants", "channel 4: whether it takes state money"),
    ("referrals", "without referrals it stays a circle of friends"),
    ("coping.relief", "open: whether coping calms"),
    ("coping.resonance", "open: whether coping politicises"),
    ("action.social", "open: whether others' turnout raises or lowers one's own"),
    ("population.free_time", "the place: who is free on a Sunday"),
    ("population.familial", "the place: how strongly the work is seen as family"),
];

fn json_of(value: &Value) -> Json {
    match value {
        Value::Real(x) => json!(x),
        Value::Whole(x) => json!(x),
        Value::Switch(x) => json!(x),
        Value::Text(x) => json!(x),
    }
}

/// The values of all knobs of a scenario, in their order.
pub(crate) fn values(s: &Scenario) -> Json {
    knobs(s).iter().map(|it| json_of(&it.value)).collect()
}

fn row(it: &ScenarioKnob) -> Json {
    let knob = it.knob;
    let mut row = json!({
        "name": it.name,
        "value": json_of(&it.value),
        "default": json_of(&knob.default),
        "meaning": knob.meaning,
        "unit": knob.unit,
        "symbol": knob.symbol,
        "source": knob.source,
        "status": knob.status.to_string(),
    });
    match knob.kind {
        Kind::Real { low, high } => row["range"] = json!([low, high]),
        Kind::Whole { low, high } => {
            row["range"] = json!([low, high]);
            row["whole"] = json!(true);
        }
        Kind::Switch => {}
        Kind::Choice(words) => row["words"] = json!(words),
    }
    row
}

/// What the page needs to draw a scenario, short enough to go with every answer.
pub(crate) fn brief(s: &Scenario) -> Json {
    json!({
        "name": s.name,
        "start": s.start.to_string(),
        "weeks": s.run.weeks,
        "points": points(s.run.weeks),
        "organisations": s.organisations.iter().map(|o| o.name.as_str()).collect::<Vec<_>>(),
        "interventions": dated_interventions(s),
        "values": values(s),
    })
}

fn dated_interventions(s: &Scenario) -> Json {
    let dated = s.interventions.iter().filter_map(|i| {
        let kind = i.kind?;
        Some(json!({
            "name": i.name,
            "key": intervention_key(&i.name),
            "kind": kind.word(),
            "organisation": i.organisation,
            "from": i.from.unwrap_or(s.start).to_string(),
            "until": i.until.map(|until| until.to_string()),
            "lasts": kind.lasts(),
            "strength": i.knobs.strength,
        }))
    });
    dated.collect()
}

/// A scenario with all its knobs.
pub(crate) fn full(s: &Scenario) -> Json {
    let mut full = brief(s);
    let knobs = knobs(s);
    full["about"] = json!(s.about);
    full["population"] = json!(s.population.name);
    full["knobs"] = knobs.iter().map(row).collect();
    let first = FIRST.iter().flat_map(|(end, why)| {
        let ends = move |name: &str| name == *end || name.strip_suffix(end).is_some_and(|rest| rest.ends_with('.'));
        knobs.iter().filter(move |knob| ends(&knob.name)).map(move |knob| json!([knob.name.clone(), why]))
    });
    full["first"] = first.collect();
    // Groups of shares that add up to 1.
    let mut shares: Vec<Vec<String>> = Vec::new();
    let group = |prefix: String| {
        knobs.iter().map(|knob| knob.name.clone()).filter(|name| name.starts_with(&prefix)).collect::<Vec<_>>()
    };
    shares.push(group("population.status.".to_owned()));
    for o in &s.organisations {
        shares.push(group(format!("organisation.{}.hours.", key(&o.name))));
    }
    full["shares"] = json!(shares);
    full
}

/// What the program holds, and what the page draws: lists for its menus.
pub(crate) fn library(own: Option<&str>, max_replicates: u32) -> Json {
    let named = |name: &str, kind: &str| {
        // Embedded, and tested to be right.
        let loaded = load(name, &Overrides::default()).ok();
        let about = loaded.as_ref().map_or(String::new(), |s| s.about.clone());
        let title = loaded.map_or_else(|| name.to_owned(), |s| s.name);
        json!({ "name": name, "title": title, "about": about, "sort": kind })
    };
    let mut all = Vec::new();
    all.extend(own.map(|title| json!({ "name": super::setting::OWN, "title": title, "about": "", "sort": "own" })));
    // A world of millions is not for a page.
    all.extend(CASES.iter().filter(|case| case.name != "world").map(|case| named(case.name, "case")));
    all.extend(CLASSICS.iter().map(|classic| named(classic.name, "classic")));
    let measures = SHOWN.iter().map(|measure| {
        let info = &MEASURES[*measure as usize];
        json!({ "name": info.name, "unit": info.unit, "meaning": info.meaning.trim() })
    });
    let kinds = interventions().map(|(kind, meaning)| {
        json!({
            "kind": kind.word(), "meaning": meaning, "lasts": kind.lasts(),
            "organisation": kind.needs_organisation(), "knobs": kind.knobs(),
        })
    });
    let organised = |scenario: &&Json| scenario["sort"] == "case";
    json!({
        "scenarios": all,
        "organisations": all.iter().filter(organised).map(|one| one["name"].clone()).collect::<Vec<_>>(),
        "populations": POPULATIONS.iter().map(|population| population.name).collect::<Vec<_>>(),
        "measures": measures.collect::<Vec<_>>(),
        "kinds": kinds.collect::<Vec<_>>(),
        "claims": super::papers::claims(),
        // The 97.5 % quantiles of Student's t for the mean of so many values, from none on.
        "student": (0..=max_replicates as usize).map(|n| Some(student(n)).filter(|t| t.is_finite())).collect::<Vec<_>>(),
    })
}
