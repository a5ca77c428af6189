"""README, documentation and Makefile agree with the code."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules, resolve_name

import pytest

import callsheet
from callsheet.backend.db.calling import tables as calling_tables
from callsheet.backend.db.tables import METADATA as BACKEND_METADATA
from callsheet.cli.options.arguments import make_parser
from callsheet.sending import failpoints
from callsheet.settings import Settings
from callsheet.store.tables import METADATA as STORE_METADATA

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob(".github/**/*.md")])
README = (ROOT / "README.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = frozenset(re.findall(r"^([a-z0-9-]+):", MAKEFILE, re.MULTILINE))
NAMED = re.compile(r"CALLSHEET_[A-Z_]*[A-Z]")
VARIABLES = frozenset(f"CALLSHEET_{field.upper()}" for field in Settings.model_fields)


def page_id(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def anchors(markdown: str) -> set[str]:
    """The anchors of a page's headings, as GitHub and the site make them."""
    headings = re.findall(r"^#+ (.+)$", markdown, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_links_of_a_page_resolve(page: Path) -> None:
    """Every relative link and picture leads to a file in the repository, and every anchor to a heading."""
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target.read_text("utf-8")), link


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_make_targets_in_a_page_exist(page: Path) -> None:
    """Every `make …` on a page names a target of the Makefile."""
    code = re.findall(r"`make ([a-z0-9-]+)|^make ([a-z0-9-]+)", page.read_text("utf-8"), re.MULTILINE)
    assert {target for pair in code for target in pair if target} <= TARGETS


def test_every_make_target_is_listed_by_help_and_phony() -> None:
    """`make help` shows each target, and a file of the same name does not hide one."""
    phony = MAKEFILE.partition(".PHONY:")[2].replace("\\\n", " ").split()
    assert sorted(phony) == sorted(TARGETS)
    command = ["make", "--no-print-directory", "help"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {line.split()[0] for line in listed.splitlines()} == TARGETS


def test_settings_in_the_readme_are_those_of_the_code() -> None:
    """The table of settings has one row for each field, no other and none twice."""
    rows = re.findall(r"^\| `(CALLSHEET_\w+)` \|", README, re.MULTILINE)
    assert sorted(rows) == sorted(VARIABLES)


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_environment_variables_in_a_page_exist(page: Path) -> None:
    """No page names a variable that is neither a setting nor read by the failpoints of the sender."""
    read_by_failpoints = set(NAMED.findall(Path(failpoints.__file__).read_text("utf-8")))
    assert set(NAMED.findall(page.read_text("utf-8"))) <= VARIABLES | read_by_failpoints


def test_commands_in_the_readme_are_understood() -> None:
    """Each `callsheet …` line parses with the real parser."""
    commands = re.findall(r"^\.venv/bin/callsheet (.+)$", README, re.MULTILINE)
    assert len(commands) >= 5
    for command in commands:
        make_parser().parse_args(shlex.split(command, comments=True))


def test_python_api_page_lists_every_public_name_once() -> None:
    """`callsheet.__all__` and the page have the same names."""
    page = (ROOT / "docs" / "python-api.md").read_text("utf-8")
    assert sorted(re.findall(r"^::: callsheet\.(\w+)$", page, re.MULTILINE)) == sorted(callsheet.__all__)


def test_architecture_lists_every_package() -> None:
    """The table of packages has every module directly below `callsheet`."""
    table = " ".join(re.findall(r"^\| (`.+?) \|", ARCHITECTURE, re.MULTILINE))
    listed = set(re.findall(r"`([a-z_.]+)`", table))
    assert {module.name for module in iter_modules(callsheet.__path__)} - {"__main__"} <= listed


def test_modules_named_in_the_architecture_exist() -> None:
    """Each dotted name in the tables and walks is a module or something in one."""
    for name in sorted(set(re.findall(r"`([a-z_]+(?:\.[a-z_]+)+)`", ARCHITECTURE))):
        top = name.partition(".")[0]
        if find_spec(f"callsheet.{top}") is not None:
            assert resolve_name(f"callsheet.{name}") is not None


def test_every_page_is_in_the_navigation_once() -> None:
    """The site leads to every page of docs/, and the index of decisions to every decision with its title."""
    navigation = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:\n")[2]
    pages = sorted(page.relative_to(ROOT / "docs").as_posix() for page in ROOT.glob("docs/**/*.md"))
    assert sorted(re.findall(r"[\w/-]+\.md", navigation)) == pages
    index = (ROOT / "docs" / "adr" / "index.md").read_text("utf-8")
    for decision in sorted(ROOT.glob("docs/adr/0*.md")):
        number, title = decision.read_text("utf-8").splitlines()[0].removeprefix("# ").split(": ", 1)
        assert f"| [{number}]({decision.name}) | {title} |" in index


def test_the_security_page_says_of_every_table_how_long_it_holds_what() -> None:
    """Of both databases: a new table needs a line about what is in it and until when."""
    rows = [line for line in (ROOT / "SECURITY.md").read_text("utf-8").splitlines() if line.startswith("|")]
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert calling_tables.CALLS.metadata is BACKEND_METADATA
    assert {*STORE_METADATA.tables, *BACKEND_METADATA.tables} - named == set()


def test_version_is_the_same_everywhere() -> None:
    """Package, project metadata and the newest heading of the changelog."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest is not None
    assert callsheet.__version__ == project["version"] == newest[1]


def test_site_builds_without_a_warning_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    """A reader's browser asks no other host for a script, style, font or picture."""
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(tmp_path)]
    done = subprocess.run(
        build, cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    pages = sorted(tmp_path.rglob("*.html"))
    assert len(pages) > 10
    for page in pages:
        loaded = re.findall(r"<(?:script|link|img|iframe)\b[^>]*?(?:src|href)=\"?([^\"\s>]+)", page.read_text("utf-8"))
        assert not [address for address in loaded if re.match(r"(?:https?:)?//", address)], page.name
