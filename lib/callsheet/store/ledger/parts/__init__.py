"""The parts of a submission: planned, prepared with their claims and bytes, and changed later."""
