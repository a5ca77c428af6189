"""Import: the four steps from a dropped file to a receipt."""

from callsheet.ui.navigation import behind_the_map
from callsheet.ui.wizard import show_import

behind_the_map()
show_import()
