"""Bytes → Table, and Report → files: the readers and the writers."""

from callsheet.files.error_files import write_error_csv, write_error_workbook
from callsheet.files.guard import READERS
from callsheet.files.guard_limits import MAX_BYTES
from callsheet.files.reading import read_table
from callsheet.files.returned import Returned, returned, row_hashes
from callsheet.files.sending_files import sample_csv, sample_workbook, write_clean_csv
from callsheet.files.text_sheet import MOST_CHARACTERS

__all__ = [
    "MAX_BYTES",
    "MOST_CHARACTERS",
    "READERS",
    "Returned",
    "read_table",
    "returned",
    "row_hashes",
    "sample_csv",
    "sample_workbook",
    "write_clean_csv",
    "write_error_csv",
    "write_error_workbook",
]
