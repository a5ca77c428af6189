"""Import: the four steps from a dropped file to a receipt."""

from callsheet.ui.import_page import show_import
from callsheet.ui.navigation import behind_the_map

behind_the_map()
show_import()
