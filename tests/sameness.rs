//! What must not change a number.
//!
//! The same plan, seed and replicate give the same bits, whatever else is the case: how many threads, which
//! tables are written, how things are called, what happens where nobody can reach, an intervention of no
//! strength, a knob of something else. Each of these has gone wrong in a simulator people trust; each test
//! here fails if draws are taken from a shared stream or a name decides an order.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use mobilise::experiment::study::Study;
use mobilise::files::FolderInTheMaking;
use mobilise::knob::Choice;
use mobilise::knob::intervention::InterventionKind;
use mobilise::knob::network::NetworkKind;
use mobilise::knob::organisation::Axes;
use mobilise::model::measures::{ALL_MEASURES, MEASURES, Measure};
use mobilise::model::mind::State;
use mobilise::model::plan::{GivenNetwork, Plan};
use mobilise::model::run::{RunResult, run};
use mobilise::model::world::World;
use mobilise::scenario::{Overrides, Scenario, load, plan};

fn scenario(name: &str, sets: &[&str]) -> Scenario {
    let overrides = Overrides(sets.iter().map(|set| ("--set".to_owned(), (*set).to_owned())).collect());
    load(name, &overrides).unwrap_or_else(|problems| panic!("{}", problems.render(false)))
}

fn bits(result: &RunResult) -> Vec<u64> {
    let rows = result.weeks.iter().flatten().flat_map(|row| row.0);
    rows.chain(result.outcomes.iter().flat_map(|row| row.0)).map(f64::to_bits).collect()
}

fn study(names: [&str; 2], weeks: u32) -> Study {
    let weeks = format!("run.weeks={weeks}");
    let scenarios = names.map(|name| scenario(name, &[&weeks])).to_vec();
    Study { scenarios, seed: 11, replicates: 7, command: Vec::new() }
}

/// Runs a study into a folder and reads back every file in it.
fn files_of(study: &Study, threads: usize, csv: bool, place: &Path) -> BTreeMap<String, Vec<u8>> {
    let folder = FolderInTheMaking::begin(place, true).expect("a folder");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    pool.install(|| study.run_into(&folder, csv, &|| {})).expect("it runs");
    study.write_manifest(&folder).expect("it writes");
    folder.finish().expect("it stands");
    let names = mobilise::files::names_in(place).expect("a folder");
    names
        .into_iter()
        .map(|name| (name.clone(), mobilise::files::read_bytes(&place.join(name)).expect("a file")))
        .collect()
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let home = tempfile::tempdir().expect("a folder");
    let study = study(["j4dw", "tests/rich.toml"], 60);
    let one = files_of(&study, 1, true, &home.path().join("one"));
    assert!(one.len() >= 6, "{:?}", one.keys());
    for threads in [2, 3, 8] {
        let many = files_of(&study, threads, true, &home.path().join("many"));
        assert!(one == many, "{threads} threads gave other bytes");
    }
}

#[test]
fn tables_do_not_depend_on_which_others_are_written() {
    let home = tempfile::tempdir().expect("a folder");
    let study = study(["j4dw", "meca"], 30);
    let with = files_of(&study, 2, true, &home.path().join("with"));
    let without = files_of(&study, 2, false, &home.path().join("without"));
    assert!(with.contains_key("weeks.csv") && !without.contains_key("weeks.csv"));
    for name in ["weeks.parquet", "runs.csv", "curves.csv", "effects.csv"] {
        assert!(with[name] == without[name], "{name} differs");
    }
}

/// A scenario's runs are its own: beside which others it is run, and in which place, changes nothing.
#[test]
fn a_scenario_does_not_depend_on_its_company() {
    let alone = scenario("meca", &["run.weeks=40"]);
    let first = run(&plan(&alone), 3, 5);
    let _ = run(&plan(&scenario("j4dw", &["run.weeks=40"])), 3, 5);
    assert_eq!(bits(&first), bits(&run(&plan(&alone), 3, 5)));
}

/// The four-channel rule at its root: no number depends on what anything is called.
#[test]
fn names_change_no_number() {
    let text = mobilise::files::read_text(Path::new("tests/rich.toml"), 1 << 20).expect("the file");
    let swapped = text
        .replace("Circle", "\u{1}")
        .replace("Office", "Circle")
        .replace('\u{1}', "Office")
        .replace("Unite", "\u{1}")
        .replace("GMB", "Unite")
        .replace('\u{1}', "GMB")
        .replace("name = \"rich\"", "name = \"poor\"")
        .replace("Philippines", "Atlantis")
        .replace("Kalayaan", "Zebra")
        .replace("change-employer", "aardvark")
        .replace("[intervention.regime]", "[intervention.zzz]");
    assert_ne!(text, swapped);
    let home = tempfile::tempdir().expect("a folder");
    let other = home.path().join("another-name.toml");
    mobilise::files::write_new(&other, swapped.as_bytes()).expect("a file");
    let before = run(&plan(&scenario("tests/rich.toml", &[])), 2, 1);
    let after = run(&plan(&scenario(&other.display().to_string(), &[])), 2, 1);
    assert_eq!(bits(&before), bits(&after));
}

/// What a file calls the axes of a message is a rule for the file, that they add up to 1, and nothing else:
/// with the same strengths, the label alone changes no number.
#[test]
fn the_label_of_a_message_changes_no_number() {
    let base = scenario("tests/rich.toml", &[]);
    let mut relabelled = base.clone();
    for organisation in &mut relabelled.organisations {
        let axes = &mut organisation.knobs.message.axes;
        *axes = if *axes == Axes::Competing { Axes::Intersectional } else { Axes::Competing };
    }
    assert_ne!(base, relabelled);
    assert_eq!(bits(&run(&plan(&base), 2, 0)), bits(&run(&plan(&relabelled), 2, 0)));
}

/// Every kind of intervention, at strength 0, in the middle of everything else.
#[test]
fn an_intervention_of_no_strength_changes_nothing() {
    let base = scenario("tests/rich.toml", &[]);
    let before = bits(&run(&plan(&base), 5, 0));
    for kind in InterventionKind::ALL {
        let mut with = base.clone();
        let mut extra = base.interventions[0].clone();
        extra.name = "idle".to_owned();
        extra.kind = Some(*kind);
        extra.knobs.strength = 0.0;
        extra.knobs.conditions = 0.5;
        extra.organisation = kind.needs_organisation().then(|| "Circle".to_owned());
        // Last, so that the numbers of the others stay: an intervention's place is part of its draws.
        with.interventions.push(extra);
        assert!(bits(&run(&plan(&with), 5, 0)) == before, "an idle {} changed a number", kind.word());
    }
}

/// The same by switching off one that is there: strength 0 is the same as not being in the file.
#[test]
fn strength_nothing_is_the_same_as_absence() {
    let base = scenario("tests/rich.toml", &[]);
    let last = base.interventions.len() - 1;
    let (mut off, mut gone) = (base.clone(), base.clone());
    off.interventions[last].knobs.strength = 0.0;
    gone.interventions.pop();
    let (on, off, gone) = (run(&plan(&base), 5, 0), run(&plan(&off), 5, 0), run(&plan(&gone), 5, 0));
    assert_eq!(bits(&off), bits(&gone));
    assert_ne!(bits(&on), bits(&off), "the one switched off does something when it is on");
}

/// A field of two areas that nothing joins: `n` workers live in the west, the others in the east.
fn two_areas(west: usize, east: usize) -> Arc<Plan> {
    let sets = [
        "population.nearness=1.0",
        "union.Unite.chance_contacts=0.0",
        "union.GMB.chance_contacts=0.0",
        "intervention.bridges.strength=0.0",
        "run.weeks=80",
    ];
    let scenario = scenario("tests/rich.toml", &sets);
    let mut plan = Plan::clone(&plan(&scenario));
    let areas = (0..west + east).map(|i| Some(u16::from(i >= west))).collect();
    plan.population.knobs.traits.workers = (west + east) as u32;
    // The others would meet anywhere; here all organisations are of the west.
    for organisation in &mut plan.organisations {
        organisation.area = Some(0);
    }
    plan.network.kind = NetworkKind::File;
    plan.given = Some(GivenNetwork { areas, ..GivenNetwork::default() });
    Arc::new(plan)
}

#[test]
fn one_more_worker_changes_nobody_they_cannot_reach() {
    let west = 300;
    let mut before = World::new(&two_areas(west, 40), 9, 0);
    let mut after = World::new(&two_areas(west, 41), 9, 0);
    for week in 0..80 {
        before.step();
        after.step();
        let (a, b) = (&before.workers, &after.workers);
        for state in [State::Familial, State::Servant, State::Rights, State::Efficacy, State::CopingNeed] {
            assert!(a.states(state)[..west] == b.states(state)[..west], "week {week}: {state:?}");
        }
        for (name, x, y) in [("skill", &a.skill, &b.skill), ("liberation", &a.liberation, &b.liberation)] {
            assert!(x.iter().take(west).eq(y.iter().take(west)), "week {week}: {name}");
        }
        assert!(a.organisation.iter().take(west).eq(b.organisation.iter().take(west)), "week {week}");
        assert!(a.last_acted.iter().take(west).eq(b.last_acted.iter().take(west)), "week {week}");
    }
    assert!(before.organisations.iter().any(|o| o.members.len() > 12), "something went on in the west");
    // The canary: those who can be reached do change.
    let need = |world: &World| world.workers.states(State::CopingNeed)[west..340].to_vec();
    assert_ne!(need(&before), need(&after));
}

/// Two scenarios that differ in one knob share every other draw: where the knob leads nowhere but to union
/// membership, every measure that is not of the union is the same to the bit.
#[test]
fn one_knob_shifts_no_other_draw() {
    let sets = ["joining.substitution=0.0", "run.weeks=120"];
    let base = run(&plan(&scenario("j4dw", &sets)), 4, 2);
    let other = run(&plan(&scenario("j4dw", &[sets[0], sets[1], "joining.base=-1.0"])), 4, 2);
    let mut moved = Vec::new();
    for (a, b) in base.weeks.iter().flatten().zip(other.weeks.iter().flatten()) {
        for measure in ALL_MEASURES {
            if a[*measure].to_bits() != b[*measure].to_bits() && !moved.contains(measure) {
                moved.push(*measure);
            }
        }
    }
    let of_the_union = [Measure::UnionMembers, Measure::UnionJoins, Measure::UnionContacts];
    let names: Vec<&str> = moved.iter().map(|m| MEASURES[*m as usize].name).collect();
    assert!(moved.iter().all(|m| of_the_union.contains(m)), "moved: {names:?}");
    assert!(moved.contains(&Measure::UnionJoins), "the knob itself moves something");
}

/// More replicates leave those before them as they were.
#[test]
fn a_replicate_does_not_depend_on_how_many_there_are() {
    let mut few = study(["j4dw", "meca"], 20);
    few.replicates = 3;
    let many = study(["j4dw", "meca"], 20);
    let (few, many) = (few.run(&|| {}).expect("runs"), many.run(&|| {}).expect("runs"));
    for (a, b) in few.outcomes.rows.iter().flatten().zip(many.outcomes.rows.iter().flatten()) {
        let bits = |rows: &[mobilise::model::sustainability::OutcomeRow]| -> Vec<u64> {
            rows.iter().flat_map(|row| row.0).map(f64::to_bits).collect()
        };
        assert_eq!(bits(a), bits(&b[..3]));
    }
}
