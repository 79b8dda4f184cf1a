//! Terms of the model, the papers and the tables that are neither settings nor columns: one definition each, for
//! `mobilise explain` and the glossary of the documentation.

/// A term with its definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The term.
    pub name: &'static str,
    /// Other words for it.
    pub also: &'static [&'static str],
    /// What it means, in one or two sentences.
    pub meaning: &'static str,
}

macro_rules! terms {
    ($($name:literal $([$($also:literal),+])? $meaning:literal;)+) => {
        /// All terms, in alphabetical order.
        pub const TERMS: &[Term] =
            &[$(Term { name: $name, also: &[$($($also),+)?], meaning: $meaning }),+];
    };
}

terms! {
    "accepted set" ["posterior"] "The sets of values that a calibration accepts because runs with them come near the \
        observed patterns, each with a weight. `--draw` takes one of them for each replicate.";
    "active member" "A member who has been seen at a session within the last `hours.active_weeks` weeks.";
    "agency" ["referral agency"] "An organisation that advises workers and refers them, such as Kalayaan in London.";
    "asleep" ["dormant", "dormancy"] "Of an organisation: nobody comes any more. It never wakes again.";
    "awake" "Of an organisation: founded, and not asleep.";
    "band" "In a figure of curves: the range that contains 90 % of the runs in a week. It shows how much single runs \
        differ, not how well a mean is known.";
    "baseline" "The point of an experiment with which the others are compared: the scenario unchanged, or as `[baseline]` \
        changes it.";
    "bridge leader" ["bridge leaders"] "An organiser whose ties reach across origins or areas and who connects a \
        community with a union or with other organisations.";
    "calibration" "A search for values of knobs under which the model agrees with observed patterns. It returns every \
        accepted set of values with a weight, not a single best fit.";
    "call" "An organisation's appeal to its members to act together. Members decide whether to act.";
    "case" ["cases"] "A scenario file that comes with the program and represents an organisation in a population.";
    "claim" "A statement of the papers that a result can be compared with. `claims.csv` lists whether a result agrees.";
    "classic" ["classics"] "A published model, such as Granovetter's thresholds, that this model reproduces with suitable \
        settings. `mobilise verify` checks it.";
    "cognitive liberation" ["liberation of the mind"] "The change in which workers come to see their situation as unjust, \
        know their rights, and believe that they can change it (McAdam).";
    "common random numbers" ["same random numbers"] "Replicate 7 of two scenarios uses the same random numbers, so that \
        their difference comes from the settings and not from chance.";
    "community of coping" ["communities of coping"] "Workers who relieve one another's need for comfort and company by \
        talking. Whether this calms or politicises depends on `coping.relief` and `coping.resonance`.";
    "competing" "Of a message: class or ethnicity, one against the other. The opposite of intersectional.";
    "crossover" "A scenario that puts the organisation of one case on the population of another.";
    "demand" "A change that an organisation asks of a target, such as a wage or a visa rule. A demand that is won changes \
        conditions for every worker.";
    "dialogic" "Teaching by questions that start from what people think already. The opposite of didactic.";
    "didactic" "Teaching by telling, the same for everyone. The opposite of dialogic.";
    "distance" "Of a union: how far its officers are socially from the workers, from 0 (like them) to 1.";
    "dual-reference framing" ["dual frame", "dual reference", "dual_reference"] "A worker's view that pay here is good \
        because it is more than at home. One of the three framings.";
    "experiment" ["experiments"] "A file that says which settings vary, over which values, and how many runs each gets. \
        `mobilise sweep` runs it.";
    "familial framing" ["familial"] "A worker's view of being part of the employer's family, so that lost wages do not \
        matter. One of the three framings.";
    "field" "All workers, organisations, unions, agencies and targets of a scenario together. In tables, the row `field` \
        is the sum or mean over all workers, members or not.";
    "framing" ["framings", "frame", "frames"] "A way of seeing that hides exploitation, between 0 and 1: familial, servant \
        or dual-reference. A lower framing is nearer to cognitive liberation.";
    "intersectional" "Of a message: class and ethnicity together. The opposite of competing.";
    "intervention" ["interventions", "event"] "A dated event from outside, such as a grant, a new visa rule or leaders who \
        step down.";
    "inward" ["facing inwards"] "Of an organisation: spending its hours on sharing, learning and training of its members. \
        The opposite of outward.";
    "knob" ["knobs", "setting"] "A number or word in a scenario file that can be changed. `mobilise explain NAME` gives its \
        meaning, unit, range, default and source.";
    "measure" ["measures"] "Something recorded every week for each organisation and for the field.";
    "95 % interval" ["interval", "confidence interval"] "The range within which the mean over infinitely many replicates \
        probably lies. It shrinks with more replicates and says nothing about how true the model is.";
    "open sign" ["open signs"] "An effect whose direction the evidence leaves open: its knob may be positive or negative, \
        and its default is 0.";
    "outcome" ["outcomes"] "One number that summarises a whole run for an organisation, such as how many people were \
        mobilised in the last year.";
    "outward" ["facing outwards"] "Of an organisation: spending its hours on services, profile, campaigning and outreach. \
        The opposite of inward.";
    "paired difference" ["difference", "differences"] "The difference between two scenarios in the same replicate, which \
        has the same random numbers in both. Tables show its mean and 95 % interval.";
    "particle" "One set of values that a calibration tried.";
    "pattern" ["patterns"] "Something observed in a case, with the range within which runs should lie.";
    "point" "One combination of values in an experiment.";
    "politicised learning" "Classes in which workers learn to see their situation as one of rights and power. It weakens \
        framings.";
    "population" ["populations"] "The workers of a scenario: how many, their free time, pay, legal status, contacts, origins \
        and areas.";
    "practice" ["practices"] "What an organisation can choose: how it divides its hours, its message, who is given tasks and \
        a vote, its money, and how it deals with a union.";
    "prior" ["priors"] "What is assumed about a knob before a calibration: a range, or a distribution over it.";
    "question" ["questions"] "An experiment with a question that the program answers in sentences. `mobilise ask` runs it.";
    "reading" ["readings"] "A number that an answer needs beyond the outcomes, taken from the weeks of a run.";
    "replicate" ["replicates", "run", "runs", "repetition"] "One run of a scenario with random numbers of its own. \
        Replicates differ by chance alone.";
    "robust" ["robustness"] "Of an answer: it keeps its direction with other accepted values and with other structures of \
        the model. `mobilise robust` checks it.";
    "safe space" "A meeting away from employers in which anyone may speak and the shy are encouraged to.";
    "scenario" ["scenarios"] "A file that describes a population, the organisations in it, the others in the field and what \
        happens when.";
    "seed" "The number from which all random numbers follow. The same seed gives the same result.";
    "servant framing" ["servant"] "A worker's view that rights are for other people. One of the three framings.";
    "session" ["sessions"] "A meeting of an organisation, such as J4DW's on Sundays.";
    "shard" "A part of a sweep that one process runs, on a cluster for example.";
    "standard error" "The standard deviation of an estimated mean over repeated sets of runs.";
    "structure" ["structures"] "An alternative form of a mechanism, such as how people influence one another.";
    "sweep" ["sweeps"] "The runs of all points of an experiment.";
    "target" ["targets"] "The employers or the government of which demands are made.";
    "tie" ["ties"] "Two workers who know each other, with a trust between 0 and 1.";
    "tied visa" "A visa that binds a worker to one employer.";
    "week" "The step of the model. `mobilise explain week` lists what happens in it, in order.";
}

#[cfg(test)]
mod tests {
    use super::TERMS;

    #[test]
    fn every_term_has_one_definition() {
        let mut names: Vec<&str> = TERMS.iter().flat_map(|term| [&[term.name], term.also].concat()).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count, "a word is listed twice");
        assert!(TERMS.iter().all(|term| term.meaning.ends_with('.') && !term.meaning.contains("  ")));
    }
}
