//! The words for an outcome: its name in a sentence, its unit, its values and its differences.

use crate::model::organisers::ORGANISERS;
use crate::model::sustainability::{OUTCOMES, Outcome};
use crate::model::who::WHO;
use crate::study::estimate::Estimate;
use crate::text::{alike, capital, number};

use super::chart::Bar;
use super::phrases::pairs_of_runs;
use super::statistics::verdict::{Verdict, verdict};

/// A quantity as sentences name it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quantity {
    /// Its name in files.
    pub name: String,
    /// A few words.
    pub label: String,
    /// Its unit, as it is shown.
    pub unit: String,
    /// What it is multiplied by to be shown: 100 for shares.
    scale: f64,
    /// Whether it is counted, so that a difference is so many more or fewer.
    counted: bool,
}

impl Quantity {
    /// An outcome of a run.
    pub(crate) fn outcome(outcome: usize) -> Self {
        let info = &OUTCOMES[outcome];
        Self::of(info.name, info.label, info.unit)
    }

    /// A reading of runs that is neither an outcome nor a weekly measure, by its name.
    pub(crate) fn reading(name: &str) -> Option<Self> {
        let who = WHO.iter().find(|who| who.name == name).map(|who| Self::of(name, who.meaning, "0–1"));
        let organisers = || ORGANISERS.iter().find(|known| known.name == name);
        who.or_else(|| organisers().map(|known| Self::of(name, known.label, known.unit)))
    }

    /// Anything with a unit.
    pub(crate) fn of(name: &str, label: &str, unit: &str) -> Self {
        let share = unit == "share" || unit.starts_with("share of");
        let counted = !share && unit != "0–1" && unit != "£";
        Self {
            name: name.to_owned(),
            label: label.to_owned(),
            unit: match unit {
                _ if share => unit.replacen("share", "%", 1),
                "0–1" => "from 0 to 1".to_owned(),
                unit => unit.to_owned(),
            },
            scale: if share { 100.0 } else { 1.0 },
            counted,
        }
    }

    /// Its name and unit as a sentence begins.
    pub(crate) fn head(&self) -> String {
        format!("{} ({})", capital(&self.label), self.unit)
    }

    /// A value.
    pub(crate) fn value(&self, x: f64) -> String {
        number(x * self.scale)
    }

    /// What a share of an earlier value above all of it means; nothing for other quantities and smaller values.
    pub(crate) fn over_the_whole(&self, x: f64) -> &'static str {
        let is_kept = self.name == OUTCOMES[Outcome::StepDownRetention as usize].name;
        if is_kept && x > 1.0 {
            " Above 100 %: more came a year after the step-down than in the half year before it."
        } else {
            ""
        }
    }

    /// Values of one kind, with as many decimals each.
    pub(crate) fn values<const N: usize>(&self, values: [f64; N]) -> [String; N] {
        alike(values.map(|x| x * self.scale))
    }

    /// The cells of a map in the unit that is shown.
    pub(crate) fn scaled(&self, cells: Vec<Vec<Option<(f64, bool)>>>) -> Vec<Vec<Option<(f64, bool)>>> {
        let shown = |cell: Option<(f64, bool)>| cell.map(|(value, uncertain)| (value * self.scale, uncertain));
        cells.into_iter().map(|row| row.into_iter().map(shown).collect()).collect()
    }

    /// The number and ends of a bar in the unit that is shown.
    pub(crate) fn bar(&self, label: String, note: String, e: &Estimate) -> Bar {
        let [middle, low, high] = [e.mean, e.low, e.high].map(|x| x * self.scale);
        Bar::new(label, note, middle, [low, high])
    }

    /// The difference of pairs of runs in words.
    pub(crate) fn paired_difference(&self, e: &Estimate) -> String {
        self.difference(e, &pairs_of_runs(e.replicates))
    }

    /// What to call more and less of it.
    pub(crate) fn more_and_less(&self) -> (&'static str, &'static str) {
        if self.counted { ("more", "fewer") } else { ("a higher value", "a lower value") }
    }

    /// The interval of a value: `95 % 104 to 116`, or that it has none.
    pub(crate) fn interval(&self, e: &Estimate) -> String {
        if e.low.is_nan() || e.high.is_nan() {
            return "no interval from one run".to_owned();
        }
        if e.low == e.high {
            return "the same in every run".to_owned();
        }
        let [low, high] = self.values([e.low, e.high]);
        format!("95 % {low} to {high}")
    }

    /// An interval of a difference, counted the way the difference goes: `110 fewer` has `95 % 97 to 123`, and `2 fewer`
    /// within chance has `95 % from 10 fewer to 6 more`.
    fn interval_of_difference(&self, e: &Estimate) -> String {
        let upwards = if e.mean < 0.0 { Estimate { low: -e.high, high: -e.low, ..*e } } else { *e };
        if upwards.low.is_nan() || upwards.high.is_nan() || upwards.low >= 0.0 {
            return self.interval(&upwards);
        }
        let [low, high] = self.values([-upwards.low, upwards.high]);
        let more = e.mean >= 0.0;
        format!("95 % from {low} {} to {high} {}", self.way(!more), self.way(more))
    }

    /// A difference in words without its interval: `110 more`.
    fn size(&self, e: &Estimate) -> String {
        // As many decimals as its interval has.
        let [size, ..] = self.values([e.mean.abs(), e.low, e.high]);
        let points = if self.scale == 1.0 { "" } else { " percentage points" };
        format!("{size}{points} {}", self.way(e.mean > 0.0))
    }

    /// What a difference is called, by which way it goes.
    fn way(&self, up: bool) -> &'static str {
        match (up, self.counted) {
            (true, true) => "more",
            (false, true) => "fewer",
            (true, false) => "higher",
            (false, false) => "lower",
        }
    }

    /// A detectable difference with its interval: `110 more than the first (95 % 104 to 116)`.
    pub(crate) fn more_than(&self, e: &Estimate, than: &str) -> String {
        format!("{} than {than} ({})", self.size(e), self.interval_of_difference(e))
    }

    /// A difference in words, with its interval and the number of runs behind it: `110 more (95 % 104 to 116; 40 pairs
    /// of runs)`, or that none is detectable.
    pub(crate) fn difference(&self, e: &Estimate, runs: &str) -> String {
        let (size, interval) = (self.size(e), self.interval_of_difference(e));
        match verdict(e) {
            Verdict::More | Verdict::Less => format!("{size} ({interval}; {runs})"),
            Verdict::Undecided => format!("no difference beyond chance ({size}, {interval}; {runs})"),
            Verdict::Same => format!("the same in every run ({runs})"),
            Verdict::Unknown if e.mean.is_nan() => format!("not to be said: no run has a value ({runs})"),
            Verdict::Unknown => format!("{size} in the one run there is, which is no answer"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::outcomes::outcome_number;

    fn quantity(name: &str) -> Quantity {
        Quantity::outcome(outcome_number(name).expect("an outcome"))
    }

    /// The words follow the numbers: the same sentence with the sign reversed, with an interval that holds 0, with none.
    #[test]
    fn words_follow_the_numbers() {
        let people = quantity("mobilised");
        let of = |values: &[f64]| people.difference(&Estimate::of(values.iter().copied()), "2 pairs");
        assert_eq!(
            of(&[100.0, 120.0]),
            "no difference beyond chance (110 more, 95 % from 17 fewer to 237 more; 2 pairs)"
        );
        assert_eq!(of(&[109.0, 111.0]), "110 more (95 % 97 to 123; 2 pairs)");
        assert_eq!(of(&[-109.0, -111.0]), "110 fewer (95 % 97 to 123; 2 pairs)");
        assert_eq!(
            of(&[-100.0, -120.0]),
            "no difference beyond chance (110 fewer, 95 % from 17 more to 237 fewer; 2 pairs)"
        );
        assert_eq!(of(&[0.0, 0.0]), "the same in every run (2 pairs)");
        assert_eq!(of(&[5.0]), "5.00 more in the one run there is, which is no answer");
        assert_eq!(of(&[f64::NAN]), "not to be said: no run has a value (2 pairs)");
    }

    #[test]
    fn shares_are_said_in_percentage_points() {
        let kept = quantity("survived");
        let of = |values: &[f64]| kept.difference(&Estimate::of(values.iter().copied()), "4 pairs");
        assert_eq!(of(&[0.4, 0.4, 0.4, 0.4]), "40.0 percentage points higher (the same in every run; 4 pairs)");
        assert_eq!((kept.head().as_str(), kept.value(0.6).as_str()), ("Awake at the end (%)", "60.0"));
    }
}
