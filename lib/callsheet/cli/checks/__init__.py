"""A file as the options of `check` and `send` check it, and how what was found is written."""
