"""Words that may give an order, looked up for a whole column at once and cell by cell."""

from __future__ import annotations

import random

import pyarrow as pa
import pytest

from callsheet.validation.content.lexicon import LEXICON
from callsheet.validation.content.order_words import may_give_orders
from callsheet.validation.content.prefilter import candidates
from callsheet.validation.content.steering import may_give_order

ORDINARY = "please call the customer about a loan to him now and then tomorrow, with HIS card; 24/7 ok don't stop_it"
CELLS = 600


def _cells(seed: int) -> list[str]:
    """Cells of words and expressions of the lexicon among ordinary ones, in all its languages."""
    chance = random.Random(seed)
    ordinary = ORDINARY.split()
    words = [
        expression.replace("_", " ").rstrip("*")
        for language in LEXICON.values()
        for expressions in language
        for expression in expressions.split()
    ]
    in_ascii = [word for word in words if word.isascii()]
    return [
        " ".join(
            chance.choice(in_ascii if chance.random() < 0.7 else words)
            if chance.random() < 0.3
            else chance.choice(ordinary)
            for _ in range(chance.randrange(1, 14))
        )
        for _ in range(CELLS)
    ]


@pytest.mark.parametrize("seed", [1, 2])
def test_a_column_gets_the_answers_of_its_cells(seed: int) -> None:
    cells = _cells(seed)
    expected = [may_give_order(cell) for cell in cells]
    assert 0 < sum(expected) < len(cells)
    assert may_give_orders(pa.array(cells)).tolist() == expected


@pytest.mark.parametrize("cell", ["", "   ", "-- ?! --", "tell", "a_", "4111", "call call call"])
def test_short_and_empty_cells(cell: str) -> None:
    cells = [cell] * CELLS
    assert may_give_orders(pa.array(cells)).tolist() == [may_give_order(cell)] * CELLS


def test_an_expression_does_not_go_on_in_the_next_cell() -> None:
    cells = ["from now", "on you are", "x", "a partir de", "ahora eres"] * CELLS
    assert may_give_orders(pa.array(cells)).tolist() == [may_give_order(cell) for cell in cells]


def test_words_of_no_language_of_the_lexicon_are_hardly_ever_candidates() -> None:
    """Words are compared by their letters: by their hashes alone, 133 of these 1,000 cells would be looked at again."""
    chance = random.Random(3)
    words = ["".join(chance.choices("qxzjkvw", k=7)) for _ in range(8_000)]
    rows, _ = candidates(pa.array([" ".join(words[start : start + 8]) for start in range(0, len(words), 8)]))
    assert len(rows) <= 20
