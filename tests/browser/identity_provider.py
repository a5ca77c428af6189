"""A small local OpenID provider that signs in the person chosen on its page."""

from __future__ import annotations

import secrets
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import uvicorn
from fastapi import FastAPI, Form
from fastapi.responses import HTMLResponse
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.browser.backend_server import free_port, wait_until_answering

if TYPE_CHECKING:
    from collections.abc import Iterator

PEOPLE: dict[str, dict[str, Any]] = {
    "asha": {"email": "Asha@Example.com", "email_verified": True, "name": "Asha"},
    "ravi": {"email": "ravi@example.com", "email_verified": True, "name": "Ravi"},
    "admin": {"email": "admin@example.com", "email_verified": True, "name": "Admin"},
    "stranger": {"email": "stranger@elsewhere.example", "email_verified": True, "name": "Stranger"},
    "pretender": {"email": "admin@example.com", "email_verified": False, "name": "Pretender"},
}


def provider(address: str) -> FastAPI:
    """The provider as a web app: discovery, keys, a page to choose a person, tokens."""
    app, key, codes = FastAPI(), RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}), {}

    @app.get("/.well-known/openid-configuration")
    def discovery() -> dict[str, Any]:
        ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        return {
            "issuer": address,
            "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["RS256"],
        } | {name: f"{address}/{path}" for name, path in ends.items()}

    @app.get("/keys")
    def keys() -> dict[str, Any]:
        return {"keys": [key.as_dict(private=False)]}

    @app.get("/authorize")
    def authorize(redirect_uri: str, state: str, nonce: str, client_id: str) -> HTMLResponse:
        links = ""
        for who in PEOPLE:
            code = secrets.token_hex(8)
            codes[code] = (who, nonce, client_id)
            links += f'<p><a href="{redirect_uri}?code={code}&amp;state={state}">{who}</a></p>'
        return HTMLResponse(links)

    @app.post("/token")
    def token(code: Annotated[str, Form()]) -> dict[str, Any]:
        who, nonce, client_id = codes.pop(code)
        now = int(time.time())
        claims = {"iss": address, "sub": who, "aud": client_id, "iat": now, "exp": now + 600, "nonce": nonce}
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims | PEOPLE[who], key)
        return {"access_token": secrets.token_hex(8), "token_type": "Bearer", "expires_in": 600, "id_token": signed}

    return app


@contextmanager
def running_identity_provider() -> Iterator[str]:
    """Run the provider until the block ends and return its address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    server = uvicorn.Server(uvicorn.Config(provider(address), port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield wait_until_answering(address, "/keys")
    finally:
        server.should_exit = True
        thread.join()
