"""The review grid: a component of ours over any number of rows, which are fetched as they come into view."""

from callsheet.ui.review.grid.columns import grid_columns
from callsheet.ui.review.grid.component import grid_entries, grid_style, lead_grid, published_grid
from callsheet.ui.review.grid.edits import with_entries, with_suggestions_accepted
from callsheet.ui.review.grid.routes import grid_routes

__all__ = [
    "grid_columns",
    "grid_entries",
    "grid_routes",
    "grid_style",
    "lead_grid",
    "published_grid",
    "with_entries",
    "with_suggestions_accepted",
]
