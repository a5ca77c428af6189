"""What the agent will say: prompt coverage, and the ready rows that deserve a look."""
