"""XLS workbooks (BIFF)."""
