"""Do-not-call lists: read from files, looked up for a file, and one person taken out everywhere."""
