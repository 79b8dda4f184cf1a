//! What a verification came to: how many comparisons hold, case by case.

use maud::{Markup, html};

use crate::record::{CaseRecord, ClassicsRecord};
use crate::results::classics::Comparison;
use crate::text::{count, number};

pub(super) fn headline(record: &ClassicsRecord, comparisons: &[Comparison]) -> Markup {
    html! {
        ul.headline { @for CaseRecord { name, title, .. } in &record.cases {
            @let of: Vec<&Comparison> = comparisons.iter().filter(|one| one.case == *name).collect();
            @let failed: Vec<&&Comparison> = of.iter().filter(|one| !one.holds).collect();
            @if failed.is_empty() {
                li.apart {
                    strong { (name) ": " (count(of.len(), "comparison holds", "comparisons hold")) } " – " (title) "."
                }
            } @else {
                li.open {
                    strong { (name) ": " (failed.len()) " of " (count(of.len(), "comparison", "comparisons")) " do not hold" }
                    " – " (title) "."
                    @for one in failed {
                        " " (one.what) ": expected " (number(one.expected)) ", found " (number(one.found)) "."
                    }
                }
            }
        } }
        p.note {
            "What is expected is worked out apart from the engine. For random numbers the tolerance is about four standard \
             errors."
        }
    }
}
