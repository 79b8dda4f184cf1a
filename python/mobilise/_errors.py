"""Errors, with file, line, key and hint of the command's message."""

from __future__ import annotations

from typing import List, NamedTuple, Optional, Sequence, Tuple


class Problem(NamedTuple):
    """One thing that is wrong."""

    #: The file, embedded file or argument; none where the problem has no position.
    file: Optional[str]
    #: The line, from 1.
    line: Optional[int]
    #: The column, from 1, in characters.
    column: Optional[int]
    #: What is wrong.
    message: str
    #: What is wrong with the marked position.
    label: str
    #: The way out.
    hint: Optional[str]
    #: The key it is about, such as ``coping.relief``.
    key: Optional[str]


class MobiliseError(Exception):
    """Any error of mobilise. Its text is the command's message."""

    def __init__(self, text: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(text)
        #: Everything that is wrong.
        self.problems: List[Problem] = list(problems)

    def _first(self) -> Problem:
        return self.problems[0] if self.problems else Problem(None, None, None, str(self), "", None, None)

    @property
    def file(self) -> Optional[str]:
        """The file of the first problem."""
        return self._first().file

    @property
    def line(self) -> Optional[int]:
        """The line of the first problem, from 1."""
        return self._first().line

    @property
    def key(self) -> Optional[str]:
        """The key of the first problem, such as ``coping.relief``."""
        return self._first().key

    @property
    def hint(self) -> Optional[str]:
        """The way out of the first problem."""
        return self._first().hint

    def __reduce__(self) -> Tuple[type, Tuple[str, List[Problem]]]:
        return (type(self), (str(self), self.problems))


class InputError(MobiliseError, ValueError):
    """The input is wrong: a file, a value, or a folder that cannot be used. Nothing was run."""


class RunError(MobiliseError, RuntimeError):
    """A run failed, or could not be made."""


class CheckError(MobiliseError, AssertionError):
    """A check did not hold."""


class OutputError(MobiliseError, OSError):
    """Output could not be written."""

    def __str__(self) -> str:
        return str(self.args[0])


_KINDS = {"input": InputError, "run": RunError, "check": CheckError, "output": OutputError}


def from_native(kind: str, text: str, problems: Sequence[tuple]) -> MobiliseError:
    """The exception for an error of the native half."""
    return _KINDS[kind](text, [Problem(*problem) for problem in problems])
