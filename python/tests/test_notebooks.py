"""The notebooks run from their first cell to their last."""

import os
from pathlib import Path

import pytest

from conftest import need

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))


def test_all_are_found():
    assert len(NOTEBOOKS) == 4


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path, tmp_path):
    nbformat, nbclient = need("nbformat"), need("nbclient")
    for name in ("ipykernel", "matplotlib", "seaborn", "networkx"):
        need(name)
    if path.stem.startswith("3"):
        need("pyabc")
    notebook = nbformat.read(path, as_version=4)
    # Sizes of a test; what stands in the file is for readers.
    os.environ["MOBILISE_NOTEBOOK_SMALL"] = "1"
    client = nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}})
    client.execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert any("image/png" in o.get("data", {}) or "image/svg+xml" in o.get("data", {}) or "text/html" in o.get("data", {}) for o in outputs)
