//! The week: thirteen processes, one after the other, for the whole field (docs/model.md, section 3).

use super::organisation::Happened;
use super::world::World;

impl World {
    pub fn step(&mut self) {
        for organisation in &mut self.organisations {
            organisation.week = Happened::default();
        }
        self.outside = Happened::default();
        self.calendar();
        self.turnover();
        self.employer();
        self.talk();
        self.hours();
        self.attendance();
        self.meeting();
        self.liberation();
        self.recruitment();
        self.action();
        self.union();
        self.money();
        self.observe();
        self.week += 1;
    }
}
