"""Labels of options that differ: Streamlit finds an option by its label, and of two with one label takes the last."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from callsheet.wording.ui import pages as words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callsheet.client import Campaign
    from callsheet.validation import Table


def column_labels(table: Table) -> dict[str, str]:
    """Column of the Table → its header, or the column's own name where that is empty or another column has it too."""
    columns = list(table.frame.columns)
    headers = [header.strip() for header in table.headers]
    taken = Counter(headers) + Counter(columns)
    labels = {}
    for column, header in zip(columns, headers, strict=True):
        is_alone = taken[header] == (2 if header == column else 1)
        labels[column] = header if header and is_alone else column
    return labels


def campaign_labels(campaigns: Sequence[Campaign]) -> dict[str, str]:
    """Id → name of a campaign, with the id behind it where several have that name."""
    return labels_by_id({campaign.id: campaign.name for campaign in campaigns})


def labels_by_id(names: Mapping[str, str]) -> dict[str, str]:
    """Id → name, with the id behind it where several have that name.

    Args:
        names: id → name.
    """
    named = Counter(names.values())
    return {key: name if named[name] == 1 else words.campaign_option(name, key) for key, name in names.items()}
