"""Scenarios: loaded, checked, changed."""

from __future__ import annotations

import datetime
import os
from typing import Any, Dict, List, Mapping, Optional, Union

from . import _native
from ._errors import InputError, Problem

#: What a knob may be given.
Value = Union[bool, int, float, str, datetime.date, list, tuple]


def to_toml(value: Any) -> str:
    """A value as a scenario file writes it."""
    if hasattr(value, "item") and not isinstance(value, (str, bytes)):
        value = value.item()  # a number of NumPy's
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()[:10]
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
        return f'"{escaped}"'
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(to_toml(item) for item in value) + "]"
    message = f"a knob cannot be given a {type(value).__name__}"
    hint = "give a number, a text, True or False, a date, or a list of these"
    raise InputError(f"error: {message}\nhint: {hint}", [Problem(None, None, None, message, "", hint, None)])


def changes_of(values: Optional[Mapping[str, Any]] = None, **more: Any) -> List[str]:
    """Changes as the command's ``--set`` takes them; in keywords, ``__`` stands for the dot."""
    named = [(name, value) for name, value in (values or {}).items()]
    named += [(name.replace("__", "."), value) for name, value in more.items()]
    return [f"{name}={to_toml(value)}" for name, value in named]


class Scenario:
    """A scenario that was read and checked: who the workers are, which organisations exist, and what happens when.

    Scenarios do not change; :meth:`with_` gives another one.
    """

    __slots__ = ("_native",)

    def __init__(self, native: "_native.Scenario") -> None:
        self._native = native

    def with_(self, values: Optional[Mapping[str, Value]] = None, /, **more: Value) -> "Scenario":
        """The same scenario with other values of knobs.

        >>> scenario.with_(coping__relief=0.1)
        >>> scenario.with_({"organisation.J4DW.hours.learning": 0})
        """
        return Scenario(self._native.with_changes(changes_of(values, **more)))

    def named(self, name: str) -> "Scenario":
        """The same scenario under another name in tables and figures."""
        return Scenario(self._native.named(name))

    @property
    def name(self) -> str:
        """Its name in tables and figures."""
        return self._native.name

    @property
    def about(self) -> str:
        """What it is about."""
        return self._native.about

    @property
    def source(self) -> str:
        """The file or embedded name it was loaded from."""
        return self._native.source

    @property
    def changes(self) -> List[str]:
        """What was changed since it was loaded, as the command's ``--set`` takes it."""
        return self._native.changes

    @property
    def start(self) -> datetime.date:
        """The first day of the first week."""
        return datetime.date.fromisoformat(self._native.start)

    @property
    def weeks(self) -> int:
        """How many weeks a run takes."""
        return self._native.weeks

    @property
    def replicates(self) -> int:
        """How many runs are made where nothing else is asked for."""
        return self._native.replicates

    @property
    def seed(self) -> Optional[int]:
        """The seed in the file, if there is one."""
        return self._native.seed

    @property
    def organisations(self) -> List[str]:
        """The names of its organisations, in the order of the file."""
        return self._native.organisations

    @property
    def knobs(self) -> Dict[str, Any]:
        """All knobs that do something in it, with their values."""
        return dict(self._native.knob_values())

    def __getitem__(self, knob: str) -> Any:
        return self.knobs[knob]

    def toml(self, every_knob: bool = False) -> str:
        """The scenario as a file; with ``every_knob``, those too that have their default value."""
        return self._native.to_toml(every_knob)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scenario) and (self.name, self.toml(True)) == (other.name, other.toml(True))

    def __hash__(self) -> int:
        return hash((self.name, self.toml(True)))

    def __repr__(self) -> str:
        return f"<mobilise.Scenario {self.name!r}: {self.weeks} weeks, {', '.join(self.organisations) or 'no organisation'}>"

    def _repr_markdown_(self) -> str:
        return f"**{self.name}** – {self.about}\n\n{self.weeks} weeks from {self.start}; {', '.join(self.organisations)}"

    def __reduce__(self) -> tuple:
        return (_again, (self._native.source, self._native.text, self._native.changes, self.name))


def _again(source: str, text: Optional[str], changes: List[str], name: str) -> Scenario:
    scenario = Scenario(_native.Scenario(source, text, changes))
    return scenario if scenario.name == name else scenario.named(name)


def load(scenario: Union[str, "os.PathLike[str]"], values: Optional[Mapping[str, Value]] = None, /, **more: Value) -> Scenario:
    """Loads a scenario by path or embedded name, with changes as :meth:`Scenario.with_` takes them, and checks it."""
    return Scenario(_native.Scenario(os.fspath(scenario), None, changes_of(values, **more)))


def loads(text: str, name: str = "scenario.toml") -> Scenario:
    """Loads a scenario from the text of a file; ``name`` is what messages call it."""
    return Scenario(_native.Scenario(name, text, []))


def as_scenario(scenario: Union[str, "os.PathLike[str]", Scenario], weeks: Optional[int] = None) -> Scenario:
    """A scenario, however it was named."""
    scenario = scenario if isinstance(scenario, Scenario) else load(scenario)
    return scenario if weeks is None else scenario.with_({"run.weeks": weeks})
