"""Runs and comparisons: the numbers of the command, as tables."""

import hashlib
import math
import os

import numpy
import pandas
import pytest

import mobilise
from conftest import need


WORDS = {"scenario", "organisation", "versus", "versus_organisation", "measure"}


def read_csv(path):
    """A CSV file whose numbers are read by Python itself, exactly."""
    frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
    for name in frame.columns:
        if name == "date":
            frame[name] = pandas.to_datetime(frame[name])
        elif name not in WORDS:
            frame[name] = [float(cell) if cell else math.nan for cell in frame[name]]
    return frame


def same(table, path):
    """A table has the values of a CSV file, to the bit."""
    ours, theirs = table.to_pandas(), read_csv(path)
    assert list(ours.columns) == list(theirs.columns)
    assert len(ours) == len(theirs) > 0
    for name in ours.columns:
        if isinstance(ours[name].dtype, pandas.CategoricalDtype):
            assert ours[name].astype(object).tolist() == theirs[name].astype(object).tolist(), name
        elif name == "date":
            assert (ours[name] == theirs[name]).all()
        else:
            left, right = ours[name].to_numpy(dtype="f8"), theirs[name].to_numpy(dtype="f8")
            there = ~numpy.isnan(left)
            assert (there == ~numpy.isnan(right)).all(), name
            assert left[there].tobytes() == right[there].tobytes(), name


def test_values_are_those_of_the_command(run_command, tmp_path):
    words = ["--replicates", "3", "--weeks", "40", "--seed", "7", "--csv", "--out", "theirs", "--quiet"]
    run_command("compare", "j4dw", "meca", *words)
    results = mobilise.compare("j4dw", "meca", replicates=3, weeks=40, seed=7)
    same(results.weeks, tmp_path / "theirs/weeks.csv")
    for name in ["runs", "history", "curves", "effects"]:
        same(getattr(results, name), tmp_path / f"theirs/{name}.csv")
        assert name in results.tables


def test_a_folder_has_the_bytes_of_the_command(run_command, tmp_path):
    run_command("run", "j4dw", "--replicates", "2", "--weeks", "30", "--seed", "3", "--out", "theirs", "--quiet")
    results = mobilise.run("j4dw", replicates=2, weeks=30, seed=3, out="ours")
    assert results.folder == "ours"
    names = {name for name in os.listdir(tmp_path / "theirs") if name not in ("run.json", "timing.json")}
    assert {"weeks.parquet", "runs.csv", "curves.svg", "curves.png"} <= names

    def digest(folder, name):
        return hashlib.sha256((tmp_path / folder / name).read_bytes()).hexdigest()

    for name in names:
        assert digest("ours", name) == digest("theirs", name), name
    # What is read back from the folder is what a run in memory gives.
    memory = mobilise.run("j4dw", replicates=2, weeks=30, seed=3)
    pandas.testing.assert_frame_equal(results.weeks.to_pandas(), memory.weeks.to_pandas())
    read = mobilise.read("ours")
    pandas.testing.assert_frame_equal(read.runs.to_pandas(), memory.runs.to_pandas())
    assert read.figure("curves").svg() == memory.figure("curves").svg() == (tmp_path / "ours/curves.svg").read_text()
    run_command("verify-output", "ours")
    with pytest.raises(mobilise.InputError):
        mobilise.run("j4dw", replicates=1, weeks=5, seed=3, out="ours")
    mobilise.run("j4dw", replicates=1, weeks=5, seed=3, out="ours", force=True)


def test_any_number_of_threads_gives_the_same():
    one, two = (mobilise.run("meca", replicates=3, weeks=20, seed=5, threads=threads) for threads in (1, 2))
    pandas.testing.assert_frame_equal(one.weeks.to_pandas(), two.weeks.to_pandas())


def test_changes_in_keywords_and_by_name_are_one():
    base = mobilise.load("j4dw")
    a = base.with_(coping__relief=0.1, organisation__J4DW__hours__learning=0)
    b = mobilise.load("j4dw", {"coping.relief": 0.1, "organisation.J4DW.hours.learning": 0})
    assert a == b and a != base
    assert a["coping.relief"] == 0.1 and base["coping.relief"] != 0.1
    assert base.with_(organisation__J4DW__teaching="didactic")["organisation.J4DW.teaching"] == "didactic"
    assert base.with_({"coping.relief": numpy.float64(0.5)})["coping.relief"] == 0.5
    assert base.organisations == ["J4DW"] and base.weeks == 624 and base.start.isoformat() == "2009-03-15"
    again = mobilise.loads(base.toml(), "again.toml")
    assert again == base


def test_scenarios_of_one_name_are_numbered():
    base = mobilise.load("j4dw")
    results = mobilise.compare(base, base.with_(coping__relief=0.1), replicates=1, weeks=5, seed=1)
    assert results.scenarios == [base.name, f"{base.name} (2)"]
    results = mobilise.compare(base, base.with_(coping__relief=0.1).named("Little relief"), replicates=1, weeks=5, seed=1)
    assert results.scenarios[1] == "Little relief"


def test_tables_over_the_arrow_interface():
    results = mobilise.run("j4dw", replicates=2, weeks=30, seed=1)
    frame = results.weeks.to_pandas()
    pyarrow = need("pyarrow")
    table = pyarrow.table(results.weeks)
    assert table.num_rows == len(results.weeks) == 2 * 30 * 2
    assert str(table.schema.field("date").type) == "date32[day]"
    theirs = table.to_pandas()
    assert (theirs["attendance"].to_numpy() == frame["attendance"].to_numpy()).all()
    # A value that is not defined is null there, and NaN in pandas.
    assert table.column("clustering").null_count == frame["clustering"].isna().sum() > 0
    assert pyarrow.schema(results.weeks).names == results.weeks.columns
    polars = need("polars")
    ours = polars.DataFrame(results.weeks)
    assert ours["money"].to_list() == frame["money"].tolist()
    duckdb = need("duckdb")
    weeks = results.weeks  # noqa: F841 - DuckDB finds it by its name
    found = duckdb.sql("select organisation, max(members) from weeks group by organisation order by 1").fetchall()
    assert dict(found)["J4DW"] == frame[frame["organisation"] == "J4DW"]["members"].max()


def test_a_frame_can_be_changed_and_columns_are_arrays():
    results = mobilise.run("j4dw", replicates=1, weeks=10, seed=1)
    frame = results.weeks.to_pandas()
    frame.loc[0, "members"] = -1.0
    frame["double"] = frame["members"] * 2
    assert results.weeks["members"][0] != -1.0
    assert results.weeks["organisation"].tolist()[:2] == ["J4DW", "field"]
    assert str(results.weeks["date"].dtype) == "datetime64[D]"
    assert results.runs.to_dict()["survived"] == [1.0, 1.0]


def test_custom_outcomes_and_callbacks_see_each_run_in_order():
    seen = []
    results = mobilise.run(
        "j4dw",
        replicates=4,
        weeks=40,
        seed=1,
        outcomes={"peak": lambda run: run.weeks["attendance"][run.weeks["organisation"] == "J4DW"].max()},
        on_replicate=lambda run: seen.append(run.replicate),
        keep_weeks=False,
    )
    assert seen == [0, 1, 2, 3]
    whole = mobilise.run("j4dw", replicates=4, weeks=40, seed=1).weeks.to_pandas()
    expected = whole[whole["organisation"] == "J4DW"].groupby("replicate")["attendance"].max()
    assert results.custom["peak"].tolist() == expected.tolist()
    with pytest.raises(AttributeError, match="keep_weeks"):
        results.weeks


def test_an_exception_in_a_callback_ends_the_run():
    def fail(run):
        raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        mobilise.run("j4dw", replicates=1000, seed=1, on_replicate=fail)


def test_notebooks_show_tables_and_figures():
    results = mobilise.compare(replicates=2, weeks=20, seed=1)
    html = results._repr_html_()
    assert "<table>" in html and "</svg>" in html and "J4DW" in html
    assert results.figure("curves")._repr_svg_().startswith("<svg")
    assert results.figure("curves", theme="dark").png().startswith(b"\x89PNG")
    assert "effects" in results.figures
    with pytest.raises(KeyError, match="curves"):
        results.figure("nothing")
    with pytest.raises(mobilise.InputError, match="theme"):
        results.figure("curves", theme="pink").svg()
    assert "<table" in results.weeks._repr_html_()
    assert results.verdicts and results.summary["seed"] == 1


def test_a_fresh_seed_is_named():
    assert mobilise.run("j4dw", replicates=1, weeks=3).seed != mobilise.run("j4dw", replicates=1, weeks=3).seed
