//! The answer to a question, as it stands in its folder.

use maud::{Markup, html};

use crate::results::answer::{AnswerPart, StoredAnswer};

/// What the numbers say, part by part.
pub(super) fn headline(answer: &StoredAnswer) -> Markup {
    html! {
        @if !answer.short.is_empty() { p { strong { (answer.short) } } }
        @if !answer.asleep.is_empty() { ul.headline { @for line in &answer.asleep { li.said { (line) } } } }
        @for AnswerPart { name, heading, sentences } in &answer.parts {
            @if answer.parts.len() > 1 { h4 { @if heading.is_empty() { (name) } @else { (heading) } } }
            ul.headline { @for sentence in sentences { li { (sentence) } } }
        }
        @if !answer.from.is_empty() { p.note { "From: " (answer.from) } }
        p.note {
            (answer.made) " Every sentence is made of the numbers of these runs. Intervals are 95 % intervals of means over \
             runs; differences are taken within runs that share their random numbers. They say how well the mean "
            em { "of this model" } " is known, not the world’s."
        }
    }
}
