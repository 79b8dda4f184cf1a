//! The unit of work: one replicate of one point.

use sha2::{Digest, Sha256};

/// A SHA-256 digest.
pub type Hash = [u8; 32];

/// One replicate of one point; units are ordered by point, then replicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unit {
    /// The point's number, from 0.
    pub point: u32,
    /// The replicate, from 0.
    pub replicate: u32,
}

/// The key of a unit: what its numbers depend on and nothing else. The digest of the program's version, the
/// scenario's own digest, the seed and the replicate.
pub fn key(scenario: &Hash, seed: u64, replicate: u32) -> Hash {
    let mut hash = Sha256::new();
    hash.update(env!("CARGO_PKG_VERSION"));
    hash.update([0]);
    hash.update(scenario);
    hash.update(seed.to_le_bytes());
    hash.update(replicate.to_le_bytes());
    hash.finalize().into()
}

/// One key for several units: what a part says of where its rows came from.
pub fn keys(each: impl Iterator<Item = Hash>) -> Hash {
    let mut hash = Sha256::new();
    each.for_each(|key| hash.update(key));
    hash.finalize().into()
}

/// A digest in hexadecimal digits.
pub fn hex(hash: &Hash) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The seed of a point that has random numbers of its own: the first eight bytes of a digest of the seed and
/// the point's number. Short enough for a scenario file, which takes 63 bits.
pub fn own_seed(seed: u64, point: u32) -> u64 {
    let mut hash = Sha256::new();
    hash.update("seed of a point");
    hash.update(seed.to_le_bytes());
    hash.update(point.to_le_bytes());
    let bytes: Hash = hash.finalize().into();
    u64::from_le_bytes(bytes[..8].try_into().unwrap_or_default()) >> 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_a_key_counts() {
        let one = key(&[1; 32], 2, 3);
        assert_eq!(one, key(&[1; 32], 2, 3));
        for other in [key(&[2; 32], 2, 3), key(&[1; 32], 3, 3), key(&[1; 32], 2, 4)] {
            assert_ne!(one, other);
        }
        assert_ne!(own_seed(1, 1), own_seed(1, 2));
        assert_ne!(own_seed(1, 1), own_seed(2, 1));
        assert!(i64::try_from(own_seed(7, 3)).is_ok());
    }
}
