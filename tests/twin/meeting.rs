//! Process 7: a session. Sharing in pairs here; learning, services, tasks and the link in files of their own.

use mobilise::internals::number::draws::Purpose;

use super::hearing::hear;
use super::organisation::{LEARNING, SERVICE, SHARING, TRAINING};
use super::sums::sat;
use super::worker::Worker;
use super::world::World;

/// How full each activity of a session is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Intensity {
    pub sharing: f64,
    pub learning: f64,
    pub training: f64,
    pub service: f64,
    pub art: f64,
}

/// How clearly a message comes through on each axis.
pub struct Clarity {
    pub class: f64,
    pub ethnic: f64,
}

impl World {
    pub fn meeting(&mut self) {
        for o in 0..self.organisations.len() {
            let present = self.organisations[o].present.clone();
            if present.is_empty() {
                continue;
            }
            let intensity = self.intensity(o);
            self.organisations[o].intensity = intensity;
            // For each person present, whom they shared with, and with what trust.
            let shared = self.share(o, &present, &intensity);
            let doses = self.learn(o, &present, &intensity, &shared);
            self.remember(&present, intensity.service, &shared, &doses);
            self.serve(o, &present, &intensity);
            self.tasks_and_training(o, &present, &intensity);
            self.take_up_link(o, &present, &intensity);
        }
    }

    /// min(1, hours / (n · hours.per_head)): hours are shared out.
    pub fn intensity(&self, o: usize) -> Intensity {
        let organisation = &self.organisations[o];
        let enough = organisation.present.len() as f64 * self.plan.behaviour.hours.per_head;
        let of = |hours: f64| (hours / enough).min(1.0);
        Intensity {
            sharing: of(organisation.hours[SHARING]),
            learning: of(organisation.hours[LEARNING]),
            training: of(organisation.hours[TRAINING]),
            service: of(organisation.hours[SERVICE]),
            art: of(organisation.art_hours),
        }
    }

    pub fn clarity(&self, o: usize) -> Clarity {
        let cost = self.plan.behaviour.learning.clarity_cost;
        let (class, ethnic) = (self.organisations[o].class, self.organisations[o].ethnic);
        Clarity { class: class * (1.0 - cost * ethnic), ethnic: ethnic * (1.0 - cost * class) }
    }

    fn share(&mut self, o: usize, present: &[usize], intensity: &Intensity) -> Vec<Vec<(usize, f64)>> {
        let pairs = self.who_turns_to_whom(o, present, intensity.sharing);
        let ties = self.plan.behaviour.ties.clone();
        let mut shared = vec![Vec::new(); present.len()];
        for (i, j) in &pairs {
            let trust = self.workers[*i].tie_to(*j).map_or(ties.meeting_trust, |tie| *tie.trust);
            for (own, other) in [(*i, *j), (*j, *i)] {
                let place = present.iter().position(|p| *p == own).expect("somebody present");
                shared[place].push((other, trust));
            }
        }
        // They hear each other, all at once.
        let before = self.workers.clone();
        for (place, i) in present.iter().enumerate() {
            let heard: Vec<(&Worker, f64)> = shared[place].iter().map(|(j, trust)| (&before[*j], *trust)).collect();
            self.workers[*i] = hear(&self.plan, &mut self.log, &before[*i], &heard);
        }
        // A tie there is gains trust; a pair without one may make one, which does not gain today.
        for (i, j) in pairs {
            if before[i].tie_to(j).is_some() {
                self.strengthen(i, j, ties.gain);
            } else {
                let word = self.worker_word(i).pair(self.worker_word(j));
                if word.chance(Purpose::NewTie, 0, self.plan.behaviour.meeting.tie_chance) {
                    self.make_tie(i, j, ties.meeting_trust, true);
                }
            }
        }
        // Then everybody's efficacy rises, in an assignment of its own.
        let knobs = &self.plan.behaviour.efficacy;
        let rise = knobs.meeting * intensity.sharing * sat(present.len() as f64, knobs.half_attendance);
        for i in present {
            self.workers[*i].efficacy.rise(rise);
        }
        shared
    }

    /// Each turns up to `meeting.partners` times to somebody. Every turning is a conversation: two who turn to
    /// each other, or one who turns to another twice, have two.
    fn who_turns_to_whom(&self, o: usize, present: &[usize], intensity: f64) -> Vec<(usize, usize)> {
        let knobs = &self.plan.behaviour.meeting;
        let clarity = self.clarity(o);
        let h1 = knobs.homophily * (1.0 - knobs.class_mixing * clarity.class);
        let h = h1 + knobs.ethnic_sorting * clarity.ethnic * (1.0 - h1);
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for i in present {
            let word = self.worker_word(*i);
            let origin = self.workers[*i].origin;
            let own: Vec<usize> = present.iter().copied().filter(|j| self.workers[*j].origin == origin).collect();
            for k in 0..knobs.partners {
                if !word.chance(Purpose::ShareWish, k, intensity) {
                    continue;
                }
                // Who is the only one of their origin seeks among all.
                let alike = own.len() > 1 && word.chance(Purpose::ShareAlike, k, h);
                let among = if alike { &own[..] } else { present };
                let partner = among[word.index(Purpose::SharePartner, k, among.len())];
                if partner != *i {
                    pairs.push((*i, partner));
                }
            }
        }
        pairs
    }
}
