//! What there is to set, for the page: scenarios, populations, kinds, and a scenario with all its knobs.

use serde_json::{Value as Json, json};

use crate::knob::intervention::InterventionKind;
use crate::knob::{Choice, Kind, Knob, Table, Value};
use crate::model::measures::MEASURES;
use crate::scenario::library::{CASES, CLASSICS, POPULATIONS};
use crate::scenario::{BESIDE_WORKERS, Overrides, Scenario, load};
use crate::study::estimate::student;

use super::sample::{SHOWN, points};
use super::setting::{intervention, key};

/// The knobs that come first, in this order; the others are found by their names.
///
/// What the two studies argue about comes before what a sweep of numbers would put first: each of these is one of the
/// four channels, the place, or an open sign, and each is named in docs/findings.md or in the experiments that come with
/// the program as moving who is mobilised. (`mobilise sensitivity` ranks knobs, but only for a range that somebody
/// gave: a stored ranking would rank our ranges.)
pub const FIRST: [(&str, &str); 14] = [
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

/// A knob of a scenario.
pub struct Turned {
    /// Its whole name, as a file would write it.
    pub name: String,
    /// Its row of the table.
    pub knob: &'static Knob,
    /// Its value.
    pub value: Value,
}

/// All knobs of a scenario that do something in it, in the order of a file.
pub fn knobs(s: &Scenario) -> Vec<Turned> {
    let mut all = Vec::new();
    let every = |_: &str| true;
    // How often it is run is asked for with each request; slow measures are not drawn.
    add(&mut all, "run.", &s.run, &|name| name == "weeks");
    add(&mut all, "population.", &s.population.knobs, &every);
    let kind = s.network.knobs.kind;
    add(&mut all, "network.", &s.network.knobs, &|name| name != "kind" && kind.knobs().contains(&name));
    add(&mut all, "", &s.behaviour, &every);
    for o in &s.organisations {
        add(&mut all, &format!("organisation.{}.", key(&o.name)), &o.knobs, &every);
    }
    for u in &s.unions {
        add(&mut all, &format!("union.{}.", key(&u.name)), &u.knobs, &every);
    }
    for a in &s.agencies {
        add(&mut all, &format!("agency.{}.", key(&a.name)), &a.knobs, &every);
    }
    for t in &s.targets {
        add(&mut all, &format!("target.{}.", key(&t.name)), &t.knobs, &every);
    }
    for d in &s.demands {
        add(&mut all, &format!("demand.{}.", key(&d.name)), &d.knobs, &every);
    }
    for i in &s.interventions {
        let named = |name: &str| !i.workers.is_empty() && BESIDE_WORKERS.contains(&name);
        let reads = |name: &str| i.kind.is_some_and(|kind| kind.knobs().contains(&name)) && !named(name);
        add(&mut all, &format!("{}.", intervention(&i.name)), &i.knobs, &reads);
    }
    all
}

fn add(all: &mut Vec<Turned>, prefix: &str, table: &dyn Table, reads: &dyn Fn(&str) -> bool) {
    table.each("", &mut |name, knob, value| {
        if reads(name) {
            all.push(Turned { name: format!("{prefix}{name}"), knob, value });
        }
    });
}

fn json_of(value: &Value) -> Json {
    match value {
        Value::Real(x) => json!(x),
        Value::Whole(x) => json!(x),
        Value::Switch(x) => json!(x),
        Value::Text(x) => json!(x),
    }
}

/// The values of all knobs of a scenario, in their order.
pub fn values(s: &Scenario) -> Json {
    knobs(s).iter().map(|turned| json_of(&turned.value)).collect()
}

fn row(turned: &Turned) -> Json {
    let knob = turned.knob;
    let mut row = json!({
        "name": turned.name,
        "value": json_of(&turned.value),
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

/// What the page must know of a scenario to draw it, short enough to go with every answer.
pub fn brief(s: &Scenario) -> Json {
    json!({
        "name": s.name,
        "start": s.start.to_string(),
        "weeks": s.run.weeks,
        "points": points(s.run.weeks),
        "organisations": s.organisations.iter().map(|o| o.name.as_str()).collect::<Vec<_>>(),
        "interventions": interventions(s),
        "values": values(s),
    })
}

fn interventions(s: &Scenario) -> Json {
    let dated = s.interventions.iter().filter_map(|i| {
        let kind = i.kind?;
        Some(json!({
            "name": i.name,
            "key": intervention(&i.name),
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
pub fn whole(s: &Scenario) -> Json {
    let mut whole = brief(s);
    let knobs = knobs(s);
    whole["about"] = json!(s.about);
    whole["population"] = json!(s.population.name);
    whole["knobs"] = knobs.iter().map(row).collect();
    let first = FIRST.iter().flat_map(|(end, why)| {
        let ends = move |name: &str| name == *end || name.strip_suffix(end).is_some_and(|rest| rest.ends_with('.'));
        knobs.iter().filter(move |turned| ends(&turned.name)).map(move |turned| json!([turned.name.clone(), why]))
    });
    whole["first"] = first.collect();
    // Those that add up to 1.
    let mut shares: Vec<Vec<String>> = Vec::new();
    let group = |prefix: String| {
        knobs.iter().map(|turned| turned.name.clone()).filter(|name| name.starts_with(&prefix)).collect::<Vec<_>>()
    };
    shares.push(group("population.status.".to_owned()));
    for o in &s.organisations {
        shares.push(group(format!("organisation.{}.hours.", key(&o.name))));
    }
    whole["shares"] = json!(shares);
    whole
}

/// What the program holds, and what the page draws.
pub fn library(own: Option<&str>, most_replicates: u32) -> Json {
    let named = |name: &str, sort: &str| {
        // Embedded, and tested to be right.
        let loaded = load(name, &Overrides::default()).ok();
        let about = loaded.as_ref().map_or(String::new(), |s| s.about.clone());
        let title = loaded.map_or_else(|| name.to_owned(), |s| s.name);
        json!({ "name": name, "title": title, "about": about, "sort": sort })
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
    let kinds = InterventionKind::ALL.iter().zip(InterventionKind::MEANINGS).map(|(kind, meaning)| {
        json!({
            "kind": kind.word(), "meaning": meaning.trim(), "lasts": kind.lasts(),
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
        // The 97.5 % quantiles of Student's t for the mean of so many values, from none on.
        "student": (0..=most_replicates as usize).map(|n| Some(student(n)).filter(|t| t.is_finite())).collect::<Vec<_>>(),
    })
}
