"""Lists as they travel, and the small answers beside them."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import BaseModel

from callsheet.contract import examples
from callsheet.contract.examples import tolerant
from callsheet.contract.responses import PhoneNumber, WireModel

T = TypeVar("T", bound=BaseModel)


class Meta(WireModel):
    """Where a page stands (documented)."""

    page: int
    limit: int
    total: int
    totalPages: int  # noqa: N815 - the wire's own name


class Page(WireModel, Generic[T]):
    """A page of a list (documented)."""

    data: list[T]
    meta: Meta

    @classmethod
    def of(cls, data: list[T], total: int, page: int, limit: int) -> Page[T]:
        """A page and its place among all."""
        return cls(data=data, meta=Meta(page=page, limit=limit, total=total, totalPages=-(-total // limit)))


class NumberPage(WireModel):
    """A page of phone numbers, in a shape of its own (documented)."""

    items: list[PhoneNumber]
    total: int
    page: int
    limit: int


class CountryOption(WireModel):
    """A country that could be enabled (documented)."""

    model_config = tolerant(examples.LISTED)

    id: str
    country_iso: str
    country_name: str
    calling_code: str
    max_length: int | None
    prefixes: list[str]
    is_deleted: bool = False


class Message(WireModel):
    """A sentence."""

    model_config = tolerant({"message": "Lead removed from campaign."})

    message: str


class Health(WireModel):
    """Server and database answer."""

    model_config = tolerant({"status": "ok"})

    status: str = "ok"
