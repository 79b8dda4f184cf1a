"""Points of a space of knobs, for samplers, calibrators and optimisers of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, List, Mapping, Optional, Sequence, Tuple, Union

from . import _native
from ._errors import InputError
from ._progress import Progress, reporting
from ._results import Named
from ._scenario import as_scenario, to_toml

if TYPE_CHECKING:
    import numpy


class Problem(Dict[str, Any]):
    """Knobs with their bounds, over a scenario, and outcomes of it.

    It is the dictionary that SALib takes (``num_vars``, ``names``, ``bounds``), and it is a function. Every point runs
    under the same random numbers, so that points differ by their knobs alone, and the function has no noise to an
    optimiser.

    - ``problem(x)`` with one value per knob is the first outcome's mean: for ``scipy.optimize``;
    - ``problem.rows(X)`` is that for each row of a matrix: for SALib;
    - ``problem.model({"coping.relief": 0.1})`` or ``problem.model(coping__relief=0.1)`` is a dictionary of all
      outcomes: for pyABC and the EMA workbench;
    - ``problem.trial(trial)`` suggests values within the bounds and is the first outcome: for Optuna.
    """

    def __init__(
        self,
        names: Sequence[str],
        bounds: Sequence[Tuple[float, float]],
        scenario: Named = "j4dw",
        *,
        outcomes: Union[str, Sequence[str]] = "attendance",
        organisation: Optional[str] = None,
        replicates: int = 4,
        seed: int = 1,
        weeks: Optional[int] = None,
        threads: Optional[int] = None,
        progress: Progress = False,
    ) -> None:
        names = list(names)
        bounds = [(float(low), float(high)) for low, high in bounds]
        if len(names) != len(bounds):
            raise ValueError(f"{len(names)} names and {len(bounds)} bounds: give one pair of bounds per name")
        super().__init__(num_vars=len(names), names=names, bounds=[list(pair) for pair in bounds])
        self._scenario = as_scenario(scenario, weeks)
        self._whole = [self._takes_whole(name, low) for name, (low, _) in zip(names, bounds)]
        self._outcomes = [outcomes] if isinstance(outcomes, str) else list(outcomes)
        self._organisation, self._replicates, self._seed = organisation, replicates, seed
        self._threads, self._progress = threads, progress

    def _takes_whole(self, name: str, low: float) -> bool:
        """Whether a knob takes whole numbers; an error where there is no such knob, or its bounds are out of range."""
        try:
            self._scenario.with_({name: low})
            return False
        except InputError:
            self._scenario.with_({name: int(low)})
            return True

    @property
    def names(self) -> List[str]:
        """The knobs."""
        return self["names"]

    @property
    def bounds(self) -> List[Tuple[float, float]]:
        """The lowest and highest value of each."""
        return [(low, high) for low, high in self["bounds"]]

    @property
    def outcomes(self) -> List[str]:
        """The outcomes."""
        return list(self._outcomes)

    def _changes(self, values: Sequence[float]) -> List[str]:
        if len(values) != len(self.names):
            raise ValueError(f"{len(values)} values for {len(self.names)} knobs: {', '.join(self.names)}")
        whole = [int(round(float(value))) if is_whole else float(value) for value, is_whole in zip(values, self._whole)]
        return [f"{name}={to_toml(value)}" for name, value in zip(self.names, whole)]

    def replicated(self, rows: Sequence[Sequence[float]]) -> "numpy.ndarray":
        """Each outcome of each run: an array by point, outcome and replicate; NaN where an outcome has no value."""
        import numpy

        points = [self._changes(row) for row in rows]
        with reporting(self._progress) as report:
            values = _native.evaluate(
                self._scenario._native,
                points,
                self._outcomes,
                self._organisation,
                self._seed,
                self._replicates,
                self._threads,
                report,
            )
        return numpy.array(values, dtype=float).reshape(len(points), len(self._outcomes), self._replicates)

    def _means(self, rows: Sequence[Sequence[float]]) -> "numpy.ndarray":
        import numpy

        values = self.replicated(rows)
        there = ~numpy.isnan(values)
        counts = there.sum(axis=2)
        sums = numpy.where(there, values, 0.0).sum(axis=2)
        return numpy.where(counts > 0, sums / numpy.maximum(counts, 1), numpy.nan)

    def rows(self, rows: Sequence[Sequence[float]]) -> "numpy.ndarray":
        """The first outcome's mean at each row of a matrix; with several outcomes, a column each."""
        means = self._means(rows)
        return means[:, 0] if len(self._outcomes) == 1 else means

    def __call__(self, values: Any) -> Any:
        """The first outcome's mean at a point; at each row, if a matrix is given."""
        import numpy

        points: Any = numpy.asarray(values, dtype=float)
        return self.rows(points) if points.ndim == 2 else float(self._means([points])[0, 0])

    def model(self, values: Optional[Mapping[str, float]] = None, /, **more: float) -> Dict[str, float]:
        """All outcomes at a point whose knobs are named; in keywords, ``__`` stands for the dot."""
        named = {**(values or {}), **{name.replace("__", "."): value for name, value in more.items()}}
        unknown = [name for name in named if name not in self.names]
        missing = [name for name in self.names if name not in named]
        if unknown or missing:
            raise ValueError(f"knobs are {', '.join(self.names)}; unknown {unknown}, missing {missing}")
        means = self._means([[named[name] for name in self.names]])[0]
        return {outcome: float(value) for outcome, value in zip(self._outcomes, means)}

    def trial(self, trial: Any) -> float:
        """The first outcome's mean at a point that an Optuna trial suggests."""
        pairs = zip(self.names, self.bounds, self._whole)
        values = [
            trial.suggest_int(name, int(low), int(high)) if whole else trial.suggest_float(name, low, high)
            for name, (low, high), whole in pairs
        ]
        return self(values)

    @property
    def keywords(self) -> List[str]:
        """The knobs as keywords of Python: ``coping__relief``."""
        return [name.replace(".", "__") for name in self.names]

    def __repr__(self) -> str:
        return f"<mobilise.Problem over {self._scenario.name!r}: {', '.join(self.names)} -> {', '.join(self._outcomes)}>"

    def __reduce__(self) -> tuple:
        options = {
            "outcomes": self._outcomes,
            "organisation": self._organisation,
            "replicates": self._replicates,
            "seed": self._seed,
            "threads": self._threads,
        }
        return (_again, (self.names, self.bounds, self._scenario, options))


def _again(names: Sequence[str], bounds: Sequence[Tuple[float, float]], scenario: Named, options: Dict[str, Any]) -> Problem:
    return Problem(names, bounds, scenario, **options)


def problem(
    names: Sequence[str],
    bounds: Sequence[Tuple[float, float]],
    scenario: Named = "j4dw",
    *,
    outcomes: Union[str, Sequence[str]] = "attendance",
    organisation: Optional[str] = None,
    replicates: int = 4,
    seed: int = 1,
    weeks: Optional[int] = None,
    threads: Optional[int] = None,
    progress: Progress = False,
) -> Problem:
    """Knobs with their bounds, over a scenario, as a function that samplers, calibrators and optimisers can call.

    ``outcomes`` are means over ``replicates`` runs under ``seed``, of the first organisation, of the one named by
    ``organisation``, or of the whole ``"field"``. See :class:`Problem` for SALib, the EMA workbench, pyABC, Optuna and
    scipy.optimize.
    """
    return Problem(
        names,
        bounds,
        scenario,
        outcomes=outcomes,
        organisation=organisation,
        replicates=replicates,
        seed=seed,
        weeks=weeks,
        threads=threads,
        progress=progress,
    )
