"""One case of each kind for `make test`, the others for `make nightly`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

Case = TypeVar("Case")


def representatives(cases: Iterable[Case], kind: Callable[[Case], Hashable]) -> list[Any]:
    """Mark every case as nightly whose kind an earlier case has.

    Args:
        cases: rows of a parametrized test, in an order that does not vary.
        kind: what two cases that show the same thing have in common.

    Returns:
        What `pytest.mark.parametrize` takes, in the same order.
    """
    seen: set[Hashable] = set()
    chosen: list[Any] = []
    for case in cases:
        of_case = kind(case)
        chosen.append(pytest.param(case, marks=pytest.mark.nightly) if of_case in seen else case)
        seen.add(of_case)
    return chosen
