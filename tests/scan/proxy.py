"""The nginx configuration of compose.yaml and those of hosting.md, read by nginx and tried with it."""

from __future__ import annotations

import re
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TEMPLATE = Path("deploy/nginx.conf.template")
PAGE = Path("docs/hosting.md")
API_HOST, APP_HOST = "leads.example.com", "callsheet.example.com"
_SNIPPET = re.compile(r"```\n((?:upstream|server) [^`]*?server \{.*?)```|```\n(server \{.*?)```", re.DOTALL)


def nginx() -> str | None:
    """Path of the program, or None where it is not installed."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def rendered(folder: Path, ports: dict[str, int]) -> str:
    """The template as the container fills it in, but on this machine.

    Args:
        folder: with `certificate.pem` and `key.pem`.
        ports: of "proxy", "backend" and "app".
    """
    text = TEMPLATE.read_text(encoding="utf-8")
    for before, after in (
        ("${API_HOST}", API_HOST),
        ("${APP_HOST}", APP_HOST),
        ("http://backend:8787", f"http://127.0.0.1:{ports['backend']}"),
        ("http://app:8501", f"http://127.0.0.1:{ports['app']}"),
        ("/run/secrets/tls_certificate", f"{folder}/certificate.pem"),
        ("/run/secrets/tls_key", f"{folder}/key.pem"),
        ("listen 8443", f"listen 127.0.0.1:{ports['proxy']}"),
    ):
        if before not in text:
            raise ValueError(f"the template has no {before}")
        text = text.replace(before, after)
    return text


def page_snippets(folder: Path) -> list[str]:
    """The server blocks of hosting.md, with a certificate, so that nginx accepts them."""
    found = [first or second for first, second in _SNIPPET.findall(PAGE.read_text(encoding="utf-8"))]
    certificate = f"ssl_certificate {folder}/certificate.pem; ssl_certificate_key {folder}/key.pem;\n"
    return [f"limit_conn_zone $binary_remote_addr zone=per_address:10m;\n{certificate}{text}" for text in found]


def make_certificate(folder: Path) -> None:
    """Write a certificate of nobody and its key."""
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=here -keyout key.pem -out certificate.pem"
    subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)


def write_configuration(folder: Path, site: str) -> Path:
    """Write a whole configuration around server blocks; return its path."""
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    inside = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    path = folder / "nginx.conf"
    path.write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ access_log off; {inside}\n{site}\n}}\n",
        encoding="utf-8",
    )
    return path


def complaint(program: str, configuration: Path) -> str:
    """What nginx says against a configuration, or ""."""
    command = [program, "-t", "-q", "-e", str(configuration.with_name("error.log")), "-c", str(configuration)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return result.stderr.strip() if result.returncode or "[warn]" in result.stderr else ""


@contextmanager
def running_proxy(program: str, configuration: Path) -> Iterator[None]:
    """Run nginx until the block ends."""
    command = [program, "-e", str(configuration.with_name("error.log")), "-c", str(configuration)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()
