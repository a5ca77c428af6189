"""Execute the notebook of the documentation, and write it again with what its cells showed, also as a page.

`make notebook` runs it: docs/check-leads.ipynb is executed in an empty folder and written back, and docs/notebook.md
shows the same in the documentation.
"""

from __future__ import annotations

import re
import sys
import tempfile
from copy import deepcopy
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

DOCS = Path(__file__).parent
NOTEBOOK, PAGE = DOCS / "check-leads.ipynb", DOCS / "notebook.md"
SECONDS = 120
"""How long a cell may take; on a quiet machine all of them take some three seconds."""
LINK = "[Download this notebook](check-leads.ipynb). `make notebook` runs it again.\n"


def read_notebook() -> Any:
    """Return the notebook as it was written last."""
    return nbformat.read(NOTEBOOK, nbformat.NO_CONVERT)  # type: ignore[no-untyped-call]  # nbformat has no types here


def execute(notebook: Any) -> Any:
    """Return the notebook with the outputs of a fresh run in an empty folder.

    Args:
        notebook: as nbformat reads it; outputs that it has are ignored.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell raised an exception.
    """
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(
            notebook,
            timeout=SECONDS,
            coalesce_streams=True,  # what one cell prints may arrive in several messages
            extra_arguments=["--log-level=ERROR"],
            resources={"metadata": {"path": folder}},
        )
        done = client.execute()
    for cell in done.cells:
        cell.metadata = {}  # times of the run
    done.metadata.language_info = {"name": "python"}  # not the version that ran it
    return done


def as_page(notebook: Any) -> str:
    """Return the notebook as Markdown: text as it is, code in fences, tables and pictures as HTML."""
    parts = [_cell_as_page(cell) for cell in notebook.cells]
    title, rest = parts[0].split("\n", 1)
    return "\n".join([title, "", LINK, rest.lstrip("\n"), *parts[1:]]).rstrip("\n") + "\n"


def _cell_as_page(cell: Any) -> str:
    if cell.cell_type == "markdown":
        return f"{cell.source}\n"
    shown = [_output_as_page(output) for output in cell.outputs]
    return "\n".join([f"```python\n{cell.source}\n```\n", *shown])


def _output_as_page(output: Any) -> str:
    data = output.get("data", {})
    if "text/html" in data:
        html = re.sub(r"<style scoped>.*?</style>", "", data["text/html"], flags=re.DOTALL)
        return "\n".join(line.strip() for line in html.splitlines() if line.strip()) + "\n"
    text = output.get("text") or data.get("text/plain", "")
    return f"```text\n{text.rstrip()}\n```\n"


def main(arguments: list[str]) -> str | None:
    """Write the executed notebook and its page; with `--check` only compare them with what is there.

    Returns:
        What differs, or None.
    """
    before = read_notebook()
    notebook = execute(deepcopy(before))
    if arguments == ["--check"]:
        same = [cell.get("outputs") for cell in notebook.cells] == [cell.get("outputs") for cell in before.cells]
        is_current = same and PAGE.read_text("utf-8") == as_page(notebook)
        return None if is_current else "The notebook shows something else now. Run: make notebook"
    nbformat.write(notebook, NOTEBOOK)  # type: ignore[no-untyped-call]  # as above
    PAGE.write_text(as_page(notebook), encoding="utf-8")
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
