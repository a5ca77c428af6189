"""Tools for columns: they run as steps before the columns are matched, and never touch a phone column."""
