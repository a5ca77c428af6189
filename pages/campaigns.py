"""Campaigns: where leads can go."""

from callsheet.ui.campaigns.page import show_campaigns
from callsheet.ui.navigation import behind_the_map

behind_the_map()
show_campaigns()
