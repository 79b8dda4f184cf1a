//! The journal cut at every byte: what is lost is made again, what is left is kept.

use std::sync::Arc;

use super::tools::{Bench, EXPERIMENT};
use crate::disk::{BadDisk, Wrong};

#[test]
fn a_journal_may_end_anywhere() {
    // One knob: four parts and a byte more or less at a time are enough.
    let bench = Bench::new(EXPERIMENT.split("organisation.Ours").next().expect("a text"));
    let plan = bench.plan("experiment.toml");
    let expected = bench.undisturbed(&plan);
    let journal = bench.at("undisturbed/store/journal");
    let bytes = std::fs::read(&journal).expect("a journal");
    assert!(bytes.iter().filter(|byte| **byte == b'\n').count() >= 4, "are parts still small?");
    for cut in 0..bytes.len() {
        std::fs::write(&journal, &bytes[..cut]).expect("cut");
        let ended = bench.sweep(&plan, "undisturbed", Arc::new(BadDisk::new(Wrong::Nothing)), 2).expect("it goes on");
        assert!(ended.ran > 0 && ended.ran <= 12, "cut at {cut}: {} runs again", ended.ran);
        bench.assert_same(&expected, "undisturbed", &format!("cut at {cut}"));
        // What was made again was kept behind the cut, not behind what was torn.
        let again = bench.sweep(&plan, "undisturbed", Arc::new(BadDisk::new(Wrong::Nothing)), 2).expect("it goes on");
        assert_eq!(again.ran, 0, "cut at {cut}: runs were lost");
    }
    // Nothing of the many sittings is left but what counts.
    let parts = mobilise::internals::files::names_in(&bench.at("undisturbed/store/parts")).expect("parts");
    assert!(parts.iter().all(|name| name.ends_with(".parquet")), "{parts:?}");
}
