"""Step 4: send, progress, receipt."""
