//! The scenarios of a calibration, read with their patterns: which settings, knobs and patterns belong to which.

use std::ops::Range;

use crate::config::{Problem, Problems, Span, distinct};
use crate::scenario::library::scenarios;
use crate::scenario::{Draft, Overrides, Text, find};

use super::by_scenario::{ByScenario, unknown_scenario};
use super::case::{Case, WatchedPattern, has, parts, setting_parts};
use super::file::{CalibrationFile, NamedPatterns, ScenarioName};
use super::pattern::Pattern;
use super::pattern_file::PatternDraft;
use super::pattern_use::PatternUse;
use super::prior_file::KnobPrior;

/// A setting with where it stands: an option of the command line, or a place in the calibration file.
struct Setting {
    option: String,
    text: String,
    span: Option<Span>,
    /// Whether the file says it of one scenario only.
    of_one: bool,
}

/// Reads the scenarios of a calibration and their patterns.
pub(super) fn read_cases(
    file: &mut CalibrationFile,
    command_line: &Overrides,
) -> Result<(Vec<Case>, Vec<Pattern>), Problems> {
    let mut read = Vec::new();
    for named in &file.scenarios {
        let text = find(&named.named, &file.text.folder, scenarios(), Some(&named.span), &file.text.shelf)?;
        let plain = Draft::read(&text, &Overrides::default())?;
        read.push((text, plain));
    }
    let plain: Vec<&Draft> = read.iter().map(|(_, plain)| plain).collect();
    check_draws(file, command_line)?;
    check_settings(file, command_line, &plain)?;
    check_knobs(&file.priors, &file.scenarios, &plain)?;
    let mut patterns = PatternsByCase::of(file, &read)?;
    let (mut cases, mut all) = (Vec::new(), Vec::new());
    for (n, (text, plain)) in read.iter().enumerate() {
        let mut case = case(file, n, text, plain, command_line)?;
        (case.patterns, case.watched) =
            patterns.resolve(n, &case, (file.scenarios.len() > 1, file.by_factors), &mut all)?;
        cases.push(case);
    }
    Ok((cases, all))
}

/// One scenario, in each model.
fn case(
    file: &CalibrationFile,
    number: usize,
    text: &Text,
    plain: &Draft,
    command_line: &Overrides,
) -> Result<Case, Problems> {
    let named = &file.scenarios[number];
    let own = |setting: &Setting| file.scenarios.len() == 1 || has(plain, &setting_parts(&setting.text));
    let mut bases = Vec::new();
    for model in 0..file.models.len().max(1) {
        let mut overrides = Overrides::default();
        let weeks = file.weeks.as_ref().and_then(|weeks| weeks.of(&named.name));
        overrides.0.extend(weeks.map(|weeks| ("weeks".to_owned(), format!("run.weeks={weeks}"))));
        let settings = settings(file, &named.name, Some(model), command_line);
        overrides.0.extend(settings.into_iter().filter(own).map(|setting| (setting.option, setting.text)));
        bases.push(Draft::read(text, &overrides)?.without_draw());
    }
    let scenario = bases[0].clone().finish()?;
    let several = file.scenarios.len() > 1;
    let takes = |knob: &KnobPrior| {
        let own = knob.scenario.as_ref().is_none_or(|scenario| *scenario == named.name);
        own && (!several || has(plain, &parts(&knob.path)))
    };
    let takes = file.priors.iter().map(takes).collect();
    Ok(Case { name: named.name.clone(), scenario, patterns: 0..0, watched: Vec::new(), takes, bases })
}

/// The settings of a scenario in a model – in all of them without one –, the stronger ones last.
fn settings(file: &CalibrationFile, scenario: &str, model: Option<usize>, command_line: &Overrides) -> Vec<Setting> {
    let from_file = |option: String, list: &[(String, Span)], of_one: bool| -> Vec<Setting> {
        let one = |(text, span): &(String, Span)| Setting {
            option: option.clone(),
            text: text.clone(),
            span: Some(span.clone()),
            of_one,
        };
        list.iter().map(one).collect()
    };
    let name = &file.text.source.name;
    let mut all = Vec::new();
    if let Some(list) = file.set.as_ref().and_then(|set| set.of(scenario)) {
        let of_one = matches!(file.set, Some(ByScenario::Each(_)));
        all.extend(from_file(format!("{name}, set"), list, of_one));
    }
    for (_, draft) in file.models.iter().enumerate().filter(|(n, _)| model.is_none_or(|model| model == *n)) {
        all.extend(from_file(format!("{name}, model.{}", draft.name), &draft.set, false));
    }
    all.extend(command_line.0.iter().map(|(option, text)| Setting {
        option: option.clone(),
        text: text.clone(),
        span: None,
        of_one: false,
    }));
    all
}

/// A scenario that draws is calibrated with its own values in place of what it draws; to ask for both is a mistake.
fn check_draws(file: &CalibrationFile, command_line: &Overrides) -> Result<(), Problems> {
    let all = file.scenarios.iter().flat_map(|scenario| settings(file, &scenario.name, None, command_line));
    let asked = all.filter(|setting| setting_parts(&setting.text)[0] == "draw").map(|setting| {
        let title = format!("`{}`: a calibration finds values and cannot draw them", setting.text);
        let hint = "without it; where the scenario itself draws, the calibration takes its own values";
        match &setting.span {
            Some(span) => Problem::at(span, title, "set here").hint(hint),
            None => Problem::whole(title, hint),
        }
    });
    let problems = distinct(asked.collect());
    if problems.is_empty() { Ok(()) } else { Err(Problems(problems)) }
}

/// Where there are several scenarios, each setting must belong to one of them.
fn check_settings(file: &CalibrationFile, command_line: &Overrides, plain: &[&Draft]) -> Result<(), Problems> {
    if plain.len() == 1 {
        return Ok(());
    }
    let mut problems = Vec::new();
    for (scenario, draft) in file.scenarios.iter().zip(plain) {
        for setting in settings(file, &scenario.name, None, command_line) {
            let path = setting_parts(&setting.text);
            let there = if setting.of_one { has(draft, &path) } else { plain.iter().any(|draft| has(draft, &path)) };
            if !there {
                let which = if setting.of_one { &scenario.name } else { "no scenario here" };
                let title = format!("{which} has {}`{}`", if setting.of_one { "no " } else { "" }, path[..2].join("."));
                let problem = match &setting.span {
                    Some(span) => Problem::at(span, title, "set here").hint(names_of(path[0], &file.scenarios, plain)),
                    None => Problem::whole(title, names_of(path[0], &file.scenarios, plain)),
                };
                problems.push(problem);
            }
        }
    }
    let problems = distinct(problems);
    if problems.is_empty() { Ok(()) } else { Err(Problems(problems)) }
}

/// Where there are several scenarios, each knob of the prior must belong to one of them.
fn check_knobs(knobs: &[KnobPrior], scenarios: &[ScenarioName], plain: &[&Draft]) -> Result<(), Problems> {
    if plain.len() == 1 {
        return Ok(());
    }
    let mut problems = Vec::new();
    for knob in knobs {
        let path = parts(&knob.path);
        let may_have = scenarios
            .iter()
            .zip(plain)
            .filter(|(scenario, _)| knob.scenario.as_ref().is_none_or(|own| *own == scenario.name));
        if !may_have.into_iter().any(|(_, draft)| has(draft, &path)) {
            let which = knob.scenario.as_deref().unwrap_or("no scenario here");
            let no = if knob.scenario.is_some() { "no " } else { "" };
            let title = format!("{which} has {no}`{}`", path[..2].join("."));
            problems.push(Problem::at(&knob.span, title, "a prior of it").hint(names_of(path[0], scenarios, plain)));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(Problems(problems)) }
}

/// Which things of a sort each scenario has.
fn names_of(sort: &str, scenarios: &[ScenarioName], plain: &[&Draft]) -> String {
    let one = |(scenario, draft): (&ScenarioName, &&Draft)| match draft.names(sort).as_slice() {
        [] => format!("{} has none", scenario.name),
        names => format!("{} has {sort}.{}", scenario.name, names.join(&format!(", {sort}."))),
    };
    scenarios.iter().zip(plain).map(one).collect::<Vec<_>>().join("; ")
}

/// Patterns that are not yet resolved, by the scenario they are of.
struct PatternsByCase(Vec<Vec<PatternDraft>>);

impl PatternsByCase {
    /// Those of files belong to the scenario that the file names, those of the calibration to the one they name. Where
    /// there is one scenario, all are of it.
    fn of(file: &mut CalibrationFile, read: &[(Text, Draft)]) -> Result<Self, Problems> {
        let names: Vec<String> = file.scenarios.iter().map(|scenario| scenario.name.clone()).collect();
        let mut by_case: Vec<Vec<PatternDraft>> = read.iter().map(|_| Vec::new()).collect();
        let mut problems = Vec::new();
        for NamedPatterns { file: patterns, span } in std::mem::take(&mut file.files) {
            let number = if read.len() == 1 {
                Some(0)
            } else {
                let (name, at) = &patterns.scenario;
                let text = find(name, &patterns.text.folder, scenarios(), Some(at), &patterns.text.shelf)?;
                read.iter().position(|(other, _)| other.identity == text.identity)
            };
            match number {
                Some(number) => by_case[number].extend(patterns.patterns),
                None => problems.push(unknown_scenario(&patterns.scenario.0, &span, &names)),
            }
        }
        for draft in std::mem::take(&mut file.patterns) {
            match &draft.scenario {
                None if read.len() == 1 => by_case[0].push(draft),
                None => {
                    let title = format!("`pattern.{}` does not say of which scenario it is", draft.name);
                    let hint = format!("scenario = \"{}\", or another of {}", names[0], names.join(", "));
                    problems.push(Problem::at(&draft.span, title, "no `scenario`").hint(hint));
                }
                Some((name, span)) => match names.iter().position(|other| other == name) {
                    Some(number) => by_case[number].push(draft),
                    None => problems.push(unknown_scenario(name, span, &names)),
                },
            }
        }
        for (scenario, _) in file.scenarios.iter().zip(&by_case).filter(|(_, drafts)| drafts.is_empty()) {
            let title = format!("no pattern is of the scenario \"{}\"", scenario.name);
            let hint =
                "a file of patterns of it in `patterns`, or [pattern.NAME] with scenario = \"…\"; or leave it out";
            problems.push(Problem::at(&scenario.span, title, "nothing to compare it with").hint(hint));
        }
        if problems.is_empty() { Ok(Self(by_case)) } else { Err(Problems(problems)) }
    }

    /// The patterns of a scenario: those that are fitted, which are added to `all`, and the others that have a number
    /// and lie within the weeks that are run.
    fn resolve(
        &mut self,
        number: usize,
        case: &Case,
        (several, by_factors): (bool, bool),
        all: &mut Vec<Pattern>,
    ) -> Result<(Range<usize>, Vec<WatchedPattern>), Problems> {
        let (mut problems, mut watched, before) = (Vec::new(), Vec::new(), all.len());
        for draft in std::mem::take(&mut self.0[number]) {
            let (purpose, span) = (draft.purpose, draft.span.clone());
            if purpose == PatternUse::Fitted {
                let Some(mut pattern) = draft.resolve(&case.scenario, &mut problems) else { continue };
                pattern.by_factors = by_factors && pattern.observed > pattern.scale;
                if several {
                    pattern.name = format!("{}.{}", case.name, pattern.name);
                }
                if all[before..].iter().any(|other| other.name == pattern.name) {
                    let title = format!("two patterns are called \"{}\"", pattern.name);
                    problems.push(Problem::at(&span, title, "the second one").hint("rename one of them"));
                }
                all.push(pattern);
            } else if let Some(pattern) = draft.resolve(&case.scenario, &mut Vec::new()) {
                watched.push(WatchedPattern { pattern, purpose });
            }
        }
        let own = |pattern: &Pattern| {
            let name = |other: &Pattern| other.name.strip_prefix(&format!("{}.", case.name)) == Some(&pattern.name);
            all[before..].iter().any(|other| other.name == pattern.name || (several && name(other)))
        };
        watched.retain(|one: &WatchedPattern| !one.pattern.observed.is_nan() && !own(&one.pattern));
        if problems.is_empty() { Ok((before..all.len(), watched)) } else { Err(Problems(problems)) }
    }
}
