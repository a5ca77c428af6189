"""Models of agents, batch calls, workflows and calls."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from callsheet import contract
from callsheet.contract import Agent, BatchCallForm, CallLogs, CreatedBatchCall, WorkflowPage
from callsheet.contract.responses import WireModel

if TYPE_CHECKING:
    from collections.abc import Iterator

FORM = {"title": "June offers", "agent_id": "agent_1"}


def wire_models() -> Iterator[type[WireModel]]:
    """Every response model that the package offers and that has an example."""
    for name in contract.__all__:
        value = getattr(contract, name)
        if isinstance(value, type) and issubclass(value, WireModel) and "json_schema_extra" in value.model_config:
            yield value


@pytest.mark.parametrize("model", list(wire_models()), ids=lambda model: model.__name__)
def test_every_example_is_a_value_of_its_model(model: type[WireModel]) -> None:
    """The examples of the documentation page have the fields of the model, and a field more changes nothing."""
    extra: Any = model.model_config["json_schema_extra"]
    (example,) = extra["examples"]
    parsed = model.model_validate(example | {"added_later": 1})
    assert set(example) <= set(model.model_fields)
    assert parsed == model.model_validate(parsed.model_dump(mode="json"))


@pytest.mark.parametrize(
    ("model", "answer"),
    [
        (Agent, {"id": "agent_1"}),
        (CreatedBatchCall, {"id": "batch_1", "title": "June", "total_records": 3}),
        (CallLogs, {"callLogs": [{"id": "call_1"}], "total": 1, "page": 1, "limit": 20, "totalPages": 1}),
        (
            WorkflowPage,
            {
                "data": [{"id": "workflow_1", "status": "a new one"}],
                "meta": {"totalItems": 1, "itemsPerPage": 20, "totalPages": 1, "currentPage": 1},
            },
        ),
    ],
)
def test_an_answer_may_lack_what_is_not_needed(model: type[WireModel], answer: dict[str, Any]) -> None:
    """Only the fields that a client cannot do without are required; unknown statuses are text."""
    assert model.model_validate(answer).model_dump(exclude_unset=True, by_alias=True) == answer


def test_a_form_has_texts_for_numbers_and_times() -> None:
    """Digits are a version number, and a time of any zone is converted to UTC."""
    form = BatchCallForm.model_validate(
        FORM | {"agent_version_number": "3", "starts_at": "2026-12-01T09:30:00+05:30", "calling_hours_start": "09:00"}
    )
    assert form.agent_version_number == 3
    assert form.starts_at == datetime(2026, 12, 1, 4, 0, tzinfo=UTC)
    assert (form.calling_hours_start, form.calling_hours_end) == ("09:00", None)


@pytest.mark.parametrize(
    "field",
    [
        {"agent_version_number": "three"},
        {"agent_version_number": "-1"},
        {"starts_at": "tomorrow"},
        {"calling_hours_end": "24:00"},
        {"calling_hours_start": "9:00"},
        {"title": ""},
        {"agent_id": ""},
    ],
    ids=lambda field: "".join(f"{name}={value}" for name, value in field.items()),
)
def test_a_wrong_field_of_the_form_is_refused(field: dict[str, str]) -> None:
    """No such field is read as something else."""
    with pytest.raises(ValidationError):
        BatchCallForm.model_validate(FORM | field)
