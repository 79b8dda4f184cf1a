"""Sweeps, questions, calibrations, patterns, networks, and what names mean."""

import pandas
import pytest

import mobilise
from conftest import need


def test_a_sweep_is_that_of_the_command(run_command, tmp_path):
    run_command("sweep", "learning-and-relief", "--replicates", "2", "--weeks", "10", "--seed", "1", "--out", "theirs", "--quiet")
    folder = mobilise.sweep("learning-and-relief", out="ours", replicates=2, weeks=10, seed=1)
    for name in ("points.csv", "outcomes.csv", "effects.csv", "interactions.csv", "runs.parquet"):
        assert (tmp_path / "ours" / name).read_bytes() == (tmp_path / "theirs" / name).read_bytes(), name
    assert set(folder.tables) >= {"points", "outcomes", "effects"}
    assert folder.effects.to_pandas()["difference"].dtype == "f8"
    assert folder.figures and folder.figure().svg().startswith("<svg")
    assert folder.record["seed"] == 1
    # One that is done already is not run again.
    mobilise.sweep("learning-and-relief", out="ours", replicates=2, weeks=10, seed=1)


def test_a_question_is_answered():
    answer = mobilise.ask("coping", out="answer", replicates=2, weeks=30, seed=1)
    assert answer.answer["asks"] and str(answer).startswith("#")
    assert isinstance(mobilise.read("answer"), mobilise.Answer)


def test_a_calibration_leaves_its_accepted_set(tmp_path):
    folder = mobilise.calibrate("first-year", out="fit", particles=10, at_most=40, seed=1)
    posterior = folder.posterior.to_pandas()
    assert len(posterior) >= 10 and "weight" in posterior.columns
    drawn = mobilise.run(mobilise.load("j4dw", {"draw.from": str(tmp_path / "fit/posterior.csv")}), replicates=2, weeks=5, seed=1)
    assert len(drawn.table("draws")) == 2


def test_patterns_are_compared():
    folder = mobilise.patterns("j4dw", out="patterns", replicates=2, seed=1)
    assert "patterns" in folder.tables and len(folder.table("patterns")) > 3


def test_a_network_is_one_of_networkx():
    networkx = need("networkx")
    data = mobilise.network("j4dw", at=25, seed=1, weeks=26)
    graph = networkx.node_link_graph(data, edges=data["edges_key"])
    assert graph.number_of_nodes() == mobilise.load("j4dw")["population.workers"]
    assert graph.number_of_edges() == len(data[data["edges_key"]]) > 1000
    assert data["graph"]["week"] == 25 and data["graph"]["seed"] == 1
    first, last = mobilise.network("j4dw", at=[0, 25], seed=1, weeks=26)
    assert first["graph"]["week"] == 0 and last["nodes"] == data["nodes"]
    with pytest.raises(mobilise.InputError, match="not a week"):
        mobilise.network("j4dw", at=99, weeks=26)


def test_names_are_explained_as_by_the_command(run_command):
    assert run_command("explain", "coping.relief").stdout == mobilise.explain("coping.relief")
    assert run_command("explain", "--all").stdout == mobilise.explain(all=True)
    assert run_command("odd", "j4dw").stdout == mobilise.odd("j4dw")
    assert run_command("odd", "j4dw", "meca", "--experiment", "learning-and-relief").stdout == mobilise.odd(
        "j4dw", "meca", experiments=["learning-and-relief"]
    )


def test_all_knobs_are_a_table():
    knobs = mobilise.knobs().to_pandas().set_index("knob")
    assert knobs.loc["coping.relief", "default"] == "0.34"
    assert "attendance" in mobilise.outcomes()["name"] and "members" in mobilise.measures()["name"]
    assert "j4dw" in mobilise.library() and "coping" in mobilise.library("questions")


def test_the_command_is_the_program(run_command):
    assert run_command("--version").stdout.split() == ["mobilise", mobilise.__version__]
    failed = run_command("run", "no-such-scenario", check=False)
    assert failed.returncode == 2 and "there is no `no-such-scenario`" in failed.stderr
    run_command("run", "j4dw", "--weeks", "5", "--replicates", "1", "--seed", "1", "--out", "x", "--quiet")
    record = mobilise.Folder("x").record
    assert "python" not in str(record["command"]) and record["command"][:2] == ["run", "j4dw"]
    run_command("report", "x")


def test_docstrings_are_there():
    for name in mobilise.__all__:
        assert getattr(mobilise, name).__doc__, name
    assert isinstance(pandas.DataFrame(mobilise.knobs().to_dict()), pandas.DataFrame)
