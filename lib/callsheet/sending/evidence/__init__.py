"""Evidence: what was known of each row of a file, and the sheets of a receipt."""
