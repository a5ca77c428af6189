"""Random requests from the OpenAPI document of a running server, with ids and numbers that exist.

python -m tests.backend.api_cases 2000     at least 2,000 requests; prints how many of each operation were let in
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from contextlib import ExitStack, suppress
from io import BytesIO
from itertools import count, product
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import openpyxl
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import negative_data_rejection, positive_data_acceptance
from schemathesis.core.parameters import ParameterLocation

from callsheet.contract import examples
from callsheet.settings import Settings
from tests.support.files.lead_files import DOCUMENTATION, rows_of
from tests.support.files.workbooks import as_xlsx
from tests.support.postgresql import run_postgresql
from tests.support.processes import DATABASES
from tests.support.running_backend import LEADS, NUMBER, Backend, run_backend

if TYPE_CHECKING:
    from collections.abc import Callable

WORKBOOK = as_xlsx(rows_of(DOCUMENTATION))
"""A workbook, because its format shows in its content: schemathesis sends files without a name."""
OBSERVED_WORKBOOK = as_xlsx([["phone", "name"], ["9876543210", "Asha"]])
LEAD_NUMBER = "+919876543210"
SHEET = openpyxl.load_workbook(BytesIO(WORKBOOK)).sheetnames[0]
RECIPE = '{"mapping": {"phone": ["phone_number"], "variables": {"name": "name"}, "left_out": ["city"]}}'
KEPT_OUT = {401, 404, 429}
VALID_PER_INVALID = 8


class Cases:
    """Makes random requests to one server and counts how many were let in: not answered 401, 404 or 429.

    Args:
        backend: the server, with an API key of a workspace that may be changed.
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._set_up()
        self._numbers = count(1)
        self.schema = schemathesis.openapi.from_url(f"{backend.root}/openapi.json")
        self.tried: Counter[str] = Counter()
        self.let_in: Counter[str] = Counter()

    def _set_up(self) -> None:
        """Give the workspace the phone number and the country that the requests use."""
        self._backend.call("POST", "/organization-phone-numbers", json={"phone_number": NUMBER})
        countries = [{"country_iso": "IN", "prefixes": ["9"]}]
        self._backend.call("PUT", "/telephony-config", json={"countries": countries})
        self._agent = self._backend.agent()
        self._header = self._backend.services.batch_phone_header

    def operations(self) -> list[Any]:
        """Return every operation of the API."""
        operations: list[Any] = list(self.schema.get_all_operations())
        return [operation.ok() for operation in operations]

    def run(self, operation: Any, examples: int) -> None:
        """Check one operation with valid requests, and with invalid ones for every eighth of them."""
        for mode, number in (
            (GenerationMode.POSITIVE, examples),
            (GenerationMode.NEGATIVE, max(1, examples // VALID_PER_INVALID)),
        ):
            no_invalid_request = (Unsatisfiable,) if mode is GenerationMode.NEGATIVE else ()
            with suppress(*no_invalid_request):
                self._test_of(operation.as_strategy(generation_mode=mode), number)()

    def _test_of(self, strategy: Any, number: int) -> Callable[[], None]:
        @settings(
            max_examples=number,
            deadline=None,
            database=None,
            derandomize=True,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )
        @given(case=strategy)
        def test(case: Any) -> None:
            self.call(case)

        return test

    def call(self, case: Any) -> None:
        """Make one request and run every check of schemathesis on the response."""
        self._use_existing(case)
        response = case.call(headers={"Authorization": f"Bearer {self._backend.key}"})
        name = f"{case.method} {case.operation.path}"
        self.tried[name] += 1
        self.let_in[name] += response.status_code not in KEPT_OUT
        # Unknown parameters are ignored, as HTTP servers do; schemathesis expects an error.
        unknown = set(case.query or ()) - {parameter.name for parameter in case.operation.query}
        # A request that fits the schema may break rules that no schema states: an unknown number, a closed campaign.
        excluded = [positive_data_acceptance, *([negative_data_rejection] if unknown else [])]
        case.validate_response(response, excluded_checks=excluded)

    def _use_existing(self, case: Any) -> None:
        components = case.meta.components
        invalid = {location for location, part in components.items() if part.mode is GenerationMode.NEGATIVE}
        if ParameterLocation.PATH not in invalid and case.path_parameters:
            # A workflow before its lead, whose id follows it in the alphabet.
            case.path_parameters.update({name: self._existing(name) for name in sorted(case.path_parameters)})
        if ParameterLocation.HEADER not in invalid and "Idempotency-Key" in (case.headers or {}):
            case.headers["Idempotency-Key"] = f"case-{next(self._numbers)}"
        if ParameterLocation.BODY not in invalid and isinstance(case.body, dict):
            values = self._valid_values() | self._values_of(case.operation.path)
            case.body.update({name: value() for name, value in values.items() if name in case.body})
            if "phoneNumber" in case.body:
                case.body.pop("countryCode", None)

    def _existing(self, name: str) -> str:
        if name == "batch_id":
            file = {"phone_number": WORKBOOK, "phone": OBSERVED_WORKBOOK}[self._header]
            return str(self._backend.batch_call(self._agent, file, "leads.xlsx").json()["id"])
        if name == "workflow_id":
            self._workflow = self._backend.workflow(self._agent)
            return self._workflow
        if name == "workflow_lead_id":
            return str(self._backend.enrol(self._workflow, LEADS).json()["data"][LEAD_NUMBER][0])
        campaign = self._backend.campaign()
        if name == "campaign_id":
            return campaign
        if name == "lead_id":
            new = {"campaignId": campaign, "phoneNumber": "9876543210"}
            return str(self._backend.call("POST", "/campaigns-leads", json=new).json()["id"])
        key = f"real-{next(self._numbers)}"
        self._backend.upload(campaign, LEADS, headers={"Idempotency-Key": key})
        return key

    def _values_of(self, path: str) -> dict[str, Callable[[], Any]]:
        """Values that are valid for some paths only."""
        if path == "/v1/batch-calls":
            file = {"phone_number": WORKBOOK, "phone": OBSERVED_WORKBOOK}[self._header]
            return {
                "file": lambda: file,
                "agent_id": lambda: self._agent,
                "agent_version_number": lambda: 1,
                "starts_at": lambda: "2026-12-01T09:00:00Z",
                "ends_at": lambda: "2026-12-01T18:00:00Z",
            }
        if path == "/v1/calls":
            return {
                "phone_number": lambda: LEAD_NUMBER,
                "agent_id": lambda: self._agent,
                "agent_version_number": lambda: 1,
            }
        return {}

    def _valid_values(self) -> dict[str, Callable[[], Any]]:
        return {
            "from_phone_number": lambda: NUMBER,
            "campaignId": self._backend.campaign,
            "phoneNumber": lambda: "98765 43210",
            "phone_number": lambda: f"+1555{next(self._numbers):07}",
            "file": lambda: WORKBOOK,
            "country": lambda: "IN",
            "map": lambda: ["city=-"],
            "recipe": lambda: RECIPE,
            "route": lambda: examples.ROUTE,
            "sheet": lambda: SHEET,
            "fix": lambda: ["safe"],
            "leave_out": lambda: ["duplicate"],
            "header_row": lambda: 1,
        }


def main(least: int) -> int:
    """Make at least so many requests to a new server, shared out over both databases and both styles of answers.

    Args:
        least: number of requests.
    """
    is_good = True
    runs = list(product(DATABASES, get_args(Settings.model_fields["answers"].annotation)))
    for database, answers in runs:
        with ExitStack() as stack:
            url = stack.enter_context(run_postgresql()).uri if database == "postgresql" else None
            home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            backend = stack.enter_context(run_backend(home, backend_database_url=url, answers=answers))
            cases = Cases(backend.new_workspace())
            operations = cases.operations()
            for operation in operations:
                cases.run(operation, -(-least // (len(operations) * len(runs))))
        for name, tried in cases.tried.items():
            print(f"{tried:5} cases, {cases.let_in[name] / tried:6.1%} let in (not 401, 404, 429)   {name}")  # noqa: T201 - a command
        print(f"{sum(cases.tried.values()):5} cases on {database}, answers as {answers}, all checks passed")  # noqa: T201 - a command
        is_good &= all(cases.let_in[name] / tried >= 0.8 for name, tried in cases.tried.items())
    return 0 if is_good else 1


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1])))
