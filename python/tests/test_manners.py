"""Errors, signals, threads and processes."""

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
import time

import pytest

import mobilise


def test_an_error_has_file_line_key_and_hint(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text('version = 1\nbase = "j4dw"\nname = "Mine"\n[coping]\nrelief = 7\nreleif = 1\n')
    with pytest.raises(mobilise.InputError) as caught:
        mobilise.load(file)
    error = caught.value
    assert (error.file, error.line, error.key) == (str(file), 5, "coping.relief")
    assert "Default: 0.34" in error.hint
    assert [problem.line for problem in error.problems] == [5, 6]
    assert error.problems[1].hint == "did you mean `relief`?"
    assert "out of range" in str(error) and f"{file}:5:10" in str(error)
    assert isinstance(error, ValueError) and isinstance(error, mobilise.MobiliseError)
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.problems) == (str(error), error.problems)


def test_wrong_names_and_values():
    with pytest.raises(mobilise.InputError) as caught:
        mobilise.load("j4wd")
    assert "j4dw" in caught.value.hint
    with pytest.raises(mobilise.InputError) as caught:
        mobilise.load("j4dw").with_(coping__releif=0.1)
    assert caught.value.key == "coping.releif"
    with pytest.raises(mobilise.InputError, match="cannot be given a dict"):
        mobilise.load("j4dw").with_(coping__relief={})
    with pytest.raises(mobilise.InputError, match="there is nothing called"):
        mobilise.explain("nothing-of-that-name")
    with pytest.raises(mobilise.InputError):
        mobilise.read("not-there")


# A shell's background processes ignore SIGINT, and so do their children; here it is heard.
LONG = """
import signal, sys, threading, time
signal.signal(signal.SIGINT, signal.default_int_handler)
import mobilise
print("ready", flush=True)
try:
    {call}
except KeyboardInterrupt:
    print("stopped", flush=True)
    # The threads of the call end too.
    time.sleep(1.5)
    before = time.process_time()
    time.sleep(1.0)
    print(f"{{time.process_time() - before:.3f}}", flush=True)
"""


@pytest.mark.parametrize(
    "call",
    [
        "mobilise.run('j4dw', replicates=100_000, seed=1)",
        "mobilise.run('j4dw', replicates=100_000, seed=1, out='out')",
        "mobilise.problem(['coping.relief'], [(0, 1)], replicates=100_000).rows([[0.1]])",
    ],
)
def test_ctrl_c_stops_within_a_second_and_leaves_nothing(call, tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", LONG.format(call=call)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path
    )
    assert process.stdout.readline() == "ready\n"
    time.sleep(1.5)
    asked = time.monotonic()
    process.send_signal(signal.SIGINT)
    assert process.stdout.readline() == "stopped\n", process.communicate()[1]
    took = time.monotonic() - asked
    out, err = process.communicate(timeout=30)
    assert took < 1.0, took
    assert process.returncode == 0 and err == ""
    assert float(out) < 0.3, f"{out} s of work in the second after the call had ended"
    assert [name for name in os.listdir(tmp_path)] == []


def test_the_command_is_stopped_as_the_program_is(command, tmp_path):
    words = [command, "run", "j4dw", "--replicates", "100000", "--quiet"]
    process = subprocess.Popen(words, cwd=tmp_path)
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=5) == -signal.SIGINT
    assert os.listdir(tmp_path) == []


def test_a_stopped_sweep_goes_on_and_gives_the_tables_of_one_that_never_stopped(tmp_path):
    call = "mobilise.sweep('learning-and-relief', out='sweep', replicates=4, weeks=600, seed=1)"
    process = subprocess.Popen(
        [sys.executable, "-c", LONG.format(call=call)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path
    )
    process.stdout.readline()
    time.sleep(2.0)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    folder = mobilise.sweep("learning-and-relief", out="sweep", replicates=4, weeks=600, seed=1)
    whole = mobilise.sweep("learning-and-relief", out="whole", replicates=4, weeks=600, seed=1)
    for name in ("points", "outcomes", "effects"):
        ours, theirs = ((tmp_path / of / f"{name}.csv").read_bytes() for of in ("sweep", "whole"))
        assert ours == theirs, name
    assert "effects" in folder.tables and len(whole.effects) > 0


def test_other_python_threads_run_meanwhile():
    ticks, done = [], threading.Event()

    def tick():
        while not done.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.005)

    thread = threading.Thread(target=tick)
    thread.start()
    began = time.monotonic()
    mobilise.run("j4dw", replicates=12, seed=1, threads=1)
    took = time.monotonic() - began
    done.set()
    thread.join()
    during = [at for at in ticks if began <= at <= began + took]
    assert len(during) > 20 * took, (len(during), took)


def of_seed(seed):
    return mobilise.run("j4dw", replicates=2, weeks=20, seed=seed).runs["attendance"].tolist()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_may_be_forked_between_calls(method):
    expected = [of_seed(seed) for seed in range(4)]
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map_async(of_seed, range(4)).get(timeout=120) == expected


def test_progress_is_reported_on_the_calling_thread():
    seen = []
    mobilise.run("j4dw", replicates=20, weeks=300, seed=1, progress=lambda done, total: seen.append((done, total, threading.get_ident())))
    assert seen[-1] == (20, 20, threading.get_ident())


def test_scenarios_and_problems_are_pickled():
    scenario = mobilise.load("j4dw", {"coping.relief": 0.2})
    assert pickle.loads(pickle.dumps(scenario)) == scenario
    problem = mobilise.problem(["coping.relief"], [(0, 1)], scenario, weeks=10, replicates=1)
    assert pickle.loads(pickle.dumps(problem))([0.5]) == problem([0.5])


def test_import_takes_less_than_50_ms_and_no_library():
    code = (
        # Of the process alone: other processes may be busy.
        "import sys, time; began = time.process_time(); import mobilise; took = time.process_time() - began;"
        "print(took); print([name for name in ('numpy', 'pandas', 'pyarrow', 'tqdm') if name in sys.modules])"
    )
    best = 1.0
    for _ in range(5):
        out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.splitlines()
        assert out[1] == "[]"
        best = min(best, float(out[0]))
    assert best < 0.05, best
