//! What the figures of a sensitivity analysis show: a tornado of every outcome, and μ* against σ.

use crate::analysis::{Analysis, FIGURES, Finding, Importance, Influence, Measure, Points, Verdict};
use crate::experiment::plan::SweepPlan;
use crate::sensitivity::Effect;
use crate::text::{knob_words, uncapital};

use super::{Picture, ScatterDot, ScatterFigure, ScatterPanel, TornadoBar, TornadoFigure, TornadoPanel, TornadoRow};

/// Panels on a page.
const PANELS: usize = 8;

/// The figures of an analysis. Outcomes of the first organisation of each scenario go into `tornado` (and `mu-sigma`
/// for trajectories), rankings into `…-ranking`; more than eight panels take several pages, `…-1`, `…-2` and so on.
pub(crate) fn pictures(plan: &SweepPlan, analysis: &Analysis) -> Vec<Picture> {
    let (rankings, outcomes): (Vec<&Finding>, Vec<&Finding>) =
        analysis.shown().partition(|finding| finding.versus.is_some());
    let mut pictures = Vec::new();
    for (ending, findings) in [("", outcomes), ("-ranking", rankings)] {
        let pages = findings.len().div_ceil(PANELS);
        for (n, page) in findings.chunks(PANELS).enumerate() {
            let ending = if pages > 1 { format!("{ending}-{}", n + 1) } else { ending.to_owned() };
            let figure = tornado(plan, analysis, page);
            pictures.push(Picture::new(format!("{}{ending}", FIGURES[0]), figure));
            if matches!(analysis.points, Points::Trajectories(_)) {
                let figure = scatter(plan, analysis, page);
                pictures.push(Picture::new(format!("{}{ending}", FIGURES[1]), figure));
            }
        }
    }
    pictures
}

fn is_ranking(findings: &[&Finding]) -> bool {
    findings.iter().any(|finding| finding.versus.is_some())
}

fn caption(plan: &SweepPlan, analysis: &Analysis) -> String {
    let points = plan.baselines.len() * (plan.stride() - 1);
    format!(
        "{}: {points} points, {} replicates each, the same random numbers at every point. Seed {}. mobilise {}.",
        plan.experiment.name,
        analysis.replicates,
        plan.seed,
        env!("CARGO_PKG_VERSION")
    )
}

fn tornado(plan: &SweepPlan, analysis: &Analysis, findings: &[&Finding]) -> TornadoFigure {
    let (title, subtitle, kinds) = match &analysis.points {
        Points::Trajectories(trajectories) => (
            "What each knob does over its whole range",
            format!(
                "μ*, the mean size of the effect over {} trajectories, with its 95 % interval; coloured by its direction",
                trajectories.design().trajectories()
            ),
            ["raises it", "lowers it", "up or down, by place"].map(str::to_owned).into_iter().zip([0, 1, 6]).collect(),
        ),
        Points::Blocks(blocks) => (
            "Which share of the variance is each knob’s",
            format!("Total and first index from {} base rows, with 95 % intervals", blocks.base_rows()),
            vec![("total: alone and with others".to_owned(), 0), ("first: alone".to_owned(), 1)],
        ),
    };
    let title = if is_ranking(findings) { format!("Who is ahead: {}", uncapital(title)) } else { title.to_owned() };
    TornadoFigure {
        title,
        subtitle,
        caption: caption(plan, analysis),
        kinds,
        chance: "what chance alone would show".to_owned(),
        level: "an inert knob, were seeds not shared".to_owned(),
        panels: findings.iter().map(|finding| tornado_panel(analysis, finding)).collect(),
    }
}

fn tornado_panel(analysis: &Analysis, finding: &Finding) -> TornadoPanel {
    let (title, unit) = analysis.title_of(finding);
    let (unit, level) = match &finding.influence {
        Influence::Effects(effects) => (unit, effects.first().and_then(|(_, noise)| noise.map(|n| n.inert_mu_star))),
        Influence::Shares(_, noise) => ("share of variance".to_owned(), noise.as_ref().map(|noise| noise.inert)),
        Influence::Constant(_) | Influence::NoValue(_) => (unit, None),
    };
    let row = |importance: &Importance| TornadoRow {
        label: knob_words(&analysis.knobs[importance.knob]),
        detectable: importance.verdict == Verdict::Beyond,
        chance: importance.chance,
        bars: bars(finding, importance),
    };
    TornadoPanel { title, unit, note: note(finding), level, rows: finding.ranked().iter().map(row).collect() }
}

/// What to say where there is nothing to draw.
fn note(finding: &Finding) -> String {
    match (&finding.influence, finding.measure) {
        (Influence::Constant(value), Measure::Ahead) if *value == 1.0 => "ahead in every run".to_owned(),
        (Influence::Constant(value), Measure::Ahead) if *value == 0.0 => "behind in every run".to_owned(),
        (Influence::Constant(_), Measure::Ahead) => "as often ahead as behind at every point".to_owned(),
        (Influence::Constant(value), _) => format!("{value} at all points"),
        _ => finding.note(),
    }
}

fn bars(finding: &Finding, importance: &Importance) -> Vec<TornadoBar> {
    let bar = |kind: usize, index: &crate::sensitivity::Index| {
        let (low, high) = index.interval.unwrap_or((f64::NAN, f64::NAN));
        TornadoBar { kind, value: index.value, low, high }
    };
    match &finding.influence {
        Influence::Effects(effects) => {
            let Effect { mu, mu_star, .. } = &effects[importance.knob].0;
            let direction = match mu.interval {
                Some((low, _)) if low > 0.0 => 0,
                Some((_, high)) if high < 0.0 => 1,
                _ => 2,
            };
            vec![bar(direction, mu_star)]
        }
        Influence::Shares(indices, _) => {
            vec![bar(0, &indices.total[importance.knob]), bar(1, &indices.first[importance.knob])]
        }
        Influence::Constant(_) | Influence::NoValue(_) => Vec::new(),
    }
}

fn scatter(plan: &SweepPlan, analysis: &Analysis, findings: &[&Finding]) -> ScatterFigure {
    let panel = |finding: &&Finding| {
        let (title, unit) = analysis.title_of(finding);
        let dots = finding.ranked().into_iter().filter_map(|importance| match &finding.influence {
            Influence::Effects(effects) => {
                let Effect { mu_star, sigma, .. } = &effects[importance.knob].0;
                Some(ScatterDot {
                    label: knob_words(&analysis.knobs[importance.knob]),
                    mu_star: mu_star.value,
                    sigma: sigma.value,
                    detectable: importance.verdict == Verdict::Beyond,
                })
            }
            _ => None,
        });
        ScatterPanel { title, unit, note: note(finding), dots: dots.collect() }
    };
    ScatterFigure {
        title: if is_ranking(findings) {
            "Who is ahead: how large effects are, and how alike".to_owned()
        } else {
            "How large effects are, and how alike from place to place".to_owned()
        },
        subtitle:
            "Full dots can be told from chance, open ones cannot. Under the line σ = 0.1 μ* a knob does nearly the \
                   same everywhere; over σ = μ* what it does depends on the other knobs, or on its own value."
                .to_owned(),
        caption: caption(plan, analysis),
        panels: findings.iter().map(panel).collect(),
    }
}
