"""What is generated from the command line and published: its reference, manual page, schemas and sessions."""
