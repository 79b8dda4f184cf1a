//! The test's own dice, apart from the draws under test.

/// SplitMix64 (Steele, Lea and Flood 2014).
pub struct Dice(pub u64);

impl Dice {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * ((self.bits() >> 11) as f64 / (1u64 << 53) as f64)
    }

    /// Both ends included.
    pub fn whole(&mut self, low: u32, high: u32) -> u32 {
        low + (self.bits() % u64::from(high - low + 1)) as u32
    }

    pub fn chance(&mut self, chance: f64) -> bool {
        self.between(0.0, 1.0) < chance
    }

    pub fn one_of<T: Copy>(&mut self, options: &[T]) -> T {
        options[self.whole(0, options.len() as u32 - 1) as usize]
    }

    /// A share, at times none or all.
    pub fn share(&mut self) -> f64 {
        match self.whole(0, 5) {
            0 => 0.0,
            1 => 1.0,
            _ => self.between(0.0, 1.0),
        }
    }

    /// A share within these bounds, now and then none or all.
    pub fn mostly(&mut self, low: f64, high: f64) -> f64 {
        match self.whole(0, 39) {
            0 => 0.0,
            1 => 1.0,
            _ => self.between(low, high),
        }
    }

    /// Shares that add up to 1, some perhaps 0.
    pub fn shares(&mut self, number: usize) -> Vec<f64> {
        let parts: Vec<f64> =
            (0..number).map(|_| if self.chance(0.15) { 0.0 } else { self.between(0.1, 1.0) }).collect();
        let sum: f64 = parts.iter().sum();
        if sum == 0.0 { vec![1.0 / number as f64; number] } else { parts.iter().map(|part| part / sum).collect() }
    }
}

/// One place of a list, or none.
pub fn perhaps(d: &mut Dice, chance: f64, length: usize) -> Option<u16> {
    (length > 0 && d.chance(chance)).then(|| d.whole(0, length as u32 - 1) as u16)
}
