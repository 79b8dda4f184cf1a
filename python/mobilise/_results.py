"""Runs of one scenario, and paired comparisons of several."""

from __future__ import annotations

import html
import json
import os
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Mapping, Optional, Sequence, Union

from . import _native
from ._progress import Progress, reporting
from ._scenario import Scenario, as_scenario
from ._table import Table

if TYPE_CHECKING:
    import numpy

Named = Union[str, "os.PathLike[str]", Scenario]


class Figure:
    """A figure, shown by notebooks as it is."""

    def __init__(self, name: str, draw: Callable[[str, int, bool], bytes], theme: str, width: int) -> None:
        #: Its name.
        self.name = name
        self._draw, self._theme, self._width = draw, theme, width

    def svg(self) -> str:
        """The figure as SVG; its text stays text."""
        return self._draw(self._theme, self._width, False).decode()

    def png(self) -> bytes:
        """The figure as PNG, two pixels to a CSS pixel."""
        return self._draw(self._theme, self._width, True)

    def save(self, path: Union[str, "os.PathLike[str]"]) -> None:
        """Writes the figure to a file that ends in .svg or .png."""
        data = self.png() if os.fspath(path).lower().endswith(".png") else self.svg().encode()
        with open(path, "wb") as file:
            file.write(data)

    def _repr_svg_(self) -> str:
        return self.svg()

    def __repr__(self) -> str:
        return f"<mobilise.Figure {self.name!r}>"


class Run:
    """One finished run, as a callback sees it."""

    __slots__ = ("_native",)

    def __init__(self, native: "_native.Run") -> None:
        self._native = native

    @property
    def scenario(self) -> str:
        """The scenario's name."""
        return self._native.scenario

    @property
    def replicate(self) -> int:
        """The replicate, from 0."""
        return self._native.replicate

    @property
    def weeks(self) -> Table:
        """Its weekly table: a row per week for each organisation, and for the field."""
        return Table(self._native.weeks)

    def __repr__(self) -> str:
        return f"<mobilise.Run: replicate {self.replicate} of {self.scenario!r}>"


#: A custom outcome: from a finished run, a number.
Outcome = Callable[[Run], float]


class Results:
    """What one scenario gave, or several under the same random numbers."""

    def __init__(self, native: "_native.Study", custom: Optional[List[Dict[str, Any]]] = None) -> None:
        self._native = native
        self._custom = custom

    @property
    def seed(self) -> int:
        """The seed of all random numbers."""
        return self._native.seed

    @property
    def replicates(self) -> int:
        """Runs of each scenario."""
        return self._native.replicates

    @property
    def scenarios(self) -> List[str]:
        """The names of the scenarios; the first is compared with each of the others."""
        return self._native.scenarios

    @property
    def folder(self) -> Optional[str]:
        """The folder, where one was written or read."""
        folder = self._native.folder
        return None if folder is None else os.fspath(folder)

    @property
    def notes(self) -> List[str]:
        """What is right in the scenarios and perhaps not meant."""
        return self._native.notes

    @property
    def weeks(self) -> Table:
        """The weekly table: a row per week, for each organisation and for the field, in every run."""
        table = self._native.weeks()
        if table is None:
            raise AttributeError("the weekly table was not kept: run with keep_weeks=True")
        return Table(table)

    @property
    def runs(self) -> Table:
        """The outcomes of every run."""
        return self.table("runs")

    @property
    def history(self) -> Table:
        """How people came and went, in every run."""
        return self.table("history")

    @property
    def curves(self) -> Table:
        """Week by week, mean, median and the band that holds nine runs in ten."""
        return self.table("curves")

    @property
    def effects(self) -> Table:
        """Paired differences between the first scenario and each of the others, with their 95 % intervals."""
        return self.table("effects")

    @property
    def custom(self) -> "Any":
        """Custom outcomes as a pandas frame: a row per run."""
        import pandas

        return pandas.DataFrame(self._custom or [])

    @property
    def tables(self) -> List[str]:
        """Names of the tables beside the weekly one."""
        return self._native.table_names()

    def table(self, name: str) -> Table:
        """A table by the name that it has in a folder, without ``.csv``."""
        if name not in self.tables:
            raise KeyError(f"there is no table {name!r}: {', '.join(['weeks', *self.tables])}")
        return Table(self._native.table(name))

    @property
    def figures(self) -> List[str]:
        """Names of the figures, most important first."""
        return self._native.figure_names()

    def figure(self, name: Optional[str] = None, theme: str = "light", width: int = 960) -> Figure:
        """A figure, by default the one worth showing first; ``theme`` is light, dark or print."""
        name = name or self._native.worth_showing()
        if name not in self.figures:
            raise KeyError(f"there is no figure {name!r}: {', '.join(self.figures)}")
        return Figure(name, lambda theme, width, png: self._native.figure(name, theme, width, png) or b"", theme, width)

    @property
    def summary(self) -> Dict[str, Any]:
        """Outcomes and effects with their intervals, as the command's ``--json`` has them."""
        return json.loads(self._native.summary())

    @property
    def verdicts(self) -> List[str]:
        """What lasts, a sentence for each scenario beside the first."""
        return self._native.verdicts()

    def __repr__(self) -> str:
        return f"<mobilise.Results: {' and '.join(self.scenarios)}, {self.replicates} replicates each, seed {self.seed}>"

    def _repr_html_(self) -> str:
        return _html(self)


_SHOWN = ["survived", "ever_members", "attendance", "mobilised", "acted", "retention", "union_uptake", "coping_need", "trust"]


def _html(results: Results) -> str:
    """The outcomes that matter most, with their intervals, and the figure worth showing first."""
    columns = [
        (scenario["name"], group["organisation"], group["outcomes"])
        for scenario in results.summary["scenarios"]
        for group in scenario["organisations"]
        if group["organisation"] != "field" or len(scenario["organisations"]) == 1
    ]

    def cell(estimate: Mapping[str, Any]) -> str:
        if estimate["mean"] is None:
            return "–"
        half = "" if estimate["high"] is None else f" ± {estimate['high'] - estimate['mean']:.2g}"
        return f"{estimate['mean']:.3g}{half}"

    heads = "".join(f"<th>{html.escape(f'{scenario}: {group}')}</th>" for scenario, group, _ in columns)
    rows = "".join(
        f"<tr><th>{name}</th>" + "".join(f"<td>{cell(outcomes[name])}</td>" for _, _, outcomes in columns) + "</tr>"
        for name in _SHOWN
    )
    caption = f"{results.replicates} replicates each, seed {results.seed}; ± half the 95 % interval of the mean"
    verdicts = "".join(f"<p>{html.escape(verdict)}</p>" for verdict in results.verdicts)
    table = f"<table><caption>{caption}</caption><thead><tr><th></th>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    return f"{table}{verdicts}{results.figure().svg()}"


def _study(
    scenarios: Sequence[Named],
    *,
    replicates: Optional[int],
    seed: Optional[int],
    weeks: Optional[int],
    threads: Optional[int],
    out: Union[None, str, "os.PathLike[str]"],
    force: bool,
    csv: bool,
    keep_weeks: bool,
    outcomes: Optional[Mapping[str, Outcome]],
    on_replicate: Optional[Callable[[Run], Any]],
    progress: Progress,
) -> Results:
    loaded = [as_scenario(scenario, weeks) for scenario in scenarios]
    if out is not None and (outcomes or on_replicate):
        raise TypeError("outcomes and on_replicate go with runs in memory: leave out= away")
    custom: List[Dict[str, Any]] = []

    def on_run(native: "_native.Run") -> None:
        finished = Run(native)
        if outcomes:
            values = {name: float(outcome(finished)) for name, outcome in outcomes.items()}
            custom.append({"scenario": finished.scenario, "replicate": finished.replicate, **values})
        if on_replicate is not None:
            on_replicate(finished)

    request = {
        "seed": seed,
        "replicates": replicates,
        "threads": threads,
        "weeks": keep_weeks and out is None,
        "folder": None if out is None else os.fspath(out),
        "replace": force,
        "csv": csv,
        "command": ["compare" if len(loaded) > 1 else "run", *(scenario.source for scenario in loaded)],
    }
    with reporting(progress) as report:
        wanted = on_run if outcomes or on_replicate else None
        native = _native.run_study([scenario._native for scenario in loaded], request, report, wanted)
    return Results(native, custom)


def run(
    scenario: Named,
    *,
    replicates: Optional[int] = None,
    seed: Optional[int] = None,
    weeks: Optional[int] = None,
    threads: Optional[int] = None,
    out: Union[None, str, "os.PathLike[str]"] = None,
    force: bool = False,
    csv: bool = False,
    keep_weeks: bool = True,
    outcomes: Optional[Mapping[str, Outcome]] = None,
    on_replicate: Optional[Callable[[Run], Any]] = None,
    progress: Progress = None,
) -> Results:
    """Runs one scenario: a file, an embedded name, or a :class:`Scenario`.

    ``replicates``, ``seed`` and ``weeks`` stand in place of the scenario's; without any seed a fresh one is taken, and
    ``results.seed`` says which. ``out`` is a folder to write to, as ``mobilise run --out`` leaves it; without it the
    run stays in memory. ``outcomes`` gives numbers of your own, a function of a :class:`Run` each; ``on_replicate`` is
    called with each :class:`Run` as it ends, in order. ``keep_weeks=False`` drops the weekly rows of each run at its
    end, for runs that would not fit into memory.
    """
    return _study(
        [scenario],
        replicates=replicates,
        seed=seed,
        weeks=weeks,
        threads=threads,
        out=out,
        force=force,
        csv=csv,
        keep_weeks=keep_weeks,
        outcomes=outcomes,
        on_replicate=on_replicate,
        progress=progress,
    )


def compare(
    *scenarios: Named,
    replicates: Optional[int] = None,
    seed: Optional[int] = None,
    weeks: Optional[int] = None,
    threads: Optional[int] = None,
    out: Union[None, str, "os.PathLike[str]"] = None,
    force: bool = False,
    csv: bool = False,
    keep_weeks: bool = True,
    outcomes: Optional[Mapping[str, Outcome]] = None,
    on_replicate: Optional[Callable[[Run], Any]] = None,
    progress: Progress = None,
) -> Results:
    """Runs several scenarios under the same random numbers; the first is compared with each of the others.

    Without any it compares the two cases, J4DW and MECA. Options are those of :func:`run`.
    """
    return _study(
        scenarios or ("j4dw", "meca"),
        replicates=replicates,
        seed=seed,
        weeks=weeks,
        threads=threads,
        out=out,
        force=force,
        csv=csv,
        keep_weeks=keep_weeks,
        outcomes=outcomes,
        on_replicate=on_replicate,
        progress=progress,
    )
