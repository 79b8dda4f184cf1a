//! No bytes make the intake of texts panic, and what it reads has one form.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mobilise::internals::files::text::decode;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(decoded) = decode(bytes.to_vec()) {
        assert!(!decoded.text.starts_with('\u{feff}') || bytes.windows(3).filter(|w| *w == [0xef, 0xbb, 0xbf]).count() > 1);
    }
});
