"""What the agent will say: how well the leads fill the prompt, and ready rows worth reviewing."""
