"""What axe-core finds on a page, told apart: in our own markup, and in what Streamlit draws."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from playwright.sync_api import Page

OURS = '[data-callsheet="grid"], .steps, .adding-up, .bars, .quiet-table, .picture'
"""What is drawn from markup of our own."""
GRAVE = ("serious", "critical")
_RUN = """async ours => {
    const found = await axe.run(document, { resultTypes: ['violations'] })
    return found.violations.flatMap(rule => rule.nodes.map(node => ({
        rule: rule.id,
        impact: node.impact ?? rule.impact,
        where: node.html.slice(0, 160),
        ours: Boolean(document.querySelector(node.target[0])?.closest(ours)),
        why: (node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? '',
    })))
}"""


class Finding(NamedTuple):
    """One element that a rule of axe-core is broken by.

    Args:
        rule: its id.
        impact: "minor", "moderate", "serious" or "critical".
        where: the element, its first signs.
        ours: it is, or lies in, markup of our own.
        why: what axe-core says about it.
    """

    rule: str
    impact: str
    where: str
    ours: bool
    why: str


@cache
def _axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def findings(page: Page) -> list[Finding]:
    """All that axe-core finds on a page as it stands.

    Args:
        page: settled.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    return [Finding(**each) for each in page.evaluate(_RUN, OURS)]


def grave(found: list[Finding]) -> list[Finding]:
    """What may not be: anything in our own markup, and in Streamlit's what is serious or critical."""
    return [each for each in found if each.ours or each.impact in GRAVE]
