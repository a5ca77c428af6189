"""What a page of the app may load: nothing from outside, even if markup of others gets past `ui.app.untrusted_text`."""

from __future__ import annotations

import base64
import hashlib
import re

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_SOURCES = {
    "default-src": "'none'",
    "script-src": "'self' blob:",  # Streamlit loads the scripts of components from blobs
    "style-src": "'self' 'unsafe-inline'",  # emotion, Streamlit's styling, writes style elements
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "media-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "manifest-src": "'self'",
    "frame-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
"""Directive → where it may load from: this server, and nothing outside."""


def content_security_policy(index_page: str) -> str:
    """The value of the header for the app.

    Args:
        index_page: HTML of Streamlit's page; its inline scripts are allowed by their hashes.
    """
    hashes = (
        base64.b64encode(hashlib.sha256(script.encode()).digest()) for script in _INLINE_SCRIPT.findall(index_page)
    )
    allowed = "".join(f" 'sha256-{value.decode('ascii')}'" for value in hashes)
    sources = _SOURCES | {"script-src": _SOURCES["script-src"] + allowed}
    return "; ".join(f"{directive} {source}" for directive, source in sources.items())
