//! What must not change a number.
//!
//! The same plan, seed and replicate give the same bits, whatever else is the case: how many threads, which
//! tables are written, how things are called, what happens where nobody can reach, an intervention of no
//! strength, a knob of something else. Each of these has gone wrong in a simulator people trust; each test
//! here fails if draws are taken from a shared stream or a name decides an order.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use mobilise::IfTaken;
use mobilise::internals::files::FolderInTheMaking;
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
use mobilise::study::Study;

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
    let folder =
        FolderInTheMaking::begin(place, IfTaken::Replace, mobilise::internals::record::own_folder).expect("a folder");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    pool.install(|| study.run_into(&folder, csv, &|| {})).expect("it runs");
    study.write_manifest(&folder).expect("it writes");
    folder.finish().expect("it stands");
    let names = mobilise::internals::files::names_in(place).expect("a folder");
    names
        .into_iter()
        .map(|name| (name.clone(), mobilise::internals::files::read_bytes(&place.join(name)).expect("a file")))
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
    let text = mobilise::internals::files::read_text(Path::new("tests/rich.toml"), 1 << 20).expect("the file");
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
    mobilise::internals::files::write_new(&other, swapped.as_bytes()).expect("a file");
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
/// What distance takes from teaching it takes by distance and never by pay: staff who are not distant lose nothing.
#[test]
fn staff_without_distance_lose_nothing() {
    let run_with = |distance: &str, learning: &str| {
        let sets = [
            "run.weeks=60",
            // Only paid people give hours, and so run the sessions.
            "hours.member=0.0",
            "organisation.Circle.staff.count=2",
            "organisation.Circle.money.start=1000000.0",
            distance,
            learning,
        ];
        bits(&run(&plan(&scenario("tests/knobs/plain.toml", &sets)), 3, 0))
    };
    let (near, far) = ("organisation.Circle.staff.distance=0.0", "organisation.Circle.staff.distance=0.7");
    assert!(run_with(near, "learning.distance=1.0") == run_with(near, "learning.distance=0.0"));
    assert!(run_with(far, "learning.distance=1.0") != run_with(far, "learning.distance=0.0"));
}

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

/// A replicate that draws is the run that one would make by hand: the row's values with --set, and the same seed and
/// replicate. It rests on what is laid over what, and in which order shares settle.
#[test]
fn a_drawn_replicate_is_the_run_with_its_values_set() {
    let home = tempfile::tempdir().expect("a folder");
    let draws = "draw.from=\"j4dw-growth\"";
    for name in ["j4dw", "tests/rich.toml"] {
        let drawing = scenario(name, &["run.weeks=40", draws]);
        let draw = drawing.draw.as_ref().expect("it draws");
        let of = |scenario: &Scenario| Study {
            scenarios: vec![scenario.clone()],
            seed: 11,
            replicates: 5,
            command: Vec::new(),
        };
        let all = files_of(&of(&drawing), 2, true, &home.path().join("drawn"));
        let weeks = String::from_utf8(all["weeks.csv"].clone()).expect("a text");
        let draws = String::from_utf8(all["draws.csv"].clone()).expect("a text");
        let mut rows = std::collections::BTreeSet::new();
        for (replicate, line) in draws.lines().skip(1).enumerate() {
            // What the table says is what was run.
            let cells: Vec<&str> = line.rsplitn(draw.knobs.len() + 1, ',').collect();
            let values = cells[..draw.knobs.len()].iter().rev();
            let sets: Vec<String> =
                draw.knobs.iter().zip(values).map(|(knob, value)| format!("{knob}={value}")).collect();
            let mut sets: Vec<&str> = sets.iter().map(String::as_str).collect();
            sets.push("run.weeks=40");
            if name == "j4dw" {
                sets.push("draw.knobs=[]"); // it draws by itself
            }
            let plain = files_of(&of(&scenario(name, &sets)), 2, true, &home.path().join("plain"));
            let plain = String::from_utf8(plain["weeks.csv"].clone()).expect("a text");
            let part = |text: &str| {
                let of_replicate = |line: &&str| line.split(',').nth(1) == Some(&replicate.to_string());
                text.lines().filter(of_replicate).map(str::to_owned).collect::<Vec<_>>()
            };
            assert!(part(&weeks).len() >= 80 && part(&weeks) == part(&plain), "{name}: replicate {replicate}");
            rows.insert(draw.row(11, replicate as u32));
        }
        assert!(rows.len() > 2, "replicates draw rows of their own: {rows:?}");
    }
}

/// Replicate r of all that is compared has the same values, whatever its name, place and population.
#[test]
fn scenarios_of_a_comparison_draw_the_same_row_on_any_number_of_threads() {
    let home = tempfile::tempdir().expect("a folder");
    let sets = ["run.weeks=20", "draw.from=\"j4dw-growth\"", "coping.relief=0.25"];
    let scenarios = vec![scenario("j4dw", &sets), scenario("meca", &sets)];
    let study = Study { scenarios, seed: 4, replicates: 6, command: Vec::new() };
    let one = files_of(&study, 1, false, &home.path().join("one"));
    assert!(one == files_of(&study, 3, false, &home.path().join("three")), "threads change bytes");
    let draws = String::from_utf8(one["draws.csv"].clone()).expect("a text");
    let rows = |name: &str| -> Vec<String> {
        let own = draws.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(','));
        own.map(str::to_owned).collect()
    };
    assert_eq!(rows("J4DW").len(), 6);
    assert_eq!(rows("J4DW"), rows("MECA"));
    // What the command line holds is not drawn.
    let head = draws.lines().next().expect("a header");
    assert!(head.contains("recruitment.ask") && !head.contains("coping.relief"), "{head}");
}

/// A scenario that draws one value alone is the scenario with that value: what is laid over what, by numbers known.
#[test]
fn a_drawn_value_goes_over_the_file_and_under_the_command_line() {
    let home = tempfile::tempdir().expect("a folder");
    let at = |name: &str| home.path().join(name);
    mobilise::internals::files::write_new(
        &at("set.csv"),
        b"weight,coping.relief,organisation.J4DW.hours.learning\n2,0.5,0.4\n",
    )
    .expect("written");
    let text = "version = 1\nbase = \"j4dw\"\n[coping]\nrelief = 0.1\n[draw]\nfrom = \"set.csv\"\n";
    mobilise::internals::files::write_new(&at("own.toml"), text.as_bytes()).expect("written");
    let own = at("own.toml").display().to_string();
    let read = |sets: &[&str]| scenario(&own, sets).drawn(1, 0).expect("it goes");
    assert_eq!(read(&[]).behaviour.coping.relief, 0.5);
    assert_eq!(read(&["coping.relief=0.2"]).behaviour.coping.relief, 0.2);
    let hours = read(&[]).organisations[0].knobs.hours.clone();
    assert_eq!(hours.learning, 0.4);
    // The other hours give way, as on the command line.
    assert!((hours.sharing - 0.3 * 0.6 / 0.75).abs() < 1e-12, "{}", hours.sharing);
    // Written out in full it draws the same.
    let resolved = mobilise::scenario::to_toml(&scenario(&own, &[]));
    let again = mobilise::scenario::load_text("again.toml", &resolved, &Overrides::default()).expect("it reads");
    assert_eq!(again, scenario(&own, &[]));
}
