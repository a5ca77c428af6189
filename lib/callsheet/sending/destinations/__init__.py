"""Where a clean set can go. Each destination is one module that does what `Destination` says."""
