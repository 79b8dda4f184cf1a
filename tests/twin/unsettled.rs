//! Where the engine does something else than the document says.
//!
//! Each switch stands at the document's side, so that the comparison fails until the engine is mended (or
//! the document changed). At `true` the twin does as the engine does, to see that nothing else differs.
//! When a point is settled its switch goes. See twin-notes.md for each.

/// src/model/union.rs, `is_here`: who joined this week counts as being at the session.
pub const JOINERS_COUNT_AS_PRESENT: bool = false;

/// src/model/observe.rs, `bridge_share`: taken over everybody in the ledger, not over task holders.
pub const BRIDGE_SHARE_OF_WHOLE_LEDGER: bool = false;

/// src/model/recruitment.rs, `ask_along_ties`: a leader who stepped down is asked, and cannot say yes.
pub const STEPPED_DOWN_ARE_ASKED: bool = false;

/// src/model/money.rs, `fall_asleep`: the quality of a session that took place is wiped out.
pub const SLEEP_WIPES_QUALITY: bool = false;

/// src/model/attendance.rs, `come`: with `dormancy.attendance` 0 a week without a session still counts as one
/// with too few.
pub const NO_SESSION_IS_TOO_FEW: bool = false;
