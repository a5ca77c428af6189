"""Response models of lists, and of calls that answer with one or two fields."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import BaseModel

from callsheet.contract import examples
from callsheet.contract.examples import tolerant
from callsheet.contract.responses import PhoneNumber, WireModel

T = TypeVar("T", bound=BaseModel)


class PageMeta(WireModel):
    """Position of a page within the list."""

    page: int
    limit: int
    total: int
    totalPages: int  # noqa: N815 - name of the JSON field


class Page(WireModel, Generic[T]):
    """One page of a list."""

    data: list[T]
    meta: PageMeta

    @classmethod
    def of(cls, data: list[T], total: int, page: int, limit: int) -> Page[T]:
        """Build a page.

        Args:
            data: the entries of this page.
            total: entries of the whole list.
            page: page number, counted from 1.
            limit: entries a page.
        """
        return cls(data=data, meta=PageMeta(page=page, limit=limit, total=total, totalPages=-(-total // limit)))


class NumberPage(WireModel):
    """One page of phone numbers. Unlike other lists it has `items` and no `meta`."""

    items: list[PhoneNumber]
    total: int
    page: int
    limit: int


class CountryOption(WireModel):
    """A country that can be enabled in the Telephony Config."""

    model_config = tolerant(examples.LISTED)

    id: str
    country_iso: str
    country_name: str
    calling_code: str
    max_length: int | None
    prefixes: list[str]
    is_deleted: bool = False


class Message(WireModel):
    """A confirmation in one sentence."""

    model_config = tolerant({"message": "Lead removed from campaign."})

    message: str


class Health(WireModel):
    """The server is up and its database responds."""

    model_config = tolerant({"status": "ok"})

    status: str = "ok"
