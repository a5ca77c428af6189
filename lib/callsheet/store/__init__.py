"""What the app keeps: drafts with their edit log, submissions and their ledger."""
