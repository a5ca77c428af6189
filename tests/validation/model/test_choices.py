"""Choices as plain values."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest

from callsheet.validation import Choices, ConsentKind, Edit, Fix
from callsheet.validation.model.steps import ColumnStep, Tool

EVERYTHING = Choices(
    edits=(Edit(2, "phone", "1"), Edit(3, "name", "Asha", "accepted")),
    left_out_rows=frozenset({3}),
    default_region="IN",
    country_column="Country",
    phone_order=("Mobile", "Office"),
    other_phones=("Notes",),
    duplicates="last",
    fallbacks={"city": "Pune"},
    prompt="Hi {{name}}",
    agent_defaults=frozenset({"city"}),
    spoken_as_is=frozenset({"price"}),
    fixes=tuple(Fix),
    calls_hidden_rows=True,
    consent_columns={"Opt-in": ConsentKind.CONSENT},
    consent_policy="require/12m",
)


def test_choices_convert_to_json_and_back() -> None:
    """Every field, with a value that is not its default."""
    everything = replace(EVERYTHING, steps=(ColumnStep(Tool.JOIN, ("First", "Last"), ("Name",), " "),))
    assert Choices.from_json(json.loads(json.dumps(everything.to_json()))) == everything
    assert Choices.from_json({}) == Choices()
    assert all(getattr(everything, field.name) != getattr(Choices(), field.name) for field in fields(Choices))


def test_an_edit_of_an_older_version_was_made_by_hand() -> None:
    """Three values are an edit by hand; an unknown way is refused."""
    assert Choices.from_json({"edits": [[2, "phone", "1"]]}).edits == (Edit(2, "phone", "1", "hand"),)
    with pytest.raises(ValueError, match="robot"):
        Choices.from_json({"edits": [[2, "phone", "1", "robot"]]})
