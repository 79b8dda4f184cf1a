//! Which claims of the papers a study contradicts, and which people came and went where more joined than there are.

use maud::html;

use crate::claims;
use crate::config::Problems;
use crate::results::FolderResults;
use crate::study::table::turnover;

use super::Section;
use super::folder::Folder;

pub(super) fn section(folder: &Folder) -> Result<Option<Section>, Problems> {
    let FolderResults::Study(study) = &folder.results else { return Ok(None) };
    let findings = claims::of_folder(&study.0, &study.1, &folder.path)?;
    let reasons = claims::table::reasons(&folder.path)?;
    let turnover = turnover(&study.0, &study.1);
    let said = claims::words::lines(&findings, &reasons, Some(claims::table::TABLE));
    if said.is_none() && turnover.is_empty() {
        return Ok(None);
    }
    let body = html! {
        @if let Some((heading, lines)) = said {
            p { (heading) "." }
            @if !lines.is_empty() { ul.headline { @for line in lines { li.open { (line) } } } }
        }
        @if !turnover.is_empty() { ul { @for line in turnover { li { (line) "." } } } }
        p.note {
            "A claim about one case is compared with where single runs lie, one about two cases with the interval of their \
             mean difference. Only an interval that excludes what the wording of the papers supports contradicts it."
        }
    };
    Ok(Some(Section::new("papers", "Against the papers", body)))
}
