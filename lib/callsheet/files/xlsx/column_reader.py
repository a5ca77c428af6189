"""Vectorised reader of sheet XML in the form that nearly all programs write.

That the XML has this form is verified on its tags first, so the result equals that of the SAX reader.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from callsheet.files.sheet.raw_cells import Kind, RawCells, joined
from callsheet.files.xlsx.sax_reader import parse_rows
from callsheet.files.xlsx.tags import (
    QUOTE,
    SLASH,
    SPACE,
    NotFastPath,
    Tags,
    find_tags,
    is_whitespace,
    parse_integers,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

# Codes of tags; 0 is an unknown tag.
ROW, END_ROW, EMPTY_ROW, CELL, END_CELL, EMPTY_CELL = range(1, 7)
VALUE, END_VALUE, EMPTY_VALUE, FORMULA, END_FORMULA, EMPTY_FORMULA = range(7, 13)
INLINE, END_INLINE, TEXT, END_TEXT, EMPTY_TEXT = range(13, 18)
_STARTS = {
    **dict.fromkeys(("c ", "c>", "c/"), CELL),
    **dict.fromkeys(("v ", "v>", "v/"), VALUE),
    **dict.fromkeys(("f ", "f>", "f/"), FORMULA),
    **dict.fromkeys(("t ", "t>", "t/"), TEXT),
    "ro": ROW, "is": INLINE, "/r": END_ROW, "/c": END_CELL, "/v": END_VALUE, "/f": END_FORMULA, "/i": END_INLINE,
    "/t": END_TEXT,
}  # fmt: skip
_THIRD = {"ro": "w", "is": ">", "/r": "o", "/c": ">", "/v": ">", "/f": ">", "/i": "s", "/t": ">"}
_MAY_FOLLOW = {
    ROW: (CELL, EMPTY_CELL, END_ROW),
    END_ROW: (ROW, EMPTY_ROW),
    EMPTY_ROW: (ROW, EMPTY_ROW),
    CELL: (VALUE, EMPTY_VALUE, FORMULA, EMPTY_FORMULA, INLINE, END_CELL),
    END_CELL: (CELL, EMPTY_CELL, END_ROW),
    EMPTY_CELL: (CELL, EMPTY_CELL, END_ROW),
    VALUE: (END_VALUE,),
    END_VALUE: (END_CELL,),
    EMPTY_VALUE: (END_CELL,),
    FORMULA: (END_FORMULA,),
    END_FORMULA: (VALUE, EMPTY_VALUE, END_CELL),
    EMPTY_FORMULA: (VALUE, EMPTY_VALUE, END_CELL),
    INLINE: (TEXT, EMPTY_TEXT),
    TEXT: (END_TEXT,),
    END_TEXT: (END_INLINE,),
    EMPTY_TEXT: (END_INLINE,),
    END_INLINE: (END_CELL,),
}
"""Every tag has exactly one parent, so a sequence of tags that may follow each other is well-formed XML."""
_HAS_CONTENT = np.isin(np.arange(32), (VALUE, FORMULA, TEXT))
_KINDS = {"s": Kind.SHARED, "str": Kind.TEXT, "inlineStr": Kind.TEXT, "b": Kind.TRUTH, "e": Kind.ERROR}
_KINDS |= {"n": Kind.NUMBER, "d": Kind.ISO_DATE}
_MOST_DIGITS, _MOST_ATTRIBUTES, _MOST_STYLE_DIGITS = 7, 3, 6  # row 1048576 has 7 digits; `r`, `s` and `t`; fits int32
_LETTERS = 26
_A, _ZERO = ord("A"), ord("0")


def _tables() -> tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.bool_]]:
    """By the first two letters of a tag, its code and its third letter; by two codes, whether they may follow."""
    codes, third = np.zeros(1 << 16, np.uint8), np.zeros(1 << 16, np.uint8)
    for start, code in _STARTS.items():
        offset = ord(start[0]) << 8 | ord(start[1])
        codes[offset], third[offset] = code, ord(_THIRD.get(start, "\0"))
    follow = np.zeros((32, 32), np.bool_)
    for code, after in _MAY_FOLLOW.items():
        follow[code, list(after)] = True
    return codes, third, follow


_CODES, _THIRDS, _FOLLOW = _tables()
_SELF_CLOSED = {ROW: EMPTY_ROW, CELL: EMPTY_CELL, VALUE: EMPTY_VALUE, FORMULA: EMPTY_FORMULA, TEXT: EMPTY_TEXT}
_WHEN_CLOSED = np.array([_SELF_CLOSED.get(code, code) for code in range(32)], np.uint8)
# Tables by the first two letters of a cell type: its kind (255: unknown), its length, its third letter.
_KIND_TABLE = np.full(1 << 16, 255, np.uint8)
_LENGTH_TABLE = np.zeros(1 << 16, np.int32)
_THIRD_LETTERS = np.zeros(1 << 16, np.uint8)
_THIRD_LETTERS[[ord("s") << 8 | ord("t"), ord("i") << 8 | ord("n")]] = ord("r"), ord("l")
for _name, _kind in _KINDS.items():
    _place = ord(_name[0]) << 8 | ord(_name[1] if len(_name) > 1 else '"')
    _KIND_TABLE[_place], _LENGTH_TABLE[_place] = _kind, len(_name)


def read_rows(pieces: Iterable[bytes]) -> RawCells:
    """Read the cells of a sheet that hold a value.

    Args:
        pieces: the content of `<sheetData>`, cut between rows.

    Raises:
        NotFastPath: only `SheetParser` can read the sheet, as a whole.
        ExpatError: a piece is not well-formed by itself.
        UnicodeDecodeError: it is not UTF-8.
    """
    return joined(list(map(_of_piece, pieces)))


def _of_piece(piece: bytes) -> RawCells:
    try:
        return read_rows_vectorised(piece)
    except NotFastPath:
        return parse_rows(piece)


def read_rows_vectorised(piece: bytes) -> RawCells:
    """Read the cells of some rows without the SAX reader.

    Args:
        piece: whole rows.

    Raises:
        NotFastPath: the XML does not have the form that is handled here.
        UnicodeDecodeError: it is not UTF-8.
    """
    tags = find_tags(piece)
    if not len(tags.begin):
        return joined([])
    codes = _codes(tags)
    rows = np.flatnonzero(codes == ROW)
    numbers, digits = _row_numbers(tags, rows)
    cells = np.flatnonzero(codes == CELL)
    own = np.repeat(np.arange(len(rows)), np.diff(np.searchsorted(cells, rows), append=len(cells)))
    column, at = _references(tags, tags.begin.take(cells), own, numbers, digits)
    kind, style = _attributes(tags, at, tags.end.take(cells))
    inside = codes.take(cells + 1)
    if (kind[inside == INLINE] != Kind.TEXT).any():
        raise NotFastPath
    start, stop, formula = _values(tags, codes, cells, inside)
    row, filled = numbers.take(own), (stop > start) | formula
    if filled.all():
        return RawCells(row, column, kind, style, formula, tags.texts(start, stop))
    held = np.flatnonzero(filled)
    texts = tags.texts(start[held], stop[held])
    return RawCells(row[held], column[held], kind[held], style[held], formula[held], texts)


def _codes(tags: Tags) -> NDArray[np.uint8]:
    """The code of each tag, after checking that every tag may follow the one before it."""
    starts = (tags.first.astype(np.intp) << 8) | tags.second
    codes: NDArray[np.uint8] = _CODES.take(starts)
    third = _THIRDS.take(starts)
    if not codes.all() or ((third != 0) & (third != tags.third)).any():
        raise NotFastPath
    closed = np.flatnonzero(tags.closed & (tags.first != SLASH))
    if len(closed):
        codes[closed] = _WHEN_CLOSED[codes[closed]]
        if (codes[closed] == INLINE).any():
            raise NotFastPath
    if not _FOLLOW.take((codes[:-1].astype(np.intp) << 5) | codes[1:]).all():
        raise NotFastPath
    if codes[0] not in (ROW, EMPTY_ROW) or codes[-1] not in (END_ROW, EMPTY_ROW):
        raise NotFastPath
    apart = np.flatnonzero((tags.begin[1:] - tags.end[:-1] > 1) & ~_HAS_CONTENT.take(codes[:-1]))
    if not is_whitespace(tags, tags.end[apart] + 1, tags.begin[apart + 1]):
        raise NotFastPath
    return codes


def _row_numbers(tags: Tags, rows: NDArray[np.intp]) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
    """The number of each row and how many digits it has."""
    at = tags.begin[rows] + 5  # after `<row `
    if not _are(tags, at, b'r="') or not (tags.at(at, -1) == SPACE).all():
        raise NotFastPath
    numbers, after = parse_integers(tags.bytes, at + 3, _MOST_DIGITS)
    if not (tags.at(after) == QUOTE).all() or (numbers == 0).any():
        raise NotFastPath
    return numbers, after - at - 3


def _references(
    tags: Tags, begin: NDArray[np.intp], own: NDArray[np.intp], numbers: NDArray[np.int32], digits: NDArray[np.intp]
) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
    """The column of each cell, and the offset after its `r="B7"`.

    Args:
        tags: of the piece.
        begin: n offsets of the cells.
        own: n, index of the row of each cell.
        numbers: of the rows.
        digits: how many each number has.
    """
    if not _are(tags, begin + 3, b'r="'):  # after `<c `
        raise NotFastPath
    at = begin + 6
    column, going = np.zeros(len(at), np.int32), np.ones(len(at), np.bool_)
    for _ in range(3):
        letter = tags.at(at) - np.uint8(_A)
        going &= letter < _LETTERS
        if not going.any():
            break
        column = np.where(going, column * _LETTERS + letter + 1, column)
        at += going
    units, leading = numbers % 10 + _ZERO, numbers // 10 ** (digits - 1) + _ZERO
    after = at + digits.take(own)
    agrees = (tags.at(after) == QUOTE) & (tags.at(after, -1) == units.astype(np.uint8).take(own))
    agrees &= tags.at(at) == leading.astype(np.uint8).take(own)
    if (column == 0).any() or not agrees.all():
        raise NotFastPath
    return column - 1, after + 1


def _attributes(tags: Tags, at: NDArray[np.intp], end: NDArray[np.intp]) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:
    """Kind and style of each cell, from the attributes `s` and `t` in any order."""
    kind, style = np.zeros(len(at), np.uint8), np.zeros(len(at), np.int32)
    data, at = tags.bytes, at.copy()
    for _ in range(_MOST_ATTRIBUTES):
        more = np.flatnonzero(at < end)
        if not len(more):
            return kind, style
        offset = at[more]
        name = tags.at(offset, 1)
        if not (tags.at(offset) == SPACE).all() or not _are(tags, offset + 2, b'="'):
            raise NotFastPath
        is_style = name == b"s"[0]
        if not (is_style | (name == b"t"[0])).all():
            raise NotFastPath
        number, after = parse_integers(data, offset[is_style] + 4, _MOST_STYLE_DIGITS)
        style[more[is_style]] = number
        at[more[is_style]] = after + 1
        cell_texts, value = more[~is_style], offset[~is_style] + 4
        known = (tags.at(value).astype(np.intp) << 8) | tags.at(value, 1)
        kind[cell_texts] = np.where(_is_whole(tags.at(value, 2), known), _KIND_TABLE.take(known), 255)
        at[cell_texts] = value + _LENGTH_TABLE.take(known) + 1
        if (kind[cell_texts] == 255).any() or not (tags.at(at[more], -1) == QUOTE).all():  # noqa: PLR2004 - no such kind
            raise NotFastPath
    if (at != end).any():
        raise NotFastPath
    return kind, style


def _is_whole(third: NDArray[np.uint8], known: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Whether the third letter of a cell type fits its first two: `str`, `inlineStr`."""
    expected = _THIRD_LETTERS.take(known)
    whole: NDArray[np.bool_] = (expected == 0) | (third == expected)
    return whole


def _values(
    tags: Tags, codes: NDArray[np.uint8], cells: NDArray[np.intp], what: NDArray[np.uint8]
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.bool_]]:
    """The offsets of the value of each cell, and whether it has a formula.

    Args:
        tags: of the piece.
        codes: of the tags.
        cells: n, index of the tag of each cell.
        what: n, the code of the tag after it.
    """
    inside = cells + 1
    formula = (what == FORMULA) | (what == EMPTY_FORMULA)
    deeper = np.flatnonzero(formula | (what == INLINE))
    if len(deeper):
        inside[deeper] += np.where(what[deeper] == FORMULA, 2, 1)
        what = what.copy()
        what[deeper] = codes[inside[deeper]]
    content = (what == VALUE) | (what == TEXT)
    start = tags.end.take(inside) + 1
    following = np.minimum(inside + 1, len(tags.begin) - 1)
    return start, np.where(content, tags.begin.take(following), start), formula


def _are(tags: Tags, at: NDArray[np.intp], expected: bytes) -> bool:
    """Whether the same bytes are at all of some offsets."""
    return all(bool((tags.at(at, offset) == byte).all()) for offset, byte in enumerate(expected))
