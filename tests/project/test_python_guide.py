"""Every example of the guide to the Python API does what the page says."""

from __future__ import annotations

import doctest
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

GUIDE = Path(__file__).parents[2] / "docs" / "python-guide.md"
LEADS = """Mobile,Name,City
98765 43210,Priya,Mumbai
12345,Rahul,Pune
91234 56789 / 98111 22233,Asha,Delhi
+91 98765-43210,Priya again,Mumbai
,Nobody,Goa
09823456789,Vikram,Nagpur
"""


def test_the_examples_of_the_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in a folder with a list of leads and an empty file; every printed value is as shown."""
    (tmp_path / "leads.csv").write_text(LEADS, encoding="utf-8")
    (tmp_path / "empty.csv").touch()
    monkeypatch.chdir(tmp_path)
    failed, tried = doctest.testfile(str(GUIDE), module_relative=False, encoding="utf-8")
    assert failed == 0
    assert tried > 20
