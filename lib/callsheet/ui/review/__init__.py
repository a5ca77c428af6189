"""Step 3: review and fix."""
