"""What became of the calls of a send: read from the server, joined with the operator's file, and the next list."""
