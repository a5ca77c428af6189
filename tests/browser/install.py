"""Finds or installs a browser for the browser tests: `python -m tests.browser.install`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")


def browser() -> str | None:
    """The path of Playwright's Chromium, else of one on PATH, else None."""
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    if Path(own).is_file():
        return own
    return next(filter(None, map(shutil.which, NAMES)), None)


def install() -> str:
    """Find a browser, or install one.

    Raises:
        SystemExit: neither Playwright's download nor Debian's package could be installed.
    """
    path = browser()
    if path:
        return path
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if browser() is None and shutil.which("apt-get"):
        as_root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
        subprocess.run([*as_root, "apt-get", "update", "--quiet"], check=False)
        package = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium"]
        subprocess.run([*as_root, *package], check=False)
    path = browser()
    if path is None:
        sys.exit("No browser: neither Playwright's download nor Debian's chromium could be installed.")
    return path


if __name__ == "__main__":
    sys.stdout.write(f"Browser tests use {install()}\n")
