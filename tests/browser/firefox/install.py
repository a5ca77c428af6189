"""Finds or installs Firefox for its walk through the grid: `python -m tests.browser.firefox.install`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PROGRAMS = ("firefox-esr", "firefox")
"""The first is Debian's package, too."""


def firefox() -> str | None:
    """The path of Firefox, or None."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def install() -> str:
    """Find Firefox, or install Debian's package of it.

    Raises:
        SystemExit: there is no Firefox, and none could be installed.
    """
    if firefox() is None and shutil.which("apt-get"):
        as_root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
        subprocess.run([*as_root, "apt-get", "update", "--quiet"], check=False, stdout=subprocess.DEVNULL)
        package = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", PROGRAMS[0]]
        subprocess.run([*as_root, *package], check=False, stdout=subprocess.DEVNULL)
    path = firefox()
    if path is None:
        sys.exit("No Firefox on the path, and Debian's firefox-esr could not be installed.")
    return path


if __name__ == "__main__":
    sys.stdout.write(f"The walk uses {install()}\n")
