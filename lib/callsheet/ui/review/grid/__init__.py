"""The review grid: our own component, one server-side page of rows, edited in place."""

from callsheet.ui.review.grid.component import lead_grid, sent_by_grid
from callsheet.ui.review.grid.edits import accepted, taken
from callsheet.ui.review.grid.payload import Payload, page_payload

__all__ = ["Payload", "accepted", "lead_grid", "page_payload", "sent_by_grid", "taken"]
