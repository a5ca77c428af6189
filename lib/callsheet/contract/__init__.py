"""The wire shapes of the upload API, used by client and backend alike."""
