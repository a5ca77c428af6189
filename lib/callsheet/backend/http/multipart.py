"""Receive the file of an upload as a stream: a file that is too large is refused before all of it has arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from callsheet.backend.http.errors import ApiError
from callsheet.backend.http.starlette_internals import close_files
from callsheet.contract import MAX_BYTES_SERVER
from callsheet.errors import RefusalCode
from callsheet.wording import api

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping, Sequence

    from fastapi import Request

ENVELOPE_BYTES = 64 * 1024
"""Allowance for boundaries, headers and other fields around the file. Chosen by hand; browsers need some 200 bytes."""
MAX_FIELDS = 10
"""Form fields besides the file of an upload; they are ignored, so the number only limits memory. Chosen by hand."""


class Form(NamedTuple):
    """A form with a file.

    Args:
        file: the part `file`; whoever receives the form closes it.
        fields: name → values of the other parts that are text, in order.
    """

    file: UploadFile
    fields: Mapping[str, Sequence[str]]


async def receive_file(request: Request) -> UploadFile:
    """Receive the form and return its part `file`; the caller closes it.

    Raises:
        ApiError: 413 if the file is too large, 400 if there is no such part or no readable form.
    """
    return (await receive_form(request)).file


async def receive_form(request: Request, max_fields: int = MAX_FIELDS) -> Form:
    """Receive a form with a part `file`; the caller closes it.

    Args:
        request: its body has not been read.
        max_fields: of a form with more fields besides the file none is read.

    Raises:
        ApiError: 413 if the file is too large, 400 if there is no such part or no readable form.
    """
    header = request.headers.get("content-length", "")
    content_length = int(header) if header.isdecimal() else None
    if content_length is not None and content_length > MAX_BYTES_SERVER + ENVELOPE_BYTES:
        raise _too_large(content_length)
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise ApiError(400, api.FILE_REQUIRED)
    stream = _limited_stream(request, content_length)
    parser = MultiPartParser(request.headers, stream, max_files=1, max_fields=max_fields)
    try:
        form = await parser.parse()
    except MultiPartException:
        raise ApiError(400, api.FILE_REQUIRED) from None
    part = form.get("file")
    if not isinstance(part, UploadFile):
        close_files(parser)
        raise ApiError(400, api.FILE_REQUIRED)
    if (part.size or 0) > MAX_BYTES_SERVER:
        await part.close()
        raise _too_large(part.size)
    names = dict.fromkeys(form.keys())
    texts = {name: [value for value in form.getlist(name) if isinstance(value, str)] for name in names}
    return Form(part, texts)


async def _limited_stream(request: Request, content_length: int | None) -> AsyncGenerator[bytes, None]:
    received = 0
    async for chunk in request.stream():
        received += len(chunk)
        if received > MAX_BYTES_SERVER + ENVELOPE_BYTES:
            raise _too_large(content_length)
        yield chunk


def _too_large(size: int | None) -> ApiError:
    return ApiError(413, api.file_message(RefusalCode.TOO_LARGE, {} if size is None else {"size": size}))
