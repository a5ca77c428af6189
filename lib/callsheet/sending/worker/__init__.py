"""The process that uploads: sender, loop, durability, intent log."""
