"""A main phone column with typing errors beside sparse second phones: the main one is called, the others follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from callsheet.validation import suggest_mapping, validate_numbers
from tests.support.files.number_lists import as_written, local_numbers
from tests.support.hypothesis_examples import examples
from tests.validation.columns.owners_by_language import OWNED

if TYPE_CHECKING:
    from collections.abc import Callable

    from callsheet.validation import Table

ROWS = 120
NOT_THE_LEADS_OWN = ("비상 전화번호", "회사 전화")
"""Phones for emergencies and of a company, which are called after the lead's own."""
TABLES = 18
"""Tables of each language: 360 in all."""


def generated(language: str, number: int) -> tuple[dict[str, list[str]], str, tuple[str, ...]]:
    """One table: its columns, the column to call, and the second phones.

    The main column is filled in 95 to 100 % of the rows with 0 to 15 % damaged numbers, two or three second ones in 10
    to 60 % with perfect numbers; they stand before or behind it.
    """
    headers = OWNED[language]
    dice = np.random.default_rng([number, *language.encode()])
    pool = as_written(headers.region, local_numbers(headers.region, ROWS * 2, dice))
    main, second = headers.owned[number % 3], headers.second[: 2 + number % 2]
    columns = {"Name": [f"N{row}" for row in range(ROWS)]}
    columns[headers.identifier] = [str(dice.integers(10**9, 10**10)) for _ in range(ROWS)]
    bad = dice.uniform(0, 0.15)
    cells = [phone[:-3] if dice.random() < bad else phone for phone in pool[:ROWS]]
    filled = dice.uniform(0.95, 1.0)
    phones = {main: [cell if dice.random() < filled else "" for cell in cells]}
    for header in second:
        share = dice.uniform(0.1, 0.6)
        phones[header] = [str(cell) if dice.random() < share else "" for cell in dice.permutation(pool[ROWS:])]
    order = list(phones) if number % 4 else list(reversed(phones))
    return {**columns, **{header: phones[header] for header in order}}, main, second


def rows_with_a_number(cells: list[str], region: str | None = None) -> set[int]:
    """Rows of a column that can be called; without a region those that are filled, as second columns have no faults."""
    if region is None:
        return {row for row, cell in enumerate(cells) if cell}
    numbers = validate_numbers(pd.Series(cells, dtype="str"), region)["number"]
    return {row for row, number in enumerate(numbers) if number}


@pytest.mark.hypothesis
@pytest.mark.parametrize("language", OWNED)
def test_the_main_column_is_called_and_the_second_ones_follow(table: Callable[..., Table], language: str) -> None:
    """360 tables; of the second ones the one that adds most comes first. The default run has every sixth of them."""
    step = examples(6, 1)
    for number in range(list(OWNED).index(language) % step, TABLES, step):
        columns, main, second = generated(language, number)
        mapping = suggest_mapping(table(columns), OWNED[language].region)
        assert mapping.phone == (main,), (number, list(columns))
        others = [candidate.column for candidate in mapping.candidates[1:]]
        assert set(others) == set(second), number
        own = [column for column in others if column not in NOT_THE_LEADS_OWN]
        assert others[: len(own)] == own, number
        reached = rows_with_a_number(columns[main], OWNED[language].region)
        for column, *after in (own[place:] for place in range(len(own))):
            adds = [len(rows_with_a_number(columns[each]) - reached) for each in (column, *after)]
            assert adds[0] == max(adds), (number, own)
            reached |= rows_with_a_number(columns[column])
