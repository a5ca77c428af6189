"""The review grid: our own component, one server-side page of rows, edited in place."""

from callsheet.ui.grid.component import lead_grid, sent_by_grid
from callsheet.ui.grid.edits import accepted, taken
from callsheet.ui.grid.payload import Payload, page_payload

__all__ = ["Payload", "accepted", "lead_grid", "page_payload", "sent_by_grid", "taken"]
