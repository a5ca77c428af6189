"""Checks of archives and containers before a parser sees them."""
