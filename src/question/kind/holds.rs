//! `holds`: in which share of settings one side is ahead of the other.

use crate::question::answer::{Number, Section};
use crate::question::chart::{Bar, Bars, Chart};
use crate::question::context::Context;
use crate::question::phrases::{by_chance, pairs_of_runs};
use crate::question::quantity::Quantity;
use crate::question::sample::Sample;
use crate::question::side::Side;
use crate::question::statistics::comparison::compare;
use crate::question::statistics::tally::{Tally, wilson};
use crate::question::statistics::verdict::{Verdict, is_detected, verdict};
use crate::question::table::Table;
use crate::study::estimate::Estimate;
use crate::text::{capital, count, list, number};

use super::effect::EffectRequest;
use super::request::Request;

/// Most settings named one by one.
const MAX_NAMED: usize = 8;
/// Most rows of a chart.
const MAX_ROWS: usize = 40;

/// An effect that is expected to hold in all settings.
#[derive(Debug, Clone)]
pub(crate) struct HoldsRequest {
    effect: EffectRequest,
    /// Whether the first side is expected to have more.
    more: bool,
}

/// The effect on one outcome in each setting.
pub(crate) struct Holds {
    quantity: Quantity,
    /// By setting.
    effects: Vec<Estimate>,
    tally: Tally,
    all: Estimate,
}

impl Request for HoldsRequest {
    const KEYS: &'static [&'static str] = &["outcome", "outcomes", "direction", "this", "beside", "at"];
    type Findings = Vec<Holds>;

    fn read(table: &mut Table<'_>) -> Option<Self> {
        let direction = table.key("direction").map(|_| table.choice("direction", &["more", "less"]));
        let effect = EffectRequest::read(table)?;
        let more = match direction {
            Some(word) => word? == "more",
            None => true,
        };
        Some(Self { effect, more })
    }

    fn outcomes(&self) -> &[usize] {
        &self.effect.outcomes
    }

    fn compute(&self, sample: &Sample) -> Vec<Holds> {
        let pairs = self.effect.contrast.pairs(sample);
        let of = |outcome: &usize| {
            let effect = |pairs| compare(sample, pairs, *outcome).difference;
            let effects: Vec<Estimate> = pairs.iter().map(|pair| effect(std::slice::from_ref(pair))).collect();
            Holds { quantity: Quantity::outcome(*outcome), tally: Tally::of(&effects), all: effect(&pairs), effects }
        };
        self.effect.outcomes.iter().map(of).collect()
    }

    fn say(&self, context: Context<'_>, found: &Vec<Holds>, section: &mut Section) {
        let sides @ [this, beside] = &context.sides(&self.effect.contrast);
        let settings = self.settings(context);
        let is_drawn = context.sample.drawn;
        section.short = found.first().map_or_else(String::new, |one| self.short(one, sides));
        for one @ Holds { quantity, effects, all, .. } in found {
            section.sentences.push(self.share(one, sides, is_drawn));
            section.sentences.extend(self.exceptions(one, &settings));
            section.sentences.extend((!is_drawn).then(|| undecided(&settings, effects)).flatten());
            let (holding, _) = self.directions(one);
            let (low, high) = if is_drawn { wilson(holding, effects.len()) } else { (f64::NAN, f64::NAN) };
            let what = format!("share of settings in which {this} has {} than {beside}", self.word());
            let runs = effects.iter().map(|e| e.replicates as usize).sum();
            let share = Number::plain(what, &quantity.name, holding as f64 / effects.len() as f64, runs);
            section.numbers.push(Number { low, high, ..share });
            section.numbers.push(Number::statement(format!("{this} less {beside}, over all"), &quantity.name, all));
            let number = |(setting, e)| Number::mean(format!("{this} less {beside}, {setting}"), &quantity.name, e);
            section.numbers.extend(settings.iter().zip(effects).map(number));
        }
    }

    fn chart(&self, context: Context<'_>, found: &Vec<Holds>) -> Option<Chart> {
        let [this, beside] = context.sides(&self.effect.contrast);
        let Holds { quantity, effects, .. } = found.first()?;
        let settings = self.settings(context);
        let defined = settings.iter().zip(effects).filter(|(_, e)| !e.mean.is_nan());
        let mut rows: Vec<Bar> = defined.map(|(setting, e)| quantity.bar(setting.clone(), String::new(), e)).collect();
        rows.sort_by(|a, b| b.middle.total_cmp(&a.middle));
        let mut subtitle = "Mean paired difference with its 95 % interval, in order of size.".to_owned();
        if rows.len() > MAX_ROWS {
            let every = rows.len().div_ceil(MAX_ROWS);
            rows = rows.into_iter().step_by(every).collect();
            let word = match every {
                2 => "second".to_owned(),
                3 => "third".to_owned(),
                n => format!("{n}th"),
            };
            subtitle += &format!(" Every {word} of {} is drawn.", settings.len());
        }
        Some(Chart::Bars(Bars {
            title: format!("{}: {this} less {beside}, setting by setting", capital(&quantity.label)),
            subtitle,
            left: format!("{beside} higher"),
            right: format!("{this} higher"),
            unit: format!("difference, {}", quantity.unit),
            rows,
        }))
    }
}

impl HoldsRequest {
    fn word(&self) -> &'static str {
        if self.more { "more" } else { "less" }
    }

    /// Settings in which the effect is as expected, and those in which it is the opposite.
    fn directions(&self, found: &Holds) -> (usize, usize) {
        let Tally { more, less, .. } = found.tally;
        if self.more { (more, less) } else { (less, more) }
    }

    /// The names of the settings.
    fn settings(&self, context: Context<'_>) -> Vec<String> {
        let (sample, contrast) = (context.sample, &self.effect.contrast);
        let except = contrast.this.factors();
        let several = sample.scenarios.len() > 1 && contrast.this.scenario.is_none();
        let name = |(n, point): (usize, usize)| {
            let words = match sample.drawn {
                // If several scenarios share a row, each of them has a point of its own.
                true if sample.scenarios.len() == 1 => format!("point {point}"),
                true => format!("row {}", n + 1),
                false => context.setting(sample.labels(point), &except),
            };
            let scenario = context.scenario(point);
            match (several, words.is_empty()) {
                (true, true) => scenario.to_owned(),
                (true, false) => format!("{scenario}: {words}"),
                _ => words,
            }
        };
        contrast.pairs(sample).iter().map(|pair| pair.this.0).enumerate().map(name).collect()
    }

    /// In how many settings it holds, without the numbers behind it.
    fn short(&self, found: &Holds, [this, beside]: &[String; 2]) -> String {
        let ((holding, against), all) = (self.directions(found), found.tally.all());
        let (word, label) = (if self.more { "higher" } else { "lower" }, &found.quantity.label);
        let against = if against == 0 { "in none the reverse".to_owned() } else { format!("in {against} the reverse") };
        let subject =
            if self.effect.contrast.this == Side::default() { String::new() } else { format!("with {this} ") };
        let settings = count(all, "setting", "settings");
        format!(
            "In {holding} of {settings}, {label} is {word} {subject}than with {beside}; {against}, in {} no difference is \
             detectable.",
            found.tally.open()
        )
    }

    /// In how many settings the effect holds.
    fn share(&self, found: &Holds, [this, beside]: &[String; 2], is_drawn: bool) -> String {
        let n = found.tally.all();
        let (holding, against) = self.directions(found);
        let interval = if is_drawn {
            let (low, high) = wilson(holding, n);
            format!(", 95 % {} to {} %", number(low * 100.0), number(high * 100.0))
        } else {
            String::new()
        };
        let runs = || found.effects.iter().map(|e| e.replicates);
        let (fewest, most) = (runs().min().unwrap_or(0), runs().max().unwrap_or(0));
        let from = if fewest < most { format!("{fewest} to ") } else { String::new() };
        let each = format!("{from}{} each", pairs_of_runs(most));
        let share = format!("{} %{interval}", number(holding as f64 * 100.0 / n as f64));
        let (head, word, chance, open) = (found.quantity.head(), self.word(), by_chance(n), found.tally.open());
        let other = if self.more { "less" } else { "more" };
        match self.effect.contrast.this == Side::default() {
            true => format!(
                "{head}: of {} {holding} {} {word} than {beside} ({share}), {against} {other}, and {open} no difference beyond chance ({each}; {chance}).",
                count(n, "point", "points"),
                if holding == 1 { "has" } else { "have" },
            ),
            false => format!(
                "{head}: {this} has {word} than {beside} in {holding} of {} ({share}), {other} in {against}, and no difference beyond chance in {open} ({each}; {chance}).",
                count(n, "setting", "settings"),
            ),
        }
    }

    /// The settings in which the effect is the opposite.
    fn exceptions(&self, found: &Holds, settings: &[String]) -> Option<String> {
        let sign = if self.more { 1.0 } else { -1.0 };
        let mut against: Vec<(&String, &Estimate)> =
            settings.iter().zip(&found.effects).filter(|(_, e)| is_detected(e) && e.mean * sign < 0.0).collect();
        against.sort_by(|a, b| b.1.mean.abs().total_cmp(&a.1.mean.abs()));
        let name = |(setting, e): &(&String, &Estimate)| format!("{setting} ({})", found.quantity.value(e.mean));
        let names: Vec<String> = against.iter().take(MAX_NAMED).map(name).collect();
        let rest = if against.len() > MAX_NAMED { ", the largest first" } else { "" };
        (!names.is_empty()).then(|| format!("It is the other way round{rest}: {}.", list(&names)))
    }
}

/// The undecided settings, if they are few.
fn undecided(settings: &[String], effects: &[Estimate]) -> Option<String> {
    let open = settings.iter().zip(effects).filter(|(_, e)| verdict(e) == Verdict::Undecided);
    let open: Vec<&String> = open.map(|(setting, _)| setting).collect();
    (1..=MAX_NAMED).contains(&open.len()).then(|| format!("Undecided: {}.", list(&open)))
}
