//! The local page's server: reachable by those who have the key, and by nobody else; and what it computes are the
//! program's numbers.
//!
//! The contract: every route asks for the key; a foreign Host, Origin or site is refused before that; what is too long
//! or too slow is ended, and others do not wait for it; those who watch turn nothing; nothing a client sends reaches
//! the disk; a newer request ends the older; what the page draws is what `mobilise run` computes from the file it
//! exports.
//!
//! It can break with any new route, header or short cut. It has caught: a newer request that was overtaken by an older
//! one and ended by it; a knob that was listed and could not be set. Eight bugs were planted at once, and each made a
//! test of its own fail: any Host let in, any Origin, those who watch turning knobs, bodies of any length, files of the
//! disk named in a setting, stocks sampled as means, older requests going on, and a header left out.

#![allow(clippy::disallowed_methods)] // tests read files of their own

use crate::program;

mod guarded;
mod limits;
mod many;
mod numbers;
mod settings;
mod talk;
