"""What became of the calls of a send, as far as it was read from the server."""
