"""The call of one lead as HTML: the script filled with the values of its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callsheet.ui.app.untrusted_text import escape_html
from callsheet.validation import spoken_parts
from callsheet.wording.ui.prompt import agents_default

if TYPE_CHECKING:
    from callsheet.validation import Report


def call_html(report: Report, script: str, row: int) -> str:
    """Return the call; values of the row are emphasised, variables that nothing fills more so.

    Args:
        report: of the file.
        script: text with {{variables}}.
        row: row number of the file.

    Raises:
        KeyError: there is no such row.
    """
    spoken = []
    for part in spoken_parts(report, script, row):
        if part.variable and not part.is_filled and part.variable in report.choices.agent_defaults:
            spoken.append(f'<i title="{escape_html(part.variable)}">{escape_html(agents_default(part.variable))}</i>')
            continue
        lines = "<br>".join(map(escape_html, part.text.splitlines() or [part.text]))
        if part.text.endswith("\n"):
            lines += "<br>"
        if part.variable:
            tag, kind = ("b", "value") if part.is_filled else ("mark", "unfilled")
            lines = f'<{tag} class="{kind}" title="{escape_html(part.variable)}">{lines}</{tag}>'
        spoken.append(lines)
    return f'<div class="call">{"".join(spoken)}</div>'
