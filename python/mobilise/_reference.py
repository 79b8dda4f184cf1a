"""What names mean."""

from __future__ import annotations

from typing import List, Optional, Sequence

from . import _native
from ._results import Named
from ._scenario import as_scenario
from ._table import Table


class _Text(str):
    """A text of several lines that interpreters and notebooks show as it is."""

    def __repr__(self) -> str:
        return str(self)


def explain(name: Optional[str] = None, *, all: bool = False) -> str:
    """Says what a knob, a measure, an outcome, ``week``, ``intervention``, ``case`` or ``question`` is.

    Without a name, what can be explained; with ``all=True``, everything in a line each.
    """
    return _Text(_native.explain(name, all))


def odd(*scenarios: Named, experiments: Sequence[str] = ()) -> str:
    """Describes scenarios, and experiments with them, after the ODD protocol, as Markdown for a paper's appendix."""
    loaded = [as_scenario(scenario) for scenario in scenarios]
    command = "run" if len(loaded) == 1 else "compare"
    words = " ".join(scenario.source for scenario in loaded)
    changes = "".join(f" --set '{change}'" for change in (loaded[0].changes if len(loaded) == 1 else []))
    lines = [f"mobilise {command} {words}{changes}", *(f"mobilise sweep {experiment}" for experiment in experiments)]
    return _Text(_native.odd([scenario._native for scenario in loaded], list(experiments), "\n".join(lines)))


def knobs() -> Table:
    """All knobs: default, unit, range, meaning, source and how well each is known."""
    return Table(_native.knobs())


def measures() -> Table:
    """All weekly measures: unit and meaning."""
    return Table(_native.measures(False))


def outcomes() -> Table:
    """All outcomes of a run: unit and meaning."""
    return Table(_native.measures(True))


def library(kind: str = "cases") -> List[str]:
    """The names of what comes with the program: cases, classics, experiments, questions or calibrations."""
    kinds = ("cases", "classics", "experiments", "questions", "calibrations")
    if kind not in kinds:
        raise ValueError(f"{kind!r} is none of {', '.join(kinds)}")
    return _native.names(kind)
