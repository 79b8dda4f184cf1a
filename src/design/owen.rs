//! Nested uniform scrambling: a random turn of the digits that keeps a net a net.

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// Output number `step` of SplitMix64 (Steele, Lea & Flood 2014) started at `word`.
pub fn mixed(word: u64, step: u64) -> u64 {
    let mut z = word.wrapping_add(GOLDEN.wrapping_mul(step.wrapping_add(1)));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// How many binary digits are scrambled: those that a number keeps.
const DIGITS: u32 = 53;

/// Scrambles the binary digits of a number in \[0, 1), given as 64 bits.
///
/// # What it computes
///
/// Each digit is flipped or not by a coin of its own for each value of the digits before it: the node of the
/// binary tree that the number has come to. Two numbers that share their first k digits still share k digits
/// afterwards, and no more; so every elementary interval keeps as many points as it had, and each point by
/// itself is uniform on \[0, 1). Digits after the 53rd, which no number keeps, are left.
///
/// Cheaper hashes of all digits at once (Laine & Karras 2011) are not used here: their coins of neighbouring
/// nodes hang together, and this costs far less than one run of a model.
///
/// # Source
///
/// A. B. Owen (1995), "Randomly permuted (t,m,s)-nets and (t,s)-sequences", in Niederreiter & Shiue (eds), Monte
/// Carlo and Quasi-Monte Carlo Methods in Scientific Computing, Lecture Notes in Statistics 106, 299–317.
pub fn scrambled(word: u64, bits: u64) -> u64 {
    let mut flips = 0;
    for digit in 0..DIGITS {
        // Nodes of the tree by number: 1 for the root, 2 and 3 for its children, and so on.
        let before = if digit == 0 { 0 } else { bits >> (64 - digit) };
        let node = 1 << digit | before;
        flips |= (mixed(word, node) >> 63) << (63 - digit);
    }
    bits ^ flips
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two numbers that part at digit k still part at digit k, and what comes after is up to chance.
    #[test]
    fn numbers_part_where_they_parted() {
        let (mut same, mut coins) = (0, 0);
        for word in 0..2_000 {
            let number = mixed(9, word);
            for digit in 0..DIGITS - 1 {
                let other = number ^ (1 << (63 - digit));
                let (a, b) = (scrambled(mixed(3, word), number), scrambled(mixed(3, word), other));
                assert_eq!((a ^ b).leading_zeros(), digit);
                coins += 1;
                same += u32::from((a ^ b) >> (62 - digit) & 1 == 0);
            }
        }
        // Coins of two nodes are alike half of the time: within five standard deviations.
        let (share, deviation) = (f64::from(same) / f64::from(coins), 0.5 / f64::from(coins).sqrt());
        assert!((share - 0.5).abs() < 5.0 * deviation, "{share}");
    }

    /// Every digit of a fixed number is flipped half of the time, and no two digits together.
    #[test]
    fn coins_are_fair_and_apart() {
        let n = 20_000u32;
        let flips: Vec<u64> = (0..n).map(|k| scrambled(mixed(5, u64::from(k)), 0)).collect();
        let bound = 5.0 / f64::from(n).sqrt();
        let sign = |x: u64, digit: u32| if x >> (63 - digit) & 1 == 1 { 1.0 } else { -1.0 };
        for i in 0..DIGITS {
            let mean = flips.iter().map(|x| sign(*x, i)).sum::<f64>() / f64::from(n);
            assert!(mean.abs() < bound, "{i}: {mean}");
            for j in 0..i {
                let r = flips.iter().map(|x| sign(*x, i) * sign(*x, j)).sum::<f64>() / f64::from(n);
                assert!(r.abs() < bound, "{i} and {j}: {r}");
            }
        }
    }
}
