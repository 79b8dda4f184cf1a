//! The record of a folder of results, `run.json`: what was run, so that it can be run again, and the digest of every
//! file it wrote. Written and read here alone.
//!
//! There is no time and no machine in a record: the same command with the same inputs leaves the same bytes.
//!
//! The format has a number, `record_version`. The first edition had none, and called a study by no `kind`; it is still
//! read. A record with a key that is missing, of another type or unknown is refused, as is one of a later format.

mod compare;
mod digest;
pub mod json;
mod kinds;
mod own;
mod parse;
mod place;
mod robustness;
mod scenario;
mod store_plan;
mod text;
mod types;

pub use compare::Same;
pub use digest::{Digest, FileName};
pub use kinds::{
    CalibrationChanges, CalibrationRecord, CaseRecord, ClassicsRecord, Contents, Kind, NetworksRecord, PatternsChanges,
    PatternsRecord, PrecisionRecord, ReplicatesRecord, StudyRecord, SweepChanges, SweepRecord, WeekRecord,
};
pub use own::own_folder;
pub use place::{folder_of, record_of};
pub use robustness::{LeftOutRecord, RobustnessChanges, RobustnessRecord, VariantRecord};
pub use scenario::{ScenarioRecord, Setting};
pub use store_plan::{CalibrationStore, MAX_PLAN_BYTES, StorePlan, SweepStore};
pub use types::{FILE, MAX_BYTES, Outputs, RECORD_VERSION, Record};
