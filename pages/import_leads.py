"""Import: the four steps from a dropped file to a receipt."""
