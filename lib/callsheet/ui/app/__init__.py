"""The frame of every page: services, layout, errors, widget state."""
