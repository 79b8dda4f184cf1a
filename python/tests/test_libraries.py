"""Samplers, calibrators and optimisers of others call a problem, at small size."""

import numpy
import pytest

import mobilise
from conftest import need

NAMES = ["coping.relief", "attendance.base"]


@pytest.fixture()
def problem():
    return mobilise.problem(
        NAMES, [(0.05, 0.95), (-3.0, -1.0)], weeks=40, replicates=2, outcomes=["attendance", "coping_need"]
    )


def test_common_random_numbers(problem):
    point = [0.3, -2.0]
    assert problem(point) == problem(point)
    # Also beside others in a matrix: all points share their random numbers.
    assert problem.rows([[0.9, -1.5], point]).tolist()[1] == problem.rows([point]).tolist()[0]
    values = problem.replicated([point])
    assert values.shape == (1, 2, 2)
    knobs = dict(zip(problem.names, point))
    runs = mobilise.run(mobilise.load("j4dw", knobs), replicates=2, weeks=40, seed=1).runs.to_pandas()
    own = runs[runs["organisation"] == "J4DW"]
    assert values[0, 0].tolist() == own["attendance"].tolist() and values[0, 1].tolist() == own["coping_need"].tolist()
    field = mobilise.problem(problem.names, problem.bounds, weeks=40, replicates=2, organisation="field")
    assert field(point) == runs[runs["organisation"] == "field"]["attendance"].mean()


def test_wrong_problems_are_refused():
    with pytest.raises(mobilise.InputError):
        mobilise.problem(["coping.releif"], [(0, 1)])
    with pytest.raises(mobilise.InputError, match="no outcome"):
        mobilise.problem(["coping.relief"], [(0, 1)], outcomes="nothing", weeks=5)([0.1])
    with pytest.raises(mobilise.InputError, match="no organisation"):
        mobilise.problem(["coping.relief"], [(0, 1)], organisation="X", weeks=5)([0.1])
    with pytest.raises(mobilise.InputError, match="out of range"):
        mobilise.problem(["coping.relief"], [(0, 2)], weeks=5)([1.5])
    with pytest.raises(ValueError, match="2 values for 1 knobs"):
        mobilise.problem(["coping.relief"], [(0, 1)], weeks=5)([0.1, 0.2])


def test_salib(problem):
    need("SALib")
    from SALib.analyze import morris as analyse
    from SALib.sample import morris as sample

    rows = sample.sample(problem, 4, num_levels=4, seed=1)
    values = problem.rows(rows)
    assert values.shape == (len(rows), 2)
    indices = analyse.analyze(problem, rows, values[:, 1], num_levels=4, seed=1)
    mu_star = dict(zip(problem.names, indices["mu_star"]))
    assert mu_star["coping.relief"] > 0


def test_scipy():
    optimize = need("scipy").optimize if hasattr(need("scipy"), "optimize") else __import__("scipy.optimize").optimize
    one = mobilise.problem(["coping.relief"], [(0.05, 0.95)], weeks=40, replicates=2, outcomes="coping_need")
    found = optimize.minimize_scalar(lambda x: one([x]), bounds=(0.05, 0.95), method="bounded", options={"maxiter": 8})
    assert found.fun <= one([0.05])


def test_optuna():
    optuna = need("optuna")
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    one = mobilise.problem(["coping.relief", "action.memory_weeks"], [(0.05, 0.95), (10, 40)], weeks=40, replicates=2, outcomes="coping_need")
    study = optuna.create_study(sampler=optuna.samplers.RandomSampler(seed=1))
    study.optimize(one.trial, n_trials=5)
    assert study.best_value == one([study.best_params["coping.relief"], study.best_params["action.memory_weeks"]])


def test_ema_workbench(problem):
    ema = need("ema_workbench")
    model = ema.Model("mobilise", function=problem.model)
    model.uncertainties = [ema.RealParameter(name, low, high) for name, (low, high) in zip(problem.keywords, problem.bounds)]
    model.outcomes = [ema.ScalarOutcome(name) for name in problem.outcomes]
    experiments, outcomes = ema.perform_experiments(model, scenarios=4)
    first = {name: experiments.iloc[0][name] for name in problem.keywords}
    assert outcomes["coping_need"][0] == problem.model(**first)["coping_need"]


def test_pyabc(problem, tmp_path):
    pyabc = need("pyabc")
    prior = pyabc.Distribution(
        **{name: pyabc.RV("uniform", low, high - low) for name, (low, high) in zip(problem.keywords, problem.bounds)}
    )
    observed = problem.model({"coping.relief": 0.4, "attendance.base": -2.3})
    abc = pyabc.ABCSMC(
        lambda values: problem.model(**values),  # knobs as keywords: coping__relief
        prior,
        lambda x, y: abs(x["coping_need"] - y["coping_need"]),
        population_size=5,
        sampler=pyabc.sampler.SingleCoreSampler(),
    )
    abc.new(f"sqlite:///{tmp_path / 'abc.db'}", observed)
    history = abc.run(max_nr_populations=2)
    frame, weights = history.get_distribution()
    assert len(frame) == 5 and numpy.isclose(weights.sum(), 1)
