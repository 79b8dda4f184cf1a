"""How isolated workers come to act together, and when that lasts: an agent-based simulation.

    >>> import mobilise
    >>> results = mobilise.run("j4dw", replicates=40, seed=1)
    >>> weeks = results.weeks.to_pandas()

``run`` and ``compare`` run scenarios in memory, or with ``out=`` into the folder that the command of the same name
leaves. ``sweep``, ``ask`` and ``calibrate`` always work into a folder and go on where they were stopped. Numbers are
those of the command: the same scenario, seed and replicate give the same values, to the bit.

``explain("coping.relief")`` says what any knob, measure or outcome is.
"""

from __future__ import annotations

import atexit as _atexit

from . import _native
from ._errors import CheckError, InputError, MobiliseError, OutputError, Problem as InputProblem, RunError
from ._folders import Answer, Folder, ask, calibrate, patterns, read, sweep
from ._network import network
from ._problem import Problem, problem
from ._reference import explain, knobs, library, measures, odd, outcomes
from ._results import Figure, Results, Run, compare, run
from ._scenario import Scenario, load, loads
from ._table import Table

__version__: str = _native.__version__

# A call that Ctrl-C stopped may still be clearing up on its own thread when Python ends.
_atexit.register(_native.abandon)

__all__ = [
    "Answer",
    "CheckError",
    "Figure",
    "Folder",
    "InputError",
    "InputProblem",
    "MobiliseError",
    "OutputError",
    "Problem",
    "Results",
    "Run",
    "RunError",
    "Scenario",
    "Table",
    "ask",
    "calibrate",
    "compare",
    "explain",
    "knobs",
    "library",
    "load",
    "loads",
    "measures",
    "network",
    "odd",
    "outcomes",
    "patterns",
    "problem",
    "read",
    "run",
    "sweep",
]
