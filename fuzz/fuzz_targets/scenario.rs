//! No text makes the reader of scenarios panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mobilise::scenario::{Overrides, load_text};

fuzz_target!(|text: &str| {
    if let Err(problems) = load_text("a scenario", text, &Overrides::default()) {
        assert!(!problems.0.is_empty());
        let _ = problems.render(true);
    }
});
