//! Who the workers are, before any organisation: the context, kept apart so that it can be swapped.

use super::table::{choice, knobs, tables};

tables! {
    /// A population of workers.
    pub struct PopulationKnobs flat /** Size, traits and daily contacts. */ traits: Traits {
        /// How many hold which legal status.
        status: Status;
        /// How fast each status leaves.
        leaving: Leaving;
        /// What a tied visa or no papers do to a worker.
        hardship: Hardship;
    }
}

choice! {
    /// Distributions by which traits spread.
    pub enum TraitDistribution {
        /// The normal distribution of the mean and standard deviation, cut off at the ends of what is allowed.
        Normal = "normal",
        /// The uniform distribution of the same mean and standard deviation: from √3 of these below the mean to √3 above.
        Uniform = "uniform",
    }
}

choice! {
    /// How workers lie in a distribution.
    pub enum Spacing {
        /// Each worker draws their own value.
        Drawn = "drawn",
        /// Worker i of N has the quantile (i − ½) / N of every trait; newcomers draw.
        Even = "even",
    }
}

knobs! {
    /// Size, traits and daily contacts.
    // Spreads have no sign: what they do hangs on where the mean lies, since values are cut off at the ends of
    // what is allowed. Nor has the threshold, which counts times action.social, whose own sign is open.
    pub struct Traits {
        /// Workers in the population; a worker who leaves is replaced, so the number stays.
        workers: u32 = 5_000, [1, 50_000_000], "N", "workers", "no count exists", Assumed, "+field.components";
        /// Mean chance of a free Sunday.
        free_time: f64 = 0.35, [0, 1], "f", "chance a week", "modelling assumption; S02, S11", Assumed, "+attendance -field.coping_need";
        /// Standard deviation of the chance of a free Sunday.
        free_time_spread: f64 = 0.15, [0, 1], "", "chance a week", "set by hand in a prototype", Assumed;
        /// Mean pay as a share of the legal standard.
        pay_ratio: f64 = 0.2, [0, 2], "ω", "share", "modelling assumption: .13 to .3", Derived, "-field.injustice";
        /// Standard deviation of pay as a share of the legal standard.
        pay_ratio_spread: f64 = 0.08, [0, 1], "", "share", "worked out from the counts in the papers", Derived;
        /// Mean pay at home as a share of the legal standard here.
        home_ratio: f64 = 0.03, [0, 2], "h", "share", "modelling assumption: .01 to .05", Derived, "+field.injustice";
        /// Standard deviation of pay at home.
        home_ratio_spread: f64 = 0.015, [0, 1], "", "share", "worked out from the counts in the papers", Derived;
        /// Mean grievance beyond pay.
        nonpay_grievance: f64 = 0.2, [0, 1], "g", "share", "S11, S14", Assumed, "+field.injustice";
        /// Standard deviation of grievance beyond pay.
        nonpay_grievance_spread: f64 = 0.1, [0, 1], "", "share", "S11", Assumed;
        /// Mean cost of visible action: dependants, legal status, retaliation.
        risk: f64 = 0.5, [0, 1], "c", "share", "S13, S37", Assumed, "-participants -field.claims";
        /// Standard deviation of the cost of visible action.
        risk_spread: f64 = 0.15, [0, 1], "", "share", "S13", Assumed;
        /// Mean anchor of the familial framing: part of the family, so wages do not matter.
        familial: f64 = 0.7, [0, 1], "a_F", "framing", "modelling assumption; S35", Assumed, "+field.familial -field.injustice";
        /// Standard deviation of the familial anchor.
        familial_spread: f64 = 0.15, [0, 1], "", "framing", "set by hand in a prototype", Assumed;
        /// Mean anchor of the servant framing: rights are for others.
        servant: f64 = 0.6, [0, 1], "a_S", "framing", "modelling assumption; S38", Assumed, "+field.servant -field.claims";
        /// Standard deviation of the servant anchor.
        servant_spread: f64 = 0.15, [0, 1], "", "framing", "set by hand in a prototype", Assumed;
        /// Mean anchor of the dual frame of reference: pay is compared with home.
        dual_reference: f64 = 0.6, [0, 1], "a_D", "framing", "modelling assumption; S39", Assumed, "+field.dual_reference -field.injustice";
        /// Standard deviation of the dual frame's anchor.
        dual_reference_spread: f64 = 0.15, [0, 1], "", "framing", "set by hand in a prototype", Assumed;
        /// Mean rights knowledge on arrival.
        rights: f64 = 0.1, [0, 1], "k", "share", "S40: most had no idea of their rights", Assumed, "+field.rights";
        /// Standard deviation of rights knowledge on arrival.
        rights_spread: f64 = 0.06, [0, 1], "", "share", "S40", Assumed;
        /// Mean efficacy on arrival, to which it relaxes.
        efficacy: f64 = 0.2, [0, 1], "E", "share", "S38", Assumed, "+field.efficacy";
        /// Standard deviation of efficacy on arrival.
        efficacy_spread: f64 = 0.08, [0, 1], "", "share", "S38", Assumed;
        /// Mean worker identity on arrival, to which it relaxes.
        worker_identity: f64 = 0.2, [0, 1], "I", "share", "S44", Assumed, "+field.worker_identity";
        /// Standard deviation of worker identity on arrival.
        worker_identity_spread: f64 = 0.1, [0, 1], "", "share", "S44", Assumed;
        /// Mean ethnic identity on arrival, to which it relaxes.
        ethnic_identity: f64 = 0.5, [0, 1], "", "share", "S33, S117", Assumed, "+field.ethnic_identity";
        /// Standard deviation of ethnic identity on arrival.
        ethnic_identity_spread: f64 = 0.15, [0, 1], "", "share", "S117", Assumed;
        /// Mean coping need on arrival.
        coping_need: f64 = 0.7, [0, 1], "u", "share", "S14", Assumed, "+field.coping_need";
        /// Standard deviation of coping need on arrival.
        coping_need_spread: f64 = 0.15, [0, 1], "", "share", "S14", Assumed;
        /// Mean organising skill, to which it relaxes.
        skill: f64 = 0.06, [0, 1], "q", "share", "S61", Assumed, "+field.skill";
        /// Standard deviation of organising skill.
        skill_spread: f64 = 0.05, [0, 1], "", "share", "S61", Assumed;
        /// Mean of what a person wants to see of others before they count as a reason to act, in the unit of action.looks_at.
        threshold: f64 = 0.5, [0, 1_000], "φ", "as action.looks_at", "Granovetter 1978; Brock and Durlauf 2001: half", Assumed;
        /// Standard deviation of that threshold.
        threshold_spread: f64 = 0.0, [0, 1_000], "", "as action.looks_at", "Granovetter 1978", Assumed;
        /// Mean weight of one's own view beside the trust of those one talks with, where talk.weights is "shares".
        own_weight: f64 = 1.0, [0, 1_000], "w", "trust", "DeGroot 1974; Friedkin and Johnsen 1990", Assumed, "-field.rights";
        /// Standard deviation of the weight of one's own view.
        own_weight_spread: f64 = 0.0, [0, 1_000], "", "trust", "DeGroot 1974; Friedkin and Johnsen 1990", Assumed;
        /// Mean stubbornness: the share of the way back to the anchor with which a week's talk ends.
        stubbornness: f64 = 0.0, [0, 1], "", "share", "DeGroot 1974; Friedkin and Johnsen 1990", Assumed, "+field.mean_framing";
        /// Standard deviation of stubbornness.
        stubbornness_spread: f64 = 0.0, [0, 1], "", "share", "DeGroot 1974; Friedkin and Johnsen 1990", Assumed;
        /// The distribution by which traits spread around their means.
        distribution: TraitDistribution = TraitDistribution::Normal, [], "", "", "Granovetter 1978; Deffuant et al. 2000", Assumed;
        /// How the workers of the first day lie in that distribution: drawn, or evenly, in the order of their numbers.
        spacing: Spacing = Spacing::Drawn, [], "", "", "Granovetter 1978: exact quantiles", Assumed;
        /// Mean number of workers somebody meets in daily life.
        daily_contacts: f64 = 1.7, [0, 50], "z", "people", "S20: one or two", Sourced, "+field.mean_degree";
        /// Share of daily contacts sought within the same origin.
        homophily: f64 = 0.7, [0, 1], "", "share", "modelling assumption", Assumed, "-field.cross_origin_share";
        /// Share of daily contacts sought within the same area.
        nearness: f64 = 0.7, [0, 1], "", "share", "S32: homes, churches, parks", Assumed, "-bridge_share";
        /// Mean weeks a worker has been in the country when the simulation starts.
        tenure: f64 = 150.0, [0, 5_200], "", "weeks", "S12: 1.5 to 6 years", Sourced;
    }
}

knobs! {
    /// How many hold which legal status at the start and on arrival; the shares add up to 1.
    pub struct Status {
        // No sign for the first two: neither is a hardship, so all depends on which of the others gives way.
        /// Share settled or free to move.
        settled: f64 = 0.15, [0, 1], "", "share", "S12", Assumed;
        /// Share on a visa that lets them change employer.
        visa: f64 = 0.75, [0, 1], "", "share", "S03", Assumed;
        /// Share on a visa tied to one employer.
        tied: f64 = 0.0, [0, 1], "", "share", "S04: from April 2012 on", Assumed, "-field.claims";
        /// Share undocumented.
        undocumented: f64 = 0.1, [0, 1], "", "share", "S04", Assumed, "-field.claims";
    }
}

knobs! {
    /// Chance in a week of leaving the country, by status.
    pub struct Leaving {
        /// Settled workers.
        settled: f64 = 0.004, [0, 1], "δ", "a week", "modelling assumption: about 19 % a year", Assumed, "-members";
        /// Workers on an open visa.
        visa: f64 = 0.004, [0, 1], "δ", "a week", "modelling assumption: about 19 % a year", Assumed, "-members";
        /// Workers on a tied visa.
        tied: f64 = 0.035, [0, 1], "δ", "a week", "modelling assumption: stays of about 26 weeks", Derived, "-members";
        /// Undocumented workers.
        undocumented: f64 = 0.004, [0, 1], "δ", "a week", "modelling assumption", Assumed, "-members";
    }
}

knobs! {
    /// What a tied visa or no papers do to a worker.
    pub struct Hardship {
        /// Factor on the chance of a free Sunday.
        free_time: f64 = 0.7, [0, 1], "", "share", "Kalayaan's figures, from memory: allowed out 3 in 10 tied, 6 in 10 not", Derived, "+attendance";
        /// Added to the cost of visible action.
        risk: f64 = 0.2, [0, 1], "", "share", "S04", Assumed, "-field.claims";
    }
}
