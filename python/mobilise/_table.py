"""Tables for pandas, polars, DuckDB, pyarrow and NumPy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Iterator, List

if TYPE_CHECKING:
    import numpy
    import pandas

    from . import _native

_TYPES = {"real": "f8", "whole": "i8", "small": "i4", "date": "i4", "text": "i4"}


class Table:
    """A table with named columns.

    It has the Arrow PyCapsule interface, so that ``polars.DataFrame(table)``, ``pyarrow.table(table)`` and DuckDB take
    it without a copy; :meth:`to_pandas` needs pandas and nothing else. A value that is not defined is null there, and
    NaN in pandas.
    """

    __slots__ = ("_native",)

    def __init__(self, native: "_native.Table") -> None:
        self._native = native

    @property
    def columns(self) -> List[str]:
        """Names of the columns."""
        return self._native.names

    def __len__(self) -> int:
        return len(self._native)

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __getitem__(self, name: str) -> "numpy.ndarray":
        """A column as a NumPy array."""
        import numpy

        kind, data, words = self._native.column(name)
        values = numpy.frombuffer(data, dtype=_TYPES[kind])
        if kind == "date":
            return values.astype("datetime64[D]")
        if kind == "text":
            return numpy.array([*(words or []), None], dtype=object)[values]
        return values

    def to_pandas(self) -> "pandas.DataFrame":
        """The table as a pandas frame: names as categories, dates as timestamps."""
        import numpy
        import pandas

        names, kinds = self._native.names, self._native.kinds
        reals = [name for name, kind in zip(names, kinds) if kind == "real"]
        block = numpy.frombuffer(self._native.reals(), dtype="f8").reshape(len(reals), len(self))
        frame = pandas.DataFrame(block.T, columns=reals, copy=False)
        for position, (name, kind) in enumerate(zip(names, kinds)):
            if kind == "real":
                continue
            _, data, words = self._native.column(name)
            values: Any = numpy.frombuffer(data, dtype=_TYPES[kind])
            if kind == "date":
                values = values.astype("datetime64[D]").astype("datetime64[s]")
            elif kind == "text":
                values = pandas.Categorical.from_codes(values, categories=pandas.Index(words or [], dtype=object))
            frame.insert(position, name, values)
        return frame

    def to_dict(self) -> Dict[str, list]:
        """The columns as lists; needs NumPy."""
        return {name: self[name].tolist() for name in self.columns}

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self._native.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> Any:
        return self._native.__arrow_c_schema__()

    def __repr__(self) -> str:
        columns = self.columns
        shown = ", ".join(columns[:8]) + (f" and {len(columns) - 8} more" if len(columns) > 8 else "")
        return f"<mobilise.Table: {len(self)} rows; {shown}>"

    def _repr_html_(self) -> str:
        try:
            return str(self.to_pandas()._repr_html_())  # type: ignore[operator]
        except ImportError:
            from html import escape

            return f"<code>{escape(repr(self))}</code>"
