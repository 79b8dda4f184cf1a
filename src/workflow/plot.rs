//! Pictures of a folder of results, as files.

use std::path::Path;

use crate::config::{Problem, nearest};
use crate::figure::{FigureError, Look, Picture, Theme, pdf};
use crate::files;

use super::error::WorkflowError;

/// Which pictures to draw, and how.
#[derive(Debug, Clone)]
pub struct PlotRequest {
    /// Names of the figures; all, where none is named.
    pub figures: Vec<String>,
    /// Theme, width in CSS pixels and type size.
    pub look: Look,
    /// Slides, a panel each, in the theme alone.
    pub slides: bool,
    /// PDF too.
    pub pdf: bool,
}

/// Pictures that were drawn and not written yet.
#[derive(Debug)]
pub struct DrawnPictures {
    pictures: Vec<DrawnPicture>,
    /// What differs from the look that was asked for.
    pub notes: Vec<String>,
}

/// A picture's name, and its files by their endings.
#[derive(Debug)]
struct DrawnPicture {
    name: String,
    files: Vec<(&'static str, Vec<u8>)>,
}

impl DrawnPictures {
    /// The names of the files, without their endings.
    pub fn names(&self) -> Vec<&str> {
        self.pictures.iter().map(|picture| picture.name.as_str()).collect()
    }

    /// Writes all files into a folder, which is made where it is not there.
    ///
    /// # Errors
    /// The folder cannot be used; a file is there already and is not to be replaced.
    pub fn write(&self, folder: &Path, replace: bool) -> Result<(), WorkflowError> {
        files::make_folder(folder)
            .map_err(|error| WorkflowError::unusable(&error, "say where to write with --out DIR"))?;
        let taken = "another --out DIR, or --force to write over it";
        for picture in &self.pictures {
            for (ending, bytes) in &picture.files {
                files::write(&folder.join(format!("{}.{ending}", picture.name)), bytes, replace)
                    .map_err(|error| WorkflowError::unusable(&error, taken))?;
            }
        }
        Ok(())
    }
}

impl PlotRequest {
    /// Draws; writes nothing.
    ///
    /// # Errors
    /// A figure that is not among the pictures; a look in which one cannot be drawn.
    pub fn draw(&self, pictures: &[Picture]) -> Result<DrawnPictures, WorkflowError> {
        let wanted = self.wanted(pictures)?;
        if self.slides { self.draw_slides(&wanted) } else { self.draw_pages(&wanted) }
    }

    fn draw_pages(&self, wanted: &[&Picture]) -> Result<DrawnPictures, WorkflowError> {
        let failed = |error: FigureError| Problem::whole(error.to_string(), "another --width");
        let mut drawn = DrawnPictures { pictures: Vec::new(), notes: Vec::new() };
        for picture in wanted {
            let fitting = picture.fitting(&self.look).map_err(failed)?;
            if let Some(letters) = self.look.letters.filter(|_| fitting != self.look) {
                let used = fitting.letters.map_or("those of its width".to_owned(), |letters| letters.to_string());
                let why = "would make it more than three times as tall as wide";
                drawn.notes.push(format!("note: {}: labels of {letters} {why}; they are {used}", picture.name));
            }
            let [(_, svg), (_, png)] = picture.files_here(&fitting).map_err(failed)?;
            let mut files = vec![("svg", svg), ("png", png)];
            if self.pdf {
                files.push(("pdf", picture.pdf(&fitting).map_err(failed)?));
            }
            drawn.pictures.push(DrawnPicture { name: format!("{}{}", picture.name, self.suffix()), files });
        }
        Ok(drawn)
    }

    fn draw_slides(&self, wanted: &[&Picture]) -> Result<DrawnPictures, WorkflowError> {
        let failed = |error: FigureError| Problem::whole(error.to_string(), "`mobilise plot` without --slide draws it");
        let mut pictures = Vec::new();
        for slide in wanted.iter().flat_map(|picture| picture.slides()) {
            let svg = slide.svg(self.look.theme).map_err(failed)?;
            let mut files = vec![("png", slide.png(self.look.theme).map_err(failed)?)];
            if self.pdf {
                files.push(("pdf", pdf(&svg).map_err(failed)?));
            }
            files.push(("svg", svg.into_bytes()));
            pictures.push(DrawnPicture { name: format!("{}-slide{}", slide.name, self.suffix()), files });
        }
        Ok(DrawnPictures { pictures, notes: Vec::new() })
    }

    /// What names of files end with.
    fn suffix(&self) -> &'static str {
        match self.look.theme {
            Theme::Light => "",
            Theme::Dark => "-dark",
            Theme::Print => "-print",
            Theme::Mono => "-mono",
        }
    }

    /// The pictures asked for, or all.
    fn wanted<'a>(&self, pictures: &'a [Picture]) -> Result<Vec<&'a Picture>, Problem> {
        if self.figures.is_empty() {
            return Ok(pictures.iter().collect());
        }
        let known = || pictures.iter().map(|picture| picture.name.as_str());
        let find = |name: &String| {
            pictures.iter().find(|picture| picture.name == *name).ok_or_else(|| {
                let all: Vec<&str> = known().collect();
                let meant = nearest(name, known()).map_or(String::new(), |meant| format!("did you mean `{meant}`? "));
                let hint = format!("{meant}there are {}", all.join(", "));
                Problem::whole(format!("these results have no figure `{name}`"), hint)
            })
        };
        self.figures.iter().map(find).collect()
    }
}
