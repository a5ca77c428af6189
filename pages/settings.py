"""The Settings page."""

from callsheet.ui.navigation import require_navigation
from callsheet.ui.settings.page import show_settings

require_navigation()
show_settings()
