"""Licences of the packages that running Callsheet installs."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, metadata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ACCEPTED = re.compile(
    r"\b(MIT|MIT-0|0?BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla Public|CC0|Zlib|HPND|LGPL)\b"
)
"""Licences under which a package may be used by a program of any licence, as long as the package is not changed."""
REFUSED = re.compile(r"\b(A?GPL|SSPL|BUSL|Business Source|Commercial|Proprietary|Affero)\b")
PINNED = re.compile(r"^([A-Za-z0-9][\w.-]*)==", re.MULTILINE)
READ_BY_HAND = {"altair": "BSD-3-Clause"}
"""Packages whose metadata quotes a licence without naming it."""


def packages(lock: Path) -> list[str]:
    """Names of the packages that a lock file pins."""
    return PINNED.findall(lock.read_text(encoding="utf-8"))


def licence(package: str) -> str:
    """What an installed package says of its licence: expression, classifiers or field, or "" when it says nothing."""
    try:
        stated = metadata(package)
    except PackageNotFoundError:
        return ""
    classifiers = [entry.rpartition("::")[2].strip() for entry in stated.get_all("Classifier") or []
                   if entry.startswith("License ::")]  # fmt: skip
    fields = [*(stated.get_all("License-Expression") or []), ", ".join(classifiers), *(stated.get_all("License") or [])]
    named = next((field for field in fields if field), "").split("\n")[0]
    return READ_BY_HAND.get(package, named)


def is_accepted(stated: str) -> bool:
    """Whether a licence is one of those that we accept."""
    return bool(ACCEPTED.search(stated)) and not REFUSED.search(stated)


def unaccepted(lock: Path) -> list[str]:
    """Packages of a lock file with another licence than those accepted, or none, each with what it says."""
    stated = [(package, licence(package)) for package in packages(lock)]
    return [f"{package}: {text or 'says nothing'}" for package, text in stated if not is_accepted(text)]
