"""Cases over the OpenAPI of a running server, with ids and numbers that exist, so that they get past the door.

PYTHONPATH=tests python -m backend.api_cases 2000     at least so many cases; says how many of each operation got in
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import negative_data_rejection, positive_data_acceptance
from schemathesis.core.parameters import ParameterLocation

from tests.support.lead_files import DOCUMENTATION, as_xlsx, rows_of
from tests.support.running_backend import LEADS, Backend, run_backend

if TYPE_CHECKING:
    from collections.abc import Callable

NUMBER = "+912234567890"
WORKBOOK = as_xlsx(rows_of(DOCUMENTATION))
"""Known by its content: schemathesis gives a file no name that could tell."""
AT_THE_DOOR = {401, 404, 429}
NEGATIVE_SHARE = 8


class Cases:
    """Runs cases against one server and counts how far they got.

    Args:
        live: the server.
    """

    def __init__(self, live: Backend) -> None:
        self._live = live
        self._numbers = count(1)
        self.schema = schemathesis.openapi.from_url(f"{live.root}/openapi.json")
        self.tried: Counter[str] = Counter()
        self.got_in: Counter[str] = Counter()

    def operations(self) -> list[Any]:
        """Every operation of the API."""
        return [found.ok() for found in self.schema.get_all_operations()]

    def run(self, operation: Any, examples: int) -> None:
        """Hold one operation to its description, in requests that fit it and in some that do not."""
        for mode, number in (
            (GenerationMode.POSITIVE, examples),
            (GenerationMode.NEGATIVE, max(1, examples // NEGATIVE_SHARE)),
        ):
            nothing_to_get_wrong = (Unsatisfiable,) if mode is GenerationMode.NEGATIVE else ()
            with suppress(*nothing_to_get_wrong):
                self._tested(operation.as_strategy(generation_mode=mode), number)()

    def _tested(self, strategy: Any, number: int) -> Callable[[], None]:
        @settings(
            max_examples=number,
            deadline=None,
            database=None,
            derandomize=True,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )
        @given(case=strategy)
        def one(case: Any) -> None:
            self.call(case)

        return one

    def call(self, case: Any) -> None:
        """Send one case and hold the answer against the description, by every check there is."""
        self._make_real(case)
        answer = case.call(headers={"Authorization": f"Bearer {self._live.key}"})
        name = f"{case.method} {case.operation.path}"
        self.tried[name] += 1
        self.got_in[name] += answer.status_code not in AT_THE_DOOR
        # A parameter nobody knows is passed over, as HTTP servers do; schemathesis would have it refused.
        unknown = set(case.query or ()) - {each.name for each in case.operation.query}
        # What fits a schema may still break a rule that no schema states: a number nobody has, a campaign that is over.
        excluded = [positive_data_acceptance, *([negative_data_rejection] if unknown else [])]
        case.validate_response(answer, excluded_checks=excluded)

    def _make_real(self, case: Any) -> None:
        components = case.meta.components
        bad = {where for where, part in components.items() if part.mode is GenerationMode.NEGATIVE}
        if ParameterLocation.PATH not in bad and case.path_parameters:
            case.path_parameters.update({name: self._real(name) for name in case.path_parameters})
        if ParameterLocation.HEADER not in bad and "Idempotency-Key" in (case.headers or {}):
            case.headers["Idempotency-Key"] = f"case-{next(self._numbers)}"
        if ParameterLocation.BODY not in bad and isinstance(case.body, dict):
            case.body.update({name: value() for name, value in self._fitting().items() if name in case.body})
            if "phoneNumber" in case.body:
                case.body.pop("countryCode", None)

    def _real(self, name: str) -> str:
        campaign = self._live.campaign()
        if name == "campaign_id":
            return campaign
        if name == "lead_id":
            new = {"campaignId": campaign, "phoneNumber": "9876543210"}
            return str(self._live.call("POST", "/campaigns-leads", json=new).json()["id"])
        key = f"real-{next(self._numbers)}"
        self._live.upload(campaign, LEADS, headers={"Idempotency-Key": key})
        return key

    def _fitting(self) -> dict[str, Callable[[], Any]]:
        return {
            "from_phone_number": lambda: NUMBER,
            "campaignId": self._live.campaign,
            "phoneNumber": lambda: "98765 43210",
            "phone_number": lambda: f"+1555{next(self._numbers):07}",
            "file": lambda: WORKBOOK,
        }


def main(least: int) -> int:
    """Run at least so many cases against a server of its own."""
    with tempfile.TemporaryDirectory() as home, run_backend(Path(home)) as live:
        cases = Cases(live)
        operations = cases.operations()
        for operation in operations:
            cases.run(operation, -(-least // len(operations)))
        for name, tried in cases.tried.items():
            print(f"{tried:5} cases, {cases.got_in[name] / tried:6.1%} past 401, 404 and 429   {name}")  # noqa: T201 - a command
        print(f"{sum(cases.tried.values()):5} cases, all checks passed")  # noqa: T201 - a command
        return 0 if all(cases.got_in[name] / tried >= 0.8 for name, tried in cases.tried.items()) else 1


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1])))
