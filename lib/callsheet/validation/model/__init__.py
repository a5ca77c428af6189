"""Values that describe a lead file and its check: table, mapping, route, choices, codes."""
