"""Columns: which one holds the phone number, and which variable each of the others becomes."""
