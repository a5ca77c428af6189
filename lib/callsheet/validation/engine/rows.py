"""The result of each row: its number, its bucket and the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from callsheet.validation.countries.country_rules import check_country_rules
from callsheet.validation.engine.duplicates import kept_rows
from callsheet.validation.engine.edits import row_numbers_at
from callsheet.validation.model.codes import Bucket, IssueCode
from callsheet.validation.model.listed import are_listed
from callsheet.validation.phones.verdicts import CODE_INDEX, Verdicts, replaced

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from callsheet.validation.engine.cells import CheckedCells

BUCKETS: tuple[Bucket, ...] = tuple(Bucket)
BUCKET_INDEX = {bucket: index for index, bucket in enumerate(BUCKETS)}
_FEW = 8
"""Numbers up to which comparing with one after the other is quicker than `np.isin`; chosen by hand."""


@dataclass(frozen=True, eq=False, repr=False)
class CheckedRows:
    """The result of each row (n rows).

    Args:
        number: int64, E.164 without the plus; 0: no valid number.
        region: int16, index in `REGIONS`.
        code: int8, index in `CODES` of what is wrong with the phone number; 0: nothing.
        column: int16, index in `CheckedCells.phone` of the cell that decided.
        broken: bool, the row as a whole is flagged.
        unfilled: bool, a variable of the agent's script has no value.
        repaired: bool, the number differs from what its phone cell says: a fix, or another column.
        bucket: int8, index in `BUCKETS`.
        kept: intp, of a duplicate the position of the row that is sent instead; else -1.
        suppressed: bool, left out by the suppression list alone.
        without_consent: bool, left out by the policy of consent alone.
        refused_elsewhere: bool, of these the rows whose number another row refuses to be called on.
        messages: position → the server's message, where it decided.
    """

    number: NDArray[np.int64]
    region: NDArray[np.int16]
    code: NDArray[np.int8]
    column: NDArray[np.int16]
    broken: NDArray[np.bool_]
    unfilled: NDArray[np.bool_]
    repaired: NDArray[np.bool_]
    bucket: NDArray[np.int8]
    kept: NDArray[np.intp]
    suppressed: NDArray[np.bool_]
    without_consent: NDArray[np.bool_]
    refused_elsewhere: NDArray[np.bool_]
    messages: Mapping[int, str]

    def count(self, bucket: Bucket) -> int:
        """Count the rows of a bucket."""
        return int(np.count_nonzero(self.bucket == BUCKET_INDEX[bucket]))

    def positions(self, *buckets: Bucket) -> NDArray[np.intp]:
        """Return the positions of the rows of some buckets, ascending."""
        found = self.bucket == BUCKET_INDEX[buckets[0]]
        for bucket in buckets[1:]:
            found |= self.bucket == BUCKET_INDEX[bucket]
        return np.flatnonzero(found)


_OF_ROW = (
    "number", "region", "code", "column", "broken", "unfilled", "repaired", "suppressed", "without_consent",
    "refused_elsewhere",
)  # fmt: skip
"""Fields that are known of a row without a look at other rows."""


def check_rows(cells: CheckedCells) -> CheckedRows:
    """Put every row into its bucket."""
    every = np.arange(len(cells.table.frame))
    rows = _check_alone(cells, every)
    _write_refusals_into(rows, cells, every)
    _write_duplicates_into(rows, cells, every)
    return rows


def recheck_rows(cells: CheckedCells, before: CheckedRows, affected: NDArray[np.intp]) -> CheckedRows:
    """Check again the rows affected by a change and those that share a number with them; the rest is reused.

    Args:
        cells: the cells after the change.
        before: the rows before it.
        affected: positions of the rows whose result may differ.
    """
    again = _check_alone(cells, affected)
    positions = set(affected.tolist())
    messages = {position: text for position, text in before.messages.items() if position not in positions}
    rows = CheckedRows(
        **{name: replaced(getattr(before, name), affected, getattr(again, name)) for name in _OF_ROW},
        bucket=before.bucket.copy(),
        kept=before.kept.copy(),
        messages={**messages, **again.messages},
    )
    rows.bucket[affected], rows.kept[affected] = again.bucket, again.kept
    numbers = np.unique(np.concatenate([before.number[affected], again.number]))
    sharing = _is_in(rows.number, numbers[numbers != 0])
    sharing[affected] = True
    _write_refusals_into(rows, cells, np.flatnonzero(sharing))
    _write_duplicates_into(rows, cells, np.flatnonzero(sharing))
    return rows


def _is_in(numbers: NDArray[np.int64], wanted: NDArray[np.int64]) -> NDArray[np.bool_]:
    """As `np.isin`, quicker for sorted wanted numbers and for a few of them (n × bool)."""
    if len(wanted) > _FEW:
        nearest = np.minimum(np.searchsorted(wanted, numbers), len(wanted) - 1)
        found: NDArray[np.bool_] = wanted[nearest] == numbers
        return found
    listed = np.zeros(len(numbers), np.bool_)
    for number in wanted:
        listed |= numbers == number
    return listed


def _check_alone(cells: CheckedCells, positions: NDArray[np.intp]) -> CheckedRows:
    """The results of some rows without a look at other rows: no row is a duplicate yet.

    Args:
        cells: the checked cells.
        positions: of the rows, ascending.
    """
    size = len(positions)
    flags = cells.flags()
    flagged = cells.positions(flags["row"])
    wanted = np.isin(flagged, positions)
    flags, flagged = flags[wanted], np.searchsorted(positions, flagged[wanted])
    verdicts, column = _chosen_numbers(cells, positions, flags, flagged)
    code = np.where(verdicts.code == 0, check_country_rules(verdicts, cells.route), verdicts.code)
    code[verdicts.empty] = CODE_INDEX[IssueCode.MISSING_PHONE_NUMBER]
    messages = _server_messages(cells, positions, verdicts.number)
    code[np.searchsorted(positions, np.array(list(messages), np.intp))] = CODE_INDEX[IssueCode.REFUSED_BY_SERVER]
    broken = np.zeros(size, np.bool_)
    broken[flagged[(flags["column"] == "").to_numpy()]] = True
    unfilled = np.zeros(size, np.bool_)
    for lacking in cells.unfilled.values():
        unfilled |= lacking[positions]

    blank = np.ones(size, np.bool_)
    for empty in cells.empty.values():
        blank &= empty[positions]
    blank[flagged] = False
    left_out = _are_left_out(cells, positions) & ~blank
    suppressed = are_listed(cells.suppressed, verdicts.number) & ~left_out & ~blank
    without_consent = np.zeros(size, np.bool_)
    if cells.consents is not None:
        without_consent = cells.consents.left_out[positions] & ~left_out & ~suppressed & ~blank

    bucket = np.full(size, BUCKET_INDEX[Bucket.READY], np.int8)
    bucket[(code != 0) | broken | unfilled] = BUCKET_INDEX[Bucket.ERRORS]
    bucket[left_out | suppressed] = BUCKET_INDEX[Bucket.LEFT_OUT]
    bucket[without_consent] = BUCKET_INDEX[Bucket.WITHOUT_CONSENT]
    bucket[blank] = BUCKET_INDEX[Bucket.BLANK]
    return CheckedRows(
        number=verdicts.number,
        region=verdicts.region,
        code=code.astype(np.int8),
        column=column,
        broken=broken,
        unfilled=unfilled,
        repaired=verdicts.fixed,
        bucket=bucket,
        kept=np.full(size, -1, np.intp),
        suppressed=suppressed,
        without_consent=without_consent,
        refused_elsewhere=np.zeros(size, np.bool_),
        messages=messages,
    )


def _are_left_out(cells: CheckedCells, positions: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which rows the operator left out (n × bool); no array of row numbers is made for a file without such rows."""
    if not cells.choices.left_out_rows:
        return np.zeros(len(positions), np.bool_)
    row_numbers = row_numbers_at(cells.table.frame.index, positions)
    return np.isin(row_numbers, np.array(list(cells.choices.left_out_rows), np.int64))


def _write_refusals_into(rows: CheckedRows, cells: CheckedCells, positions: NDArray[np.intp]) -> None:
    """Leave out the rows whose number another row refuses to be called on: who said no is a person, not a row.

    Args:
        rows: written to.
        cells: the checked cells.
        positions: of some rows, among them all that share a number with one of them.
    """
    if cells.consents is None:
        return
    before = positions[rows.refused_elsewhere[positions]]
    rows.bucket[before] = BUCKET_INDEX[Bucket.READY]
    rows.refused_elsewhere[before] = rows.without_consent[before] = False
    refusing = positions[cells.consents.refusing[positions]]
    refused = np.unique(rows.number[refusing])
    refused = refused[refused != 0]
    if not len(refused):
        return
    is_sent = np.isin(rows.bucket[positions], [BUCKET_INDEX[Bucket.READY], BUCKET_INDEX[Bucket.DUPLICATES]])
    found = positions[is_sent & _is_in(rows.number[positions], refused)]
    rows.bucket[found] = BUCKET_INDEX[Bucket.WITHOUT_CONSENT]
    rows.refused_elsewhere[found] = rows.without_consent[found] = True


def _write_duplicates_into(rows: CheckedRows, cells: CheckedCells, positions: NDArray[np.intp]) -> None:
    """Decide which rows are duplicates, and write `bucket` and `kept` of these rows.

    Args:
        rows: written to.
        cells: the checked cells.
        positions: of some rows, among them all that share a number with one of them.
    """
    whole = len(positions) == len(rows.bucket)
    bucket = rows.bucket if whole else rows.bucket[positions]
    ready = np.flatnonzero((bucket == BUCKET_INDEX[Bucket.READY]) | (bucket == BUCKET_INDEX[Bucket.DUPLICATES]))
    rows.kept[positions] = -1
    ready = ready if whole else positions[ready]
    kept = kept_rows(rows.number, ready, cells.choices.duplicates, cells)
    rows.kept[ready] = kept
    rows.bucket[ready] = np.where(kept >= 0, BUCKET_INDEX[Bucket.DUPLICATES], BUCKET_INDEX[Bucket.READY])


def _chosen_numbers(
    cells: CheckedCells, positions: NDArray[np.intp], flags: pd.DataFrame, flagged: NDArray[np.intp]
) -> tuple[Verdicts, NDArray[np.int16]]:
    """Of several phone columns the first valid number, else the first cell that is not empty.

    Args:
        cells: the checked cells.
        positions: of the rows (n).
        flags: the reader's flags of these rows.
        flagged: index in `positions` of each flag.

    Returns:
        The verdicts (n), and the index in `CheckedCells.phone` of the cell that decided (n).
    """
    size = len(cells.table.frame)
    chosen, column = Verdicts.of_empty_cells(len(positions)), np.zeros(len(positions), np.int16)
    for index, name in enumerate(cells.phone):
        own = (flags["column"] == name).to_numpy()
        verdicts = cells.verdicts[name]
        if len(positions) < size:
            verdicts = verdicts.take(positions)
        elif own.any() or len(cells.phone) > 1:  # written to below
            verdicts = verdicts.copy()
        if own.any():
            codes = [CODE_INDEX[IssueCode(code)] for code in flags["code"][own]]
            verdicts.put(flagged[own], _flagged_verdicts(codes))
        if name not in cells.mapping.phone:
            verdicts.fixed[:] = True
            better = (verdicts.number != 0) & (chosen.number == 0)
        elif index == 0:
            chosen = verdicts
            continue
        else:
            better = ((verdicts.number != 0) & (chosen.number == 0)) | (chosen.empty & ~verdicts.empty)
        chosen.put(np.flatnonzero(better), verdicts.take(np.flatnonzero(better)))
        column[better] = index
    return chosen, column


def _flagged_verdicts(codes: list[int]) -> Verdicts:
    verdicts = Verdicts.of_empty_cells(len(codes))
    verdicts.code[:] = codes
    verdicts.empty[:] = False
    return verdicts


def _server_messages(cells: CheckedCells, positions: NDArray[np.intp], numbers: NDArray[np.int64]) -> dict[int, str]:
    """Position → message of the rows whose number is still the one the server refused."""
    if not cells.refused:
        return {}
    number_at = dict(zip(positions.tolist(), numbers.tolist(), strict=True))
    refused = zip(cells.positions(row for row, _ in cells.refused), cells.refused.items(), strict=True)
    return {
        int(position): message
        for position, ((_, number), message) in refused
        if f"+{number_at.get(int(position))}" == number
    }
