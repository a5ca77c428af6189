"""Step 2: match columns."""
