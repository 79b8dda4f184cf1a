//! Typefaces: the one that comes with the program and, for letters that it lacks, those of the machine.
//!
//! Results have pictures whose bytes are the same on every machine, so they are drawn with the first alone. Pictures that
//! are drawn from results later take the others too.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use resvg::usvg::fontdb::{Database, FaceInfo, ID, Style, Weight};
use resvg::usvg::{FontResolver, ImageHrefResolver, Options};
use ttf_parser::{Face, OutlineBuilder};

pub(super) const REGULAR: &[u8] =
    include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts/Inter-Regular.otf"));
pub(super) const SEMI_BOLD: &[u8] =
    include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts/Inter-SemiBold.otf"));

static OWN: LazyLock<Arc<Database>> = LazyLock::new(|| Arc::new(own()));

static ALL: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = own();
    fonts.load_system_fonts();
    Arc::new(fonts)
});

/// Which typeface has a letter: looked for once, since that goes through all files of the machine.
static FOUND: Mutex<BTreeMap<char, Option<ID>>> = Mutex::new(BTreeMap::new());

fn own() -> Database {
    let mut fonts = Database::new();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(SEMI_BOLD.to_vec());
    fonts
}

/// Reads SVG with the program's typeface alone, and opens no file or address a picture may name.
pub(super) fn options() -> Options<'static> {
    Options {
        font_family: "Inter".to_owned(),
        fontdb: OWN.clone(),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}

/// The same with the typefaces of the machine for letters that ours lacks.
pub(super) fn options_here() -> Options<'static> {
    let select_fallback =
        Box::new(|letter, used: &[ID], _: &mut Arc<Database>| face_with(letter).filter(|face| !used.contains(face)));
    let select_font = FontResolver::default_font_selector();
    Options { fontdb: ALL.clone(), font_resolver: FontResolver { select_font, select_fallback }, ..options() }
}

/// Whether any typeface here draws a letter.
pub(super) fn is_drawn_here(letter: char) -> bool {
    face_with(letter).is_some()
}

/// A typeface that draws a letter, upright and of regular weight if there is such a one.
fn face_with(letter: char) -> Option<ID> {
    let mut found = FOUND.lock().unwrap_or_else(PoisonError::into_inner);
    *found.entry(letter).or_insert_with(|| {
        let is_plain = |face: &&FaceInfo| face.style == Style::Normal && face.weight == Weight::NORMAL;
        let (plain, others): (Vec<&FaceInfo>, Vec<&FaceInfo>) = ALL.faces().partition(is_plain);
        plain.into_iter().chain(others).map(|face| face.id).find(|face| draws(*face, letter))
    })
}

/// Whether a typeface has an outline or a drawing of a letter. One that has a small picture alone, as some of emoji,
/// draws nothing here.
fn draws(face: ID, letter: char) -> bool {
    let draws = |data: &[u8], index: u32| {
        let Ok(face) = Face::parse(data, index) else { return false };
        let Some(glyph) = face.glyph_index(letter) else { return false };
        letter.is_whitespace() || face.is_color_glyph(glyph) || face.outline_glyph(glyph, &mut Nowhere).is_some()
    };
    ALL.with_face_data(face, draws).unwrap_or(false)
}

/// Where an outline goes of which only that there is one is of interest.
struct Nowhere;

impl OutlineBuilder for Nowhere {
    fn move_to(&mut self, _: f32, _: f32) {}
    fn line_to(&mut self, _: f32, _: f32) {}
    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {}
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
    fn close(&mut self) {}
}
