"""Charts as HTML: numbers, names of countries, times and our own words only, no text of a file."""
