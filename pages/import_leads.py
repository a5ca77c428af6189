"""Import: the four steps from a dropped file to a receipt."""

from callsheet.ui.import_page import show_import

show_import()
