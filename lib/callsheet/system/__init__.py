"""What the operating system is asked for: child processes, limits, mounts and clocks."""
