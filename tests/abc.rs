//! The arithmetic of weighted samples, by hand.

use mobilise::internals::sensitivity::Refusal;
use mobilise::internals::sensitivity::abc::*;

#[test]
fn sizes_and_quantiles_by_hand() {
    assert_eq!(effective_size(&[2.0, 2.0, 2.0, 2.0]), Ok(4.0));
    assert_eq!(effective_size(&[0.0, 3.0]), Ok(1.0));
    let size = effective_size(&[1.0, 2.0, 3.0]).expect("weights");
    assert!((size - 36.0 / 14.0).abs() < 1e-12);
    let values = [3.0, 1.0, 2.0, 9.0];
    let weights = [1.0, 1.0, 2.0, 0.0];
    for (share, expected) in [(0.0, 1.0), (0.25, 1.0), (0.26, 2.0), (0.75, 2.0), (0.76, 3.0), (1.0, 3.0)] {
        assert_eq!(weighted_quantile(&values, &weights, share), Ok(expected), "{share}");
    }
    for bad in [&[][..], &[0.0, 0.0], &[-1.0, 2.0], &[f64::NAN, 1.0], &[f64::INFINITY, 1.0]] {
        assert_eq!(effective_size(bad), Err(Refusal::Weights));
    }
    assert_eq!(weighted_quantile(&[f64::NAN], &[1.0], 0.5), Err(Refusal::Weights));
    assert_eq!(weighted_quantile(&[1.0], &[1.0, 1.0], 0.5), Err(Refusal::Weights));
}
