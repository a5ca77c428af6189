"""What happens when a batch call, a workflow's leads or one call come in."""
