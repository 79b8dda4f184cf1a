//! The questions that come with the program can be asked.

use mobilise::experiment::forecast::worker_weeks;
use mobilise::experiment::plan::{Changes, SweepPlan};
use mobilise::question::Question;
use mobilise::scenario::Shelf;
use mobilise::scenario::library::QUESTIONS;

use super::program::Desk;

fn plan(name: &str, long: bool) -> SweepPlan {
    let changes = Changes { long, ..Changes::default() };
    let read = SweepPlan::read(name, &changes, &Shelf::default(), &|| panic!("{name} gives no seed"));
    read.unwrap_or_else(|problems| panic!("{name}\n{problems}"))
}

#[test]
fn every_question_is_one_in_both_sizes() {
    for file in QUESTIONS {
        let name = file.name;
        let (seminar, long) = (plan(name, false), plan(name, true));
        for plan in [&seminar, &long] {
            let question = Question::of(plan).unwrap_or_else(|problems| panic!("{name}\n{problems}"));
            assert!(
                question.asks.ends_with('?') && question.asks.matches('?').count() == 1,
                "{name}: {}",
                question.asks
            );
            assert!(!question.from.is_empty(), "{name} does not say where it comes from");
        }
        assert!(long.most_runs() >= 2 * seminar.most_runs(), "{name}: the long size is hardly longer");
        // At ten million worker-weeks a second and core: some ten minutes on two cores.
        let weeks = worker_weeks(&seminar).expect("a plan that was read");
        assert!(weeks < 15e9, "{name}: {weeks} worker-weeks are too many for a seminar");
        assert_eq!(file.path, format!("scenarios/questions/{name}.toml"));
        let text = file.text.lines().take_while(|line| line.starts_with('#')).collect::<String>();
        for word in ["From:", "Varied:", "Assumed:", "Cannot say:"] {
            assert!(text.contains(word), "{name} does not say {word}");
        }
    }
}

#[test]
fn they_are_listed_and_explained() {
    let desk = Desk::new();
    let list = desk.good(&["questions"]).out;
    let explained = desk.good(&["explain", "question"]).out;
    let names = desk.good(&["questions", "--names"]).out;
    assert_eq!(names.lines().collect::<Vec<_>>(), QUESTIONS.iter().map(|file| file.name).collect::<Vec<_>>());
    for file in QUESTIONS {
        let asks = Question::of(&plan(file.name, false)).expect("a question").asks;
        for text in [&list, &explained] {
            assert!(text.contains(file.name) && text.contains(&asks), "{}", file.name);
        }
        assert!(desk.good(&["explain", file.name]).out.contains(file.text));
    }
}

/// Who asks what is no question is told so, and nothing is written.
#[test]
fn what_asks_nothing_is_refused() {
    let desk = Desk::new();
    desk.refused(
        &["ask", "learning-and-relief"],
        &["`learning-and-relief` asks nothing", "hint: a question has a table"],
    );
    desk.refused(&["ask", "copping"], &["did you mean `coping`?"]);
    assert!(desk.names("").is_empty());
}

/// A sweep of a question file knows its table: a mistake in it is said before anything runs.
#[test]
fn a_sweep_reads_the_question_too() {
    let desk = Desk::new();
    let coping = QUESTIONS.iter().find(|file| file.name == "coping").expect("there");
    desk.write("wrong.toml", &coping.text.replace("kind = \"boundary\"", "kind = \"bounder\""));
    for command in ["sweep", "ask"] {
        desk.refused(
            &[command, "wrong.toml"],
            &["there is no kind of answer \"bounder\"", "did you mean \"boundary\"?"],
        );
    }
    assert_eq!(desk.names(""), ["wrong.toml"]);
    desk.good(&["sweep", "coping", "--dry-run", "--weeks", "4"]);
    desk.good(&["ask", "coping", "--long", "--dry-run", "--weeks", "4"]);
}
