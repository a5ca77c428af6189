"""Findings of axe-core on a page, separated into the app's markup and Streamlit's."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Page

OURS = (
    '[data-callsheet="grid"], .step, .file, .campaign, .task, .group, .rail-fold, .kind, .adding-up, '
    ".bars, .quiet-table, .picture"
)
"""Elements that the app draws from its own HTML."""
SERIOUS = ("serious", "critical")
OF_COLOURS = ("color-contrast", "link-in-text-block")
"""The only rules of which the result depends on the colours of a page."""
_RUN = """async ({ ours, rules }) => {
    const results = await axe.run(document, { resultTypes: ['violations'], ...(rules && { runOnly: rules }) })
    return results.violations.flatMap(rule => rule.nodes.map(node => ({
        rule: rule.id,
        impact: node.impact ?? rule.impact,
        where: node.html.slice(0, 160),
        ours: Boolean(document.querySelector(node.target[0])?.closest(ours)),
        why: (node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? '',
    })))
}"""


class Finding(NamedTuple):
    """One element that breaks a rule of axe-core.

    Args:
        rule: its id.
        impact: "minor", "moderate", "serious" or "critical".
        where: the start of the element's HTML.
        ours: whether it is inside `OURS`.
        why: axe-core's message.
    """

    rule: str
    impact: str
    where: str
    ours: bool
    why: str


@cache
def _axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def findings(page: Page, rules: Sequence[str] | None = None) -> list[Finding]:
    """Run axe-core on a page.

    Args:
        page: idle.
        rules: ids of the rules to apply; None: all.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    return [Finding(**violation) for violation in page.evaluate(_RUN, {"ours": OURS, "rules": rules and list(rules)})]


def serious(page_findings: list[Finding]) -> list[Finding]:
    """Findings that fail the test: all in the app's markup, the serious and critical ones in Streamlit's."""
    return [finding for finding in page_findings if finding.ours or finding.impact in SERIOUS]
