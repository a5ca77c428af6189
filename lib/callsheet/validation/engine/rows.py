"""Rows: where each row of a file ends up, and why, in columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from callsheet.validation.countries.country_rules import judge_destination
from callsheet.validation.engine.duplicates import rows_kept
from callsheet.validation.model.codes import Bucket, IssueCode
from callsheet.validation.phones.verdicts import CODE_PLACE, Verdicts, replaced

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from callsheet.validation.engine.cells import JudgedCells

BUCKETS: tuple[Bucket, ...] = tuple(Bucket)
_PLACE = {bucket: place for place, bucket in enumerate(BUCKETS)}
_FEW = 8


@dataclass(frozen=True, eq=False)
class Rows:
    """The judgement of each row (n rows).

    Args:
        number: int64, E.164 without its plus; 0: no valid number.
        region: int16, place in `REGIONS`.
        code: int8, place in `CODES` of what is wrong with the phone number; 0: nothing.
        column: int16, place in `JudgedCells.phone` of the cell that decided.
        broken: bool, the row as a whole is marked.
        repaired: bool, the number is read otherwise than its phone cell is written: a fix, or another column.
        bucket: int8, place in `BUCKETS`.
        kept: intp, of a duplicate the place of the row that is sent instead; else -1.
        suppressed: bool, left out by the suppression list alone.
        words: place → a server's own words, where those decided.
    """

    number: NDArray[np.int64]
    region: NDArray[np.int16]
    code: NDArray[np.int8]
    column: NDArray[np.int16]
    broken: NDArray[np.bool_]
    repaired: NDArray[np.bool_]
    bucket: NDArray[np.int8]
    kept: NDArray[np.intp]
    suppressed: NDArray[np.bool_]
    words: Mapping[int, str]

    def count(self, bucket: Bucket) -> int:
        """How many rows ended up there."""
        return int(np.count_nonzero(self.bucket == _PLACE[bucket]))

    def places(self, bucket: Bucket) -> NDArray[np.intp]:
        """Which rows ended up there."""
        return np.flatnonzero(self.bucket == _PLACE[bucket])


def judge_rows(judgement: JudgedCells) -> Rows:
    """Put every row into its bucket."""
    size = len(judgement.table.frame)
    rows = _each_by_itself(judgement, np.arange(size))
    _settle_duplicates(judgement, rows, np.arange(size))
    return rows


def judge_rows_again(judgement: JudgedCells, before: Rows, touched: NDArray[np.intp]) -> Rows:
    """The rows after a change, judging only the rows touched and those that share a number with them.

    Args:
        judgement: the cells after the change.
        before: the rows before it.
        touched: places of the rows that something changed about.
    """
    again = _each_by_itself(judgement, touched)
    judged = set(touched.tolist())
    words = {**{place: said for place, said in before.words.items() if place not in judged}, **again.words}
    rows = Rows(
        **{
            name: replaced(getattr(before, name), touched, getattr(again, name))
            for name in ("number", "region", "code", "column", "broken", "repaired", "suppressed")
        },
        bucket=before.bucket.copy(),
        kept=before.kept.copy(),
        words=words,
    )
    rows.bucket[touched], rows.kept[touched] = again.bucket, again.kept
    numbers = np.unique(np.concatenate([before.number[touched], again.number]))
    sharing = _is_one_of(rows.number, numbers[numbers != 0])
    sharing[touched] = True
    _settle_duplicates(judgement, rows, np.flatnonzero(sharing))
    return rows


def _is_one_of(numbers: NDArray[np.int64], some: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which numbers are among some, quick where those are few (n × bool)."""
    if len(some) > _FEW:
        among: NDArray[np.bool_] = np.isin(numbers, some)
        return among
    found = np.zeros(len(numbers), np.bool_)
    for number in some:
        found |= numbers == number
    return found


def _each_by_itself(judgement: JudgedCells, places: NDArray[np.intp]) -> Rows:
    """The judgement of some rows, other rows left aside: none is a duplicate yet.

    Args:
        judgement: the judged cells.
        places: which rows, ascending.
    """
    size = len(places)
    marks = judgement.marks()
    marked = judgement.places(marks["row"])
    here = np.isin(marked, places)
    marks, marked = marks[here], np.searchsorted(places, marked[here])
    chosen, column = _chosen_numbers(judgement, places, marks, marked)
    code = np.where(chosen.code == 0, judge_destination(chosen, judgement.route), chosen.code)
    code[chosen.empty] = CODE_PLACE[IssueCode.MISSING_PHONE_NUMBER]
    words = _refused(judgement, places, chosen.number)
    code[np.searchsorted(places, np.array(list(words), np.intp))] = CODE_PLACE[IssueCode.REFUSED_BY_SERVER]
    broken = np.zeros(size, np.bool_)
    broken[marked[(marks["column"] == "").to_numpy()]] = True

    blank = np.ones(size, np.bool_)
    for empty in judgement.empties.values():
        blank &= empty[places]
    blank[marked] = False
    numbers = judgement.table.frame.index.to_numpy()[places]
    left_out = np.isin(numbers, np.array(list(judgement.choices.left_out_rows), np.int64)) & ~blank
    suppressed = _suppressed(judgement.suppressed, chosen.number) & ~left_out & ~blank

    bucket = np.full(size, _PLACE[Bucket.READY], np.int8)
    bucket[(code != 0) | broken] = _PLACE[Bucket.ERRORS]
    bucket[left_out | suppressed] = _PLACE[Bucket.LEFT_OUT]
    bucket[blank] = _PLACE[Bucket.BLANK]
    kept = np.full(size, -1, np.intp)
    return Rows(
        number=chosen.number,
        region=chosen.region,
        code=code.astype(np.int8),
        column=column,
        broken=broken,
        repaired=chosen.mended,
        bucket=bucket,
        kept=kept,
        suppressed=suppressed,
        words=words,
    )


def _settle_duplicates(judgement: JudgedCells, rows: Rows, places: NDArray[np.intp]) -> None:
    """Among some rows, all those of each of their numbers, decide which is kept. Writes `bucket` and `kept`."""
    bucket = rows.bucket if len(places) == len(rows.bucket) else rows.bucket[places]
    ready = np.flatnonzero((bucket == _PLACE[Bucket.READY]) | (bucket == _PLACE[Bucket.DUPLICATES]))
    rows.kept[places] = -1
    ready = ready if len(places) == len(rows.bucket) else places[ready]
    kept = rows_kept(rows.number, ready, judgement.choices.duplicates, judgement)
    rows.kept[ready] = kept
    rows.bucket[ready] = np.where(kept >= 0, _PLACE[Bucket.DUPLICATES], _PLACE[Bucket.READY])


def _chosen_numbers(
    judgement: JudgedCells, places: NDArray[np.intp], marks: pd.DataFrame, marked: NDArray[np.intp]
) -> tuple[Verdicts, NDArray[np.int16]]:
    """Of several phone columns the first valid number, else the first cell that is not empty."""
    size = len(judgement.table.frame)
    chosen, column = Verdicts.blank(len(places)), np.zeros(len(places), np.int16)
    for place, name in enumerate(judgement.phone):
        verdicts = judgement.verdicts[name].take(places) if len(places) < size else judgement.verdicts[name].copy()
        own = (marks["column"] == name).to_numpy()
        if own.any():
            codes = [CODE_PLACE[IssueCode(code)] for code in marks["code"][own]]
            verdicts.put(marked[own], _wrong(codes))
        if name not in judgement.mapping.phone:
            verdicts.mended[:] = True
            better = (verdicts.number != 0) & (chosen.number == 0)
        elif place == 0:
            chosen = verdicts
            continue
        else:
            better = ((verdicts.number != 0) & (chosen.number == 0)) | (chosen.empty & ~verdicts.empty)
        chosen.put(np.flatnonzero(better), verdicts.take(np.flatnonzero(better)))
        column[better] = place
    return chosen, column


def _wrong(codes: list[int]) -> Verdicts:
    verdicts = Verdicts.blank(len(codes))
    verdicts.code[:] = codes
    verdicts.empty[:] = False
    return verdicts


def _refused(judgement: JudgedCells, places: NDArray[np.intp], numbers: NDArray[np.int64]) -> dict[int, str]:
    """Place → words of those rows whose number is still the one that the server refused."""
    if not judgement.refused:
        return {}
    known = dict(zip(places.tolist(), numbers.tolist(), strict=True))
    refused = zip(judgement.places(row for row, _ in judgement.refused), judgement.refused.items(), strict=True)
    return {int(place): words for place, ((_, number), words) in refused if f"+{known.get(int(place))}" == number}


def _suppressed(suppressed: frozenset[str], numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
    digits = [int(number[1:]) for number in suppressed if number[:1] == "+" and number[1:].isdecimal()]
    listed: NDArray[np.bool_] = np.isin(numbers, np.array(digits, np.int64)) & (numbers != 0)
    return listed
