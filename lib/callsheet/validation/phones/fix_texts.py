"""The texts of phone cells as a fix changes them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np
import pandas as pd
import phonenumbers
import pyarrow as pa
import pyarrow.compute as pc

from callsheet.arrow_strings import first_bytes, from_series, matches
from callsheet.validation.model.codes import Fix
from callsheet.validation.normalize import as_shown
from callsheet.validation.phones import substrings
from callsheet.validation.phones.adjacent_numbers import divided, gaps
from callsheet.validation.phones.digits import shapes
from callsheet.validation.phones.fix_catalog import OLD_PREFIXES, TEXT_FIXES, ExtractFix, RewriteFix
from callsheet.validation.phones.validate import validate_by_row
from callsheet.validation.phones.verdicts import REGIONS, Verdicts

if TYPE_CHECKING:
    from numpy.typing import NDArray


class ShapedTexts(NamedTuple):
    """Cells and their shapes (n rows).

    Args:
        text: as shown, two adjacent numbers divided by a semicolon.
        shapes: the distinct shapes.
        shape: n × index in `shapes`.
    """

    text: pa.StringArray
    shapes: pa.StringArray
    shape: NDArray[np.integer[Any]]

    @classmethod
    def of(cls, values: pd.Series[str]) -> ShapedTexts:
        """Prepare cells (n × str)."""
        return cls.of_cells(from_series(values))

    @classmethod
    def of_cells(cls, text: pa.StringArray) -> ShapedTexts:
        """Prepare texts as written (n)."""
        return cls.of_texts(as_shown(text))

    @classmethod
    def of_texts(cls, text: pa.StringArray) -> ShapedTexts:
        """Prepare texts as shown (n)."""
        encoded = shapes(text).dictionary_encode()
        distinct, shape = cast("pa.StringArray", encoded.dictionary), encoded.indices.to_numpy()
        gap = gaps(distinct)
        return cls(divided(text, gap[shape]), divided(distinct, gap), shape)

    def take(self, indices: NDArray[np.intp]) -> ShapedTexts:
        """Return some of them."""
        if len(indices) == len(self.text):
            return self
        return ShapedTexts(self.text.take(pa.array(indices, pa.int64())), self.shapes, self.shape[indices])

    def with_texts(self, indices: NDArray[np.intp], text: pa.StringArray) -> ShapedTexts:
        """Return the cells with other texts at some indices, ascending."""
        mask = np.zeros(len(self.text), np.bool_)
        mask[indices] = True
        replaced: Any = pc.replace_with_mask(self.text, pa.array(mask), text)
        return ShapedTexts.of_texts(replaced)


def changed_texts(cells: ShapedTexts, regions: NDArray[np.int16], fix: Fix) -> tuple[NDArray[np.intp], pa.StringArray]:
    """Return the indices of the cells that a fix would change, ascending, and their new texts.

    Args:
        cells: the cells.
        regions: as in `validate_with_fixes`.
        fix: the fix.
    """
    if fix is Fix.DROP_OLD_PREFIX:
        return _without_old_prefix(cells, regions)
    change = TEXT_FIXES[fix]
    has_shape = matches(cells.shapes, change.shape)
    if isinstance(change, ExtractFix) and change.other_shape and has_shape.any():
        has_shape &= ~matches(cells.shapes, change.other_shape)
    if not has_shape.any():
        return _NOTHING
    return (
        _extracted(cells, has_shape, change) if isinstance(change, ExtractFix) else _rewritten(cells, has_shape, change)
    )


_NOTHING: tuple[NDArray[np.intp], pa.StringArray] = np.zeros(0, np.intp), pa.array([], pa.string())


def _without_old_prefix(cells: ShapedTexts, regions: NDArray[np.int16]) -> tuple[NDArray[np.intp], pa.StringArray]:
    """As `changed_texts`, by the first of several changes that gives a valid number."""
    found = [_NOTHING]
    done = np.zeros(len(cells.text), np.bool_)
    present = np.unique(regions).tolist()
    for change in OLD_PREFIXES:
        applies = [region for region in present if change.applies is None or change.applies(REGIONS[region])]
        has_shape = matches(cells.shapes, change.shape) if applies else np.zeros(1, np.bool_)
        indices, text = _rewritten(cells, has_shape, change) if has_shape.any() else _NOTHING
        possible = ~done[indices] & np.isin(regions[indices], applies)
        if change.own_code:
            possible &= _may_have_own_code(text, regions[indices])
        indices, text = indices[possible], text.filter(pa.array(possible))
        own = regions[indices]
        verdicts = validate_texts(text, own)
        fits = verdicts.number != 0
        if change.own_code:
            fits &= _calling_codes()[verdicts.region] == _calling_codes()[own]
        found.append((indices[fits], text.filter(pa.array(fits))))
        done[indices[fits]] = True
    order = np.argsort(np.concatenate([indices for indices, _ in found]), kind="stable")
    text = pa.concat_arrays([some for _, some in found]).take(pa.array(order, pa.int64()))
    return np.concatenate([indices for indices, _ in found])[order], text


def _may_have_own_code(text: pa.StringArray, regions: NDArray[np.int16]) -> NDArray[np.bool_]:
    """Which texts may begin with the calling code of their region; all that are not in ASCII (n × bool)."""
    may = ~pc.string_is_ascii(text).to_numpy(zero_copy_only=False)
    for region in np.unique(regions).tolist():
        digits = r"\D*".join(str(_calling_codes()[region]))
        may |= (regions == region) & matches(text, rf"^\D*{digits}")
    return may


@cache
def _calling_codes() -> NDArray[np.int64]:
    """The calling code of every region of `REGIONS`, 0 without one."""
    return np.array([phonenumbers.country_code_for_region(region) for region in REGIONS], np.int64)


def validate_texts(text: pa.StringArray, regions: NDArray[np.int16]) -> Verdicts:
    """Validate texts, each with its own region (n)."""
    if not len(text):
        return Verdicts.of_empty_cells(0)
    values: Any = text
    return validate_by_row(pd.Series(values, dtype="str"), regions)


def _rewritten(
    cells: ShapedTexts, has_shape: NDArray[np.bool_], change: RewriteFix
) -> tuple[NDArray[np.intp], pa.StringArray]:
    """The indices of the cells that are rewritten, and their new texts.

    Args:
        cells: the cells.
        has_shape: which of the distinct shapes the change applies to.
        change: the change.
    """
    indices, text = _of_shapes(cells, has_shape)
    if change.begins and len(indices):
        begins = np.isin(first_bytes(text), np.frombuffer(change.begins.encode(), np.uint8))
        indices, text = indices[begins], text.filter(pa.array(begins))
    fits = matches(text, change.pattern)
    indices, text = indices[fits], text.filter(pa.array(fits))
    rewritten: Any = pc.replace_substring_regex(text, change.pattern, change.replacement)
    if change.unless:
        accepted = ~matches(rewritten, change.unless)
        indices, rewritten = indices[accepted], rewritten.filter(pa.array(accepted))
    return indices, rewritten


def _extracted(
    cells: ShapedTexts, has_shape: NDArray[np.bool_], change: ExtractFix
) -> tuple[NDArray[np.intp], pa.StringArray]:
    """As `_rewritten`, for a change that extracts a part."""
    parts = substrings.find(cells.shapes, change.part, "part")
    indices, text = _of_shapes(cells, has_shape & (parts.size > 0))
    if "?P<zeros>" in change.part and len(indices):
        zeros = substrings.find(cells.shapes, change.part, "zeros").take(cells.shape[indices])
        only_zeros = substrings.all_zeros(text, zeros)
        indices, text = indices[only_zeros], text.filter(pa.array(only_zeros))
    extracted: Any = substrings.cut(text, parts.take(cells.shape[indices]))
    for character in change.without:
        extracted = pc.replace_substring(extracted, character, "")
    return indices, pc.utf8_replace_slice(extracted, 0, 0, change.before) if change.before else extracted


def _of_shapes(cells: ShapedTexts, has_shape: NDArray[np.bool_]) -> tuple[NDArray[np.intp], pa.StringArray]:
    """The indices and texts of the cells that have certain shapes."""
    indices = np.flatnonzero(has_shape[cells.shape])
    whole = len(indices) == len(cells.text)
    return indices, cells.text if whole else cells.text.take(pa.array(indices, pa.int64()))
