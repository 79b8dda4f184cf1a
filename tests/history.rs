//! How people came and went is told as it happened.
//!
//! The contract: every ever-member joined in one way; a way that is closed brings nobody; nobody is told to have left the
//! country where nobody can; and those who left over a lost vote are the ones the weekly table shows leaving.
//!
//! It can break where a note is taken in one place of the engine and forgotten in another.

use mobilise::model::history::HISTORY;
use mobilise::scenario::{Overrides, load, load_text, plan};
use mobilise::{Measure, Outcome, RunResult, run};

fn made(name: &str, set: &[&str]) -> RunResult {
    let overrides = set.iter().map(|set| ("--set".to_owned(), (*set).to_owned())).collect();
    let scenario = load(name, &Overrides(overrides)).unwrap_or_else(|problems| panic!("{problems}"));
    run(&plan(&scenario), 7, 0)
}

fn told(run: &RunResult, group: usize, name: &str) -> f64 {
    let column = HISTORY.iter().position(|one| one.name == name).unwrap_or_else(|| panic!("no `{name}`"));
    run.history[group].0[column]
}

#[test]
fn every_ever_member_joined_in_one_way() {
    for name in ["j4dw", "meca"] {
        let run = made(name, &["run.weeks=260"]);
        for group in 0..2 {
            let later = told(&run, group, "joined_later");
            let ways = ["friends", "agency", "walk_in", "outreach", "sent"]
                .map(|way| told(&run, group, &format!("joined_{way}")));
            assert_eq!(ways.iter().sum::<f64>(), later, "{name}: {ways:?}");
            assert_eq!(
                told(&run, group, "joined_founders") + later,
                run.outcomes[group][Outcome::EverMembers],
                "{name}"
            );
        }
        assert!(told(&run, 0, "joined_friends") > 0.0 && told(&run, 0, "left_country") > 0.0, "{name}");
        let months: f64 = (1..=12).map(|month| told(&run, 0, &format!("month_{month}"))).sum();
        assert!((months - 1.0).abs() < 1e-9, "{name}: {months}");
    }
}

#[test]
fn a_way_that_is_closed_brings_nobody() {
    let short = "run.weeks=80";
    for (set, way) in [
        ("recruitment.ask=0", "friends"),
        ("agency.Kalayaan.told=0", "agency"),
        ("recruitment.outreach_rate=0", "outreach"),
        ("problem.seek=0", "walk_in"),
    ] {
        let name = if way == "walk_in" { "meca" } else { "j4dw" };
        let column = format!("joined_{way}");
        let open = made(name, &[short]);
        assert!(told(&open, 0, &column) > 0.0, "{name} brings nobody as {way}: this test says nothing");
        assert_eq!(told(&made(name, &[short, set]), 0, &column), 0.0, "{set}");
    }
    let stays: Vec<String> =
        ["settled", "visa", "tied", "undocumented"].map(|status| format!("population.leaving.{status}=0")).to_vec();
    let set: Vec<&str> = stays.iter().map(String::as_str).chain([short]).collect();
    assert_eq!(told(&made("j4dw", &set), 0, "left_country"), 0.0);
}

/// In the week of the rename those leave whose vote was lost, beside a few who leave in any week; grants are voted on later.
#[test]
fn who_left_over_a_lost_vote_is_followed() {
    let run = made("meca-history", &["run.weeks=273"]);
    let lost = told(&run, 0, "lost_vote");
    let left = |weeks: &[mobilise::Row]| weeks.iter().map(|row| row[Measure::Left]).sum::<f64>();
    assert!(lost >= 3.0 && lost <= left(&run.weeks[0]), "{lost}");
    // Until the week before the rename nothing is put to the vote; in that week most who leave do so over it.
    let before = made("meca-history", &["run.weeks=117"]);
    assert_eq!(told(&before, 0, "lost_vote"), 0.0);
    let until = told(&made("meca-history", &["run.weeks=118"]), 0, "lost_vote");
    assert!(until > 0.0 && until <= run.weeks[0][117][Measure::Left], "{until}");
    let here = told(&run, 0, "lost_vote_here");
    assert!(here <= lost);
    for part in ["back", "tied", "union"] {
        assert!(told(&run, 0, &format!("lost_vote_{part}")) <= here, "{part}");
    }
    // A quarrel that is remembered for ever: nobody comes back.
    let never = made("meca-history", &["run.weeks=273", "decisions.grudge_weeks=20000"]);
    assert_eq!(told(&never, 0, "lost_vote_back"), 0.0);
    // Fees are what members pay: none where there is no fee.
    assert_eq!(told(&made("j4dw", &["run.weeks=60", "organisation.J4DW.money.fee=0"]), 0, "fees_year"), 0.0);
}

/// Agencies are laid over a scenario like organisations: those of another scenario, or none.
#[test]
fn agencies_are_laid_over_a_scenario() {
    let with = |agencies: &str| {
        let text = format!("version = 1\nbase = \"meca\"\nagencies = \"{agencies}\"\n[run]\nweeks = 60\n");
        load_text("laid.toml", &text, &Overrides::default()).unwrap_or_else(|problems| panic!("{problems}"))
    };
    let london = with("j4dw");
    assert_eq!(london.agencies.iter().map(|agency| agency.name.as_str()).collect::<Vec<_>>(), ["Kalayaan"]);
    assert_eq!(london.organisations[0].name, "MECA", "what is not named stays");
    assert!(told(&run(&plan(&london), 7, 0), 0, "joined_agency") > 0.0);
    let none = with("none");
    assert!(none.agencies.is_empty());
    assert_eq!(told(&run(&plan(&none), 7, 0), 0, "joined_agency"), 0.0);
}
