"""The History page."""

from callsheet.ui.history.page import show_history
from callsheet.ui.navigation import require_navigation

require_navigation()
show_history()
