"""Formatting of numbers and lists: thousands separators, singular and plural, sizes, percentages."""

from __future__ import annotations


def count(number: int, singular: str, plural: str | None = None) -> str:
    """A count with its noun: "1 lead", "4,812 leads".

    Args:
        number: how many.
        singular: the noun for one.
        plural: the noun for any other; None: `singular` with an s.
    """
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def megabytes(size: int) -> str:
    """A size in bytes as megabytes of 1,000,000 bytes with one decimal: "12.4 MB"."""
    return f"{size / 1_000_000:,.1f} MB"


def percent(share: float) -> str:
    """A share from 0.0 to 1.0 as a whole percentage, never rounded up to 100 or down to 0: "98 %"."""
    rounded = round(share * 100)
    if rounded == 100 and share < 1:  # noqa: PLR2004 - percent
        rounded = 99
    if rounded == 0 and share > 0:
        return "under 1 %"
    return f"{rounded} %"


def listed(names: list[str] | tuple[str, ...], limit: int = 5) -> str:
    """Names as a list: "name, city and 3 more".

    Args:
        names: the names.
        limit: names that are written out; the others are counted.
    """
    if len(names) > limit:
        return f"{', '.join(names[:limit])} and {len(names) - limit:,} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""
