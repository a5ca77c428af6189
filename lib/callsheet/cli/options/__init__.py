"""The options of every command, and the parser that reads them."""
