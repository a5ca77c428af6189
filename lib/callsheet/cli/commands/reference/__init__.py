"""Commands that print what belongs to the command line itself: completion, the manual page, JSON Schemas."""
