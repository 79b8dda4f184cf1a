//! Who draws, and for what: parts of the address of a draw.

/// The kind of actor who draws. Its number is part of every draw's address and never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// A worker, or the slot of a worker.
    Worker = 0,
    /// The person who takes a worker's slot this week.
    Arrival = 1,
    /// An organisation.
    Organisation = 2,
    /// A union.
    Union = 3,
    /// A referral agency.
    Agency = 4,
    /// An intervention.
    Intervention = 5,
    /// The network of the first week.
    Network = 6,
}

/// What a draw decides. Its number is part of the draw's address: a new purpose takes a new number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub enum Purpose {
    Leave = 1,
    Free = 2,
    Trait = 3,
    Origin = 4,
    Area = 5,
    Status = 6,
    Regime = 7,
    Tenure = 8,
    Contact = 9,
    ContactNear = 10,
    ContactAlike = 11,
    Founder = 12,
    FounderTie = 13,
    Session = 14,
    Venue = 15,
    Attend = 16,
    ShareWish = 17,
    ShareAlike = 18,
    SharePartner = 19,
    NewTie = 20,
    Task = 21,
    Ask = 22,
    AskWhom = 23,
    Accept = 24,
    OutreachCount = 25,
    OutreachWhom = 26,
    ReferralCount = 27,
    ReferralWhom = 28,
    ReferralWhere = 29,
    Exit = 30,
    CallAxis = 31,
    CallRisk = 32,
    Hear = 33,
    Act = 34,
    Outcome = 35,
    Claim = 36,
    ClaimOutcome = 37,
    UnionPresent = 38,
    UnionContact = 39,
    UnionJoin = 40,
    UnionExit = 41,
    ChanceCount = 42,
    ChanceWhom = 43,
    Substitute = 44,
    LinkHandOn = 45,
    Grant = 46,
    Vote = 47,
    LoserExit = 48,
    BridgeTie = 49,
    ExtraReferralCount = 50,
    ExtraReferralWhom = 51,
    TalkWhom = 52,
    FirstMover = 53,
    NetworkDegree = 54,
    NetworkTie = 55,
    NetworkWhom = 56,
    NetworkRewire = 57,
    NetworkSwap = 58,
    NetworkCluster = 59,
    Client = 60,
    RegistrationCount = 61,
    RegistrationWhom = 62,
    Told = 63,
    ToldWhere = 64,
    Problem = 65,
    Solved = 66,
    Seek = 67,
    SeekWhere = 68,
    Lapse = 69,
    /// For code outside this crate; the model never draws for it.
    Custom = 255,
}
