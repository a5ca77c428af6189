"""Check a file without storing or queueing anything: `callsheet check` over HTTP."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from callsheet.backend.http.errors import ApiError
from callsheet.contract import MAX_BYTES_SERVER, MAX_ISSUES, CheckForm
from callsheet.errors import FileRefused, InvalidArgument, NotInTable
from callsheet.files import read_table, strip_error_file
from callsheet.reporting import (
    CAUSES,
    FIXABLE,
    CheckOptions,
    ScriptAnswers,
    apply_remedies,
    encode_report,
    find_list_country,
    split_answer,
)
from callsheet.validation import ConsentPolicy, Recipe, Route, check, require_region
from callsheet.web.metrics import count_refused_file, count_report, timed
from callsheet.wording import api
from callsheet.wording.refusals import refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydantic_core import ErrorDetails

    from callsheet.backend.http.multipart import Form
    from callsheet.backend.services import Services

FILE = "file"
REPEATED = frozenset(name for name, field in CheckForm.model_fields.items() if field.default == [])
"""Fields that may come more than once."""


class CheckRequest(NamedTuple):
    """A check as a client asks for it.

    Args:
        options: how the columns are mapped and numbers are read.
        script: what the agent says; None: unknown, or the recipe's.
        fix: which rows are fixed.
        leave_out: causes whose rows are left out.
        route: the rules to check by.
        sheet: of a workbook; None: the only visible one that is not empty.
        header_row: row of the column names; 0: the file has no such row; None: detect it.
    """

    options: CheckOptions
    script: str | None
    fix: Sequence[str]
    leave_out: Sequence[str]
    route: Route
    sheet: str | None
    header_row: int | None


class CheckAnswer(NamedTuple):
    """The response of a check.

    Args:
        body: JSON.
        facts: counts for the log.
    """

    body: bytes
    facts: dict[str, int]


async def answer_check(services: Services, form: Form) -> CheckAnswer:
    """Check a file, in one of the read slots.

    Raises:
        ApiError: 400, because of a field or of the whole file.
    """
    request = parse_fields(form.fields)
    async with services.slots.acquire():
        return await run_in_threadpool(_check, form, request)


def parse_fields(fields: Mapping[str, Sequence[str]]) -> CheckRequest:
    """Read the fields of a form.

    Args:
        fields: name → values; an empty text counts as absent.

    Raises:
        ApiError: 400, one sentence for each field that cannot be used.
    """
    given: dict[str, Any] = {}
    for name, texts in fields.items():
        values = [text for text in texts if text]
        if len(values) > 1 and name not in REPEATED:
            raise ApiError(400, [api.FIELD_REPEATED.format(field=name)])
        if values and name != FILE:
            given[name] = values if name in REPEATED else values[0]
    try:
        form = CheckForm.model_validate(given)
    except ValidationError as error:
        raise ApiError(400, [_sentence(problem) for problem in error.errors(include_input=False)]) from None
    return _request(form)


def _sentence(problem: ErrorDetails) -> str:
    name = str(problem["loc"][0])
    if problem["type"] == "extra_forbidden":
        return api.unknown_field(name, [FILE, *CheckForm.model_fields])
    return api.INVALID_FIELD.format(field=name, problem=problem["msg"])


def _request(form: CheckForm) -> CheckRequest:
    try:
        region = require_region(form.country) if form.country else None
    except InvalidArgument as error:
        raise ApiError(400, [api.INVALID_FIELD.format(field="country", problem=error)]) from None
    try:
        recipe = None if form.recipe is None else Recipe.from_json(form.recipe)
    except ValueError:
        raise ApiError(400, [api.RECIPE_INVALID]) from None
    try:
        route = Route.unknown(region) if form.route is None else Route.from_json(form.route)
    except ValueError:
        raise ApiError(400, [api.ROUTE_INVALID]) from None
    answers = ScriptAnswers(
        constants=_texts_by_name("value", form.value),
        fallbacks=_texts_by_name("if_empty", form.if_empty),
        agent_defaults=frozenset(form.agent_default),
        spoken_as_is=frozenset(form.as_it_is),
    )
    options = CheckOptions(
        region,
        tuple(form.map),
        recipe,
        drop_hidden=form.drop_hidden,
        as_sent=form.as_sent,
        other_phones=tuple(form.also_phone),
        duplicates=form.duplicates,
        answers=answers,
        consent_columns=tuple(form.consent_column),
        consent_policy=_consent_policy(form.consent_policy),
    )
    for field, names, known in (("fix", form.fix, FIXABLE), ("leave_out", form.leave_out, CAUSES)):
        for name in names:
            if name not in known:
                raise ApiError(400, [api.unknown_cause(field, name, known)])
    return CheckRequest(options, form.script, form.fix, form.leave_out, route, form.sheet, form.header_row)


def _consent_policy(text: str | None) -> str | None:
    try:
        return None if text is None else str(ConsentPolicy.of(text))
    except InvalidArgument as error:
        raise ApiError(400, [api.INVALID_FIELD.format(field="consent_policy", problem=error)]) from None


def _texts_by_name(field: str, assignments: Sequence[str]) -> dict[str, str]:
    answers = [split_answer(assignment) for assignment in assignments]
    if None in answers:
        raise ApiError(400, [api.ANSWER_INVALID.format(field=field)])
    return dict(answer for answer in answers if answer is not None)


def _check(form: Form, request: CheckRequest) -> CheckAnswer:
    options, route = request.options, request.route
    name, data = form.file.filename or "", form.file.file.read()
    try:
        with timed("read"):
            table = read_table(name, data, request.sheet, request.header_row, limit_bytes=MAX_BYTES_SERVER)
        table = strip_error_file(table)
        mapping, choices = options.resolve(table, route.default_region)
        if request.script is not None:
            choices = replace(choices, prompt=request.script)
        with timed("check"):
            report = apply_remedies(check(table, mapping, route, choices), request.fix, request.leave_out).report
    except FileRefused as refused:
        count_refused_file("check", refused.code)
        raise ApiError(400, refusal(refused.code, refused.facts), refused=refused.code) from None
    except (InvalidArgument, NotInTable) as error:
        raise ApiError(400, [str(error)]) from None
    count_report("check", report)
    country = find_list_country(report, stated=options.region is not None)
    body = "".join(encode_report(report, country, most_issues=MAX_ISSUES)).encode()
    return CheckAnswer(body, {"rows": report.counts.rows, "ready": report.counts.ready})
