"""Whose country a list of numbers without country codes is of: its digits, its groups, and what stands beside them."""
