"""One module for each command, and what `check` and `send` share."""
