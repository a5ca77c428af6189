"""Files as vendors export them and as users reported them, each with what is right for it beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "cases"
CASES = sorted(path for path in FOLDER.iterdir() if path.is_file() and path.suffix != ".json")
REFUSED = sorted(path for path in (FOLDER / "refused").iterdir() if path.suffix != ".json")
"""Files without leads; beside each the country, the code, and the columns that the refusal names."""


def expected(path: Path) -> dict[str, Any]:
    """What is right for a case.

    Args:
        path: the file.

    Returns:
        country: the country it is checked with. phone: headers of the phone columns. second_phones: position and header
        of each further phone column with the rows it adds. country_column: header of the country column, or None.
        numbers: row → E.164. errors: row → codes. remedies: rows, what is offered, and the numbers it gives.
    """
    value: dict[str, Any] = json.loads(path.with_suffix(".json").read_text("utf-8"))
    return value
