"""A linear model over pieces of words that tells orders to the agent from what leads write."""
