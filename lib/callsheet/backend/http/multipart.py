"""The file of an upload, taken from the wire in a stream: too much is refused while it comes in, not after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from callsheet.backend.http.errors import Refusal
from callsheet.contract import MAX_BYTES_SERVER
from callsheet.errors import RefusalCode
from callsheet.wording import api

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from fastapi import Request

ENVELOPE_BYTES = 64 * 1024
"""What the multipart form may add to the file."""
MAX_FIELDS = 10


async def receive_file(request: Request) -> UploadFile:
    """Take in the part named `file`; the caller closes it.

    Raises:
        Refusal: 413 when it is too large, 400 when there is none.
    """
    stated = request.headers.get("content-length", "")
    size = int(stated) if stated.isdecimal() else None
    if size is not None and size > MAX_BYTES_SERVER + ENVELOPE_BYTES:
        raise _too_large(size)
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise Refusal(400, api.FILE_REQUIRED)
    parser = MultiPartParser(request.headers, _counted(request, size), max_files=1, max_fields=MAX_FIELDS)
    try:
        form = await parser.parse()
    except MultiPartException:
        raise Refusal(400, api.FILE_REQUIRED) from None
    part = form.get("file")
    if not isinstance(part, UploadFile):
        await form.close()
        raise Refusal(400, api.FILE_REQUIRED)
    if (part.size or 0) > MAX_BYTES_SERVER:
        await part.close()
        raise _too_large(part.size)
    return part


async def _counted(request: Request, stated: int | None) -> AsyncGenerator[bytes, None]:
    received = 0
    async for chunk in request.stream():
        received += len(chunk)
        if received > MAX_BYTES_SERVER + ENVELOPE_BYTES:
            raise _too_large(stated)
        yield chunk


def _too_large(size: int | None) -> Refusal:
    return Refusal(413, api.file_message(RefusalCode.TOO_LARGE, {} if size is None else {"size": size}))
