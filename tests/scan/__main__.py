"""`make scan`: look for secrets, licences, mistakes in the files for containers and proxy, and known weaknesses.

python -m tests.scan                everything
python -m tests.scan secrets        one of: secrets, licences, containers, proxy, dependencies

Exit codes: 0 everything was looked at and nothing found; 1 something was found; 3 nothing was found, but not
everything could be looked at: the last lines name what.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.scan import proxy
from tests.scan.dependencies import NO_DATA, NoData, weaknesses
from tests.scan.licences import packages, unaccepted
from tests.scan.proxy_walk import faults
from tests.scan.secrets import lines_of_all_time, reviewed, secrets_in

if TYPE_CHECKING:
    from collections.abc import Callable

BIN = Path(sys.executable).parent
FOUND, INCOMPLETE = 1, 3


def report(text: str) -> None:
    """Write a line of the report at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


class NotChecked(Exception):
    """Something cannot be looked at here; the text says what and what to do."""


def secrets() -> list[str]:
    """Possible secrets of all commits and of the working tree that nobody has reviewed, and reasons without a hit."""
    lines = lines_of_all_time()
    with TemporaryDirectory() as folder:
        hits = secrets_in(lines, Path(folder), os.cpu_count() or 1)
    known = reviewed()
    unknown = [f"{hit.path}: {hit.kind}, digest {hit.digest}" for hit in sorted(hits) if hit[1:] not in known]
    gone = known.keys() - {hit[1:] for hit in hits}
    report(f"secrets: {sum(map(len, lines.values()))} distinct lines, {len(hits)} hits, {len(known)} reviewed")
    return unknown + [f"reviewed, but found no more: {kind}, digest {digest}" for kind, digest in sorted(gone)]


def licences() -> list[str]:
    """Packages with a licence that we do not accept."""
    lock = Path("locks/run.txt")
    report(f"licences: {len(packages(lock))} packages")
    return unaccepted(lock)


def containers() -> list[str]:
    """What hadolint and the schema of the Compose specification say."""
    found = []
    for command in (
        ["hadolint", "Dockerfile"],
        ["check-jsonschema", "--quiet", "--builtin-schema", "vendor.compose-spec", "compose.yaml"],
    ):
        result = subprocess.run([BIN / command[0], *command[1:]], capture_output=True, text=True, check=False)
        if result.returncode:
            found += (result.stdout + result.stderr).strip().splitlines()
    report("containers: Dockerfile, compose.yaml")
    return found


def proxies() -> list[str]:
    """What nginx says against the template and the pages' server blocks, and how the template behaves."""
    program = proxy.nginx()
    if program is None:
        raise NotChecked("proxy: NOT CHECKED. nginx is not installed (Debian: apt install nginx-light).")
    found = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        proxy.make_certificate(folder)
        snippets = proxy.page_snippets(folder)
        template = proxy.rendered(folder, {"proxy": 8_443, "backend": 8_787, "app": 8_501})
        for site in (template, *snippets):
            complaint = proxy.complaint(program, proxy.write_configuration(folder, site))
            found += complaint.splitlines()
    with TemporaryDirectory() as name:
        found += faults(program, Path(name))
    report(f"proxy: {proxy.TEMPLATE}, and {len(snippets)} server blocks of {proxy.PAGE}")
    return found


def dependencies() -> list[str]:
    """Known weaknesses of the pinned packages."""
    try:
        found = weaknesses(str(BIN / "uv"))
    except NoData as error:
        raise NotChecked(NO_DATA.format(reason=error)) from None
    report("dependencies: all lock files")
    return found


STEPS: dict[str, Callable[[], list[str]]] = {
    "secrets": secrets,
    "licences": licences,
    "containers": containers,
    "proxy": proxies,
    "dependencies": dependencies,
}


def main(wanted: list[str]) -> int:
    """Run the steps; return the exit code."""
    found, unchecked = [], []
    for name in wanted or STEPS:
        try:
            found += [f"{name}: {line}" for line in STEPS[name]()]
        except NotChecked as error:
            unchecked.append(str(error))
    report("\n".join([*(f"FOUND {line}" for line in found), *unchecked]) or "Nothing found.")
    return FOUND if found else INCOMPLETE if unchecked else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
