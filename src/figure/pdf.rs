//! From SVG to PDF, with the bundled font: a page for LaTeX, or all slides of a talk.

use std::collections::BTreeMap;

use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, TextStr};
use resvg::usvg;

use super::error::FigureError;
use super::typefaces::options;

/// Dots per inch at which a CSS pixel is as large as in print: 96 of them are an inch.
const DPI: f32 = 96.0;
/// Points to an inch.
const POINTS: f32 = 72.0;

/// A page of a document: its entry among the bookmarks, and what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfPage {
    /// What a reader finds it by.
    pub title: String,
    /// The page, an SVG made by this module.
    pub svg: String,
}

fn failed(error: &dyn std::fmt::Display) -> FigureError {
    FigureError::Raster(error.to_string())
}

fn tree(svg: &str) -> Result<usvg::Tree, FigureError> {
    usvg::Tree::from_str(svg, &options()).map_err(|error| failed(&error))
}

/// Turns an SVG made by this module into a PDF page of the same size, with text that can be selected.
///
/// # Errors
///
/// [`FigureError::Raster`] if `svg` cannot be read or converted.
pub fn pdf(svg: &str) -> Result<Vec<u8>, FigureError> {
    let page = svg2pdf::PageOptions { dpi: DPI };
    svg2pdf::to_pdf(&tree(svg)?, svg2pdf::ConversionOptions::default(), page).map_err(|error| failed(&error))
}

/// One document of several pages, each of the size of its SVG, with a bookmark for each.
///
/// # Errors
///
/// As for [`pdf`](fn@pdf).
pub fn pdf_of_pages(title: &str, pages: &[PdfPage]) -> Result<Vec<u8>, FigureError> {
    let mut next = Ref::new(1);
    let [catalog, all, outline, about] = [(); 4].map(|()| next.bump());
    let ids: Vec<[Ref; 3]> = pages.iter().map(|_| [(); 3].map(|()| next.bump())).collect();
    let mut pdf = Pdf::new();
    let mut root = pdf.catalog(catalog);
    root.pages(all).outlines(outline);
    root.viewer_preferences().display_doc_title(true);
    root.finish();
    pdf.pages(all).count(pages.len() as i32).kids(ids.iter().map(|[page, ..]| *page));
    pdf.document_info(about).title(TextStr(title)).creator(TextStr("mobilise"));
    for (page, [id, content, _]) in pages.iter().zip(&ids) {
        add_page(&mut pdf, &page.svg, (*id, *content, all), &mut next)?;
    }
    let items: Vec<Ref> = ids.iter().map(|[.., item]| *item).collect();
    let mut bookmarks = pdf.outline(outline);
    if let (Some(first), Some(last)) = (items.first(), items.last()) {
        bookmarks.first(*first).last(*last).count(items.len() as i32);
    }
    bookmarks.finish();
    for (n, (page, [id, _, item])) in pages.iter().zip(&ids).enumerate() {
        let mut entry = pdf.outline_item(*item);
        entry.title(TextStr(&page.title)).parent(outline);
        if let Some(before) = n.checked_sub(1) {
            entry.prev(items[before]);
        }
        if let Some(after) = items.get(n + 1) {
            entry.next(*after);
        }
        entry.dest().page(*id).fit();
    }
    Ok(pdf.finish())
}

/// Adds a page that shows an SVG; the ids are those of the page, of its content and of the tree of pages.
fn add_page(
    pdf: &mut Pdf,
    svg: &str,
    (page, content, all): (Ref, Ref, Ref),
    next: &mut Ref,
) -> Result<(), FigureError> {
    /// What the page's content calls the drawing.
    const DRAWING: Name<'_> = Name(b"S");
    let tree = tree(svg)?;
    let [width, height] = [tree.size().width(), tree.size().height()].map(|pixels| pixels * POINTS / DPI);
    let (chunk, drawing) =
        svg2pdf::to_chunk(&tree, svg2pdf::ConversionOptions::default()).map_err(|error| failed(&error))?;
    let mut renamed: BTreeMap<Ref, Ref> = BTreeMap::new();
    let chunk = chunk.renumber(|old| *renamed.entry(old).or_insert_with(|| next.bump()));
    let drawing = *renamed.entry(drawing).or_insert_with(|| next.bump());
    let mut entry = pdf.page(page);
    entry.media_box(Rect::new(0.0, 0.0, width, height)).parent(all).contents(content);
    entry.resources().x_objects().pair(DRAWING, drawing);
    entry.finish();
    let mut drawn = Content::new();
    // A drawing is one point wide and high.
    drawn.transform([width, 0.0, 0.0, height, 0.0, 0.0]).x_object(DRAWING);
    pdf.stream(content, &drawn.finish());
    pdf.extend(&chunk);
    Ok(())
}
