//! Lays what a file says over a scenario, key by key, collecting everything that is wrong.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::knob::intervention::InterventionKind;
use crate::knob::{Choice, Kind, Table, Unfit, Value};

use super::problem::{Place, Problem, clip, listed, nearest};
use super::tree::{Entry, Node};
use super::{Agency, Demand, Intervention, Named, Organisation, Population, Scenario};

/// Most things of one sort in a field; numbers of them are kept in 16 bits.
const MOST: usize = 10_000;

/// More problems than anybody mends at a time; after them no more are looked for, since each takes its time.
pub(super) const MOST_PROBLEMS: usize = 100;

/// What was laid over so far: where each key stands, which were set on the command line, what is wrong.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    /// The last place each dotted name was set at.
    pub places: BTreeMap<String, Place>,
    /// Dotted names set on the command line.
    pub pinned: BTreeSet<String>,
    /// Whether the present layer is the command line.
    pub pinning: bool,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

impl Ledger {
    pub fn note(&mut self, name: &str, place: &Place) {
        self.places.insert(name.to_owned(), place.clone());
        if self.pinning {
            self.pinned.insert(name.to_owned());
        }
    }

    /// Whether enough is wrong already.
    pub fn full(&self) -> bool {
        self.problems.len() >= MOST_PROBLEMS
    }

    pub fn wrong_sort(&mut self, name: &str, entry: &Entry, wanted: &str, hint: String) {
        let label = format!("this is {}", entry.node.sort());
        self.problems.push(Problem::at(&entry.place, format!("`{name}` takes {wanted}"), label).hint(hint));
    }

    fn out_of_range(&mut self, name: &str, entry: &Entry, allowed: &str, hint: String) {
        let title = format!("`{name}` is out of range");
        self.problems.push(Problem::at(&entry.place, title, format!("{} is not {allowed}", written(entry))).hint(hint));
    }

    fn unknown<'a>(&mut self, parent: &str, entry: &Entry, known: impl IntoIterator<Item = &'a str>) {
        let known: Vec<&str> = known.into_iter().collect();
        let same = |name: &&&str| name.rsplit_once('.').is_some_and(|(_, last)| last == entry.key);
        let same: Vec<String> = known.iter().filter(same).map(|name| format!("`{name}`")).collect();
        let hint = match nearest(&entry.key, known.iter().copied()) {
            _ if !same.is_empty() => format!("did you mean {}?", same.join(" or ")),
            Some(meant) => format!("did you mean `{meant}`?"),
            None if known.is_empty() => format!("the scenario has no `{parent}`"),
            None if known.len() <= 20 => format!("it takes {}", listed(&known)),
            None => "`mobilise explain --all` lists all knobs".to_owned(),
        };
        let (title, label) = if parent.is_empty() {
            (format!("there is no `{}`", clip(&entry.key)), "not a key of a scenario".to_owned())
        } else {
            (format!("there is no `{parent}.{}`", clip(&entry.key)), format!("not a key of `{parent}`"))
        };
        self.problems.push(Problem::at(&entry.key_place, title, label).hint(hint));
    }

    fn text(&mut self, name: &str, entry: &Entry) -> Option<String> {
        self.note(name, &entry.place);
        match &entry.node {
            Node::Value(Value::Text(text)) => return Some(text.clone()),
            _ => self.wrong_sort(name, entry, "a text", "write it in \"quotes\"".to_owned()),
        }
        None
    }

    fn date(&mut self, name: &str, entry: &Entry) -> Option<Date> {
        self.note(name, &entry.place);
        match &entry.node {
            Node::Date(date) => return Some(*date),
            _ => self.wrong_sort(name, entry, "a date", "dates are written without quotes, as 2012-04-06".to_owned()),
        }
        None
    }
}

/// What a file says for a key, as it is written there.
fn written(entry: &Entry) -> String {
    clip(entry.place.source.text.get(entry.place.span.clone()).unwrap_or_default())
}

/// Keys of the top that are not tables of knobs.
const TOP: &[&str] = &[
    "version",
    "name",
    "about",
    "start",
    "seed",
    "base",
    "organisations",
    "run",
    "population",
    "network",
    "organisation",
    "union",
    "agency",
    "target",
    "demand",
    "intervention",
];

/// Lays a scenario file's entries over a scenario. `base`, `organisations` and a population's name are the
/// loader's to follow, and are passed over here.
pub(super) fn scenario(entries: &[Entry], scenario: &mut Scenario, ledger: &mut Ledger) {
    for entry in entries {
        if ledger.full() {
            return;
        }
        match entry.key.as_str() {
            "version" | "base" | "organisations" => {}
            "name" => scenario.name = ledger.text("name", entry).unwrap_or_default(),
            "about" => scenario.about = ledger.text("about", entry).unwrap_or_default(),
            "start" => scenario.start = ledger.date("start", entry).unwrap_or(scenario.start),
            "seed" => scenario.seed = seed(entry, ledger),
            "run" => knobs("run", entry, &mut scenario.run, ledger, &[], &mut |_, _, _| false),
            "population" => population(entry, &mut scenario.population, ledger),
            "network" => {} // read by the loader, which knows the folder
            "organisation" => named(entry, &mut scenario.organisations, ledger, organisation),
            "union" => named(entry, &mut scenario.unions, ledger, |name, entry, union: &mut Named<_>, ledger| {
                knobs(name, entry, &mut union.knobs, ledger, &[], &mut |_, _, _| false);
            }),
            "agency" => named(entry, &mut scenario.agencies, ledger, agency),
            "target" => named(entry, &mut scenario.targets, ledger, |name, entry, target: &mut Named<_>, ledger| {
                knobs(name, entry, &mut target.knobs, ledger, &[], &mut |_, _, _| false);
            }),
            "demand" => named(entry, &mut scenario.demands, ledger, demand),
            "intervention" => named(entry, &mut scenario.interventions, ledger, intervention),
            group => behaviour(group, entry, scenario, ledger),
        }
    }
}

fn behaviour(group: &str, entry: &Entry, scenario: &mut Scenario, ledger: &mut Ledger) {
    let names = scenario.behaviour.names();
    let groups: BTreeSet<&str> = names.iter().filter_map(|name| name.split('.').next()).collect();
    if groups.contains(group) {
        let mut whole = InGroup { group, table: &mut scenario.behaviour };
        knobs(group, entry, &mut whole, ledger, &[], &mut |_, _, _| false);
    } else {
        // A knob written without its table is worth a guess among all of them.
        let candidates = groups.into_iter().chain(TOP.iter().copied()).chain(names.iter().map(String::as_str));
        ledger.unknown("", entry, candidates);
    }
}

/// One group of a larger table, by its own short names.
struct InGroup<'a, T> {
    group: &'a str,
    table: &'a mut T,
}

impl<T: Table> Table for InGroup<'_, T> {
    fn each(&self, prefix: &str, visit: &mut dyn FnMut(&str, &'static crate::knob::Knob, Value)) {
        let group = format!("{}.", self.group);
        self.table.each("", &mut |name, knob, value| {
            if let Some(short) = name.strip_prefix(&group) {
                visit(&format!("{prefix}{short}"), knob, value);
            }
        });
    }
    fn slot(&mut self, name: &str) -> Option<crate::knob::Slot<'_>> {
        self.table.slot(&format!("{}.{name}", self.group))
    }
}

/// Lays a table over knobs. `special` takes the keys named in `specials`, which are not knobs.
fn knobs(
    name: &str,
    entry: &Entry,
    table: &mut dyn Table,
    ledger: &mut Ledger,
    specials: &[&str],
    special: &mut dyn FnMut(&str, &Entry, &mut Ledger) -> bool,
) {
    let Node::Table(entries) = &entry.node else {
        return ledger.wrong_sort(name, entry, "a table", format!("write [{name}] above its keys"));
    };
    let names = table.names();
    let known: Vec<&str> = names.iter().map(String::as_str).chain(specials.iter().copied()).collect();
    walk(name, "", entries, table, &known, ledger, special);
}

fn walk(
    name: &str,
    below: &str,
    entries: &[Entry],
    table: &mut dyn Table,
    known: &[&str],
    ledger: &mut Ledger,
    special: &mut dyn FnMut(&str, &Entry, &mut Ledger) -> bool,
) {
    for entry in entries {
        if ledger.full() {
            return;
        }
        let short = format!("{below}{}", entry.key);
        let full = format!("{name}.{short}");
        if special(&short, entry, ledger) {
            continue;
        }
        let group = format!("{short}.");
        let is_group = known.iter().any(|k| k.starts_with(&group));
        match &entry.node {
            Node::Table(inner) if is_group => walk(name, &group, inner, table, known, ledger, special),
            _ if is_group => ledger.wrong_sort(&full, entry, "a table", format!("write [{full}] above its keys")),
            _ => set(&full, &short, entry, table, known, ledger),
        }
    }
}

fn set(full: &str, short: &str, entry: &Entry, table: &mut dyn Table, known: &[&str], ledger: &mut Ledger) {
    let Some(slot) = table.slot(short) else {
        let parent = full.strip_suffix(&entry.key).unwrap_or("").trim_end_matches('.');
        let group = short.strip_suffix(&entry.key).unwrap_or("");
        let siblings = known.iter().filter_map(|k| k.strip_prefix(group)).map(|k| k.split('.').next().unwrap_or(k));
        let siblings: BTreeSet<&str> = siblings.collect();
        return ledger.unknown(parent, entry, siblings);
    };
    let knob = slot.knob;
    let unfit = match &entry.node {
        Node::Value(value) => slot.setting.set(value, &knob.kind).err(),
        _ => Some(Unfit::Type),
    };
    ledger.note(full, &entry.place);
    let hint = || format!("{} Default: {}", knob.meaning.trim(), knob.default);
    match unfit {
        None => {}
        Some(Unfit::Type) => ledger.wrong_sort(full, entry, &knob.kind.to_string(), plain(entry, &knob.kind, hint())),
        Some(Unfit::Range) => match (&knob.kind, &entry.node) {
            (Kind::Choice(words), Node::Value(Value::Text(word))) => {
                let meant = nearest(word, words.iter().copied());
                let hint = meant.map_or_else(hint, |meant| format!("did you mean \"{meant}\"? {}", hint()));
                let title = format!("`{full}` takes {}", knob.kind);
                ledger.problems.push(Problem::at(&entry.place, title, "none of them").hint(hint));
            }
            _ => ledger.out_of_range(full, entry, &knob.kind.to_string(), hint()),
        },
    }
}

/// The hint for a value of the wrong sort; a number or switch in quotes needs only to lose them.
fn plain(entry: &Entry, kind: &Kind, hint: String) -> String {
    let Node::Value(Value::Text(text)) = &entry.node else { return hint };
    let fits = match kind {
        Kind::Real { .. } => text.parse::<f64>().ok().map(|x| format!("{x:?}")),
        Kind::Whole { .. } => text.parse::<u32>().ok().map(|x| x.to_string()),
        Kind::Switch => text.parse::<bool>().ok().map(|x| x.to_string()),
        Kind::Choice(_) => None,
    };
    fits.map_or(hint.clone(), |value| format!("write {value}, without quotes. {hint}"))
}

fn seed(entry: &Entry, ledger: &mut Ledger) -> Option<u64> {
    ledger.note("seed", &entry.place);
    let allowed = "a whole number from 0 to 9223372036854775807";
    let hint = "any will do; the same gives the same numbers".to_owned();
    match &entry.node {
        Node::Value(Value::Whole(seed)) => match u64::try_from(*seed) {
            Ok(seed) => return Some(seed),
            Err(_) => ledger.out_of_range("seed", entry, allowed, hint),
        },
        _ => ledger.wrong_sort("seed", entry, allowed, hint),
    }
    None
}

/// Lays a population's table over a population.
pub(super) fn population(entry: &Entry, population: &mut Population, ledger: &mut Ledger) {
    if matches!(entry.node, Node::Value(Value::Text(_))) {
        return; // a name: the loader has followed it
    }
    if !matches!(entry.node, Node::Table(_)) {
        let hint = "as in population = \"london-domestic-workers\"; how many there are is population.workers";
        return ledger.wrong_sort("population", entry, "a name or a table", hint.to_owned());
    }
    let Population { name, knobs: table, origins, areas } = population;
    knobs("population", entry, table, ledger, &["base", "name", "origins", "areas"], &mut |short, entry, ledger| {
        match short {
            "base" => true,
            "name" => {
                *name = ledger.text("population.name", entry).unwrap_or_default();
                true
            }
            "origins" => shares("population.origins", entry, origins, ledger),
            "areas" => shares("population.areas", entry, areas, ledger),
            _ => false,
        }
    });
}

/// Lays a table of names and shares over a list. A file lists all; the command line changes some.
fn shares(name: &str, entry: &Entry, list: &mut Vec<(String, f64)>, ledger: &mut Ledger) -> bool {
    let hint = match name {
        "population.areas" => "as in areas = { west = 0.6, east = 0.4 }",
        _ => "as in origins = { Philippines = 0.6, India = 0.4 }",
    };
    let Node::Table(entries) = &entry.node else {
        ledger.wrong_sort(name, entry, "a table of shares", hint.to_owned());
        return true;
    };
    ledger.note(name, &entry.place);
    if !ledger.pinning {
        list.clear();
    }
    if !few(name, entries.len(), entry, ledger) {
        return true;
    }
    for item in entries {
        if ledger.full() {
            break;
        }
        if !fit("origin or area", item, ledger) {
            continue;
        }
        let full = format!("{name}.{}", item.key);
        let share = match &item.node {
            Node::Value(Value::Real(share)) => *share,
            Node::Value(Value::Whole(share)) => *share as f64,
            _ => {
                ledger.wrong_sort(&full, item, "a share from 0 to 1", hint.to_owned());
                continue;
            }
        };
        ledger.note(&full, &item.place);
        if !(0.0..=1.0).contains(&share) {
            ledger.out_of_range(&full, item, "a share from 0 to 1", hint.to_owned());
        }
        match list.iter_mut().find(|(known, _)| *known == item.key) {
            Some((_, value)) => *value = share,
            None => list.push((item.key.clone(), share)),
        }
    }
    true
}

/// Whether there are few enough of something, said before it takes time to go through them.
fn few(name: &str, count: usize, entry: &Entry, ledger: &mut Ledger) -> bool {
    if count > MOST {
        let title = format!("{count} entries of `{name}` are too many");
        ledger.problems.push(Problem::at(&entry.key_place, title, "here").hint(format!("at most {MOST} are allowed")));
    }
    count <= MOST
}

/// Whether a name can stand in tables and figures; if not, nothing below it is looked at.
fn fit(sort: &str, item: &Entry, ledger: &mut Ledger) -> bool {
    if let Some(why) = unfit_name(&item.key) {
        // An agency, an intervention, an organisation, an origin; but a union.
        let article = if sort.starts_with(['a', 'i', 'o']) { "an" } else { "a" };
        let problem = Problem::at(&item.key_place, format!("this cannot be the name of {article} {sort}"), why);
        ledger.problems.push(problem.hint(NAME_HINT));
        return false;
    }
    if sort == "organisation" && item.key == "field" {
        let problem = Problem::at(&item.key_place, "an organisation cannot be called `field`", "taken");
        ledger.problems.push(problem.hint("`field` is the row for the whole population; give it another name"));
        return false;
    }
    true
}

/// What a name must be.
pub(super) const NAME_HINT: &str = "a name has 1 to 80 printable characters";

/// Why a name cannot stand in tables and figures, if so.
pub(super) fn unfit_name(name: &str) -> Option<&'static str> {
    match name {
        _ if name.trim().is_empty() => Some("it is empty"),
        _ if name.chars().count() > 80 => Some("it is longer than 80 characters"),
        _ if name.chars().any(char::is_control) => Some("it holds a character that cannot be printed"),
        _ => None,
    }
}

/// What has a name.
pub(super) trait HasName {
    fn name(&self) -> &str;
    fn set_name(&mut self, name: &str);
}

macro_rules! has_name {
    ($($type:ty),+) => { $(impl HasName for $type {
        fn name(&self) -> &str { &self.name }
        fn set_name(&mut self, name: &str) { self.name = name.to_owned(); }
    })+ };
}
has_name!(Organisation, Agency, Demand, Intervention);

impl<T> HasName for Named<T> {
    fn name(&self) -> &str {
        &self.name
    }
    fn set_name(&mut self, name: &str) {
        name.clone_into(&mut self.name);
    }
}

/// Lays a table of named tables over a list: one that is there is changed, a new one comes last.
fn named<T: HasName + Default>(
    entry: &Entry,
    list: &mut Vec<T>,
    ledger: &mut Ledger,
    lay: impl Fn(&str, &Entry, &mut T, &mut Ledger),
) {
    let sort = entry.key.as_str();
    let Node::Table(entries) = &entry.node else {
        return ledger.wrong_sort(
            sort,
            entry,
            "a table of named tables",
            format!("write [{sort}.NAME] above its keys"),
        );
    };
    if !few(sort, list.len() + entries.len(), entry, ledger) {
        return;
    }
    for item in entries {
        if ledger.full() {
            break;
        }
        if !fit(sort, item, ledger) {
            continue;
        }
        let full = format!("{sort}.{}", item.key);
        if !matches!(item.node, Node::Table(_)) {
            ledger.wrong_sort(
                &full,
                item,
                "a table",
                format!("every {sort} has a name: write [{sort}.NAME] above its keys"),
            );
            continue;
        }
        let found = list.iter().position(|known| known.name() == item.key);
        let place = match found {
            Some(place) => place,
            None if ledger.pinning => {
                // The command line changes what is there; a misspelt name must not make something new.
                ledger.unknown(sort, item, list.iter().map(HasName::name));
                continue;
            }
            None => {
                let mut new = T::default();
                new.set_name(&item.key);
                list.push(new);
                list.len() - 1
            }
        };
        ledger.places.entry(full.clone()).or_insert_with(|| item.key_place.clone());
        lay(&full, item, &mut list[place], ledger);
    }
}

fn organisation(name: &str, entry: &Entry, organisation: &mut Organisation, ledger: &mut Ledger) {
    let Organisation { knobs: table, founded, area, founders_origin, union, demands, internal, .. } = organisation;
    let specials = ["founded", "area", "demands", "founders.origin", "union.with", "hours.internal"];
    knobs(name, entry, table, ledger, &specials, &mut |short, entry, ledger| {
        let full = format!("{name}.{short}");
        match short {
            "founded" => *founded = ledger.date(&full, entry),
            "area" => *area = ledger.text(&full, entry),
            "founders.origin" => *founders_origin = ledger.text(&full, entry),
            "union.with" => *union = ledger.text(&full, entry),
            "demands" => {
                ledger.note(&full, &entry.place);
                match &entry.node {
                    Node::Words(words) if !few(&full, words.len(), entry, ledger) => {}
                    Node::Words(words) => {
                        *demands = words.iter().map(|(word, _)| word.clone()).collect();
                        for (word, place) in words {
                            ledger.note(&format!("{full}.{word}"), place);
                        }
                    }
                    _ => ledger.wrong_sort(
                        &full,
                        entry,
                        "a list of demands",
                        "as in demands = [\"change-employer\"]".to_owned(),
                    ),
                }
            }
            "hours.internal" => {
                ledger.note(&full, &entry.place);
                let allowed = "a number from 0 to 1";
                let hint = "The share of hours for sharing, learning and training; it moves the split between these and the others".to_owned();
                match &entry.node {
                    Node::Value(Value::Real(share)) if (0.0..=1.0).contains(share) => *internal = Some(*share),
                    Node::Value(Value::Whole(share @ 0..=1)) => *internal = Some(*share as f64),
                    Node::Value(Value::Real(_) | Value::Whole(_)) => ledger.out_of_range(&full, entry, allowed, hint),
                    _ => ledger.wrong_sort(&full, entry, allowed, hint),
                }
            }
            _ => return false,
        }
        true
    });
}

fn agency(name: &str, entry: &Entry, agency: &mut Agency, ledger: &mut Ledger) {
    let Agency { knobs: table, area, .. } = agency;
    knobs(name, entry, table, ledger, &["area"], &mut |short, entry, ledger| {
        if short == "area" {
            *area = ledger.text(&format!("{name}.area"), entry);
        }
        short == "area"
    });
}

fn demand(name: &str, entry: &Entry, demand: &mut Demand, ledger: &mut Ledger) {
    let Demand { knobs: table, target, opens, .. } = demand;
    knobs(name, entry, table, ledger, &["target", "opens"], &mut |short, entry, ledger| {
        match short {
            "target" => *target = ledger.text(&format!("{name}.target"), entry),
            "opens" => *opens = ledger.date(&format!("{name}.opens"), entry),
            _ => return false,
        }
        true
    });
}

fn intervention(name: &str, entry: &Entry, intervention: &mut Intervention, ledger: &mut Ledger) {
    let Intervention { knobs: table, kind, from, until, organisation, .. } = intervention;
    let specials = ["kind", "from", "until", "organisation"];
    knobs(name, entry, table, ledger, &specials, &mut |short, entry, ledger| {
        let full = format!("{name}.{short}");
        match short {
            "from" => *from = ledger.date(&full, entry),
            "until" => *until = ledger.date(&full, entry),
            "organisation" => *organisation = ledger.text(&full, entry),
            "kind" => {
                if let Some(word) = ledger.text(&full, entry) {
                    *kind = InterventionKind::from_word(&word);
                    if kind.is_none() {
                        let hint = match nearest(&word, InterventionKind::WORDS.iter().copied()) {
                            Some(meant) => format!("did you mean \"{meant}\"?"),
                            None => format!("kinds are {}", InterventionKind::WORDS.join(", ")),
                        };
                        let title = format!("there is no kind of intervention \"{}\"", clip(&word));
                        ledger.problems.push(Problem::at(&entry.place, title, "not a kind").hint(hint));
                    }
                }
            }
            _ => return false,
        }
        true
    });
}
