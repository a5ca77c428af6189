"""A report in one line, as a frame of verdicts, and as a picture of its causes for notebooks."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from callsheet.arrow_strings import from_series, join_runs
from callsheet.validation.model.codes import Bucket, IssueCode
from callsheet.wording.issues import advice, explanation, fix_offered
from callsheet.wording.notebooks import BUCKETS, CAUSE, REMEDY, ROWS, added_up

if TYPE_CHECKING:
    from callsheet.validation.engine.counts import Counts
    from callsheet.validation.engine.diagnosis.causes import Cause
    from callsheet.validation.engine.report import Report

_COLOURS = {
    Bucket.READY: "#2e7d5b",
    Bucket.ERRORS: "#b3423a",
    Bucket.DUPLICATES: "#b07d1e",
    Bucket.LEFT_OUT: "#6b7280",
    Bucket.WITHOUT_CONSENT: "#8f6b9e",
    Bucket.BLANK: "#b8bcc4",
}
_CELL = "padding:2px 12px 2px 0;text-align:left;vertical-align:middle"
_NUMBER = "padding:2px 12px 2px 0;text-align:right;font-variant-numeric:tabular-nums"


def result_frame(report: Report) -> pd.DataFrame:
    """Return the result of every row.

    Returns:
        rows × (bucket str, number str, region str, codes str), indexed by row number; codes are those of the row's
        issues with a space between them.
    """
    codes = np.full(len(report.frame), "", dtype=object)
    issues = report.issues
    if len(issues):
        rows, starts = np.unique(issues["row"].to_numpy(), return_index=True)
        lengths = np.diff(np.append(starts, len(issues)))
        codes[report.row_positions(rows)] = join_runs(from_series(issues["code"]), lengths, " ").to_pylist()
    return pd.DataFrame(
        {
            "bucket": report.buckets,
            "number": report.numbers,
            "region": report.regions,
            "codes": pd.Series(codes, index=report.frame.index, dtype="str"),
        }
    )


def counts_text(counts: Counts) -> str:
    """The counts in a line: "5 rows = 1 ready + 2 need fixing + 1 duplicate + 1 blank"."""
    return added_up(counts.rows, {bucket.value: getattr(counts, bucket.value) for bucket in _COLOURS})


def report_html(report: Report) -> str:
    """Return the picture of a report: a bar of the buckets, and a bar for each cause with its remedy.

    It holds the file's name and codes as sentences, but no cell: notebooks are shared with what they show.
    """
    counts, causes = report.counts, report.causes
    most = max((cause.count for cause in causes), default=1)
    rows = "".join(_cause_row(cause, most) for cause in causes)
    table = (
        f'<table style="border-collapse:collapse"><tr><th style="{_CELL}">{CAUSE}</th>'
        f'<th style="{_NUMBER}">{ROWS}</th><th></th><th style="{_CELL}">{REMEDY}</th></tr>{rows}</table>'
        if causes
        else ""
    )
    name = escape(report.table.source.name)
    return (
        f'<div style="font-family:system-ui,sans-serif;font-size:13px"><p style="margin:0 0 6px"><b>{name}</b> '
        f"{escape(counts_text(counts))}</p>{_bucket_bar(counts)}{table}</div>"
    )


def _bucket_bar(counts: Counts) -> str:
    """One bar, in which each bucket has the width of its share."""
    parts = []
    for bucket, colour in _COLOURS.items():
        number = getattr(counts, bucket.value)
        if number:
            width = 100 * number / counts.rows
            parts.append(
                f'<span title="{BUCKETS[bucket]}: {number:,}" style="background:{colour};width:{width:.3f}%"></span>'
            )
    style = "display:flex;height:10px;max-width:520px;margin:0 0 8px;border-radius:3px;overflow:hidden"
    return f'<div role="img" aria-label="{escape(counts_text(counts))}" style="{style}">{"".join(parts)}</div>'


def _cause_row(cause: Cause, most: int) -> str:
    width = max(2, round(200 * cause.count / most))
    colour = _COLOURS[Bucket.DUPLICATES if cause.code is IssueCode.DUPLICATE else Bucket.ERRORS]
    offered = fix_offered(
        cause.fixes,
        cause.region,
        reaches=cause.reaches,
        country_column=cause.country_column,
        other_phone=cause.other_phone,
    )
    explained = explanation(cause.code, cause.detail, cause.fixes, cause.region)
    bar = f'<span style="display:inline-block;height:9px;width:{width}px;background:{colour}"></span>'
    return (
        f'<tr><td style="{_CELL}">{escape(explained)}</td>'
        f'<td style="{_NUMBER}">{cause.count:,}</td><td style="{_CELL}">{bar}</td>'
        f'<td style="{_CELL}">{escape(offered or advice(cause.code, cause.detail))}</td></tr>'
    )
