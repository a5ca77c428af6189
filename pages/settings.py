"""Settings: server and key, what is remembered and for how long."""

from callsheet.ui.navigation import behind_the_map
from callsheet.ui.settings.page import show_settings

behind_the_map()
show_settings()
