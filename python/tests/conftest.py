"""What the tests share."""

import os
import shutil
import subprocess
import sys

import pytest


@pytest.fixture(scope="session")
def command():
    """The command of the wheel, which the tests run in."""
    script = os.path.join(os.path.dirname(sys.executable), "mobilise")
    assert os.path.exists(script), "the wheel is installed with its command"
    return script


@pytest.fixture()
def run_command(command, tmp_path):
    """Runs the command in a folder of its own."""

    def run(*words, check=True):
        done = subprocess.run([command, *words], cwd=tmp_path, capture_output=True, text=True)
        assert not check or done.returncode == 0, done.stderr
        return done

    return run


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def need(module):
    """A library of others; where CI requires it, its absence is a failure."""
    if os.environ.get("MOBILISE_REQUIRE_LIBRARIES"):
        return __import__(module)
    return pytest.importorskip(module, reason=f"{module} is not installed here")
