//! What founders do not do without an organisation, and what happens where there is none.

use mobilise::model::measures::Measure as M;
use mobilise::model::run::RunResult;

use crate::cases::trial::Asks::{Below, Between};
use crate::cases::trial::{FIELD, Pattern, each, less, mean, runs, sum};

pub(super) fn nobody_organises() -> Vec<Pattern> {
    let (nobody, founders) = (runs("no-organisation", &[], 128), runs("founders-only", &[], 6));
    let end = |run: &RunResult| mean(run, FIELD, M::MeanFraming, 572..624);
    let acted = |run: &RunResult| sum(run, FIELD, M::Participants, 0..624);
    let claims = |run: &RunResult| sum(run, FIELD, M::Claims, 572..624) / 5000.0;
    vec![
        Pattern {
            case: "no-organisation",
            claims: "S21",
            says: "nobody acts together: not one participation in twelve years (so by construction)",
            asks: Below(1.0),
            shown: true,
            digits: 0,
            values: each(&nobody, acted),
        },
        Pattern {
            case: "no-organisation",
            claims: "S35, S38, S39",
            says: "framings stay what the employer's home makes of them: less than 0.05 is lost in twelve years",
            asks: Between(-0.05, 0.05),
            shown: true,
            digits: 3,
            values: each(&nobody, |run| mean(run, FIELD, M::MeanFraming, 0..1) - end(run)),
        },
        Pattern {
            case: "no-organisation",
            claims: "S40",
            says: "hardly anybody claims: fewer than one claim for a hundred workers in the last year",
            asks: Below(0.01),
            shown: true,
            digits: 4,
            values: each(&nobody, claims),
        },
        Pattern {
            case: "founders-only",
            claims: "S74",
            says: "the founders' conviction does not spread: framings of the field in the last year as without them (difference below 0.01)",
            asks: Between(-0.01, 0.01),
            shown: true,
            digits: 4,
            values: less(&founders, &nobody, end),
        },
    ]
}
