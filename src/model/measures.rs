//! What is measured each week: one list from which come the columns of the week table, their order, and
//! what `mobilise explain` says of them.

/// What sort of number a measure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// How much there is at the end of the week.
    Stock,
    /// How much happened in the week.
    Flow,
    /// A mean over people, or a share.
    Mean,
}

/// What a column of the week table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeasureInfo {
    /// Its name, in files and on the command line.
    pub name: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// Stock, flow or mean.
    pub sort: Sort,
    /// What it is.
    pub meaning: &'static str,
}

macro_rules! measures {
    ($($(#[doc = $meaning:literal])+ $variant:ident $name:literal $sort:ident $unit:literal;)+) => {
        /// A column of the week table.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Measure { $($(#[doc = $meaning])+ $variant),+ }

        /// All columns of the week table, in order.
        pub const MEASURES: &[MeasureInfo] = &[
            $(MeasureInfo { name: $name, unit: $unit, sort: Sort::$sort, meaning: concat!($($meaning),+) }),+
        ];
        /// The measures themselves, in the order of their columns.
        pub const ALL_MEASURES: &[Measure] = &[$(Measure::$variant),+];
    };
}

measures! {
    /// Members of the organisation; for the field, members of any.
    Members "members" Stock "people";
    /// People who ever joined; somebody who comes back to it is not counted again.
    EverMembers "ever_members" Stock "people";
    /// People at this week's session.
    Attendance "attendance" Flow "people";
    /// People who joined this week.
    Joined "joined" Flow "people";
    /// Members who left or lapsed this week.
    Left "left" Flow "people";
    /// Calls to action this week.
    Calls "calls" Flow "calls";
    /// Calls to action about work this week; the others are about ethnicity.
    EmploymentCalls "employment_calls" Flow "calls";
    /// Members who heard of a call this week.
    Asked "asked" Flow "people";
    /// People who acted on a call this week.
    Participants "participants" Flow "people";
    /// People who acted on a call about work this week.
    EmploymentParticipants "employment_participants" Flow "people";
    /// People who acted on a call about work in the last 26 weeks (knob action.memory_weeks): members; for the field, anybody.
    Mobilised "mobilised" Stock "people";
    /// People who acted on any call, about work or ethnicity, in the last 26 weeks: members; for the field, anybody.
    Acted "acted" Stock "people";
    /// Calls won this week: the call met its own aim, as a hearing or a promise; a law is a demand, which takes several.
    CallsWon "calls_won" Flow "calls";
    /// Calls about work won this week.
    EmploymentCallsWon "employment_calls_won" Flow "calls";
    /// Individual claims made this week: a worker asks the employer for what is due. Few of them reach a tribunal.
    Claims "claims" Flow "claims";
    /// Individual claims won this week.
    ClaimsWon "claims_won" Flow "claims";
    /// Mean familial framing.
    Familial "familial" Mean "0–1";
    /// Mean servant framing.
    Servant "servant" Mean "0–1";
    /// Mean dual frame of reference.
    DualReference "dual_reference" Mean "0–1";
    /// Mean of the three framings.
    MeanFraming "mean_framing" Mean "0–1";
    /// Mean of the three framings' anchors, to which the employer's home draws back.
    MeanAnchor "mean_anchor" Mean "0–1";
    /// Mean perceived injustice.
    Injustice "injustice" Mean "0–1";
    /// Mean rights knowledge.
    Rights "rights" Mean "0–1";
    /// Mean efficacy.
    Efficacy "efficacy" Mean "0–1";
    /// Mean worker identity.
    WorkerIdentity "worker_identity" Mean "0–1";
    /// Mean ethnic identity.
    EthnicIdentity "ethnic_identity" Mean "0–1";
    /// Mean cognitive liberation.
    Liberation "liberation" Mean "0–1";
    /// Mean unmet coping need.
    CopingNeed "coping_need" Mean "0–1";
    /// Mean organising skill.
    Skill "skill" Mean "0–1";
    /// Mean fatigue.
    Fatigue "fatigue" Mean "0–1";
    /// Mean framing of newcomers: members of at most 26 weeks; for the field, workers of at most 26 weeks in the country.
    MeanFramingNewcomers "mean_framing_newcomers" Mean "0–1";
    /// Mean rights knowledge of newcomers.
    RightsNewcomers "rights_newcomers" Mean "0–1";
    /// Mean efficacy of newcomers.
    EfficacyNewcomers "efficacy_newcomers" Mean "0–1";
    /// Mean worker identity of newcomers.
    WorkerIdentityNewcomers "worker_identity_newcomers" Mean "0–1";
    /// Mean perceived injustice of newcomers.
    InjusticeNewcomers "injustice_newcomers" Mean "0–1";
    /// Mean cognitive liberation of newcomers.
    LiberationNewcomers "liberation_newcomers" Mean "0–1";
    /// Mean unmet coping need of newcomers.
    CopingNeedNewcomers "coping_need_newcomers" Mean "0–1";
    /// Mean framing of workers who never joined; on the field's row only.
    MeanFramingNever "mean_framing_never" Mean "0–1";
    /// Mean rights knowledge of workers who never joined; on the field's row only.
    RightsNever "rights_never" Mean "0–1";
    /// Mean efficacy of workers who never joined; on the field's row only.
    EfficacyNever "efficacy_never" Mean "0–1";
    /// Mean worker identity of workers who never joined; on the field's row only.
    WorkerIdentityNever "worker_identity_never" Mean "0–1";
    /// Mean perceived injustice of workers who never joined; on the field's row only.
    InjusticeNever "injustice_never" Mean "0–1";
    /// Mean cognitive liberation of workers who never joined; on the field's row only.
    LiberationNever "liberation_never" Mean "0–1";
    /// Mean unmet coping need of workers who never joined; on the field's row only.
    CopingNeedNever "coping_need_never" Mean "0–1";
    /// Members of a union: among members; for the field, among all workers.
    UnionMembers "union_members" Stock "people";
    /// People a union spoke to this week.
    UnionContacts "union_contacts" Flow "people";
    /// People who joined a union this week.
    UnionJoins "union_joins" Flow "people";
    /// Share of sessions at which the union is let in.
    UnionAccess "union_access" Mean "share";
    /// Concentration of tasks: Herfindahl–Hirschman index of the task ledger, 1 when one person does all.
    TaskConcentration "task_concentration" Mean "0–1";
    /// People who did a task within about the memory of the task ledger (knob tasks.memory_weeks).
    TaskHolders "task_holders" Stock "people";
    /// Share of task holders' ties that cross origins or areas.
    BridgeShare "bridge_share" Mean "share";
    /// Quality of this week's session, set by its best facilitator.
    SessionQuality "session_quality" Mean "0–1";
    /// Hours spent on sharing this week.
    HoursSharing "hours_sharing" Flow "hours";
    /// Hours spent on politicised learning this week.
    HoursLearning "hours_learning" Flow "hours";
    /// Hours spent on training this week.
    HoursTraining "hours_training" Flow "hours";
    /// Hours spent on services this week.
    HoursService "hours_service" Flow "hours";
    /// Hours spent on outreach this week.
    HoursOutreach "hours_outreach" Flow "hours";
    /// Hours spent on profile this week.
    HoursProfile "hours_profile" Flow "hours";
    /// Hours spent on campaigning this week.
    HoursCampaigning "hours_campaigning" Flow "hours";
    /// Hours paid for this week.
    StaffHours "staff_hours" Flow "hours";
    /// Money.
    Money "money" Stock "£";
    /// Grant money received this week.
    Grant "grant" Flow "£";
    /// External legitimacy.
    Legitimacy "legitimacy" Stock "0–1";
    /// Whether the organisation is awake; for the field, how many are.
    Awake "awake" Stock "organisations";
    /// Mean number of ties of a member; for the field, of a worker.
    MeanDegree "mean_degree" Mean "ties";
    /// Mean trust of those ties, most of which are of daily life where few are made in sessions.
    Trust "trust" Mean "0–1";
    /// Mean trust of those of a member's ties that were made in sessions; on organisations' rows only.
    MeetingTrust "meeting_trust" Mean "0–1";
    /// Share of those ties that cross origins.
    CrossOriginShare "cross_origin_share" Mean "share";
    /// Share of those ties that were made in sessions.
    MeetingShare "meeting_share" Mean "share";
    /// Clustering (transitivity) of the network among members; for the field, of the whole network. Taken every few weeks (knob network_every), counted from the first, and in the last week.
    Clustering "clustering" Mean "0–1";
    /// Connected components among members; for the field, of the whole network. Taken every few weeks (knob network_every), counted from the first, and in the last week.
    Components "components" Stock "components";
}

/// One row of the week table; NaN where a measure has no value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row(pub [f64; MEASURES.len()]);

impl Default for Row {
    fn default() -> Self {
        Self([f64::NAN; MEASURES.len()])
    }
}

impl std::ops::Index<Measure> for Row {
    type Output = f64;
    fn index(&self, measure: Measure) -> &f64 {
        &self.0[measure as usize]
    }
}

impl std::ops::IndexMut<Measure> for Row {
    fn index_mut(&mut self, measure: Measure) -> &mut f64 {
        &mut self.0[measure as usize]
    }
}
