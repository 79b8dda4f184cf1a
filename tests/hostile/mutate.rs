//! Damage to a text: bytes flipped, words swapped, lost, doubled and blown up, brackets nested.

/// Random numbers without a crate: splitmix64 (Steele, Lea and Flood 2014). A failing case is named by its
/// number, and comes again.
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// Values that break things.
const NASTY: &str = "nan -inf 1e999 -1e-999 99999999999999999999 -9223372036854775808 9223372036854775807 \
    0xFFFFFFFFFFFFFFFF 0b1 1_000 -0.0 4294967296 5e-324 2012-02-30 9999-12-31 0000-01-01 0001-01-01 10:00:00 \
    2009-03-15T10:00:00Z \"\" \"\\u0000\" \"\u{202e}\" ''' \"\"\" [] {} [[]] true j4dw = \u{feff} \u{0} \u{1b}[2J";

/// Blanks, words and signs of a text, in order.
fn tokens(text: &str) -> Vec<&str> {
    let sort = |c: char| if c.is_alphanumeric() || "._-".contains(c) { 0 } else { c as u32 };
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|before| before != sort(c)) {
            tokens.push(&text[start..at]);
            start = at;
        }
        before = Some(sort(c));
    }
    tokens.push(&text[start..]);
    tokens
}

pub fn mutate(text: &str, random: &mut Random) -> String {
    let nasty: Vec<&str> = NASTY.split(' ').collect();
    let mut words: Vec<String> = tokens(text).into_iter().map(str::to_owned).collect();
    for _ in 0..=random.below(4) {
        let (a, b) = (random.below(words.len()), random.below(words.len()));
        match random.below(9) {
            0 => words.swap(a, b),
            1 => words[a].clear(),
            2 => {
                words.drain(a..(a + random.below(30)).min(words.len()));
                words.push(String::new());
            }
            3 => words[a] = random.pick(&nasty).to_owned(),
            4 => words[a] = words[b].clone(),
            // The next number, blown up.
            5 => {
                if let Some(word) = words[a..].iter_mut().find(|word| word.starts_with(|c: char| c.is_ascii_digit())) {
                    *word = random.pick(&nasty).to_owned();
                }
            }
            6 => {
                let nest = random.pick(&["[", "{a=", "a.", "[[", "\"a\".", "'", "\n[a"]);
                words[a] = nest.repeat(1 + random.below(3000));
            }
            7 => {
                let line = words[a.min(b)..a.max(b)].concat();
                words[b].push_str(&line);
            }
            _ => {
                let mut bytes = std::mem::take(&mut words[a]).into_bytes();
                for _ in 0..=random.below(3) {
                    let at = random.below(bytes.len());
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte ^= 1 << random.below(8);
                    }
                }
                words[a] = String::from_utf8_lossy(&bytes).into_owned();
            }
        }
    }
    words.concat()
}
