"""What all charts share: their style, and a title each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_STYLE = """
.pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: 1.5rem 2.5rem;
  margin: .25rem 0 .5rem; font-size: .875rem; line-height: 1.35 }
.picture b { display: block; font-weight: 600; margin-bottom: .6rem }
.bars { display: grid; grid-template-columns: minmax(0, max-content) minmax(3rem, 1fr) max-content; gap: .35rem .75rem;
  align-items: center }
.bars > div { display: contents }
.bars em { font-style: normal }
.bars em:last-child { text-align: end; font-variant-numeric: tabular-nums }
.picture i { display: block; height: .5rem; min-width: 2px; border-radius: .25rem; background: var(--primaryColor) }
.hours { display: grid; grid-template-columns: repeat(24, 1fr); align-items: end; gap: 2px; height: 4.6rem;
  border-bottom: 1px solid var(--borderColor) }
.hours i { height: 0; min-width: 0; border-radius: .15rem .15rem 0 0 }
.hours span { height: 100%; display: flex; flex-direction: column; justify-content: end }
.hours .asleep { background: color-mix(in srgb, var(--textColor) 7%, transparent) }
.hours .asleep i, .key.asleep { background: var(--redTextColor) }
.hours .maybe, .key.maybe { --stripe: var(--primaryColor);
  background: repeating-linear-gradient(135deg, var(--stripe) 0 2px, transparent 2px 4px) }
.hours .asleep .maybe { --stripe: var(--redTextColor);
  background: repeating-linear-gradient(135deg, var(--stripe) 0 2px, transparent 2px 4px) }
.key.unknown { background: none; box-sizing: border-box; border: 1px solid var(--textColor) }
.axis { display: grid; grid-template-columns: repeat(24, 1fr); font-size: .75rem; opacity: .75; margin-top: .15rem }
.axis span { grid-column: span 6 }
.picture p { font-size: inherit; margin: .5rem 0 0; display: flex; flex-wrap: wrap; gap: .15rem 1rem }
.key { display: inline-block; width: .6rem; height: .6rem; border-radius: .15rem; margin-inline-end: .4rem;
  background: var(--primaryColor) }
"""


def chart(title: str, body: str) -> str:
    """A chart with its title.

    Args:
        title: our own words.
        body: HTML.
    """
    return f'<div class="picture"><b>{title}</b>{body}</div>'


def beside_each_other(charts: Sequence[str]) -> str:
    """Charts as one piece of HTML, below each other where the page is narrow.

    Args:
        charts: from `chart`.
    """
    return f'<style>{_STYLE}</style><div class="pictures">{"".join(charts)}</div>'
