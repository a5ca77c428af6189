"""History: every upload and what became of it."""

from callsheet.ui.navigation import behind_the_map
from callsheet.ui.past import show_past

behind_the_map()
show_past()
