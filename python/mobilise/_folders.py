"""Work that leaves a folder, and folders that were left."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Union

from . import _native
from ._progress import Progress, reporting
from ._results import Figure, Results
from ._scenario import changes_of
from ._table import Table

PathLike = Union[str, "os.PathLike[str]"]


class Folder:
    """A folder of results: that of a sweep, an answer, a calibration, patterns or another command."""

    def __init__(self, path: PathLike) -> None:
        #: Where it is.
        self.path = Path(path)
        record, tables = _native.describe(self.path)
        #: The record: what was run, and which files came of it.
        self.record: Dict[str, Any] = json.loads(record)
        #: Names of its tables.
        self.tables: List[str] = tables

    def table(self, name: str) -> Table:
        """A table by its name, without ``.csv``."""
        if name not in self.tables:
            raise KeyError(f"there is no table {name!r}: {', '.join(self.tables)}")
        return Table(_native.read_table(self.path / f"{name}.csv"))

    def __getattr__(self, name: str) -> Table:
        if not name.startswith("_") and name in self.__dict__.get("tables", ()):
            return self.table(name)
        raise AttributeError(name)

    @property
    def figures(self) -> List[str]:
        """Names of the figures that its tables give, most important first."""
        return _native.folder_figure(self.path, None, "light", 960, False)[0]

    def figure(self, name: Optional[str] = None, theme: str = "light", width: int = 960) -> Figure:
        """A figure, by default the first; ``theme`` is light, dark or print."""
        names = self.figures
        name = name or names[0]
        if name not in names:
            raise KeyError(f"there is no figure {name!r}: {', '.join(names)}")

        def draw(theme: str, width: int, png: bool) -> bytes:
            return _native.folder_figure(self.path, name, theme, width, png)[1] or b""

        return Figure(name, draw, theme, width)

    def __repr__(self) -> str:
        return f"<mobilise.{type(self).__name__} {str(self.path)!r}: {', '.join(self.tables)}>"

    def _repr_html_(self) -> str:
        from html import escape

        names = self.figures
        return f"<code>{escape(repr(self))}</code>" + (self.figure(names[0]).svg() if names else "")


class Answer(Folder):
    """The folder of a question, with its answer."""

    @property
    def answer(self) -> Dict[str, Any]:
        """The answer with every number in it."""
        return json.loads((self.path / "answer.json").read_text(encoding="utf-8"))

    @property
    def text(self) -> str:
        """The answer in plain language, as Markdown."""
        return (self.path / "answer.md").read_text(encoding="utf-8")

    def _repr_markdown_(self) -> str:
        return self.text

    def __str__(self) -> str:
        return self.text


def _request(
    set: Optional[Mapping[str, Any]],
    draw: Optional[str],
    weeks: Optional[int],
    replicates: Optional[int],
    seed: Optional[int],
    threads: Optional[int],
    folder: PathLike,
    replace: bool = False,
) -> Dict[str, Any]:
    return {
        "set": changes_of(set),
        "draw": draw,
        "weeks": weeks,
        "replicates": replicates,
        "seed": seed,
        "threads": threads,
        "folder": os.fspath(folder),
        "replace": replace,
    }


def _folder(name: PathLike, ending: str, out: Optional[PathLike]) -> Path:
    """The folder asked for, or the one the command would take."""
    return Path(out) if out is not None else Path(f"{Path(name).stem}-{ending}")


def sweep(
    experiment: PathLike,
    *,
    out: Optional[PathLike] = None,
    set: Optional[Mapping[str, Any]] = None,
    draw: Optional[str] = None,
    weeks: Optional[int] = None,
    replicates: Optional[int] = None,
    seed: Optional[int] = None,
    threads: Optional[int] = None,
    analyse: bool = False,
    progress: Progress = None,
) -> Folder:
    """Runs an experiment into a folder, or goes on with one that was stopped; the folder is that of ``mobilise sweep``.

    ``out`` is the folder, by default the experiment's name and ``-sweep``. ``set`` changes knobs of its scenarios, as
    in ``{"coping.relief": 0.1}``. ``analyse=True`` analyses its sensitivity too, where its design allows it.
    """
    folder = _folder(experiment, "sweep", out)
    request = _request(set, draw, weeks, replicates, seed, threads, folder)
    with reporting(progress) as report:
        _native.sweep(os.fspath(experiment), request, (False, analyse, False), report)
    return Folder(folder)


def ask(
    question: PathLike,
    *,
    out: Optional[PathLike] = None,
    set: Optional[Mapping[str, Any]] = None,
    draw: Optional[str] = None,
    weeks: Optional[int] = None,
    replicates: Optional[int] = None,
    seed: Optional[int] = None,
    threads: Optional[int] = None,
    long: bool = False,
    progress: Progress = None,
) -> Answer:
    """Asks a question: runs its experiment, or goes on with it, and says what the numbers answer.

    ``print(answer)`` shows the answer; ``long=True`` runs the long form, for a paper.
    """
    folder = _folder(question, "answer", out)
    request = _request(set, draw, weeks, replicates, seed, threads, folder)
    with reporting(progress) as report:
        _native.sweep(os.fspath(question), request, (long, False, True), report)
    return Answer(folder)


def calibrate(
    calibration: PathLike,
    *,
    out: Optional[PathLike] = None,
    set: Optional[Mapping[str, Any]] = None,
    particles: Optional[int] = None,
    replicates: Optional[int] = None,
    at_most: Optional[int] = None,
    seed: Optional[int] = None,
    threads: Optional[int] = None,
    progress: Progress = None,
) -> Folder:
    """Finds values of knobs that agree with what was observed, or goes on with that.

    The whole accepted set, ``folder.posterior``, is the answer, not its middle.
    """
    folder = _folder(calibration, "calibration", out)
    request = _request(set, None, None, replicates, seed, threads, folder)
    with reporting(progress) as report:
        _native.calibrate(os.fspath(calibration), request, (particles, at_most), report)
    return Folder(folder)


#: Files of patterns that `mobilise patterns` takes where none is named.
PATTERNS = (
    "j4dw",
    "meca",
    "meca-history",
    "united-workers-association",
    "no-way-in",
    "crossover-j4dw-in-somerset",
    "crossover-meca-in-london",
)


def patterns(
    *names: PathLike,
    out: PathLike = "mobilise-patterns",
    force: bool = False,
    set: Optional[Mapping[str, Any]] = None,
    draw: Optional[str] = None,
    weeks: Optional[int] = None,
    replicates: Optional[int] = None,
    seed: Optional[int] = None,
    threads: Optional[int] = None,
    progress: Progress = None,
) -> Folder:
    """Compares runs with what was observed: each pattern's interval beside its range. Without names, all that the command takes."""
    request = _request(set, draw, weeks, replicates, seed, threads, out, force)
    with reporting(progress) as report:
        _native.patterns([os.fspath(name) for name in names or PATTERNS], request, report)
    return Folder(out)


def read(folder: PathLike) -> Union[Results, Folder]:
    """Reads a folder of results, whichever command left it."""
    record = Folder(folder)
    study = _native.read_study(record.path) if "runs" in record.tables else None
    if study is not None:
        return Results(study)
    return Answer(folder) if (record.path / "answer.json").is_file() else record
