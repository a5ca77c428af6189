"""The wheel in an otherwise empty environment, run from a folder outside the checkout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.backend_server import free_port
from tests.browser.wizard import Wizard
from tests.support.files.lead_files import DOCUMENTATION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.shared_browser import SharedBrowser


pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[3]
UV = Path(sys.executable).with_name("uv")
TRAVELS = ("app.py", ".streamlit/config.toml", *(f"pages/{page.name}" for page in (ROOT / "pages").glob("*.py")))


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel and its locked dependencies, most of them from uv's cache."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True)
    (wheel,) = folder.glob("*.whl")
    subprocess.run([UV, "venv", "--quiet", "--python", sys.executable, folder / "venv"], check=True)
    python = ("--python", folder / "venv" / "bin" / "python")
    subprocess.run([UV, "pip", "install", "--quiet", *python, "-c", ROOT / "locks" / "run.txt", wheel], check=True)
    return folder / "venv"


@contextmanager
def run(venv: Path, elsewhere: Path) -> Iterator[str]:
    """Run `callsheet run` without access to the checkout and return the address it prints."""
    settings = {"CALLSHEET_HOME": str(elsewhere / "home"), "HOME": str(elsewhere), "PATH": os.environ["PATH"]}
    command = [str(venv / "bin" / "callsheet"), "run", "--port", str(free_port())]
    process = subprocess.Popen(command, cwd=elsewhere, env=settings, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        (address,) = re.findall(r"http://\S+", process.stdout.readline())
        yield address
    finally:
        process.terminate()
        process.communicate()


@pytest.mark.nightly
def test_the_wheel_runs_outside_the_checkout(installed: Path, tmp_path: Path, browser: SharedBrowser) -> None:
    """The wheel contains app, pages and configuration; the printed address shows them and reads a file."""
    (package,) = installed.glob("lib/python*/site-packages/callsheet")
    for name in TRAVELS:
        assert (package / "_app" / name).read_bytes() == (ROOT / name).read_bytes()
    with run(installed, tmp_path) as address, closing(browser.new_context()) as context:
        wizard = Wizard(context.new_page())
        wizard.open(address)
        wizard.match("leads.csv", DOCUMENTATION)
    assert (tmp_path / "home" / "backend.db").is_file()
