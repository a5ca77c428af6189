"""Users, sign-in, and who may download what."""
