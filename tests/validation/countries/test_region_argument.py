"""A country that a caller names is understood, or refused with those spelled alike: never taken for an unknown one."""

from __future__ import annotations

import pytest

from callsheet import CallsheetError, Route
from callsheet.errors import InvalidArgument
from callsheet.validation import require_region


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("IN", "IN"),
        ("in", "IN"),
        ("IND", "IN"),
        (" India ", "IN"),
        ("भारत", "IN"),
        ("+91", "IN"),
        ("0091", "IN"),
        ("uk", "GB"),
        ("Deutschland", "DE"),
        ("USA", "US"),
    ],
)
def test_a_country_is_understood_however_it_is_named(text: str, region: str) -> None:
    """Codes of two and three letters, names in many languages, calling codes."""
    assert require_region(text) == region
    assert Route.unknown(text) == Route(region) == Route.from_json({"default_region": text})


@pytest.mark.parametrize(
    ("text", "nearest"),
    [("Indai", "India (IN)"), ("Germny", "Germany (DE)"), ("Untied States", "United States (US)"), ("XX", None)],
)
def test_what_names_no_country_is_refused_with_the_nearest(text: str, nearest: str | None) -> None:
    """The exception is of our tree, a ValueError, and its sentence says what to write."""
    with pytest.raises(InvalidArgument, match=f'There is no country "{text}"') as refused:
        Route.unknown(text)
    assert isinstance(refused.value, CallsheetError)
    assert isinstance(refused.value, ValueError)
    assert (nearest or "Use two letters") in str(refused.value)


@pytest.mark.parametrize("text", ["", " ", "Congo", "999", "\x1b[2J", "x" * 5_000])
def test_empty_ambiguous_and_hostile_texts_are_refused(text: str) -> None:
    """The sentence is short and holds no control character, whatever was given."""
    with pytest.raises(InvalidArgument) as refused:
        Route(text)
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 300
