"""The review grid: our own component, one server-side page of rows, edited in place."""

from callsheet.ui.grid.component import lead_grid
from callsheet.ui.grid.edits import unseen
from callsheet.ui.grid.payload import Payload, page_payload

__all__ = ["Payload", "lead_grid", "page_payload", "unseen"]
