use mobilise::knob::field::*;
use mobilise::knob::intervention::*;
use mobilise::model::{measures::Measure as M, plan::*, run::run};
use std::sync::Arc;
fn main() {
    let mut p = Plan::default();
    p.population.origins = vec![0.4, 0.2, 0.2, 0.2];
    p.population.areas = vec![0.25; 4];
    p.unions = vec![UnionKnobs::default()];
    p.targets = vec![TargetKnobs::default()];
    p.agencies = vec![AgencyPlan::default()];
    let mut o = OrganisationPlan { union: Some(0), ..Default::default() };
    o.knobs.union.venue = true;
    p.organisations = vec![o];
    p.interventions = vec![InterventionPlan {
        kind: InterventionKind::TiedVisa,
        knobs: Default::default(),
        from: 160,
        until: 100000,
        organisation: None,
    }];
    use mobilise::knob::*;
    let mut tied = true;
    let mut n = 4;
    for a in std::env::args().skip(1) {
        let (k, v) = a.split_once('=').unwrap();
        if k == "tied" {
            tied = v == "1";
            continue;
        }
        if k == "n" {
            n = v.parse().unwrap();
            continue;
        }
        if k == "ref" {
            p.agencies[0].knobs.referrals = v.parse().unwrap();
            continue;
        }
        let v: f64 = v.parse().unwrap();
        let slot = if let Some(k) = k.strip_prefix("o.") {
            p.organisations[0].knobs.slot(k)
        } else if let Some(k) = k.strip_prefix("p.") {
            p.population.knobs.slot(k)
        } else {
            p.behaviour.slot(k)
        };
        let slot = slot.expect(k);
        let val = match slot.knob.kind {
            Kind::Whole { .. } => Value::Whole(v as i64),
            _ => Value::Real(v),
        };
        slot.setting.set(&val, &slot.knob.kind).unwrap();
    }
    if !tied {
        p.interventions.clear();
    }
    let p = Arc::new(p);
    let t = std::time::Instant::now();
    let all: Vec<_> = (0..n).map(|r| run(&p, 1, r)).collect();
    for w in [0, 26, 52, 104, 130, 156, 178, 260, 416, 600, 623] {
        let m = |g: usize, k: M| {
            let v: Vec<f64> = all
                .iter()
                .flat_map(|r| {
                    let w0 = (w as usize).saturating_sub(6);
                    (w0..=w).map(move |q| r.weeks[g][q][k])
                })
                .filter(|x| !x.is_nan())
                .collect();
            v.iter().sum::<f64>() / v.len() as f64
        };
        println!(
            "w{w:3} awake {:.2} mem {:.0} ever {:.0} att {:.1} mob {:.1} part/asked {:.2} fr {:.2} frN {:.2} J {:.2} R {:.2} E {:.2} I {:.2} L {:.2} need {:.2}/{:.2} q {:.2} sk {:.2} fat {:.2} hhi {:.2} hold {:.0} £{:.0} un {:.0} deg {:.2}/{:.2} acc {:.1} hrs {:.1} joins {:.2} claims {:.2}",
            m(0, M::Awake),
            m(0, M::Members),
            m(0, M::EverMembers),
            m(0, M::Attendance),
            m(0, M::Mobilised),
            m(0, M::Participants) / m(0, M::Asked),
            m(0, M::MeanFraming),
            m(1, M::MeanFramingNever),
            m(0, M::Injustice),
            m(0, M::Rights),
            m(0, M::Efficacy),
            m(0, M::WorkerIdentity),
            m(0, M::Liberation),
            m(0, M::CopingNeed),
            m(1, M::CopingNeed),
            m(0, M::SessionQuality),
            m(0, M::Skill),
            m(0, M::Fatigue),
            m(0, M::TaskConcentration),
            m(0, M::TaskHolders),
            m(0, M::Money),
            m(0, M::UnionMembers),
            m(0, M::MeanDegree),
            m(1, M::MeanDegree),
            m(0, M::UnionAccess),
            m(0, M::HoursSharing) / 0.3,
            m(0, M::Joined),
            m(1, M::Claims)
        );
    }
    let s = t.elapsed().as_secs_f64();
    println!("{:.2} M worker-weeks/s", n as f64 * 5000.0 * 624.0 / s / 1e6);
}
