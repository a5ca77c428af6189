"""The review grid: a component of ours that shows one page of rows, paged by the server and edited in place."""

from callsheet.ui.review.grid.component import grid_entries, lead_grid
from callsheet.ui.review.grid.edits import with_entries, with_suggestions_accepted
from callsheet.ui.review.grid.payload import Payload, grid_columns, page_payload

__all__ = [
    "Payload",
    "grid_columns",
    "grid_entries",
    "lead_grid",
    "page_payload",
    "with_entries",
    "with_suggestions_accepted",
]
