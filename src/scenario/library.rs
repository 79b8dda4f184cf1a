//! The scenario files that come with the program.

/// A file that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Embedded {
    /// The name it is called by.
    pub name: &'static str,
    /// Where it lies in the source.
    pub path: &'static str,
    /// Its text.
    pub text: &'static str,
}

macro_rules! embedded {
    ($($name:literal at $path:literal),+ $(,)?) => {
        &[$(Embedded {
            name: $name,
            path: $path,
            text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/", $path)),
        }),+]
    };
}

/// Scenarios, by the name one runs them by.
pub const CASES: &[Embedded] = embedded![
    "j4dw" at "scenarios/cases/j4dw.toml",
    "meca" at "scenarios/cases/meca.toml",
    "crossover-j4dw-in-somerset" at "scenarios/cases/crossover-j4dw-in-somerset.toml",
    "crossover-meca-in-london" at "scenarios/cases/crossover-meca-in-london.toml",
    "meca-history" at "scenarios/cases/meca-history.toml",
    "no-organisation" at "scenarios/cases/no-organisation.toml",
    "founders-only" at "scenarios/cases/founders-only.toml",
    "j4dw-without-link" at "scenarios/cases/j4dw-without-link.toml",
    "united-workers-association" at "scenarios/cases/united-workers-association.toml",
    "lawas" at "scenarios/cases/lawas.toml",
    "closed-branch" at "scenarios/cases/closed-branch.toml",
    "indie-union" at "scenarios/cases/indie-union.toml",
    "coalition" at "scenarios/cases/coalition.toml",
    "jcwi-consultation" at "scenarios/cases/jcwi-consultation.toml",
    "jcwi-pressure" at "scenarios/cases/jcwi-pressure.toml",
    "rivals" at "scenarios/cases/rivals.toml",
    "inward-intersectional" at "scenarios/cases/inward-intersectional.toml",
    "inward-competing" at "scenarios/cases/inward-competing.toml",
    "outward-intersectional" at "scenarios/cases/outward-intersectional.toml",
    "outward-competing" at "scenarios/cases/outward-competing.toml",
    "middle" at "scenarios/cases/middle.toml",
    "world" at "scenarios/cases/world.toml",
];

/// Reductions of the model to classic ones, by the name one runs them by.
pub const CLASSICS: &[Embedded] = embedded![
    "branching" at "scenarios/classics/branching.toml",
    "brock-durlauf" at "scenarios/classics/brock-durlauf.toml",
    "complex-contagion" at "scenarios/classics/complex-contagion.toml",
    "complex-contagion-apart" at "scenarios/classics/complex-contagion-apart.toml",
    "complex-contagion-side-by-side" at "scenarios/classics/complex-contagion-side-by-side.toml",
    "contagion" at "scenarios/classics/contagion.toml",
    "crowd" at "scenarios/classics/crowd.toml",
    "deffuant" at "scenarios/classics/deffuant.toml",
    "degroot" at "scenarios/classics/degroot.toml",
    "friedkin-johnsen" at "scenarios/classics/friedkin-johnsen.toml",
    "granovetter-altered" at "scenarios/classics/granovetter-altered.toml",
    "granovetter-normal" at "scenarios/classics/granovetter-normal.toml",
    "granovetter-uniform" at "scenarios/classics/granovetter-uniform.toml",
    "hegselmann-krause" at "scenarios/classics/hegselmann-krause.toml",
    "lessons" at "scenarios/classics/lessons.toml",
    "liberation" at "scenarios/classics/liberation.toml",
    "logit" at "scenarios/classics/logit.toml",
    "never-free" at "scenarios/classics/never-free.toml",
    "outreach" at "scenarios/classics/outreach.toml",
    "si" at "scenarios/classics/si.toml",
    "sir" at "scenarios/classics/sir.toml",
    "spending" at "scenarios/classics/spending.toml",
    "stubborn-ends" at "scenarios/classics/stubborn-ends.toml",
    "talkers" at "scenarios/classics/talkers.toml",
    "task-urn" at "scenarios/classics/task-urn.toml",
    "watts-cascade" at "scenarios/classics/watts-cascade.toml",
];

/// All scenarios that come with the program.
pub fn scenarios() -> &'static [Embedded] {
    static ALL: std::sync::LazyLock<Vec<Embedded>> = std::sync::LazyLock::new(|| [CASES, CLASSICS].concat());
    &ALL
}

/// Experiments, by the name one sweeps them by.
pub const EXPERIMENTS: &[Embedded] = embedded![
    "learning-and-relief" at "scenarios/experiments/learning-and-relief.toml",
    "place-and-law" at "scenarios/experiments/place-and-law.toml",
    "which-knobs-matter" at "scenarios/experiments/which-knobs-matter.toml",
    "shares-of-variance" at "scenarios/experiments/shares-of-variance.toml",
];

/// Questions: experiments that know what is asked of them, by the name one asks them by.
pub const QUESTIONS: &[Embedded] = embedded![
    "coping" at "scenarios/questions/coping.toml",
    "context-or-organisation" at "scenarios/questions/context-or-organisation.toml",
    "middle" at "scenarios/questions/middle.toml",
    "learning-and-framing" at "scenarios/questions/learning-and-framing.toml",
    "leaders" at "scenarios/questions/leaders.toml",
    "organisers" at "scenarios/questions/organisers.toml",
    "other-forms" at "scenarios/questions/other-forms.toml",
    "money" at "scenarios/questions/money.toml",
    "who-is-missing" at "scenarios/questions/who-is-missing.toml",
    "barriers" at "scenarios/questions/barriers.toml",
    "what-is-necessary" at "scenarios/questions/what-is-necessary.toml",
    "what-is-sufficient" at "scenarios/questions/what-is-sufficient.toml",
    "cycles" at "scenarios/questions/cycles.toml",
    "bridge-leaders" at "scenarios/questions/bridge-leaders.toml",
    "who-wins-where" at "scenarios/questions/who-wins-where.toml",
    "placebo" at "scenarios/questions/placebo.toml",
    "sustainable" at "scenarios/questions/sustainable.toml",
    "union-or-organisation" at "scenarios/questions/union-or-organisation.toml",
    "art" at "scenarios/questions/art.toml",
    "headline-over-structures" at "scenarios/questions/headline-over-structures.toml",
    "headline-over-accepted" at "scenarios/questions/headline-over-accepted.toml",
];

/// All experiments that come with the program, questions among them.
pub fn experiments() -> &'static [Embedded] {
    static ALL: std::sync::LazyLock<Vec<Embedded>> = std::sync::LazyLock::new(|| [EXPERIMENTS, QUESTIONS].concat());
    &ALL
}

/// Calibrations, by the name one starts them by.
pub const CALIBRATIONS: &[Embedded] = embedded![
    "j4dw-growth" at "scenarios/calibrations/j4dw-growth.toml",
    "first-year" at "scenarios/calibrations/first-year.toml",
    "two-cases" at "scenarios/calibrations/two-cases.toml",
    "which-mechanisms" at "scenarios/calibrations/which-mechanisms.toml",
];

/// Tables of points, by the name that an experiment in the same folder calls them by.
pub const TABLES: &[Embedded] = embedded![
    "headline-over-accepted.csv" at "scenarios/questions/headline-over-accepted.csv",
];

/// Files of patterns, by the name one holds runs to them by.
pub const PATTERNS: &[Embedded] = embedded![
    "j4dw" at "scenarios/patterns/j4dw.toml",
    "meca" at "scenarios/patterns/meca.toml",
    "crossover-j4dw-in-somerset" at "scenarios/patterns/crossover-j4dw-in-somerset.toml",
    "crossover-meca-in-london" at "scenarios/patterns/crossover-meca-in-london.toml",
    "meca-history" at "scenarios/patterns/meca-history.toml",
    "united-workers-association" at "scenarios/patterns/united-workers-association.toml",
    "closed-branch" at "scenarios/patterns/closed-branch.toml",
    "no-way-in" at "scenarios/patterns/no-way-in.toml",
];

/// What the papers claim, in a form that results can be compared with.
pub const CLAIMS: Embedded = Embedded {
    name: "claims",
    path: "scenarios/claims.toml",
    text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/claims.toml")),
};

/// Accepted sets of calibrations, by the name a scenario draws from them by.
pub const ACCEPTED: &[Embedded] = embedded![
    "two-cases" at "scenarios/accepted/two-cases.csv",
    "j4dw-growth" at "scenarios/accepted/j4dw-growth.csv",
];

/// How many draws of a calibration's prior met each pattern, by the name of the calibration.
pub const PRIORS: &[Embedded] = embedded![
    "two-cases" at "scenarios/accepted/two-cases-prior.csv",
];

/// Populations, by the name a scenario calls them by.
pub const POPULATIONS: &[Embedded] = embedded![
    "london-cleaners" at "scenarios/populations/london-cleaners.toml",
    "london-domestic-workers" at "scenarios/populations/london-domestic-workers.toml",
    "somerset-food-workers" at "scenarios/populations/somerset-food-workers.toml",
];

/// The embedded file of this name.
pub fn find<'a>(files: &'a [Embedded], name: &str) -> Option<&'a Embedded> {
    files.iter().find(|file| file.name == name)
}

/// What the files of a library are called, and the command that takes them.
fn called(library: &[Embedded]) -> (&'static str, &'static str) {
    match library.first().map(|file| file.path.split('/').nth(1).unwrap_or_default()) {
        Some("cases" | "classics") => ("a scenario", "run"),
        Some("questions") => ("a question", "ask"),
        Some("experiments") => ("an experiment", "sweep"),
        Some("calibrations") => ("a calibration", "calibrate"),
        _ => ("a file of patterns", "patterns"),
    }
}

/// What a name that is none of a library stands for in the others: what it is, and the command that takes it.
pub fn other(library: &[Embedded], name: &str) -> Option<(&'static str, &'static str)> {
    let others = [CASES, QUESTIONS, EXPERIMENTS, CALIBRATIONS, PATTERNS, CLASSICS];
    let found = others.into_iter().find(|other| find(other, name).is_some())?;
    find(library, name).is_none().then(|| called(found))
}

/// The names of embedded files, for a message: of scenarios the cases alone, since nobody who mistypes one means a
/// reduction to a classic model.
pub fn names(files: &[Embedded]) -> String {
    let classic = |file: &&Embedded| CLASSICS.iter().any(|classic| classic.path == file.path);
    files.iter().filter(|file| !classic(file)).map(|file| file.name).collect::<Vec<_>>().join(", ")
}
