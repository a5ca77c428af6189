"""The file with the automata of all calling codes, which the package has so that no process builds them.

`make plans` writes it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import phonenumbers

from callsheet.validation.phones.automaton.stored import PLANS_FILE
from callsheet.validation.phones.numbering_plans import numbering_plan

if TYPE_CHECKING:
    from numpy.typing import NDArray

FILE = Path(__file__).parents[3] / "lib" / "callsheet" / "validation" / "phones" / "automaton" / PLANS_FILE


def plan_arrays() -> dict[str, NDArray[np.generic]]:
    """The arrays of the file, built anew from the installed metadata."""
    steps, set_of = [], []
    places: dict[str, tuple[int, int, list[list[int]]]] = {}
    start = 0
    for code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
        patterns = numbering_plan(code).patterns()
        if patterns.key in places:  # two countries may write their numbers alike
            continue
        table, sets, of = patterns.construct()
        steps.append(table.astype(np.uint16))
        set_of.append(of.astype(np.uint16))
        places[patterns.key] = (start, start + len(table), sets)
        start += len(table)
    text = json.dumps(places, separators=(",", ":")).encode()
    return {"steps": np.concatenate(steps), "set_of": np.concatenate(set_of), "places": np.frombuffer(text, np.uint8)}


if __name__ == "__main__":
    np.savez_compressed(FILE, allow_pickle=False, **plan_arrays())
