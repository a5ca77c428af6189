from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from callsheet import errors, wording
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.session.session import Step
from callsheet.ui.session.view import Tab
from callsheet.wording.sending import OUTCOMES
from callsheet.wording.ui import send, steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callsheet.errors import KeyRefused, NotFound, RateLimited, ServerUnreachable, UnexpectedAnswer


def test_every_step_tab_and_target_has_its_words() -> None:
    """Nothing the operator can choose is without a name."""
    assert set(steps.STEPS) == set(Step)
    assert set(steps.TABS) == set(Tab)


@pytest.mark.parametrize("kind", errors.ServerError.__subclasses__(), ids=lambda kind: kind.__name__)
def test_every_server_trouble_has_its_sentence(
    kind: type[ServerUnreachable | KeyRefused | NotFound | RateLimited | UnexpectedAnswer],
) -> None:
    """Each way a server can fail is told in words of its own."""
    assert kind in steps.SERVER_TROUBLE


def test_text_of_a_file_is_never_read_as_markdown() -> None:
    """A file named like a link or a directive is shown as it is written."""
    assert escape_markdown("[a](b) :red[x]") == r"\[a\]\(b\) \:red\[x\]"


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ({"errors": 0, "duplicates": 0, "blank": 0, "left_out": 0}, "Every row will be sent."),
        ({"errors": 1, "duplicates": 0, "blank": 0, "left_out": 0}, "We will not send 1 row: 1 needs fixing."),
        (
            {"errors": 1200, "duplicates": 1, "blank": 0, "left_out": 0},
            "We will not send 1,201 rows: 1,200 need fixing, 1 duplicate.",
        ),
    ],
)
def test_what_stays_behind_is_told_with_right_numbers(counts: dict[str, int], sentence: str) -> None:
    """Singular, plural and thousands separators are right, and the parts are named."""
    assert steps.left_out(counts) == sentence


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("", ""),
        ("ConnectionError", ""),
        ("ReadTimeout", ""),
        ("Timeout of the day", "The server said: “Timeout of the day”"),
    ],
)
def test_only_what_a_server_said_is_told_as_its_words(message: str, told: str) -> None:
    """The name of what broke on the way is not put into a server's mouth."""
    assert send.server_said(message) == told


def test_counts_at_a_glance_are_the_rows_of_the_file() -> None:
    """Every outcome is in the line of History, once."""
    counts = dict.fromkeys(OUTCOMES, 1)
    told = send.counts_in_a_line(counts)
    assert sum(int(part.split()[0]) for part in told.split(" · ")) == len(OUTCOMES)
    assert send.counts_in_a_line({"left_out": 1_204}) == "0 sent · 1,204 left out"


GLOSSARY = {
    "is in": r"stands? (in|nowhere|here)\b",
    "will not be sent": r"stays? behind|left away|leave away",
    "skipped": r"passed over",
    "treated as, from": r"\b(are|is) read in\b",
    "continue": r"\bgoes? on\b",
    "needs you": r"\bwaits? for you\b",
    "a number of parts": r"\ba part left\b",
    "read aloud": r"speaks? the braces",
    "do-not-call list": r"suppression|never-call|block ?list|blacklist",
    "if empty, say; second phone column": r"fall-?back",
    "91%": r"\d %",
    "a reason of its own": r"\binvalid\b",
    "remove from campaign": r"\btake back\b|\btaken back\b",
    "erase": r"\bforget\b|\bforgot",
    "script": r"\bprompt\b",
}
"""The word to use → words that people are not shown. One term for one thing."""
EXCEPTIONS = {
    "API key is missing or invalid",  # of the API, as documented
    "Invalid action. Must be one of: 1",  # likewise
    "Nothing is sent: the database may forget what was committed (1). Change that setting first.",
}


def sentences() -> Iterator[tuple[str, str]]:
    """Every sentence of the wording, with its module; what is put into it is "1"."""
    for path in sorted(Path(wording.__file__).parent.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        said = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        said |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                parts = (str(part.value) if isinstance(part, ast.Constant) else "1" for part in node.values)
                yield path.name, "".join(parts)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
                yield path.name, node.value


@pytest.mark.parametrize("word", GLOSSARY)
def test_there_is_one_word_for_one_thing(word: str) -> None:
    """No sentence for people uses a word that the glossary replaces."""
    pattern = re.compile(GLOSSARY[word], re.IGNORECASE)
    found = [
        (module, sentence)
        for module, sentence in sentences()
        if " " in sentence and pattern.search(sentence) and sentence not in EXCEPTIONS
    ]
    assert found == [], f"say: {word}"


def test_the_glossary_reads_every_module() -> None:
    """The sentences of app and command line are among those that are looked at."""
    read = dict(sentences())
    assert {"steps.py", "send.py", "history.py", "help.py", "issues.py"} <= read.keys()
    assert len(list(sentences())) > 1_000
