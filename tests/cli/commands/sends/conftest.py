"""A data folder in which the database of the store is there already."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def migrated_home(tmp_path: Path, ledger_template: Path) -> None:
    """Copy the empty database, which each command would else migrate from nothing."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    shutil.copy(ledger_template, home)
