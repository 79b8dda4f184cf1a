//! The behaviour that all workers, in all organisations, share.
//!
//! One set for everybody is half of the four-channel rule: nothing here may differ between two
//! organisations, so a difference between them has to come from hours, message, tasks and votes, or money.

use super::table::{choice, knobs, tables};

tables! {
    /// All shared behaviour, by the process it belongs to.
    pub struct Behaviour {
        /// Framings at the employer's.
        framing: Framing;
        /// Coping need, relief and resonance.
        coping: Coping;
        /// Talk on a tie.
        talk: Talk;
        /// Ties between workers.
        ties: Ties;
        /// Organising skill.
        skill: Skill;
        /// Fatigue from tasks.
        fatigue: Fatigue;
        /// Efficacy.
        efficacy: Efficacy;
        /// Worker and ethnic identity.
        identity: Identity;
        /// How an organisation's hours come about.
        hours: Hours;
        /// Who comes to a session.
        attendance: Attendance;
        /// What happens at a session.
        meeting: Meeting;
        /// Politicised learning.
        learning: Learning;
        /// Services.
        service: Service;
        /// Problems that a service can solve.
        problem: Problem;
        /// Cognitive liberation.
        liberation: Liberation;
        /// Recruitment and leaving.
        recruitment: Recruitment;
        /// Calls and who acts.
        action: Action;
        /// What a call achieves.
        outcome: Outcome;
        /// Individual claims.
        claims: Claims;
        /// Joining a union.
        joining: Joining;
        /// Who holds the link to a union.
        link: Link;
        /// Money and legitimacy.
        money: Money;
        /// Votes and their losers.
        decisions: Decisions;
        /// When an organisation falls asleep.
        dormancy: Dormancy;
    }
}

knobs! {
    /// Framings at the employer's.
    pub struct Framing {
        /// Share of the way back to its anchor that each framing goes in a week at the employer's.
        reanchoring: f64 = 0.01, [0, 1], "η", "a week", "modelling assumption", Assumed, "+field.mean_framing";
    }
}

knobs! {
    /// Coping need, relief and resonance.
    pub struct Coping {
        /// Growth of unmet coping need in a week, before the perceived gap adds to it.
        need_growth: f64 = 0.05, [0, 1], "ν", "a week", "modelling assumption; S14", Assumed, "+field.coping_need";
        /// Share of coping need that one conversation on a fully trusted tie takes away.
        relief: f64 = 0.34, [0, 1], "r", "a conversation", "modelling assumption", Assumed, "-field.coping_need";
        /// Share of each framing that one conversation between two people of full need takes away: hearing one's own story from another.
        resonance: f64 = 0.06, [0, 1], "ρ", "a conversation", "set by hand in a prototype; Q1", Assumed, "-field.mean_framing";
    }
}

choice! {
    /// How much the view of each person one talks with counts.
    pub enum TalkWeights {
        /// Every conversation counts by its trust, until attention is full.
        Trust = "trust",
        /// One's own view and those heard are averaged, by own weight and trust (DeGroot 1974).
        Shares = "shares",
    }
}

choice! {
    /// When those who talk are moved.
    pub enum Updating {
        /// All talk with all who are free, and all are moved at once.
        Synchronous = "synchronous",
        /// Each free person turns to one tie; the two are moved at once, one pair after the other.
        Pairwise = "pairwise",
    }
}

knobs! {
    /// Talk on a tie.
    pub struct Talk {
        /// Share of the difference between two people that one conversation on a fully trusted tie closes.
        influence: f64 = 0.05, [0, 1], "μ", "a conversation", "modelling assumption", Assumed, "+field.rights";
        /// How much the view of each person one talks with counts: by trust, or as a share of all one listens to.
        weights: TalkWeights = TalkWeights::Trust, [], "", "", "Friedkin and Johnsen 1990", Assumed;
        // No sign: those one does not hear may see more in a framing than oneself, or less.
        /// Bounded confidence: framings further from one's own than this are not heard.
        confidence: f64 = 1.0, [0, 1], "", "framing", "Deffuant et al. 2000; Hegselmann and Krause 2002: 1 hears everybody", Assumed;
        /// Whether a week's talk moves all at once, or pairs one after the other.
        updating: Updating = Updating::Synchronous, [], "", "", "Deffuant et al. 2000; Hegselmann and Krause 2002", Assumed;
        /// Share of the way back to what somebody arrived with that rights knowledge goes in a week: what is not used is forgotten.
        forgetting: f64 = 0.005, [0, 1], "", "a week", "as identity; without it hearsay teaches everybody (S105)", Assumed, "-field.rights";
    }
}

knobs! {
    /// Ties between workers.
    pub struct Ties {
        /// Trust of a daily contact at the start.
        daily_trust: f64 = 0.6, [0.001, 1], "", "trust", "S20", Assumed, "+field.trust";
        /// Trust of a tie made in a session, on its first day.
        meeting_trust: f64 = 0.3, [0.001, 1], "", "trust", "S23", Assumed, "+trust";
        /// Share of missing trust that one meeting of the two adds.
        gain: f64 = 0.12, [0, 1], "τ⁺", "a meeting", "set by hand in a prototype", Assumed, "+field.trust";
        /// Share of trust that a week without a meeting takes away.
        loss: f64 = 0.008, [0, 1], "τ⁻", "a week", "set by hand in a prototype", Assumed, "-field.trust";
        /// Trust below which a tie ends.
        floor: f64 = 0.05, [0, 1], "", "trust", "chosen well below a new tie", Assumed, "-field.mean_degree";
        /// Most ties one person can hold.
        most: u32 = 60, [1, 65_535], "", "ties", "an upper bound on close contacts", Assumed, "+field.mean_degree";
    }
}

knobs! {
    /// Organising skill.
    pub struct Skill {
        /// Share of missing organising skill that doing one task adds.
        per_task: f64 = 0.01, [0, 1], "", "a task", "modelling assumption; S61", Assumed, "+field.skill";
        /// Share of missing organising skill that a session of full training adds to those who did no task.
        training: f64 = 0.012, [0, 1], "", "a session", "S57", Assumed, "+field.skill";
        /// Share of the way back to its base that skill goes in a week.
        decay: f64 = 0.001, [0, 1], "", "a week", "modelling assumption", Assumed, "-field.skill";
    }
}

knobs! {
    /// Fatigue from tasks.
    pub struct Fatigue {
        /// Share of remaining freshness that doing one task takes away.
        per_task: f64 = 0.06, [0, 1], "", "a task", "set by hand in a prototype, after Cress, McPherson and Rotolo 1997", Assumed, "+field.fatigue";
        /// Share of fatigue that a week takes away.
        recovery: f64 = 0.06, [0, 1], "", "a week", "modelling assumption", Assumed, "-field.fatigue";
    }
}

knobs! {
    /// Efficacy: the belief that acting together can change things.
    pub struct Efficacy {
        /// Share of missing efficacy that a well-attended session of full sharing adds.
        meeting: f64 = 0.1, [0, 1], "η_E", "a session", "modelling assumption", Assumed, "+field.efficacy";
        /// Attendance at which a session has half its effect on efficacy.
        half_attendance: f64 = 8.0, [0.001, 1_000_000], "n₀", "people", "modelling assumption", Assumed, "-field.efficacy";
        /// Share of the way back to its base that efficacy goes in a week.
        decay: f64 = 0.005, [0, 1], "", "a week", "modelling assumption", Assumed, "-field.efficacy";
        /// Share of missing efficacy that a won call adds to those who acted.
        success: f64 = 0.12, [0, 1], "", "a call", "modelling assumption", Assumed, "+field.efficacy";
        /// Share of efficacy that a lost call takes from those who acted, before ties cushion it.
        failure: f64 = 0.06, [0, 1], "", "a call", "modelling assumption", Assumed, "-field.efficacy";
        /// Share of that loss that a full set of trusted ties takes away.
        cushion: f64 = 0.7, [0, 1], "", "share", "modelling assumption", Assumed, "+field.efficacy";
    }
}

knobs! {
    /// Worker and ethnic identity.
    pub struct Identity {
        /// Share of the way back to its base that each identity goes in a week.
        decay: f64 = 0.005, [0, 1], "", "a week", "modelling assumption", Assumed, "-field.worker_identity";
    }
}

knobs! {
    /// How an organisation's hours come about.
    pub struct Hours {
        /// Hours an active member of full skill gives on a free Sunday.
        member: f64 = 4.0, [0, 168], "", "hours", "modelling assumption", Assumed, "+hours_sharing";
        /// Weeks since last seen within which a member counts as active.
        active_weeks: u32 = 8, [1, 520], "", "weeks", "S56: the monthly meeting, twice", Assumed, "+hours_sharing";
        /// Hours of an activity that one person present needs for its full effect.
        per_head: f64 = 0.35, [0.001, 168], "", "hours", "modelling assumption: crowding", Assumed, "-worker_identity";
    }
}

knobs! {
    /// Who comes to a session.
    pub struct Attendance {
        /// Base of the readiness to come.
        base: f64 = -2.3, [-20, 20], "a₀", "log-odds", "modelling assumption: -2.2", Assumed, "+attendance";
        /// What unmet coping need adds.
        need: f64 = 2.5, [-20, 20], "a_need", "log-odds", "set by hand to reproduce S14, P13", Assumed, "+attendance";
        /// What a full set of trusted ties among the active members adds.
        ties: f64 = 1.6, [-20, 20], "a_ties", "log-odds", "set by hand in a prototype; S28", Assumed, "+attendance";
        /// Sum of trust at which ties have half their effect.
        half_ties: f64 = 1.0, [0.001, 1_000], "", "trust", "saturation: a few friends suffice", Assumed, "-attendance";
        /// What cognitive liberation adds.
        liberation: f64 = 3.0, [-20, 20], "a_lib", "log-odds", "set by hand in a prototype", Assumed, "+attendance";
        /// What services at full intensity add.
        service: f64 = 1.5, [-20, 20], "a_serv", "log-odds", "set by hand to reproduce S47, S108", Assumed, "+attendance";
        /// What full fatigue takes away.
        fatigue: f64 = 2.0, [-20, 20], "a_fat", "log-odds", "set by hand in a prototype", Assumed, "-attendance";
        /// What coming from another area takes away.
        travel: f64 = 0.7, [-20, 20], "a_cost", "log-odds", "S29: some travel for £25", Assumed, "-attendance";
        /// What full social distance to those who run the session takes away.
        distance: f64 = 2.5, [-20, 20], "a_dist", "log-odds", "set by hand in a prototype; S93", Assumed, "-attendance";
        /// Social distance between a member of one origin and a session run by members of other origins.
        origin_distance: f64 = 0.2, [0, 1], "", "share", "S33, S109", Assumed, "-attendance";
        /// How far services attract only those who have a problem that a service can solve.
        problem: f64 = 0.0, [0, 1], "m", "share", "S108: many came for advice alone", Assumed, "-attendance";
        // No sign: it keeps away those whose experience was below one half, and brings those above.
        /// What good experience of past sessions adds, for each unit above one half.
        experience: f64 = 0.0, [-20, 20], "a_exp", "log-odds", "an alternative, with 0: no source", Assumed;
        // No sign, likewise.
        /// How far one session moves the experience that a member remembers.
        experience_rate: f64 = 0.2, [0, 1], "ω_v", "a session", "no source: about five sessions count", Assumed;
    }
}

knobs! {
    /// What happens at a session.
    pub struct Meeting {
        /// Skill at which one person starts a session every other time.
        initiative_skill: f64 = 0.3, [0, 1], "", "skill", "S60", Assumed, "-attendance";
        // No sign: who is more skilled than initiative_skill starts more sessions, who is less skilled fewer.
        /// How steeply the readiness to start a session rises with skill.
        initiative_slope: f64 = 18.0, [0, 200], "", "log-odds a unit of skill", "S60: one or two charismatic workers", Assumed;
        /// Skill of the best facilitator at which a session has half its quality.
        quality_skill: f64 = 0.35, [0, 1], "", "skill", "a prototype of the model: a soft gate", Assumed, "-session_quality";
        // No sign, likewise.
        /// How steeply session quality rises with that skill.
        quality_slope: f64 = 8.0, [0, 200], "", "log-odds a unit of skill", "a prototype of the model: a soft gate", Assumed;
        /// Partners each person present turns to when sharing is at full intensity.
        partners: u32 = 3, [0, 50], "", "people", "S24", Assumed, "+field.mean_degree";
        /// Chance that a sharing pair without a tie makes one.
        tie_chance: f64 = 0.2, [0, 1], "", "chance", "S23", Assumed, "+field.mean_degree";
        /// Share of partners sought among people of the same origin, before any message.
        homophily: f64 = 0.7, [0, 1], "", "share", "modelling assumption", Assumed, "-cross_origin_share";
        /// How far a full class message lessens homophily.
        class_mixing: f64 = 0.6, [0, 1], "", "share", "modelling assumption", Assumed, "+cross_origin_share";
        /// How far a full ethnic message raises it.
        ethnic_sorting: f64 = 0.4, [0, 1], "", "share", "modelling assumption; S116", Assumed, "-cross_origin_share";
    }
}

knobs! {
    /// Politicised learning.
    pub struct Learning {
        /// Share of the distance to its target that a framing goes in a session of full intensity and quality.
        rate: f64 = 0.13, [0, 1], "λ", "a session", "set by hand in a prototype", Assumed, "-mean_framing";
        /// Latitude of acceptance: a target further away than this moves nobody.
        latitude: f64 = 0.35, [0, 1], "ε", "framing", "modelling assumption, after Hegselmann and Krause 2002", Assumed, "-mean_framing";
        /// Share of the latitude that dialogic teaching goes at a time.
        step: f64 = 0.9, [0, 1], "", "share of ε", "modelling assumption", Assumed, "-mean_framing";
        /// How much of the move its anchor makes too.
        anchor_share: f64 = 0.7, [0, 1], "φ", "share", "set by hand in a prototype, after Friedkin and Johnsen 1990", Assumed, "-mean_anchor";
        /// Clarity that naming the other axis costs a message.
        clarity_cost: f64 = 0.2, [0, 1], "ζ", "share", "modelling assumption", Assumed, "+mean_framing";
        /// Efficacy that pride in one's origin adds where both axes are named, as a share of the rate.
        pride: f64 = 0.3, [0, 1], "", "share of λ", "S54", Assumed, "+field.efficacy";
        /// How much of what is taught, in classes and by services, full social distance to those who run the session takes away.
        distance: f64 = 0.0, [0, 1], "", "share", "S93, S43; Li, Wang & Yang 2023", Assumed, "+mean_framing";
    }
}

knobs! {
    /// Services: advice, forms, interpreting.
    pub struct Service {
        /// Share of missing rights knowledge that a session of full service adds.
        rights: f64 = 0.02, [0, 1], "", "a session", "S40", Assumed, "+field.rights";
        /// Share of coping need that a session of full service takes away.
        relief: f64 = 0.1, [0, 1], "", "a session", "S125", Assumed, "-field.coping_need";
    }
}

knobs! {
    /// Problems that a service can solve, and those who walk in with them.
    pub struct Problem {
        /// Chance in a week of a new problem for a worker of full grievance who has none.
        rate: f64 = 0.0, [0, 1], "", "a week", "no source; prior .003 to .015", Assumed, "+joined";
        /// Chance on a free Sunday that a worker with a problem and without an organisation seeks help, where services are plentiful.
        seek: f64 = 0.0, [0, 1], "", "a week", "Pollert 2010: half of those with a problem at work went to nobody", Derived, "+joined";
        /// Chance that a problem ends without any help: it passes, is put up with, or the job is left.
        lapse: f64 = 0.0, [0, 1], "", "a week", "Pollert 2010: half of those with a problem at work went to nobody, so problems end without help; prior .02 to .2", Assumed, "-joined";
        /// Chance that a session of full service solves the problem of a person present.
        solved: f64 = 0.0, [0, 1], "", "a session", "no source", Assumed, "-attendance";
        /// Service hours in an area at which half of those who would seek help do.
        half_hours: f64 = 10.0, [0.001, 100_000], "", "hours", "a day and a half of advice", Assumed, "-joined";
    }
}

knobs! {
    /// Cognitive liberation.
    pub struct Liberation {
        /// Exponent of the power mean of injustice, rights and efficacy: 1 they add up, 0 they multiply, very negative the weakest link decides.
        exponent: f64 = 0.0, [-20, 20], "p", "", "modelling assumption, after McAdam 1982", Assumed, "+field.liberation";
    }
}

knobs! {
    /// Recruitment and leaving.
    pub struct Recruitment {
        /// Chance that a person present asks one of their ties who is in no organisation.
        ask: f64 = 0.15, [0, 1], "α", "a session", "set by hand to reproduce S22; in a prototype .2", Assumed, "+joined";
        /// Base of the readiness to say yes.
        base: f64 = -0.3, [-20, 20], "c₀", "log-odds", "set by hand to reproduce the early growth: joining 2.8 to 4.8 a week", Assumed, "+joined";
        /// What unmet coping need adds.
        need: f64 = 2.5, [-20, 20], "c_need", "log-odds", "set by hand to reproduce P13, those in need are over-represented among joiners", Assumed, "+joined";
        /// What trust in the one who asks adds.
        trust: f64 = 1.0, [-20, 20], "c_trust", "log-odds", "set by hand to reproduce S22", Assumed, "+joined";
        /// What the cost of visible action takes away.
        risk: f64 = 1.0, [-20, 20], "c_risk", "log-odds", "S13", Assumed, "-joined";
        /// What each pound of monthly fee takes away.
        fee: f64 = 0.05, [0, 20], "c_fee", "log-odds a £", "S29: the fee is not the barrier", Assumed, "-joined";
        /// What full social distance to the one who asks takes away.
        distance: f64 = 2.0, [-20, 20], "c_dist", "log-odds", "S109", Assumed, "-joined";
        /// Strangers reached in an hour of outreach.
        outreach_rate: f64 = 0.2, [0, 50], "", "people an hour", "Klandermans et al.", Assumed, "+joined";
        /// Trust that a referral carries.
        referral_trust: f64 = 0.5, [0, 1], "", "trust", "S125", Assumed, "+joined";
        /// Share of the chance of saying yes that is left to somebody who was a member of it before.
        returning: f64 = 1.0, [0, 1], "", "share", "Kermack and McKendrick 1927: 0 makes leaving final", Assumed, "+joined";
        /// Weeks for which a member does not ask a friend again who said no; with 0 refusals are not remembered.
        refusal_weeks: u32 = 0, [0, 20_000], "", "weeks", "no source; alternatives 52 and 20,000", Assumed, "-joined";
        /// Chance in a week that a member leaves, the same in every organisation.
        exit: f64 = 0.002, [0, 1], "", "a week", "Oesch 2010: 10 % a year", Sourced, "-members";
        /// Weeks unseen after which a membership lapses.
        lapse_weeks: u32 = 21, [1, 5_200], "", "weeks", "modelling assumption", Assumed, "+members";
    }
}

choice! {
    /// What moves a person to act.
    pub enum Motive {
        /// Injustice, efficacy and identity add up (van Zomeren et al. 2008).
        Identity = "identity",
        /// Cognitive liberation decides (McAdam).
        Liberation = "liberation",
    }
}

choice! {
    /// What of others a person looks at before acting.
    pub enum LooksAt {
        /// The share of one's trusted ties that acted of late; without any, none.
        Ties = "ties",
        /// How many of one's trusted ties acted of late.
        TieCount = "tie-count",
        /// The share of all workers of the field that acted of late.
        Everybody = "everybody",
    }
}

knobs! {
    /// Calls and who acts.
    pub struct Action {
        /// What moves a person to act: injustice, efficacy and identity added up, or cognitive liberation.
        motive: Motive = Motive::Identity, [], "", "", "structural choice", Assumed;
        // The three that follow, liberation and the deviation have no sign: each weighs how far a state lies from
        // one half, so a higher weight keeps at home who lies below it and moves who lies above.
        /// What a standard deviation of perceived injustice adds.
        injustice: f64 = 0.44, [-20, 20], "β_J", "log-odds a SD", "van Zomeren, Postmes and Spears 2008", Derived;
        /// What a standard deviation of efficacy adds.
        efficacy: f64 = 0.41, [-20, 20], "β_E", "log-odds a SD", "van Zomeren, Postmes and Spears 2008", Derived;
        /// What a standard deviation of identity adds: worker identity on class calls, ethnic identity on ethnic calls.
        identity: f64 = 0.53, [-20, 20], "β_I", "log-odds a SD", "van Zomeren, Postmes and Spears 2008", Derived;
        /// What full cognitive liberation adds, where it is the motive.
        liberation: f64 = 6.0, [-20, 20], "b_L", "log-odds", "modelling assumption", Assumed;
        /// The standard deviation by which injustice, efficacy and identity are standardised around one half.
        deviation: f64 = 0.2, [0.001, 10], "", "share", "spread of the scales in the model", Assumed;
        /// What the cost of visible action takes away.
        risk: f64 = 2.0, [-20, 20], "c_r", "log-odds", "set by hand in a prototype", Assumed, "-participants";
        /// What of others a person looks at: trusted ties as a share or a count, or everybody.
        looks_at: LooksAt = LooksAt::Ties, [], "", "", "Granovetter 1978; Watts 2002; Centola and Macy 2007", Assumed;
        // Open on purpose (docs/model.md, Open signs); with it what population.threshold does.
        /// What others who acted of late (memory_weeks) add for each unit above one's threshold of them; others' turnout may raise or lower one's own.
        social: f64 = 0.0, [-5, 5], "γ", "log-odds", "evidence in both directions: sign open", Sourced;
        // No sign: noise draws every chance towards one half, from above and from below.
        /// Noise of the decision: 1 is the logistic distribution as it stands, 0 lets the balance alone decide.
        noise: f64 = 1.0, [0, 100], "", "", "the classic models have none", Assumed;
        /// Whether who acted once acts on every later call they hear of and are free for.
        absorbing: bool = false, [], "", "", "Watts 2002; Centola and Macy 2007", Assumed, "+participants";
        /// What an ordinary call asks of a person.
        threshold: f64 = -0.2, [-20, 20], "θ", "log-odds", "set by hand to reproduce a prototype", Assumed, "-participants";
        /// What a high-risk call asks beyond that.
        high_risk_threshold: f64 = 1.1, [-20, 20], "", "log-odds", "Corning and Myers 2002: a ratio of about 3", Derived, "-participants";
        /// Trusted ties among those who acted before that a high-risk call takes.
        high_risk_ties: u32 = 0, [0, 1_000], "m", "ties", "Centola and Macy 2007", Assumed, "-participants";
        /// Share of calls that are high-risk.
        high_risk_share: f64 = 0.25, [0, 1], "", "share", "Corning and Myers 2002", Assumed, "-participants";
        /// Chance that a member hears of a call.
        reach: f64 = 0.8, [0, 1], "", "chance", "Bryson 2003", Assumed, "+asked";
        /// Hours of campaigning that a call takes.
        call_hours: f64 = 16.0, [0.001, 100_000], "", "hours", "two organisers for two Sundays", Assumed, "-calls";
        /// Fewest weeks between two calls of one organisation.
        call_interval: u32 = 8, [1, 5_200], "", "weeks", "set by hand in a prototype", Assumed, "-calls";
        /// Weeks for which a person who acted counts as mobilised.
        memory_weeks: u32 = 26, [1, 5_200], "", "weeks", "modelling assumption", Assumed, "+mobilised";
        // The sign is that of the ties a high-risk call takes; with action.social it is as open as that one's.
        /// Trust from which a tie counts as trusted.
        trusted: f64 = 0.3, [0, 1], "", "trust", "the trust of a new tie", Assumed, "-participants";
    }
}

knobs! {
    /// What a call achieves.
    pub struct Outcome {
        /// What the natural logarithm of one more than the number who act is multiplied by.
        turnout: f64 = 0.2, [-20, 20], "o₁", "log-odds", "modelling assumption: kept small", Assumed, "+calls_won";
        /// What full external legitimacy adds.
        legitimacy: f64 = 0.5, [-20, 20], "o_leg", "log-odds", "modelling assumption", Assumed, "+calls_won";
        /// What a standing union link adds.
        union: f64 = 0.5, [-20, 20], "o_union", "log-odds", "modelling assumption", Assumed, "+calls_won";
    }
}

knobs! {
    /// Individual claims against an employer.
    pub struct Claims {
        /// Chance in a week of a claim by somebody of full rights, efficacy and support.
        rate: f64 = 0.01, [0, 1], "", "a week", "S81: two tribunal wins among 500", Assumed, "+field.claims";
        /// Share of that chance left to somebody without an organisation.
        alone: f64 = 0.2, [0, 1], "", "share", "Pollert 2006: half go to nobody", Assumed, "+field.claims";
        /// Chance that a claim is won.
        win: f64 = 0.35, [0, 1], "", "chance", "S40, S81", Assumed, "+field.claims_won";
        /// Share of missing pay, and of other grievance, that a won claim puts right.
        gain: f64 = 0.4, [0, 1], "", "share", "S40", Assumed, "-field.injustice";
        /// Share of missing organising skill that a won claim adds.
        skill: f64 = 0.1, [0, 1], "", "share", "S81: the winners led the working group", Assumed, "+field.skill";
    }
}

knobs! {
    /// Joining a union: the same function in every organisation.
    pub struct Joining {
        /// Base of the readiness to join.
        base: f64 = -3.0, [-20, 20], "b₀", "log-odds", "set by hand in a prototype", Assumed, "+field.union_members";
        /// What perceived injustice adds.
        injustice: f64 = 1.0, [-20, 20], "b_J", "log-odds", "modelling assumption", Assumed, "+field.union_members";
        /// What efficacy adds.
        efficacy: f64 = 1.0, [-20, 20], "b_E", "log-odds", "modelling assumption", Assumed, "+field.union_members";
        /// What worker identity adds.
        identity: f64 = 1.5, [-20, 20], "b_I", "log-odds", "modelling assumption", Assumed, "+field.union_members";
        /// What trust in those who introduce the union adds.
        introducer: f64 = 1.0, [-20, 20], "", "log-odds", "S109", Assumed, "+union_members";
        /// What each pound of monthly union fee takes away.
        fee: f64 = 0.05, [0, 20], "", "log-odds a £", "modelling assumption", Assumed, "-field.union_members";
        /// What full social distance to the union's officers takes away.
        distance: f64 = 0.8, [-20, 20], "", "log-odds", "set by hand in a prototype", Assumed, "-field.union_members";
        /// Chance that somebody who comes for services leaves the organisation on joining the union.
        substitution: f64 = 0.3, [0, 1], "ξ", "chance", "modelling assumption; S103", Assumed, "-members";
    }
}

knobs! {
    /// Who holds the link to a union.
    pub struct Link {
        /// Members who can hold it at a time.
        holders: u32 = 2, [1, 100], "", "people", "S63, S65", Assumed, "+hours_training";
        /// Chance in a session that somebody takes it up where nobody holds it.
        take_up: f64 = 0.25, [0, 1], "", "chance", "modelling assumption", Assumed, "+hours_training";
        /// Chance that a session of full training brings up another holder.
        hand_on: f64 = 0.1, [0, 1], "", "chance", "S57, S63", Assumed, "+hours_training";
    }
}

knobs! {
    /// Money and legitimacy.
    pub struct Money {
        /// What a session costs where no venue is given.
        session_cost: f64 = 40.0, [0, 1_000_000], "", "£", "a hired room", Assumed, "-money";
        /// Chance that a session takes place all the same when there is no money for it.
        broke_sessions: f64 = 0.4, [0, 1], "", "chance", "homes, churches and parks: S32", Assumed, "+attendance";
        /// Base of the chance that a quarter's grant application is won.
        grant_base: f64 = -2.0, [-20, 20], "", "log-odds", "modelling assumption", Assumed, "+grant";
        /// What full external legitimacy adds to it.
        grant_legitimacy: f64 = 3.0, [-20, 20], "", "log-odds", "Walker and McCarthy 2010", Assumed, "+grant";
        /// What a full week of profile work adds to it.
        grant_profile: f64 = 1.0, [-20, 20], "", "log-odds", "modelling assumption", Assumed, "+grant";
        // Open on purpose (docs/model.md, Open signs).
        /// What visible contention takes from it; may be negative.
        contention: f64 = 0.0, [-20, 20], "χ", "log-odds", "evidence in both directions: null or positive", Sourced;
        /// Share of missing legitimacy that a full week of profile work adds.
        legitimacy_gain: f64 = 0.02, [0, 1], "", "a week", "S85", Assumed, "+legitimacy";
        /// Share of missing legitimacy that paid staff add.
        legitimacy_staff: f64 = 0.005, [0, 1], "", "a week", "S92", Assumed, "+legitimacy";
        /// Share of legitimacy lost in a week.
        legitimacy_loss: f64 = 0.01, [0, 1], "", "a week", "modelling assumption", Assumed, "-legitimacy";
        /// Profile hours at which a week of profile work has half its effect.
        half_profile: f64 = 10.0, [0.001, 100_000], "", "hours", "two half days", Assumed, "-legitimacy";
    }
}

knobs! {
    /// Votes and their losers.
    pub struct Decisions {
        /// Base of a voter's readiness to agree to a large shift.
        base: f64 = 0.5, [-20, 20], "", "log-odds", "S88", Assumed, "+grant";
        /// What each task in the ledger takes from it: those who carry the work object on capacity.
        tasks: f64 = 0.15, [-20, 20], "", "log-odds a task", "S88", Assumed, "-grant";
        /// What a full move of hours away from internal activities takes from it.
        internal: f64 = 2.0, [-20, 20], "", "log-odds", "S89", Assumed, "-grant";
        /// Chance that a member who loses a vote leaves.
        exit: f64 = 0.05, [0, 1], "", "chance", "S89", Assumed, "-members";
        /// What each task in the ledger adds to that chance.
        exit_per_task: f64 = 0.05, [0, 1], "", "chance a task", "S89", Assumed, "-members";
        /// Weeks for which a member who left over a lost vote says no to the organisation; with 0 a quarrel is not remembered.
        grudge_weeks: u32 = 0, [0, 20_000], "", "weeks", "S89, S106: they did not come back; no rate found", Assumed, "-members";
    }
}

knobs! {
    /// When an organisation falls asleep.
    pub struct Dormancy {
        /// Attendance below which a session counts as empty; with 0 no organisation falls asleep.
        attendance: u32 = 3, [0, 1_000_000], "", "people", "modelling assumption", Assumed, "-awake";
        /// Sessions' time without enough people after which the organisation sleeps.
        weeks: u32 = 13, [1, 5_200], "", "weeks", "modelling assumption", Assumed, "+awake";
    }
}
