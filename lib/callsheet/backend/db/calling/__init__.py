"""Agents, batch calls, workflows and calls: their tables and queries."""
