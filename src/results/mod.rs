//! Folders of results read back into typed data, each table once. What is not as it was written is refused.
//!
//! Figures and reports are made of this alone.

pub mod answer;
pub mod calibration;
pub mod classics;
mod folder;
pub mod networks;
pub mod patterns;
pub mod prior_patterns;
pub mod robust;
pub mod study;
pub mod sweep;
mod sweep_rows;
pub mod table;
mod wording;

pub use folder::{Folder, FolderResults};
