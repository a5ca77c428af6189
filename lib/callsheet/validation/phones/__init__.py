"""Phone numbers: grammar, fast path, numbering plans, libphonenumber, suggested fixes."""
