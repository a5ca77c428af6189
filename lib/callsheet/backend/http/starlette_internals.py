"""The private parts of starlette's form parser that the backend needs, in one place for upgrades."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.formparsers import MultiPartParser


def close_files(parser: MultiPartParser) -> None:
    """Close the temporary file of every part.

    starlette closes them if the form is malformed, but not if it stops in the middle of a part: such a part is in no
    form.
    """
    for file in parser._files_to_close_on_error:  # noqa: SLF001 - the parser offers no other way
        file.close()
