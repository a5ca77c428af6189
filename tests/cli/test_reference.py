"""The page about the command line."""

from __future__ import annotations

from callsheet.cli.options.arguments import make_parser
from tests.support.published.cli_reference import PAGE, render


def test_the_page_is_what_the_parser_says() -> None:
    """`make reference` writes it again."""
    assert PAGE.read_text(encoding="utf-8") == render()


def test_the_page_has_every_command_and_no_hidden_option() -> None:
    """`--embedded` is for our own processes."""
    page = render()
    for command in ("read", "check", "send", "work", "settle", "submissions", "receipt", "serve", "run", "key revoke"):
        assert f"# callsheet {command}\n" in page
    assert make_parser().parse_args(["work", "--embedded"]).embedded
    assert "--embedded" not in page
