"""The Campaigns page."""
