"""Values that are computed once per tab and kept while what they depend on stays the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class _Entry(NamedTuple):
    source: object
    key: tuple[object, ...]
    value: object


def cached(name: str, source: object, key: tuple[object, ...], compute: Callable[[], T]) -> T:
    """A value from the tab's session state, computed again when its inputs have changed.

    Args:
        name: of the value; one entry per name is stored.
        source: the main input, compared by identity, because comparing two tables would cost more than the value.
        key: further inputs, compared by equality.
        compute: called when the stored value was computed from other inputs.
    """
    state_key = f"cached_{name}"
    entry = cast("_Entry | None", st.session_state.get(state_key))
    if entry is None or entry.source is not source or entry.key != key:
        entry = st.session_state[state_key] = _Entry(source, key, compute())
    return cast("T", entry.value)
