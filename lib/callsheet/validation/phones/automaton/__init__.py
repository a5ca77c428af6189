"""Patterns of national numbers, parsed and turned into automata that read whole columns of digits."""
