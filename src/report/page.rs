//! The page around the parts: head, policy, contents.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::palette::Palette;
use super::{Part, Section};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The whole page.
pub(super) fn page(parts: &[Part], palette: &Palette) -> String {
    let dark = palette.dark();
    let style = format!(
        "{STYLE}\n@media screen{{html.dark{{{dark}}}}}\n\
         @media screen and (prefers-color-scheme:dark){{html:not(.light){{{dark}}}}}\n"
    );
    // Nothing is fetched, and nothing runs or styles the page but what stands here.
    let policy = format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; base-uri 'none'; form-action 'none'",
        digest(SCRIPT),
        digest(&style)
    );
    let titles: Vec<&str> = parts.iter().map(|part| part.title.as_str()).collect();
    let title = titles.join(" · ");
    let html = html! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(concat!("mobilise ", env!("CARGO_PKG_VERSION")));
                title { (title) " – mobilise" }
                style { (PreEscaped(style)) }
            }
            body {
                a.skip href="#main" { "To the results" }
                header {
                    div {
                        p.kicker { "Report of a simulation" }
                        h1 { (title) }
                    }
                    button #ground type="button" hidden { "Dark" }
                }
                (contents(parts))
                main #main tabindex="-1" {
                    @for (number, part) in parts.iter().enumerate() { (self::part(part, number + 1, parts.len() > 1)) }
                }
                footer {
                    p {
                        "Written by mobilise " (env!("CARGO_PKG_VERSION")) " from the tables of "
                        @for (n, part) in parts.iter().enumerate() { @if n > 0 { ", " } code { (part.name) } }
                        ". Everything on this page is in this one file."
                    }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    printable(html.into_string())
}

/// Without control characters, which HTML forbids, and without those that turn the direction of what follows.
pub(super) fn printable(mut html: String) -> String {
    html.retain(|c| {
        (!c.is_control() || c == '\n' || c == '\t')
            && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    });
    html
}

/// The digest of a text, as a policy names it.
pub(super) fn digest(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

fn contents(parts: &[Part]) -> Markup {
    let links = |number: usize, part: &Part| {
        html! { ul { @for section in &part.sections {
            li { a href=(format!("#r{number}-{}", section.id)) { (section.title) } }
        } } }
    };
    html! {
        nav aria-label="Contents" {
            @if let [part] = parts { (links(1, part)) }
            @else { ol { @for (n, part) in parts.iter().enumerate() {
                li { a href=(format!("#r{}", n + 1)) { (part.title) } (links(n + 1, part)) }
            } } }
        }
    }
}

fn part(part: &Part, number: usize, several: bool) -> Markup {
    let id = format!("r{number}");
    let section = |section: &Section| {
        let id = format!("{id}-{}", section.id);
        html! {
            section.(section.id) aria-labelledby=(id) {
                @if several { h3 id=(id) { (section.title) } } @else { h2 id=(id) { (section.title) } }
                (section.body)
            }
        }
    };
    html! {
        article id=(id) {
            @if several { h2 { (part.title) " " span.place { (part.name) } } }
            @for one in &part.sections { (section(one)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The digest of the empty text, as anybody may compute it: `openssl dgst -sha256 -binary </dev/null | base64`.
    #[test]
    fn digests_are_those_of_policies() {
        assert_eq!(digest(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    /// The script ends where it ends, and style too.
    #[test]
    fn style_and_script_do_not_end_themselves() {
        assert!(!SCRIPT.contains("</script") && !SCRIPT.contains("<!--") && !STYLE.contains("</style"));
        assert!(printable(STYLE.to_owned()) == STYLE && printable(SCRIPT.to_owned()) == SCRIPT, "digests hold");
    }
}
