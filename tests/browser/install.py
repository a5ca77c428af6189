"""Finds or installs a browser for the browser tests: `python -m tests.browser.install`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

SHELL = "chromium-headless-shell"
"""Chromium without a window, and its package in Debian: it loads a page of the app for 60 % of the processor time."""
OTHERS = ("chromium", "chromium-browser", "google-chrome")


def browser() -> str | None:
    """The path of the headless shell, else of Playwright's Chromium, else of a browser on PATH, else None."""
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return (
        shutil.which(SHELL)
        or (own if Path(own).is_file() else None)
        or next(filter(None, map(shutil.which, OTHERS)), None)
    )


def install() -> str:
    """Find a browser; install the headless shell where there is none.

    Raises:
        SystemExit: there is no browser, and neither Debian's package nor Playwright's download could be installed.
    """
    if shutil.which(SHELL) is None and shutil.which("apt-get"):
        as_root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
        subprocess.run([*as_root, "apt-get", "update", "--quiet"], check=False, stdout=subprocess.DEVNULL)
        package = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", SHELL]
        subprocess.run([*as_root, *package], check=False, stdout=subprocess.DEVNULL)
    if browser() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    path = browser()
    if path is None:
        sys.exit("No browser: neither Debian's chromium-headless-shell nor Playwright's download could be installed.")
    return path


if __name__ == "__main__":
    sys.stdout.write(f"Browser tests use {install()}\n")
