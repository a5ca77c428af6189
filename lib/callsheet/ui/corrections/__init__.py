"""Import of a corrected error file."""
