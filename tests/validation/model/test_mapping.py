"""Edits of a column mapping."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callsheet.validation import ColumnMapping, ColumnRole

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.validation import Table

CELLS = {"a": ["1"], "b": ["2"], "c": ["3"], "d": ["4"]}
MAPPING = ColumnMapping(("c", "a"), {"d": "city"}, ("b",))


def test_every_column_has_a_role() -> None:
    """A column that the mapping does not know is left out."""
    roles = [MAPPING.role_of(column) for column in (*CELLS, "unknown")]
    assert roles == ["phone", "left_out", "phone", "variable", "left_out"]


@pytest.mark.parametrize(
    ("roles", "names", "expected"),
    [
        ({"b": ColumnRole.PHONE}, {}, ColumnMapping(("c", "a", "b"), {"d": "city"}, ())),
        ({"b": ColumnRole.VARIABLE}, {"b": "name"}, ColumnMapping(("c", "a"), {"b": "name", "d": "city"}, ())),
        ({"c": ColumnRole.LEFT_OUT}, {}, ColumnMapping(("a",), {"d": "city"}, ("b", "c"))),
        ({"d": ColumnRole.VARIABLE}, {"d": "town"}, ColumnMapping(("c", "a"), {"d": "town"}, ("b",))),
        (
            {"a": ColumnRole.VARIABLE, "c": ColumnRole.LEFT_OUT, "b": ColumnRole.PHONE},
            {"a": "name"},
            ColumnMapping(("b",), {"a": "name", "d": "city"}, ("c",)),
        ),
        ({}, {}, MAPPING),
    ],
)
def test_columns_get_other_roles(
    table: Callable[..., Table], roles: dict[str, ColumnRole], names: dict[str, str], expected: ColumnMapping
) -> None:
    """Phone columns keep their order and new ones follow; the rest is in the order of the file."""
    mapping = MAPPING.with_roles(table(CELLS), roles, names)
    assert mapping == expected
    assert list(mapping.variables) == list(expected.variables)


def test_a_variable_without_a_name_raises(table: Callable[..., Table]) -> None:
    """The caller has to give a name to a column that becomes a variable."""
    with pytest.raises(KeyError):
        MAPPING.with_roles(table(CELLS), {"b": ColumnRole.VARIABLE}, {})


def test_a_variable_is_renamed() -> None:
    """The name is trimmed; other columns do not change, and a column that is not a variable has no name."""
    assert MAPPING.renamed("d", " town ") == ColumnMapping(("c", "a"), {"d": "town"}, ("b",))
    assert MAPPING.renamed("b", "town") == MAPPING
