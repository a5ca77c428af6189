"""From a Grid to a Table: the row of names, the widths of rows, the notes."""
