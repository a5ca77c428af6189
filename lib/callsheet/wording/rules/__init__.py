"""Sentences about who may be called: calling hours, consent, do-not-call lists."""
