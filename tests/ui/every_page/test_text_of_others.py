"""Text of others reaches no place where Streamlit renders Markdown without being escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from tests.support.running_backend import NUMBER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from streamlit.testing.v1 import AppTest

    from tests.support.running_backend import Backend
    from tests.ui.app_page import App, Page

MARKUP = "![i](http://evil.example/h.png) $x^2$ **b** :material/bolt: <img src=http://evil.example/i.png>"
HTML = "our own HTML"
RAW_HTML = re.compile(r"<img src=http")
RAW = re.compile(r"!\[i\]\(http|(?<!\\)\$x|\*\*b\*\*|:material/bolt:|<img src=http")
"""Any part of `MARKUP` that was not escaped."""
SHOWN_AS_TYPED = {
    "options",
    "value",
    "default",
    "raw_values",
    "id",
    "key",
    "form_id",
    "json",
    "page_script_hash",
    "url",
}
"""Fields that Streamlit shows as they are, or not at all."""
COMPONENTS = {"bidi_component"}
"""Our own JavaScript, which sets text and never HTML; its tests are in `tests/browser/review`."""


def texts(message: Message, path: str = "") -> Iterator[tuple[str, str]]:
    """All strings of what is sent to the browser for an element, with where they are."""
    for field, value in message.ListFields():
        if field.name in SHOWN_AS_TYPED or field.name in COMPONENTS:
            continue
        inner = f"{path}.{field.name}"
        for entry in value if not isinstance(value, (str, bytes, int, float, Message)) else [value]:
            if isinstance(entry, Message):
                yield from texts(entry, inner)
            elif field.type == FieldDescriptor.TYPE_STRING:
                yield inner if message.DESCRIPTOR.name != "Html" else HTML, str(entry)


def expect_escaped(page: Page) -> int:
    """Assert that nothing of `MARKUP` is left raw on a page; return how often its escaped text is there."""
    found = [(path, text) for element in elements(page.test) for path, text in texts(element.proto)]
    raw = [(path, text[:200]) for path, text in found if (RAW_HTML if path == HTML else RAW).search(text)]
    assert raw == []
    return sum("evil" in text for _, text in found)


def elements(test: AppTest) -> list[Any]:
    """All elements and blocks of a page that have something to show."""
    return [node for node in test._tree if getattr(node, "proto", None) is not None]


def test_markup_of_others_is_escaped_on_every_step_and_page(open_app: Callable[..., App], backend: Backend) -> None:
    """Names of files, columns, campaigns and agents, and cells, in labels, captions, tooltips and messages."""
    new = {"name": f"Campaign {MARKUP}", "agent_id": MARKUP, "from_phone_number": NUMBER}
    workspace = backend.new_calling_workspace()
    assert workspace.call("POST", "/campaigns", json=new).status_code == 201
    app = open_app(workspace.url, workspace.key)
    rows = "".join(f'98200100{row:02},"{MARKUP}","{MARKUP}"\n' for row in range(3)) + f'98,"{MARKUP}",x\n'
    data = f'phone_number,"{MARKUP}",name\n{rows}'.encode()
    page = app.open()
    assert expect_escaped(page) == 0
    page.match(f"leads {MARKUP}.csv", data)
    assert expect_escaped(page) > 2
    page.press("continue")
    assert expect_escaped(page) > 0
    page.press("continue")
    assert expect_escaped(page) > 0
    page.press("send")
    app.send()
    assert expect_escaped(app.open("history")) > 0
    for name in ("import", "campaigns", "settings"):
        expect_escaped(app.open(name))
