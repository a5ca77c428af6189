"""What a command prints: text that cannot control the terminal, tables, progress, findings, JSON."""
