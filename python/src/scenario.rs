//! Scenarios as Python holds them: where they came from, what was changed, and what follows.

use mobilise::knob::Value;
use mobilise::scenario::{self, Overrides};
use mobilise::{Problems, Scenario as Resolved};
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;

use crate::error::wrong;
use crate::work::guard;

/// A scenario that was read and checked.
#[pyclass(frozen, module = "mobilise._native")]
#[derive(Clone)]
pub(crate) struct Scenario {
    /// A path, an embedded name, or what messages call a text.
    #[pyo3(get)]
    source: String,
    /// Its text, where it did not come from a file.
    #[pyo3(get)]
    text: Option<String>,
    /// Changes laid over it, as `knob=value`.
    #[pyo3(get)]
    changes: Vec<String>,
    pub(crate) resolved: Resolved,
}

impl Scenario {
    pub(crate) fn read(source: String, text: Option<String>, changes: Vec<String>) -> Result<Self, Problems> {
        let overrides = Overrides(changes.iter().map(|change| ("with_".to_owned(), change.clone())).collect());
        let resolved = match &text {
            Some(text) => scenario::load_text(&source, text, &overrides)?,
            None => scenario::load(&source, &overrides)?,
        };
        Ok(Self { source, text, changes, resolved })
    }

    /// The same with more changes.
    pub(crate) fn changed(&self, more: &[String]) -> Result<Self, Problems> {
        let changes = self.changes.iter().chain(more).cloned().collect();
        let mut changed = Self::read(self.source.clone(), self.text.clone(), changes)?;
        changed.resolved.name.clone_from(&self.resolved.name);
        Ok(changed)
    }
}

#[pymethods]
impl Scenario {
    #[new]
    fn new(py: Python<'_>, source: String, text: Option<String>, changes: Vec<String>) -> PyResult<Self> {
        guard(py, || Self::read(source, text, changes))?.map_err(|problems| wrong(py, problems))
    }

    /// The same scenario with more changes.
    fn with_changes(&self, py: Python<'_>, changes: Vec<String>) -> PyResult<Self> {
        guard(py, || self.changed(&changes))?.map_err(|problems| wrong(py, problems))
    }

    /// The same scenario under another name.
    fn named(&self, py: Python<'_>, name: String) -> PyResult<Self> {
        scenario::check_name(&name).map_err(|problem| wrong(py, problem))?;
        let mut renamed = self.clone();
        renamed.resolved.name = name;
        Ok(renamed)
    }

    #[getter]
    fn name(&self) -> &str {
        &self.resolved.name
    }

    #[getter]
    fn about(&self) -> &str {
        &self.resolved.about
    }

    /// The first day of the first week.
    #[getter]
    fn start(&self) -> String {
        self.resolved.start.to_string()
    }

    #[getter]
    fn weeks(&self) -> u32 {
        self.resolved.run.weeks
    }

    #[getter]
    fn replicates(&self) -> u32 {
        self.resolved.run.replicates
    }

    #[getter]
    fn seed(&self) -> Option<u64> {
        self.resolved.seed
    }

    #[getter]
    fn organisations(&self) -> Vec<String> {
        self.resolved.organisations.iter().map(|organisation| organisation.name.clone()).collect()
    }

    /// The scenario as a file.
    fn to_toml(&self, every_knob: bool) -> String {
        if every_knob { scenario::to_toml_with_every_knob(&self.resolved) } else { scenario::to_toml(&self.resolved) }
    }

    /// All knobs that do something in it, with their values.
    fn knob_values<'py>(&self, py: Python<'py>) -> PyResult<Vec<(String, Bound<'py, PyAny>)>> {
        let values = self.resolved.knob_values().into_iter();
        values.map(|(name, value)| Ok((name, python_value(py, &value)?))).collect()
    }
}

/// The value of a knob as Python's own.
pub(crate) fn python_value<'py>(py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
    match value {
        Value::Real(x) => x.into_bound_py_any(py),
        Value::Whole(x) => x.into_bound_py_any(py),
        Value::Switch(x) => x.into_bound_py_any(py),
        Value::Text(x) => x.into_bound_py_any(py),
    }
}
