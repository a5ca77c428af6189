"""Do-not-call lists: named, dated lists of numbers that are never called."""
