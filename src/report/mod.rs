//! Results as one page of HTML that needs nothing beside itself: no network, no other file.
//!
//! A report has a part for each folder, a part has sections, each made from what the folder holds; what it does not
//! hold has none. Everything that comes from files is escaped by the library that writes the page, which knows text
//! from markup by type; the page's own script and style are named by their digests in its policy, so that nothing else
//! could run if something did slip through.

mod again;
mod against;
mod answer;
mod behind;
mod classics;
pub mod deck;
mod differences;
mod figures;
mod folder;
mod headline;
mod hover;
mod knobs;
mod lasting;
mod page;
mod palette;
mod patterns;
mod ran;
mod robust;
mod settings;
mod tables;
mod ties;
mod warnings;

use maud::Markup;

use crate::config::{Problem, Problems};
use crate::figure::{FigureError, Picture};
use crate::results;

use folder::Folder;
use palette::Palette;

/// A part of the page under a heading of its own.
struct Section {
    /// Unlike that of any other section of the part and the name of any picture; made of letters.
    id: &'static str,
    title: &'static str,
    body: Markup,
}

impl Section {
    fn new(id: &'static str, title: &'static str, body: Markup) -> Self {
        Self { id, title, body }
    }
}

/// What is said of one folder.
struct Part {
    title: String,
    name: String,
    sections: Vec<Section>,
}

/// The report on these folders, each with the pictures of its tables, as HTML.
///
/// # Errors
/// A folder that holds no results, or a table that is missing or is not as it was written.
pub fn report(folders: Vec<(results::Folder, Vec<Picture>)>) -> Result<String, Problems> {
    let mut palette = Palette::default();
    let mut parts = Vec::new();
    for (number, (folder, pictures)) in folders.into_iter().enumerate() {
        let folder = Folder::of(folder, pictures)?;
        parts.push(Part {
            title: folder.title(),
            name: folder.name.clone(),
            sections: sections(&folder, &format!("r{}", number + 1), &mut palette)?,
        });
    }
    Ok(page::page(&parts, &palette))
}

/// The sections of a folder in their order. `prefix` begins the ids of what is in them.
fn sections(folder: &Folder, prefix: &str, palette: &mut Palette) -> Result<Vec<Section>, Problems> {
    let undrawn = |error: FigureError| Problem::whole(error.to_string(), "`mobilise plot` draws single figures");
    let mut all = Vec::new();
    all.extend(headline::section(folder)?);
    all.extend(against::section(folder)?);
    all.extend(warnings::section(folder)?);
    all.push(ran::section(folder));
    all.extend(differences::section(folder));
    all.extend(figures::section(folder, prefix, palette).map_err(undrawn)?);
    all.extend(patterns::section(folder)?);
    all.extend(robust::sections(folder));
    all.extend(knobs::section(folder));
    all.extend(lasting::section(folder));
    all.extend(tables::section(folder)?);
    all.extend(ties::section(folder)?);
    all.push(again::section(folder));
    Ok(all)
}
