"""The review grid: a component of ours over any number of rows, which are fetched as they come into view."""

from callsheet.ui.review.grid.columns import grid_columns
from callsheet.ui.review.grid.component import grid_entries, lead_grid
from callsheet.ui.review.grid.edits import with_entries, with_suggestions_accepted
from callsheet.ui.review.grid.payload import Payload, grid_payload, grid_source, window_of
from callsheet.ui.review.grid.publication import publish
from callsheet.ui.review.grid.routes import grid_path, grid_routes

__all__ = [
    "Payload",
    "grid_columns",
    "grid_entries",
    "grid_path",
    "grid_payload",
    "grid_routes",
    "grid_source",
    "lead_grid",
    "publish",
    "window_of",
    "with_entries",
    "with_suggestions_accepted",
]
