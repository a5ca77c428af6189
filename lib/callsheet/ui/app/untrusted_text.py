"""The one way to show text of others: headers, cells, names of files, campaigns and agents, a server's messages.

There are three kinds of places and one function for each: `escape_html` for our own HTML, `escape_markdown` for labels,
captions, options and tooltips, which Streamlit renders as Markdown, and `spoken` for labels that are not shown.
Streamlit shows the options of a select box as they are, so those need none of them.
"""

from __future__ import annotations

import html
import re

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
"""All ASCII punctuation: Markdown, Streamlit's directives and its formulas use no other signs, and a backslash before
any of it means the sign itself."""
_NOT_SPOKEN = re.compile(r"(?<!\w)_+|_+(?!\w)|\.(?=\w)|[!-,/:-@\[-^`{-~-]+")
"""ASCII punctuation, but for an underscore inside a word, which Markdown leaves alone."""
_WORD_JOINER = "\u2060"
_REPLACED_AFTER_PARSING = re.compile(
    r"""
      (?<=:)(?=//)                     # https://…  becomes a link
    | (?<=\bwww)(?=\.)                 # www.…      becomes a link
    | (?<=@)(?=[-\w])                  # a@b.c      becomes a link
    | (?<=:)(?=[-+/\w]+:)              # :smile:, :material/lock:, :streamlit:  become images
    | (?<=(?<!\S)[<>~-])(?=[>=-]>?(?!\S))  # -> <- <-> -- >= <= ~=  become arrows, dashes and signs
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Where text is replaced after Markdown was parsed, escaped or not (remark-gfm's and Streamlit's own transforms).

A word joiner, which is invisible and forbids a line break, keeps the pattern from matching.
"""
_SPACES = "\t\n\v\f\r\x85\u2028\u2029"
_HIDDEN = [*range(0x20), *range(0x7F, 0xA0), 0x061C, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060]
_HIDDEN += [*range(0x2066, 0x206A), 0xFEFF]
_VISIBLE = {code: f"[U+{code:04X}]" for code in _HIDDEN} | {ord(space): " " for space in _SPACES}
"""Control characters and marks that turn or hide the text around them, by their code point; line breaks as spaces.

The zero-width joiners U+200C and U+200D are not among them: Persian, Hindi and emoji need them.
"""


def visible(text: str) -> str:
    """Text on one line with its control and bidirectional characters shown: "abc\u202e" becomes "abc[U+202E]"."""
    return text.translate(_VISIBLE)


def escape_html(text: str) -> str:
    """Text for our own HTML, as content or in a quoted attribute."""
    return html.escape(visible(text))


def escape_markdown(text: str) -> str:
    """Text as Markdown that Streamlit shows as it is: no formatting, link, image, icon, emoji or formula."""
    return _PUNCTUATION.sub(r"\\\1", _REPLACED_AFTER_PARSING.sub(_WORD_JOINER, visible(text)))


def spoken(text: str) -> str:
    """Text for a label that is not shown, with spaces for punctuation: "E-mail (work)" becomes "E mail work".

    Streamlit renders such a label as Markdown, and gives it to screen readers as it is: they would read backslashes.
    """
    return " ".join(_NOT_SPOKEN.sub(" ", visible(text)).split())
