"""Progress: a bar by tqdm where it is installed."""

from __future__ import annotations

import sys
from typing import Any, Callable, List, Optional, Union

#: Whether progress is shown: ``None`` where tqdm is installed and somebody watches; a function is called with runs done
#: and runs in all.
Progress = Union[None, bool, Callable[[int, int], Any]]


class _Bar:
    def __init__(self, tqdm: Any) -> None:
        self._tqdm = tqdm
        self._bar: Any = None

    def __call__(self, done: int, total: int, notes: List[str]) -> None:
        if total == 0:
            return
        if self._bar is None or self._bar.total != total:
            self.close()
            self._bar = self._tqdm(total=total, unit="run", leave=False)
        self._bar.update(done - self._bar.n)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None


class _Call:
    def __init__(self, function: Callable[[int, int], Any]) -> None:
        self._function = function

    def __call__(self, done: int, total: int, notes: List[str]) -> None:
        self._function(done, total)

    def close(self) -> None:
        pass


def reporter(progress: Progress) -> Optional[Any]:
    """What the native half calls, if anything; it is to be closed afterwards."""
    if progress is False:
        return None
    if callable(progress):
        return _Call(progress)
    watched = progress is True or sys.stderr is not None and sys.stderr.isatty() or "ipykernel" in sys.modules
    if not watched:
        return None
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return None
    return _Bar(tqdm)


class reporting:
    """Closes the bar, however the call ends."""

    def __init__(self, progress: Progress) -> None:
        self._reporter = reporter(progress)

    def __enter__(self) -> Optional[Any]:
        return self._reporter

    def __exit__(self, *_: object) -> None:
        if self._reporter is not None:
            self._reporter.close()
