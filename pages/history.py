"""History: every upload and what became of it."""

from callsheet.ui.history.page import show_past
from callsheet.ui.navigation import behind_the_map

behind_the_map()
show_past()
