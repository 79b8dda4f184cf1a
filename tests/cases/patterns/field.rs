//! Several at once: a network before a government that ignores it, rivals for the same members.

use mobilise::model::measures::Measure as M;
use mobilise::model::run::RunResult;

use crate::cases::trial::Asks::{Above, Below};
use crate::cases::trial::{FIELD, Pattern, case, each, less, outcome, runs, runs_of, sum};

pub(super) fn government_ignores() -> Vec<Pattern> {
    let (heard, seen) = (runs("jcwi-consultation", &[], 28), runs("jcwi-pressure", &[], 28));
    let won = |run: &RunResult| outcome(run, FIELD, "calls_won");
    let standing = |run: &RunResult| (0..4).map(|o| outcome(run, o, "legitimacy")).sum::<f64>() / 4.0;
    let of_each = |run: &RunResult| 100.0 * won(run) / sum(run, FIELD, M::Calls, 0..312);
    vec![
        Pattern {
            case: "jcwi-consultation",
            claims: "S127, S129",
            says: "consulted and ignored: not even one call won in six years",
            asks: Below(1.0),
            shown: false,
            digits: 2,
            values: each(&heard, won),
        },
        Pattern {
            case: "jcwi-consultation",
            claims: "S129",
            says: "but more standing with officials than by pressure (difference)",
            asks: Above(0.0),
            shown: true,
            digits: 2,
            values: less(&heard, &seen, standing),
        },
        Pattern {
            case: "jcwi-pressure",
            claims: "S130",
            says: "more calls won by turnout than by standing (difference)",
            asks: Above(0.0),
            shown: true,
            digits: 1,
            values: less(&seen, &heard, won),
        },
        Pattern {
            case: "jcwi-pressure",
            claims: "S130",
            says: "and more of each hundred calls (difference)",
            asks: Above(0.0),
            shown: false,
            digits: 1,
            values: less(&seen, &heard, of_each),
        },
    ]
}

pub(super) fn rivals_meet() -> Vec<Pattern> {
    let alone = |leave_out: &str| {
        let mut scenario = case("rivals", &[]);
        scenario.organisations.retain(|o| o.name != leave_out);
        scenario.interventions.retain(|i| i.organisation.as_deref() != Some(leave_out));
        scenario
    };
    let both = runs("rivals", &[], 80);
    let (meca, other) = (runs_of(&alone("Other"), 80), runs_of(&alone("MECA"), 80));
    let ever = |run: &RunResult, group: usize| outcome(run, group, "ever_members");
    let grants = |run: &RunResult, group: usize| sum(run, group, M::Grant, 0..312);
    let pairs = |value: &dyn Fn(&RunResult, usize) -> f64| -> Vec<f64> {
        let together = both.iter().map(|run| value(run, 0) + value(run, 1));
        together.zip(meca.iter().zip(&other)).map(|(both, (a, b))| both - value(a, 0) - value(b, 0)).collect()
    };
    vec![
        Pattern {
            case: "rivals",
            claims: "S97, S111",
            says: "the two together have fewer ever-members than each alone has, added up (difference)",
            asks: Below(0.0),
            shown: true,
            digits: 0,
            values: pairs(&ever),
        },
        Pattern {
            case: "rivals",
            claims: "S97",
            says: "and less grant money (difference, £)",
            asks: Below(0.0),
            shown: true,
            digits: 0,
            values: pairs(&grants),
        },
    ]
}
