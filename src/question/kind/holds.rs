//! `holds`: in which share of settings one side is ahead of the other, and where it is not.

use crate::study::estimate::Estimate;
use crate::text::{capital, count, list, number};

use crate::question::answer::{Number, Said};
use crate::question::contrast::{Contrast, compared};
use crate::question::given::Given;
use crate::question::quantity::Quantity;
use crate::question::shown::{Bar, Bars, Shown};
use crate::question::side::Side;
use crate::question::table::Table;
use crate::question::verdict::{Verdict, verdict};

pub(super) const KEYS: &[&str] = &["outcome", "outcomes", "direction", "this", "beside", "at"];

/// Exceptions that are named.
const MOST_NAMED: usize = 8;
/// Rows of a picture.
const MOST_ROWS: usize = 40;

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    outcomes: Vec<usize>,
    /// Whether more is what is to hold.
    more: bool,
    contrast: Contrast,
}

/// How many settings differ which way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub more: usize,
    pub less: usize,
    pub undecided: usize,
    pub same: usize,
    pub unknown: usize,
}

impl Tally {
    pub fn of<'a>(all: impl IntoIterator<Item = &'a Estimate>) -> Self {
        let mut tally = Self::default();
        for e in all {
            *match verdict(e) {
                Verdict::More => &mut tally.more,
                Verdict::Less => &mut tally.less,
                Verdict::Undecided => &mut tally.undecided,
                Verdict::Same => &mut tally.same,
                Verdict::Unknown => &mut tally.unknown,
            } += 1;
        }
        tally
    }

    pub fn all(&self) -> usize {
        self.more + self.less + self.undecided + self.same + self.unknown
    }
}

/// What 95 % intervals call a difference where there is none: one in twenty.
pub(super) fn by_chance(n: usize) -> String {
    format!("chance alone would make about {} of {n} look like a difference", (n as f64 / 20.0).round().max(1.0))
}

/// A share with its 95 % interval after Wilson (1927), which stays within 0 and 1.
fn wilson(k: usize, n: usize) -> (f64, f64) {
    const Z: f64 = 1.959_963_984_540_054;
    let (k, n) = (k as f64, n as f64);
    let (share, squared) = (k / n, Z * Z);
    let middle = (share + squared / (2.0 * n)) / (1.0 + squared / n);
    let half = Z / (1.0 + squared / n) * (share * (1.0 - share) / n + squared / (4.0 * n * n)).sqrt();
    // Rounding must not leave a trace of a share where there is none.
    let low = if k == 0.0 { 0.0 } else { middle - half };
    (low, if k == n { 1.0 } else { middle + half })
}

impl Asked {
    pub(super) fn read(table: &mut Table<'_>) -> Option<Self> {
        let outcomes = table.outcomes();
        let direction = table.key("direction").map(|_| table.choice("direction", &["more", "less"]));
        let contrast = table.contrast()?;
        let more = match direction {
            Some(word) => word? == "more",
            None => true,
        };
        Some(Self { outcomes, more, contrast })
    }

    pub(super) fn outcomes(&self) -> &[usize] {
        &self.outcomes
    }

    pub(super) fn answer(&self, given: &Given<'_>) -> Said {
        let sample = given.sample;
        let pairs = self.contrast.pairs(sample);
        let (this, beside) = self.contrast.names(given);
        let named = self.contrast.this.factors();
        let several = sample.scenarios.len() > 1 && self.contrast.this.scenario.is_none();
        let settings: Vec<String> = pairs
            .iter()
            .enumerate()
            .map(|(n, pair)| {
                let point = &sample.points[pair.this.0];
                let labels = point.labels.as_deref().unwrap_or_default();
                let words = match sample.drawn {
                    // Where several scenarios stand on one row, a point is one of them alone.
                    true if sample.scenarios.len() == 1 => format!("point {}", pair.this.0),
                    true => format!("row {}", n + 1),
                    false => given.words.setting(sample, labels, &named),
                };
                let scenario = given.words.of(&sample.scenarios[point.scenario]);
                match (several, words.is_empty()) {
                    (true, true) => scenario.to_owned(),
                    (true, false) => format!("{scenario}: {words}"),
                    _ => words,
                }
            })
            .collect();
        let mut said = Said::default();
        for outcome in &self.outcomes {
            let quantity = Quantity::outcome(*outcome);
            let effects: Vec<Estimate> =
                pairs.iter().map(|pair| compared(sample, &[*pair], *outcome).difference).collect();
            said.sentences.extend(self.sentences(&quantity, &this, &beside, &settings, &effects, sample.drawn));
            let tally = Tally::of(&effects);
            let held = if self.more { tally.more } else { tally.less };
            let share = held as f64 / effects.len() as f64;
            let (low, high) = if sample.drawn { wilson(held, effects.len()) } else { (f64::NAN, f64::NAN) };
            let what = format!("share of settings in which {this} has {} than {beside}", self.word());
            let runs = effects.iter().map(|e| e.replicates).sum();
            said.numbers.push(Number {
                what,
                of: quantity.name.clone(),
                value: share,
                low,
                high,
                runs,
                statement: false,
            });
            let all = compared(sample, &pairs, *outcome).difference;
            said.numbers.push(Number::statement(format!("{this} less {beside}, over all"), &quantity.name, &all));
            for (setting, e) in settings.iter().zip(&effects) {
                said.numbers.push(Number::mean(format!("{this} less {beside}, {setting}"), &quantity.name, e));
            }
            let picture = || {
                let told = settings.iter().zip(&effects).filter(|(_, e)| !e.mean.is_nan());
                let mut rows: Vec<Bar> =
                    told.map(|(setting, e)| quantity.bar(setting.clone(), String::new(), e)).collect();
                rows.sort_by(|a, b| b.middle.total_cmp(&a.middle));
                let cut = if rows.len() > MOST_ROWS {
                    let every = rows.len().div_ceil(MOST_ROWS);
                    rows = rows.into_iter().step_by(every).collect();
                    let word = match every {
                        2 => "second".to_owned(),
                        3 => "third".to_owned(),
                        n => format!("{n}th"),
                    };
                    format!(" Every {word} of {} is drawn.", settings.len())
                } else {
                    String::new()
                };
                Shown::Bars(Bars {
                    title: format!("{}: {this} less {beside}, setting by setting", capital(&quantity.label)),
                    subtitle: format!("Mean paired difference with its 95 % interval, in order of size.{cut}"),
                    left: format!("{beside} higher"),
                    right: format!("{this} higher"),
                    unit: format!("difference, {}", quantity.unit),
                    rows,
                })
            };
            said.picture.get_or_insert_with(picture);
        }
        said
    }

    fn word(&self) -> &'static str {
        if self.more { "more" } else { "less" }
    }

    fn sentences(
        &self,
        quantity: &Quantity,
        this: &str,
        beside: &str,
        settings: &[String],
        effects: &[Estimate],
        drawn: bool,
    ) -> Vec<String> {
        let tally = Tally::of(effects);
        let n = tally.all();
        let (held, turned) = if self.more { (tally.more, tally.less) } else { (tally.less, tally.more) };
        let other = if self.more { "less" } else { "more" };
        let interval = if drawn {
            let (low, high) = wilson(held, n);
            format!(", 95 % {} to {} %", number(low * 100.0), number(high * 100.0))
        } else {
            String::new()
        };
        let runs = || effects.iter().map(|e| e.replicates);
        let (fewest, most) = (runs().min().unwrap_or(0), runs().max().unwrap_or(0));
        let from = if fewest < most { format!("{fewest} to ") } else { String::new() };
        let each = format!("{from}{} each", count(most as usize, "pair of runs", "pairs of runs"));
        let share = format!("{} %{interval}", number(held as f64 * 100.0 / n as f64));
        let open = tally.undecided + tally.same + tally.unknown;
        let (head, word, chance) = (quantity.head(), self.word(), by_chance(n));
        let mut said = vec![match self.contrast.this == Side::default() {
            true => format!(
                "{head}: of {} {held} {} {word} than {beside} ({share}), {turned} {other}, and {open} no difference beyond chance ({each}; {chance}).",
                count(n, "point", "points"),
                if held == 1 { "has" } else { "have" },
            ),
            false => format!(
                "{head}: {this} has {word} than {beside} in {held} of {} ({share}), {other} in {turned}, and no difference beyond chance in {open} ({each}; {chance}).",
                count(n, "setting", "settings"),
            ),
        }];
        let sign = if self.more { 1.0 } else { -1.0 };
        let mut against: Vec<(&String, &Estimate)> = settings
            .iter()
            .zip(effects)
            .filter(|(_, e)| matches!(verdict(e), Verdict::More | Verdict::Less) && e.mean * sign < 0.0)
            .collect();
        against.sort_by(|a, b| b.1.mean.abs().total_cmp(&a.1.mean.abs()));
        if !against.is_empty() {
            let named: Vec<String> = against
                .iter()
                .take(MOST_NAMED)
                .map(|(setting, e)| format!("{setting} ({})", quantity.value(e.mean)))
                .collect();
            let rest = if against.len() > MOST_NAMED { ", the largest first" } else { "" };
            said.push(format!("It is the other way round{rest}: {}.", list(&named)));
        }
        let mut open: Vec<&String> = Vec::new();
        open.extend(settings.iter().zip(effects).filter(|(_, e)| verdict(e) == Verdict::Undecided).map(|(s, _)| s));
        if !drawn && !open.is_empty() && open.len() <= MOST_NAMED {
            said.push(format!("Undecided: {}.", list(&open)));
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::wilson;

    /// Newcombe (1998), table I: 81 of 263 gives 0.2553 to 0.3662; 15 of 148 gives 0.0624 to 0.1605; 0 of 20 ends at 0.1611.
    #[test]
    fn shares_have_the_intervals_of_newcombe() {
        for (k, n, low, high) in [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611)] {
            let (a, b) = wilson(k, n);
            assert!((a - low).abs() < 5e-5 && (b - high).abs() < 5e-5, "{k} of {n}: {a} to {b}");
        }
    }
}
