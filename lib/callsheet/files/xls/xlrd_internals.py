"""Every private attribute of xlrd that is used here, so that an upgrade has one place to break (written for 2.0.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

# ruff: noqa: SLF001 - the private attributes are the purpose of this module


def shared_strings(book: Any) -> Sequence[str]:
    """The shared strings of a workbook; xlrd has no public access to them."""
    strings: Sequence[str] = book._sharedstrings
    return strings


def set_shared_strings(book: Any, strings: list[str]) -> None:
    """Give a workbook its shared strings, where xlrd could not read them."""
    book._sharedstrings = strings


def sheet_is_visible(book: Any, index: int) -> bool:
    """Whether a sheet is visible; the public attribute of a sheet is known only after all its cells are read."""
    return bool(book._sheet_visibility[index] == 0)


def sheet_offset(book: Any, index: int) -> int:
    """Offset of the first record of a sheet in the workbook stream `book.mem`."""
    offset: int = book._sh_abs_posn[index]
    return offset
