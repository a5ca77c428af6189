"""What the commands share that send leads, or look after a send."""
