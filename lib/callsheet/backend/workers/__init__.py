"""What several worker processes share: liveness, read slots, rate limit."""
