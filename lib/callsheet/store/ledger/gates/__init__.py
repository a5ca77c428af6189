"""Gates: what is checked once more in the transaction that commits a part."""
