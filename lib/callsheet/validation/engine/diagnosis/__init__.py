"""What is wrong with the rows of a file, and the remedies to offer."""
