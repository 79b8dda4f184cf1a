//! The four corners of the map, and its middle.

use mobilise::model::run::RunResult;

use crate::cases::trial::Asks::{Above, Below, Between};
use crate::cases::trial::{Pattern, less, outcome, runs};

use super::mobilised;

pub(super) fn corners() -> Vec<Pattern> {
    // Union joiners vary most, and are compared between these two.
    let (ii, oc) = (runs("inward-intersectional", &[], 64), runs("outward-competing", &[], 64));
    let (ic, oi) = (runs("inward-competing", &[], 64), runs("outward-intersectional", &[], 20));
    let middle = runs("middle", &[], 40);
    let joins = |run: &RunResult| outcome(run, 0, "union_joins");
    let standing = |run: &RunResult| outcome(run, 0, "legitimacy");
    vec![
        Pattern {
            case: "inward-intersectional",
            claims: "S110",
            says: "more people mobilised than inward, competing (difference, last year)",
            asks: Above(0.0),
            shown: true,
            digits: 0,
            values: less(&ii, &ic, mobilised),
        },
        Pattern {
            case: "inward-intersectional",
            claims: "S110",
            says: "more than outward, intersectional",
            asks: Above(0.0),
            shown: true,
            digits: 0,
            values: less(&ii, &oi, mobilised),
        },
        Pattern {
            case: "inward-intersectional",
            claims: "S110",
            says: "more than outward, competing",
            asks: Above(0.0),
            shown: true,
            digits: 0,
            values: less(&ii, &oc, mobilised),
        },
        Pattern {
            case: "inward-intersectional",
            claims: "S110",
            says: "more union joiners than outward, competing (difference in ten years)",
            asks: Above(0.0),
            shown: true,
            digits: 0,
            values: less(&ii, &oc, joins),
        },
        Pattern {
            case: "inward-competing",
            claims: "S117",
            says: "as many come together as in J4DW's corner: attendance of the last year half to twice as large (ratio)",
            asks: Between(0.5, 2.0),
            shown: true,
            digits: 2,
            values: ic
                .iter()
                .zip(&ii)
                .map(|(a, b)| outcome(a, 0, "attendance") / outcome(b, 0, "attendance"))
                .collect(),
        },
        Pattern {
            case: "outward-intersectional",
            claims: "S110",
            says: "more people mobilised than outward, competing (difference, last year)",
            asks: Above(0.0),
            shown: true,
            digits: 0,
            values: less(&oi, &oc, mobilised),
        },
        Pattern {
            case: "outward-competing",
            claims: "S111",
            says: "fewer people mobilised than inward, competing (outward less inward, last year)",
            asks: Below(0.0),
            shown: true,
            digits: 0,
            values: less(&oc, &ic, mobilised),
        },
        Pattern {
            case: "outward-competing",
            claims: "P16",
            says: "more standing with officials than inward, competing (difference)",
            asks: Above(0.0),
            shown: true,
            digits: 2,
            values: less(&oc, &ic, standing),
        },
        Pattern {
            case: "middle",
            claims: "Q6",
            says: "more people mobilised than outward, competing (difference, last year)",
            asks: Above(0.0),
            shown: true,
            digits: 0,
            values: less(&middle, &oc, mobilised),
        },
        Pattern {
            case: "middle",
            claims: "Q6",
            says: "and fewer than inward, intersectional (middle less that)",
            asks: Below(0.0),
            shown: true,
            digits: 0,
            values: less(&middle, &ii, mobilised),
        },
    ]
}
