//! The contract of `examples/`: each runs to its end.

#[path = "../examples/one_run.rs"]
mod one_run;
#[path = "../examples/own_measure_and_intervention.rs"]
mod own_measure_and_intervention;
#[path = "../examples/paired_comparison.rs"]
mod paired_comparison;
#[cfg(feature = "figures")]
#[path = "../examples/read_results.rs"]
mod read_results;
#[cfg(feature = "figures")]
#[path = "../examples/sweep_with_own_figure.rs"]
mod sweep_with_own_figure;
#[path = "../examples/ties_with_petgraph.rs"]
mod ties_with_petgraph;

#[test]
fn every_example_runs() {
    for (name, run) in [
        ("one_run", one_run::main as fn() -> Result<(), Box<dyn std::error::Error>>),
        ("own_measure_and_intervention", own_measure_and_intervention::main),
        ("paired_comparison", paired_comparison::main),
        #[cfg(feature = "figures")]
        ("read_results", read_results::main),
        #[cfg(feature = "figures")]
        ("sweep_with_own_figure", sweep_with_own_figure::main),
        ("ties_with_petgraph", ties_with_petgraph::main),
    ] {
        run().unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}
