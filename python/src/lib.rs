//! The native half of the Python module `mobilise`: the engine, its workflows and its tables. `python/mobilise` holds
//! the half that people see.

#![allow(unsafe_op_in_unsafe_fn)] // PyO3's macros

mod command;
mod error;
mod figure;
mod folder;
mod network;
mod point;
mod reference;
mod scenario;
mod study;
mod table;
mod weeks;
mod work;

use pyo3::prelude::*;

/// The native half of `mobilise`.
#[pymodule(gil_used = true)]
#[pyo3(name = "_native")]
fn native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    work::quiet_panics();
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<table::Table>()?;
    module.add_class::<scenario::Scenario>()?;
    module.add_class::<study::Study>()?;
    module.add_class::<study::Run>()?;
    module.add_function(wrap_pyfunction!(command::main, module)?)?;
    module.add_function(wrap_pyfunction!(work::abandon, module)?)?;
    module.add_function(wrap_pyfunction!(study::run_study, module)?)?;
    module.add_function(wrap_pyfunction!(study::read_study, module)?)?;
    module.add_function(wrap_pyfunction!(point::evaluate, module)?)?;
    module.add_function(wrap_pyfunction!(network::networks, module)?)?;
    module.add_function(wrap_pyfunction!(folder::sweep, module)?)?;
    module.add_function(wrap_pyfunction!(folder::calibrate, module)?)?;
    module.add_function(wrap_pyfunction!(folder::patterns, module)?)?;
    module.add_function(wrap_pyfunction!(folder::describe, module)?)?;
    module.add_function(wrap_pyfunction!(folder::read_table, module)?)?;
    module.add_function(wrap_pyfunction!(figure::folder_figure, module)?)?;
    module.add_function(wrap_pyfunction!(reference::explain, module)?)?;
    module.add_function(wrap_pyfunction!(reference::odd, module)?)?;
    module.add_function(wrap_pyfunction!(reference::names, module)?)?;
    module.add_function(wrap_pyfunction!(reference::knobs, module)?)?;
    module.add_function(wrap_pyfunction!(reference::measures, module)?)?;
    Ok(())
}
