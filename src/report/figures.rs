//! Pictures on the page: each in a wide and a narrow drawing, in the colours of the page's ground, with its values
//! under the pointer and in a table.

use maud::{Markup, PreEscaped, html};

use crate::figure::{FigureError, Look, Picture, Region, Theme};

use super::folder::Folder;
use super::palette::Palette;
use super::{Section, behind, hover};

/// Widths of the drawings: for pages and paper, and for telephones. The page shows one of them.
const WIDTHS: [(&str, u32); 2] = [("wide", 860), ("narrow", 380)];

pub(super) fn section(folder: &Folder, prefix: &str, palette: &mut Palette) -> Result<Option<Section>, FigureError> {
    if folder.pictures.is_empty() {
        return Ok(None);
    }
    let mut figures = Vec::new();
    for picture in &folder.pictures {
        figures.push(figure(picture, prefix, palette)?);
    }
    let body = html! {
        p.note.screen {
            "Point at a figure, touch it, or reach it with the Tab key and use the arrow keys, and it says its values. The \
             first one is the one worth showing first."
        }
        @for figure in figures { (figure) }
    };
    Ok(Some(Section::new("figures", "Figures", body)))
}

fn figure(picture: &Picture, prefix: &str, palette: &mut Palette) -> Result<Markup, FigureError> {
    let mut drawings: Vec<(&str, String, Vec<Region>)> = Vec::new();
    for (name, width) in WIDTHS {
        let draw = |theme| picture.draw(&Look { theme, width, letters: None });
        let (light, dark) = (draw(Theme::Light)?, draw(Theme::Dark)?);
        let svg = palette.merge(&light.svg, &dark.svg);
        let svg = svg.ok_or_else(|| FigureError::Drawing("it is another one on dark ground".to_owned()))?;
        drawings.push((name, svg, light.regions));
    }
    let regions: Vec<(&str, &[Region])> =
        drawings.iter().map(|(name, _, regions)| (*name, regions.as_slice())).collect();
    let data = script_safe(&hover::data(&picture.figure, &regions).to_string());
    let id = format!("{prefix}-{}", picture.name);
    Ok(html! {
        figure id=(id) aria-label=(picture.title()) {
            @for (name, svg, _) in &drawings {
                div.drawing.(*name) data-drawing=(name) { (PreEscaped(svg)) }
            }
            p.said aria-live="polite" {}
            script type="application/json" { (PreEscaped(data)) }
            details { summary { "Values of this figure as a table" } (behind::tables(&picture.name, &picture.figure)) }
        }
    })
}

/// JSON that ends no script and begins no comment, whatever texts it holds.
fn script_safe(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_cannot_end_their_script() {
        let safe = script_safe("{\"a\":\"</script><!-- ]]>\"}");
        assert!(!safe.contains(['<', '>']));
        assert_eq!(serde_json::from_str::<serde_json::Value>(&safe).expect("JSON")["a"], "</script><!-- ]]>");
    }
}
