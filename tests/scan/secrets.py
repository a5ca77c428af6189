"""Every line that the repository ever had is looked at for secrets; each hit has a written reason, or it is one."""

from __future__ import annotations

import subprocess
import tomllib
from multiprocessing import Pool
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from detect_secrets.core.scan import scan_file
from detect_secrets.settings import transient_settings

if TYPE_CHECKING:
    from collections.abc import Iterable

REVIEWED = Path(__file__).with_name("reviewed_secrets.toml")
DETECTORS = """
    ArtifactoryDetector AWSKeyDetector AzureStorageKeyDetector BasicAuthDetector CloudantDetector
    DiscordBotTokenDetector GitHubTokenDetector GitLabTokenDetector IbmCloudIamDetector IbmCosHmacDetector
    IPPublicDetector JwtTokenDetector KeywordDetector MailchimpDetector NpmDetector OpenAIDetector
    PrivateKeyDetector PypiTokenDetector SendGridDetector SlackDetector SoftlayerDetector SquareOAuthDetector
    StripeDetector TelegramBotTokenDetector TwilioKeyDetector
"""
FILTERS = """
    is_indirect_reference is_likely_id_string is_not_alphanumeric_string is_potential_uuid is_prefixed_with_dollar_sign
    is_sequential_string is_templated_secret
"""
SETTINGS: dict[str, Any] = {
    "plugins_used": [
        *({"name": name} for name in DETECTORS.split()),
        {"name": "Base64HighEntropyString", "limit": 4.5},
        {"name": "HexHighEntropyString", "limit": 3.0},
    ],
    "filters_used": [{"path": f"detect_secrets.filters.heuristic.{name}"} for name in FILTERS.split()],
}
"""All detectors; no filter that trusts a file's name or a comment, and none that asks a service on the network."""
DIGESTS = ("--hash=sha256:", '"integrity": "sha512-', '"hashed_secret": "')
"""Begin the digest of a published package in a lock file, or of a hit in the list that detect-secrets once wrote."""
PIECE = 4_000
"""Lines that a process looks at in one go."""


class Hit(NamedTuple):
    """A possible secret.

    Attributes:
        path: of the file that has or had it first.
        kind: the detector's name.
        digest: SHA-1 of the text, as detect-secrets writes it.
    """

    path: str
    kind: str
    digest: str


def lines_of_all_time() -> dict[str, list[str]]:
    """Distinct lines by file, of every commit that a branch reaches and of the working tree.

    A line that several files of one kind have is looked at once: what a detector does depends on the kind of file.
    """
    found: dict[str, list[str]] = {}
    seen: set[tuple[str, str]] = set()
    for command in (["log", "--all", "--reverse"], ["diff", "HEAD"]):
        git = [
            "git",
            *command,
            "--patch",
            "--unified=0",
            "--no-renames",
            "--no-ext-diff",
            "--no-textconv",
            "--no-color",
        ]
        text = subprocess.run(git, check=True, capture_output=True).stdout.decode("utf-8", "replace")
        collect_added(text.split("\n"), found, seen)
    return found


def collect_added(patch: Iterable[str], found: dict[str, list[str]], seen: set[tuple[str, str]]) -> None:
    """Add the distinct lines that a patch adds.

    Args:
        patch: lines of `git log --patch` or `git diff`.
        found: lines by file, to which they are added.
        seen: ending of the file and text of every line so far.
    """
    path, in_header = "", False
    for line in patch:
        if line.startswith("diff --git "):
            in_header = True
        elif in_header and line.startswith("+++ "):
            path = line[4:].strip('"').removeprefix("b/")
        elif line.startswith("@@ "):
            in_header = False
        elif not in_header and line.startswith("+") and not any(sign in line for sign in DIGESTS):
            added = line[1:].strip()
            key = (PurePosixPath(path).suffix, added)
            if added and key not in seen:
                seen.add(key)
                found.setdefault(path, []).append(added)


def secrets_in(lines: dict[str, list[str]], folder: Path, processes: int) -> set[Hit]:
    """All possible secrets.

    Args:
        lines: by file.
        folder: an empty one, for the files to look at.
        processes: that look at the same time.
    """
    pieces = []
    for number, (path, added) in enumerate(lines.items()):
        for start in range(0, len(added), PIECE):
            file = folder / f"{number}-{start}" / PurePosixPath(path).name
            file.parent.mkdir()
            file.write_text("\n".join(added[start : start + PIECE]), encoding="utf-8")
            pieces.append((path, str(file)))
    with Pool(processes) as pool:
        return {hit for hits in pool.imap_unordered(_hits, pieces, chunksize=16) for hit in hits}


def _hits(piece: tuple[str, str]) -> list[Hit]:
    path, file = piece
    with transient_settings(SETTINGS):
        return [Hit(path, secret.type, secret.secret_hash) for secret in scan_file(file)]


def reviewed() -> dict[tuple[str, str], str]:
    """Why each known hit is no secret, by kind and digest.

    Raises:
        KeyError: a hit has no reason.
    """
    entries = tomllib.loads(REVIEWED.read_text(encoding="utf-8"))["hits"]
    return {(entry["kind"], entry["digest"]): entry["reason"] for entry in entries}
