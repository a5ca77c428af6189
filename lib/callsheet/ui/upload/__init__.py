"""Step 1: choose a file and a campaign."""
