"""The container's files fit the program: commands, settings, paths, and what keeps a part from doing harm."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from callsheet.cli.options.arguments import make_parser
from callsheet.settings import Settings, load_settings

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = import_module("yaml").safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("backend", "sender", "app")
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


@pytest.mark.parametrize("name", SERVICES)
def test_a_part_can_change_nothing_but_its_volumes(name: str) -> None:
    """Read-only root, no capability that is not named, no new privileges, a named version, and a health check."""
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert re.search(r":[0-9]", service["image"])
    assert "healthcheck" in service or name == "app"  # the image's own
    assert ("ports" in service) == (name == "proxy")


@pytest.mark.parametrize("name", OURS)
def test_every_setting_of_a_part_exists(name: str) -> None:
    """Variables and files of secrets are named as `Settings` names them."""
    variables = [each.removeprefix("CALLSHEET_").lower() for each in SERVICES[name].get("environment", {})]
    files = [each.removeprefix("callsheet_") for each in SERVICES[name]["secrets"] if each.startswith("callsheet_")]
    assert files
    assert set(variables + files) <= set(Settings.model_fields)
    assert set(SERVICES[name]["secrets"]) <= set(COMPOSE["secrets"])


@pytest.mark.parametrize(("name", "module"), [("backend", "serve"), ("sender", "work")])
def test_the_commands_are_those_of_the_command_line(name: str, module: str) -> None:
    """They are parsed, so no option is misspelt."""
    program, *arguments = SERVICES[name]["command"]
    assert program == "callsheet"
    assert make_parser().parse_args(arguments).module == module


def test_the_image_copies_what_exists_and_leaves_root() -> None:
    """Every source of the build is in the checkout and not ignored; the last user is not root; bases are named."""
    allowed = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE):
        for source in line.split()[:-1]:
            assert (ROOT / source).exists()
            assert f"!{source}" in allowed
    assert re.findall(r"^USER (.+)$", DOCKERFILE, re.MULTILINE)[-1] == "10001"
    assert set(re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)) == {"python:3.13-slim-bookworm"}


def test_the_proxy_has_the_lines_that_matter() -> None:
    """It repeats no POST, sets the client's address itself, passes on WebSockets, and hides the counters."""
    lines = (ROOT / "deploy" / "nginx.conf.template").read_text("utf-8")
    for line in (
        "proxy_next_upstream off;",
        "proxy_set_header X-Forwarded-For $remote_addr;",
        "proxy_set_header Host $host;",
        "proxy_set_header Upgrade $http_upgrade;",
        "location ~ ^/(ready|metrics|_stcore/metrics)$ { return 404; }",
        "location ~ ^/(health|ready|metrics)$ { return 404; }",
        "limit_conn per_address",
    ):
        assert line in lines
    assert "$proxy_add_x_forwarded_for" not in lines


def test_a_file_of_secrets_is_a_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its line break; an environment variable wins."""
    (tmp_path / "callsheet_api_key").write_text("key-of-file\n")
    (tmp_path / "callsheet_api_url").write_text("https://file.example/v1\n")
    monkeypatch.setitem(Settings.model_config, "secrets_dir", str(tmp_path))
    monkeypatch.setenv("CALLSHEET_API_URL", "https://variable.example/v1")
    settings = load_settings()
    assert settings.api_key is not None
    assert settings.api_key.get_secret_value() == "key-of-file"
    assert settings.api_url == "https://variable.example/v1"
