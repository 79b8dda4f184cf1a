//! Process 1: an organisation's practices change on a date (docs/model.md, process 1; docs/files.md, Interventions).

use mobilise::knob::intervention::InterventionKind;
use mobilise::knob::organisation::Axes;
use mobilise::knob::{Choice, Table, Value};
use mobilise::model::plan::InterventionPlan;

use super::organisation::{LEARNING, SHARING, TRAINING};
use super::world::World;

/// The names of the hours, in the order of the activities.
const HOURS: [&str; 7] = ["sharing", "learning", "training", "service", "outreach", "profile", "campaigning"];

impl World {
    /// Every number goes a share of the way, words and switches change from a half; other hours and the other of two
    /// competing axes give way.
    pub fn change_practices(&mut self, o: usize, number: usize, intervention: &InterventionPlan) {
        let s = intervention.knobs.strength;
        let mut next = self.organisations[o].clone();
        let (mut named_hours, mut names_class, mut names_ethnic) = ([false; 7], false, false);
        for (name, value) in &intervention.practices.to {
            let number = match value {
                Value::Real(x) => *x,
                Value::Whole(x) => *x as f64,
                _ => f64::NAN,
            };
            if let Some(activity) = HOURS.iter().position(|hours| *name == format!("hours.{hours}")) {
                next.shares[activity] += s * (number - next.shares[activity]);
                named_hours[activity] = true;
            } else if name == "message.class" {
                next.class += s * (number - next.class);
                names_class = true;
            } else if name == "message.ethnic" {
                next.ethnic += s * (number - next.ethnic);
                names_ethnic = true;
            } else if name == "message.axes" {
                if let Value::Text(word) = value
                    && s >= 0.5
                {
                    next.practices.message.axes = Axes::from_word(word).expect("a word of the knob");
                }
            } else {
                let slot = next.practices.slot(name).expect("a knob");
                let moved = match (slot.setting.value(), value) {
                    (Value::Real(now), Value::Real(then)) => Value::Real(now + s * (then - now)),
                    (Value::Whole(now), Value::Whole(then)) => {
                        Value::Whole(libm::round(now as f64 + s * (then - now) as f64) as i64)
                    }
                    (now, then) => {
                        if s >= 0.5 {
                            then.clone()
                        } else {
                            now
                        }
                    }
                };
                slot.setting.set(&moved, &slot.knob.kind).expect("it fits");
            }
        }
        if next.practices.message.axes == Axes::Competing && names_class != names_ethnic {
            if names_class {
                next.ethnic = 1.0 - next.class;
            } else {
                next.class = 1.0 - next.ethnic;
            }
        }
        if named_hours.contains(&true) {
            let sum = |wanted: bool| (0..7).filter(|a| named_hours[*a] == wanted).map(|a| next.shares[a]).sum::<f64>();
            let (left, others) = (f64::max(1.0 - sum(true), 0.0), sum(false));
            let count = named_hours.iter().filter(|named| !**named).count() as f64;
            for activity in (0..7).filter(|a| !named_hours[*a]) {
                let now = next.shares[activity];
                next.shares[activity] = if others > 0.0 { now / others * left } else { left / count };
            }
        }
        let internal = |shares: &[f64; 7]| shares[SHARING] + shares[LEARNING] + shares[TRAINING];
        let (had, has) = (internal(&self.organisations[o].shares), internal(&next.shares));
        let outward = if had > 0.0 { f64::max((had - has) / had, 0.0) } else { 0.0 };
        if intervention.practices.vote && !self.vote(o, number, outward) {
            self.log.practices_turned_down += 1;
            return;
        }
        self.log.practices_changed += 1;
        if self.organisations[o].practices.union.access != next.practices.union.access {
            let links = self.in_force(InterventionKind::UnionLink, o);
            let organisation = &mut self.organisations[o];
            organisation.access = links.iter().map(|i| i.knobs.strength).fold(next.practices.union.access, f64::max);
        }
        let organisation = &mut self.organisations[o];
        organisation.practices = next.practices;
        (organisation.shares, organisation.class, organisation.ethnic) = (next.shares, next.class, next.ethnic);
    }
}
