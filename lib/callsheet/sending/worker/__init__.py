"""The process that uploads: worker loop, sender, intent log, restored ledger."""
