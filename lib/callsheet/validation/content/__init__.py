"""Cell contents that could harm the call: unsafe characters, markup, instructions to the agent."""
