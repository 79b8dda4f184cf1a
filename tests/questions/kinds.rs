//! Every kind of answer says what was planted, and turns with it.

use std::collections::BTreeMap;

use mobilise::question::Chart;

use super::planted::{answer, answer_in, answer_of_readings, number, part};

fn file(design: &str, answers: &str) -> String {
    let words = if design.contains("[vary]") { "[question.words]\n\"coping.relief\" = \"relief\"\n" } else { "" };
    format!(
        "version = 1\nscenario = \"j4dw\"\nreplicates = 20\nseed = 1\noutcomes = [\"mobilised\"]\n{design}\n\n\
         [question]\nasks = \"What was planted?\"\n{words}{answers}"
    )
}

const GRID: &str = "[vary]\ncoping.relief = [0.1, 0.3, 0.5]\ncoping.resonance = [0.0, 0.1, 0.2]\n\
    intervention.tied-visa = [true, false]";

const EFFECT: &str = "[question.answer.visa]\nkind = \"effect\"\nthis = { intervention.tied-visa = true }\n\
    beside = { intervention.tied-visa = false }\n";

#[test]
fn an_effect_is_said_with_its_sign_its_size_and_its_runs() {
    let text = file(GRID, EFFECT);
    let visa = |at: &super::planted::At<'_>| f64::from(u8::from(at.is("intervention.tied-visa", "true")));
    for (size, words) in [(5.0, "more (95 % "), (-5.0, "fewer (95 % "), (0.0, "no difference beyond chance (")] {
        let given = answer(&text, |at| 100.0 + 30.0 * at.luck() + size * visa(at) + at.noise());
        let said = part(&given, "visa");
        let sentence = &said.sentences[0];
        assert!(sentence.contains(words), "{size}: {sentence}");
        assert!(sentence.contains("20 pairs of runs") && sentence.contains("on average over 9 settings"), "{sentence}");
        let less = number(said, " less ");
        assert!((less.value - size).abs() < 0.5 && less.low < size + 0.2 && less.high > size - 0.2, "{less:?}");
        assert_eq!(less.runs, 20);
    }
}

/// The sign is that of `this` less `beside`, whichever stands first in the file's levels.
#[test]
fn sides_exchanged_turn_the_words_round() {
    let turned = EFFECT.replace("true }", "x }").replace("false }", "true }").replace("x }", "false }");
    let visa = |at: &super::planted::At<'_>| if at.is("intervention.tied-visa", "true") { 5.0 } else { 0.0 };
    let said = [EFFECT, turned.as_str()].map(|answers| {
        let given = answer(&file(GRID, answers), |at| 100.0 + visa(at) + at.noise());
        (part(&given, "visa").sentences[0].clone(), number(part(&given, "visa"), " less ").value)
    });
    assert!(said[0].0.contains("more (") && said[1].0.contains("fewer ("), "{said:?}");
    assert!((said[0].1 + said[1].1).abs() < 1e-9);
}

/// An effect that is there at one level alone is seen there, and not where `at` looks elsewhere.
#[test]
fn at_looks_at_its_own_points_alone() {
    let planted = |at: &super::planted::At<'_>| {
        let both = at.is("intervention.tied-visa", "true") && at.is("coping.relief", "0.1");
        10.0 * f64::from(u8::from(both)) + at.noise()
    };
    for (level, there) in [("0.1", true), ("0.5", false)] {
        let answers = format!("{EFFECT}at = {{ coping.relief = {level} }}\n");
        let given = answer(&file(GRID, &answers), planted);
        let sentence = &part(&given, "visa").sentences[0];
        assert_eq!(sentence.contains("more ("), there, "{sentence}");
        assert_eq!(sentence.contains("no difference beyond chance"), !there, "{sentence}");
    }
}

#[test]
fn a_trend_rises_falls_peaks_or_is_not_there() {
    let answers = "[question.answer.relief]\nkind = \"trend\"\nknob = \"coping.relief\"\n";
    let relief = |at: &super::planted::At<'_>| at.number("coping.relief");
    type Planted = fn(f64) -> f64;
    let shapes: [(Planted, &str); 5] = [
        (|x| 50.0 * x, "rises with relief"),
        (|x| -50.0 * x, "falls with relief"),
        (|x| -900.0 * (x - 0.3) * (x - 0.3), "rises and falls again with relief"),
        (|x| 900.0 * (x - 0.3) * (x - 0.3), "falls and rises again with relief"),
        (|_| 0.0, "does not move with relief beyond chance"),
    ];
    for (planted, words) in shapes {
        let given = answer(&file(GRID, answers), |at| 100.0 + 20.0 * at.luck() + planted(relief(at)) + at.noise());
        let sentence = &part(&given, "relief").sentences[0];
        assert!(sentence.contains(words), "{words}: {sentence}");
    }
    // Of an effect: it grows with relief, whatever the level does.
    let effect =
        format!("{answers}this = {{ intervention.tied-visa = true }}\nbeside = {{ intervention.tied-visa = false }}\n");
    let given = answer(&file(GRID, &effect), |at| {
        let on = f64::from(u8::from(at.is("intervention.tied-visa", "true")));
        -80.0 * relief(at) + on * 40.0 * relief(at) + at.noise()
    });
    let sentence = &part(&given, "relief").sentences[0];
    assert!(sentence.contains("rises with relief"), "{sentence}");
}

#[test]
fn a_boundary_is_where_the_sign_turns() {
    let answers = "[question.answer.map]\nkind = \"boundary\"\nknobs = [\"coping.relief\", \"coping.resonance\"]\n\
        this = { intervention.tied-visa = true }\nbeside = { intervention.tied-visa = false }\n";
    let planted = |sign: f64| {
        move |at: &super::planted::At<'_>| {
            let on = f64::from(u8::from(at.is("intervention.tied-visa", "true")));
            // More below relief 0.2, fewer above; at resonance 0.2 more everywhere.
            let side =
                if at.number("coping.relief") < 0.2 || at.number("coping.resonance") > 0.15 { 1.0 } else { -1.0 };
            sign * side * on * 20.0 + at.noise()
        }
    };
    let said = [1.0, -1.0].map(|sign| part(&answer(&file(GRID, answers), planted(sign)), "map").clone());
    assert!(
        said[0].sentences[0].contains("more than") && said[0].sentences[0].contains("in 5, fewer in 4"),
        "{:?}",
        said[0].sentences
    );
    assert!(said[1].sentences[0].contains("in 4, fewer in 5"), "{:?}", said[1].sentences);
    assert!(said[0].sentences[1].contains("between 0.1 and 0.3 (from more to fewer)"), "{:?}", said[0].sentences);
    assert!(said[1].sentences[1].contains("between 0.1 and 0.3 (from fewer to more)"), "{:?}", said[1].sentences);
    assert!(!said[0].sentences[1].contains("resonance 0.2 between"), "{:?}", said[0].sentences);
}

/// 95 % intervals of nothing call few cells a difference.
#[test]
fn nothing_planted_gives_no_boundary_and_little_that_holds() {
    let answers = "[question.answer.map]\nkind = \"boundary\"\nknobs = [\"coping.relief\", \"coping.resonance\"]\n\
        this = { intervention.tied-visa = true }\nbeside = { intervention.tied-visa = false }\n\
        [question.answer.holds]\nkind = \"holds\"\nthis = { intervention.tied-visa = true }\n\
        beside = { intervention.tied-visa = false }\n";
    let given = answer(&file(GRID, answers), |at| at.noise());
    assert!(number(part(&given, "holds"), "share of settings").value < 0.3);
    assert!(part(&given, "holds").sentences[0].contains("no difference beyond chance in"));
}

#[test]
fn what_holds_is_counted_and_where_it_does_not_is_named() {
    let answers = "[question.answer.holds]\nkind = \"holds\"\ndirection = \"more\"\n\
        this = { intervention.tied-visa = true }\nbeside = { intervention.tied-visa = false }\n";
    let given = answer(&file(GRID, answers), |at| {
        let on = f64::from(u8::from(at.is("intervention.tied-visa", "true")));
        let against = at.is("coping.relief", "0.5") && at.is("coping.resonance", "0");
        on * if against { -20.0 } else { 20.0 } + at.noise()
    });
    let said = part(&given, "holds");
    assert!(said.sentences[0].contains("in 8 of 9 settings (88.9 %)"), "{:?}", said.sentences);
    assert!(
        said.sentences[1].contains("other way round") && said.sentences[1].contains("relief 0.5"),
        "{:?}",
        said.sentences
    );
    assert!((number(said, "share of settings").value - 8.0 / 9.0).abs() < 1e-12);
    let less = answer(&file(GRID, &answers.replace("\"more\"", "\"less\"")), |at| {
        f64::from(u8::from(at.is("intervention.tied-visa", "true"))) * 20.0 + at.noise()
    });
    assert!(
        part(&less, "holds").sentences[0].contains("less than") && number(part(&less, "holds"), "share").value == 0.0
    );
}

fn contest(less_is_better: bool) -> String {
    let less = if less_is_better { "less_is_better = [\"mobilised\"]\n" } else { "" };
    format!(
        "version = 1\nscenarios = [\"j4dw\", \"meca\"]\ndesign = \"sobol\"\nrows = 64\nreplicates = 10\nseed = 1\n\
         outcomes = [\"mobilised\"]\n[vary]\ncoping.relief = {{ from = 0.0, to = 1.0 }}\n\
         coping.resonance = {{ from = 0.0, to = 1.0 }}\ntalk.influence = {{ from = 0.0, to = 0.2 }}\n\
         [question]\nasks = \"Who leads?\"\n[question.answer.lead]\nkind = \"winner\"\n{less}"
    )
}

/// Answers call knobs and scenarios by words, also where the file gives none.
#[test]
fn no_answer_calls_a_knob_by_its_code() {
    let answers = "[question.answer.best]\nkind = \"best\"\n\n[question.answer.learning]\nkind = \"trend\"\n\
                   knob = \"organisation.J4DW.hours.learning\"\n\n[question.answer.shares]\nkind = \"variance\"\n\
                   knobs = [\"organisation.J4DW.hours.learning\", \"intervention.tied-visa\"]\n";
    let design = "[vary]\norganisation.J4DW.hours.learning = [0.0, 0.2, 0.4]\nintervention.tied-visa = [true, false]";
    let asked = file(design, answers).replace("[question.words]\n\"coping.relief\" = \"relief\"\n", "");
    let given = answer(&asked, |at| 50.0 * at.number("organisation.J4DW.hours.learning") + at.noise());
    let all = format!("{given:?}");
    for words in ["J4DW's hours for learning 0.4", "rises with J4DW's hours for learning", "no tied-visa"] {
        assert!(all.contains(words), "{words}: {all}");
    }
    for code in ["organisation.J4DW", "hours.learning", "intervention.tied"] {
        assert!(!all.contains(code), "{code}: {all}");
    }
}

#[test]
fn the_winner_and_the_corner_of_the_other_are_found() {
    let planted = |at: &super::planted::At<'_>| {
        let first = f64::from(u8::from(at.scenario == "j4dw"));
        let corner = at.number("coping.relief") > 0.65;
        first * if corner { -20.0 } else { 20.0 } + at.noise()
    };
    let given = answer(&contest(false), planted);
    let said = part(&given, "lead");
    assert!(
        said.sentences[0].contains("J4DW leads in 42") || said.sentences[0].contains("J4DW leads in 41"),
        "{:?}",
        said.sentences
    );
    assert!(said.sentences[1].starts_with("MECA leads where coping relief is at least 0.6"), "{:?}", said.sentences);
    let turned = answer(&contest(true), planted);
    assert!(part(&turned, "lead").sentences[1].starts_with("J4DW leads where coping relief is at least 0.6"));
    let nobody = answer(&contest(false), |at| at.noise());
    assert!(number(part(&nobody, "lead"), "J4DW").value < 0.2);
}

#[test]
fn the_best_is_named_and_so_is_what_cannot_be_told_from_it() {
    let answers = "[question.answer.best]\nkind = \"best\"\noutcomes = [\"mobilised\", \"rights\"]\n";
    let text = file("[vary]\ncoping.relief = [0.1, 0.3, 0.5]\ncoping.resonance = [0.0, 0.2]", answers);
    let given = answer_in(&text, &|at| {
        let relief = at.number("coping.relief");
        vec![("mobilised", 100.0 * relief + at.noise()), ("rights", 1.0 - relief + 0.01 * at.noise())]
    });
    let said = part(&given, "best");
    assert!(said.sentences[0].contains("largest at relief 0.5"), "{:?}", said.sentences);
    assert!(said.sentences[0].contains("1 of the 5 others cannot be told from it"), "{:?}", said.sentences);
    let all = said.sentences.join("\n");
    assert!(all.contains("Rights, last year (from 0 to 1) is largest at relief 0.1"), "{all}");
    assert!(all.contains("No point is the best, or cannot be told from it, in all 2 outcomes at once"), "{all}");
    let agreed = answer_in(&text, &|at| {
        let relief = at.number("coping.relief");
        vec![("mobilised", 100.0 * relief + at.noise()), ("rights", relief + 0.01 * at.noise())]
    });
    assert!(part(&agreed, "best").sentences.join("\n").contains("Among the best in all 2 outcomes at once"));
}

const SWITCHES: &str = "[alternatives.sharing.with]\n[alternatives.sharing.without]\ncoping.relief = 0.1\n\
    [alternatives.learning.with]\n[alternatives.learning.without]\ntalk.influence = 0.01\n\
    [alternatives.art.with]\n[alternatives.art.without]\nremove = [\"intervention.art-workshops\"]";

#[test]
fn a_ranking_orders_by_size_and_names_pairs_that_do_more_together() {
    let text = file(SWITCHES, "[question.answer.rank]\nkind = \"ranking\"\n");
    let out = |at: &super::planted::At<'_>, name: &str| f64::from(u8::from(at.is(name, "without")));
    let given = answer(&text, |at| {
        let (a, b) = (out(at, "sharing"), out(at, "learning"));
        100.0 + 10.0 * at.luck() - 5.0 * a - 40.0 * b + 30.0 * a * b + 0.1 * at.noise()
    });
    let said = part(&given, "rank");
    assert!(said.sentences[0].contains("of 3 things turned alone, 2 make a difference"), "{:?}", said.sentences);
    assert!(said.sentences[1].contains("Not to be told from chance"), "{:?}", said.sentences);
    assert!(said.sentences[2].contains("Of 3 pairs, 1 differ"), "{:?}", said.sentences);
    let ranked: Vec<f64> = said.numbers.iter().filter(|n| n.what.contains("less reference")).map(|n| n.value).collect();
    assert!((ranked[0] + 40.0).abs() < 0.2 && (ranked[1] + 5.0).abs() < 0.2 && ranked[2].abs() < 0.2, "{ranked:?}");
    assert!((number(said, "beyond their sum").value - 30.0).abs() < 0.3);
}

#[test]
fn shares_of_the_variance_follow_what_was_planted() {
    let answers = "[question.answer.shares]\nkind = \"variance\"\nknobs = [\"coping.relief\", \"coping.resonance\"]\n";
    let text = file("[vary]\ncoping.relief = [0.1, 0.5]\ncoping.resonance = [0.0, 0.2]", answers);
    for (relief, resonance, larger) in [(50.0, 10.0, "relief"), (5.0, 200.0, "coping resonance")] {
        let given = answer(&text, |at| {
            relief * at.number("coping.relief") + resonance * at.number("coping.resonance") + at.noise()
        });
        let said = part(&given, "shares");
        assert!(said.sentences[1].starts_with(&format!("Here {larger} accounts for more")), "{:?}", said.sentences);
        assert!(number(said, &format!("variance: {larger}")).value > 0.7);
    }
    let chance = answer(&text, |at| at.noise());
    assert!(number(part(&chance, "shares"), "chance").value > 0.8);
}

/// What is told of organisers is what was read of each run, by point and replicate, and laid side beside side.
#[test]
fn organisers_are_told_from_what_was_read_of_runs() {
    let answers = "[question.answer.made]\nkind = \"organisers\"\nmeasures = [\"weeks_to_organiser\", \"organisers\"]\n\
        this = { coping.relief = 0.5 }\nbeside = { coping.relief = 0.1 }\n";
    let text = file("[vary]\ncoping.relief = [0.1, 0.3, 0.5]\ncoping.resonance = [0.0, 0.2]", answers);
    let given = answer_of_readings(&text, &|at| {
        let luck = 10.0 * at.luck();
        let weeks = 100.0 * at.number("coping.relief") + luck + at.noise();
        BTreeMap::from([("weeks_to_organiser".to_owned(), weeks), ("organisers".to_owned(), 30.0 + luck)])
    });
    let said = part(&given, "made");
    assert!(said.sentences[0].starts_with("Weeks from joining to organiser (weeks): "), "{:?}", said.sentences);
    let weeks = number(said, " less ");
    assert!((weeks.value - 40.0).abs() < 1.0 && weeks.statement && weeks.runs == 20, "{weeks:?}");
    assert!(said.sentences[1].contains("Members who became organisers (people)"), "{:?}", said.sentences);
    assert!(said.sentences[1].contains("the same in every run (20 pairs of runs)"), "{:?}", said.sentences);
}

/// Many knobs at a time: points by their numbers, the best one told in full, the baseline among the bars.
#[test]
fn the_best_of_many_knobs_is_told_in_full() {
    let design = "design = \"sobol\"\nrows = 8\n[vary]\ncoping.relief = { from = 0.0, to = 0.6 }\n\
        coping.resonance = { from = 0.0, to = 0.3 }\nlearning.rate = { from = 0.02, to = 0.15 }\n\
        learning.latitude = { from = 0.2, to = 0.5 }\nrecruitment.ask = { from = 0.1, to = 0.6 }";
    let text = file(design, "[question.answer.best]\nkind = \"best\"\n[question.answer.ahead]\nkind = \"holds\"\n");
    let given = answer(&text, |at| match at.levels.is_empty() {
        true => 50.0 + at.noise(),
        false => 100.0 * at.number("coping.relief") + at.noise(),
    });
    let said = part(&given, "best");
    let largest = &said.sentences[0];
    let point = largest.split("largest at ").nth(1).and_then(|rest| rest.split(':').next()).expect("a point");
    assert!(point.starts_with("point "), "{largest}");
    let capital = point.replacen('p', "P", 1);
    let told = said.sentences.iter().find(|sentence| sentence.starts_with(&format!("{capital} is: relief 0.")));
    assert!(told.is_some_and(|told| told.contains("recruitment ask 0.")), "{:?}", said.sentences);
    let Some(Chart::Bars(bars)) = &said.chart else { panic!("no bars") };
    let labels: Vec<&str> = bars.rows.iter().map(|row| row.label.as_str()).collect();
    assert!(labels.len() == 9 && labels.contains(&"the baseline") && labels[0] == point, "{labels:?}");
    assert!(bars.rows.windows(2).all(|two| two[0].middle >= two[1].middle), "{labels:?}");
    // Shares of points have no traces of rounding, and points the same name.
    let held = &part(&given, "ahead").sentences;
    assert!(held[0].contains(": of 8 points ") && !held[0].contains("e−"), "{held:?}");
    assert!(held[1].contains("point "), "{held:?}");
}

/// Few runs, runs that failed, outcomes at their end and organisations that sleep are all said.
#[test]
fn what_speaks_against_an_answer_is_said() {
    let text = file(GRID, EFFECT)
        .replace("replicates = 20", "replicates = 3")
        .replace("[\"mobilised\"]", "[\"mobilised\", \"survived\"]");
    let all_awake = answer_in(&text, &|at| vec![("mobilised", at.noise()), ("survived", 1.0)]);
    let notes = all_awake.notes.join("\n");
    assert!(notes.contains("Only 3 runs a point"), "{notes}");
    assert!(notes.contains("Awake at the end is at its highest (100) in 57 of 57 runs"), "{notes}");
    assert!(!notes.contains("asleep at the end"), "{notes}");
    let some = answer_in(&text, &|at| {
        vec![("mobilised", f64::NAN), ("survived", f64::from(u8::from(!at.is("coping.relief", "0.5"))))]
    });
    let notes = some.notes.join("\n");
    let asleep = some.asleep.join("\n");
    assert!(asleep.contains("In 18 of 57 runs (31.6 %) the organisation is asleep at the end"), "{asleep}");
    assert!(!some.short.is_empty() && all_awake.asleep.is_empty(), "{}", some.short);
    assert!(notes.contains("has no value in 57 of 57 runs"), "{notes}");
    assert!(part(&some, "visa").sentences[0].contains("not to be said"), "{:?}", part(&some, "visa").sentences);
}
