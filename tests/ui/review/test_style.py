"""What would make each key in the grid slow, wherever a rule of ours says it."""

from __future__ import annotations

import re
from pathlib import Path

import callsheet.ui

ANCESTORS = r"(?:\.stMain|\.stMainBlockContainer|\.stApp|:root)"
DESCENDANT = re.compile(ANCESTORS + r"[^\s,{]*:has[^\s,{]*\s+[^\s,{]")
INNERMOST = re.compile(r"\(([^()]*)\)")


def slow_rules(style: str) -> list[str]:
    """Beginnings of rules that style what is below one of `ANCESTORS` by its `:has()`."""
    while INNERMOST.search(style):
        style = INNERMOST.sub(lambda argument: re.sub(r"[\s,{]", "", argument[1]), style)
    return DESCENDANT.findall(style)


def test_no_rule_styles_descendants_of_what_holds_the_grid_by_its_content() -> None:
    """Such a rule gives all elements of the page a new style when a cell is opened: 57 ms of CPU in place of 9."""
    assert slow_rules(".stMain:not(:has(.a, .b .c)) .d { }")
    assert slow_rules(":root:has(> [x='1']) > .d { }")
    assert not slow_rules(".stMain:has(.a):not(:has(.b .c))::after { } .x .y { }")
    styles = [*Path(callsheet.ui.__file__).parent.rglob("*.css")]
    assert {"layout.css", "review.css", "navigation.css"} <= {path.name for path in styles}
    found = {path.name: slow_rules(path.read_text("utf-8")) for path in styles}
    assert not {name: rules for name, rules in found.items() if rules}
