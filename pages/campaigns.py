"""The Campaigns page."""

from callsheet.ui.campaigns.page import show_campaigns
from callsheet.ui.navigation import require_navigation

require_navigation()
show_campaigns()
