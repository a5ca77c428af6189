"""What `make scan` finds and what it leaves out; the scan itself takes too long for every run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scan import secrets
from tests.scan.dependencies import first_package
from tests.scan.licences import is_accepted

if TYPE_CHECKING:
    from pathlib import Path

TOKEN = "gh" + "p_" + "0123456789abcdefABCDEF0123456789abcd"
PATCH = f"""diff --git a/notes.txt b/notes.txt
--- a/notes.txt
+++ b/notes.txt
@@ -0,0 +1,2 @@
+++ b/this line of the file is no header
+token = {TOKEN}
diff --git a/locks/x.txt b/locks/x.txt
--- a/locks/x.txt
+++ b/locks/x.txt
@@ -1 +1,2 @@
-gone
+    --hash=sha256:{"0a1b2c3d" * 8}
+token = {TOKEN}
"""


def test_a_token_in_any_commit_is_found_once(tmp_path: Path) -> None:
    """A line that only looks like a header is searched too; digests of packages are not, nor a line seen before."""
    found: dict[str, list[str]] = {}
    secrets.collect_added(PATCH.split("\n"), found, set())
    assert found == {"notes.txt": ["++ b/this line of the file is no header", f"token = {TOKEN}"]}
    assert {hit[:2] for hit in secrets.secrets_in(found, tmp_path, 1)} == {("notes.txt", "GitHub Token")}


def test_each_reviewed_hit_has_a_reason() -> None:
    """More than a word: each says what the text is."""
    reasons = secrets.reviewed().values()
    assert reasons
    assert [reason for reason in reasons if len(reason.split()) < 5] == []


@pytest.mark.parametrize(
    ("stated", "accepted"),
    [
        ("MIT", True),
        ("Apache-2.0 OR BSD-3-Clause", True),
        ("3-Clause BSD License", True),
        ("LGPL-3.0-only", True),
        ("GPL-3.0-only", False),
        ("AGPL-3.0", False),
        ("GNU Affero General Public License v3", False),
        ("Proprietary", False),
        ("", False),
    ],
)
def test_licences_that_ask_for_more_are_refused(stated: str, *, accepted: bool) -> None:
    """A package that says nothing is refused too."""
    assert is_accepted(stated) is accepted


def test_the_first_package_is_asked_for_with_its_hashes() -> None:
    """The probe has the form of a lock file."""
    lock = "# by uv\nalembic==1 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\nattrs==2 \\\n    --hash=sha256:cc\n"
    assert first_package(lock) == "alembic==1 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb"
