from __future__ import annotations

import pytest

from callsheet.ui.app.untrusted_text import escape_html, escape_markdown, spoken, visible

JOINER = "\u2060"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Priya Sharma", "Priya Sharma"),
        ("प्रिया क्‍ष 👩‍👧", "प्रिया क्‍ष 👩‍👧"),
        ("Mobile\nNo.", "Mobile No."),
        ("a\tb\r\nc", "a b  c"),
        ("invoice\u202exslx.exe", "invoice[U+202E]xslx.exe"),
        ("\u2066isolated\u2069", "[U+2066]isolated[U+2069]"),
        ("bell\x07null\x00", "bell[U+0007]null[U+0000]"),
        ("zero\u200bwidth\ufeff", "zero[U+200B]width[U+FEFF]"),
    ],
)
def test_control_and_bidirectional_characters_are_shown(text: str, shown: str) -> None:
    """What turns or hides the text around it is shown by its code point; joiners of scripts and emoji stay."""
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ('" onmouseover="x', "&quot; onmouseover=&quot;x"),
        ("a & b's", "a &amp; b&#x27;s"),
        ("\u202e<b>", "[U+202E]&lt;b&gt;"),
    ],
)
def test_html_is_escaped_in_content_and_attributes(text: str, escaped: str) -> None:
    """Neither an element nor an attribute can begin in text of others."""
    assert escape_html(text) == escaped


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("[a](b) :red[x]", r"\[a\]\(b\) \:red\[x\]"),
        ("![i](http://c/d.png)", rf"\!\[i\]\(http\:{JOINER}\/\/c\/d\.png\)"),
        ("$x^2$ `code` **b** __i__", r"\$x\^2\$ \`code\` \*\*b\*\* \_\_i\_\_"),
        ("# head", r"\# head"),
        ("~~gone~~ | cell", r"\~\~gone\~\~ \| cell"),
        ("<b>&amp;", r"\<b\>\&amp\;"),
        ("www.evil.example", rf"www{JOINER}\.evil\.example"),
        ("a@b.example", rf"a\@{JOINER}b\.example"),
        (":material/lock:", rf"\:{JOINER}material\/lock\:"),
        (":streamlit:", rf"\:{JOINER}streamlit\:"),
        ("a -> b <-> c -- d >= e", rf"a \-{JOINER}\> b \<{JOINER}\-\> c \-{JOINER}\- d \>{JOINER}\= e"),
        ("a->b", r"a\-\>b"),
        ("one\n\n    two", "one      two"),
    ],
)
def test_markdown_is_escaped_and_nothing_is_replaced_afterwards(text: str, escaped: str) -> None:
    """Punctuation is escaped; what Streamlit replaces in parsed text is broken up by a word joiner."""
    assert escape_markdown(text) == escaped


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("customer_name", "customer_name"),
        ("Full name", "Full name"),
        ("E-mail (work)", "E mail work"),
        ("_emphasis_ and __bold__", "emphasis and bold"),
        ("![i](http://evil.example/h.png)", "i http evil example h png"),
        ("$x^2$ **b** :material/bolt:", "x 2 b material bolt"),
        ("ग्राहक का नाम", "ग्राहक का नाम"),
        ("a\u202eb", "a U 202E b"),
    ],
)
def test_a_label_that_is_not_shown_has_no_markup_to_render(text: str, label: str) -> None:
    """A screen reader reads words and no backslashes."""
    assert spoken(text) == label
