"""The one way to show text of others: headers, cells, names of files, campaigns and agents, a server's messages.

Two kinds of places, one function each: `escape_html` for our own HTML, `escape_markdown` for labels, captions, options
and tooltips, which Streamlit renders as Markdown.
"""

from __future__ import annotations


def escape_markdown(text: str) -> str:
    r"""Text as Markdown that shows it as it is: every sign with a meaning is escaped."""
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]()<>#+-.!|~$:&" else sign for sign in text)
