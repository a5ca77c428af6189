"""`/metrics` and `/ready` of backend, app and sender: right figures, no lead data, only where allowed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from fastapi import FastAPI
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette

from callsheet.backend.monitoring import monitoring_routes as backend_monitoring_routes
from callsheet.database import DatabaseFault
from callsheet.runtime.ledger_metrics import ledger_samples
from callsheet.runtime.sender_monitoring import monitoring_app
from callsheet.runtime.services import open_services
from callsheet.runtime.standing_by import StandingSender
from callsheet.sending import sender_lock
from callsheet.ui.app import monitoring
from callsheet.ui.session.file_loading import read_leads
from callsheet.validation import Route, check, contract_mapping
from callsheet.web.metrics import Sample, count_report, metrics_text
from callsheet.web.metrics.definitions import LOOKED_UP, REGISTRY
from tests.support.asgi import run_asgi
from tests.support.ledgers import create_submission
from tests.support.running_backend import LEADS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from starlette.types import ASGIApp

    from callsheet.runtime.services import Services
    from tests.support.running_backend import Backend

DASHBOARD = json.loads((Path(__file__).parents[2] / "deploy" / "grafana-dashboard.json").read_text("utf-8"))
EXPRESSIONS = [target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]]
REFUSED = "callsheet_leads_refused_total"
HOSTILE = "phone_number,name\n9876543210,Zebedee\n12345,Yolanda\n,Xavier\n"


def series(text: str) -> dict[tuple[str, ...], float]:
    """Every sample of an exposition by name and label values, in the order of the labels' names."""
    return {
        (sample.name, *(sample.labels[label] for label in sorted(sample.labels))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def get(app: ASGIApp, path: str, host: str = "localhost") -> tuple[int, str]:
    """Ask an application for an address; returns status and body."""
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": [(b"host", host.encode())]}
    start, *rest = run_asgi(app, scope)
    return start["status"], b"".join(message.get("body", b"") for message in rest).decode()


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    """A ledger with three leads that wait, and a server that nobody asks."""
    for name, value in {"HOME": str(tmp_path), "API_URL": "http://127.0.0.1:9/v1", "METRICS": "true"}.items():
        monkeypatch.setenv(f"CALLSHEET_{name}", value)
    opened = open_services()
    create_submission(opened.store.ledger)
    yield opened
    opened.store.engine.dispose()


def test_the_backend_counts_requests_rows_causes_and_seconds(backend: Backend) -> None:
    """An accepted file, a refused one, a check and an unreadable file are counted; nothing of a lead is in the text."""
    app = FastAPI()
    app.include_router(backend_monitoring_routes(has_metrics=True))
    app.state.services = backend.services
    before = series(get(app, "/metrics")[1])
    campaign = backend.campaign()
    assert backend.upload(campaign, LEADS).status_code == 201
    assert backend.upload(campaign, HOSTILE).status_code == 400
    assert backend.upload(campaign, b"\x89PNG", name="secret.png").status_code == 400
    assert backend.call("POST", "/check", files={"file": ("f.csv", HOSTILE)}).status_code == 200
    text = get(app, "/metrics")[1]
    after = series(text)
    grown = {name: value - before.get(name, 0) for name, value in after.items() if value != before.get(name, 0)}
    route = "/v1/campaigns-leads/upload-file/{campaign_id}"
    assert grown[("callsheet_http_requests_total", "POST", route, "400")] == 2
    assert grown[("callsheet_http_request_seconds_count", route)] == 3
    assert grown[("callsheet_leads_read_total", "upload")] == 5
    assert grown[("callsheet_leads_read_total", "check")] == 3
    of_uploads = {name[1]: value for name, value in grown.items() if name[0] == REFUSED and name[2] == "upload"}
    assert of_uploads == {"missing_phone_number": 1, "too_few_digits": 1}
    assert grown[("callsheet_files_refused_total", "wrong_format", "upload")] == 1
    assert grown[("callsheet_leads_queued_total",)] == 2
    assert {name[1] for name in grown if name[0] == "callsheet_phase_seconds_count"} == {
        "wait",
        "read",
        "check",
        "store",
    }
    assert after[("callsheet_database_up", "backend")] == 1
    assert not re.search("9876543210|12345|Zebedee|Yolanda|secret|cmp_", text)


def test_without_the_setting_there_are_no_metrics(backend: Backend) -> None:
    """The backend answers 404, as to any address that it does not know."""
    assert backend.call("GET", "/../metrics", key="").status_code == 404
    assert [route.path for route in monitoring.monitoring_routes(has_metrics=False)] == ["/ready"]


def test_the_app_shows_the_ledger(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its leads by state, the oldest send, and what it read and checked itself."""
    monkeypatch.setattr(monitoring, "live_sessions", lambda: {"a", "b"})
    app = Starlette(routes=monitoring.monitoring_routes(has_metrics=True, opened=lambda: services))
    before = series(get(app, "/metrics")[1])
    table = read_leads("leads.csv", HOSTILE.encode())
    count_report("app", check(table, contract_mapping(table), Route.unknown("IN")))
    shown = series(get(app, "/metrics")[1])
    assert shown[("callsheet_ledger_leads", "ready")] == 3
    assert shown[("callsheet_ledger_leads", "unknown")] == 0
    assert shown[("callsheet_ledger_parts", "ready")] == 1
    assert shown[("callsheet_ledger_oldest_seconds", "ready")] > 0
    assert shown[("callsheet_app_sessions",)] == 2
    assert shown[("callsheet_sender_active",)] == 0
    assert shown[("callsheet_leads_read_total", "app")] - before.get(("callsheet_leads_read_total", "app"), 0) == 3
    assert get(app, "/ready") == (200, "ready")


def test_a_sender_says_whether_it_is_active_and_answers_known_names_only(services: Services) -> None:
    """While another one is active it stands by; a page that points its own name here gets 421."""
    sender = StandingSender(services)
    app = monitoring_app(services, sender)
    other = sender_lock(services.store, services.server)
    assert other.acquire(wait=False)
    shown = series(get(app, "/metrics")[1])
    assert (shown[("callsheet_sender_active",)], shown[("callsheet_sender_standing_by",)]) == (1, 1)
    assert get(app, "/ready") == (200, "standing by")
    assert get(app, "/health") == (200, "ok")
    assert get(app, "/metrics", "evil.example")[0] == 421
    other.release()
    object.__setattr__(services, "environment", services.environment.model_copy(update={"metrics": False}))
    assert get(monitoring_app(services, sender), "/metrics")[0] == 404


def test_a_database_that_is_away_is_shown_as_down(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text is still served, with 0 for the database and nothing of the ledger; `/ready` says 503."""

    def fail(*_: object) -> None:
        raise DatabaseFault(cast("Any", SimpleNamespace(value="")))

    monkeypatch.setattr(type(services.store.engine), "connect", fail)
    samples = {sample.name: sample.value for sample in ledger_samples(services, "app")}
    assert samples["callsheet_database_up"] == 0
    assert not any(name.startswith("callsheet_ledger") for name in samples)
    app = Starlette(routes=monitoring.monitoring_routes(has_metrics=True, opened=lambda: services))
    assert get(app, "/ready") == (503, "The database does not answer.")


def exposed() -> dict[str, set[str]]:
    """Every series that can be exposed, with its labels."""
    endings = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count"), "gauge": ("",)}
    names = {name: set(known.labels) for name, known in LOOKED_UP.items()}
    for collector in set(REGISTRY._names_to_collectors.values()):
        for family in collector.collect():
            labels = set(cast("Any", collector)._labelnames) | {"le"}
            names |= {f"{family.name}{ending}": labels for ending in endings[family.type]}
    return names


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_the_dashboard_asks_for_what_exists(expression: str) -> None:
    """Each query names metrics and labels of ours; a renamed metric would leave its panel empty."""
    known = exposed()
    named = re.findall(r"callsheet_\w+", expression)
    assert named
    for name in named:
        assert name in known
        labels = re.findall(r"(?:by|without) \(([^)]*)\)", expression) + re.findall(r"(\w+)=", expression)
        assert {label.strip() for group in labels for label in group.split(",")} <= known[name]


def test_every_metric_is_on_the_dashboard() -> None:
    """So that none is forgotten when one is added."""
    on_it = " ".join(EXPRESSIONS)
    bases = {re.sub(r"_(total|bucket|sum|count)$", "", name) for name in exposed()}
    assert {name for name in bases if name not in on_it} == set()


def test_labels_are_as_defined() -> None:
    """Every sample that is looked up has as many labels as its metric."""

    def samples() -> Iterable[Sample]:
        for name, known in LOOKED_UP.items():
            yield Sample(name, 1, tuple("x" for _ in known.labels))

    shown = series(metrics_text(samples()).decode())
    assert {name[0] for name in shown} >= set(LOOKED_UP)
