"""Batch calls on Send: their fields, the agent, and what became of them."""
