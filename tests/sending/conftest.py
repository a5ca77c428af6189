"""A server that keeps the truth per number and misbehaves as it is told."""

from __future__ import annotations

import csv
import io
import json
import re
import socket
import struct
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

CAMPAIGN = {
    "id": "cmp_abcdefghijkl",
    "organization_id": "org_1",
    "name": "Test campaign",
    "agent_id": "agent_1",
    "from_phone_number": "+912234567890",
    "status": "active",
    "max_concurrent_calls": 1,
    "scheduled_at": None,
    "retry_config": None,
    "created_at": "2026-01-01T00:00:00Z",
    "total_leads": 0,
    "completed_calls": 0,
    "pending_calls": 0,
}


class FaultServer(ThreadingHTTPServer):
    """Takes uploads; `script` says, one word an upload, what it does with each.

    Words: ok · refuse (400, row 2) · busy (429) · reset_after_apply · reset_before_apply · error_after_apply (500) ·
    error_before_apply · garbled_after_apply · wrong_counts · redirect.
    """

    daemon_threads = True

    def __init__(self, script: list[str], *, lists_leads: bool) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.script = script
        self.lists_leads = lists_leads
        self.queued: Counter[str] = Counter()
        self.uploads = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class Handler(BaseHTTPRequestHandler):
    server: FaultServer
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Stay quiet."""

    def do_GET(self) -> None:
        if self.path.endswith("/capabilities") and self.server.lists_leads:
            self.answer(200, {"idempotency_key": False, "list_leads": True})
        elif "/leads" in self.path and self.server.lists_leads:
            data = [self.lead(number) for number in self.server.queued.elements()]
            self.answer(200, {"data": data, "meta": {"page": 1, "limit": 100, "total": len(data), "totalPages": 1}})
        elif self.path.endswith(CAMPAIGN["id"]):
            self.answer(200, CAMPAIGN)
        else:
            self.answer(404, {"statusCode": 404, "message": "Not found", "error": "Not Found"})

    @staticmethod
    def lead(number: str) -> dict[str, Any]:
        return {
            "id": "lead_abcdefghijkl",
            "name": None,
            "phone_number": number,
            "campaign_id": CAMPAIGN["id"],
            "status": "pending",
            "notes": {},
            "call_log_id": None,
            "created_at": "2026-01-01T00:00:00Z",
        }

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        numbers = numbers_in(body)
        word = self.server.script[min(self.server.uploads, len(self.server.script) - 1)]
        self.server.uploads += 1
        if word in ("ok", "reset_after_apply", "error_after_apply", "garbled_after_apply", "wrong_counts"):
            self.server.queued.update(numbers)
        self.reply(word, numbers)

    def reply(self, word: str, numbers: list[str]) -> None:
        created = {"campaign_id": CAMPAIGN["id"], "leads_created": len(numbers), "leads_skipped": 0, "message": "ok"}
        if word == "ok":
            self.answer(201, created)
        elif word == "wrong_counts":
            self.answer(201, created | {"leads_created": len(numbers) - 1})
        elif word == "refuse":
            self.answer(400, refusal(numbers[0]))
        elif word == "busy":
            self.answer(429, {"statusCode": 429, "message": "Too many", "error": "Too Many Requests"}, retry="7")
        elif word.startswith("reset"):
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
        elif word == "garbled_after_apply":
            self.answer(201, "<html>")
        elif word == "redirect":
            self.answer(307, {}, location=f"{self.server.url}/elsewhere")
        else:
            self.answer(500, {"statusCode": 500, "message": "Internal server error", "error": "Internal"})

    def answer(self, status: int, value: Any, *, retry: str = "", location: str = "") -> None:
        body = value.encode() if isinstance(value, str) else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if retry:
            self.send_header("Retry-After", retry)
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)


def numbers_in(body: bytes) -> list[str]:
    text = re.split(rb"\r\n\r\n", body, maxsplit=1)[1].rsplit(b"\r\n--", 1)[0].decode()
    return [line["phone_number"] for line in csv.DictReader(io.StringIO(text))]


def refusal(number: str) -> dict[str, Any]:
    rows = [{"row": 2, "phone_number": number}]
    group = {"reason": "unsupported_prefix", "title": "Unsupported prefix", "count": 1, "rows": rows}
    return {"statusCode": 400, "error": "Bad Request", "message": ["Unsupported prefix: row 2"], "errors": [group]}


@pytest.fixture
def fault_server():
    """Start servers with a script; all are stopped at the end."""
    servers: list[FaultServer] = []

    def start(*script: str, lists_leads: bool = False) -> FaultServer:
        server = FaultServer(list(script), lists_leads=lists_leads)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return server

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
