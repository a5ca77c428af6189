"""The Import page: four steps from a dropped file to a receipt."""

from callsheet.ui.navigation import require_navigation
from callsheet.ui.wizard import show_import

require_navigation()
show_import()
