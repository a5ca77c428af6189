"""The layout of compose.yaml as processes: two apps, two backends, three senders, one PostgreSQL."""
